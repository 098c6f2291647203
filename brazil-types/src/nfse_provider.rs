//! The provider of a service inside NFS-e keys and DPS ids: one digit of kind, 14 characters of
//! tax id, a CPF filled with `000`.

use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout, is_digit_or_capital};
use crate::{Cnpj, Cpf, TaxId};

const PERSON: u8 = b'1';
const COMPANY: u8 = b'2';

/// Checks kind and alphabet of the 15 characters from `at` on; `given` is the text they came from.
pub(crate) fn require(
    layout: &Layout,
    given: &str,
    characters: &[u8],
    at: usize,
) -> Result<(), ParseError> {
    let tax_id = at + 1;
    match characters.get(at) {
        Some(&PERSON) => {
            layout.require(given, characters, tax_id..tax_id + 3, |&filler| {
                filler == b'0'
            })?;
            layout.require(
                given,
                characters,
                tax_id + 3..tax_id + 14,
                u8::is_ascii_digit,
            )
        }
        Some(&COMPANY) => {
            layout.require(given, characters, tax_id..tax_id + 12, is_digit_or_capital)?;
            layout.require(
                given,
                characters,
                tax_id + 12..tax_id + 14,
                u8::is_ascii_digit,
            )
        }
        _ => {
            let fix = "the kind of tax id is 1 (CPF) or 2 (CNPJ)";
            let error = layout.error(ParseErrorKind::BadValue, fix, given, at);
            Err(error.in_part("kind of tax id"))
        }
    }
}

/// Reads the 15 characters.
pub(crate) fn read(characters: [u8; 15]) -> Result<TaxId, ParseError> {
    if is_person(&characters) {
        Cpf::parse(layout::text(&characters[4..])).map(TaxId::Cpf)
    } else {
        Cnpj::parse(layout::text(&characters[1..])).map(TaxId::Cnpj)
    }
}

/// Writes the 15 characters.
pub(crate) fn written(tax_id: &TaxId) -> [u8; 15] {
    let mut characters = [b'0'; 15];
    match tax_id {
        TaxId::Cpf(cpf) => {
            characters[0] = PERSON;
            characters[4..].copy_from_slice(cpf.digits());
        }
        TaxId::Cnpj(cnpj) => {
            characters[0] = COMPANY;
            characters[1..].copy_from_slice(cnpj.characters());
        }
    }
    characters
}

/// `text` for logs: with stars over the CPF, if it is one, of the provider at `at`.
pub(crate) fn masked(text: &str, at: usize) -> String {
    let is_person = text.as_bytes().get(at) == Some(&PERSON);
    let cpf = at + 4..at + 15;
    let mask = |(index, c)| {
        if is_person && cpf.contains(&index) {
            '*'
        } else {
            c
        }
    };
    text.char_indices().map(mask).collect()
}

fn is_person(characters: &[u8; 15]) -> bool {
    characters[0] == PERSON
}

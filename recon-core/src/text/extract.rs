//! References and tax ids written inside a memo.

use super::fold::unaccent;
use crate::ReferenceKind;

/// A clue found in free text.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found<'a> {
    /// A reference, with the kind its shape gives away.
    Reference(ReferenceKind, &'a str),
    /// A number of at most five digits that nothing beside it calls a reference. It may be one, or
    /// a branch, a day, a queue number: it counts only where the amount agrees too.
    Number(&'a str),
    /// A CPF or CNPJ with right check digits, punctuation as written.
    TaxId(&'a str),
}

/// Tax ids are personal; only the kind of clue is shown.
impl std::fmt::Debug for Found<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Reference(kind, _) => write!(f, "Reference({})", kind.as_str()),
            Self::Number(_) => f.write_str("Number"),
            Self::TaxId(_) => f.write_str("TaxId"),
        }
    }
}

/// Up to this many digits a number needs a word beside it to be a reference.
const SHORT: usize = 5;

/// Words that call the number after them a reference, as banks and people abbreviate them.
const REFERENCE_WORDS: [&str; 21] = [
    "NF",
    "NFE",
    "NFSE",
    "NFS",
    "NFCE",
    "NOTA",
    "FAT",
    "FATURA",
    "BOLETO",
    "TITULO",
    "DUPL",
    "DUPLICATA",
    "PED",
    "PEDIDO",
    "INV",
    "DOC",
    "DOCTO",
    "DOCUMENTO",
    "REF",
    "NSU",
    "CONTRATO",
];

/// Words that call it the number of something else.
const OTHER_WORDS: [&str; 12] = [
    "AG", "AGENCIA", "BANCO", "BCO", "CC", "CONTA", "CTA", "TED", "OP", "PARC", "PARCELA", "LOJA",
];

/// Words between such a word and its number.
const BETWEEN: [&str; 6] = ["N", "NO", "NR", "NUM", "NUMERO", "DE"];
/// In bytes, with an accent or a point.
const LONGEST_BETWEEN: usize = 8;

/// Lifts references and tax ids out of a memo, from left to right; linear in the text.
///
/// What counts as a reference: an EndToEndId or return id (32 characters), a 44-digit invoice key,
/// and any other run of up to 20 letters and digits with at least three digits and at most three
/// letters. A plain number of three to five digits counts only after a word such as `NF`, `FATURA`
/// or `PEDIDO`; alone it is a [`Found::Number`], and after `AG`, `CONTA` or `BANCO` it is nothing.
/// A CPF or CNPJ counts when its check digits fit.
///
/// ```
/// use recon_core::{ReferenceKind, text::{extract, Found}};
/// let found: Vec<_> = extract("PIX RECEBIDO 529.982.247-25 AG 0417 NF 4711 220").collect();
/// assert!(matches!(found[0], Found::TaxId(_)));
/// assert_eq!(found[1], Found::Reference(ReferenceKind::Free, "4711"));
/// assert_eq!(found[2], Found::Number("220"));
/// assert_eq!(found.len(), 3);
/// ```
pub fn extract(text: &str) -> impl Iterator<Item = Found<'_>> {
    let is_gap =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|' | '(' | ')' | '#' | '*');
    // Without a digit there is nothing to find.
    let text = if text.bytes().any(|b| b.is_ascii_digit()) {
        text
    } else {
        ""
    };
    let mut before = "";
    text.split(is_gap).filter_map(move |word| {
        let readable = word.len() >= 3 && word.is_ascii();
        let found = if readable {
            classify(word, before)
        } else {
            None
        };
        let is_between = word.len() <= LONGEST_BETWEEN && is_one_of(&BETWEEN, word);
        if !word.is_empty() && !is_between {
            before = word;
        }
        found
    })
}

/// Whatever its case, accents and punctuation.
fn is_one_of(known: &[&str], word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    let folded = letters.map(|c| unaccent(c).to_ascii_uppercase());
    known.iter().any(|known| folded.clone().eq(known.chars()))
}

fn classify<'a>(word: &'a str, before: &str) -> Option<Found<'a>> {
    let bytes = word.as_bytes();
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    if digits < 3 {
        return None;
    }
    if is_end_to_end_id(bytes) {
        return Some(Found::Reference(ReferenceKind::EndToEndId, word));
    }
    if bytes.len() == 44 && digits == 44 {
        return Some(Found::Reference(ReferenceKind::NfeKey, word));
    }
    if is_tax_id(bytes) {
        return Some(Found::TaxId(word));
    }
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if bytes.len() > 20 || letters > 3 || word.contains('/') {
        return None;
    }
    if letters > 0 || digits > SHORT || is_one_of(&REFERENCE_WORDS, before) {
        Some(Found::Reference(ReferenceKind::Free, word))
    } else if is_one_of(&OTHER_WORDS, before) {
        None
    } else {
        Some(Found::Number(word))
    }
}

fn is_end_to_end_id(word: &[u8]) -> bool {
    let Some((kind, rest)) = word.split_first() else {
        return false;
    };
    word.len() == 32
        && matches!(kind, b'E' | b'D' | b'e' | b'd')
        && rest.iter().all(u8::is_ascii_alphanumeric)
        && rest.iter().skip(8).take(12).all(u8::is_ascii_digit)
}

fn is_tax_id(word: &[u8]) -> bool {
    let mut digits = [0_u8; 14];
    let mut count = 0;
    for byte in word {
        match byte {
            b'.' | b'-' | b'/' => {}
            b'0'..=b'9' | b'A'..=b'Z' => {
                let Some(slot) = digits.get_mut(count) else {
                    return false;
                };
                *slot = *byte;
                count += 1;
            }
            _ => return false,
        }
    }
    let (head, _) = digits.split_at(count);
    is_cpf(head) || is_cnpj(head)
}

pub(super) fn is_cpf(digits: &[u8]) -> bool {
    digits.len() == 11
        && digits.iter().all(u8::is_ascii_digit)
        && digits.iter().any(|d| Some(d) != digits.first())
        && [9, 10]
            .into_iter()
            .all(|at| check_digit_fits(digits, at, u32::MAX))
}

fn is_cnpj(digits: &[u8]) -> bool {
    digits.len() == 14
        && digits.iter().any(|d| Some(d) != digits.first())
        && [12, 13]
            .into_iter()
            .all(|at| check_digit_fits(digits, at, 9))
}

/// Weights run 2, 3, 4… from the right, starting over after `highest`; remainder mod 11.
fn check_digit_fits(digits: &[u8], at: usize, highest: u32) -> bool {
    let mut weight = 2;
    let mut sum = 0;
    for digit in digits.iter().take(at).rev() {
        sum += weight * u32::from(digit.wrapping_sub(b'0'));
        weight = if weight == highest { 2 } else { weight + 1 };
    }
    let expected = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    digits
        .get(at)
        .is_some_and(|d| u32::from(d.wrapping_sub(b'0')) == expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Option<Found<'_>> {
        let mut all = extract(text);
        let first = all.next();
        assert!(all.next().is_none());
        first
    }

    #[test]
    fn shapes_decide() {
        let e2e = "E18236120202604121800s1B2c3D4e5F";
        assert_eq!(
            only(e2e),
            Some(Found::Reference(ReferenceKind::EndToEndId, e2e))
        );
        assert_eq!(only("TAR"), None);
        let free = |word| Some(Found::Reference(ReferenceKind::Free, word));
        assert_eq!(only("Nota nº 123"), free("123"));
        assert_eq!(only("ref.: 12345"), free("12345"));
        assert_eq!(only("Título 987"), free("987"));
        assert_eq!(only("NF-4711"), free("NF-4711"));
        assert_eq!(only("BALCAO 4711"), Some(Found::Number("4711")));
        assert_eq!(only("AG. 4711"), None);
        assert_eq!(only("CONTA 123456"), free("123456"));
        assert_eq!(only("12/04/2026"), None);
        assert_eq!(
            only("11.222.333/0001-81"),
            Some(Found::TaxId("11.222.333/0001-81"))
        );
        assert_eq!(only("12ABC34501DE35"), Some(Found::TaxId("12ABC34501DE35")));
        assert_eq!(
            only("11222333000182"),
            Some(Found::Reference(ReferenceKind::Free, "11222333000182"))
        );
        assert_eq!(
            only("11111111111"),
            Some(Found::Reference(ReferenceKind::Free, "11111111111"))
        );
    }
}

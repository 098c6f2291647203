//! What is checked before it is sent. No complaint quotes what it is about.

use client_core::money::Amount;
use client_core::{Error, Result};
use url::Url;

/// An amount above zero, in whole cents.
pub(super) fn amount(amount: Amount, field: &str) -> Result<()> {
    if amount.is_negative() || amount.is_zero() {
        return Err(Error::input(format!("{field} is not above zero")));
    }
    amount.to_cents().map(drop).map_err(|cause| {
        let what = format!("{field} is not a whole number of cents; round it first");
        Error::input(what).with_source(cause)
    })
}

/// A text of so many characters.
pub(super) fn length(text: &str, least: usize, most: usize, field: &str) -> Result<()> {
    let count = text.chars().count();
    match (least..=most).contains(&count) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} has {count} characters; give {least} to {most}"
        ))),
    }
}

/// A text that is there.
pub(super) fn there(text: &str, field: &str) -> Result<()> {
    match text.trim().is_empty() {
        false => Ok(()),
        true => Err(Error::input(format!("{field} is empty"))),
    }
}

/// So many digits and nothing else.
pub(super) fn digits(text: &str, least: usize, most: usize, field: &str) -> Result<()> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    match plain && (least..=most).contains(&text.len()) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} is not {least} to {most} digits; leave hyphens and dots out"
        ))),
    }
}

/// A CPF without punctuation.
pub(super) fn cpf(text: &str, field: &str) -> Result<()> {
    match text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} is not a CPF of 11 digits without punctuation"
        ))),
    }
}

/// A CNPJ without punctuation. Belvo documents digits; letters, which the tax office gives out
/// since July 2026, are left for Belvo to judge.
pub(super) fn cnpj(text: &str, field: &str) -> Result<()> {
    match text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} is not a CNPJ of 14 characters without punctuation"
        ))),
    }
}

/// A CPF or a CNPJ without punctuation.
pub(super) fn tax_id(text: &str, field: &str) -> Result<()> {
    cpf(text, field).or_else(|_| cnpj(text, field)).map_err(|_| {
        Error::input(format!(
            "{field} is neither a CPF of 11 digits nor a CNPJ of 14 characters, without punctuation"
        ))
    })
}

/// A name as version 2 takes it: letters, digits and some signs.
pub(super) fn name(text: &str, field: &str) -> Result<()> {
    length(text, 1, 120, field)?;
    let accented = |sign: char| matches!(sign, 'À'..='ÿ') && !matches!(sign, '×' | '÷');
    let allowed = |sign: char| {
        sign.is_ascii_alphanumeric() || accented(sign) || ",.@:&*+_<>()!?/\\$%' -".contains(sign)
    };
    match text.chars().all(allowed) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} has a character that Belvo does not take in names; leave it out"
        ))),
    }
}

/// An address that people can be sent to: `https`, or the scheme of an app.
pub(super) fn address(url: &Url, field: &str) -> Result<()> {
    match url.scheme() {
        "http" if !is_loopback(url) => Err(Error::input(format!(
            "{field} is not encrypted; give an https address"
        ))),
        _ => Ok(()),
    }
}

fn is_loopback(url: &Url) -> bool {
    matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

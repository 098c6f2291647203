//! Recognising personal data and credentials in texts that should have none.
//!
//! A net with a stated mesh, not a proof: CPFs with right check digits, e-mail addresses,
//! Brazilian phone numbers, and strings long and random enough to be a token.

mod pattern;

pub use pattern::Sensitive;
use pattern::{Finding, find};

use super::error::EventError;

const MAX_TEXT: usize = 300;
const MAX_NOTE: usize = 1000;
/// Longer than anything we recognise, but for tokens and addresses.
const CUT_EDGE: usize = 100;
const MAX_IDENTIFIER: usize = 128;

/// Identifiers are random by nature; only what is longer than any of them is suspect.
const IDENTIFIER_STRETCH: usize = 64;
/// What begins like a JWT and is this long is one.
const JWT_STRETCH: usize = 16;

/// A text of 1 to 300 characters with nothing sensitive.
pub(super) fn check_text(field: &'static str, text: &str) -> Result<(), EventError> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > MAX_TEXT {
        return Err(EventError::Malformed {
            field,
            expected: "1 to 300 characters",
            length,
        });
    }
    match find(text, 0) {
        Some(Finding { what, .. }) => Err(EventError::Sensitive { field, found: what }),
        None => Ok(()),
    }
}

/// A note of up to 1000 characters, with what is sensitive masked.
pub(super) fn masked_note(text: &str) -> String {
    // Bounds the search. What this cuts in two is not recognised, so it is not kept either.
    let searched = first_chars(text, 4 * MAX_NOTE);
    let doubtful = if searched.len() < text.len() {
        CUT_EDGE
    } else {
        0
    };
    let mut masked = String::with_capacity(searched.len());
    let mut done = 0;
    while let Some(Finding { what, start, end }) = find(searched, done) {
        masked.push_str(searched.get(done..start).unwrap_or_default());
        masked.push_str(what.mask());
        done = end;
    }
    masked.push_str(searched.get(done..).unwrap_or_default());
    let certain = masked.chars().count().saturating_sub(doubtful);
    masked.truncate(first_chars(&masked, certain.min(MAX_NOTE)).len());
    masked
}

fn first_chars(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

/// An id of a provider or of ours: random-looking, but neither a CPF nor a JWT.
pub(crate) fn check_identifier(field: &'static str, id: &str) -> Result<(), EventError> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"._:/~+=-".contains(&b);
    let starts_well = id.starts_with(|first: char| first.is_ascii_alphanumeric());
    if !starts_well || id.len() > MAX_IDENTIFIER || !id.bytes().all(allowed) {
        return Err(EventError::Malformed {
            field,
            expected: "up to 128 letters, digits and `._:/~+=-`, beginning with a letter or digit",
            length: id.len(),
        });
    }
    let mut stretches = id.split(|c: char| !c.is_ascii_alphanumeric());
    if stretches.any(|stretch| {
        stretch.len() > IDENTIFIER_STRETCH
            || (stretch.starts_with("eyJ") && stretch.len() > JWT_STRETCH)
    }) {
        return Err(EventError::Sensitive {
            field,
            found: Sensitive::Token,
        });
    }
    if pattern::has_cpf_word(id) {
        return Err(EventError::Sensitive {
            field,
            found: Sensitive::Cpf,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::pattern::check_digit;
    use super::{Sensitive, check_identifier, check_text, masked_note};
    use crate::audit::EventError;

    #[test]
    fn identifiers_may_be_random_but_are_no_cpf_and_no_jwt() {
        for id in [
            "urn:bancoex:C1DD33123",
            "4b2f1c9e-8d3a-4f6b-9c7d-123456789012",
            "ab52998224725cd",
            "E18236120202611211200s0f9c7d1a2b",
            "hmac-sha256:9c1f00aa11bb22cc",
            "ACCOUNTS_READ",
            "18236120",
        ] {
            assert_eq!(check_identifier("reference", id), Ok(()), "{id}");
        }
        let sensitive = |found| EventError::Sensitive {
            field: "reference",
            found,
        };
        for id in [
            "52998224725",
            "payment-529.982.247-25",
            "urn:cpf:11144477735",
        ] {
            assert_eq!(
                check_identifier("reference", id),
                Err(sensitive(Sensitive::Cpf)),
                "{id}"
            );
        }
        let long = "a1".repeat(33);
        for id in ["eyJhbGciOiJQUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln", &long] {
            assert_eq!(
                check_identifier("reference", id),
                Err(sensitive(Sensitive::Token)),
                "{id}"
            );
        }
        for id in [
            "",
            " a",
            "a b",
            "ana@exemplo.com",
            "-a",
            "ação",
            &"a-".repeat(65),
        ] {
            assert!(matches!(
                check_identifier("reference", id),
                Err(EventError::Malformed {
                    field: "reference",
                    ..
                })
            ));
        }
    }

    #[test]
    fn notes_are_masked_and_cut() {
        assert_eq!(
            masked_note("Ana (529.982.247-25, ana@exemplo.com.br) ligou de 11912345678: não"),
            "Ana ([cpf], [email]) ligou de [phone]: não"
        );
        assert_eq!(masked_note("52998224725,11144477735;x"), "[cpf],[cpf];x");
        assert_eq!(masked_note(&"ã".repeat(1001)), "ã".repeat(1000));
        let across_the_cut = format!("{} 52998224725", "x ".repeat(497));
        assert!(masked_note(&across_the_cut).ends_with("x  [cpf]"));
        let behind_a_long_token = format!("{} 52998224725", "a1".repeat(1995));
        assert!(!masked_note(&behind_a_long_token).contains("529"));
    }

    proptest! {
        #[test]
        fn no_cpf_survives_in_a_note(
            body in proptest::array::uniform9(0u8..10),
            before in "[^0-9a-zA-Z]{0,9}[a-zç ]{0,9}",
            after in "[^0-9]{0,20}",
        ) {
            prop_assume!(body.iter().any(|digit| *digit != body[0]));
            let first = check_digit(body.iter());
            let second = check_digit(body.iter().chain([&first]));
            let digits: String =
                body.iter().chain([&first, &second]).map(|d| char::from(b'0' + d)).collect();
            let dotted =
                format!("{}.{}.{}-{}", &digits[..3], &digits[3..6], &digits[6..9], &digits[9..]);
            for cpf in [&digits, &dotted] {
                let masked = masked_note(&format!("{before}{cpf}{after}"));
                prop_assert!(!masked.contains(cpf.as_str()), "{}", masked);
            }
        }

        #[test]
        fn any_text_can_be_searched(text in "(\\PC|[0-9@.+() -]|bearer |eyJ|é){0,80}") {
            let _ = check_text("purpose", &text);
            let _ = check_identifier("reference", &text);
            let masked = masked_note(&text);
            prop_assert!(masked.chars().count() <= 1000);
        }
    }
}

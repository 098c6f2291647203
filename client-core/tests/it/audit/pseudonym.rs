use client_core::audit::{PseudonymError, Pseudonymizer, SubjectToken};
use secrecy::SecretString;

use super::{PLANTED_CPF, pseudonyms};

#[test]
fn is_the_documented_hmac_of_the_normalised_value() {
    // Tokens computed with Python's `hmac`.
    let pseudonyms = pseudonyms();
    for (token, expected) in [
        (pseudonyms.tax_id("529.982.247-25"), "46054b9e6c921834"),
        (pseudonyms.tax_id(" 52998224725 "), "46054b9e6c921834"),
        (pseudonyms.tax_id("12.abc.345/01de-35"), "3def40911030d08e"),
        (pseudonyms.email(" Ana@Exemplo.com.br"), "e88c241e46fd6775"),
        (pseudonyms.phone("(11) 91234-5678"), "b3b96a6a5be9e5ae"),
        (pseudonyms.phone("+55 11 91234-5678"), "b3b96a6a5be9e5ae"),
        (pseudonyms.opaque("user-778\n"), "4360356fc3faf726"),
    ] {
        let token = token.unwrap();
        assert_eq!(token.as_str(), format!("hmac-sha256:{expected}"));
        assert_eq!(token.as_str().parse::<SubjectToken>().unwrap(), token);
    }
    let other = Pseudonymizer::new(&SecretString::from("another tenant's secret key")).unwrap();
    assert_ne!(other.tax_id(PLANTED_CPF), pseudonyms.tax_id(PLANTED_CPF));
    assert!(!format!("{pseudonyms:?}").contains("padaria"));
}

#[test]
fn refuses_weak_keys_and_values_of_another_kind() {
    let short = Pseudonymizer::new(&SecretString::from("fifteen letters"));
    assert_eq!(
        short.unwrap_err(),
        PseudonymError::KeyTooShort {
            length: 15,
            minimum: 16
        }
    );
    let pseudonyms = pseudonyms();
    for refused in [
        pseudonyms.tax_id("5299822472"),
        pseudonyms.tax_id("529982247ç"),
        pseudonyms.email("ana"),
        pseudonyms.email("@exemplo.com"),
        pseudonyms.phone("91234-5678"),
        pseudonyms.phone("4411912345678"),
        pseudonyms.opaque("  "),
    ] {
        let error = refused.unwrap_err();
        assert!(matches!(error, PseudonymError::Malformed { .. }));
        assert!(!error.to_string().contains("52998"), "{error}");
    }
    for text in [
        "46054b9e6c921834",
        "hmac-sha256:46054B9E6C921834",
        "hmac-sha256:529982247",
    ] {
        assert!(text.parse::<SubjectToken>().is_err(), "{text}");
    }
}

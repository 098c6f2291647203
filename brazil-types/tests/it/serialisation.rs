use brazil_types::bank::CompeCode;
use brazil_types::boleto::Boleto;
use brazil_types::{Cnpj, Cpf, EndToEndId, FiscalKey, NfseKey, PixKey, State, TaxId, Txid};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

fn assert_string<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) {
    let json = format!("\"{text}\"");
    let value: T = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    // From an owned string too, as out of a `Value`.
    let value_again: T = serde_json::from_value(serde_json::Value::from(text)).unwrap();
    assert_eq!(value, value_again);
}

#[test]
fn values_are_strings() {
    assert_string::<Cpf>("52998224725");
    assert_string::<Cnpj>("12ABC34501DE35");
    assert_string::<TaxId>("12345678000195");
    assert_string::<EndToEndId>("E18236120202604121800s1B2c3D4e5F");
    assert_string::<Txid>("PEDIDO42");
    assert_string::<PixKey>("contato@exemplo.com.br");
    assert_string::<Boleto>("34196164600001842501090000001234567812345000");
    assert_string::<FiscalKey>("35261112345678000195550010000001231456789013");
    assert_string::<NfseKey>("35503082212345678000195000000000012326114567890123");
    assert_string::<CompeCode>("001");
    assert_string::<State>("SP");
}

#[test]
fn punctuation_is_taken_and_not_given_back() {
    let cpf: Cpf = serde_json::from_str("\"529.982.247-25\"").unwrap();
    assert_eq!(serde_json::to_string(&cpf).unwrap(), "\"52998224725\"");
}

#[test]
fn reading_is_strict_and_silent_about_the_value() {
    for json in [
        "\"52998224726\"",
        "52998224725",
        "52998224725.5",
        "-52998224725",
        "true",
        "null",
    ] {
        let error = serde_json::from_str::<Cpf>(json).unwrap_err().to_string();
        assert!(!error.contains("529982"), "{error}");
    }
    assert!(serde_json::from_str::<Cnpj>("\"12abc34501de35\"").is_err());
    let number = serde_json::from_str::<Cpf>("52998224725")
        .unwrap_err()
        .to_string();
    assert!(number.starts_with("expected a string"), "{number}");
}

//! Answers that do not fit: the field is named, the value never shown.

use std::collections::BTreeMap;

use client_core::testing::Script;
use client_core::{Error, ErrorKind, Outcome};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::rig::{Rig, read};

#[derive(Debug, Deserialize)]
struct Receivable {
    #[serde(rename = "valor")]
    _amount: u32,
    #[serde(rename = "situacao")]
    _status: Option<Status>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Status {
    Open,
    Paid,
}

#[derive(Debug, Deserialize)]
struct Envelope {
    #[serde(rename = "itens")]
    _items: Vec<Receivable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    _known: Option<u8>,
}

async fn failure<T: DeserializeOwned>(body: &'static str) -> Error {
    let rig = Rig::new([Script::json(200, body).with_header("x-request-id", "req-1")]);
    let Err(error) = rig.executor.json::<T>(read()).await else {
        panic!("{body} decoded")
    };
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Decode, Outcome::Applied)
    );
    assert_eq!(error.body().unwrap(), body);
    assert_eq!(error.request_id(), Some("req-1"));
    assert_eq!(error.status().unwrap(), 200);
    error
}

/// The message without what surrounds it in every error, and without the place.
async fn message<T: DeserializeOwned>(body: &'static str) -> String {
    let text = failure::<T>(body).await.to_string();
    let text = text.strip_prefix("test.things.get: ").unwrap();
    let text = text.strip_suffix(" (HTTP 200) — applied").unwrap();
    let place = text.find(" (line 1, column ").unwrap_or(text.len());
    text[..place].to_owned()
}

#[tokio::test]
async fn the_path_and_shape_of_the_misfit_are_named() {
    assert_eq!(
        message::<Envelope>(r#"{"itens":[{"valor":1},{"valor":"52998224725"}]}"#).await,
        "the answer's field itens[1].valor is of type string, expected u32"
    );
    assert_eq!(
        message::<Envelope>(r#"{"itens":[{"valor":-5}]}"#).await,
        "the answer's field itens[0].valor has an unexpected value, expected u32"
    );
    assert_eq!(
        message::<Envelope>(r#"{"itens":[{"situacao":null}]}"#).await,
        "the answer's field itens[0] does not fit: missing field `valor`"
    );
    assert_eq!(
        message::<Envelope>(r#"{"itens":[{"valor":1,"situacao":"MARIA DA SILVA"}]}"#).await,
        "the answer's field itens[0].situacao has an unexpected value, expected `OPEN` or `PAID`"
    );
    assert_eq!(
        message::<Vec<u8>>(r#"{"x":1}"#).await,
        "the answer as a whole is of type map, expected a sequence"
    );
}

#[tokio::test]
async fn the_place_in_the_answer_is_named() {
    let text = failure::<Vec<u8>>("[1,\n 300]").await.to_string();
    assert!(
        text.contains("field [1] has an unexpected value, expected u8 (line 2, column 4)"),
        "{text}"
    );
}

#[tokio::test]
async fn an_answer_that_is_no_json_is_told_apart_from_one_that_ends_early() {
    assert_eq!(
        message::<Envelope>("<html>Maria</html>").await,
        "the answer is not JSON"
    );
    assert_eq!(
        message::<Envelope>(r#"{"itens":["#).await,
        "the answer ends early"
    );
    assert_eq!(
        message::<Envelope>(r#"{"itens":[]} {"cpf":1}"#).await,
        "the answer goes on after its JSON value"
    );
}

#[tokio::test]
async fn keys_of_a_map_are_data_and_do_not_show() {
    for body in [
        r#"{"529.982.247-25":{"valor":"x"}}"#,
        r#"{"52998224725":{"valor":"x"}}"#,
        r#"{"maria@example.com":{"valor":"x"}}"#,
        r#"{"Maria da Silva":{"valor":"x"}}"#,
    ] {
        let text = message::<BTreeMap<String, Receivable>>(body).await;
        assert!(
            text.starts_with("the answer's field {key}.valor is of type string"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn unknown_fields_and_a_types_own_words_do_not_show() {
    let text = message::<Strict>(r#"{"52998224725":1}"#).await;
    assert!(!text.contains("52998224725"), "{text}");

    #[derive(Debug)]
    struct Talkative;
    impl<'de> Deserialize<'de> for Talkative {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(format!("not so, expected {text}")))
        }
    }
    let text = message::<[Talkative; 1]>(r#"["52998224725"]"#).await;
    assert_eq!(text, "the answer's field [0] does not fit its type");
}

#[tokio::test]
async fn an_empty_body_reads_as_null() {
    let rig = Rig::new([Script::status(204), Script::json(200, " \n")]);
    assert_eq!(rig.executor.json::<Option<u8>>(read()).await.unwrap(), None);
    rig.executor.json::<()>(read()).await.unwrap();
    assert_eq!(
        message::<u8>("").await,
        "the answer as a whole is of type null, expected u8"
    );
}

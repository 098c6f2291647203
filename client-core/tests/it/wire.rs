use std::collections::{BTreeMap, HashMap};

use client_core::wire::{self, OpenEnum, Patch, Shape};
use client_core::{id_type, open_enum};
use proptest::prelude::*;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use time::Date;
use time::macros::date;

/// Reads one field with the given `with` module, so that a test can call it on bare JSON.
macro_rules! reading {
    ($json:expr, $with:literal, $type:ty) => {{
        #[derive(Deserialize)]
        struct Reading(#[serde(with = $with)] $type);
        serde_json::from_str::<Reading>($json)
            .map(|read| read.0)
            .map_err(|e| e.to_string())
    }};
}

macro_rules! writing {
    ($value:expr, $with:literal, $type:ty) => {{
        #[derive(Serialize)]
        struct Writing(#[serde(with = $with)] $type);
        serde_json::to_string(&Writing($value)).map_err(|e| e.to_string())
    }};
}

mod dates;

open_enum! {
    /// Where an instalment stands.
    pub enum InstallmentStatus {
        /// Not paid yet.
        Pending = "PENDENTE",
        /// Paid in full.
        Paid = "QUITADO" | "PAGO" | "Recebido à vista",
    }

    /// A second enum in the same call.
    enum Channel {
        /// Instant payment.
        Pix = "PIX",
        /// Travels under its own name.
        Boleto,
    }
}

id_type! {
    /// Identifies a receivable.
    pub struct ReceivableId;
    /// Identifies a payable.
    struct PayableId;
}

fn round_trip<T: DeserializeOwned + Serialize>(json: &str) -> String {
    serde_json::to_string(&serde_json::from_str::<T>(json).unwrap()).unwrap()
}

#[test]
fn open_enums_read_names_aliases_and_the_unknown() {
    let read = |json: &str| serde_json::from_str::<InstallmentStatus>(json).unwrap();
    assert_eq!(read("\"PENDENTE\""), InstallmentStatus::Pending);
    assert_eq!(read("\"Recebido à vista\""), InstallmentStatus::Paid);
    let new = read("\"RENEGOCIADO\"");
    assert!(!new.is_known() && InstallmentStatus::Paid.is_known());
    assert_eq!(new.as_str(), "RENEGOCIADO");
    assert_eq!(format!("{new:?}"), "Unrecognized(\"RENEGOCIADO\")");
    assert_eq!(format!("{:>5}", Channel::Pix), "  PIX");
    // Wire values are exact: another case is another value.
    assert!(!read("\"pendente\"").is_known());
    assert!(!read("\"\"").is_known());
}

#[test]
fn open_enums_write_back_what_they_read() {
    for json in [
        "\"PENDENTE\"",
        "\"QUITADO\"",
        "\"RENEGOCIADO\"",
        "\"\"",
        "\"a\\\"b\\u0001\"",
    ] {
        assert_eq!(round_trip::<InstallmentStatus>(json), json);
    }
    assert_eq!(round_trip::<InstallmentStatus>("\"PAGO\""), "\"QUITADO\"");
    let keyed = r#"{"PIX":1,"TED":2}"#;
    assert_eq!(round_trip::<BTreeMap<Channel, u8>>(keyed), keyed);
}

#[test]
fn open_enums_survive_buffering_by_serde() {
    #[derive(Deserialize, Serialize)]
    #[serde(tag = "tipo")]
    enum Event {
        Settled {
            status: InstallmentStatus,
            id: ReceivableId,
        },
    }
    let json = r#"{"tipo":"Settled","status":"NOVO","id":"7"}"#;
    assert_eq!(round_trip::<Event>(json), json);
}

/// A format that, like most binary ones, does not say what comes next and is told to read text.
struct Undescribed(&'static str);

impl<'de> Deserializer<'de> for Undescribed {
    type Error = serde::de::value::Error;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("the format does not describe itself"))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_str(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[test]
fn open_enums_and_ids_read_formats_that_do_not_describe_themselves() {
    assert_eq!(
        InstallmentStatus::deserialize(Undescribed("PAGO")),
        Ok(InstallmentStatus::Paid)
    );
    assert_eq!(
        ReceivableId::deserialize(Undescribed("7")),
        Ok(ReceivableId::new("7"))
    );
}

#[test]
fn no_unknown_value_equals_a_known_one() {
    for wire in InstallmentStatus::KNOWN {
        assert!(InstallmentStatus::from(*wire).is_known());
    }
    assert_eq!(InstallmentStatus::KNOWN, ["PENDENTE", "QUITADO"]);
    assert_eq!(Channel::KNOWN, ["PIX", "Boleto"]);
    assert_eq!(Channel::from("Boleto"), Channel::Boleto);
    assert_eq!(
        <InstallmentStatus as OpenEnum>::known("PAGO"),
        Some(InstallmentStatus::Paid)
    );
    let parsed: Result<InstallmentStatus, _> = "NOVO".parse();
    assert_eq!(parsed, Ok(InstallmentStatus::from("NOVO")));
    assert!(InstallmentStatus::Pending < InstallmentStatus::Paid);
    assert!(InstallmentStatus::Paid < InstallmentStatus::from("AAA"));
    assert!(InstallmentStatus::from("AAA") < InstallmentStatus::from("BBB"));
}

#[test]
fn open_enums_refuse_other_types_by_shape() {
    for (json, shape) in [
        ("null", "null"),
        ("12345678901", "a number"),
        ("1.5", "a number"),
        ("[[1],2]", "a list"),
        ("{\"a\":{}}", "an object"),
    ] {
        let error = serde_json::from_str::<InstallmentStatus>(json)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with(&format!("expected text, found {shape}")),
            "{json}: {error}"
        );
        assert!(!error.contains("12345678901"), "{error}");
    }
}

#[test]
fn ids_are_opaque_text() {
    assert_eq!(round_trip::<ReceivableId>("\"rec 01/ç\""), "\"rec 01/ç\"");
    assert_eq!(
        round_trip::<ReceivableId>("18446744073709551615"),
        "\"18446744073709551615\""
    );
    assert_eq!(round_trip::<ReceivableId>("-1"), "\"-1\"");
    assert_eq!(round_trip::<ReceivableId>("\"007\""), "\"007\"");

    let id = ReceivableId::new("rec_01");
    assert_eq!("rec_01".parse(), Ok(id.clone()));
    assert_eq!(id, ReceivableId::from(String::from("rec_01")));
    assert_eq!(id.as_ref(), "rec_01");
    assert_eq!(
        format!("{id:<8}|{id:?}"),
        "rec_01  |ReceivableId(\"rec_01\")"
    );
    let counts = HashMap::from([(id.clone(), 1)]);
    assert_eq!(counts[&id], 1);
    assert_eq!(id.into_string(), "rec_01");
    assert_eq!(PayableId::from("p").as_str(), "p");
}

#[test]
fn ids_are_never_cut_or_invented() {
    for json in ["1.5", "1e3", "18446744073709551616", "null", "true", "[]"] {
        let error = serde_json::from_str::<ReceivableId>(json)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("expected an identifier as text"),
            "{json}: {error}"
        );
    }
}

#[test]
fn patch_tells_absent_null_and_value_apart() {
    #[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
    struct Body {
        #[serde(default, skip_serializing_if = "Patch::is_absent")]
        note: Patch<String>,
        #[serde(with = "wire::date", default, skip_serializing_if = "Patch::is_absent")]
        due_date: Patch<Date>,
    }
    for json in [
        "{}",
        r#"{"note":null}"#,
        r#"{"note":"x","due_date":null}"#,
        r#"{"due_date":"2026-04-12"}"#,
    ] {
        assert_eq!(round_trip::<Body>(json), json);
    }
    let patch = Patch::from(date!(2026 - 04 - 12));
    assert_eq!(patch.value(), Some(&date!(2026 - 04 - 12)));
    assert_eq!(
        (Patch::<u8>::Null.value(), Patch::<u8>::Absent.value()),
        (None, None)
    );
}

#[test]
fn an_absent_patch_is_never_written_as_null() {
    #[derive(Serialize)]
    struct Forgetful {
        note: Patch<String>,
    }
    let error = serde_json::to_string(&Forgetful {
        note: Patch::Absent,
    })
    .unwrap_err()
    .to_string();
    assert!(error.contains("skip_serializing_if"), "{error}");
    assert!(writing!(Patch::Absent, "wire::date", Patch<Date>).is_err());
}

#[test]
fn text_or_number_keeps_the_digits_as_sent() {
    for (json, text) in [
        ("120", "120"),
        ("1.50", "1.50"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("1e2", "1e2"),
        ("\"120-B \\u00e7\"", "120-B ç"),
        ("\"\"", ""),
    ] {
        assert_eq!(
            reading!(json, "client_core::wire::string_or_number", String).as_deref(),
            Ok(text)
        );
    }
    assert_eq!(
        reading!(
            "null",
            "client_core::wire::string_or_number",
            Option<String>
        ),
        Ok(None)
    );
    let error = reading!(
        "[11144477735]",
        "client_core::wire::string_or_number",
        String
    )
    .unwrap_err();
    assert!(
        error.starts_with("expected text or a number, found a list"),
        "{error}"
    );
    assert_eq!(
        writing!("120".into(), "client_core::wire::string_or_number", String).unwrap(),
        "\"120\""
    );
}

#[test]
fn null_lists_are_empty() {
    #[derive(Deserialize)]
    struct Page {
        #[serde(default, deserialize_with = "wire::null_as_empty")]
        items: Vec<u8>,
    }
    let items = |json| serde_json::from_str::<Page>(json).map(|page| page.items);
    assert!(items(r#"{"items":null}"#).unwrap().is_empty());
    assert!(items("{}").unwrap().is_empty());
    assert_eq!(items(r#"{"items":[1,2]}"#).unwrap(), [1, 2]);
    assert!(items(r#"{"items":0}"#).is_err());
}

#[test]
fn shapes_picture_text_without_showing_it() {
    let picture = |text: &str| Shape::of_text(text).to_string();
    assert_eq!(picture("João 123.456-78"), "text shaped `aaaa 999.999-99`");
    assert_eq!(picture("a\nb\t`"), "text shaped `a?a?``");
    assert_eq!(
        picture(&"9".repeat(41)),
        format!("text shaped `{}…`", "9".repeat(40))
    );
    assert_eq!(picture(""), "an empty text");
}

proptest! {
    #[test]
    fn any_value_survives_an_open_enum(wire in ".{0,20}") {
        let json = serde_json::to_string(&wire).unwrap();
        let read: Channel = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read.is_known(), Channel::KNOWN.contains(&wire.as_str()));
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }
}

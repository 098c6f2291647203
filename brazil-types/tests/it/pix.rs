use crate::data::{Refused, day, load};
use brazil_types::{
    EndToEndId, Ispb, ParseErrorKind, PixKey, RecurrenceId, RecurrenceRequestId, ReturnId, Txid,
    TxidKind, calendar,
};
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

#[derive(Deserialize)]
struct Ids {
    messages: Vec<Message>,
    messages_refused: Vec<Refused>,
    differ_only_in_case: [String; 2],
    txids: Vec<TxidCase>,
    recurrences: Vec<Recurrence>,
    recurrences_refused: Vec<Refused>,
}

#[derive(Deserialize)]
struct Message {
    text: String,
    kind: String,
    ispb: String,
    utc: String,
    brasilia_date: String,
}

#[derive(Deserialize)]
struct TxidCase {
    text: String,
    r#static: bool,
    dynamic: bool,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Recurrence {
    text: String,
    prefix: String,
    ispb: String,
    date: String,
}

#[test]
fn end_to_end_and_return_ids() {
    let ids: Ids = load("pix_ids.json");
    for case in &ids.messages {
        let (ispb, timestamp, text) = if case.kind == "payment" {
            assert_eq!(
                ReturnId::parse(&case.text).unwrap_err().kind(),
                ParseErrorKind::BadPrefix
            );
            let id = EndToEndId::parse(&case.text).expect(&case.text);
            assert_eq!(
                EndToEndId::new(id.ispb(), id.timestamp(), &case.text[21..]),
                Ok(id)
            );
            (id.ispb(), id.timestamp(), id.to_string())
        } else {
            let id = ReturnId::parse(&case.text).expect(&case.text);
            assert!(EndToEndId::parse(&case.text).is_err());
            assert_eq!(
                ReturnId::new(id.ispb(), id.timestamp(), &case.text[21..]),
                Ok(id)
            );
            (id.ispb(), id.timestamp(), id.to_string())
        };
        assert_eq!(ispb.as_str(), case.ispb);
        assert_eq!(text, case.text);
        assert_eq!(
            timestamp,
            OffsetDateTime::parse(&case.utc, &Rfc3339).unwrap()
        );
        assert_eq!(calendar::brasilia_date(timestamp), day(&case.brasilia_date));
    }
    for case in &ids.messages_refused {
        case.assert(EndToEndId::parse(&case.text));
    }
    let [a, b] = ids
        .differ_only_in_case
        .map(|text| EndToEndId::parse(&text).unwrap());
    assert_ne!(a, b);
}

#[test]
fn a_new_id_carries_the_minute_in_utc() {
    let ispb = Ispb::parse("18236120").unwrap();
    let id = EndToEndId::new(ispb, datetime!(2026-04-12 22:30:59 -3), "s1B2c3D4e5F").unwrap();
    assert_eq!(id.as_str(), "E18236120202604130130s1B2c3D4e5F");
    assert_eq!(id.timestamp(), datetime!(2026-04-13 01:30 UTC));
    assert!(id.is_within_12_hours_of(id.timestamp() - Duration::hours(12)));
    assert!(!id.is_within_12_hours_of(id.timestamp() + Duration::minutes(721)));

    let error = |at, sequence| EndToEndId::new(ispb, at, sequence).unwrap_err().kind();
    assert_eq!(
        error(datetime!(2026-04-12 0:00 UTC), "short"),
        ParseErrorKind::BadLength
    );
    assert_eq!(
        error(datetime!(2026-04-12 0:00 UTC), "s1B2c3D4e5-"),
        ParseErrorKind::BadCharset
    );
    assert_eq!(
        error(datetime!(-0001-01-01 0:00 UTC), "s1B2c3D4e5F"),
        ParseErrorKind::BadDate
    );
}

#[test]
fn txids() {
    for case in load::<Ids>("pix_ids.json").txids {
        assert_eq!(
            Txid::parse_static(&case.text).is_ok(),
            case.r#static,
            "{}",
            case.text
        );
        assert_eq!(
            Txid::parse_dynamic(&case.text).is_ok(),
            case.dynamic,
            "{}",
            case.text
        );
        match Txid::parse(&case.text) {
            Ok(txid) => {
                assert_eq!(case.error, None);
                assert_eq!(txid.as_str(), case.text);
                assert_eq!(txid.kind() == TxidKind::Static, case.r#static);
            }
            Err(error) => assert_eq!(Some(error.kind().code()), case.error.as_deref()),
        }
    }
}

#[test]
fn recurrence_ids() {
    let ids: Ids = load("pix_ids.json");
    for case in &ids.recurrences {
        let (ispb, date, text) = if case.prefix == "SC" {
            let id = RecurrenceRequestId::parse(&case.text).expect(&case.text);
            assert_eq!(
                RecurrenceRequestId::new(id.ispb(), id.date(), &case.text[18..]),
                Ok(id)
            );
            assert!(RecurrenceId::parse(&case.text).is_err());
            (id.ispb(), id.date(), id.to_string())
        } else {
            let id = RecurrenceId::parse(&case.text).expect(&case.text);
            let retries = id.allows_retries();
            assert_eq!(retries, case.prefix == "RR");
            assert_eq!(
                RecurrenceId::new(retries, id.ispb(), id.date(), &case.text[18..]),
                Ok(id)
            );
            (id.ispb(), id.date(), id.to_string())
        };
        assert_eq!(ispb.as_str(), case.ispb);
        assert_eq!(date, day(&case.date));
        assert_eq!(text, case.text);
    }
    for case in &ids.recurrences_refused {
        case.assert(RecurrenceId::parse(&case.text));
    }
    let ispb = Ispb::parse("12345678").unwrap();
    let error = RecurrenceRequestId::new(ispb, date!(-0044 - 03 - 15), "abcdefghijk").unwrap_err();
    assert_eq!(error.kind(), ParseErrorKind::BadDate);
}

#[test]
fn pix_keys() {
    #[derive(Deserialize)]
    struct File {
        accepted: Vec<Case>,
        refused: Vec<Refused>,
    }
    #[derive(Deserialize)]
    struct Case {
        text: String,
        kind: String,
        clear: String,
        log_mask: Option<String>,
        phone_lookalike: Option<String>,
    }
    let file: File = load("pix_key.json");
    for case in &file.accepted {
        let key = PixKey::parse(&case.text).expect(&case.text);
        assert_eq!(key.kind().as_str(), case.kind);
        assert_eq!(key.expose(), case.clear);
        assert_eq!(PixKey::parse(key.expose()), Ok(key));
        if let Some(mask) = &case.log_mask {
            assert_eq!(&key.log_mask(), mask);
        }
        let lookalike = key.phone_lookalike();
        assert_eq!(
            lookalike.as_ref().map(|phone| phone.expose()),
            case.phone_lookalike.as_deref()
        );
    }
    for case in &file.refused {
        case.assert(PixKey::parse(&case.text));
    }
}

#[test]
fn keys_that_almost_are() {
    use ParseErrorKind::{BadCharset, BadLength, BadPrefix, BadValue};
    for (text, kind) in [
        ("", BadLength),
        ("123", BadLength),
        ("11987654321@", BadLength),
        ("@exemplo.com", BadLength),
        ("ana@@exemplo.com", BadValue),
        ("ana@-exemplo.com", BadValue),
        ("ana@exemplo..com", BadValue),
        ("an%a@exemplo.com", BadCharset),
        ("joão@exemplo.com", BadCharset),
        ("+0511987654321", BadPrefix),
        ("+55 11 9876x4321", BadCharset),
        ("+55", BadLength),
        ("+55119876543210000", BadLength),
        ("1198765432", BadPrefix),
        ("padaria central", BadCharset),
        ("123e4567-e89b-12d3-a456_426655440000", BadCharset),
        ("123e4567-e89b-12d3-a456-42665544000g", BadCharset),
    ] {
        assert_eq!(PixKey::parse(text).unwrap_err().kind(), kind, "{text}");
    }
}

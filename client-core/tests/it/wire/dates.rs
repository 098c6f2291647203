use client_core::wire::{DateError, LocalRule, date, date_compact, day_or_instant, instant};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use time::macros::{date, datetime, offset};
use time::{Date, OffsetDateTime};

#[test]
fn days_read_one_form_only() {
    assert_eq!(date::parse("2024-02-29"), Ok(date!(2024 - 02 - 29)));
    assert_eq!(date_compact::parse("20240229"), Ok(date!(2024 - 02 - 29)));
    for text in [
        "",
        "2024-2-29",
        "20240229",
        "29/02/2024",
        "2024-02-29T00:00:00",
        "+024-02-29",
        "2024-02-2é",
        " 2024-02-29",
    ] {
        assert!(
            matches!(date::parse(text), Err(DateError::Malformed { .. })),
            "{text}"
        );
    }
    for text in [
        "",
        "2024-02-29",
        "2024022",
        "202402290",
        "2024022x",
        "ééééé",
    ] {
        assert!(
            matches!(date_compact::parse(text), Err(DateError::Malformed { .. })),
            "{text}"
        );
    }
    for text in [
        "2023-02-29",
        "0000-00-00",
        "2024-13-01",
        "2024-00-10",
        "2024-01-32",
    ] {
        assert!(
            matches!(date::parse(text), Err(DateError::OutOfRange { .. })),
            "{text}"
        );
    }
}

#[test]
fn days_travel_in_every_kind_of_field() {
    assert_eq!(
        reading!("\"2026-04-12\"", "client_core::wire::date", Date),
        Ok(date!(2026 - 04 - 12))
    );
    assert_eq!(
        reading!("null", "client_core::wire::date", Option<Date>),
        Ok(None)
    );
    assert_eq!(
        reading!("20260412", "client_core::wire::date_compact", Date),
        Ok(date!(2026 - 04 - 12))
    );
    assert_eq!(
        writing!(date!(0026 - 04 - 02), "client_core::wire::date", Date).unwrap(),
        "\"0026-04-02\""
    );
    assert_eq!(
        writing!(
            Some(date!(2026 - 04 - 12)),
            "client_core::wire::date_compact",
            Option<Date>
        )
        .unwrap(),
        "\"20260412\""
    );
    assert_eq!(
        writing!(None, "client_core::wire::date", Option<Date>).unwrap(),
        "null"
    );
    let error = writing!(date!(-0001 - 01 - 01), "client_core::wire::date", Date).unwrap_err();
    assert!(error.contains("years 0 to 9999"), "{error}");
}

#[test]
fn wrong_days_are_described_not_quoted() {
    for (json, expected) in [
        (
            "\"04/05/1987\"",
            "expected a day as YYYY-MM-DD, found text shaped `99/99/9999`",
        ),
        ("19870504", "expected a day as YYYY-MM-DD, found a number"),
        (
            "\"1987-02-30\"",
            "expected a day as YYYY-MM-DD, but there is no such day",
        ),
        ("null", "found null in a field that always holds a value"),
        ("\"\"", "expected a day as YYYY-MM-DD, found an empty text"),
    ] {
        let error = reading!(json, "client_core::wire::date", Date).unwrap_err();
        assert!(error.starts_with(expected), "{json}: {error}");
        assert!(!error.contains("1987"), "{error}");
    }
}

#[test]
fn instants_are_rfc_3339() {
    let moment = datetime!(2026-02-03 09:00:12.512345 UTC);
    assert_eq!(
        reading!(
            "\"2026-02-03T09:00:12.512345Z\"",
            "client_core::wire::instant",
            OffsetDateTime
        ),
        Ok(moment)
    );
    assert_eq!(
        instant::format(moment).unwrap(),
        "2026-02-03T09:00:12.512345Z"
    );
    let local = instant::parse("2026-02-03T06:00:12-03:00").unwrap();
    assert_eq!(local.offset(), offset!(-3));
    assert_eq!(
        writing!(local, "client_core::wire::instant", OffsetDateTime).unwrap(),
        "\"2026-02-03T06:00:12-03:00\""
    );
    for text in ["2026-02-03T09:00:12", "2026-02-03", "x"] {
        assert!(
            matches!(instant::parse(text), Err(DateError::Malformed { .. })),
            "{text}"
        );
    }
    for text in ["2026-02-30T09:00:12Z", "2026-02-03T25:00:12Z"] {
        assert!(
            matches!(instant::parse(text), Err(DateError::OutOfRange { .. })),
            "{text}"
        );
    }
}

#[test]
fn timestamps_without_offset_are_brasilia_time() {
    for (text, expected) in [
        ("2025-10-22T08:37:05", datetime!(2025-10-22 08:37:05 -3)),
        (
            "2025-05-16T17:51:04.63",
            datetime!(2025-05-16 17:51:04.63 -3),
        ),
        (
            "2025-07-10T15:05:08.433885Z",
            datetime!(2025-07-10 15:05:08.433885 UTC),
        ),
        (
            "2025-07-10T15:05:08.1234567891",
            datetime!(2025-07-10 15:05:08.123456789 -3),
        ),
        ("2026-02-02 14:03:11", datetime!(2026-02-02 14:03:11 -3)),
        ("2026-02-02 14:03", datetime!(2026-02-02 14:03:00 -3)),
        (
            "2026-02-02 14:59:49 -0300",
            datetime!(2026-02-02 14:59:49 -3),
        ),
        (
            "2026-02-02T14:59:49+00:00",
            datetime!(2026-02-02 14:59:49 UTC),
        ),
        ("2026-02-02T14:59:49-05", datetime!(2026-02-02 14:59:49 -5)),
        (
            "2026-02-02T14:59:49+05:30",
            datetime!(2026-02-02 14:59:49 +5:30),
        ),
    ] {
        let read = LocalRule::BRASILIA.read(text).unwrap();
        assert_eq!(read, expected, "{text}");
        assert_eq!(read.offset(), expected.offset(), "{text}");
    }
}

#[test]
fn wrong_timestamps_are_described_not_quoted() {
    for text in [
        "",
        "2025-10-22",
        "2025-10-22T",
        "2025-10-22T08",
        "2025-10-22X08:37:05",
        "2025-10-22T8:37:05",
        "2025-10-22T08:37:05.",
        "2025-10-22T08:37.5",
        "2025-10-22T08:37:05:06",
        "2025-10-22T08:37:05  -0300",
        "2025-10-22T08:37:05-3",
        "2025-10-22T08:37:05-03:0",
        "2025-10-22T08:37:05Z0",
        "2025-10-22T08:37:05 BRT",
        "22/10/2025 08:37:05",
        "éééééééééé 08:37:05",
    ] {
        let error = LocalRule::BRASILIA.read(text).unwrap_err();
        assert!(
            matches!(error, DateError::Malformed { .. }),
            "{text}: {error}"
        );
        assert!(!error.to_string().contains("2025"), "{error}");
    }
    for text in [
        "2025-02-30T00:00:00",
        "2025-10-22T24:00:00",
        "2025-10-22T08:60:00",
        "2025-10-22T08:00:00+99:00",
    ] {
        let error = LocalRule::BRASILIA.read(text).unwrap_err();
        assert!(
            matches!(error, DateError::OutOfRange { .. }),
            "{text}: {error}"
        );
    }
}

#[test]
fn local_instants_are_written_in_brasilia_without_offset() {
    let moment = datetime!(2026-03-01 01:10:00.75 UTC);
    assert_eq!(
        writing!(moment, "client_core::wire::local_instant", OffsetDateTime).unwrap(),
        "\"2026-02-28T22:10:00\""
    );
    assert_eq!(
        reading!(
            "\"2026-02-28T22:10:00\"",
            "client_core::wire::local_instant",
            Option<OffsetDateTime>
        ),
        Ok(Some(datetime!(2026-03-01 01:10:00 UTC)))
    );
    LocalRule::BRASILIA
        .write(datetime!(0000-01-01 00:00:00 UTC))
        .unwrap_err();
    LocalRule::BRASILIA
        .day_of(datetime!(-9999-01-01 00:00:00 UTC))
        .unwrap_err();
}

#[test]
fn a_moment_stands_for_its_day_in_brasilia() {
    for (text, day) in [
        ("2026-03-01", date!(2026 - 03 - 01)),
        ("2026-03-01T01:10:00.000Z", date!(2026 - 02 - 28)),
        ("2026-03-01T03:00:00Z", date!(2026 - 03 - 01)),
        ("2026-03-01T01:10:00-03:00", date!(2026 - 03 - 01)),
        ("2026-03-01T00:00:00", date!(2026 - 03 - 01)),
    ] {
        assert_eq!(day_or_instant::parse(text), Ok(day), "{text}");
    }
    assert!(matches!(
        day_or_instant::parse("2026-02-30"),
        Err(DateError::OutOfRange { .. })
    ));
    let error = reading!("\"01/03/2026\"", "client_core::wire::day_or_instant", Date).unwrap_err();
    assert!(error.contains("YYYY-MM-DD or a moment"), "{error}");
    assert_eq!(
        writing!(
            date!(2026 - 03 - 01),
            "client_core::wire::day_or_instant",
            Date
        )
        .unwrap(),
        "\"2026-03-01\""
    );
}

proptest! {
    #[test]
    fn no_timestamp_text_panics(text in "[0-9TZ:. +-]{0,40}|.{0,20}") {
        let _ = LocalRule::BRASILIA.read(&text);
        let _ = day_or_instant::parse(&text);
        let _ = instant::parse(&text);
        let _ = date_compact::parse(&text);
    }

    #[test]
    fn local_timestamps_round_trip(seconds in -62_167_208_400_i64..253_402_311_599) {
        let moment = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        let written = LocalRule::BRASILIA.write(moment).unwrap();
        prop_assert_eq!(LocalRule::BRASILIA.read(&written).unwrap(), moment);
        let day = LocalRule::BRASILIA.day_of(moment).unwrap();
        prop_assert_eq!(date::parse(&date::format(day).unwrap()).unwrap(), day);
        prop_assert_eq!(date_compact::parse(&date_compact::format(day).unwrap()).unwrap(), day);
    }
}

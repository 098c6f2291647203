use crate::data::{Refused, day, load};
use brazil_types::ParseErrorKind;
use brazil_types::bank::CompeCode;
use brazil_types::boleto::{
    BankTitle, Boleto, CollectionSlip, CollectionValue, DueDate, DueDateFactor, DueDateWindow,
    Organization, Segment,
};
use serde::Deserialize;
use time::macros::date;

#[derive(Deserialize)]
struct File {
    titles: Vec<TitleCase>,
    titles_refused: Vec<Refused>,
    slips: Vec<SlipCase>,
    slips_refused: Vec<Refused>,
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct TitleCase {
    barcode: String,
    line: String,
    formatted_line: Option<String>,
    bank: Option<String>,
    factor: Option<u16>,
    due_date: Option<String>,
    amount_cents: Option<u64>,
    free_field: Option<String>,
}

#[derive(Deserialize)]
struct SlipCase {
    barcode: String,
    line: String,
    formatted_line: Option<String>,
    segment: Option<u8>,
    amount_cents: Option<u64>,
    reference_value: Option<u64>,
    organization: Option<String>,
    organization_kind: Option<String>,
    free_field: Option<String>,
}

#[derive(Deserialize)]
struct Kind {
    text: String,
    kind: String,
}

#[test]
fn bank_titles() {
    let file: File = load("boleto.json");
    for case in &file.titles {
        let title = BankTitle::parse(&case.barcode).expect(&case.barcode);
        assert_eq!(BankTitle::parse(&case.line), Ok(title), "{}", case.line);
        assert_eq!(BankTitle::parse(&title.formatted_line()), Ok(title));
        assert_eq!(title.to_string(), case.barcode);
        assert_eq!(title.line(), case.line);
        if let Some(formatted) = &case.formatted_line {
            assert_eq!(&title.formatted_line(), formatted);
        }
        let factor = title.due_date_factor();
        let amount = title.amount_cents().unwrap_or(0);
        let rebuilt = BankTitle::new(title.bank_code(), factor, amount, title.free_field());
        assert_eq!(rebuilt, Ok(title));

        // The cases that only pin down the general check digit read nothing else.
        let (Some(bank), Some(free_field)) = (&case.bank, &case.free_field) else {
            continue;
        };
        assert_eq!(title.bank_code().as_str(), bank);
        assert_eq!(title.free_field(), free_field);
        assert_eq!(title.amount_cents(), case.amount_cents);
        assert_eq!(factor.map(DueDateFactor::get), case.factor);
        let due = case.due_date.as_deref().map(day);
        let reference = due.unwrap_or(date!(2026 - 11 - 21));
        let read = title.due_date(reference, DueDateWindow::LIVE);
        assert_eq!(read, due.map(DueDate::Resolved));
    }
    for case in &file.titles_refused {
        case.assert(BankTitle::parse(&case.text));
        case.assert(Boleto::parse(&case.text));
    }
}

fn segment_number(segment: Segment) -> u8 {
    match segment {
        Segment::Municipality => 1,
        Segment::Water => 2,
        Segment::ElectricityAndGas => 3,
        Segment::Telecom => 4,
        Segment::Government => 5,
        Segment::Company => 6,
        Segment::TrafficFine => 7,
        Segment::Bank => 9,
    }
}

#[test]
fn collection_slips() {
    let file: File = load("boleto.json");
    for case in &file.slips {
        let slip = CollectionSlip::parse(&case.barcode).expect(&case.barcode);
        assert_eq!(CollectionSlip::parse(&case.line), Ok(slip), "{}", case.line);
        assert_eq!(CollectionSlip::parse(&slip.formatted_line()), Ok(slip));
        assert_eq!(slip.to_string(), case.barcode);
        assert_eq!(slip.line(), case.line);
        if let Some(formatted) = &case.formatted_line {
            assert_eq!(&slip.formatted_line(), formatted);
        }
        let Some(segment) = case.segment else {
            continue;
        };
        assert_eq!(segment_number(slip.segment()), segment);
        assert_eq!(slip.amount_cents(), case.amount_cents);
        match slip.value() {
            CollectionValue::Cents(cents) => assert_eq!(Some(cents), case.amount_cents),
            CollectionValue::Reference(value) => assert_eq!(Some(value), case.reference_value),
        }
        let (kind, organization) = match slip.organization() {
            Organization::FebrabanCode(code) => ("febraban_code", code),
            Organization::CnpjRoot(root) => ("cnpj_root", root),
        };
        assert_eq!(Some(kind), case.organization_kind.as_deref());
        assert_eq!(Some(organization), case.organization.as_deref());
        assert_eq!(Some(slip.free_field()), case.free_field.as_deref());
    }
    for case in &file.slips_refused {
        case.assert(CollectionSlip::parse(&case.text));
        case.assert(Boleto::parse(&case.text));
    }
}

#[test]
fn the_kind_follows_from_length_and_first_digit() {
    for case in load::<File>("boleto.json").kinds {
        let boleto = Boleto::parse(&case.text).expect(&case.text);
        let kind = match boleto {
            Boleto::Title(_) => "title",
            Boleto::Collection(_) => "collection",
        };
        assert_eq!(kind, case.kind);
        assert_eq!(Boleto::parse(&boleto.line()), Ok(boleto));
        assert_eq!(Boleto::parse(&boleto.formatted_line()), Ok(boleto));
    }
    assert_eq!(
        Boleto::parse("").unwrap_err().kind(),
        ParseErrorKind::BadLength
    );
    let slip = CollectionSlip::parse("34196164600001842501090000001234567812345000").unwrap_err();
    assert_eq!(slip.kind(), ParseErrorKind::BadPrefix);
}

#[test]
fn errors_point_at_the_digit_in_the_line_as_printed() {
    let line = "34191.09009 00001.234566 78123.450005 6 16460000184250";
    let error = BankTitle::parse(line).unwrap_err();
    assert_eq!(
        (error.part(), error.position()),
        (Some("field 1"), Some(10))
    );
    let dollars = "34181164600001842501090000001234567812345000";
    let error = BankTitle::parse(dollars).unwrap_err();
    assert_eq!(
        (error.kind(), error.part()),
        (ParseErrorKind::BadValue, Some("currency"))
    );
    let unknown_segment = "88600000002461501622026101500000012345678901";
    let error = CollectionSlip::parse(unknown_segment).unwrap_err();
    assert_eq!(
        (error.kind(), error.part()),
        (ParseErrorKind::BadValue, Some("segment"))
    );
}

#[test]
fn new_titles_have_limits() {
    let bank = CompeCode::parse("341").unwrap();
    let factor = DueDateFactor::new(1000).unwrap();
    let free = "1090000001234567812345000";
    let kind = |due, cents, free| BankTitle::new(bank, due, cents, free).map_err(|e| e.kind());
    assert!(kind(Some(factor), 9_999_999_999, free).is_ok());
    assert_eq!(
        kind(Some(factor), 10_000_000_000, free),
        Err(ParseErrorKind::BadValue)
    );
    let large = kind(None, 9_999_999_999_999, free).unwrap();
    assert_eq!(
        (large.amount_cents(), large.due_date_factor()),
        (Some(9_999_999_999_999), None)
    );
    assert_eq!(
        kind(None, 10_000_000_000_000, free),
        Err(ParseErrorKind::BadValue)
    );
    assert_eq!(kind(None, u64::MAX, free), Err(ParseErrorKind::BadValue));
    assert_eq!(kind(None, 0, &free[1..]), Err(ParseErrorKind::BadLength));
    assert_eq!(
        kind(None, 0, &free.replace('9', "X")),
        Err(ParseErrorKind::BadCharset)
    );
}

#[derive(Deserialize)]
struct Factors {
    factors: Vec<FactorCase>,
    live: Vec<Resolution>,
    archive: Vec<Resolution>,
}

#[derive(Deserialize)]
struct FactorCase {
    date: String,
    factor: u16,
}

#[derive(Deserialize)]
struct Resolution {
    factor: u16,
    reference: String,
    #[serde(default)]
    candidates: Vec<String>,
    resolved: Option<String>,
}

#[test]
fn due_date_factors() {
    let file: Factors = load("due_date_factor.json");
    for case in &file.factors {
        assert_eq!(
            DueDateFactor::from_date(day(&case.date)).unwrap().get(),
            case.factor
        );
    }
    for (cases, window) in [
        (&file.live, DueDateWindow::LIVE),
        (&file.archive, DueDateWindow::ARCHIVE),
    ] {
        for case in cases {
            let factor = DueDateFactor::new(case.factor).unwrap();
            let listed: Vec<_> = case.candidates.iter().map(|text| day(text)).collect();
            assert!(factor.candidates().starts_with(&listed));
            let due = factor.resolve(day(&case.reference), window);
            assert_eq!(
                due.date(),
                case.resolved.as_deref().map(day),
                "{}",
                case.factor
            );
            match due.require() {
                Ok(date) => assert_eq!(Some(date), due.date()),
                Err(error) => assert_eq!(error.kind(), ParseErrorKind::Ambiguous),
            }
        }
    }
    let too_wide = DueDateWindow {
        past_days: 9_000,
        future_days: 9_000,
    };
    let factor = DueDateFactor::new(1566).unwrap();
    assert_eq!(factor.resolve(date!(2026 - 09 - 11), too_wide).date(), None);
    for factor in [0, 999, 10_000] {
        assert_eq!(
            DueDateFactor::new(factor).unwrap_err().kind(),
            ParseErrorKind::BadValue
        );
    }
    let early = DueDateFactor::from_date(date!(2000 - 07 - 02)).unwrap_err();
    assert_eq!(early.kind(), ParseErrorKind::BadDate);
}

#[test]
fn every_date_of_the_two_cycles_survives_its_factor() {
    let mut date = date!(2000 - 07 - 03);
    while date <= date!(2049 - 10 - 13) {
        let factor = DueDateFactor::from_date(date).unwrap();
        assert_eq!(
            factor.resolve(date, DueDateWindow::LIVE),
            DueDate::Resolved(date)
        );
        date = date.next_day().unwrap();
    }
}

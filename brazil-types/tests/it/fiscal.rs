use crate::data::{Refused, load};
use brazil_types::{
    DpsId, FiscalKey, NfseCheckDigit, NfseGenerator, NfseKey, ParseErrorKind, TaxIdKind,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct FiscalFile {
    accepted: Vec<KeyCase>,
    accepted_leniently: Vec<Lenient>,
    refused: Vec<Refused>,
    models: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct KeyCase {
    text: String,
    state: String,
    year: i32,
    month: u8,
    issuer_kind: String,
    issuer: String,
    model: String,
    document: String,
    series: u64,
    number: u64,
    emission_type: u8,
    numeric_code: String,
    grouped: String,
}

#[derive(Deserialize)]
struct Lenient {
    text: String,
    normal: String,
}

fn kind_of(name: &str) -> TaxIdKind {
    if name == "cpf" {
        TaxIdKind::Cpf
    } else {
        TaxIdKind::Cnpj
    }
}

#[test]
fn fiscal_keys() {
    let file: FiscalFile = load("fiscal_key.json");
    for case in &file.accepted {
        let key = FiscalKey::parse(&case.text).expect(&case.text);
        assert_eq!(key.to_string(), case.text);
        assert_eq!(key.state().as_str(), case.state);
        assert_eq!((key.year(), u8::from(key.month())), (case.year, case.month));
        let issuer = key.issuer().unwrap();
        assert_eq!(issuer.kind(), kind_of(&case.issuer_kind));
        assert_eq!(issuer.expose(), case.issuer);
        assert_eq!(
            (key.model().code(), key.model().name()),
            (&*case.model, &*case.document)
        );
        assert_eq!((key.series(), key.number()), (case.series, case.number));
        assert_eq!(key.emission_type(), case.emission_type);
        assert_eq!(key.numeric_code(), case.numeric_code);
        assert_eq!(key.authorization_site(), None);
        assert_eq!(key.formatted(), case.grouped);
        assert_eq!(FiscalKey::parse(&case.grouped), Ok(key));
        assert_eq!(FiscalKey::from_base(&case.text[..43]), Ok(key));
    }
    for case in &file.accepted_leniently {
        assert!(FiscalKey::parse(&case.text).is_err(), "{}", case.text);
        assert_eq!(
            FiscalKey::parse_lenient(&case.text).unwrap().as_str(),
            case.normal
        );
    }
    for case in &file.refused {
        case.assert(FiscalKey::parse(&case.text));
    }
}

#[test]
fn errors_point_past_the_xml_prefix() {
    let key = "NFe35261312345678000195550010000001231456789010";
    assert_eq!(
        FiscalKey::parse_lenient(key).unwrap_err().position(),
        Some(3 + 4)
    );
    let key = "NFS35503083212345678000195000000000012326114567890123";
    assert_eq!(
        NfseKey::parse_lenient(key).unwrap_err().position(),
        Some(3 + 7)
    );
}

#[test]
fn every_model_has_its_key() {
    for (code, name) in load::<FiscalFile>("fiscal_key.json").models {
        let base = format!("35261112345678000195{code}001000000123145678901");
        let key = FiscalKey::from_base(&base).unwrap();
        assert_eq!((key.model().code(), key.model().name()), (&*code, &*name));
        if ["62", "66"].contains(&&*code) {
            assert_eq!(
                (key.authorization_site(), key.numeric_code()),
                (Some(4), "5678901")
            );
        } else {
            assert_eq!(
                (key.authorization_site(), key.numeric_code()),
                (None, "45678901")
            );
        }
    }
    // CF-e SAT composes its key otherwise.
    let sat = FiscalKey::from_base("3526111234567800019559001000000123145678901").unwrap_err();
    assert_eq!(sat.kind(), ParseErrorKind::BadModel);
}

#[test]
fn a_right_key_can_hold_a_wrong_issuer() {
    let key = FiscalKey::from_base("3526111234567800019055001000000123145678901").unwrap();
    assert_eq!(
        key.issuer().unwrap_err().kind(),
        ParseErrorKind::BadCheckDigit
    );
    let zero = FiscalKey::from_base("3526111234567800019555001000000000145678901").unwrap_err();
    assert_eq!(
        (zero.kind(), zero.part()),
        (ParseErrorKind::BadValue, Some("number"))
    );
}

#[derive(Deserialize)]
struct NfseFile {
    keys: Vec<NfseCase>,
    keys_refused: Vec<Refused>,
    keys_accepted_leniently: Vec<Lenient>,
    dps_ids: Vec<DpsCase>,
}

#[derive(Deserialize)]
struct NfseCase {
    text: String,
    municipality: String,
    generator: String,
    provider_kind: String,
    provider: String,
    number: u64,
    year: i32,
    month: u8,
    numeric_code: String,
    verified: bool,
}

#[derive(Deserialize)]
struct DpsCase {
    text: String,
    municipality: String,
    provider_kind: String,
    provider: String,
    series: String,
    number: u64,
}

#[test]
fn nfse_keys() {
    let file: NfseFile = load("nfse.json");
    for case in &file.keys {
        let key = NfseKey::parse(&case.text).expect(&case.text);
        assert_eq!(key.to_string(), case.text);
        assert_eq!(key.municipality(), case.municipality);
        let generator = match key.generator() {
            NfseGenerator::CityHall => "city hall",
            NfseGenerator::NationalSystem => "national system",
        };
        assert_eq!(generator, case.generator);
        let provider = key.provider().unwrap();
        assert_eq!(provider.kind(), kind_of(&case.provider_kind));
        assert_eq!(provider.expose(), case.provider);
        assert_eq!(key.number(), case.number);
        assert_eq!((key.year(), u8::from(key.month())), (case.year, case.month));
        assert_eq!(key.numeric_code(), case.numeric_code);
        let expected = if case.verified {
            NfseCheckDigit::Verified
        } else {
            NfseCheckDigit::MatchesInferredRule
        };
        assert_eq!(key.check_digit(), expected);
        assert_eq!(NfseKey::from_base(&case.text[..49]), Ok(key));
    }
    for case in &file.keys_refused {
        case.assert(NfseKey::parse(&case.text));
    }
    for case in &file.keys_accepted_leniently {
        assert!(NfseKey::parse(&case.text).is_err());
        assert_eq!(
            NfseKey::parse_lenient(&case.text).unwrap().as_str(),
            case.normal
        );
    }
}

#[test]
fn nfse_key_with_letters_only_warns() {
    let key = NfseKey::parse("35503082212ABC34501DE35000000000000926099876543212").unwrap();
    assert_eq!(key.check_digit(), NfseCheckDigit::DiffersFromInferredRule);
    let letter_outside = NfseKey::parse("355030822123456780001A5000000000012326114567890123");
    assert_eq!(
        letter_outside.unwrap_err().kind(),
        ParseErrorKind::BadCharset
    );
    let no_month = NfseKey::from_base("3550308221234567800019500000000000123261345678901");
    assert_eq!(no_month.unwrap_err().kind(), ParseErrorKind::BadDate);
    let filler = NfseKey::from_base("3106200210015299822472500000000000772603123456789");
    assert_eq!(filler.unwrap_err().kind(), ParseErrorKind::BadCharset);
}

#[test]
fn dps_ids() {
    for case in load::<NfseFile>("nfse.json").dps_ids {
        let id = DpsId::parse(&case.text).unwrap();
        assert_eq!(id.to_string(), case.text);
        assert_eq!(id.municipality(), case.municipality);
        let provider = id.provider().unwrap();
        assert_eq!(provider.kind(), kind_of(&case.provider_kind));
        assert_eq!(provider.expose(), case.provider);
        assert_eq!((id.series(), id.number()), (&*case.series, case.number));
        assert_eq!(
            DpsId::new(&case.municipality, provider, &case.series, case.number),
            Ok(id)
        );
    }
    let provider = brazil_types::TaxId::parse("52998224725").unwrap();
    let id = DpsId::new("3106200", provider, "00900", 999_999_999_999_999).unwrap();
    assert_eq!(id.as_str(), "DPS310620010005299822472500900999999999999999");
    assert_eq!(id.provider(), Ok(provider));
    for (municipality, series, number, kind) in [
        ("310620", "00001", 1, ParseErrorKind::BadLength),
        ("310620X", "00001", 1, ParseErrorKind::BadCharset),
        ("3106200", "1", 1, ParseErrorKind::BadLength),
        (
            "3106200",
            "00001",
            1_000_000_000_000_000,
            ParseErrorKind::BadValue,
        ),
    ] {
        assert_eq!(
            DpsId::new(municipality, provider, series, number)
                .unwrap_err()
                .kind(),
            kind
        );
    }
    for (text, kind) in [
        (
            "NFS355030821234567800019500001000000000000123",
            ParseErrorKind::BadPrefix,
        ),
        (
            "DPS35503082123456780001950000100000000000012",
            ParseErrorKind::BadLength,
        ),
        (
            "DPS355030831234567800019500001000000000000123",
            ParseErrorKind::BadValue,
        ),
        (
            "DPS35503082123456780001950000A000000000000123",
            ParseErrorKind::BadCharset,
        ),
    ] {
        assert_eq!(DpsId::parse(text).unwrap_err().kind(), kind, "{text}");
    }
}

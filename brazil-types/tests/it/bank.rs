use crate::data::load;
use brazil_types::bank::{self, BANKS, BANKS_AS_OF, CompeCode};
use brazil_types::{Cnpj, Ispb, ParseErrorKind, State};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use time::macros::date;

#[derive(Deserialize)]
struct File {
    banks: Vec<Case>,
    codes_as_files_write_them: Vec<Code>,
    states: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Case {
    compe: String,
    ispb: String,
    cnpj: String,
    name: String,
    legal_name: String,
    pix: bool,
    in_liquidation: bool,
}

#[derive(Deserialize)]
struct Code {
    text: String,
    compe: String,
}

#[test]
fn table_of_banks() {
    let file: File = load("banks.json");
    assert_eq!(file.banks.len(), BANKS.len());
    for case in &file.banks {
        let bank = bank::by_compe(CompeCode::parse(&case.compe).unwrap()).expect(&case.name);
        assert_eq!(bank::by_ispb(Ispb::parse(&case.ispb).unwrap()), Some(bank));
        assert_eq!(bank.compe().as_str(), case.compe);
        assert_eq!(bank.ispb().as_str(), case.ispb);
        assert_eq!(Cnpj::parse(&case.cnpj), Ok(bank.cnpj()));
        assert_eq!(
            (bank.name(), bank.legal_name()),
            (&*case.name, &*case.legal_name)
        );
        assert_eq!(bank.participates_in_pix(), case.pix);
        assert_eq!(bank.is_in_liquidation(), case.in_liquidation);
    }
    assert_eq!(BANKS_AS_OF, date!(2026 - 08 - 01));
}

#[test]
fn every_row_is_sound_and_found_by_one_code_only() {
    let mut codes = BTreeSet::new();
    for bank in &BANKS {
        assert!(Cnpj::parse(bank.cnpj().expose()).is_ok(), "{bank:?}");
        assert!(CompeCode::parse(bank.compe().as_str()).is_ok(), "{bank:?}");
        assert!(codes.insert(bank.compe().to_string()), "{bank:?}");
        assert!(codes.insert(bank.ispb().to_string()), "{bank:?}");
    }
    assert_eq!(bank::by_compe(CompeCode::parse("999").unwrap()), None);
    assert_eq!(bank::by_ispb(Ispb::parse("99999999").unwrap()), None);
}

#[test]
fn codes_as_files_write_them() {
    for case in load::<File>("banks.json").codes_as_files_write_them {
        assert_eq!(
            CompeCode::parse_lenient(&case.text)
                .expect(&case.text)
                .as_str(),
            case.compe
        );
    }
    let error = |text| CompeCode::parse_lenient(text).unwrap_err().kind();
    assert_eq!(error(""), ParseErrorKind::BadLength);
    assert_eq!(error("1341"), ParseErrorKind::BadLength);
    assert_eq!(error("3x1"), ParseErrorKind::BadCharset);
    assert_eq!(
        CompeCode::parse_lenient("003x1").unwrap_err().position(),
        Some(3)
    );
    assert_eq!(
        CompeCode::parse("77").unwrap_err().kind(),
        ParseErrorKind::BadLength
    );
}

#[test]
fn states_by_code_and_letters() {
    let states = load::<File>("banks.json").states;
    assert_eq!(states.len(), State::ALL.len());
    for (code, letters) in states {
        let state = State::parse(&letters).unwrap();
        assert_eq!(State::from_ibge_code(code.parse().unwrap()), Ok(state));
        assert_eq!(state.ibge_code().to_string(), code);
        assert_eq!(state.to_string(), letters);
        assert!(!state.name().is_empty());
    }
    assert_eq!(
        State::parse("sp").unwrap_err().kind(),
        ParseErrorKind::BadUf
    );
    assert_eq!(
        State::from_ibge_code(99).unwrap_err().kind(),
        ParseErrorKind::BadUf
    );
}

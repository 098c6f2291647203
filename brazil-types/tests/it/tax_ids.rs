use crate::data::{Refused, load};
use brazil_types::{Cnpj, Cpf, Ispb, ParseErrorKind, TaxId, TaxIdKind};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases<T> {
    accepted: Vec<T>,
    accepted_leniently: Vec<T>,
    refused: Vec<Refused>,
}

#[derive(Deserialize)]
struct CpfCase {
    text: String,
    clear: String,
    formatted: String,
    fiscal_region: u8,
    screen_mask: String,
    log_mask: String,
}

#[derive(Deserialize)]
struct CnpjCase {
    text: String,
    clear: String,
    formatted: String,
    root: String,
    order: String,
    alphanumeric: bool,
    head_office: bool,
    log_mask: String,
}

fn assert_cpf(cpf: Cpf, case: &CpfCase) {
    assert_eq!(cpf.expose(), case.clear);
    assert_eq!(cpf.formatted(), case.formatted);
    assert_eq!(cpf.fiscal_region(), case.fiscal_region);
    assert_eq!(cpf.screen_mask(), case.screen_mask);
    assert_eq!(cpf.log_mask(), case.log_mask);
    assert_eq!(format!("{cpf:?}"), format!("Cpf({})", case.log_mask));
    assert_eq!(Cpf::from_base(&case.clear[..9]), Ok(cpf));
}

fn assert_cnpj(cnpj: Cnpj, case: &CnpjCase) {
    assert_eq!(cnpj.expose(), case.clear);
    assert_eq!(cnpj.formatted(), case.formatted);
    assert_eq!(cnpj.root(), case.root);
    assert_eq!(cnpj.order(), case.order);
    assert_eq!(cnpj.is_alphanumeric(), case.alphanumeric);
    assert_eq!(cnpj.is_head_office(), case.head_office);
    assert_eq!(format!("{cnpj:?}"), format!("Cnpj({})", case.log_mask));
    assert_eq!(Ispb::from(&cnpj).as_str(), case.root);
    assert_eq!(Cnpj::from_base(&case.clear[..12]), Ok(cnpj));
}

#[test]
fn cpf() {
    let cases: Cases<CpfCase> = load("cpf.json");
    for case in &cases.accepted {
        assert_cpf(Cpf::parse(&case.text).expect(&case.text), case);
    }
    for case in &cases.accepted_leniently {
        assert!(Cpf::parse(&case.text).is_err(), "{}", case.text);
        assert_cpf(Cpf::parse_lenient(&case.text).expect(&case.text), case);
    }
    for case in &cases.refused {
        case.assert(Cpf::parse(&case.text));
        if let Some(right) = &case.right_check_digits {
            let base: String = case
                .text
                .chars()
                .filter(char::is_ascii_digit)
                .take(9)
                .collect();
            assert_eq!(&Cpf::from_base(&base).unwrap().expose()[9..], right);
        }
    }
}

#[test]
fn cnpj() {
    let cases: Cases<CnpjCase> = load("cnpj.json");
    for case in &cases.accepted {
        assert_cnpj(Cnpj::parse(&case.text).expect(&case.text), case);
    }
    for case in &cases.accepted_leniently {
        assert!(Cnpj::parse(&case.text).is_err(), "{}", case.text);
        assert_cnpj(Cnpj::parse_lenient(&case.text).expect(&case.text), case);
    }
    for case in &cases.refused {
        case.assert(Cnpj::parse(&case.text));
        if let Some(right) = &case.right_check_digits {
            let base: String = case
                .text
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .take(12)
                .collect();
            assert_eq!(&Cnpj::from_base(&base).unwrap().expose()[12..], right);
        }
    }
}

#[test]
fn errors_point_into_the_text_as_given() {
    let position = |text| Cpf::parse(text).unwrap_err().position();
    assert_eq!(position("529.982.247-2x"), Some(13));
    assert_eq!(position("529.982.247-26"), Some(12));
    assert_eq!(Cpf::parse_lenient("192").unwrap_err().position(), Some(1));
    let accented = Cnpj::parse("12ÁBC34501DE35").unwrap_err();
    assert_eq!(
        (accented.kind(), accented.position()),
        (ParseErrorKind::BadCharset, Some(2))
    );
    let short = Cnpj::parse("12.ABC.345/01DE-3").unwrap_err();
    assert_eq!(
        (short.kind(), short.length()),
        (ParseErrorKind::BadLength, Some(13))
    );
}

#[test]
fn lenient_padding_has_limits() {
    for text in ["", "--", "529982247251"] {
        assert_eq!(
            Cpf::parse_lenient(text).unwrap_err().kind(),
            ParseErrorKind::BadLength
        );
    }
    assert_eq!(
        Cnpj::parse_lenient("0").unwrap_err().kind(),
        ParseErrorKind::AllZero
    );
}

#[test]
fn tax_id_tells_the_kinds_apart() {
    #[derive(Deserialize)]
    struct File {
        accepted: Vec<Case>,
    }
    #[derive(Deserialize)]
    struct Case {
        text: String,
        kind: String,
        clear: String,
    }
    for case in load::<File>("tax_id.json").accepted {
        let tax_id = TaxId::parse(&case.text).expect(&case.text);
        let kind = if case.kind == "cpf" {
            TaxIdKind::Cpf
        } else {
            TaxIdKind::Cnpj
        };
        assert_eq!(tax_id.kind(), kind);
        assert_eq!(tax_id.expose(), case.clear);
        assert_eq!(tax_id.cpf().is_some(), kind == TaxIdKind::Cpf);
        assert_eq!(tax_id.cnpj().is_some(), kind == TaxIdKind::Cnpj);
    }
    // Valid as a CNPJ, so it is one, whatever its last eleven digits are.
    assert_eq!(
        TaxId::parse("00000000000191").unwrap().kind(),
        TaxIdKind::Cnpj
    );
    assert_eq!(
        TaxId::parse("529.982.247-25").unwrap().formatted(),
        "529.982.247-25"
    );
    let neither = TaxId::parse("00052998224726").unwrap_err();
    assert_eq!(
        (neither.type_name(), neither.kind()),
        ("CNPJ", ParseErrorKind::BadCheckDigit)
    );
    assert_eq!(
        TaxId::parse("123456").unwrap_err().kind(),
        ParseErrorKind::BadLength
    );
}

#[test]
fn flagged_fields_of_files() {
    let cpf = |field| TaxId::parse_field(TaxIdKind::Cpf, field).map(|id| id.formatted());
    let cnpj = |field| TaxId::parse_field(TaxIdKind::Cnpj, field).map(|id| id.formatted());
    for field in ["52998224725", "00052998224725", "000052998224725"] {
        assert_eq!(cpf(field), Ok("529.982.247-25".to_owned()));
    }
    for field in ["12345678000195", "012345678000195"] {
        assert_eq!(cnpj(field), Ok("12.345.678/0001-95".to_owned()));
    }
    assert_eq!(cnpj("012ABC34501DE35"), Ok("12.ABC.345/01DE-35".to_owned()));
    assert_eq!(
        cpf("12352998224725").unwrap_err().kind(),
        ParseErrorKind::BadPrefix
    );
    assert_eq!(
        cpf("0000052998224725").unwrap_err().kind(),
        ParseErrorKind::BadLength
    );
    assert_eq!(cpf("").unwrap_err().kind(), ParseErrorKind::BadLength);
    assert_eq!(
        cnpj("0é2345678000195").unwrap_err().kind(),
        ParseErrorKind::BadCharset
    );
}

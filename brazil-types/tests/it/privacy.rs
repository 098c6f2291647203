//! Personal data planted in values and errors shows in no `Debug` and no message.

use brazil_types::br_code::{BrCode, BrCodeBuilder};
use brazil_types::{Cnpj, Cpf, DpsId, FiscalKey, NfseKey, ParseError, PixKey, TaxId};

const CPF: &str = "52998224725";

#[test]
fn debug_masks_persons() {
    let shown = [
        format!("{:?}", Cpf::parse(CPF).unwrap()),
        format!("{:?}", TaxId::parse(CPF).unwrap()),
        format!("{:?}", PixKey::parse(CPF).unwrap()),
        format!(
            "{:?}",
            FiscalKey::parse("52260500052998224725559200000000151556677880").unwrap()
        ),
        format!(
            "{:?}",
            NfseKey::parse("31062002100052998224725000000000007726031234567895").unwrap()
        ),
        format!(
            "{:?}",
            DpsId::parse("DPS310620010005299822472500900000000000000001").unwrap()
        ),
        format!("{:#?}", BrCode::parse(STATIC_CODE).unwrap()),
        format!(
            "{:?}",
            BrCodeBuilder::for_key(PixKey::parse(CPF).unwrap(), "Fulano", "Bauru")
        ),
    ];
    for text in shown {
        assert!(
            !text.contains("529982") && !text.contains("8224725"),
            "{text}"
        );
        assert!(!text.to_uppercase().contains("FULANO"), "{text}");
    }
    assert!(!format!("{:?}", Cnpj::parse("12345678000195").unwrap()).contains("12345"));
    for (key, mask) in [
        ("ana.souza@exemplo.com.br", "PixKey(a***@exemplo.com.br)"),
        ("+5511987654321", "PixKey(+55*******4321)"),
        ("+59812345", "PixKey(+59******)"),
        (
            "123e4567-e89b-12d3-a456-426655440000",
            "PixKey(123e4567-***)",
        ),
    ] {
        assert_eq!(format!("{:?}", PixKey::parse(key).unwrap()), mask);
    }
    // A company's key stays whole: it is what people search their logs for.
    let key = "35261112345678000195550010000001231456789013";
    assert_eq!(
        format!("{:?}", FiscalKey::parse(key).unwrap()),
        format!("FiscalKey({key})")
    );
}

const STATIC_CODE: &str = "00020126330014br.gov.bcb.pix0111529982247255204000053039865802BR\
                           5913FULANO DE TAL6008BRASILIA62080504T11263046389";

#[test]
fn debug_hides_where_a_charge_is_fetched() {
    let text = BrCodeBuilder::for_charge("pix.example.com/qr/v2/secret", "Padaria", "Bauru")
        .build()
        .unwrap();
    let shown = format!("{:?}", BrCode::parse(&text).unwrap());
    assert!(
        shown.contains("pix.example.com") && !shown.contains("secret"),
        "{shown}"
    );
}

#[test]
fn errors_do_not_repeat_what_they_refuse() {
    let planted = "98765432100x";
    let errors: [ParseError; 4] = [
        Cpf::parse(planted).unwrap_err(),
        TaxId::parse(planted).unwrap_err(),
        PixKey::parse(planted).unwrap_err(),
        BrCode::parse(planted).unwrap_err(),
    ];
    for error in errors {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("98765"), "{shown}");
        assert!(error.to_string().contains("; "), "has advice: {error}");
    }
}

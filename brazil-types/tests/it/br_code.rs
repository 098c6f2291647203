use crate::data::{Refused, load};
use brazil_types::br_code::{
    BrCode, BrCodeBuilder, ChargeKind, Deviation, Mode, PointOfInitiation,
};
use brazil_types::{ParseErrorKind, PixKey, Txid};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    accepted: Vec<Case>,
    deviating: Vec<Deviating>,
    refused: Vec<Refused>,
    built: Vec<Built>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    reads: Reads,
    crc: String,
    fields: Vec<(String, String)>,
    #[serde(default)]
    deviates: bool,
}

#[derive(Deserialize)]
struct Reads {
    mode: String,
    charge_kind: Option<String>,
    merchant_account_tag: u8,
    key: Option<String>,
    info: Option<String>,
    url: Option<String>,
    recurrence_url: Option<String>,
    amount: Option<String>,
    point_of_initiation: Option<String>,
    merchant_name: String,
    merchant_city: String,
    txid: Option<String>,
}

#[derive(Deserialize)]
struct Deviating {
    text: String,
    merchant_name: String,
    deviations: Vec<String>,
}

#[derive(Deserialize)]
struct Built {
    key: String,
    info: Option<String>,
    amount: Option<String>,
    name: String,
    city: String,
    txid: Option<String>,
    text: String,
}

fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Static => "static",
        Mode::Dynamic => "dynamic",
        Mode::Recurrence => "recurrence_only",
        Mode::Composite => "composite",
    }
}

fn cents(amount: &str) -> u64 {
    amount.replace('.', "").parse().unwrap()
}

#[test]
fn codes_are_read_field_by_field() {
    for case in load::<File>("br_code.json").accepted {
        let code = BrCode::parse(&case.text).expect(&case.text);
        let reads = &case.reads;
        assert_eq!(mode_name(code.mode()), reads.mode);
        assert_eq!(
            code.charge_kind().map(|kind| match kind {
                ChargeKind::Immediate => "cob",
                ChargeKind::WithDueDate => "cobv",
            }),
            reads.charge_kind.as_deref()
        );
        assert_eq!(code.merchant_account_tag(), reads.merchant_account_tag);
        assert_eq!(code.key(), reads.key.as_deref());
        assert_eq!(
            code.pix_key().unwrap().map(|key| key.expose().to_owned()),
            reads.key
        );
        assert_eq!(code.info(), reads.info.as_deref());
        assert_eq!(code.url(), reads.url.as_deref());
        assert_eq!(code.recurrence_url(), reads.recurrence_url.as_deref());
        assert_eq!(code.amount(), reads.amount.as_deref());
        assert_eq!(code.amount_cents(), reads.amount.as_deref().map(cents));
        assert_eq!(
            code.point_of_initiation().map(|point| match point {
                PointOfInitiation::Reusable => "11",
                PointOfInitiation::SingleUse => "12",
            }),
            reads.point_of_initiation.as_deref()
        );
        assert_eq!(code.merchant_name(), reads.merchant_name);
        assert_eq!(code.merchant_city(), reads.merchant_city);
        assert_eq!(code.merchant_category(), "0000");
        assert_eq!(code.postal_code(), None);
        assert_eq!(code.withdrawal_facilitator(), None);
        assert_eq!(code.txid(), reads.txid.as_deref());
        assert_eq!(code.crc(), case.crc);
        assert_eq!(code.as_str(), case.text);
        let fields: Vec<_> = code
            .fields()
            .map(|(tag, value)| (format!("{tag:02}"), value.to_owned()))
            .collect();
        assert_eq!(fields, case.fields);
        assert_eq!(
            code.deviations().next().is_some(),
            case.deviates,
            "{}",
            case.text
        );
    }
}

#[test]
fn deviations_are_tolerated_and_named() {
    for case in load::<File>("br_code.json").deviating {
        let code = BrCode::parse(&case.text).expect(&case.text);
        assert_eq!(code.merchant_name(), case.merchant_name);
        let named: Vec<_> = code
            .deviations()
            .map(|deviation| format!("{deviation:?}"))
            .collect();
        assert_eq!(named, case.deviations);
    }
}

#[test]
fn broken_codes_are_refused() {
    for case in load::<File>("br_code.json").refused {
        case.assert(BrCode::parse(&case.text));
    }
}

#[test]
fn codes_are_built_to_the_letter() {
    let file: File = load("br_code.json");
    for case in &file.built {
        let key = PixKey::parse(&case.key).unwrap();
        let mut builder = BrCodeBuilder::for_key(key, &case.name, &case.city);
        if let Some(info) = &case.info {
            builder = builder.info(info);
        }
        if let Some(amount) = &case.amount {
            builder = builder.amount_cents(cents(amount));
        }
        if let Some(txid) = &case.txid {
            builder = builder.txid(Txid::parse(txid).unwrap());
        }
        assert_eq!(builder.build().as_ref(), Ok(&case.text));
    }
}

#[test]
fn dynamic_and_recurrence_codes_are_built_as_they_are_read() {
    let modes = [Mode::Dynamic, Mode::Recurrence, Mode::Composite];
    let mut rebuilt = Vec::new();
    for case in load::<File>("br_code.json").accepted {
        let code = BrCode::parse(&case.text).unwrap();
        let (name, city) = (code.merchant_name(), code.merchant_city());
        let builder = match (code.url(), code.recurrence_url()) {
            (Some(url), None) => BrCodeBuilder::for_charge(url, name, city),
            (Some(url), Some(other)) => {
                BrCodeBuilder::for_charge(url, name, city).recurrence(other)
            }
            (None, Some(other)) => BrCodeBuilder::for_recurrence(other, name, city),
            (None, None) => continue,
        };
        let text = builder.build().unwrap();
        // The published examples write the name in small letters; the builder never does.
        let fields = |text: &str| -> Vec<(u8, String)> {
            let code = BrCode::parse(text).unwrap();
            code.fields()
                .filter(|(tag, _)| *tag != 63)
                .map(|(tag, value)| {
                    (
                        tag,
                        if tag == 59 {
                            value.to_uppercase()
                        } else {
                            value.to_owned()
                        },
                    )
                })
                .collect()
        };
        assert_eq!(fields(&text), fields(&case.text));
        rebuilt.push(code.mode());
    }
    assert!(modes.iter().all(|mode| rebuilt.contains(mode)));
}

#[test]
fn builder_refuses_what_does_not_fit() {
    use ParseErrorKind::{BadCharset, BadLength, BadPrefix, BadValue, MutuallyExclusive};
    let key = || PixKey::parse("123e4567-e89b-12d3-a456-426655440000").unwrap();
    let code = || BrCodeBuilder::for_key(key(), "Padaria Exemplo", "Niterói");
    let charge = |url: &str| BrCodeBuilder::for_charge(url, "Padaria Exemplo", "Niterói");
    let long_txid = Txid::parse(&"a".repeat(26)).unwrap();
    let short_txid = Txid::parse("A1").unwrap();
    for (builder, kind, part) in [
        (code().info("x".repeat(38)), BadLength, "tag 26-02"),
        (code().info(""), BadLength, "tag 26-02"),
        (code().info("☕"), BadCharset, "tag 26-02"),
        (code().amount_cents(0), BadValue, "tag 54"),
        (code().amount_cents(1_000_000_000_000), BadValue, "tag 54"),
        (code().txid(long_txid), BadLength, "tag 62-05"),
        (code().merchant_category("12"), BadValue, "tag 52"),
        (code().postal_code(""), BadLength, "tag 61"),
        (
            code().recurrence("pix.example.com/rec/1"),
            MutuallyExclusive,
            "tag 80",
        ),
        (
            BrCodeBuilder::for_key(key(), "  ", "Niterói"),
            BadLength,
            "tag 59",
        ),
        (
            BrCodeBuilder::for_key(key(), "Padaria", "東京"),
            BadCharset,
            "tag 60",
        ),
        (charge("https://pix.example.com/1"), BadPrefix, "tag 26-25"),
        (charge("pix.example.com/a b"), BadCharset, "tag 26-25"),
        (charge(&"a".repeat(78)), BadLength, "tag 26-25"),
        (
            charge("pix.example.com/1").info("x"),
            MutuallyExclusive,
            "tag 26-02",
        ),
        (
            charge("pix.example.com/1").txid(short_txid),
            MutuallyExclusive,
            "tag 62-05",
        ),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!((error.kind(), error.part()), (kind, Some(part)), "{error}");
    }
}

#[test]
fn builder_fills_fields_to_the_brim() {
    let key = PixKey::parse("123e4567-e89b-12d3-a456-426655440000").unwrap();
    let name = "Confeitaria e Padaria São João da Boa Vista";
    let text = BrCodeBuilder::for_key(key, name, "São José do Rio Preto")
        .info("y".repeat(37))
        .amount_cents(999_999_999_999)
        .merchant_category("5462")
        .postal_code("15015000")
        .build()
        .unwrap();
    let code = BrCode::parse(&text).unwrap();
    // The cut leaves a space at the end, which goes too.
    assert_eq!(code.merchant_name(), "CONFEITARIA E PADARIA SAO");
    assert_eq!(code.merchant_city(), "SAO JOSE DO RIO");
    assert_eq!(code.amount(), Some("9999999999.99"));
    assert_eq!(code.merchant_category(), "5462");
    assert_eq!(code.postal_code(), Some("15015000"));
    assert_eq!(code.deviations().count(), 0);
}

/// A code with the right checksum over `fields`.
fn sealed(fields: &str) -> String {
    let covered = format!("{fields}6304");
    let crc = covered.bytes().fold(0xFFFF_u16, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            }
        })
    });
    format!("{covered}{crc:04X}")
}

#[test]
fn odd_structures() {
    let account = "26330014br.gov.bcb.pix011152998224725";
    let rest = "5204000053039865802BR5901A6001B62070503***";
    let parse_kind = |text: &str| {
        BrCode::parse(text)
            .map(|_| ())
            .map_err(|error| error.kind())
    };
    let ok = |fields: &str| parse_kind(&sealed(fields));

    assert_eq!(ok(&format!("000201{account}{rest}")), Ok(()));
    let twice = format!("000201{account}{}{rest}", account.replacen("26", "27", 1));
    assert_eq!(ok(&twice), Err(ParseErrorKind::Ambiguous));
    assert_eq!(
        ok(&format!("000201{account}{account}{rest}")),
        Err(ParseErrorKind::BadTlv)
    );
    assert_eq!(
        ok(&format!("{account}000201{rest}")),
        Err(ParseErrorKind::MissingTag)
    );
    assert_eq!(
        ok(&format!("000202{account}{rest}")),
        Err(ParseErrorKind::BadValue)
    );
    let empty_account = "26180014br.gov.bcb.pix";
    assert_eq!(
        ok(&format!("000201{empty_account}{rest}")),
        Err(ParseErrorKind::MissingTag)
    );
    let with_recurrence = format!("000201{account}{rest}80330014br.gov.bcb.pix2511a.com/rec/1");
    assert_eq!(ok(&with_recurrence), Err(ParseErrorKind::MutuallyExclusive));
    // Another arrangement's template is not ours to judge.
    assert_eq!(ok(&format!("000201{account}2706broken{rest}")), Ok(()));

    let sealed_code = sealed(&format!("000201{account}{rest}"));
    assert_eq!(parse_kind(&format!(" {sealed_code}\n")), Ok(()));
    assert_eq!(
        parse_kind(&format!("{sealed_code}6400")),
        Err(ParseErrorKind::BadTlv)
    );
    let with_sign = format!("{}+123", sealed_code.split_at(sealed_code.len() - 4).0);
    assert_eq!(parse_kind(&with_sign), Err(ParseErrorKind::BadCrc));
    assert_eq!(parse_kind(""), Err(ParseErrorKind::MissingTag));
    // Offsets count from the text as given, blanks included.
    let shifted = format!("  {}", sealed_code.replacen("5204", "52x4", 1));
    assert_eq!(
        BrCode::parse(&shifted).unwrap_err().position(),
        Some(2 + 6 + account.len())
    );
}

#[test]
fn optional_fields_and_irregular_txids() {
    let text = sealed(
        "00020126450014br.gov.bcb.pix0111529982247250308123456785204546253039865802BR\
         5901A6001B61081501500062090505A-B_C",
    );
    let code = BrCode::parse(&text).unwrap();
    assert_eq!(code.withdrawal_facilitator(), Some("12345678"));
    assert_eq!(code.merchant_category(), "5462");
    assert_eq!(code.postal_code(), Some("15015000"));
    assert_eq!(code.txid(), Some("A-B_C"));
    assert_eq!(
        code.deviations().collect::<Vec<_>>(),
        [Deviation::IrregularTxid]
    );
}

#[test]
fn amounts() {
    let account = "00020126330014br.gov.bcb.pix01115299822472552040000530398";
    let with_amount = |amount: &str| {
        let fields = format!(
            "{}654{:02}{amount}5802BR5901A6001B62070503***",
            account,
            amount.len()
        );
        BrCode::parse(&sealed(&fields))
            .map(|code| code.amount_cents())
            .map_err(|error| error.kind())
    };
    assert_eq!(with_amount("7"), Ok(Some(700)));
    assert_eq!(with_amount("7.5"), Ok(Some(750)));
    assert_eq!(with_amount("0.00"), Ok(None));
    assert_eq!(with_amount("9999999999999"), Ok(Some(999_999_999_999_900)));
    for wrong in ["", ".5", "7.", "7.505", "1.2.3", "-1.00", "1e3", "R$ 1.00"] {
        assert_eq!(with_amount(wrong), Err(ParseErrorKind::BadValue), "{wrong}");
    }
    assert_eq!(
        with_amount("12345678901.00"),
        Err(ParseErrorKind::BadLength)
    );
}

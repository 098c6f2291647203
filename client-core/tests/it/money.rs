mod properties;

use std::collections::HashSet;

use client_core::money::{
    Amount, AmountError, Rounding, amount_cents, amount_number, amount_string, amount_string_exact,
    amount_string4,
};
use client_core::wire::Patch;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

const LARGEST: &str = "9999999999999999999999999999";
const MOST_PRECISE: &str = "-0.9999999999999999999999999999";

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn from_json(json: &str) -> Result<Amount, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Forms {
    plain: Amount,
    #[serde(with = "amount_number")]
    number: Amount,
    #[serde(with = "amount_string")]
    text: Amount,
    #[serde(with = "amount_string4")]
    text4: Amount,
    #[serde(with = "amount_string_exact")]
    text_exact: Amount,
    #[serde(with = "amount_cents")]
    cents: Amount,
}

impl Forms {
    fn all(amount: Amount) -> Self {
        Self {
            plain: amount,
            number: amount,
            text: amount,
            text4: amount,
            text_exact: amount,
            cents: amount,
        }
    }
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct OptionalForms {
    #[serde(with = "amount_number", default)]
    number: Option<Amount>,
    #[serde(with = "amount_string", default)]
    text: Option<Amount>,
    #[serde(with = "amount_cents", default)]
    cents: Option<Amount>,
    #[serde(
        with = "amount_string",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    patch: Patch<Amount>,
}

#[test]
fn numbers_and_text_keep_every_digit_as_sent() {
    for digits in [
        "0",
        "0.00",
        "10",
        "10.1",
        "10.10",
        "-0.01",
        "1234567890123456.78",
        "0.30000000000000004",
        "0.1000000000000000055511151231",
        LARGEST,
        MOST_PRECISE,
        "0.0000000000000000000000000001",
    ] {
        for json in [digits.to_owned(), format!("\"{digits}\"")] {
            let amount = from_json(&json).unwrap();
            assert_eq!(amount.to_string(), digits, "read from {json}");
            assert_eq!(serde_json::to_string(&amount).unwrap(), digits);
        }
        assert_eq!(amount(digits).to_string(), digits);
    }
}

#[test]
fn escaped_text_is_unescaped_first() {
    assert_eq!(from_json(r#""10\u002e50""#).unwrap(), amount("10.50"));
}

#[test]
fn exponents_are_exact() {
    for (json, digits) in [
        ("1e2", "100"),
        ("1.5E3", "1500"),
        ("1.50e1", "15.0"),
        ("-2.5e-2", "-0.025"),
        ("12e+0", "12"),
        ("0e400", "0"),
        ("1e27", "1000000000000000000000000000"),
        ("1e-28", "0.0000000000000000000000000001"),
        ("\"1e2\"", "100"),
    ] {
        assert_eq!(from_json(json).unwrap().to_string(), digits, "{json}");
    }
}

#[test]
fn leading_zeros_are_read_from_the_wire_but_are_not_canonical() {
    assert_eq!(from_json("\"0010.50\"").unwrap().to_string(), "10.50");
    assert!(matches!(
        Amount::parse("0010.50"),
        Err(AmountError::Malformed { .. })
    ));
}

#[test]
fn there_is_no_negative_zero() {
    for zero in [
        from_json("-0.00").unwrap(),
        from_json("\"-0\"").unwrap(),
        -amount("0.00"),
        amount("-0.001").round_to_cents(Rounding::HalfUp),
        Amount::from_decimal("-0.0".parse().unwrap()).unwrap(),
    ] {
        assert!(zero.is_zero() && !zero.is_negative());
        assert!(!zero.to_string().starts_with('-'), "{zero}");
    }
}

#[test]
fn more_than_28_digits_is_an_error_not_a_rounding() {
    let digits_29 = "12345678901234567890123456789";
    let too_many_digits = [
        "1e400",
        "-1e400",
        "1e28",
        "1e99999999999999999999",
        digits_29,
        "0.30000000000000000000000000004",
        "1.0000000000000000000000000000",
    ];
    for json in too_many_digits {
        assert!(Amount::parse(json).is_err(), "{json}");
        let message = from_json(json).unwrap_err();
        assert!(
            message.contains("28 digits") || message.contains("28 decimals"),
            "{message}"
        );
        assert!(!message.contains(json), "{message}");
    }
    for json in [
        "1e-29",
        "1e-99999999999999999999",
        "0.00000000000000000000000000001",
    ] {
        let message = from_json(json).unwrap_err();
        assert!(message.contains("more than 28 decimals"), "{message}");
    }
}

#[test]
fn anything_else_is_refused_by_its_shape() {
    let refusals = [
        (
            "null",
            "found null; if there may be none, read it as an Option",
        ),
        ("true", "found true or false"),
        ("[1.50]", "found a list"),
        ("{\"v\":1}", "found an object"),
        ("\"\"", "found an empty text"),
        (
            "\"1.234,56\"",
            "found text shaped `9.999,99`; write a point before the cents and no thousands separator",
        ),
        (
            "\"1,234.56\"",
            "found text shaped `9,999.99`; write a point",
        ),
        ("\" 1 \"", "found text shaped ` 9 `; remove the spaces"),
        ("\"R$ 10\"", "found text shaped `a$ 99`; remove the spaces"),
        ("\"NaN\"", "found text shaped `aaa`"),
        ("\"Infinity\"", "found text shaped `aaaaaaaa`"),
        ("\"+10\"", "found text shaped `+99`"),
        ("\"--10\"", "found text shaped `--99`"),
        ("\"10.\"", "found text shaped `99.`"),
        ("\".50\"", "found text shaped `.99`"),
        ("\"1.2.3\"", "found text shaped `9.9.9`"),
        ("\"1e\"", "found text shaped `9a`"),
        ("\"1e1.5\"", "found text shaped `9a9.9`"),
        ("\"1_000\"", "found text shaped `9_999`"),
        ("\"0x10\"", "found text shaped `9a99`"),
        ("\"\u{661}\u{662}\"", "found text shaped `99`"),
    ];
    for (json, expected) in refusals {
        let message = from_json(json).unwrap_err();
        let expected = format!("expected an amount such as 1234.50, {expected}");
        assert!(message.starts_with(&expected), "{json}: {message}");
    }
    // Not JSON at all, so serde_json itself refuses.
    assert!(from_json("NaN").unwrap_err().starts_with("expected"));
}

#[test]
fn errors_do_not_grow_with_the_value() {
    let message = from_json(&format!("\"{}\"", "x".repeat(100_000))).unwrap_err();
    assert!(message.len() < 200, "{}", message.len());
    assert_eq!(
        Amount::parse(&"9".repeat(100_000)),
        Err(AmountError::TooManyDigits)
    );
}

#[test]
fn parse_takes_the_canonical_form_only() {
    for text in [
        "1e2", "01", "-00.5", "+1", "1,00", " 1", "1 ", "", "-", ".5", "5.", "١",
    ] {
        assert!(
            matches!(Amount::parse(text), Err(AmountError::Malformed { .. })),
            "{text:?}"
        );
    }
    assert_eq!("0.05".parse::<Amount>().unwrap().to_string(), "0.05");
}

#[test]
fn each_form_writes_its_own_way() {
    let json = serde_json::to_string(&Forms::all(amount("1234.5"))).unwrap();
    assert_eq!(
        json,
        r#"{"plain":1234.5,"number":1234.5,"text":"1234.50","text4":"1234.5000","text_exact":"1234.5","cents":123450}"#
    );
    let read: Forms = serde_json::from_str(&json).unwrap();
    assert_eq!(read, Forms::all(amount("1234.50")));
}

#[test]
fn each_form_reads_numbers_and_text() {
    let read: Forms = serde_json::from_str(
        r#"{"plain":"7","number":"7.00","text":7,"text4":7.0,"text_exact":7,"cents":"700"}"#,
    )
    .unwrap();
    assert_eq!(read, Forms::all(amount("7")));
}

#[test]
fn fixed_forms_refuse_to_drop_decimals() {
    #[derive(Serialize)]
    struct Two(#[serde(with = "amount_string")] Amount);
    #[derive(Serialize)]
    struct Four(#[serde(with = "amount_string4")] Amount);
    #[derive(Serialize)]
    struct Cents(#[serde(with = "amount_cents")] Amount);

    assert_eq!(
        serde_json::to_string(&Two(amount("1.50000"))).unwrap(),
        "\"1.50\""
    );
    assert_eq!(
        serde_json::to_string(&Cents(amount("-1.500"))).unwrap(),
        "-150"
    );

    let error = serde_json::to_string(&Two(amount("1.505")))
        .unwrap_err()
        .to_string();
    assert!(error.contains("more than 2 decimals"), "{error}");
    let error = serde_json::to_string(&Four(amount("1.00001")))
        .unwrap_err()
        .to_string();
    assert!(error.contains("more than 4 decimals"), "{error}");
    let error = serde_json::to_string(&Cents(amount("1.505")))
        .unwrap_err()
        .to_string();
    assert!(error.contains("more than 2 decimals"), "{error}");
    let error = serde_json::to_string(&Two(amount(LARGEST)))
        .unwrap_err()
        .to_string();
    assert!(error.contains("more than 28 digits"), "{error}");
    let error = serde_json::to_string(&Cents(amount(LARGEST)))
        .unwrap_err()
        .to_string();
    assert!(error.contains("does not fit 64 bits"), "{error}");
}

#[test]
fn cents_are_whole_even_when_the_decimals_are_zero() {
    for json in ["10.00", "\"10.5\"", "1050.0"] {
        let error = serde_json::from_str::<OptionalForms>(&format!("{{\"cents\":{json}}}"));
        assert!(
            error
                .unwrap_err()
                .to_string()
                .contains("more than 0 decimals"),
            "{json}"
        );
    }
}

#[test]
fn optional_forms_tell_absent_null_and_value_apart() {
    let none: OptionalForms = serde_json::from_str("{}").unwrap();
    assert_eq!((none.number, none.text, none.cents), (None, None, None));
    assert!(none.patch.is_absent());
    assert_eq!(
        serde_json::to_string(&none).unwrap(),
        r#"{"number":null,"text":null,"cents":null}"#
    );

    let null = r#"{"number":null,"text":null,"cents":null,"patch":null}"#;
    let nulls: OptionalForms = serde_json::from_str(null).unwrap();
    assert!(nulls.patch.is_null());
    assert_eq!(serde_json::to_string(&nulls).unwrap(), null);

    let some = r#"{"number":1.10,"text":"1.10","cents":110,"patch":"1.10"}"#;
    let somes: OptionalForms = serde_json::from_str(some).unwrap();
    assert_eq!(somes.patch, Patch::Value(amount("1.10")));
    assert_eq!(serde_json::to_string(&somes).unwrap(), some);
}

#[test]
fn null_in_a_required_form_is_an_error() {
    #[derive(Debug, Deserialize)]
    struct Required {
        #[serde(rename = "valor", with = "amount_string")]
        _amount: Amount,
    }
    let error = serde_json::from_str::<Required>(r#"{"valor":null}"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("found null in a field that always holds a value"),
        "{error}"
    );
}

#[test]
fn buffered_types_fail_instead_of_losing_digits() {
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        _inner: Inner,
    }
    #[derive(Debug, Deserialize)]
    struct Inner {
        #[serde(rename = "valor")]
        _amount: Amount,
    }
    #[derive(Debug, Deserialize)]
    #[serde(tag = "tipo")]
    enum Tagged {
        Pix(#[expect(dead_code, reason = "only reading matters")] Inner),
    }

    serde_json::from_str::<Outer>(r#"{"valor":1234567890123456.78}"#).unwrap_err();
    serde_json::from_str::<Tagged>(r#"{"tipo":"Pix","valor":10.10}"#).unwrap_err();
    serde_json::from_str::<Inner>(r#"{"valor":10.10}"#).unwrap();
}

#[test]
fn reading_from_a_stream_is_exact_too() {
    let amounts: Vec<Amount> =
        serde_json::from_reader(&b"[ 1234567890123456.78 , \"0.10\" ]"[..]).unwrap();
    assert_eq!(amounts, [amount("1234567890123456.78"), amount("0.1")]);
}

#[test]
fn equality_and_hash_ignore_trailing_zeros() {
    let same: HashSet<Amount> = ["10.1", "10.10", "10.100"]
        .into_iter()
        .map(amount)
        .collect();
    assert_eq!(same.len(), 1);
    assert!(amount("-10.1") < amount("9.99") && amount("10.09") < amount("10.1"));
    assert_eq!(Amount::default(), Amount::ZERO);
}

#[test]
fn cents_round_trip_at_the_extremes() {
    for cents in [i64::MIN, i64::MIN + 1, -1, 0, 1, 123_450, i64::MAX] {
        assert_eq!(Amount::from_cents(cents).to_cents().unwrap(), cents);
    }
    assert_eq!(
        Amount::from_cents(i64::MIN).to_string(),
        "-92233720368547758.08"
    );
    assert_eq!(
        amount("92233720368547758.08").to_cents(),
        Err(AmountError::CentsOverflow)
    );
    assert_eq!(
        amount("0.005").to_cents(),
        Err(AmountError::TooManyDecimals { allowed: 2 })
    );
}

#[test]
fn decimals_of_29_digits_are_refused() {
    let third = Decimal::from(10) / Decimal::from(3);
    assert_eq!(Amount::try_from(third), Err(AmountError::TooManyDigits));
    let rounded = Amount::from_decimal(third.round_dp(4)).unwrap();
    assert_eq!(rounded.to_string(), "3.3333");
    assert_eq!(Decimal::from(rounded).to_string(), "3.3333");
}

#[test]
fn sums_are_exact_or_an_error() {
    assert_eq!(
        amount("10")
            .checked_add(amount("0.10"))
            .unwrap()
            .to_string(),
        "10.10"
    );
    assert_eq!(
        amount("1").checked_sub(amount("1.00")).unwrap().to_string(),
        "0.00"
    );
    // `Decimal` alone would answer the first of these by rounding the cent away.
    for small in ["0.01", "1", "0.0000000000000000000000000001"] {
        assert_eq!(
            amount(LARGEST).checked_add(amount(small)),
            Err(AmountError::TooManyDigits)
        );
    }
    let opposite = -amount(LARGEST);
    assert!(amount(LARGEST).checked_add(opposite).unwrap().is_zero());
    assert_eq!(
        Amount::checked_sum([] as [Amount; 0]).unwrap(),
        Amount::ZERO
    );
    assert_eq!(
        Amount::checked_sum([amount(LARGEST), amount("1")]),
        Err(AmountError::TooManyDigits)
    );
}

#[test]
fn rounding_is_what_its_name_says() {
    let cases = [
        // amount, half up, half even, down
        ("0.125", "0.13", "0.12", "0.12"),
        ("2.345", "2.35", "2.34", "2.34"),
        ("10.005", "10.01", "10.00", "10.00"),
        ("10.0051", "10.01", "10.01", "10.00"),
        ("-2.345", "-2.35", "-2.34", "-2.34"),
        ("-2.349", "-2.35", "-2.35", "-2.34"),
        ("0.30000000000000004", "0.30", "0.30", "0.30"),
        ("1.5", "1.5", "1.5", "1.5"),
        (
            "9999999999999999999999999.995",
            "10000000000000000000000000.00",
            "10000000000000000000000000.00",
            "9999999999999999999999999.99",
        ),
    ];
    for (text, half_up, half_even, down) in cases {
        let rounded = |rounding| amount(text).round_to_cents(rounding).to_string();
        assert_eq!(rounded(Rounding::HalfUp), half_up, "{text} half up");
        assert_eq!(rounded(Rounding::HalfEven), half_even, "{text} half even");
        assert_eq!(rounded(Rounding::Down), down, "{text} down");
    }
}

#[test]
fn odd_cents_of_a_split_come_first() {
    let split = |text: &str, parts| -> Vec<String> {
        amount(text)
            .split(parts)
            .unwrap()
            .map(|part| part.to_string())
            .collect()
    };
    assert_eq!(split("10", 4), ["2.50", "2.50", "2.50", "2.50"]);
    assert_eq!(split("-0.05", 3), ["-0.02", "-0.02", "-0.01"]);
    assert_eq!(split("0.01", 2), ["0.01", "0.00"]);
    assert_eq!(amount("1").split(0).err(), Some(AmountError::NoParts));
    assert_eq!(
        amount("0.001").split(2).err(),
        Some(AmountError::TooManyDecimals { allowed: 2 })
    );
    assert_eq!(
        amount("1").split(u32::MAX).unwrap().len(),
        usize::try_from(u32::MAX).unwrap()
    );
}

#[test]
fn brazilian_notation_groups_thousands() {
    for (text, expected) in [
        ("0", "R$ 0,00"),
        ("5.5", "R$ 5,50"),
        ("999", "R$ 999,00"),
        ("1000", "R$ 1.000,00"),
        ("1234567.89", "R$ 1.234.567,89"),
        ("-123456.7", "-R$ 123.456,70"),
        ("0.1234", "R$ 0,1234"),
    ] {
        assert_eq!(amount(text).brazilian().to_string(), expected);
    }
}

#[test]
fn display_pads_but_never_drops_cents() {
    assert_eq!(
        format!(
            "{:>8}|{:<8}|{:.1}",
            amount("1.25"),
            amount("-1.25"),
            amount("1.25")
        ),
        "    1.25|-1.25   |1.25"
    );
}

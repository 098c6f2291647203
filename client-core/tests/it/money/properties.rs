use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

use client_core::money::{Amount, Rounding, amount_string_exact};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Any amount there can be: up to 28 digits with any number of decimals.
fn any_amount_text() -> impl Strategy<Value = String> {
    (any::<bool>(), 0..10_i128.pow(28), 0_usize..=28).prop_map(|(negative, units, decimals)| {
        let digits = format!("{units:0>width$}", width = decimals + 1);
        let (integer, fraction) = digits.split_at(digits.len() - decimals);
        let sign = if negative && units != 0 { "-" } else { "" };
        let point = if decimals > 0 { "." } else { "" };
        format!("{sign}{integer}{point}{fraction}")
    })
}

/// The numeric order of two amounts, found by comparing their digits as text.
fn written_order(a: &str, b: &str) -> Ordering {
    let aligned = |text: &str| {
        let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
        format!("{integer:0>28}.{fraction:0<28}")
    };
    match (a.strip_prefix('-'), b.strip_prefix('-')) {
        (None, None) => aligned(a).cmp(&aligned(b)),
        (Some(a), Some(b)) => aligned(b).cmp(&aligned(a)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
    }
}

proptest! {
    #[test]
    fn every_amount_survives_both_forms(text in any_amount_text()) {
        #[derive(Deserialize, Serialize)]
        struct Text(#[serde(with = "amount_string_exact")] Amount);

        let number: Amount = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_string(&number).unwrap(), text.clone());

        let quoted = format!("\"{text}\"");
        let read: Text = serde_json::from_str(&quoted).unwrap();
        prop_assert_eq!(read.0, number);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), quoted);

        prop_assert_eq!(Amount::parse(&text).unwrap().to_string(), text);
    }

    #[test]
    fn no_text_panics_and_parsed_text_prints_as_written(text in "[-+]?[0-9.,eE +-]{0,40}") {
        let _ = serde_json::from_str::<Amount>(&text);
        let _ = serde_json::from_str::<Amount>(&format!("\"{text}\""));
        if let Ok(amount) = Amount::parse(&text) && !amount.is_zero() {
            prop_assert_eq!(amount.to_string(), text);
        }
    }

    #[test]
    fn exponents_only_move_the_point(units in -1_000_000_i64..1_000_000, exponent in -10_i32..10) {
        let read: Amount = serde_json::from_str(&format!("{units}e{exponent}")).unwrap();
        let expected = if exponent < 0 {
            Decimal::new(units, exponent.unsigned_abs())
        } else {
            Decimal::from(i128::from(units) * 10_i128.pow(exponent.unsigned_abs()))
        };
        prop_assert_eq!(read.decimal(), expected);
    }

    #[test]
    fn order_is_numeric(a in any_amount_text(), b in any_amount_text()) {
        let (left, right) = (Amount::parse(&a).unwrap(), Amount::parse(&b).unwrap());
        prop_assert_eq!(left.cmp(&right), written_order(&a, &b));
    }

    #[test]
    fn trailing_zeros_change_neither_equality_nor_hash(text in any_amount_text()) {
        let hash_of = |amount: Amount| {
            let mut hasher = DefaultHasher::new();
            amount.hash(&mut hasher);
            hasher.finish()
        };
        let amount = Amount::parse(&text).unwrap();
        let shortest = Amount::from_decimal(amount.decimal().normalize()).unwrap();
        prop_assert_eq!(amount, shortest);
        prop_assert_eq!(hash_of(amount), hash_of(shortest));
    }

    #[test]
    fn sums_agree_with_whole_numbers(a in any::<i64>(), b in any::<i64>(), decimals in 0_u32..=9) {
        let made = |units| Amount::from_decimal(Decimal::new(units, decimals)).unwrap();
        let sum = made(a).checked_add(made(b)).unwrap();
        prop_assert_eq!(sum.decimal().mantissa(), i128::from(a) + i128::from(b));
        prop_assert_eq!(sum.checked_sub(made(b)).unwrap(), made(a));
    }

    #[test]
    fn parts_add_up_and_differ_by_a_cent(cents in any::<i64>(), parts in 1_u32..400) {
        let whole = Amount::from_cents(cents);
        let split: Vec<Amount> = whole.split(parts).unwrap().collect();
        prop_assert_eq!(split.len(), usize::try_from(parts).unwrap());
        prop_assert_eq!(Amount::checked_sum(&split).unwrap(), whole);
        let magnitudes: Vec<i64> =
            split.iter().map(|part| part.abs().to_cents().unwrap()).collect();
        prop_assert!(magnitudes.is_sorted_by(|a, b| a >= b));
        prop_assert!(magnitudes[0] - magnitudes[magnitudes.len() - 1] <= 1);
    }

    #[test]
    fn rounding_moves_less_than_a_cent(text in any_amount_text()) {
        let amount = Amount::parse(&text).unwrap();
        let cent = Amount::from_cents(1);
        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down] {
            let rounded = amount.round_to_cents(rounding);
            prop_assert!(rounded.decimal().scale() <= 2);
            let moved = (rounded.decimal() - amount.decimal()).abs();
            prop_assert!(moved < cent.decimal());
        }
    }
}

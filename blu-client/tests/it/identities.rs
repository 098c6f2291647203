//! The accounting identities, to the cent.

use blu_client::Amount;
use blu_client::identities::{self, Identity, Reading, Unchecked};
use blu_client::model::LiquidationRecord;

use crate::harness::{read, records};

fn readings(record: &LiquidationRecord) -> Vec<Reading> {
    identities::check(record).unwrap().readings().collect()
}

fn worked_example() -> LiquidationRecord {
    records("anticipations/list_v1.json").remove(0)
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[test]
fn the_worked_example_closes_in_reading_a_alone_and_exactly() {
    let findings = identities::check(&worked_example()).unwrap();
    assert!(findings.readings().eq([Reading::A]));
    assert_eq!(findings.failures(Reading::A).count(), 0);
    for finding in findings.all().iter().filter(|finding| finding.holds()) {
        assert!(finding.difference.is_zero(), "{finding:?}");
    }
    // Read as B, every installment that bore a fee is off by that fee.
    let apart: Vec<_> = findings
        .failures(Reading::B)
        .map(|it| (it.identity, it.difference.to_string()))
        .collect();
    assert_eq!(
        apart,
        [
            (Identity::SettledNetIsAfterMdr, "-19.50".to_owned()),
            (Identity::SettledNetIsAfterMdr, "-18.72".to_owned()),
            (Identity::SettledNetIsAfterMdr, "-7.80".to_owned()),
            (Identity::NetIsSettledNetLessFees, "46.02".to_owned()),
        ]
    );
}

#[test]
fn readings_b_and_c_are_recognised() {
    let mut b = worked_example();
    for (installment, net) in b
        .installments
        .iter_mut()
        .zip(["975.00", "624.00", "195.00"])
    {
        installment.settled_net_amount = Some(amount(net));
    }
    assert_eq!(readings(&b), [Reading::B]);

    let mut c = worked_example();
    c.gross_amount = amount("1840.00");
    c.fee_amount = amount("92.02");
    assert_eq!(readings(&c), [Reading::C]);
}

#[test]
fn without_a_fee_a_and_b_say_the_same() {
    assert_eq!(
        readings(&records("credits/list.json")[0]),
        [Reading::A, Reading::B]
    );
}

#[test]
fn a_cent_per_installment_is_rounding_and_more_is_not() {
    let mut record = worked_example();
    let off = |record: &mut LiquidationRecord, cents: i64| {
        record.net_amount = Amount::from_cents(174_798 + cents);
    };
    for (cents, holds) in [(3, true), (-3, true), (4, false), (-4, false)] {
        off(&mut record, cents);
        assert_eq!(readings(&record) == [Reading::A], holds, "{cents}");
    }
    let mut record = worked_example();
    record.installments[0].mdr_amount = Some(amount("25.01"));
    assert_eq!(readings(&record), [Reading::A]);
    record.installments[0].mdr_amount = Some(amount("25.02"));
    let findings = identities::check(&record).unwrap();
    let failure = findings.failures(Reading::A).next().unwrap();
    assert_eq!(failure.identity, Identity::MdrIsProportional);
    assert_eq!(
        failure.installment.as_ref(),
        Some(&record.installments[0].id)
    );
    assert_eq!(failure.difference, amount("0.02"));
}

#[test]
fn no_part_is_more_than_the_whole_and_no_mdr_below_zero() {
    let failure = |change: fn(&mut LiquidationRecord)| {
        let mut record = worked_example();
        change(&mut record);
        let findings = identities::check(&record).unwrap();
        let failures = findings.failures(Reading::A);
        failures
            .map(|it| (it.identity, it.difference))
            .find(|(identity, _)| {
                let bounds = [
                    Identity::NetIsWithinGross,
                    Identity::SettledGrossIsWithinGross,
                ];
                bounds.contains(identity)
            })
    };
    assert_eq!(failure(|_| {}), None);
    let outside = Identity::SettledGrossIsWithinGross;
    let above = failure(|it| it.installments[2].settled_gross_amount = Some(amount("500.02")));
    assert_eq!(above, Some((outside, amount("0.02"))));
    let below = failure(|it| it.installments[2].settled_gross_amount = Some(amount("-1.00")));
    assert_eq!(below, Some((outside, amount("-1.00"))));
    let more = failure(|it| it.installments[2].net_amount = Some(amount("500.50")));
    assert_eq!(more, Some((Identity::NetIsWithinGross, amount("0.50"))));
}

#[test]
fn a_partial_anticipation_and_its_rest_add_up() {
    let mut all = records("anticipations/list_v1.json");
    let partial = "3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0003".into();
    let open = identities::settled_installments(&all).unwrap()[&partial];
    assert_eq!(open.open_gross_amount().unwrap(), amount("300.00"));
    assert!(!open.is_whole().unwrap());

    all.extend(records("credits/list.json"));
    let settled = identities::settled_installments(&all).unwrap();
    assert_eq!(settled.len(), 3);
    assert_eq!(settled[&partial].liquidations, 2);
    assert_eq!(settled[&partial].settled_mdr_amount, amount("12.50"));
    assert!(settled.values().all(|it| it.is_whole().unwrap()));

    let mut odd = all.clone();
    odd[1].installments[0].mdr_amount = Some(amount("7.53"));
    let odd = identities::settled_installments(&odd).unwrap()[&partial];
    assert!(!odd.is_whole().unwrap(), "three cents of MDR in two parts");

    all.extend(records("credits/list.json"));
    let twice = identities::settled_installments(&all).unwrap()[&partial];
    assert_eq!(twice.open_gross_amount().unwrap(), amount("-300.00"));
    assert!(!twice.is_whole().unwrap());
}

#[test]
fn what_is_not_stated_or_not_computable_is_said() {
    let mut record = worked_example();
    record.installments[1].mdr_amount = None;
    let missing = identities::check(&record).unwrap_err();
    assert!(matches!(
        missing,
        Unchecked::Missing {
            field: "proportional_mdr",
            ..
        }
    ));
    assert!(missing.to_string().contains("0002"), "{missing}");

    let huge: LiquidationRecord = read(
        r#"{"id":"1","gross_value":"9999999999999999999999999999","net_value":"-1","rate_value":"0"}"#,
    );
    assert!(matches!(
        identities::check(&huge),
        Err(Unchecked::TooLarge(_))
    ));

    let mut nothing = worked_example();
    nothing.installments[0].gross_amount = Some(Amount::ZERO);
    assert!(
        identities::check(&nothing).is_ok(),
        "a share of nothing is nothing"
    );
}

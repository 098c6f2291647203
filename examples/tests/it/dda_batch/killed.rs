//! Killed at any point, it pays every bill exactly once.

use std::fs::File;
use std::io::BufReader;
use std::time::Duration;

use client_core::audit::read_entries;
use contaazul_client::sandbox::BoletoChange;
use examples::cli::Exit;
use examples::dda_batch::AUDIT_LOG;
use time::OffsetDateTime;

use super::desk::Desk;
use crate::killed::Ended;

const KILLS: u32 = 50;
/// So many on one state, one after the other.
const KILLS_OF_ONE: u32 = 5;

#[test]
fn fifty_kills_pay_nothing_twice_and_forget_nothing() {
    let whole = Desk::new();
    let (output, time) = whole.process().finish();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    check_paid(&whole, "uninterrupted", 269_240);

    let seed = u64::try_from(OffsetDateTime::now_utc().unix_timestamp()).unwrap();
    let mut chance = seed;
    let mut killed = 0;
    for state in 0..KILLS / KILLS_OF_ONE {
        let desk = Desk::new();
        let case = format!("seed {seed}, state {state}");
        for kill in 0..KILLS_OF_ONE {
            if kill == 2 && state % 2 == 1 {
                desk.change(2, BoletoChange::AmountDue(23_000 + i64::from(state)));
            }
            let at = time.mul_f64(fraction(&mut chance));
            if desk.process().kill_after(at) == Ended::Killed {
                killed += 1;
            }
        }
        let (output, _) = desk.process().finish();
        assert_eq!(output.status.code(), Some(0), "{case}: {output:?}");
        // Whether the interest came before or after the payment is chance.
        let (_, total) = desk.paid();
        assert!((269_240..269_260).contains(&total), "{case}: {total}");
        check_paid(&desk, &case, total);
        check_log(&desk, &case);
    }
    assert!(killed >= KILLS / 2, "seed {seed}: only {killed} kills hit");
}

/// The three bills of today are paid; the fourth is on its day, and nothing happens again.
fn check_paid(desk: &Desk, case: &str, total: i64) {
    assert_eq!(desk.paid(), (desk.once(3), total), "{case}");
    desk.sandbox.set_today(desk.today + time::Duration::days(5));
    let (exit, terminal) = desk.command(&["follow"]);
    assert_eq!(exit, Exit::Done, "{case}: {}", terminal.stderr());
    let (exit, terminal) = desk.run(desk.run_args());
    assert_eq!(exit, Exit::Done, "{case}: {}", terminal.stderr());
    assert_eq!(desk.paid(), (desk.once(4), total + 12_345), "{case}");
}

/// The audit log is whole, and has every settlement once.
fn check_log(desk: &Desk, case: &str) {
    let log = File::open(desk.path(AUDIT_LOG)).unwrap();
    let entries = read_entries(BufReader::new(log));
    let kinds: Vec<_> = entries
        .map(|entry| entry.unwrap().kind().to_owned())
        .collect();
    let count = |kind| kinds.iter().filter(|known| *known == kind).count();
    assert_eq!(count("payment.settled"), 4, "{case}: {kinds:?}");
    assert_eq!(count("payment.sent"), 1, "{case}: {kinds:?}");
}

/// From 0 to 1, by SplitMix64.
fn fraction(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let high = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap();
    Duration::from_nanos(high.into()).div_duration_f64(Duration::from_nanos(u32::MAX.into()))
}

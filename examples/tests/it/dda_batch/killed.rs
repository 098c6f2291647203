//! Killed at any point, it pays every bill exactly once.

use std::fs::File;
use std::io::BufReader;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use client_core::audit::read_entries;
use contaazul_client::sandbox::BoletoChange;
use examples::cli::Exit;
use examples::dda_batch::AUDIT_LOG;
use time::OffsetDateTime;

use super::desk::Desk;
use crate::killed::Ended;

/// So many kills meet a program that runs.
const KILLS: u32 = 50;
/// At most so many on one state, one after the other.
const KILLS_OF_ONE: u32 = 5;
/// Most of the time a disk or an answer is waited for.
const AT_ONCE: u64 = 4;

#[test]
fn fifty_kills_pay_nothing_twice_and_forget_nothing() {
    let seed = u64::try_from(OffsetDateTime::now_utc().unix_timestamp()).unwrap();
    let killed = AtomicU32::new(0);
    thread::scope(|scope| {
        for worker in 0..AT_ONCE {
            let (killed, mut chance) = (&killed, seed.wrapping_mul(AT_ONCE) + worker);
            scope.spawn(move || {
                let time = uninterrupted();
                while killed.load(Ordering::Relaxed) < KILLS {
                    killed_often(time, &mut chance, killed, seed);
                }
            });
        }
    });
}

/// How long a run takes that nobody kills.
fn uninterrupted() -> Duration {
    let desk = Desk::new();
    let (output, time) = desk.process().finish();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    check_paid(&desk, "uninterrupted", 269_240);
    check_log(&desk, "uninterrupted");
    time
}

/// A state on which runs are killed until one ends by itself, or enough were.
fn killed_often(time: Duration, chance: &mut u64, killed: &AtomicU32, seed: u64) {
    let desk = Desk::new();
    let case = format!("seed {seed}, chance {chance}");
    let interest = i64::try_from(*chance % 2).unwrap();
    for kill in 0..KILLS_OF_ONE {
        if kill == 1 {
            desk.change(2, BoletoChange::AmountDue(23_000 + interest));
        }
        let at = time.mul_f64(fraction(chance));
        if desk.process().kill_after(at) == Ended::ByItself {
            break;
        }
        killed.fetch_add(1, Ordering::Relaxed);
    }
    let (output, _) = desk.process().finish();
    assert_eq!(output.status.code(), Some(0), "{case}: {output:?}");
    // Whether the interest came before or after the payment is chance.
    let (_, total) = desk.paid();
    assert!((269_240..=269_241).contains(&total), "{case}: {total}");
    check_paid(&desk, &case, total);
    check_log(&desk, &case);
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

//! Two feeds of one card: what the bank posted, and what the terminal authorised days before under
//! another text, for an amount that differs a little in most rows (tips, exchange rates, rounding).

use super::{Task, Truth};
use crate::mixture::names::{damage, person_or_company};
use crate::mixture::rng::Rng;
use recon_core::{Entry, MatchKind};
use time::{Date, Duration, Month};

const CITIES: [&str; 6] = [
    "SAO PAULO",
    "CURITIBA",
    "RECIFE",
    "NATAL",
    "BELEM",
    "GOIANIA",
];

/// About `lines` rows in each feed, over 120 days; three of a hundred stand in one feed only.
pub(crate) fn generate(lines: usize, seed: u64) -> Task {
    let mut rng = Rng::new(seed);
    let merchants: Vec<String> = (0..(lines / 12).max(20))
        .map(|_| person_or_company(&mut rng))
        .collect();
    let start = Date::from_calendar_date(2026, Month::March, 1).expect("a date");
    let mut task = Task::default();
    for at in 0..lines {
        let merchant = &merchants[rng.index(merchants.len())];
        let authorised = -(800 + rng.below(60_000) as i64);
        let day = start + Duration::days(rng.below(120) as i64);
        let posted = posted_amount(&mut rng, authorised);
        let later = day + Duration::days(rng.below(4) as i64);
        let right = Entry::new(format!("a{at:07}"), authorised, day).with_name(merchant);
        let memo = format!(
            "COMPRA {} {}",
            damage(&mut rng, merchant),
            CITIES[rng.index(CITIES.len())]
        );
        let left = Entry::new(format!("p{at:07}"), posted, later).with_text(memo);
        match rng.below(100) {
            0..2 => task.left.push(left),
            2 => task.right.push(right),
            _ => put(&mut task, left, right),
        }
    }
    task
}

/// Two of five are the same; the others are up to one per cent beside, a few up to two.
fn posted_amount(rng: &mut Rng, authorised: i64) -> i64 {
    let parts_in_ten_thousand = match rng.below(10) {
        0..4 => 0,
        4..9 => rng.below(201) as i64 - 100,
        _ => rng.below(401) as i64 - 200,
    };
    authorised + authorised * parts_in_ten_thousand / 10_000
}

fn put(task: &mut Task, left: Entry, right: Entry) {
    let class = match left.amount() == right.amount() {
        true => "same amount",
        false => "amount differs",
    };
    // Neither feed settles more than the other knows of.
    let settled = left.amount().max(right.amount());
    task.truth.push(Truth {
        class,
        kind: MatchKind::OneToOne,
        left: vec![left.id().to_owned()],
        right: vec![(right.id().to_owned(), settled)],
    });
    task.left.push(left);
    task.right.push(right);
}

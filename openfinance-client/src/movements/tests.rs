//! A bank in small, which dates by its own days, pages by number, and goes on working while it is
//! read; and what the plan makes of each range.

use time::macros::date;

use super::*;

const TODAY: Date = date!(2026 - 11 - 22);

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
struct Entry {
    id: String,
    cents: u32,
    /// Days before today, in Brasília.
    age: i64,
    /// By how many days the bank's date differs.
    bank_shift: i64,
    booked: bool,
}

impl Entry {
    fn booked(id: impl Into<String>, age: i64, bank_shift: i64) -> Self {
        Self {
            id: id.into(),
            cents: 100,
            age,
            bank_shift,
            booked: true,
        }
    }

    fn open(id: &str, age: i64) -> Self {
        Self {
            booked: false,
            ..Self::booked(id, age, 0)
        }
    }

    fn bank_day(&self) -> Date {
        days_on(TODAY, self.bank_shift - self.age)
    }
}

static READING: Reading<Entry> = Reading {
    id: |entry| &entry.id,
    content: |entry| format!("{} {}", entry.cents, entry.age),
    day: |entry| days_on(TODAY, -entry.age),
    is_booked: |entry| entry.booked,
    horizon: Horizon::YearAhead,
};

/// How a bank pages a list that changes while it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paging {
    /// Every page is cut out of the list as it is by then.
    Live,
    /// All pages are of the moment of the first, as a `pagination-key` makes them.
    Frozen,
}

/// Reads all there is; `meanwhile` happens before every page, told its number.
fn read(
    from: Date,
    to: Date,
    size: usize,
    bank: &mut Vec<Entry>,
    meanwhile: impl FnMut(usize, &mut Vec<Entry>),
) -> Vec<Entry> {
    read_by(Paging::Live, (from, to), size, bank, meanwhile)
}

fn read_by(
    paging: Paging,
    (from, to): (Date, Date),
    size: usize,
    bank: &mut Vec<Entry>,
    mut meanwhile: impl FnMut(usize, &mut Vec<Entry>),
) -> Vec<Entry> {
    let plan = Plan::new(from, to, TODAY, Horizon::YearAhead).unwrap();
    let mut progress = Progress::start(&plan);
    let mut all = Vec::new();
    let mut list: Vec<Entry> = Vec::new();
    for number in 0.. {
        meanwhile(number, bank);
        // What is kept between two pages survives being written.
        let text = serde_json::to_string(&progress).unwrap();
        progress = serde_json::from_str(&text).unwrap();
        let days = match progress.source {
            Source::Historic => plan.historic.unwrap(),
            Source::Recent => plan.recent.unwrap(),
        };
        if paging == Paging::Live || progress.query.is_none() {
            let asked = |entry: &&Entry| (days.first..=days.last).contains(&entry.bank_day());
            list = bank.iter().filter(asked).cloned().collect();
            list.sort_by_key(|entry| std::cmp::Reverse(entry.bank_day()));
        }
        let page: usize = progress.query.as_deref().map_or(0, |q| q.parse().unwrap());
        let items: Vec<Entry> = list.iter().skip(page * size).take(size).cloned().collect();
        let more = (page + 1) * size < list.len();
        let next = more.then(|| (page + 1).to_string());
        let (taken, next) = progress.take(&plan, &READING, items, next);
        all.extend(taken);
        match next {
            Some(next) => progress = next,
            None => break,
        }
    }
    all
}

fn ids(entries: &[Entry]) -> Vec<&str> {
    let mut ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn every_range_is_read_once_whatever_day_the_bank_writes() {
    let mut bank: Vec<Entry> = (-20..40)
        .flat_map(|age| [-1, 0, 1].map(|shift| (age, shift)))
        .map(|(age, shift)| Entry::booked(format!("{age}/{shift}"), age, shift))
        .collect();
    for first in -15..35 {
        for last in -15..=first {
            let (from, to) = (days_on(TODAY, -first), days_on(TODAY, -last));
            let wanted: Vec<Entry> = bank
                .iter()
                .filter(|entry| (last..=first).contains(&entry.age))
                // The documented limit: the list that goes back six days ends there.
                .filter(|entry| first != RECENT || entry.bank_shift - entry.age >= -RECENT)
                .cloned()
                .collect();
            for size in [3, 1_000] {
                let found = read(from, to, size, &mut bank, |_, _| {});
                assert_eq!(ids(&found), ids(&wanted), "{first} to {last} by {size}");
            }
        }
    }
}

#[test]
fn what_settles_while_it_is_read_comes_once_as_booked() {
    // Settled before each possible page, on the same day or one beside it.
    for (age, settles_at, day_settled) in
        (3..9).flat_map(|age| (0..12).flat_map(move |at| [-1, 0, 1].map(|by| (age, at, age + by))))
    {
        let mut bank: Vec<Entry> = (0..12)
            .map(|age| Entry::booked(format!("b{age}"), age, 0))
            .collect();
        bank.push(Entry::open("p", age));
        let from = days_on(TODAY, -11);
        let (paging, days) = (Paging::Frozen, (from, TODAY));
        let found = read_by(paging, days, 2, &mut bank, |number, bank| {
            if number == settles_at {
                let entry = bank.iter_mut().find(|entry| entry.id == "p").unwrap();
                *entry = Entry::booked("p", day_settled, 0);
            }
        });
        let case = format!("{age} settles at {settles_at} on {day_settled}");
        let of_it: Vec<&Entry> = found.iter().filter(|entry| entry.id == "p").collect();
        assert_eq!(of_it.len(), 1, "{case}: {of_it:?}");
        assert_eq!(
            found.iter().filter(|entry| entry.id != "p").count(),
            12,
            "{case}"
        );
    }
}

#[test]
fn what_was_seen_in_progress_and_then_booked_is_not_told_in_progress() {
    let mut bank = vec![Entry::open("p", 9), Entry::booked("x", 1, 0)];
    let found = read(days_on(TODAY, -30), TODAY, 1, &mut bank, |number, bank| {
        if number == 1 {
            bank[0] = Entry::booked("p", 2, 0);
        }
    });
    assert_eq!(ids(&found), ["p", "x"]);
    assert!(found.iter().all(|entry| entry.booked));
}

#[test]
fn old_and_new_entries_in_progress_come_last_and_once() {
    let mut bank = vec![
        Entry::open("old", 20),
        Entry::open("joint", 5),
        Entry::open("new", 1),
        Entry::open("due", -3),
        Entry::booked("b", 2, 0),
    ];
    let (from, to) = (days_on(TODAY, -30), days_on(TODAY, 10));
    let found = read(from, to, 1, &mut bank, |_, _| {});
    assert_eq!(found[0].id, "b");
    assert_eq!(ids(&found), ["b", "due", "joint", "new", "old"]);
}

#[test]
fn entries_that_share_a_provisional_id_are_all_kept() {
    let shared = |cents| Entry {
        cents,
        ..Entry::open("0000000000", 1)
    };
    // Two alike on one page are two; a page repeated by a shift is not read twice.
    let mut bank = vec![shared(1), shared(2), shared(3), shared(3)];
    let found = read(days_on(TODAY, -2), TODAY, 10, &mut bank, |_, _| {});
    assert_eq!(found.len(), 4);
}

#[test]
fn booked_entries_of_one_id_are_told_apart_by_what_is_final() {
    let other = Entry {
        cents: 7,
        ..Entry::booked("same", 1, 0)
    };
    let mut bank = vec![Entry::booked("same", 1, 0), other];
    let found = read(days_on(TODAY, -2), TODAY, 1, &mut bank, |_, _| {});
    assert_eq!(found.len(), 2);
}

#[test]
fn what_comes_in_while_pages_are_read_does_not_repeat_the_page_before() {
    let mut bank: Vec<Entry> = (1..5)
        .map(|age| Entry::booked(format!("b{age}"), age, 0))
        .collect();
    let found = read(days_on(TODAY, -5), TODAY, 2, &mut bank, |number, bank| {
        if number == 1 {
            bank.push(Entry::booked("late", 0, 0));
        }
    });
    assert_eq!(ids(&found), ["b1", "b2", "b3", "b4"]);
}

#[test]
fn the_dear_list_is_asked_for_only_what_the_cheap_one_does_not_have() {
    let plan = |from: i64, to: i64| {
        let (from, to) = (days_on(TODAY, -from), days_on(TODAY, -to));
        let plan = Plan::new(from, to, TODAY, Horizon::YearAhead).unwrap();
        let ages = |days: Days| {
            let age = |day: Date| (TODAY - day).whole_days();
            (age(days.first), age(days.last))
        };
        (plan.historic.map(ages), plan.recent.map(ages))
    };
    assert_eq!(plan(0, 0), (None, Some((1, -1))));
    assert_eq!(plan(6, 0), (None, Some((6, -1))));
    assert_eq!(plan(7, 0), (Some((8, 4)), Some((5, -1))));
    assert_eq!(plan(30, 6), (Some((31, 5)), None));
    assert_eq!(plan(30, 5), (Some((31, 4)), None));
    assert_eq!(plan(30, 4), (Some((31, 4)), Some((5, 3))));
    assert_eq!(plan(365, -365), (Some((365, 4)), Some((5, -365))));
}

#[test]
fn ranges_that_banks_do_not_keep_are_refused_by_the_name_of_the_day() {
    let refused = |from, to, horizon| Plan::new(from, to, TODAY, horizon).unwrap_err().to_string();
    let year = Horizon::YearAhead;
    assert!(refused(TODAY, days_on(TODAY, -1), year).contains("(from)"));
    assert!(refused(date!(2025 - 11 - 21), TODAY, year).contains("(from)"));
    assert!(refused(TODAY, date!(2027 - 11 - 23), year).contains("(to)"));
    assert!(refused(TODAY, date!(2026 - 11 - 23), Horizon::Today).contains("(to)"));
    let leap = Plan::new(
        date!(2027 - 02 - 28),
        date!(2028 - 02 - 29),
        date!(2028 - 02 - 29),
        year,
    );
    assert!(leap.is_ok());
}

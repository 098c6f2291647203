//! The days of every account, with what is not known left unknown.
//!
//! A day that no source answered for has no flow: not zero, nothing. So has the group's total of that
//! day; what the others told stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;

use super::account::Account;
use super::merge::{Doubt, Known, merged};
use super::store::{Days, Feed};

/// What came and went on a day, in cents; what went is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    pub(super) inflow: i64,
    pub(super) outflow: i64,
    pub(super) movements: usize,
}

impl Flow {
    pub(super) fn net(self) -> i64 {
        self.inflow + self.outflow
    }

    fn add(&mut self, cents: i64) {
        self.movements += 1;
        match cents < 0 {
            true => self.outflow += cents,
            false => self.inflow += cents,
        }
    }

    fn join(&mut self, other: Self) {
        self.inflow += other.inflow;
        self.outflow += other.outflow;
        self.movements += other.movements;
    }
}

/// A day of one account; `None` is a gap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) flow: Option<Flow>,
    pub(super) balance: Option<i64>,
}

/// One account, by whoever tells of it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) account: Account,
    pub(super) days: BTreeMap<Date, Cell>,
    pub(super) movements: Vec<Known>,
    pub(super) doubts: Vec<Doubt>,
}

/// A day of all accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Total {
    /// Of the accounts that are known.
    pub(super) flow: Flow,
    pub(super) balance: i64,
    pub(super) flows_missing: usize,
    pub(super) balances_missing: usize,
}

/// Everything that is shown.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) days: Days,
    pub(super) lines: Vec<Line>,
    pub(super) totals: BTreeMap<Date, Total>,
}

impl Picture {
    /// Joins the feeds of each account, and adds up.
    pub(super) fn of(days: Days, feeds: Vec<Feed>) -> Self {
        let mut by_account: BTreeMap<(String, String), Vec<Feed>> = BTreeMap::new();
        for feed in feeds {
            let account = &feed.account;
            let key = (account.company.clone(), account.key.clone());
            by_account.entry(key).or_default().push(feed);
        }
        let lines = by_account.into_values();
        let lines: Vec<Line> = lines.filter_map(|feeds| Line::of(days, feeds)).collect();
        let totals = days.iter().map(|day| (day, total(&lines, day))).collect();
        Self {
            days,
            lines,
            totals,
        }
    }

    /// How many days of accounts have no flow.
    pub(super) fn gaps(&self) -> usize {
        self.totals.values().map(|total| total.flows_missing).sum()
    }

    pub(super) fn doubts(&self) -> impl Iterator<Item = (&Line, &Doubt)> {
        let lines = self.lines.iter();
        lines.flat_map(|line| line.doubts.iter().map(move |doubt| (line, doubt)))
    }

    pub(super) fn movements(&self) -> usize {
        self.lines.iter().map(|line| line.movements.len()).sum()
    }
}

impl Line {
    /// The bank's own feed comes first, so its words and balances win.
    fn of(days: Days, mut feeds: Vec<Feed>) -> Option<Self> {
        feeds.sort_by(|one, other| {
            let key = |feed: &Feed| (feed.account.source, feed.account.id.clone());
            key(one).cmp(&key(other))
        });
        let account = feeds.first()?.account.clone();
        let found = merged(
            feeds
                .iter()
                .map(|feed| (feed.account.source, &*feed.movements)),
        );
        let covered: BTreeSet<Date> = feeds
            .iter()
            .flat_map(|feed| &feed.covered)
            .copied()
            .collect();
        let mut flows: BTreeMap<Date, Flow> = BTreeMap::new();
        for known in &found.movements {
            let flow = flows.entry(known.movement.day).or_default();
            flow.add(known.movement.cents);
        }
        let told = feeds.iter().rev().flat_map(|feed| &feed.balances);
        let balances: BTreeMap<Date, i64> = told.map(|one| (one.day, one.cents)).collect();
        let cell = |day: Date| Cell {
            flow: covered
                .contains(&day)
                .then(|| flows.get(&day).copied().unwrap_or_default()),
            balance: balances.get(&day).copied(),
        };
        Some(Self {
            days: days.iter().map(|day| (day, cell(day))).collect(),
            account,
            movements: found.movements,
            doubts: found.doubts,
        })
    }
}

fn total(lines: &[Line], day: Date) -> Total {
    let mut total = Total::default();
    for line in lines {
        let cell = line.days.get(&day).copied().unwrap_or_default();
        match cell.flow {
            Some(flow) => total.flow.join(flow),
            None => total.flows_missing += 1,
        }
        match cell.balance {
            Some(cents) => total.balance += cents,
            None => total.balances_missing += 1,
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::super::account::Source;
    use super::super::store::{Balance, Movement};
    use super::*;
    use time::macros::date;

    fn feed(source: Source, key: &str, covered: &[Date], moved: &[(Date, i64)]) -> Feed {
        let movements = moved.iter().enumerate().map(|(at, (day, cents))| Movement {
            id: at.to_string(),
            day: *day,
            cents: *cents,
            end_to_end_id: None,
            text: "PIX".to_owned(),
        });
        Feed {
            account: Account {
                source,
                id: source.as_str().to_owned(),
                key: key.to_owned(),
                bank: "Banco".to_owned(),
                company: "Padaria".to_owned(),
                cnpj: "11222333000181".to_owned(),
            },
            movements: movements.collect(),
            covered: covered.iter().copied().collect(),
            balances: vec![Balance {
                day: date!(2026 - 11 - 02),
                cents: 700,
            }],
        }
    }

    const FIRST: Date = date!(2026 - 11 - 01);
    const SECOND: Date = date!(2026 - 11 - 02);
    const BOTH: Days = Days {
        first: FIRST,
        last: SECOND,
    };

    #[test]
    fn a_quiet_day_is_zero_and_an_unanswered_one_is_nothing() {
        let picture = Picture::of(BOTH, vec![feed(Source::OpenFinance, "a", &[FIRST], &[])]);
        let days = &picture.lines[0].days;
        assert_eq!(days[&FIRST].flow, Some(Flow::default()));
        assert_eq!(days[&SECOND].flow, None);
        assert_eq!(days[&FIRST].balance, None, "a balance is never worked out");
        assert_eq!(picture.gaps(), 1);
    }

    #[test]
    fn another_source_closes_a_gap_and_doubles_nothing() {
        let bank = feed(Source::OpenFinance, "a", &[FIRST], &[(FIRST, 500)]);
        let moved = [(FIRST, 500), (SECOND, -200)];
        let belvo = feed(Source::Belvo, "a", &[FIRST, SECOND], &moved);
        let picture = Picture::of(BOTH, vec![belvo, bank]);
        assert_eq!((picture.lines.len(), picture.gaps()), (1, 0));
        assert_eq!(picture.lines[0].account.source, Source::OpenFinance);
        assert_eq!(picture.totals[&FIRST].flow.inflow, 500);
        assert_eq!(picture.totals[&SECOND].flow.net(), -200);
        assert_eq!(picture.totals[&SECOND].balance, 700);
    }

    #[test]
    fn a_total_says_how_many_accounts_it_lacks() {
        let one = feed(Source::OpenFinance, "a", &[FIRST, SECOND], &[(SECOND, 500)]);
        let other = feed(Source::Belvo, "b", &[FIRST], &[]);
        let total = Picture::of(BOTH, vec![one, other]).totals[&SECOND];
        assert_eq!((total.flow.inflow, total.flows_missing), (500, 1));
        assert_eq!(total.balances_missing, 0);
    }
}

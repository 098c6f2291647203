//! Two lists of a bank read as one: what is asked of which, and what is taken from each page.
//!
//! Nothing in here asks for anything; [`MovementsRequest`](crate::api::MovementsRequest) does.

use aws_lc_rs::digest;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// What is to be known of a transaction of any kind.
pub(crate) struct Reading<T> {
    /// The bank's identifier of it.
    pub(crate) id: fn(&T) -> &str,
    /// What stays the same of it once it is booked.
    pub(crate) content: fn(&T) -> String,
    /// Its day in Brasília.
    pub(crate) day: fn(&T) -> Date,
    /// Whether all of this is final.
    pub(crate) is_booked: fn(&T) -> bool,
    /// How far banks tell of it.
    pub(crate) horizon: Horizon,
}

/// Up to when banks tell of transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Horizon {
    Today,
    YearAhead,
}

/// Days to ask a bank for, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// What to ask of which list.
///
/// The recent list goes back six days, as the bank counts them, and the historic one is dear. Banks
/// may date a transaction a day earlier or later than we do, it may move by a day when it settles,
/// and the day may end while we read. So each list is asked for a day more than is wanted, and the
/// two overlap where they meet:
///
/// ```text
///            from                        today-5  today-4           to
/// historic  |-1 ............................................|
/// recent                                |............................. +1|
/// ```
///
/// What comes in both is told apart by [`Mark`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    wanted: Days,
    pub(crate) historic: Option<Days>,
    pub(crate) recent: Option<Days>,
    today: Date,
}

/// How many days before today the recent list begins.
const RECENT: i64 = 6;
/// How many days before today we begin to ask it, next to the historic one.
const JOINT: i64 = 5;

impl Plan {
    pub(crate) fn new(from: Date, to: Date, today: Date, horizon: Horizon) -> Result<Self> {
        let earliest = years_on(today, -1);
        let latest = match horizon {
            Horizon::Today => today,
            Horizon::YearAhead => years_on(today, 1),
        };
        if from > to {
            return Err(Error::input(
                "the first day (from) is after the last one (to); exchange them",
            ));
        }
        if from < earliest {
            return Err(Error::input(
                "the first day (from) is more than twelve months ago, and banks tell no more",
            ));
        }
        if to > latest {
            return Err(Error::input(match horizon {
                Horizon::Today => "the last day (to) is after today in Brasília",
                Horizon::YearAhead => "the last day (to) is more than twelve months ahead",
            }));
        }
        let recent_begins = days_on(today, -RECENT);
        let (first, last) = (days_on(from, -1), days_on(to, 1).min(latest));
        let joint = days_on(today, -JOINT);
        let only_recent = from >= recent_begins;
        let historic = Days {
            first: first.max(earliest),
            last: last.min(days_on(joint, 1)),
        };
        let recent = Days {
            first: match only_recent {
                true => first.max(recent_begins),
                false => joint,
            },
            last,
        };
        Ok(Self {
            wanted: Days {
                first: from,
                last: to,
            },
            historic: (!only_recent).then_some(historic),
            recent: (only_recent || last > historic.last).then_some(recent),
            today,
        })
    }

    fn wants(&self, day: Date) -> bool {
        (self.wanted.first..=self.wanted.last).contains(&day)
    }

    /// Whether the recent list will tell of the same day again.
    fn comes_again(&self, day: Date) -> bool {
        self.recent.is_some() && day > days_on(self.today, -JOINT - 2)
    }

    /// Whether the recent list is sure to tell of what is not booked on this day.
    fn is_left_to_recent(&self, day: Date) -> bool {
        self.recent.is_some() && day > days_on(self.today, -JOINT)
    }
}

fn days_on(day: Date, days: i64) -> Date {
    day.saturating_add(Duration::days(days))
}

fn years_on(day: Date, years: i32) -> Date {
    let year = day.year().saturating_add(years);
    // Only 29 February can fail, and the end of the calendar.
    let same = day.replace_year(year);
    same.or_else(|_| days_on(day, -1).replace_year(year))
        .unwrap_or(day)
}

/// The list being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Source {
    Historic,
    Recent,
}

/// Tells a booked transaction from all others: hashes of its id, and of what else is final of it.
/// The id alone should do; a bank that gives one id twice must not cost a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
struct Mark(u64, u64);

impl Mark {
    fn of<T>(transaction: &T, reading: &Reading<T>) -> Self {
        let content = (reading.content)(transaction);
        Self(hash((reading.id)(transaction)), hash(&content))
    }
}

/// The same in every run, for marks are kept.
fn hash(text: &str) -> u64 {
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    let bytes = digest.as_ref().iter().take(8);
    bytes.fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

/// Where reading goes on, and what has to be remembered until then.
///
/// What is not booked is held back to the end: until then it may turn out to be booked, and then
/// only that is told.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Progress<T> {
    pub(crate) source: Source,
    /// The query of the page to read; none for the first.
    pub(crate) query: Option<String>,
    /// Booked transactions of the days that come again in the recent list.
    told: Vec<Mark>,
    /// Booked transactions of the page before: when something new comes in, lists that are paged by
    /// number repeat the end of it.
    told_last: Vec<Mark>,
    #[serde(bound = "T: Serialize + serde::de::DeserializeOwned")]
    open: Vec<T>,
}

impl<T> Progress<T> {
    pub(crate) fn start(plan: &Plan) -> Self {
        Self {
            source: match plan.historic {
                Some(_) => Source::Historic,
                None => Source::Recent,
            },
            query: None,
            told: Vec::new(),
            told_last: Vec::new(),
            open: Vec::new(),
        }
    }
}

impl<T: PartialEq> Progress<T> {
    /// Takes in a page: what is to be handed out, and where to go on.
    pub(crate) fn take(
        mut self,
        plan: &Plan,
        reading: &Reading<T>,
        page: Vec<T>,
        next: Option<String>,
    ) -> (Vec<T>, Option<Self>) {
        let mut booked = Vec::new();
        let mut open = Vec::new();
        let mut told_now = Vec::new();
        for transaction in page {
            let day = (reading.day)(&transaction);
            if (reading.is_booked)(&transaction) {
                let id = (reading.id)(&transaction);
                self.open.retain(|held| (reading.id)(held) != id);
                open.retain(|held| (reading.id)(held) != id);
                let mark = Mark::of(&transaction, reading);
                if plan.wants(day) && !self.has_told(mark) {
                    told_now.push((mark, day));
                    booked.push(transaction);
                }
            } else if plan.wants(day) && !self.skips(plan, &transaction, reading) {
                open.push(transaction);
            }
        }
        self.open.append(&mut open);
        self.remember(plan, told_now);
        self.query = next;
        match (&self.query, self.source) {
            (Some(_), _) => (booked, Some(self)),
            (None, Source::Historic) if plan.recent.is_some() => {
                self.source = Source::Recent;
                self.told_last.clear();
                (booked, Some(self))
            }
            (None, _) => {
                booked.append(&mut self.open);
                (booked, None)
            }
        }
    }

    fn has_told(&self, mark: Mark) -> bool {
        self.told.contains(&mark) || self.told_last.contains(&mark)
    }

    /// Whether something that is not booked comes later anyway, or has come before.
    fn skips(&self, plan: &Plan, transaction: &T, reading: &Reading<T>) -> bool {
        if self.source == Source::Historic && plan.is_left_to_recent((reading.day)(transaction)) {
            return true;
        }
        let id = hash((reading.id)(transaction));
        let told = self.told.iter().chain(&self.told_last);
        told.into_iter().any(|mark| mark.0 == id) || self.open.contains(transaction)
    }

    fn remember(&mut self, plan: &Plan, told: Vec<(Mark, Date)>) {
        if self.source == Source::Historic {
            let again = told.iter().filter(|(_, day)| plan.comes_again(*day));
            self.told.extend(again.map(|(mark, _)| *mark));
        }
        self.told_last = told.into_iter().map(|(mark, _)| mark).collect();
    }
}

#[cfg(test)]
mod tests;

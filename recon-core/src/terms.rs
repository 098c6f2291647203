//! What only some entries carry: fees known beforehand, agreed discounts, what a payment says it
//! pays. Kept beside the rows, so that the others cost nothing.

use crate::day;
use crate::entry::{Entry, Remitted};
use brazil_types::calendar::{self, Roll};
use time::Date;

/// A field of an entry and what is wrong with it.
type Problem = (&'static str, &'static str);

/// The terms of one entry. Amounts without sign unless said otherwise.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    /// What the acquirer keeps.
    pub(crate) fee: Option<i64>,
    /// What is asked for instead of the amount, signed.
    pub(crate) due_amount: Option<i64>,
    /// So much less until this Julian day.
    pub(crate) discount: Option<(i32, i64)>,
    /// The Julian day it was due, where lags are measured from the day it was paid.
    pub(crate) due_day: Option<i32>,
    /// The last day on which it is not late: the due day, or the business day after it.
    pub(crate) last_day: Option<i32>,
    pub(crate) installments: Option<u32>,
    pub(crate) remittance: Vec<Remitted>,
}

impl Terms {
    /// The entry's terms, checked against its amount.
    pub(crate) fn of(entry: &Entry) -> Result<Self, Problem> {
        const TOO_MUCH: &str =
            "must be between zero and the amount; give minor units without a sign";
        let fits =
            |part: i64| u64::try_from(part).is_ok_and(|part| part <= entry.amount.unsigned_abs());
        if entry.fee.is_some_and(|fee| !fits(fee)) {
            return Err(("fee", TOO_MUCH));
        }
        if entry.discount.is_some_and(|d| !fits(d.amount)) {
            return Err(("discount", TOO_MUCH));
        }
        let opposite = |due: i64| due.signum() * entry.amount.signum() < 0;
        if entry.due_amount.is_some_and(opposite) {
            return Err((
                "due_amount",
                "has the other sign than the amount; money in is positive in both",
            ));
        }
        if entry.installments == Some(0) {
            return Err((
                "installments",
                "must be at least 1; leave it out when unknown",
            ));
        }
        let last_day =
            |until: Date| day::number(calendar::roll(until, Roll::Following).unwrap_or(until));
        let due = entry.paid_on.map(|_| entry.date);
        Ok(Self {
            fee: entry.fee,
            due_amount: entry.due_amount,
            discount: entry.discount.map(|d| (last_day(d.until), d.amount)),
            due_day: due.map(day::number),
            last_day: due.map(last_day),
            installments: entry.installments,
            remittance: entry.remittance.clone(),
        })
    }
}

/// The terms of a book's rows, for those that have any.
#[derive(Clone, Default)]
pub(crate) struct RowTerms {
    rows: Vec<(u32, Terms)>,
    has_fees: bool,
}

impl RowTerms {
    /// Adds those of the entry at this position, positions rising.
    pub(crate) fn push(&mut self, position: u32, terms: Terms) {
        if terms != Terms::default() {
            self.has_fees |= terms.fee.is_some();
            self.rows.push((position, terms));
        }
    }

    /// Goes over from positions to rows; given the position of each row in order.
    pub(crate) fn renumber(&mut self, positions: impl Iterator<Item = u32>) {
        if self.rows.is_empty() {
            return;
        }
        let mut wanted: Vec<(u32, u32)> = (0..).zip(positions).map(|(row, at)| (at, row)).collect();
        wanted.sort_unstable();
        let mut places = wanted.into_iter();
        for (at, _) in &mut self.rows {
            // Both rise, so each place is found further on.
            if let Some((_, row)) = places.find(|(position, _)| position == at) {
                *at = row;
            }
        }
        self.rows.sort_unstable_by_key(|(row, _)| *row);
    }

    /// The terms of a row, if it has any.
    pub(crate) fn of(&self, row: u32) -> Option<&Terms> {
        let at = self.rows.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.rows.get(at).map(|(_, terms)| terms)
    }

    /// Rows with terms, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &Terms)> {
        self.rows.iter().map(|(row, terms)| (*row, terms))
    }

    pub(crate) fn have_fees(&self) -> bool {
        self.has_fees
    }
}

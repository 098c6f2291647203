//! Why each entry that is still open stayed open.
#![allow(
    clippy::indexing_slicing,
    reason = "row numbers come from the books themselves"
)]

use super::Run;
use super::claims::same_payment;
use super::memo::Memo;
use super::same_side::{is_return_of, says_return};
use super::scoring::is_different;
use crate::book::{Book, EntryIndex, HashedMap, NONE, Row};
use crate::hash;
use crate::outcome::{Difference, Open, OpenReason};
use crate::threads;

/// Two equal payments further apart than this are two months' rent, not a repetition.
const DUPLICATE_DAYS: i32 = 35;
/// A payer's entries further away than this do not explain anything.
const NEARBY_DAYS: u32 = 60;
/// Entries that one thread takes at a time.
const RUN: usize = 256;
/// How many look-alikes are compared per open entry.
const NEAREST: usize = 16;

/// How words for the bank's own charges begin.
const FEE_WORDS: [&str; 9] = [
    "TARIF",
    "TAR",
    "IOF",
    "CESTA",
    "ANUIDADE",
    "JUROS",
    "MANUTENCAO",
    "ENCARGO",
    "MULTA",
];

/// Which entries of the other side each matched entry went to.
struct Partners {
    of_left: Vec<u32>,
    of_right: Vec<u32>,
}

impl Run<'_> {
    pub(super) fn explain_open(&mut self) -> (Vec<Open>, Vec<Open>) {
        self.read_mentions();
        let partners = self.partners();
        let today = self
            .left
            .rows()
            .last()
            .into_iter()
            .chain(self.right.rows().last())
            .map(|r| r.day)
            .max();
        let today = today.unwrap_or(0);
        let mut pending = std::mem::take(&mut self.pending);
        pending.sort_unstable_by_key(|e| (e.left, std::cmp::Reverse(e.score), e.right));
        let left_twins = Twins::of(self.left, &self.left_taken);
        let right_twins = Twins::of(self.right, &self.right_taken);
        let amounts = self.open_right_by_amount();
        let open_left = open_rows(&self.left_taken, self.left, today, |row| {
            self.left_reason(row, &partners, &left_twins, &pending, &amounts)
        });
        pending.sort_unstable_by_key(|e| (e.right, std::cmp::Reverse(e.score), e.left));
        let open_right = open_rows(&self.right_taken, self.right, today, |row| {
            self.right_reason(row, &partners, &right_twins, &pending)
        });
        (open_left, open_right)
    }

    fn partners(&self) -> Partners {
        let mut partners = Partners {
            of_left: vec![NONE; self.left.len()],
            of_right: vec![NONE; self.right.len()],
        };
        let reviewed = self.outcome.reviews.iter().map(|r| &r.proposal);
        for found in self.outcome.matches.iter().chain(reviewed) {
            let (left, right) = (found.left.first(), found.right.first());
            for l in &found.left {
                partners.of_left[l.row()] = right.map_or(NONE, |r| r.0);
            }
            for r in &found.right {
                partners.of_right[r.row()] = left.map_or(NONE, |l| l.0);
            }
        }
        partners
    }

    fn left_reason(
        &self,
        left: u32,
        partners: &Partners,
        twins: &Twins,
        pending: &[super::claims::Edge],
        amounts: &[(i64, i32, u32)],
    ) -> OpenReason {
        let row = self.left_row(left);
        if let Some(reason) = own_side_reason(self.left, left, twins) {
            return reason;
        }
        if row.amount < 0 && says_fee(self.left, row) {
            return OpenReason::LooksLikeFee;
        }
        let from = pending.partition_point(|e| e.left < left);
        if let Some(best) = pending[from..].first().filter(|e| e.left == left) {
            let by = partners.of_right[best.right as usize];
            return claimed(best.right, by);
        }
        self.nearest_right(left, partners, amounts)
    }

    fn right_reason(
        &self,
        right: u32,
        partners: &Partners,
        twins: &Twins,
        pending: &[super::claims::Edge],
    ) -> OpenReason {
        if let Some(reason) = own_side_reason(self.right, right, twins) {
            return reason;
        }
        let from = pending.partition_point(|e| e.right < right);
        match pending[from..].first().filter(|e| e.right == right) {
            Some(best) => claimed(best.left, partners.of_left[best.left as usize]),
            None => OpenReason::NoCandidate,
        }
    }

    fn open_right_by_amount(&self) -> Vec<(i64, i32, u32)> {
        let open = (0_u32..)
            .zip(self.right.rows())
            .filter(|(r, _)| self.is_right_open(*r));
        let mut list: Vec<(i64, i32, u32)> = open
            .map(|(r, row)| (self.expected(r), row.day, r))
            .collect();
        list.sort_unstable();
        list
    }

    /// The open entry of the same payer with the nearest amount, or of the same amount on the
    /// nearest day.
    fn nearest_right(
        &self,
        left: u32,
        partners: &Partners,
        amounts: &[(i64, i32, u32)],
    ) -> OpenReason {
        let row = self.left_row(left);
        let of_payer: Vec<u32> = self
            .mentioned_by(left)
            .next()
            .into_iter()
            .flat_map(|n| self.payers.rows(n.payer))
            .copied()
            .filter(|r| self.right_row(*r).day.abs_diff(row.day) <= NEARBY_DAYS)
            .take(1_024)
            .collect();
        let fits =
            |r: &&u32| self.expected(**r) == row.amount && partners.of_right[**r as usize] != NONE;
        if let Some(taken) = of_payer.iter().find(fits) {
            return claimed(*taken, partners.of_right[*taken as usize]);
        }
        let near = of_payer.into_iter().filter(|r| self.is_right_open(*r));
        let by_amount = |r: &u32| {
            (
                self.expected(*r).abs_diff(row.amount),
                self.right_row(*r).day.abs_diff(row.day),
                *r,
            )
        };
        let same_amount = || {
            let at = amounts.partition_point(|a| (a.0, a.1) < (row.amount, row.day));
            let around = &amounts[at.saturating_sub(NEAREST)..amounts.len().min(at + NEAREST)];
            let equal = around.iter().filter(|a| a.0 == row.amount).map(|a| a.2);
            equal.min_by_key(|r| (self.right_row(*r).day.abs_diff(row.day), *r))
        };
        let Some(right) = near.min_by_key(by_amount).or_else(same_amount) else {
            return OpenReason::NoCandidate;
        };
        OpenReason::Nearest {
            candidate: EntryIndex(right),
            differs: self.differences(left, right, &Memo::of(self.left, row)),
        }
    }

    fn differences(&self, left: u32, right: u32, memo: &Memo<'_>) -> Vec<Difference> {
        let (l, r) = (self.left_row(left), self.right_row(right));
        let mut differs = Vec::new();
        let amount = self.expected(right).saturating_sub(l.amount);
        if amount != 0 {
            differs.push(Difference::Amount(amount));
        }
        let window = l.day.saturating_sub(self.plan.days_after)
            ..=l.day.saturating_add(self.plan.days_before);
        if !window.contains(&r.day) {
            differs.push(Difference::Date(l.lag_after(r)));
        }
        if self.payers.agreement(memo, right).is_some_and(is_different) {
            differs.push(Difference::Name);
        }
        let keys = |book: &Book, row| {
            let told = book.references(row).iter().filter(|r| !r.bare);
            told.map(|r| r.key).collect::<Vec<_>>()
        };
        let (ours, theirs) = (keys(self.left, l), keys(self.right, r));
        if !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|k| theirs.contains(k)) {
            differs.push(Difference::Reference);
        }
        if differs.is_empty() {
            differs.push(Difference::Evidence);
        }
        differs
    }
}

fn open_rows(
    taken: &[bool],
    book: &Book,
    today: i32,
    reason: impl Fn(u32) -> OpenReason + Send + Sync,
) -> Vec<Open> {
    threads::gather(
        &super::open(taken),
        RUN,
        || (),
        |(), row, found| {
            found.push(Open {
                entry: EntryIndex(*row),
                reason: reason(*row),
                age_days: today.saturating_sub(book.rows()[*row as usize].day),
            });
        },
    )
}

fn claimed(candidate: u32, by: u32) -> OpenReason {
    let candidate = EntryIndex(candidate);
    if by == NONE {
        OpenReason::Nearest {
            candidate,
            differs: vec![Difference::Evidence],
        }
    } else {
        OpenReason::TakenByBetterClaim {
            candidate,
            by: EntryIndex(by),
        }
    }
}

fn own_side_reason(book: &Book, row: u32, twins: &Twins) -> Option<OpenReason> {
    if says_return(book, &book.rows()[row as usize]) {
        let original = twins
            .opposites(book, row)
            .find(|other| is_return_of(book, *other, row));
        return original.map(|of| OpenReason::LooksLikeReversal { of: EntryIndex(of) });
    }
    twins
        .repeated(book, row)
        .map(|of| OpenReason::LooksLikeDuplicate { of: EntryIndex(of) })
}

fn says_fee(book: &Book, row: &Row) -> bool {
    let text = if row.text == NONE {
        row.words
    } else {
        row.text
    };
    let is_fee = |word: &str| {
        FEE_WORDS.iter().any(|fee| {
            if fee.len() <= 3 {
                word == *fee
            } else {
                word.starts_with(fee)
            }
        })
    };
    text != NONE && book.symbols.get(text).split(' ').any(is_fee)
}

/// Entries of one side that have found their counterpart, by what they say and by amount.
struct Twins {
    by_claim: HashedMap<Vec<u32>>,
    by_amount: HashedMap<Vec<u32>>,
}

impl Twins {
    fn of(book: &Book, taken: &[bool]) -> Self {
        let mut wanted: HashedMap<Vec<u32>> = HashedMap::default();
        let mut amounts: HashedMap<Vec<u32>> = HashedMap::default();
        for (row, _) in book.rows().iter().zip(taken).filter(|(_, taken)| !**taken) {
            wanted.entry(claim_key(book, row)).or_default();
            if says_return(book, row) {
                amounts
                    .entry(hash::with_amount(1, row.amount.saturating_neg()))
                    .or_default();
            }
        }
        for ((at, row), _) in (0_u32..)
            .zip(book.rows())
            .zip(taken)
            .filter(|(_, taken)| **taken)
        {
            if let Some(list) = wanted.get_mut(&claim_key(book, row)) {
                list.push(at);
            }
            if let Some(list) = amounts.get_mut(&hash::with_amount(1, row.amount)) {
                list.push(at);
            }
        }
        Self {
            by_claim: wanted,
            by_amount: amounts,
        }
    }

    /// The latest matched entry before this one that says the same.
    fn repeated(&self, book: &Book, at: u32) -> Option<u32> {
        let row = &book.rows()[at as usize];
        let matched = self.by_claim.get(&claim_key(book, row))?;
        let near = |other: &&u32| {
            let other = &book.rows()[**other as usize];
            other.day.abs_diff(row.day) <= DUPLICATE_DAYS.unsigned_abs()
                && same_payment(book, other, row)
        };
        let says_something = row.words != NONE || book.references(row).iter().any(|r| !r.from_text);
        let before = matched.partition_point(|other| *other < at);
        let (earlier, later) = matched.split_at(before);
        let candidates = earlier
            .iter()
            .rev()
            .take(NEAREST)
            .chain(later.iter().take(NEAREST));
        says_something.then(|| candidates.copied().find(|o| near(&o)))?
    }

    fn opposites(&self, book: &Book, at: u32) -> impl Iterator<Item = u32> + '_ {
        let key = hash::with_amount(1, book.rows()[at as usize].amount.saturating_neg());
        let rows = self.by_amount.get(&key).map_or(&[][..], Vec::as_slice);
        let before = rows.partition_point(|row| *row < at);
        rows[..before].iter().rev().take(NEAREST).copied()
    }
}

/// Amount and references, or amount and words where there are no references.
fn claim_key(book: &Book, row: &Row) -> u64 {
    let given = book.references(row).iter().filter(|r| !r.from_text);
    let references = given.fold(0, |key, r| hash::pair(key, r.key));
    let says = if references == 0 {
        u64::from(row.words)
    } else {
        references
    };
    hash::with_amount(says, row.amount)
}

//! Which of a book's entries another entry may have to do with, looked up in sorted lists.
#![allow(
    clippy::indexing_slicing,
    reason = "sides and rows are numbered by the books themselves"
)]

use super::Side;
use crate::book::{Book, NONE, Row};
use crate::engine::{self, Memo, name_keys};
use crate::hash;
use crate::outcome::Outcome;
use crate::plan::{Plan, Step};
use crate::text;
use std::collections::BTreeMap;

/// Entries with one reference that are looked at.
const MOST_OF_REFERENCE: usize = 64;
/// Entries of one amount that are looked at, the nearest days first, and from how many on the names
/// must have something in common.
const MOST_OF_AMOUNT: usize = 32;
const FEW: usize = 8;
/// Unsettled entries of those who may be meant, the nearest days first: of payers and of cards.
const MOST_OF_PAYER: usize = 128;
const MOST_OF_CARDS: usize = 4_096;
/// Entries of the opposite amount in the same book.
const MOST_OPPOSITE: usize = 8;
/// A return comes, and a tax id still explains a payment, for so many days.
const RETURNED_WITHIN: u32 = 90;
const LATE_WITHIN: u32 = 180;

/// What leads from one entry to another, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lead {
    /// A reference, or a remittance.
    Reference,
    /// The amount, or in the same book its opposite.
    Amount,
    /// The payer's unsettled entries.
    Payer,
    /// The unsettled entries of a card.
    Card,
}

impl Lead {
    pub(super) fn next(self) -> Option<Self> {
        match self {
            Self::Reference => Some(Self::Amount),
            Self::Amount => Some(Self::Payer),
            Self::Payer => Some(Self::Card),
            Self::Card => None,
        }
    }
}

/// A match as rows of the two books.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) rows: [Vec<u32>; 2],
    pub(super) is_sure: bool,
    by_reference: bool,
}

/// A row of a part.
pub(super) type Place = (Side, u32);

/// Two books, what was matched between them, and where everything is.
pub(super) struct Part {
    pub(super) books: [Book; 2],
    nets: Vec<Option<i64>>,
    pub(super) known: Vec<Known>,
    /// For each row of each book its match in `known`, or [`NONE`].
    match_of: [Vec<u32>; 2],
    references: [Vec<(u64, u32)>; 2],
    amounts: [Vec<(i64, i32, u32)>; 2],
    /// Rows without a sure match, by who may be meant.
    payers: [Vec<(u64, i32, u32)>; 2],
    cards: [Vec<(u64, i32, u32)>; 2],
}

impl Part {
    /// The two books with what was found, if anything was looked for.
    pub(super) fn of(left: Book, right: Book, plan: &Plan, found: Option<&Outcome>) -> Self {
        let mut part = Self {
            nets: engine::nets(&right, plan),
            match_of: [vec![NONE; left.len()], vec![NONE; right.len()]],
            books: [left, right],
            known: Vec::new(),
            references: <[Vec<_>; 2]>::default(),
            amounts: <[Vec<_>; 2]>::default(),
            payers: <[Vec<_>; 2]>::default(),
            cards: <[Vec<_>; 2]>::default(),
        };
        found.into_iter().for_each(|found| part.note(found));
        for side in Side::BOTH {
            part.index(side);
        }
        part
    }

    fn note(&mut self, found: &Outcome) {
        let keyed = [Step::Remittance.name(), Step::ExactReference.name()];
        let sure = found.matches.iter().map(|m| (m, true));
        let reviews = found.reviews.iter().map(|r| (&r.proposal, false));
        for (found, is_sure) in sure.chain(reviews) {
            let rows = [&found.left, &found.right].map(|l| l.iter().map(|i| i.0).collect());
            let number = u32::try_from(self.known.len()).unwrap_or(NONE);
            let known = Known {
                rows,
                is_sure,
                by_reference: is_sure && keyed.contains(&found.rule),
            };
            for (rows, match_of) in known.rows.iter().zip(&mut self.match_of) {
                rows.iter().for_each(|row| match_of[*row as usize] = number);
            }
            self.known.push(known);
        }
    }

    fn index(&mut self, side: Side) {
        let at = side.slot();
        for row in 0..u32::try_from(self.books[at].len()).unwrap_or(NONE) {
            let place = (side, row);
            let day = self.row(place).day;
            let references = self.reference_keys(place);
            self.references[at].extend(references.into_iter().map(|key| (key, row)));
            let amounts = self.amounts_of(place);
            self.amounts[at].extend(amounts.map(|amount| (amount, day, row)));
            if self.match_at(place).is_none_or(|known| !known.is_sure) {
                let payers = self.payer_keys(place).into_iter();
                self.payers[at].extend(payers.map(|key| (key, day, row)));
                let cards = self.card_keys(place).into_iter();
                self.cards[at].extend(cards.map(|key| (key, day, row)));
            }
        }
        self.references[at].sort_unstable();
        self.amounts[at].sort_unstable();
        self.payers[at].sort_unstable();
        self.cards[at].sort_unstable();
    }

    pub(super) fn row(&self, (side, row): Place) -> &Row {
        &self.books[side.slot()].rows()[row as usize]
    }

    pub(super) fn match_at(&self, (side, row): Place) -> Option<&Known> {
        let number = self.match_of[side.slot()][row as usize];
        self.known.get(number as usize)
    }

    /// What the row is called where another book may name it: its references, its id, and the
    /// debts that it says it pays.
    fn reference_keys(&self, (side, row): Place) -> Vec<u64> {
        let book = &self.books[side.slot()];
        let own = book.references(&book.rows()[row as usize]).iter();
        let mut keys: Vec<u64> = own.map(|r| r.key).collect();
        let id_key = |id: &str| hash::pair(hash::bytes(id.as_bytes()), 7);
        match side {
            Side::Right => keys.push(id_key(book.id(crate::EntryIndex(row)))),
            Side::Left => {
                let terms = book.terms().of(row);
                for debt in terms.iter().flat_map(|t| &t.remittance) {
                    keys.push(id_key(debt.debt.trim()));
                    let number = text::reference_key(&debt.debt);
                    keys.extend(number.map(|n| hash::bytes(n.as_bytes())));
                }
            }
        }
        keys
    }

    /// The amount, and for a right row what it brings after fees.
    fn amounts_of(&self, place: Place) -> impl Iterator<Item = i64> + use<> {
        let amount = self.row(place).amount;
        let net = match place.0 {
            Side::Left => None,
            Side::Right => self.nets.get(place.1 as usize).copied().flatten(),
        };
        std::iter::once(amount).chain(net.filter(|net| *net != amount))
    }

    fn words(&self, place: Place) -> impl Iterator<Item = &str> {
        let symbol = self.row(place).words;
        let text = if symbol == NONE {
            ""
        } else {
            self.books[place.0.slot()].symbols.get(symbol)
        };
        text.split(' ').filter(|word| !word.is_empty())
    }

    fn payer_keys(&self, place: Place) -> Vec<u64> {
        let row = self.row(place);
        let words: Vec<text::Word<'_>> = self.words(place).map(text::Word::new).collect();
        let mut keys = name_keys(&words, place.0 == Side::Left);
        keys.extend((row.tax_id != 0).then_some(row.tax_id));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Acquirer, product and brand, word by word; for a line all words that may be one of them.
    fn card_keys(&self, place: Place) -> Vec<u64> {
        let row = self.row(place);
        let key = |word: &str| hash::pair(hash::bytes(word.as_bytes()), 9);
        let mut keys: Vec<u64> = match place.0 {
            Side::Left => self.words(place).map(key).collect(),
            Side::Right => {
                let tags = [row.acquirer, row.product, row.brand].into_iter();
                let tags = tags.filter(|tag| *tag != NONE);
                let texts = tags.map(|tag| self.books[1].symbols.get(tag));
                let words = texts.flat_map(|t| t.split(' ')).filter(|w| w.len() >= 3);
                words.map(key).collect()
            }
        };
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The rows of this part that the row of another part (or of this one) may have to do with, by
    /// one kind of clue.
    pub(super) fn near(&self, plan: &Plan, other: &Self, asked: Place, clue: Lead) -> Vec<Place> {
        match clue {
            Lead::Reference => self.by_reference(other, asked),
            Lead::Amount => {
                let mut found = self.by_amount(plan, other, asked);
                found.extend(self.opposite(other, asked));
                found
            }
            Lead::Payer => self.by_payer(plan, other, asked),
            Lead::Card => self.by_card(plan, other, asked),
        }
    }

    /// The other sides on which a payer or card is looked for: a line's debts, and for a debt also
    /// those that may have been paid with it.
    fn sides_of_group(asked: Place) -> &'static [Side] {
        match asked.0 {
            Side::Left => &[Side::Right],
            Side::Right => &Side::BOTH,
        }
    }

    fn by_reference(&self, other: &Self, asked: Place) -> Vec<Place> {
        let side = asked.0.other();
        let list = &self.references[side.slot()];
        let mut found = Vec::new();
        for key in other.reference_keys(asked) {
            let from = list.partition_point(|r| r.0 < key);
            let same = list[from..].iter().take_while(|r| r.0 == key);
            let places = same.map(|r| (side, r.1)).take(MOST_OF_REFERENCE);
            found.extend(places.filter(|p| may_meet(self.row(*p), other.row(asked))));
        }
        found
    }

    fn by_amount(&self, plan: &Plan, other: &Self, asked: Place) -> Vec<Place> {
        let side = asked.0.other();
        let (row, list) = (other.row(asked), &self.amounts[side.slot()]);
        let window = window(plan, asked.0, row.day);
        let mut near: Vec<(u32, u32)> = Vec::new();
        for amount in other.amounts_of(asked) {
            let tolerance = plan.tolerance_of(amount.saturating_add(plan.tolerance_of(amount)));
            let low = (amount.saturating_sub(tolerance), i32::MIN, 0);
            let from = list.partition_point(|a| *a < low);
            let high = amount.saturating_add(tolerance);
            let equal = list[from..].iter().take_while(|a| a.0 <= high);
            let in_time = equal.filter(|a| window.contains(&a.1));
            let free = in_time.filter(|a| {
                let known = self.match_at((side, a.2));
                known.is_none_or(|k| !k.by_reference) && may_meet(self.row((side, a.2)), row)
            });
            near.extend(free.map(|a| (a.1.abs_diff(row.day), a.2)));
        }
        if near.len() > FEW {
            near.retain(|(_, at)| self.may_be_named(other, asked, (side, *at)));
        }
        nearest(near, MOST_OF_AMOUNT, side)
    }

    /// Whether the two names have a beginning of a word in common, as far as there are names.
    fn may_be_named(&self, other: &Self, asked: Place, place: Place) -> bool {
        let (a, b) = (other.row(asked), self.row(place));
        let heads =
            |part: &Self, (side, _): Place, row| Memo::of(&part.books[side.slot()], row).heads;
        let (a_heads, b_heads) = (heads(other, asked, a), heads(self, place, b));
        a_heads == 0
            || b_heads == 0
            || a_heads & b_heads != 0
            || a.tax_id != 0 && a.tax_id == b.tax_id
    }

    /// Unsettled rows of those who may be meant: of the other side, and for a debt the payer's others.
    fn by_payer(&self, plan: &Plan, other: &Self, asked: Place) -> Vec<Place> {
        let row = other.row(asked);
        let keys = other.payer_keys(asked);
        let mut found = Vec::new();
        for side in Self::sides_of_group(asked) {
            let window = window(plan, asked.0, row.day);
            let mut shared: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
            for key in &keys {
                let same_tax_id = *key == row.tax_id;
                for (_, day, at) in with_key(&self.payers[side.slot()], *key) {
                    let in_time = if same_tax_id {
                        day.abs_diff(row.day) <= LATE_WITHIN
                    } else {
                        window.contains(day)
                    };
                    if in_time && may_meet(self.row((*side, *at)), row) {
                        let found = shared.entry(*at).or_insert((0, day.abs_diff(row.day)));
                        found.0 += if same_tax_id { 100 } else { 1 };
                    }
                }
            }
            let most = shared.values().map(|(keys, _)| *keys).max().unwrap_or(0);
            let best = shared.iter().filter(|(_, (keys, _))| *keys == most);
            let best = best.map(|(at, (_, days))| (*days, *at)).collect();
            found.extend(nearest(best, MOST_OF_PAYER, *side));
        }
        found
    }

    fn by_card(&self, plan: &Plan, other: &Self, asked: Place) -> Vec<Place> {
        let row = other.row(asked);
        let window = window(plan, asked.0, row.day);
        let keys = other.card_keys(asked);
        let mut found = Vec::new();
        for side in Self::sides_of_group(asked) {
            let same = keys
                .iter()
                .flat_map(|key| with_key(&self.cards[side.slot()], *key));
            let fit = same.filter(|(_, day, at)| {
                window.contains(day) && may_meet(self.row((*side, *at)), row)
            });
            let near = fit.map(|(_, day, at)| (day.abs_diff(row.day), *at));
            found.extend(nearest(near.collect(), MOST_OF_CARDS, *side));
        }
        found
    }

    /// Unsettled rows of the same side that the row may undo.
    fn opposite(&self, other: &Self, (side, at): Place) -> Vec<Place> {
        let row = other.row((side, at));
        let Some(amount) = row.amount.checked_neg().filter(|a| *a != 0) else {
            return Vec::new();
        };
        let list = &self.amounts[side.slot()];
        let from = list.partition_point(|a| a.0 < amount);
        let equal = list[from..].iter().take_while(|a| a.0 == amount);
        let fit = equal.filter(|(_, day, at)| {
            let place = (side, *at);
            day.abs_diff(row.day) <= RETURNED_WITHIN
                && self.row(place).currency == row.currency
                && self.match_at(place).is_none_or(|known| !known.is_sure)
        });
        let near = fit.map(|(_, day, at)| (day.abs_diff(row.day), *at));
        nearest(near.collect(), MOST_OPPOSITE, side)
    }
}

/// Those of the nearest days, each once.
fn nearest(mut near: Vec<(u32, u32)>, most: usize, side: Side) -> Vec<Place> {
    near.sort_unstable();
    near.dedup();
    near.truncate(most);
    near.into_iter().map(|(_, at)| (side, at)).collect()
}

fn with_key(list: &[(u64, i32, u32)], key: u64) -> &[(u64, i32, u32)] {
    let from = list.partition_point(|entry| entry.0 < key);
    let to = list.partition_point(|entry| entry.0 <= key);
    &list[from..to]
}

fn may_meet(a: &Row, b: &Row) -> bool {
    a.currency == b.currency && (a.account == b.account || a.account == 0 || b.account == 0)
}

/// The days within which the other side's rows may belong to a row of this day.
fn window(plan: &Plan, side: Side, day: i32) -> std::ops::RangeInclusive<i32> {
    let (before, after) = match side {
        Side::Left => (plan.days_after, plan.days_before),
        Side::Right => (plan.days_before, plan.days_after),
    };
    day.saturating_sub(before)..=day.saturating_add(after)
}

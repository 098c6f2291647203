//! A payment and its return, both in one book.
#![allow(
    clippy::indexing_slicing,
    reason = "row numbers come from the book itself"
)]

use super::Run;
use crate::bits::Bits;
use crate::book::{Book, EntryIndex, NONE, Row};
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Balance, Certificate, Match, MatchKind};
use crate::text::token_agreement;

/// A return comes at most this many days after what it returns.
const DAYS: i32 = 90;
/// Look-alikes compared per return.
const NEAREST: usize = 64;

/// How words for "returned" begin on Brazilian statements.
const RETURN_WORDS: [&str; 8] = [
    "ESTORN", "DEVOL", "REEMBOLS", "CANCEL", "CHARGEB", "REFUND", "REVERS", "RESTIT",
];

impl Run<'_> {
    pub(super) fn same_side(&mut self) {
        for (original, returned) in self.returns(self.left, &self.left_taken) {
            self.reverse(vec![EntryIndex(original), EntryIndex(returned)], Vec::new());
        }
        for (original, returned) in self.returns(self.right, &self.right_taken) {
            self.reverse(Vec::new(), vec![EntryIndex(original), EntryIndex(returned)]);
        }
    }

    fn reverse(&mut self, mut left: Vec<EntryIndex>, mut right: Vec<EntryIndex>) {
        left.sort_unstable();
        right.sort_unstable();
        let worth = Bits::from_milli(10_000);
        let found = Match {
            left,
            right,
            kind: MatchKind::Reversal,
            balance: Balance::default(),
            score: worth,
            margin: None,
            certificate: Certificate::Only,
            rule: self.report.rule.clone(),
            evidence: vec![Evidence::new(Clue::SaysReturn, worth)],
        };
        if self.is_all_open(&found) {
            self.accept(found);
        }
    }

    /// Pairs of open rows that cancel out, each with the row it returns.
    fn returns(&self, book: &Book, taken: &[bool]) -> Vec<(u32, u32)> {
        let mut open: Vec<(u64, i32, u32)> = (0_u32..)
            .zip(book.rows())
            .filter(|(row, _)| !taken[*row as usize])
            .map(|(at, row)| (row.amount.unsigned_abs(), row.day, at))
            .collect();
        open.sort_unstable();
        let mut used = vec![false; book.len()];
        let mut pairs = Vec::new();
        for block in open
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|b| b.len() > 1 && b[0].0 != 0)
        {
            for (at, (_, _, returned)) in block.iter().enumerate() {
                if !says_return(book, &book.rows()[*returned as usize]) {
                    continue;
                }
                let earlier = block[..at]
                    .iter()
                    .rev()
                    .take(NEAREST)
                    .map(|(_, _, row)| *row);
                let original = earlier
                    .filter(|row| !used[*row as usize] && !used[*returned as usize])
                    .find(|row| is_return_of(book, *row, *returned));
                if let Some(original) = original {
                    used[original as usize] = true;
                    used[*returned as usize] = true;
                    pairs.push((original, *returned));
                }
            }
        }
        pairs
    }
}

pub(super) fn says_return(book: &Book, row: &Row) -> bool {
    let says = |symbol| {
        let mut words = book.symbols.get(symbol).split(' ');
        words.any(|word| RETURN_WORDS.iter().any(|begin| word.starts_with(begin)))
    };
    row.text != NONE && says(row.text) || row.words != NONE && says(row.words)
}

/// Whether the second row undoes the first: opposite amount, soon after, and the same party.
pub(super) fn is_return_of(book: &Book, original: u32, returned: u32) -> bool {
    let (first, second) = (
        &book.rows()[original as usize],
        &book.rows()[returned as usize],
    );
    let keys = |row| book.references(row).iter().map(|r| r.key);
    let same_party = (first.tax_id != 0 && first.tax_id == second.tax_id)
        || keys(first).any(|key| keys(second).any(|other| other == key))
        || shares_words(book, first, second);
    first.amount.checked_neg() == Some(second.amount)
        && first.currency == second.currency
        && first.account == second.account
        && (0..=DAYS).contains(&second.day.saturating_sub(first.day))
        && same_party
        && !says_return(book, first)
}

/// At least two words in common, or one when that is all a text has beside the return's own words.
fn shares_words(book: &Book, a: &Row, b: &Row) -> bool {
    let words = |row: &Row| -> Vec<&str> {
        let text = if row.words == NONE {
            ""
        } else {
            book.symbols.get(row.words)
        };
        let plain = text
            .split(' ')
            .filter(|w| w.len() >= 3 && !is_boilerplate(w));
        plain.collect()
    };
    let (ours, theirs) = (words(a), words(b));
    let alike = |word: &&&str| {
        theirs
            .iter()
            .any(|other| token_agreement(word, other, false) >= 700)
    };
    let common = ours.iter().filter(alike).count();
    common >= 2 || common == 1 && ours.len().min(theirs.len()) == 1
}

fn is_boilerplate(word: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "PIX", "TED", "DOC", "RECEB", "ENVI", "TRANSF", "PAG", "CRED", "DEB",
    ];
    BEGINNINGS
        .iter()
        .chain(&RETURN_WORDS)
        .any(|begin| word.starts_with(begin))
}

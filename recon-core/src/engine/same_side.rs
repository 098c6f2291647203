//! Entries of one book that cancel out: returns, corrections, transfers between own accounts.
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
/// A mistake is corrected for at most this many days.
const SOON: u32 = 5;
/// Money is under way for at most this many days.
pub(crate) const TRANSFER_DAYS: i32 = 5;
/// What is paid again is paid within so many days of the cancellation.
const AGAIN: u32 = 30;
/// Entries after a cancellation that are looked at for the payment that replaces it.
const AFTERWARDS: usize = 16_384;
/// Look-alikes compared per entry.
const NEAREST: usize = 64;

/// How words for "returned" begin on Brazilian statements, and on others.
const RETURN_WORDS: [&str; 13] = [
    "ESTORN", "DEVOL", "REEMBOLS", "CANCEL", "CHARGEB", "REFUND", "REVERS", "RESTIT", "CONTESTA",
    "ANULA", "VOID", "RETURNED", "NSF",
];
const CHARGEBACK_WORDS: [&str; 2] = ["CHARGEB", "CONTESTA"];
const REFUND_WORDS: [&str; 3] = ["REEMBOLS", "REFUND", "RESTIT"];
const CANCEL_WORDS: [&str; 3] = ["CANCEL", "VOID", "ANULA"];
const CHEQUE_WORDS: [&str; 4] = ["CHEQUE", "CHQ", "CHECK", "NSF"];
/// How texts say that money only changes its account.
const TRANSFER_WORDS: [&str; 5] = ["TRANSF", "TED", "TITULARIDADE", "TEV", "APLIC"];

/// Two rows of one book that cancel out.
struct Pair {
    rows: [u32; 2],
    kind: MatchKind,
    evidence: Vec<Evidence>,
}

impl Run<'_> {
    pub(super) fn same_side(&mut self) {
        for (book, is_left) in [(self.left, true), (self.right, false)] {
            for find in [returned, transferred, corrected] {
                let taken = if is_left {
                    &self.left_taken
                } else {
                    &self.right_taken
                };
                for pair in pairs(book, taken, find) {
                    self.cancel_out(pair, is_left);
                }
            }
        }
    }

    fn cancel_out(&mut self, pair: Pair, is_left: bool) {
        let mut rows: Vec<EntryIndex> = pair.rows.iter().map(|row| EntryIndex(*row)).collect();
        rows.sort_unstable();
        let (left, right) = if is_left {
            (rows, Vec::new())
        } else {
            (Vec::new(), rows)
        };
        let found = Match {
            left,
            right,
            kind: pair.kind,
            balance: Balance::default(),
            score: pair.evidence.iter().map(|e| e.worth).sum(),
            margin: None,
            certificate: Certificate::Only,
            rule: self.report.rule.clone(),
            evidence: pair.evidence,
            applied: Vec::new(),
            fees: Vec::new(),
        };
        if self.is_all_open(&found) {
            self.accept(found);
        }
    }
}

/// Pairs an entry with one of those of the opposite amount, nearest first.
type Find = fn(&Book, u32, &[u32]) -> Option<Pair>;

/// Open rows that cancel out, each row once.
fn pairs(book: &Book, taken: &[bool], find: Find) -> Vec<Pair> {
    let mut open: Vec<(u64, i32, u32)> = (0_u32..)
        .zip(book.rows())
        .filter(|(row, _)| !taken[*row as usize])
        .map(|(at, row)| (row.amount.unsigned_abs(), row.day, at))
        .collect();
    open.sort_unstable();
    let mut used = vec![false; book.len()];
    let mut found = Vec::new();
    for block in open
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|b| b.len() > 1 && b[0].0 != 0)
    {
        for (at, (_, _, row)) in block.iter().enumerate() {
            if used[*row as usize] {
                continue;
            }
            let amount = book.rows()[*row as usize].amount;
            let earlier = block[..at].iter().rev().take(NEAREST).map(|(_, _, r)| *r);
            let opposite = |r: &u32| {
                !used[*r as usize] && book.rows()[*r as usize].amount == amount.saturating_neg()
            };
            let earlier: Vec<u32> = earlier.filter(opposite).collect();
            if let Some(pair) = find(book, *row, &earlier) {
                used[pair.rows[0] as usize] = true;
                used[pair.rows[1] as usize] = true;
                found.push(pair);
            }
        }
    }
    found
}

/// The text says that this is a return, of the latest earlier entry of the same party.
fn returned(book: &Book, row: u32, earlier: &[u32]) -> Option<Pair> {
    let second = &book.rows()[row as usize];
    if !says_return(book, second) {
        return None;
    }
    let original = earlier
        .iter()
        .copied()
        .find(|first| is_return_of(book, *first, row))?;
    let mut evidence = vec![worth(Clue::SaysReturn, 10_000)];
    let kind = if says(book, second, &CHARGEBACK_WORDS) {
        MatchKind::Chargeback
    } else if says(book, second, &CHEQUE_WORDS) && !says(book, second, &CANCEL_WORDS) {
        MatchKind::ReturnedItem
    } else if says(book, second, &REFUND_WORDS) {
        MatchKind::Refund
    } else if says(book, second, &CANCEL_WORDS) && is_made_again(book, original, row) {
        evidence.push(worth(Clue::MadeAgain, 2_000));
        MatchKind::VoidedAndReissued
    } else {
        MatchKind::Reversal
    };
    Some(Pair {
        rows: [original, row],
        kind,
        evidence,
    })
}

/// Whether the payment that was cancelled was made again: same amount and party, afterwards.
fn is_made_again(book: &Book, original: u32, cancelled: u32) -> bool {
    let (first, second) = (
        &book.rows()[original as usize],
        &book.rows()[cancelled as usize],
    );
    let from = book.rows().partition_point(|r| r.day < second.day);
    (0_u32..)
        .zip(book.rows())
        .skip(from)
        .take(AFTERWARDS)
        .take_while(|(_, r)| r.day.abs_diff(second.day) <= AGAIN)
        .any(|(at, again)| {
            at != original
                && at != cancelled
                && again.amount == first.amount
                && again.currency == first.currency
                && is_same_party(book, first, again)
        })
}

/// Out of one account and into another, within days.
fn transferred(book: &Book, row: u32, opposite: &[u32]) -> Option<Pair> {
    let second = &book.rows()[row as usize];
    let moves = |other: &u32| {
        let first = &book.rows()[*other as usize];
        let accounts = first.account != 0 && second.account != 0 && first.account != second.account;
        let both_say = says(book, first, &TRANSFER_WORDS) && says(book, second, &TRANSFER_WORDS);
        accounts
            && first.currency == second.currency
            && first.day.abs_diff(second.day) <= TRANSFER_DAYS.unsigned_abs()
            && (both_say || shares_reference(book, first, second))
    };
    // Two that fit equally well are told apart by nothing.
    let mut fit = opposite.iter().copied().filter(moves);
    let first = fit.next()?;
    let by_reference = |other: u32| shares_reference(book, &book.rows()[other as usize], second);
    if fit.next().is_some() && !by_reference(first) {
        return None;
    }
    let clue = if by_reference(first) {
        worth(Clue::CancelsOut, 10_000)
    } else {
        worth(Clue::SaysOwnTransfer, 8_000)
    };
    Some(Pair {
        rows: [first, row],
        kind: MatchKind::OwnTransfer,
        evidence: vec![clue],
    })
}

/// No text says so, but two bookings of one account say the same with opposite amounts, and are
/// the only ones.
fn corrected(book: &Book, row: u32, opposite: &[u32]) -> Option<Pair> {
    let second = &book.rows()[row as usize];
    let undoes = |other: &u32| {
        let first = &book.rows()[*other as usize];
        first.account == second.account
            && first.currency == second.currency
            && first.tax_id == second.tax_id
            && first.day.abs_diff(second.day) <= SOON
            && first.words == second.words
            && (first.words != NONE || shares_reference(book, first, second))
    };
    let mut fit = opposite.iter().copied().filter(undoes);
    let first = fit.next()?;
    if fit.next().is_some() {
        return None;
    }
    Some(Pair {
        rows: [first, row],
        kind: MatchKind::SelfCorrecting,
        evidence: vec![worth(Clue::CancelsOut, 8_000)],
    })
}

fn worth(clue: Clue, milli: i32) -> Evidence {
    Evidence::new(clue, Bits::from_milli(milli))
}

pub(super) fn says_return(book: &Book, row: &Row) -> bool {
    says(book, row, &RETURN_WORDS)
}

/// Whether a folded text says that money only changes its account.
pub(crate) fn says_transfer(text: &str) -> bool {
    has_word(text, &TRANSFER_WORDS)
}

fn has_word(text: &str, beginnings: &[&str]) -> bool {
    let mut words = text.split(' ');
    words.any(|word| beginnings.iter().any(|begin| word.starts_with(begin)))
}

/// Whether a word of the text or name begins so.
fn says(book: &Book, row: &Row, beginnings: &[&str]) -> bool {
    let said = |symbol| has_word(book.symbols.get(symbol), beginnings);
    row.text != NONE && said(row.text) || row.words != NONE && said(row.words)
}

/// Whether the second row undoes the first: opposite amount, soon after, and the same party.
pub(super) fn is_return_of(book: &Book, original: u32, returned: u32) -> bool {
    let (first, second) = (
        &book.rows()[original as usize],
        &book.rows()[returned as usize],
    );
    first.amount.checked_neg() == Some(second.amount)
        && first.currency == second.currency
        && first.account == second.account
        && (0..=DAYS).contains(&second.day.saturating_sub(first.day))
        && is_same_party(book, first, second)
        && !says_return(book, first)
}

fn is_same_party(book: &Book, a: &Row, b: &Row) -> bool {
    (a.tax_id != 0 && a.tax_id == b.tax_id)
        || shares_reference(book, a, b)
        || shares_words(book, a, b)
}

fn shares_reference(book: &Book, a: &Row, b: &Row) -> bool {
    let keys = |row| book.references(row).iter().map(|r| r.key);
    keys(a).any(|key| keys(b).any(|other| other == key))
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

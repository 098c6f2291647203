//! Who pays: the right book's counterparties, found again in what the bank wrote.
#![allow(
    clippy::indexing_slicing,
    reason = "payer numbers and spans are made here"
)]

use super::scoring::{is_different, name_worth};
use crate::bits::{Bits, log2_milli};
use crate::book::{Book, HashedMap, NONE, Row};
use crate::hash;
use crate::text::{self, Agreement, Token};

/// A list of payers longer than this is read only when nothing shorter is at hand.
const LONG_LIST: usize = 128;
/// Never look at more payers than this for one memo.
const MOST_PAYERS: usize = 2_048;

/// The right book's counterparties: one per tax id, else one per name.
pub(super) struct Payers<'a> {
    /// The payer of each right row, or [`NONE`].
    of_row: Vec<u32>,
    /// Where each name symbol's words start in `tokens`.
    starts: Vec<u32>,
    tokens: Vec<Token<'a>>,
    /// The name symbol of each right row's name.
    names: Vec<u32>,
    /// Where each payer's rows start in `rows`, which are in the book's order.
    row_starts: Vec<u32>,
    rows: Vec<u32>,
    /// For each name symbol the first letters of its words, as a set of hashes.
    heads: Vec<u128>,
    /// Word key to the name symbols that contain it.
    postings: Vec<(u64, u32)>,
    /// For each name symbol its payers.
    payers_of_name: Vec<(u32, u32)>,
}

/// A payer that a memo may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) payer: u32,
    pub(super) worth: Bits,
    /// How much of the name is recognisable.
    pub(super) percent: u8,
}

impl<'a> Payers<'a> {
    pub(super) fn new(right: &'a Book) -> Self {
        let names: Vec<u32> = right.rows().iter().map(|r| r.words).collect();
        let (starts, tokens) = weighted_tokens(right, &names);
        let mut payers = Self {
            of_row: Vec::with_capacity(right.len()),
            starts,
            tokens,
            names,
            row_starts: Vec::new(),
            rows: Vec::new(),
            heads: Vec::new(),
            postings: Vec::new(),
            payers_of_name: Vec::new(),
        };
        payers.number(right);
        payers.index(right.symbols.len());
        payers
    }

    fn number(&mut self, right: &Book) {
        let mut known: HashedMap<u32> = HashedMap::default();
        for row in right.rows() {
            let key = match (row.tax_id, row.words) {
                (0, NONE) => {
                    self.of_row.push(NONE);
                    continue;
                }
                (0, name) => hash::pair(u64::from(name), 1),
                (tax_id, _) => tax_id,
            };
            let next = u32::try_from(known.len()).unwrap_or(NONE);
            let payer = *known.entry(key).or_insert(next);
            self.of_row.push(payer);
            if row.words != NONE {
                self.payers_of_name.push((row.words, payer));
            }
        }
        self.payers_of_name.sort_unstable();
        self.payers_of_name.dedup();
        self.collect_rows(known.len());
    }

    fn collect_rows(&mut self, payers: usize) {
        let mut counts = vec![0_u32; payers + 1];
        for payer in self.of_row.iter().filter(|p| **p != NONE) {
            counts[*payer as usize + 1] += 1;
        }
        for payer in 0..payers {
            counts[payer + 1] += counts[payer];
        }
        let mut next = counts.clone();
        self.rows = vec![0; counts.last().map_or(0, |all| *all as usize)];
        for (row, payer) in (0_u32..).zip(&self.of_row).filter(|(_, p)| **p != NONE) {
            let slot = &mut next[*payer as usize];
            self.rows[*slot as usize] = row;
            *slot += 1;
        }
        self.row_starts = counts;
    }

    fn index(&mut self, symbols: usize) {
        for symbol in 0..u32::try_from(symbols).unwrap_or(NONE) {
            let (from, to) = (
                self.starts[symbol as usize],
                self.starts[symbol as usize + 1],
            );
            let mut heads = 0;
            for token in &self.tokens[from as usize..to as usize] {
                let keys = word_keys(token.word);
                self.postings
                    .extend(keys.into_iter().flatten().map(|key| (key, symbol)));
                heads |= head_bit(token.word);
            }
            self.heads.push(heads);
        }
        self.postings.sort_unstable();
        self.postings.dedup();
    }

    /// How many payers there are.
    pub(super) fn len(&self) -> usize {
        self.row_starts.len().saturating_sub(1)
    }

    /// The payer's rows, in the right book's order.
    pub(super) fn rows(&self, payer: u32) -> &[u32] {
        let at = payer as usize;
        &self.rows[self.row_starts[at] as usize..self.row_starts[at + 1] as usize]
    }

    /// Compares a memo with the row's name; nothing when either says nothing.
    pub(super) fn agreement(&self, memo: &Memo<'_>, right: u32) -> Option<Agreement> {
        let name = self
            .names
            .get(right as usize)
            .copied()
            .filter(|n| *n != NONE)?;
        let tokens = self.tokens_of_name(name);
        if memo.words.is_empty() || tokens.is_empty() {
            return None;
        }
        if memo.heads & self.heads[name as usize] == 0 {
            return Some(Agreement {
                found: 0,
                missing: 1,
            });
        }
        Some(text::agreement(&memo.words, tokens))
    }

    fn tokens_of_name(&self, name: u32) -> &[Token<'a>] {
        let at = name as usize;
        &self.tokens[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The payers that a memo may name, best first.
    pub(super) fn named_in(&self, memo: &Memo<'_>, most: usize) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        for name in self.names_like(memo) {
            let agreement = text::agreement(&memo.words, self.tokens_of_name(name));
            if is_different(agreement) {
                continue;
            }
            let worth = name_worth(agreement);
            if worth > Bits::from_milli(2_000) {
                let percent = u8::try_from(agreement.share() / 10).unwrap_or(100);
                found.extend(self.payers_with_name(name).map(|payer| Named {
                    payer,
                    worth,
                    percent,
                }));
            }
        }
        found.sort_unstable_by_key(|n| (n.payer, std::cmp::Reverse(n.worth)));
        found.dedup_by_key(|n| n.payer);
        found.sort_unstable_by_key(|n| (std::cmp::Reverse(n.worth), n.payer));
        found.truncate(most);
        found
    }

    fn payers_with_name(&self, name: u32) -> impl Iterator<Item = u32> + '_ {
        let from = self.payers_of_name.partition_point(|(n, _)| *n < name);
        self.payers_of_name[from..]
            .iter()
            .take_while(move |(n, _)| *n == name)
            .map(|(_, p)| *p)
    }

    /// Names that share a word with the memo: those behind its rarest words.
    fn names_like(&self, memo: &Memo<'_>) -> Vec<u32> {
        let mut lists: Vec<&[(u64, u32)]> = memo
            .words
            .iter()
            .flat_map(|word| word_keys(word).into_iter().flatten())
            .map(|key| self.list(key))
            .filter(|list| !list.is_empty())
            .collect();
        lists.sort_unstable_by_key(|list| (list.len(), list.first().copied()));
        let mut names = Vec::new();
        for list in lists {
            if !names.is_empty() && names.len() + list.len() > LONG_LIST {
                break;
            }
            names.extend(list.iter().take(MOST_PAYERS).map(|(_, name)| *name));
        }
        names.sort_unstable();
        names.dedup();
        // Where some names share three words with the memo, those that share one are not meant.
        let common = |name: &u32| (self.heads[*name as usize] & memo.heads).count_ones();
        let most = names.iter().map(common).max().unwrap_or(0);
        names.retain(|name| common(name) + 1 >= most);
        names
    }

    fn list(&self, key: u64) -> &[(u64, u32)] {
        let from = self.postings.partition_point(|(k, _)| *k < key);
        let len = self.postings[from..].partition_point(|(k, _)| *k == key);
        &self.postings[from..from + len]
    }
}

/// The words of a left entry's name or memo, ready to be compared many times.
#[derive(Default)]
pub(super) struct Memo<'b> {
    words: Vec<&'b str>,
    heads: u128,
}

impl<'b> Memo<'b> {
    pub(super) fn of(book: &'b Book, row: &Row) -> Self {
        if row.words == NONE {
            return Self::default();
        }
        let words: Vec<&str> = book.symbols.get(row.words).split(' ').collect();
        let heads = words.iter().fold(0, |set, word| set | head_bit(word));
        Self { words, heads }
    }
}

/// One of 128 bits by the first three letters: names without a common bit have nothing in common
/// worth a closer look.
fn head_bit(word: &str) -> u128 {
    let bytes = word.as_bytes();
    let head = bytes.split_at(bytes.len().min(3)).0;
    1 << (hash::bytes(head) % 128)
}

/// A word is found again by its first four letters, or by its last four when a typo hit the front.
fn word_keys(word: &str) -> [Option<u64>; 2] {
    let bytes = word.as_bytes();
    let head = (bytes.len() >= 3).then(|| hash::bytes(bytes.split_at(bytes.len().min(4)).0));
    let tail = (bytes.len() >= 6).then(|| {
        let end = bytes.split_at(bytes.len() - 4).1;
        hash::pair(hash::bytes(end), 2)
    });
    [head, tail]
}

/// A small book does not show how rare a word is, so this many rows of the wider world are
/// imagined beside it.
const IMAGINED: u64 = 1_000;

/// How many of the imagined rows have the word.
fn imagined_with(word: &str) -> u64 {
    match word {
        "LTDA" | "ME" | "EPP" | "SA" | "S" | "A" | "EIRELI" | "MEI" => 200,
        "COMERCIO" | "SERVICOS" | "INDUSTRIA" | "CIA" | "BRASIL" => 60,
        "SILVA" | "SANTOS" | "OLIVEIRA" | "SOUZA" | "JOSE" | "MARIA" | "JOAO" | "ANA" => 40,
        _ => 3,
    }
}

/// Splits every name into words worth the bits of their rarity among the rows.
fn weighted_tokens<'a>(right: &'a Book, names: &[u32]) -> (Vec<u32>, Vec<Token<'a>>) {
    let mut rows_of_name = vec![0_u32; right.symbols.len()];
    let mut named = 0_u64;
    for name in names.iter().filter(|n| **n != NONE) {
        rows_of_name[*name as usize] += 1;
        named += 1;
    }
    let words = |symbol: usize| {
        right
            .symbols
            .get(u32::try_from(symbol).unwrap_or(NONE))
            .split(' ')
    };
    let is_link = |word: &str| matches!(word, "" | "E" | "DE" | "DA" | "DO" | "DAS" | "DOS");
    let mut rows_of_word: HashedMap<u64> = HashedMap::default();
    for (symbol, rows) in rows_of_name
        .iter()
        .enumerate()
        .filter(|(_, rows)| **rows > 0)
    {
        for word in words(symbol) {
            *rows_of_word
                .entry(hash::bytes(word.as_bytes()))
                .or_insert(0) += u64::from(*rows);
        }
    }
    let (mut starts, mut tokens) = (vec![0], Vec::new());
    for (symbol, rows) in rows_of_name.iter().enumerate() {
        if *rows > 0 {
            for word in words(symbol).filter(|w| !is_link(w)) {
                let with = rows_of_word
                    .get(&hash::bytes(word.as_bytes()))
                    .copied()
                    .unwrap_or(1);
                let weight = log2_milli(named + IMAGINED) - log2_milli(with + imagined_with(word));
                tokens.push(Token {
                    word,
                    weight: weight.clamp(500, 12_000),
                });
            }
        }
        starts.push(u32::try_from(tokens.len()).unwrap_or(NONE));
    }
    (starts, tokens)
}

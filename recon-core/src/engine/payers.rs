//! Who pays: the right book's counterparties, found again in what the bank wrote.
#![allow(
    clippy::indexing_slicing,
    reason = "payer numbers and spans are made here"
)]

mod words;

use super::memo::Memo;
use super::scoring::{is_different, name_worth, worth_of};
use super::statistics::Statistics;
use crate::bits::{Bits, log2_milli};
use crate::book::{Book, HashedMap, NONE};
use crate::hash;
use crate::text::{self, Agreement, Recognised, Token, Word};
pub(crate) use words::name_keys;
use words::{numbered, pair_keys, weighted_tokens, word_keys};

/// Of the names with one word, no more than this many are read.
const MOST_NAMES: usize = 4_096;
/// Names are compared letter by letter while their words promise at most this much less than the
/// best name's.
const WITHIN: u32 = 5_000;
/// No more names than this are compared letter by letter with one memo.
const MOST_COMPARED: usize = 96;
/// Of the words of a memo that leads nowhere in pairs, so many are tried alone.
const RAREST: usize = 2;
/// Words worth less than this lead to no name.
const TELLING: i32 = 2_500;
/// Odds that a payment comes from somebody who is not in the book at all.
const STRANGER: Bits = Bits::ZERO;

/// A name that begins nowhere as any word of the memo does.
const NOTHING_ALIKE: Agreement = Agreement {
    found: 0,
    missing: 1,
};

/// The right book's counterparties: one per tax id, else one per name.
pub(super) struct Payers<'a> {
    /// The payer of each right row, or [`NONE`].
    of_row: Vec<u32>,
    /// Where each name symbol's words start in `tokens`.
    starts: Vec<u32>,
    /// Words of names, by their place in `words`.
    tokens: Vec<u32>,
    words: Vec<Token<'a>>,
    /// The name symbol of each right row's name.
    names: Vec<u32>,
    /// Where each payer's rows start in `rows`, which are in the book's order.
    row_starts: Vec<u32>,
    rows: Vec<u32>,
    /// For each name symbol the first letters of its words, as a set of hashes.
    heads: Vec<u128>,
    /// The name symbols behind each word key, key after key.
    postings: Vec<u32>,
    /// Where a key's names lie in `postings`.
    lists: HashedMap<(u32, u32)>,
    /// Where each name symbol's payers start in `payers_of_name`.
    payer_starts: Vec<u32>,
    payers_of_name: Vec<(u32, u32)>,
    /// How likely a payment is each payer's before anything is known.
    shares: Vec<Bits>,
    /// How many names there are, in the whole that this is part of.
    names_in_all: usize,
}

/// A payer that a memo may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) payer: u32,
    /// What the words found are worth by themselves.
    pub(super) worth: Bits,
    /// The odds that it is this payer, all others the memo might name considered.
    pub(super) belief: Bits,
    /// How much of the name is recognisable.
    pub(super) percent: u8,
}

impl<'a> Payers<'a> {
    pub(super) fn new(right: &'a Book, usual: Option<&Statistics>) -> Self {
        let names: Vec<u32> = right.rows().iter().map(|r| r.words).collect();
        let (starts, tokens) = weighted_tokens(right, &names, usual);
        let (tokens, words) = numbered(&tokens);
        let names_in_all = usual.map_or(starts.len(), |u| u.names);
        let mut payers = Self {
            of_row: Vec::with_capacity(right.len()),
            starts,
            tokens,
            words,
            names,
            row_starts: Vec::new(),
            rows: Vec::new(),
            heads: Vec::new(),
            postings: Vec::new(),
            lists: HashedMap::default(),
            payer_starts: Vec::new(),
            payers_of_name: Vec::new(),
            shares: Vec::new(),
            names_in_all,
        };
        payers.number(right);
        payers.count_shares(right, usual);
        payers.index(right.symbols.len());
        payers
    }

    fn count_shares(&mut self, right: &Book, usual: Option<&Statistics>) {
        let all = usual.map_or(right.len() as u64, |u| u.right_rows);
        let payers = 0..u32::try_from(self.len()).unwrap_or(NONE);
        let share = |payer| {
            let rows = self.rows(payer);
            let known = usual.zip(rows.first());
            let count = known.map(|(u, row)| u.rows_of_payer(right, &right.rows()[*row as usize]));
            Bits::ratio(count.map_or(rows.len() as u64, u64::from), all)
        };
        self.shares = payers.map(share).collect();
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
        let starts_of = |name: usize| {
            self.payers_of_name
                .partition_point(|p| (p.0 as usize) < name)
        };
        let starts = (0..=right.symbols.len()).map(starts_of);
        self.payer_starts = starts.map(|at| u32::try_from(at).unwrap_or(NONE)).collect();
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
        let mut keyed: Vec<(u64, u32)> = Vec::new();
        for symbol in 0..u32::try_from(symbols).unwrap_or(NONE) {
            let tokens = self.tokens_of_name(symbol);
            let telling = tokens.filter(|t| t.weight >= TELLING);
            let words: Vec<Word<'_>> = telling.map(|t| t.word).collect();
            keyed.extend(pair_keys(&words).map(|key| (key, symbol)));
            let singles = words.iter().flat_map(|w| word_keys(w.text));
            keyed.extend(singles.flatten().map(|key| (key, symbol)));
            let tokens = self.tokens_of_name(symbol);
            let heads = tokens.fold(0, |set, token| set | token.word.head_bit());
            self.heads.push(heads);
        }
        keyed.sort_unstable();
        keyed.dedup();
        for list in keyed.chunk_by(|a, b| a.0 == b.0) {
            let from = self.postings.len();
            self.postings.extend(list.iter().map(|(_, name)| *name));
            let span = [from, self.postings.len()].map(|at| u32::try_from(at).unwrap_or(NONE));
            self.lists.insert(list[0].0, (span[0], span[1]));
        }
    }

    /// How many names there are, in the whole that this is part of.
    pub(super) fn names(&self) -> usize {
        self.names_in_all
    }

    /// How many payers there are.
    pub(super) fn len(&self) -> usize {
        self.row_starts.len().saturating_sub(1)
    }

    /// The row's payer, or [`NONE`].
    pub(super) fn of_row(&self, right: u32) -> u32 {
        self.of_row.get(right as usize).copied().unwrap_or(NONE)
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
        if memo.words.is_empty() || self.numbers_of_name(name).is_empty() {
            return None;
        }
        if memo.heads & self.heads[name as usize] == 0 {
            return Some(NOTHING_ALIKE);
        }
        Some(text::agreement(&memo.words, self.tokens_of_name(name)))
    }

    /// The same for one of many names beside the memo that `votes` was told of.
    pub(super) fn agreement_again(
        &self,
        memo: &Memo<'_>,
        right: u32,
        votes: &mut Votes,
    ) -> Option<Agreement> {
        let name = self.names.get(right as usize).copied()?;
        if name == NONE || memo.words.is_empty() {
            return None;
        }
        let numbers = self.numbers_of_name(name);
        if numbers.is_empty() {
            return None;
        }
        if memo.heads & self.heads[name as usize] == 0 {
            return Some(NOTHING_ALIKE);
        }
        let recognised = &mut votes.recognised;
        Some(recognised.agreement(&memo.words, numbers, &self.words))
    }

    /// The first letters of a name's words, as a set of hashes; zero when there is no name.
    pub(super) fn heads(&self, name: u32) -> u128 {
        self.heads.get(name as usize).copied().unwrap_or(0)
    }

    /// The most that a name is worth beside a memo, by how its words begin.
    pub(super) fn most_worth(&self, memo: &Memo<'_>, name: u32) -> i32 {
        let tokens = self.tokens_of_name(name);
        let found = tokens.filter(|t| memo.heads & t.word.head_bit() != 0);
        found.map(|t| t.weight).sum()
    }

    fn numbers_of_name(&self, name: u32) -> &[u32] {
        let at = name as usize;
        &self.tokens[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn tokens_of_name(&self, name: u32) -> impl Iterator<Item = &Token<'a>> {
        let numbers = self.numbers_of_name(name).iter();
        numbers.map(|number| &self.words[*number as usize])
    }

    /// The payers that a memo may name, best first.
    pub(super) fn named_in<'v>(&self, memo: &Memo<'_>, votes: &'v mut Votes) -> &'v [Named] {
        votes.next_memo();
        self.names_by_pairs(memo, votes);
        self.alike(memo, votes);
        if votes.named.is_empty() {
            self.names_by_word(memo, votes);
            self.alike(memo, votes);
        }
        let found = &mut votes.named;
        found.sort_unstable_by_key(|n| (n.payer, std::cmp::Reverse(n.worth)));
        found.dedup_by_key(|n| n.payer);
        let all = Bits::log_sum(found.iter().map(|n| n.belief).chain([STRANGER]));
        for named in &mut *found {
            named.belief = named.belief - all;
        }
        found.sort_unstable_by_key(|n| (std::cmp::Reverse(n.belief), n.payer));
        found
    }

    /// Of the names found, the payers of those that the memo really bears out.
    fn alike(&self, memo: &Memo<'_>, votes: &mut Votes) {
        votes.named.clear();
        let Votes {
            names,
            named,
            recognised,
            ..
        } = votes;
        for name in names.iter().copied() {
            let numbers = self.numbers_of_name(name);
            let agreement = recognised.agreement(&memo.words, numbers, &self.words);
            let worth = name_worth(agreement);
            if is_different(agreement) || worth < Bits::from_milli(2_000) {
                continue;
            }
            let percent = u8::try_from(agreement.share() / 10).unwrap_or(100);
            named.extend(self.payers_with_name(name).map(|payer| Named {
                payer,
                worth,
                belief: worth + self.share_of(payer),
                percent,
            }));
        }
    }

    /// How likely a payment is this payer's before anything is known: its share of the rows.
    pub(super) fn share_of(&self, payer: u32) -> Bits {
        self.shares[payer as usize]
    }

    /// What a memo says about one payer: words found, and the odds that it is this payer.
    pub(super) fn belief(&self, agreement: Option<Agreement>, payer: u32) -> Bits {
        let named = agreement.map_or(Bits::ZERO, worth_of);
        let odds = named + self.share_of(payer);
        odds - Bits::log_sum([odds, STRANGER].into_iter())
    }

    fn payers_with_name(&self, name: u32) -> impl Iterator<Item = u32> + '_ {
        let at = name as usize;
        let span = self.payer_starts[at] as usize..self.payer_starts[at + 1] as usize;
        self.payers_of_name[span].iter().map(|(_, p)| *p)
    }

    /// Finds names that share two words with the memo, as far as they promise about as much as the
    /// best one.
    fn names_by_pairs(&self, memo: &Memo<'_>, votes: &mut Votes) {
        for key in pair_keys(&memo.words) {
            self.vote(self.list(key), votes);
        }
        votes.choose();
    }

    /// Finds names that share the rarest words with the memo.
    fn names_by_word(&self, memo: &Memo<'_>, votes: &mut Votes) {
        let keys = memo.words.iter().flat_map(|w| word_keys(w.text)).flatten();
        let mut lists: Vec<&[u32]> = keys.map(|key| self.list(key)).collect();
        lists.retain(|list| !list.is_empty());
        lists.sort_unstable_by_key(|list| (list.len(), list.first().copied()));
        let found = lists
            .iter()
            .take(RAREST)
            .flat_map(|list| list.iter().take(MOST_NAMES));
        let names = &mut votes.names;
        names.clear();
        names.extend(found);
        names.sort_unstable();
        names.dedup();
        let common = |name: &u32| (self.heads[*name as usize] & memo.heads).count_ones();
        names.sort_by_key(|name| std::cmp::Reverse(common(name)));
        names.truncate(MOST_COMPARED);
    }

    fn vote(&self, list: &[u32], votes: &mut Votes) {
        let rarity = log2_milli(self.names_in_all as u64) - log2_milli(list.len() as u64);
        let vote = u32::try_from(rarity).unwrap_or(0).max(500);
        for name in list.iter().take(MOST_NAMES) {
            votes.add(*name, vote);
        }
    }

    fn list(&self, key: u64) -> &[u32] {
        let (from, to) = self.lists.get(&key).copied().unwrap_or((0, 0));
        &self.postings[from as usize..to as usize]
    }
}

/// What the words of one memo promise for each name; kept between memos to save the clearing.
pub(super) struct Votes {
    of_name: Vec<u32>,
    touched: Vec<u32>,
    recognised: Recognised,
    /// Room for the names found for the last memo, and for the payers they led to.
    winners: Vec<(std::cmp::Reverse<u32>, u32)>,
    names: Vec<u32>,
    named: Vec<Named>,
}

impl Votes {
    pub(super) fn new(payers: &Payers<'_>) -> Self {
        Self {
            of_name: vec![0; payers.heads.len()],
            touched: Vec::new(),
            recognised: Recognised::of_words(payers.words.len()),
            winners: Vec::new(),
            names: Vec::new(),
            named: Vec::new(),
        }
    }

    /// Forgets the memo before.
    pub(super) fn next_memo(&mut self) {
        self.recognised.next_memo();
    }

    fn add(&mut self, name: u32, vote: u32) {
        let so_far = &mut self.of_name[name as usize];
        if *so_far == 0 {
            self.touched.push(name);
        }
        *so_far += vote;
    }

    /// Keeps the names whose votes come near the most.
    fn choose(&mut self) {
        let most = self.touched.iter().map(|n| self.of_name[*n as usize]).max();
        let least = most.unwrap_or(0).saturating_sub(WITHIN);
        self.winners.clear();
        for name in self.touched.drain(..) {
            let vote = std::mem::take(&mut self.of_name[name as usize]);
            if vote >= least {
                self.winners.push((std::cmp::Reverse(vote), name));
            }
        }
        if self.winners.len() > MOST_COMPARED {
            self.winners.select_nth_unstable(MOST_COMPARED);
            self.winners.truncate(MOST_COMPARED);
        }
        self.names.clear();
        self.names
            .extend(self.winners.iter().map(|(_, name)| *name));
    }
}

//! The words of names: what each is worth, and the keys under which it is found again.

use crate::bits::log2_milli;
use crate::book::{Book, NONE};
use crate::engine::statistics::{Statistics, WordCounts, word_counts};
use crate::hash;
use crate::text::{Token, Word};
use std::collections::HashMap;

/// The keys under which a name is found again: by pairs of words, and by single ones if there are
/// no pairs or a name of one word may be meant.
pub(crate) fn name_keys(words: &[Word<'_>], singles_too: bool) -> Vec<u64> {
    let mut keys: Vec<u64> = pair_keys(words).collect();
    if keys.is_empty() || singles_too {
        keys.extend(words.iter().flat_map(|w| word_keys(w.text)).flatten());
    }
    keys
}

/// Words are found again in pairs, by the first three letters of neighbours and of next but ones:
/// that survives a word cut short, abbreviated or misspelt.
pub(super) fn pair_keys<'w>(words: &'w [Word<'_>]) -> impl Iterator<Item = u64> + 'w {
    let head = |word: &Word<'_>| {
        let bytes = word.text.as_bytes();
        (bytes.len() >= 3).then(|| hash::bytes(bytes.split_at(3).0))
    };
    let pair =
        move |a: Option<&Word<'_>>, b: Option<&Word<'_>>| Some(hash::pair(head(a?)?, head(b?)?));
    (0..words.len()).flat_map(move |at| {
        [1, 2]
            .into_iter()
            .filter_map(move |step| pair(words.get(at), words.get(at + step)))
    })
}

/// A word is found again by its first four letters, or by its last four when a typo hit the front.
pub(super) fn word_keys(word: &str) -> [Option<u64>; 2] {
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
pub(super) fn weighted_tokens<'a>(
    right: &'a Book,
    names: &[u32],
    usual: Option<&Statistics>,
) -> (Vec<u32>, Vec<Token<'a>>) {
    let own = usual.is_none().then(|| word_counts(right));
    let empty = WordCounts::default();
    let counts = usual.map(|u| &u.words).or(own.as_ref()).unwrap_or(&empty);
    let mut is_name = vec![false; right.symbols.len()];
    for name in names.iter().filter(|n| **n != NONE) {
        is_name[*name as usize] = true;
    }
    let is_link = |word: &str| matches!(word, "" | "E" | "DE" | "DA" | "DO" | "DAS" | "DOS");
    let (mut starts, mut tokens) = (vec![0], Vec::new());
    for (symbol, is_name) in (0_u32..).zip(is_name) {
        if is_name {
            let words = right.symbols.get(symbol).split(' ');
            for word in words.filter(|w| !is_link(w)) {
                let with = counts.rows_of_word.get(&hash::bytes(word.as_bytes()));
                let with = with.copied().unwrap_or(1) + imagined_with(word);
                let weight = log2_milli(counts.named + IMAGINED) - log2_milli(with);
                tokens.push(Token {
                    word: Word::new(word),
                    weight: weight.clamp(500, 12_000),
                });
            }
        }
        starts.push(u32::try_from(tokens.len()).unwrap_or(NONE));
    }
    (starts, tokens)
}

/// Each different word once, and its number in the place of each of its uses.
pub(super) fn numbered<'a>(tokens: &[Token<'a>]) -> (Vec<u32>, Vec<Token<'a>>) {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut words = Vec::new();
    let number = |token: &Token<'a>| {
        *known.entry(token.word.text).or_insert_with(|| {
            words.push(*token);
            u32::try_from(words.len() - 1).unwrap_or(NONE)
        })
    };
    (tokens.iter().map(number).collect(), words)
}

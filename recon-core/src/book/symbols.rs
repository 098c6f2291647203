//! Distinct strings under numbers.
#![allow(
    clippy::indexing_slicing,
    reason = "spans and symbols are handed out here"
)]

use super::{NONE, Row, Span};
use crate::hash;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys here are hashes already.
#[derive(Default, Clone, Copy)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= hash::bytes(bytes);
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from hashes; never iterated, so its order cannot reach a result.
pub(crate) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// Distinct folded strings, each once.
#[derive(Clone, Default)]
pub(crate) struct Symbols {
    text: String,
    spans: Vec<Span>,
    known: HashedMap<u32>,
}

impl Symbols {
    pub(crate) fn get(&self, symbol: u32) -> &str {
        self.spans
            .get(symbol as usize)
            .map_or("", |span| slice(&self.text, *span))
    }

    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Numbers the strings by their first use in the rows' final order, so that nothing depends
    /// on the order of arrival; no string can be added afterwards.
    pub(super) fn renumber(&mut self, rows: &mut [Row]) {
        let mut number = vec![NONE; self.spans.len()];
        let mut spans = Vec::with_capacity(self.spans.len());
        let mut ordered = String::with_capacity(self.text.len());
        for row in rows {
            let Row {
                words,
                text,
                acquirer,
                product,
                brand,
                ..
            } = row;
            for symbol in [words, text, acquirer, product, brand]
                .into_iter()
                .filter(|s| **s != NONE)
            {
                let at = *symbol as usize;
                if number[at] == NONE {
                    number[at] = u32::try_from(spans.len()).unwrap_or(NONE);
                    let start = u32::try_from(ordered.len()).unwrap_or(NONE);
                    ordered.push_str(slice(&self.text, self.spans[at]));
                    spans.push(Span {
                        start,
                        ..self.spans[at]
                    });
                }
                *symbol = number[at];
            }
        }
        self.spans = spans;
        self.text = ordered;
        self.known = HashedMap::default();
    }

    /// The symbol of a folded string; `None` when the table is full.
    pub(super) fn intern(&mut self, folded: &str) -> Option<u32> {
        if folded.is_empty() {
            return Some(NONE);
        }
        let mut key = hash::bytes(folded.as_bytes());
        while let Some(symbol) = self.known.get(&key) {
            if self.get(*symbol) == folded {
                return Some(*symbol);
            }
            key = key.wrapping_add(1);
        }
        let symbol = u32::try_from(self.spans.len())
            .ok()
            .filter(|s| *s != NONE)?;
        self.spans.push(append(&mut self.text, folded)?);
        self.known.insert(key, symbol);
        Some(symbol)
    }
}

pub(super) fn slice(text: &str, span: Span) -> &str {
    let start = span.start as usize;
    &text[start..start + span.len as usize]
}

pub(super) fn append(text: &mut String, part: &str) -> Option<Span> {
    let start = u32::try_from(text.len()).ok()?;
    let len = u32::try_from(part.len()).ok()?;
    start.checked_add(len)?;
    text.push_str(part);
    Some(Span { start, len })
}

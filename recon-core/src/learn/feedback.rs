//! Learning from what a person decided.

use super::{Class, Ids, Model};
use crate::book::{Book, EntryIndex, NONE};
use crate::evidence::Clue;
use crate::outcome::{Match, MatchKind};

/// A name that is recognisable to this degree needs no alias.
const RECOGNISED: u8 = 60;

/// How words begin that name nobody.
const BOILERPLATE: [&str; 12] = [
    "PIX", "TED", "DOC", "RECEB", "ENVI", "TRANSF", "PAG", "CRED", "DEB", "DEPOSIT", "BOLETO",
    "LIQ",
];

impl Model {
    /// Learns that a match is right: who is meant by this name, how late such payments come, and
    /// how far such claims can be trusted. The books must be those it was made from.
    pub fn confirm(&mut self, left: &Book, right: &Book, found: &Match) {
        self.rejected
            .remove(&ids(left, right, &found.left, &found.right));
        self.count(found, |decisions| &mut decisions.confirmed);
        let percent = found.evidence.iter().find_map(|e| match e.clue {
            Clue::NameAgrees { percent } => Some(percent),
            _ => None,
        });
        if percent.is_none_or(|percent| percent < RECOGNISED) {
            self.learn_alias(left, right, &found.left, &found.right);
        }
        self.learn_habits(left, right, found);
    }

    /// Learns that these entries belong together though nothing proposed it: who is meant by this
    /// name, and that no refusal of the same match holds any more.
    pub fn confirm_entries(
        &mut self,
        left: &Book,
        right: &Book,
        lefts: &[EntryIndex],
        rights: &[EntryIndex],
    ) {
        self.rejected.remove(&ids(left, right, lefts, rights));
        self.learn_alias(left, right, lefts, rights);
    }

    fn learn_alias(
        &mut self,
        left: &Book,
        right: &Book,
        lefts: &[EntryIndex],
        rights: &[EntryIndex],
    ) {
        if let (Some(key), Some(name)) = (says(left, lefts), is_owed_by(right, rights)) {
            *self
                .aliases
                .entry(key)
                .or_default()
                .entry(name)
                .or_default() += 1;
        }
    }

    /// Learns that a match is wrong: it is never proposed again, and what was learned of its names
    /// is forgotten. The books must be those it was made from.
    pub fn reject(&mut self, left: &Book, right: &Book, found: &Match) {
        self.rejected
            .insert(ids(left, right, &found.left, &found.right));
        self.count(found, |decisions| &mut decisions.rejected);
        if let (Some(key), Some(name)) = (says(left, &found.left), is_owed_by(right, &found.right))
            && let Some(names) = self.aliases.get_mut(&key)
        {
            names.remove(&name);
            self.aliases.retain(|_, names| !names.is_empty());
        }
    }

    fn count(&mut self, found: &Match, side: impl Fn(&mut super::Decisions) -> &mut u32) {
        let claimed = found.margin.unwrap_or(found.score).min(found.score);
        let bits = claimed.milli().div_euclid(1_000);
        let count = side(self.decisions.entry(bits).or_default());
        *count = count.saturating_add(1);
    }

    fn learn_habits(&mut self, left: &Book, right: &Book, found: &Match) {
        let row = |book: &Book, entry: Option<&EntryIndex>| {
            entry.and_then(|e| book.rows().get(e.row()).copied())
        };
        let (Some(l), Some(r)) = (
            row(left, found.left.first()),
            row(right, found.right.last()),
        ) else {
            return;
        };
        let has = |wanted: fn(&Clue) -> bool| found.evidence.iter().any(|e| wanted(&e.clue));
        let class = if found.right.len() > 1 {
            Class::Group
        } else if found.kind == MatchKind::NetOfFee {
            Class::Net
        } else if has(|clue| matches!(clue, Clue::ReferenceAgrees { .. })) {
            Class::Referenced
        } else {
            Class::Unreferenced
        };
        let habits = self.habits.entry(class).or_default();
        *habits.lags.entry(l.lag_after(&r)).or_default() += 1;
        let differs = has(|clue| matches!(clue, Clue::NameDiffers));
        if differs || has(|clue| matches!(clue, Clue::NameAgrees { .. })) {
            habits.named += 1;
            habits.named_otherwise += u32::from(differs);
        }
    }
}

fn ids(left: &Book, right: &Book, lefts: &[EntryIndex], rights: &[EntryIndex]) -> Ids {
    let of = |book: &Book, entries: &[EntryIndex]| {
        let mut ids: Vec<String> = entries.iter().map(|e| book.id(*e).to_owned()).collect();
        ids.sort_unstable();
        ids
    };
    (of(left, lefts), of(right, rights))
}

/// What the left side calls the payer, where all its entries say the same.
fn says(left: &Book, lefts: &[EntryIndex]) -> Option<String> {
    let mut keys = lefts.iter().map(|entry| {
        let row = left.rows().get(entry.row())?;
        (row.words != NONE).then(|| alias_key(left.symbols.get(row.words)))
    });
    let first = keys.next()??;
    let same = keys.all(|key| key.as_ref() == Some(&first));
    (same && !first.is_empty()).then_some(first)
}

/// What the right side calls the payer, where all its entries say the same.
fn is_owed_by(right: &Book, rights: &[EntryIndex]) -> Option<String> {
    let mut names = rights.iter().map(|entry| {
        let words = right.rows().get(entry.row()).map_or(NONE, |row| row.words);
        right.symbols.get(words)
    });
    let first = names.next()?;
    (!first.is_empty() && names.all(|name| name == first)).then(|| first.to_owned())
}

/// What is left of a folded memo without numbers and the bank's own words.
pub(crate) fn alias_key(folded: &str) -> String {
    let names = folded.split(' ').filter(|word| {
        word.len() > 1
            && !word.bytes().any(|b| b.is_ascii_digit())
            && !BOILERPLATE.iter().any(|begin| word.starts_with(begin))
    });
    names.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_is_kept_of_a_memo() {
        assert_eq!(
            alias_key("PIX RECEBIDO ZE DA ESQUINA 12042026"),
            "ZE DA ESQUINA"
        );
        assert_eq!(alias_key("TED 033"), "");
    }
}

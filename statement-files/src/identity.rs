//! Telling one line from another, and from itself when the bank exports it again.

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::fold::fold;
use crate::{Account, Line};

/// What a line is recognised by: a hash of account, posting date, amount, texts and check number,
/// and which occurrence of that content it is within the file.
///
/// Banks leave `FITID` blank, restart its sequence in every file, give one to two different lines
/// or change it when the same line is exported again; so it has no part in this. Case, accents and
/// spacing of the texts do not count either. Two equal lines are legitimate (two equal fees on one
/// day): they share the [`key`](Self::key) and differ in the [`occurrence`](Self::occurrence).
///
/// The key is FNV-1a of 128 bits: the same on every machine and in every version of this crate
/// with the same major number. It is made from personal data, so treat it as a pseudonym.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    key: u128,
    occurrence: u32,
}

impl Identity {
    /// Of a line that is not complete yet.
    pub(crate) const PENDING: Self = Self {
        key: 0,
        occurrence: 0,
    };

    /// The hash of the line's content.
    #[must_use]
    pub fn key(self) -> u128 {
        self.key
    }

    /// 1 for the first line of a file with this content, 2 for its twin, and so on.
    #[must_use]
    pub fn occurrence(self) -> u32 {
        self.occurrence
    }
}

impl fmt::Display for Identity {
    /// 32 hexadecimal digits, a hyphen and the occurrence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}-{}", self.key, self.occurrence)
    }
}

/// Hands out identities within one file, and notices repeated identifiers.
#[derive(Default)]
pub(crate) struct Identities {
    occurrences: HashMap<u64, u32>,
    ids: SeenIds,
}

impl Identities {
    /// Fills in `identity` and `id_is_repeated` of a line that is otherwise complete.
    pub(crate) fn assign(&mut self, account: &Account, line: &mut Line) {
        let key = content_key(account, line);
        let occurrence = self.occurrences.entry(short(key)).or_insert(0);
        *occurrence = occurrence.saturating_add(1);
        line.identity = Identity {
            key,
            occurrence: *occurrence,
        };
        line.id_is_repeated = line
            .id
            .as_deref()
            .is_some_and(|id| self.ids.is_repeated(id));
    }

    /// Identifiers need to be unique within one statement only.
    pub(crate) fn forget_ids(&mut self) {
        self.ids = SeenIds::default();
    }
}

/// The identifiers a file has used so far, as hashes.
#[derive(Default)]
pub(crate) struct SeenIds(HashSet<u64>);

impl SeenIds {
    /// Whether this identifier was asked about before.
    pub(crate) fn is_repeated(&mut self, id: &str) -> bool {
        let mut hash = Fnv::new();
        hash.text(id.chars());
        !self.0.insert(short(hash.0))
    }
}

/// Half the hash is plenty to count within one file, and halves the memory.
fn short(key: u128) -> u64 {
    const LOW: u128 = u64::MAX as u128;
    u64::try_from((key ^ (key >> 64)) & LOW).unwrap_or_default()
}

fn content_key(account: &Account, line: &Line) -> u128 {
    let mut hash = Fnv::new();
    let bank = account.compe();
    hash.text(
        bank.as_deref()
            .or(account.bank_id.as_deref())
            .unwrap_or_default()
            .chars(),
    );
    hash.text(account.number_digits());
    hash.number(i128::from(line.date.to_julian_day()));
    let amount = line.amount.normalize();
    hash.number(amount.mantissa());
    hash.number(i128::from(amount.scale()));
    hash.text(fold(&line.memo));
    hash.text(fold(line.name.as_deref().unwrap_or_default()));
    // Itaú repeats its FITID there, which is another one in the next export.
    let check_number = line
        .check_number
        .as_deref()
        .filter(|_| line.check_number != line.id);
    hash.text(check_number.unwrap_or_default().chars());
    hash.0
}

/// Fowler–Noll–Vo 1a, 128 bits.
struct Fnv(u128);

impl Fnv {
    const OFFSET_BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    fn new() -> Self {
        Self(Self::OFFSET_BASIS)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(Self::PRIME);
    }

    /// A text and its end, so that moving a character to the next field changes the hash.
    fn text(&mut self, chars: impl Iterator<Item = char>) {
        let mut utf8 = [0; 4];
        for c in chars {
            for byte in c.encode_utf8(&mut utf8).bytes() {
                self.byte(byte);
            }
        }
        self.byte(0xFF);
    }

    fn number(&mut self, number: i128) {
        for byte in number.to_le_bytes() {
            self.byte(byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        let mut hash = Fnv::new();
        for byte in *b"foobar" {
            hash.byte(byte);
        }
        assert_eq!(hash.0, 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }

    #[test]
    fn an_identifier_is_repeated_from_the_second_time_on() {
        let mut ids = SeenIds::default();
        assert!(!ids.is_repeated("1"));
        assert!(!ids.is_repeated("2"));
        assert!(ids.is_repeated("1"));
    }
}

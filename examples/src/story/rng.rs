//! Chance that repeats itself.

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound`, excluded; 0 when there is none.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        low.saturating_add(i64::try_from(self.below(span)).unwrap_or_default())
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(u64::try_from(list.len()).unwrap_or(u64::MAX));
        list.get(usize::try_from(at).unwrap_or(usize::MAX))
    }

    /// Digits, as many as asked for.
    pub(super) fn digits(&mut self, count: usize) -> String {
        self.characters(b"0123456789", count)
    }

    /// Capital letters and digits, as many as asked for.
    pub(super) fn letters_and_digits(&mut self, count: usize) -> String {
        self.characters(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", count)
    }

    fn characters(&mut self, alphabet: &[u8], count: usize) -> String {
        (0..count)
            .filter_map(|_| self.pick(alphabet))
            .map(|byte| char::from(*byte))
            .collect()
    }
}

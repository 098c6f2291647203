//! One fixed hash for joins. It carries no random state, so every run, machine and thread agrees.

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FOLD: u64 = 0xd6e8_feb8_6659_fd93;

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let [low, high] = split(product);
    low ^ high
}

fn split(wide: u128) -> [u64; 2] {
    let bytes = wide.to_le_bytes();
    let (low, high) = bytes.split_at(8);
    [word(low), word(high)]
}

fn word(bytes: &[u8]) -> u64 {
    let mut padded = [0; 8];
    for (slot, byte) in padded.iter_mut().zip(bytes) {
        *slot = *byte;
    }
    u64::from_le_bytes(padded)
}

/// Hash of a byte string; never zero, so that zero can stand for "absent".
pub(crate) fn bytes(data: &[u8]) -> u64 {
    let mut state = SEED ^ fold(data.len() as u64 ^ FOLD, SEED);
    for chunk in data.chunks(8) {
        state = fold(state ^ word(chunk), FOLD) ^ state.rotate_left(23);
    }
    fold(state ^ SEED, FOLD).max(1)
}

/// Joins two hashes (or numbers) to one key.
pub(crate) fn pair(a: u64, b: u64) -> u64 {
    fold(a ^ SEED, b ^ FOLD) ^ fold(a.rotate_left(31) ^ b, SEED)
}

/// A signed amount as the second half of a key.
pub(crate) fn with_amount(key: u64, amount: i64) -> u64 {
    pair(key, amount.cast_unsigned())
}

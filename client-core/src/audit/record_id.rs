//! Record ids: ULIDs, which sort by time and never repeat.

use aws_lc_rs::rand;
use time::OffsetDateTime;

use super::error::EventError;

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS: u32 = 26;
const RANDOM_BITS: u32 = 80;

/// 48 bits of milliseconds since 1970 and 80 random bits, in 26 characters.
pub(super) fn new_record_id(at: OffsetDateTime) -> Result<String, EventError> {
    let millis =
        u64::try_from(at.unix_timestamp_nanos() / 1_000_000).map_err(|_| EventError::Time {
            field: "recorded_at",
        })?;
    let mut random = [0u8; 16];
    rand::fill(&mut random).map_err(|_| EventError::Randomness)?;
    let random = u128::from_be_bytes(random) >> (u128::BITS - RANDOM_BITS);
    Ok(encode(u128::from(millis) << RANDOM_BITS | random))
}

fn encode(id: u128) -> String {
    let character = |position: u32| {
        let value = (id >> (5 * position)) & 31;
        // Five bits always index the alphabet.
        let symbol = usize::try_from(value)
            .ok()
            .and_then(|value| CROCKFORD.get(value));
        symbol.map_or('0', |symbol| char::from(*symbol))
    };
    (0..CHARACTERS).rev().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::{encode, new_record_id};
    use time::macros::datetime;

    #[test]
    fn encodes_as_the_ulid_specification_does() {
        // Largest id, and the time of the specification's sample (1469918176385 ms).
        assert_eq!(encode(u128::MAX), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
        assert_eq!(
            encode(1_469_918_176_385 << 80),
            "01ARYZ6S410000000000000000"
        );
    }

    #[test]
    fn ids_sort_by_time_and_differ() {
        let early = new_record_id(datetime!(2026-11-21 12:00:00 UTC)).unwrap();
        let same = new_record_id(datetime!(2026-11-21 12:00:00 UTC)).unwrap();
        let late = new_record_id(datetime!(2026-11-21 12:00:00.001 UTC)).unwrap();
        assert_eq!(early[..10], same[..10]);
        assert_ne!(early, same);
        assert!(late > early && late > same);
        assert!(new_record_id(datetime!(1969-12-31 23:59:59 UTC)).is_err());
    }
}

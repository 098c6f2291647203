//! SHA-256 and HMAC-SHA256, and the hexadecimal text of both.

use std::fmt::Write as _;

use aws_lc_rs::{digest, hmac};

/// What SHA-256 and HMAC-SHA256 yield.
pub(crate) type Digest = [u8; 32];

/// SHA-256 over the pieces, one after the other.
pub(crate) fn sha256(pieces: &[&[u8]]) -> Digest {
    let mut context = digest::Context::new(&digest::SHA256);
    for piece in pieces {
        context.update(piece);
    }
    sized(context.finish().as_ref())
}

/// HMAC-SHA256 over the pieces, one after the other.
pub(crate) fn hmac_sha256(key: &hmac::Key, pieces: &[&[u8]]) -> Digest {
    let mut context = hmac::Context::with_key(key);
    for piece in pieces {
        context.update(piece);
    }
    sized(context.sign().as_ref())
}

/// A key for [`hmac_sha256`].
pub(crate) fn hmac_key(secret: &[u8]) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret)
}

#[allow(clippy::expect_used, reason = "the algorithm fixes the length")]
fn sized(bytes: &[u8]) -> Digest {
    bytes.try_into().expect("SHA-256 yields 32 bytes")
}

/// Lower-case hex of `bytes`.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The digest written as 64 hex digits in either case; `None` for anything else.
pub(crate) fn from_hex(text: &str) -> Option<Digest> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let bytes: Option<Vec<u8>> = pairs.iter().map(|&[high, low]| byte(high, low)).collect();
    bytes?.try_into().ok()
}

fn byte(high: u8, low: u8) -> Option<u8> {
    let high = char::from(high).to_digit(16)?;
    let low = char::from(low).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

#[cfg(test)]
mod tests {
    use super::{from_hex, hmac_key, hmac_sha256, sha256, to_hex};

    #[test]
    fn agrees_with_published_vectors() {
        // FIPS 180-4, "abc"; RFC 4231, test case 2.
        assert_eq!(
            to_hex(&sha256(&[b"a", b"", b"bc"])),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let tag = hmac_sha256(&hmac_key(b"Jefe"), &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(
            to_hex(&tag),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn reads_either_case_of_exactly_64_digits() {
        let digest = sha256(&[b"any"]);
        let text = to_hex(&digest);
        assert_eq!(from_hex(&text), Some(digest));
        assert_eq!(from_hex(&text.to_uppercase()), Some(digest));
        assert_eq!(from_hex(&text[..62]), None);
        assert_eq!(from_hex(&text[..63]), None);
        assert_eq!(from_hex(&format!("{text}00")), None);
        assert_eq!(from_hex(&format!("+{}", &text[1..])), None);
        assert_eq!(from_hex(&format!("é{}", &text[2..])), None);
    }
}

//! Reading text into fixed arrays, with errors that point into the text as given.

use crate::error::{ParseError, ParseErrorKind};
use std::ops::Range;

/// Stands for any non-ASCII character; belongs to no class, so it always ends in `BadCharset`.
const FOREIGN: u8 = 0xFF;

/// How values of one type are written.
pub(crate) struct Layout {
    pub(crate) type_name: &'static str,
    /// Punctuation that may stand anywhere and is skipped.
    pub(crate) separators: &'static [u8],
    /// The advice of length and character errors.
    pub(crate) fix: &'static str,
}

impl Layout {
    /// The significant characters of `text`, which must be exactly `N`.
    pub(crate) fn read<const N: usize>(&self, text: &str) -> Result<[u8; N], ParseError> {
        let (characters, count) = self.gather(text);
        if count == N {
            Ok(characters)
        } else {
            Err(self.bad_length(count))
        }
    }

    /// Like [`read`](Self::read), but restores zeros lost on the left of a number.
    pub(crate) fn read_padded<const N: usize>(&self, text: &str) -> Result<[u8; N], ParseError> {
        let (mut characters, count) = self.gather(text);
        if count == 0 || count > N {
            return Err(self.bad_length(count));
        }
        characters.rotate_right(N - count);
        Ok(characters)
    }

    /// Up to `N` significant characters, zero-filled on the right, and how many there were.
    pub(crate) fn gather<const N: usize>(&self, text: &str) -> ([u8; N], usize) {
        let mut characters = [b'0'; N];
        let mut count = 0;
        for (_, byte) in self.significant(text) {
            if let Some(slot) = characters.get_mut(count) {
                *slot = if byte.is_ascii() { byte } else { FOREIGN };
            }
            count += 1;
        }
        (characters, count)
    }

    /// Offset and first byte of every significant character.
    fn significant<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, u8)> + use<'a> {
        let separators = self.separators;
        text.bytes().enumerate().filter(move |&(_, byte)| {
            let continues_a_character = byte & 0xC0 == 0x80;
            !continues_a_character && !separators.contains(&byte)
        })
    }

    /// Checks that the characters of `range` belong to `class`.
    pub(crate) fn require(
        &self,
        text: &str,
        characters: &[u8],
        range: Range<usize>,
        class: fn(&u8) -> bool,
    ) -> Result<(), ParseError> {
        let start = range.start;
        let wrong = characters
            .get(range)
            .unwrap_or_default()
            .iter()
            .position(|byte| !class(byte));
        match wrong {
            None => Ok(()),
            Some(index) => {
                Err(self.error(ParseErrorKind::BadCharset, self.fix, text, start + index))
            }
        }
    }

    /// An error at the significant character number `index`.
    pub(crate) fn error(
        &self,
        kind: ParseErrorKind,
        fix: &'static str,
        text: &str,
        index: usize,
    ) -> ParseError {
        let position = self.significant(text).nth(index).map(|(offset, _)| offset);
        ParseError::new(kind, self.type_name, fix).at(position)
    }

    pub(crate) const fn bad_length(&self, count: usize) -> ParseError {
        ParseError::new(ParseErrorKind::BadLength, self.type_name, self.fix).with_length(count)
    }
}

/// Digits and capital letters, the alphabet of CNPJ and of all that is built from it.
pub(crate) const fn is_digit_or_capital(byte: &u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase()
}

/// The text of bytes that a parser has already found to be ASCII.
pub(crate) fn text(ascii: &[u8]) -> &str {
    debug_assert!(ascii.is_ascii(), "parsers admit ASCII only");
    std::str::from_utf8(ascii).unwrap_or_default()
}

/// The number written by at most 19 digits that a parser has already checked.
pub(crate) fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |value, digit| {
        value * 10 + u64::from(digit.wrapping_sub(b'0'))
    })
}

/// `value` as `N` zero-padded digits; `None` if it needs more.
pub(crate) fn digits<const N: usize>(mut value: u64) -> Option<[u8; N]> {
    let mut text = [b'0'; N];
    for slot in text.iter_mut().rev() {
        *slot += u8::try_from(value % 10).ok()?;
        value /= 10;
    }
    (value == 0).then_some(text)
}

/// `characters` grouped by `mask`, in which every `#` takes the next one.
pub(crate) fn punctuate(characters: &[u8], mask: &str) -> String {
    let mut next = characters.iter().copied().map(char::from);
    mask.chars()
        .map(|slot| {
            if slot == '#' {
                next.next().unwrap_or(slot)
            } else {
                slot
            }
        })
        .collect()
}

/// ASCII text of at most `N` (≤ 255) bytes, held inline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Inline<const N: usize> {
    // Zero-filled beyond `length`, so that the derived order is the order of the text.
    bytes: [u8; N],
    length: u8,
}

impl<const N: usize> Inline<N> {
    /// Collects `bytes`; `None` if there are more than `N`.
    pub(crate) fn collect(source: impl Iterator<Item = u8>) -> Option<Self> {
        let mut bytes = [0; N];
        let mut length: u8 = 0;
        for byte in source {
            *bytes.get_mut(usize::from(length))? = byte;
            length = length.checked_add(1)?;
        }
        Some(Self { bytes, length })
    }

    pub(crate) fn as_str(&self) -> &str {
        text(
            self.bytes
                .get(..usize::from(self.length))
                .unwrap_or_default(),
        )
    }
}

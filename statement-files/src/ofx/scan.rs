//! Cuts SGML and XML alike into elements: an opening tag with the text after it, or a closing tag.
//!
//! Nothing is balanced here. In OFX 1.x a leaf may or may not be closed, and banks forget to close
//! aggregates too; what belongs to what is decided by the names, in the reader.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memmem};

use super::tag::Tag;
use crate::{Position, Source};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element<'s> {
    Open {
        tag: Tag,
        /// The text up to the next tag, raw. `None` if the file ends before it does.
        value: Option<&'s [u8]>,
        at: usize,
    },
    Close {
        tag: Tag,
    },
}

struct FoundTag {
    tag: Tag,
    closing: bool,
    start: usize,
    end: usize,
}

pub(super) struct Scanner<'s> {
    text: &'s [u8],
    next: Option<FoundTag>,
    lines: LineCounter,
    /// There may be an end of comment or of CDATA ahead; once it is known that there is none,
    /// nobody looks again.
    comments_end: bool,
    cdata_ends: bool,
}

impl<'s> Scanner<'s> {
    pub(super) fn new(source: &'s Source<'_>) -> Self {
        let text = source.bytes();
        let mut scanner = Self {
            text,
            next: None,
            lines: LineCounter::new(text),
            comments_end: true,
            cdata_ends: true,
        };
        scanner.next = scanner.find_tag(source.start(), false);
        scanner
    }

    /// The position of an offset. Offsets must not decrease from call to call.
    pub(super) fn position(&mut self, byte: usize) -> Position {
        self.lines.position(self.text, byte)
    }

    /// The position of the end of the file.
    pub(super) fn end(&mut self) -> Position {
        self.position(self.text.len())
    }

    pub(super) fn next_element(&mut self) -> Option<Element<'s>> {
        let FoundTag {
            tag,
            closing,
            start,
            end,
        } = self.next.take()?;
        self.next = self.find_tag(end, tag.is_text() && !closing);
        if closing {
            return Some(Element::Close { tag });
        }
        let value = match &self.next {
            Some(next) => Some(self.text.get(end..next.start).unwrap_or_default()),
            None => None,
        };
        Some(Element::Open {
            tag,
            value,
            at: start,
        })
    }

    /// The next tag from an offset on. Inside a text value, an unknown name in the middle of a
    /// line is text: `PAGTO <FULANO> 12`.
    fn find_tag(&mut self, from: usize, in_text: bool) -> Option<FoundTag> {
        let mut at = from;
        loop {
            at += memchr(b'<', self.text.get(at..)?)?;
            if let Some(end) = self.skip_markup(at) {
                at = end;
                continue;
            }
            if let Some(found) = tag_at(self.text, at) {
                let literal =
                    in_text && found.tag == Tag::Unknown && is_mid_line(self.text.get(from..at)?);
                if !literal {
                    return Some(found);
                }
            }
            at += 1;
        }
    }

    /// The end of a comment or CDATA section that starts here.
    fn skip_markup(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let (closed, end): (&mut bool, &[u8]) = if rest.starts_with(b"<!--") {
            (&mut self.comments_end, b"-->")
        } else if rest.starts_with(CDATA) {
            (&mut self.cdata_ends, CDATA_END)
        } else {
            return None;
        };
        if !*closed {
            return None;
        }
        let found = memmem::find(rest, end);
        *closed = found.is_some();
        found.map(|length| at + length + end.len())
    }
}

const CDATA: &[u8] = b"<![CDATA[";
const CDATA_END: &[u8] = b"]]>";

/// A tag that starts exactly here: `<NAME>`, `</NAME>`, `<NAME/>`, perhaps with attributes.
fn tag_at(text: &[u8], start: usize) -> Option<FoundTag> {
    const LONGEST_NAME: usize = 32;
    const LONGEST_TAG: usize = 256;
    let rest = text.get(start + 1..)?;
    let closing = rest.first() == Some(&b'/');
    let rest = rest.get(usize::from(closing)..)?;
    if !rest.first()?.is_ascii_alphabetic() {
        return None;
    }
    let length = rest
        .iter()
        .take(LONGEST_NAME + 1)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'))
        .count();
    let (name, rest) = rest.split_at_checked(length)?;
    let window = rest.get(..LONGEST_TAG).unwrap_or(rest);
    let close = match rest.first()? {
        b'>' => 0,
        b' ' | b'/' | b'\t' | b'\r' | b'\n' => {
            let close = memchr(b'>', window)?;
            if memchr(b'<', window.get(..close)?).is_some() {
                return None;
            }
            close
        }
        _ => return None,
    };
    let end = start + 1 + usize::from(closing) + length + close + 1;
    Some(FoundTag {
        tag: Tag::from_name(name),
        closing,
        start,
        end,
    })
}

/// Whether these bytes end in text, perhaps with blanks after it but no line end.
fn is_mid_line(before: &[u8]) -> bool {
    let last = before.iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
    last.is_some_and(|b| !matches!(b, b'\n' | b'\r'))
}

/// Counts lines while offsets grow.
struct LineCounter {
    counted: usize,
    line: usize,
    line_end: u8,
}

impl LineCounter {
    fn new(text: &[u8]) -> Self {
        let line_end = if memchr(b'\n', text).is_some() {
            b'\n'
        } else {
            b'\r'
        };
        Self {
            counted: 0,
            line: 1,
            line_end,
        }
    }

    fn position(&mut self, text: &[u8], byte: usize) -> Position {
        if let Some(passed) = text.get(self.counted..byte) {
            self.line += memchr_iter(self.line_end, passed).count();
            self.counted = byte;
        }
        Position {
            line: self.line,
            byte,
        }
    }
}

/// The text of a value: entities decoded, line breaks as spaces, no blanks around it.
pub(super) fn text(source: &Source<'_>, raw: &[u8]) -> String {
    let raw = raw.trim_ascii();
    let cdata = raw
        .strip_prefix(CDATA)
        .and_then(|rest| rest.strip_suffix(CDATA_END));
    match cdata {
        Some(literal) => crate::source::tidy(&source.decode(literal)),
        None => crate::source::tidy(&decode_entities(source.decode(raw))),
    }
}

/// A value that is not free text: its first line that is not blank.
pub(super) fn scalar(source: &Source<'_>, raw: &[u8]) -> String {
    let raw = raw.trim_ascii();
    let end = raw
        .iter()
        .position(|b| matches!(b, b'\n' | b'\r'))
        .unwrap_or(raw.len());
    text(source, raw.get(..end).unwrap_or(raw))
}

/// Decodes the entities that OFX allows; any other `&` is literal.
fn decode_entities(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return text;
    };
    let mut decoded = String::with_capacity(text.len());
    let (plain, mut rest) = text.split_at(first);
    decoded.push_str(plain);
    while let Some(after) = rest.strip_prefix('&') {
        let (c, tail) = match entity(after) {
            Some((c, length)) => (c, after.get(length..).unwrap_or_default()),
            None => ('&', after),
        };
        decoded.push(c);
        let (plain, next) = tail.split_at(tail.find('&').unwrap_or(tail.len()));
        decoded.push_str(plain);
        rest = next;
    }
    Cow::Owned(decoded)
}

/// The character that `amp;…` stands for, and how much of the text says so.
fn entity(after_ampersand: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 8;
    let end = after_ampersand
        .bytes()
        .take(LONGEST)
        .position(|b| b == b';')?;
    let c = match after_ampersand.get(..end)? {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::super::tag::Leaf;
    use super::*;

    fn elements(text: &str) -> Vec<(Tag, Option<String>)> {
        let source = Source::new(text.as_bytes());
        let mut scanner = Scanner::new(&source);
        std::iter::from_fn(|| scanner.next_element())
            .filter_map(|element| match element {
                Element::Open { tag, value, .. } => {
                    Some((tag, value.map(|value| super::text(&source, value))))
                }
                Element::Close { .. } => None,
            })
            .collect()
    }

    fn memo(text: &str) -> (Tag, Option<String>) {
        (Tag::Leaf(Leaf::Memo), Some(text.to_owned()))
    }

    #[test]
    fn a_value_ends_at_the_next_tag() {
        assert_eq!(
            elements("<MEMO>A\r\n<FITID>1</FITID><MEMO>B</MEMO></STMTTRN>"),
            [
                memo("A"),
                (Tag::Leaf(Leaf::Id), Some("1".into())),
                memo("B")
            ]
        );
        assert_eq!(elements("<MEMO>cut of"), [(Tag::Leaf(Leaf::Memo), None)]);
    }

    #[test]
    fn text_may_hold_what_looks_like_markup() {
        for (text, value) in [
            ("a < b > c", "a < b > c"),
            ("PAGTO <FULANO> 12", "PAGTO <FULANO> 12"),
            ("<> </> <1>", "<> </> <1>"),
            (
                "A & B &amp; C &#x41;&#66; &copy; &",
                "A & B & C AB &copy; &",
            ),
            ("&lt;MEMO&gt;", "<MEMO>"),
            ("<![CDATA[A &amp; <MEMO> B]]>", "A &amp; <MEMO> B"),
            ("one\r\n  two", "one    two"),
        ] {
            assert_eq!(
                elements(&format!("<MEMO>{text}</MEMO></OFX>")),
                [memo(value)],
                "{text}"
            );
        }
    }

    #[test]
    fn an_unknown_element_on_its_own_line_ends_the_text() {
        assert_eq!(
            elements("<MEMO>A\n<INTU.BID>3000\n<FITID>1\n</X>"),
            [
                memo("A"),
                (Tag::Unknown, Some("3000".into())),
                (Tag::Leaf(Leaf::Id), Some("1".into()))
            ]
        );
    }

    #[test]
    fn markup_that_never_ends_is_text() {
        assert_eq!(elements("<MEMO>a <!-- b</MEMO></X>"), [memo("a <!-- b")]);
        assert_eq!(
            elements("<MEMO>a <![CDATA[ b</MEMO></X>"),
            [memo("a <![CDATA[ b")]
        );
        assert_eq!(
            elements("<!-- <MEMO>no</MEMO> --><MEMO>yes</MEMO></X>"),
            [memo("yes")]
        );
    }

    #[test]
    fn a_scalar_is_one_line() {
        let source = Source::new(b"");
        assert_eq!(scalar(&source, b"\r\n  -45.00 \r\nrubbish"), "-45.00");
    }
}

//! The tag-length-value structure: two digits of tag, two of length, the value.

use super::TYPE_NAME;
use crate::error::{ParseError, ParseErrorKind};
use crate::layout;

/// What lengths count. The standard says characters; some issuers count bytes of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LengthUnit {
    Characters,
    Bytes,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) tag: u8,
    pub(super) value: &'a str,
    /// Where the tag stands in the whole text.
    pub(super) at: usize,
}

impl Field<'_> {
    /// Where the value stands in the whole text.
    pub(super) const fn value_at(&self) -> usize {
        self.at + 4
    }

    pub(super) const fn end(&self) -> usize {
        self.value_at() + self.value.len()
    }
}

/// Walks the fields of a text from the left; ends after the first error.
#[derive(Debug, Clone)]
pub(super) struct Fields<'a> {
    rest: &'a str,
    at: usize,
    unit: LengthUnit,
}

impl<'a> Fields<'a> {
    /// The fields of `text`, which stands at `at` in what the caller was given.
    pub(super) const fn of(text: &'a str, at: usize, unit: LengthUnit) -> Self {
        Self {
            rest: text,
            at,
            unit,
        }
    }

    /// The fields inside a template.
    pub(super) const fn within(template: Field<'a>, unit: LengthUnit) -> Self {
        Self::of(template.value, template.value_at(), unit)
    }

    fn take(&mut self) -> Option<Field<'a>> {
        let (header, rest) = self.rest.split_at_checked(4)?;
        if !header.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (tag, length) = header.as_bytes().split_at_checked(2)?;
        let length = usize::try_from(layout::number(length)).ok()?;
        let end = match self.unit {
            LengthUnit::Bytes => length,
            LengthUnit::Characters => {
                let starts = rest.char_indices().map(|(start, _)| start);
                starts.chain([rest.len()]).nth(length)?
            }
        };
        let (value, rest) = rest.split_at_checked(end)?;
        let field = Field {
            tag: u8::try_from(layout::number(tag)).ok()?,
            value,
            at: self.at,
        };
        self.rest = rest;
        self.at = field.end();
        Some(field)
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<Field<'a>, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        Some(self.take().ok_or_else(|| {
            self.rest = "";
            bad_tlv(self.at)
        }))
    }
}

pub(super) const fn bad_tlv(at: usize) -> ParseError {
    let fix = "copy the whole code again; if it was built by hand, correct the lengths";
    ParseError::new(ParseErrorKind::BadTlv, TYPE_NAME, fix).at(Some(at))
}

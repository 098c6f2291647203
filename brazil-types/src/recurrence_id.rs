use crate::Ispb;
use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout, is_digit_or_capital};
use crate::stamp;
use crate::text_type::text_type;
use time::Date;

/// The id of a Pix Automático recurrence (`idRec`): `RR` or `RN`, ISPB (8), day (8), 11 letters
/// or digits. Case matters.
///
/// ```
/// use brazil_types::RecurrenceId;
/// use time::macros::date;
///
/// let id = RecurrenceId::parse("RR1234567820240115abcdefghijk")?;
/// assert!(id.allows_retries());
/// assert_eq!(id.date(), date!(2024-01-15));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "idRec")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecurrenceId(DatedId);

/// The id of a request to confirm a recurrence (`idSolicRec`): as [`RecurrenceId`], with `SC` in
/// front.
///
/// ```
/// use brazil_types::RecurrenceRequestId;
///
/// let id = RecurrenceRequestId::parse("SC1234567820240115abcdefghijk")?;
/// assert_eq!(id.ispb().as_str(), "12345678");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "idSolicRec")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecurrenceRequestId(DatedId);

text_type!(RecurrenceId, plain);
text_type!(RecurrenceRequestId, plain);

impl RecurrenceId {
    const LAYOUT: Layout = Layout {
        type_name: "recurrence id",
        separators: b"",
        fix: "an idRec has 29 characters: RR or RN, ISPB, yyyyMMdd, 11 letters or digits",
    };

    /// Parses 29 characters.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadPrefix`, `BadCharset` or `BadDate`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        DatedId::parse(&Self::LAYOUT, &[b"RR", b"RN"], text).map(Self)
    }

    /// Makes the id of a recurrence. `sequence` is 11 letters or digits, not used again with the
    /// same day.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset` for the sequence, `BadDate` for a year outside 0–9999.
    pub fn new(
        allows_retries: bool,
        ispb: Ispb,
        date: Date,
        sequence: &str,
    ) -> Result<Self, ParseError> {
        let prefix = if allows_retries { b"RR" } else { b"RN" };
        DatedId::new(&Self::LAYOUT, prefix, ispb, date, sequence).map(Self)
    }

    /// Whether a failed charge of this recurrence may be tried again (`RR`).
    pub const fn allows_retries(&self) -> bool {
        self.0.text[1] == b'R'
    }

    /// The 29 characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.0.text)
    }

    /// The institution that made the id.
    pub const fn ispb(&self) -> Ispb {
        self.0.ispb()
    }

    /// The day in the id.
    pub const fn date(&self) -> Date {
        self.0.date
    }
}

impl RecurrenceRequestId {
    const LAYOUT: Layout = Layout {
        type_name: "recurrence request id",
        separators: b"",
        fix: "an idSolicRec has 29 characters: SC, ISPB, yyyyMMdd, 11 letters or digits",
    };

    /// Parses 29 characters.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadPrefix`, `BadCharset` or `BadDate`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        DatedId::parse(&Self::LAYOUT, &[b"SC"], text).map(Self)
    }

    /// Makes the id of a request; see [`RecurrenceId::new`].
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset` for the sequence, `BadDate` for a year outside 0–9999.
    pub fn new(ispb: Ispb, date: Date, sequence: &str) -> Result<Self, ParseError> {
        DatedId::new(&Self::LAYOUT, b"SC", ispb, date, sequence).map(Self)
    }

    /// The 29 characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.0.text)
    }

    /// The institution that made the id.
    pub const fn ispb(&self) -> Ispb {
        self.0.ispb()
    }

    /// The day in the id.
    pub const fn date(&self) -> Date {
        self.0.date
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct DatedId {
    text: [u8; 29],
    date: Date,
}

impl DatedId {
    fn parse(layout: &Layout, prefixes: &[&[u8; 2]], text: &str) -> Result<Self, ParseError> {
        let characters: [u8; 29] = layout.read(text)?;
        if !prefixes
            .iter()
            .any(|prefix| characters.starts_with(*prefix))
        {
            return Err(layout.error(ParseErrorKind::BadPrefix, layout.fix, text, 0));
        }
        layout.require(text, &characters, 2..10, is_digit_or_capital)?;
        layout.require(text, &characters, 10..18, u8::is_ascii_digit)?;
        layout.require(text, &characters, 18..29, u8::is_ascii_alphanumeric)?;
        let date = stamp::date(&characters[10..18]).ok_or_else(|| {
            let fix = "characters 11 to 18 must be an existing day, yyyyMMdd";
            layout.error(ParseErrorKind::BadDate, fix, text, 10)
        })?;
        Ok(Self {
            text: characters,
            date,
        })
    }

    fn new(
        layout: &Layout,
        prefix: &[u8; 2],
        ispb: Ispb,
        date: Date,
        sequence: &str,
    ) -> Result<Self, ParseError> {
        let sequence = stamp::sequence(layout.type_name, sequence)?;
        let day = stamp::written_date(date).ok_or(ParseError::new(
            ParseErrorKind::BadDate,
            layout.type_name,
            "give a day in the years 0 to 9999",
        ))?;
        let mut text = [0; 29];
        text[..2].copy_from_slice(prefix);
        text[2..10].copy_from_slice(ispb.characters());
        text[10..18].copy_from_slice(&day);
        text[18..].copy_from_slice(&sequence);
        Ok(Self { text, date })
    }

    const fn ispb(&self) -> Ispb {
        let [_, _, a, b, c, d, e, f, g, h, ..] = self.text;
        Ispb::trusted([a, b, c, d, e, f, g, h])
    }
}

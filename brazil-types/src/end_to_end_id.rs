use crate::Ispb;
use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout, is_digit_or_capital};
use crate::stamp;
use crate::text_type::text_type;
use time::{Duration, OffsetDateTime};

/// The id of a Pix payment: `E`, ISPB (8), minute in UTC (12), 11 letters or digits.
///
/// Case matters. The minute may be up to twelve hours away from the processing, and a scheduled
/// payment carries a conventional hour, so match by the id and take dates from elsewhere.
///
/// ```
/// use brazil_types::EndToEndId;
/// use time::macros::datetime;
///
/// let id = EndToEndId::parse("E18236120202604121800s1B2c3D4e5F")?;
/// assert_eq!(id.ispb().as_str(), "18236120");
/// assert_eq!(id.timestamp(), datetime!(2026-04-12 18:00 UTC));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "endToEndId")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EndToEndId(MessageId);

/// The id of a Pix return (devolução): as [`EndToEndId`], with `D` in front.
///
/// One payment may have several partial returns; each refers to the payment's `E…` id.
///
/// ```
/// use brazil_types::ReturnId;
///
/// let id = ReturnId::parse("D6070119020260413121500aB12345zZ")?;
/// assert_eq!(id.ispb().as_str(), "60701190");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "rtrId")]
#[doc(alias = "ReturnIdentification")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReturnId(MessageId);

text_type!(EndToEndId, plain);
text_type!(ReturnId, plain);

impl EndToEndId {
    const KIND: Kind = Kind {
        prefix: b'E',
        layout: Layout {
            type_name: "EndToEndId",
            separators: b"",
            fix: "an EndToEndId has 32 characters: E, ISPB, yyyyMMddHHmm, 11 letters or digits",
        },
    };

    /// Parses 32 characters.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadPrefix`, `BadCharset`, or `BadDate` for a minute that does not exist.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        MessageId::parse(&Self::KIND, text).map(Self)
    }

    /// Makes the id of a payment sent by `ispb` at the minute of `at`. `sequence` is 11 letters
    /// or digits that the sender never uses again with the same minute.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset` for the sequence, `BadDate` for a year outside 0–9999.
    pub fn new(ispb: Ispb, at: OffsetDateTime, sequence: &str) -> Result<Self, ParseError> {
        MessageId::new(&Self::KIND, ispb, at, sequence).map(Self)
    }

    /// The 32 characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.0.text)
    }

    /// The institution that made the id, as a rule the payer's.
    pub const fn ispb(&self) -> Ispb {
        self.0.ispb()
    }

    /// The minute in the id, in UTC. Not an accounting date.
    pub const fn timestamp(&self) -> OffsetDateTime {
        self.0.timestamp
    }

    /// Whether `instant` is within twelve hours of the id's minute, as the rules promise for the
    /// processing of an unscheduled payment.
    pub fn is_within_12_hours_of(&self, instant: OffsetDateTime) -> bool {
        self.0.is_within_12_hours_of(instant)
    }
}

impl ReturnId {
    const KIND: Kind = Kind {
        prefix: b'D',
        layout: Layout {
            type_name: "ReturnId",
            separators: b"",
            fix: "a return id has 32 characters: D, ISPB, yyyyMMddHHmm, 11 letters or digits",
        },
    };

    /// Parses 32 characters.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadPrefix`, `BadCharset`, or `BadDate` for a minute that does not exist.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        MessageId::parse(&Self::KIND, text).map(Self)
    }

    /// Makes the id of a return; see [`EndToEndId::new`].
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset` for the sequence, `BadDate` for a year outside 0–9999.
    pub fn new(ispb: Ispb, at: OffsetDateTime, sequence: &str) -> Result<Self, ParseError> {
        MessageId::new(&Self::KIND, ispb, at, sequence).map(Self)
    }

    /// The 32 characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.0.text)
    }

    /// The institution that made the id: the one that returns the money.
    pub const fn ispb(&self) -> Ispb {
        self.0.ispb()
    }

    /// The minute in the id, in UTC. Not an accounting date.
    pub const fn timestamp(&self) -> OffsetDateTime {
        self.0.timestamp
    }

    /// Whether `instant` is within twelve hours of the id's minute.
    pub fn is_within_12_hours_of(&self, instant: OffsetDateTime) -> bool {
        self.0.is_within_12_hours_of(instant)
    }
}

/// What tells the two ids apart.
struct Kind {
    prefix: u8,
    layout: Layout,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct MessageId {
    text: [u8; 32],
    timestamp: OffsetDateTime,
}

impl MessageId {
    fn parse(kind: &Kind, text: &str) -> Result<Self, ParseError> {
        let Kind { prefix, layout } = kind;
        let characters: [u8; 32] = layout.read(text)?;
        if characters[0] != *prefix {
            return Err(layout.error(ParseErrorKind::BadPrefix, layout.fix, text, 0));
        }
        layout.require(text, &characters, 1..9, is_digit_or_capital)?;
        layout.require(text, &characters, 9..21, u8::is_ascii_digit)?;
        layout.require(text, &characters, 21..32, u8::is_ascii_alphanumeric)?;
        let timestamp = stamp::minute(&characters[9..21]).ok_or_else(|| {
            let fix = "characters 10 to 21 must be an existing minute, yyyyMMddHHmm";
            layout.error(ParseErrorKind::BadDate, fix, text, 9)
        })?;
        Ok(Self {
            text: characters,
            timestamp,
        })
    }

    fn new(
        kind: &Kind,
        ispb: Ispb,
        at: OffsetDateTime,
        sequence: &str,
    ) -> Result<Self, ParseError> {
        let Kind { prefix, layout } = kind;
        let sequence = stamp::sequence(layout.type_name, sequence)?;
        let (minute, timestamp) = stamp::written_minute(at).ok_or(ParseError::new(
            ParseErrorKind::BadDate,
            layout.type_name,
            "give an instant in the years 0 to 9999",
        ))?;
        let mut text = [*prefix; 32];
        text[1..9].copy_from_slice(ispb.characters());
        text[9..21].copy_from_slice(&minute);
        text[21..].copy_from_slice(&sequence);
        Ok(Self { text, timestamp })
    }

    const fn ispb(&self) -> Ispb {
        let [_, a, b, c, d, e, f, g, h, ..] = self.text;
        Ispb::trusted([a, b, c, d, e, f, g, h])
    }

    fn is_within_12_hours_of(&self, instant: OffsetDateTime) -> bool {
        (instant - self.timestamp).abs() <= Duration::hours(12)
    }
}

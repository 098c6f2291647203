use std::fmt;

/// Why a text is not a valid value of the type it was parsed as.
///
/// It says what is wrong ([`kind`](Self::kind)), in which type and part, where
/// ([`position`](Self::position)) and, in its `Display`, how to put it right. It never holds the
/// value itself, so it can be logged even when the text was a CPF or a Pix key.
///
/// ```
/// use brazil_types::{Cpf, ParseErrorKind};
///
/// let error = Cpf::parse("529.982.247-26").unwrap_err();
/// assert_eq!(error.kind(), ParseErrorKind::BadCheckDigit);
/// assert_eq!(error.kind().code(), "bad_check_digit");
/// assert_eq!(error.position(), Some(12));
/// assert_eq!(
///     error.to_string(),
///     "CPF does not match its check digit, at byte 12; \
///      ask for the number again: a digit is mistyped or swapped",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParseError {
    kind: ParseErrorKind,
    type_name: &'static str,
    part: Option<&'static str>,
    position: Option<usize>,
    length: Option<usize>,
    fix: &'static str,
}

impl ParseError {
    pub(crate) const fn new(
        kind: ParseErrorKind,
        type_name: &'static str,
        fix: &'static str,
    ) -> Self {
        Self {
            kind,
            type_name,
            part: None,
            position: None,
            length: None,
            fix,
        }
    }

    pub(crate) const fn at(mut self, position: Option<usize>) -> Self {
        self.position = position;
        self
    }

    /// For a fault found after `skipped` bytes had been cut off the text.
    pub(crate) fn shifted(mut self, skipped: usize) -> Self {
        self.position = self.position.map(|position| position + skipped);
        self
    }

    pub(crate) const fn with_length(mut self, length: usize) -> Self {
        self.length = Some(length);
        self
    }

    pub(crate) const fn in_part(mut self, part: &'static str) -> Self {
        self.part = Some(part);
        self
    }

    /// What is wrong.
    pub const fn kind(&self) -> ParseErrorKind {
        self.kind
    }

    /// The type that refused the text, in the words of its field: `CPF`, `BR Code`, …
    pub const fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The part of the value that is wrong, where the type has parts: `tag 59`, `field 1`, …
    pub const fn part(&self) -> Option<&'static str> {
        self.part
    }

    /// Where the fault lies: a byte offset into the text as it was given, punctuation included.
    pub const fn position(&self) -> Option<usize> {
        self.position
    }

    /// How many characters were found, for [`ParseErrorKind::BadLength`]; punctuation that the
    /// type skips is not counted.
    pub const fn length(&self) -> Option<usize> {
        self.length
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.type_name)?;
        if let Some(part) = self.part {
            write!(f, " ({part})")?;
        }
        write!(f, " {}", self.kind.sentence())?;
        if let Some(length) = self.length {
            write!(f, " of {length} characters")?;
        }
        if let Some(position) = self.position {
            write!(f, ", at byte {position}")?;
        }
        write!(f, "; {}", self.fix)
    }
}

impl std::error::Error for ParseError {}

/// The kinds of [`ParseError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// Too short, too long or empty.
    BadLength,
    /// A character that the position does not allow.
    BadCharset,
    /// A check digit (dígito verificador) that does not follow from the other characters.
    BadCheckDigit,
    /// One digit repeated throughout; passes the arithmetic but is never issued.
    AllEqual,
    /// Zeros throughout; passes the arithmetic but is never issued.
    AllZero,
    /// The first characters are not those of the type.
    BadPrefix,
    /// A date or time that does not exist, or lies outside what the type can carry.
    BadDate,
    /// The checksum of a BR Code differs from the one computed over its text.
    BadCrc,
    /// The tag-length-value structure of a BR Code cannot be walked.
    BadTlv,
    /// A mandatory field is absent.
    MissingTag,
    /// A field is present and well formed, but its value is not allowed.
    BadValue,
    /// A fiscal document model without a key of this composition.
    BadModel,
    /// A state code that IBGE does not assign.
    BadUf,
    /// A form used at a date before it came into force.
    NotInForce,
    /// Two fields that exclude each other are both present.
    MutuallyExclusive,
    /// More than one reading is possible.
    Ambiguous,
}

impl ParseErrorKind {
    /// A stable snake-case code for logs and metrics.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadLength => "bad_length",
            Self::BadCharset => "bad_charset",
            Self::BadCheckDigit => "bad_check_digit",
            Self::AllEqual => "all_equal",
            Self::AllZero => "all_zero",
            Self::BadPrefix => "bad_prefix",
            Self::BadDate => "bad_date",
            Self::BadCrc => "bad_crc",
            Self::BadTlv => "bad_tlv",
            Self::MissingTag => "missing_tag",
            Self::BadValue => "bad_value",
            Self::BadModel => "bad_model",
            Self::BadUf => "bad_uf",
            Self::NotInForce => "not_in_force",
            Self::MutuallyExclusive => "mutually_exclusive",
            Self::Ambiguous => "ambiguous",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::BadLength => "has the wrong length",
            Self::BadCharset => "has a character that cannot stand there",
            Self::BadCheckDigit => "does not match its check digit",
            Self::AllEqual => "repeats one digit throughout",
            Self::AllZero => "is all zeros",
            Self::BadPrefix => "starts with the wrong characters",
            Self::BadDate => "carries a date out of range",
            Self::BadCrc => "does not match its checksum",
            Self::BadTlv => "has a broken tag-length-value structure",
            Self::MissingTag => "lacks a mandatory field",
            Self::BadValue => "has a value that is not allowed",
            Self::BadModel => "names a document model that has no such key",
            Self::BadUf => "names a state code that does not exist",
            Self::NotInForce => "uses a form not yet in force at its date",
            Self::MutuallyExclusive => "carries fields that exclude each other",
            Self::Ambiguous => "can be read in more than one way",
        }
    }
}

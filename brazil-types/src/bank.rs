//! Bank codes and a table of the institutions behind them.
//!
//! An institution has an [`Ispb`] and often, not always, a three-digit [`CompeCode`]. A group may
//! own several of each, so neither says who belongs together.

mod table;

pub use table::{BANKS, BANKS_AS_OF};

use crate::error::ParseError;
use crate::layout::{self, Layout};
use crate::text_type::text_type;
use crate::{Cnpj, Ispb};
use std::fmt;

const LAYOUT: Layout = Layout {
    type_name: "COMPE code",
    separators: b"",
    fix: "write three digits, leading zeros included",
};

/// The three-digit bank code of boletos, account numbers and files; text, since `001` is not `1`.
///
/// ```
/// use brazil_types::bank::CompeCode;
///
/// let code = CompeCode::parse("077")?;
/// assert_eq!(code, CompeCode::parse_lenient("77")?);
/// assert_eq!(code, CompeCode::parse_lenient("0077")?);
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "código do banco")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompeCode([u8; 3]);

text_type!(CompeCode, plain);

impl CompeCode {
    /// Parses three digits.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let digits = LAYOUT.read(text)?;
        LAYOUT.require(text, &digits, 0..3, u8::is_ascii_digit)?;
        Ok(Self(digits))
    }

    /// Parses a code as files write it: zeros on the left missing (`77`) or too many (`0341`).
    ///
    /// # Errors
    ///
    /// `BadLength` for no digit or more than three after the zeros, `BadCharset`.
    pub fn parse_lenient(text: &str) -> Result<Self, ParseError> {
        let surplus = text.len().saturating_sub(3);
        let zeros = text
            .bytes()
            .take(surplus)
            .take_while(|&byte| byte == b'0')
            .count();
        let shortened = text.get(zeros..).unwrap_or(text);
        let digits = LAYOUT.read_padded(shortened)?;
        LAYOUT
            .require(shortened, &digits, 0..3, u8::is_ascii_digit)
            .map_err(|error| error.shifted(zeros))?;
        Ok(Self(digits))
    }

    /// For digits that have been checked, and for this crate's own tables.
    pub(crate) const fn trusted(digits: [u8; 3]) -> Self {
        Self(digits)
    }

    /// The three digits.
    pub fn as_str(&self) -> &str {
        layout::text(&self.0)
    }
}

/// An institution of the table.
///
/// ```
/// use brazil_types::bank::{self, CompeCode};
///
/// let bank = bank::by_compe(CompeCode::parse("341")?);
/// assert_eq!(bank.map(|bank| bank.name()), Some("Itaú"));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bank {
    compe: CompeCode,
    cnpj: [u8; 14],
    name: &'static str,
    legal_name: &'static str,
    participates_in_pix: bool,
    is_in_liquidation: bool,
}

impl Bank {
    const fn new(
        compe: [u8; 3],
        cnpj: [u8; 14],
        name: &'static str,
        legal_name: &'static str,
    ) -> Self {
        Self {
            compe: CompeCode::trusted(compe),
            cnpj,
            name,
            legal_name,
            participates_in_pix: true,
            is_in_liquidation: false,
        }
    }

    const fn without_listed_pix(self) -> Self {
        Self {
            participates_in_pix: false,
            ..self
        }
    }

    const fn in_liquidation(self) -> Self {
        Self {
            is_in_liquidation: true,
            ..self
        }
    }

    /// The three-digit code.
    pub const fn compe(&self) -> CompeCode {
        self.compe
    }

    /// The code in the payment system.
    pub const fn ispb(&self) -> Ispb {
        let [a, b, c, d, e, f, g, h, ..] = self.cnpj;
        Ispb::trusted([a, b, c, d, e, f, g, h])
    }

    /// The CNPJ of the head office.
    pub const fn cnpj(&self) -> Cnpj {
        Cnpj::trusted(self.cnpj)
    }

    /// The name people use.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The registered name.
    pub const fn legal_name(&self) -> &'static str {
        self.legal_name
    }

    /// Whether it was listed as a direct participant of the Pix settlement system.
    pub const fn participates_in_pix(&self) -> bool {
        self.participates_in_pix
    }

    /// Whether it was being wound up.
    pub const fn is_in_liquidation(&self) -> bool {
        self.is_in_liquidation
    }
}

impl fmt::Debug for Bank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bank({} {} {})", self.compe, self.ispb(), self.name)
    }
}

/// The institution with this COMPE code, if the table knows it.
pub fn by_compe(code: CompeCode) -> Option<&'static Bank> {
    BANKS.iter().find(|bank| bank.compe == code)
}

/// The institution with this ISPB, if the table knows it.
pub fn by_ispb(ispb: Ispb) -> Option<&'static Bank> {
    BANKS.iter().find(|bank| bank.ispb() == ispb)
}

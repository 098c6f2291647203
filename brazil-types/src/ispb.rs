use crate::Cnpj;
use crate::error::ParseError;
use crate::layout::{self, Layout, is_digit_or_capital};
use crate::text_type::text_type;

const LAYOUT: Layout = Layout {
    type_name: "ISPB",
    separators: b"",
    fix: "write eight digits or capital letters, leading zeros included",
};

/// The eight characters that identify an institution in the payment system: the root of its CNPJ.
///
/// `00000000` is real (Banco do Brasil). Letters are accepted since API Pix 2.9.0.
///
/// ```
/// use brazil_types::{Cnpj, Ispb};
///
/// let ispb = Ispb::parse("60701190")?;
/// assert_eq!(ispb, Ispb::from(&Cnpj::parse("60.701.190/0001-04")?));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ispb([u8; 8]);

text_type!(Ispb, plain);

impl Ispb {
    /// Parses eight characters, without punctuation.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let characters = LAYOUT.read(text)?;
        LAYOUT.require(text, &characters, 0..8, is_digit_or_capital)?;
        Ok(Self(characters))
    }

    /// For the tail of an id that has been checked, and for this crate's own tables.
    pub(crate) const fn trusted(characters: [u8; 8]) -> Self {
        Self(characters)
    }

    /// The eight characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.0)
    }

    pub(crate) const fn characters(&self) -> &[u8; 8] {
        &self.0
    }
}

impl From<&Cnpj> for Ispb {
    fn from(cnpj: &Cnpj) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = *cnpj.characters();
        Self([a, b, c, d, e, f, g, h])
    }
}

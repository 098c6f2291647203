//! Boletos: bank titles and collection slips, as barcode or typed line.
//!
//! A barcode (44 digits) and its typed line (linha digitável: 47 digits for bank titles, 48 for
//! collection slips) say the same; the values here are equal whichever they were read from.

mod collection;
mod due_date;
mod title;

pub use collection::{CollectionSlip, CollectionValue, Organization, Segment};
pub use due_date::{DueDate, DueDateFactor, DueDateWindow};
pub use title::BankTitle;

use crate::error::{ParseError, ParseErrorKind};
use crate::layout::Layout;
use crate::text_type::text_type;

const LAYOUT: Layout = Layout {
    type_name: "boleto",
    separators: b".- ",
    fix: "give a barcode (44 digits) or the whole typed line (47, or 48 starting with 8)",
};

/// A boleto of either kind, from its barcode or its typed line.
///
/// ```
/// use brazil_types::boleto::Boleto;
///
/// let boleto = Boleto::parse("34191.09008 00001.234566 78123.450005 6 16460000184250")?;
/// assert_eq!(boleto.as_str(), "34196164600001842501090000001234567812345000");
/// assert_eq!(boleto.amount_cents(), Some(184_250));
///
/// let water = Boleto::parse("82820000000-5 89900097202-9 61105000000-8 98765432109-7")?;
/// assert!(matches!(water, Boleto::Collection(_)));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "linha digitável")]
#[doc(alias = "código de barras")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Boleto {
    /// A title of a bank (boleto de cobrança).
    Title(BankTitle),
    /// A slip for taxes, utilities and other agreements (arrecadação, convênio).
    Collection(CollectionSlip),
}

text_type!(Boleto, plain);

impl Boleto {
    /// Recognises the kind by length and first digit, and parses it; dots, hyphens and spaces are
    /// skipped.
    ///
    /// # Errors
    ///
    /// Those of [`BankTitle::parse`] and [`CollectionSlip::parse`]; `BadLength` for any length but
    /// 44, 47 and 48.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let (digits, count) = LAYOUT.gather::<48>(text);
        let starts_with_8 = digits[0] == b'8';
        match (count, starts_with_8) {
            (44 | 48, true) | (48, false) => CollectionSlip::parse(text).map(Self::Collection),
            (44 | 47, false) => BankTitle::parse(text).map(Self::Title),
            // No bank has a code from 800 on so far: more likely a collection line cut short.
            (47, true) => BankTitle::parse(text)
                .map(Self::Title)
                .map_err(|_| LAYOUT.bad_length(count)),
            _ => Err(LAYOUT.bad_length(count)),
        }
    }

    /// The 44 digits of the barcode, which identify the boleto however it was read.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Title(title) => title.as_str(),
            Self::Collection(slip) => slip.as_str(),
        }
    }

    /// The typed line, digits only.
    pub fn line(&self) -> String {
        match self {
            Self::Title(title) => title.line(),
            Self::Collection(slip) => slip.line(),
        }
    }

    /// The typed line as printed.
    pub fn formatted_line(&self) -> String {
        match self {
            Self::Title(title) => title.formatted_line(),
            Self::Collection(slip) => slip.formatted_line(),
        }
    }

    /// The amount in cents; `None` if the boleto fixes none, or states a quantity of something
    /// else than money.
    pub fn amount_cents(&self) -> Option<u64> {
        match self {
            Self::Title(title) => title.amount_cents(),
            Self::Collection(slip) => slip.amount_cents(),
        }
    }
}

/// A check digit that does not follow from the digits it covers.
fn bad_check_digit(layout: &Layout, text: &str, index: usize, part: &'static str) -> ParseError {
    let fix = "read or type this part again: a digit is wrong";
    layout
        .error(ParseErrorKind::BadCheckDigit, fix, text, index)
        .in_part(part)
}

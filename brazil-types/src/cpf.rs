use crate::check_digit::modulo_11;
use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout};
use crate::text_type::text_type;

const LAYOUT: Layout = Layout {
    type_name: "CPF",
    separators: b".-",
    fix: "write 11 digits, dots and hyphen optional",
};

/// The tax number of a natural person: nine digits and two check digits.
///
/// Personal data: `Debug` shows a mask, there is no `Display`, and the digits come out only
/// through [`expose`](Self::expose) and [`formatted`](Self::formatted).
///
/// ```
/// use brazil_types::Cpf;
///
/// let cpf = Cpf::parse("529.982.247-25")?;
/// assert_eq!(cpf.expose(), "52998224725");
/// assert_eq!(cpf.formatted(), "529.982.247-25");
/// assert_eq!(cpf.screen_mask(), "***.982.247-**");
/// assert_eq!(format!("{cpf:?}"), "Cpf(***.***.247-**)");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "cadastro de pessoa física")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpf([u8; 11]);

text_type!(Cpf, personal);

impl Cpf {
    /// Parses 11 digits, with or without dots and hyphen.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset`, `AllEqual` (eleven times one digit is never issued) or
    /// `BadCheckDigit`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::check(text, LAYOUT.read(text)?)
    }

    /// Like [`parse`](Self::parse), but restores leading zeros: for numeric columns, and only
    /// where the field is known to hold a CPF.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Self::parse); `BadLength` only for no digit or more than 11.
    pub fn parse_lenient(text: &str) -> Result<Self, ParseError> {
        Self::check(text, LAYOUT.read_padded(text)?)
    }

    /// Completes nine digits with their check digits, as the issuing registry does.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset` or `AllEqual`.
    pub fn from_base(base: &str) -> Result<Self, ParseError> {
        const BASE: Layout = Layout {
            fix: "write the nine digits before the check digits",
            ..LAYOUT
        };
        let digits: [u8; 9] = BASE.read(base)?;
        BASE.require(base, &digits, 0..9, u8::is_ascii_digit)?;
        let mut cpf = [0; 11];
        cpf[..9].copy_from_slice(&digits);
        cpf[9] = modulo_11(&cpf[..9], 10);
        cpf[10] = modulo_11(&cpf[..10], 11);
        Self::refuse_repetition(cpf)
    }

    fn check(text: &str, digits: [u8; 11]) -> Result<Self, ParseError> {
        LAYOUT.require(text, &digits, 0..11, u8::is_ascii_digit)?;
        let cpf = Self::refuse_repetition(digits)?;
        let first_agrees = modulo_11(&digits[..9], 10) == digits[9];
        let second_agrees = modulo_11(&digits[..10], 11) == digits[10];
        if first_agrees && second_agrees {
            Ok(cpf)
        } else {
            let fix = "ask for the number again: a digit is mistyped or swapped";
            // Counted from the right, since the lenient form may lack digits on the left.
            let given = LAYOUT.gather::<11>(text).1;
            let index = given.saturating_sub(2);
            Err(LAYOUT.error(ParseErrorKind::BadCheckDigit, fix, text, index))
        }
    }

    fn refuse_repetition(digits: [u8; 11]) -> Result<Self, ParseError> {
        if digits == [digits[0]; 11] {
            let fix = "ask for the real number: this one is a placeholder";
            Err(ParseError::new(
                ParseErrorKind::AllEqual,
                LAYOUT.type_name,
                fix,
            ))
        } else {
            Ok(Self(digits))
        }
    }

    /// The 11 digits, in clear.
    pub fn expose(&self) -> &str {
        layout::text(&self.0)
    }

    /// The number in clear, as printed on documents: `529.982.247-25`.
    pub fn formatted(&self) -> String {
        layout::punctuate(&self.0, "###.###.###-##")
    }

    /// The mask used on screens and receipts: `***.982.247-**`.
    pub fn screen_mask(&self) -> String {
        layout::punctuate(&self.0[3..9], "***.###.###-**")
    }

    /// The mask for log lines, as in `Debug`: `***.***.247-**`.
    pub fn log_mask(&self) -> String {
        layout::punctuate(&self.0[6..9], "***.***.###-**")
    }

    /// The ninth digit, which names the fiscal region of issue (8 is São Paulo). It says nothing
    /// about where the person lives now.
    pub fn fiscal_region(&self) -> u8 {
        self.0[8] - b'0'
    }

    pub(crate) const fn digits(&self) -> &[u8; 11] {
        &self.0
    }
}

use crate::check_digit::modulo_11;
use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout, is_digit_or_capital};
use crate::text_type::text_type;

const LAYOUT: Layout = Layout {
    type_name: "CNPJ",
    separators: b"./-",
    fix: "write 12 digits or capital letters and two check digits; dots, slash and hyphen optional",
};

/// The tax number of a legal entity, numeric or alphanumeric: root (8), order (4) and two check
/// digits.
///
/// Since July 2026 new numbers may hold the letters A–Z in root and order; the check digits stay
/// digits. Treated as personal data, because a sole trader's number names a person: `Debug` shows
/// a mask, there is no `Display`, the text comes out through [`expose`](Self::expose) and
/// [`formatted`](Self::formatted).
///
/// ```
/// use brazil_types::Cnpj;
///
/// let cnpj = Cnpj::parse("12.ABC.345/01DE-35")?;
/// assert_eq!(cnpj.expose(), "12ABC34501DE35");
/// assert_eq!((cnpj.root(), cnpj.order()), ("12ABC345", "01DE"));
/// assert_eq!(format!("{cnpj:?}"), "Cnpj(**.***.345/01DE-**)");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "cadastro nacional da pessoa jurídica")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cnpj([u8; 14]);

text_type!(Cnpj, personal);

impl Cnpj {
    /// Parses 14 characters, with or without dots, slash and hyphen. Small letters are refused,
    /// as the tax authority's own validator does.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset`, `AllZero` or `BadCheckDigit`. Any other repeated character is
    /// a possible number, unlike in a [`Cpf`](crate::Cpf).
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::check(text, LAYOUT.read(text)?)
    }

    /// Like [`parse`](Self::parse), but takes small letters, and restores leading zeros to a
    /// shorter number: for columns known to hold a CNPJ.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Self::parse); `BadLength` only for no character or more than 14.
    pub fn parse_lenient(text: &str) -> Result<Self, ParseError> {
        let mut characters: [u8; 14] = LAYOUT.read_padded(text)?;
        characters.make_ascii_uppercase();
        Self::check(text, characters)
    }

    /// Completes root and order (12 characters) with their check digits.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset` or `AllZero`.
    pub fn from_base(base: &str) -> Result<Self, ParseError> {
        const BASE: Layout = Layout {
            fix: "write the 12 characters before the check digits",
            ..LAYOUT
        };
        let characters: [u8; 12] = BASE.read(base)?;
        BASE.require(base, &characters, 0..12, is_digit_or_capital)?;
        let mut cnpj = [0; 14];
        cnpj[..12].copy_from_slice(&characters);
        cnpj[12] = modulo_11(&cnpj[..12], 9);
        cnpj[13] = modulo_11(&cnpj[..13], 9);
        Self::refuse_zeros(cnpj)
    }

    /// For numbers written into this crate's own tables, whose tests parse them.
    pub(crate) const fn trusted(characters: [u8; 14]) -> Self {
        Self(characters)
    }

    fn check(text: &str, characters: [u8; 14]) -> Result<Self, ParseError> {
        LAYOUT.require(text, &characters, 0..12, is_digit_or_capital)?;
        LAYOUT.require(text, &characters, 12..14, u8::is_ascii_digit)?;
        let cnpj = Self::refuse_zeros(characters)?;
        let first_agrees = modulo_11(&characters[..12], 9) == characters[12];
        let second_agrees = modulo_11(&characters[..13], 9) == characters[13];
        if first_agrees && second_agrees {
            Ok(cnpj)
        } else {
            let fix = "ask for the number again: a character is mistyped or swapped";
            // Counted from the right, since the lenient form may lack digits on the left.
            let given = LAYOUT.gather::<14>(text).1;
            let index = given.saturating_sub(2);
            Err(LAYOUT.error(ParseErrorKind::BadCheckDigit, fix, text, index))
        }
    }

    fn refuse_zeros(characters: [u8; 14]) -> Result<Self, ParseError> {
        if characters == [b'0'; 14] {
            let fix = "ask for the real number: this one is a placeholder";
            Err(ParseError::new(
                ParseErrorKind::AllZero,
                LAYOUT.type_name,
                fix,
            ))
        } else {
            Ok(Self(characters))
        }
    }

    /// The 14 characters, in clear.
    pub fn expose(&self) -> &str {
        layout::text(&self.0)
    }

    /// The number in clear, as printed on documents: `12.345.678/0001-95`.
    pub fn formatted(&self) -> String {
        layout::punctuate(&self.0, "##.###.###/####-##")
    }

    /// The mask for log lines, as in `Debug`: `**.***.678/0001-**`.
    pub fn log_mask(&self) -> String {
        layout::punctuate(&self.0[5..12], "**.***.###/####-**")
    }

    /// The first eight characters, in clear: the company. Its establishments share the root; two
    /// documents with one root are not the same document.
    #[doc(alias = "raiz")]
    pub fn root(&self) -> &str {
        layout::text(&self.0[..8])
    }

    /// Characters 9 to 12: the establishment.
    #[doc(alias = "ordem")]
    #[doc(alias = "filial")]
    pub fn order(&self) -> &str {
        layout::text(&self.0[8..12])
    }

    /// Whether the order is `0001`, by convention (not by law) the head office.
    #[doc(alias = "matriz")]
    pub fn is_head_office(&self) -> bool {
        self.order() == "0001"
    }

    /// Whether root or order holds a letter.
    pub fn is_alphanumeric(&self) -> bool {
        self.0.iter().any(u8::is_ascii_uppercase)
    }

    pub(crate) const fn characters(&self) -> &[u8; 14] {
        &self.0
    }
}

use crate::check_digit::modulo_11;
use crate::error::{ParseError, ParseErrorKind};
use crate::fiscal_key::month;
use crate::layout::{self, Layout};
use crate::text_type::text_type;
use crate::{TaxId, nfse_provider};
use time::Month;

const LAYOUT: Layout = Layout {
    type_name: "NFS-e key",
    separators: b" ",
    fix: "write the 50 characters of the key; letters only inside the CNPJ, and capital",
};

/// The 50-character access key of the national service invoice (NFS-e).
///
/// Where the provider is a person, `Debug` masks the CPF inside, while `Display` and
/// [`as_str`](Self::as_str) stay complete.
///
/// ```
/// use brazil_types::{NfseCheckDigit, NfseKey};
///
/// let key = NfseKey::parse("35503082212345678000195000000000012326114567890123")?;
/// assert_eq!((key.municipality(), key.number()), ("3550308", 123));
/// assert_eq!(key.check_digit(), NfseCheckDigit::Verified);
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "chNFSe")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NfseKey {
    text: [u8; 50],
    month: Month,
}

text_type!(NfseKey, traced);

/// Who numbered an NFS-e.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NfseGenerator {
    /// 1: the city's own system.
    CityHall,
    /// 2: the national system.
    NationalSystem,
}

/// What the check digit of an [`NfseKey`] is worth.
///
/// No official text says how it is computed when the CNPJ holds letters; the rule of the other
/// fiscal keys is an inference, so a key is not refused for missing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NfseCheckDigit {
    /// Digits only, and the check digit is right.
    Verified,
    /// Letters in the CNPJ; the check digit agrees with the inferred rule.
    MatchesInferredRule,
    /// Letters in the CNPJ; the check digit differs from the inferred rule. Look the key up
    /// before relying on it.
    DiffersFromInferredRule,
}

impl NfseKey {
    /// Parses 50 characters, spaces between them skipped.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset`, `BadValue` for an unknown generator or kind of tax id,
    /// `BadDate` for a month that does not exist, `BadCheckDigit` for a key of digits only (see
    /// [`NfseCheckDigit`]).
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::check(text, LAYOUT.read(text)?)
    }

    /// Like [`parse`](Self::parse), but takes small letters and the prefix `NFS` of XML `Id`
    /// attributes.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Self::parse).
    pub fn parse_lenient(text: &str) -> Result<Self, ParseError> {
        let key = text.strip_prefix("NFS").unwrap_or(text);
        let mut characters: [u8; 50] = LAYOUT.read(key)?;
        characters.make_ascii_uppercase();
        Self::check(key, characters).map_err(|error| error.shifted(text.len() - key.len()))
    }

    /// Completes the first 49 characters with their check digit; for a CNPJ with letters, by the
    /// inferred rule.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Self::parse) but `BadCheckDigit`.
    pub fn from_base(base: &str) -> Result<Self, ParseError> {
        const BASE: Layout = Layout {
            fix: "write the 49 characters before the check digit",
            ..LAYOUT
        };
        let characters: [u8; 49] = BASE.read(base)?;
        let mut text = [modulo_11(&characters, 9); 50];
        text[..49].copy_from_slice(&characters);
        Self::check(base, text)
    }

    fn check(given: &str, text: [u8; 50]) -> Result<Self, ParseError> {
        LAYOUT.require(given, &text, 0..8, u8::is_ascii_digit)?;
        nfse_provider::require(&LAYOUT, given, &text, 8)?;
        LAYOUT.require(given, &text, 23..50, u8::is_ascii_digit)?;
        if !matches!(text[7], b'1' | b'2') {
            let fix = "the eighth digit is 1 (city hall) or 2 (national system)";
            return Err(LAYOUT
                .error(ParseErrorKind::BadValue, fix, given, 7)
                .in_part("generator"));
        }
        let month = month(&text[38..40]).ok_or_else(|| {
            let fix = "characters 37 to 40 are year and month of issue";
            LAYOUT.error(ParseErrorKind::BadDate, fix, given, 38)
        })?;
        let key = Self { text, month };
        if !key.has_letters() && key.inferred_check_digit() != text[49] {
            let fix = "read or type the key again: a digit is wrong";
            return Err(LAYOUT.error(ParseErrorKind::BadCheckDigit, fix, given, 49));
        }
        Ok(key)
    }

    /// The 50 characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.text)
    }

    /// The text shown by `Debug`: the key, with a provider masked who is a person.
    pub fn log_mask(&self) -> String {
        nfse_provider::masked(self.as_str(), 8)
    }

    /// The IBGE code of the city, seven digits.
    #[doc(alias = "cMun")]
    pub fn municipality(&self) -> &str {
        layout::text(&self.text[..7])
    }

    /// Who numbered the invoice. It does not tell production from test.
    #[doc(alias = "ambGer")]
    pub const fn generator(&self) -> NfseGenerator {
        match self.text[7] {
            b'1' => NfseGenerator::CityHall,
            _ => NfseGenerator::NationalSystem,
        }
    }

    /// Who provided the service.
    ///
    /// # Errors
    ///
    /// Those of [`TaxId`]'s parts: a key with right check digit can still hold a tax id whose own
    /// check digits are wrong.
    #[doc(alias = "prestador")]
    pub fn provider(&self) -> Result<TaxId, ParseError> {
        let mut provider = [0; 15];
        provider.copy_from_slice(&self.text[8..23]);
        nfse_provider::read(provider)
    }

    /// The number of the invoice, 13 digits.
    #[doc(alias = "nNFSe")]
    pub fn number(&self) -> u64 {
        layout::number(&self.text[23..36])
    }

    /// The year of issue.
    pub fn year(&self) -> i32 {
        2000 + i32::from(self.text[36] - b'0') * 10 + i32::from(self.text[37] - b'0')
    }

    /// The month of issue.
    pub const fn month(&self) -> Month {
        self.month
    }

    /// The numeric code, nine digits.
    pub fn numeric_code(&self) -> &str {
        layout::text(&self.text[40..49])
    }

    /// Whether the check digit proves anything.
    pub fn check_digit(&self) -> NfseCheckDigit {
        if !self.has_letters() {
            NfseCheckDigit::Verified
        } else if self.inferred_check_digit() == self.text[49] {
            NfseCheckDigit::MatchesInferredRule
        } else {
            NfseCheckDigit::DiffersFromInferredRule
        }
    }

    fn has_letters(&self) -> bool {
        !self.text.iter().all(u8::is_ascii_digit)
    }

    fn inferred_check_digit(&self) -> u8 {
        modulo_11(&self.text[..49], 9)
    }
}

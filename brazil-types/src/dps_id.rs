use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout};
use crate::text_type::text_type;
use crate::{TaxId, nfse_provider};

const LAYOUT: Layout = Layout {
    type_name: "DPS id",
    separators: b"",
    fix: "write DPS and 42 characters; letters only inside the CNPJ, and capital",
};

/// The 45-character id of a DPS, the declaration from which an NFS-e is made.
///
/// Where the provider is a person, `Debug` masks the CPF inside, while `Display` and
/// [`as_str`](Self::as_str) stay complete.
///
/// ```
/// use brazil_types::{Cnpj, DpsId};
///
/// let id = DpsId::parse("DPS355030821234567800019500001000000000000123")?;
/// assert_eq!((id.municipality(), id.series(), id.number()), ("3550308", "00001", 123));
///
/// let provider = Cnpj::parse("12345678000195")?.into();
/// assert_eq!(DpsId::new("3550308", provider, "00001", 123)?, id);
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "infDPS")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DpsId([u8; 45]);

text_type!(DpsId, traced);

impl DpsId {
    /// Parses 45 characters: `DPS`, municipality (7), kind of tax id (1), tax id (14), series (5)
    /// and number (15).
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadPrefix`, `BadCharset`, or `BadValue` for an unknown kind of tax id.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let characters: [u8; 45] = LAYOUT.read(text)?;
        if !characters.starts_with(b"DPS") {
            return Err(LAYOUT.error(ParseErrorKind::BadPrefix, LAYOUT.fix, text, 0));
        }
        LAYOUT.require(text, &characters, 3..10, u8::is_ascii_digit)?;
        nfse_provider::require(&LAYOUT, text, &characters, 10)?;
        LAYOUT.require(text, &characters, 25..45, u8::is_ascii_digit)?;
        Ok(Self(characters))
    }

    /// Makes the id of a declaration.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset` unless `municipality` is seven and `series` five digits;
    /// `BadValue` for a number of more than 15 digits.
    pub fn new(
        municipality: &str,
        provider: TaxId,
        series: &str,
        number: u64,
    ) -> Result<Self, ParseError> {
        const MUNICIPALITY: Layout = Layout {
            fix: "a municipality has seven digits",
            ..LAYOUT
        };
        const SERIES: Layout = Layout {
            fix: "a series has five digits",
            ..LAYOUT
        };
        let municipality_digits: [u8; 7] = MUNICIPALITY.read(municipality)?;
        MUNICIPALITY.require(municipality, &municipality_digits, 0..7, u8::is_ascii_digit)?;
        let series_digits: [u8; 5] = SERIES.read(series)?;
        SERIES.require(series, &series_digits, 0..5, u8::is_ascii_digit)?;
        let number_digits: [u8; 15] = layout::digits(number).ok_or(
            ParseError::new(
                ParseErrorKind::BadValue,
                "DPS id",
                "a number has up to 15 digits",
            )
            .in_part("number"),
        )?;
        let mut text = [0; 45];
        text[..3].copy_from_slice(b"DPS");
        text[3..10].copy_from_slice(&municipality_digits);
        text[10..25].copy_from_slice(&nfse_provider::written(&provider));
        text[25..30].copy_from_slice(&series_digits);
        text[30..].copy_from_slice(&number_digits);
        Ok(Self(text))
    }

    /// The 45 characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.0)
    }

    /// The text shown by `Debug`: the id, with a provider masked who is a person.
    pub fn log_mask(&self) -> String {
        nfse_provider::masked(self.as_str(), 10)
    }

    /// The IBGE code of the city, seven digits.
    #[doc(alias = "cLocEmi")]
    pub fn municipality(&self) -> &str {
        layout::text(&self.0[3..10])
    }

    /// Who provided the service.
    ///
    /// # Errors
    ///
    /// Those of [`TaxId`]'s parts, since the id has no check digit of its own.
    #[doc(alias = "prestador")]
    pub fn provider(&self) -> Result<TaxId, ParseError> {
        let mut provider = [0; 15];
        provider.copy_from_slice(&self.0[10..25]);
        nfse_provider::read(provider)
    }

    /// The series, five digits.
    #[doc(alias = "serie")]
    pub fn series(&self) -> &str {
        layout::text(&self.0[25..30])
    }

    /// The number within the series.
    #[doc(alias = "nDPS")]
    pub fn number(&self) -> u64 {
        layout::number(&self.0[30..45])
    }
}

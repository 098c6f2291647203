//! BR Code: the text of a Pix QR code, which is also the text to copy and paste.

mod ascii;
mod builder;
mod crc;
mod read;
mod tlv;

pub use builder::BrCodeBuilder;

use crate::PixKey;
use crate::error::ParseError;
use std::fmt;
use tlv::{Fields, LengthUnit};

const TYPE_NAME: &str = "BR Code";

/// A Pix code, read without copying: every field borrows from the text.
///
/// The fields are in clear, since the caller holds the text anyway; `Debug` masks key, name and
/// the paths of URLs, behind which payer data lie.
///
/// ```
/// use brazil_types::br_code::{BrCode, Mode};
///
/// let text = "00020126570014br.gov.bcb.pix0122contato@exemplo.com.br0209Pedido 42\
///             52040000530398654071842.505802BR5920EMPRESA EXEMPLO LTDA6009SAO PAULO\
///             62120508PEDIDO42630442B3";
/// let code = BrCode::parse(text)?;
/// assert_eq!(code.mode(), Mode::Static);
/// assert_eq!(code.key(), Some("contato@exemplo.com.br"));
/// assert_eq!(code.amount_cents(), Some(184_250));
/// assert_eq!(code.txid(), Some("PEDIDO42"));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "Pix copia e cola")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BrCode<'a> {
    text: &'a str,
    unit: LengthUnit,
    mode: Mode,
    merchant_account_tag: u8,
    key: Option<&'a str>,
    info: Option<&'a str>,
    facilitator: Option<&'a str>,
    url: Option<&'a str>,
    recurrence_url: Option<&'a str>,
    point_of_initiation: Option<PointOfInitiation>,
    merchant_category: &'a str,
    amount: Option<&'a str>,
    amount_cents: Option<u64>,
    merchant_name: &'a str,
    merchant_city: &'a str,
    postal_code: Option<&'a str>,
    txid: Option<&'a str>,
    crc: &'a str,
    deviations: u8,
}

/// What a Pix code leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Holds a key: everything about the payment is in the code.
    Static,
    /// Holds a URL: the charge is fetched from the receiver's institution.
    Dynamic,
    /// Holds only the URL of a Pix Automático recurrence.
    Recurrence,
    /// Holds the URLs of a charge and of a recurrence.
    Composite,
}

/// What the URL of a dynamic code leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChargeKind {
    /// An immediate charge (`cob`).
    #[doc(alias = "cob")]
    Immediate,
    /// A charge with a due date (`cobv`).
    #[doc(alias = "cobv")]
    WithDueDate,
}

/// Whether a code may be paid once or again and again; issuers are careless about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PointOfInitiation {
    /// `11`
    Reusable,
    /// `12`
    SingleUse,
}

/// A departure from the standard that is tolerated when reading and never written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Deviation {
    /// Accents or other characters beyond ASCII.
    NonAsciiText,
    /// Lengths that count bytes instead of characters.
    ByteLengths,
    /// Small hexadecimal letters in the checksum.
    LowercaseCrc,
    /// The first name of the Pix template, `br.gov.bcb.spi`.
    RetiredGui,
    /// No field 62, which must at least carry `***` for "no txid".
    NoAdditionalData,
    /// A txid with something else than letters and digits.
    IrregularTxid,
}

impl Deviation {
    const ALL: [Self; 6] = [
        Self::NonAsciiText,
        Self::ByteLengths,
        Self::LowercaseCrc,
        Self::RetiredGui,
        Self::NoAdditionalData,
        Self::IrregularTxid,
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl<'a> BrCode<'a> {
    /// Reads a code; whitespace around it is ignored.
    ///
    /// # Errors
    ///
    /// `BadTlv` if the structure is broken, then `BadCrc`; `MissingTag`, `BadValue`, `BadLength`
    /// or `MutuallyExclusive` with the field in [`ParseError::part`]; `Ambiguous` for two Pix
    /// templates.
    pub fn parse(text: &'a str) -> Result<Self, ParseError> {
        let code = text.trim();
        let at = text.len() - text.trim_start().len();
        match read::read(code, at, LengthUnit::Characters) {
            Err(first) if !code.is_ascii() => {
                read::read(code, at, LengthUnit::Bytes).map_err(|_| first)
            }
            outcome => outcome,
        }
    }

    /// The code itself.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// What the code leads to.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// The Pix key of a static code, as written. Personal data.
    pub const fn key(&self) -> Option<&'a str> {
        self.key
    }

    /// The Pix key, checked.
    ///
    /// # Errors
    ///
    /// Those of [`PixKey::parse`].
    pub fn pix_key(&self) -> Result<Option<PixKey>, ParseError> {
        self.key.map(PixKey::parse).transpose()
    }

    /// The receiver's note to the payer in a static code.
    #[doc(alias = "infoAdicional")]
    pub const fn info(&self) -> Option<&'a str> {
        self.info
    }

    /// The ISPB of the institution that hands out cash, in static codes of Pix Saque.
    #[doc(alias = "fss")]
    pub const fn withdrawal_facilitator(&self) -> Option<&'a str> {
        self.facilitator
    }

    /// Where the charge is fetched, without scheme.
    pub const fn url(&self) -> Option<&'a str> {
        self.url
    }

    /// What [`url`](Self::url) leads to, by its path.
    pub fn charge_kind(&self) -> Option<ChargeKind> {
        self.url.map(|url| {
            if url.contains("/cobv/") {
                ChargeKind::WithDueDate
            } else {
                ChargeKind::Immediate
            }
        })
    }

    /// Where the recurrence is fetched, without scheme.
    pub const fn recurrence_url(&self) -> Option<&'a str> {
        self.recurrence_url
    }

    /// Once or again and again, if the code says so.
    pub const fn point_of_initiation(&self) -> Option<PointOfInitiation> {
        self.point_of_initiation
    }

    /// Four digits, `0000` for none.
    #[doc(alias = "MCC")]
    pub const fn merchant_category(&self) -> &'a str {
        self.merchant_category
    }

    /// The amount as written, decimals after a dot.
    pub const fn amount(&self) -> Option<&'a str> {
        self.amount
    }

    /// The amount in cents; `None` if absent or zero, when the payer types it.
    pub const fn amount_cents(&self) -> Option<u64> {
        self.amount_cents
    }

    /// The receiver's name, up to 25 characters. Personal data if a person.
    pub const fn merchant_name(&self) -> &'a str {
        self.merchant_name
    }

    /// The receiver's city, up to 15 characters.
    pub const fn merchant_city(&self) -> &'a str {
        self.merchant_city
    }

    /// The receiver's postal code (CEP).
    pub const fn postal_code(&self) -> Option<&'a str> {
        self.postal_code
    }

    /// The txid as written; `None` for `***`, as in every dynamic code.
    pub const fn txid(&self) -> Option<&'a str> {
        self.txid
    }

    /// The checksum: four hexadecimal digits.
    pub const fn crc(&self) -> &'a str {
        self.crc
    }

    /// The tag of the template that is Pix's, 26 to 51.
    pub const fn merchant_account_tag(&self) -> u8 {
        self.merchant_account_tag
    }

    /// All fields of the first level in their order: tag and value.
    pub fn fields(&self) -> impl Iterator<Item = (u8, &'a str)> + use<'a> {
        Fields::of(self.text, 0, self.unit)
            .flatten()
            .map(|field| (field.tag, field.value))
    }

    /// What had to be tolerated. Empty for a code that keeps to the standard.
    pub fn deviations(&self) -> impl Iterator<Item = Deviation> + use<> {
        let found = self.deviations;
        Deviation::ALL
            .into_iter()
            .filter(move |deviation| found & deviation.bit() != 0)
    }

    fn with_deviations<const N: usize>(mut self, checks: [(Deviation, bool); N]) -> Self {
        for (deviation, applies) in checks {
            if applies {
                self.deviations |= deviation.bit();
            }
        }
        self
    }
}

impl fmt::Debug for BrCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = |url: &'_ str| format!("{}/***", url.split('/').next().unwrap_or_default());
        f.debug_struct("BrCode")
            .field("mode", &self.mode)
            .field("key", &self.key.map(|_| "***"))
            .field("url", &self.url.map(host))
            .field("recurrence_url", &self.recurrence_url.map(host))
            .field("amount", &self.amount)
            .field("merchant_name", &"***")
            .field("merchant_city", &self.merchant_city)
            .field("txid", &self.txid)
            .finish_non_exhaustive()
    }
}

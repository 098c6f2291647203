use super::TYPE_NAME;
use super::ascii;
use super::crc::crc16;
use super::read::PIX_GUI;
use crate::error::{ParseError, ParseErrorKind};
use crate::{PixKey, Txid, TxidKind};
use std::fmt;

/// Writes a [`BrCode`](super::BrCode).
///
/// Name and city become capital ASCII letters without accents and are cut to 25 and 15
/// characters, as the standard asks.
///
/// ```
/// use brazil_types::{PixKey, Txid, br_code::{BrCode, BrCodeBuilder}};
///
/// let key = PixKey::parse("contato@exemplo.com.br")?;
/// let text = BrCodeBuilder::for_key(key, "Empresa Exemplo Ltda", "São Paulo")
///     .amount_cents(184_250)
///     .txid(Txid::parse_static("PEDIDO42")?)
///     .build()?;
/// assert_eq!(BrCode::parse(&text)?.merchant_city(), "SAO PAULO");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[derive(Clone)]
#[must_use = "a builder does nothing until `build`"]
pub struct BrCodeBuilder {
    key: Option<PixKey>,
    charge_url: Option<String>,
    recurrence_url: Option<String>,
    merchant_name: String,
    merchant_city: String,
    merchant_category: Option<String>,
    postal_code: Option<String>,
    info: Option<String>,
    amount_cents: Option<u64>,
    txid: Option<Txid>,
}

impl BrCodeBuilder {
    /// A static code: pays into `key`.
    pub fn for_key(
        key: PixKey,
        merchant_name: impl Into<String>,
        merchant_city: impl Into<String>,
    ) -> Self {
        Self {
            key: Some(key),
            ..Self::empty(merchant_name.into(), merchant_city.into())
        }
    }

    /// A dynamic code: the charge is at `url`, given without scheme.
    pub fn for_charge(
        url: impl Into<String>,
        merchant_name: impl Into<String>,
        merchant_city: impl Into<String>,
    ) -> Self {
        let empty = Self::empty(merchant_name.into(), merchant_city.into());
        Self {
            charge_url: Some(url.into()),
            ..empty
        }
    }

    /// A code that only offers the Pix Automático recurrence at `url`, given without scheme.
    pub fn for_recurrence(
        url: impl Into<String>,
        merchant_name: impl Into<String>,
        merchant_city: impl Into<String>,
    ) -> Self {
        Self::empty(merchant_name.into(), merchant_city.into()).recurrence(url)
    }

    const fn empty(merchant_name: String, merchant_city: String) -> Self {
        Self {
            key: None,
            charge_url: None,
            recurrence_url: None,
            merchant_name,
            merchant_city,
            merchant_category: None,
            postal_code: None,
            info: None,
            amount_cents: None,
            txid: None,
        }
    }

    /// Offers a recurrence along with the charge; not for static codes.
    pub fn recurrence(mut self, url: impl Into<String>) -> Self {
        self.recurrence_url = Some(url.into());
        self
    }

    /// The amount in cents, 1 to 999,999,999,999. Without it the payer types one.
    pub const fn amount_cents(mut self, cents: u64) -> Self {
        self.amount_cents = Some(cents);
        self
    }

    /// The txid of a static code, up to 25 characters.
    pub const fn txid(mut self, txid: Txid) -> Self {
        self.txid = Some(txid);
        self
    }

    /// A note to the payer in a static code. Key and note together have room for 73 characters.
    pub fn info(mut self, info: impl Into<String>) -> Self {
        self.info = Some(info.into());
        self
    }

    /// The merchant category, four digits; `0000` if not given.
    #[doc(alias = "MCC")]
    pub fn merchant_category(mut self, category: impl Into<String>) -> Self {
        self.merchant_category = Some(category.into());
        self
    }

    /// The receiver's postal code (CEP).
    pub fn postal_code(mut self, postal_code: impl Into<String>) -> Self {
        self.postal_code = Some(postal_code.into());
        self
    }

    /// The text of the code.
    ///
    /// # Errors
    ///
    /// With the field in [`ParseError::part`]: `BadLength` for a field too long or empty,
    /// `BadCharset` for a character without an ASCII form, `BadValue` for an amount or category
    /// out of range, `BadPrefix` for a URL with scheme, `MutuallyExclusive` for a note, a txid or
    /// a recurrence in a code that cannot carry it.
    pub fn build(&self) -> Result<String, ParseError> {
        self.refuse_contradictions()?;
        let mut code = Fields::default();
        code.push("00", "01");
        if self.charge_url.is_some() {
            code.push("01", "12");
        }
        code.push("26", &self.merchant_account()?);
        code.push("52", self.checked_category()?);
        code.push("53", "986");
        if let Some(amount) = self.written_amount()? {
            code.push("54", &amount);
        }
        code.push("58", "BR");
        code.push("59", &capitals(&self.merchant_name, 25, "tag 59")?);
        code.push("60", &capitals(&self.merchant_city, 15, "tag 60")?);
        if let Some(postal_code) = &self.postal_code {
            code.push(
                "61",
                checked_length(&ascii::transliterated(postal_code, "tag 61")?, 99, "tag 61")?,
            );
        }
        let mut additional = Fields::default();
        additional.push("05", self.checked_txid()?);
        code.push("62", &additional.0);
        if let Some(url) = &self.recurrence_url {
            code.push(
                "80",
                &pix_template(&[("25", checked_url(url, "tag 80-25")?)]),
            );
        }
        Ok(code.sealed())
    }

    fn refuse_contradictions(&self) -> Result<(), ParseError> {
        let refuse = |part, fix| Err(error(ParseErrorKind::MutuallyExclusive, part, fix));
        match self.key {
            Some(_) if self.recurrence_url.is_some() => refuse(
                "tag 80",
                "a recurrence goes with a charge URL or alone, not with a key",
            ),
            None if self.info.is_some() => refuse(
                "tag 26-02",
                "only static codes carry a note; put it into the charge",
            ),
            None if self.txid.is_some() => refuse(
                "tag 62-05",
                "only static codes carry a txid; the charge has its own",
            ),
            _ => Ok(()),
        }
    }

    fn merchant_account(&self) -> Result<String, ParseError> {
        match (&self.key, &self.info, &self.charge_url) {
            (Some(key), Some(info), _) => {
                let info = ascii::transliterated(info, "tag 26-02")?;
                let room = 73_usize.saturating_sub(key.expose().len());
                let info = checked_length(&info, room, "tag 26-02")?;
                Ok(pix_template(&[("01", key.expose()), ("02", info)]))
            }
            (Some(key), None, _) => Ok(pix_template(&[("01", key.expose())])),
            (None, _, Some(url)) => Ok(pix_template(&[("25", checked_url(url, "tag 26-25")?)])),
            (None, _, None) => Ok(pix_template(&[])),
        }
    }

    fn checked_txid(&self) -> Result<&str, ParseError> {
        match &self.txid {
            None => Ok("***"),
            Some(txid) if txid.kind() == TxidKind::Static => Ok(txid.as_str()),
            Some(txid) => {
                let fix = "the txid of a static code has at most 25 characters";
                let error = error(ParseErrorKind::BadLength, "tag 62-05", fix);
                Err(error.with_length(txid.as_str().len()))
            }
        }
    }

    fn checked_category(&self) -> Result<&str, ParseError> {
        let category = self.merchant_category.as_deref().unwrap_or("0000");
        if category.len() == 4 && category.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(category)
        } else {
            Err(error(
                ParseErrorKind::BadValue,
                "tag 52",
                "a merchant category has four digits",
            ))
        }
    }

    fn written_amount(&self) -> Result<Option<String>, ParseError> {
        match self.amount_cents {
            None => Ok(None),
            Some(cents @ 1..=999_999_999_999) => {
                Ok(Some(format!("{}.{:02}", cents / 100, cents % 100)))
            }
            Some(_) => {
                let fix = "give 1 to 999,999,999,999 cents; leave the amount out to keep it open";
                Err(error(ParseErrorKind::BadValue, "tag 54", fix))
            }
        }
    }
}

impl fmt::Debug for BrCodeBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BrCodeBuilder")
            .field("key", &self.key)
            .field("amount_cents", &self.amount_cents)
            .field("txid", &self.txid)
            .finish_non_exhaustive()
    }
}

/// Fields one after another.
#[derive(Default)]
struct Fields(String);

impl Fields {
    /// Appends a field. Values are ASCII and have been measured: two digits hold their length.
    fn push(&mut self, tag: &str, value: &str) {
        self.0.push_str(&format!("{tag}{:02}{value}", value.len()));
    }

    /// The fields with their checksum, which covers its own tag and length.
    fn sealed(self) -> String {
        let covered = self.0 + "6304";
        let crc = crc16(covered.as_bytes());
        format!("{covered}{crc:04X}")
    }
}

fn pix_template(fields: &[(&str, &str)]) -> String {
    let mut template = Fields::default();
    template.push("00", PIX_GUI);
    for (tag, value) in fields {
        template.push(tag, value);
    }
    template.0
}

/// `text` in capitals without accents, cut to `most` characters.
fn capitals(text: &str, most: usize, part: &'static str) -> Result<String, ParseError> {
    let mut text = ascii::transliterated(text.trim(), part)?.to_ascii_uppercase();
    text.truncate(most);
    text.truncate(text.trim_end().len());
    checked_length(&text, most, part)?;
    Ok(text)
}

fn checked_url<'a>(url: &'a str, part: &'static str) -> Result<&'a str, ParseError> {
    if url.contains("://") {
        let fix = "leave the scheme out: write host and path only";
        return Err(error(ParseErrorKind::BadPrefix, part, fix));
    }
    if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
        let fix = "write the URL in ASCII without spaces";
        return Err(error(ParseErrorKind::BadCharset, part, fix));
    }
    checked_length(url, 77, part)
}

fn checked_length<'a>(
    text: &'a str,
    most: usize,
    part: &'static str,
) -> Result<&'a str, ParseError> {
    if (1..=most).contains(&text.len()) {
        Ok(text)
    } else {
        let fix = "shorten the text to what the field holds, or leave an optional field out";
        Err(error(ParseErrorKind::BadLength, part, fix).with_length(text.len()))
    }
}

const fn error(kind: ParseErrorKind, part: &'static str, fix: &'static str) -> ParseError {
    ParseError::new(kind, TYPE_NAME, fix).in_part(part)
}

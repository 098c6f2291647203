use crate::error::{ParseError, ParseErrorKind};
use crate::layout::Inline;
use crate::text_type::text_type;

/// The receiver's own id of a Pix charge: letters and digits, unique only per receiver.
///
/// Static codes hold 1 to 25 characters, charges registered over the API 26 to 35, so the length
/// tells them apart. Case matters. `***`, which BR Codes write for "none", is not a txid.
///
/// ```
/// use brazil_types::{Txid, TxidKind};
///
/// assert_eq!(Txid::parse_static("PEDIDO42")?.kind(), TxidKind::Static);
/// assert!(Txid::parse_dynamic("PEDIDO42").is_err());
/// // As reported on a received Pix, either is possible:
/// assert_eq!(Txid::parse("33beb661beda44a8928fef47dbeb2dc5")?.kind(), TxidKind::Dynamic);
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Txid(Inline<35>);

text_type!(Txid, plain);

/// Where a [`Txid`] of this length can come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TxidKind {
    /// 1 to 25 characters: a static code.
    Static,
    /// 26 to 35 characters: a charge registered over the API.
    #[doc(alias = "cob")]
    #[doc(alias = "cobv")]
    #[doc(alias = "cobr")]
    Dynamic,
}

impl Txid {
    /// Parses a txid of either kind, 1 to 35 characters, as reported on a received Pix.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let fix = "a txid has 1 to 35 letters or digits";
        Self::with_length(text, 1, 35, fix)
    }

    /// Parses the txid of a static code, 1 to 25 characters.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset`.
    pub fn parse_static(text: &str) -> Result<Self, ParseError> {
        let fix = "the txid of a static code has 1 to 25 letters or digits";
        Self::with_length(text, 1, 25, fix)
    }

    /// Parses the txid of a charge registered over the API, 26 to 35 characters.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset`.
    pub fn parse_dynamic(text: &str) -> Result<Self, ParseError> {
        let fix = "the txid of a registered charge has 26 to 35 letters or digits";
        Self::with_length(text, 26, 35, fix)
    }

    fn with_length(
        text: &str,
        least: usize,
        most: usize,
        fix: &'static str,
    ) -> Result<Self, ParseError> {
        let error = |kind| ParseError::new(kind, "txid", fix);
        if let Some((position, _)) = text
            .char_indices()
            .find(|(_, c)| !c.is_ascii_alphanumeric())
        {
            return Err(error(ParseErrorKind::BadCharset).at(Some(position)));
        }
        let bad_length = error(ParseErrorKind::BadLength).with_length(text.len());
        if !(least..=most).contains(&text.len()) {
            return Err(bad_length);
        }
        Inline::collect(text.bytes()).map(Self).ok_or(bad_length)
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Static or dynamic, by the length.
    pub fn kind(&self) -> TxidKind {
        if self.as_str().len() <= 25 {
            TxidKind::Static
        } else {
            TxidKind::Dynamic
        }
    }
}

use crate::check_digit::modulo_11;
use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout, is_digit_or_capital};
use crate::text_type::text_type;
use crate::{Cnpj, Cpf, State, TaxId};
use time::Month;

const LAYOUT: Layout = Layout {
    type_name: "fiscal document key",
    separators: b" ",
    fix: "write the 44 characters of the key; letters only inside the CNPJ, and capital",
};

/// The first month of issue of alphanumeric CNPJs, as `AAMM`.
const FIRST_MONTH_WITH_LETTERS: u64 = 26_07;

/// The 44-character access key of NF-e, NFC-e, CT-e, MDF-e and their relatives (chave de acesso).
///
/// It shows the CNPJ of its issuer. Rural producers and other persons issue with their CPF: then
/// `Debug` masks it, while `Display` and [`as_str`](Self::as_str) stay complete.
///
/// ```
/// use brazil_types::{FiscalKey, FiscalModel, State};
///
/// let key = FiscalKey::parse("35261112345678000195550010000001231456789013")?;
/// assert_eq!(key.state(), State::SP);
/// assert_eq!(key.model(), FiscalModel::Nfe);
/// assert_eq!((key.series(), key.number()), (1, 123));
/// assert_eq!(key.issuer()?.expose(), "12345678000195");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "chave de acesso")]
#[doc(alias = "chNFe")]
#[doc(alias = "chCTe")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalKey {
    text: [u8; 44],
    state: State,
    month: Month,
    model: FiscalModel,
}

text_type!(FiscalKey, traced);

/// The documents that have a [`FiscalKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FiscalModel {
    /// 55: goods invoice.
    Nfe,
    /// 57: freight.
    Cte,
    /// 58: manifest of freight documents.
    Mdfe,
    /// 62: communications.
    Nfcom,
    /// 63: passenger ticket.
    Bpe,
    /// 64: transport of valuables.
    Gtve,
    /// 65: consumer invoice.
    Nfce,
    /// 66: electricity.
    Nf3e,
    /// 67: freight, other services.
    CteOs,
}

impl FiscalKey {
    /// Parses 44 characters, spaces between them skipped.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset`, `BadUf`, `BadDate` for a month that does not exist, `BadModel`
    /// (also for CF-e SAT, whose key is composed otherwise), `BadValue` for number zero,
    /// `NotInForce` for letters before July 2026, `BadCheckDigit`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::check(text, LAYOUT.read(text)?)
    }

    /// Like [`parse`](Self::parse), but takes small letters and the prefix of XML `Id` attributes
    /// (`NFe`, `CTe`, `MDFe`, …).
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Self::parse).
    pub fn parse_lenient(text: &str) -> Result<Self, ParseError> {
        const PREFIXES: [&str; 7] = ["NFe", "CTe", "MDFe", "NFCom", "BPe", "GTVe", "NF3e"];
        let key = PREFIXES
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .unwrap_or(text);
        let mut characters: [u8; 44] = LAYOUT.read(key)?;
        characters.make_ascii_uppercase();
        Self::check(key, characters).map_err(|error| error.shifted(text.len() - key.len()))
    }

    /// Completes the first 43 characters with their check digit.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Self::parse) but `BadCheckDigit`.
    pub fn from_base(base: &str) -> Result<Self, ParseError> {
        const BASE: Layout = Layout {
            fix: "write the 43 characters before the check digit",
            ..LAYOUT
        };
        let characters: [u8; 43] = BASE.read(base)?;
        let mut text = [modulo_11(&characters, 9); 44];
        text[..43].copy_from_slice(&characters);
        Self::check(base, text)
    }

    fn check(given: &str, text: [u8; 44]) -> Result<Self, ParseError> {
        let error = |kind, fix, index| LAYOUT.error(kind, fix, given, index);
        LAYOUT.require(given, &text, 0..6, u8::is_ascii_digit)?;
        LAYOUT.require(given, &text, 6..18, is_digit_or_capital)?;
        LAYOUT.require(given, &text, 18..44, u8::is_ascii_digit)?;
        let state = state(&text[..2]).ok_or_else(|| {
            let fix = "the key starts with the IBGE code of a state";
            error(ParseErrorKind::BadUf, fix, 0)
        })?;
        let month = month(&text[4..6]).ok_or_else(|| {
            let fix = "characters 3 to 6 are year and month of issue";
            error(ParseErrorKind::BadDate, fix, 4)
        })?;
        let model = FiscalModel::from_code(&text[20..22]).ok_or_else(|| {
            let fix = "characters 21 and 22 are 55, 57, 58 or 62 to 67";
            error(ParseErrorKind::BadModel, fix, 20)
        })?;
        let has_letters = !text[6..18].iter().all(u8::is_ascii_digit);
        if has_letters && layout::number(&text[2..6]) < FIRST_MONTH_WITH_LETTERS {
            let fix = "CNPJs with letters exist since July 2026: check year and month";
            return Err(error(ParseErrorKind::NotInForce, fix, 2));
        }
        if text[25..34] == [b'0'; 9] {
            let fix = "document numbers start at 1";
            return Err(error(ParseErrorKind::BadValue, fix, 25).in_part("number"));
        }
        if modulo_11(&text[..43], 9) != text[43] {
            let fix = "read or type the key again: a character is wrong";
            return Err(error(ParseErrorKind::BadCheckDigit, fix, 43));
        }
        Ok(Self {
            text,
            state,
            month,
            model,
        })
    }

    /// The 44 characters.
    pub fn as_str(&self) -> &str {
        layout::text(&self.text)
    }

    /// The key as printed: eleven groups of four.
    pub fn formatted(&self) -> String {
        layout::punctuate(&self.text, &["####"; 11].join(" "))
    }

    /// The text shown by `Debug`: the key, with the issuer masked if it is a person.
    pub fn log_mask(&self) -> String {
        if self.has_person_as_issuer() {
            let (before, after) = (
                layout::text(&self.text[..9]),
                layout::text(&self.text[20..]),
            );
            format!("{before}***********{after}")
        } else {
            self.as_str().to_owned()
        }
    }

    /// The state whose tax authority keeps the document.
    #[doc(alias = "cUF")]
    pub const fn state(&self) -> State {
        self.state
    }

    /// The year of issue.
    pub fn year(&self) -> i32 {
        2000 + i32::from(self.text[2] - b'0') * 10 + i32::from(self.text[3] - b'0')
    }

    /// The month of issue.
    pub const fn month(&self) -> Month {
        self.month
    }

    /// Who issued the document: a CNPJ, or the CPF of a person (series 920 to 969).
    ///
    /// # Errors
    ///
    /// Those of [`Cpf::parse`] or [`Cnpj::parse`]: a key with right check digit can still hold an
    /// issuer whose own check digits are wrong.
    #[doc(alias = "emitente")]
    pub fn issuer(&self) -> Result<TaxId, ParseError> {
        if self.has_person_as_issuer() {
            Cpf::parse(layout::text(&self.text[9..20])).map(TaxId::Cpf)
        } else {
            Cnpj::parse(layout::text(&self.text[6..20])).map(TaxId::Cnpj)
        }
    }

    fn has_person_as_issuer(&self) -> bool {
        self.text[6..9] == *b"000" && (920..=969).contains(&self.series())
    }

    /// What kind of document.
    #[doc(alias = "mod")]
    pub const fn model(&self) -> FiscalModel {
        self.model
    }

    /// The series, 0 to 999.
    #[doc(alias = "serie")]
    pub fn series(&self) -> u64 {
        layout::number(&self.text[22..25])
    }

    /// The number within the series, 1 to 999,999,999.
    #[doc(alias = "nNF")]
    pub fn number(&self) -> u64 {
        layout::number(&self.text[25..34])
    }

    /// How the document was issued: 1 is normal, 3 a special regime, most others a contingency.
    #[doc(alias = "tpEmis")]
    pub fn emission_type(&self) -> u8 {
        self.text[34] - b'0'
    }

    /// The authorisation site of NFCom and NF3e, which give it one digit of the numeric code.
    #[doc(alias = "nSiteAutoriz")]
    pub fn authorization_site(&self) -> Option<u8> {
        self.has_authorization_site().then(|| self.text[35] - b'0')
    }

    /// The numeric code of the issuer: eight digits, seven where there is an
    /// [`authorization_site`](Self::authorization_site).
    #[doc(alias = "cNF")]
    pub fn numeric_code(&self) -> &str {
        let start = if self.has_authorization_site() {
            36
        } else {
            35
        };
        layout::text(self.text.get(start..43).unwrap_or_default())
    }

    const fn has_authorization_site(&self) -> bool {
        matches!(self.model, FiscalModel::Nfcom | FiscalModel::Nf3e)
    }
}

impl FiscalModel {
    /// The two-digit code of the model.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nfe => "55",
            Self::Cte => "57",
            Self::Mdfe => "58",
            Self::Nfcom => "62",
            Self::Bpe => "63",
            Self::Gtve => "64",
            Self::Nfce => "65",
            Self::Nf3e => "66",
            Self::CteOs => "67",
        }
    }

    /// The name in use: `NF-e`, `CT-e OS`, …
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nfe => "NF-e",
            Self::Cte => "CT-e",
            Self::Mdfe => "MDF-e",
            Self::Nfcom => "NFCom",
            Self::Bpe => "BP-e",
            Self::Gtve => "GTV-e",
            Self::Nfce => "NFC-e",
            Self::Nf3e => "NF3e",
            Self::CteOs => "CT-e OS",
        }
    }

    fn from_code(code: &[u8]) -> Option<Self> {
        const ALL: [FiscalModel; 9] = [
            FiscalModel::Nfe,
            FiscalModel::Cte,
            FiscalModel::Mdfe,
            FiscalModel::Nfcom,
            FiscalModel::Bpe,
            FiscalModel::Gtve,
            FiscalModel::Nfce,
            FiscalModel::Nf3e,
            FiscalModel::CteOs,
        ];
        ALL.into_iter()
            .find(|model| model.code().as_bytes() == code)
    }
}

fn state(digits: &[u8]) -> Option<State> {
    State::from_ibge_code(u8::try_from(layout::number(digits)).ok()?).ok()
}

/// The month of two digits.
pub(crate) fn month(digits: &[u8]) -> Option<Month> {
    Month::try_from(u8::try_from(layout::number(digits)).ok()?).ok()
}

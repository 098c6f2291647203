use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout, is_digit_or_capital};
use crate::text_type::text_type;
use crate::{Cnpj, Cpf};

const LAYOUT: Layout = Layout {
    type_name: "tax id",
    separators: b"./-",
    fix: "write a CPF (11 digits) or a CNPJ (14 characters)",
};

/// A tax number of either kind.
///
/// Personal data, as its parts are: `Debug` masks, no `Display`.
///
/// ```
/// use brazil_types::{TaxId, TaxIdKind};
///
/// assert_eq!(TaxId::parse("12.345.678/0001-95")?.kind(), TaxIdKind::Cnpj);
/// // A CPF in a field of 14, filled with zeros:
/// assert_eq!(TaxId::parse("00052998224725")?.expose(), "52998224725");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaxId {
    /// A natural person.
    Cpf(Cpf),
    /// A legal entity.
    Cnpj(Cnpj),
}

text_type!(TaxId, personal);

/// Which of the two tax numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaxIdKind {
    /// Type flag `1` in files: a natural person.
    Cpf,
    /// Type flag `2` in files: a legal entity.
    Cnpj,
}

impl TaxId {
    /// Parses 11 digits as a CPF and 14 characters as a CNPJ, punctuation optional. Fourteen
    /// digits that are no CNPJ but `000` and a CPF are that CPF.
    ///
    /// # Errors
    ///
    /// Those of [`Cpf::parse`] for 11 characters, of [`Cnpj::parse`] for 14, and `BadLength`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        match LAYOUT.gather::<14>(text) {
            (_, 11) => Cpf::parse(text).map(Self::Cpf),
            (characters, 14) => match Cnpj::parse(text) {
                Ok(cnpj) => Ok(Self::Cnpj(cnpj)),
                Err(not_a_cnpj) => padded_cpf(&characters).map(Self::Cpf).ok_or(not_a_cnpj),
            },
            (_, count) => Err(LAYOUT.bad_length(count)),
        }
    }

    /// Reads a fixed-width field whose kind a type flag tells, zero-filled on the left to 14 or
    /// 15 characters or not at all, as in CNAB files.
    ///
    /// # Errors
    ///
    /// Those of [`Cpf::parse`] or [`Cnpj::parse`]; `BadLength` for a field longer than 15;
    /// `BadPrefix` if what fills the field on the left is not zeros.
    pub fn parse_field(kind: TaxIdKind, field: &str) -> Result<Self, ParseError> {
        let (characters, count) = LAYOUT.gather::<15>(field);
        let width = match kind {
            TaxIdKind::Cpf => 11,
            TaxIdKind::Cnpj => 14,
        };
        let filled = characters.get(..count).ok_or(LAYOUT.bad_length(count))?;
        LAYOUT.require(field, filled, 0..count, is_digit_or_capital)?;
        let (filling, value) = filled.split_at(count.saturating_sub(width));
        if filling.iter().any(|&filler| filler != b'0') {
            let fix = "check the type flag: the field is wider than the number and not zero-filled";
            return Err(LAYOUT.error(ParseErrorKind::BadPrefix, fix, field, 0));
        }
        let value = layout::text(value);
        match kind {
            TaxIdKind::Cpf => Cpf::parse(value).map(Self::Cpf),
            TaxIdKind::Cnpj => Cnpj::parse(value).map(Self::Cnpj),
        }
        // Its offset would count from the value, not from the field.
        .map_err(|error| error.at(None))
    }

    /// CPF or CNPJ.
    pub const fn kind(&self) -> TaxIdKind {
        match self {
            Self::Cpf(_) => TaxIdKind::Cpf,
            Self::Cnpj(_) => TaxIdKind::Cnpj,
        }
    }

    /// The CPF, if it is one.
    pub const fn cpf(&self) -> Option<&Cpf> {
        match self {
            Self::Cpf(cpf) => Some(cpf),
            Self::Cnpj(_) => None,
        }
    }

    /// The CNPJ, if it is one.
    pub const fn cnpj(&self) -> Option<&Cnpj> {
        match self {
            Self::Cpf(_) => None,
            Self::Cnpj(cnpj) => Some(cnpj),
        }
    }

    /// The characters without punctuation, in clear.
    pub fn expose(&self) -> &str {
        match self {
            Self::Cpf(cpf) => cpf.expose(),
            Self::Cnpj(cnpj) => cnpj.expose(),
        }
    }

    /// The number in clear, as printed on documents.
    pub fn formatted(&self) -> String {
        match self {
            Self::Cpf(cpf) => cpf.formatted(),
            Self::Cnpj(cnpj) => cnpj.formatted(),
        }
    }

    /// The mask for log lines, as in `Debug`.
    pub fn log_mask(&self) -> String {
        match self {
            Self::Cpf(cpf) => cpf.log_mask(),
            Self::Cnpj(cnpj) => cnpj.log_mask(),
        }
    }
}

fn padded_cpf(characters: &[u8; 14]) -> Option<Cpf> {
    let digits = characters.strip_prefix(b"000")?;
    Cpf::parse(std::str::from_utf8(digits).ok()?).ok()
}

impl From<Cpf> for TaxId {
    fn from(cpf: Cpf) -> Self {
        Self::Cpf(cpf)
    }
}

impl From<Cnpj> for TaxId {
    fn from(cnpj: Cnpj) -> Self {
        Self::Cnpj(cnpj)
    }
}

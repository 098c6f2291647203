use crate::error::{ParseError, ParseErrorKind};
use crate::text_type::text_type;

/// One of the 26 states and the Federal District (`DF`), called UF in documents.
///
/// ```
/// use brazil_types::State;
///
/// assert_eq!(State::from_ibge_code(35)?, State::SP);
/// assert_eq!(State::parse("GO")?.ibge_code(), 52);
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "UF")]
#[doc(alias = "cUF")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Rondônia.
    RO = 11,
    /// Acre.
    AC = 12,
    /// Amazonas.
    AM = 13,
    /// Roraima.
    RR = 14,
    /// Pará.
    PA = 15,
    /// Amapá.
    AP = 16,
    /// Tocantins.
    TO = 17,
    /// Maranhão.
    MA = 21,
    /// Piauí.
    PI = 22,
    /// Ceará.
    CE = 23,
    /// Rio Grande do Norte.
    RN = 24,
    /// Paraíba.
    PB = 25,
    /// Pernambuco.
    PE = 26,
    /// Alagoas.
    AL = 27,
    /// Sergipe.
    SE = 28,
    /// Bahia.
    BA = 29,
    /// Minas Gerais.
    MG = 31,
    /// Espírito Santo.
    ES = 32,
    /// Rio de Janeiro.
    RJ = 33,
    /// São Paulo.
    SP = 35,
    /// Paraná.
    PR = 41,
    /// Santa Catarina.
    SC = 42,
    /// Rio Grande do Sul.
    RS = 43,
    /// Mato Grosso do Sul.
    MS = 50,
    /// Mato Grosso.
    MT = 51,
    /// Goiás.
    GO = 52,
    /// Distrito Federal.
    DF = 53,
}

text_type!(State, plain);

const UNKNOWN: ParseError = ParseError::new(
    ParseErrorKind::BadUf,
    "state",
    "use one of the 27 states: two capital letters, or the IBGE code",
);

impl State {
    /// All 27, in the order of their IBGE codes.
    pub const ALL: [Self; 27] = [
        Self::RO,
        Self::AC,
        Self::AM,
        Self::RR,
        Self::PA,
        Self::AP,
        Self::TO,
        Self::MA,
        Self::PI,
        Self::CE,
        Self::RN,
        Self::PB,
        Self::PE,
        Self::AL,
        Self::SE,
        Self::BA,
        Self::MG,
        Self::ES,
        Self::RJ,
        Self::SP,
        Self::PR,
        Self::SC,
        Self::RS,
        Self::MS,
        Self::MT,
        Self::GO,
        Self::DF,
    ];

    /// Parses the two capital letters.
    ///
    /// # Errors
    ///
    /// `BadUf` for anything else.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(UNKNOWN)
    }

    /// The state of a two-digit IBGE code.
    ///
    /// # Errors
    ///
    /// `BadUf` for a code that IBGE does not assign.
    pub fn from_ibge_code(code: u8) -> Result<Self, ParseError> {
        Self::ALL
            .into_iter()
            .find(|state| state.ibge_code() == code)
            .ok_or(UNKNOWN)
    }

    /// The two-digit IBGE code, `cUF` in fiscal documents.
    pub const fn ibge_code(self) -> u8 {
        self as u8
    }

    /// The two letters.
    pub const fn as_str(&self) -> &'static str {
        self.labels().0
    }

    /// The name in Portuguese.
    pub const fn name(self) -> &'static str {
        self.labels().1
    }

    const fn labels(self) -> (&'static str, &'static str) {
        match self {
            Self::RO => ("RO", "Rondônia"),
            Self::AC => ("AC", "Acre"),
            Self::AM => ("AM", "Amazonas"),
            Self::RR => ("RR", "Roraima"),
            Self::PA => ("PA", "Pará"),
            Self::AP => ("AP", "Amapá"),
            Self::TO => ("TO", "Tocantins"),
            Self::MA => ("MA", "Maranhão"),
            Self::PI => ("PI", "Piauí"),
            Self::CE => ("CE", "Ceará"),
            Self::RN => ("RN", "Rio Grande do Norte"),
            Self::PB => ("PB", "Paraíba"),
            Self::PE => ("PE", "Pernambuco"),
            Self::AL => ("AL", "Alagoas"),
            Self::SE => ("SE", "Sergipe"),
            Self::BA => ("BA", "Bahia"),
            Self::MG => ("MG", "Minas Gerais"),
            Self::ES => ("ES", "Espírito Santo"),
            Self::RJ => ("RJ", "Rio de Janeiro"),
            Self::SP => ("SP", "São Paulo"),
            Self::PR => ("PR", "Paraná"),
            Self::SC => ("SC", "Santa Catarina"),
            Self::RS => ("RS", "Rio Grande do Sul"),
            Self::MS => ("MS", "Mato Grosso do Sul"),
            Self::MT => ("MT", "Mato Grosso"),
            Self::GO => ("GO", "Goiás"),
            Self::DF => ("DF", "Distrito Federal"),
        }
    }
}

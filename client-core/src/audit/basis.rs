use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// Why personal data may be processed: the items of article 7 of the LGPD (Law 13.709/2018).
///
/// An Open Finance consent is a regulatory act and does not choose the basis by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "base_legal")]
pub enum LegalBasis {
    /// I: the holder consented.
    #[doc(alias = "consentimento")]
    Consent,
    /// II: a law or regulation demands it (tax, bookkeeping).
    #[doc(alias = "obrigação legal ou regulatória")]
    LegalObligation,
    /// III: public policies, by the public administration.
    PublicPolicy,
    /// IV: studies by a research body.
    Research,
    /// V: performance of a contract with the holder, or steps towards one.
    #[doc(alias = "execução de contrato")]
    Contract,
    /// VI: exercise of rights in court, administration or arbitration.
    #[doc(alias = "exercício regular de direitos")]
    ExerciseOfRights,
    /// VII: protection of life or physical safety.
    ProtectionOfLife,
    /// VIII: protection of health, by health services.
    Health,
    /// IX: legitimate interest of the controller or a third party.
    #[doc(alias = "legítimo interesse")]
    LegitimateInterest,
    /// X: protection of credit.
    #[doc(alias = "proteção do crédito")]
    CreditProtection,
}

impl LegalBasis {
    /// The item of article 7, in Roman numerals.
    pub fn item(self) -> &'static str {
        self.item_and_label().0
    }

    /// One English word or two, as written in the log.
    pub fn label(self) -> &'static str {
        self.item_and_label().1
    }

    fn item_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Consent => ("I", "consent"),
            Self::LegalObligation => ("II", "legal_obligation"),
            Self::PublicPolicy => ("III", "public_policy"),
            Self::Research => ("IV", "research"),
            Self::Contract => ("V", "contract"),
            Self::ExerciseOfRights => ("VI", "exercise_of_rights"),
            Self::ProtectionOfLife => ("VII", "protection_of_life"),
            Self::Health => ("VIII", "health"),
            Self::LegitimateInterest => ("IX", "legitimate_interest"),
            Self::CreditProtection => ("X", "credit_protection"),
        }
    }
}

impl Serialize for LegalBasis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut basis = serializer.serialize_struct("LegalBasis", 3)?;
        basis.serialize_field("lgpd_article", "7")?;
        basis.serialize_field("item", self.item())?;
        basis.serialize_field("label", self.label())?;
        basis.end()
    }
}

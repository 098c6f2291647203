use std::fmt;

use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Deserializer, Serialize};

/// Why personal data may be processed: the items of articles 7 and 11 of the LGPD (Law
/// 13.709/2018). Article 11 is for sensitive data: health, biometrics, union membership and the
/// like.
///
/// An Open Finance consent is a regulatory act and does not choose the basis by itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "base_legal")]
pub enum LegalBasis {
    /// 7, I: the holder consented.
    #[doc(alias = "consentimento")]
    Consent,
    /// 7, II: a law or regulation demands it (tax, bookkeeping).
    #[doc(alias = "obrigação legal ou regulatória")]
    LegalObligation,
    /// 7, III: public policies, by the public administration.
    PublicPolicy,
    /// 7, IV: studies by a research body.
    Research,
    /// 7, V: performance of a contract with the holder, or steps towards one.
    #[doc(alias = "execução de contrato")]
    Contract,
    /// 7, VI: exercise of rights in court, administration or arbitration.
    #[doc(alias = "exercício regular de direitos")]
    ExerciseOfRights,
    /// 7, VII: protection of life or physical safety.
    ProtectionOfLife,
    /// 7, VIII: protection of health, by health services.
    Health,
    /// 7, IX: legitimate interest of the controller or a third party.
    #[doc(alias = "legítimo interesse")]
    LegitimateInterest,
    /// 7, X: protection of credit.
    #[doc(alias = "proteção do crédito")]
    CreditProtection,
    /// 11, I: the holder consented to it specifically and apart from everything else.
    #[doc(alias = "consentimento específico e destacado")]
    SensitiveConsent,
    /// 11, II, a: a law or regulation demands it.
    SensitiveLegalObligation,
    /// 11, II, b: public policies.
    SensitivePublicPolicy,
    /// 11, II, c: studies by a research body.
    SensitiveResearch,
    /// 11, II, d: exercise of rights, in a contract too.
    SensitiveExerciseOfRights,
    /// 11, II, e: protection of life or physical safety.
    SensitiveProtectionOfLife,
    /// 11, II, f: protection of health, by health services.
    SensitiveHealth,
    /// 11, II, g: prevention of fraud, and the holder's security, when they are identified.
    #[doc(alias = "prevenção à fraude")]
    SensitiveFraudPrevention,
    /// Another, by its label, as a later version wrote it.
    Other(Box<str>),
}

/// Article, item and label of what is not [`LegalBasis::Other`].
const KNOWN: [(LegalBasis, &str, &str, &str); 18] = [
    (LegalBasis::Consent, "7", "I", "consent"),
    (LegalBasis::LegalObligation, "7", "II", "legal_obligation"),
    (LegalBasis::PublicPolicy, "7", "III", "public_policy"),
    (LegalBasis::Research, "7", "IV", "research"),
    (LegalBasis::Contract, "7", "V", "contract"),
    (
        LegalBasis::ExerciseOfRights,
        "7",
        "VI",
        "exercise_of_rights",
    ),
    (
        LegalBasis::ProtectionOfLife,
        "7",
        "VII",
        "protection_of_life",
    ),
    (LegalBasis::Health, "7", "VIII", "health"),
    (
        LegalBasis::LegitimateInterest,
        "7",
        "IX",
        "legitimate_interest",
    ),
    (LegalBasis::CreditProtection, "7", "X", "credit_protection"),
    (LegalBasis::SensitiveConsent, "11", "I", "sensitive_consent"),
    (
        LegalBasis::SensitiveLegalObligation,
        "11",
        "II-a",
        "sensitive_legal_obligation",
    ),
    (
        LegalBasis::SensitivePublicPolicy,
        "11",
        "II-b",
        "sensitive_public_policy",
    ),
    (
        LegalBasis::SensitiveResearch,
        "11",
        "II-c",
        "sensitive_research",
    ),
    (
        LegalBasis::SensitiveExerciseOfRights,
        "11",
        "II-d",
        "sensitive_exercise_of_rights",
    ),
    (
        LegalBasis::SensitiveProtectionOfLife,
        "11",
        "II-e",
        "sensitive_protection_of_life",
    ),
    (
        LegalBasis::SensitiveHealth,
        "11",
        "II-f",
        "sensitive_health",
    ),
    (
        LegalBasis::SensitiveFraudPrevention,
        "11",
        "II-g",
        "sensitive_fraud_prevention",
    ),
];

impl LegalBasis {
    /// The basis with this label.
    pub fn from_label(label: &str) -> Self {
        let known = KNOWN.into_iter().find(|(.., known)| *known == label);
        known.map_or_else(|| Self::Other(label.into()), |(basis, ..)| basis)
    }

    /// The article of the LGPD; `None` for another basis.
    pub fn article(&self) -> Option<&'static str> {
        self.row().map(|(_, article, ..)| *article)
    }

    /// The item of the article, such as `IX` or `II-g`; `None` for another basis.
    pub fn item(&self) -> Option<&'static str> {
        self.row().map(|(_, _, item, _)| *item)
    }

    /// One English word or more, as written in the log.
    pub fn label(&self) -> &str {
        match self {
            Self::Other(label) => label,
            _ => self.row().map_or("", |(.., label)| label),
        }
    }

    fn row(&self) -> Option<&'static (Self, &'static str, &'static str, &'static str)> {
        KNOWN.iter().find(|(basis, ..)| basis == self)
    }
}

/// `consent (LGPD, art. 7, I)`.
impl fmt::Display for LegalBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())?;
        match self.row() {
            Some((_, article, item, _)) => write!(f, " (LGPD, art. {article}, {item})"),
            None => Ok(()),
        }
    }
}

impl Serialize for LegalBasis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = if self.row().is_some() { 3 } else { 1 };
        let mut basis = serializer.serialize_struct("LegalBasis", fields)?;
        if let Some((_, article, item, _)) = self.row() {
            basis.serialize_field("lgpd_article", article)?;
            basis.serialize_field("item", item)?;
        }
        basis.serialize_field("label", self.label())?;
        basis.end()
    }
}

impl<'de> Deserialize<'de> for LegalBasis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            label: String,
        }
        Written::deserialize(deserializer).map(|written| Self::from_label(&written.label))
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, LegalBasis};

    #[test]
    fn every_basis_reads_back_and_an_unknown_one_is_kept() {
        for (basis, article, item, label) in KNOWN {
            let written = serde_json::to_value(&basis).unwrap();
            let expected =
                serde_json::json!({"lgpd_article": article, "item": item, "label": label});
            assert_eq!(written, expected);
            assert_eq!(
                serde_json::from_value::<LegalBasis>(written).unwrap(),
                basis
            );
        }
        let later = r#"{"label":"ai_training"}"#;
        let other: LegalBasis = serde_json::from_str(later).unwrap();
        assert_eq!((other.article(), other.label()), (None, "ai_training"));
        assert_eq!(serde_json::to_string(&other).unwrap(), later);
    }
}

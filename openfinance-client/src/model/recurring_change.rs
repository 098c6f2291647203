//! Changes of consents to automatic payments: edited, revoked, rejected.

use brazil_types::{Cnpj, Cpf};
use client_core::money::{Amount, amount_string};
use client_core::{Result, wire};
use serde::Serialize;
use time::{Date, OffsetDateTime};

use super::new_consent::{Identified, Who, identified};
use super::new_payment::positive_cents;
use super::new_recurring_consent::{check_name, end_of};
use super::{Channel, EndedBy, RecurringRejectionCode, RecurringRevocationCode, RiskSignals};

/// A change of an authorised consent to Pix Automático. What is left out is unlimited afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct RecurringConsentEdit {
    creditor_name: String,
    who: Option<Who>,
    until: Option<Date>,
    at_most: Option<Amount>,
    signals: Option<RiskSignals>,
}

impl RecurringConsentEdit {
    /// With this name of the payee, new or as it is.
    pub fn new(creditor_name: impl Into<String>) -> Self {
        Self {
            creditor_name: creditor_name.into(),
            who: None,
            until: None,
            at_most: None,
            signals: None,
        }
    }

    /// Edited by this person.
    #[doc(alias = "loggedUser")]
    #[must_use]
    pub fn by_person(mut self, person: Cpf) -> Self {
        self.who = Some(Who {
            person,
            company: None,
        });
        self
    }

    /// Edited by this person, who acts for this company.
    #[doc(alias = "businessEntity")]
    #[must_use]
    pub fn by_company(mut self, company: Cnpj, person: Cpf) -> Self {
        self.who = Some(Who {
            person,
            company: Some(company),
        });
        self
    }

    /// Ends with this day; otherwise never.
    #[doc(alias = "expirationDateTime")]
    #[must_use]
    pub fn until(mut self, day: Date) -> Self {
        self.until = Some(day);
        self
    }

    /// At most this amount each time; otherwise any. Not for contracts of a fixed amount.
    #[doc(alias = "maximumVariableAmount")]
    #[must_use]
    pub fn at_most(mut self, amount: Amount) -> Self {
        self.at_most = Some(amount);
        self
    }

    /// What the customer's device shows, when they edit it themselves.
    #[doc(alias = "riskSignals")]
    #[must_use]
    pub fn with_signals(mut self, signals: RiskSignals) -> Self {
        self.signals = Some(signals);
        self
    }

    pub(crate) fn checked(&self) -> Result<impl Serialize + use<>> {
        check_name("creditors.name", &self.creditor_name)?;
        if let Some(amount) = self.at_most {
            positive_cents("automatic.maximumVariableAmount", amount)?;
        }
        let company = self.who.as_ref().and_then(|who| who.company);
        Ok(EditBody {
            risk_signals: self.signals.clone(),
            creditors: [NameOnly {
                name: self.creditor_name.clone(),
            }],
            expiration: self.until.map(end_of),
            recurring_configuration: self.at_most.map(|amount| EditedConfiguration {
                automatic: EditedAutomatic {
                    maximum_variable_amount: amount,
                },
            }),
            logged_user: self.who.as_ref().map(|who| identified(who.person, "CPF")),
            business_entity: company.map(|company| identified(company, "CNPJ")),
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EditBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    risk_signals: Option<RiskSignals>,
    creditors: [NameOnly; 1],
    #[serde(
        rename = "expirationDateTime",
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    expiration: Option<OffsetDateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recurring_configuration: Option<EditedConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logged_user: Option<Identified<Cpf>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_entity: Option<Identified<Cnpj>>,
}

#[derive(Serialize)]
struct NameOnly {
    name: String,
}

#[derive(Serialize)]
struct EditedConfiguration {
    automatic: EditedAutomatic,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EditedAutomatic {
    #[serde(with = "amount_string")]
    maximum_variable_amount: Amount,
}

#[derive(Serialize)]
struct Reason<C> {
    code: C,
    detail: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Revoking {
    status: &'static str,
    revocation: Revoked,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Revoked {
    revoked_by: EndedBy,
    revoked_from: Channel,
    reason: Reason<RecurringRevocationCode>,
}

/// The body that revokes a consent.
pub(crate) fn revoking(
    by: EndedBy,
    code: RecurringRevocationCode,
    detail: String,
) -> impl Serialize {
    Revoking {
        status: "REVOKED",
        revocation: Revoked {
            revoked_by: by,
            revoked_from: Channel::Initiator,
            reason: Reason { code, detail },
        },
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rejecting {
    status: &'static str,
    rejection: Rejected,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rejected {
    rejected_by: EndedBy,
    rejected_from: Channel,
    reason: Reason<RecurringRejectionCode>,
}

/// The body that rejects a consent nobody has agreed to.
pub(crate) fn rejecting(
    by: EndedBy,
    code: RecurringRejectionCode,
    detail: String,
) -> impl Serialize {
    Rejecting {
        status: "REJECTED",
        rejection: Rejected {
            rejected_by: by,
            rejected_from: Channel::Initiator,
            reason: Reason { code, detail },
        },
    }
}

//! Devices that are enrolled to agree to payments.

use brazil_types::{Cnpj, Cpf};
use client_core::money::{Amount, amount_string};
use client_core::secret::Redacted;
use client_core::wire;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::new_consent::{Identified, identified};
use super::{Channel, EnrollmentId, IdentifiedParty, Journey, LifeCycle, PixAccount};

/// A device that agrees to payments without sending the customer to the bank.
#[doc(alias = "vínculo de dispositivo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Enrollment {
    /// Identifier: a URN.
    #[serde(rename = "enrollmentId")]
    #[doc(alias = "enrollmentId")]
    pub id: EnrollmentId,
    /// When it was asked for.
    #[serde(rename = "creationDateTime", default, with = "wire::instant")]
    #[doc(alias = "creationDateTime")]
    pub created_at: Option<OffsetDateTime>,
    /// Where it stands.
    pub status: EnrollmentStatus,
    /// Since when it stands there.
    #[serde(rename = "statusUpdateDateTime", default, with = "wire::instant")]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
    /// What it may agree to.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub permissions: Vec<EnrollmentPermission>,
    /// When it ends.
    #[serde(
        rename = "expirationDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "expirationDateTime")]
    pub expires_at: Option<OffsetDateTime>,
    /// The person whose device it is.
    pub logged_user: Option<IdentifiedParty>,
    /// The company they act for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_entity: Option<IdentifiedParty>,
    /// The account that pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debtor_account: Option<PixAccount>,
    /// Whether it was given together with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journey: Option<Journey>,
    /// Who ended it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancellation: Option<EnrollmentCancellation>,
    /// The most for one payment.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_limit: Option<Amount>,
    /// The most for one day.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub daily_limit: Option<Amount>,
    /// What the customer calls it.
    #[serde(rename = "enrollmentName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "enrollmentName")]
    pub name: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// Where an enrolment stands.
    pub enum EnrollmentStatus {
        /// Send the device's signals.
        AwaitingRiskSignals = "AWAITING_RISK_SIGNALS",
        /// Send the customer to the bank.
        AwaitingAccountHolderValidation = "AWAITING_ACCOUNT_HOLDER_VALIDATION",
        /// Register the device's key.
        AwaitingEnrollment = "AWAITING_ENROLLMENT",
        /// It agrees to payments.
        Authorised = "AUTHORISED",
        /// It was ended. Nothing comes after it.
        Revoked = "REVOKED",
        /// It never came into force. Nothing comes after it.
        Rejected = "REJECTED",
    }
}

impl LifeCycle for EnrollmentStatus {
    fn is_final(&self) -> bool {
        [Self::Revoked, Self::Rejected].contains(self)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            _ if self == next || !self.is_known() || !next.is_known() => true,
            (Self::AwaitingRiskSignals, _) => true,
            (Self::AwaitingAccountHolderValidation, next) => *next != Self::AwaitingRiskSignals,
            (Self::AwaitingEnrollment, next) => next.is_final() || *next == Self::Authorised,
            (Self::Authorised, next) => *next == Self::Revoked,
            _ => false,
        }
    }
}

client_core::open_enum! {
    /// What an enrolled device may agree to.
    pub enum EnrollmentPermission {
        /// Payments.
        Payments = "PAYMENTS_INITIATE",
        /// Automatic payments.
        RecurringPayments = "RECURRING_PAYMENTS_INITIATE",
    }
}

/// Who ended an enrolment, and why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EnrollmentCancellation {
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_by: Option<IdentifiedParty>,
    /// Why.
    pub reason: Option<EnrollmentCancellationReason>,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_information: Option<Redacted<String>>,
    /// Where.
    pub cancelled_from: Option<Channel>,
    /// When.
    #[serde(
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    pub rejected_at: Option<OffsetDateTime>,
}

/// Why an enrolment ended: rejected before it came into force, or revoked after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EnrollmentCancellationReason {
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason: Option<EnrollmentRejectionCode>,
    /// Why it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation_reason: Option<EnrollmentRevocationCode>,
}

client_core::open_enum! {
    /// Why an enrolment was rejected.
    pub enum EnrollmentRejectionCode {
        /// Somebody else logged in at the bank.
        OtherHolder = "REJEITADO_TITULARIDADE_DIVERGENTE",
        /// The signals came too late.
        SignalsExpired = "REJEITADO_TEMPO_EXPIRADO_RISK_SIGNALS",
        /// Nobody agreed at the bank in time.
        ValidationExpired = "REJEITADO_TEMPO_EXPIRADO_ACCOUNT_HOLDER_VALIDATION",
        /// No key was registered in time.
        EnrollmentExpired = "REJEITADO_TEMPO_EXPIRADO_ENROLLMENT",
        /// Too many challenges were asked for.
        ChallengesExceeded = "REJEITADO_MAXIMO_CHALLENGES_ATINGIDO",
        /// The customer said no.
        Declined = "REJEITADO_MANUALMENTE",
        /// The device cannot do it.
        IncompatibleDevice = "REJEITADO_DISPOSITIVO_INCOMPATIVEL",
        /// Something was out of order.
        InfrastructureFailure = "REJEITADO_FALHA_INFRAESTRUTURA",
        /// The way to the bank and back failed.
        RedirectFailure = "REJEITADO_FALHA_HYBRID_FLOW",
        /// The key could not be made or checked.
        FidoFailure = "REJEITADO_FALHA_FIDO",
        /// Security of the bank or ours.
        SecurityReason = "REJEITADO_SEGURANCA_INTERNA",
        /// Something else; say what.
        Other = "REJEITADO_OUTRO",
    }
}

client_core::open_enum! {
    /// Why an enrolment was revoked.
    pub enum EnrollmentRevocationCode {
        /// The customer wanted it.
        ByCustomer = "REVOGADO_MANUALMENTE",
        /// It has reached its end.
        Expired = "REVOGADO_VALIDADE_EXPIRADA",
        /// Something was out of order.
        InfrastructureFailure = "REVOGADO_FALHA_INFRAESTRUTURA",
        /// Security of the bank or ours.
        SecurityReason = "REVOGADO_SEGURANCA_INTERNA",
        /// Something else; say what.
        Other = "REVOGADO_OUTRO",
    }
}

/// An enrolment to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEnrollment {
    person: Cpf,
    company: Option<Cnpj>,
    permissions: Vec<EnrollmentPermission>,
    debtor_account: Option<PixAccount>,
    name: Option<String>,
}

impl NewEnrollment {
    /// Of a person's device, to agree to payments.
    pub fn of_person(person: Cpf) -> Self {
        Self {
            person,
            company: None,
            permissions: vec![EnrollmentPermission::Payments],
            debtor_account: None,
            name: None,
        }
    }

    /// Of the device of a person who acts for a company, to agree to payments.
    pub fn of_company(company: Cnpj, person: Cpf) -> Self {
        Self {
            company: Some(company),
            ..Self::of_person(person)
        }
    }

    /// To agree to these instead.
    #[must_use]
    pub fn only(mut self, permissions: impl IntoIterator<Item = EnrollmentPermission>) -> Self {
        self.permissions = permissions.into_iter().collect();
        self
    }

    /// The account to pay from; otherwise the customer chooses at the bank.
    #[doc(alias = "debtorAccount")]
    #[must_use]
    pub fn from_account(mut self, account: PixAccount) -> Self {
        self.debtor_account = Some(account);
        self
    }

    /// What the customer calls it.
    #[doc(alias = "enrollmentName")]
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    pub(crate) fn checked(&self) -> Result<impl Serialize + use<>> {
        if self.permissions.is_empty() {
            return Err(Error::input("permissions is empty: ask for at least one"));
        }
        if let Some(account) = &self.debtor_account {
            account.check("debtorAccount")?;
        }
        if self
            .name
            .as_ref()
            .is_some_and(|name| name.chars().count() > 140)
        {
            return Err(Error::input("enrollmentName has more than 140 characters"));
        }
        Ok(EnrollmentBody {
            logged_user: identified(self.person, "CPF"),
            permissions: self.permissions.clone(),
            business_entity: self.company.map(|company| identified(company, "CNPJ")),
            debtor_account: self.debtor_account.clone(),
            enrollment_name: self.name.clone(),
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EnrollmentBody {
    logged_user: Identified<Cpf>,
    permissions: Vec<EnrollmentPermission>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_entity: Option<Identified<Cnpj>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    debtor_account: Option<PixAccount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enrollment_name: Option<String>,
}

/// The end of an enrolment to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndEnrollment {
    by: Option<Cpf>,
    reason: EnrollmentCancellationReason,
    told: Option<String>,
}

impl EndEnrollment {
    /// Rejects one that is not in force yet.
    pub fn rejecting(code: EnrollmentRejectionCode) -> Self {
        Self::because(EnrollmentCancellationReason {
            rejection_reason: Some(code),
            revocation_reason: None,
        })
    }

    /// Revokes one that is in force.
    pub fn revoking(code: EnrollmentRevocationCode) -> Self {
        Self::because(EnrollmentCancellationReason {
            rejection_reason: None,
            revocation_reason: Some(code),
        })
    }

    fn because(reason: EnrollmentCancellationReason) -> Self {
        Self {
            by: None,
            reason,
            told: None,
        }
    }

    /// By this person.
    #[must_use]
    pub fn by(mut self, person: Cpf) -> Self {
        self.by = Some(person);
        self
    }

    /// In words; required for the codes "other".
    #[doc(alias = "additionalInformation")]
    #[must_use]
    pub fn told(mut self, text: impl Into<String>) -> Self {
        self.told = Some(text.into());
        self
    }

    pub(crate) fn checked(&self) -> Result<impl Serialize + use<>> {
        let other = self.reason.rejection_reason == Some(EnrollmentRejectionCode::Other)
            || self.reason.revocation_reason == Some(EnrollmentRevocationCode::Other);
        if other && self.told.as_ref().is_none_or(String::is_empty) {
            return Err(Error::input(
                "additionalInformation is missing: another reason must be told in words",
            ));
        }
        Ok(EndBody {
            cancellation: End {
                cancelled_by: self.by.map(|person| identified(person, "CPF")),
                reason: self.reason.clone(),
                additional_information: self.told.clone(),
            },
        })
    }
}

#[derive(Serialize)]
struct EndBody {
    cancellation: End,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct End {
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_by: Option<Identified<Cpf>>,
    reason: EnrollmentCancellationReason,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_information: Option<String>,
}

//! Long-lived consents to automatic payments.

use client_core::money::{Amount, amount_string};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    Channel, Creditor, Currency, IdentifiedParty, Journey, LifeCycle, PartyDocument, PaymentKind,
    PixAccount, RecurringConsentId,
};

/// A consent to many payments without the customer: Pix Automático, sweeping, or variable.
#[doc(alias = "consentimento de longa duração")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecurringConsent {
    /// Identifier: a URN.
    #[serde(rename = "recurringConsentId")]
    #[doc(alias = "recurringConsentId")]
    pub id: RecurringConsentId,
    /// Where it stands.
    pub status: RecurringConsentStatus,
    /// Since when it stands there.
    #[serde(rename = "statusUpdateDateTime", default, with = "wire::instant")]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
    /// When it was asked for.
    #[serde(rename = "creationDateTime", default, with = "wire::instant")]
    #[doc(alias = "creationDateTime")]
    pub created_at: Option<OffsetDateTime>,
    /// When it ends; without it, never.
    #[serde(
        rename = "expirationDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "expirationDateTime")]
    pub expires_at: Option<OffsetDateTime>,
    /// When the customer agreed.
    #[serde(
        rename = "authorisedAtDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "authorisedAtDateTime")]
    pub authorised_at: Option<OffsetDateTime>,
    /// When it was last edited.
    #[serde(
        rename = "updatedAtDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "updatedAtDateTime")]
    pub updated_at: Option<OffsetDateTime>,
    /// Until when all people who must have to agree.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub approval_due_date: Option<Date>,
    /// The person who agrees.
    pub logged_user: Option<IdentifiedParty>,
    /// The company they act for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_entity: Option<IdentifiedParty>,
    /// Who may be paid.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub creditors: Vec<Creditor>,
    /// What the customer was told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_information: Option<Redacted<String>>,
    /// The account that pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debtor_account: Option<PixAccount>,
    /// Who rejected it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection: Option<RecurringRejection>,
    /// Who revoked it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation: Option<RecurringRevocation>,
    /// Which product, and within which limits.
    #[serde(rename = "recurringConfiguration")]
    #[doc(alias = "recurringConfiguration")]
    pub configuration: Option<RecurringConfiguration>,
    /// Whether it was given together with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journey: Option<Journey>,
}

client_core::open_enum! {
    /// Where a consent to automatic payments stands.
    pub enum RecurringConsentStatus {
        /// The customer has not agreed yet; after an hour it is rejected.
        AwaitingAuthorisation = "AWAITING_AUTHORISATION",
        /// Of several people who must agree some did; after thirty days it is rejected.
        PartiallyAccepted = "PARTIALLY_ACCEPTED",
        /// The customer agreed: payments can be initiated.
        Authorised = "AUTHORISED",
        /// Never came into force. Nothing comes after it.
        Rejected = "REJECTED",
        /// Ended by the customer, by us or by the bank. Nothing comes after it.
        Revoked = "REVOKED",
        /// Its limits are used up, or its end has come. Nothing comes after it.
        Consumed = "CONSUMED",
    }
}

impl LifeCycle for RecurringConsentStatus {
    fn is_final(&self) -> bool {
        [Self::Rejected, Self::Revoked, Self::Consumed].contains(self)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            _ if self == next || !self.is_known() || !next.is_known() => true,
            (Self::AwaitingAuthorisation, _) => true,
            (Self::PartiallyAccepted, next) => *next != Self::AwaitingAuthorisation,
            (Self::Authorised, next) => [Self::Revoked, Self::Consumed].contains(next),
            _ => false,
        }
    }
}

client_core::open_enum! {
    /// Who ended something.
    pub enum EndedBy {
        /// We, the initiator.
        Initiator = "INICIADORA",
        /// The customer.
        Customer = "USUARIO",
        /// The bank that holds the account.
        Bank = "DETENTORA",
    }
}

/// Who rejected a consent, and why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecurringRejection {
    /// Who.
    pub rejected_by: Option<EndedBy>,
    /// Where.
    pub rejected_from: Option<Channel>,
    /// When.
    #[serde(default, with = "wire::instant")]
    pub rejected_at: Option<OffsetDateTime>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<RecurringRejectionReason>,
}

/// Why a consent was rejected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RecurringRejectionReason {
    /// For programs.
    pub code: RecurringRejectionCode,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// Why a consent to automatic payments was rejected.
    pub enum RecurringRejectionCode {
        /// The bank does not say.
        NotTold = "NAO_INFORMADO",
        /// Something of the bank's was out of order: try later.
        InfrastructureFailure = "FALHA_INFRAESTRUTURA",
        /// Nobody agreed in time.
        AuthorisationExpired = "TEMPO_EXPIRADO_AUTORIZACAO",
        /// The customer said no.
        Declined = "REJEITADO_USUARIO",
        /// The paying account is the paid one.
        SameAccount = "CONTAS_ORIGEM_DESTINO_IGUAIS",
        /// The chosen account makes no such payments.
        AccountNotAllowed = "CONTA_NAO_PERMITE_PAGAMENTO",
        /// Somebody else logged in at the bank than the consent names.
        OtherUser = "AUTENTICACAO_DIVERGENTE",
        /// The product cannot be agreed to in this way.
        FlowNotSupported = "FLUXO_NAO_SUPORTADO_PRODUTO",
        /// Not enough money; API 2.1 only.
        InsufficientFunds = "SALDO_INSUFICIENTE",
        /// Above a limit of the customer or the bank; API 2.1 only.
        AboveLimit = "VALOR_ACIMA_LIMITE",
    }
}

/// Who revoked a consent, and why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecurringRevocation {
    /// Who.
    pub revoked_by: Option<EndedBy>,
    /// Where.
    pub revoked_from: Option<Channel>,
    /// When.
    #[serde(default, with = "wire::instant")]
    pub revoked_at: Option<OffsetDateTime>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<RecurringRevocationReason>,
}

/// Why a consent was revoked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RecurringRevocationReason {
    /// For programs.
    pub code: RecurringRevocationCode,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// Why a consent to automatic payments was revoked.
    pub enum RecurringRevocationCode {
        /// Nobody says.
        NotTold = "NAO_INFORMADO",
        /// The customer changed their mind.
        ByCustomer = "REVOGADO_USUARIO",
        /// The payee does not want it any more.
        ByPayee = "REVOGADO_RECEBEDOR",
    }
}

/// Which product, and within which limits: one of the three is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RecurringConfiguration {
    /// Pix Automático: a payee's recurring debits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automatic: Option<PixAutomatico>,
    /// Transfers between accounts of one holder (transferências inteligentes).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sweeping: Option<Sweeping>,
    /// Variable recurring payments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vrp: Option<VariableRecurring>,
}

/// Pix Automático: a payee's recurring debits under a contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PixAutomatico {
    /// The contract, as the payee numbers it: up to 35 letters and digits.
    pub contract_id: String,
    /// What is paid each time, if it is always the same.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub fixed_amount: Option<Amount>,
    /// The most that the payer allows each time, if the amount varies.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub maximum_variable_amount: Option<Amount>,
    /// The least that the payee lets the payer allow.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub minimum_variable_amount: Option<Amount>,
    /// How often.
    pub interval: PaymentInterval,
    /// Whose contract it is; not always who pays.
    pub contract_debtor: ContractDebtor,
    /// A payment at once, when the customer agrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_payment: Option<FirstPayment>,
    /// Whether what failed may be tried again on later days.
    pub is_retry_accepted: bool,
    /// Whether the payer lets their overdraft be used; the bank's to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_overdraft_limit: Option<bool>,
    /// The day that cycles are counted from.
    #[serde(with = "wire::date")]
    pub reference_start_date: Date,
}

client_core::open_enum! {
    /// How often Pix Automático is paid.
    pub enum PaymentInterval {
        /// Every week.
        Weekly = "SEMANAL",
        /// Every month.
        Monthly = "MENSAL",
        /// Every three months.
        Quarterly = "TRIMESTRAL",
        /// Every six months.
        HalfYearly = "SEMESTRAL",
        /// Every year.
        Yearly = "ANUAL",
    }
}

impl PaymentInterval {
    /// As a period of ISO 8601; `None` for one that this version does not know.
    pub fn period(&self) -> Option<&'static str> {
        match self {
            Self::Weekly => Some("P1W"),
            Self::Monthly => Some("P1M"),
            Self::Quarterly => Some("P3M"),
            Self::HalfYearly => Some("P6M"),
            Self::Yearly => Some("P1Y"),
            _ => None,
        }
    }
}

/// Whose contract is paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ContractDebtor {
    /// The name.
    pub name: Redacted<String>,
    /// CPF or CNPJ.
    pub document: PartyDocument,
}

/// A payment at once, when the customer agrees.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FirstPayment {
    /// By which arrangement: always Pix.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: PaymentKind,
    /// On which day.
    #[serde(with = "wire::date")]
    pub date: Date,
    /// Of what.
    pub currency: Currency,
    /// How much.
    #[serde(with = "amount_string")]
    pub amount: Amount,
    /// What the payer writes to the payee.
    #[serde(
        rename = "remittanceInformation",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "remittanceInformation")]
    pub note: Option<Redacted<String>>,
    /// The account that is paid.
    pub creditor_account: PixAccount,
}

/// Limits of transfers between accounts of one holder.
#[doc(alias = "transferências inteligentes")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Sweeping {
    /// The most that all payments together may come to.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub total_allowed_amount: Option<Amount>,
    /// The most for one payment.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_limit: Option<Amount>,
    /// Limits for periods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periodic_limits: Option<PeriodicLimits>,
    /// Whether the payer lets their overdraft be used; the bank's to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_overdraft_limit: Option<bool>,
    /// From when on; at once when absent.
    #[serde(
        rename = "startDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "startDateTime")]
    pub starts_at: Option<OffsetDateTime>,
}

/// Limits of variable recurring payments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VariableRecurring {
    /// The most for one payment.
    #[serde(
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_limit: Option<Amount>,
    /// Limits for all payments together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub global_limits: Option<PaymentLimit>,
    /// Limits for periods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periodic_limits: Option<PeriodicLimits>,
}

/// Limits for periods of the calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PeriodicLimits {
    /// For a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<PaymentLimit>,
    /// For a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week: Option<PaymentLimit>,
    /// For a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<PaymentLimit>,
    /// For a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<PaymentLimit>,
}

/// How many payments, and how much in all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PaymentLimit {
    /// How many payments.
    #[serde(rename = "quantityLimit", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "quantityLimit")]
    pub count: Option<u32>,
    /// How much in all.
    #[serde(
        rename = "transactionLimit",
        default,
        with = "amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionLimit")]
    pub amount: Option<Amount>,
}

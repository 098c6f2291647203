//! Payment consents and Pix payments as banks answer them.

use client_core::money::{Amount, amount_string};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    Creditor, Currency, IdentifiedParty, LifeCycle, LocalInstrument, Money, PaymentConsentId,
    PaymentId, PaymentSchedule, PixAccount, PixTarget,
};

/// A customer's consent to one payment, or to a series of them.
#[doc(alias = "consentimento de pagamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PaymentConsent {
    /// Identifier: a URN.
    #[serde(rename = "consentId")]
    #[doc(alias = "consentId")]
    pub id: PaymentConsentId,
    /// When it was asked for.
    #[serde(rename = "creationDateTime", default, with = "wire::instant")]
    #[doc(alias = "creationDateTime")]
    pub created_at: Option<OffsetDateTime>,
    /// Until when the next thing has to happen: five minutes for the customer to agree, or what the
    /// bank gives several people of a company, then an hour for the payment.
    #[serde(rename = "expirationDateTime", default, with = "wire::instant")]
    #[doc(alias = "expirationDateTime")]
    pub expires_at: Option<OffsetDateTime>,
    /// Since when it stands where it stands.
    #[serde(rename = "statusUpdateDateTime", default, with = "wire::instant")]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
    /// Where it stands.
    pub status: PaymentConsentStatus,
    /// The person who agrees.
    pub logged_user: Option<IdentifiedParty>,
    /// The company they act for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_entity: Option<IdentifiedParty>,
    /// Who is paid.
    pub creditor: Option<Creditor>,
    /// What is paid, when and how. Some banks leave it out where nothing can be paid any more.
    pub payment: Option<PaymentTerms>,
    /// The account that pays: ours to propose, the customer's to choose, there once they agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debtor_account: Option<PixAccount>,
    /// Why it was rejected.
    #[serde(rename = "rejectionReason", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "rejectionReason")]
    pub rejection: Option<PaymentConsentRejection>,
}

/// What is paid, when and how.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PaymentTerms {
    /// By which arrangement: always Pix.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: PaymentKind,
    /// What the payment is for; API 5 only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PaymentPurpose>,
    /// When, if not at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<PaymentSchedule>,
    /// The day of a payment that is made at once.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Of what.
    pub currency: Currency,
    /// How much, each time.
    #[serde(with = "amount_string")]
    pub amount: Amount,
    /// The town of the payer, by its IBGE number: whose holidays count.
    #[serde(rename = "ibgeTownCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ibgeTownCode")]
    pub town: Option<String>,
    /// Where it goes.
    #[serde(rename = "details")]
    #[doc(alias = "details")]
    pub target: PixTarget,
}

client_core::open_enum! {
    /// A payment arrangement.
    pub enum PaymentKind {
        /// Pix.
        Pix = "PIX",
    }
}

client_core::open_enum! {
    /// What a payment is for.
    pub enum PaymentPurpose {
        /// A payment at once.
        Immediate = "IMMEDIATE",
        /// One scheduled payment.
        SingleScheduled = "SINGLE_SCHEDULED",
        /// A series of scheduled payments.
        RecurrentScheduled = "RECURRENT_SCHEDULED",
        /// Cash paid out at a shop (Pix Saque).
        Withdrawal = "WITHDRAW",
        /// A purchase with cash back (Pix Troco).
        Change = "CHANGE",
    }
}

client_core::open_enum! {
    /// Where a payment consent stands.
    pub enum PaymentConsentStatus {
        /// The customer has not agreed yet; after five minutes it is rejected.
        AwaitingAuthorisation = "AWAITING_AUTHORISATION",
        /// Of several people who must agree some did. Initiating is refused and costs nothing.
        PartiallyAccepted = "PARTIALLY_ACCEPTED",
        /// The customer agreed: an hour to initiate the payment.
        Authorised = "AUTHORISED",
        /// Rejected by the customer, the bank or the clock. Nothing comes after it.
        Rejected = "REJECTED",
        /// The payment was initiated. Nothing comes after it.
        Consumed = "CONSUMED",
    }
}

impl LifeCycle for PaymentConsentStatus {
    fn is_final(&self) -> bool {
        [Self::Rejected, Self::Consumed].contains(self)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            _ if self == next || !self.is_known() || !next.is_known() => true,
            (Self::AwaitingAuthorisation, _) => true,
            (Self::PartiallyAccepted, next) => *next != Self::AwaitingAuthorisation,
            (Self::Authorised, next) => next.is_final(),
            _ => false,
        }
    }
}

/// Why a payment consent was rejected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentConsentRejection {
    /// For programs.
    pub code: PaymentConsentRejectionCode,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// Why a payment consent was rejected.
    pub enum PaymentConsentRejectionCode {
        /// Somebody else logged in at the bank than the consent names.
        OtherUser = "AUTENTICACAO_DIVERGENTE",
        /// The amount does not fit the QR code.
        InvalidAmount = "VALOR_INVALIDO",
        /// The bank does not say.
        NotTold = "NAO_INFORMADO",
        /// Something of the bank's was out of order: try later.
        InfrastructureFailure = "FALHA_INFRAESTRUTURA",
        /// Nobody agreed in time.
        AuthorisationExpired = "TEMPO_EXPIRADO_AUTORIZACAO",
        /// The payment was not initiated within the hour.
        ConsumptionExpired = "TEMPO_EXPIRADO_CONSUMO",
        /// The customer said no.
        Declined = "REJEITADO_USUARIO",
        /// The paying account is the paid one.
        SameAccount = "CONTAS_ORIGEM_DESTINO_IGUAIS",
        /// The chosen account makes no such payments, such as one for wages.
        AccountNotAllowed = "CONTA_NAO_PERMITE_PAGAMENTO",
        /// Not enough money.
        InsufficientFunds = "SALDO_INSUFICIENTE",
        /// Above a limit of the customer or the bank.
        AboveLimit = "VALOR_ACIMA_LIMITE",
        /// The QR code is not valid.
        InvalidQrCode = "QRCODE_INVALIDO",
        /// Cash is for users with full powers only.
        InsufficientPowers = "PERMISSAO_INSUFICIENTE",
    }
}

/// A Pix payment at the bank.
#[doc(alias = "pagamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PixPayment {
    /// Identifier at the bank.
    #[serde(rename = "paymentId")]
    #[doc(alias = "paymentId")]
    pub id: PaymentId,
    /// The id of the payment in Pix: ours, unchanged.
    pub end_to_end_id: Option<String>,
    /// The consent it was made under.
    pub consent_id: Option<PaymentConsentId>,
    /// When it was initiated.
    #[serde(rename = "creationDateTime", default, with = "wire::instant")]
    #[doc(alias = "creationDateTime")]
    pub created_at: Option<OffsetDateTime>,
    /// Since when it stands where it stands.
    #[serde(rename = "statusUpdateDateTime", default, with = "wire::instant")]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
    /// Where it stands.
    pub status: PaymentStatus,
    /// Why it was rejected.
    #[serde(rename = "rejectionReason", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "rejectionReason")]
    pub rejection: Option<PaymentRejection>,
    /// The payee's Pix key.
    #[serde(rename = "proxy", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "proxy")]
    pub key: Option<Redacted<String>>,
    /// How the payer came to know where the money goes.
    #[serde(rename = "localInstrument")]
    #[doc(alias = "localInstrument")]
    pub instrument: Option<LocalInstrument>,
    /// The initiator: our CNPJ.
    #[serde(rename = "cnpjInitiator")]
    #[doc(alias = "cnpjInitiator")]
    pub initiator: Option<String>,
    /// How much.
    pub payment: Option<Money>,
    /// What the payee knows it by.
    #[serde(
        rename = "transactionIdentification",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionIdentification")]
    pub txid: Option<String>,
    /// What the payer wrote to the payee.
    #[serde(
        rename = "remittanceInformation",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "remittanceInformation")]
    pub note: Option<Redacted<String>>,
    /// The account that is paid.
    pub creditor_account: Option<PixAccount>,
    /// The account that pays.
    pub debtor_account: Option<PixAccount>,
    /// Who cancelled it, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancellation: Option<PaymentCancellation>,
    /// How the customer agreed; as by redirect when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorisation_flow: Option<AuthorisationFlow>,
    /// The town of the payer, by its IBGE number; API 4 only.
    #[serde(rename = "ibgeTownCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ibgeTownCode")]
    pub town: Option<String>,
}

/// A payment as the list of its consent shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PaymentSummary {
    /// Identifier at the bank.
    #[serde(rename = "paymentId")]
    #[doc(alias = "paymentId")]
    pub id: PaymentId,
    /// The id of the payment in Pix: ours, unchanged.
    pub end_to_end_id: Option<String>,
    /// Since when it stands where it stands.
    #[serde(rename = "statusUpdateDateTime", default, with = "wire::instant")]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
    /// Where it stands.
    pub status: PaymentStatus,
}

/// A payment that was cancelled together with others; API 4 only.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CancelledPayment {
    /// Identifier at the bank.
    #[serde(rename = "paymentId")]
    #[doc(alias = "paymentId")]
    pub id: PaymentId,
    /// When it was cancelled.
    #[serde(rename = "statusUpdateDateTime", default, with = "wire::instant")]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
}

client_core::open_enum! {
    /// Where a payment stands.
    pub enum PaymentStatus {
        /// Received, not checked yet.
        Received = "RCVD",
        /// Held back for analysis; the customer can still cancel it.
        Pending = "PDNG",
        /// Scheduled for a day to come; it can be cancelled until the day before.
        Scheduled = "SCHD",
        /// Checked, about to be settled.
        Accepted = "ACCP",
        /// Sent to settlement, whose answer is not there yet.
        InSettlement = "ACPD",
        /// Settled: the money has arrived.
        Settled = "ACSC",
        /// Rejected: no money has moved.
        Rejected = "RJCT",
        /// Cancelled: no money has moved.
        Cancelled = "CANC",
    }
}

impl LifeCycle for PaymentStatus {
    fn is_final(&self) -> bool {
        [Self::Settled, Self::Rejected, Self::Cancelled].contains(self)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            _ if self == next || !self.is_known() || !next.is_known() => true,
            (Self::Received, _) => true,
            // Analysis may come before scheduling, and again on the day itself.
            (Self::Pending | Self::Scheduled, next) => *next != Self::Received,
            (Self::Accepted, next) => {
                [Self::InSettlement, Self::Settled, Self::Rejected].contains(next)
            }
            (Self::InSettlement, next) => [Self::Settled, Self::Rejected].contains(next),
            _ => false,
        }
    }
}

/// Why a payment was rejected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentRejection {
    /// For programs.
    pub code: PaymentRejectionCode,
    /// For people; for [`RefusedBySettlement`](PaymentRejectionCode::RefusedBySettlement) the
    /// reason of the message PACS.002.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// Why a payment was rejected, of either kind. A payment that failed is repeated, if at all,
    /// as a new one: with a new consent, or for automatic payments with a new end-to-end id.
    pub enum PaymentRejectionCode {
        /// Not enough money.
        InsufficientFunds = "SALDO_INSUFICIENTE",
        /// Above a limit of the customer, the bank or Pix.
        AboveLimit = "VALOR_ACIMA_LIMITE",
        /// The amount does not fit the QR code.
        InvalidAmount = "VALOR_INVALIDO",
        /// The charge of the QR code has expired, is paid, or not valid.
        InvalidCharge = "COBRANCA_INVALIDA",
        /// The bank does not say.
        NotTold = "NAO_INFORMADO",
        /// The payment differs from what the customer agreed to.
        DiffersFromConsent = "PAGAMENTO_DIVERGENTE_CONSENTIMENTO",
        /// A field breaks a rule; the detail names it.
        InvalidDetail = "DETALHE_PAGAMENTO_INVALIDO",
        /// The bank refuses; the detail says why.
        RefusedByBank = "PAGAMENTO_RECUSADO_DETENTORA",
        /// The settlement system or the payee's bank refuses; the detail is the code of PACS.002.
        RefusedBySettlement = "PAGAMENTO_RECUSADO_SPI",
        /// Something was out of order; not used any more.
        InfrastructureFailure = "FALHA_INFRAESTRUTURA",
        /// The settlement system was out of order.
        SettlementFailure = "FALHA_INFRAESTRUTURA_SPI",
        /// The register of keys was out of order.
        KeyRegisterFailure = "FALHA_INFRAESTRUTURA_DICT",
        /// The public key infrastructure was out of order.
        CertificateFailure = "FALHA_INFRAESTRUTURA_ICP",
        /// The payee's institution was out of order.
        PayeeBankFailure = "FALHA_INFRAESTRUTURA_PSP_RECEBEDOR",
        /// The payer's bank was out of order.
        PayerBankFailure = "FALHA_INFRAESTRUTURA_DETENTORA",
        /// The paying account is the paid one; not used any more.
        SameAccount = "CONTAS_ORIGEM_DESTINO_IGUAIS",
        /// Not all payments of a series could be scheduled, so none was.
        SchedulingFailure = "FALHA_AGENDAMENTO_PAGAMENTOS",
        /// The key belongs to another account now than when the payment was scheduled. All that
        /// is left of the series is rejected.
        KeyChanged = "CHAVE_PIX_DIVERGENTE_AGENDAMENTO_LIQUIDACAO",
        /// The chosen account makes no such payments, such as one for wages.
        AccountNotAllowed = "CONTA_NAO_PERMITE_PAGAMENTO",
        /// The QR code is not valid.
        InvalidQrCode = "QRCODE_INVALIDO",
        /// The consent of an automatic payment is not valid any more.
        InvalidConsent = "CONSENTIMENTO_INVALIDO",
        /// Payer and payee are not the same, which sweeping demands.
        DifferentHolders = "TITULARIDADE_INCONSISTENTE",
        /// The amount of the period is used up.
        PeriodAmountExceeded = "LIMITE_PERIODO_VALOR_EXCEDIDO",
        /// The number of payments of the period is used up.
        PeriodCountExceeded = "LIMITE_PERIODO_QUANTIDADE_EXCEDIDO",
        /// The amount of the whole consent is used up.
        TotalAmountExceeded = "LIMITE_VALOR_TOTAL_CONSENTIMENTO_EXCEDIDO",
        /// Above what the consent allows for one payment.
        PaymentAmountExceeded = "LIMITE_VALOR_TRANSACAO_CONSENTIMENTO_EXCEDIDO",
        /// Tried again too often.
        AttemptsExceeded = "LIMITE_TENTATIVAS_EXCEDIDO",
        /// Sent too early or too late for its day.
        OutsideWindow = "FORA_PRAZO_PERMITIDO",
        /// A new attempt differs from the payment it repeats.
        InvalidAttempt = "DETALHE_TENTATIVA_INVALIDO",
    }
}

/// Who cancelled a payment, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PaymentCancellation {
    /// From which status.
    pub reason: Option<CancellationReason>,
    /// Where.
    pub cancelled_from: Option<Channel>,
    /// When.
    #[serde(default, with = "wire::instant")]
    pub cancelled_at: Option<OffsetDateTime>,
    /// By whom.
    pub cancelled_by: Option<IdentifiedParty>,
}

client_core::open_enum! {
    /// From which status a payment was cancelled.
    pub enum CancellationReason {
        /// While it was held back.
        Pending = "CANCELADO_PENDENCIA",
        /// While it was scheduled.
        Scheduled = "CANCELADO_AGENDAMENTO",
        /// While several people had still to agree.
        SeveralApprovers = "CANCELADO_MULTIPLAS_ALCADAS",
    }
}

client_core::open_enum! {
    /// Where something was done.
    pub enum Channel {
        /// With us, the initiator.
        Initiator = "INICIADORA",
        /// At the bank that holds the account.
        Bank = "DETENTORA",
    }
}

client_core::open_enum! {
    /// How the customer agreed.
    pub enum AuthorisationFlow {
        /// At the bank, sent there and back.
        Redirect = "HYBRID_FLOW",
        /// At the bank, on another device.
        Decoupled = "CIBA_FLOW",
        /// With us, by an enrolled device.
        Fido = "FIDO_FLOW",
    }
}

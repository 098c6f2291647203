//! Charges of a recurrence.

use client_core::money::{self, Amount};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{ChargeRetries, DebtorAddress, Ending, Rejection, StatusChange};
use crate::model::{EndToEndId, RecurrenceId, Timestamp, Txid};

client_core::open_enum! {
    /// Where a charge stands.
    pub enum ChargeStatus {
        /// Made.
        Created = "CRIADA",
        /// With the payer's institution, waiting for its day.
        Active = "ATIVA",
        /// Paid.
        Concluded = "CONCLUIDA",
        /// Not paid in time.
        Expired = "EXPIRADA",
        /// Refused.
        Rejected = "REJEITADA",
        /// Cancelled.
        Canceled = "CANCELADA",
    }

    /// What an attempt to collect is.
    #[doc(alias = "tipo")]
    pub enum AttemptKind {
        /// As scheduled.
        Scheduled = "AGND",
        /// Asked for on another day.
        Retry = "NTAG",
        /// Once more on the same day.
        SameDay = "RIFL",
    }

    /// Where an attempt to collect stands.
    pub enum AttemptStatus {
        /// Asked for.
        Requested = "SOLICITADA",
        /// Scheduled.
        Scheduled = "AGENDADA",
        /// Paid.
        Paid = "PAGA",
        /// Cancelled.
        Canceled = "CANCELADA",
        /// Refused.
        Rejected = "REJEITADA",
        /// Over.
        Expired = "EXPIRADA",
    }

    /// What kind of account receives.
    #[doc(alias = "tipoConta")]
    pub enum ReceivingAccountKind {
        /// Checking account.
        Checking = "CORRENTE",
        /// Savings account.
        Savings = "POUPANCA",
        /// Payment account.
        Payment = "PAGAMENTO",
    }
}

/// A charge of a recurrence.
#[doc(alias = "CobR")]
#[doc(alias = "cobranca recorrente")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Charge {
    /// Identifier.
    pub txid: Option<Txid>,
    /// The recurrence.
    #[serde(rename = "idRec")]
    #[doc(alias = "idRec")]
    pub recurrence_id: Option<RecurrenceId>,
    /// Words for the payer.
    #[serde(rename = "infoAdicional")]
    #[doc(alias = "infoAdicional")]
    pub message: Option<Redacted<String>>,
    /// When it was made and is due.
    #[serde(rename = "calendario")]
    #[doc(alias = "calendario")]
    pub calendar: Option<ChargeCalendar>,
    /// How much.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub value: Option<ChargeValue>,
    /// Whether a due date on a day without banking moves to the next with it.
    #[serde(rename = "ajusteDiaUtil")]
    #[doc(alias = "ajusteDiaUtil")]
    pub moves_to_business_day: Option<bool>,
    /// Who receives, into which account.
    #[serde(rename = "recebedor")]
    #[doc(alias = "recebedor")]
    pub receiver: Option<ChargeReceiver>,
    /// Where it stands.
    pub status: Option<ChargeStatus>,
    /// Whether it may be tried again.
    #[serde(rename = "politicaRetentativa")]
    #[doc(alias = "politicaRetentativa")]
    pub retries: Option<ChargeRetries>,
    /// How to reach who owes.
    #[serde(rename = "devedor")]
    #[doc(alias = "devedor")]
    pub debtor: Option<DebtorAddress>,
    /// Where it stood when.
    #[serde(
        rename = "atualizacao",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "atualizacao")]
    pub changes: Vec<StatusChange>,
    /// Why it ended.
    #[serde(rename = "encerramento")]
    #[doc(alias = "encerramento")]
    pub ending: Option<Ending>,
    /// Attempts to collect it.
    #[serde(
        rename = "tentativas",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "tentativas")]
    pub attempts: Vec<ChargeAttempt>,
    /// The Pix that paid it.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub pix: Vec<PixReceipt>,
}

impl Charge {
    /// How much is charged, in BRL.
    pub fn amount(&self) -> Option<Amount> {
        self.value.as_ref()?.original
    }

    /// The day on which it is due.
    pub fn due_date(&self) -> Option<Date> {
        self.calendar.as_ref()?.due_date.as_ref()?.date()
    }
}

/// When a charge was made and is due.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeCalendar {
    /// When it was made.
    #[serde(rename = "criacao")]
    #[doc(alias = "criacao")]
    pub created_at: Option<Timestamp>,
    /// The day on which it is due.
    #[serde(rename = "dataDeVencimento")]
    #[doc(alias = "dataDeVencimento")]
    pub due_date: Option<Timestamp>,
}

/// How much a charge is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeValue {
    /// Amount in BRL.
    #[serde(default, with = "money::amount_string")]
    pub original: Option<Amount>,
}

/// Who receives, into which account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeReceiver {
    /// Account number with check digit.
    #[serde(rename = "conta")]
    #[doc(alias = "conta")]
    pub account: Option<Redacted<String>>,
    /// What kind of account.
    #[serde(rename = "tipoConta")]
    #[doc(alias = "tipoConta")]
    pub account_kind: Option<ReceivingAccountKind>,
    /// Branch.
    #[serde(rename = "agencia")]
    #[doc(alias = "agencia")]
    pub branch: Option<Redacted<String>>,
    /// CNPJ.
    pub cnpj: Option<Redacted<String>>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
}

/// An attempt to collect a charge.
#[doc(alias = "tentativa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeAttempt {
    /// The day on which the money is to move.
    #[serde(rename = "dataLiquidacao")]
    #[doc(alias = "dataLiquidacao")]
    pub settles_on: Option<Timestamp>,
    /// What it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<AttemptKind>,
    /// Where it stands.
    pub status: Option<AttemptStatus>,
    /// The name of its Pix.
    #[serde(rename = "endToEndId")]
    #[doc(alias = "endToEndId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// Where it stood when.
    #[serde(
        rename = "atualizacao",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "atualizacao")]
    pub changes: Vec<StatusChange>,
    /// Why it was refused.
    #[serde(rename = "rejeicao")]
    #[doc(alias = "rejeicao")]
    pub rejection: Option<Rejection>,
}

/// A Pix that paid a charge.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixReceipt {
    /// Its name in all of the country.
    #[serde(rename = "endToEndId")]
    #[doc(alias = "endToEndId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// The charge.
    pub txid: Option<Txid>,
    /// Amount in BRL.
    #[serde(rename = "valor", default, with = "money::amount_string")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// When.
    #[serde(rename = "horario")]
    #[doc(alias = "horario")]
    pub paid_at: Option<Timestamp>,
    /// What the payer wrote.
    #[serde(rename = "infoPagador")]
    #[doc(alias = "infoPagador")]
    pub message: Option<Redacted<String>>,
    /// What was given back of it.
    #[serde(
        rename = "devolucoes",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "devolucoes")]
    pub refunds: Vec<PixRefund>,
}

/// What was given back of a Pix.
#[doc(alias = "devolucao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixRefund {
    /// The receiver's own name of it.
    pub id: Option<String>,
    /// Its name in all of the country; begins with `D`.
    #[serde(rename = "rtrId")]
    #[doc(alias = "rtrId")]
    pub return_id: Option<EndToEndId>,
    /// Amount in BRL.
    #[serde(rename = "valor", default, with = "money::amount_string")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Where it stands, in the provider's words.
    pub status: Option<String>,
    /// Why.
    #[serde(rename = "motivo")]
    #[doc(alias = "motivo")]
    pub reason: Option<String>,
    /// When.
    #[serde(rename = "horario")]
    #[doc(alias = "horario")]
    pub times: Option<PixRefundTimes>,
}

/// When a Pix was given back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixRefundTimes {
    /// Asked for.
    #[serde(rename = "solicitacao")]
    #[doc(alias = "solicitacao")]
    pub requested_at: Option<Timestamp>,
    /// Done.
    #[serde(rename = "liquidacao")]
    #[doc(alias = "liquidacao")]
    pub settled_at: Option<Timestamp>,
}

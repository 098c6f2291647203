//! What the searches for receivables and payables list: one item per installment.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{CategoryId, CostCenterId, EventId, InstallmentId, PersonId};

client_core::open_enum! {
    /// Where an installment stands, in the words of the searches. Payables use the same words, so
    /// a bill that was paid is [`Received`](Self::Received) too.
    ///
    /// The installment itself words it differently: see
    /// [`InstallmentStatus`](super::InstallmentStatus).
    #[doc(alias = "status_traduzido")]
    pub enum SearchStatus {
        /// Not paid and not due yet.
        Open = "EM_ABERTO",
        /// Not paid and past due.
        Overdue = "ATRASADO",
        /// Paid in part.
        PartlyReceived = "RECEBIDO_PARCIAL",
        /// Paid in full.
        Received = "RECEBIDO",
        /// Replaced by other installments.
        Renegotiated = "RENEGOCIADO",
        /// Written off.
        Lost = "PERDIDO",
        /// Cancelled. Seen in the second generation only; the first does not filter by it.
        Cancelled = "CANCELADO",
    }
}

/// An installment to be received.
///
/// Event, payment date, account and invoice are not here: read them with
/// [`Installments::get`](crate::api::Installments::get).
#[doc(alias = "conta_a_receber")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Receivable {
    /// The installment, not the event.
    pub id: Option<InstallmentId>,
    /// What it is for.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// The ERP's internal state in English, such as `OVERDUE` or `ACQUITTED`. The full list is not
    /// published; prefer [`Receivable::status`].
    #[serde(rename = "status")]
    pub internal_status: Option<String>,
    /// Where it stands.
    #[serde(rename = "status_traduzido")]
    #[doc(alias = "status_traduzido")]
    pub status: Option<SearchStatus>,
    /// Total in BRL.
    pub total: Option<Amount>,
    /// Still open, in BRL.
    #[serde(rename = "nao_pago")]
    #[doc(alias = "nao_pago")]
    pub open: Option<Amount>,
    /// Settled so far, in BRL.
    #[serde(rename = "pago")]
    #[doc(alias = "pago")]
    pub paid: Option<Amount>,
    /// When it was created.
    #[serde(rename = "data_criacao", default, with = "wire::local_instant")]
    #[doc(alias = "data_criacao")]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(rename = "data_alteracao", default, with = "wire::local_instant")]
    #[doc(alias = "data_alteracao")]
    pub changed_at: Option<OffsetDateTime>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// Categories.
    #[serde(
        rename = "categorias",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "categorias")]
    pub categories: Vec<CategoryName>,
    /// Cost centers. Documented as `centros_custo`, sent as `centros_de_custo`.
    #[serde(
        rename = "centros_de_custo",
        alias = "centros_custo",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "centros_de_custo")]
    pub cost_centers: Vec<CostCenterName>,
    /// Who pays.
    #[serde(rename = "cliente")]
    #[doc(alias = "cliente")]
    pub customer: Option<Party>,
    /// What replaced it, if it was renegotiated.
    #[serde(rename = "renegociacao")]
    #[doc(alias = "renegociacao")]
    pub renegotiation: Option<RenegotiatedReceivable>,
}

/// An installment to be paid.
///
/// Event, payment date, account and invoice are not here: read them with
/// [`Installments::get`](crate::api::Installments::get).
#[doc(alias = "conta_a_pagar")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Payable {
    /// The installment, not the event.
    pub id: Option<InstallmentId>,
    /// What it is for.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// The ERP's internal state in English; prefer [`Payable::status`].
    #[serde(rename = "status")]
    pub internal_status: Option<String>,
    /// Where it stands; a bill that was paid is [`SearchStatus::Received`].
    #[serde(rename = "status_traduzido")]
    #[doc(alias = "status_traduzido")]
    pub status: Option<SearchStatus>,
    /// Total in BRL.
    pub total: Option<Amount>,
    /// Still open, in BRL.
    #[serde(rename = "nao_pago")]
    #[doc(alias = "nao_pago")]
    pub open: Option<Amount>,
    /// Settled so far, in BRL.
    #[serde(rename = "pago")]
    #[doc(alias = "pago")]
    pub paid: Option<Amount>,
    /// When it was created.
    #[serde(rename = "data_criacao", default, with = "wire::local_instant")]
    #[doc(alias = "data_criacao")]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(rename = "data_alteracao", default, with = "wire::local_instant")]
    #[doc(alias = "data_alteracao")]
    pub changed_at: Option<OffsetDateTime>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// Categories.
    #[serde(
        rename = "categorias",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "categorias")]
    pub categories: Vec<CategoryName>,
    /// Cost centers. Documented as `centros_custo`, sent as `centros_de_custo`.
    #[serde(
        rename = "centros_de_custo",
        alias = "centros_custo",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "centros_de_custo")]
    pub cost_centers: Vec<CostCenterName>,
    /// Who is paid. The search has no filter by supplier: compare here.
    #[serde(rename = "fornecedor")]
    #[doc(alias = "fornecedor")]
    pub supplier: Option<Party>,
}

/// The person on the other side of an installment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Party {
    /// Identifier.
    pub id: Option<PersonId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
}

/// A category by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CategoryName {
    /// Identifier.
    pub id: Option<CategoryId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
}

/// A cost center by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CostCenterName {
    /// Identifier.
    pub id: Option<CostCenterId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
}

/// The renegotiation that replaced a receivable.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RenegotiatedReceivable {
    /// Identifier.
    pub id: Option<String>,
    /// Renegotiated amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// The event that replaced it.
    #[serde(rename = "id_evento")]
    #[doc(alias = "id_evento")]
    pub event_id: Option<EventId>,
}

//! What creating a receivable or payable answers.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    AccountId, CategoryAllocation, Event, EventId, EventKind, EventReference, InstallmentId,
    PaymentMethod, PersonId, ProtocolId, SearchStatus, ValueBreakdown,
};

/// A receivable or payable that was created, as the second generation answers.
///
/// Only that it carries the id and the installments is documented; the other fields come from a
/// public client of this generation.
#[doc(alias = "evento_financeiro")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedEvent {
    /// Identifier.
    pub id: Option<EventId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// Whether it is scheduled.
    #[serde(rename = "agendado")]
    #[doc(alias = "agendado")]
    pub scheduled: Option<bool>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// What it is for.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// Your own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// The customer of a receivable.
    #[serde(rename = "id_cliente")]
    #[doc(alias = "id_cliente")]
    pub customer_id: Option<PersonId>,
    /// The supplier of a payable.
    #[serde(rename = "id_fornecedor")]
    #[doc(alias = "id_fornecedor")]
    pub supplier_id: Option<PersonId>,
    /// The recurrence it belongs to.
    #[serde(rename = "id_recorrencia")]
    #[doc(alias = "id_recorrencia")]
    pub recurrence_id: Option<String>,
    /// Its place in the recurrence.
    #[serde(rename = "indice_recorrencia")]
    #[doc(alias = "indice_recorrencia")]
    pub recurrence_index: Option<i64>,
    /// How the amount splits over categories.
    #[serde(rename = "rateio", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "rateio")]
    pub allocations: Vec<CategoryAllocation>,
    /// Payment terms with the installments.
    #[serde(rename = "condicao_pagamento")]
    #[doc(alias = "condicao_pagamento")]
    pub terms: Option<CreatedTerms>,
    /// What it came from.
    #[serde(rename = "referencia")]
    #[doc(alias = "referencia")]
    pub reference: Option<EventReference>,
}

impl CreatedEvent {
    /// The installments, for charging or settling them next.
    pub fn installments(&self) -> &[CreatedInstallment] {
        self.terms
            .as_ref()
            .map_or(&[], |terms| terms.installments.as_slice())
    }
}

/// Payment terms of an event that was created.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedTerms {
    /// Number of installments.
    #[serde(rename = "quantidade_parcelas")]
    #[doc(alias = "quantidade_parcelas")]
    pub count: Option<i64>,
    /// The installments.
    #[serde(rename = "parcelas", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "parcelas")]
    pub installments: Vec<CreatedInstallment>,
}

/// An installment in the words of the second generation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedInstallment {
    /// Identifier.
    pub id: Option<InstallmentId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Place among the installments of its event.
    #[serde(rename = "indice")]
    #[doc(alias = "indice")]
    pub index: Option<i64>,
    /// Whether it is scheduled.
    #[serde(rename = "agendado")]
    #[doc(alias = "agendado")]
    pub scheduled: Option<bool>,
    /// Whether it was reconciled with the bank.
    #[serde(rename = "conciliado")]
    #[doc(alias = "conciliado")]
    pub reconciled: Option<bool>,
    /// Where it stands.
    pub status: Option<SearchStatus>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// When payment is expected.
    #[serde(rename = "data_pagamento_esperado", default, with = "wire::date")]
    #[doc(alias = "data_pagamento_esperado")]
    pub expected_on: Option<Date>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Short note.
    #[serde(rename = "nota")]
    #[doc(alias = "nota")]
    pub note: Option<Redacted<String>>,
    /// The acquirer's number of a card sale.
    pub nsu: Option<String>,
    /// How it is to be paid.
    #[serde(rename = "metodo_pagamento")]
    #[doc(alias = "metodo_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
    /// Net amount in BRL.
    #[serde(rename = "valor_liquido")]
    #[doc(alias = "valor_liquido")]
    pub net: Option<Amount>,
    /// Settled so far, in BRL.
    #[serde(rename = "pago")]
    #[doc(alias = "pago")]
    pub paid: Option<Amount>,
    /// Still open, in BRL.
    #[serde(rename = "pendente")]
    #[doc(alias = "pendente")]
    pub open: Option<Amount>,
    /// The account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<CreatedAccount>,
    /// The event.
    #[serde(rename = "evento")]
    #[doc(alias = "evento")]
    pub event: Option<Event>,
}

/// The account of an installment that was created.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedAccount {
    /// Identifier.
    pub id: Option<AccountId>,
}

client_core::open_enum! {
    /// Where an asynchronous creation stands.
    pub enum ProtocolStatus {
        /// Under way.
        Pending = "PENDING",
        /// Done.
        Success = "SUCCESS",
        /// Failed; the protocol's message says why.
        Error = "ERROR",
    }
}

/// What the first generation answers to a creation: until October 2026 a protocol to ask about,
/// since then, as announced, the id of the event.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AcceptedEvent {
    /// The event, where creation is synchronous.
    pub id: Option<EventId>,
    /// The protocol, where it is not.
    #[serde(rename = "protocolo", alias = "protocolId")]
    #[doc(alias = "protocolo")]
    pub protocol_id: Option<ProtocolId>,
    /// Where the creation stands.
    pub status: Option<ProtocolStatus>,
    /// When it was accepted.
    #[serde(
        rename = "data_criacao",
        alias = "createdAt",
        default,
        with = "wire::local_instant"
    )]
    #[doc(alias = "data_criacao")]
    pub created_at: Option<OffsetDateTime>,
}

/// The result of an asynchronous creation.
#[doc(alias = "protocolo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Protocol {
    /// Identifier.
    pub id: Option<ProtocolId>,
    /// What went wrong, or right, in words.
    #[serde(rename = "resposta")]
    #[doc(alias = "resposta")]
    pub message: Option<Redacted<String>>,
    /// Where it stands.
    pub status: Option<ProtocolStatus>,
    /// The event that was created.
    #[serde(rename = "evento_financeiro_id")]
    #[doc(alias = "evento_financeiro_id")]
    pub event_id: Option<EventId>,
}

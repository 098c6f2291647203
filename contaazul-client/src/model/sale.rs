//! Sales: as the search lists them, and what creating and deleting them answers.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::payment_method::as_sales_spell_it;
use super::{
    AccountId, CategoryId, ContractId, PaymentMethod, PersonId, Pricing, SaleId, SellerId,
};

client_core::open_enum! {
    /// Where a sale stands. Creation takes the first two, replacement the first four.
    #[doc(alias = "situacao")]
    pub enum SaleSituation {
        /// Under way. Creation answers in English, as measured in production.
        InProgress = "EM_ANDAMENTO" | "IN_PROCESS",
        /// Approved. The English word is inferred from the one above.
        Approved = "APROVADO" | "APPROVED",
        /// Invoiced.
        Invoiced = "FATURADO",
        /// Cancelled.
        Cancelled = "CANCELADO",
        /// A quote.
        Quote = "ORCAMENTO",
        /// A quote that was accepted.
        QuoteAccepted = "ORCAMENTO_ACEITO",
        /// A quote that was declined.
        QuoteDeclined = "ORCAMENTO_RECUSADO",
        /// A contract.
        Contract = "CONTRATO",
        /// A sale.
        Sale = "VENDA",
    }
}

client_core::open_enum! {
    /// What kind of sale the search lists. The words were seen in production; no page lists them.
    #[doc(alias = "tipos")]
    pub enum SaleKind {
        /// A sale.
        Sale = "SALE",
        /// A sale of a contract.
        ScheduledSale = "SCHEDULED_SALE",
        /// A quote.
        Proposal = "SALE_PROPOSAL",
    }
}

client_core::open_enum! {
    /// What holds a sale up.
    #[doc(alias = "pendencia")]
    pub enum PendingReason {
        /// Nothing.
        None = "NENHUMA",
        /// Stock is to be reserved.
        StockReservation = "RESERVA_DE_ESTOQUE",
        /// Items are to be matched.
        ItemMatching = "CONCILIACAO_ITENS",
        /// Stock is being reserved.
        StockReservationRunning = "PROCESSAMENTO_RESERVA_DE_ESTOQUE",
        /// Somebody has to confirm.
        AwaitingConfirmation = "ESPERANDO_CONFIRMACAO",
        /// The fiscal note is being made.
        AwaitingInvoice = "AGUARDANDO_GERACAO_NOTA_FISCAL",
    }
}

client_core::open_enum! {
    /// What kinds of things a sale or quote has on its lines.
    #[doc(alias = "itens")]
    pub enum SoldKinds {
        /// Products.
        Products = "PRODUTO",
        /// Services.
        Services = "SERVICO",
        /// Both.
        ProductsAndServices = "PRODUTO_E_SERVICO",
    }
}

/// A sale as the search lists it. Lines, payment terms and the receivable are not here: see
/// [`Sales::get`](crate::api::Sales::get) and [`Sales::items`](crate::api::Sales::items).
#[doc(alias = "venda")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedSale {
    /// Identifier.
    pub id: Option<SaleId>,
    /// Number of the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<i64>,
    /// The company's number of the sale.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// What kind of sale.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<SaleKind>,
    /// Total in BRL.
    pub total: Option<Amount>,
    /// Day of the sale.
    #[serde(rename = "data", default, with = "wire::day_or_instant")]
    #[doc(alias = "data")]
    pub date: Option<Date>,
    /// When it was created.
    #[serde(rename = "criado_em", default, with = "wire::local_instant")]
    #[doc(alias = "criado_em")]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(rename = "data_alteracao", default, with = "wire::local_instant")]
    #[doc(alias = "data_alteracao")]
    pub changed_at: Option<OffsetDateTime>,
    /// What is on its lines. The ERP sends a word under the name of a list.
    #[serde(rename = "itens")]
    #[doc(alias = "itens")]
    pub sold: Option<SoldKinds>,
    /// Whether it has payment terms, which are not listed.
    #[serde(rename = "condicao_pagamento")]
    #[doc(alias = "condicao_pagamento")]
    pub has_payment_terms: Option<bool>,
    /// Who buys.
    #[serde(rename = "cliente")]
    #[doc(alias = "cliente")]
    pub customer: Option<ListedCustomer>,
    /// Where it stands.
    #[serde(rename = "situacao")]
    #[doc(alias = "situacao")]
    pub situation: Option<Situation>,
    /// Version, to replace it by.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// What became of the e-mail to the customer.
    #[serde(rename = "status_email")]
    #[doc(alias = "status_email")]
    pub email: Option<SaleEmail>,
    /// The contract that made it.
    #[serde(rename = "id_contrato")]
    #[doc(alias = "id_contrato")]
    pub contract_id: Option<ContractId>,
    /// Where it came from, in the ERP's word.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<String>,
}

/// The customer of a listed sale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedCustomer {
    /// Identifier.
    pub id: Option<PersonId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
    /// Telephone number.
    #[serde(rename = "telefone")]
    #[doc(alias = "telefone")]
    pub phone: Option<Redacted<String>>,
    /// Street and number.
    #[serde(rename = "endereco")]
    #[doc(alias = "endereco")]
    pub street: Option<Redacted<String>>,
    /// City.
    #[serde(rename = "cidade")]
    #[doc(alias = "cidade")]
    pub city: Option<Redacted<String>>,
    /// State, in two letters.
    #[serde(rename = "estado")]
    #[doc(alias = "estado")]
    pub state: Option<String>,
    /// Country.
    #[serde(rename = "pais")]
    #[doc(alias = "pais")]
    pub country: Option<String>,
    /// Postal code.
    #[serde(rename = "cep")]
    #[doc(alias = "cep")]
    pub postal_code: Option<Redacted<String>>,
}

/// Where a sale stands, with the ERP's words for people.
#[doc(alias = "situacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Situation {
    /// The word for programs.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<SaleSituation>,
    /// The words for people.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
    /// Whether this situation is in use.
    #[serde(rename = "ativado")]
    #[doc(alias = "ativado")]
    pub enabled: Option<bool>,
}

/// What holds a sale up, with the ERP's words for people.
#[doc(alias = "tipo_pendencia")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SalePending {
    /// The word for programs.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub reason: Option<PendingReason>,
    /// The words for people.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
}

/// What became of the e-mail about a listed sale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SaleEmail {
    /// State, in the ERP's word.
    pub status: Option<String>,
    /// Day it was sent.
    #[serde(rename = "enviado_em", default, with = "wire::day_or_instant")]
    #[doc(alias = "enviado_em")]
    pub sent_on: Option<Date>,
}

/// How a sale is to be paid.
#[doc(alias = "condicao_pagamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SalePayment {
    /// Number of the old platform; on creation only.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<i64>,
    /// How.
    #[serde(rename = "tipo_pagamento", serialize_with = "as_sales_spell_it")]
    #[doc(alias = "tipo_pagamento")]
    pub method: Option<PaymentMethod>,
    /// On which account.
    #[serde(rename = "id_conta_financeira")]
    #[doc(alias = "id_conta_financeira")]
    pub account_id: Option<AccountId>,
    /// Whether it is paid at once.
    #[serde(rename = "pagamento_a_vista")]
    #[doc(alias = "pagamento_a_vista")]
    pub at_sight: Option<bool>,
    /// The terms as the ERP words them: `À vista`, `3x`, `30, 60, 90`.
    #[serde(rename = "opcao_condicao_pagamento")]
    #[doc(alias = "opcao_condicao_pagamento")]
    pub option: Option<String>,
    /// The installments.
    #[serde(rename = "parcelas", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "parcelas")]
    pub installments: Vec<SaleInstallment>,
    /// Remarks on the payment.
    #[serde(rename = "observacoes_pagamento")]
    #[doc(alias = "observacoes_pagamento")]
    pub remarks: Option<Redacted<String>>,
    /// The acquirer's number of a card sale.
    pub nsu: Option<String>,
    /// The card it was paid with.
    #[serde(rename = "pagamento_cartao")]
    #[doc(alias = "pagamento_cartao")]
    pub card: Option<super::CardPayment>,
    /// Change given, in BRL; on creation only.
    #[serde(rename = "troco_total")]
    #[doc(alias = "troco_total")]
    pub change_given: Option<Amount>,
}

/// An installment of a sale's terms. What became of it stands at the receivable's installment.
#[doc(alias = "parcela")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SaleInstallment {
    /// Identifier, as the sale has it; whether it is the receivable's is not documented.
    pub id: Option<String>,
    /// Place among them.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
}

/// A sale that was created.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedSale {
    /// Identifier.
    pub id: Option<SaleId>,
    /// Number of the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<i64>,
    /// Who buys.
    #[serde(rename = "id_cliente")]
    #[doc(alias = "id_cliente")]
    pub customer_id: Option<PersonId>,
    /// The company's number of the sale.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Where it came from, in the ERP's word.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<String>,
    /// Category.
    #[serde(rename = "id_categoria")]
    #[doc(alias = "id_categoria")]
    pub category_id: Option<CategoryId>,
    /// Day of the sale; sent as a moment, read as its day in Brasília.
    #[serde(rename = "data_venda", default, with = "wire::day_or_instant")]
    #[doc(alias = "data_venda")]
    pub date: Option<Date>,
    /// Where it stands.
    #[serde(rename = "situacao")]
    #[doc(alias = "situacao")]
    pub situation: Option<Situation>,
    /// What holds it up.
    #[serde(rename = "pendencia")]
    #[doc(alias = "pendencia")]
    pub pending: Option<SalePending>,
    /// What it costs.
    #[serde(rename = "valor_composicao")]
    #[doc(alias = "valor_composicao")]
    pub value: Option<Pricing>,
    /// How it is to be paid.
    #[serde(rename = "condicao_pagamento")]
    #[doc(alias = "condicao_pagamento")]
    pub payment: Option<SalePayment>,
    /// Remarks.
    #[serde(rename = "observacoes")]
    #[doc(alias = "observacoes")]
    pub remarks: Option<Redacted<String>>,
    /// Who sold it.
    #[serde(rename = "id_vendedor")]
    #[doc(alias = "id_vendedor")]
    pub seller_id: Option<SellerId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
}

/// A sale that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ReplacedSale {
    /// Identifier.
    pub id: Option<SaleId>,
    /// Number of the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<i64>,
}

/// What became of a batch of sales that were to be deleted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BatchDeletion {
    /// How many were deleted.
    #[serde(rename = "atualizados")]
    #[doc(alias = "atualizados")]
    pub deleted: Option<u64>,
    /// How many were left as they are. Which ones is not told.
    #[serde(rename = "ignorados")]
    #[doc(alias = "ignorados")]
    pub ignored: Option<u64>,
}

/// Who sells.
#[doc(alias = "vendedor")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Seller {
    /// Identifier.
    pub id: Option<SellerId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// Number of the old platform; missing at times in production.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<i64>,
}

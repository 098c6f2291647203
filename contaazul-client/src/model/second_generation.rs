//! What the second generation of the financial API answers where it differs from the first.
//!
//! The field names come from a public client whose author generated them from the official
//! description of this generation; no answer was seen. So all fields are optional and enums open.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    AccountId, AccountKind, Attachment, Bank, CategoryAllocation, ChargeId, ChargeKind,
    ChargeStatus, EventId, EventKind, EventReference, InstallmentId, Loss, Origin, PaymentMethod,
    PersonId, SearchStatus, SettlementId, ValueBreakdown,
};

/// An installment as the lists by due date give it.
#[doc(alias = "ParcelaContasReceberPagar")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedInstallment {
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
    /// Whether its settlement is scheduled.
    #[serde(rename = "baixa_agendada")]
    #[doc(alias = "baixa_agendada")]
    pub settlement_scheduled: Option<bool>,
    /// Whether it was reconciled with the bank.
    #[serde(rename = "conciliado")]
    #[doc(alias = "conciliado")]
    pub reconciled: Option<bool>,
    /// Whether it was charged.
    #[serde(rename = "possui_cobranca")]
    #[doc(alias = "possui_cobranca")]
    pub has_charge: Option<bool>,
    /// Where it stands.
    pub status: Option<SearchStatus>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// When payment is expected.
    #[serde(rename = "data_prevista_pagamento", default, with = "wire::date")]
    #[doc(alias = "data_prevista_pagamento")]
    pub expected_on: Option<Date>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// How it is to be paid.
    #[serde(rename = "forma_pagamento")]
    #[doc(alias = "forma_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// The account.
    #[serde(rename = "id_conta_financeira")]
    #[doc(alias = "id_conta_financeira")]
    pub account_id: Option<AccountId>,
    /// Still open, in BRL.
    #[serde(rename = "nao_pago")]
    #[doc(alias = "nao_pago")]
    pub open: Option<Amount>,
    /// Settled so far, in BRL.
    #[serde(rename = "pago")]
    #[doc(alias = "pago")]
    pub paid: Option<Amount>,
    /// Net total in BRL.
    #[serde(rename = "valor_liquido_total")]
    #[doc(alias = "valor_liquido_total")]
    pub net_total: Option<Amount>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
    /// Settlements.
    #[serde(rename = "baixas", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "baixas")]
    pub settlements: Vec<ListedSettlement>,
    /// The write-off.
    #[serde(rename = "perda")]
    #[doc(alias = "perda")]
    pub loss: Option<Loss>,
    /// The event.
    #[serde(rename = "evento_financeiro")]
    #[doc(alias = "evento_financeiro")]
    pub event: Option<ListedEvent>,
}

/// A settlement within a [`ListedInstallment`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedSettlement {
    /// Identifier.
    pub id: Option<SettlementId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Day the money moved.
    #[serde(rename = "data_baixa", default, with = "wire::date")]
    #[doc(alias = "data_baixa")]
    pub paid_on: Option<Date>,
    /// How it was paid.
    #[serde(rename = "forma_pagamento")]
    #[doc(alias = "forma_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// The charge that was paid.
    #[serde(rename = "id_cobranca")]
    #[doc(alias = "id_cobranca")]
    pub charge_id: Option<ChargeId>,
    /// The reconciliation with a bank line.
    #[serde(rename = "id_conciliacao")]
    #[doc(alias = "id_conciliacao")]
    pub reconciliation_id: Option<String>,
    /// The account.
    #[serde(rename = "id_conta_financeira")]
    #[doc(alias = "id_conta_financeira")]
    pub account_id: Option<AccountId>,
    /// The digital receipt.
    #[serde(rename = "id_recibo_digital")]
    #[doc(alias = "id_recibo_digital")]
    pub digital_receipt_id: Option<String>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// Where it came from.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<Origin>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
}

/// The event of a [`ListedInstallment`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedEvent {
    /// Identifier.
    pub id: Option<EventId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Whether it is scheduled.
    #[serde(rename = "agendado")]
    #[doc(alias = "agendado")]
    pub scheduled: Option<bool>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// The customer of a receivable.
    #[serde(rename = "id_cliente")]
    #[doc(alias = "id_cliente")]
    pub customer_id: Option<PersonId>,
    /// The supplier of a payable.
    #[serde(rename = "id_fornecedor")]
    #[doc(alias = "id_fornecedor")]
    pub supplier_id: Option<PersonId>,
    /// Its place in a recurrence.
    #[serde(rename = "indice_recorrencia")]
    #[doc(alias = "indice_recorrencia")]
    pub recurrence_index: Option<i64>,
    /// Number of installments.
    #[serde(rename = "numero_parcelas")]
    #[doc(alias = "numero_parcelas")]
    pub installments: Option<i64>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Your own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// How the amount splits over categories.
    #[serde(
        rename = "rateio_categorias",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "rateio_categorias")]
    pub allocations: Vec<CategoryAllocation>,
    /// What it came from.
    #[serde(rename = "referencia")]
    #[doc(alias = "referencia")]
    pub reference: Option<EventReference>,
    /// The recurrence it belongs to.
    #[serde(rename = "recorrencia")]
    #[doc(alias = "recorrencia")]
    pub recurrence: Option<Recurrence>,
}

/// A recurrence that events belong to.
#[doc(alias = "recorrencia")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Recurrence {
    /// Identifier.
    pub id: Option<String>,
    /// How many events are left.
    #[serde(rename = "quantidade_ocorrencias_ate_fim")]
    #[doc(alias = "quantidade_ocorrencias_ate_fim")]
    pub occurrences_left: Option<i64>,
}

/// A settlement in the words of the second generation.
#[doc(alias = "baixa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlatSettlement {
    /// Identifier.
    pub id: Option<SettlementId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// The installment.
    #[serde(rename = "id_parcela")]
    #[doc(alias = "id_parcela")]
    pub installment_id: Option<InstallmentId>,
    /// The charge that was paid.
    #[serde(rename = "id_cobranca")]
    #[doc(alias = "id_cobranca")]
    pub charge_id: Option<ChargeId>,
    /// The reconciliation with a bank line.
    #[serde(rename = "id_conciliacao")]
    #[doc(alias = "id_conciliacao")]
    pub reconciliation_id: Option<String>,
    /// The digital receipt.
    #[serde(rename = "id_recibo_digital")]
    #[doc(alias = "id_recibo_digital")]
    pub digital_receipt_id: Option<String>,
    /// Reference.
    #[serde(rename = "id_referencia")]
    #[doc(alias = "id_referencia")]
    pub reference_id: Option<String>,
    /// Where it came from.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<Origin>,
    /// Day the money moved.
    #[serde(rename = "data_baixa", default, with = "wire::date")]
    #[doc(alias = "data_baixa")]
    pub paid_on: Option<Date>,
    /// How it was paid.
    #[serde(rename = "forma_pagamento")]
    #[doc(alias = "forma_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// The acquirer's number of a card sale.
    pub nsu: Option<String>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// When it last changed.
    #[serde(rename = "atualizado_em", default, with = "wire::local_instant")]
    #[doc(alias = "atualizado_em")]
    pub changed_at: Option<OffsetDateTime>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
    /// The account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<FlatAccount>,
    /// Attachments.
    #[serde(rename = "anexos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "anexos")]
    pub attachments: Vec<Attachment>,
}

/// The account of a [`FlatSettlement`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlatAccount {
    /// Identifier.
    pub id: Option<AccountId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// What it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<AccountKind>,
    /// Bank.
    #[serde(rename = "instituicao_bancaria")]
    #[doc(alias = "instituicao_bancaria")]
    pub bank: Option<Bank>,
    /// The bank's number, as text or a number.
    #[serde(
        rename = "codigo_instituicao_bancaria",
        default,
        with = "wire::string_or_number"
    )]
    #[doc(alias = "codigo_instituicao_bancaria")]
    pub bank_code: Option<String>,
    /// Branch.
    #[serde(rename = "agencia")]
    #[doc(alias = "agencia")]
    pub branch: Option<Redacted<String>>,
    /// Account number.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<Redacted<String>>,
    /// Whether it is in use.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// Whether it is the default account.
    #[serde(rename = "conta_padrao")]
    #[doc(alias = "conta_padrao")]
    pub is_default: Option<bool>,
    /// Whether it is petty cash.
    #[serde(rename = "conta_caixa")]
    #[doc(alias = "conta_caixa")]
    pub is_petty_cash: Option<bool>,
    /// Whether it is the company's account at Conta Azul.
    #[serde(rename = "conta_azul_digital")]
    #[doc(alias = "conta_azul_digital")]
    pub is_digital: Option<bool>,
    /// Whether boletos can be issued for it.
    #[serde(rename = "tem_configuracao_boleto")]
    #[doc(alias = "tem_configuracao_boleto")]
    pub issues_boletos: Option<bool>,
    /// The account above.
    #[serde(rename = "id_pai")]
    #[doc(alias = "id_pai")]
    pub parent_id: Option<AccountId>,
    /// Its id in the old API.
    #[serde(rename = "id_legado", default, with = "wire::string_or_number")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<String>,
    /// The integrator's own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
}

/// A charge in the words of the second generation.
#[doc(alias = "cobranca")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FlatCharge {
    /// Identifier.
    pub id: Option<ChargeId>,
    /// What it offers.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<ChargeKind>,
    /// Where it stands.
    pub status: Option<ChargeStatus>,
    /// Who pays.
    #[serde(rename = "id_cliente")]
    #[doc(alias = "id_cliente")]
    pub customer_id: Option<PersonId>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// The payment page, which whoever has the address can open.
    pub url: Option<Redacted<String>>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
}

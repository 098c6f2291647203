//! Contracts: sales that come again.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::payment_method::as_sales_spell_it;
use super::{AccountId, AccountKind, ContractId, Party, PaymentMethod, SaleId, SaleValue, Seller};

client_core::open_enum! {
    /// Where a contract stands.
    #[doc(alias = "status")]
    pub enum ContractStatus {
        /// In force.
        Active = "ATIVO",
        /// Ended.
        Inactive = "INATIVO",
        /// Deleted.
        Deleted = "DELETADO",
    }
}

client_core::open_enum! {
    /// What a contract counts in. Creation takes months and years.
    #[doc(alias = "tipo_frequencia")]
    #[doc(alias = "periodo")]
    pub enum ContractFrequency {
        /// Months.
        Monthly = "MENSAL",
        /// Weeks; on reading only.
        Weekly = "SEMANAL",
        /// Years.
        Yearly = "ANUAL",
    }
}

client_core::open_enum! {
    /// How a contract expires. Creation takes a date or never.
    #[doc(alias = "tipo_expiracao")]
    pub enum ContractExpiry {
        /// On its last day.
        OnDate = "DATA",
        /// After so many sales; on reading only.
        AfterSales = "VEZES",
        /// Never.
        Never = "NUNCA",
    }
}

/// A contract as the list shows it.
#[doc(alias = "contrato")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedContract {
    /// Identifier.
    pub id: Option<ContractId>,
    /// The company's number of the contract.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Where it stands.
    pub status: Option<ContractStatus>,
    /// Who buys.
    #[serde(rename = "cliente")]
    #[doc(alias = "cliente")]
    pub customer: Option<Party>,
    /// First day.
    #[serde(rename = "data_inicio", default, with = "wire::date")]
    #[doc(alias = "data_inicio")]
    pub start: Option<Date>,
    /// When it expires.
    #[serde(rename = "termos")]
    #[doc(alias = "termos")]
    pub terms: Option<ListedContractTerms>,
    /// How it is to be paid.
    #[serde(rename = "tipo_pagamento", serialize_with = "as_sales_spell_it")]
    #[doc(alias = "tipo_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// On which account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<ContractAccount>,
    /// Next due date.
    #[serde(rename = "proximo_vencimento", default, with = "wire::date")]
    #[doc(alias = "proximo_vencimento")]
    pub next_due_date: Option<Date>,
    /// What is due then, in BRL.
    #[serde(rename = "total_proximo_vencimento")]
    #[doc(alias = "total_proximo_vencimento")]
    pub next_amount: Option<Amount>,
    /// Total in BRL.
    pub total: Option<Amount>,
}

/// When a listed contract expires.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedContractTerms {
    /// Last day.
    #[serde(rename = "data_fim", default, with = "wire::date")]
    #[doc(alias = "data_fim")]
    pub end: Option<Date>,
    /// How it expires.
    #[serde(rename = "tipo_expiracao")]
    #[doc(alias = "tipo_expiracao")]
    pub expiry: Option<ContractExpiry>,
    /// Sales made so far.
    #[serde(rename = "vigencia_atual")]
    #[doc(alias = "vigencia_atual")]
    pub sales_made: Option<i64>,
    /// Sales planned.
    #[serde(rename = "vigencia_total")]
    #[doc(alias = "vigencia_total")]
    pub sales_planned: Option<i64>,
}

/// The account of a listed contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ContractAccount {
    /// Identifier.
    pub id: Option<AccountId>,
    /// What it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<AccountKind>,
}

/// One contract in whole. Its lines are not told: see those of its sales.
#[doc(alias = "contrato")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Contract {
    /// Identifier.
    pub id: Option<ContractId>,
    /// Where it stands.
    pub status: Option<ContractStatus>,
    /// Who buys.
    #[serde(rename = "cliente")]
    #[doc(alias = "cliente")]
    pub customer: Option<Party>,
    /// Who sells.
    #[serde(rename = "vendedor")]
    #[doc(alias = "vendedor")]
    pub seller: Option<Seller>,
    /// When it makes sales, and until when.
    #[serde(rename = "termos")]
    #[doc(alias = "termos")]
    pub terms: Option<ContractTerms>,
    /// How many sales are left.
    #[serde(rename = "configuracao_recorrencia")]
    #[doc(alias = "configuracao_recorrencia")]
    pub recurrence: Option<ContractRecurrence>,
    /// What one sale costs.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<SaleValue>,
    /// How it is to be paid.
    #[serde(rename = "condicao_pagamento")]
    #[doc(alias = "condicao_pagamento")]
    pub payment: Option<ContractPayment>,
    /// Day of the last sale.
    #[serde(rename = "data_ultima_emissao", default, with = "wire::date")]
    #[doc(alias = "data_ultima_emissao")]
    pub last_issued_on: Option<Date>,
    /// Day of the next sale.
    #[serde(rename = "data_proxima_emissao", default, with = "wire::date")]
    #[doc(alias = "data_proxima_emissao")]
    pub next_issued_on: Option<Date>,
    /// Next due date.
    #[serde(rename = "data_proximo_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_proximo_vencimento")]
    pub next_due_date: Option<Date>,
    /// The last sale that was confirmed.
    #[serde(rename = "id_ultima_venda_confirmada")]
    #[doc(alias = "id_ultima_venda_confirmada")]
    pub last_sale_id: Option<SaleId>,
    /// The next sale that is scheduled.
    #[serde(rename = "id_proxima_venda_agendada")]
    #[doc(alias = "id_proxima_venda_agendada")]
    pub next_sale_id: Option<SaleId>,
    /// Where services are rendered.
    #[serde(rename = "local_prestacao_servico")]
    #[doc(alias = "local_prestacao_servico")]
    pub service_location: Option<ServiceLocation>,
    /// Remarks. Those given on creation come back as the payment's
    /// [`remarks`](ContractPayment::remarks), as measured in production.
    #[serde(rename = "observacoes")]
    #[doc(alias = "observacoes")]
    pub remarks: Option<Redacted<String>>,
}

/// When a contract makes sales, and until when.
#[doc(alias = "termos")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ContractTerms {
    /// The company's number of the contract.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// First day.
    #[serde(rename = "data_inicio", default, with = "wire::date")]
    #[doc(alias = "data_inicio")]
    pub start: Option<Date>,
    /// Last day.
    #[serde(rename = "data_fim", default, with = "wire::date")]
    #[doc(alias = "data_fim")]
    pub end: Option<Date>,
    /// How it expires.
    #[serde(rename = "tipo_expiracao")]
    #[doc(alias = "tipo_expiracao")]
    pub expiry: Option<ContractExpiry>,
    /// What it counts in.
    #[serde(rename = "tipo_frequencia")]
    #[doc(alias = "tipo_frequencia")]
    pub frequency: Option<ContractFrequency>,
    /// How many of those between two sales.
    #[serde(rename = "intervalo_frequencia")]
    #[doc(alias = "intervalo_frequencia")]
    pub interval: Option<i64>,
    /// Day of the month on which a sale is made.
    #[serde(rename = "dia_emissao_venda")]
    #[doc(alias = "dia_emissao_venda")]
    pub issue_day: Option<i64>,
}

/// How many sales of a contract are left.
#[doc(alias = "configuracao_recorrencia")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ContractRecurrence {
    /// Left.
    #[serde(rename = "vigencia_restante")]
    #[doc(alias = "vigencia_restante")]
    pub sales_left: Option<i64>,
    /// Planned.
    #[serde(rename = "vigencia_total")]
    #[doc(alias = "vigencia_total")]
    pub sales_planned: Option<i64>,
}

/// How a contract is to be paid.
#[doc(alias = "condicao_pagamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ContractPayment {
    /// How.
    #[serde(rename = "tipo_pagamento", serialize_with = "as_sales_spell_it")]
    #[doc(alias = "tipo_pagamento")]
    pub method: Option<PaymentMethod>,
    /// On which account, by name.
    #[serde(rename = "nome_conta_financeira")]
    #[doc(alias = "nome_conta_financeira")]
    pub account_name: Option<String>,
    /// Day of the month on which its sales are due.
    #[serde(rename = "dia_vencimento")]
    #[doc(alias = "dia_vencimento")]
    pub due_day: Option<i64>,
    /// Remarks.
    #[serde(rename = "observacoes_pagamento")]
    #[doc(alias = "observacoes_pagamento")]
    pub remarks: Option<Redacted<String>>,
}

/// Where services of a contract are rendered.
#[doc(alias = "local_prestacao_servico")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ServiceLocation {
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
}

/// A contract that was created, with its sales.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedContract {
    /// Identifier.
    pub id: Option<ContractId>,
    /// Number of the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<i64>,
    /// Its first sale; documented and not seen in production.
    #[serde(rename = "id_venda")]
    #[doc(alias = "id_venda")]
    pub sale_id: Option<SaleId>,
}

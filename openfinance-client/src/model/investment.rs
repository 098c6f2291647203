//! What all families of investments have in common.

use serde::{Deserialize, Serialize};

use super::InvestmentId;

/// An investment as the lists show it.
#[doc(alias = "investimento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Investment {
    /// Identifier.
    #[serde(rename = "investmentId")]
    #[doc(alias = "investmentId")]
    pub id: InvestmentId,
    /// The bank by the name its customers know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_name: Option<String>,
    /// CNPJ of the company that keeps it, without punctuation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_cnpj: Option<String>,
    /// What it is. Of fixed income alone, without treasury bonds.
    #[serde(rename = "investmentType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "investmentType")]
    pub kind: Option<FixedIncomeKind>,
    /// The category by the market association (ANBIMA). Of funds alone, like the next two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anbima_category: Option<AnbimaCategory>,
    /// The class by ANBIMA.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anbima_class: Option<String>,
    /// The subclass by ANBIMA.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anbima_subclass: Option<String>,
}

client_core::open_enum! {
    /// A kind of fixed income.
    #[doc(alias = "investmentType")]
    pub enum FixedIncomeKind {
        /// A bank's certificate of deposit.
        Cdb = "CDB",
        /// A bank's receipt of deposit, which cannot be sold.
        Rdb = "RDB",
        /// A bank's bill on real estate credit, free of income tax for persons.
        Lci = "LCI",
        /// A bank's bill on farming credit, free of income tax for persons.
        Lca = "LCA",
        /// A company's debenture.
        Debenture = "DEBENTURES",
        /// A certificate of receivables of real estate.
        Cri = "CRI",
        /// A certificate of receivables of farming.
        Cra = "CRA",
    }
}

client_core::open_enum! {
    /// A category of funds.
    pub enum AnbimaCategory {
        /// Fixed income.
        FixedIncome = "RENDA_FIXA",
        /// Shares.
        Shares = "ACOES",
        /// Several markets.
        MultiMarket = "MULTIMERCADO",
        /// Currencies.
        Currency = "CAMBIAL",
    }
}

client_core::open_enum! {
    /// Which way a transaction went, as the investment sees it. Interest, amortization and
    /// dividends count as going out.
    pub enum InvestmentFlow {
        /// Into the investment.
        In = "ENTRADA",
        /// Out of it.
        Out = "SAIDA",
    }
}

client_core::open_enum! {
    /// What a transaction of an investment was. Which of these come depends on the family.
    #[doc(alias = "transactionType")]
    pub enum InvestmentTransactionKind {
        /// Money was put in.
        Investment = "APLICACAO",
        /// Money was taken out.
        Redemption = "RESGATE",
        /// Bought.
        Purchase = "COMPRA",
        /// Sold.
        Sale = "VENDA",
        /// Cancelled.
        Cancellation = "CANCELAMENTO",
        /// Fell due.
        Maturity = "VENCIMENTO",
        /// Interest was paid.
        Interest = "PAGAMENTO_JUROS",
        /// Part of it was paid back.
        Amortization = "AMORTIZACAO",
        /// A premium was paid.
        Premium = "PREMIO",
        /// A fine was paid.
        Fine = "MULTA",
        /// Default interest was paid.
        DefaultInterest = "MORA",
        /// Dividends were paid.
        Dividends = "DIVIDENDOS",
        /// Interest on equity (JCP) was paid.
        InterestOnEquity = "JCP",
        /// Paid for lending the shares.
        Lending = "ALUGUEIS",
        /// Tax was taken in quotas, as twice a year ("come-cotas").
        ComeCotas = "COME_COTAS",
        /// Quotas moved.
        QuotaTransfer = "TRANSFERENCIA_COTAS",
        /// Moved from or to another owner.
        OwnershipTransfer = "TRANSFERENCIA_TITULARIDADE",
        /// Moved from or to another custodian.
        CustodyTransfer = "TRANSFERENCIA_CUSTODIA",
        /// As the details say.
        Other = "OUTROS",
    }
}

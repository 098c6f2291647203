//! What a consent reaches.

use serde::{Deserialize, Serialize};

use super::ResourceId;

/// One account, card, contract or investment.
#[doc(alias = "recurso")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Resource {
    /// Identifier: the account's, card's, contract's or investment's own.
    #[serde(rename = "resourceId")]
    #[doc(alias = "resourceId")]
    pub id: ResourceId,
    /// What it is.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: ResourceKind,
    /// Whether it can be read.
    pub status: ResourceStatus,
}

client_core::open_enum! {
    /// What a resource is.
    pub enum ResourceKind {
        /// An account.
        Account = "ACCOUNT",
        /// A credit card.
        CardAccount = "CREDIT_CARD_ACCOUNT",
        /// A loan.
        Loan = "LOAN",
        /// A financing.
        Financing = "FINANCING",
        /// An unarranged overdraft.
        Overdraft = "UNARRANGED_ACCOUNT_OVERDRAFT",
        /// An advance on invoices.
        InvoiceFinancing = "INVOICE_FINANCING",
        /// Fixed income of a bank.
        BankFixedIncome = "BANK_FIXED_INCOME",
        /// Fixed income of other issuers.
        CreditFixedIncome = "CREDIT_FIXED_INCOME",
        /// Shares and the like.
        VariableIncome = "VARIABLE_INCOME",
        /// A treasury bond.
        TreasureTitle = "TREASURE_TITLE",
        /// A fund.
        Fund = "FUND",
        /// A currency exchange.
        Exchange = "EXCHANGE",
    }
}

client_core::open_enum! {
    /// Whether a resource can be read. Reading one that cannot is refused with 403.
    pub enum ResourceStatus {
        /// It can.
        Available = "AVAILABLE",
        /// Closed or withdrawn.
        Unavailable = "UNAVAILABLE",
        /// Blocked for now. Some banks spell it the second way.
        TemporarilyUnavailable = "TEMPORARILY_UNAVAILABLE" | "TEMPORARY_UNAVAILABLE",
        /// More people of the company have to agree.
        PendingAuthorisation = "PENDING_AUTHORISATION",
    }
}

//! Transactions that are brought along, and what Belvo makes of them.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Result, check, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use crate::model::{Direction, Merchant, TransactionCategory, TransactionSubcategory};

client_core::open_enum! {
    /// Who holds an account.
    pub enum AccountHolder {
        /// A person.
        Individual = "INDIVIDUAL",
        /// A company.
        Business = "BUSINESS",
    }

    /// What an account is.
    pub enum OwnAccountCategory {
        /// A checking account.
        Checking = "CHECKING_ACCOUNT",
        /// A credit card.
        CreditCard = "CREDIT_CARD",
        /// A loan.
        Loan = "LOAN_ACCOUNT",
        /// A savings account.
        Savings = "SAVINGS_ACCOUNT",
    }
}

/// A transaction from elsewhere, of which Belvo is to make something.
///
/// ```
/// use belvo_client::Amount;
/// use belvo_client::model::Direction;
/// use belvo_client::model::retired::{AccountHolder, OwnAccountCategory, OwnTransaction};
/// use time::macros::date;
///
/// let bread = OwnTransaction::new("entry-7", date!(2026 - 11 - 18), "PADARIA FLOR DE TRIGO")
///     .amount(Direction::Outflow, Amount::from_cents(990), "BRL")
///     .account("account-1", OwnAccountCategory::Checking, "Banco de mentira")
///     .holder("holder-1", AccountHolder::Individual);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct OwnTransaction {
    transaction_id: String,
    #[serde(with = "wire::date")]
    value_date: Option<Date>,
    description: Redacted<String>,
    #[serde(rename = "type")]
    kind: Option<Direction>,
    amount: Option<Amount>,
    currency: String,
    account_id: String,
    account_category: Option<OwnAccountCategory>,
    institution: String,
    account_holder_id: String,
    account_holder_type: Option<AccountHolder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mcc: Option<u16>,
}

impl OwnTransaction {
    /// Under an id of your own, by which the answer is told apart, of this day and with these words
    /// of the statement. Amount, account and holder are required too.
    pub fn new(id: impl Into<String>, day: Date, description: impl Into<String>) -> Self {
        Self {
            transaction_id: id.into(),
            value_date: Some(day),
            description: Redacted::new(description.into()),
            kind: None,
            amount: None,
            currency: String::new(),
            account_id: String::new(),
            account_category: None,
            institution: String::new(),
            account_holder_id: String::new(),
            account_holder_type: None,
            mcc: None,
        }
    }

    /// How much, without a sign, in or out, and in which currency, such as BRL.
    pub fn amount(mut self, kind: Direction, amount: Amount, currency: impl Into<String>) -> Self {
        (self.kind, self.amount, self.currency) = (Some(kind), Some(amount), currency.into());
        self
    }

    /// On which account, under an id of your own, and where.
    pub fn account(
        mut self,
        id: impl Into<String>,
        category: OwnAccountCategory,
        institution: impl Into<String>,
    ) -> Self {
        (self.account_id, self.institution) = (id.into(), institution.into());
        self.account_category = Some(category);
        self
    }

    /// Whose account it is, under an id of your own. To find incomes: a UUID of a person.
    pub fn holder(mut self, id: impl Into<String>, holder: AccountHolder) -> Self {
        (self.account_holder_id, self.account_holder_type) = (id.into(), Some(holder));
        self
    }

    /// What the card was used for: the merchant category code.
    #[doc(alias = "mcc")]
    pub fn merchant_category(mut self, mcc: u16) -> Self {
        self.mcc = Some(mcc);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        for (text, field) in [
            (self.transaction_id.as_str(), "transactions.transaction_id"),
            (self.description.expose(), "transactions.description"),
            (&self.currency, "transactions.currency"),
            (&self.account_id, "transactions.account_id"),
            (&self.institution, "transactions.institution"),
            (&self.account_holder_id, "transactions.account_holder_id"),
        ] {
            check::not_empty(text, field)?;
        }
        let amount = self.amount.unwrap_or_default();
        check::not_negative(amount, "transactions.amount")
    }
}

/// A transaction from elsewhere with what Belvo made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CategorizedTransaction {
    /// Your own id.
    pub transaction_id: Option<String>,
    /// Who holds the account.
    pub account_holder_type: Option<AccountHolder>,
    /// Your own id of the holder.
    pub account_holder_id: Option<String>,
    /// Your own id of the account.
    pub account_id: Option<String>,
    /// What the account is.
    pub account_category: Option<OwnAccountCategory>,
    /// Day.
    #[serde(with = "wire::date")]
    pub value_date: Option<Date>,
    /// Words of the statement.
    pub description: Option<Redacted<String>>,
    /// In or out.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<Direction>,
    /// How much, without a sign.
    pub amount: Option<Amount>,
    /// Currency.
    pub currency: Option<String>,
    /// Where the account is.
    pub institution: Option<String>,
    /// Merchant category code.
    pub mcc: Option<u16>,
    /// What it was for.
    pub category: Option<TransactionCategory>,
    /// What it was for, more closely.
    pub subcategory: Option<TransactionSubcategory>,
    /// Who was paid.
    pub merchant: Option<Merchant>,
}

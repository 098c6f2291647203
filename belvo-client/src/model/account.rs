//! Accounts and cards.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{AccountId, InstitutionType, LinkId, LoanData};
use crate::present;

client_core::open_enum! {
    /// What an account is.
    pub enum AccountCategory {
        /// Advance deposit account.
        AdvanceDepositAccount = "ADVANCE_DEPOSIT_ACCOUNT",
        /// Checking account.
        CheckingAccount = "CHECKING_ACCOUNT",
        /// Credit card.
        CreditCard = "CREDIT_CARD",
        /// Financing account.
        FinancingAccount = "FINANCING_ACCOUNT",
        /// Investment account.
        InvestmentAccount = "INVESTMENT_ACCOUNT",
        /// Invoice financing account.
        InvoiceFinancingAccount = "INVOICE_FINANCING_ACCOUNT",
        /// Loan account.
        LoanAccount = "LOAN_ACCOUNT",
        /// Pension fund account.
        PensionFundAccount = "PENSION_FUND_ACCOUNT",
        /// Savings account.
        SavingsAccount = "SAVINGS_ACCOUNT",
        /// Not told; deprecated for transactions.
        Uncategorized = "UNCATEGORIZED",
    }

    /// Whose a balance is.
    pub enum BalanceType {
        /// The balance is the customer's.
        Asset = "ASSET",
        /// The balance is owed: read it as negative.
        Liability = "LIABILITY",
    }

    /// The brand of a card.
    pub enum CardNetwork {
        /// Visa.
        Visa = "VISA",
        /// Mastercard.
        Mastercard = "MASTERCARD",
        /// American express.
        AmericanExpress = "AMERICAN_EXPRESS",
        /// Diners club.
        DinersClub = "DINERS_CLUB",
        /// Hipercard.
        Hipercard = "HIPERCARD",
        /// Bandeira propria.
        BandeiraPropria = "BANDEIRA_PROPRIA",
        /// Cheque eletronico.
        ChequeEletronico = "CHEQUE_ELETRONICO",
        /// Elo.
        Elo = "ELO",
        /// Other.
        Other = "OTHER",
    }

    /// What a limit is for.
    pub enum LimitType {
        /// Of the whole card account.
        TotalLimit = "TOTAL_LIMIT",
        /// Of one kind of credit.
        ModalLimit = "MODAL_LIMIT",
    }
}

/// An account, card or loan. Cards have [`CreditData`], loans [`LoanData`], checking accounts an
/// overdraft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Account {
    /// Identifier.
    pub id: Option<AccountId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// The institution.
    pub institution: Option<AccountInstitution>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo last got in.
    #[serde(with = "wire::instant")]
    pub last_accessed_at: Option<OffsetDateTime>,
    /// What it is.
    pub category: Option<AccountCategory>,
    /// Whose the balance is.
    pub balance_type: Option<BalanceType>,
    /// How far it may go below zero.
    pub overdraft: Option<Overdraft>,
    /// What it is, in the institution's words.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What it is more closely, in the institution's words.
    pub subtype: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Number.
    pub number: Option<Redacted<String>>,
    /// Branch.
    pub agency: Option<Redacted<String>>,
    /// Check digit.
    pub check_digit: Option<Redacted<String>>,
    /// What is on it.
    pub balance: Option<AccountBalance>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// What the next field holds: `AGENCY/ACCOUNT` for Brazilian bank accounts.
    pub public_identification_name: Option<String>,
    /// Branch and account; of a card account, the endings of its cards.
    pub public_identification_value: Option<Redacted<String>>,
    /// The institution's own id; stays the same when a link is made anew (inferred).
    pub internal_identification: Option<String>,
    /// Of a card.
    pub credit_data: Option<CreditData>,
    /// Of a loan.
    pub loan_data: Option<LoanData>,
    /// Always null for Brazil.
    pub funds_data: Option<String>,
}

crate::fields::fields! {
    /// What of an account can be left out or asked for.
    pub enum AccountField of Account {
        Id = "id",
        Link = "link",
        Institution = "institution",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        LastAccessedAt = "last_accessed_at",
        Category = "category",
        BalanceType = "balance_type",
        Overdraft = "overdraft",
        Type = "type",
        Subtype = "subtype",
        Name = "name",
        Number = "number",
        Agency = "agency",
        CheckDigit = "check_digit",
        Balance = "balance",
        Currency = "currency",
        PublicIdentificationName = "public_identification_name",
        PublicIdentificationValue = "public_identification_value",
        InternalIdentification = "internal_identification",
        CreditData = "credit_data",
        LoanData = "loan_data",
        FundsData = "funds_data",
    }
}

/// The institution of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AccountInstitution {
    /// Name.
    pub name: Option<String>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<InstitutionType>,
}

/// How far a checking account may go below zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Overdraft {
    /// Limit agreed.
    pub arranged: Option<Amount>,
    /// Used of the limit agreed.
    pub used: Option<Amount>,
    /// Used beyond the limit agreed.
    pub unarranged: Option<Amount>,
}

/// What is on an account. Of a card `current` is what was used, of a loan what is owed (inferred).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AccountBalance {
    /// Balance.
    pub current: Option<Amount>,
    /// What can be spent.
    pub available: Option<Amount>,
    /// What is held.
    pub blocked: Option<Amount>,
    /// What the bank invests by itself and is available.
    pub automatically_invested: Option<Amount>,
}

/// What a credit card adds to an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CreditData {
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Credit limit.
    pub credit_limit: Option<Amount>,
    /// All limits.
    #[serde(deserialize_with = "present::items")]
    pub limits: Vec<CreditLimit>,
    /// Day the bill closes.
    #[serde(with = "wire::date")]
    pub cutting_date: Option<Date>,
    /// Least that has to be paid.
    pub minimum_payment: Option<Amount>,
    /// Brand.
    pub network: Option<CardNetwork>,
    /// Further words about `network`.
    pub network_additional_info: Option<String>,
    /// The cards.
    #[serde(deserialize_with = "present::items")]
    pub cards: Vec<Card>,
    /// Always null for Brazil.
    pub next_payment_date: Option<String>,
    /// Always null for Brazil.
    pub no_interest_payment: Option<Amount>,
    /// Always null for Brazil.
    pub interest_rate: Option<Amount>,
    /// Always null for Brazil.
    pub monthly_payment: Option<Amount>,
    /// Always null for Brazil.
    pub last_payment_date: Option<String>,
}

/// One limit of a credit card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CreditLimit {
    /// Card number, usually its last four digits.
    pub identification_number: Option<Redacted<String>>,
    /// Credit limit.
    pub credit_limit: Option<Amount>,
    /// Used.
    pub used_amount: Option<Amount>,
    /// Left.
    pub available_amount: Option<Amount>,
    /// Whether it may be exceeded.
    pub is_limit_flexible: Option<bool>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<LimitType>,
    /// Whether it is of one card or all.
    pub consolidation_type: Option<String>,
    /// Kind of credit.
    pub line_name: Option<String>,
    /// Further words about `line_name`.
    pub line_name_additional_info: Option<String>,
}

/// A card of a card account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Card {
    /// Whether the card pays by debit too.
    pub is_multiple: Option<bool>,
    /// Card number, usually its last four digits.
    pub identification_number: Option<Redacted<String>>,
}

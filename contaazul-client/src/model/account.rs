//! Financial accounts and their balances.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{AccountId, Bank, EventKind};

client_core::open_enum! {
    /// What a financial account is.
    #[doc(alias = "tipo")]
    pub enum AccountKind {
        /// Short-term investment at a bank.
        ShortTermInvestment = "APLICACAO",
        /// Petty cash.
        PettyCash = "CAIXINHA",
        /// Current account.
        Checking = "CONTA_CORRENTE",
        /// Credit card.
        CreditCard = "CARTAO_CREDITO",
        /// Investment.
        Investment = "INVESTIMENTO",
        /// Something else.
        Other = "OUTROS",
        /// Means of receiving, such as an acquirer.
        PaymentReceiver = "MEIOS_RECEBIMENTO",
        /// Savings account.
        Savings = "POUPANCA",
        /// The account behind Conta Azul's charges.
        ContaAzulCharges = "COBRANCAS_CONTA_AZUL",
        /// Receiving by card through "Receba Fácil". Not allowed for payables.
        ReceivingByCard = "RECEBA_FACIL_CARTAO",
    }
}

/// A financial account of the company.
///
/// Nothing here says whether the account's bank feed works: the API does not tell.
#[doc(alias = "conta_financeira")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Account {
    /// Identifier.
    pub id: Option<AccountId>,
    /// Bank.
    #[serde(rename = "banco")]
    #[doc(alias = "banco")]
    pub bank: Option<Bank>,
    /// The bank's number in the national registry, such as 341.
    #[serde(rename = "codigo_banco")]
    #[doc(alias = "codigo_banco")]
    pub bank_code: Option<u32>,
    /// Name the company gave it.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Whether it is in use.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// What it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<AccountKind>,
    /// Whether it is the company's default account.
    #[serde(rename = "conta_padrao")]
    #[doc(alias = "conta_padrao")]
    pub is_default: Option<bool>,
    /// Whether boletos can be issued for it.
    #[serde(rename = "possui_config_boleto_bancario")]
    #[doc(alias = "possui_config_boleto_bancario")]
    pub issues_boletos: Option<bool>,
    /// Branch.
    #[serde(rename = "agencia")]
    #[doc(alias = "agencia")]
    pub branch: Option<Redacted<String>>,
    /// Account number.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<Redacted<String>>,
}

/// An account as a settlement shows it: documented as an id, sent as an object.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AccountRef {
    /// The id alone.
    Id(AccountId),
    /// The account.
    Account(Box<Account>),
}

impl AccountRef {
    /// The account's id.
    pub fn id(&self) -> Option<&AccountId> {
        match self {
            Self::Id(id) => Some(id),
            Self::Account(account) => account.id.as_ref(),
        }
    }
}

/// What is on an account now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Balance {
    /// In BRL; negative when overdrawn.
    #[serde(rename = "saldo_atual")]
    #[doc(alias = "saldo_atual")]
    pub current: Option<Amount>,
}

/// The opening balance of an account.
#[doc(alias = "saldo_inicial")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OpeningBalance {
    /// [`EventKind::Income`] for a positive balance, [`EventKind::Expense`] for a negative one.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// The account.
    #[serde(rename = "id_conta_financeira")]
    #[doc(alias = "id_conta_financeira")]
    pub account_id: Option<AccountId>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// The balance as sent, in BRL. Whether an expense comes with a minus is not documented: use
    /// [`OpeningBalance::signed`].
    #[serde(rename = "saldo_inicial")]
    #[doc(alias = "saldo_inicial")]
    pub amount: Option<Amount>,
}

impl OpeningBalance {
    /// The balance with the sign that its kind says, whatever sign it came with.
    pub fn signed(&self) -> Option<Amount> {
        let amount = self.amount?;
        Some(match self.kind.as_ref()? {
            EventKind::Income => amount.abs(),
            EventKind::Expense => -amount.abs(),
            EventKind::Unrecognized(_) => return None,
        })
    }
}

//! Events as Blu delivers them.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::{PaymentLinkId, PaymentLinkIntent, PaymentLinkStatus};

client_core::open_enum! {
    /// What became of a Pix payment. Not the words of [`PixStatus`](crate::model::PixStatus), where
    /// `success` says nothing about payment.
    pub enum PixEventStatus {
        /// Paid.
        Success = "success",
    }
    /// Who paid: a person or a company. Blu publishes no list.
    #[doc(alias = "personType")]
    pub enum PersonType {
        /// A natural person.
        Natural = "NATURAL_PERSON",
        /// A company.
        Legal = "LEGAL_PERSON",
    }
    /// From which kind of account. Blu publishes no list.
    #[doc(alias = "accountType")]
    pub enum AccountType {
        /// A payment account.
        Payment = "TRAN",
        /// A current account.
        Current = "CACC",
        /// A savings account.
        Savings = "SVGS",
    }
}

/// A payment of a Pix charge.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixEvent {
    /// When it was paid; written `2026-02-02 14:59:49 -0300`.
    #[serde(default, with = "wire::local_instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Who paid.
    #[serde(rename = "debit_party")]
    #[doc(alias = "debit_party")]
    pub payer: Option<DebitParty>,
    /// One of the ids; which of them is the charge's token is not documented.
    #[serde(default, with = "wire::string_or_number")]
    pub debt_id: Option<String>,
    /// The id of the payment from end to end.
    #[serde(rename = "e2e_id")]
    #[doc(alias = "e2e_id")]
    pub end_to_end_id: Option<String>,
    /// One of the ids; which of them is the charge's token is not documented.
    #[serde(default, with = "wire::string_or_number")]
    pub id: Option<String>,
    /// The movement of the Blu account.
    #[serde(default, with = "wire::string_or_number")]
    pub movement_id: Option<String>,
    /// One of the ids, where Blu sends it; the documented event has none.
    #[serde(default, with = "wire::string_or_number")]
    pub transaction_token: Option<String>,
    /// The amount.
    #[serde(rename = "value", default, with = "amount_string_exact")]
    #[doc(alias = "value")]
    pub amount: Option<Amount>,
    /// What became of it.
    pub status: Option<PixEventStatus>,
}

impl PixEvent {
    /// Whether the event says that the charge was paid. Ask for the charge before booking it.
    pub fn is_paid(&self) -> bool {
        self.status == Some(PixEventStatus::Success)
    }

    /// Every id of it that may be one your charge was stored under: keep `transaction_token`, `id`
    /// and `tx_id` of each charge, and look for all of these among them.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        [
            &self.transaction_token,
            &self.id,
            &self.debt_id,
            &self.movement_id,
        ]
        .into_iter()
        .filter_map(Option::as_deref)
    }

    /// What makes the event the same event when it is delivered again; `None` without any id.
    pub fn replay_key(&self) -> Option<String> {
        let id = self.end_to_end_id.as_deref().or(self.ids().next())?;
        let status = self.status.as_ref().map_or("", PixEventStatus::as_str);
        Some(format!("pix\n{id}\n{status}"))
    }
}

/// Who paid a Pix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DebitParty {
    /// Name.
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ, digits only.
    #[serde(rename = "taxId")]
    #[doc(alias = "taxId")]
    pub tax_id: Option<Redacted<String>>,
    /// A person or a company.
    #[serde(rename = "personType")]
    #[doc(alias = "personType")]
    pub person_type: Option<PersonType>,
    /// The ISPB of the bank.
    #[doc(alias = "ISPB")]
    pub bank: Option<String>,
    /// The branch.
    pub branch: Option<Redacted<String>>,
    /// The account.
    pub account: Option<Redacted<String>>,
    /// The kind of account.
    #[serde(rename = "accountType")]
    #[doc(alias = "accountType")]
    pub account_type: Option<AccountType>,
}

/// Something happened to a payment link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentLinkEvent {
    /// The link.
    pub id: PaymentLinkId,
    /// Where it stands now.
    pub status: PaymentLinkStatus,
    /// Who tried to pay last.
    #[serde(rename = "last_payment_link_intent")]
    #[doc(alias = "last_payment_link_intent")]
    pub last_intent: Option<PaymentLinkIntent>,
}

impl PaymentLinkEvent {
    /// What makes the event the same event when it is delivered again.
    pub fn replay_key(&self) -> String {
        format!("payment_link\n{}\n{}", self.id, self.status)
    }
}

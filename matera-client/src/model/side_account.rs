//! Accounts that hang off an account.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

use super::{SideAccountId, check};

/// An account that hangs off an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SideAccount {
    /// Identifier; keep it.
    #[serde(rename = "sideAccountId")]
    #[doc(alias = "sideAccountId")]
    pub id: Option<SideAccountId>,
}

/// Money from outside, credited to side accounts.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewSideAccountCredit {
    recipients: Vec<CreditRecipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CreditRecipient {
    side_account_id: SideAccountId,
    amount: Amount,
    history_code: String,
}

impl NewSideAccountCredit {
    /// `amount` to a side account, under one of the institution's codes of movements.
    #[doc(alias = "historyCode")]
    pub fn to(account: &SideAccountId, amount: Amount, history_code: impl Into<String>) -> Self {
        let none = Self {
            recipients: Vec::new(),
            order_id: None,
        };
        none.and_to(account, amount, history_code)
    }

    /// Adds a side account. How several are hashed is
    /// [`HashAmbiguity::SeveralRecipients`](crate::HashAmbiguity::SeveralRecipients).
    pub fn and_to(
        mut self,
        account: &SideAccountId,
        amount: Amount,
        history_code: impl Into<String>,
    ) -> Self {
        self.recipients.push(CreditRecipient {
            side_account_id: account.clone(),
            amount,
            history_code: history_code.into(),
        });
        self
    }

    /// The order it belongs to.
    #[doc(alias = "orderId")]
    pub fn order(mut self, id: impl Into<String>) -> Self {
        self.order_id = Some(id.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        for recipient in &self.recipients {
            check::positive(recipient.amount, "recipients.amount")?;
            check::not_empty(&recipient.history_code, "recipients.historyCode")?;
            check::not_empty(
                recipient.side_account_id.as_str(),
                "recipients.sideAccountId",
            )?;
        }
        Ok(())
    }
}

/// Money of a side account that goes outside.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewSideAccountDebit {
    total_amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history_code: Option<String>,
}

impl NewSideAccountDebit {
    /// Of this amount.
    pub fn new(amount: Amount) -> Self {
        Self {
            total_amount: amount,
            comment: None,
            history_code: None,
        }
    }

    /// A comment.
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.comment = Some(Redacted::new(text.into()));
        self
    }

    /// The institution's code of this kind of movement.
    #[doc(alias = "historyCode")]
    pub fn history_code(mut self, code: impl Into<String>) -> Self {
        self.history_code = Some(code.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::positive(self.total_amount, "totalAmount")
    }
}

/// Money from one side account to others.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewSideAccountTransfer {
    total_amount: Amount,
    sender: SideParty,
    recipients: Vec<TransferRecipient>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SideParty {
    side_account: Named,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    side_account_id: SideAccountId,
}

#[derive(Clone, Debug, Serialize)]
struct TransferRecipient {
    #[serde(flatten)]
    party: SideParty,
    amount: Amount,
}

impl SideParty {
    fn new(account: &SideAccountId) -> Self {
        Self {
            side_account: Named {
                side_account_id: account.clone(),
            },
        }
    }
}

impl NewSideAccountTransfer {
    /// `amount` from one side account to another.
    pub fn new(from: &SideAccountId, to: &SideAccountId, amount: Amount) -> Self {
        Self {
            total_amount: amount,
            sender: SideParty::new(from),
            recipients: vec![TransferRecipient {
                party: SideParty::new(to),
                amount,
            }],
        }
    }

    /// Adds a side account that receives, and its amount to the total. How several are hashed is
    /// [`HashAmbiguity::SeveralRecipients`](crate::HashAmbiguity::SeveralRecipients).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the total has too many digits.
    pub fn and_to(mut self, account: &SideAccountId, amount: Amount) -> Result<Self> {
        self.total_amount = self
            .total_amount
            .checked_add(amount)
            .map_err(|cause| Error::input("totalAmount has too many digits").with_source(cause))?;
        self.recipients.push(TransferRecipient {
            party: SideParty::new(account),
            amount,
        });
        Ok(self)
    }

    pub(crate) fn check(&self) -> Result<()> {
        for recipient in &self.recipients {
            check::positive(recipient.amount, "recipients.amount")?;
        }
        check::positive(self.total_amount, "totalAmount")
    }
}

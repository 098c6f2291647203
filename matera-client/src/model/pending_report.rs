//! What a billing system tells about a transaction that waits for it.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::{AccountId, AccountIdentifier, TransactionId, Unpublished, check};

client_core::open_enum! {
    /// What kind of transaction waits.
    #[doc(alias = "transactionType")]
    pub enum PendingKind {
        /// Direct debit.
        DirectDebit,
        /// Boleto.
        Boleto,
    }
}

/// How a transaction that waited came out. Amounts are in BRL.
#[derive(Clone, Debug)]
pub enum PendingOutcome {
    /// All that was expected came.
    Fulfilled,
    /// This part of it came.
    Partial(Amount),
    /// This part of it came, and no more will.
    Unfinished(Amount),
    /// This much came, which is more than was expected.
    Overfilled(Amount),
    /// Nothing came and nothing will, for this reason.
    Canceled(String),
}

impl PendingOutcome {
    fn status(&self) -> &'static str {
        match self {
            Self::Fulfilled => "Fulfilled",
            Self::Partial(_) => "Partial",
            Self::Unfinished(_) => "Unfinished",
            Self::Overfilled(_) => "Overfilled",
            Self::Canceled(_) => "Canceled",
        }
    }

    fn received(&self, expected: Amount) -> Option<Amount> {
        match self {
            Self::Fulfilled => Some(expected),
            Self::Partial(amount) | Self::Unfinished(amount) | Self::Overfilled(amount) => {
                Some(*amount)
            }
            Self::Canceled(_) => None,
        }
    }

    fn check(&self, expected: Amount) -> Result<()> {
        if let Some(received) = self.received(expected) {
            check::positive(received, "receivedAmount")?;
        }
        let wrong = |rule: &str| {
            let status = self.status();
            Err(Error::input(format!(
                "receivedAmount must be {rule} recipient.amount when status is {status}"
            )))
        };
        match self {
            Self::Partial(received) | Self::Unfinished(received) if *received >= expected => {
                wrong("below")
            }
            Self::Overfilled(received) if *received <= expected => wrong("above"),
            Self::Canceled(reason) => check::not_empty(reason, "rejectionReason"),
            _ => Ok(()),
        }
    }
}

/// What a billing system tells about a transaction that waits for it.
///
/// ```
/// use matera_client::Amount;
/// use matera_client::model::{PendingKind, PendingOutcome, PendingReport};
///
/// let expected = Amount::from_cents(15_000);
/// let came = PendingOutcome::Partial(Amount::from_cents(10_000));
/// let report = PendingReport::of_transaction(PendingKind::Boleto, "7A0A-1", expected, came);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct PendingReport {
    kind: PendingKind,
    about: About,
    expected: Amount,
    outcome: PendingOutcome,
    effective_on: Option<Date>,
    contract: Option<String>,
    extra_fees: Vec<Unpublished>,
}

/// The provider takes one or the other, never both.
#[derive(Clone, Debug)]
enum About {
    Transaction(TransactionId),
    Account(AccountIdentifier),
}

impl PendingReport {
    /// About a transaction that the provider knows.
    #[doc(alias = "billingIdentifier")]
    pub fn of_transaction(
        kind: PendingKind,
        transaction: impl Into<TransactionId>,
        expected: Amount,
        outcome: PendingOutcome,
    ) -> Self {
        Self::about(
            kind,
            About::Transaction(transaction.into()),
            expected,
            outcome,
        )
    }

    /// About money for an account, without a transaction.
    pub fn of_account(
        kind: PendingKind,
        account: impl Into<AccountIdentifier>,
        expected: Amount,
        outcome: PendingOutcome,
    ) -> Self {
        Self::about(kind, About::Account(account.into()), expected, outcome)
    }

    fn about(kind: PendingKind, about: About, expected: Amount, outcome: PendingOutcome) -> Self {
        Self {
            kind,
            about,
            expected,
            outcome,
            effective_on: None,
            contract: None,
            extra_fees: Vec::new(),
        }
    }

    /// The day from which it counts.
    #[doc(alias = "effectiveDate")]
    pub fn effective_on(mut self, day: Date) -> Self {
        self.effective_on = Some(day);
        self
    }

    /// The contract.
    pub fn contract(mut self, number: impl Into<String>) -> Self {
        self.contract = Some(number.into());
        self
    }

    /// Another fee. Its shape is not published.
    #[doc(alias = "extraFees")]
    pub fn extra_fee(mut self, fee: Unpublished) -> Self {
        self.extra_fees.push(fee);
        self
    }

    /// The body of the second version.
    pub(crate) fn body(&self) -> Result<impl Serialize> {
        self.check()?;
        let (transaction, account) = match &self.about {
            About::Transaction(id) => (Some(id), None),
            About::Account(account) => (None, Some(account)),
        };
        let recipient = AccountRecipient {
            account,
            amount: self.expected,
        };
        Ok(self.with_recipient(transaction, recipient))
    }

    /// The body of the first version, which names both transaction and account.
    pub(crate) fn body_v1(&self, account: &AccountId) -> Result<impl Serialize> {
        self.check()?;
        let About::Transaction(transaction) = &self.about else {
            return Err(Error::input(
                "billingIdentifier.transactionId is missing; make the report by \
                 PendingReport::of_transaction",
            ));
        };
        let recipient = IdRecipient {
            account_id: account,
            amount: self.expected,
        };
        Ok(self.with_recipient(Some(transaction), recipient))
    }

    fn check(&self) -> Result<()> {
        check::positive(self.expected, "recipient.amount")?;
        self.outcome.check(self.expected)
    }

    fn with_recipient<R>(&self, transaction: Option<&TransactionId>, recipient: R) -> Body<R> {
        let reason = match &self.outcome {
            PendingOutcome::Canceled(reason) => Some(Redacted::new(reason.clone())),
            _ => None,
        };
        Body {
            received_amount: self.outcome.received(self.expected),
            billing_identifier: transaction.map(|transaction_id| BillingIdentifier {
                transaction_id: transaction_id.clone(),
            }),
            status: self.outcome.status(),
            recipient,
            effective_date: self.effective_on,
            transaction_type: self.kind.clone(),
            extra_fees: self.extra_fees.clone(),
            contract: self.contract.clone(),
            rejection_reason: reason,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<R> {
    #[serde(skip_serializing_if = "Option::is_none")]
    received_amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_identifier: Option<BillingIdentifier>,
    status: &'static str,
    recipient: R,
    #[serde(with = "wire::date", skip_serializing_if = "Option::is_none")]
    effective_date: Option<Date>,
    transaction_type: PendingKind,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extra_fees: Vec<Unpublished>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contract: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejection_reason: Option<Redacted<String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BillingIdentifier {
    transaction_id: TransactionId,
}

#[derive(Serialize)]
struct AccountRecipient<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a AccountIdentifier>,
    amount: Amount,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IdRecipient<'a> {
    account_id: &'a AccountId,
    amount: Amount,
}

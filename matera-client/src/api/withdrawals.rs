//! Money out, and the return of received Pix.

use client_core::{Error, Result};
use serde::Serialize;

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountId, AccountNumber, NewPixReturn, NewWithdrawal, TransactionId, TransactionReceipt,
    Withdrawal,
};
use crate::operations::withdrawals as row;

/// Money out: reached by [`Matera::withdrawals`].
///
/// After an [`Outcome::Unknown`](client_core::Outcome::Unknown) look the transaction up by
/// [`TransactionArea::reconcile`](super::TransactionArea::reconcile) before anything is repeated.
///
/// ```no_run
/// # async fn pay(matera: &matera_client::Matera) -> matera_client::Result<()> {
/// use matera_client::model::{BankAccount, BankAccountKind, NewWithdrawal, PixPayment};
/// use matera_client::{Amount, Outcome};
///
/// let to = BankAccount::new("0001", "998877", BankAccountKind::Checking);
/// let pix = PixPayment::to_account("11122233", "11222333000181", to);
/// let payment = NewWithdrawal::pix(Amount::from_cents(15_099), pix);
///
/// let account = "5F0C9A11-7B1E-4C55-9D7A-0A1B2C3D4E5F".into();
/// let action = matera.withdrawals().create(&account, &payment);
/// println!("stored first: {}", action.idempotency_key()?.as_str());
/// match action.send().await {
///     Ok(withdrawal) => println!("{:?}", withdrawal.status),
///     Err(error) if error.outcome() == Outcome::Unknown => println!("look it up"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[doc(alias = "withdraw")]
#[doc(alias = "saque")]
#[derive(Clone, Copy, Debug)]
pub struct WithdrawalArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Money out: Pix, bank transfers, boletos, bills; and the return of received Pix.
    #[doc(alias = "withdraw")]
    #[doc(alias = "saque")]
    pub fn withdrawals(&self) -> WithdrawalArea<'_> {
        WithdrawalArea { client: self }
    }
}

impl WithdrawalArea<'_> {
    /// Sends money out of an account. Documented (D).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for amounts,
    /// boletos and institutions that cannot be right.
    #[doc(alias = "withdraw")]
    pub fn create(
        &self,
        account: &AccountId,
        withdrawal: &NewWithdrawal,
    ) -> KeyedAction<Withdrawal> {
        let draft = Draft::of(&row::CREATE).of_account(account);
        let draft = withdrawal.check().and_then(|()| draft.json(withdrawal));
        Action::data(self.client, draft).keyed()
    }

    /// The same out of an account named by branch and number. Payer and receiver must have the same
    /// CPF or CNPJ. The path is inferred (I+).
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub fn create_by_number(
        &self,
        account: &AccountNumber,
        withdrawal: &NewWithdrawal,
    ) -> KeyedAction<Withdrawal> {
        let draft = Draft::of(&row::CREATE_BY_NUMBER).of_number(account);
        let draft = withdrawal.check().and_then(|()| draft.json(withdrawal));
        Action::data(self.client, draft).keyed()
    }

    /// One withdrawal. The path is of a hash example (H).
    pub fn get(&self, id: &TransactionId) -> Action<Withdrawal> {
        let draft = Draft::of(&row::GET).argument("transactionId", id);
        Action::data(self.client, Ok(draft))
    }

    /// Returns a received Pix, in whole or in part. Documented (D).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for amounts that
    /// cannot be returned and texts that are too long.
    #[doc(alias = "returns")]
    #[doc(alias = "devolucao")]
    pub fn return_pix(
        &self,
        account: &AccountId,
        received: &TransactionId,
        pix_return: &NewPixReturn,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::RETURN_PIX)
            .of_account(account)
            .argument("transactionId", received);
        let draft = pix_return.check().and_then(|()| draft.json(pix_return));
        Action::data(self.client, draft).keyed()
    }

    /// Tells Matera that a withdrawal was executed: for systems that execute withdrawals on its
    /// behalf. A repetition is recognised by `external_id`. The path is of a hash example (H); what
    /// goes into `report` is not published, so it is a type of your own.
    #[doc(alias = "COMPLETED")]
    pub fn complete_external(&self, external_id: &str, report: &impl Serialize) -> Action<()> {
        self.completion(&Completion {
            external_id,
            status: "COMPLETED",
            report: Some(report),
            error: None::<&()>,
        })
    }

    /// Tells Matera that a withdrawal failed. As [`complete_external`](Self::complete_external).
    #[doc(alias = "ERROR")]
    pub fn fail_external(&self, external_id: &str, error: &impl Serialize) -> Action<()> {
        self.completion(&Completion {
            external_id,
            status: "ERROR",
            report: None::<&()>,
            error: Some(error),
        })
    }

    fn completion<R: Serialize, E: Serialize>(&self, body: &Completion<'_, R, E>) -> Action<()> {
        Action::empty(self.client, body.draft())
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Completion<'a, R, E> {
    external_id: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a R>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a E>,
}

impl<R: Serialize, E: Serialize> Completion<'_, R, E> {
    fn draft(&self) -> Result<Draft> {
        if self.external_id.is_empty() {
            return Err(Error::input("externalId is empty"));
        }
        Draft::of(&row::COMPLETE_EXTERNAL).json(self)
    }
}

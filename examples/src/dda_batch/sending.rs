//! Sending a batch: asked for once, looked up whenever that is in doubt, approved as it was signed.

use std::time::Duration;

use client_core::Error;
use contaazul_client::Amount;
use contaazul_client::partner::{
    Approval as Passed, DdaStatus, NewPayment, NewPaymentBatch, PaymentBatch, PaymentBatchId,
    PaymentStatus,
};

use super::Failure;
use super::batch::{Batch, Item, reais};
use super::chain::{self, Approval};
use super::desk::{Desk, may_have_acted};
use super::state::Stored;

/// How often a batch is looked up whose creation got no answer, and how long after each other.
const LOOK_UPS: u32 = 5;
const BETWEEN_LOOK_UPS: Duration = Duration::from_millis(400);

impl Desk<'_> {
    /// Sends the open batch: verifies the chain, asks the DDA once more, creates the batch, passes
    /// every approval on. May be killed anywhere and run again.
    pub(super) async fn send(&mut self) -> Result<(), Failure> {
        let stored = self.state.open_batch()?.ok_or(Failure::NoBatch)?;
        let batch = &stored.batch;
        let approvals = self.state.approvals(batch)?;
        let names = chain::verify_enough(batch, &approvals, &self.authorised)?;
        if self.company().await? != batch.company {
            return Err(Failure::OtherCompany);
        }

        let seen = match self.look_up(batch).await? {
            Some(seen) => seen,
            None => {
                self.check_bills(&stored, None).await?;
                self.create(batch).await?
            }
        };
        let id = seen.id.clone().ok_or(Failure::NoId)?;
        self.state.created(batch, id.as_str())?;
        self.audit.catch_up(&self.state)?;

        let seen = self.pass_on(&stored, seen, &names, &approvals).await?;
        if seen.status == Some(PaymentStatus::AwaitingApproval) {
            let needed = seen.approvals_needed.unwrap_or(0);
            return Err(Failure::MoreApprovals { needed });
        }
        self.state.sent(batch)?;
        self.audit.catch_up(&self.state)?;
        self.progress
            .note(format_args!("{} is sent", batch.reference));
        Ok(())
    }

    /// Asks the server for the batch. Without an answer it is looked up, never asked for again:
    /// only a later run does that, which looks it up before.
    async fn create(&mut self, batch: &Batch) -> Result<PaymentBatch, Failure> {
        let mut wanted = NewPaymentBatch::new(&batch.reference);
        for (place, item) in batch.items.iter().enumerate() {
            wanted = wanted.payment(payment(&batch.payment_reference(place), item));
        }
        self.state.creating(batch)?;
        match self.erp.partner().create_batch(&wanted).send().await {
            Ok(created) => super::desk::checked(batch, created),
            // 409: an earlier attempt arrived after all.
            Err(error) if may_have_acted(&error) || is_conflict(&error) => {
                self.progress
                    .note("no answer to the batch's creation: looking it up");
                self.found_later(batch).await
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn found_later(&self, batch: &Batch) -> Result<PaymentBatch, Failure> {
        for _ in 0..LOOK_UPS {
            if let Some(found) = self.look_up(batch).await? {
                return Ok(found);
            }
            tokio::time::sleep(BETWEEN_LOOK_UPS).await;
        }
        Err(Failure::NotThereYet(batch.reference.clone()))
    }

    /// Passes on the approvals that the server has not got.
    async fn pass_on(
        &mut self,
        stored: &Stored,
        mut seen: PaymentBatch,
        names: &[String],
        approvals: &[Approval],
    ) -> Result<PaymentBatch, Failure> {
        let batch = &stored.batch;
        let id = seen.id.clone().ok_or(Failure::NoId)?;
        for (name, approval) in names.iter().zip(approvals) {
            self.check_alive(batch, &seen)?;
            let is_known = seen.approvers.iter().any(|known| known.expose() == name);
            if is_known || seen.status != Some(PaymentStatus::AwaitingApproval) {
                continue;
            }
            // The last approval moves the money: the amounts must be those of this moment.
            self.check_bills(stored, Some(&id)).await?;
            self.state.announce(batch, &format!("approve for {name}"))?;
            let passed = Passed::by(name).signed(&approval.signature);
            let answer = self
                .erp
                .partner()
                .approve_batch(&seen, &passed)
                .send()
                .await;
            match answer {
                Ok(_) => {}
                Err(error) if may_have_acted(&error) || is_conflict(&error) => {
                    self.progress
                        .note("no answer to an approval: reading the batch");
                }
                Err(error) => return Err(error.into()),
            }
            seen = self.read(batch, &id).await?;
            let is_known = seen.approvers.iter().any(|known| known.expose() == name);
            if !is_known && seen.status == Some(PaymentStatus::AwaitingApproval) {
                return Err(Failure::NotThereYet(batch.reference.clone()));
            }
        }
        self.check_alive(batch, &seen)?;
        Ok(seen)
    }

    /// Somebody may have cancelled it on the server: then no money of it moves any more.
    fn check_alive(&mut self, batch: &Batch, seen: &PaymentBatch) -> Result<(), Failure> {
        match seen.status {
            Some(PaymentStatus::Cancelled | PaymentStatus::Rejected) => {
                self.state.void(batch)?;
                Err(Failure::Cancelled(batch.reference.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Asks the DDA what the bills cost now. Where that is not what was signed, the batch is given
    /// up, on the server too if it is there, and another stands in its place without approvals.
    async fn check_bills(
        &mut self,
        stored: &Stored,
        on_server: Option<&PaymentBatchId>,
    ) -> Result<(), Failure> {
        let batch = &stored.batch;
        let now = self.bills_now().await?;
        let mut changes = Vec::new();
        let mut items = Vec::new();
        for (place, item) in batch.items.iter().enumerate() {
            let bill = now.get(&item.barcode);
            let is_open = bill.is_some_and(|bill| bill.status == Some(DdaStatus::Open));
            let due = bill.and_then(|bill| bill.amount_due?.to_cents().ok());
            let number = place + 1;
            let (Some(cents), true) = (due, is_open) else {
                changes.push(format!("item {number} is no longer open in the DDA"));
                continue;
            };
            let mut renewed = item.clone();
            if cents != item.cents {
                let (old, new) = (reais(item.cents), reais(cents));
                changes.push(format!("item {number} costs {new} instead of {old}"));
                (renewed.cents, renewed.pay_on) = (cents, self.today);
            } else if item.pay_on < self.today {
                changes.push(format!("item {number} was to be paid on {}", item.pay_on));
                renewed.pay_on = self.today;
            }
            items.push(renewed);
        }
        if changes.is_empty() {
            return Ok(());
        }
        if let Some(id) = on_server {
            self.cancel(batch, id).await?;
        }
        self.replace(batch, items)?;
        Err(Failure::Changed(changes.join("; ")))
    }

    fn replace(&mut self, batch: &Batch, items: Vec<Item>) -> Result<(), Failure> {
        if items.is_empty() {
            return Ok(self.state.void(batch)?);
        }
        let renewed = Batch {
            company: batch.company.clone(),
            reference: super::new_reference(self.today)?,
            items,
        };
        Ok(self.state.propose(&renewed, Some(&batch.reference))?)
    }

    /// Takes the batch back from the server, and makes sure that it is.
    async fn cancel(&mut self, batch: &Batch, id: &PaymentBatchId) -> Result<(), Failure> {
        self.state.announce(batch, "cancel")?;
        match self.erp.partner().cancel_batch(id).send().await {
            Ok(()) => {}
            Err(error) if may_have_acted(&error) => {}
            Err(error) => return Err(error.into()),
        }
        let seen = self.read(batch, id).await?;
        match seen.status {
            Some(PaymentStatus::Cancelled) => Ok(()),
            _ => Err(Failure::NotThereYet(batch.reference.clone())),
        }
    }
}

fn payment(reference: &str, item: &Item) -> NewPayment {
    NewPayment::boleto(reference, &item.barcode, Amount::from_cents(item.cents))
        .on(item.pay_on)
        .installment(item.installment.as_str())
}

fn is_conflict(error: &Error) -> bool {
    error.status().is_some_and(|status| status == 409)
}

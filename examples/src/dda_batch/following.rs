//! Following every item of what was sent to its end.

use std::time::{Duration, Instant};

use contaazul_client::partner::{DdaStatus, Payment, PaymentBatch, PaymentStatus};

use super::Failure;
use super::desk::Desk;
use super::stage::Fate;
use super::state::Stored;

/// How often the server is asked.
const EVERY: Duration = Duration::from_secs(5);

impl Desk<'_> {
    /// Asks what became of everything that was sent, for at most so long.
    pub(super) async fn follow(&mut self, patience: Duration) -> Result<(), Failure> {
        let begun = Instant::now();
        loop {
            for stored in self.state.sent_batches()? {
                self.look_after(&stored).await?;
            }
            self.audit.catch_up(&self.state)?;
            if self.state.sent_batches()?.is_empty() || begun.elapsed() + EVERY > patience {
                return Ok(());
            }
            tokio::time::sleep(EVERY).await;
        }
    }

    async fn look_after(&mut self, stored: &Stored) -> Result<(), Failure> {
        let batch = &stored.batch;
        let id = stored.server_id.as_deref().ok_or(Failure::NoId)?;
        let seen = self.read(batch, &id.into()).await?;
        for (place, known) in stored.fates.iter().enumerate() {
            let payment = find(&seen, &batch.payment_reference(place));
            let (Some(payment), None) = (payment, known) else {
                continue;
            };
            if let Some(fate) = self.fate(stored, place, payment).await? {
                self.state.settle(batch, place, fate)?;
            }
        }
        let left = self.state.sent_batches()?;
        let left = left
            .iter()
            .find(|one| one.batch.reference == batch.reference);
        if left.is_some_and(|one| one.fates.iter().all(Option::is_some)) {
            self.state.ended(batch)?;
        }
        Ok(())
    }

    async fn fate(
        &self,
        stored: &Stored,
        place: usize,
        payment: &Payment,
    ) -> Result<Option<Fate>, Failure> {
        Ok(match payment.status {
            Some(PaymentStatus::Paid) => Some(Fate::Paid),
            Some(PaymentStatus::Failed) => {
                let barcode = stored.batch.items.get(place).map(|item| &item.barcode);
                let bills = self.bills_now().await?;
                let bill = barcode.and_then(|barcode| bills.get(barcode));
                Some(match bill.and_then(|bill| bill.status.as_ref()) {
                    Some(DdaStatus::Withdrawn | DdaStatus::Expired) => Fate::Expired,
                    _ => Fate::Refused,
                })
            }
            Some(PaymentStatus::Rejected | PaymentStatus::Cancelled) => Some(Fate::Refused),
            _ => None,
        })
    }
}

fn find<'a>(seen: &'a PaymentBatch, reference: &str) -> Option<&'a Payment> {
    let mut payments = seen.payments.iter();
    payments.find(|one| one.external_reference.as_deref() == Some(reference))
}

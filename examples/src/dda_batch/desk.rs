//! What every step works with, and what it asks the server.

use std::collections::{BTreeMap, BTreeSet};

use client_core::Error;
use contaazul_client::ContaAzul;
use contaazul_client::model::{Payable, Profile};
use contaazul_client::partner::{DdaBoleto, DdaStatus, PaymentBatch, PaymentBatchId};
use time::{Date, Duration};

use super::Failure;
use super::audit::AuditLog;
use super::batch::Batch;
use super::keys::Authorised;
use super::matching::{barcode, bare};
use super::state::State;
use crate::progress::Progress;

/// How far back bills and payables are read: longer than a bill can be paid after its due date.
const PAST: Duration = Duration::days(90);
/// How far ahead bills are read that are in a batch already.
const AHEAD: Duration = Duration::days(366);

/// One company's payments, under way.
pub(super) struct Desk<'a> {
    pub(super) erp: ContaAzul,
    pub(super) state: State,
    pub(super) audit: AuditLog,
    pub(super) authorised: Authorised,
    pub(super) today: Date,
    pub(super) progress: Progress<'a>,
}

impl Desk<'_> {
    /// The CNPJ of the company that pays.
    pub(super) async fn company(&self) -> Result<String, Failure> {
        let company = self.erp.connection().company().send().await?;
        let tax_id = company.tax_id.ok_or(Failure::NoCnpj)?;
        Ok(bare(tax_id.expose()))
    }

    /// The open bills of the DDA that are due within so many days, and older ones.
    pub(super) async fn inbox(&self, days: u16) -> Result<Vec<DdaBoleto>, Failure> {
        let to = self.today + Duration::days(days.into());
        let partner = self.erp.partner();
        let inbox = partner.list_dda(self.today - PAST, to);
        Ok(inbox.status(DdaStatus::Open).send().try_collect().await?)
    }

    /// The bills as they are now, whatever became of them, by their barcode.
    pub(super) async fn bills_now(&self) -> Result<BTreeMap<String, DdaBoleto>, Failure> {
        let (from, to) = (self.today - PAST, self.today + AHEAD);
        let bills = self.erp.partner().list_dda(from, to).send();
        let mut now = BTreeMap::new();
        for bill in bills.try_collect().await? {
            // What is no barcode is in no batch.
            if let Some(Ok(barcode)) = bill.barcode.as_deref().map(barcode) {
                now.insert(barcode, bill);
            }
        }
        Ok(now)
    }

    /// The payables around the same days that are not settled.
    pub(super) async fn payables(&self, days: u16) -> Result<Vec<Payable>, Failure> {
        // A payable a little later than the bill is the nearest that a doubt can show.
        let to = self.today + Duration::days(i64::from(days) + 20);
        let payables = self.erp.payables().search(self.today - PAST, to).send();
        let mut payables: Vec<_> = payables.try_collect().await?;
        let is_open = |one: &Payable| one.open.is_some_and(|open| !open.is_zero());
        payables.retain(is_open);
        Ok(payables)
    }

    /// The CPF or CNPJ of the suppliers of these payables: the search does not tell.
    pub(super) async fn tax_ids(
        &self,
        payables: &[Payable],
    ) -> Result<BTreeMap<String, String>, Failure> {
        let suppliers = payables
            .iter()
            .filter_map(|one| one.supplier.as_ref()?.id.as_ref());
        let suppliers: BTreeSet<_> = suppliers.collect();
        let mut tax_ids = BTreeMap::new();
        // So many ids fit in an address.
        let suppliers: Vec<_> = suppliers.into_iter().collect();
        for some in suppliers.chunks(50) {
            let people = self.erp.people().list(Profile::Supplier);
            let people = people.ids(some.iter().copied()).send();
            for person in people.try_collect().await? {
                if let (Some(id), Some(tax_id)) = (person.id, person.tax_id) {
                    tax_ids.insert(id.as_str().to_owned(), bare(tax_id.expose()));
                }
            }
        }
        Ok(tax_ids)
    }

    /// The batch as the server has it, if it has it.
    ///
    /// Fails when it has something else under the reference, or has it twice: then a person must
    /// look before any money moves.
    pub(super) async fn look_up(&self, batch: &Batch) -> Result<Option<PaymentBatch>, Failure> {
        let partner = self.erp.partner();
        let found = partner.list_batches().reference(&batch.reference).send();
        let mut found = found.try_collect().await?;
        if found.len() > 1 {
            return Err(Failure::Foreign(batch.reference.clone()));
        }
        match found.pop() {
            Some(found) => Ok(Some(checked(batch, found)?)),
            None => Ok(None),
        }
    }

    /// Reads a batch that the server has.
    pub(super) async fn read(
        &self,
        batch: &Batch,
        id: &PaymentBatchId,
    ) -> Result<PaymentBatch, Failure> {
        let found = self.erp.partner().get_batch(id).send().await?;
        checked(batch, found)
    }
}

/// What the server has is what was signed: the same payments of the same amounts.
pub(super) fn checked(batch: &Batch, found: PaymentBatch) -> Result<PaymentBatch, Failure> {
    let ours = batch.items.iter().enumerate();
    let ours: BTreeSet<_> = ours
        .map(|(place, item)| (batch.payment_reference(place), Some(item.cents)))
        .collect();
    let theirs = found.payments.iter().map(|one| {
        let cents = one.amount.and_then(|amount| amount.to_cents().ok());
        (one.external_reference.clone().unwrap_or_default(), cents)
    });
    let same = found.payments.len() == batch.items.len() && theirs.collect::<BTreeSet<_>>() == ours;
    match same {
        true => Ok(found),
        false => Err(Failure::Foreign(batch.reference.clone())),
    }
}

/// Whether the server may have acted though the call failed.
pub(super) fn may_have_acted(error: &Error) -> bool {
    error.outcome() >= client_core::Outcome::Unknown
}

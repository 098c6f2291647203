//! What each task does.
//!
//! A step either ends its task in the transaction that says what comes next, or tells why it could
//! not. Before anything that must happen once, the store says that it was asked for; a step that
//! finds such a note looks at the provider first.

use std::time::Duration;

use client_core::retry::may_pass_by_itself;
use client_core::wire::instant;
use client_core::{Error, ErrorKind, Outcome};
use contaazul_client::ContaAzul;
use contaazul_client::model::{ChargeId, ChargeStatus, NfseId, NfseStatus};
use contaazul_client::webhook::{ChargeEvent, EventName};
use http::StatusCode;
use time::OffsetDateTime;

use super::order::Order;
use super::store::{Job, Kept, News, Store, StoreError, Task};
use super::storefront::{Event, Storefront};

/// Why a task is not done.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It may pass.
    Later(String),
    /// It needs a person.
    Never(String),
    /// Nothing can be done any more.
    Store(StoreError),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A refusal of the request itself needs a person. An unknown outcome, a wrong token or a wrong
/// address does not become right by forgetting the task.
impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        let of_the_request = matches!(
            error.status(),
            Some(
                StatusCode::BAD_REQUEST
                    | StatusCode::PAYLOAD_TOO_LARGE
                    | StatusCode::UNPROCESSABLE_ENTITY
            )
        );
        let is_final = error.kind() == ErrorKind::Input || of_the_request;
        match is_final && !may_pass_by_itself(&error) {
            true => Self::Never(error.to_string()),
            false => Self::Later(error.to_string()),
        }
    }
}

fn later(reason: &str) -> Trouble {
    Trouble::Later(reason.to_owned())
}

fn never(reason: impl Into<String>) -> Trouble {
    Trouble::Never(reason.into())
}

/// What steps work with.
pub(super) struct Steps {
    pub(super) store: std::sync::Arc<Store>,
    pub(super) erp: ContaAzul,
    pub(super) storefront: Storefront,
    /// How long something that was asked for, and whose answer was lost, may take to show up in
    /// the provider's lists. After that it counts as not done.
    pub(super) settling: Duration,
}

impl Steps {
    pub(super) async fn take(&self, task: &Task) -> Result<(), Trouble> {
        match task.job {
            Job::Charge => self.charge(task).await,
            Job::Payment => self.payment(task).await,
            Job::Invoice => self.invoice(task).await,
            Job::TellCharge | Job::TellPayment | Job::TellInvoice => self.tell(task).await,
        }
    }

    /// Issues the charge, waits until it can be paid, and has the shop told.
    async fn charge(&self, task: &Task) -> Result<(), Trouble> {
        let kept = self.store.order(&task.subject)?;
        let order = &kept.order;
        let id = match &kept.charge_id {
            Some(id) => id.clone(),
            None => {
                let id = self.find_or_issue_charge(&kept).await?;
                // From here on a payment finds its order.
                self.store.charge_known(order, &id)?;
                id
            }
        };
        let charge = self.erp.charges().get(&id).send().await?;
        let status = charge
            .status
            .ok_or_else(|| later("the charge has no status yet"))?;
        if is_over(&status) {
            // Whoever mends the cause and replays the task gets a new one.
            self.store.charge_gone(order)?;
            return Err(never(format!(
                "the charge ended as {status} and cannot be paid"
            )));
        }
        if charge.url.is_none() && !is_paid(&status) {
            return Err(later("the charge is being issued"));
        }
        let news = written(&Event::ChargeIssued {
            order: &order.id,
            charge: &id,
            payment_page: charge.url.as_ref().map(|page| page.expose().as_str()),
        })?;
        Ok(self.store.charged(task, news, now())?)
    }

    async fn find_or_issue_charge(&self, kept: &Kept) -> Result<ChargeId, Trouble> {
        let order = &kept.order;
        if let Some(found) = self.issued_charge(order).await? {
            return Ok(found);
        }
        if let Some(asked_at) = kept.charge_asked_at {
            self.wait_to_show_up(asked_at)?;
        }
        self.store.charge_asked(order, Some(now()))?;
        match self.erp.charges().create(&order.charge()).send().await {
            Ok(charge) => charge
                .id
                .ok_or_else(|| later("the ERP did not name the charge")),
            Err(error) => {
                if error.outcome() <= Outcome::Refused {
                    self.store.charge_asked(order, None)?;
                }
                Err(error.into())
            }
        }
    }

    /// A charge has no reference of ours but the words that its payer reads.
    async fn issued_charge(&self, order: &Order) -> Result<Option<ChargeId>, Trouble> {
        let installment = self
            .erp
            .installments()
            .get(&order.installment)
            .send()
            .await?;
        let ours = order.charge_description();
        let found = installment.charges.into_iter().find(|charge| {
            let description = charge.description.as_ref();
            description.is_some_and(|text| *text.expose() == ours)
                && !charge.status.as_ref().is_some_and(is_over)
        });
        Ok(found.and_then(|charge| charge.id))
    }

    /// Looks into a signed event: which order is paid?
    async fn payment(&self, task: &Task) -> Result<(), Trouble> {
        let body = self.store.message(&task.subject)?;
        let event: ChargeEvent =
            serde_json::from_slice(&body).map_err(|_| never("the stored message is no event"))?;
        if event.name != EventName::ChargePaid {
            return Err(never("an event this version does not know"));
        }
        let charge = event.charge_id.as_ref();
        let charge = charge.ok_or_else(|| never("the event names no charge"))?;
        // It may have overtaken the answer to our own request.
        let Some(kept) = self.store.order_of_charge(charge)? else {
            return Err(later("no order has this charge"));
        };
        if self.store.is_being_charged(&kept.order)? {
            // Or the shop would hear where to pay after it heard of the payment.
            return Err(later("the charge was not told yet"));
        }
        if event.amount.is_some_and(|paid| paid < kept.order.amount) {
            return Err(never("less was paid than was ordered"));
        }
        self.check_paid(charge).await?;
        let paid_at = kept.paid_at.or(event.paid_at).unwrap_or_else(now);
        let news = payment_news(&kept.order, charge, &event, paid_at)?;
        Ok(self.store.paid(task, &kept.order, paid_at, news, now())?)
    }

    /// The event says that something happened; the ERP says how things stand.
    async fn check_paid(&self, charge: &ChargeId) -> Result<(), Trouble> {
        let charge = self.erp.charges().get(charge).send().await?;
        match charge.status {
            Some(status) if is_paid(&status) => Ok(()),
            Some(status @ (ChargeStatus::Cancelled | ChargeStatus::Refunded)) => {
                Err(never(format!("the event says paid, the ERP says {status}")))
            }
            _ => Err(later("the ERP does not show the payment yet")),
        }
    }

    /// Issues the invoice, waits for the city, and has the shop told.
    async fn invoice(&self, task: &Task) -> Result<(), Trouble> {
        let kept = self.store.order(&task.subject)?;
        let order = &kept.order;
        let id = match &kept.invoice_id {
            Some(id) => id.clone(),
            None => {
                let id = self.find_or_issue_invoice(&kept).await?;
                self.store.invoice_known(order, &id)?;
                id
            }
        };
        let invoice = self.erp.partner().get_nfse(&id).send().await?;
        match invoice.status {
            Some(NfseStatus::Issued) => {
                let number = invoice.number;
                let news = written(&Event::InvoiceIssued {
                    order: &order.id,
                    number,
                })?;
                Ok(self.store.invoiced(task, number, news, now())?)
            }
            Some(
                status @ (NfseStatus::Failed
                | NfseStatus::Denied
                | NfseStatus::Cancelled
                | NfseStatus::CancelledByHand),
            ) => Err(never(format!("the invoice ended as {status}"))),
            _ => Err(later("the city has not answered about the invoice")),
        }
    }

    async fn find_or_issue_invoice(&self, kept: &Kept) -> Result<NfseId, Trouble> {
        let order = &kept.order;
        // Always: an invoice that somebody else issued under this reference is ours as well.
        let mut issued = self
            .erp
            .partner()
            .list_nfse()
            .reference(order.reference())
            .send();
        if let Some(found) = issued.try_next().await? {
            return found.id.ok_or_else(|| later("the found invoice has no id"));
        }
        if let Some(asked_at) = kept.invoice_asked_at {
            self.wait_to_show_up(asked_at)?;
        }
        let paid_at = kept.paid_at.ok_or_else(|| never("the order is not paid"))?;
        self.store.invoice_asked(order, Some(now()))?;
        let invoice = order.invoice(paid_at).charge(
            kept.charge_id
                .clone()
                .ok_or_else(|| never("the order has no charge"))?,
        );
        match self.erp.partner().issue_nfse(&invoice).send().await {
            Ok(invoice) => invoice
                .id
                .ok_or_else(|| later("the answer named no invoice")),
            Err(error) => {
                if error.outcome() <= Outcome::Refused {
                    self.store.invoice_asked(order, None)?;
                }
                Err(error.into())
            }
        }
    }

    /// What was asked for a moment ago may not show yet; asking again now could do it twice.
    fn wait_to_show_up(&self, asked_at: OffsetDateTime) -> Result<(), Trouble> {
        match now() - asked_at < self.settling {
            true => Err(later("an answer was lost; it may still show up")),
            false => Ok(()),
        }
    }

    async fn tell(&self, task: &Task) -> Result<(), Trouble> {
        let kept = self.store.order(&task.subject)?;
        let news = task.body.clone().unwrap_or_default();
        let event = task.job.name();
        self.storefront.tell(&kept.order, event, news).await?;
        Ok(self.store.finish(task)?)
    }
}

/// Whether a charge will never be paid any more.
fn is_over(status: &ChargeStatus) -> bool {
    status.is_final() && !is_paid(status)
}

fn is_paid(status: &ChargeStatus) -> bool {
    matches!(status, ChargeStatus::Paid | ChargeStatus::Settled)
}

fn payment_news(
    order: &Order,
    charge: &ChargeId,
    event: &ChargeEvent,
    paid_at: OffsetDateTime,
) -> Result<News, Trouble> {
    let order = order.id.as_str();
    let payment = written(&Event::PaymentReceived {
        order,
        charge,
        amount: event.amount,
        paid_at: instant::format(paid_at)
            .map_err(|_| never("the time of payment cannot be written"))?,
    })?;
    // Where the company has the ERP issue invoices by itself, ours would be a second one.
    let by_the_erp = event.nfse_issued == Some(true);
    let invoice = by_the_erp.then(|| {
        let number = None;
        written(&Event::InvoiceIssued { order, number })
    });
    Ok(News {
        payment,
        invoice: invoice.transpose()?,
    })
}

fn written(event: &Event<'_>) -> Result<String, Trouble> {
    serde_json::to_string(event).map_err(|_| never("what to tell the shop cannot be written"))
}

fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

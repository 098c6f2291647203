//! PagBlu: charges of a supplier to retailers.

use client_core::{Action, Error, Result, wire};
use time::Date;

use crate::client::Blu;
use crate::model::{
    Charge, ChargeChange, ChargeId, ChargeInvoiceId, ConciliationLine, NewCharge, NewChargeInvoice,
    SentCharge, SentInvoice,
};
use crate::operations::charges::Generation;

/// Charges of a supplier to retailers, who pay from their card receivables or balance; from
/// [`Blu::charges`] and [`Blu::charges_v1`].
///
/// A charge is sent, the retailer approves it, it is paid; one with `billing_later` is invoiced
/// after that, and what was paid in excess of the invoices goes back. The
/// [conciliation](Self::list_conciliation) tells what was paid on a day.
///
/// Of the paths only the query's is
/// [documented](https://integracao.useblu.com.br/fornecedores-apis); see the `mark` of each
/// operation in [`OPERATIONS`](crate::OPERATIONS). Methods and bodies are those of others' code.
#[derive(Clone, Copy, Debug)]
pub struct Charges<'a> {
    pub(crate) blu: &'a Blu,
    pub(crate) generation: &'static Generation,
}

impl Charges<'_> {
    /// Sends a charge. Sent again, it gives the existing one's id (documented), so a lost answer is
    /// asked for again.
    #[doc(alias = "enviar cobrança")]
    #[doc(alias = "payment-collections")]
    pub fn send(&self, charge: &NewCharge) -> Action<SentCharge> {
        let endpoint = &self.generation.send;
        let call = charge
            .check()
            .and_then(|()| self.blu.call(endpoint).json(charge));
        self.blu.json(endpoint, call)
    }

    /// Reads a charge.
    #[doc(alias = "consultar cobrança")]
    pub fn get(&self, id: &ChargeId) -> Action<Charge> {
        let endpoint = &self.generation.get;
        let call = self.blu.call(endpoint).argument("uuid", id);
        self.blu.json(endpoint, Ok(call))
    }

    /// Cancels a charge that is
    /// [not paid yet](crate::model::ChargeStage::allows_cancellation).
    #[doc(alias = "cancelar cobrança")]
    pub fn cancel(&self, id: &ChargeId) -> Action<ChargeChange> {
        let endpoint = &self.generation.cancel;
        let call = self.blu.call(endpoint).argument("uuid", id);
        self.blu.json(endpoint, Ok(call))
    }

    /// Sends an invoice of a charge that was paid first. It was accepted when
    /// [`SentInvoice::is_billed`] says so.
    #[doc(alias = "faturamento")]
    #[doc(alias = "payment_plans")]
    pub fn send_invoice(&self, id: &ChargeId, invoice: &NewChargeInvoice) -> Action<SentInvoice> {
        let endpoint = &self.generation.send_invoice;
        let call = self.blu.call(endpoint).argument("uuid", id);
        let call = invoice.check().and_then(|()| call.json(invoice));
        self.blu.json(endpoint, call)
    }

    /// Cancels an invoice.
    #[doc(alias = "cancelar faturamento")]
    pub fn cancel_invoice(&self, id: &ChargeId, invoice: &ChargeInvoiceId) -> Action<ChargeChange> {
        let endpoint = &self.generation.cancel_invoice;
        let call = self.blu.call(endpoint).argument("uuid", id);
        let call = call.argument("invoice_uuid", invoice);
        self.blu.json(endpoint, Ok(call))
    }

    /// Gives back what was paid in excess of the invoices, for a charge that
    /// [awaits them](crate::model::ChargeStage::allows_return).
    #[doc(alias = "devolução")]
    pub fn return_excess(&self, id: &ChargeId) -> Action<ChargeChange> {
        let endpoint = &self.generation.return_excess;
        let call = self.blu.call(endpoint).argument("uuid", id);
        self.blu.json(endpoint, Ok(call))
    }

    /// What was paid on a day, for which invoice. Match it on payment, invoice number and
    /// [the digits](ConciliationLine::charged_digits) of who paid.
    #[doc(alias = "conciliação financeira")]
    pub fn list_conciliation(&self, paid_on: Date) -> Action<Vec<ConciliationLine>> {
        let endpoint = &self.generation.list_conciliation;
        let call = written(paid_on).map(|day| self.blu.call(endpoint).argument("date", day));
        self.blu.json(endpoint, call)
    }
}

fn written(day: Date) -> Result<String> {
    wire::date::format(day).map_err(|cause| Error::input(format!("date: {cause}")))
}

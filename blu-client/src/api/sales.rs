//! The sales movement.

use client_core::Action;
use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::Pager;
use time::Date;

use super::UnpublishedCall;
use crate::client::Blu;
use crate::model::{Nsu, Sale, SaleDetails, SaleId, SaleStatus};
use crate::operations::sales;
use crate::period::Period;
use crate::report::Report;

const NSU: &str = "nsuCode";
const STATUS: &str = "status";
const CANCELED_FROM: &str = "begindatecancel";
/// Only its sibling is documented.
const CANCELED_UNTIL: &str = "enddatecancel";

/// The card and payment link sales of a client, from [`Blu::sales`].
///
/// A sale tells what was sold and what is expected of it, never that it was paid: for that see
/// [`Anticipations`](super::Anticipations), [`Debits`](super::Debits) and
/// [`Credits`](super::Credits) together. Split sales are not among these.
#[derive(Clone, Copy, Debug)]
pub struct Sales<'a> {
    pub(crate) blu: &'a Blu,
}

impl Sales<'_> {
    /// Lists sales made from `begin` to `end`.
    ///
    /// `GET /conciliations/sales`, as
    /// [documented](https://integracao.useblu.com.br/varejo-apis/api-movimento-de-vendas). The page
    /// speaks of a Bearer token; that it goes into `Authorization` is inferred. Of the answer it
    /// names two fields only, see [`Sale`].
    #[doc(alias = "movimento de vendas")]
    pub fn list(&self, begin: Date, end: Date) -> ListSales {
        ListSales {
            report: Report::new(self.blu, &sales::LIST, begin, end),
            canceled: None,
        }
    }

    /// Lists split sales made from `begin` to `end`, which [`list`](Self::list) leaves out: those
    /// whose money goes to several parties, with the share of each.
    ///
    /// Blu [documents](https://integracao.useblu.com.br/varejo-apis/api-movimento-de-vendas/api-movimento-de-vendas-split)
    /// that there is such a report under the same rules; `GET /conciliations/sales/split` is a
    /// guess, to be set right by [`with_path`](crate::BluBuilder::with_path).
    #[doc(alias = "movimento de vendas split")]
    pub fn list_split(&self, begin: Date, end: Date) -> ListSales {
        ListSales {
            report: Report::new(self.blu, &sales::LIST_SPLIT, begin, end),
            canceled: None,
        }
    }

    /// Reads the details of a sale.
    ///
    /// `GET /b2b/sales/details/{id_venda}`, as
    /// [documented](https://integracao.useblu.com.br/varejo-apis/api-movimento-de-vendas); that the
    /// token goes as `Bearer` is inferred.
    #[doc(alias = "detalhes da venda")]
    pub fn get_details(&self, id: &SaleId) -> Action<SaleDetails> {
        let call = self.blu.call(&sales::GET_DETAILS);
        let call = call.argument("id_venda", id);
        self.blu.json(&sales::GET_DETAILS, Ok(call))
    }

    /// Cancels a sale. Until when that can be done depends on the kind of sale. Blu publishes
    /// neither path nor body: set the path by [`with_path`](crate::BluBuilder::with_path), and the
    /// body if there is one.
    ///
    /// `POST /b2b/sales/cancel/{id_venda}` is a guess.
    #[doc(alias = "cancelamento de venda")]
    pub fn cancel(&self, id: &SaleId) -> UnpublishedCall {
        let call = self.blu.call(&sales::CANCEL).argument("id_venda", id);
        UnpublishedCall::new(self.blu, &sales::CANCEL, call)
    }
}

/// A list of sales to ask for, made by [`Sales::list`] and [`Sales::list_split`].
#[derive(Clone, Debug)]
#[must_use = "nothing is asked for before `send()`"]
pub struct ListSales {
    report: Report,
    canceled: Option<Period>,
}

impl ListSales {
    /// Only the sales with this NSU, which repeats over the years.
    #[doc(alias = "nsuCode")]
    pub fn nsu(mut self, nsu: &Nsu) -> Self {
        self.report.filter(NSU, nsu.as_str());
        self
    }

    /// Only sales of this status.
    pub fn status(mut self, status: SaleStatus) -> Self {
        self.report.filter(STATUS, status.as_str());
        self
    }

    /// Only sales canceled from `begin` to `end`. The name of the parameter for `end` is inferred,
    /// so check the answer's end.
    #[doc(alias = "begindatecancel")]
    #[doc(alias = "enddatecancel")]
    pub fn canceled_between(mut self, begin: Date, end: Date) -> Self {
        self.canceled = Some(Period { begin, end });
        self
    }

    /// Asks even for days whose data are not whole yet.
    pub fn even_if_incomplete(mut self) -> Self {
        self.report.even_if_incomplete();
        self
    }

    /// The list. Nothing is sent before it is polled.
    pub fn send(mut self) -> Pager<Sale> {
        if let Some(canceled) = self.canceled {
            self.report
                .filter(CANCELED_FROM, canceled.begin.to_string());
            self.report.filter(CANCELED_UNTIL, canceled.end.to_string());
            if let Err(flaw) = canceled.check_order(CANCELED_FROM, CANCELED_UNTIL) {
                self.report.refuse(flaw);
            }
        }
        self.report.pager()
    }
}

impl ConfigureCall for ListSales {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.report.options
    }
}

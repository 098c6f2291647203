//! Settlements of debit and credit sales.

use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::Pager;
use time::Date;

use crate::client::Blu;
use crate::model::LiquidationRecord;
use crate::operations::reports::{LIST_CREDITS, LIST_DEBITS};
use crate::report::Report;

/// The settled debit sales of a client, from [`Blu::debits`].
#[derive(Clone, Copy, Debug)]
pub struct Debits<'a> {
    pub(crate) blu: &'a Blu,
}

impl Debits<'_> {
    /// Lists debit settlements released from `begin` to `end`.
    ///
    /// `GET /conciliations/debits/installments`, as
    /// [documented](https://integracao.useblu.com.br/varejo-apis/api-conciliacao-de-debito). The
    /// page does not say how the token is sent; `Bearer` is inferred, and
    /// [`with_header_form`](crate::BluBuilder::with_header_form) changes it.
    #[doc(alias = "conciliação de débito")]
    pub fn list(&self, begin: Date, end: Date) -> ListSettlements {
        ListSettlements {
            report: Report::new(self.blu, &LIST_DEBITS, begin, end),
        }
    }
}

/// The credit sales of a client that were settled on their original date, from [`Blu::credits`].
/// What was anticipated is in [`Anticipations`](super::Anticipations).
#[derive(Clone, Copy, Debug)]
pub struct Credits<'a> {
    pub(crate) blu: &'a Blu,
}

impl Credits<'_> {
    /// Lists credit settlements released from `begin` to `end`, remainders of partial anticipations
    /// included.
    ///
    /// `GET /conciliations/credit`, as
    /// [documented](https://integracao.useblu.com.br/varejo-apis/api-conciliacao-de-credito). The
    /// page does not say how the token is sent; `Bearer` is inferred, and
    /// [`with_header_form`](crate::BluBuilder::with_header_form) changes it.
    #[doc(alias = "conciliação de crédito")]
    pub fn list(&self, begin: Date, end: Date) -> ListSettlements {
        ListSettlements {
            report: Report::new(self.blu, &LIST_CREDITS, begin, end),
        }
    }
}

/// A list of settlements to ask for, made by [`Debits::list`] and [`Credits::list`].
#[derive(Clone, Debug)]
#[must_use = "nothing is asked for before `send()`"]
pub struct ListSettlements {
    report: Report,
}

impl ListSettlements {
    /// Asks even for days whose data are not whole yet.
    pub fn even_if_incomplete(mut self) -> Self {
        self.report.even_if_incomplete();
        self
    }

    /// The list. Nothing is sent before it is polled.
    pub fn send(self) -> Pager<LiquidationRecord> {
        self.report.pager()
    }
}

impl ConfigureCall for ListSettlements {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.report.options
    }
}

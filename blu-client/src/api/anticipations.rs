//! Anticipations: receivables that Blu paid before their date.

use brazil_types::TaxId;
use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::Pager;
use time::Date;

use crate::client::Blu;
use crate::model::LiquidationRecord;
use crate::operations::reports::{LIST_ANTICIPATIONS_V1, LIST_ANTICIPATIONS_V2};
use crate::report::Report;

const CLIENT_TAX_ID: &str = "cpfCnpj";
const PAGE_SIZE: &str = "per_page";
const LARGEST_PAGE: u32 = 4_000;
/// Blu's own default is not documented.
const DEFAULT_PAGE: u32 = 1_000;

/// The anticipations of a client, from [`Blu::anticipations`].
///
/// A merchant asks Blu for an amount and Blu chooses the receivables; one record is one such
/// operation with the installments it took. When it took a part of an installment, the rest appears
/// in [`Credits`](super::Credits) on its original date: look in both before missing a payment.
#[derive(Clone, Copy, Debug)]
pub struct Anticipations<'a> {
    pub(crate) blu: &'a Blu,
}

impl Anticipations<'_> {
    /// Lists anticipations released from `begin` to `end`, in one answer per month. For thousands
    /// of receivables in one operation prefer [`list_v2`](Self::list_v2).
    ///
    /// `GET /conciliations/anticipations/installments` with `Authorization: Bearer`, as
    /// [documented](https://integracao.useblu.com.br/varejo-apis/relatorios).
    #[doc(alias = "antecipações")]
    pub fn list_v1(&self, begin: Date, end: Date) -> ListAnticipationsV1 {
        ListAnticipationsV1 {
            report: Report::new(self.blu, &LIST_ANTICIPATIONS_V1, begin, end),
        }
    }

    /// Lists anticipations released from `begin` to `end`, page by page.
    ///
    /// `GET /conciliations/anticipations/installments` with the bare token and `version: 2`, as
    /// [documented](https://integracao.useblu.com.br/varejo-apis/relatorios). Blu counts
    /// installments on a page (inferred from its example), so an operation may go on over many
    /// pages. The parts are put together: each operation comes once and whole, and up to two pages
    /// and one operation are in memory.
    ///
    /// Where the parts of an operation do not fit together the list stops with
    /// [`ErrorKind::Decode`](client_core::ErrorKind::Decode); read those days with
    /// [`list_v1`](Self::list_v1).
    #[doc(alias = "antecipações")]
    pub fn list_v2(&self, begin: Date, end: Date) -> ListAnticipationsV2 {
        ListAnticipationsV2 {
            report: Report::new(self.blu, &LIST_ANTICIPATIONS_V2, begin, end),
            page_size: DEFAULT_PAGE,
        }
    }
}

/// A list of anticipations to ask for, made by [`Anticipations::list_v1`].
#[derive(Clone, Debug)]
#[must_use = "nothing is asked for before `send()`"]
pub struct ListAnticipationsV1 {
    report: Report,
}

impl ListAnticipationsV1 {
    /// Only those of this client, for a token that serves several.
    #[doc(alias = "cpfCnpj")]
    pub fn client_tax_id(mut self, tax_id: &TaxId) -> Self {
        self.report.filter(CLIENT_TAX_ID, tax_id.expose());
        self
    }

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

impl ConfigureCall for ListAnticipationsV1 {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.report.options
    }
}

/// A list of anticipations to ask for, made by [`Anticipations::list_v2`].
#[derive(Clone, Debug)]
#[must_use = "nothing is asked for before `send()`"]
pub struct ListAnticipationsV2 {
    report: Report,
    page_size: u32,
}

impl ListAnticipationsV2 {
    /// Only those of this client, for a token that serves several.
    #[doc(alias = "cpfCnpj")]
    pub fn client_tax_id(mut self, tax_id: &TaxId) -> Self {
        self.report.filter(CLIENT_TAX_ID, tax_id.expose());
        self
    }

    /// How many installments to ask for at a time: 1 to 4000, 1000 by default.
    pub fn per_page(mut self, size: u32) -> Self {
        self.page_size = size;
        self
    }

    /// Asks even for days whose data are not whole yet.
    pub fn even_if_incomplete(mut self) -> Self {
        self.report.even_if_incomplete();
        self
    }

    /// The list. Nothing is sent before it is polled.
    pub fn send(mut self) -> Pager<LiquidationRecord> {
        self.report.filter(PAGE_SIZE, self.page_size.to_string());
        if !(1..=LARGEST_PAGE).contains(&self.page_size) {
            self.report.refuse(format!(
                "{PAGE_SIZE} {} is not within 1 to {LARGEST_PAGE}",
                self.page_size
            ));
        }
        self.report.joined_pager()
    }
}

impl ConfigureCall for ListAnticipationsV2 {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.report.options
    }
}

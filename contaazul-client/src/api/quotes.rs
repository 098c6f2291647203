//! Quotes.

use client_core::Action;
use client_core::http::Call;

use super::negotiations::{Batch, NegotiationColumn};
use crate::client::ContaAzul;
use crate::model::{CreatedQuote, ListedQuote, NewQuote, Quote, QuoteId, QuoteSituation};
use crate::operations;
use crate::query::{Negotiations, Query, SortOrder};

/// Quotes: reached by [`ContaAzul::quotes`]. They cannot be changed.
/// [Documented](https://developers.contaazul.com/docs/open-api-proposal/v1).
#[doc(alias = "orcamentos")]
#[derive(Clone, Copy, Debug)]
pub struct Quotes<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Quotes<'_> {
    /// Lists quotes; without a filter, all of them.
    ///
    /// Documented. The ERP's total leaves declined quotes out, as measured in production, so pages
    /// are asked for until one is not full.
    #[doc(alias = "listarOrcamentosPorFiltros")]
    pub fn list(&self) -> Query<ListedQuote, Negotiations> {
        Query::new(self.client.executor(), &operations::sales::LIST_QUOTES).without_total()
    }

    /// Creates a quote.
    ///
    /// Documented. Never repeated by itself when the outcome is unknown: look for it by customer
    /// and day first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when a line or a
    /// day does not do.
    #[doc(alias = "criarOrcamento")]
    pub fn create(&self, quote: &NewQuote) -> Action<CreatedQuote> {
        let call = quote
            .check()
            .and_then(|()| Call::new(&operations::sales::CREATE_QUOTE).json(quote));
        Action::json(self.client.executor(), call)
    }

    /// Reads one quote with its lines.
    ///
    /// Documented; that its two remarks come back in each other's place was measured in production
    /// and is put right here.
    ///
    /// # Errors
    /// Status 404 when there is none, or no longer.
    #[doc(alias = "obterOrcamentoPorID")]
    pub fn get(&self, id: &QuoteId) -> Action<Quote> {
        let call = Call::new(&operations::sales::GET_QUOTE).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Deletes from 1 to 10 quotes for good.
    ///
    /// Documented; the limit was measured in production.
    #[doc(alias = "excluirOrcamentosEmLote")]
    pub fn delete(&self, ids: &[QuoteId]) -> Action<()> {
        let call = Batch::new(ids)
            .and_then(|batch| Call::new(&operations::sales::DELETE_QUOTES).json(&batch));
        Action::empty(self.client.executor(), call)
    }
}

impl Query<ListedQuote, Negotiations> {
    /// Sorts them.
    #[doc(alias = "campo_ordenado_ascendente")]
    #[doc(alias = "campo_ordenado_descendente")]
    pub fn sort(self, order: SortOrder, column: NegotiationColumn) -> Self {
        self.sorted_by(order, column.as_str())
    }

    /// Only those that stand so; call again to add another.
    #[doc(alias = "situacoes")]
    pub fn situation(self, situation: QuoteSituation) -> Self {
        self.also("situacoes", situation)
    }
}

//! Sales.

use client_core::http::Call;
use client_core::{Action, Document, Result};

use super::negotiations::{Batch, NegotiationColumn};
use crate::client::ContaAzul;
use crate::model::{
    BatchDeletion, CreatedSale, LineItem, ListedSale, NewSale, ReplacedSale, Sale, SaleId,
    SaleKind, SaleReplacement, SaleSituation, Seller,
};
use crate::operations;
use crate::query::{Negotiations, Query, SortOrder};

/// Sales: reached by [`ContaAzul::sales`].
/// [Documented](https://developers.contaazul.com/docs/sales-apis-openapi/v1).
#[doc(alias = "vendas")]
#[derive(Clone, Copy, Debug)]
pub struct Sales<'a> {
    pub(crate) client: &'a ContaAzul,
}

/// No printed sale comes near this.
const LARGEST_PRINT: usize = 16 << 20;

impl Sales<'_> {
    /// Searches sales; without a filter, all of them. The sums that the ERP sends with every page
    /// are not told.
    ///
    /// Documented; the words of kinds and states were measured in production.
    #[doc(alias = "busca")]
    pub fn search(&self) -> Query<ListedSale, Negotiations> {
        Query::new(self.client.executor(), &operations::sales::SEARCH_SALES)
    }

    /// Creates a sale, and with it a receivable with the installments of its payment.
    ///
    /// Documented, and measured in production. Never repeated by itself when the outcome is
    /// unknown: [search](Self::search) for its [`number`](Query::number) first. That a number is
    /// taken once only is inferred.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when the
    /// installments do not add up to items + freight − discount; status 400 when the ERP finds
    /// something else.
    #[doc(alias = "createVenda")]
    pub fn create(&self, sale: &NewSale) -> Action<CreatedSale> {
        let call = sale
            .body()
            .and_then(|body| Call::new(&operations::sales::CREATE_SALE).json(&body));
        Action::json(self.client.executor(), call)
    }

    /// Reads one sale, without its lines; takes a legacy number too.
    ///
    /// Documented.
    ///
    /// # Errors
    /// Status 404 when there is none, or no longer.
    #[doc(alias = "getVendaById")]
    pub fn get(&self, id: &SaleId) -> Action<Sale> {
        let call = Call::new(&operations::sales::GET_SALE).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Puts another sale in the place of this one, as a whole.
    ///
    /// Documented with a single object as `itens`, which is a mistake there: a list is sent.
    ///
    /// # Errors
    /// As [`create`](Self::create). There is no status 409: production does not compare versions.
    #[doc(alias = "editSale")]
    pub fn replace(&self, id: &SaleId, replacement: &SaleReplacement) -> Action<ReplacedSale> {
        Action::json(self.client.executor(), replace_call(id, replacement))
    }

    /// Lists the lines of a sale. Takes no legacy number.
    ///
    /// Documented.
    #[doc(alias = "getVendaItens")]
    pub fn items(&self, sale: &SaleId) -> Query<LineItem> {
        let operation = &operations::sales::LIST_SALE_ITEMS;
        Query::new(self.client.executor(), operation).argument("id_venda", sale)
    }

    /// The next number that is free, for [`NewSale::new`]. The ERP may answer none.
    ///
    /// Documented. The number is not reserved: whoever creates first has it.
    #[doc(alias = "proximo-numero")]
    pub fn next_number(&self) -> Action<Option<i64>> {
        let call = Call::new(&operations::sales::NEXT_SALE_NUMBER);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Prints a sale: a PDF of at most 16 MiB. It holds personal data. Takes a legacy number too.
    ///
    /// Documented.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](client_core::ErrorKind::Decode) when what comes is no PDF or larger;
    /// status 404 when there is no such sale.
    #[doc(alias = "imprimir")]
    pub fn print(&self, id: &SaleId) -> Action<Document> {
        let call = Call::new(&operations::sales::PRINT_SALE).argument("id", id);
        Action::bytes(
            self.client.executor(),
            Ok(call),
            "application/pdf",
            LARGEST_PRINT,
        )
    }

    /// Everybody who sells, at once.
    ///
    /// Documented, and measured in production.
    #[doc(alias = "vendedores")]
    pub fn sellers(&self) -> Action<Vec<Seller>> {
        let call = Call::new(&operations::sales::SELLERS);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Deletes from 1 to 10 sales. The ERP only marks them, and tells how many it left as they are
    /// but not which.
    ///
    /// Documented; the limit was measured in production.
    #[doc(alias = "exclusao-lote")]
    pub fn delete(&self, ids: &[SaleId]) -> Action<BatchDeletion> {
        let call = Batch::new(ids)
            .and_then(|batch| Call::new(&operations::sales::DELETE_SALES).json(&batch));
        Action::json(self.client.executor(), call)
    }
}

fn replace_call(id: &SaleId, replacement: &SaleReplacement) -> Result<Call> {
    Call::new(&operations::sales::REPLACE_SALE)
        .argument("id", id)
        .json(&replacement.body()?)
}

/// Which sales to find by their approval. The ERP takes these in English and under the name of its
/// sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApprovalState {
    /// Waiting for approval.
    Waiting,
    /// Approved.
    Approved,
    /// Cancelled.
    Cancelled,
    /// All.
    Any,
}

impl ApprovalState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "WAITING_APPROVED",
            Self::Approved => "APPROVED",
            Self::Cancelled => "CANCELED",
            Self::Any => "ALL",
        }
    }
}

impl Query<ListedSale, Negotiations> {
    /// Sorts them.
    #[doc(alias = "campo_ordenado_ascendente")]
    #[doc(alias = "campo_ordenado_descendente")]
    pub fn sort(self, order: SortOrder, column: NegotiationColumn) -> Self {
        self.sorted_by(order, column.as_str())
    }

    /// Only those that stand so; call again to add another. The description lists no words for
    /// this filter; those of the answers are sent.
    #[doc(alias = "situacoes")]
    pub fn situation(self, situation: SaleSituation) -> Self {
        self.also("situacoes", situation)
    }

    /// Only those of this kind; call again to add another.
    #[doc(alias = "tipos")]
    pub fn kind(self, kind: SaleKind) -> Self {
        self.also("tipos", kind)
    }

    /// Only those that something holds up.
    #[doc(alias = "pendente")]
    pub fn only_pending(self) -> Self {
        self.filter("pendente", true)
    }

    /// Only those whose approval stands so.
    #[doc(alias = "totais")]
    pub fn approval(self, state: ApprovalState) -> Self {
        self.filter("totais", state.as_str())
    }

    /// Only those of this category, by its number of the old platform; call again to add another.
    #[doc(alias = "ids_legado_categorias")]
    pub fn legacy_category(self, category: i64) -> Self {
        self.also("ids_legado_categorias", category)
    }
}

//! The chart of accounts.

use client_core::Action;
use client_core::http::Call;

use crate::client::ContaAzul;
use crate::model::{Category, CategoryId, DefaultCategory, EventKind, IncomeStatement};
use crate::operations;
use crate::query::{First, Query, SortOrder};

/// The chart of accounts: reached by [`ContaAzul::categories`].
#[doc(alias = "categorias")]
#[derive(Clone, Copy, Debug)]
pub struct Categories<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Categories<'_> {
    /// Lists categories: all of them, those with categories below included.
    ///
    /// First generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1). Its mandatory
    /// `permite_apenas_filhos` is sent as `false`; see [`Query::only_leaves`].
    pub fn list(&self) -> Query<Category> {
        Query::new(
            self.client.executor(),
            &operations::finance::LIST_CATEGORIES,
        )
        .filter("permite_apenas_filhos", false)
    }

    /// Reads one category.
    ///
    /// Second generation, the only one that has it; known from a public client.
    pub fn get(&self, id: &CategoryId) -> Action<Category> {
        let call = Call::new(&operations::finance::GET_CATEGORY).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// The category that the company uses for each thing the ERP books by itself, such as interest
    /// or bank fees, with what the ERP would choose.
    ///
    /// First generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1).
    #[doc(alias = "configuracao-padrao")]
    pub fn defaults(&self) -> Action<Vec<DefaultCategory>> {
        let call = Call::new(&operations::finance::DEFAULT_CATEGORIES);
        Action::json(self.client.executor(), Ok(call))
    }

    /// The income statement as a tree with the categories of each row.
    ///
    /// [Documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1).
    #[doc(alias = "categorias-dre")]
    pub fn income_statement(&self) -> Action<IncomeStatement> {
        let call = Call::new(&operations::finance::INCOME_STATEMENT);
        Action::json(self.client.executor(), Ok(call))
    }
}

/// What categories can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CategoryColumn {
    /// By name.
    Name,
    /// Income and expense apart.
    Kind,
}

impl<G> Query<Category, G> {
    /// Only income or only expense.
    #[doc(alias = "tipo")]
    pub fn kind(self, kind: EventKind) -> Self {
        self.filter("tipo", kind)
    }

    /// Only those of this name.
    #[doc(alias = "nome")]
    pub fn name(self, name: impl AsRef<str>) -> Self {
        self.filter("nome", name.as_ref())
    }

    /// Only those without categories below: the ones that amounts can be allocated to.
    #[doc(alias = "apenas_filhos")]
    pub fn only_leaves(self) -> Self {
        self.filter("apenas_filhos", true)
    }
}

impl Query<Category, First> {
    /// Only those whose name holds this text.
    #[doc(alias = "busca")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("busca", text.as_ref())
    }

    /// Sorts them.
    #[doc(alias = "campo_ordenado_ascendente")]
    #[doc(alias = "campo_ordenado_descendente")]
    pub fn sort(self, order: SortOrder, column: CategoryColumn) -> Self {
        self.sorted_by(
            order,
            match column {
                CategoryColumn::Name => "NOME",
                CategoryColumn::Kind => "TIPO",
            },
        )
    }
}

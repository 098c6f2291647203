//! Products by the superseded family of operations.

use client_core::http::Call;
use client_core::money::Amount;
use client_core::{Action, Error};

use crate::client::ContaAzul;
use crate::model::{
    CatalogStatus, DeactivatedProducts, NewSupersededProduct, ProductId, SupersededProduct,
    SupersededProductSummary,
};
use crate::operations;
use crate::query::{Query, SortOrder};

/// Products by the family of operations that [`Products`](super::Products) superseded: reached by
/// [`ContaAzul::superseded_products`]. Still in a
/// [published file](https://developers.contaazul.com/docs/inventory-apis-openapi), nobody knows for
/// how long. Only deactivating several at once has no match in the new family.
#[doc(alias = "produto")]
#[derive(Clone, Copy, Debug)]
pub struct SupersededProducts<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl SupersededProducts<'_> {
    /// Searches products, in use or not. Superseded by [`Products::list`](super::Products::list).
    #[doc(alias = "getProductsByFilter")]
    #[doc(alias = "busca")]
    pub fn search(&self) -> Query<SupersededProductSummary> {
        Query::new(
            self.client.executor(),
            &operations::products::SUPERSEDED_SEARCH,
        )
    }

    /// Creates a product. Superseded by [`Products::create`](super::Products::create).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for what is
    /// empty, negative or unknown to this family.
    #[doc(alias = "createProduct")]
    pub fn create(&self, product: &NewSupersededProduct) -> Action<SupersededProduct> {
        let call = product
            .check()
            .and_then(|()| Call::new(&operations::products::SUPERSEDED_CREATE).json(product));
        Action::json(self.client.executor(), call)
    }

    /// Deletes a product. Superseded by [`Products::delete`](super::Products::delete).
    ///
    /// # Errors
    /// Status 404 when there is none, or no longer.
    #[doc(alias = "deleteProduct")]
    pub fn delete(&self, id: &ProductId) -> Action<()> {
        let call = Call::new(&operations::products::SUPERSEDED_DELETE).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Takes products out of use.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when there is
    /// none.
    #[doc(alias = "deactivateProducts")]
    #[doc(alias = "desativar")]
    pub fn deactivate(&self, products: &[ProductId]) -> Action<DeactivatedProducts> {
        let call = if products.is_empty() {
            Err(Error::input("the list of product ids is empty; name one"))
        } else {
            Call::new(&operations::products::SUPERSEDED_DEACTIVATE).json(products)
        };
        Action::json(self.client.executor(), call)
    }
}

/// What the superseded search can sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SupersededProductColumn {
    /// By name.
    Name,
    /// By code (SKU).
    Sku,
    /// By selling price.
    Price,
    /// By stock.
    Stock,
}

impl Query<SupersededProductSummary> {
    /// Only those whose name or code holds this text.
    #[doc(alias = "busca")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("busca", text.as_ref())
    }

    /// Only those in use, or out of it; both by default.
    pub fn status(self, status: CatalogStatus) -> Self {
        self.filter("status", status)
    }

    /// Only those that sell for at least this, in BRL.
    #[doc(alias = "inicio")]
    pub fn price_from(self, price: Amount) -> Self {
        self.price("inicio", price)
    }

    /// Only those that sell for at most this, in BRL.
    #[doc(alias = "fim")]
    pub fn price_to(self, price: Amount) -> Self {
        self.price("fim", price)
    }

    /// Sorts them; by name by default.
    #[doc(alias = "campo_ordenacao")]
    #[doc(alias = "direcao_ordenacao")]
    pub fn sort(self, order: SortOrder, column: SupersededProductColumn) -> Self {
        let column = match column {
            SupersededProductColumn::Name => "NOME",
            SupersededProductColumn::Sku => "CODIGO",
            SupersededProductColumn::Price => "VALOR_VENDA",
            SupersededProductColumn::Stock => "ESTOQUE",
        };
        self.sorted_with(("campo_ordenacao", column), ("direcao_ordenacao", order))
    }
}

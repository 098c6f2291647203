//! Products, and what they refer to.

use client_core::http::Call;
use client_core::money::Amount;
use client_core::{Action, Error, Operation};
use time::OffsetDateTime;

use crate::client::ContaAzul;
use crate::model::value::check_not_negative;
use crate::model::{
    CatalogStatus, Cest, EcommerceBrand, EcommerceCategories, MeasurementUnit, Ncm, NewProduct,
    Product, ProductCategory, ProductId, ProductSummary, ProductUpdate, Service,
};
use crate::operations;
use crate::query::{Query, SortOrder};

/// Products: reached by [`ContaAzul::products`].
/// [Documented](https://developers.contaazul.com/open-api-docs/open-api-inventory).
#[doc(alias = "produtos")]
#[derive(Clone, Copy, Debug)]
pub struct Products<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Products<'_> {
    /// Lists products in use; for the others see [`Query::status`]. There is no list of both.
    #[doc(alias = "retornarListagemDeProdutos")]
    pub fn list(&self) -> Query<ProductSummary> {
        self.query(&operations::products::LIST)
    }

    /// Creates a product.
    ///
    /// Never repeated by itself when the outcome is unknown: look for the code first
    /// ([`Query::sku`]).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for what is
    /// empty, too long or negative; status 409 for a conflict, presumably over the code.
    #[doc(alias = "criarProduto")]
    pub fn create(&self, product: &NewProduct) -> Action<Product> {
        let call = product
            .check()
            .and_then(|()| Call::new(&operations::products::CREATE).json(product));
        Action::json(self.client.executor(), call)
    }

    /// Reads one product.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "retornarProdutoPorId")]
    pub fn get(&self, id: &ProductId) -> Action<Product> {
        let call = Call::new(&operations::products::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Changes what is set in `update`. The ERP answers nothing; read the product to see the
    /// result.
    #[doc(alias = "atualizarProdutoParcialmente")]
    pub fn update(&self, id: &ProductId, update: &ProductUpdate) -> Action<()> {
        let call = update.check().and_then(|()| {
            Call::new(&operations::products::UPDATE)
                .argument("id", id)
                .json(update)
        });
        Action::empty(self.client.executor(), call)
    }

    /// Deletes a product for good.
    ///
    /// # Errors
    /// Status 404 when there is none, or no longer.
    #[doc(alias = "deletarProdutoPorId")]
    pub fn delete(&self, id: &ProductId) -> Action<()> {
        let call = Call::new(&operations::products::DELETE).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Lists categories of products.
    #[doc(alias = "retornarCategoriasDeProdutos")]
    pub fn list_categories(&self) -> Query<ProductCategory> {
        self.query(&operations::products::LIST_CATEGORIES)
    }

    /// Lists codes of the nomenclature of Mercosul.
    #[doc(alias = "retornarNcms")]
    pub fn list_ncm(&self) -> Query<Ncm> {
        self.query(&operations::products::LIST_NCM)
    }

    /// Lists codes for tax substitution.
    #[doc(alias = "retornarCests")]
    pub fn list_cest(&self) -> Query<Cest> {
        self.query(&operations::products::LIST_CEST)
    }

    /// Lists units of measure.
    #[doc(alias = "retornarUnidadesDeMedida")]
    pub fn list_units(&self) -> Query<MeasurementUnit> {
        self.query(&operations::products::LIST_UNITS)
    }

    /// The categories of the company's e-commerce, or those that hold `text`.
    ///
    /// # Errors
    /// Status 400 when the company has no e-commerce, as measured in production.
    #[doc(alias = "retornarCategoriasDeEcommerceDeProdutos")]
    pub fn ecommerce_categories(&self, text: Option<&str>) -> Action<EcommerceCategories> {
        let call = Call::new(&operations::products::ECOMMERCE_CATEGORIES).query_opt(TEXT, text);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Lists brands of the company's e-commerce.
    #[doc(alias = "retornarMarcasEcommerce")]
    pub fn list_ecommerce_brands(&self) -> Query<EcommerceBrand> {
        self.query(&operations::products::LIST_ECOMMERCE_BRANDS)
    }

    fn query<T>(&self, operation: &'static Operation) -> Query<T> {
        Query::new(self.client.executor(), operation)
    }
}

/// What products can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProductColumn {
    /// By name.
    Name,
    /// By code (SKU).
    Sku,
    /// By selling price.
    Price,
}

impl Query<ProductSummary> {
    /// Only those whose name or code holds this text.
    #[doc(alias = "busca")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("busca", text.as_ref())
    }

    /// Those in use, which is the default, or those out of it; not both.
    pub fn status(self, status: CatalogStatus) -> Self {
        if status == CatalogStatus::Any {
            return self.fail(Error::input(
                "status TODOS is unknown to this list; list those in use and those out of it",
            ));
        }
        self.filter("status", status)
    }

    /// Only that with exactly this code.
    pub fn sku(self, sku: impl AsRef<str>) -> Self {
        self.filter("sku", sku.as_ref())
    }

    /// Only those that the company's e-commerce shows.
    #[doc(alias = "integracao_ecommerce_ativo")]
    pub fn only_in_ecommerce(self) -> Self {
        self.filter("integracao_ecommerce_ativo", true)
    }

    /// Only kits.
    #[doc(alias = "produtos_kit_ativo")]
    pub fn only_kits(self) -> Self {
        self.filter("produtos_kit_ativo", true)
    }

    /// Only those that sell for at least this, in BRL.
    #[doc(alias = "valor_venda_inicial")]
    pub fn price_from(self, price: Amount) -> Self {
        self.price("valor_venda_inicial", price)
    }

    /// Only those that sell for at most this, in BRL.
    #[doc(alias = "valor_venda_final")]
    pub fn price_to(self, price: Amount) -> Self {
        self.price("valor_venda_final", price)
    }

    /// Only those that changed from `from` to `to`: at most 365 days apart, sent in Brasília time
    /// and cut to the second.
    #[doc(alias = "data_alteracao_de")]
    #[doc(alias = "data_alteracao_ate")]
    pub fn changed_between(self, from: OffsetDateTime, to: OffsetDateTime) -> Self {
        self.moment_range(("data_alteracao_de", from), ("data_alteracao_ate", to))
    }

    /// Sorts them; by name by default.
    #[doc(alias = "campo_ordenacao")]
    #[doc(alias = "direcao_ordenacao")]
    pub fn sort(self, order: SortOrder, column: ProductColumn) -> Self {
        let column = match column {
            ProductColumn::Name => "NOME",
            ProductColumn::Sku => "CODIGO",
            ProductColumn::Price => "VALOR_VENDA",
        };
        self.sorted_with(("campo_ordenacao", column), ("direcao_ordenacao", order))
    }
}

impl<T> Query<T> {
    /// A price as a plain number.
    pub(super) fn price(self, name: &'static str, price: Amount) -> Self {
        match check_not_negative([(Some(price), name)]) {
            Ok(()) => self.filter(name, price),
            Err(error) => self.fail(error),
        }
    }
}

const TEXT: &str = "busca_textual";

/// What can be looked through by a text alone: the lists that products refer to, and services.
pub trait TextSearched {}
impl TextSearched for ProductCategory {}
impl TextSearched for Ncm {}
impl TextSearched for Cest {}
impl TextSearched for MeasurementUnit {}
impl TextSearched for EcommerceBrand {}
impl TextSearched for Service {}

impl<T: TextSearched> Query<T> {
    /// Only those whose code or name holds this text.
    #[doc(alias = "busca_textual")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter(TEXT, text.as_ref())
    }
}

impl Query<EcommerceBrand> {
    /// Sorts them by name.
    #[doc(alias = "direcao")]
    pub fn sort(self, order: SortOrder) -> Self {
        self.ordered("direcao", order)
    }
}

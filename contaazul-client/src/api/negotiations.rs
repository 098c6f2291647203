//! The filters that the lists of sales and quotes share.

use client_core::{Error, Result};
use time::{Date, OffsetDateTime};

use crate::model::{CategoryId, ItemId, OperationNatureId, PersonId, SellerId};
use crate::query::{Negotiations, Query};

/// What sales and quotes can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NegotiationColumn {
    /// By number.
    Number,
    /// By customer.
    Customer,
    /// By date.
    Date,
}

impl NegotiationColumn {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Number => "NUMERO",
            Self::Customer => "CLIENTE",
            Self::Date => "DATA",
        }
    }
}

impl<T> Query<T, Negotiations> {
    /// Only those that hold this text somewhere.
    #[doc(alias = "termo_busca")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("termo_busca", text.as_ref())
    }

    /// Only those of these days, both included.
    #[doc(alias = "data_inicio")]
    #[doc(alias = "data_fim")]
    pub fn between(self, from: Date, to: Date) -> Self {
        self.date_range(("data_inicio", from), ("data_fim", to))
    }

    /// Only those that were created on these days, both included.
    #[doc(alias = "data_criacao_de")]
    #[doc(alias = "data_criacao_ate")]
    pub fn created_between(self, from: Date, to: Date) -> Self {
        self.date_range(("data_criacao_de", from), ("data_criacao_ate", to))
    }

    /// Only those that changed from `from` to `to`: at most 365 days apart, sent in Brasília time
    /// and cut to the second.
    #[doc(alias = "data_alteracao_de")]
    #[doc(alias = "data_alteracao_ate")]
    pub fn changed_between(self, from: OffsetDateTime, to: OffsetDateTime) -> Self {
        self.moment_range(("data_alteracao_de", from), ("data_alteracao_ate", to))
    }

    /// Only those of this seller; call again to add another.
    #[doc(alias = "ids_vendedores")]
    pub fn seller(self, seller: &SellerId) -> Self {
        self.also("ids_vendedores", seller)
    }

    /// Only those of this customer; call again to add another.
    #[doc(alias = "ids_clientes")]
    pub fn customer(self, customer: &PersonId) -> Self {
        self.also("ids_clientes", customer)
    }

    /// Only those of this nature of operation; call again to add another.
    #[doc(alias = "ids_natureza_operacao")]
    pub fn operation_nature(self, nature: &OperationNatureId) -> Self {
        self.also("ids_natureza_operacao", nature)
    }

    /// Only those of this category; call again to add another.
    #[doc(alias = "ids_categorias")]
    pub fn category(self, category: &CategoryId) -> Self {
        self.also("ids_categorias", category)
    }

    /// Only those with this product; call again to add another.
    #[doc(alias = "ids_produtos")]
    pub fn product(self, product: &ItemId) -> Self {
        self.also("ids_produtos", product)
    }

    /// Only those of this origin, in the ERP's word; call again to add another.
    #[doc(alias = "origens")]
    pub fn origin(self, origin: impl AsRef<str>) -> Self {
        self.also("origens", origin.as_ref())
    }

    /// Only the one of this number; call again to add another.
    #[doc(alias = "numeros")]
    pub fn number(self, number: i64) -> Self {
        self.also("numeros", number)
    }

    /// Only those of this owner, by its number of the old platform; call again to add another.
    #[doc(alias = "ids_legado_donos")]
    pub fn legacy_owner(self, owner: i64) -> Self {
        self.also("ids_legado_donos", owner)
    }

    /// Only those of this customer, by its number of the old platform; call again to add another.
    #[doc(alias = "ids_legado_clientes")]
    pub fn legacy_customer(self, customer: i64) -> Self {
        self.also("ids_legado_clientes", customer)
    }

    /// Only those with this product, by its number of the old platform; call again to add another.
    #[doc(alias = "ids_legado_produtos")]
    pub fn legacy_product(self, product: i64) -> Self {
        self.also("ids_legado_produtos", product)
    }
}

/// The most ids that one deletion takes, as measured in production.
const LARGEST_BATCH: usize = 10;

/// The body of a deletion of several at once.
#[derive(serde::Serialize)]
pub(super) struct Batch<'a, Id> {
    ids: &'a [Id],
}

impl<'a, Id> Batch<'a, Id> {
    pub(super) fn new(ids: &'a [Id]) -> Result<Self> {
        match ids.len() {
            1..=LARGEST_BATCH => Ok(Self { ids }),
            0 => Err(Error::input("ids is empty; name at least one")),
            _ => Err(Error::input(
                "ids has more than the 10 the ERP takes at once; delete in several calls",
            )),
        }
    }
}

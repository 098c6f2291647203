//! Credit: loans, financings, advances on invoices and unarranged overdrafts, API 2.x each.

use client_core::Action;

use crate::connection::Connection;
use crate::list::ListRequest;
use crate::model::{
    ContractId, CreditContract, CreditContractSummary, CreditPayments, Instalments, Warranty,
};
use crate::operations::credit::CreditRows;

/// One family of credit: reached by [`Connection::loans`], [`Connection::financings`],
/// [`Connection::invoice_financings`] and [`Connection::overdrafts`].
///
/// Documented by Open Finance Brasil, family by family:
/// [loans](https://openbanking-brasil.github.io/openapi/swagger-apis/loans/),
/// [financings](https://openbanking-brasil.github.io/openapi/swagger-apis/financings/),
/// [advances on invoices](https://openbanking-brasil.github.io/openapi/swagger-apis/invoice-financings/)
/// and
/// [unarranged overdrafts](https://openbanking-brasil.github.io/openapi/swagger-apis/unarranged-accounts-overdraft/).
/// This client speaks all of 2.x. What the four tell is alike but for a few fields, whose
/// documentation names the family.
///
/// A contract that cannot be read now is refused with 403: see
/// [`ResourceStatus`](crate::model::ResourceStatus).
#[doc(alias = "operacoes de credito")]
#[derive(Clone, Copy, Debug)]
pub struct CreditOperations<'a> {
    connection: &'a Connection,
    rows: &'static CreditRows,
}

impl<'a> CreditOperations<'a> {
    pub(crate) fn new(connection: &'a Connection, rows: &'static CreditRows) -> Self {
        Self { connection, rows }
    }

    /// Lists the contracts. May be asked 30 times a month.
    #[doc(alias = "GET /contracts")]
    pub fn list(&self) -> ListRequest<CreditContractSummary> {
        self.connection.call(&self.rows.list).list()
    }

    /// Reads a contract and its terms. May be asked 30 times a month for a loan, 8 for others.
    #[doc(alias = "GET /contracts/{contractId}")]
    pub fn get(&self, id: &ContractId) -> Action<CreditContract> {
        self.connection
            .call(&self.rows.get)
            .argument("contractId", id)
            .one()
    }

    /// Lists what secures a contract. May be asked 8 times a month.
    #[doc(alias = "GET /contracts/{contractId}/warranties")]
    #[doc(alias = "garantias")]
    pub fn list_warranties(&self, id: &ContractId) -> ListRequest<Warranty> {
        self.connection
            .call(&self.rows.list_warranties)
            .argument("contractId", id)
            .list()
    }

    /// Counts the instalments of a contract. May be asked 30 times a month.
    #[doc(alias = "GET /contracts/{contractId}/scheduled-instalments")]
    #[doc(alias = "parcelas")]
    pub fn get_instalments(&self, id: &ContractId) -> Action<Instalments> {
        self.connection
            .call(&self.rows.get_instalments)
            .argument("contractId", id)
            .one()
    }

    /// Reads what was paid on a contract and what is left to pay. May be asked 120 times a month
    /// for a loan, 30 for others.
    #[doc(alias = "GET /contracts/{contractId}/payments")]
    #[doc(alias = "pagamentos")]
    pub fn get_payments(&self, id: &ContractId) -> Action<CreditPayments> {
        self.connection
            .call(&self.rows.get_payments)
            .argument("contractId", id)
            .one()
    }
}

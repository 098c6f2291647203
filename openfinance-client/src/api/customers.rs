//! Who the customer is, API 2.x.

use client_core::Action;

use crate::connection::Connection;
use crate::list::ListRequest;
use crate::model::{
    CompanyIdentification, CompanyQualification, CompanyRelation, PersonIdentification,
    PersonQualification, PersonRelation,
};
use crate::operations::customers as operations;

/// Who the customer is: reached by [`Connection::customers`]. A consent of a person reads what is
/// known of persons, a consent of a company what is known of companies; the other half answers
/// with status 403.
///
/// Banks take eight calls a month of each method.
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/customers/) by Open
/// Finance Brasil; this client reads 2.2 and 2.3.
#[doc(alias = "clientes")]
#[derive(Clone, Copy, Debug)]
pub struct Customers<'a> {
    pub(crate) connection: &'a Connection,
}

impl Customers<'_> {
    /// Lists the registrations of a person: one for each brand that keeps its own. Needs
    /// [`PermissionGroup::Identification`](crate::model::PermissionGroup::Identification).
    #[doc(alias = "GET /personal/identifications")]
    pub fn list_person_identifications(&self) -> ListRequest<PersonIdentification> {
        let operation = &operations::LIST_PERSON_IDENTIFICATIONS;
        self.connection.call(operation).list()
    }

    /// Reads a person's occupation and income, as they told the bank. Needs
    /// [`PermissionGroup::AdditionalInformation`](crate::model::PermissionGroup::AdditionalInformation).
    #[doc(alias = "GET /personal/qualifications")]
    pub fn get_person_qualification(&self) -> Action<PersonQualification> {
        let operation = &operations::GET_PERSON_QUALIFICATION;
        self.connection.call(operation).one()
    }

    /// Reads what a person has with the bank and who acts for them. Needs
    /// [`PermissionGroup::AdditionalInformation`](crate::model::PermissionGroup::AdditionalInformation).
    #[doc(alias = "GET /personal/financial-relations")]
    pub fn get_person_relation(&self) -> Action<PersonRelation> {
        let operation = &operations::GET_PERSON_RELATION;
        self.connection.call(operation).one()
    }

    /// Lists the registrations of a company: one for each brand that keeps its own. Needs
    /// [`PermissionGroup::Identification`](crate::model::PermissionGroup::Identification).
    #[doc(alias = "GET /business/identifications")]
    pub fn list_company_identifications(&self) -> ListRequest<CompanyIdentification> {
        let operation = &operations::LIST_COMPANY_IDENTIFICATIONS;
        self.connection.call(operation).list()
    }

    /// Reads a company's activity and revenue, as it told the bank. Needs
    /// [`PermissionGroup::AdditionalInformation`](crate::model::PermissionGroup::AdditionalInformation).
    #[doc(alias = "GET /business/qualifications")]
    pub fn get_company_qualification(&self) -> Action<CompanyQualification> {
        let operation = &operations::GET_COMPANY_QUALIFICATION;
        self.connection.call(operation).one()
    }

    /// Reads what a company has with the bank and who acts for it. Needs
    /// [`PermissionGroup::AdditionalInformation`](crate::model::PermissionGroup::AdditionalInformation).
    #[doc(alias = "GET /business/financial-relations")]
    pub fn get_company_relation(&self) -> Action<CompanyRelation> {
        let operation = &operations::GET_COMPANY_RELATION;
        self.connection.call(operation).one()
    }
}

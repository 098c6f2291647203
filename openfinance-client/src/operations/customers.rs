//! Customers, API 2.x: two families of the directory, below one path.

use client_core::Operation;

use super::{ApiFamily, get, list};

pub(super) const PERSONAL: ApiFamily = ApiFamily {
    name: "customers-personal",
    major: 2,
    operations: &[
        &LIST_PERSON_IDENTIFICATIONS,
        &GET_PERSON_QUALIFICATION,
        &GET_PERSON_RELATION,
    ],
};

pub(super) const BUSINESS: ApiFamily = ApiFamily {
    name: "customers-business",
    major: 2,
    operations: &[
        &LIST_COMPANY_IDENTIFICATIONS,
        &GET_COMPANY_QUALIFICATION,
        &GET_COMPANY_RELATION,
    ],
};

pub(crate) static LIST_PERSON_IDENTIFICATIONS: Operation = list(
    "openfinance.customers.list_person_identifications",
    "/open-banking/customers/v2/personal/identifications",
);

pub(crate) static GET_PERSON_QUALIFICATION: Operation = get(
    "openfinance.customers.get_person_qualification",
    "/open-banking/customers/v2/personal/qualifications",
);

pub(crate) static GET_PERSON_RELATION: Operation = get(
    "openfinance.customers.get_person_relation",
    "/open-banking/customers/v2/personal/financial-relations",
);

pub(crate) static LIST_COMPANY_IDENTIFICATIONS: Operation = list(
    "openfinance.customers.list_company_identifications",
    "/open-banking/customers/v2/business/identifications",
);

pub(crate) static GET_COMPANY_QUALIFICATION: Operation = get(
    "openfinance.customers.get_company_qualification",
    "/open-banking/customers/v2/business/qualifications",
);

pub(crate) static GET_COMPANY_RELATION: Operation = get(
    "openfinance.customers.get_company_relation",
    "/open-banking/customers/v2/business/financial-relations",
);

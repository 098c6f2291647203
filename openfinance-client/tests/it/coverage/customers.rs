use super::{Case, all, as_customer, one};

pub(super) fn cases() -> Vec<Case> {
    as_customer! {
        "customers.list_person_identifications": |connection| {
            all(connection.customers().list_person_identifications().send()).await
        };
        "customers.get_person_qualification": |connection| {
            one(&connection.customers().get_person_qualification().send().await?)
        };
        "customers.get_person_relation": |connection| {
            one(&connection.customers().get_person_relation().send().await?)
        };
        "customers.list_company_identifications": |connection| {
            all(connection.customers().list_company_identifications().send()).await
        };
        "customers.get_company_qualification": |connection| {
            one(&connection.customers().get_company_qualification().send().await?)
        };
        "customers.get_company_relation": |connection| {
            one(&connection.customers().get_company_relation().send().await?)
        };
    }
}

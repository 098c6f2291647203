//! What of Blu this crate covers, as data.

use client_core::{Idempotency, Operation, Paging};
use http::Method;

use crate::header_form::HeaderForm;

/// Every operation with a typed method. `mark` says where our knowledge of the **request** comes
/// from: `doc` is Blu's documentation, `code` a working integration that others published,
/// `inferred` a conclusion of ours.
pub static OPERATIONS: &[&Operation] = &[
    &LIST_ANTICIPATIONS_V1.operation,
    &LIST_ANTICIPATIONS_V2.operation,
    &LIST_DEBITS.operation,
    &LIST_CREDITS.operation,
    &LIST_SALES.operation,
];

/// An operation and the headers it wants unless the caller says otherwise.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) operation: Operation,
    pub(crate) headers: HeaderForm,
}

impl Endpoint {
    /// What a 404 should say: some of Blu's paths are not documented.
    pub(crate) fn origin_of_path(&self) -> &'static str {
        match self.operation.mark {
            "doc" => {
                "the path is the documented one; check the API URL, or set another `with_path`"
            }
            "code" => "the path is taken from other people's code; another is set `with_path`",
            _ => "the path is inferred, not documented; another is set `with_path`",
        }
    }
}

pub(crate) static LIST_ANTICIPATIONS_V1: Endpoint = report(
    "blu.anticipations.list_v1",
    "/conciliations/anticipations/installments",
    Paging::None,
    HeaderForm::BEARER,
);

pub(crate) static LIST_ANTICIPATIONS_V2: Endpoint = report(
    "blu.anticipations.list_v2",
    "/conciliations/anticipations/installments",
    Paging::Number,
    HeaderForm::RAW_VERSION_2,
);

pub(crate) static LIST_DEBITS: Endpoint = report(
    "blu.debits.list",
    "/conciliations/debits/installments",
    Paging::None,
    HeaderForm::BEARER,
);

/// The path is singular and ends there, unlike its siblings'.
pub(crate) static LIST_CREDITS: Endpoint = report(
    "blu.credits.list",
    "/conciliations/credit",
    Paging::None,
    HeaderForm::BEARER,
);

pub(crate) static LIST_SALES: Endpoint = report(
    "blu.sales.list",
    "/conciliations/sales",
    Paging::None,
    HeaderForm::BEARER,
);

/// Reports only read, so they may be repeated.
const fn report(
    name: &'static str,
    path: &'static str,
    paging: Paging,
    headers: HeaderForm,
) -> Endpoint {
    Endpoint {
        operation: Operation {
            name,
            method: Method::GET,
            path,
            idempotency: Idempotency::Safe,
            paging,
            mark: "doc",
        },
        headers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_not_documented_says_so() {
        let origin = |mark| {
            let mut endpoint = report("blu.x", "/x", Paging::None, HeaderForm::BEARER);
            endpoint.operation.mark = mark;
            endpoint.origin_of_path()
        };
        assert!(origin("doc").contains("documented one"));
        assert!(origin("code").contains("other people's code"));
        assert!(origin("inferred").contains("not documented"));
    }
}

//! Credit: loans, financings, advances on invoices and unarranged overdrafts, API 2.x each.

use client_core::Operation;

use super::{ApiFamily, get, list};

/// The operations of one family of credit. The four differ in their paths alone.
#[derive(Debug)]
pub(crate) struct CreditRows {
    pub(crate) list: Operation,
    pub(crate) get: Operation,
    pub(crate) list_warranties: Operation,
    pub(crate) get_instalments: Operation,
    pub(crate) get_payments: Operation,
}

/// The rows of a family and the family itself. No function can join the paths at compile time.
macro_rules! family {
    ($rows:ident, $family:ident, $api:literal, $area:literal) => {
        pub(crate) static $rows: CreditRows = CreditRows {
            list: list(
                concat!("openfinance.", $area, ".list"),
                concat!("/open-banking/", $api, "/v2/contracts"),
            ),
            get: get(
                concat!("openfinance.", $area, ".get"),
                concat!("/open-banking/", $api, "/v2/contracts/{contractId}"),
            ),
            list_warranties: list(
                concat!("openfinance.", $area, ".list_warranties"),
                concat!(
                    "/open-banking/",
                    $api,
                    "/v2/contracts/{contractId}/warranties"
                ),
            ),
            get_instalments: get(
                concat!("openfinance.", $area, ".get_instalments"),
                concat!(
                    "/open-banking/",
                    $api,
                    "/v2/contracts/{contractId}/scheduled-instalments"
                ),
            ),
            get_payments: get(
                concat!("openfinance.", $area, ".get_payments"),
                concat!(
                    "/open-banking/",
                    $api,
                    "/v2/contracts/{contractId}/payments"
                ),
            ),
        };

        pub(super) const $family: ApiFamily = ApiFamily {
            name: $api,
            major: 2,
            operations: &[
                &$rows.list,
                &$rows.get,
                &$rows.list_warranties,
                &$rows.get_instalments,
                &$rows.get_payments,
            ],
        };
    };
}

family!(LOANS, LOANS_FAMILY, "loans", "loans");
family!(FINANCINGS, FINANCINGS_FAMILY, "financings", "financings");
family!(
    INVOICE_FINANCINGS,
    INVOICE_FINANCINGS_FAMILY,
    "invoice-financings",
    "invoice_financings"
);
family!(
    OVERDRAFTS,
    OVERDRAFTS_FAMILY,
    "unarranged-accounts-overdraft",
    "overdrafts"
);

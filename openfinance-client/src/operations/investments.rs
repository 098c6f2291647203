//! Investments: five families, API 1.x each.

use client_core::Operation;

use super::{ApiFamily, get, list};

/// The operations that every family of investments has. They differ in their paths alone.
#[derive(Debug)]
pub(crate) struct InvestmentRows {
    pub(crate) list: Operation,
    pub(crate) get: Operation,
    pub(crate) get_balance: Operation,
    pub(crate) list_transactions: Operation,
    pub(crate) list_recent_transactions: Operation,
    pub(crate) period: Period,
}

/// By what names transactions are filtered.
#[derive(Debug)]
pub(crate) struct Period {
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
}

const OF_TRANSACTION: Period = Period {
    from: "fromTransactionDate",
    to: "toTransactionDate",
};

const OF_CONVERSION: Period = Period {
    from: "fromTransactionConversionDate",
    to: "toTransactionConversionDate",
};

/// The rows of a family and the family itself, with the rows that it alone has. No function can
/// join the paths at compile time.
macro_rules! family {
    ($rows:ident, $family:ident, $api:literal, $area:literal, $period:expr $(, $own:ident)*) => {
        pub(crate) static $rows: InvestmentRows = InvestmentRows {
            list: list(
                concat!("openfinance.", $area, ".list"),
                concat!("/open-banking/", $api, "/v1/investments"),
            ),
            get: get(
                concat!("openfinance.", $area, ".get"),
                concat!("/open-banking/", $api, "/v1/investments/{investmentId}"),
            ),
            get_balance: get(
                concat!("openfinance.", $area, ".get_balance"),
                concat!("/open-banking/", $api, "/v1/investments/{investmentId}/balances"),
            ),
            list_transactions: list(
                concat!("openfinance.", $area, ".list_transactions"),
                concat!("/open-banking/", $api, "/v1/investments/{investmentId}/transactions"),
            ),
            list_recent_transactions: list(
                concat!("openfinance.", $area, ".list_recent_transactions"),
                concat!(
                    "/open-banking/",
                    $api,
                    "/v1/investments/{investmentId}/transactions-current"
                ),
            ),
            period: $period,
        };

        pub(super) const $family: ApiFamily = ApiFamily {
            name: $api,
            major: 1,
            operations: &[
                &$rows.list,
                &$rows.get,
                &$rows.get_balance,
                &$rows.list_transactions,
                &$rows.list_recent_transactions,
                $(&$own,)*
            ],
        };
    };
}

family!(
    BANK_FIXED_INCOMES,
    BANK_FIXED_INCOMES_FAMILY,
    "bank-fixed-incomes",
    "bank_fixed_incomes",
    OF_TRANSACTION
);
family!(
    CREDIT_FIXED_INCOMES,
    CREDIT_FIXED_INCOMES_FAMILY,
    "credit-fixed-incomes",
    "credit_fixed_incomes",
    OF_TRANSACTION
);
family!(
    VARIABLE_INCOMES,
    VARIABLE_INCOMES_FAMILY,
    "variable-incomes",
    "variable_incomes",
    OF_TRANSACTION,
    GET_BROKER_NOTE
);
family!(
    TREASURE_TITLES,
    TREASURE_TITLES_FAMILY,
    "treasure-titles",
    "treasure_titles",
    OF_TRANSACTION
);
family!(FUNDS, FUNDS_FAMILY, "funds", "funds", OF_CONVERSION);

pub(crate) static GET_BROKER_NOTE: Operation = get(
    "openfinance.variable_incomes.get_broker_note",
    "/open-banking/variable-incomes/v1/broker-notes/{brokerNoteId}",
);

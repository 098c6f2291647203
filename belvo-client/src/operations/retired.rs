//! What Belvo's description has no longer, or never had beside the others: from its version 1.35.0.

use client_core::{Idempotency, Operation, Paging};
use http::Method;

pub(crate) static OPERATIONS: &[&Operation] = &[
    &receivables::LIST,
    &receivables::RETRIEVE,
    &receivables::GET,
    &receivables::DELETE,
    &daily_balances::LIST,
    &daily_balances::RETRIEVE,
    &daily_balances::RESUME,
    &daily_balances::GET,
    &daily_balances::DELETE,
    &portfolios::LIST,
    &portfolios::RETRIEVE,
    &portfolios::RESUME,
    &portfolios::GET,
    &portfolios::DELETE,
    &CATEGORIZE,
    &FIND_INCOMES,
    &payment_links::CREATE,
    &payment_links::LIST,
    &payment_links::GET,
    &secret_keys::CREATE,
    &secret_keys::LIST,
];

const fn list(name: &'static str, path: &'static str) -> Operation {
    let paging = Paging::NextLink;
    row(name, Method::GET, path, Idempotency::Safe, paging)
}

const fn get(name: &'static str, path: &'static str) -> Operation {
    row(name, Method::GET, path, Idempotency::Safe, Paging::None)
}

/// As those that are not retired, Belvo asks for repetition of these.
const fn retrieve(name: &'static str, path: &'static str) -> Operation {
    row(name, Method::POST, path, Idempotency::Safe, Paging::None)
}

const fn patch(name: &'static str, path: &'static str) -> Operation {
    row(name, Method::PATCH, path, Idempotency::Unsafe, Paging::None)
}

const fn post(name: &'static str, path: &'static str) -> Operation {
    row(name, Method::POST, path, Idempotency::Unsafe, Paging::None)
}

const fn delete(name: &'static str, path: &'static str) -> Operation {
    row(
        name,
        Method::DELETE,
        path,
        Idempotency::Unsafe,
        Paging::None,
    )
}

const fn row(
    name: &'static str,
    method: Method,
    path: &'static str,
    idempotency: Idempotency,
    paging: Paging,
) -> Operation {
    Operation {
        name,
        method,
        path,
        idempotency,
        paging,
        mark: "retired",
    }
}

pub(crate) static CATEGORIZE: Operation = post(
    "belvo.retired.enrichment.categorize",
    "/api/categorization/",
);
pub(crate) static FIND_INCOMES: Operation = post(
    "belvo.retired.enrichment.find_incomes",
    "/api/enrich/incomes/",
);

/// Transactions of card acquirers.
pub(crate) mod receivables {
    use client_core::Operation;

    use super::{delete, get, list, retrieve};

    pub(crate) static LIST: Operation = list(
        "belvo.retired.receivables.list",
        "/receivables/transactions/",
    );
    pub(crate) static RETRIEVE: Operation = retrieve(
        "belvo.retired.receivables.retrieve",
        "/receivables/transactions/",
    );
    pub(crate) static GET: Operation = get(
        "belvo.retired.receivables.get",
        "/receivables/transactions/{id}/",
    );
    pub(crate) static DELETE: Operation = delete(
        "belvo.retired.receivables.delete",
        "/receivables/transactions/{id}/",
    );
}

/// Balances day by day.
pub(crate) mod daily_balances {
    use client_core::Operation;

    use super::{delete, get, list, patch, retrieve};

    pub(crate) static LIST: Operation = list("belvo.retired.daily_balances.list", "/api/balances/");
    pub(crate) static RETRIEVE: Operation =
        retrieve("belvo.retired.daily_balances.retrieve", "/api/balances/");
    pub(crate) static RESUME: Operation =
        patch("belvo.retired.daily_balances.resume", "/api/balances/");
    pub(crate) static GET: Operation =
        get("belvo.retired.daily_balances.get", "/api/balances/{id}/");
    pub(crate) static DELETE: Operation =
        delete("belvo.retired.daily_balances.delete", "/api/balances/{id}/");
}

/// Investments by portfolio.
pub(crate) mod portfolios {
    use client_core::Operation;

    use super::{delete, get, list, patch, retrieve};

    pub(crate) static LIST: Operation =
        list("belvo.retired.portfolios.list", "/investments/portfolios/");
    pub(crate) static RETRIEVE: Operation = retrieve(
        "belvo.retired.portfolios.retrieve",
        "/investments/portfolios/",
    );
    pub(crate) static RESUME: Operation = patch(
        "belvo.retired.portfolios.resume",
        "/investments/portfolios/",
    );
    pub(crate) static GET: Operation = get(
        "belvo.retired.portfolios.get",
        "/investments/portfolios/{id}/",
    );
    pub(crate) static DELETE: Operation = delete(
        "belvo.retired.portfolios.delete",
        "/investments/portfolios/{id}/",
    );
}

/// Links that a payer is sent.
pub(crate) mod payment_links {
    use client_core::Operation;

    use super::{get, list, post};

    pub(crate) static CREATE: Operation = post(
        "belvo.retired.payment_links.create",
        "/payments/payment-links/",
    );
    pub(crate) static LIST: Operation = list(
        "belvo.retired.payment_links.list",
        "/payments/payment-links/",
    );
    pub(crate) static GET: Operation = get(
        "belvo.retired.payment_links.get",
        "/payments/payment-links/{access_token}/",
    );
}

/// Keys of payments.
pub(crate) mod secret_keys {
    use client_core::Operation;

    use super::{list, post};

    pub(crate) static CREATE: Operation =
        post("belvo.retired.secret_keys.create", "/payments/secret-keys/");
    pub(crate) static LIST: Operation =
        list("belvo.retired.secret_keys.list", "/payments/secret-keys/");
}

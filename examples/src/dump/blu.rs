//! What Blu has of a merchant.

use blu_client::Blu;

use super::Period;
use super::source::Source;

/// Everything the client can read: releases and sales within `period`. Of anticipations the second
/// version, which has all that the first has.
pub fn sources(blu: &Blu, Period { from, to }: Period) -> Vec<Source> {
    vec![
        Source::list(
            "anticipations",
            "anticipation",
            blu.anticipations().list_v2(from, to).send(),
        ),
        Source::list(
            "debits",
            "debit_settlement",
            blu.debits().list(from, to).send(),
        ),
        Source::list(
            "credits",
            "credit_settlement",
            blu.credits().list(from, to).send(),
        ),
        Source::list("sales", "sale", blu.sales().list(from, to).send()),
    ]
}

use matera_client::Amount;
use matera_client::model::{PendingKind, PendingOutcome, PendingReport};

use super::{Case, id, none};

fn report() -> PendingReport {
    let expected = Amount::from_cents(15_099);
    let came = PendingOutcome::Fulfilled;
    PendingReport::of_transaction(PendingKind::Boleto, "7A0A-1", expected, came)
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "callbacks.pending_v1": |matera| {
            none(matera.callbacks().report_v1(&id(), &report()).send().await?)
        };
        "callbacks.pending": |matera| none(matera.callbacks().report(&report()).send().await?);
    }
}

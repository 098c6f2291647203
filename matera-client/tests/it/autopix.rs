//! Pix Automático and reports of billing systems: what is sent, refused and read.

use http::Method;
use matera_client::api::SortDirection;
use matera_client::model::autopix_payer::{
    Billing, BillingProgress, NewPayerWebhook, Recurrence, RecurrenceCancelReason,
    RecurrenceCancellation, RecurrenceHistory, RecurrenceLimits, RecurrenceProgress,
    RecurrenceRequest, RecurrenceStatus, RequestAnswer, RequestProgress,
};
use matera_client::model::autopix_receiver::{
    ChargeRetries, Contract, Debtor, DebtorAddress, Frequency, NewCharge, NewConfirmationRequest,
    NewRecurrence, ReceivingAccountKind, RecurrenceCalendar, RecurrenceRevision, RequestedAccount,
};
use matera_client::model::{
    AccountId, AccountIdentifier, AccountNumber, PendingKind, PendingOutcome, PendingReport,
};
use matera_client::{Amount, ConfigureCall as _, Error, ErrorKind, IdempotencyKey};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use time::macros::{date, datetime};
use wiremock::ResponseTemplate;

use crate::harness::{Provider, fixture};

mod filters;
pub(crate) mod life;
mod refusals;
mod reports;
mod sending;

const PAYER: &str = "52998224725";

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn account() -> AccountId {
    AccountId::new("A1")
}

async fn silent() -> Provider {
    Provider::answering(ResponseTemplate::new(204)).await
}

fn contract() -> Contract {
    Contract::new("ASS-1042", Debtor::person(PAYER, "Joana Ficticia"))
}

fn monthly() -> RecurrenceCalendar {
    RecurrenceCalendar::new(date!(2026 - 12 - 05), Frequency::Monthly)
}

/// The field that a refused argument is about stands in the error, and nothing is sent.
async fn assert_refused(provider: &Provider, result: Result<(), Error>, field: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert!(
        error.to_string().contains(field),
        "{error} does not name {field}"
    );
    assert!(!format!("{error} {error:?}").contains(PAYER));
    assert_eq!(provider.requests().await, 0);
}

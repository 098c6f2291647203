use matera_client::Amount;
use matera_client::model::Unpublished;
use matera_client::model::autopix_payer::{
    BillingCancelReason, BillingCancellation, BillingRetries, NewPayerWebhook,
    RecurrenceActivation, RecurrenceCancelReason, RecurrenceCancellation, RecurrenceLimits,
    RecurrenceTerms, RequestAnswer,
};
use serde_json::json;
use time::macros::{date, datetime};

use super::{Case, id, none, one, page};

const PAYER: &str = "52998224725";

fn activation() -> RecurrenceActivation {
    let part = |text: &str| Unpublished::of(&json!({ "from": text })).unwrap();
    let terms = RecurrenceTerms {
        contract_link: part("vinculo"),
        calendar: part("calendario"),
        activation: part("ativacao"),
        receiver: part("recebedor"),
        payer: part("pagador"),
    };
    let created = datetime!(2026-11-05 10:40:01 -3);
    RecurrenceActivation::new(&id(), created, BillingRetries::NotAllowed, terms)
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "autopix_payer.get" at "/data": |matera| {
            one(&matera.autopix_payer(&id(), PAYER).get(&id()).send().await?)
        };
        "autopix_payer.set_limits" at "/data": |matera| {
            let limits = RecurrenceLimits::at_most(Amount::from_cents(12_000));
            one(&matera.autopix_payer(&id(), PAYER).set_limits(&id(), &limits).send().await?)
        };
        "autopix_payer.histories" at "/data": |matera| {
            page(matera.autopix_payer(&id(), PAYER).histories(&id()).send()).await
        };
        "autopix_payer.cancel" at "/data": |matera| {
            let reason = RecurrenceCancelReason::PayerAsked;
            let cancellation = RecurrenceCancellation::new(reason, PAYER);
            one(&matera.autopix_payer(&id(), PAYER).cancel(&id(), &cancellation).send().await?)
        };
        "autopix_payer.activate" at "/data": |matera| {
            one(&matera.autopix_payer(&id(), PAYER).activate(&activation()).send().await?)
        };
        "autopix_payer.list" at "/data": |matera| {
            let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
            page(matera.autopix_payer(&id(), PAYER).list(from, to).send()).await
        };
        "autopix_payer.list_requests" at "/data": |matera| {
            let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-20 0:00 -3));
            page(matera.autopix_payer(&id(), PAYER).list_requests(from, to).send()).await
        };
        "autopix_payer.get_request" at "/data": |matera| {
            one(&matera.autopix_payer(&id(), PAYER).get_request(&id()).send().await?)
        };
        "autopix_payer.answer_request" at "/data": |matera| {
            let answer = RequestAnswer::accept("Joana Ficticia", RecurrenceLimits::of_account());
            one(&matera.autopix_payer(&id(), PAYER).answer_request(&id(), &answer).send().await?)
        };
        "autopix_payer.cancel_billing" at "/data": |matera| {
            let reason = BillingCancellation::new(BillingCancelReason::PayerAsked);
            one(&matera.autopix_payer(&id(), PAYER).cancel_billing(&id(), &reason).send().await?)
        };
        "autopix_payer.list_billings" at "/data": |matera| {
            let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-20 0:00 -3));
            page(matera.autopix_payer(&id(), PAYER).list_billings(from, to).send()).await
        };
        "autopix_payer.get_billing" at "/data": |matera| {
            one(&matera.autopix_payer(&id(), PAYER).get_billing(&id()).send().await?)
        };
        "autopix_payer.get_billing_by_end_to_end_id" at "/data": |matera| {
            let account = id();
            let payer = matera.autopix_payer(&account, PAYER);
            one(&payer.get_billing_by_end_to_end_id(&id()).send().await?)
        };
        "autopix_payer.put_webhook" at "": |matera| {
            let webhook = NewPayerWebhook::new("https://loja.example.com/pix-automatico".parse().unwrap())
                .header("x-notice-secret", "cb-secret-fict-1");
            one(&matera.autopix_webhooks().set_for_payers(&webhook).send().await?)
        };
        "autopix_payer.get_webhook" at "": |matera| {
            one(&matera.autopix_webhooks().for_payers().send().await?)
        };
        "autopix_payer.delete_webhook": |matera| {
            none(matera.autopix_webhooks().delete_for_payers().send().await?)
        };
    }
}

//! Pix Automático from both sides.

use matera_client::Result;
use matera_client::model::autopix_payer::{
    BillingCancelReason, BillingCancellation, BillingRetries, NewPayerWebhook,
    RecurrenceActivation, RecurrenceCancelReason, RecurrenceCancellation, RecurrenceLimits,
    RecurrenceTerms, RequestAnswer,
};
use matera_client::model::autopix_receiver::{
    ChargeRetries, Contract, Debtor, Frequency, NewCharge, NewConfirmationRequest, NewRecurrence,
    ReceivingAccountKind, RecurrenceCalendar, RecurrenceRevision, RequestedAccount,
};
use matera_client::model::{RecurrenceId, RecurrenceRequestId, Txid, Unpublished};
use serde_json::json;
use time::macros::{date, datetime};

use super::{BAKERY, JOANA, Town, around_now, reais};

pub(super) async fn live(town: &Town) -> Result<()> {
    webhooks(town).await?;
    let id = agree_by_request(town).await?;
    charges(town, &id).await?;
    agree_by_code(town).await
}

fn recurrence() -> NewRecurrence {
    let contract = Contract::new("ASS-1042", Debtor::person(JOANA, "Joana Ficticia"));
    let monthly = RecurrenceCalendar::new(date!(2026 - 12 - 05), Frequency::Monthly);
    NewRecurrence::new(contract, monthly, ChargeRetries::ThreeInSevenDays)
}

async fn webhooks(town: &Town) -> Result<()> {
    let hooks = town.matera.autopix_webhooks();
    let url = "https://loja.example.com/pix".parse().unwrap();
    hooks.set_for_receivers(&url).send().await?;
    hooks.for_receivers().send().await?;
    hooks.delete_for_receivers().send().await?;
    hooks
        .set_for_payers(&NewPayerWebhook::new(url))
        .send()
        .await?;
    hooks.for_payers().send().await?;
    hooks.delete_for_payers().send().await
}

async fn ask(town: &Town, id: &RecurrenceId) -> Result<RecurrenceRequestId> {
    let to = RequestedAccount::new("11122233", "3232").with_cpf(JOANA);
    let request = NewConfirmationRequest::new(id, to, datetime!(2027-01-01 0:00 -3));
    let receiver = town.matera.autopix_receiver(town.bakery());
    Ok(receiver.create_request(&request).send().await?.id.unwrap())
}

async fn agree_by_request(town: &Town) -> Result<RecurrenceId> {
    let receiver = town.matera.autopix_receiver(town.bakery());
    let payer = town.matera.autopix_payer(town.joana(), JOANA);
    let registration = receiver.register_receiver(BAKERY, "Padaria Flor de Trigo Ltda", None);
    registration.send().await?;
    let id = receiver.create(&recurrence()).send().await?.id.unwrap();
    let dropped = ask(town, &id).await?;
    receiver.cancel_request(&dropped).send().await?;
    let asked = ask(town, &id).await?;
    receiver.get_request(&asked).send().await?;
    let (from, to) = around_now();
    payer.list_requests(from, to).send().try_collect().await?;
    payer.get_request(&asked).send().await?;
    let answer = RequestAnswer::accept("Joana", RecurrenceLimits::at_most(reais("120")));
    payer.answer_request(&asked, &answer).send().await?;
    let higher = RecurrenceLimits::at_most(reais("150"));
    payer.set_limits(&id, &higher).send().await?;
    payer.get(&id).send().await?;
    payer
        .list(from.date(), to.date())
        .send()
        .try_collect()
        .await?;
    payer.histories(&id).send().try_collect().await?;
    receiver.get(&id).send().await?;
    receiver.list(from, to).send().try_collect().await?;
    Ok(id)
}

async fn charge(town: &Town, id: &RecurrenceId, amount: &str) -> Result<Txid> {
    let (day, kind) = (date!(2026 - 12 - 05), ReceivingAccountKind::Payment);
    let charge = NewCharge::new(id, reais(amount), day, "3233", kind);
    let receiver = town.matera.autopix_receiver(town.bakery());
    Ok(receiver.create_charge(&charge).send().await?.txid.unwrap())
}

async fn charges(town: &Town, id: &RecurrenceId) -> Result<()> {
    let receiver = town.matera.autopix_receiver(town.bakery());
    let payer = town.matera.autopix_payer(town.joana(), JOANA);
    let txid = charge(town, id, "30").await?;
    town.sandbox.collect(&txid)?;
    let paid = receiver.get_charge(&txid).send().await?;
    let name = paid.attempts[0].end_to_end_id.clone().unwrap();
    payer.get_billing(&txid).send().await?;
    payer.get_billing_by_end_to_end_id(&name).send().await?;
    let (from, to) = around_now();
    payer.list_billings(from, to).send().try_collect().await?;
    receiver.list_charges(from, to).send().try_collect().await?;

    // More than is there: it fails, is tried again on another day, and is then given up.
    let everything = town.sandbox.balance(town.joana()).unwrap();
    let lock = matera_client::Amount::from_cents(everything);
    let accounts = town.matera.accounts();
    accounts.lock_balance(town.joana(), lock, 3).send().await?;
    let txid = charge(town, id, "40").await?;
    town.sandbox.collect(&txid)?;
    let again = receiver.retry_charge(&txid, date!(2026 - 12 - 06));
    again.send().await?;
    let txid = charge(town, id, "10").await?;
    receiver.cancel_charge(&txid).send().await?;
    let txid = charge(town, id, "10").await?;
    let reason = BillingCancellation::new(BillingCancelReason::PayerAsked);
    payer.cancel_billing(&txid, &reason).send().await?;
    Ok(())
}

async fn agree_by_code(town: &Town) -> Result<()> {
    let receiver = town.matera.autopix_receiver(town.bakery());
    let payer = town.matera.autopix_payer(town.joana(), JOANA);
    let place = receiver.create_location().send().await?.id.unwrap();
    let new = recurrence().fixed_value(reais("30")).location(place);
    let id = receiver.create(&new).send().await?.id.unwrap();
    receiver.get_location(place).send().await?;
    let (from, to) = around_now();
    receiver
        .list_locations(from, to)
        .send()
        .try_collect()
        .await?;
    let read = receiver.get_with_qr_code(&id, None).send().await?;
    let part = |part: &Option<Unpublished>| part.clone().unwrap();
    let terms = RecurrenceTerms {
        contract_link: part(&read.contract),
        calendar: part(&read.calendar),
        activation: part(&read.activation),
        receiver: part(&read.receiver),
        payer: Unpublished::of(&json!({"taxId": JOANA}))?,
    };
    let created = read.created_at.as_ref().unwrap().instant().unwrap();
    let retries = BillingRetries::ThreeInSevenDays;
    let activation = RecurrenceActivation::new(&id, created, retries, terms);
    let activation = activation.value(part(&read.value));
    payer.activate(&activation).send().await?;
    let reason = RecurrenceCancelReason::PayerAsked;
    let end = RecurrenceCancellation::new(reason, JOANA);
    payer.cancel(&id, &end).send().await?;
    receiver.unlink_location(place).send().await?;
    let other = receiver.create(&recurrence()).send().await?.id.unwrap();
    let end = RecurrenceRevision::canceled();
    receiver.revise(&other, &end).send().await?;
    Ok(())
}

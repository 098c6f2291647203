//! A recurrence from its beginning to its end, against the sandbox.

use matera_client::model::Unpublished;
use matera_client::model::autopix_payer::{
    BillingCancelReason, BillingCancellation, BillingRetries, BillingStatus, RecurrenceActivation,
    RecurrenceTerms, RequestStatus,
};
use matera_client::model::autopix_receiver::{
    AttemptStatus, Charge, ChargeStatus, ConfirmationStatus, Journey, Recurrence,
};
use matera_client::model::{NewDeposit, RecurrenceId, Txid};
use matera_client::sandbox::{Collected, Holder, Sandbox};
use matera_client::{Matera, Outcome};
use serde::Deserialize;
use time::{Date, Duration, OffsetDateTime};

use super::*;

const BAKERY: &str = "44555666000181";
const SANDBOX_ISPB: &str = "11122233";

/// A payer with 100.00 and a registered receiver with nothing.
pub(crate) struct Town {
    pub(crate) sandbox: Sandbox,
    pub(crate) matera: Matera,
    payer: AccountId,
    receiver: AccountId,
}

impl Town {
    pub(crate) async fn new() -> Self {
        let joana = Holder::new("Joana Ficticia", PAYER).with_balance(10_000);
        let bakery = Holder::new("Padaria Flor de Trigo Ltda", BAKERY);
        let builder = Sandbox::builder().with_account(joana).with_account(bakery);
        let sandbox = builder.start().await.unwrap();
        let matera = sandbox.client().unwrap();
        let [payer, receiver] = sandbox.accounts() else {
            panic!("two accounts");
        };
        let (payer, receiver) = (payer.clone(), receiver.clone());
        let area = matera.autopix_receiver(&receiver);
        let registration = area.register_receiver(BAKERY, "Padaria Flor de Trigo Ltda", None);
        registration.send().await.unwrap();
        Self {
            sandbox,
            matera,
            payer,
            receiver,
        }
    }

    async fn recurrence(&self, retries: ChargeRetries) -> RecurrenceId {
        let recurrence = NewRecurrence::new(contract(), monthly(), retries);
        let area = self.matera.autopix_receiver(&self.receiver);
        area.create(&recurrence).send().await.unwrap().id.unwrap()
    }

    /// A recurrence that the payer agreed to, with at most 120.00 a charge (journey 1).
    pub(crate) async fn agreed(&self, retries: ChargeRetries) -> RecurrenceId {
        let id = self.recurrence(retries).await;
        let to = RequestedAccount::new(SANDBOX_ISPB, "3232").with_cpf(PAYER);
        let request = NewConfirmationRequest::new(&id, to, datetime!(2027-01-01 0:00 -3));
        let area = self.matera.autopix_receiver(&self.receiver);
        let asked = area
            .create_request(&request)
            .send()
            .await
            .unwrap()
            .id
            .unwrap();
        let answer = RequestAnswer::accept("Joana", RecurrenceLimits::at_most(reais("120")));
        let payer = self.matera.autopix_payer(&self.payer, PAYER);
        payer.answer_request(&asked, &answer).send().await.unwrap();
        id
    }

    pub(crate) async fn charge(&self, recurrence: &RecurrenceId, amount: &str) -> Txid {
        let kind = ReceivingAccountKind::Payment;
        let charge = NewCharge::new(recurrence, reais(amount), DUE, "3233", kind);
        let area = self.matera.autopix_receiver(&self.receiver);
        area.create_charge(&charge)
            .send()
            .await
            .unwrap()
            .txid
            .unwrap()
    }

    async fn read(&self, txid: &Txid) -> Charge {
        let area = self.matera.autopix_receiver(&self.receiver);
        area.get_charge(txid).send().await.unwrap()
    }

    async fn recurrence_of_receiver(&self, id: &RecurrenceId) -> Recurrence {
        let area = self.matera.autopix_receiver(&self.receiver);
        area.get(id).send().await.unwrap()
    }

    fn cents(&self) -> [i64; 2] {
        [&self.payer, &self.receiver].map(|account| self.sandbox.balance(account).unwrap())
    }
}

const DUE: Date = date!(2026 - 12 - 05);

fn around_now() -> (OffsetDateTime, OffsetDateTime) {
    let (now, day) = (OffsetDateTime::now_utc(), Duration::days(1));
    (now - day, now + day)
}

#[tokio::test]
async fn a_payer_agrees_and_is_charged_once() {
    let town = Town::new().await;
    let id = town.recurrence(ChargeRetries::NotAllowed).await;
    let to = RequestedAccount::new(SANDBOX_ISPB, "3232");
    let request = NewConfirmationRequest::new(&id, to, datetime!(2027-01-01 0:00 -3));
    let receiver = town.matera.autopix_receiver(&town.receiver);
    let asked = receiver.create_request(&request).send().await.unwrap();
    assert_eq!(asked.status, Some(ConfirmationStatus::Received));
    assert_eq!(asked.recurrence.unwrap().contract, Some(contract()));

    let payer = town.matera.autopix_payer(&town.payer, PAYER);
    let (from, to) = around_now();
    let waiting = payer
        .list_requests(from, to)
        .status(RequestStatus::Received);
    let waiting = waiting.send().try_collect().await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].progress, Some(RequestProgress::AwaitingAnswer));
    let request_id = waiting[0].id.as_ref().unwrap();
    let answer = RequestAnswer::accept("Joana", RecurrenceLimits::of_account());
    payer
        .answer_request(request_id, &answer)
        .send()
        .await
        .unwrap();
    let error = payer
        .answer_request(request_id, &answer)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::Refused, "answered once");

    let agreed = town.recurrence_of_receiver(&id).await;
    assert_eq!(agreed.status.unwrap().as_str(), "APROVADA");
    assert_eq!(agreed.activation.unwrap().journey, Some(Journey::Request));
    let seen = payer.get(&id).send().await.unwrap();
    assert_eq!(seen.status, Some(RecurrenceStatus::Approved));

    let txid = town.charge(&id, "89.90").await;
    assert_eq!(town.read(&txid).await.status, Some(ChargeStatus::Active));
    let billings = payer
        .list_billings(from, to)
        .status(BillingStatus::Activated);
    let billings = billings.send().try_collect().await.unwrap();
    assert_eq!(billings[0].txid.as_ref(), Some(&txid));
    assert_eq!(town.sandbox.collect(&txid).unwrap(), Collected::Paid);
    assert!(town.sandbox.collect(&txid).is_err(), "collected once");
    assert_eq!(town.cents(), [1_010, 8_990]);

    let paid = town.read(&txid).await;
    assert_eq!(paid.status, Some(ChargeStatus::Concluded));
    assert_eq!(paid.pix[0].amount, Some(reais("89.90")));
    let name = paid.pix[0].end_to_end_id.clone().unwrap();
    let billing = payer
        .get_billing_by_end_to_end_id(&name)
        .send()
        .await
        .unwrap();
    assert_eq!(billing.status, Some(BillingStatus::Concluded));
    let list = town
        .matera
        .transactions()
        .list(&town.payer)
        .end_to_end_id(&name);
    assert_eq!(list.send().try_collect().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_charge_that_failed_is_tried_again_within_seven_days() {
    let town = Town::new().await;
    let receiver = town.matera.autopix_receiver(&town.receiver);
    let id = town.agreed(ChargeRetries::ThreeInSevenDays).await;
    let txid = town.charge(&id, "110.00").await;
    let early = receiver
        .retry_charge(&txid, DUE.next_day().unwrap())
        .send()
        .await;
    assert_eq!(
        early.unwrap_err().outcome(),
        Outcome::Refused,
        "nothing failed yet"
    );
    assert_eq!(town.sandbox.collect(&txid).unwrap(), Collected::Failed);
    let late = receiver
        .retry_charge(&txid, DUE + Duration::days(8))
        .send()
        .await;
    assert_eq!(late.unwrap_err().outcome(), Outcome::Refused);

    receiver
        .retry_charge(&txid, DUE + Duration::days(2))
        .send()
        .await
        .unwrap();
    let pocket_money = NewDeposit::external(&town.payer, reais("50"));
    town.matera
        .deposits()
        .create(&pocket_money)
        .send()
        .await
        .unwrap();
    assert_eq!(town.sandbox.collect(&txid).unwrap(), Collected::Paid);
    assert_eq!(town.cents(), [4_000, 11_000]);
    let attempts = town.read(&txid).await.attempts;
    let [first, second] = &attempts[..] else {
        panic!("{attempts:?}");
    };
    let code = first.rejection.as_ref().unwrap().code.as_deref();
    assert_eq!(
        (first.status.as_ref(), code),
        (Some(&AttemptStatus::Rejected), Some("AM04"))
    );
    assert_eq!(second.status, Some(AttemptStatus::Paid));
    assert_ne!(first.end_to_end_id, second.end_to_end_id);
}

#[tokio::test]
async fn what_the_payer_did_not_allow_is_not_charged() {
    let town = Town::new().await;
    let id = town.agreed(ChargeRetries::NotAllowed).await;
    let above = town.read(&town.charge(&id, "120.01").await).await;
    assert_eq!(above.status, Some(ChargeStatus::Rejected));
    let code = above.ending.unwrap().rejection.unwrap().code;
    assert_eq!(code.as_deref(), Some("AM02"));

    let poor = town.charge(&id, "110.00").await;
    assert_eq!(town.sandbox.collect(&poor).unwrap(), Collected::Rejected);
    assert_eq!(town.cents(), [10_000, 0]);

    let stranger = town.matera.autopix_payer(&town.payer, BAKERY);
    let error = stranger.get(&id).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 403);
    let unknown = town.recurrence(ChargeRetries::NotAllowed).await;
    let kind = ReceivingAccountKind::Payment;
    let charge = NewCharge::new(&unknown, reais("1"), DUE, "3233", kind);
    let receiver = town.matera.autopix_receiver(&town.receiver);
    let error = receiver.create_charge(&charge).send().await.unwrap_err();
    let said = error.provider_message().unwrap();
    assert!(said.contains("not approved"), "{said}");
}

#[tokio::test]
async fn a_payer_agrees_by_qr_code_and_ends_it() {
    let town = Town::new().await;
    let receiver = town.matera.autopix_receiver(&town.receiver);
    let place = receiver.create_location().send().await.unwrap().id.unwrap();
    let new = NewRecurrence::new(contract(), monthly(), ChargeRetries::NotAllowed);
    let made = receiver
        .create(&new.fixed_value(reais("30")).location(place))
        .send()
        .await;
    let id = made.unwrap().id.unwrap();
    let linked = receiver.get_location(place).send().await.unwrap();
    assert_eq!(linked.recurrence_id.as_ref(), Some(&id));

    // What is read goes back as it came.
    let read = receiver.get_with_qr_code(&id, None).send().await.unwrap();
    let part = |part: &Option<Unpublished>| part.clone().unwrap();
    let terms = RecurrenceTerms {
        contract_link: part(&read.contract),
        calendar: part(&read.calendar),
        activation: part(&read.activation),
        receiver: part(&read.receiver),
        payer: Unpublished::of(&json!({"taxId": PAYER})).unwrap(),
    };
    let created = read.created_at.as_ref().unwrap().instant().unwrap();
    let activation = RecurrenceActivation::new(&id, created, BillingRetries::NotAllowed, terms)
        .value(part(&read.value))
        .limits(RecurrenceLimits::at_most(reais("30")));
    let payer = town.matera.autopix_payer(&town.payer, PAYER);
    let key = IdempotencyKey::new("agree-1").unwrap();
    let activate = || {
        payer
            .activate(&activation)
            .with_idempotency_key(key.clone())
            .send()
    };
    let first = activate().await.unwrap();
    assert_eq!(first.status, Some(RecurrenceStatus::Approved));
    let again = activate().await.unwrap();
    assert_eq!(
        again.json(),
        first.json(),
        "a repetition gets the first answer"
    );
    #[derive(Deserialize)]
    struct Debtor {
        debtor: Named,
    }
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    let debtor: Debtor = first.contract.as_ref().unwrap().read().unwrap();
    assert_eq!(debtor.debtor.name, "Joana Ficticia");

    let open = town.charge(&id, "30.00").await;
    let reason = RecurrenceCancelReason::PayerAsked;
    let end = RecurrenceCancellation::new(reason, PAYER);
    payer.cancel(&id, &end).send().await.unwrap();
    let ended = town.recurrence_of_receiver(&id).await.ending.unwrap();
    let cancellation = ended.cancellation.unwrap();
    assert_eq!(cancellation.code.as_deref(), Some("SLDB"));
    let ended = town.read(&open).await;
    assert_eq!(ended.status, Some(ChargeStatus::Canceled));
    let steps = payer.histories(&id).send().try_collect().await.unwrap();
    let steps: Vec<_> = steps
        .iter()
        .map(|step| step.status.clone().unwrap())
        .collect();
    let expected = [
        RecurrenceStatus::Created,
        RecurrenceStatus::Approved,
        RecurrenceStatus::Canceled,
    ];
    assert_eq!(steps, expected);
    let unlinked = receiver.unlink_location(place).send().await.unwrap();
    assert_eq!(unlinked.recurrence_id, None);
}

#[tokio::test]
async fn either_side_takes_back_what_is_open() {
    let town = Town::new().await;
    let receiver = town.matera.autopix_receiver(&town.receiver);
    let payer = town.matera.autopix_payer(&town.payer, PAYER);
    let id = town.agreed(ChargeRetries::NotAllowed).await;

    let by_payer = town.charge(&id, "10.00").await;
    let reason = BillingCancellation::new(BillingCancelReason::PayerAsked);
    let canceled = payer
        .cancel_billing(&by_payer, &reason)
        .send()
        .await
        .unwrap();
    assert_eq!(canceled.status, Some(BillingStatus::Canceled));
    assert!(town.sandbox.collect(&by_payer).is_err());
    let by_receiver = town.charge(&id, "10.00").await;
    let canceled = receiver.cancel_charge(&by_receiver).send().await.unwrap();
    assert_eq!(canceled.status, Some(ChargeStatus::Canceled));
    let again = receiver
        .cancel_charge(&by_receiver)
        .send()
        .await
        .unwrap_err();
    assert_eq!(again.outcome(), Outcome::Refused);

    let limits = RecurrenceLimits::at_most(reais("5"));
    payer.set_limits(&id, &limits).send().await.unwrap();
    let above = town.read(&town.charge(&id, "10.00").await).await;
    assert_eq!(above.status, Some(ChargeStatus::Rejected));
    let change = RecurrenceRevision::new()
        .debtor_name("Joana F.")
        .first_day(date!(2027 - 01 - 05))
        .with_charge(&"TX1".into());
    let changed = receiver.revise(&id, &change).send().await.unwrap();
    let debtor = changed.contract.unwrap().debtor.unwrap();
    assert_eq!(debtor.name.unwrap().expose(), "Joana F.");
    assert_eq!(
        changed.calendar.unwrap().first_day,
        Some(date!(2027 - 01 - 05).into())
    );
    let charge = changed.activation.unwrap().data.unwrap().txid;
    assert_eq!(charge, Some("TX1".into()));

    let end = RecurrenceRevision::canceled();
    let ended = receiver.revise(&id, &end).send().await.unwrap();
    assert_eq!(ended.status.unwrap().as_str(), "CANCELADA");
    assert_eq!(town.cents(), [10_000, 0]);
}

#[tokio::test]
async fn lists_of_both_sides_go_on_behind_the_first_page() {
    let town = Town::new().await;
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(town.agreed(ChargeRetries::NotAllowed).await);
    }
    let (from, to) = around_now();
    let receiver = town.matera.autopix_receiver(&town.receiver);
    let listed = receiver
        .list(from, to)
        .page_size(2)
        .send()
        .try_collect()
        .await
        .unwrap();
    let listed: Vec<_> = listed.into_iter().map(|one| one.id.unwrap()).collect();
    assert_eq!(listed, made);
    let payer = town.matera.autopix_payer(&town.payer, PAYER);
    let list = payer.list(from.date(), to.date()).page_size(1);
    let listed = list.send().try_collect().await.unwrap();
    let listed: Vec<_> = listed.iter().map(|one| one.id.clone().unwrap()).collect();
    assert_eq!(listed, made);
    for _ in 0..3 {
        receiver.create_location().send().await.unwrap();
    }
    let places = receiver
        .list_locations(from, to)
        .has_recurrence(false)
        .page_size(2);
    assert_eq!(places.send().try_collect().await.unwrap().len(), 3);
}

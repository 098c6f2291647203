//! Programs that write: create, settle, charge, and what faults on the way do to it.

use contaazul_client::Outcome;
use contaazul_client::model::{
    ChargeKind, ChargeStatus, InstallmentStatus, InstallmentUpdate, NewCharge, NewEvent,
    NewInstallment, NewSettlement, PaymentMethod, SettlementUpdate, ValueBreakdown,
};
use contaazul_client::sandbox::{Fault, FaultRule, Sandbox};
use http::Method;
use time::macros::date;

use crate::sandbox::{RECEIVABLES, april, bakery, reais, start};

#[tokio::test]
async fn a_receivable_is_created_settled_changed_and_reopened() {
    let (_sandbox, erp) = start(bakery()).await;
    let account = erp.accounts().list().name("Conta Corrente").send();
    let account = account.try_collect().await.unwrap()[0].id.clone().unwrap();
    let customer = erp.receivables().search(april().0, april().1).send();
    let customer = customer.try_collect().await.unwrap()[0]
        .customer
        .clone()
        .unwrap();
    let category = erp.categories().list().name("Eventos").send();
    let category = category.try_collect().await.unwrap()[0].id.clone().unwrap();

    let amount = reais("350.00");
    let event = NewEvent::new(
        "Bolo de casamento",
        date!(2026 - 05 - 01),
        amount,
        account.clone(),
        customer.id.unwrap(),
    )
    .category(category, amount)
    .installment(
        NewInstallment::new("1/2", date!(2026 - 06 - 10), reais("200"))
            .payment_method(PaymentMethod::PixCharge),
    )
    .installment(NewInstallment::new(
        "2/2",
        date!(2026 - 07 - 10),
        reais("150"),
    ))
    .external_reference("pedido-8841");
    let created = erp.receivables().create(&event).send().await.unwrap();
    assert_eq!(created.external_reference.as_deref(), Some("pedido-8841"));
    let id = created.installments()[0].id.clone().unwrap();

    let settlement = NewSettlement::new(
        date!(2026 - 06 - 09),
        account.clone(),
        ValueBreakdown::gross_of(reais("80")).with_interest(reais("1.50")),
    )
    .payment_method(PaymentMethod::Pix);
    let saved = erp
        .settlements()
        .create(&id, &settlement)
        .send()
        .await
        .unwrap();
    let settlement_id = saved.id.unwrap();
    let after = erp.installments().get(&id).send().await.unwrap();
    assert_eq!(after.open, Some(reais("120")));
    assert_eq!(after.status, Some(InstallmentStatus::PartlyReceived));

    let update =
        SettlementUpdate::of_version(saved.version.unwrap()).paid_on(date!(2026 - 06 - 10));
    let changed = erp
        .settlements()
        .update(&settlement_id, &update)
        .send()
        .await
        .unwrap();
    assert_eq!(changed.paid_on, Some(date!(2026 - 06 - 10)));
    let stale = erp
        .settlements()
        .update(&settlement_id, &update)
        .send()
        .await
        .unwrap_err();
    assert_eq!(stale.status().unwrap(), 409);
    let read = erp.settlements().get(&settlement_id).send().await.unwrap();
    assert_eq!(
        read.account.unwrap().id(),
        Some(&account),
        "sent as an object"
    );

    erp.settlements()
        .delete(&settlement_id)
        .send()
        .await
        .unwrap();
    let gone = erp
        .settlements()
        .get(&settlement_id)
        .send()
        .await
        .unwrap_err();
    assert_eq!(gone.status().unwrap(), 404);
    assert!(gone.body().unwrap().is_empty());
    assert!(erp.settlements().list(&id).send().await.unwrap().is_empty());

    let version = erp
        .installments()
        .get(&id)
        .send()
        .await
        .unwrap()
        .version
        .unwrap();
    let update = InstallmentUpdate::of_version(version)
        .due_date(date!(2026 - 06 - 15))
        .note("adiada");
    let moved = erp
        .installments()
        .update(&id, &update)
        .send()
        .await
        .unwrap();
    assert_eq!(moved.due_date, Some(date!(2026 - 06 - 15)));
    let stale = erp
        .installments()
        .update(&id, &update)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (stale.status().unwrap().as_u16(), stale.outcome()),
        (409, Outcome::Refused)
    );
}

#[tokio::test]
async fn a_charge_takes_its_time_and_is_paid() {
    let (sandbox, erp) = start(bakery()).await;
    let ids = sandbox.installments(&sandbox.companies()[0]);
    let accounts = erp.accounts().list().send().try_collect().await.unwrap();
    let account = |name: &str| {
        let mut accounts = accounts.iter();
        let found = accounts.find(|one| one.name.as_deref() == Some(name));
        found.unwrap().id.clone().unwrap()
    };
    let charge = |installment, account| {
        NewCharge::new(
            ChargeKind::Pix,
            installment,
            account,
            date!(2026 - 05 - 10),
            "Coffee break",
        )
    };
    let refused = charge(ids[0].clone(), account("Conta Corrente"));
    let error = erp.charges().create(&refused).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400);

    let new = charge(ids[0].clone(), account("Conta PJ"));
    let issued = erp.charges().create(&new).send().await.unwrap();
    assert_eq!(issued.status, Some(ChargeStatus::AwaitingConfirmation));
    assert!(issued.url.is_none());
    let id = issued.id.unwrap();
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let read = erp.charges().get(&id).send().await.unwrap();
        statuses.push((read.status.unwrap().to_string(), read.url.is_some()));
    }
    let awaiting = ("AGUARDANDO_CONFIRMACAO".to_owned(), false);
    let registered = ("REGISTRADO".to_owned(), true);
    assert_eq!(statuses, [awaiting, registered.clone(), registered]);

    sandbox.pay_charge(&id, date!(2026 - 05 - 05)).unwrap();
    let paid = erp.installments().get(&ids[0]).send().await.unwrap();
    assert_eq!(paid.status, Some(InstallmentStatus::Settled));
    assert_eq!(paid.charges[0].paid_on, Some(date!(2026 - 05 - 05)));

    // A payer without a tax id.
    let new = charge(ids[1].clone(), account("Conta PJ"));
    let id = erp.charges().create(&new).send().await.unwrap().id.unwrap();
    erp.charges().get(&id).send().await.unwrap();
    let read = erp.charges().get(&id).send().await.unwrap();
    assert!(read.status.as_ref().unwrap().is_final());
    assert_eq!(read.status, Some(ChargeStatus::Invalid));
}

#[tokio::test]
async fn a_cancelled_charge_is_gone_for_a_moment() {
    let (sandbox, erp) = start(bakery()).await;
    let ids = sandbox.installments(&sandbox.companies()[0]);
    let accounts = erp.accounts().list().name("Conta PJ").send();
    let account = accounts.try_collect().await.unwrap()[0].id.clone().unwrap();
    let new = NewCharge::new(
        ChargeKind::Boleto,
        ids[0].clone(),
        account,
        date!(2026 - 05 - 10),
        "x",
    );
    let id = erp.charges().create(&new).send().await.unwrap().id.unwrap();
    erp.charges().cancel(&id).send().await.unwrap();
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(match erp.charges().get(&id).send().await {
            Ok(charge) => charge.status.unwrap().to_string(),
            Err(error) => error.status().unwrap().as_u16().to_string(),
        });
    }
    assert_eq!(seen, ["EM_CANCELAMENTO", "404", "CANCELADO"]);
}

#[tokio::test]
async fn protocols_of_the_old_creation_can_be_asked_for() {
    let sandbox = Sandbox::builder()
        .with_company(bakery())
        .with_protocols()
        .without_limits();
    let sandbox = sandbox.start().await.unwrap();
    let erp = sandbox.client().await.unwrap();
    let account = erp
        .accounts()
        .list()
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap()
        .id
        .unwrap();
    let category = erp.categories().list().name("Despesas").send();
    let category = category.try_collect().await.unwrap()[0].id.clone().unwrap();
    let supplier = erp.payables().search(april().0, april().1).send();
    let supplier = supplier.try_collect().await.unwrap()[0]
        .supplier
        .clone()
        .unwrap();
    let event = NewEvent::new(
        "Gas",
        date!(2026 - 05 - 01),
        reais("120"),
        account,
        supplier.id.unwrap(),
    )
    .category(category, reais("120"))
    .installment(NewInstallment::new(
        "1/1",
        date!(2026 - 05 - 20),
        reais("120"),
    ));
    let accepted = erp
        .first_generation()
        .create_payable(&event)
        .send()
        .await
        .unwrap();
    let protocol = accepted.protocol_id.unwrap();
    let protocol = erp
        .first_generation()
        .protocol(&protocol)
        .send()
        .await
        .unwrap();
    let made = erp
        .installments()
        .of_event(&protocol.event_id.unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(made[0].open, Some(reais("120")));
}

#[tokio::test]
async fn faults_on_the_way_do_not_lose_or_double_anything() {
    let (sandbox, erp) = start(bakery()).await;
    let front = sandbox.front();
    erp.connection().company().send().await.unwrap();
    front.inject(FaultRule::new(Fault::status(
        http::StatusCode::INTERNAL_SERVER_ERROR,
    )));
    front.inject(FaultRule::new(Fault::TruncateBody(20)).nth(2));
    let (from, to) = april();
    let all = erp
        .receivables()
        .search(from, to)
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(front.count(&Method::GET, RECEIVABLES), 3);

    // A settlement whose answer got lost is there, and is not made again.
    let ids = sandbox.installments(&sandbox.companies()[0]);
    let path = format!(
        "/v1/financeiro/eventos-financeiros/parcelas/{}/baixa",
        ids[1]
    );
    front.inject(FaultRule::new(Fault::DropBeforeAnswer).on(Method::POST, path.clone()));
    let account = erp
        .accounts()
        .list()
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap()
        .id
        .unwrap();
    let half = ValueBreakdown::gross_of(reais("150"));
    let settlement = NewSettlement::new(date!(2026 - 05 - 03), account, half);
    let error = erp
        .settlements()
        .create(&ids[1], &settlement)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(front.count(&Method::POST, &path), 1);
    assert_eq!(
        erp.settlements().list(&ids[1]).send().await.unwrap().len(),
        1
    );
}

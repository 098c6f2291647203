//! The operations of the sandbox that no other test asks for, so that these too keep to the file.

use std::collections::BTreeSet;

use contaazul_client::model::{
    AccountId, CategoryId, ChargeKind, CostCenterUpdate, EventKind, InstallmentId,
    InstallmentUpdate, NewCharge, NewCostCenter, NewEvent, NewInstallment, NewSettlement, PersonId,
    SettlementUpdate, ValueBreakdown,
};
use contaazul_client::partner::{NewPayment, NewPaymentBatch};
use contaazul_client::sandbox::{Company, Sandbox};
use contaazul_client::{ContaAzul, Pace};
use time::macros::date;

use super::{Seen, checked};
use crate::sandbox::{april, bakery, reais};

async fn start(company: Company) -> (Sandbox, ContaAzul, Seen) {
    let sandbox = Sandbox::builder()
        .with_company(company)
        .with_protocols()
        .without_limits()
        .with_today(date!(2026 - 05 - 04))
        .start()
        .await
        .unwrap();
    let (transport, seen) = checked();
    let client = sandbox.client_of(&sandbox.companies()[0]).await.unwrap();
    let client = client.with_transport(transport).with_pace(Pace::Unlimited);
    (sandbox, client.build().unwrap(), seen)
}

/// Ids that the bakery's books hold already.
struct Ids {
    account: AccountId,
    category: CategoryId,
    customer: PersonId,
    open: InstallmentId,
}

async fn ids(erp: &ContaAzul) -> Ids {
    let accounts = erp.second_generation().list_accounts().send();
    let categories = erp.second_generation().list_categories().send();
    let receivables = erp.receivables().search(april().0, april().1).send();
    let receivables = receivables.try_collect().await.unwrap();
    let first = receivables.first().unwrap();
    Ids {
        account: accounts.try_collect().await.unwrap()[0].id.clone().unwrap(),
        category: categories.try_collect().await.unwrap()[0]
            .id
            .clone()
            .unwrap(),
        customer: first.customer.clone().unwrap().id.unwrap(),
        open: first.id.clone().unwrap(),
    }
}

fn event(ids: &Ids) -> NewEvent {
    let amount = reais("350.00");
    let day = date!(2026 - 06 - 10);
    NewEvent::new(
        "Bolo",
        date!(2026 - 05 - 01),
        amount,
        ids.account.clone(),
        ids.customer.clone(),
    )
    .category(ids.category.clone(), amount)
    .installment(NewInstallment::new("1/1", day, amount))
    // The first generation demands it.
    .remark("Encomenda")
}

#[tokio::test]
async fn registers_of_both_generations() {
    let (_sandbox, erp, seen) = start(bakery()).await;
    let second = erp.second_generation();
    let ids = ids(&erp).await;

    let category = erp.categories().get(&ids.category).send().await.unwrap();
    assert_eq!(category.id.as_ref(), Some(&ids.category));
    assert!(category.kind == Some(EventKind::Income) || category.kind == Some(EventKind::Expense));
    second.default_categories().send().await.unwrap();
    let balance = second.account_balance(&ids.account).send().await.unwrap();
    let same = erp.accounts().balance(&ids.account).send().await.unwrap();
    assert_eq!(balance.current, same.current);
    let opening = second.opening_balances(
        time::macros::datetime!(2026-01-01 00:00 -3),
        time::macros::datetime!(2026-01-31 23:59:59 -3),
    );
    assert_eq!(opening.send().try_collect().await.unwrap().len(), 1);

    let new = NewCostCenter::new("Loja Norte");
    let created = erp.cost_centers().create(&new).send().await.unwrap();
    let update = CostCenterUpdate::of_version(created.version.unwrap_or_default()).name("Norte");
    let id = created.id.unwrap();
    let updated = erp.cost_centers().update(&id, &update).send().await;
    assert_eq!(updated.unwrap().name.as_deref(), Some("Norte"));
    let new = NewCostCenter::new("Loja Sul");
    second.create_cost_center(&new).send().await.unwrap();

    assert_seen(
        &seen,
        &[
            "accounts.balance",
            "categories.get",
            "cost_centers.create",
            "cost_centers.update",
            "receivables.search",
            "second_generation.account_balance",
            "second_generation.create_cost_center",
            "second_generation.default_categories",
            "second_generation.list_accounts",
            "second_generation.list_categories",
            "second_generation.opening_balances",
        ],
    );
}

#[tokio::test]
async fn money_by_the_second_generation() {
    let (_sandbox, erp, seen) = start(bakery()).await;
    let second = erp.second_generation();
    let ids = ids(&erp).await;

    let payables = second.list_payables(april().0, april().1).send();
    assert_eq!(payables.try_collect().await.unwrap().len(), 1);
    let read = second.get_installment(&ids.open).send().await.unwrap();
    let update = InstallmentUpdate::of_version(read.version.unwrap()).note("ligar antes");
    let update = second.update_installment(&ids.open, &update).send();
    update.await.unwrap();

    let value = ValueBreakdown::gross_of(reais("40.00"));
    let paid = NewSettlement::new(date!(2026 - 05 - 03), ids.account.clone(), value);
    let paid = second.create_settlement(&ids.open, &paid).send().await;
    let paid = paid.unwrap().id.unwrap();
    let read = second.get_settlement(&paid).send().await.unwrap();
    let update = SettlementUpdate::of_version(read.version.unwrap()).remark("em mãos");
    let update = second.update_settlement(&paid, &update).send();
    update.await.unwrap();
    second.delete_settlement(&paid).send().await.unwrap();

    let due = date!(2026 - 05 - 20);
    let kind = ChargeKind::Pix;
    let digital = erp.accounts().list().name("Conta PJ").send();
    let digital = digital.try_collect().await.unwrap()[0].id.clone().unwrap();
    let charge = NewCharge::new(kind, ids.open.clone(), digital, due, "Bolo");
    let charge = second.create_charge(&charge).send().await.unwrap();
    let charge = charge.id.unwrap();
    second.get_charge(&charge).send().await.unwrap();
    second.cancel_charge(&charge).send().await.unwrap();

    assert_seen(
        &seen,
        &[
            "accounts.list",
            "receivables.search",
            "second_generation.cancel_charge",
            "second_generation.create_charge",
            "second_generation.create_settlement",
            "second_generation.delete_settlement",
            "second_generation.get_charge",
            "second_generation.get_installment",
            "second_generation.get_settlement",
            "second_generation.list_accounts",
            "second_generation.list_categories",
            "second_generation.list_payables",
            "second_generation.update_installment",
            "second_generation.update_settlement",
        ],
    );
}

#[tokio::test]
async fn creation_by_both_generations_and_the_end_of_the_connection() {
    let (sandbox, erp, seen) = start(bakery()).await;
    let first = erp.first_generation();
    let ids = ids(&erp).await;

    erp.payables().create(&event(&ids)).send().await.unwrap();
    let accepted = first.create_payable(&event(&ids)).send().await.unwrap();
    let income = erp.categories().list().kind(EventKind::Income).send();
    let category = income.try_collect().await.unwrap()[0].id.clone().unwrap();
    let ids = Ids { category, ..ids };
    first.create_receivable(&event(&ids)).send().await.unwrap();
    let protocol = first.protocol(&accepted.protocol_id.unwrap()).send().await;
    assert!(protocol.unwrap().status.is_some());
    let company = sandbox.companies()[0].clone();
    erp.connection().revoke(&company).send().await.unwrap();

    assert_seen(
        &seen,
        &[
            "categories.list",
            "connection.revoke",
            "first_generation.create_payable",
            "first_generation.create_receivable",
            "first_generation.protocol",
            "payables.create",
            "receivables.search",
            "second_generation.list_accounts",
            "second_generation.list_categories",
        ],
    );
}

#[tokio::test]
async fn batches_are_found_again_and_cancelled() {
    let (_sandbox, erp, seen) = start(bakery()).await;
    let partner = erp.partner();
    let supplier = erp.payables().search(april().0, april().1).send();
    let supplier = supplier.try_collect().await.unwrap()[0].supplier.clone();
    let supplier = supplier.unwrap().id.unwrap();
    let payment = NewPayment::to_supplier("pagamento-1", supplier, reais("700.00"));
    let batch = NewPaymentBatch::new("lote-1").payment(payment);
    let created = partner.create_batch(&batch).send().await.unwrap();
    let id = created.id.clone().unwrap();
    let found = partner.list_batches().reference("lote-1").send();
    assert_eq!(found.try_collect().await.unwrap()[0].id.as_ref(), Some(&id));
    partner.get_batch(&id).send().await.unwrap();
    partner.cancel_batch(&id).send().await.unwrap();
    let left = partner.get_batch(&id).send().await.unwrap();
    assert_ne!(left.status, created.status);
    assert!(
        partner
            .list_nfse()
            .send()
            .try_collect()
            .await
            .unwrap()
            .is_empty()
    );

    assert_seen(
        &seen,
        &[
            "partner.cancel_batch",
            "partner.create_batch",
            "partner.get_batch",
            "partner.list_batches",
            "partner.list_nfse",
            "payables.search",
        ],
    );
}

/// Fails unless exactly these were asked for and answered.
fn assert_seen(seen: &Seen, expected: &[&str]) {
    let seen = seen.lock().unwrap();
    let names: BTreeSet<_> = seen
        .iter()
        .map(|name| name.trim_start_matches("contaazul."))
        .collect();
    assert_eq!(names, expected.iter().copied().collect());
}

//! The whole table against the sandbox: every operation is answered with a success over real HTTP.

use std::collections::BTreeSet;
use std::sync::Arc;

use blu_client::model::{
    Department, NewBoleto, NewCharge, NewChargeInvoice, NewClient, NewDraft, NewPaymentLink,
    NewPixCharge, NewUser,
};
use blu_client::sandbox::{CardSale, Merchant, Sandbox};
use blu_client::{Amount, Blu, OPERATIONS, Pager, Result, SecretString};
use brazil_types::{Cnpj, Cpf, TaxId};
use client_core::observe::Observer;
use client_core::testing::AnsweredOperations;
use time::Date;
use time::macros::{date, datetime};

const TOKEN: &str = "tok-a";
const EMAIL: &str = "integracao@exemplo.invalid";
const FIRST: Date = date!(2026 - 02 - 01);
const LAST: Date = date!(2026 - 03 - 17);
const TODAY: Date = date!(2026 - 03 - 18);

fn cents(cents: i64) -> Amount {
    Amount::from_cents(cents)
}

fn retailer() -> Cnpj {
    Cnpj::parse("12345678000195").unwrap()
}

async fn shop() -> Sandbox {
    let merchant = Merchant::new("11222333000181", TOKEN)
        .with_sale(CardSale::credit(date!(2026 - 02 - 01), cents(9_000), 3))
        .with_sale(CardSale::debit(date!(2026 - 03 - 01), cents(1_000)))
        .with_sale(CardSale::credit(date!(2026 - 03 - 17), cents(5_000), 2))
        .with_anticipation(date!(2026 - 02 - 10), cents(2_000));
    Sandbox::builder(datetime!(2026-03-18 10:00 -3))
        .with_merchant(merchant)
        .with_portal_user(EMAIL, SecretString::from("senha"))
        .start()
        .await
        .unwrap()
}

/// How many there are.
async fn count<T: Send + 'static>(list: Pager<T>) -> Result<usize> {
    Ok(list.try_collect().await?.len())
}

async fn reports(blu: &Blu) -> Result<()> {
    let anticipations = blu.anticipations();
    // One anticipation, told in both versions.
    assert_eq!(count(anticipations.list_v1(FIRST, LAST).send()).await?, 1);
    assert_eq!(count(anticipations.list_v2(FIRST, LAST).send()).await?, 1);
    assert_eq!(count(blu.debits().list(FIRST, LAST).send()).await?, 1);
    assert!(count(blu.credits().list(FIRST, LAST).send()).await? > 0);
    assert!(count(blu.statement().list(FIRST, LAST).send()).await? > 0);
    let sales = blu.sales();
    count(sales.list_split(FIRST, LAST).send()).await?;
    let sold = sales.list(FIRST, LAST).send().try_collect().await?;
    assert_eq!(sold.len(), 3);
    // The last one: nothing of it was settled.
    let id = sold[2].id.clone().unwrap();
    sales.get_details(&id).send().await?;
    sales.cancel(&id).send().await.map(drop)
}

async fn charges(sandbox: &Sandbox, blu: &Blu) -> Result<()> {
    for (charges, number) in [(blu.charges(), "P-1"), (blu.charges_v1(), "P-2")] {
        let new = |number: &str| NewCharge::new(&retailer(), number, cents(1_500));
        let id = charges.send(&new(number).billing_later()).send().await?.id;
        charges.get(&id).send().await?;
        sandbox.pay_charge(&id)?;
        let invoice = NewChargeInvoice::new("N-1", cents(600), TODAY);
        let invoice = charges.send_invoice(&id, &invoice).send().await?;
        charges
            .cancel_invoice(&id, &invoice.id.unwrap())
            .send()
            .await?;
        charges.return_excess(&id).send().await?;
        assert!(!charges.list_conciliation(TODAY).send().await?.is_empty());
        let dropped = charges.send(&new(&format!("{number}-B"))).send().await?.id;
        charges.cancel(&dropped).send().await?;
    }
    Ok(())
}

async fn pix_and_links(sandbox: &Sandbox, blu: &Blu) -> Result<()> {
    let charge = NewPixCharge::new(cents(15_814), date!(2026 - 03 - 19));
    let token = blu.pix().create(&charge).send().await?.token;
    blu.pix().get(&token).send().await?;
    sandbox.pay_pix(&token)?;
    blu.pix().refund(&token).send().await?;
    blu.pix().test_webhook().send().await?;
    let link = NewPaymentLink::new(cents(1_000));
    let id = blu.payment_links().create(&link).send().await?.id;
    blu.payment_links().get(&id).send().await?;
    let boleto = NewBoleto::new("104", "0012345", "14", "0367");
    blu.boletos().register(&boleto).send().await.map(drop)
}

async fn clients(blu: &Blu) -> Result<()> {
    let clients = blu.clients();
    let login = clients.login(EMAIL, &SecretString::from("senha"));
    let token = login.send().await?;
    let cpf = Cpf::parse("11144477735").unwrap();
    let user = NewUser::new(&cpf, "JOANA", "joana@exemplo.invalid", "11 98765-4321");
    let client = NewClient::new(&retailer(), Department::Shoes, user);
    clients.create(&token, &client).send().await?;
    let other = Cnpj::parse("33000167000101").unwrap();
    let draft = NewDraft::new(&other, "JOSÉ", "a@b.invalid", "1133334444");
    clients.create_draft(&draft).send().await?;
    let known = TaxId::parse("33000167000101").unwrap();
    clients.find(&known).send().await?;
    clients.get_receiving_options().send().await?;
    clients.get_credit_signal(&known).send().await.map(drop)
}

#[tokio::test]
async fn the_sandbox_answers_every_operation() {
    let answered = Arc::new(AnsweredOperations::default());
    let sandbox = shop().await;
    let observer: Arc<dyn Observer> = answered.clone();
    let blu = sandbox.client(TOKEN).with_observer(observer).build();
    let blu = blu.unwrap();
    reports(&blu).await.unwrap();
    charges(&sandbox, &blu).await.unwrap();
    pix_and_links(&sandbox, &blu).await.unwrap();
    clients(&blu).await.unwrap();
    let wanted: BTreeSet<_> = OPERATIONS.iter().map(|row| row.name).collect();
    assert_eq!(answered.names(), wanted);
}

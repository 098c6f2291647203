//! The whole table against the sandbox: every operation is answered with a success over real HTTP.

use std::collections::BTreeSet;
use std::sync::Arc;

use belvo_client::api::{Data, Deletable, Resource};
use belvo_client::model::{
    AccessMode, Direction, LinkCredentials, LinkId, LinkUpdate, TaxReturn, Transaction,
};
use belvo_client::sandbox::{BankAccount, Sandbox, TOKEN};
use belvo_client::{Belvo, OPERATIONS, Result, Retrieval, Retrieve};
use client_core::observe::Observer;
use client_core::retry::NoRetry;
use client_core::testing::AnsweredOperations;
use serde::Serialize;
use time::Date;
use time::macros::date;

use crate::coverage::links::{consent, employment, widget};
use crate::coverage::retired::{bread, salary};

mod payments;

const FIRST: Date = date!(2026 - 11 - 01);
const LAST: Date = date!(2026 - 11 - 20);

async fn household(answered: &Arc<AnsweredOperations>) -> (Sandbox, Belvo) {
    let account = BankAccount::checking("Conta corrente")
        .with_entry(date!(2026 - 11 - 02), 15_814, "PIX RECEBIDO")
        .with_entry(date!(2026 - 11 - 03), -990, "TARIFA");
    let sandbox = Sandbox::builder().with_account(account);
    let sandbox = sandbox.start().await.unwrap();
    let observer: Arc<dyn Observer> = answered.clone();
    let builder = sandbox.client_builder().with_observer(observer);
    let belvo = builder.with_retry_policy(Arc::new(NoRetry)).build();
    (sandbox, belvo.unwrap())
}

/// What is listed is read one by one. Gives the id of the first.
async fn read<T>(data: Data<'_, T>, link: &LinkId) -> Result<T::Id>
where
    T: Resource + Serialize,
    T::Id: From<String>,
{
    let listed = data.list(link).send().try_collect().await?;
    let first = serde_json::to_value(&listed[0]).unwrap();
    let id = T::Id::from(first["id"].as_str().unwrap().to_owned());
    let read = data.get(&id).send().await?;
    assert_eq!(serde_json::to_value(&read).unwrap(), first);
    Ok(id)
}

/// What is deleted is gone.
async fn read_and_deleted<T>(data: Data<'_, T>, link: &LinkId) -> Result<()>
where
    T: Deletable + Serialize,
    T::Id: From<String>,
{
    let id = read(data, link).await?;
    data.delete(&id).send().await?;
    assert_eq!(
        data.get(&id).send().await.err().unwrap().status().unwrap(),
        404
    );
    Ok(())
}

/// What is retrieved is handed over at once.
async fn handed_over<T>(retrieve: Retrieve<Vec<T>>) -> Result<()> {
    assert!(!retrieve.send().await?.into_done()?.is_empty());
    Ok(())
}

/// The bank asks for a token, and is content with it.
async fn resumed<A>(retrieve: Retrieve<A>) -> Result<()> {
    match retrieve.send().await? {
        Retrieval::TokenRequired(session) => {
            session.resume(TOKEN).send().await?.into_done().map(drop)
        }
        _ => panic!("a token was asked for"),
    }
}

async fn links(sandbox: &Sandbox, belvo: &Belvo) -> Result<()> {
    let institutions = belvo.institutions().list().send().try_collect().await?;
    let bank = institutions[0].id.clone().unwrap();
    belvo.institutions().get(&bank).send().await?;
    belvo
        .widget()
        .create_token(&widget(consent()))
        .send()
        .await?;
    let consents = belvo.consents().list("11144477735").send();
    let consents = consents.try_collect().await?;
    belvo
        .consents()
        .get(consents[0].id.as_ref().unwrap())
        .send()
        .await?;
    let nobody = belvo.consents().list("22233344405").send();
    assert!(nobody.try_collect().await?.is_empty());

    let links = belvo.links();
    let job = links.register(&employment()).send().await?.into_done()?;
    assert_eq!(job.external_id.as_deref(), Some("cust-000917"));
    assert_eq!(links.list().send().try_collect().await?.len(), 2);
    let id = job.id.unwrap();
    let update = LinkUpdate::new().access_mode(AccessMode::Recurrent);
    links.update(&id, &update).send().await?;
    let link = links.get(&id).send().await?;
    assert_eq!(link.access_mode, Some(AccessMode::Recurrent));
    let credentials = LinkCredentials::new("N0va-senha");
    links
        .replace_credentials(&id, &credentials)
        .send()
        .await?
        .into_done()?;
    links.refresh(sandbox.link(), ["ACCOUNTS"]).send().await?;
    assert!(links.delete(&id).send().await?.is_none());
    assert_eq!(links.list().send().try_collect().await?.len(), 1);
    Ok(())
}

async fn retrieved(belvo: &Belvo, link: &LinkId) -> Result<()> {
    handed_over(belvo.owners().retrieve(link)).await?;
    handed_over(belvo.accounts().retrieve(link)).await?;
    handed_over(belvo.balances().retrieve(link)).await?;
    handed_over(belvo.transactions().retrieve(link, FIRST, LAST)).await?;
    handed_over(belvo.bills().retrieve(link)).await?;
    handed_over(belvo.investments().retrieve(link)).await?;
    handed_over(belvo.investment_transactions().retrieve(link)).await?;
    handed_over(belvo.exchanges().retrieve(link)).await?;
    handed_over(belvo.incomes().retrieve(link)).await?;
    handed_over(belvo.recurring_expenses().retrieve(link)).await?;
    handed_over(belvo.risk_insights().retrieve(link)).await?;
    handed_over(belvo.employments().retrieve(link)).await?;
    handed_over(belvo.employment_records().retrieve(link)).await?;
    handed_over(belvo.current_employments().retrieve(link)).await?;
    handed_over(belvo.employment_metrics().retrieve(link)).await?;
    handed_over(belvo.financial_statements().retrieve(link)).await?;
    let inflow = &Direction::Inflow;
    handed_over(belvo.invoices().retrieve(link, inflow, FIRST, LAST)).await?;
    handed_over(belvo.tax_compliance_status().retrieve(link)).await?;
    let returns: Data<'_, TaxReturn> = belvo.tax_returns();
    handed_over(returns.retrieve_yearly(link, 2024, 2025)).await?;
    handed_over(belvo.tax_retentions().retrieve(link, inflow, FIRST, LAST)).await?;
    handed_over(belvo.tax_status().retrieve(link)).await?;
    handed_over(belvo.chilean_invoices().retrieve(link, FIRST, LAST)).await?;
    handed_over(belvo.chilean_tax_status().retrieve(link)).await?;
    handed_over(belvo.chilean_debt_reports().retrieve(link)).await?;
    let retired = belvo.retired();
    handed_over(retired.receivables().retrieve(link, FIRST, LAST)).await?;
    handed_over(retired.daily_balances().retrieve(link, FIRST, LAST)).await?;
    handed_over(retired.portfolios().retrieve(link)).await
}

async fn retrieved_by_token(belvo: &Belvo, link: &LinkId) -> Result<()> {
    resumed(belvo.links().register(&employment())).await?;
    resumed(belvo.owners().retrieve(link)).await?;
    resumed(belvo.accounts().retrieve(link)).await?;
    resumed(belvo.transactions().retrieve(link, FIRST, LAST)).await?;
    resumed(belvo.incomes().retrieve(link)).await?;
    resumed(belvo.recurring_expenses().retrieve(link)).await?;
    resumed(belvo.risk_insights().retrieve(link)).await?;
    resumed(
        belvo
            .invoices()
            .retrieve(link, &Direction::Inflow, FIRST, LAST),
    )
    .await?;
    let retired = belvo.retired();
    resumed(retired.daily_balances().retrieve(link, FIRST, LAST)).await?;
    resumed(retired.portfolios().retrieve(link)).await
}

async fn stored(belvo: &Belvo, link: &LinkId) -> Result<()> {
    read(belvo.balances(), link).await?;
    let exchange = read(belvo.exchanges(), link).await?;
    let events = belvo.exchanges().history(&exchange).send();
    assert_eq!(events.try_collect().await?.len(), 1);
    let transactions: Data<'_, Transaction> = belvo.transactions();
    read_and_deleted(transactions, link).await?;
    read_and_deleted(belvo.accounts(), link).await?;
    read_and_deleted(belvo.owners(), link).await?;
    read_and_deleted(belvo.bills(), link).await?;
    read_and_deleted(belvo.investments(), link).await?;
    read_and_deleted(belvo.investment_transactions(), link).await?;
    read_and_deleted(belvo.exchanges(), link).await?;
    read_and_deleted(belvo.incomes(), link).await?;
    read_and_deleted(belvo.recurring_expenses(), link).await?;
    read_and_deleted(belvo.risk_insights(), link).await?;
    read_and_deleted(belvo.employments(), link).await?;
    read_and_deleted(belvo.employment_records(), link).await?;
    read_and_deleted(belvo.current_employments(), link).await?;
    read_and_deleted(belvo.employment_metrics(), link).await?;
    read_and_deleted(belvo.financial_statements(), link).await?;
    read_and_deleted(belvo.invoices(), link).await?;
    read_and_deleted(belvo.tax_compliance_status(), link).await?;
    read_and_deleted(belvo.tax_returns(), link).await?;
    read_and_deleted(belvo.tax_retentions(), link).await?;
    read_and_deleted(belvo.tax_status(), link).await?;
    read_and_deleted(belvo.chilean_invoices(), link).await?;
    read_and_deleted(belvo.chilean_tax_status(), link).await?;
    read_and_deleted(belvo.chilean_debt_reports(), link).await?;
    let retired = belvo.retired();
    read_and_deleted(retired.receivables(), link).await?;
    read_and_deleted(retired.daily_balances(), link).await?;
    read_and_deleted(retired.portfolios(), link).await
}

async fn retired(belvo: &Belvo) -> Result<()> {
    let retired = belvo.retired();
    let told = retired.categorize("pt", &[salary()]).await?;
    assert_eq!(told[0].transaction_id.as_deref(), Some("entry-7"));
    retired.find_incomes("pt", vec![salary()]).send().await?;
    let links = retired.payment_links();
    let made = links.create(&bread()).send().await?;
    let token = made.access_token.as_ref().unwrap().expose();
    assert_eq!(links.get(token).send().await?, made);
    assert_eq!(links.list().send().try_collect().await?.len(), 1);
    let keys = retired.secret_keys();
    let made = keys.create().send().await?;
    let listed = keys.list().send().try_collect().await?;
    assert_eq!(listed[0].id, made[0].id);
    assert!(listed[0].password.is_none() && made[0].password.is_some());
    Ok(())
}

#[tokio::test]
async fn the_sandbox_answers_every_operation() {
    let answered = Arc::new(AnsweredOperations::default());
    let (sandbox, belvo) = household(&answered).await;
    links(&sandbox, &belvo).await.unwrap();
    retrieved(&belvo, sandbox.link()).await.unwrap();
    sandbox.require_tokens();
    retrieved_by_token(&belvo, sandbox.link()).await.unwrap();
    stored(&belvo, sandbox.link()).await.unwrap();
    retired(&belvo).await.unwrap();
    payments::live(&sandbox, &belvo).await.unwrap();

    let wanted: BTreeSet<_> = OPERATIONS.iter().map(|row| row.name).collect();
    let missing: Vec<_> = wanted.difference(&answered.names()).copied().collect();
    // Of Smart Transfers alone, of which nobody knows how one is asked for.
    assert_eq!(missing, ["belvo.payment_authorizations.change_beneficiary"]);
}

#[tokio::test]
async fn what_is_put_off_is_told_by_its_kind() {
    let answered = Arc::new(AnsweredOperations::default());
    let (sandbox, belvo) = household(&answered).await;
    let link = sandbox.link();
    let jobs = belvo.employments().retrieve(link).in_background();
    assert!(matches!(jobs.send().await.unwrap(), Retrieval::Accepted(_)));
    let webhooks = sandbox.finish_background();
    let told: serde_json::Value = serde_json::from_str(webhooks[0].body()).unwrap();
    assert_eq!(told["webhook_type"], "EMPLOYMENTS");
    assert_eq!(told["data"]["total_employments"], 1);
    assert!(sandbox.finish_background().is_empty());
}

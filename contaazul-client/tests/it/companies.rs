//! Many companies, one application, one store.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use client_core::auth::TokenStore;
use client_core::auth::store::MemoryTokenStore;
use client_core::limit::Rate;
use contaazul_client::sandbox::{Bill, Company, Sandbox};
use contaazul_client::{Companies, ErrorKind, Limiter, Outcome, Pace};
use http::Method;
use time::macros::date;

const NAMES: [(&str, &str); 3] = [
    ("Padaria Flor de Trigo Ltda", "11222333000181"),
    ("Oficina Exemplo Ltda", "44555666000172"),
    ("Mercado Lua Ltda", "77888999000163"),
];

async fn three() -> (Sandbox, Arc<MemoryTokenStore>, Companies) {
    let builder = Sandbox::builder().without_limits();
    let builder = NAMES
        .into_iter()
        .zip(1..)
        .fold(builder, |builder, ((name, tax_id), count)| {
            let company = (0..count).fold(Company::new(name, tax_id), |company, _| {
                company.with_receivable(Bill::new("Encomenda", date!(2026 - 04 - 10), 1_000))
            });
            builder.with_company(company)
        });
    let sandbox = builder.start().await.unwrap();
    let store = Arc::new(MemoryTokenStore::new());
    for company in sandbox.companies() {
        sandbox.connect(store.as_ref(), company).await.unwrap();
    }
    let application = sandbox.application().build().unwrap();
    let companies = Companies::configured(&application, store.clone(), |client| {
        client.with_pace(Pace::Unlimited)
    });
    (sandbox, store, companies)
}

fn tokens_asked_for(sandbox: &Sandbox) -> u64 {
    sandbox.front().count(&Method::POST, "/oauth/token")
}

#[tokio::test]
async fn all_who_ask_for_a_company_share_one_client() {
    let (sandbox, _store, companies) = three().await;
    let id = sandbox.companies()[1].clone();
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let (companies, id) = (companies.clone(), id.clone());
            tokio::spawn(async move {
                let erp = companies.company(&id).unwrap();
                assert_eq!(erp.company(), Some(&id));
                erp.connection().company().send().await.unwrap().id
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().as_ref(), Some(&id));
    }
    assert_eq!(tokens_asked_for(&sandbox), 1);
}

/// The provider's limit is per company: one that is out of calls must not hold up another.
#[tokio::test]
async fn each_company_has_a_limit_of_its_own() {
    let (sandbox, store, _) = three().await;
    let application = sandbox.application().build().unwrap();
    let companies = Companies::configured(&application, store, |client| {
        let one_an_hour = Limiter::builder().rate(Rate::new(1, Duration::from_secs(3_600)));
        let pace = Pace::Limiter(one_an_hour.build().unwrap());
        client.with_pace(pace).with_deadline(Duration::from_secs(5))
    });
    for id in sandbox.companies() {
        let erp = companies.company(id).unwrap();
        erp.connection().company().send().await.unwrap();
    }
    for id in sandbox.companies() {
        let erp = companies.company(id).unwrap();
        let error = erp.connection().company().send().await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
    }
}

#[tokio::test]
async fn work_is_done_for_each_and_a_revoked_company_hurts_no_other() {
    let (sandbox, _store, companies) = three().await;
    let revoked = sandbox.companies()[1].clone();
    sandbox.remove_application(&revoked);
    let (running, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (running, most) = (&running, &most);
    let outcomes = companies
        .for_each(2, |erp| async move {
            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            let (from, to) = (date!(2026 - 04 - 01), date!(2026 - 04 - 30));
            let found = erp
                .receivables()
                .search(from, to)
                .send()
                .try_collect()
                .await;
            running.fetch_sub(1, Ordering::SeqCst);
            Ok(found?.len())
        })
        .await
        .unwrap();
    assert_eq!(most.load(Ordering::SeqCst), 2, "two at a time");

    let mut expected = sandbox.companies().to_vec();
    expected.sort();
    let order: Vec<_> = outcomes.iter().map(|one| one.company.clone()).collect();
    assert_eq!(order, expected);
    for outcome in outcomes {
        let place = sandbox
            .companies()
            .iter()
            .position(|id| *id == outcome.company);
        match outcome.result {
            Ok(found) => assert_eq!(found, place.unwrap() + 1, "its own bills"),
            Err(error) => {
                assert_eq!(outcome.company, revoked);
                assert_eq!(error.kind(), ErrorKind::Auth);
                assert_eq!(error.code(), Some("access_revoked"));
                let shown = error.to_string();
                assert!(shown.contains(revoked.as_str()), "{shown}");
                assert!(!shown.contains("Oficina"), "{shown}");
            }
        }
    }
}

#[tokio::test]
async fn companies_come_and_go() {
    let (sandbox, store, companies) = three().await;
    let id = sandbox.companies()[0].clone();
    companies.disconnect(&id).await.unwrap();
    assert_eq!(companies.list().await.unwrap().len(), 2);
    let error = companies.company(&id).unwrap().connection().company();
    let error = error.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert!(error.to_string().contains(id.as_str()), "{error}");

    let application = sandbox.application().build().unwrap();
    let redirect = "https://app.example.com/callback";
    let (address, pending) = application.authorize(redirect).unwrap();
    let back = sandbox.agree(&address, &id).unwrap();
    let connected = companies.connect(&pending, back.as_str()).await.unwrap();
    assert_eq!(connected, id);
    assert_eq!(companies.list().await.unwrap().len(), 3);
    let erp = companies.company(&id).unwrap();
    erp.connection().company().send().await.unwrap();
    assert_eq!(store.list("another-service").await.unwrap(), []);
}

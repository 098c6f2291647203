//! What is pulled from the stand-ins, on a good day and on a bad one, and from addresses given in
//! the environment.

use std::collections::BTreeMap;
use std::sync::Arc;

use client_core::auth::TokenStore as _;
use client_core::auth::store::FileTokenStore;

use super::live::{BadEnvironment, Live};
use super::sources::{AcquirerMonth, ErpMonth, Side};
use super::stand_ins::{BLU_TOKEN, StandIns, loopback};
use super::*;
use crate::story::{CalendarMonth, Direction, LiquidationKind};

fn april() -> Story {
    let month: CalendarMonth = "2026-04".parse().unwrap();
    Story::of(month).unwrap()
}

struct Visit {
    erp: ErpMonth,
    acquirer: AcquirerMonth,
    traffic: crate::report::Traffic,
    requests: u64,
}

/// Pulls everything from stand-ins of their own.
async fn visit(story: &Story, bad_day: bool) -> Visit {
    let stand_ins = StandIns::start(story).await.unwrap();
    if bad_day {
        stand_ins.have_a_bad_day();
    }
    let dir = tempfile::tempdir().unwrap();
    let audit = Arc::new(AuditLog::open(dir.path(), None).unwrap());
    let traffic = Arc::new(TrafficCounter::default());
    let store = dir.path().join("tokens");
    let erp = stand_ins.erp(&store, traffic.clone(), audit).await.unwrap();
    let acquirer = stand_ins.acquirer(traffic.clone()).unwrap();
    Visit {
        erp: quietly(&erp, story.month).await,
        acquirer: acquirer.pull(story.month).await.unwrap(),
        traffic: traffic.traffic(),
        requests: stand_ins.requests().iter().sum(),
    }
}

async fn quietly(erp: &Erp, month: CalendarMonth) -> ErpMonth {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut console = Console {
        stdout: &mut stdout,
        stderr: &mut stderr,
        stderr_is_terminal: false,
    };
    erp.pull(month, &mut Progress::new(&mut console))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_bad_day_costs_attempts_and_nothing_else() {
    let story = april();
    let (good, bad) = (visit(&story, false).await, visit(&story, true).await);
    // The token expires on good days too.
    assert_eq!((good.traffic.repeated, good.traffic.expired_tokens), (1, 1));
    assert_eq!((bad.traffic.repeated, bad.traffic.expired_tokens), (6, 1));
    assert_eq!(good.traffic.calls, bad.traffic.calls);
    for day in [&good, &bad] {
        assert_eq!(day.requests, day.traffic.calls + day.traffic.repeated);
    }
    let details = |visit: &Visit| -> Vec<_> {
        visit
            .erp
            .booked
            .iter()
            .map(|one| (one.id.clone(), one.detail.clone()))
            .collect()
    };
    assert_eq!(details(&good), details(&bad));
    assert_eq!(good.erp.transfers, bad.erp.transfers);
    assert_eq!(good.acquirer.records, bad.acquirer.records);
}

#[tokio::test]
async fn the_erp_gives_every_installment_of_the_month_once() {
    let story = april();
    let visit = visit(&story, false).await;
    let of = |direction| {
        let ours = story
            .books
            .installments
            .iter()
            .filter(|one| one.direction == direction);
        // Invoices settled before the month are not asked for.
        ours.filter(|one| one.paid_on.is_none_or(|day| story.month.contains(day)))
            .count()
    };
    assert_eq!(visit.erp.count(Side::Receivable), of(Direction::In));
    assert_eq!(visit.erp.count(Side::Payable), of(Direction::Out));
    assert_eq!(visit.erp.transfers.len(), story.books.transfers.len());
    assert_eq!(visit.erp.without_id, 0);
}

/// The stand-in reckons what it settles by itself; the story must come to the same cent.
#[tokio::test]
async fn the_acquirer_settles_what_the_story_says() {
    let story = april();
    let visit = visit(&story, false).await;
    let kind = |kind| match kind {
        LiquidationKind::Anticipation => sources::SettlementKind::Anticipation,
        LiquidationKind::Debit => sources::SettlementKind::Debit,
        LiquidationKind::Credit => sources::SettlementKind::Credit,
    };
    let asked = story.month.first() - time::Duration::days(6)..=story.month.last();
    let told = story
        .acquirer
        .liquidations
        .iter()
        .filter(|one| asked.contains(&one.released_on));
    let told: BTreeMap<_, _> = told
        .map(|one| {
            let mut sales: Vec<_> = one
                .sales
                .iter()
                .map(|sale| (sale.nsu.clone(), sale.gross, sale.mdr, sale.fee))
                .collect();
            sales.sort();
            ((one.released_on, kind(one.kind)), sales)
        })
        .collect();
    let cents = |amount: Option<blu_client::Amount>| amount.unwrap().to_cents().unwrap();
    let pulled: BTreeMap<_, _> = visit
        .acquirer
        .records
        .iter()
        .map(|(kind, record)| {
            let mut sales: Vec<_> = record
                .installments
                .iter()
                .map(|one| {
                    let nsu = one.nsu.as_ref().unwrap().as_str().to_owned();
                    let [gross, mdr, fee] =
                        [one.settled_gross_amount, one.mdr_amount, one.fee_amount].map(cents);
                    (nsu, gross, mdr, fee)
                })
                .collect();
            sales.sort();
            ((record.released_on.unwrap(), *kind), sales)
        })
        .collect();
    assert_eq!(pulled, told);
}

#[test]
fn what_is_missing_is_said_at_once() {
    let missing = Live::read(&[Source::Contaazul, Source::Blu], &|_| None).err();
    let names = [
        "CONTAAZUL_CLIENT_ID",
        "CONTAAZUL_CLIENT_SECRET",
        "CONTAAZUL_COMPANY_ID",
        "CONTAAZUL_TOKEN_STORE",
        "BLU_TOKEN",
    ];
    assert_eq!(missing, Some(BadEnvironment::Missing(names.to_vec())));
    let blank = Live::read(&[Source::Blu], &|_| Some("  ".to_owned())).err();
    assert_eq!(blank, Some(BadEnvironment::Missing(vec!["BLU_TOKEN"])));
    let cnpj = |name: &str| (name == "BLU_CNPJ").then(|| "41.908.275/0001-00".to_owned());
    let bad = Live::read(&[Source::Blu], &cnpj).err();
    assert!(matches!(bad, Some(BadEnvironment::TaxId(_))), "{bad:?}");
}

#[tokio::test]
async fn live_sources_are_reached_where_the_environment_says() {
    let story = april();
    let stand_ins = StandIns::start(&story).await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("tokens");
    let company = stand_ins
        .leave_grant(&FileTokenStore::open(&store).unwrap())
        .await
        .unwrap();
    let [erp_url, acquirer_url] = stand_ins.urls().map(str::to_owned);
    let environment = |name: &str| {
        Some(match name {
            "CONTAAZUL_CLIENT_ID" => "sandbox-client".to_owned(),
            "CONTAAZUL_CLIENT_SECRET" => "sandbox:secret%1".to_owned(),
            "CONTAAZUL_COMPANY_ID" => company.clone(),
            "CONTAAZUL_TOKEN_STORE" => store.to_str()?.to_owned(),
            "CONTAAZUL_API_URL" => erp_url.clone(),
            "CONTAAZUL_TOKEN_URL" => format!("{erp_url}oauth/token"),
            "BLU_TOKEN" => BLU_TOKEN.to_owned(),
            "BLU_CNPJ" => story.bakery.cnpj.to_owned(),
            "BLU_API_URL" => acquirer_url.clone(),
            _ => return None,
        })
    };
    let live = Live::read(&[Source::Contaazul, Source::Blu], &environment).unwrap();
    let audit = Arc::new(AuditLog::open(dir.path(), None).unwrap());
    let traffic = Arc::new(TrafficCounter::default());
    let transport = loopback().unwrap();
    let erp = live
        .erp(Some(transport.clone()), traffic.clone(), audit)
        .await
        .unwrap()
        .unwrap();
    let company = erp.client.connection().company().send().await.unwrap();
    assert_eq!(company.tax_id.unwrap().expose(), story.bakery.cnpj);
    let acquirer = live.acquirer(Some(transport), traffic).unwrap().unwrap();
    let settled = acquirer.pull(story.month).await.unwrap();
    assert_eq!(
        settled.records.len(),
        visit(&story, false).await.acquirer.records.len()
    );
    // What the refresh left in the store is the next run's grant.
    let key = contaazul_client::grant_key(&company.id.unwrap());
    let stored = FileTokenStore::open(&store)
        .unwrap()
        .load(&key)
        .await
        .unwrap()
        .unwrap();
    assert!(stored.value.access_token.is_some());
}

#[tokio::test]
async fn a_company_without_a_grant_is_told_to_log_in() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("tokens");
    let environment = |name: &str| match name {
        "CONTAAZUL_TOKEN_STORE" => store.to_str().map(str::to_owned),
        name if name.starts_with("CONTAAZUL") && !name.ends_with("URL") => Some("x".to_owned()),
        _ => None,
    };
    let live = Live::read(&[Source::Contaazul], &environment).unwrap();
    let audit = Arc::new(AuditLog::open(dir.path(), None).unwrap());
    let refused = live
        .erp(None, Arc::new(TrafficCounter::default()), audit)
        .await;
    let message = refused.err().unwrap().to_string();
    assert!(message.contains("login contaazul"), "{message}");
}

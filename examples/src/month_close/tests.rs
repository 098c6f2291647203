//! What is pulled from the stand-ins, on a good day and on a bad one, and from addresses given in
//! the environment.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::args::{BankApi, Source};
use super::audit::AuditLog;
use super::live::Live;
use super::sources::{self, AcquirerMonth, Erp, ErpMonth, Side};
use super::stand_ins::{BLU_TOKEN, BankStandIn, StandIns};
use super::traffic::TrafficCounter;
use crate::cli::Console;
use crate::contaazul::GrantStore;
use crate::progress::Progress;
use crate::story::{CalendarMonth, Direction, LiquidationKind, Story};
use crate::variables::Variables;

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

fn store_in(dir: &tempfile::TempDir) -> GrantStore {
    GrantStore {
        store: Some(dir.path().join("tokens")),
    }
}

#[test]
fn what_is_missing_is_said_at_once() {
    let nowhere = GrantStore::default();
    let refused = |sources: &[Source], variables: &[(&str, &str)]| {
        let variables: Variables = variables.iter().copied().collect();
        let refused = Live::check(sources, &nowhere, &variables).err();
        refused.map(|error| error.to_string()).unwrap_or_default()
    };
    let both = refused(&[Source::Contaazul, Source::Blu], &[("BLU_CNPJ", "")]);
    for name in [
        "CONTAAZUL_CLIENT_ID",
        "CONTAAZUL_CLIENT_SECRET",
        "CONTAAZUL_COMPANY_ID",
        "BLU_TOKEN",
    ] {
        assert!(both.contains(name), "{both}");
    }
    let with_token = [("CONTAAZUL_ACCESS_TOKEN", "x")];
    let only_blu = refused(&[Source::Contaazul, Source::Blu], &with_token);
    assert!(
        !only_blu.contains("CLIENT_ID") && only_blu.contains("BLU_TOKEN"),
        "{only_blu}"
    );
    let no_cnpj = refused(
        &[Source::Blu],
        &[("BLU_TOKEN", "x"), ("BLU_CNPJ", "41.908.275/0001-00")],
    );
    assert!(no_cnpj.contains("BLU_CNPJ"), "{no_cnpj}");
    let no_url = refused(
        &[Source::Blu],
        &[("BLU_TOKEN", "x"), ("BLU_URL", "localhost")],
    );
    assert!(no_url.contains("BLU_URL"), "{no_url}");
    assert_eq!(refused(&[], &[]), "");
}

#[tokio::test]
async fn live_sources_are_reached_where_the_environment_says() {
    let story = april();
    let stand_ins = StandIns::start(&story).await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let grants = store_in(&dir);
    let store = GrantStore::open(grants.store.as_deref().unwrap()).unwrap();
    let company = stand_ins.leave_grant(store.as_ref()).await.unwrap();
    let [erp_url, acquirer_url] = stand_ins.urls();
    let variables: Variables = [
        ("CONTAAZUL_CLIENT_ID", "sandbox-client"),
        ("CONTAAZUL_CLIENT_SECRET", "sandbox:secret%1"),
        ("CONTAAZUL_COMPANY_ID", &company),
        ("CONTAAZUL_URL", erp_url),
        ("BLU_TOKEN", BLU_TOKEN),
        ("BLU_CNPJ", story.bakery.cnpj),
        ("BLU_URL", acquirer_url),
    ]
    .into_iter()
    .collect();
    let live = Live::check(&[Source::Contaazul, Source::Blu], &grants, &variables).unwrap();
    let audit = Arc::new(AuditLog::open(dir.path(), None).unwrap());
    let traffic = Arc::new(TrafficCounter::default());
    let erp = live.erp(traffic.clone(), audit).await.unwrap().unwrap();
    let company = erp.client.connection().company().send().await.unwrap();
    assert_eq!(company.tax_id.unwrap().expose(), story.bakery.cnpj);
    let acquirer = live.acquirer(traffic.clone()).unwrap().unwrap();
    let settled = acquirer.pull(story.month).await.unwrap();
    assert_eq!(
        settled.records.len(),
        visit(&story, false).await.acquirer.records.len()
    );
    // A renewal, the company, and the acquirer's three reports for two months each.
    assert_eq!(traffic.traffic().calls, 8);
    assert_eq!(traffic.traffic().repeated, 0);
}

/// What a person would set in the environment to reach this bank.
fn variables_of(bank: &BankStandIn) -> Variables {
    let text = |text: &str| text.to_owned();
    let pairs = match bank {
        BankStandIn::Matera(bank) => vec![
            ("MATERA_URL", bank.front().url().to_string()),
            ("MATERA_CLIENT_ID", text("sandbox-marketplace")),
            ("MATERA_CLIENT_SECRET", text("sandbox-client-secret")),
            ("MATERA_SECRET_KEY", text(bank.secret_key())),
            ("MATERA_TAX_ID", text(april().bakery.cnpj)),
        ],
        BankStandIn::Belvo(bank) => vec![
            ("BELVO_URL", bank.front().url().to_string()),
            ("BELVO_SECRET_ID", text("sandbox-secret-id")),
            ("BELVO_SECRET_PASSWORD", text("sandbox-secret-password")),
        ],
        BankStandIn::OpenFinance(..) => Vec::new(),
    };
    pairs.into_iter().collect()
}

#[tokio::test]
async fn a_live_bank_is_reached_where_the_environment_says() {
    let story = april();
    let grants = GrantStore::default();
    for api in [BankApi::Matera, BankApi::Belvo] {
        let stand_in = BankStandIn::start(api, &story).await.unwrap();
        let variables = variables_of(&stand_in);
        let live = Live::check(&[api.source()], &grants, &variables).unwrap();
        let traffic = Arc::new(TrafficCounter::default());
        let bank = live.bank(traffic.clone()).await.unwrap().unwrap();
        let pulled = bank.pull(story.month).await.unwrap();
        let told: Vec<_> = story.bank.iter().map(|one| (one.cents, one.day)).collect();
        let entries = pulled.entries.iter();
        let entries: Vec<_> = entries.map(|one| (one.amount(), one.date())).collect();
        assert_eq!(entries, told, "{api:?}");
        assert!(traffic.traffic().calls >= 2, "{api:?}");
    }
}

#[test]
fn what_a_live_bank_lacks_is_said_at_once() {
    let nowhere = GrantStore::default();
    let refused = |source: Source, variables: &[(&str, &str)]| {
        let variables: Variables = variables.iter().copied().collect();
        let refused = Live::check(&[source], &nowhere, &variables).err();
        refused.map(|error| error.to_string()).unwrap_or_default()
    };
    let keys = [
        ("MATERA_CLIENT_ID", "a"),
        ("MATERA_CLIENT_SECRET", "b"),
        ("MATERA_SECRET_KEY", "c"),
    ];
    let whose = refused(Source::Matera, &keys);
    assert!(
        whose.contains("MATERA_ACCOUNT_ID or MATERA_TAX_ID"),
        "{whose}"
    );
    let place = refused(Source::OpenFinance, &[]);
    assert!(place.contains("OPENFINANCE_URL"), "{place}");
    let url = ("OPENFINANCE_URL", "https://banco.example");
    let token = refused(Source::OpenFinance, &[url]);
    assert!(token.contains("OPENFINANCE_ACCESS_TOKEN"), "{token}");
    let token = ("OPENFINANCE_ACCESS_TOKEN", "x");
    assert_eq!(refused(Source::OpenFinance, &[url, token]), "");
}

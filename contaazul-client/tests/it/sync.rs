//! What changed, against the sandbox: nothing is lost, whenever the program dies.

use std::collections::BTreeSet;

use contaazul_client::model::EventId;
use contaazul_client::sandbox::{Bill, Company, Fault, FaultRule, Sandbox};
use contaazul_client::sync::{Change, Changes, Checkpoint, EventState};
use contaazul_client::{ContaAzul, ErrorKind, PageSize};
use http::{Method, StatusCode};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use wiremock::ResponseTemplate;

use crate::harness::Erp;
use crate::sandbox::start;

const CHANGES: &str = "/v1/financeiro/eventos-financeiros/alteracoes";
const SINCE: OffsetDateTime = datetime!(2026-04-01 12:00 -3);
const UNTIL: OffsetDateTime = datetime!(2026-05-04 12:00 -3);

fn changed(moments: impl IntoIterator<Item = OffsetDateTime>) -> Company {
    let bakery = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    moments.into_iter().fold(bakery, |company, moment| {
        let bill = Bill::new("Encomenda", date!(2026 - 04 - 10), 1_000);
        company.with_receivable(bill.changed_at(moment))
    })
}

async fn all(mut changes: Changes) -> Vec<EventId> {
    let mut events = Vec::new();
    while let Some(Change { event_id, .. }) = changes.try_next().await.unwrap() {
        events.push(event_id);
    }
    events
}

fn calls(sandbox: &Sandbox) -> u64 {
    sandbox.front().count(&Method::GET, CHANGES)
}

#[tokio::test]
async fn every_change_comes_once_whatever_falls_on_the_edge_of_a_window() {
    let begins = SINCE - Duration::HOUR;
    let edge = begins + Duration::days(15);
    let inside = [
        begins,
        SINCE,
        edge - Duration::SECOND,
        edge - Duration::MILLISECOND,
        edge,
        edge + Duration::MILLISECOND,
        edge + Duration::SECOND,
        UNTIL,
    ];
    let outside = [begins - Duration::SECOND, UNTIL + Duration::SECOND];
    let (sandbox, erp) = start(changed(inside.into_iter().chain(outside))).await;
    let events = all(erp.changed_since(SINCE).until(UNTIL).send()).await;
    assert_eq!(events.len(), inside.len());
    let distinct: BTreeSet<_> = events.iter().collect();
    assert_eq!(distinct.len(), inside.len());
    assert_eq!(calls(&sandbox), 3, "33 days in windows of 15");
}

#[tokio::test]
async fn a_window_with_more_than_a_page_is_halved() {
    let moments = (0..95).map(|number| SINCE + Duration::hours(8) * number);
    let (sandbox, erp) = start(changed(moments)).await;
    let changes = erp.changed_since(SINCE).until(UNTIL);
    let events = all(changes.page_size(PageSize::N10).send()).await;
    let distinct: BTreeSet<_> = events.iter().collect();
    assert_eq!((events.len(), distinct.len()), (95, 95));
    let calls = calls(&sandbox);
    assert!((10..40).contains(&calls), "{calls} calls for 10 pages");
}

#[tokio::test]
async fn more_than_a_page_in_one_second_is_read_page_by_page() {
    let moment = SINCE + Duration::days(3);
    let (_sandbox, erp) = start(changed([moment; 35])).await;
    let changes = erp.changed_since(SINCE).until(UNTIL);
    let events = all(changes.page_size(PageSize::N10).send()).await;
    let distinct: BTreeSet<_> = events.iter().collect();
    assert_eq!((events.len(), distinct.len()), (35, 35));
}

/// Runs until `deaths` changes were handed out, dies before dealing with the last, and so on.
async fn dealt_with(erp: &ContaAzul, lives: usize) -> (BTreeSet<EventId>, usize) {
    let (mut dealt, mut runs) = (BTreeSet::new(), 0);
    let mut kept = Checkpoint::from(SINCE).to_string();
    loop {
        let last: Checkpoint = kept.parse().unwrap();
        let changes = erp.changed_since(last).until(UNTIL).overlap(Duration::ZERO);
        let mut changes = changes.page_size(PageSize::N10).send();
        runs += 1;
        for handed_out in 1.. {
            let change = changes.try_next().await.unwrap();
            kept = changes.checkpoint().to_string();
            match change {
                None => return (dealt, runs),
                Some(_) if handed_out == lives => break,
                Some(change) => dealt.insert(change.event_id),
            };
        }
    }
}

#[tokio::test]
async fn a_checkpoint_kept_too_early_loses_nothing() {
    let moments = (0..60).map(|number| SINCE + Duration::hours(12) * number);
    let (_sandbox, erp) = start(changed(moments)).await;
    let (dealt, runs) = dealt_with(&erp, 25).await;
    assert_eq!(dealt.len(), 60);
    assert!(runs > 1, "it died at least once");
}

#[tokio::test]
async fn the_checkpoint_is_the_end_after_the_end_and_never_moves_back() {
    let (_sandbox, erp) = start(changed([SINCE - Duration::MINUTE])).await;
    let mut changes = erp.changed_since(SINCE).until(UNTIL).send();
    assert!(
        changes.try_next().await.unwrap().is_some(),
        "of the overlap"
    );
    assert_eq!(changes.checkpoint().moment(), SINCE);
    assert!(changes.try_next().await.unwrap().is_none());
    assert!(changes.try_next().await.unwrap().is_none());
    assert_eq!(changes.checkpoint().moment(), UNTIL);

    // What the ERP listed late is in the next run's overlap.
    let late = UNTIL - Duration::minutes(59);
    let (_sandbox, erp) = start(changed([late])).await;
    let next = erp.changed_since(changes.checkpoint());
    assert_eq!(all(next.until(UNTIL + Duration::DAY).send()).await.len(), 1);
}

#[tokio::test]
async fn events_come_with_their_installments_or_as_gone() {
    let moments = (0..9).map(|number| SINCE + Duration::HOUR * number);
    let (sandbox, erp) = start(changed(moments)).await;
    let events = all(erp.changed_since(SINCE).until(UNTIL).send()).await;
    let gone = &events[2];
    let path = format!("/v1/financeiro/eventos-financeiros/{gone}/parcelas");
    let missing = FaultRule::new(Fault::status(StatusCode::NOT_FOUND));
    sandbox.front().inject(missing.on(Method::GET, path));
    let failing = format!("/v1/financeiro/eventos-financeiros/{}/parcelas", events[5]);
    let refused = FaultRule::new(Fault::status(StatusCode::FORBIDDEN));
    sandbox.front().inject(refused.on(Method::GET, failing));

    let changes = erp.changed_since(SINCE).until(UNTIL).with_installments();
    let mut changes = changes.send();
    let (mut errors, mut states) = (0, Vec::new());
    loop {
        match changes.try_next().await {
            Ok(Some(change)) => states.push((change.event_id, change.state)),
            Ok(None) => break,
            Err(error) => {
                assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
                assert_eq!(changes.checkpoint().moment(), SINCE);
                errors += 1;
            }
        }
    }
    assert_eq!(errors, 1);
    let read: Vec<_> = states.iter().map(|(event, _)| event.clone()).collect();
    assert_eq!(read, events, "in order, each once, the failed one too");
    for (event, state) in &states {
        match state {
            EventState::Gone => assert_eq!(event, gone),
            EventState::Read(installments) => assert_eq!(installments.len(), 1),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_path_that_is_missing_does_not_make_events_gone() {
    let erp = Erp::with_json(r#"{"itens_totais":1,"itens":[{"id":"e1"}]}"#).await;
    let text = ResponseTemplate::new(404).set_body_raw("404 page not found\n", "text/plain");
    erp.answering_at(".*/e1/parcelas$", text).await;
    let changes = erp.client.changed_since(SINCE).until(SINCE);
    let mut changes = changes.with_installments().send();
    let error = changes.try_next().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn arguments_that_lose_changes_are_refused() {
    let erp = Erp::with_json("{}").await;
    for (changes, complaint) in [
        (
            erp.client.changed_since(UNTIL).until(SINCE),
            "the moment to start at is after the end",
        ),
        (
            erp.client.changed_since(SINCE).overlap(-Duration::SECOND),
            "overlap is negative",
        ),
    ] {
        let mut changes = changes.send();
        let error = changes.try_next().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Input, 0));
        assert!(error.to_string().contains(complaint), "{error}");
    }
    assert_eq!(erp.requests().await, 0);
}

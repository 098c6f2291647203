//! Ranges of days: what is asked for, what is refused, and where a list goes on.

use std::sync::Arc;
use std::time::Duration;

use blu_client::{ConfigureCall as _, Cursor, ErrorKind, Transport};
use client_core::retry::ExponentialBackoff;
use client_core::testing::{FakeTransport, Script};
use time::OffsetDateTime;
use time::macros::{date, datetime};

use crate::harness::{answer, asked, builder, scripted};

fn record(id: &str) -> String {
    format!(r#"{{"id":"{id}","gross_value":"1.00","net_value":"1.00","rate_value":"0.00"}}"#)
}

fn days(transport: &FakeTransport) -> Vec<String> {
    let cut = |url: String| {
        let query = url.split_once('?').unwrap().1.to_owned();
        query.replace("beginDate=", "").replace("&endDate=", "..")
    };
    asked(transport).into_iter().map(cut).collect()
}

#[tokio::test]
async fn a_long_range_is_asked_for_by_the_month_and_comes_as_one_list() {
    let months = ["dez", "jan", "fev", "mar"];
    let (blu, transport) = scripted(months.map(|id| answer(format!("[{}]", record(id)))));
    let list = blu
        .credits()
        .list(date!(2025 - 12 - 15), date!(2026 - 03 - 02))
        .send();
    let ids: Vec<_> = list
        .try_collect()
        .await
        .unwrap()
        .into_iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(ids, months.map(Into::into));
    assert_eq!(
        days(&transport),
        [
            "2025-12-15..2025-12-31",
            "2026-01-01..2026-01-31",
            "2026-02-01..2026-02-28",
            "2026-03-01..2026-03-02",
        ]
    );
}

#[tokio::test]
async fn a_month_without_records_is_not_the_end() {
    let (blu, _) = scripted([answer("[]"), answer(format!("[{}]", record("fev")))]);
    let list = blu
        .credits()
        .list(date!(2026 - 01 - 01), date!(2026 - 02 - 28))
        .send();
    assert_eq!(list.try_collect().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_list_goes_on_at_the_month_that_failed_now_or_in_another_run() {
    let (blu, transport) = scripted([
        answer(format!("[{}]", record("jan"))),
        Script::status(500),
        answer(format!("[{}]", record("fev"))),
        answer(format!("[{}]", record("fev"))),
    ]);
    let list = || {
        blu.debits()
            .list(date!(2026 - 01 - 01), date!(2026 - 02 - 28))
            .send()
    };
    let mut pages = list().into_pages();
    pages.try_next().await.unwrap();
    let kept = serde_json::to_string(pages.cursor().unwrap()).unwrap();
    pages.try_next().await.unwrap_err();
    let february = pages.try_next().await.unwrap().unwrap();
    assert_eq!(february.items[0].id.as_str(), "fev");
    assert!(pages.try_next().await.unwrap().is_none());

    let cursor: Cursor = serde_json::from_str(&kept).unwrap();
    let rest = list()
        .starting_at(cursor)
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rest[0].id.as_str(), "fev");
    let february = "2026-02-01..2026-02-28";
    assert_eq!(days(&transport)[1..], [february, february, february]);
}

#[tokio::test]
async fn a_damaged_cursor_is_told_from_a_place_in_the_list() {
    let (blu, transport) = scripted([answer("[]"), answer("[]")]);
    let list = || {
        let (begin, end) = (date!(2026 - 01 - 01), date!(2026 - 02 - 28));
        blu.debits().list(begin, end).send()
    };
    let mut pages = list().into_pages();
    pages.try_next().await.unwrap();
    let kept = pages.cursor().unwrap().to_string();
    let (list_and_style, _) = kept.rsplit_once(':').unwrap();
    // `2030-01-01`, which is in no month of the list, and `abc`.
    for place in ["MjAzMC0wMS0wMQ", "YWJj"] {
        let forged: Cursor = format!("{list_and_style}:{place}").parse().unwrap();
        let mut pages = list().starting_at(forged).unwrap();
        let error = pages.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
    }
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test]
async fn pages_and_months_are_one_list_too() {
    let page = |more, id| answer(format!(r#"{{"has_more":{more},"items":[{}]}}"#, record(id)));
    let (blu, transport) = scripted([page(true, "1"), page(false, "2"), page(false, "3")]);
    let list = blu
        .anticipations()
        .list_v2(date!(2026 - 01 - 31), date!(2026 - 02 - 01));
    let ids: Vec<_> = list
        .send()
        .try_collect()
        .await
        .unwrap()
        .into_iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(ids, ["1", "2", "3"].map(Into::into));
    assert_eq!(
        days(&transport),
        [
            "2026-01-31..2026-01-31&per_page=1000&page=1",
            "2026-01-31..2026-01-31&per_page=1000&page=2",
            "2026-02-01..2026-02-01&per_page=1000&page=1",
        ]
    );
}

async fn ask(now: OffsetDateTime, end: time::Date, anyway: bool) -> Result<(), String> {
    let transport = Arc::new(FakeTransport::new([answer("[]")]));
    let blu = builder("https://blu.invalid")
        .with_clock(move || now)
        .with_transport(Arc::clone(&transport) as Arc<dyn Transport>)
        .build()
        .unwrap();
    let list = blu.sales().list(date!(2026 - 02 - 01), end);
    let list = if anyway {
        list.even_if_incomplete()
    } else {
        list
    };
    let answer = list.send().try_collect().await;
    let sent = transport.requests().len();
    answer.map(|_| assert_eq!(sent, 1)).map_err(|error| {
        assert_eq!((error.kind(), sent), (ErrorKind::Input, 0));
        assert_eq!(error.operation(), Some("blu.sales.list"));
        error.to_string()
    })
}

#[tokio::test]
async fn days_that_are_not_whole_are_refused_with_the_reason_unless_wanted() {
    let today = date!(2026 - 02 - 20);
    let yesterday = date!(2026 - 02 - 19);
    let early = datetime!(2026-02-20 08:59:59 -3);
    let nine = datetime!(2026-02-20 09:00 -3);
    assert!(ask(nine, yesterday, false).await.is_ok());
    let refusal = ask(early, yesterday, false).await.unwrap_err();
    assert!(refusal.contains("09:00"), "{refusal}");
    let refusal = ask(nine, today, false).await.unwrap_err();
    assert!(
        refusal.contains("endDate 2026-02-20") && refusal.contains("D-1"),
        "{refusal}"
    );
    assert!(ask(early, yesterday, true).await.is_ok());
    assert!(ask(nine, today, true).await.is_ok());
}

#[tokio::test]
async fn ranges_that_run_backwards_are_refused_before_anything_is_sent() {
    let (blu, transport) = scripted([]);
    let (late, early) = (date!(2026 - 02 - 02), date!(2026 - 02 - 01));
    let backwards = blu.sales().list(late, early).even_if_incomplete().send();
    let error = backwards.try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(
        error.to_string().contains("beginDate 2026-02-02"),
        "{error}"
    );
    let canceled = blu
        .sales()
        .list(early, late)
        .canceled_between(late, early)
        .send();
    let error = canceled.try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("begindatecancel"), "{error}");
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn options_of_a_call_hold_for_every_request_of_the_list() {
    let busy = || Script::status(500);
    let (blu, transport) = scripted([busy(), answer("[]"), busy(), answer("[]")]);
    let eager = ExponentialBackoff::new().with_backoff(Duration::ZERO, 1);
    let list = blu
        .credits()
        .list(date!(2026 - 01 - 01), date!(2026 - 02 - 28))
        .with_retry_policy(Arc::new(eager));
    list.send().try_collect().await.unwrap();
    assert_eq!(transport.requests().len(), 4);
}

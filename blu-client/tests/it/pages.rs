//! Anticipations page by page: nothing lost, nothing twice, whatever a page cuts.

use std::sync::Arc;

use blu_client::model::LiquidationRecord;
use blu_client::{Blu, Cursor, Error, ErrorKind, Pager};
use client_core::testing::{FakeTransport, Script};
use time::macros::date;

use crate::harness::{answer, asked, on, scripted};

/// A part of an operation: its id and the ids of its installments.
type Part<'a> = (&'a str, &'a [&'a str]);

fn record((id, installments): Part<'_>, net: &str) -> String {
    let installments: Vec<_> = installments
        .iter()
        .map(|id| format!(r#"{{"id":"{id}"}}"#))
        .collect();
    format!(
        r#"{{"id":"{id}","gross_value":"{net}","net_value":"{net}","rate_value":"0.00",
            "released_at":"2026-02-02","liquidated_installments":[{}]}}"#,
        installments.join(",")
    )
}

fn page(has_more: bool, parts: &[Part<'_>]) -> Script {
    let items: Vec<_> = parts.iter().map(|part| record(*part, "10.00")).collect();
    answer(format!(
        r#"{{"page":1,"per_page":2,"itemsPerPage":2,"total_items":9,"has_more":{has_more},"items":[{}]}}"#,
        items.join(",")
    ))
}

fn february(blu: &Blu) -> Pager<LiquidationRecord> {
    let (begin, end) = (date!(2026 - 02 - 01), date!(2026 - 02 - 28));
    blu.anticipations().list_v2(begin, end).per_page(2).send()
}

/// Operation ids with the ids of their installments, all as one text.
fn told(records: &[LiquidationRecord]) -> String {
    let one = |record: &LiquidationRecord| {
        let parts: Vec<_> = record
            .installments
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        format!("{}:{}", record.id, parts.join("+"))
    };
    records.iter().map(one).collect::<Vec<_>>().join(" ")
}

async fn collect(scripts: impl IntoIterator<Item = Script>) -> Result<String, Error> {
    let (blu, _) = scripted(scripts);
    Ok(told(&february(&blu).try_collect().await?))
}

#[tokio::test]
async fn an_operation_that_goes_on_over_pages_comes_once_and_whole() {
    let list = collect([
        page(true, &[("a", &["1"]), ("b", &["2"])]),
        page(true, &[("b", &["3", "4"])]),
        page(true, &[("b", &["5"]), ("c", &["6"])]),
        page(false, &[("d", &["7", "8"])]),
    ]);
    assert_eq!(list.await.unwrap(), "a:1 b:2+3+4+5 c:6 d:7+8");
}

#[tokio::test]
async fn each_page_is_asked_for_once_with_its_number_and_size() {
    let (blu, transport) = scripted([
        page(true, &[("a", &["1"])]),
        page(true, &[("a", &["2"])]),
        page(false, &[("b", &["3"])]),
    ]);
    assert_eq!(february(&blu).try_collect().await.unwrap().len(), 2);
    let query = "beginDate=2026-02-01&endDate=2026-02-28&per_page=2&page";
    let path = "/conciliations/anticipations/installments";
    assert_eq!(
        asked(&transport),
        [1, 2, 3].map(|page| format!("{path}?{query}={page}"))
    );
}

#[tokio::test]
async fn has_more_alone_decides() {
    // Full and last, short and not last, empty and not last.
    assert_eq!(
        collect([page(false, &[("a", &["1", "2"])])]).await.unwrap(),
        "a:1+2"
    );
    let list = collect([
        page(true, &[("a", &["1"])]),
        page(true, &[]),
        page(true, &[]),
        page(false, &[("b", &["2"])]),
    ]);
    assert_eq!(list.await.unwrap(), "a:1 b:2");
    let unsaid = answer(r#"{"page":1,"items":[]}"#);
    assert_eq!(
        collect([unsaid]).await.unwrap_err().kind(),
        ErrorKind::Decode
    );
    let v1 = answer(format!("[{}]", record(("a", &["1"]), "1.00")));
    assert_eq!(
        collect([v1]).await.unwrap(),
        "a:1",
        "a bare list is all there is"
    );
}

#[tokio::test]
async fn the_next_page_need_not_begin_with_what_goes_on() {
    let list = collect([
        page(true, &[("a", &["1"]), ("b", &["2"])]),
        page(false, &[("c", &["3"]), ("b", &["4"])]),
    ]);
    assert_eq!(list.await.unwrap(), "a:1 b:2+4 c:3");
}

#[tokio::test]
async fn equal_ids_on_one_page_are_one_operation() {
    let list = collect([page(false, &[("a", &["1"]), ("b", &["2"]), ("a", &["3"])])]);
    assert_eq!(list.await.unwrap(), "a:1+3 b:2");
}

#[tokio::test]
async fn parts_that_do_not_fit_together_stop_the_list() {
    let disagreeing = [
        page(true, &[("a", &["1"])]),
        answer(format!(
            r#"{{"has_more":false,"items":[{}]}}"#,
            record(("a", &["2"]), "11.00")
        )),
    ];
    // The same page again and again, as a server does that ignores the number.
    let repeating = (0..5).map(|_| page(true, &[("a", &["1"])]));
    let scattered = [
        page(true, &[("a", &["1"]), ("b", &["2"])]),
        page(false, &[("c", &["3"]), ("a", &["4"])]),
    ];
    for (scripts, word) in [
        (disagreeing.to_vec(), "gross_value"),
        (repeating.collect(), "repeat"),
        (scattered.to_vec(), "do not follow"),
    ] {
        let error = collect(scripts).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains(word), "{error}");
        assert!(error.to_string().contains("list_v1"), "{error}");
    }
}

#[tokio::test]
async fn after_an_error_reading_goes_on_at_the_page_that_failed() {
    let (blu, transport) = scripted([
        page(true, &[("a", &["1"])]),
        page(true, &[("a", &["2"])]),
        Script::status(503),
        page(false, &[("a", &["3"]), ("b", &["4"])]),
    ]);
    let mut list = february(&blu);
    assert_eq!(list.try_next().await.unwrap_err().status().unwrap(), 503);
    assert_eq!(told(&list.try_collect().await.unwrap()), "a:1+2+3 b:4");
    let pages = asked(&transport);
    let pages: Vec<_> = pages
        .iter()
        .filter_map(|it| it.rsplit('=').next())
        .collect();
    assert_eq!(pages, ["1", "2", "3", "3"]);
}

const STORY: [(bool, &[Part<'_>]); 4] = [
    (true, &[("a", &["1"]), ("b", &["2"])]),
    (true, &[("b", &["3"]), ("c", &["4"])]),
    (true, &[("c", &["5", "6"])]),
    (false, &[("c", &["7"]), ("d", &["8"])]),
];

/// Answers from page `first` on.
fn story(first: usize) -> Arc<FakeTransport> {
    let pages = STORY.iter().skip(first - 1);
    Arc::new(FakeTransport::new(
        pages.map(|(more, parts)| page(*more, parts)),
    ))
}

#[tokio::test]
async fn a_kept_cursor_goes_on_without_loss_or_repetition() {
    let whole = told(&february(&on(&story(1))).try_collect().await.unwrap());
    assert_eq!(whole, "a:1 b:2+3 c:4+5+6+7 d:8");

    let mut pages = february(&on(&story(1))).into_pages();
    let mut read = Vec::new();
    let mut kept = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        read.extend(page.items);
        kept.extend(
            pages
                .cursor()
                .map(|cursor| (cursor.to_string(), read.clone())),
        );
    }
    assert_eq!(told(&read), whole);
    assert_eq!(kept.len(), 2, "after b, and after c");
    for ((cursor, mut read), first) in kept.into_iter().zip([2, 4]) {
        let transport = story(first);
        let list = february(&on(&transport));
        let cursor: Cursor = cursor.parse().unwrap();
        read.extend(
            list.starting_at(cursor)
                .unwrap()
                .try_collect()
                .await
                .unwrap(),
        );
        assert_eq!(told(&read), whole);
        let asked = asked(&transport);
        assert!(asked[0].ends_with(&format!("page={first}")), "{}", asked[0]);
    }
}

#[tokio::test]
async fn a_page_may_be_read_again() {
    let pages = [1, 2, 1, 2, 3, 4].map(|number| {
        let (more, parts) = STORY[number - 1];
        page(more, parts)
    });
    let (blu, _) = scripted(pages);
    let mut list = february(&blu);
    assert_eq!(list.try_next().await.unwrap().unwrap().id.as_str(), "a");
    // The page that was not handed out to its end comes again.
    let mut pages = list.into_pages();
    let mut read = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        read.extend(page.items);
    }
    assert_eq!(told(&read), "a:1 b:2+3 c:4+5+6+7 d:8");
}

#[tokio::test]
async fn a_cursor_is_of_one_list_only() {
    let mut pages = february(&on(&story(1))).into_pages();
    pages.try_next().await.unwrap();
    let cursor = pages.cursor().unwrap().clone();
    let blu = on(&story(1));
    let (begin, end) = (date!(2026 - 02 - 01), date!(2026 - 02 - 28));
    let other_size = blu.anticipations().list_v2(begin, end).per_page(3).send();
    assert_eq!(
        other_size.starting_at(cursor.clone()).unwrap_err().kind(),
        ErrorKind::Pagination
    );
    let other_report = blu.debits().list(begin, end).send();
    assert!(other_report.starting_at(cursor).is_err());
}

#[tokio::test]
async fn the_page_size_is_checked_before_anything_is_sent() {
    let (blu, transport) = scripted([]);
    let (begin, end) = (date!(2026 - 02 - 01), date!(2026 - 02 - 28));
    for size in [0, 4_001] {
        let list = blu
            .anticipations()
            .list_v2(begin, end)
            .per_page(size)
            .send();
        let error = list.try_collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains("per_page"), "{error}");
    }
    assert!(transport.requests().is_empty());
}

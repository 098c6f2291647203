//! Cursors that are kept and come back.

use base64::Engine as _;
use client_core::page::{Cursor, List, PageAnswer, Pager, Position, Style};
use client_core::testing::LeakCheck;
use client_core::{ErrorKind, Outcome};

use super::{TENS, list_url, numbered, numbers, pager, path_of, paths, slice};

#[tokio::test]
async fn a_kept_cursor_resumes_in_another_process() {
    let answer = |position: &Position| {
        Ok(PageAnswer::new(slice(numbered(position), 10, 95).collect()).with_total(Some(95)))
    };
    let (mut first, _) = pager(TENS, answer);
    for expected in 0..63 {
        assert_eq!(first.try_next().await.unwrap(), Some(expected));
    }
    let kept = serde_json::to_string(first.cursor().unwrap()).unwrap();
    drop(first);

    let cursor: Cursor = serde_json::from_str(&kept).unwrap();
    assert_eq!(cursor.list(), "test.items");
    let (second, asked) = pager(TENS, answer);
    let rest = second
        .starting_at(cursor)
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    // Page 7 comes again from its start.
    assert_eq!(rest, (60..95).collect::<Vec<_>>());
    assert_eq!(numbers(&asked), [7, 8, 9, 10]);
}

#[tokio::test]
async fn the_cursor_is_of_the_page_being_read_until_the_end() {
    let (mut pager, _) = pager(TENS, |position| {
        Ok(PageAnswer::new(
            slice(numbered(position), 10, 15).collect::<Vec<_>>(),
        ))
    });
    let text = |pager: &Pager<u64>| pager.cursor().map(ToString::to_string);
    let start = text(&pager).unwrap();
    assert!(start.starts_with("page1:test.items:"), "{start}");
    assert!(start.ends_with(":number:1:0"), "{start}");
    for _ in 0..10 {
        pager.try_next().await.unwrap();
        assert_eq!(text(&pager).unwrap(), start);
    }
    pager.try_next().await.unwrap();
    assert!(text(&pager).unwrap().ends_with(":number:2:10"));
    while pager.try_next().await.unwrap().is_some() {}
    assert_eq!(text(&pager), None);
    assert_eq!(pager.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let make = |list: List, style: Style| {
        Pager::<u64>::new(list, style, |_| async { Ok(PageAnswer::new(Vec::new())) })
    };
    let list = || {
        List::new("test.items")
            .filter("from", "2026-01-01")
            .filter("kind", "x")
    };
    let cursor = make(list(), TENS).cursor().unwrap().clone();
    let refused = |list: List, style: Style| {
        let error = make(list, style).starting_at(cursor.clone()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(error.operation().is_some());
    };
    refused(
        List::new("test.others")
            .filter("from", "2026-01-01")
            .filter("kind", "x"),
        TENS,
    );
    refused(list().filter("more", "y"), TENS);
    refused(
        List::new("test.items")
            .filter("from", "2026-01-02")
            .filter("kind", "x"),
        TENS,
    );
    refused(
        List::new("test.items")
            .filter("fro", "m2026-01-01")
            .filter("kind", "x"),
        TENS,
    );
    refused(list(), Style::Cursor);
    // Page 7 of ten items each is not page 7 of fifty.
    refused(list(), Style::Number { first: 1, size: 50 });
    let reordered = List::new("test.items")
        .filter("kind", "x")
        .filter("from", "2026-01-01");
    assert!(make(reordered, TENS).starting_at(cursor.clone()).is_ok());
}

#[test]
fn a_cursor_shows_neither_filters_nor_what_the_provider_gave() {
    let cursor: Cursor = "page1:test.items:0a0b0c:cursor:NTI5OTgyMjQ3MjU"
        .parse()
        .unwrap();
    assert_eq!(format!("{cursor:?}"), "Cursor(..)");
    let list = List::new("test.items").filter("cpf", "52998224725");
    let pager = Pager::<u64>::new(list, TENS, |_| async { Ok(PageAnswer::new(Vec::new())) });
    assert!(!pager.cursor().unwrap().to_string().contains("52998224725"));
}

#[test]
fn every_kind_of_cursor_survives_its_text_form() {
    for text in [
        "page1:a.b:000000:start",
        "page1:a.b:ffffff:number:3:200",
        "page1:a.b:0a0b0c:offset:18446744073709551615",
        "page1:a.b:0a0b0c:link:L3YxL2l0ZW1zP3BhZ2U9Mg",
        "page1:a.b:0a0b0c:cursor:w6nCow",
        "page1:a.b:0a0b0c:after:Og",
    ] {
        let cursor: Cursor = text.parse().unwrap();
        assert_eq!(cursor.to_string(), text);
    }
}

#[test]
fn a_text_that_is_no_cursor_is_refused_without_showing_it() {
    for text in [
        "",
        "52998224725",
        "page2:a:000000:start",
        "page1:a:000000:52998224725",
        "page1:52998224725\n:000000:start",
        "page1:a:000000:start:52998224725",
        "page1:a:000000:number:1",
        "page1:a:000000:number:-1:0",
        "page1:a:000000:offset:18446744073709551616",
        "page1:a:000000:link:****",
        "page1:a:000000:cursor:_w",
        "page1:a:zz:start",
    ] {
        let error = text.parse::<Cursor>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination, "{text}");
        assert!(!error.to_string().contains("52998224725"));
        assert!(serde_json::from_value::<Cursor>(text.into()).is_err());
    }
}

#[tokio::test]
async fn a_kept_link_cannot_lead_to_another_origin() {
    let style = || Style::NextLink { list: list_url() };
    let (mine, _) = pager(style(), |_| Ok(PageAnswer::new(Vec::<u64>::new())));
    let prefix = mine.cursor().unwrap().to_string().replace("start", "link:");
    for forged in [
        "https://evil.example.net/",
        "//evil.example.net/",
        "@evil.example.net/",
    ] {
        let forged = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(forged);
        let (pager, asked) = pager(style(), |_| Ok(PageAnswer::new(Vec::<u64>::new())));
        let cursor = format!("{prefix}{forged}").parse().unwrap();
        pager
            .starting_at(cursor)
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        let asked = paths(&asked);
        assert!(
            asked[0].starts_with("https://api.example.com/"),
            "{}",
            asked[0]
        );
    }
}

#[tokio::test]
async fn a_kept_link_leaves_out_the_filters_it_repeats() {
    let document = "529.982.247-25";
    let name = "João & filhos";
    let list = || {
        List::new("test.items")
            .filter("document", document)
            .filter("name", name)
            .filter("page", 2)
    };
    let links = [
        "?document=529.982.247-25&name=Jo%C3%A3o%20%26%20filhos&page=2",
        "?document=529.982.247-25&name=Jo%C3%A3o+%26+filhos&page=3",
    ];
    let make = || {
        let style = Style::NextLink { list: list_url() };
        Pager::new(list(), style, move |position| {
            let next = match path_of(&position) {
                start if start == "start" => links[0],
                second if second.ends_with(links[0]) => links[1],
                third if third.ends_with(links[1]) => "",
                other => panic!("asked for {other}"),
            };
            async move { Ok(PageAnswer::new(vec![next.len()]).with_next(Some(next))) }
        })
    };
    let check = LeakCheck::planted([document, name]);
    let mut pages = make().into_pages();
    for _ in 0..2 {
        pages.try_next().await.unwrap().unwrap();
        let kept = pages.cursor().unwrap().to_string();
        check.assert_clean("a cursor", &kept);
        let resumed = make().starting_at(kept.parse().unwrap()).unwrap();
        assert!(!resumed.try_collect().await.unwrap().is_empty());
    }
    assert_eq!(pages.try_next().await.unwrap().unwrap().items, [0]);
}

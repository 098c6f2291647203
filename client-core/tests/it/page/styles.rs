//! Where lists of each wire style go on and end.

use client_core::ErrorKind;
use client_core::page::{PageAnswer, Position, Style};

use super::{TENS, list_url, numbered, numbers, pager, path_of, paths, slice};

#[tokio::test]
async fn numbered_lists_end_by_their_rules() {
    struct Case {
        name: &'static str,
        answer: fn(u64) -> PageAnswer<u64>,
        items: u64,
        asked: u64,
    }
    let cases = [
        Case {
            name: "a short page",
            answer: |n| PageAnswer::new(slice(n, 10, 25).collect()),
            items: 25,
            asked: 3,
        },
        Case {
            name: "without a total a full last page costs an empty one",
            answer: |n| PageAnswer::new(slice(n, 10, 20).collect()),
            items: 20,
            asked: 3,
        },
        Case {
            name: "a total reached",
            answer: |n| PageAnswer::new(slice(n, 10, 20).collect()).with_total(Some(20)),
            items: 20,
            asked: 2,
        },
        Case {
            name: "a total beats a page that the provider cut",
            answer: |n| PageAnswer::new(slice(n, 4, 10).collect()).with_total(Some(10)),
            items: 10,
            asked: 3,
        },
        Case {
            name: "an empty page before the total is not the end",
            answer: |n| {
                let items = if n == 2 {
                    Vec::new()
                } else {
                    slice(n, 10, 40).collect()
                };
                PageAnswer::new(items).with_total(Some(40))
            },
            items: 30,
            asked: 5,
        },
        Case {
            name: "a total that is only a hint ends nothing",
            answer: |n| PageAnswer::new(slice(n, 10, 25).collect()).with_total_hint(Some(10)),
            items: 25,
            asked: 3,
        },
        Case {
            name: "a page count",
            answer: |n| PageAnswer::new(slice(n, 5, 20).collect()).with_page_count(Some(4)),
            items: 20,
            asked: 4,
        },
        Case {
            name: "a flag beats short and empty pages and the total",
            answer: |n| {
                let items = if n == 2 {
                    Vec::new()
                } else {
                    slice(n, 3, 12).collect()
                };
                PageAnswer::new(items)
                    .with_total(Some(3))
                    .with_more(Some(n < 4))
            },
            items: 9,
            asked: 4,
        },
        Case {
            name: "a flag ends a full page",
            answer: |n| PageAnswer::new(slice(n, 10, 50).collect()).with_more(Some(false)),
            items: 10,
            asked: 1,
        },
        Case {
            name: "an empty list",
            answer: |_| {
                PageAnswer::new(Vec::new())
                    .with_total(Some(0))
                    .with_page_count(Some(0))
            },
            items: 0,
            asked: 1,
        },
    ];
    for case in cases {
        let (pager, asked) = pager(TENS, move |position| Ok((case.answer)(numbered(position))));
        let items = pager.try_collect().await.unwrap();
        assert_eq!(items.len() as u64, case.items, "{}", case.name);
        assert_eq!(
            numbers(&asked),
            (1..=case.asked).collect::<Vec<_>>(),
            "{}",
            case.name
        );
    }
}

#[tokio::test]
async fn pages_may_count_from_zero() {
    let style = Style::Number { first: 0, size: 10 };
    let (pager, asked) = pager(style, |position| {
        Ok(
            PageAnswer::new(slice(numbered(position) + 1, 10, 20).collect())
                .with_page_count(Some(2)),
        )
    });
    assert_eq!(
        pager.try_collect().await.unwrap(),
        (0..20).collect::<Vec<_>>()
    );
    assert_eq!(numbers(&asked), [0, 1]);
}

#[tokio::test]
async fn offsets_go_on_where_the_page_was_cut() {
    let (pager, asked) = pager(Style::Offset { size: 10 }, |position| {
        let Position::Offset(offset) = position else {
            panic!("asked for {position:?}")
        };
        // The provider gives at most four, and once nothing.
        let take = if *offset == 8 { 0 } else { 4 };
        let items = (*offset..40).take(take).collect::<Vec<_>>();
        Ok(PageAnswer::new(items).with_total(Some(24)))
    });
    let items = pager.try_collect().await.unwrap();
    assert_eq!(numbers(&asked), [0, 4, 8, 18, 22]);
    assert_eq!(items, (0..8).chain(18..26).collect::<Vec<_>>());
}

#[tokio::test]
async fn links_absolute_and_relative_are_followed_verbatim_through_empty_pages() {
    let style = Style::NextLink { list: list_url() };
    let (pager, asked) = pager(style, |position| {
        let (items, next) = match path_of(position).as_str() {
            "start" => (
                vec![1, 2],
                Some("https://api.example.com/v1/items?page=2&pagination-key=a%2Fb+c"),
            ),
            "https://api.example.com/v1/items?page=2&pagination-key=a%2Fb+c" => {
                (vec![], Some("?page=3"))
            }
            "https://api.example.com/v1/items?page=3" => (vec![3], Some("/other//x/?page=4")),
            "https://api.example.com/other//x/?page=4" => (vec![4], Some("")),
            other => panic!("asked for {other}"),
        };
        Ok(PageAnswer::new(items).with_next(next))
    });
    assert_eq!(pager.try_collect().await.unwrap(), [1, 2, 3, 4]);
    assert_eq!(asked.lock().unwrap().len(), 4);
}

#[tokio::test]
async fn a_link_to_another_origin_is_refused_after_the_page_that_gave_it() {
    for link in [
        "https://evil.example.net/v1/items?page=2",
        "http://api.example.com/v1/items?page=2",
        "https://api.example.com:8443/v1/items?page=2",
        "//evil.example.net/v1/items",
        "https://user:pass@api.example.com/v1/items",
        "https://[",
    ] {
        let style = Style::NextLink { list: list_url() };
        let (mut pager, asked) = pager(style, move |_| {
            Ok(PageAnswer::new(vec![1]).with_next(Some(link)))
        });
        assert_eq!(pager.try_next().await.unwrap(), Some(1));
        let error = pager.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination, "{link}");
        assert!(!error.to_string().contains("evil"));
        assert_eq!(asked.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn an_opaque_cursor_ends_when_empty_and_the_flag_is_believed() {
    let (pager_without_flag, asked) = pager(Style::Cursor, |position| {
        Ok(match path_of(position).as_str() {
            "start" => PageAnswer::new(vec![1]).with_next(Some("a")),
            "a" => PageAnswer::new(vec![]).with_next(Some("b")),
            "b" => PageAnswer::new(vec![2]).with_next(Some("")),
            other => panic!("asked for {other}"),
        })
    });
    assert_eq!(pager_without_flag.try_collect().await.unwrap(), [1, 2]);
    assert_eq!(paths(&asked), ["start", "a", "b"]);

    let (flagged, asked) = pager(Style::Cursor, |_| {
        Ok(PageAnswer::new(vec![1])
            .with_next(Some("a"))
            .with_more(Some(false)))
    });
    assert_eq!(flagged.try_collect().await.unwrap(), [1]);
    assert_eq!(paths(&asked), ["start"]);

    let (mut promised, _) = pager(Style::Cursor, |_| {
        Ok(PageAnswer::new(vec![1])
            .with_next(None::<String>)
            .with_more(Some(true)))
    });
    assert_eq!(promised.try_next().await.unwrap(), Some(1));
    let error = promised.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
}

#[tokio::test]
async fn keyed_lists_go_on_after_the_last_key() {
    let (pager, asked) = pager(Style::Keyed { size: 3 }, |position| {
        let after = match position {
            Position::Start => 0,
            Position::After(key) => key.parse::<u64>().unwrap(),
            other => panic!("asked for {other:?}"),
        };
        let items: Vec<_> = (after + 1..=7).take(3).collect();
        let last = items.last().map(u64::to_string);
        Ok(PageAnswer::new(items).with_next(last))
    });
    assert_eq!(
        pager.try_collect().await.unwrap(),
        (1..=7).collect::<Vec<_>>()
    );
    assert_eq!(paths(&asked), ["start", "3", "6"]);
}

#[tokio::test]
async fn a_repeated_cursor_is_an_error_after_the_items_that_came_with_it() {
    // start → a → b → a: a circle longer than one.
    let (mut pager, asked) = pager(Style::Cursor, |position| {
        let (item, next) = match path_of(position).as_str() {
            "start" => (1, "a"),
            "a" => (2, "b"),
            _ => (3, "a"),
        };
        Ok(PageAnswer::new(vec![item]).with_next(Some(next)))
    });
    for expected in 1..=3 {
        assert_eq!(pager.try_next().await.unwrap(), Some(expected));
    }
    let error = pager.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(error.operation(), Some("test.items"));
    assert_eq!(paths(&asked), ["start", "a", "b"]);
    // It stays on the page that made no sense, and reads it again when asked.
    assert!(pager.cursor().is_some());
    assert_eq!(pager.try_next().await.unwrap(), Some(3));
    assert_eq!(
        pager.try_next().await.unwrap_err().kind(),
        ErrorKind::Pagination
    );
    assert_eq!(paths(&asked), ["start", "a", "b", "b"]);
}

#[tokio::test]
async fn a_cursor_that_repeats_itself_at_once_is_an_error() {
    let (mut pager, asked) = pager(Style::Cursor, |_| {
        Ok(PageAnswer::new(vec![1]).with_next(Some("a")))
    });
    pager.try_next().await.unwrap();
    pager.try_next().await.unwrap();
    assert_eq!(
        pager.try_next().await.unwrap_err().kind(),
        ErrorKind::Pagination
    );
    assert_eq!(paths(&asked), ["start", "a"]);
}

#[tokio::test]
async fn a_resumed_page_that_leads_to_itself_is_noticed_at_once() {
    let stuck = |_: &Position| Ok(PageAnswer::new(vec![1]).with_next(Some("a")));
    let (mut first, _) = pager(Style::Cursor, stuck);
    first.try_next().await.unwrap();
    first.try_next().await.unwrap();
    let cursor = first.cursor().unwrap().clone();
    let (resumed, asked) = pager(Style::Cursor, stuck);
    let error = resumed.starting_at(cursor).unwrap().try_collect().await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Pagination);
    assert_eq!(paths(&asked), ["a"]);
}

#[tokio::test]
async fn a_provider_that_never_ends_is_stopped() {
    let (pager_of_full_pages, asked) = pager(TENS, |_| Ok(PageAnswer::new(vec![0; 10])));
    let mut pages = pager_of_full_pages.with_page_limit(20).into_pages();
    for _ in 0..20 {
        assert!(pages.try_next().await.unwrap().is_some());
    }
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(
        pages
            .cursor()
            .unwrap()
            .to_string()
            .ends_with("number:21:200")
    );
    assert_eq!(asked.lock().unwrap().len(), 20);

    let (empty, asked) = pager(TENS, |_| {
        Ok(PageAnswer::new(Vec::<u64>::new()).with_more(Some(true)))
    });
    let error = empty.try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(asked.lock().unwrap().len() <= 1_001);
}

//! Pagers of every wire style over a provider in memory.

mod cursors;
mod styles;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use client_core::page::{List, PageAnswer, Pager, Position, Style};
use client_core::{Error, ErrorKind, Outcome, Result};
use futures_util::StreamExt as _;
use tokio::task::yield_now;
use url::Url;

/// What was asked for, in order.
type Asked = Arc<Mutex<Vec<Position>>>;

/// A pager whose pages come from a plain function of the position.
fn pager<T: Send + 'static>(
    style: Style,
    answer: impl Fn(&Position) -> Result<PageAnswer<T>> + Send + 'static,
) -> (Pager<T>, Asked) {
    let asked = Asked::default();
    let log = asked.clone();
    let pager = Pager::new(List::new("test.items"), style, move |position| {
        log.lock().unwrap().push(position.clone());
        let answer = answer(&position);
        async move {
            yield_now().await;
            answer
        }
    });
    (pager, asked)
}

fn numbers(asked: &Asked) -> Vec<u64> {
    let number = |position: &Position| match position {
        Position::Number(number) | Position::Offset(number) => *number,
        other => panic!("{other:?} has no number"),
    };
    asked.lock().unwrap().iter().map(number).collect()
}

/// Items of page `number` (from 1) of a list of `total`.
fn slice(number: u64, size: u64, total: u64) -> Range<u64> {
    let start = (number - 1) * size;
    start.min(total)..(start + size).min(total)
}

fn numbered(position: &Position) -> u64 {
    match position {
        Position::Number(number) => *number,
        other => panic!("asked for {other:?}"),
    }
}

const TENS: Style = Style::Number { first: 1, size: 10 };

fn failure() -> Error {
    Error::new(
        ErrorKind::Connect,
        Outcome::NotSent,
        "no connection to the server",
    )
}

fn list_url() -> Url {
    Url::parse("https://api.example.com/v1/items?size=2").unwrap()
}

fn path_of(position: &Position) -> String {
    match position {
        Position::Start => "start".to_owned(),
        Position::Link(link) => link.to_string(),
        Position::Cursor(text) | Position::After(text) => text.clone(),
        other => panic!("asked for {other:?}"),
    }
}

fn paths(asked: &Asked) -> Vec<String> {
    asked.lock().unwrap().iter().map(path_of).collect()
}

/// An item that knows how many of its kind are alive.
struct Counted(u64, Arc<AtomicUsize>);

impl Counted {
    fn new(value: u64, alive: &Arc<AtomicUsize>) -> Self {
        alive.fetch_add(1, Ordering::Relaxed);
        Self(value, alive.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn most_alive(read_ahead: bool) -> usize {
    let alive = Arc::new(AtomicUsize::new(0));
    let style = Style::Number {
        first: 1,
        size: 500,
    };
    let (mut pager, _) = pager(style, {
        let alive = alive.clone();
        move |position| {
            let items = slice(numbered(position), 500, 100_000);
            let items = items.map(|value| Counted::new(value, &alive)).collect();
            Ok(PageAnswer::new(items).with_total(Some(100_000)))
        }
    });
    if read_ahead {
        pager = pager.read_ahead();
    }
    let (mut next, mut most) = (0, 0);
    while let Some(item) = pager.try_next().await.unwrap() {
        assert_eq!(item.0, next);
        next += 1;
        most = most.max(alive.load(Ordering::Relaxed));
    }
    assert_eq!(next, 100_000);
    assert_eq!(alive.load(Ordering::Relaxed), 0);
    most
}

#[tokio::test]
async fn a_long_list_holds_one_page_in_memory() {
    assert_eq!(most_alive(false).await, 500);
}

#[tokio::test]
async fn reading_ahead_holds_two_pages_in_memory() {
    let most = most_alive(true).await;
    assert!((501..=1_000).contains(&most), "{most} alive");
}

#[tokio::test]
async fn an_error_in_page_seven_resumes_at_page_seven() {
    for read_ahead in [false, true] {
        let failures = AtomicUsize::new(2);
        let (mut pager, asked) = pager(TENS, move |position| {
            let number = numbered(position);
            let failing = number == 7
                && failures
                    .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                        left.checked_sub(1)
                    })
                    .is_ok();
            if failing {
                return Err(failure());
            }
            Ok(PageAnswer::new(slice(number, 10, 95).collect()))
        });
        if read_ahead {
            pager = pager.read_ahead();
        }
        let (mut items, mut errors) = (Vec::new(), 0);
        while let Some(item) = pager.next().await {
            match item {
                Ok(item) => items.push(item),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Connect);
                    assert_eq!(items.len(), 60);
                    errors += 1;
                }
            }
        }
        assert_eq!(errors, 2);
        assert_eq!(items, (0..95).collect::<Vec<_>>());
        assert_eq!(numbers(&asked), [1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 9, 10]);
    }
}

#[tokio::test]
async fn reading_ahead_gives_the_same_and_asks_earlier() {
    let answer = |position: &Position| {
        Ok(PageAnswer::new(
            slice(numbered(position), 10, 95).collect::<Vec<_>>(),
        ))
    };
    let (plain, plain_asked) = pager(TENS, answer);
    let (ahead, ahead_asked) = pager(TENS, answer);
    let mut ahead = ahead.read_ahead();
    let first = ahead.try_next().await.unwrap().unwrap();
    assert_eq!(numbers(&ahead_asked), [1, 2]);
    assert!(ahead.cursor().unwrap().to_string().ends_with("number:1:0"));
    let mut items = vec![first];
    items.extend(ahead.try_collect().await.unwrap());
    assert_eq!(items, plain.try_collect().await.unwrap());
    assert_eq!(numbers(&ahead_asked), numbers(&plain_asked));
}

#[tokio::test]
async fn a_dropped_pager_stops_what_it_asked_for_ahead() {
    struct Told(Option<tokio::sync::oneshot::Sender<()>>);
    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.take().unwrap().send(());
        }
    }
    let (sender, dropped) = tokio::sync::oneshot::channel();
    let told = Mutex::new(Some(Told(Some(sender))));
    let mut pager = Pager::new(List::new("test.items"), TENS, move |position| {
        let second = (numbered(&position) == 2).then(|| told.lock().unwrap().take());
        async move {
            if second.is_some() {
                std::future::pending::<()>().await;
            }
            Ok(PageAnswer::new(vec![0; 10]))
        }
    })
    .read_ahead();
    pager.try_next().await.unwrap();
    yield_now().await;
    drop(pager);
    let dropped = tokio::time::timeout(Duration::from_secs(5), dropped).await;
    assert!(matches!(dropped, Ok(Ok(()))));
}

#[tokio::test]
async fn a_dropped_poll_loses_nothing() {
    let (mut pager, asked) = pager(TENS, |position| {
        Ok(PageAnswer::new(
            slice(numbered(position), 10, 15).collect::<Vec<_>>(),
        ))
    });
    let mut items = Vec::new();
    while asked.lock().unwrap().len() < 10 {
        // Every first poll of a page is dropped while the page is under way.
        let poll = tokio::time::timeout(Duration::ZERO, pager.try_next()).await;
        match poll {
            Ok(Ok(Some(item))) => items.push(item),
            Ok(Ok(None)) => break,
            Ok(Err(error)) => panic!("{error}"),
            Err(_) => {}
        }
    }
    assert_eq!(items, (0..15).collect::<Vec<_>>());
    assert_eq!(numbers(&asked), [1, 2]);
}

#[tokio::test]
async fn pages_come_whole_with_total_and_cursor() {
    let (pager_of_pages, _) = pager(TENS, |position| {
        Ok(
            PageAnswer::new(slice(numbered(position), 10, 15).collect::<Vec<_>>())
                .with_total(Some(15)),
        )
    });
    let mut pages = pager_of_pages.into_pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.items, (0..10).collect::<Vec<_>>());
    assert_eq!(first.total, Some(15));
    assert!(first.cursor.to_string().ends_with("number:1:0"));
    assert!(pages.cursor().unwrap().to_string().ends_with("number:2:10"));
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!(second.items, (10..15).collect::<Vec<_>>());
    assert_eq!(pages.cursor(), None);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn turning_to_pages_midway_brings_the_begun_page_again() {
    let (mut pager, _) = pager(TENS, |position| {
        Ok(PageAnswer::new(
            slice(numbered(position), 10, 15).collect::<Vec<_>>(),
        ))
    });
    for _ in 0..3 {
        pager.try_next().await.unwrap();
    }
    let page = pager.into_pages().try_next().await.unwrap().unwrap();
    assert_eq!(page.items, (0..10).collect::<Vec<_>>());
}

#[test]
fn a_pager_can_be_moved_between_threads_and_polled_anywhere() {
    fn check<S: futures_core::Stream + Send + Unpin>(_: &S) {}
    let (items, _) = pager(TENS, |_| {
        Ok(PageAnswer::new(vec![std::marker::PhantomPinned]))
    });
    check(&items);
    check(&items.into_pages());
}

//! What the pages of each style look like.
//!
//! A page without its list is an error and not the end: `null` is an empty list, a missing one is
//! an answer of another shape.

use client_core::http::Response;
use client_core::page::PageAnswer;
use client_core::wire::null_as_empty;
use client_core::{Error, Executor, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::PagingStyle;

#[derive(Deserialize)]
struct Data<T> {
    data: T,
}

/// The container of the third statement is not published; these are its likely names.
#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Statement<T> {
    #[serde(
        rename = "statement",
        alias = "statements",
        alias = "content",
        deserialize_with = "null_as_empty"
    )]
    items: Vec<T>,
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Transactions<T> {
    #[serde(rename = "transactions", deserialize_with = "null_as_empty")]
    items: Vec<T>,
    #[serde(rename = "hashNextPage")]
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Tokens<T> {
    #[serde(
        rename = "favored",
        alias = "limits",
        deserialize_with = "null_as_empty"
    )]
    items: Vec<T>,
    #[serde(rename = "nextToken")]
    next: Option<String>,
    #[serde(rename = "hasMore")]
    more: Option<bool>,
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Payments<T> {
    #[serde(rename = "payments", deserialize_with = "null_as_empty")]
    items: Vec<T>,
    #[serde(rename = "cursor")]
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct List<T> {
    #[serde(deserialize_with = "null_as_empty")]
    data: Vec<T>,
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct BancoCentral<T> {
    parametros: Option<Parameters>,
    #[serde(
        rename = "recs",
        alias = "cobsr",
        alias = "loc",
        deserialize_with = "null_as_empty"
    )]
    items: Vec<T>,
}

#[derive(Deserialize)]
struct Parameters {
    paginacao: Option<Pages>,
}

#[derive(Deserialize)]
struct Pages {
    #[serde(rename = "quantidadeDePaginas")]
    pages: Option<u64>,
    #[serde(rename = "quantidadeTotalDeItens")]
    total: Option<u64>,
}

/// Reads a page of this style.
pub(super) fn read<T: DeserializeOwned>(
    style: PagingStyle,
    executor: &Executor,
    operation: &'static str,
    response: &Response,
) -> Result<PageAnswer<T>> {
    Ok(match style {
        PagingStyle::None => return Err(Error::config("this operation has no pages")),
        PagingStyle::PageNumber => {
            let page: Data<Statement<T>> = executor.decode(operation, response)?;
            until_empty(page.data.items)
        }
        PagingStyle::HashToken => {
            let page: Data<Transactions<T>> = executor.decode(operation, response)?;
            PageAnswer::new(page.data.items).with_next(page.data.next)
        }
        PagingStyle::NextToken => {
            let page: Tokens<T> = executor.decode(operation, response)?;
            PageAnswer::new(page.items)
                .with_next(page.next)
                .with_more(page.more)
        }
        PagingStyle::Cursor => {
            let page: Payments<T> = executor.decode(operation, response)?;
            PageAnswer::new(page.items).with_next(page.next)
        }
        PagingStyle::PageAndSize => {
            let page: List<T> = executor.decode(operation, response)?;
            until_empty(page.data)
        }
        PagingStyle::BancoCentral => {
            let page: BancoCentral<T> = executor.decode(operation, response)?;
            match page.parametros.and_then(|parameters| parameters.paginacao) {
                Some(Pages {
                    pages: Some(pages),
                    total,
                }) => PageAnswer::new(page.items)
                    .with_page_count(Some(pages))
                    .with_total_hint(total),
                _ => until_empty(page.items),
            }
        }
    })
}

/// Nothing is said about what follows, and nobody knows at what size the provider cuts a page: a
/// short page is not taken for the last one, which costs one call and loses nothing.
fn until_empty<T>(items: Vec<T>) -> PageAnswer<T> {
    let more = !items.is_empty();
    PageAnswer::new(items).with_more(Some(more))
}

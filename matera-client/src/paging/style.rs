//! How lists are split.

use std::ops::RangeInclusive;

use client_core::Paging;
use client_core::page::Style;

/// How an operation splits its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PagingStyle {
    /// One answer.
    None,
    /// `pageNumber` from 0 and `pageSize`.
    PageNumber,
    /// `hashNextPage`, an opaque text, and `pageLimit`.
    HashToken,
    /// `nextToken` and `pageSize`; the answer says `hasMore`.
    NextToken,
    /// `cursor` and `pageSize`.
    Cursor,
    /// `page` from 0 and `size`; the answer says nothing about what follows.
    PageAndSize,
    /// `paginacao.paginaAtual` from 0 and `paginacao.itensPorPagina`, as in the Banco Central's
    /// Pix API.
    BancoCentral,
}

impl PagingStyle {
    pub(crate) const fn paging(self) -> Paging {
        match self {
            Self::None => Paging::None,
            Self::PageNumber | Self::PageAndSize | Self::BancoCentral => Paging::Number,
            Self::HashToken | Self::NextToken | Self::Cursor => Paging::Cursor,
        }
    }

    /// The parameter that says which page.
    pub(crate) fn position_parameter(self) -> &'static str {
        match self {
            Self::None => "",
            Self::PageNumber => "pageNumber",
            Self::HashToken => "hashNextPage",
            Self::NextToken => "nextToken",
            Self::Cursor => "cursor",
            Self::PageAndSize => "page",
            Self::BancoCentral => "paginacao.paginaAtual",
        }
    }

    /// The parameter that says how many items a page has.
    pub(crate) fn size_parameter(self) -> &'static str {
        match self {
            Self::None => "",
            Self::PageNumber | Self::NextToken | Self::Cursor => "pageSize",
            Self::HashToken => "pageLimit",
            Self::PageAndSize => "size",
            Self::BancoCentral => "paginacao.itensPorPagina",
        }
    }

    /// The page sizes that the provider takes, as far as it says so.
    pub(crate) fn sizes(self) -> RangeInclusive<u64> {
        match self {
            Self::PageNumber => 1..=100,
            Self::HashToken => 1..=2_147_483_646,
            Self::BancoCentral => 1..=1_000,
            Self::None | Self::NextToken | Self::Cursor | Self::PageAndSize => 1..=u64::MAX,
        }
    }

    /// The page size that is sent unless the caller says otherwise; `None` leaves it to the
    /// provider, whose largest is not known.
    pub(crate) fn default_size(self) -> Option<u64> {
        match self {
            Self::PageNumber | Self::HashToken => Some(100),
            Self::None
            | Self::NextToken
            | Self::Cursor
            | Self::PageAndSize
            | Self::BancoCentral => None,
        }
    }

    /// The style in terms of the pager. A size that is not sent does not decide anything: pages of
    /// those styles say themselves whether there is more.
    pub(crate) fn style(self, size: Option<u64>) -> Style {
        match self.paging() {
            Paging::Number => Style::Number {
                first: 0,
                size: size.unwrap_or(1),
            },
            _ => Style::Cursor,
        }
    }
}

//! What a provider says about one page.

use std::fmt;

/// One page as the provider gave it. Say what the envelope says and leave out what it does not;
/// the [`Style`](super::Style) knows what to make of it.
pub struct PageAnswer<T> {
    pub(super) items: Vec<T>,
    pub(super) total: Option<u64>,
    pub(super) total_decides: bool,
    pub(super) pages: Option<u64>,
    pub(super) more: Option<bool>,
    pub(super) next: Option<String>,
}

impl<T> PageAnswer<T> {
    /// A page with these items and nothing said about what follows.
    pub fn new(items: Vec<T>) -> Self {
        Self {
            items,
            total: None,
            total_decides: false,
            pages: None,
            more: None,
            next: None,
        }
    }

    /// How many items the whole list has. Decides where a numbered or offset list ends, so give it
    /// only where the provider can be trusted to count; a total that is too low would lose items.
    #[must_use]
    pub fn with_total(mut self, items: Option<u64>) -> Self {
        self.total = items;
        self.total_decides = true;
        self
    }

    /// How many items the provider thinks there are; shown on the page and otherwise ignored.
    #[must_use]
    pub fn with_total_hint(mut self, items: Option<u64>) -> Self {
        self.total = items;
        self.total_decides = false;
        self
    }

    /// How many pages the whole list has.
    #[must_use]
    pub fn with_page_count(mut self, pages: Option<u64>) -> Self {
        self.pages = pages;
        self
    }

    /// Whether the provider says that there is more. Believed above everything else.
    #[must_use]
    pub fn with_more(mut self, more: Option<bool>) -> Self {
        self.more = more;
        self
    }

    /// The link, cursor or last key to go on from. An empty text counts as none.
    #[must_use]
    pub fn with_next(mut self, next: Option<impl Into<String>>) -> Self {
        self.next = next.map(Into::into).filter(|next| !next.is_empty());
        self
    }
}

impl<T> fmt::Debug for PageAnswer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageAnswer")
            .field("items", &self.items.len())
            .field("total", &self.total)
            .field("pages", &self.pages)
            .field("more", &self.more)
            .field("has_next", &self.next.is_some())
            .finish_non_exhaustive()
    }
}

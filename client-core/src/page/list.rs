//! Which list a cursor belongs to.

use std::fmt;

use aws_lc_rs::digest;
use url::form_urlencoded;

use super::cursor::Place;
use crate::http::Call;

/// A list and its filters. A cursor works only with the list it came from.
#[derive(Clone)]
pub struct List {
    name: &'static str,
    filters: Vec<(String, String)>,
}

impl List {
    /// A list by its low-cardinality name, such as `contaazul.receivables.search`, without
    /// filters.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            filters: Vec::new(),
        }
    }

    /// The list that `call` asks for: its operation, path arguments, query and body. Take it
    /// before the page is put on the call.
    pub fn of(call: &Call) -> Self {
        call.filters()
            .into_iter()
            .fold(Self::new(call.name()), |list, (name, value)| {
                list.filter(name, value)
            })
    }

    /// Adds a filter. The order of filters does not matter.
    #[must_use]
    pub fn filter(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        self.filters.push((name.into(), value.to_string()));
        self
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// The place without the values of filters that a link repeats, so that a kept cursor does not
    /// hold them. Only a list with the same filters can [`reveal`](Self::reveal) it.
    pub(super) fn hide(&self, place: Place) -> Place {
        let Place::Link(mut link) = place else {
            return place;
        };
        for (mark, value) in self.spellings() {
            link = link.replace(&value, &mark);
        }
        Place::Link(link)
    }

    /// Undoes [`hide`](Self::hide), last step first.
    pub(super) fn reveal(&self, place: &Place) -> Place {
        let Place::Link(link) = place else {
            return place.clone();
        };
        let mut link = link.clone();
        for (mark, value) in self.spellings().iter().rev() {
            link = link.replace(mark, value);
        }
        Place::Link(link)
    }

    /// The ways in which a link may spell the value of each filter, and what stands in for each.
    /// The mark has a control character, which no address holds as it is.
    fn spellings(&self) -> Vec<(String, String)> {
        let form =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        self.sorted()
            .into_iter()
            .map(|(_, value)| value)
            // Shorter values tell nothing and would be found by chance.
            .filter(|value| value.len() >= 4)
            .flat_map(move |value| {
                let form = form(value);
                [form.replace('+', "%20"), form, value.clone()]
            })
            .enumerate()
            .map(|(number, spelling)| (format!("\u{1}{number}\u{1}"), spelling))
            .collect()
    }

    fn sorted(&self) -> Vec<&(String, String)> {
        let mut filters: Vec<_> = self.filters.iter().collect();
        filters.sort_unstable();
        filters
    }

    /// A hash of the filters in 24 bits: enough to notice a mix-up, and so short that some sixty CPFs
    /// share each value.
    pub(super) fn fingerprint(&self) -> u32 {
        let mut context = digest::Context::new(&digest::SHA256);
        for text in self
            .sorted()
            .into_iter()
            .flat_map(|(name, value)| [name, value])
        {
            context.update(&text.len().to_be_bytes());
            context.update(text.as_bytes());
        }
        let hash = context.finish();
        hash.as_ref()
            .iter()
            .take(3)
            .fold(0, |sum, &byte| (sum << 8) | u32::from(byte))
    }
}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

//! The events of a company, found by id without a search: sandboxes are filled with tens of
//! thousands.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};

use super::ledger::{Event, Installment};

/// Events in the order they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    events: Vec<Event>,
    places: HashMap<String, usize>,
    installments: HashMap<String, (usize, usize)>,
}

impl Book {
    pub(super) fn push(&mut self, event: Event) {
        let place = self.events.len();
        self.places.insert(event.id.clone(), place);
        let ids = event.installments.iter().map(|one| one.id.clone());
        let ids = ids.zip(0..).map(|(id, within)| (id, (place, within)));
        self.installments.extend(ids);
        self.events.push(event);
    }

    /// Takes an event out, if it is there.
    pub(super) fn remove(&mut self, id: &str) {
        let mut left = std::mem::take(self).events;
        left.retain(|event| event.id != id);
        left.into_iter().for_each(|event| self.push(event));
    }

    pub(super) fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(*self.places.get(id)?)
    }

    pub(super) fn installment(&self, id: &str) -> Option<(&Event, &Installment)> {
        let (event, within) = self.installments.get(id)?;
        let event = self.events.get(*event)?;
        Some((event, event.installments.get(*within)?))
    }

    pub(super) fn installment_mut(&mut self, id: &str) -> Option<&mut Installment> {
        let (event, within) = self.installments.get(id)?;
        let event = self.events.get_mut(*event)?;
        event.installments.get_mut(*within)
    }
}

impl Deref for Book {
    type Target = [Event];

    fn deref(&self) -> &[Event] {
        &self.events
    }
}

impl DerefMut for Book {
    fn deref_mut(&mut self) -> &mut [Event] {
        &mut self.events
    }
}

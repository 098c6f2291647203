//! What a provider says of a consent, and what that changes.

use time::OffsetDateTime;

use super::record::{ConsentChange, ConsentEvent, ConsentRecord, EndedBy};
use crate::audit::Expiry;

/// A consent as a provider shows it at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentSighting {
    pub(super) standing: Standing,
    pub(super) since: Option<OffsetDateTime>,
    pub(super) scopes: Vec<String>,
    pub(super) until: Expiry,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Awaiting,
    Granted,
    Ended {
        how: ConsentEvent,
        by: Option<EndedBy>,
        reason: Option<String>,
    },
}

impl ConsentSighting {
    /// Nobody has agreed yet, or the provider says something that changes nothing.
    pub fn awaiting() -> Self {
        Self::of(Standing::Awaiting)
    }

    /// It is in force: what it allows, in the provider's words, and until when.
    pub fn granted<S: Into<String>>(scopes: impl IntoIterator<Item = S>, until: Expiry) -> Self {
        Self {
            scopes: scopes.into_iter().map(Into::into).collect(),
            until,
            ..Self::of(Standing::Granted)
        }
    }

    /// The holder or the institution said no.
    pub fn rejected(by: Option<EndedBy>, reason: Option<String>) -> Self {
        Self::ended(ConsentEvent::Rejected, by, reason)
    }

    /// It was withdrawn.
    pub fn revoked(by: Option<EndedBy>, reason: Option<String>) -> Self {
        Self::ended(ConsentEvent::Revoked, by, reason)
    }

    /// Its time ran out.
    pub fn expired(reason: Option<String>) -> Self {
        Self::ended(ConsentEvent::Expired, None, reason)
    }

    /// It served its purpose.
    pub fn used() -> Self {
        Self::ended(ConsentEvent::Used, None, None)
    }

    /// Since when it stands so, as the provider says.
    #[must_use]
    pub fn since(mut self, moment: Option<OffsetDateTime>) -> Self {
        self.since = moment;
        self
    }

    fn ended(how: ConsentEvent, by: Option<EndedBy>, reason: Option<String>) -> Self {
        Self::of(Standing::Ended { how, by, reason })
    }

    fn of(standing: Standing) -> Self {
        Self {
            standing,
            since: None,
            scopes: Vec::new(),
            until: Expiry::Indefinite,
        }
    }

    /// What it changes of a record, if anything. After an end nothing does: an answer that was
    /// under way may still show what was.
    pub(super) fn change_of(
        &self,
        record: &ConsentRecord,
        now: OffsetDateTime,
    ) -> Option<ConsentChange> {
        if record.state().is_end() {
            return None;
        }
        let change = |what| ConsentChange {
            what,
            recorded_at: now,
            happened_at: self.since,
            scopes: self.scopes.clone(),
            until: self.until,
            ended_by: None,
            reason: None,
        };
        match &self.standing {
            Standing::Awaiting => None,
            Standing::Granted => self.grant_changes(record).map(change),
            Standing::Ended { how, by, reason } => Some(ConsentChange {
                scopes: Vec::new(),
                until: record.until(),
                ended_by: by.clone(),
                reason: reason.clone(),
                ..change(match how {
                    // Some providers have one word for both.
                    ConsentEvent::Rejected if record.is_in_force() => ConsentEvent::Revoked,
                    _ => how.clone(),
                })
            }),
        }
    }

    fn grant_changes(&self, record: &ConsentRecord) -> Option<ConsentEvent> {
        if !record.is_in_force() {
            return Some(ConsentEvent::Granted);
        }
        match (record.until(), self.until) {
            (before, after) if before == after => {
                (record.granted_scopes() != self.scopes).then_some(ConsentEvent::Changed)
            }
            (Expiry::Indefinite, Expiry::At(_)) => Some(ConsentEvent::Changed),
            (Expiry::At(before), Expiry::At(after)) if after < before => {
                Some(ConsentEvent::Changed)
            }
            _ => Some(ConsentEvent::Renewed),
        }
    }
}

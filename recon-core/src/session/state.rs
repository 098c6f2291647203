//! What a session remembers from one day to the next.

use super::weigh::Touched;
use super::{Confirmed, Entries, Pairing, Session, SessionError, Side};
use crate::entry::Entry;
use crate::plan::Plan;

/// The version that this crate writes and reads.
const VERSION: u32 = 1;

/// A session without its plan: entries, confirmed and rejected matches. Proposals are not kept;
/// they follow from these.
///
/// With the feature `serde` it reads and writes as data and carries its version.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SessionState {
    version: u32,
    #[cfg_attr(feature = "serde", serde(default))]
    left: Vec<Entry>,
    #[cfg_attr(feature = "serde", serde(default))]
    right: Vec<Entry>,
    #[cfg_attr(feature = "serde", serde(default))]
    confirmed: Vec<Confirmed>,
    #[cfg_attr(feature = "serde", serde(default))]
    rejected: Vec<Pairing>,
}

/// Entries hold personal data; only their number is shown.
impl std::fmt::Debug for SessionState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionState")
            .field("version", &self.version)
            .field("left", &self.left.len())
            .field("right", &self.right.len())
            .field("confirmed", &self.confirmed.len())
            .field("rejected", &self.rejected.len())
            .finish()
    }
}

impl Session {
    /// What is needed to go on later.
    #[must_use]
    pub fn state(&self) -> SessionState {
        SessionState {
            version: VERSION,
            left: all(&self.left),
            right: all(&self.right),
            confirmed: self.confirmed.values().cloned().collect(),
            rejected: self.rejected.iter().cloned().collect(),
        }
    }

    /// Goes on from a state; the plan may be another than before.
    ///
    /// # Errors
    /// [`SessionError`] for a state of another version, or one whose matches name entries that it
    /// does not have.
    pub fn restore(plan: Plan, state: SessionState) -> Result<Self, SessionError> {
        if state.version != VERSION {
            return Err(SessionError::UnknownVersion {
                found: state.version,
                expected: VERSION,
            });
        }
        let mut session = Self::new(plan);
        for (side, entries) in [(Side::Left, state.left), (Side::Right, state.right)] {
            super::check(&entries)?;
            for entry in entries {
                let id = entry.id().to_owned();
                let open = &mut session.side_mut(side).open;
                if open.insert(id.clone(), entry).is_some() {
                    return Err(SessionError::AlreadyThere { side, id });
                }
            }
        }
        for confirmed in state.confirmed {
            for (side, id) in confirmed.pairing.entries() {
                session.open(side, id)?;
                session.side_mut(side).settle(id);
            }
            session
                .confirmed
                .insert(confirmed.pairing.clone(), confirmed);
        }
        session.rejected.extend(state.rejected);
        session.weigh_again(Touched::default(), |_| None)?;
        Ok(session)
    }
}

/// By id.
fn all(entries: &Entries) -> Vec<Entry> {
    let both = entries.open.values().chain(entries.settled.values());
    let mut all: Vec<Entry> = both.cloned().collect();
    all.sort_by(|a, b| a.id().cmp(b.id()));
    all
}

//! The entries that reasons speak of.

use recon_core::{EntryIndex, OpenReason};

/// The entries that a reason speaks of: one on the other side, one on the entry's own.
#[derive(Default)]
pub(super) struct Named {
    pub(super) nearest: Option<EntryIndex>,
    pub(super) related: Option<EntryIndex>,
}

impl Named {
    pub(super) fn by(reason: &OpenReason) -> Self {
        match reason {
            OpenReason::Nearest { candidate, .. } => Self {
                nearest: Some(*candidate),
                related: None,
            },
            OpenReason::TakenByBetterClaim { candidate, by } => Self {
                nearest: Some(*candidate),
                related: Some(*by),
            },
            OpenReason::LooksLikeDuplicate { of } | OpenReason::LooksLikeReversal { of } => Self {
                nearest: None,
                related: Some(*of),
            },
            _ => Self::default(),
        }
    }
}

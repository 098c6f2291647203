//! The words in which the state keeps how far things have come.

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It waits for approvals; no server knows it.
    Proposed,
    /// The server was, or was about to be, asked for it.
    Creating,
    /// The server has it.
    Created,
    /// The server has every approval.
    Sent,
    /// Every item has met its fate.
    Ended,
    /// Given up before money moved; another may stand in its place.
    Void,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Paid.
    Paid,
    /// The server would not or could not pay it.
    Refused,
    /// The bill was withdrawn or could not be paid any more.
    Expired,
}

/// What the audit log is to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Created,
    Approved,
    Sent,
    Settled,
    Failed,
}

impl Stage {
    pub(super) const ALL: [Self; 6] = [
        Self::Proposed,
        Self::Creating,
        Self::Created,
        Self::Sent,
        Self::Ended,
        Self::Void,
    ];

    /// The stable word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Creating => "creating",
            Self::Created => "created",
            Self::Sent => "sent",
            Self::Ended => "ended",
            Self::Void => "void",
        }
    }
}

impl Fate {
    pub(super) const ALL: [Self; 3] = [Self::Paid, Self::Refused, Self::Expired];

    /// The stable word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [
        Self::Created,
        Self::Approved,
        Self::Sent,
        Self::Settled,
        Self::Failed,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Approved => "approved",
            Self::Sent => "sent",
            Self::Settled => "settled",
            Self::Failed => "failed",
        }
    }
}

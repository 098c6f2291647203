//! Up to where a sync has come.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use client_core::{Error, ErrorKind, Outcome, wire};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;

/// A moment before which every change was handed out and dealt with.
///
/// Serialises as one line of text and stays readable by later versions. The first sync starts at a
/// moment of your choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Checkpoint(OffsetDateTime);

impl Checkpoint {
    /// The moment.
    pub fn moment(self) -> OffsetDateTime {
        self.0
    }
}

impl From<OffsetDateTime> for Checkpoint {
    fn from(moment: OffsetDateTime) -> Self {
        Self(moment)
    }
}

const TAG: &str = "changes1:";

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = wire::instant::format(self.0).map_err(|_| fmt::Error)?;
        write!(f, "{TAG}{moment}")
    }
}

impl FromStr for Checkpoint {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::Pagination`] when the text is not a checkpoint.
    fn from_str(text: &str) -> Result<Self, Error> {
        let moment = text.strip_prefix(TAG).map(wire::instant::parse);
        moment.and_then(Result::ok).map(Self).ok_or_else(|| {
            Error::new(
                ErrorKind::Pagination,
                Outcome::NotSent,
                "the text is not a checkpoint as written by this library; start at a moment",
            )
        })
    }
}

impl Serialize for Checkpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let moment = wire::instant::format(self.0).map_err(serde::ser::Error::custom)?;
        serializer.collect_str(&format_args!("{TAG}{moment}"))
    }
}

impl<'de> Deserialize<'de> for Checkpoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_checkpoint_survives_being_written() {
        let checkpoint = Checkpoint::from(datetime!(2026-05-04 12:00:01 -3));
        assert_eq!(checkpoint.to_string(), "changes1:2026-05-04T12:00:01-03:00");
        let json = serde_json::to_string(&checkpoint).unwrap();
        assert_eq!(
            serde_json::from_str::<Checkpoint>(&json).unwrap(),
            checkpoint
        );
        for bad in [
            "",
            "2026-05-04T12:00:01Z",
            "changes1:",
            "changes2:2026-05-04T12:00:01Z",
        ] {
            let error = bad.parse::<Checkpoint>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Pagination, "{bad}");
        }
    }
}

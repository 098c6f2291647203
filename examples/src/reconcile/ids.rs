//! Ids under which bank lines are reported.
//!
//! Banks repeat their ids (FITID): in two statements, in two rows of one, or as the date with the
//! amount. Nobody can correct a bank's file, and both lines are money that moved, so that they are
//! told apart, and said to be. Ids of a ledger are its owner's to mend: there a repetition fails.

use std::collections::HashSet;

/// Keeps ids as they are, and apart.
///
/// The first line with an id keeps it to the letter. The next ones are `ID#2`, `ID#3`, … in the
/// order of the input.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: HashSet<Box<str>>,
}

impl Ids {
    /// The id to report under, and whether it had to be changed.
    pub(super) fn assign(&mut self, id: String) -> (String, bool) {
        if self.take(&id) {
            return (id, false);
        }
        let numbered = (2_u64..).map(|number| format!("{id}#{number}"));
        let free = numbered.into_iter().find(|candidate| self.take(candidate));
        (free.unwrap_or(id), true)
    }

    fn take(&mut self, id: &str) -> bool {
        self.used.insert(id.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_keeps_its_id_and_the_others_stay_apart() {
        let mut ids = Ids::default();
        let given = ["A", "A", "A#2", "B", "A"].map(|id| ids.assign(id.to_owned()).0);
        assert_eq!(given, ["A", "A#2", "A#2#2", "B", "A#3"]);
    }
}

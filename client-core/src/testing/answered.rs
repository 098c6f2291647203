//! Which operations went well.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::observe::{CallReport, Observer};

/// Remembers the names of all operations that ended with a success, to find out which of a table
/// were never asked for.
#[derive(Debug, Default)]
pub struct AnsweredOperations(Mutex<BTreeSet<&'static str>>);

impl AnsweredOperations {
    /// Their names so far.
    pub fn names(&self) -> BTreeSet<&'static str> {
        let names = self.0.lock();
        names.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Observer for AnsweredOperations {
    fn finished(&self, report: &CallReport) {
        if report.error.is_none() {
            let names = self.0.lock();
            let mut names = names.unwrap_or_else(PoisonError::into_inner);
            names.insert(report.operation);
        }
    }
}

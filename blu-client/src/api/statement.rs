//! The statement of the Blu account.

use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::Pager;
use time::Date;

use crate::client::Blu;
use crate::model::Fields;
use crate::operations::reports::LIST_STATEMENT;
use crate::report::Report;

/// The statement of a client's Blu account, from [`Blu::statement`].
///
/// Of this API Blu publishes the name ("API Extrato") and nothing else. Until you set the right
/// path with [`with_path`](crate::BluBuilder::with_path), expect a 404.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    pub(crate) blu: &'a Blu,
}

impl Statement<'_> {
    /// Lists what moved from `begin` to `end`, every line as it came.
    ///
    /// `GET /conciliations/statement` is a guess, the parameters those of the other reports.
    #[doc(alias = "extrato")]
    pub fn list(&self, begin: Date, end: Date) -> ListStatement {
        ListStatement {
            report: Report::new(self.blu, &LIST_STATEMENT, begin, end),
        }
    }
}

/// A statement to ask for, made by [`Statement::list`].
#[derive(Clone, Debug)]
#[must_use = "nothing is asked for before `send()`"]
pub struct ListStatement {
    report: Report,
}

impl ListStatement {
    /// Another query parameter, by Blu's name.
    pub fn parameter(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.report.filter(name, value);
        self
    }

    /// Asks even for days whose data are not whole yet.
    pub fn even_if_incomplete(mut self) -> Self {
        self.report.even_if_incomplete();
        self
    }

    /// The list. Nothing is sent before it is polled.
    pub fn send(self) -> Pager<Fields> {
        self.report.pager()
    }
}

impl ConfigureCall for ListStatement {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.report.options
    }
}

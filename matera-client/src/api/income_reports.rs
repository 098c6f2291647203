//! Income reports for the tax return.

use client_core::Error;
use client_core::secret::{ExposeSecret, SecretString};
use http::{HeaderName, HeaderValue};

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{AccountId, IncomeReport};
use crate::operations::income_reports as row;

const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// Income reports: reached by [`Matera::income_reports`].
#[doc(alias = "informe de rendimentos")]
#[derive(Clone, Copy, Debug)]
pub struct IncomeReportArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Income reports for the tax return.
    #[doc(alias = "informe de rendimentos")]
    pub fn income_reports(&self) -> IncomeReportArea<'_> {
        IncomeReportArea { client: self }
    }
}

impl IncomeReportArea<'_> {
    /// The report of a calendar year. The path is a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn get(&self, account: &AccountId, year: u16) -> Action<IncomeReport> {
        let draft = Draft::of(&row::GET).of_account(account);
        Action::bare(self.client, Ok(draft.with_query("year", year)))
    }
}

/// What else the request for an income report may carry.
impl Action<IncomeReport> {
    /// A key of the service behind it, where it asks for one.
    #[doc(alias = "x-api-key")]
    pub fn with_api_key(self, key: &SecretString) -> Self {
        self.change(|draft| {
            let mut value = HeaderValue::from_str(key.expose_secret())
                .map_err(|_| Error::input("x-api-key cannot stand in a header"))?;
            value.set_sensitive(true);
            Ok(draft.header(API_KEY, value))
        })
    }
}

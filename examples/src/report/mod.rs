//! From an outcome to the files people open: CSVs, a summary and a page.
//!
//! [`Report::write_all`] is the whole of it; `month_close` and `reconcile` call nothing else.

mod csv_files;
mod explanation;
mod figures;
mod finding;
pub(crate) mod html;
mod language;
mod named;
mod out_dir;
mod phrases;
mod side;
mod summary;
mod totals;

use std::path::Path;
use std::time::{Duration, Instant};

use recon_core::Outcome;

#[cfg(feature = "sqlite")]
pub(crate) use csv_files::text as disarmed;
pub use explanation::explain;
pub use figures::Reais;
#[cfg(feature = "sqlite")]
pub(crate) use figures::{Day, Money, Plain};
pub use finding::{Cause, Finding};
pub(crate) use html::{Escaped, STYLE};
pub use language::Language;
pub use out_dir::{OutDir, WriteError, overwritten};
pub use phrases::open_reason;
pub use side::Side;
pub use summary::{Amounts, CardFigures, MoneyMoved, MonthFacts, Moved, Seconds, Summary, Traffic};

use totals::Totals;

/// The files that [`Report::write_all`] writes.
pub const FILES: [&str; 8] = [
    "matches.csv",
    "internal.csv",
    "review.csv",
    "open_bank.csv",
    "open_ledger.csv",
    "problems.csv",
    "report.html",
    "summary.json",
];

/// Everything a report is made of.
pub struct Report<'a> {
    /// The left book of the outcome: bank lines.
    pub bank: &'a Side,
    /// The right book of the outcome: receivables, payables, card sales.
    pub ledger: &'a Side,
    /// What came of reconciling the two.
    pub outcome: &'a Outcome,
    /// What was wrong with the input.
    pub findings: &'a [Finding],
    /// Where the data came from, as the page's head says it: file names, or providers.
    pub sources: &'a [String],
    /// What only a month's close knows.
    pub month: Option<MonthFacts>,
    /// The language of texts for people; codes, column names and keys stay the same.
    pub language: Language,
}

impl Report<'_> {
    /// Writes [`FILES`] into `dir`, which is made if it is not there.
    ///
    /// Each file appears complete or not at all, `summary.json` last. `read` and `matching` are
    /// the time spent before; writing is measured here.
    ///
    /// # Errors
    /// [`WriteError`] names the file and what the operating system says.
    pub fn write_all(
        &self,
        dir: &Path,
        read: Duration,
        matching: Duration,
    ) -> Result<Summary, WriteError> {
        let start = Instant::now();
        let out = OutDir::create(dir)?;
        let totals = Totals::of(self.bank, self.ledger, self.outcome);
        out.write("matches.csv", |file| csv_files::matches(self, file))?;
        out.write("internal.csv", |file| csv_files::internal(self, file))?;
        out.write("review.csv", |file| csv_files::reviews(self, file))?;
        out.write("open_bank.csv", |file| csv_files::open_bank(self, file))?;
        out.write("open_ledger.csv", |file| csv_files::open_ledger(self, file))?;
        out.write("problems.csv", |file| csv_files::problems(self, file))?;
        out.write("report.html", |file| html::write(self, &totals, file))?;
        let summary = Summary::new(
            &totals,
            self.findings,
            self.month.clone(),
            Seconds::new(read, matching, start.elapsed()),
        );
        out.write("summary.json", |file| summary.write_json(file))?;
        Ok(summary)
    }
}

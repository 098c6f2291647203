//! A bank that is asked: what moved on the account.

mod belvo;
mod matera;
mod openfinance;

use std::fmt::Display;

use client_core::Result;
use recon_core::Entry;
use statement_files::Account;

pub(in crate::month_close) use self::belvo::ByBelvo;
pub(in crate::month_close) use self::matera::ByMatera;
pub(in crate::month_close) use self::openfinance::ByOpenFinance;
use crate::story::CalendarMonth;

/// A bank's side that comes from an API.
pub(in crate::month_close) enum Bank {
    OpenFinance(ByOpenFinance),
    Matera(ByMatera),
    Belvo(ByBelvo),
}

/// What moved on the bank's accounts in the month.
#[derive(Debug, Default)]
pub(in crate::month_close) struct BankMonth {
    pub(in crate::month_close) entries: Vec<Entry>,
    /// The accounts, as far as the source names them.
    pub(in crate::month_close) accounts: Vec<Account>,
    /// What could not be used, and which field was the cause.
    pub(in crate::month_close) unusable: Vec<(String, &'static str)>,
}

impl Bank {
    /// What it is called in findings and in the audit log.
    pub(in crate::month_close) fn name(&self) -> &'static str {
        match self {
            Self::OpenFinance(_) => "openfinance",
            Self::Matera(_) => "matera",
            Self::Belvo(_) => "belvo",
        }
    }

    /// What it is called on the page.
    pub(in crate::month_close) fn title(&self) -> &'static str {
        match self {
            Self::OpenFinance(_) => "Open Finance",
            Self::Matera(_) => "Matera",
            Self::Belvo(_) => "Belvo",
        }
    }

    pub(in crate::month_close) async fn pull(&self, month: CalendarMonth) -> Result<BankMonth> {
        match self {
            Self::OpenFinance(bank) => bank.pull(month).await,
            Self::Matera(bank) => bank.pull(month).await,
            Self::Belvo(bank) => bank.pull(month).await,
        }
    }
}

impl BankMonth {
    /// Takes an entry, or what was wrong with its record.
    fn take(&mut self, entry: Result<Option<Entry>, (impl Display, &'static str)>) {
        match entry {
            Ok(entry) => self.entries.extend(entry),
            Err((record, field)) => self.unusable.push((record.to_string(), field)),
        }
    }
}

//! A bank by Open Finance Brasil.

use client_core::Result;
use openfinance_client::Connection;
use openfinance_client::model::{Account, AccountKind};
use openfinance_client::recon::{self, EntryError};
use time::OffsetDateTime;

use super::BankMonth;
use crate::story::CalendarMonth;

/// What one customer lets us see at a bank.
pub(in crate::month_close) struct ByOpenFinance {
    pub(in crate::month_close) connection: Connection,
    pub(in crate::month_close) now: OffsetDateTime,
}

impl ByOpenFinance {
    /// The month on all current and payment accounts. Savings are left out: what goes there is on
    /// the current account too.
    pub(super) async fn pull(&self, month: CalendarMonth) -> Result<BankMonth> {
        let accounts = self.connection.accounts();
        let mut pulled = BankMonth::default();
        for account in accounts.list().send().try_collect().await? {
            if account.kind == AccountKind::Savings {
                continue;
            }
            let (from, to) = (month.first(), month.last());
            let movements = accounts.movements(&account.id, from, to, self.now).send();
            for movement in movements.try_collect().await? {
                let entry = recon::movement(&account.id, &movement);
                pulled.take(entry.map_err(|error| match error {
                    EntryError::Missing { of, field } | EntryError::NotCents { of, field } => {
                        (of, field)
                    }
                    _ => (movement.id.to_string(), "transactionAmount"),
                }));
            }
            pulled.accounts.push(named(&account));
        }
        Ok(pulled)
    }
}

fn named(account: &Account) -> statement_files::Account {
    let number = account.number.as_ref().map(|number| {
        let digit = account.check_digit.as_ref();
        let digit = digit.map_or("", |digit| digit.expose().as_str());
        format!("{}{digit}", number.expose())
    });
    let mut named = statement_files::Account::default();
    named.bank_id = account.bank_code.clone();
    named.number = number;
    named
}

//! Accounts at a payment institution on Matera.

use std::collections::HashMap;

use client_core::Result;
use matera_client::Matera;
use matera_client::model::{AccountId, StatementEntry, TransactionId};
use matera_client::recon::{EntryError, StatementBook};
use recon_core::{Entry, ReferenceKind};
use time::{Duration, macros::offset};

use super::BankMonth;
use crate::access::matera::Accounts;
use crate::story::CalendarMonth;

/// Accounts behind one client.
pub(in crate::month_close) struct ByMatera {
    pub(in crate::month_close) client: Matera,
    pub(in crate::month_close) accounts: Accounts,
}

/// The names of the Pix that a transaction is.
type PixNames = HashMap<TransactionId, String>;

impl ByMatera {
    /// The statement has every posting to the cent, the transactions know the names of the Pix:
    /// together they are the month.
    pub(super) async fn pull(&self, month: CalendarMonth) -> Result<BankMonth> {
        let midnight = month.first().midnight().assume_offset(offset!(-3));
        let end = month.last().midnight().assume_offset(offset!(-3)) + Duration::DAY;
        let mut pulled = BankMonth::default();
        let mut book = StatementBook::new().without_transactions();
        for account in self.accounts.ids(&self.client).await? {
            let names = self.pix_names(&account, month).await?;
            let lines = self.client.accounts();
            let lines = lines.statement(&account, midnight, end - Duration::SECOND);
            for line in lines.send().try_collect().await? {
                let entry = book.entry(&line).map(|entry| {
                    let entry = entry.filter(|entry| month.contains(entry.date()));
                    entry.map(|entry| with_pix_name(entry, &line, &names))
                });
                pulled.take(entry.map_err(|error| match error {
                    EntryError::Missing { of, field } | EntryError::NotCents { of, field } => {
                        (of, field)
                    }
                    _ => ("?".to_owned(), "amount"),
                }));
            }
        }
        Ok(pulled)
    }

    async fn pix_names(&self, account: &AccountId, month: CalendarMonth) -> Result<PixNames> {
        let list = self.client.transactions().list(account);
        let list = list.between(month.first(), month.last()).oldest_first();
        let all = list.send().try_collect().await?.into_iter();
        Ok(all
            .filter_map(|one| Some((one.id?, one.end_to_end_id?.to_string())))
            .collect())
    }
}

fn with_pix_name(entry: Entry, line: &StatementEntry, names: &PixNames) -> Entry {
    let name = line.transaction_id.as_ref().and_then(|id| names.get(id));
    match name {
        Some(name) => entry.with_reference(ReferenceKind::EndToEndId, name),
        None => entry,
    }
}

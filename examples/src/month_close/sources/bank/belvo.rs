//! A bank that Belvo reads.

use belvo_client::model::LinkId;
use belvo_client::recon::{self, EntryError};
use belvo_client::{Belvo, Lookup};
use client_core::Result;

use super::BankMonth;
use crate::story::CalendarMonth;

/// One link, or all there are.
pub(in crate::month_close) struct ByBelvo {
    pub(in crate::month_close) client: Belvo,
    pub(in crate::month_close) link: Option<LinkId>,
}

impl ByBelvo {
    /// What Belvo has stored of the month. Nothing is retrieved: a recurrent link is refreshed every
    /// night.
    pub(super) async fn pull(&self, month: CalendarMonth) -> Result<BankMonth> {
        let links = match &self.link {
            Some(link) => vec![link.clone()],
            None => {
                let links = self.client.links().list().send().try_collect().await?;
                links.into_iter().filter_map(|link| link.id).collect()
            }
        };
        let mut pulled = BankMonth::default();
        for link in &links {
            let days = Lookup::between(month.first(), month.last());
            let transactions = self.client.transactions().list(link).value_date(days);
            for transaction in transactions.send().try_collect().await? {
                let entry = recon::transaction(&transaction);
                pulled.take(entry.map_err(|error| match error {
                    EntryError::Missing { transaction, field } => (transaction, field),
                    EntryError::NotCents { transaction } => (transaction, "amount"),
                    _ => ("?".into(), "amount"),
                }));
            }
        }
        Ok(pulled)
    }
}

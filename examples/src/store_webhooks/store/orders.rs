//! The shop's orders and how far they have come.

use contaazul_client::model::{ChargeId, NfseId};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};
use time::OffsetDateTime;

use super::{Job, Store, StoreError, Task, millis, moment, tasks};
use crate::store_webhooks::order::Order;

/// An order with what is known of it.
#[derive(Debug, Clone)]
pub(in crate::store_webhooks) struct Kept {
    pub(in crate::store_webhooks) order: Order,
    pub(in crate::store_webhooks) charge_asked_at: Option<OffsetDateTime>,
    pub(in crate::store_webhooks) charge_id: Option<ChargeId>,
    pub(in crate::store_webhooks) paid_at: Option<OffsetDateTime>,
    pub(in crate::store_webhooks) invoice_asked_at: Option<OffsetDateTime>,
    pub(in crate::store_webhooks) invoice_id: Option<NfseId>,
    pub(in crate::store_webhooks) invoice_number: Option<i64>,
}

/// What became of orders that were handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store_webhooks) enum Taken {
    /// So many were new; the others were there before.
    New(usize),
    /// This one is there with another content. None was taken.
    Differs(String),
}

const COLUMNS: &str = "document, charge_asked_at, charge_id, paid_at, invoice_asked_at, \
                       invoice_id, invoice_number";

impl Store {
    /// Takes orders, all or none: each will be charged.
    pub(in crate::store_webhooks) fn take_orders(
        &self,
        orders: &[Order],
        now: OffsetDateTime,
    ) -> Result<Taken, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let mut new = 0;
        for order in orders {
            let document = serde_json::to_string(order)
                .map_err(|_| StoreError::Unreadable { what: "order" })?;
            let query = "SELECT document FROM shop_order WHERE id = ?1";
            let known: Option<String> = transaction
                .query_row(query, [&order.id], |row| row.get(0))
                .optional()?;
            match known {
                Some(known) if known == document => {}
                // The transaction is dropped, and with it what came before.
                Some(_) => return Ok(Taken::Differs(order.id.clone())),
                None => {
                    let insert = "INSERT INTO shop_order (id, document) VALUES (?1, ?2)";
                    transaction.execute(insert, [&order.id, &document])?;
                    tasks::add(&transaction, Job::Charge, &order.id, None, now)?;
                    new += 1;
                }
            }
        }
        transaction.commit()?;
        Ok(Taken::New(new))
    }

    pub(in crate::store_webhooks) fn order(&self, id: &str) -> Result<Kept, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM shop_order WHERE id = ?1");
        self.one(&query, id)?
            .ok_or(StoreError::Unreadable { what: "order" })
    }

    pub(in crate::store_webhooks) fn order_of_charge(
        &self,
        charge: &ChargeId,
    ) -> Result<Option<Kept>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM shop_order WHERE charge_id = ?1");
        self.one(&query, charge.as_str())
    }

    fn one(&self, query: &str, key: &str) -> Result<Option<Kept>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(query)?;
        let mut rows = statement.query_and_then([key], kept)?;
        rows.next().transpose()
    }

    pub(in crate::store_webhooks) fn orders(&self) -> Result<Vec<Kept>, StoreError> {
        let connection = self.connection();
        let query = format!("SELECT {COLUMNS} FROM shop_order ORDER BY rowid");
        let mut statement = connection.prepare(&query)?;
        let rows = statement.query_and_then([], kept)?;
        rows.collect()
    }

    /// To be called before the charge is asked for; `None` when it certainly was not issued.
    pub(in crate::store_webhooks) fn charge_asked(
        &self,
        order: &Order,
        at: Option<OffsetDateTime>,
    ) -> Result<(), StoreError> {
        self.set("charge_asked_at", order, at.map(millis))
    }

    pub(in crate::store_webhooks) fn charge_known(
        &self,
        order: &Order,
        charge: &ChargeId,
    ) -> Result<(), StoreError> {
        self.set("charge_id", order, charge.as_str())
    }

    /// There is no charge any more that could be paid.
    pub(in crate::store_webhooks) fn charge_gone(&self, order: &Order) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE shop_order SET charge_id = NULL, charge_asked_at = NULL WHERE id = ?1",
            [&order.id],
        )?;
        Ok(())
    }

    /// To be called before the invoice is asked for; `None` when it certainly was not issued.
    pub(in crate::store_webhooks) fn invoice_asked(
        &self,
        order: &Order,
        at: Option<OffsetDateTime>,
    ) -> Result<(), StoreError> {
        self.set("invoice_asked_at", order, at.map(millis))
    }

    pub(in crate::store_webhooks) fn invoice_known(
        &self,
        order: &Order,
        invoice: &NfseId,
    ) -> Result<(), StoreError> {
        self.set("invoice_id", order, invoice.as_str())
    }

    fn set(
        &self,
        column: &'static str,
        order: &Order,
        value: impl rusqlite::ToSql,
    ) -> Result<(), StoreError> {
        let update = format!("UPDATE shop_order SET {column} = ?2 WHERE id = ?1");
        self.connection()
            .execute(&update, params![order.id, value])?;
        Ok(())
    }

    /// The charge can be paid: the shop is to hear of it.
    pub(in crate::store_webhooks) fn charged(
        &self,
        task: &Task,
        news: String,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        self.change(|transaction| {
            tasks::add(transaction, Job::TellCharge, &task.subject, Some(news), now)?;
            tasks::finish(transaction, task)
        })
    }

    /// The order is paid. Events of one charge that tell of it more than once change nothing more.
    pub(in crate::store_webhooks) fn paid(
        &self,
        task: &Task,
        order: &Order,
        paid_at: OffsetDateTime,
        news: News,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        self.change(|transaction| {
            transaction.execute(
                "UPDATE shop_order SET paid_at = ?2 WHERE id = ?1 AND paid_at IS NULL",
                params![order.id, millis(paid_at)],
            )?;
            let told = Some(news.payment);
            tasks::add(transaction, Job::TellPayment, &order.id, told, now)?;
            match news.invoice {
                None => tasks::add(transaction, Job::Invoice, &order.id, None, now)?,
                told => tasks::add(transaction, Job::TellInvoice, &order.id, told, now)?,
            }
            tasks::finish(transaction, task)
        })
    }

    /// The invoice has its number.
    pub(in crate::store_webhooks) fn invoiced(
        &self,
        task: &Task,
        number: Option<i64>,
        news: String,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        self.change(|transaction: &Transaction<'_>| {
            transaction.execute(
                "UPDATE shop_order SET invoice_number = ?2 WHERE id = ?1",
                params![task.subject, number],
            )?;
            tasks::add(
                transaction,
                Job::TellInvoice,
                &task.subject,
                Some(news),
                now,
            )?;
            tasks::finish(transaction, task)
        })
    }
}

/// What the shop is to hear of a payment.
pub(in crate::store_webhooks) struct News {
    pub(in crate::store_webhooks) payment: String,
    /// When somebody else issued the invoice; `None` has us issue it.
    pub(in crate::store_webhooks) invoice: Option<String>,
}

fn kept(row: &Row<'_>) -> Result<Kept, StoreError> {
    let document: String = row.get(0)?;
    let instant = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(moment));
    Ok(Kept {
        order: serde_json::from_str(&document)
            .map_err(|_| StoreError::Unreadable { what: "order" })?,
        charge_asked_at: instant(1)?,
        charge_id: row.get::<_, Option<String>>(2)?.map(ChargeId::new),
        paid_at: instant(3)?,
        invoice_asked_at: instant(4)?,
        invoice_id: row.get::<_, Option<String>>(5)?.map(NfseId::new),
        invoice_number: row.get(6)?,
    })
}

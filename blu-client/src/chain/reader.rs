//! Reading a chain: first all settlements, then sales by the month, then what is left.

use std::sync::{Arc, Mutex, PoisonError};

use client_core::http::{CallOptions, ConfigureCall as _};
use client_core::page::{List, PageAnswer, Pager, Position, Style};
use client_core::{Error, ErrorKind, Outcome, Result};

use super::ChainQuery;
use super::ledger::Ledger;
use super::link::{ChainLink, ChainedSale, SettlementKind};
use crate::api::ListSettlements;
use crate::model::{LiquidationRecord, Sale};
use crate::period::Period;

/// What errors of the chain itself name as their operation.
const NAME: &str = "blu.settlement_chain";

pub(super) fn pager(query: ChainQuery) -> Pager<ChainLink> {
    let reader = Arc::new(Reader {
        settled: query.settled(),
        steps: steps(&query),
        query,
        progress: Mutex::default(),
    });
    Pager::new(reader.list(), Style::Cursor, move |position| {
        let reader = Arc::clone(&reader);
        async move { reader.read(position).await }
    })
}

/// Sales of one month, of one report.
#[derive(Clone, Copy, Debug)]
struct Step {
    month: Period,
    is_split: bool,
}

fn steps(query: &ChainQuery) -> Vec<Step> {
    let mut months = Vec::new();
    let mut next = (query.sold.begin <= query.sold.end).then_some(query.sold.begin);
    while let Some(day) = next {
        let month = query.sold.month_from(day);
        months.push(month);
        next = query.sold.after(month);
    }
    let reports: &[bool] = if query.split_sales {
        &[false, true]
    } else {
        &[false]
    };
    reports
        .iter()
        .flat_map(|&is_split| months.iter().map(move |&month| Step { month, is_split }))
        .collect()
}

struct Reader {
    query: ChainQuery,
    settled: Period,
    steps: Vec<Step>,
    /// Taken out while a page is read, so that a page that is given up half-way leaves nothing half
    /// done.
    progress: Mutex<Option<Progress>>,
}

/// How far reading has come.
struct Progress {
    ledger: Ledger,
    /// Settlements that are still to be read, the last one being read.
    unread: Vec<(SettlementKind, Pager<LiquidationRecord>)>,
    /// How many steps were joined.
    joined: usize,
}

impl Reader {
    async fn read(&self, position: Position) -> Result<PageAnswer<ChainLink>> {
        self.check()?;
        let step = match position {
            Position::Cursor(text) => self.step(&text)?,
            _ => 0,
        };
        let kept = self.lock().take();
        let mut progress = kept.unwrap_or_else(|| self.start());
        let answer = self.advance(&mut progress, step).await;
        *self.lock() = Some(progress);
        answer
    }

    async fn advance(&self, progress: &mut Progress, step: usize) -> Result<PageAnswer<ChainLink>> {
        progress.gather().await?;
        // After a restart: what earlier steps handed out is taken, not handed out again.
        while progress.joined < step {
            self.join(progress, progress.joined).await?;
        }
        if step == self.steps.len() {
            let rest = progress.ledger.rest().into_iter();
            return Ok(PageAnswer::new(rest.map(ChainLink::WithoutSale).collect()));
        }
        let sales = self.join(progress, step).await?;
        let links = sales.into_iter().map(ChainLink::Sale).collect();
        Ok(PageAnswer::new(links).with_next(Some((step + 1).to_string())))
    }

    async fn join(&self, progress: &mut Progress, step: usize) -> Result<Vec<ChainedSale>> {
        let Some(Step { month, is_split }) = self.steps.get(step).copied() else {
            return Err(self.damaged_cursor());
        };
        let sales = self.sales(month, is_split).await?;
        let names = &self.query.names;
        let chained = progress.ledger.join(step, sales, is_split, names);
        progress.joined = progress.joined.max(step + 1);
        Ok(chained)
    }

    async fn sales(&self, month: Period, is_split: bool) -> Result<Vec<Sale>> {
        let area = self.query.blu.sales();
        let mut list = match is_split {
            true => area.list_split(month.begin, month.end),
            false => area.list(month.begin, month.end),
        };
        if self.query.even_if_incomplete {
            list = list.even_if_incomplete();
        }
        *list.options_mut() = self.options();
        list.send().try_collect().await
    }

    fn start(&self) -> Progress {
        let (blu, Period { begin, end }) = (&self.query.blu, self.settled);
        let credits = self.settlements(blu.credits().list(begin, end));
        let debits = self.settlements(blu.debits().list(begin, end));
        Progress {
            ledger: Ledger::default(),
            unread: vec![
                (SettlementKind::Credit, credits),
                (SettlementKind::Debit, debits),
                (SettlementKind::Anticipation, self.anticipations()),
            ],
            joined: 0,
        }
    }

    fn settlements(&self, mut list: ListSettlements) -> Pager<LiquidationRecord> {
        if self.query.even_if_incomplete {
            list = list.even_if_incomplete();
        }
        *list.options_mut() = self.options();
        list.send()
    }

    fn anticipations(&self) -> Pager<LiquidationRecord> {
        let (begin, end) = (self.settled.begin, self.settled.end);
        let area = self.query.blu.anticipations();
        if self.query.anticipations_v1 {
            let mut list = area.list_v1(begin, end);
            if let Some(tax_id) = &self.query.tax_id {
                list = list.client_tax_id(tax_id);
            }
            if self.query.even_if_incomplete {
                list = list.even_if_incomplete();
            }
            *list.options_mut() = self.options();
            return list.send();
        }
        let mut list = area.list_v2(begin, end);
        if let Some(tax_id) = &self.query.tax_id {
            list = list.client_tax_id(tax_id);
        }
        if self.query.even_if_incomplete {
            list = list.even_if_incomplete();
        }
        *list.options_mut() = self.options();
        list.send()
    }

    fn options(&self) -> CallOptions {
        self.query.options.clone()
    }

    fn check(&self) -> Result<()> {
        let sold = self.query.sold.check_order("sold_from", "sold_until");
        let settled = self.settled.check_order("sold_from", "settled_until");
        sold.and(settled)
            .and_then(|()| self.check_whole())
            .map_err(|flaw| Error::input(flaw).with_operation(NAME))
    }

    fn check_whole(&self) -> Result<(), String> {
        if self.query.even_if_incomplete {
            return Ok(());
        }
        let now = self.query.blu.now();
        self.query.sold.check_whole(now)?;
        self.settled.check_whole(now)
    }

    /// What a cursor belongs to.
    fn list(&self) -> List {
        let query = &self.query;
        let tax_id = query.tax_id.as_ref().map_or("", |tax_id| tax_id.expose());
        List::new(NAME)
            .filter("sold_from", query.sold.begin)
            .filter("sold_until", query.sold.end)
            .filter("split_sales", query.split_sales)
            .filter("cpfCnpj", tax_id)
            .filter("names", query.names.signature())
    }

    fn step(&self, text: &str) -> Result<usize> {
        let step = text.parse().ok();
        step.filter(|step| *step <= self.steps.len())
            .ok_or_else(|| self.damaged_cursor())
    }

    fn damaged_cursor(&self) -> Error {
        Error::new(
            ErrorKind::Pagination,
            Outcome::NotSent,
            "the cursor is damaged; start without one",
        )
        .with_operation(NAME)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Progress>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    /// Reads the settlements that are still to be read. An error leaves each list where it was.
    async fn gather(&mut self) -> Result<()> {
        while let Some((kind, list)) = self.unread.last_mut() {
            match list.try_next().await? {
                Some(record) => self.ledger.add(*kind, record),
                None => {
                    self.unread.pop();
                }
            }
        }
        Ok(())
    }
}

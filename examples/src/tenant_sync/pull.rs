//! One company's night: what the ERP has of it, page by page, into the database.
//!
//! Every page is stored in one transaction with the place that the list goes on at. So whatever
//! ends the program, a page is either stored and passed, or neither; and should a page come again,
//! its records have the keys they had.

use client_core::page::Pager;
use client_core::{Error, Result as ErpResult};
use contaazul_client::api::FiscalNotes;
use contaazul_client::model::{CompanyId, EventId, Installment, InstallmentId};
use contaazul_client::query::Query;
use contaazul_client::statement::{Detail, MovementKind, MovementStatus, StatementCursor};
use contaazul_client::sync::EventState;
use contaazul_client::{ContaAzul, PageSize, TaxId};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use http::StatusCode;
use thiserror::Error;
use time::{Date, Duration, OffsetDateTime};

use super::ledger::{Client, Ledger, LedgerError, Night, Standing};
use super::records::{self, Bill, Side, Unusable};
use super::store::{StoreError, Write};
use crate::dump::Period;

/// As many as keep ten calls a second busy over a slow line.
const CALLS_AT_ONCE: usize = 4;
/// So many changed events are stored in one transaction.
const CHANGES_AT_ONCE: usize = 25;
/// The ERP searches changes of a year; older companies are read whole, with some days to spare.
const OLDEST_CHANGES: Duration = Duration::days(360);
/// How much of the time before the last night is looked at again, for changes listed late.
const OVERLAP: Duration = Duration::HOUR;

const FORGET_EVENT_SETTLEMENTS: &str = "DELETE FROM settlement WHERE cnpj = $1
    AND installment_id IN (SELECT id FROM bill WHERE cnpj = $1 AND event_id = $2)";
const FORGET_EVENT: &str = "DELETE FROM bill WHERE cnpj = $1 AND event_id = $2";
const FORGET_UNLISTED_SETTLEMENTS: &str = "DELETE FROM settlement WHERE cnpj = $1
    AND installment_id IN (SELECT id FROM bill WHERE cnpj = $1 AND side = $2 AND night < $3)";
const FORGET_UNLISTED: &str = "DELETE FROM bill WHERE cnpj = $1 AND side = $2 AND night < $3";
const FORGET_TRANSFERS: &str = "DELETE FROM transfer WHERE cnpj = $1
    AND moved_on >= $2 AND moved_on <= $3 AND night < $4";
const IS_SETTLED_HERE: &str = "SELECT count(*) FROM settlement WHERE cnpj = $1
    AND installment_id = $2 AND paid_on >= $3 AND paid_on <= $4";

/// Why a company's books are not complete tonight.
#[derive(Debug, Error)]
pub enum PullError {
    /// The ERP refuses, or cannot be reached.
    #[error(transparent)]
    Erp(#[from] Error),
    /// The ERP's answer cannot be kept.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// What is known of the company cannot be.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<StoreError> for PullError {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

/// Brings the books of the company behind `erp` up to date.
///
/// # Errors
/// [`PullError`]. What was stored until then stays, and the next call goes on behind it.
pub async fn pull(erp: &ContaAzul, ledger: &Ledger, night: &Night) -> Result<(), PullError> {
    let id = erp.company().ok_or_else(|| {
        Error::config("a company's client comes from Companies, which knows whose it is")
    })?;
    let client = match ledger.client(id).await? {
        Some(client) => client,
        None => introduce(erp, ledger, id).await?,
    };
    let tonight = Tonight {
        erp,
        ledger,
        night,
        id,
        cnpj: &client.cnpj,
    };
    tonight.bills().await?;
    tonight.notes().await?;
    tonight.statement().await
}

async fn introduce(erp: &ContaAzul, ledger: &Ledger, id: &CompanyId) -> Result<Client, PullError> {
    let company = erp.connection().company().send().await?;
    let tax_id = company.tax_id.as_ref().map(|text| text.expose().as_str());
    let tax_id = tax_id.and_then(|text| TaxId::parse(text).ok());
    let tax_id = tax_id.ok_or_else(|| {
        Error::config("the ERP tells no valid CNPJ of this company; have it corrected there")
    })?;
    let name = company.legal_name.or(company.trade_name);
    let client = Client {
        cnpj: tax_id.expose().to_owned(),
        name: name.map_or_else(|| "?".to_owned(), |name| name.expose_owned()),
    };
    ledger.introduce(id, &client).await?;
    Ok(client)
}

struct Tonight<'a> {
    erp: &'a ContaAzul,
    ledger: &'a Ledger,
    night: &'a Night,
    id: &'a CompanyId,
    cnpj: &'a str,
}

impl Tonight<'_> {
    /// All bills on the first night, what changed on the others.
    async fn bills(&self) -> Result<(), PullError> {
        let until = self.night.started_at;
        match self.ledger.checkpoint(self.cnpj).await? {
            Some(since) if since >= until => Ok(()),
            Some(since) if !self.night.whole && until - since < OLDEST_CHANGES => {
                // The searches first: they name the counterparty, and go on by a page of this very
                // window, which is another one once the checkpoint has moved.
                let window = Some((since - OVERLAP, until));
                self.searches("changed", window).await?;
                self.changes(since, until).await
            }
            _ => {
                self.searches("all", None).await?;
                let done = Ledger::checkpoint_at(self.cnpj, until);
                Ok(self.ledger.store().write(&[done]).await?)
            }
        }
    }

    async fn searches(
        &self,
        which: &str,
        changed: Option<(OffsetDateTime, OffsetDateTime)>,
    ) -> Result<(), PullError> {
        let Period { from, to } = Period::around(self.night.started_at);
        let receivables = self.erp.receivables().search(from, to);
        let payables = self.erp.payables().search(from, to);
        let (receivables, payables) = match changed {
            Some((since, until)) => (
                receivables.changed_between(since, until),
                payables.changed_between(since, until),
            ),
            None => (receivables, payables),
        };
        let is_whole = changed.is_none();
        self.search(Side::Receivable, which, receivables, is_whole)
            .await?;
        self.search(Side::Payable, which, payables, is_whole).await
    }

    async fn search<T>(
        &self,
        side: Side,
        which: &str,
        query: Query<T>,
        is_whole: bool,
    ) -> Result<(), PullError>
    where
        T: serde::de::DeserializeOwned + Send + 'static,
        for<'item> Bill: TryFrom<&'item T, Error = Unusable>,
    {
        // What a whole reading did not meet is no longer there.
        let values = [self.cnpj.into(), side.name().into(), self.night.id.into()];
        let at_the_end = match is_whole {
            true => vec![
                Write::new(FORGET_UNLISTED_SETTLEMENTS, values.clone()),
                Write::new(FORGET_UNLISTED, values),
            ],
            false => Vec::new(),
        };
        let list = format!("{which} {}s", side.name());
        let pager = query.page_size(PageSize::N1000).send();
        self.list(&list, pager, at_the_end, async |items| {
            let bills = items.iter().map(Bill::try_from);
            let bills = bills.collect::<Result<Vec<_>, _>>()?;
            let paid = bills.iter().filter(|bill| is_whole && bill.paid != 0);
            let paid: Vec<_> = paid.map(|bill| InstallmentId::new(&bill.id)).collect();
            let bills = bills.into_iter();
            let mut writes: Vec<_> = bills
                .map(|bill| bill.store(self.cnpj, self.night.id))
                .collect();
            writes.extend(self.settlements(&paid).await?);
            Ok(writes)
        })
        .await
    }

    /// The searches tell that something was paid; on which days, only the installment does.
    async fn settlements(&self, paid: &[InstallmentId]) -> Result<Vec<Write>, PullError> {
        let installments = stream::iter(paid)
            .map(async |id| found(self.erp.installments().get(id).send().await))
            .buffered(CALLS_AT_ONCE);
        let installments: Vec<Option<Installment>> = installments.try_collect().await?;
        let mut writes = Vec::new();
        for installment in installments.iter().flatten() {
            writes.extend(records::store_settlements(self.cnpj, installment)?);
        }
        Ok(writes)
    }

    /// Every event that changed, as it is now. The place is the checkpoint itself.
    async fn changes(&self, since: OffsetDateTime, until: OffsetDateTime) -> Result<(), PullError> {
        let changes = self.erp.changed_since(since).overlap(OVERLAP).until(until);
        let mut changes = changes.with_installments().send();
        let mut writes = Vec::new();
        let mut events = 0_usize;
        while let Some(change) = changes.try_next().await? {
            writes.extend(self.change(&change.event_id, &change.state)?);
            events += 1;
            if events.is_multiple_of(CHANGES_AT_ONCE) {
                let reached = changes.checkpoint().moment();
                writes.push(Ledger::checkpoint_at(self.cnpj, reached));
                self.ledger
                    .store()
                    .write(&std::mem::take(&mut writes))
                    .await?;
            }
        }
        writes.push(Ledger::checkpoint_at(self.cnpj, until));
        Ok(self.ledger.store().write(&writes).await?)
    }

    fn change(&self, event: &EventId, state: &EventState) -> Result<Vec<Write>, PullError> {
        match state {
            EventState::Read(installments) if !installments.is_empty() => {
                let mut writes = Vec::new();
                for installment in installments {
                    writes.extend(self.installment(installment)?);
                }
                Ok(writes)
            }
            EventState::Read(_) | EventState::Gone => {
                let values = [self.cnpj.into(), event.as_str().into()];
                Ok(vec![
                    Write::new(FORGET_EVENT_SETTLEMENTS, values.clone()),
                    Write::new(FORGET_EVENT, values),
                ])
            }
            _ => Ok(Vec::new()),
        }
    }

    fn installment(&self, installment: &Installment) -> Result<Vec<Write>, Unusable> {
        let bill = Bill::try_from(installment)?.store(self.cnpj, self.night.id);
        let mut writes = vec![bill];
        writes.extend(records::store_settlements(self.cnpj, installment)?);
        Ok(writes)
    }

    /// The fiscal notes of the month, whole every night: they have no list of changes, and one
    /// that was issued may be cancelled later.
    async fn notes(&self) -> Result<(), PullError> {
        let notes = self.erp.fiscal_notes();
        let (first, last) = self.days();
        for (from, to) in FiscalNotes::periods(first, last) {
            let goods = notes.list_nfe(from, to).page_size(PageSize::N100).send();
            self.list(&format!("nfe {from}"), goods, Vec::new(), async |items| {
                let writes = items.iter().map(|note| records::store_nfe(self.cnpj, note));
                Ok(writes.collect::<Result<_, _>>()?)
            })
            .await?;
            let services = notes.list_nfse(from, to).page_size(PageSize::N100).send();
            self.list(
                &format!("nfse {from}"),
                services,
                Vec::new(),
                async |items| {
                    let writes = items
                        .iter()
                        .map(|note| records::store_nfse(self.cnpj, note));
                    Ok(writes.collect::<Result<_, _>>()?)
                },
            )
            .await?;
        }
        Ok(())
    }

    /// What moved in the month, by the ERP's own statement: transfers are stored, and a payment
    /// that no list of changes told of is read now.
    async fn statement(&self) -> Result<(), PullError> {
        const LIST: &str = "statement";
        let (first, last) = self.days();
        let mut statement = self
            .erp
            .statement(first, last)
            .detail(Detail::Installments)
            .status(MovementStatus::Paid)
            .send();
        match self.ledger.standing(self.id, LIST, self.night).await? {
            Standing::Done => return Ok(()),
            Standing::AtTheBeginning => {}
            Standing::At(cursor) => {
                statement = statement.starting_at(cursor.parse::<StatementCursor>()?)?;
            }
        }
        while let Some(movement) = statement.try_next().await? {
            let mut writes = match (&movement.kind, &movement.installment_id) {
                (MovementKind::Transfer, _) => {
                    vec![records::store_transfer(
                        self.cnpj,
                        self.night.id,
                        &movement,
                    )?]
                }
                (_, Some(id)) if !self.is_settled_here(id).await? => self.read_again(id).await?,
                _ => continue,
            };
            let cursor = statement.cursor().map(|cursor| cursor.to_string());
            writes.push(Ledger::stands(self.id, LIST, self.night, cursor));
            self.ledger.store().write(&writes).await?;
        }
        let forget = [
            self.cnpj.into(),
            first.to_string().into(),
            last.to_string().into(),
            self.night.id.into(),
        ];
        let end = [
            Write::new(FORGET_TRANSFERS, forget),
            Ledger::stands(self.id, LIST, self.night, None),
        ];
        Ok(self.ledger.store().write(&end).await?)
    }

    async fn is_settled_here(&self, id: &InstallmentId) -> Result<bool, PullError> {
        let (first, last) = self.days();
        let values = [
            self.cnpj.into(),
            id.as_str().into(),
            first.to_string().into(),
            last.to_string().into(),
        ];
        let rows = self.ledger.store().read(IS_SETTLED_HERE, &values).await?;
        let count = rows.first().map_or(Ok(0), |row| row.integer(0))?;
        Ok(count > 0)
    }

    async fn read_again(&self, id: &InstallmentId) -> Result<Vec<Write>, PullError> {
        let installment = found(self.erp.installments().get(id).send().await)?;
        Ok(match installment {
            Some(installment) => self.installment(&installment)?,
            None => Vec::new(),
        })
    }

    /// Reads a list from where it stands to its end, and stores `at_the_end` with its last place.
    async fn list<T: Send + 'static>(
        &self,
        list: &str,
        pager: Pager<T>,
        at_the_end: Vec<Write>,
        store: impl AsyncFn(Vec<T>) -> Result<Vec<Write>, PullError>,
    ) -> Result<(), PullError> {
        let pager = match self.ledger.standing(self.id, list, self.night).await? {
            Standing::Done => return Ok(()),
            Standing::AtTheBeginning => pager,
            Standing::At(page) => pager.starting_at(page.parse()?)?,
        };
        let mut pages = pager.into_pages();
        let mut last = Vec::new();
        while let Some(page) = pages.try_next().await? {
            let mut writes = store(page.items).await?;
            match pages.cursor() {
                Some(next) => {
                    let next = Some(next.to_string());
                    writes.push(Ledger::stands(self.id, list, self.night, next));
                    self.ledger.store().write(&writes).await?;
                }
                // The last page, which is stored with the end.
                None => last.extend(writes),
            }
        }
        last.extend(at_the_end);
        last.push(Ledger::stands(self.id, list, self.night, None));
        Ok(self.ledger.store().write(&last).await?)
    }

    fn days(&self) -> (Date, Date) {
        (self.night.month.first(), self.night.month.last())
    }
}

/// What was listed a moment ago may be deleted by now.
fn found<T>(answer: ErpResult<T>) -> ErpResult<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => Ok(None),
        Err(error) => Err(error),
    }
}

//! Conta Azul: what is to be received and paid, what was marked as paid, and transfers.

use std::collections::BTreeMap;

use client_core::{Error, Result};
use contaazul_client::model::{
    Account, AccountKind, Company, Installment, InstallmentId, Party, Payable, Receivable,
    SearchStatus, Transfer,
};
use contaazul_client::{ContaAzul, PageSize, Pager};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use time::{Date, Duration};

use crate::progress::Progress;
use crate::story::CalendarMonth;

/// How long before the month something may have been due that is still open.
const OVERDUE: Duration = Duration::days(45);
/// How long before and after the month something may be due that is paid in it.
const PAID_ELSEWHEN: Duration = Duration::days(150);
/// How long after the month card sales may be due that the acquirer paid early.
const ANTICIPATED: Duration = Duration::days(60);

/// Details asked for at the same time; the client keeps the provider's pace.
const AT_ONCE: usize = 8;

const OPEN: [SearchStatus; 3] = [
    SearchStatus::Open,
    SearchStatus::Overdue,
    SearchStatus::PartlyReceived,
];

/// Conta Azul on behalf of one company.
pub(in crate::month_close) struct Erp {
    pub(in crate::month_close) client: ContaAzul,
}

/// Receivable or payable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::month_close) enum Side {
    Receivable,
    Payable,
}

/// An installment with what only the search says of it.
#[derive(Debug)]
pub(in crate::month_close) struct Booked {
    pub(in crate::month_close) id: InstallmentId,
    pub(in crate::month_close) side: Side,
    pub(in crate::month_close) party: Option<Party>,
    pub(in crate::month_close) detail: Installment,
}

/// All that the ERP holds for the month.
#[derive(Debug)]
pub(in crate::month_close) struct ErpMonth {
    pub(in crate::month_close) company: Company,
    pub(in crate::month_close) accounts: Vec<Account>,
    pub(in crate::month_close) booked: Vec<Booked>,
    pub(in crate::month_close) transfers: Vec<Transfer>,
    /// Search items without an id, which nothing can be done with.
    pub(in crate::month_close) without_id: usize,
}

impl ErpMonth {
    /// How many settlements there are.
    pub(in crate::month_close) fn settlements(&self) -> usize {
        self.booked
            .iter()
            .map(|one| one.detail.settlements.len())
            .sum()
    }

    /// How many installments of a side there are.
    pub(in crate::month_close) fn count(&self, side: Side) -> usize {
        self.booked.iter().filter(|one| one.side == side).count()
    }
}

/// What the searches found: each installment once, however many of them found it.
#[derive(Default)]
struct Found {
    items: BTreeMap<InstallmentId, (Side, Option<Party>)>,
    without_id: usize,
}

impl Erp {
    pub(in crate::month_close) async fn pull(
        &self,
        month: CalendarMonth,
        progress: &mut Progress<'_>,
    ) -> Result<ErpMonth> {
        let erp = &self.client;
        let company = erp.connection().company().send().await?;
        let accounts = erp.accounts().list().page_size(PageSize::N100).send();
        let accounts = accounts.try_collect().await?;
        let mut found = Found::default();
        for search in receivable_searches(erp, month, &accounts) {
            found
                .read(Side::Receivable, search, |one: Receivable| {
                    (one.id, one.customer)
                })
                .await?;
        }
        for search in payable_searches(erp, month) {
            found
                .read(Side::Payable, search, |one: Payable| (one.id, one.supplier))
                .await?;
        }
        let transfers = erp.transfers().list().between(month.first(), month.last());
        let transfers = transfers
            .page_size(PageSize::N100)
            .send()
            .try_collect()
            .await?;
        let without_id = found.without_id;
        let booked = self.details(found, progress).await?;
        Ok(ErpMonth {
            company,
            accounts,
            booked,
            transfers,
            without_id,
        })
    }

    /// Payment day, account, invoice and NSU are told of one installment at a time.
    async fn details(&self, found: Found, progress: &mut Progress<'_>) -> Result<Vec<Booked>> {
        let total = found.items.len();
        let mut booked = Vec::with_capacity(total);
        let mut details = stream::iter(found.items)
            .map(|(id, (side, party))| async move {
                let detail = self.client.installments().get(&id).send().await?;
                Ok::<_, Error>(Booked {
                    id,
                    side,
                    party,
                    detail,
                })
            })
            .buffered(AT_ONCE);
        while let Some(one) = details.try_next().await? {
            booked.push(one);
            progress.at(booked.len(), total);
        }
        Ok(booked)
    }
}

impl Found {
    async fn read<T: Send + Unpin + 'static>(
        &mut self,
        side: Side,
        mut search: Pager<T>,
        parts: impl Fn(T) -> (Option<InstallmentId>, Option<Party>),
    ) -> Result<()> {
        while let Some(item) = search.try_next().await? {
            let (id, party) = parts(item);
            match id {
                Some(id) => {
                    self.items.entry(id).or_insert((side, party));
                }
                None => self.without_id += 1,
            }
        }
        Ok(())
    }
}

/// Due in the month; due before and still open; paid in the month, whenever due; and card sales due
/// after it, which the acquirer may have paid early.
fn receivable_searches(
    erp: &ContaAzul,
    month: CalendarMonth,
    accounts: &[Account],
) -> Vec<Pager<Receivable>> {
    let due = |from, to| erp.receivables().search(from, to).page_size(PageSize::N200);
    let (first, last) = (month.first(), month.last());
    let still_open = OPEN
        .into_iter()
        .fold(due(first - OVERDUE, day_before(first)), |search, status| {
            search.status(status)
        });
    let elsewhen = due(first - PAID_ELSEWHEN, last + PAID_ELSEWHEN).paid_between(first, last);
    let mut searches = vec![due(first, last).send(), still_open.send(), elsewhen.send()];
    let by_card: Vec<_> = accounts.iter().filter(|one| is_card_account(one)).collect();
    if !by_card.is_empty() {
        let early = due(day_after(last), last + ANTICIPATED);
        let ids = by_card.into_iter().filter_map(|one| one.id.as_ref());
        searches.push(ids.fold(early, |search, id| search.account(id)).send());
    }
    searches
}

fn payable_searches(erp: &ContaAzul, month: CalendarMonth) -> Vec<Pager<Payable>> {
    let due = |from, to| erp.payables().search(from, to).page_size(PageSize::N200);
    let (first, last) = (month.first(), month.last());
    let still_open = OPEN
        .into_iter()
        .fold(due(first - OVERDUE, day_before(first)), |search, status| {
            search.status(status)
        });
    let elsewhen = due(first - PAID_ELSEWHEN, last + PAID_ELSEWHEN).paid_between(first, last);
    vec![due(first, last).send(), still_open.send(), elsewhen.send()]
}

/// Whether an acquirer, not a bank, pays into it.
pub(in crate::month_close) fn is_card_account(account: &Account) -> bool {
    matches!(
        account.kind,
        Some(AccountKind::PaymentReceiver | AccountKind::ReceivingByCard)
    )
}

fn day_before(day: Date) -> Date {
    day.saturating_sub(Duration::DAY)
}

fn day_after(day: Date) -> Date {
    day.saturating_add(Duration::DAY)
}

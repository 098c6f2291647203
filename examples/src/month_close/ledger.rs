//! The ledger's side: everything that should be at the bank in the month, once.

use std::collections::{BTreeMap, BTreeSet};

use client_core::money::{Amount, Rounding};
use contaazul_client::model::{
    Account, AccountId, AccountKind, Installment, InstallmentStatus, Settlement, Transfer,
    TransferSide, ValueBreakdown,
};
use recon_core::{Entry, ReferenceKind, Tag};
use time::Date;

use super::cards::{CardPart, CardSales};
use super::sources::{self, Booked, ErpMonth};
use crate::report::{Cause, Finding};
use crate::story::CalendarMonth;

/// What the ERP is called in findings.
const ERP: &str = "contaazul";

/// Collects the entries of a month.
pub(super) struct Ledger<'a> {
    month: CalendarMonth,
    /// The ERP's accounts that the bank files are of; nothing when that is not known.
    own_accounts: Option<BTreeSet<AccountId>>,
    entries: Vec<Entry>,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(
        month: CalendarMonth,
        own_accounts: Option<BTreeSet<AccountId>>,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self {
            month,
            own_accounts,
            entries: Vec::new(),
            findings,
        }
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// Adds what the ERP holds; card sales only as far as the acquirer has not settled them.
    pub(super) fn add_erp(&mut self, erp: &ErpMonth, cards: Option<&CardSales>) {
        for _ in 0..erp.without_id {
            self.find("?", "id");
        }
        for one in &erp.booked {
            match cards {
                Some(cards) if is_card_sale(one) => self.add_unsettled_sale(one, cards),
                _ => self.add_installment(one),
            }
        }
        for transfer in &erp.transfers {
            self.add_transfer(transfer);
        }
    }

    /// Adds what the acquirer settled, sale by sale at its net amount.
    pub(super) fn add_cards(&mut self, cards: &CardSales, erp: Option<&ErpMonth>) {
        let booked = erp.into_iter().flat_map(|erp| &erp.booked);
        let booked: BTreeMap<&str, &Booked> = booked.map(|one| (one.id.as_str(), one)).collect();
        let description = |part: &CardPart| {
            let id = part.ledger_id.split('#').next()?;
            let text = booked.get(id)?.detail.description.as_ref()?;
            Some(text.expose().clone())
        };
        for part in &cards.parts {
            let mut entry = Entry::new(&part.ledger_id, part.net, part.arrives_on)
                .with_tag(Tag::Acquirer, blu_client::recon::ACQUIRER);
            if let Some(nsu) = &part.nsu {
                entry = entry.with_reference(ReferenceKind::Nsu, nsu);
            }
            entry = match description(part) {
                Some(text) => entry.with_text(text),
                None => entry.with_tag(Tag::Product, part.kind.as_str()),
            };
            self.entries.push(entry);
        }
    }

    /// A card sale that the acquirer does not know is due all the same.
    fn add_unsettled_sale(&mut self, one: &Booked, cards: &CardSales) {
        let due = one.detail.due_date;
        let is_of_month = due.is_some_and(|due| due <= self.month.last());
        if is_of_month && !cards.settled.contains(one.id.as_str()) {
            self.add_installment(one);
        }
    }

    fn add_installment(&mut self, one: &Booked) {
        let id = one.id.as_str();
        let Some(due) = one.detail.due_date else {
            return self.find(id, "data_vencimento");
        };
        let paid: Vec<(Date, i64)> = one
            .detail
            .settlements
            .iter()
            .filter_map(|settlement| self.paid_at_bank(id, settlement))
            .collect();
        let open = self
            .open(one)
            .filter(|cents| *cents != 0 && due <= self.month.last());
        let parts = paid.len() + usize::from(open.is_some());
        let amounts = paid.into_iter().map(|(day, cents)| (Some(day), cents));
        let amounts = amounts.chain(open.map(|cents| (None, cents)));
        for (number, (paid_on, cents)) in (1..).zip(amounts) {
            let id = if parts == 1 {
                id.to_owned()
            } else {
                format!("{id}#{number}")
            };
            let mut entry = described(Entry::new(id, signed(one.side, cents), due), one);
            if let Some(day) = paid_on {
                entry = entry.with_paid_on(day);
            }
            self.entries.push(entry);
        }
    }

    /// What is still to be paid, if anything can still be.
    fn open(&mut self, one: &Booked) -> Option<i64> {
        let is_over = matches!(
            one.detail.status,
            Some(
                InstallmentStatus::Cancelled
                    | InstallmentStatus::Renegotiated
                    | InstallmentStatus::Lost
            )
        );
        if is_over {
            return None;
        }
        let open = one.detail.open.and_then(cents);
        if open.is_none() {
            self.find(one.id.as_str(), "nao_pago");
        }
        open
    }

    /// Day and cents of a settlement, if they are this month's and the bank's.
    fn paid_at_bank(&mut self, id: &str, settlement: &Settlement) -> Option<(Date, i64)> {
        let day = settlement.paid_on;
        let cents = settlement.value.as_ref().and_then(net);
        let (Some(day), Some(cents)) = (day, cents) else {
            self.find(id, "baixas");
            return None;
        };
        let account = settlement.account.as_ref().and_then(|account| account.id());
        (self.month.contains(day) && self.is_own(account)).then_some((day, cents))
    }

    /// The sides of a transfer that are on the bank's accounts.
    fn add_transfer(&mut self, transfer: &Transfer) {
        let id = transfer.id.as_ref().map_or("?", |id| id.as_str());
        let sides = [(&transfer.from, -1, "out"), (&transfer.to, 1, "in")];
        for (side, sign, suffix) in sides {
            let account = side
                .as_ref()
                .and_then(|side| side.account.as_ref()?.id.as_ref());
            // Without knowing whose the bank files are, no side of a transfer can be looked for.
            if self.own_accounts.is_none() || !self.is_own(account) {
                continue;
            }
            let Some((day, cents)) = moved(transfer, side.as_ref()) else {
                self.find(id, "valor");
                continue;
            };
            let mut entry = Entry::new(format!("{id}:{suffix}"), sign * cents, day);
            if let Some(text) = &transfer.description {
                entry = entry.with_text(text.expose());
            }
            self.entries.push(entry);
        }
    }

    /// Whether the bank files may show this account; an account nobody named may be any.
    fn is_own(&self, account: Option<&AccountId>) -> bool {
        match (&self.own_accounts, account) {
            (Some(own), Some(account)) => own.contains(account),
            _ => true,
        }
    }

    fn find(&mut self, record: &str, field: &'static str) {
        self.findings.push(Finding {
            file: ERP.into(),
            cause: Cause::Unusable {
                record: record.to_owned(),
                field,
            },
        });
    }
}

/// The ERP's accounts that the bank files are of: by bank and number, or by bank alone where that
/// leaves one, or the only current account there is.
pub(super) fn own_accounts(
    erp: &[Account],
    files: &[statement_files::Account],
) -> Option<BTreeSet<AccountId>> {
    let checking = |account: &&Account| account.kind == Some(AccountKind::Checking);
    let of_bank = |file: &statement_files::Account| {
        let compe = file.compe();
        let same_bank = move |account: &&Account| {
            compe.is_some() && account.bank_code.map(|code| format!("{code:03}")) == compe
        };
        let candidates: Vec<&Account> = erp.iter().filter(same_bank).collect();
        let same_number = |account: &&&Account| {
            let number = account.number.as_ref();
            number.is_some_and(|number| file.same_number(number.expose()))
        };
        let exact: Vec<&Account> = candidates.iter().filter(same_number).copied().collect();
        if exact.is_empty() { candidates } else { exact }
    };
    let mut found: Vec<&Account> = files.iter().flat_map(of_bank).collect();
    if found.is_empty() {
        found = erp.iter().filter(checking).collect();
        found.truncate(if found.len() == 1 { 1 } else { 0 });
    }
    let ids: BTreeSet<AccountId> = found
        .iter()
        .filter_map(|account| account.id.clone())
        .collect();
    (!ids.is_empty()).then_some(ids)
}

/// Whether an acquirer, not the payer, brings the money.
pub(super) fn is_card_sale(one: &Booked) -> bool {
    let account = one.detail.account.as_ref();
    one.side == sources::Side::Receivable
        && (one.detail.nsu.is_some() || account.is_some_and(sources::is_card_account))
}

/// The whole installment in cents.
pub(super) fn total(one: &Installment) -> Option<i64> {
    match one.net_total {
        Some(total) => cents(total),
        None => one.value.as_ref().and_then(net),
    }
}

fn net(value: &ValueBreakdown) -> Option<i64> {
    if let Some(net) = value.net {
        return cents(net);
    }
    let part = |part: Option<Amount>| part.map_or(Some(0), cents);
    let plus = cents(value.gross?)?
        .checked_add(part(value.interest)?)?
        .checked_add(part(value.fine)?)?;
    plus.checked_sub(part(value.discount)?)?
        .checked_sub(part(value.fee)?)
}

/// The ERP's computed amounts may be finer than a cent.
fn cents(amount: Amount) -> Option<i64> {
    amount.round_to_cents(Rounding::HalfEven).to_cents().ok()
}

fn signed(side: sources::Side, cents: i64) -> i64 {
    match side {
        sources::Side::Receivable => cents,
        sources::Side::Payable => cents.saturating_neg(),
    }
}

fn moved(transfer: &Transfer, side: Option<&TransferSide>) -> Option<(Date, i64)> {
    let side_day = side.and_then(|side| side.date);
    let side_cents = side.and_then(|side| side.value.as_ref()).and_then(net);
    let day = side_day.or(transfer.date)?;
    let cents = side_cents.or_else(|| transfer.amount.and_then(cents))?;
    Some((day, cents.checked_abs()?))
}

/// Who pays, what for, and every number that a bank may have printed.
fn described(mut entry: Entry, one: &Booked) -> Entry {
    let detail = &one.detail;
    if let Some(name) = one.party.as_ref().and_then(|party| party.name.as_ref()) {
        entry = entry.with_name(name.expose());
    }
    if let Some(text) = &detail.description {
        entry = entry.with_text(text.expose());
    }
    if let Some(number) = detail.invoice.as_ref().and_then(|invoice| invoice.number) {
        entry = entry.with_reference(ReferenceKind::InvoiceNumber, number.to_string());
    }
    if let Some(nsu) = &detail.nsu {
        entry = entry.with_reference(ReferenceKind::Nsu, nsu);
    }
    let charges = detail
        .charges
        .iter()
        .filter_map(|charge| charge.reference_id.as_ref());
    charges.fold(entry, |entry, reference| {
        entry.with_reference(ReferenceKind::Free, reference)
    })
}

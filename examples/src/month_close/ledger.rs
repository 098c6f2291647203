//! The ledger's side: everything that should be at the bank in the month, once.

use std::collections::{BTreeMap, BTreeSet};

use client_core::money::Amount;
use contaazul_client::model::{
    Account, AccountId, AccountKind, InstallmentStatus, Settlement, Transfer, TransferSide,
};
use contaazul_client::recon::{self as erp_recon, EntryError, Valued};
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
            let sale = part.sale.as_ref()?;
            let text = booked.get(sale.as_str())?.detail.description.as_ref()?;
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
        if !cards.settled.contains(&one.id) {
            self.add_installment(one);
        }
    }

    /// What was paid of it in the month, and what is still open at its end.
    fn add_installment(&mut self, one: &Booked) {
        match erp_recon::settlements(&one.detail) {
            Ok(entries) => {
                let paid = entries.into_iter().zip(&one.detail.settlements);
                let paid = paid.filter(|(entry, settlement)| self.is_at_bank(entry, settlement));
                let paid: Vec<Entry> = paid.map(|(entry, _)| named(entry, one)).collect();
                self.entries.extend(paid);
            }
            Err(error) => self.find_error(&error),
        }
        if is_over(one.detail.status.as_ref()) {
            return;
        }
        match erp_recon::installment(&one.detail, Valued::Open) {
            Ok(Some(entry)) if entry.date() <= self.month.last() => {
                self.entries.push(named(entry, one));
            }
            Ok(_) => {}
            Err(error) => self.find_error(&error),
        }
    }

    /// Whether a settlement is this month's and may be on the bank's statement.
    fn is_at_bank(&self, entry: &Entry, settlement: &Settlement) -> bool {
        let account = settlement.account.as_ref().and_then(|account| account.id());
        self.month.contains(entry.date()) && self.is_own(account)
    }

    /// The sides of a transfer that are on the bank's accounts.
    fn add_transfer(&mut self, transfer: &Transfer) {
        let id = transfer.id.as_ref().map_or("?", |id| id.as_str());
        for (side, sign, suffix) in [(&transfer.from, -1, "out"), (&transfer.to, 1, "in")] {
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
            let mut entry = Entry::new(format!("{ERP}:{id}:{suffix}"), sign * cents, day);
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

    fn find_error(&mut self, error: &EntryError) {
        match error {
            EntryError::Missing { installment, field }
            | EntryError::NotCents { installment, field } => {
                self.find(installment.as_str(), field);
            }
            _ => self.find("?", "valor"),
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

/// The ERP's accounts that the bank files are of: by bank and number, or by bank alone where no
/// number fits, or the only current account there is.
pub(super) fn own_accounts(
    erp: &[Account],
    files: &[statement_files::Account],
) -> Option<BTreeSet<AccountId>> {
    let found: Vec<&Account> = files
        .iter()
        .flat_map(|file| accounts_of(file, erp))
        .collect();
    let checking: Vec<&Account> = erp
        .iter()
        .filter(|account| account.kind == Some(AccountKind::Checking))
        .collect();
    let own = match (found.as_slice(), checking.as_slice()) {
        ([], [only]) => vec![*only],
        _ => found,
    };
    let ids: BTreeSet<AccountId> = own
        .into_iter()
        .filter_map(|account| account.id.clone())
        .collect();
    (!ids.is_empty()).then_some(ids)
}

fn accounts_of<'e>(file: &statement_files::Account, erp: &'e [Account]) -> Vec<&'e Account> {
    let Some(bank) = file.compe() else {
        return Vec::new();
    };
    let is_of_bank = |account: &&Account| {
        account
            .bank_code
            .is_some_and(|code| format!("{code:03}") == bank)
    };
    let has_number = |account: &&Account| {
        let number = account.number.as_ref();
        number.is_some_and(|number| file.same_number(number.expose()))
    };
    let of_bank: Vec<&Account> = erp.iter().filter(is_of_bank).collect();
    let exact: Vec<&Account> = of_bank.iter().copied().filter(has_number).collect();
    if exact.is_empty() { of_bank } else { exact }
}

/// Whether an acquirer, not the payer, brings the money.
pub(super) fn is_card_sale(one: &Booked) -> bool {
    let account = one.detail.account.as_ref();
    one.side == sources::Side::Receivable
        && (one.detail.nsu.is_some() || account.is_some_and(sources::is_card_account))
}

/// Whether nothing will be paid any more, whatever the ERP says is open.
fn is_over(status: Option<&InstallmentStatus>) -> bool {
    matches!(
        status,
        Some(
            InstallmentStatus::Cancelled
                | InstallmentStatus::Renegotiated
                | InstallmentStatus::Lost
        )
    )
}

/// The search knows the name of the other party, the installment does not.
fn named(entry: Entry, one: &Booked) -> Entry {
    match one.party.as_ref().and_then(|party| party.name.as_ref()) {
        Some(name) => entry.with_name(name.expose()),
        None => entry,
    }
}

/// Day and cents of one side of a transfer.
fn moved(transfer: &Transfer, side: Option<&TransferSide>) -> Option<(Date, i64)> {
    let net = side.and_then(|side| side.value.as_ref()?.net);
    let amount: Amount = net.or(transfer.amount)?;
    let day = side.and_then(|side| side.date).or(transfer.date)?;
    Some((day, amount.abs().to_cents().ok()?))
}

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

    /// Adds what the acquirer settled, sale by sale with what it kept.
    pub(super) fn add_cards(&mut self, cards: &CardSales, erp: Option<&ErpMonth>) {
        let booked = erp.into_iter().flat_map(|erp| &erp.booked);
        let booked: BTreeMap<&str, &Booked> = booked.map(|one| (one.id.as_str(), one)).collect();
        let description = |part: &CardPart| {
            let sale = part.sale.as_ref()?;
            let text = booked.get(sale.as_str())?.detail.description.as_ref()?;
            Some(text.expose().clone())
        };
        for part in &cards.parts {
            let mut entry = Entry::new(&part.ledger_id, part.gross, part.arrives_on)
                .with_fee(part.gross - part.net)
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

#[cfg(test)]
mod tests {
    use contaazul_client::model::InstallmentId;
    use serde_json::{Value, json};

    use super::*;

    const BANK: &str = "bank-account";

    fn booked(side: sources::Side, mut fields: Value) -> Booked {
        fields["id"] = json!("I1");
        fields["data_vencimento"] = json!("2026-04-10");
        fields["evento"] = json!({ "tipo": "RECEITA" });
        Booked {
            id: InstallmentId::new("I1"),
            side,
            party: Some(serde_json::from_value(json!({ "nome": "Ana Reis" })).unwrap()),
            detail: serde_json::from_value(fields).unwrap(),
        }
    }

    fn settled(id: &str, day: &str, amount: &str, account: &str) -> Value {
        let value: Value = serde_json::from_str(amount).unwrap();
        json!({
            "id": id,
            "data_pagamento": day,
            "valor_composicao": { "valor_bruto": value, "valor_liquido": value },
            "conta_financeira": account,
        })
    }

    /// Entries as `id cents day`, and findings as `record field`.
    fn ledger_of(booked: Booked, cards: Option<&CardSales>) -> (Vec<String>, Vec<String>) {
        let erp = ErpMonth {
            company: serde_json::from_value(json!({})).unwrap(),
            accounts: Vec::new(),
            booked: vec![booked],
            transfers: Vec::new(),
            without_id: 0,
        };
        let mut findings = Vec::new();
        let own = BTreeSet::from([AccountId::new(BANK)]);
        let mut ledger = Ledger::new("2026-04".parse().unwrap(), Some(own), &mut findings);
        ledger.add_erp(&erp, cards);
        let entries = ledger.into_entries();
        let entries = entries
            .iter()
            .map(|one| format!("{} {} {}", one.id(), one.amount(), one.date()));
        let found = |finding: &Finding| match &finding.cause {
            Cause::Unusable { record, field } => format!("{record} {field}"),
            other => format!("{other:?}"),
        };
        (entries.collect(), findings.iter().map(found).collect())
    }

    #[test]
    fn what_was_paid_and_what_is_open_are_two_entries() {
        let partly = json!({
            "status": "RECEBIDO_PARCIAL",
            "nao_pago": 60.5,
            "baixas": [settled("S1", "2026-04-12", "39.50", BANK)],
        });
        let (entries, findings) = ledger_of(booked(sources::Side::Receivable, partly), None);
        assert_eq!(
            entries,
            [
                "contaazul:S1 3950 2026-04-12",
                "contaazul:I1 6050 2026-04-10"
            ]
        );
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn money_of_other_months_and_accounts_is_not_looked_for() {
        let elsewhere = json!({
            "nao_pago": 0,
            "baixas": [
                settled("S1", "2026-03-31", "10.00", BANK),
                settled("S2", "2026-04-12", "20.00", "till"),
                settled("S3", "2026-04-30", "30.00", BANK),
            ],
        });
        let (entries, _) = ledger_of(booked(sources::Side::Receivable, elsewhere), None);
        assert_eq!(entries, ["contaazul:S3 3000 2026-04-30"]);
    }

    #[test]
    fn what_is_cancelled_renegotiated_or_lost_is_not_expected() {
        for status in ["CANCELADO", "RENEGOCIADO", "PERDIDO"] {
            let over = json!({ "status": status, "nao_pago": 100, "baixas": null });
            let (entries, findings) = ledger_of(booked(sources::Side::Receivable, over), None);
            assert!(
                entries.is_empty() && findings.is_empty(),
                "{status}: {entries:?}"
            );
        }
    }

    #[test]
    fn a_record_that_lacks_something_is_told_and_left_out() {
        let (entries, findings) = ledger_of(booked(sources::Side::Receivable, json!({})), None);
        assert_eq!(
            (entries.len(), findings),
            (0, vec!["I1 nao_pago".to_owned()])
        );
        let no_day = json!({
            "nao_pago": 0,
            "baixas": [{ "id": "S1", "valor_composicao": { "valor_liquido": 1 } }],
        });
        let (entries, findings) = ledger_of(booked(sources::Side::Receivable, no_day), None);
        assert_eq!(
            (entries.len(), findings),
            (0, vec!["I1 baixas[].data_pagamento".to_owned()])
        );
    }

    #[test]
    fn a_card_sale_is_the_acquirers_once_it_has_settled_it() {
        let sale = || {
            booked(
                sources::Side::Receivable,
                json!({ "nao_pago": 80, "nsu": "123456" }),
            )
        };
        let unknown = CardSales::default();
        assert_eq!(
            ledger_of(sale(), Some(&unknown)).0,
            ["contaazul:I1 8000 2026-04-10"]
        );
        let known = CardSales {
            settled: BTreeSet::from([InstallmentId::new("I1")]),
            ..CardSales::default()
        };
        assert!(ledger_of(sale(), Some(&known)).0.is_empty());
        // Without an acquirer all that is known is the ERP's own.
        assert_eq!(ledger_of(sale(), None).0, ["contaazul:I1 8000 2026-04-10"]);
    }

    #[test]
    fn bank_files_are_of_the_account_they_name() {
        let account = |id: &str, code: Option<u32>, number: &str, kind: &str| -> Account {
            let mut account: Account =
                serde_json::from_value(json!({ "id": id, "tipo": kind, "numero": number }))
                    .unwrap();
            account.bank_code = code;
            account
        };
        let erp = [
            account("A", Some(341), "12345-6", "CONTA_CORRENTE"),
            account("B", Some(341), "99887-7", "CONTA_CORRENTE"),
            account("C", None, "12345-6", "POUPANCA"),
        ];
        let file = |bank: &str, number: &str| {
            let mut file = statement_files::Account::default();
            file.bank_id = Some(bank.to_owned());
            file.number = Some(number.to_owned());
            file
        };
        let own = |files: &[statement_files::Account], erp: &[Account]| {
            let own = own_accounts(erp, files);
            own.map(|ids| {
                ids.iter()
                    .map(|id| id.as_str().to_owned())
                    .collect::<Vec<_>>()
            })
        };
        let ids = |ids: &[&str]| Some(ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        assert_eq!(own(&[file("0341", "0001/99887-7")], &erp), ids(&["B"]));
        assert_eq!(own(&[file("341", "55555-5")], &erp), ids(&["A", "B"]));
        assert_eq!(own(&[file("033", "12345-6")], &erp), None);
        assert_eq!(own(&[], &erp[1..]), ids(&["B"]));
    }
}

use matera_client::Amount;
use matera_client::model::{
    AccountNumber, AccountUpdate, Client, Document, DocumentKind, MobilePhone, NewAccount,
    StatementDate,
};
use time::macros::{date, datetime};

use super::{Case, id, none, one, page};

fn number() -> AccountNumber {
    AccountNumber::new(1, 3232)
}

fn holder() -> Client {
    Client::new("Padaria Flor de Trigo Ltda", "11222333000181")
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "accounts.search" at "/data": |matera| {
            one(&matera.accounts().find_by_tax_id("11222333000181").send().await?)
        };
        "accounts.create" at "/data": |matera| {
            let picture = Document::new(DocumentKind::Picture, "QUJD");
            one(&matera.accounts().create(&NewAccount::new(holder(), [picture])).send().await?)
        };
        "accounts.list_by_phone" at "/data": |matera| {
            one(&matera.accounts().list_by_phone(super::RAW_ID).send().await?)
        };
        "accounts.deactivate": |matera| none(matera.accounts().deactivate(&id()).send().await?);
        "accounts.update" at "/data": |matera| {
            one(&matera.accounts().update(&id(), &AccountUpdate::new(holder())).send().await?)
        };
        "accounts.get" at "/data": |matera| one(&matera.accounts().get(&id()).send().await?);
        "accounts.deactivate_by_number": |matera| {
            none(matera.accounts().deactivate_by_number(&number()).send().await?)
        };
        "accounts.update_by_number" at "/data": |matera| {
            let update = AccountUpdate::new(holder());
            one(&matera.accounts().update_by_number(&number(), &update).send().await?)
        };
        "accounts.get_by_number" at "/data": |matera| {
            one(&matera.accounts().get_by_number(&number()).send().await?)
        };
        "accounts.remove_phone": |matera| {
            none(matera.accounts().remove_phone(&id()).send().await?)
        };
        "accounts.update_phone": |matera| {
            let phone = MobilePhone::new("47999990000");
            none(matera.accounts().update_phone(&id(), &phone).send().await?)
        };
        "accounts.statement_v1" at "/data": |matera| {
            let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
            let by = StatementDate::Entry;
            one(&matera.accounts().statement_v1(&id(), from, to, &by).send().await?)
        };
        "accounts.statement" at "/data/statement": |matera| {
            let (from, to) = (datetime!(2026-11-01 00:00 -3), datetime!(2026-11-20 00:00 -3));
            page(matera.accounts().statement(&id(), from, to).send()).await
        };
        "accounts.propose_overdraft" at "/data": |matera| {
            let limit = Amount::from_cents(50_000);
            one(&matera.accounts().propose_overdraft(&id(), limit).send().await?)
        };
        "accounts.propose_overdraft_by_number" at "/data": |matera| {
            let limit = Amount::from_cents(50_000);
            one(&matera.accounts().propose_overdraft_by_number(&number(), limit).send().await?)
        };
        "accounts.lock_balance" at "/data": |matera| {
            let amount = Amount::from_cents(1_050);
            one(&matera.accounts().lock_balance(&id(), amount, 3).send().await?)
        };
        "accounts.unlock_balance" at "/data": |matera| {
            one(&matera.accounts().unlock_balance(&id(), &id()).send().await?)
        };
        "accounts.reverse_withdrawal" at "/data": |matera| {
            one(&matera.accounts().reverse_withdrawal(&id(), &id(), "duplicated").send().await?)
        };
    }
}

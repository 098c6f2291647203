use matera_client::Amount;
use matera_client::api::{DepositKind, DepositStatus};
use matera_client::model::{NewBoleto, NewDeposit};
use time::macros::date;

use super::{Case, id, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "deposits.create" at "/data": |matera| {
            let boleto = NewBoleto::new("341", date!(2026 - 12 - 01));
            let deposit = NewDeposit::boleto(&id(), Amount::from_cents(7_435), boleto);
            one(&matera.deposits().create(&deposit).send().await?)
        };
        "deposits.unlock" at "/data": |matera| one(&matera.deposits().unlock(&id()).send().await?);
        "deposits.get" at "/data": |matera| one(&matera.deposits().get(&id()).send().await?);
        "deposits.list" at "/data": |matera| {
            let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
            let (kind, status) = (DepositKind::Boletos, DepositStatus::Approved);
            one(&matera.deposits().list(&id(), &kind, Some(&status), from, to).send().await?)
        };
        "deposits.refund" at "/data": |matera| {
            one(&matera.deposits().refund(&id(), "twice").send().await?)
        };
    }
}

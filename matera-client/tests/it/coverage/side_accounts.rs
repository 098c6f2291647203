use matera_client::Amount;
use matera_client::model::{
    NewSideAccountCredit, NewSideAccountDebit, NewSideAccountTransfer, StatementDate,
};
use time::macros::date;

use super::{Case, id, one};

const AMOUNT: Amount = Amount::from_cents(1_050);

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "side_accounts.create" at "/data": |matera| {
            one(&matera.side_accounts().create(&id(), "RESERVA").send().await?)
        };
        "side_accounts.credit" at "/data": |matera| {
            let credit = NewSideAccountCredit::to(&id(), AMOUNT, "101");
            one(&matera.side_accounts().credit(&credit).send().await?)
        };
        "side_accounts.debit" at "/data": |matera| {
            let debit = NewSideAccountDebit::new(AMOUNT);
            one(&matera.side_accounts().debit(&id(), &id(), &debit).send().await?)
        };
        "side_accounts.statement" at "/data": |matera| {
            let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
            let by = StatementDate::Entry;
            one(&matera.side_accounts().statement(&id(), &id(), from, to, &by).send().await?)
        };
        "side_accounts.balance" at "/data": |matera| {
            one(&matera.side_accounts().balance(&id(), &id()).send().await?)
        };
        "side_accounts.refund_credit" at "/data": |matera| {
            one(&matera.side_accounts().refund_credit(&id()).send().await?)
        };
        "side_accounts.refund_debit" at "/data": |matera| {
            one(&matera.side_accounts().refund_debit(&id()).send().await?)
        };
        "side_accounts.pay" at "/data": |matera| {
            let payment = NewSideAccountTransfer::new(&id(), &id(), AMOUNT);
            one(&matera.side_accounts().pay(&payment).send().await?)
        };
        "side_accounts.transfer" at "/data": |matera| {
            let transfer = NewSideAccountTransfer::new(&id(), &id(), AMOUNT);
            one(&matera.side_accounts().transfer(&transfer).send().await?)
        };
        "side_accounts.lock_balance" at "/data": |matera| {
            one(&matera.side_accounts().lock_balance(&id(), AMOUNT, 3, None).send().await?)
        };
        "side_accounts.unlock_balance" at "/data": |matera| {
            one(&matera.side_accounts().unlock_balance(&id(), &id(), AMOUNT, None).send().await?)
        };
    }
}

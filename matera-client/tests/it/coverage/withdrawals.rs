use matera_client::Amount;
use matera_client::model::{
    AccountNumber, BankAccount, BankAccountKind, NewPixReturn, NewWithdrawal, PixPayment,
};

use super::{Case, id, none, one};

fn pix() -> NewWithdrawal {
    let to = BankAccount::new("0001", "998877", BankAccountKind::Checking);
    let pix = PixPayment::to_account("11122233", "11222333000181", to);
    NewWithdrawal::pix(Amount::from_cents(15_099), pix)
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "withdrawals.create" at "/data": |matera| {
            one(&matera.withdrawals().create(&id(), &pix()).send().await?)
        };
        "withdrawals.create_by_number" at "/data": |matera| {
            let number = AccountNumber::new(1, 3232);
            one(&matera.withdrawals().create_by_number(&number, &pix()).send().await?)
        };
        "withdrawals.get" at "/data": |matera| {
            one(&matera.withdrawals().get(&id()).send().await?)
        };
        "withdrawals.complete_external": |matera| {
            let report = serde_json::json!({"authenticationCode": "AC-1"});
            none(matera.withdrawals().complete_external("W1", &report).send().await?)
        };
        "withdrawals.return_pix" at "/data": |matera| {
            let pix_return = NewPixReturn::new(Amount::from_cents(163_713), "AM09");
            one(&matera.withdrawals().return_pix(&id(), &id(), &pix_return).send().await?)
        };
    }
}

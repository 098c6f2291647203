use matera_client::model::{BankAccount, BankAccountKind, NonPriorityPix, PixPayment};
use matera_client::{Amount, IdempotencyKey};

use super::{Case, id, one};

fn item(key: &str) -> NonPriorityPix {
    let to = BankAccount::new("0001", "998877", BankAccountKind::Checking);
    let pix = PixPayment::to_account("11122233", "11222333000181", to);
    let key = IdempotencyKey::new(key).unwrap();
    NonPriorityPix::new(key, &id(), Amount::from_cents(1_000), pix)
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "instant_payments.send_batch" at "/data": |matera| {
            let items = [item("e91df192-1"), item("ab12cd34-2")];
            one(&matera.instant_payments().send_batch(&items).send().await?)
        };
        "instant_payments.participants" at "/data": |matera| {
            one(&matera.instant_payments().participants().send().await?)
        };
        "instant_payments.return_codes" at "/data": |matera| {
            one(&matera.instant_payments().return_codes().send().await?)
        };
    }
}

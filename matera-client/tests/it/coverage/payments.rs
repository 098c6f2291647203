use matera_client::Amount;
use matera_client::model::{AccountId, NewInternalPayment, NewPayment, NewPixCharge, Sender};

use super::{Case, id, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "payments.create" at "/data": |matera| {
            let charge = NewPixCharge::immediate("contas@padaria-flor.example", 1_800);
            let payment = NewPayment::pix_qr_code(&id(), Amount::from_cents(1_050), charge);
            one(&matera.payments().create(&payment).send().await?)
        };
        "payments.create_internal" at "/data": |matera| {
            let from = Sender::account(&AccountId::new("S1"));
            let to = AccountId::new("R1");
            let payment = NewInternalPayment::new(from, &to, Amount::from_cents(1_050));
            one(&matera.payments().create_internal(&payment).send().await?)
        };
        "payments.get" at "/data": |matera| one(&matera.payments().get(&id()).send().await?);
        "payments.get_internal" at "/data": |matera| {
            one(&matera.payments().get_internal(&id()).send().await?)
        };
        "payments.unlock" at "/data": |matera| one(&matera.payments().unlock(&id()).send().await?);
        "payments.refund" at "/data": |matera| {
            one(&matera.payments().refund(&id(), "returned goods").send().await?)
        };
        "payments.refund_internal" at "/data": |matera| {
            one(&matera.payments().refund_internal(&id(), "returned goods").send().await?)
        };
    }
}

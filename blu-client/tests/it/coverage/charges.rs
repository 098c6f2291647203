use blu_client::model::{NewCharge, NewChargeInvoice};
use time::macros::date;

use super::{Case, cents, cnpj, id, one, tax_id};

fn charge() -> NewCharge {
    NewCharge::new(&cnpj(), "PED-000311", cents(150_000))
}

fn invoice() -> NewChargeInvoice {
    NewChargeInvoice::new("000123456001", cents(150_000), date!(2026 - 02 - 02))
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "charges.send", |blu| {
            let charge = charge()
                .scheduled_on(date!(2026 - 04 - 10))
                .billing_later()
                .boleto(7)
                .representative(&tax_id());
            one(&blu.charges().send(&charge).send().await?)
        };
        "charges.get", |blu| one(&blu.charges().get(&id()).send().await?);
        "charges.cancel", |blu| one(&blu.charges().cancel(&id()).send().await?);
        "charges.send_invoice", |blu| {
            one(&blu.charges().send_invoice(&id(), &invoice()).send().await?)
        };
        "charges.cancel_invoice", |blu| {
            one(&blu.charges().cancel_invoice(&id(), &id()).send().await?)
        };
        "charges.return_excess", |blu| one(&blu.charges().return_excess(&id()).send().await?);
        "charges.list_conciliation", |blu| {
            let day = date!(2026 - 02 - 03);
            one(&blu.charges().list_conciliation(day).send().await?)
        };
        "charges_v1.send", |blu| one(&blu.charges_v1().send(&charge()).send().await?);
        "charges_v1.get", |blu| one(&blu.charges_v1().get(&id()).send().await?);
        "charges_v1.cancel", |blu| one(&blu.charges_v1().cancel(&id()).send().await?);
        "charges_v1.send_invoice", |blu| {
            let key = "35261112345678000195550010000001231456789013";
            let invoice = invoice().kind("nfe").key(key);
            one(&blu.charges_v1().send_invoice(&id(), &invoice).send().await?)
        };
        "charges_v1.cancel_invoice", |blu| {
            one(&blu.charges_v1().cancel_invoice(&id(), &id()).send().await?)
        };
        "charges_v1.return_excess", |blu| {
            one(&blu.charges_v1().return_excess(&id()).send().await?)
        };
        "charges_v1.list_conciliation", |blu| {
            let day = date!(2026 - 02 - 03);
            one(&blu.charges_v1().list_conciliation(day).send().await?)
        };
    }
}

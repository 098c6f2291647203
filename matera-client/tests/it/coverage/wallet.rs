use matera_client::Amount;
use matera_client::model::{Address, CardBrand, Currency};
use time::macros::date;

use super::{Case, RAW_ID, id, none, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "wallet.list" at "/data": |matera| one(&matera.wallet().list(&id()).send().await?);
        "wallet.add" at "/data": |matera| {
            one(&matera.wallet().add(&id(), &CardBrand::Visa, "tok-fict").send().await?)
        };
        "wallet.rename": |matera| {
            none(matera.wallet().rename(&id(), &id(), "compras").send().await?)
        };
        "wallet.request_prepaid": |matera| {
            let address = Address::new("Rua das Flores", "10", "Centro", "Joinville", "SC", "89200000");
            none(matera.wallet().request_prepaid(&id(), &address, None).send().await?)
        };
        "wallet.delete": |matera| none(matera.wallet().delete(RAW_ID).send().await?);
        "wallet.balance" at "/data": |matera| {
            one(&matera.wallet().balance(&id(), &id()).send().await?)
        };
        "wallet.statement" at "/data": |matera| {
            let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
            one(&matera.wallet().statement(&id(), &id(), from, to).send().await?)
        };
        "wallet.withdraw" at "/data": |matera| {
            let amount = Amount::from_cents(1_099);
            one(&matera.wallet().withdraw(&id(), &id(), amount, &Currency::Brl).send().await?)
        };
        "wallet.add_funds" at "/data": |matera| {
            let amount = Amount::from_cents(1_099);
            one(&matera.wallet().add_funds(&id(), &id(), amount, &Currency::Brl).send().await?)
        };
    }
}

use matera_client::Amount;
use matera_client::model::autopix_receiver::{
    ChargeRetries, Contract, Debtor, Frequency, NewCharge, NewConfirmationRequest, NewRecurrence,
    ReceivingAccountKind, RecurrenceCalendar, RecurrenceRevision, RequestedAccount,
};
use time::macros::{date, datetime};

use super::{Case, id, none, one, page};

const LOCATION: u64 = 1042;

fn recurrence() -> NewRecurrence {
    let contract = Contract::new("ASS-1042", Debtor::person("52998224725", "Joana Ficticia"));
    let monthly = RecurrenceCalendar::new(date!(2026 - 12 - 05), Frequency::Monthly);
    NewRecurrence::new(contract, monthly, ChargeRetries::NotAllowed)
        .fixed_value(Amount::from_cents(8_990))
}

fn request() -> NewConfirmationRequest {
    let account = RequestedAccount::new("99988877", "998877-5");
    NewConfirmationRequest::new(&id(), account, datetime!(2026-11-20 17:17:05 -3))
}

fn charge() -> NewCharge {
    let (amount, day) = (Amount::from_cents(8_990), date!(2026 - 12 - 05));
    NewCharge::new(
        &id(),
        amount,
        day,
        "998877-5",
        ReceivingAccountKind::Payment,
    )
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = recurrences();
    cases.extend(charges());
    cases.extend(locations_and_webhook());
    cases
}

fn recurrences() -> Vec<Case> {
    cases! {
        "autopix_receiver.register_receiver" at "": |matera| {
            let account = id();
            let receiver = matera.autopix_receiver(&account);
            let (cnpj, name) = ("11222333000181", "Padaria Flor de Trigo Ltda");
            one(&receiver.register_receiver(cnpj, name, None).send().await?)
        };
        "autopix_receiver.get" at "": |matera| {
            one(&matera.autopix_receiver(&id()).get(&id()).send().await?)
        };
        "autopix_receiver.revise" at "": |matera| {
            let end = RecurrenceRevision::canceled();
            one(&matera.autopix_receiver(&id()).revise(&id(), &end).send().await?)
        };
        "autopix_receiver.list" at "/recs": |matera| {
            let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-20 0:00 -3));
            page(matera.autopix_receiver(&id()).list(from, to).send()).await
        };
        "autopix_receiver.create" at "": |matera| {
            one(&matera.autopix_receiver(&id()).create(&recurrence()).send().await?)
        };
        "autopix_receiver.get_with_qr_code" at "": |matera| {
            one(&matera.autopix_receiver(&id()).get_with_qr_code(&id(), None).send().await?)
        };
        "autopix_receiver.create_request" at "": |matera| {
            one(&matera.autopix_receiver(&id()).create_request(&request()).send().await?)
        };
        "autopix_receiver.get_request" at "": |matera| {
            one(&matera.autopix_receiver(&id()).get_request(&id()).send().await?)
        };
        "autopix_receiver.revise_request" at "": |matera| {
            one(&matera.autopix_receiver(&id()).cancel_request(&id()).send().await?)
        };
    }
}

fn charges() -> Vec<Case> {
    cases! {
        "autopix_receiver.revise_charge" at "": |matera| {
            one(&matera.autopix_receiver(&id()).cancel_charge(&id()).send().await?)
        };
        "autopix_receiver.get_charge" at "": |matera| {
            one(&matera.autopix_receiver(&id()).get_charge(&id()).send().await?)
        };
        "autopix_receiver.create_charge" at "": |matera| {
            one(&matera.autopix_receiver(&id()).create_charge(&charge()).send().await?)
        };
        "autopix_receiver.list_charges" at "/cobsr": |matera| {
            let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-20 0:00 -3));
            page(matera.autopix_receiver(&id()).list_charges(from, to).send()).await
        };
        "autopix_receiver.retry_charge" at "": |matera| {
            let day = date!(2026 - 12 - 01);
            one(&matera.autopix_receiver(&id()).retry_charge(&id(), day).send().await?)
        };
    }
}

fn locations_and_webhook() -> Vec<Case> {
    cases! {
        "autopix_receiver.create_location" at "": |matera| {
            one(&matera.autopix_receiver(&id()).create_location().send().await?)
        };
        "autopix_receiver.list_locations" at "/loc": |matera| {
            let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-20 0:00 -3));
            page(matera.autopix_receiver(&id()).list_locations(from, to).send()).await
        };
        "autopix_receiver.get_location" at "": |matera| {
            one(&matera.autopix_receiver(&id()).get_location(LOCATION).send().await?)
        };
        "autopix_receiver.unlink_location" at "": |matera| {
            one(&matera.autopix_receiver(&id()).unlink_location(LOCATION).send().await?)
        };
        "autopix_receiver.put_webhook": |matera| {
            let url = "https://loja.example.com/pix-automatico";
            none(matera.autopix_webhooks().set_for_receivers(&url.parse().unwrap()).send().await?)
        };
        "autopix_receiver.get_webhook" at "": |matera| {
            one(&matera.autopix_webhooks().for_receivers().send().await?)
        };
        "autopix_receiver.delete_webhook": |matera| {
            none(matera.autopix_webhooks().delete_for_receivers().send().await?)
        };
    }
}

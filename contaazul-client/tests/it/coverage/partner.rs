use contaazul_client::partner::{
    Approval, LimitPeriod, NewNfe, NewNfeItem, NewNfse, NewPayment, NewPaymentBatch,
    NewTrustedParty, NoteParty, Payment, PaymentBatch, PixLimitChange,
};
use time::macros::date;

use super::{Case, YEAR, all, cents, fixture, id, none, one};

fn party() -> NoteParty {
    NoteParty::new("Escola Aurora", "44555666000181")
}

fn nfe() -> NewNfe {
    let item = NewNfeItem::new("PAO-1", "Pao", "19059090", "5101");
    NewNfe::new("r1", "Venda", party()).item(item.quantity(cents(100), "UN", cents(100)))
}

fn nfse() -> NewNfse {
    let day = date!(2026 - 11 - 10);
    NewNfse::new("r1", party(), "17.11", "Buffet", cents(150_050), day)
}

fn payment() -> NewPayment {
    NewPayment::to_supplier("r1", "supplier", cents(70_000))
}

/// As it was seen, under an id that has to be encoded.
fn seen<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let mut seen: serde_json::Value = serde_json::from_str(&fixture(name)).unwrap();
    seen["id"] = "id/with#odd%letters".into();
    serde_json::from_value(seen).unwrap()
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "partner.statement": |erp| all(erp.partner().statement(YEAR.0, YEAR.1).send()).await;
        "partner.issue_nfe": |erp| one(&erp.partner().issue_nfe(&nfe()).send().await?);
        "partner.get_nfe": |erp| one(&erp.partner().get_nfe(&id()).send().await?);
        "partner.list_nfe": |erp| all(erp.partner().list_nfe().send()).await;
        "partner.issue_nfse": |erp| one(&erp.partner().issue_nfse(&nfse()).send().await?);
        "partner.get_nfse": |erp| one(&erp.partner().get_nfse(&id()).send().await?);
        "partner.list_nfse": |erp| all(erp.partner().list_nfse().send()).await;
        "partner.list_dda": |erp| all(erp.partner().list_dda(YEAR.0, YEAR.1).send()).await;
        "partner.link_dda": |erp| one(&erp.partner().link_dda(&id(), &id()).send().await?);
        "partner.create_payment": |erp| {
            one(&erp.partner().create_payment(&payment()).send().await?)
        };
        "partner.get_payment": |erp| one(&erp.partner().get_payment(&id()).send().await?);
        "partner.list_payments": |erp| all(erp.partner().list_payments().send()).await;
        "partner.approve_payment": |erp| {
            let seen: Payment = seen("partner/get_payment");
            one(&erp.partner().approve_payment(&seen, &Approval::by("a1")).send().await?)
        };
        "partner.cancel_payment": |erp| none(erp.partner().cancel_payment(&id()).send().await?);
        "partner.create_batch": |erp| {
            let batch = NewPaymentBatch::new("r2").payment(payment());
            one(&erp.partner().create_batch(&batch).send().await?)
        };
        "partner.get_batch": |erp| one(&erp.partner().get_batch(&id()).send().await?);
        "partner.list_batches": |erp| all(erp.partner().list_batches().send()).await;
        "partner.approve_batch": |erp| {
            let seen: PaymentBatch = seen("partner/get_batch");
            one(&erp.partner().approve_batch(&seen, &Approval::by("a1")).send().await?)
        };
        "partner.cancel_batch": |erp| none(erp.partner().cancel_batch(&id()).send().await?);
        "partner.pix_limits": |erp| one(&erp.partner().pix_limits().send().await?);
        "partner.change_pix_limit": |erp| {
            let change = PixLimitChange::new(LimitPeriod::Night, cents(50_000));
            one(&erp.partner().change_pix_limit(&change).send().await?)
        };
        "partner.list_trusted": |erp| all(erp.partner().list_trusted().send()).await;
        "partner.trust": |erp| {
            let party = NewTrustedParty::contact("Joana Ficticia", "52998224725", cents(300_000));
            one(&erp.partner().trust(&party).send().await?)
        };
        "partner.distrust": |erp| none(erp.partner().distrust(&id()).send().await?);
        "partner.bank_connections": |erp| all(erp.partner().bank_connections().send()).await;
        "partner.bank_connection": |erp| one(&erp.partner().bank_connection(&id()).send().await?);
    }
}

use contaazul_client::model::{
    NewContract, NewContractPayment, NewContractTerms, NewLineItem, NewQuote, NewSale,
    NewSaleInstallment, NewSalePayment, PaymentMethod, SaleReplacement,
};
use time::macros::date;

use super::{Case, YEAR, all, cents, id, none, one};

fn line() -> NewLineItem {
    NewLineItem::new("item", 2_u32, cents(5_000))
}

fn sale() -> NewSale {
    let due = NewSaleInstallment::new(date!(2026 - 11 - 25), cents(10_000));
    let payment = NewSalePayment::at_sight(due);
    NewSale::new("customer", 1_042, date!(2026 - 11 - 20), payment).item(line())
}

fn quote() -> NewQuote {
    NewQuote::new("customer", date!(2026 - 11 - 20), date!(2026 - 12 - 05)).item(line())
}

fn contract() -> NewContract {
    let terms = NewContractTerms::monthly(77, YEAR.0, YEAR.1);
    let payment = NewContractPayment::new(PaymentMethod::Boleto, date!(2026 - 01 - 10));
    NewContract::new("customer", terms, payment).item(line())
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "sales.search": |erp| all(erp.sales().search().send()).await;
        "sales.create": |erp| one(&erp.sales().create(&sale()).send().await?);
        "sales.get": |erp| one(&erp.sales().get(&id()).send().await?);
        "sales.replace": |erp| {
            one(&erp.sales().replace(&id(), &SaleReplacement::new(sale(), 3)).send().await?)
        };
        "sales.items": |erp| all(erp.sales().items(&id()).send()).await;
        "sales.next_number": |erp| one(&erp.sales().next_number().send().await?);
        "sales.print": |erp| {
            let pdf = erp.sales().print(&id()).send().await?;
            assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.bytes.ends_with(b"%%EOF\n"));
            none(())
        };
        "sales.sellers": |erp| one(&erp.sales().sellers().send().await?);
        "sales.delete": |erp| one(&erp.sales().delete(&[id()]).send().await?);
        "quotes.list": |erp| all(erp.quotes().list().send()).await;
        "quotes.create": |erp| one(&erp.quotes().create(&quote()).send().await?);
        "quotes.get": |erp| one(&erp.quotes().get(&id()).send().await?);
        "quotes.delete": |erp| none(erp.quotes().delete(&[id()]).send().await?);
        "contracts.list": |erp| all(erp.contracts().list(YEAR.0, YEAR.1).send()).await;
        "contracts.create": |erp| one(&erp.contracts().create(&contract()).send().await?);
        "contracts.get": |erp| one(&erp.contracts().get(&id()).send().await?);
        "contracts.delete": |erp| none(erp.contracts().delete(&id()).send().await?);
        "contracts.end": |erp| none(erp.contracts().end(&id()).send().await?);
        "contracts.next_number": |erp| one(&erp.contracts().next_number().send().await?);
    }
}

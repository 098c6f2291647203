//! Selling against the sandbox: what a sale, a quote or a contract leaves behind.

use contaazul_client::model::{
    ContractStatus, Discount, InstallmentStatus, NewContract, NewContractPayment, NewContractTerms,
    NewLineItem, NewQuote, NewSale, NewSaleInstallment, NewSalePayment, NewSettlement, Origin,
    PaymentMethod, PersonId, Quantity, QuoteSituation, Receivable, SaleKind, SaleReplacement,
    SaleSituation, ValueBreakdown,
};
use contaazul_client::sandbox::Sandbox;
use contaazul_client::{Amount, ContaAzul, ErrorKind, PageSize};
use http::Method;
use time::Date;
use time::macros::date;

use crate::sandbox::{bakery, reais, start};

/// The bakery, whose first customer is the school.
async fn shop() -> (Sandbox, ContaAzul, PersonId) {
    let (sandbox, erp) = start(bakery().with_seller("Joana Ficticia")).await;
    let bills = due(&erp, date!(2026 - 04 - 10), date!(2026 - 04 - 10)).await;
    let customer = bills[0].customer.clone().unwrap().id.unwrap();
    (sandbox, erp, customer)
}

async fn due(erp: &ContaAzul, from: Date, to: Date) -> Vec<Receivable> {
    let list = erp.receivables().search(from, to).send();
    list.try_collect().await.unwrap()
}

fn sold(quantity: &str, price: &str) -> NewLineItem {
    NewLineItem::new("cake", Quantity::parse(quantity).unwrap(), reais(price))
}

const NEXT_YEAR: (Date, Date) = (date!(2027 - 01 - 01), date!(2027 - 12 - 31));

/// 3 × 40.00 + 10.00 freight − 10.00, in two installments next year.
fn cakes(customer: &PersonId, number: i64) -> NewSale {
    let one = |day| NewSaleInstallment::new(day, reais("60.00"));
    let payment =
        NewSalePayment::in_installments([one(date!(2027 - 01 - 10)), one(date!(2027 - 02 - 10))]);
    NewSale::new(
        customer.clone(),
        number,
        date!(2026 - 05 - 04),
        payment.method(PaymentMethod::PixCharge),
    )
    .item(sold("3", "40.00"))
    .freight(reais("10"))
    .discount(Discount::amount(reais("10.00")))
}

#[tokio::test]
async fn a_sale_makes_a_receivable_and_takes_it_along_when_deleted() {
    let (_sandbox, erp, customer) = shop().await;
    let sales = erp.sales();
    let number = sales.next_number().send().await.unwrap().unwrap();
    let created = sales
        .create(&cakes(&customer, number))
        .send()
        .await
        .unwrap();
    let situation = created.situation.unwrap().name;
    assert_eq!(
        situation,
        Some(SaleSituation::InProgress),
        "told in English"
    );
    assert_eq!(
        created.date,
        Some(date!(2026 - 05 - 04)),
        "told as a moment"
    );
    assert_eq!(created.value.unwrap().net, Some(reais("120")));
    let id = created.id.unwrap();

    let bills = due(&erp, NEXT_YEAR.0, NEXT_YEAR.1).await;
    assert_eq!(bills.len(), 2);
    let totals = bills.iter().map(|bill| bill.total.unwrap());
    assert_eq!(Amount::checked_sum(totals).unwrap(), reais("120"));

    let sale = sales.get(&id).send().await.unwrap();
    let event = sale.event.unwrap().id.unwrap();
    let of_event = erp.installments().of_event(&event).send().await.unwrap();
    assert_eq!(of_event.len(), 2);
    let method = of_event[0].payment_method.clone();
    assert_eq!(method, Some(PaymentMethod::PixCharge), "in finance's word");
    let reference = of_event[0].event.clone().unwrap().reference.unwrap();
    assert_eq!(reference.id.as_deref(), Some(id.as_str()));
    assert_eq!(reference.origin, Some(Origin::Sale));

    let legacy = created.legacy_id.unwrap().to_string();
    let same = sales.get(&legacy.into()).send().await.unwrap();
    assert_eq!(same.negotiation.unwrap().id.as_ref(), Some(&id));

    let batch = [id.clone(), "nobody".into()];
    let gone = sales.delete(&batch).send().await.unwrap();
    assert_eq!((gone.deleted, gone.ignored), (Some(1), Some(1)));
    assert!(due(&erp, NEXT_YEAR.0, NEXT_YEAR.1).await.is_empty());
    let error = sales.get(&id).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
}

#[tokio::test]
async fn a_number_is_taken_once_and_a_paid_sale_stays() {
    let (_sandbox, erp, customer) = shop().await;
    let sales = erp.sales();
    let first = sales.create(&cakes(&customer, 7)).send().await.unwrap();
    assert_eq!(sales.next_number().send().await.unwrap(), Some(8));
    let error = sales.create(&cakes(&customer, 7)).send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Api, 400)
    );

    let bill = due(&erp, NEXT_YEAR.0, NEXT_YEAR.1)
        .await
        .remove(0)
        .id
        .unwrap();
    let accounts = erp.accounts().list().send().try_collect().await.unwrap();
    let account = accounts[0].id.clone().unwrap();
    let paid = ValueBreakdown::gross_of(reais("60"));
    let settlement = NewSettlement::new(date!(2026 - 05 - 04), account, paid);
    let settled = erp.settlements().create(&bill, &settlement).send();
    settled.await.unwrap();
    let gone = sales.delete(&[first.id.unwrap()]).send().await.unwrap();
    assert_eq!((gone.deleted, gone.ignored), (Some(0), Some(1)));
    let kept = erp.installments().get(&bill).send().await.unwrap();
    assert_eq!(kept.status, Some(InstallmentStatus::Settled));
}

#[tokio::test]
async fn a_replacement_replaces_the_receivable_and_a_cancellation_removes_it() {
    let (_sandbox, erp, customer) = shop().await;
    let sales = erp.sales();
    let created = sales.create(&cakes(&customer, 1)).send().await.unwrap();
    let id = created.id.unwrap();
    let once = NewSaleInstallment::new(date!(2027 - 03 - 01), reais("84.50"));
    let smaller = NewSale::new(
        customer.clone(),
        1,
        date!(2026 - 05 - 04),
        NewSalePayment::at_sight(once),
    )
    .item(sold("1.5", "56.3333333333"))
    .situation(SaleSituation::Invoiced);
    // Any version does but none.
    let stale = SaleReplacement::new(smaller.clone(), 99);
    sales.replace(&id, &stale).send().await.unwrap();
    let bills = due(&erp, NEXT_YEAR.0, NEXT_YEAR.1).await;
    assert_eq!(bills.len(), 1);
    assert_eq!(bills[0].total, Some(reais("84.50")));

    let lines = sales.items(&id).send().try_collect().await.unwrap();
    assert_eq!(lines[0].quantity, Some(Quantity::parse("1.5").unwrap()));
    assert_eq!(
        lines[0].unit_price,
        Some(reais("56.3333333333")),
        "every digit"
    );

    let cancelled = SaleReplacement::new(smaller.situation(SaleSituation::Cancelled), 2);
    sales.replace(&id, &cancelled).send().await.unwrap();
    assert!(due(&erp, NEXT_YEAR.0, NEXT_YEAR.1).await.is_empty());
    assert_eq!(sales.get(&id).send().await.unwrap().event, None);
}

#[tokio::test]
async fn sales_are_found_page_by_page_and_printed() {
    let (sandbox, erp, customer) = shop().await;
    let sales = erp.sales();
    for number in 1..=23 {
        sales
            .create(&cakes(&customer, number))
            .send()
            .await
            .unwrap();
    }
    let found = sales.search().page_size(PageSize::N10).send();
    let found = found.try_collect().await.unwrap();
    assert_eq!(found.len(), 23);
    assert_eq!(sandbox.front().count(&Method::GET, "/v1/venda/busca"), 3);
    assert_eq!(found[0].kind, Some(SaleKind::Sale));
    assert_eq!(found[0].has_payment_terms, Some(true));
    let some = sales.search().number(3).number(5).customer(&customer);
    assert_eq!(some.send().try_collect().await.unwrap().len(), 2);
    let none = sales
        .search()
        .between(date!(2025 - 01 - 01), date!(2025 - 12 - 31));
    assert!(none.send().try_next().await.unwrap().is_none());

    let pdf = sales
        .print(found[0].id.as_ref().unwrap())
        .send()
        .await
        .unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let error = sales.print(&"nobody".into()).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    let sellers = sales.sellers().send().await.unwrap();
    assert_eq!((sellers.len(), sellers[0].legacy_id), (1, None));
}

#[tokio::test]
async fn quotes_are_all_listed_though_the_total_leaves_declined_ones_out() {
    let (sandbox, erp, customer) = shop().await;
    let quotes = erp.quotes();
    let offer = NewQuote::new(customer, date!(2026 - 05 - 04), date!(2026 - 05 - 20))
        .item(sold("2", "30"))
        .discount(Discount::percent(reais("50")))
        .remarks("sem gluten")
        .payment_remarks("em Pix");
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.push(quotes.create(&offer).send().await.unwrap().id.unwrap());
    }
    for id in &ids[..3] {
        sandbox.decline_quote(id).unwrap();
    }
    let all = quotes.list().page_size(PageSize::N10).send();
    assert_eq!(
        all.try_collect().await.unwrap().len(),
        12,
        "and not 9 or 10"
    );
    let declined = quotes.list().situation(QuoteSituation::Declined).send();
    let declined = declined.try_collect().await.unwrap();
    assert_eq!((declined.len(), declined[0].total), (3, Some(reais("30"))));

    let one = quotes.get(&ids[0]).send().await.unwrap();
    assert_eq!(one.remarks.unwrap().expose(), "sem gluten", "swapped back");
    assert_eq!(one.payment_remarks.unwrap().expose(), "em Pix");
    assert!(one.seller_id.is_some(), "the default seller");

    quotes.delete(&ids[..2]).send().await.unwrap();
    let error = quotes.get(&ids[0]).send().await.unwrap_err();
    let told = (error.status().unwrap().as_u16(), error.provider_message());
    assert_eq!(told, (404, Some("orcamento nao encontrado")));
}

fn bread(customer: &PersonId, terms: NewContractTerms) -> NewContract {
    let payment = NewContractPayment::new(PaymentMethod::Boleto, date!(2026 - 06 - 30));
    NewContract::new(customer.clone(), terms, payment)
        .item(sold("1", "120.00"))
        .remarks("toda manha")
}

#[tokio::test]
async fn a_contract_makes_its_sales_and_ends_them() {
    let (_sandbox, erp, customer) = shop().await;
    let contracts = erp.contracts();
    let terms = NewContractTerms::monthly(77, date!(2026 - 05 - 01), date!(2026 - 08 - 31));
    let created = contracts
        .create(&bread(&customer, terms))
        .send()
        .await
        .unwrap();
    let id = created.id.unwrap();
    assert_eq!(contracts.next_number().send().await.unwrap(), Some(78));
    let sales = || erp.sales().search().kind(SaleKind::ScheduledSale).send();
    let made = sales().try_collect().await.unwrap();
    assert_eq!(made.len(), 4);
    assert_eq!(made[0].contract_id.as_ref(), Some(&id));
    let summer = (date!(2026 - 06 - 01), date!(2026 - 12 - 31));
    let dates: Vec<_> = due(&erp, summer.0, summer.1).await;
    let dates: Vec<_> = dates.iter().map(|bill| bill.due_date.unwrap()).collect();
    let expected = [
        date!(2026 - 06 - 30),
        date!(2026 - 07 - 30),
        date!(2026 - 08 - 30),
        date!(2026 - 09 - 30),
    ];
    assert_eq!(dates, expected);

    let contract = contracts.get(&id).send().await.unwrap();
    assert_eq!(
        contract.recurrence.unwrap().sales_left,
        Some(3),
        "May's is made"
    );
    assert_eq!(contract.remarks, None);
    let payment = contract.payment.unwrap();
    assert_eq!(payment.remarks.unwrap().expose(), "toda manha");

    contracts.end(&id).send().await.unwrap();
    assert_eq!(sales().try_collect().await.unwrap().len(), 1);
    let listed = contracts.list(date!(2026 - 05 - 01), date!(2026 - 05 - 31));
    let listed = listed.send().try_collect().await.unwrap();
    assert_eq!(listed[0].status, Some(ContractStatus::Inactive));

    contracts.delete(&id).send().await.unwrap();
    assert!(sales().try_next().await.unwrap().is_none());
    assert!(due(&erp, summer.0, summer.1).await.is_empty());
    let deleted = contracts.get(&id).send().await.unwrap();
    assert_eq!(
        deleted.status,
        Some(ContractStatus::Deleted),
        "still readable"
    );
    let error = contracts.get(&"nobody".into()).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500, "not 404");
}

#[tokio::test]
async fn a_contract_without_expiry_makes_two_years_of_sales() {
    let (_sandbox, erp, customer) = shop().await;
    let terms = NewContractTerms::monthly(1, date!(2026 - 05 - 31), date!(2026 - 12 - 31));
    let contract = bread(&customer, terms.without_expiry());
    erp.contracts().create(&contract).send().await.unwrap();
    let sales = erp.sales().search().send().try_collect().await.unwrap();
    assert_eq!(sales.len(), 25);
    assert_eq!(
        sales[1].date,
        Some(date!(2026 - 06 - 30)),
        "June has no 31st"
    );
}

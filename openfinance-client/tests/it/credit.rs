//! Loans, financings, advances on invoices and overdrafts.

use openfinance_client::Amount;
use openfinance_client::model::{
    ContractId, CreditContract, CreditModality, CreditProduct, Instalments, LoanCategory,
    PermissionGroup, ResourceKind,
};
use serde_json::{Value, json};

use crate::harness::{MockBank, fixture};
use crate::visitor::connected;

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[tokio::test]
async fn what_a_customer_owes_is_read_from_the_list_of_resources_on() {
    let (_bank, connection) = connected(&[PermissionGroup::CreditOperations]).await;
    let resources = connection.resources().list().send().try_collect().await;
    let mut owed = Vec::new();
    for resource in resources.unwrap() {
        let credit = match resource.kind {
            ResourceKind::Loan => connection.loans(),
            ResourceKind::Financing => connection.financings(),
            ResourceKind::InvoiceFinancing => connection.invoice_financings(),
            ResourceKind::Overdraft => connection.overdrafts(),
            _ => continue,
        };
        let id = ContractId::from(resource.id);
        let listed = credit.list().send().try_collect().await.unwrap();
        let listed: Vec<_> = listed.iter().map(|one| &one.id).collect();
        assert_eq!(listed, [&id]);

        let contract = credit.get(&id).send().await.unwrap();
        let payments = credit.get_payments(&id).send().await.unwrap();
        let warranties = credit.list_warranties(&id).send().try_collect().await;
        let instalments = credit.get_instalments(&id).send().await.unwrap();
        assert!(payments.outstanding_balance <= contract.amount);
        let counted = [instalments.paid, instalments.due, instalments.past_due];
        let counted: u32 = counted.into_iter().flatten().sum();
        assert_eq!(counted, instalments.total.unwrap_or(0));
        let agreed = payments.payments.iter();
        let agreed = agreed.filter(|one| one.is_extra == Some(false)).count();
        assert_eq!(u32::try_from(agreed).ok(), instalments.paid);
        owed.push((
            contract.product,
            payments.outstanding_balance.to_string(),
            warranties.unwrap().len(),
        ));
    }
    let expected = [
        (CreditProduct::Loan, "2298.46", 0),
        (CreditProduct::Financing, "54226.44", 1),
        (CreditProduct::DiscountedReceivables, "15300.00", 1),
        (CreditProduct::UnarrangedOverdraft, "512.37", 0),
    ];
    let owed: Vec<_> = owed
        .iter()
        .map(|(product, balance, count)| (product.clone(), balance.as_str(), *count))
        .collect();
    assert_eq!(owed, expected);
}

#[tokio::test]
async fn what_was_paid_outside_an_instalment_is_told_to_the_cent() {
    let (_bank, connection) = connected(&[PermissionGroup::CreditOperations]).await;
    let id = "financiamento-001".into();
    let payments = connection.financings().get_payments(&id).send().await;
    let payments = payments.unwrap().payments;
    let extra = payments.iter().find(|one| one.extra.is_some()).unwrap();
    assert_eq!(extra.is_extra, Some(true));
    assert!(extra.instalment_id.is_none());
    let parts = extra.extra.as_ref().unwrap();
    let fees = parts.fees.iter().map(|fee| fee.amount);
    let charges = parts.charges.iter().map(|charge| charge.amount);
    assert_eq!(
        Amount::checked_sum(fees.chain(charges)).unwrap(),
        extra.amount
    );
}

#[tokio::test]
async fn credit_that_was_not_agreed_to_is_refused() {
    let (_bank, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    let error = connection.loans().list().send().try_collect().await;
    let error = error.unwrap_err();
    assert_eq!(error.status().unwrap(), 403, "{error}");
    let error = connection
        .overdrafts()
        .get(&"adiantamento-001".into())
        .send();
    assert_eq!(error.await.unwrap_err().status().unwrap(), 403);
}

#[tokio::test]
async fn an_unknown_contract_is_not_found() {
    let (_bank, connection) = connected(&[PermissionGroup::CreditOperations]).await;
    let of_another_family = "emprestimo-001".into();
    for id in ["contrato-999".into(), of_another_family] {
        let error = connection.financings().get(&id).send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), 404, "{error}");
    }
}

/// The fixture of a loan, its `data` changed.
async fn changed_loan(change: impl FnOnce(&mut Value)) -> CreditContract {
    let mut document: Value = serde_json::from_str(&fixture("loans/get")).unwrap();
    change(&mut document["data"]);
    let mock = MockBank::with_json(200, &document.to_string()).await;
    let contract = mock.connection.loans().get(&"1".into()).send().await;
    contract.unwrap()
}

#[tokio::test]
async fn what_the_versions_of_loans_call_the_payroll_is_one() {
    let company = Some("12ABC34501DE35");
    let latest = changed_loan(|_| {}).await;
    assert_eq!(latest.payroll_company_cnpj(), company);
    let before = changed_loan(|data| {
        let cnpj = data["cnpjConsignor"].take();
        data["cnpjConsignee"] = cnpj;
    })
    .await;
    assert_eq!(before.payroll_company_cnpj(), company);
    let both = changed_loan(|data| data["cnpjConsignee"] = json!("99999999000191")).await;
    assert_eq!(both.payroll_company_cnpj(), company);
}

#[tokio::test]
async fn what_was_required_once_may_be_missing() {
    let with = changed_loan(|_| {}).await;
    assert_eq!(with.category, Some(LoanCategory::Other));
    assert_eq!(with.disbursement_dates.len(), 2);
    assert_eq!(with.total_effective_cost, Some(amount("0.291234")));
    let without = changed_loan(|data| {
        let required = ["contractAmount", "productSubType", "productType"];
        let fields = data.as_object_mut().unwrap();
        fields.retain(|name, _| required.contains(&name.as_str()));
    })
    .await;
    assert_eq!(without.modality, CreditModality::PayrollLoan);
    assert!(without.category.is_none() && without.interest_rates.is_empty());
    let nulls = changed_loan(|data| {
        for name in ["interestRates", "disbursementDates", "CET", "dueDate"] {
            data[name] = Value::Null;
        }
    })
    .await;
    assert!(nulls.interest_rates.is_empty() && nulls.disbursement_dates.is_empty());
    assert!(nulls.total_effective_cost.is_none() && nulls.due_date.is_none());
}

#[test]
fn counts_are_read_however_they_are_written_and_never_guessed() {
    let read =
        |paid: Value| serde_json::from_value::<Instalments>(json!({"paidInstalments": paid}));
    assert_eq!(read(json!(31)).unwrap().paid, Some(31));
    let text = r#"{"paidInstalments": 31.0, "dueInstalments": null}"#;
    let counted: Instalments = serde_json::from_str(text).unwrap();
    assert_eq!((counted.paid, counted.due), (Some(31), None));
    for wrong in [json!(1.5), json!(-1), json!(4_294_967_296_u64), json!([])] {
        assert!(read(wrong.clone()).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn debug_shows_no_number_that_leads_to_the_customer() {
    let contract = changed_loan(|_| {}).await;
    let shown = format!("{contract:?}");
    assert!(
        !shown.contains("52998224725") && !shown.contains("EMP-2024/001"),
        "{shown}"
    );
    let mock = MockBank::with_fixture("loans/list").await;
    let list = mock.connection.loans().list().send().try_collect().await;
    let shown = format!("{:?}", list.unwrap());
    assert!(!shown.contains("52998224725"), "{shown}");
}

//! Investments of all five families.

use openfinance_client::api::{InvestmentProduct, Investments};
use openfinance_client::model::{
    FixedIncomeBalance, FixedIncomeKind, InvestmentFlow, InvestmentTransactionKind,
    PermissionGroup, ResourceKind, ResourceStatus,
};
use openfinance_client::{Amount, Connection, ErrorKind, problems};
use serde::Serialize;
use serde_json::{Value, json};
use time::macros::date;
use time::{Date, Duration, OffsetDateTime};

use crate::harness::{MockBank, fixture};
use crate::visitor::connected;

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn today() -> Date {
    (OffsetDateTime::now_utc() - Duration::hours(3)).date()
}

#[tokio::test]
async fn fixed_income_is_worth_what_its_transactions_left() {
    let (_bank, connection) = connected(&[PermissionGroup::Investments]).await;
    let families = [
        (
            connection.bank_fixed_incomes(),
            Some(FixedIncomeKind::Cdb),
            2,
        ),
        (
            connection.credit_fixed_incomes(),
            Some(FixedIncomeKind::Debenture),
            2,
        ),
        (connection.treasure_titles(), None, 1),
    ];
    for (family, kind, in_a_year) in families {
        let listed = family.list().send().try_collect().await.unwrap();
        assert_eq!(listed.len(), 1);
        let id = &listed[0].id;
        assert_eq!(listed[0].kind, kind);
        let details = family.get(id).send().await.unwrap();
        assert_eq!(details.kind, kind);
        assert!(details.purchase_date < details.due_date);
        let balance = family.get_balance(id).send().await.unwrap();
        assert_is_coherent(&balance);

        let year_ago = today() - Duration::days(364);
        let history = family.list_transactions(id, year_ago, today());
        let history = history.send().try_collect().await.unwrap();
        assert_eq!(history.len(), in_a_year);
        for one in &history {
            let taxes = [&one.income_tax, &one.iof].into_iter().flatten();
            let taxes = Amount::checked_sum(taxes.map(|tax| tax.amount)).unwrap();
            let net = one.net.as_ref().unwrap().amount;
            assert_eq!(one.gross.amount.checked_sub(taxes).unwrap(), net);
        }
    }
}

fn assert_is_coherent(balance: &FixedIncomeBalance) {
    let unit = balance.unit_price.as_ref().unwrap().amount;
    let quantity = balance.quantity.unwrap();
    let gross = Amount::from_decimal(unit.decimal() * quantity.decimal()).unwrap();
    assert_eq!(gross, balance.gross.amount);
    let taxes = [&balance.income_tax, &balance.iof].into_iter().flatten();
    let taxes = Amount::checked_sum(taxes.map(|tax| tax.amount)).unwrap();
    let net = balance.net.as_ref().unwrap().amount;
    assert_eq!(gross.checked_sub(taxes).unwrap(), net);
}

#[tokio::test]
async fn the_last_seven_days_are_asked_for_apart() {
    let (_bank, connection) = connected(&[PermissionGroup::Investments]).await;
    let family = connection.bank_fixed_incomes();
    let id = "cdb-001".into();
    let week = today() - Duration::days(6);
    let recent = family.list_recent_transactions(&id, week, today());
    let recent = recent.send().try_collect().await.unwrap();
    assert_eq!(recent.len(), 1);
    assert_eq!(recent[0].direction, InvestmentFlow::In);
    assert_eq!(recent[0].kind, InvestmentTransactionKind::Investment);
    assert_eq!(recent[0].date, today() - Duration::days(3));
    let earlier = family.list_recent_transactions(&id, week - Duration::days(9), week);
    let error = earlier.send().try_collect().await.unwrap_err();
    assert_eq!(
        error.kind(),
        ErrorKind::Input,
        "more than seven days: {error}"
    );
    let day = today() - Duration::days(40);
    let one = family.list_transactions(&id, day, day).send().try_collect();
    assert_eq!(one.await.unwrap().len(), 1, "both days are included");
}

#[tokio::test]
async fn shares_lead_to_the_note_of_their_broker() {
    let (_bank, connection) = connected(&[PermissionGroup::Investments]).await;
    let shares = connection.variable_incomes();
    let id = "acao-001".into();
    let history = shares.list_transactions(&id, today() - Duration::days(90), today());
    let history = history.send().try_collect().await.unwrap();
    let bought = history
        .iter()
        .find(|one| one.broker_note_id.is_some())
        .unwrap();
    let note = bought.broker_note_id.as_ref().unwrap();
    let note = shares.get_broker_note(note).send().await.unwrap();
    assert_eq!(note.gross.amount, bought.amount.amount);
    let costs = [
        &note.brokerage_fee,
        &note.settlement_fee,
        &note.registration_fee,
        &note.trade_notice_fee,
        &note.exchange_fee,
        &note.custody_fee,
        &note.taxes,
        &note.income_tax,
    ];
    let costs = costs.into_iter().flatten().map(|cost| cost.amount);
    let costs = Amount::checked_sum(costs).unwrap();
    assert_eq!(
        note.gross.amount.checked_add(costs).unwrap(),
        note.net.amount
    );
    let balance = shares.get_balance(&id).send().await.unwrap();
    assert_eq!(balance.gross.amount, amount("1215.5"));
    assert_eq!(
        shares.get(&id).send().await.unwrap().ticker.as_deref(),
        Some("FICT3")
    );
}

#[tokio::test]
async fn a_fund_that_cannot_be_read_now_says_so() {
    let (_bank, connection) = connected(&[PermissionGroup::Investments]).await;
    let resources = connection.resources().list().send().try_collect().await;
    let resources = resources.unwrap();
    let funds = resources
        .iter()
        .filter(|one| one.kind == ResourceKind::Fund);
    let funds: Vec<_> = funds.collect();
    assert_eq!(funds.len(), 2);
    for fund in funds {
        let balance = connection
            .funds()
            .get_balance(&fund.id.clone().into())
            .send();
        match (balance.await, &fund.status) {
            (Ok(balance), ResourceStatus::Available) => {
                assert_eq!(balance.quantity, Some(amount("896.5")));
            }
            (Err(error), ResourceStatus::TemporarilyUnavailable) => {
                assert_eq!(error.status().unwrap(), 403);
                let code = &problems(&error)[0].code;
                assert_eq!(code, "STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE");
            }
            other => panic!("{other:?}"),
        }
    }
}

async fn query_of<P: InvestmentProduct>(
    mock: &MockBank,
    family: fn(&Connection) -> Investments<'_, P>,
) -> Vec<(String, String)> {
    let family = family(&mock.connection);
    let (from, to) = (date!(2026 - 11 - 15), date!(2026 - 11 - 21));
    let list = family.list_recent_transactions(&"i-1".into(), from, to);
    list.send().try_collect().await.unwrap();
    let request = mock.request().await;
    request.url.query_pairs().into_owned().collect()
}

#[tokio::test]
async fn every_family_filters_by_its_own_names() {
    let empty = r#"{"data":[],"links":{"self":"https://gateway.interno"},"meta":{}}"#;
    let named = |from: &str, to: &str| {
        [
            (from, "2026-11-15"),
            (to, "2026-11-21"),
            ("page-size", "1000"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let mock = MockBank::with_json(200, empty).await;
    let query = query_of(&mock, Connection::funds).await;
    let conversion = [
        "fromTransactionConversionDate",
        "toTransactionConversionDate",
    ];
    assert_eq!(query, named(conversion[0], conversion[1]));
    let transaction = named("fromTransactionDate", "toTransactionDate");
    let mock = MockBank::with_json(200, empty).await;
    assert_eq!(
        query_of(&mock, Connection::variable_incomes).await,
        transaction
    );
    for family in [
        Connection::bank_fixed_incomes,
        Connection::credit_fixed_incomes,
        Connection::treasure_titles,
    ] {
        let mock = MockBank::with_json(200, empty).await;
        assert_eq!(query_of(&mock, family).await, transaction);
    }
}

#[tokio::test]
async fn a_period_no_bank_takes_is_not_sent() {
    let mock = MockBank::with_fixture("funds/list_transactions").await;
    let funds = mock.connection.funds();
    let id = "f-1".into();
    let (first, last) = (date!(2026 - 11 - 14), date!(2026 - 11 - 21));
    for list in [
        funds.list_transactions(&id, last, first),
        funds.list_recent_transactions(&id, last, first),
        funds.list_recent_transactions(&id, first, last),
    ] {
        let error = list.send().try_collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(
            error.to_string().contains("toTransactionConversionDate"),
            "{error}"
        );
    }
    assert!(mock.requests().await.is_empty());
}

async fn treasury_balance(iof: Value) -> openfinance_client::Result<FixedIncomeBalance> {
    let mut document: Value =
        serde_json::from_str(&fixture("treasure_titles/get_balance")).unwrap();
    document["data"]["financialTransactionTax"] = iof;
    let mock = MockBank::with_json(200, &document.to_string()).await;
    let bonds = mock.connection.treasure_titles();
    bonds.get_balance(&"t-1".into()).send().await
}

#[tokio::test]
async fn a_tax_without_content_is_none_and_half_a_tax_is_an_error() {
    for empty in [
        json!({}),
        Value::Null,
        json!({"amount": null, "currency": null}),
    ] {
        assert!(treasury_balance(empty).await.unwrap().iof.is_none());
    }
    let zero = treasury_balance(json!({"amount": "0.00", "currency": "BRL"})).await;
    assert!(zero.unwrap().iof.unwrap().amount.is_zero());
    for half in [json!({"amount": "1.00"}), json!({"currency": "BRL"})] {
        let error = treasury_balance(half).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
}

#[tokio::test]
async fn ten_decimals_stay_ten() {
    let mock = MockBank::with_fixture("bank_fixed_incomes/get_balance").await;
    let family = mock.connection.bank_fixed_incomes();
    let balance = family.get_balance(&"i-1".into()).send().await.unwrap();
    assert_eq!(balance.quantity.unwrap().to_string(), "42.2500000001");
    let unit_price = balance.unit_price.unwrap().amount;
    assert_eq!(unit_price.to_string(), "1087.1234567891");
}

/// Reads all there is of the one investment of a family; how many transactions there are of the
/// last week and year.
async fn read_all<P: InvestmentProduct>(family: Investments<'_, P>) -> (usize, usize) {
    let listed = family.list().send().try_collect().await.unwrap();
    assert_eq!(listed.len(), 1);
    let id = &listed[0].id;
    family.get(id).send().await.unwrap();
    family.get_balance(id).send().await.unwrap();
    let (week, year) = (today() - Duration::days(6), today() - Duration::days(364));
    let recent = family.list_recent_transactions(id, week, today()).send();
    let history = family.list_transactions(id, year, today()).send();
    let (recent, history) = (recent.try_collect().await, history.try_collect().await);
    let (recent, history) = (written(&recent.unwrap()), written(&history.unwrap()));
    assert!(recent.iter().all(|one| history.contains(one)));
    (recent.len(), history.len())
}

fn written<T: Serialize>(list: &[T]) -> Vec<Value> {
    let written = |one| serde_json::to_value(one).unwrap();
    list.iter().map(written).collect()
}

#[tokio::test]
async fn what_is_recent_is_history_too_in_every_family() {
    let (_bank, connection) = connected(&[PermissionGroup::Investments]).await;
    let counts = [
        read_all(connection.bank_fixed_incomes()).await,
        read_all(connection.credit_fixed_incomes()).await,
        read_all(connection.treasure_titles()).await,
        read_all(connection.variable_incomes()).await,
        read_all(connection.funds()).await,
    ];
    assert_eq!(counts, [(1, 2), (1, 2), (0, 1), (1, 2), (1, 3)]);
}

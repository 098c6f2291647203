//! Currency exchange.

use openfinance_client::model::{
    CurrencyDelivery, ExchangeEventKind, ExchangeId, ExchangeSide, PermissionGroup, ResourceKind,
};
use openfinance_client::{Amount, ErrorKind};

use crate::harness::{MockBank, fixture};
use crate::visitor::connected;

#[tokio::test]
async fn a_currency_exchange_is_followed_to_its_settlement() {
    let (_bank, connection) = connected(&[PermissionGroup::Exchanges]).await;
    let resources = connection.resources().list().send().try_collect().await;
    let mut resources = resources.unwrap();
    assert_eq!(resources.len(), 1);
    let resource = resources.remove(0);
    assert_eq!(resource.kind, ResourceKind::Exchange);
    let id = ExchangeId::from(resource.id);
    let listed = connection.exchanges().list().send().try_collect().await;
    assert_eq!(listed.unwrap()[0].id, id);

    let exchange = connection.exchanges().get(&id).send().await.unwrap();
    assert_eq!(exchange.side, ExchangeSide::Purchase);
    assert_eq!(exchange.delivery, Some(CurrencyDelivery::WireTransfer));
    let rate = exchange.exchange_rate.unwrap().amount.decimal();
    let reais = Amount::from_decimal(exchange.foreign_value.amount.decimal() * rate);
    assert_eq!(reais.unwrap(), exchange.local_value.amount);

    let events = connection.exchanges().list_events(&id).send();
    let events = events.try_collect().await.unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind.clone()).collect();
    assert_eq!(
        kinds,
        [ExchangeEventKind::Settlement, ExchangeEventKind::Agreement]
    );
    assert!(events[0].at > events[1].at);
    assert_eq!(events[1].at, exchange.agreed_at);
    let left = events[0].outstanding.as_ref().unwrap();
    assert!(left.amount.is_zero());
}

#[tokio::test]
async fn debug_shows_neither_the_registration_nor_who_is_paid_abroad() {
    let mock = MockBank::with_fixture("exchanges/list_events").await;
    let events = mock.connection.exchanges().list_events(&"c-1".into());
    let events = events.send().try_collect().await.unwrap();
    let abroad = events[0].foreign_party.as_ref().unwrap();
    assert_eq!(abroad.country_code.as_deref(), Some("ZA"));
    let shown = format!("{events:?}");
    assert!(
        !shown.contains("493874649457") && !shown.contains("Zola"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_rate_of_more_digits_than_can_be_held_is_an_error_and_not_rounded() {
    let body = fixture("exchanges/get");
    let exact = "123456789012345.1234567890123";
    let read = async |rate: &str| {
        let body = body.replace("5.123456789012345", rate);
        let mock = MockBank::with_json(200, &body).await;
        mock.connection.exchanges().get(&"c-1".into()).send().await
    };
    let exchange = read(exact).await.unwrap();
    assert_eq!(exchange.exchange_rate.unwrap().amount.to_string(), exact);
    let error = read("123456789012345.123456789012345").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().contains("localCurrencyOperationTax"),
        "{error}"
    );
}

//! Banks whose two lists of transactions do not write the same thing alike.

use openfinance_client::model::AccountTransaction;
use time::macros::{date, datetime};
use wiremock::{Request, Respond, ResponseTemplate};

use crate::harness::MockBank;

/// A transaction that both lists tell of: one knows the day and two decimals, the other all. And
/// one that only its list has.
struct TwoHands;

impl Respond for TwoHands {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let recent = request.url.path().ends_with("/transactions-current");
        let (time, amount, own) = match recent {
            true => ("2026-11-18T14:05:09.120Z", "10.5000", "recent"),
            false => ("2026-11-18T00:00:00.000Z", "10.50", "historic"),
        };
        let entry = |id: &str| {
            format!(
                r#"{{"transactionId":"{id}","completedAuthorisedPaymentType":"TRANSACAO_EFETIVADA",
                    "creditDebitType":"DEBITO","type":"PIX","transactionDateTime":"{time}",
                    "transactionAmount":{{"amount":"{amount}","currency":"BRL"}}}}"#
            )
        };
        let body = format!(r#"{{"data":[{},{}]}}"#, entry("both"), entry(own));
        ResponseTemplate::new(200).set_body_raw(body, "application/json")
    }
}

async fn read(mock: &MockBank, now: time::OffsetDateTime) -> Vec<AccountTransaction> {
    let accounts = mock.connection.accounts();
    let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 22));
    let list = accounts.movements(&"conta-001".into(), from, to, now);
    list.send().try_collect().await.unwrap()
}

#[tokio::test]
async fn what_both_lists_tell_is_told_once_however_they_write_it() {
    let mock = MockBank::answering(TwoHands).await;
    let movements = read(&mock, datetime!(2026-11-22 15:00 UTC)).await;
    let ids: Vec<&str> = movements.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["both", "historic", "recent"]);
}

#[tokio::test]
async fn today_is_the_day_in_brasilia_and_both_lists_are_asked_for_days_that_overlap() {
    let mock = MockBank::answering(TwoHands).await;
    // Still the 22nd in Brasília.
    read(&mock, datetime!(2026-11-23 02:59 UTC)).await;
    let requests = mock.requests().await;
    let asked: Vec<String> = requests.iter().map(|one| one.url.to_string()).collect();
    let asked: Vec<&str> = asked
        .iter()
        .filter_map(|url| url.split_once("/conta-001/"))
        .map(|(_, rest)| rest)
        .collect();
    assert_eq!(
        asked,
        [
            "transactions?fromBookingDate=2026-10-31&toBookingDate=2026-11-18&page-size=1000",
            "transactions-current?fromBookingDate=2026-11-17&toBookingDate=2026-11-23&page-size=1000",
        ]
    );
}

//! Every limit that the provider documents of a field: the last value within it goes out, the first
//! beyond it does not, and the error names the field.

use std::future::Future;
use std::pin::Pin;

use matera_client::model::AccountId;
use matera_client::{Amount, ErrorKind, Matera, Result};
use wiremock::ResponseTemplate;

use crate::harness::Provider;

type Answer = Pin<Box<dyn Future<Output = Result<()>>>>;

#[derive(Clone)]
struct Row {
    field: &'static str,
    within: String,
    beyond: String,
    send: fn(Matera, String) -> Answer,
}

fn row(
    field: &'static str,
    within: impl Into<String>,
    beyond: impl Into<String>,
    send: fn(Matera, String) -> Answer,
) -> Row {
    let (within, beyond) = (within.into(), beyond.into());
    Row {
        field,
        within,
        beyond,
        send,
    }
}

/// `|matera, value| call` as a function; what comes back is not looked at.
macro_rules! send {
    (|$matera:ident, $value:ident| $call:expr) => {
        |$matera, $value| Box::pin(async move { $call.send().await.map(drop) })
    };
}

mod autopix;
mod money;

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn account() -> AccountId {
    AccountId::new("A1")
}

/// So many of one letter or digit.
fn of(length: usize) -> String {
    "1".repeat(length)
}

const CPF: &str = "52998224725";
const WRONG_CPF: &str = "52998224724";
const CNPJ: &str = "11222333000181";
const WRONG_CNPJ: &str = "11222333000182";

fn rows() -> Vec<Row> {
    [money::rows(), autopix::rows()].concat()
}

#[tokio::test]
async fn what_is_within_its_limit_is_sent_and_what_is_beyond_is_not() {
    // Empty pages end every list; what other answers lack is not looked at here.
    let answer = ResponseTemplate::new(200).set_body_raw("{\"data\":[]}", "application/json");
    let provider = Provider::answering(answer).await;
    let mut sent = 0;
    for row in rows() {
        let field = row.field;
        let within = (row.send)(provider.client.clone(), row.within).await;
        let refused = within.as_ref().err().map(matera_client::Error::kind);
        assert_ne!(refused, Some(ErrorKind::Input), "{field}: {within:?}");
        sent += 1;
        assert_eq!(provider.requests().await, sent, "{field}");

        let beyond = (row.send)(provider.client.clone(), row.beyond.clone()).await;
        let error = beyond.expect_err(field);
        assert_eq!(error.kind(), ErrorKind::Input, "{field}: {error}");
        let told = error.to_string();
        assert!(told.contains(field), "{told} does not name {field}");
        assert!(
            row.beyond.len() < 5 || !told.contains(&row.beyond),
            "{told}"
        );
        assert_eq!(provider.requests().await, sent, "{field} was sent");
    }
}

//! Environments, tokens, and what a caller knows better about an endpoint.

use std::sync::Arc;

use blu_client::model::Fields;
use blu_client::{
    Blu, BluBuilder, Call, Environment, ErrorKind, HeaderForm, Method, SecretString, TokenForm,
    Transport, VersionForm,
};
use client_core::testing::{FakeTransport, Script};
use time::macros::date;
use url::Url;

use crate::harness::{TOKEN, answer, builder, scripted};

async fn headers_of_debits(builder: BluBuilder) -> (Url, http::HeaderMap) {
    let transport = Arc::new(FakeTransport::new([answer("[]")]));
    let blu = builder.with_transport(Arc::clone(&transport) as Arc<dyn Transport>);
    let blu = blu.build().unwrap();
    let (begin, end) = (date!(2026 - 02 - 01), date!(2026 - 02 - 02));
    blu.debits()
        .list(begin, end)
        .send()
        .try_collect()
        .await
        .unwrap();
    let request = transport.requests().remove(0);
    (request.url, request.headers)
}

#[tokio::test]
async fn environments_have_their_hosts() {
    for (environment, host) in [
        (Environment::production(), "api.blu.com.br"),
        (Environment::homologation(), "api-hlg.blu.com.br"),
    ] {
        let builder = Blu::builder(environment, SecretString::from(TOKEN));
        let (url, _) = headers_of_debits(builder).await;
        assert_eq!((url.scheme(), url.host_str()), ("https", Some(host)));
    }
}

#[tokio::test]
async fn a_pasted_bearer_is_not_sent_twice() {
    let environment = Environment::custom("https://blu.invalid");
    let token = SecretString::from(format!(" bearer {TOKEN}\n"));
    let (_, headers) = headers_of_debits(Blu::builder(environment, token)).await;
    assert_eq!(headers["authorization"], format!("Bearer {TOKEN}"));
}

#[test]
fn unusable_configuration_is_refused_when_building() {
    let with_token = |token: &str| {
        let token = SecretString::from(token);
        Blu::new(Environment::production(), token)
    };
    for token in ["", "  ", "Bearer ", "tok\nen"] {
        assert_eq!(
            with_token(token).unwrap_err().kind(),
            ErrorKind::Config,
            "{token:?}"
        );
    }
    for address in ["http://blu.invalid", "blu.invalid", ""] {
        let error = builder(address).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{address:?}");
    }
    let at = |operation, path| {
        let builder = builder("https://blu.invalid").with_path(operation, Method::GET, path);
        builder.build().unwrap_err()
    };
    let unknown = at("blu.debit.list", "/x").to_string();
    assert!(unknown.contains("OPERATIONS"), "{unknown}");
    for path in ["x", "/x?y=1", "/x/{id}"] {
        assert_eq!(at("blu.debits.list", path).kind(), ErrorKind::Config);
    }
    let lost = at("blu.charges.cancel_invoice", "/b2b/x/{uuid}").to_string();
    assert!(lost.contains("{invoice_uuid}"), "{lost}");
    let portal = Environment::production().with_portal("portal.invalid");
    let portal = Blu::new(portal, SecretString::from(TOKEN)).unwrap_err();
    assert!(portal.to_string().contains("portal"), "{portal}");
}

#[tokio::test]
async fn paths_and_header_forms_can_be_overridden() {
    let form = HeaderForm::new(TokenForm::Raw, VersionForm::Version2);
    let builder = builder("https://blu.invalid/proxy")
        .with_path("blu.debits.list", Method::GET, "/conciliations/debit")
        .with_header_form("blu.debits.list", HeaderForm::BEARER)
        .with_header_form("blu.debits.list", form);
    let (url, headers) = headers_of_debits(builder).await;
    assert_eq!(url.path(), "/proxy/conciliations/debit");
    assert_eq!(headers["authorization"], TOKEN);
    assert_eq!(headers["version"], "2");
}

#[tokio::test]
async fn what_no_method_covers_can_be_sent_by_hand() {
    let (blu, transport) = scripted([answer(r#"{"data":12.50}"#)]);
    let call = Call::raw(Method::GET, "/b2b/sales/details/{id}").argument("id", "a/b");
    let request = blu.request::<Fields>(call, HeaderForm::RAW_ACCEPT_VERSION_1);
    assert_eq!(request.send().await.unwrap().json("data"), Some("12.50"));
    let request = transport.requests().remove(0);
    assert_eq!(request.url.path(), "/b2b/sales/details/a%2Fb");
    assert_eq!(request.headers["authorization"], TOKEN);
    assert_eq!(request.headers["accept"], "version=1");
    assert_eq!(request.headers.get_all("accept").iter().count(), 1);
}

#[tokio::test]
async fn a_guess_says_so_when_nothing_is_there_and_can_be_set_right() {
    let (blu, _) = scripted([Script::status(404), Script::status(404)]);
    let error = blu.sales().cancel(&"1".into()).send().await.unwrap_err();
    let told = error.to_string();
    assert!(
        told.contains("guess") && told.contains("with_path"),
        "{told}"
    );
    let error = blu.pix().get(&"1".into()).send().await.unwrap_err();
    assert!(!error.to_string().contains("with_path"), "{error}");

    let transport = Arc::new(FakeTransport::new([Script::status(204)]));
    let path = "/b2b/sales/{id_venda}";
    let blu = builder("https://blu.invalid")
        .with_path("blu.sales.cancel", Method::DELETE, path)
        .with_transport(Arc::clone(&transport) as Arc<dyn Transport>)
        .build()
        .unwrap();
    let answer = blu.sales().cancel(&"a/b".into()).send().await.unwrap();
    assert_eq!(answer.as_json(), "null", "no body is no error");
    let request = transport.requests().remove(0);
    assert_eq!(request.method, Method::DELETE);
    assert_eq!(request.url.path(), "/b2b/sales/a%2Fb");
}

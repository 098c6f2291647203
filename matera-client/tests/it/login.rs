//! Who we are: tokens of the identity provider, keys of older deployments.

use matera_client::sandbox::{Holder, Sandbox};
use matera_client::{Credentials, Environment, ErrorKind, Matera, Outcome};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::{SECRET_KEY, fixture};

async fn api(credential: (&'static str, &'static str)) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200);
    Mock::given(header(credential.0, credential.1))
        .respond_with(answer.set_body_raw(fixture("balances/get"), "application/json"))
        .named("the API")
        .expect(1)
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn older_deployments_take_a_key_in_a_header_of_their_own() {
    let server = api(("api-access-key", "legacy-0001")).await;
    let environment = Environment::custom(server.uri(), server.uri());
    let credentials = Credentials::access_key("legacy-0001");
    let matera = Matera::builder(environment, credentials, SECRET_KEY)
        .build()
        .unwrap();
    matera.balances().get(&"A1".into()).send().await.unwrap();
}

#[tokio::test]
async fn tokens_come_from_a_host_and_a_realm_of_their_own() {
    let api = api(("authorization", "Bearer t1")).await;
    let identity = MockServer::start().await;
    // As the provider's own sample has it: a text, with a comma.
    let token = r#"{"access_token":"t1","expires_in":"36000,","token_type":"Bearer"}"#;
    Mock::given(method("POST"))
        .and(path("/kc/auth/realms/Other/protocol/openid-connect/token"))
        .respond_with(ResponseTemplate::new(200).set_body_raw(token, "application/json"))
        .named("the identity provider")
        .expect(1)
        .mount(&identity)
        .await;
    let environment = Environment::custom(api.uri(), format!("{}/kc", identity.uri()));
    let environment = environment.with_realm("Other");
    let credentials = Credentials::client("market", "s3cret");
    let matera = Matera::builder(environment, credentials, SECRET_KEY)
        .build()
        .unwrap();
    matera.balances().get(&"A1".into()).send().await.unwrap();
    let requests = identity.received_requests().await.unwrap();
    let form = String::from_utf8(requests[0].body.clone()).unwrap();
    assert_eq!(
        form,
        "grant_type=client_credentials&client_id=market&client_secret=s3cret"
    );
}

#[tokio::test]
async fn a_wrong_secret_leaves_the_call_unsent() {
    let holder = Holder::new("Padaria Flor de Trigo Ltda", "44555666000181");
    let sandbox = Sandbox::builder()
        .with_account(holder)
        .start()
        .await
        .unwrap();
    let credentials = Credentials::client("sandbox-marketplace", "wrong");
    let builder = Matera::builder(sandbox.environment(), credentials, SECRET_KEY);
    let matera = builder.with_transport(sandbox.transport()).build().unwrap();
    let account = &sandbox.accounts()[0];
    let error = matera.balances().get(account).send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Auth, Outcome::NotSent)
    );
    assert_eq!(error.code(), Some("unauthorized_client"));
}

#[tokio::test]
async fn what_cannot_be_used_is_told_when_the_client_is_built() {
    let build = |environment: Environment, key: &str| {
        let credentials = Credentials::client("market", "s3cret");
        Matera::builder(environment, credentials, key).build()
    };
    let fine = Environment::homologation;
    assert!(build(fine(), SECRET_KEY).is_ok());
    let wrong = [
        (fine(), ""),
        (fine(), "KEY\n"),
        (fine().with_realm(""), SECRET_KEY),
        (
            Environment::custom("api.example.com", "https://id.example.com"),
            SECRET_KEY,
        ),
        (
            Environment::custom("http://api.example.com", "https://id.example.com"),
            SECRET_KEY,
        ),
        (
            Environment::custom("https://api.example.com", "http://id.example.com"),
            SECRET_KEY,
        ),
    ];
    for (environment, key) in wrong {
        let error = build(environment, key).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }
}

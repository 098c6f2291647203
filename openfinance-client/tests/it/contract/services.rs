//! What surrounds the APIs: the directory, registration, notifications.

use openfinance_client::directory::{Directory, Environment, SoftwareStatementAssertion};
use openfinance_client::model::PixOrder;
use openfinance_client::registration::{NewClient, Registrar};
use openfinance_client::sandbox::Sandbox;
use url::Url;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::money::{agreed, device, sweeping};
use super::recorder::{Exchange, Recorder};
use crate::coverage::payments::{asked, initiator};

pub(super) async fn drive(recorder: &Recorder) {
    let sandbox = Sandbox::start().await.unwrap();
    let at = |path: &str| sandbox.url().join(path).unwrap();
    let environment = Environment::custom(at("participants"), at("keystore/"), at("token"), at(""));
    let directory = Directory::new(environment, recorder.listen(&sandbox)).unwrap();
    directory.participants().await.unwrap();
    registration(recorder, &sandbox).await;
    notifications(recorder, &sandbox).await;
}

async fn registration(recorder: &Recorder, sandbox: &Sandbox) {
    let party = sandbox.relying_party().unwrap();
    let registrar = Registrar::new(party.metadata(), recorder.listen(sandbox)).unwrap();
    let keys = Url::parse("https://keystore.example/org/soft/application.jwks").unwrap();
    let statement = SoftwareStatementAssertion::new("a.b.c");
    let new = NewClient::new(statement, keys, [sandbox.redirect_uri()]).scope("openid accounts");
    let client = registrar.register(&new).send().await.unwrap();
    registrar.read(&client).send().await.unwrap();
    let longer = new.webhook_uris(["https://app.example/hook"]);
    registrar.update(&client, &longer).send().await.unwrap();
    registrar.delete(&client).send().await.unwrap();
}

async fn notifications(recorder: &Recorder, sandbox: &Sandbox) {
    let receiver = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(202))
        .named("our webhook")
        .mount(&receiver)
        .await;
    let bank = sandbox.bank().unwrap();
    let consent = bank.payments().create_consent(&asked());
    let consent = consent.send().await.unwrap();
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let customer = agreed(sandbox, &consent.id).await;
    let initiate = bank.payments().initiate(&order, customer);
    let paid = initiate.send().await.unwrap();
    for _ in 0..3 {
        bank.payments().get(&paid[0].id).send().await.unwrap();
    }
    sweeping(sandbox, &bank).await;
    device(sandbox, &bank).await;
    let base = Url::parse(&receiver.uri()).unwrap();
    sandbox.deliver_webhooks(&base).await.unwrap();
    for request in receiver.received_requests().await.unwrap() {
        recorder.keep(Exchange::notification(&request));
    }
}

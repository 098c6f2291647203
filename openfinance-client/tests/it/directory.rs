//! Finding banks, their addresses and their keys.

use std::sync::Arc;
use std::time::Duration;

use brazil_types::{Cnpj, Ispb};
use client_core::http::Transport;
use client_core::testing::{FakeTransport, Script};
use openfinance_client::directory::SoftwareStatementAssertion;
use openfinance_client::directory::{Directory, Environment, Participants, Role};
use openfinance_client::jose::{JwkSet, KeySource, SigningKey, sign};
use openfinance_client::login::{RelyingParty, ServerMetadata};
use openfinance_client::model::{NewConsent, PermissionGroup};
use openfinance_client::registration::{NewClient, RegisteredClient, Registrar};
use openfinance_client::sandbox::Sandbox;
use openfinance_client::{Bank, Endpoints, ErrorKind, ExposeSecret as _, OPERATIONS};
use serde_json::json;
use url::Url;

use crate::harness::fixture;

fn participants() -> Participants {
    serde_json::from_str(&fixture("directory/participants")).unwrap()
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn base_of(endpoints: &Endpoints, operation: &str) -> Option<String> {
    let operation = OPERATIONS.iter().find(|row| row.name == operation).unwrap();
    endpoints
        .base_of(operation)
        .map(|base| base.as_str().to_owned())
}

#[test]
fn the_banks_people_know_are_found_by_the_names_people_use() {
    let all = participants();
    for (name, ispb) in [
        ("Sicoob", "02038232"),
        ("Nubank", "18236120"),
        ("Banco do Brasil", "00000000"),
        ("BB", "00000000"),
        ("Caixa Econômica Federal", "00360305"),
        ("caixa", "00360305"),
        ("C6", "31872495"),
        ("c6 bank", "31872495"),
    ] {
        let found = all.named(name);
        let ispbs: Vec<_> = found
            .iter()
            .map(|one| one.organisation.registration_id.as_deref())
            .collect();
        assert_eq!(ispbs, [Some(ispb)], "{name}");
        let by_ispb = all.with_ispb(&Ispb::parse(ispb).unwrap());
        assert_eq!(by_ispb[0].id(), found[0].id());
    }
}

#[test]
fn names_are_compared_without_case_and_accents_and_by_whole_words() {
    let all = participants();
    let ids = |name: &str| -> Vec<_> {
        all.named(name)
            .iter()
            .map(|one| one.name().to_owned())
            .collect()
    };
    assert_eq!(ids("acao uniao"), ["COOPERATIVA AÇÃO UNIÃO"]);
    assert_eq!(ids("ficticio empresas"), ["Fictício Empresas"]);
    for nobody in ["", " . ", "fict", "banco inexistente"] {
        assert!(ids(nobody).is_empty(), "{nobody}");
    }
}

#[test]
fn letters_in_documents_are_no_obstacle() {
    let all = participants();
    let cnpj = Cnpj::parse("12ABC34501DE35").unwrap();
    assert_eq!(all.with_cnpj(&cnpj)[0].name(), "COOPERATIVA AÇÃO UNIÃO");
    let ispb = Ispb::parse("1A2B3C4D").unwrap();
    assert_eq!(all.with_ispb(&ispb).len(), 1);
}

#[test]
fn who_is_no_more_is_not_found_and_what_cannot_be_read_is_counted() {
    let all = participants();
    let names: Vec<_> = all.named("ficticio").iter().map(|one| one.name()).collect();
    // The organisation's own name matches for all its servers that are left.
    assert_eq!(
        names,
        ["Banco Fictício", "Fictício Empresas", "Fictício Futuro"]
    );
    assert!(all.server("10000000-0000-4000-8000-000000000003").is_none());
    assert_eq!(all.unreadable(), 1);
    assert_eq!(all.organisations().len(), 9);
    let bank = all.server("10000000-0000-4000-8000-000000000001").unwrap();
    assert!(bank.has_role(&Role::Data) && !bank.has_role(&Role::Accounts));
}

#[test]
fn each_operation_is_where_the_highest_version_has_it() {
    let all = participants();
    let bank = all.server("10000000-0000-4000-8000-000000000001").unwrap();
    let endpoints = bank.endpoints();
    let at = |operation: &str| base_of(&endpoints, &format!("openfinance.{operation}"));
    assert_eq!(
        at("consents.create").as_deref(),
        Some("https://api.ficticio.example/marca")
    );
    assert_eq!(
        at("consents.get").as_deref(),
        Some("https://api.ficticio.example/marca")
    );
    assert_eq!(
        at("consents.extend").as_deref(),
        Some("https://api10.ficticio.example/")
    );
    assert_eq!(
        at("consents.list_extensions").as_deref(),
        Some("https://old.example/")
    );
    assert_eq!(
        at("resources.list").as_deref(),
        Some("https://data.ficticio.example/")
    );

    let bare = all.server("10000000-0000-4000-8000-000000000002").unwrap();
    assert!(base_of(&bare.endpoints(), "openfinance.consents.get").is_none());
}

fn environment() -> Environment {
    let at = |path: &str| url(&format!("https://directory.example/{path}"));
    Environment::custom(at("participants"), at("keystore"), at("token"), at("api"))
}

#[tokio::test(start_paused = true)]
async fn the_list_is_kept_and_outlives_a_directory_in_trouble() {
    let list = || Script::json(200, fixture("directory/participants"));
    let trouble = || Script::status(404);
    let transport = Arc::new(FakeTransport::new([list(), list(), trouble()]));
    let directory = Directory::new(environment(), transport.clone()).unwrap();
    let asked = || transport.requests().len();
    directory.participants().await.unwrap();
    directory.clone().participants().await.unwrap();
    directory.refreshed_participants().await.unwrap();
    assert_eq!(asked(), 1);
    tokio::time::advance(Duration::from_secs(15 * 60)).await;
    directory.participants().await.unwrap();
    assert_eq!(asked(), 1);
    directory.refreshed_participants().await.unwrap();
    assert_eq!(asked(), 2);
    tokio::time::advance(Duration::from_secs(6 * 60 * 60)).await;
    let kept = directory.participants().await.unwrap();
    assert_eq!((kept.organisations().len(), asked()), (9, 3));

    let nothing = Arc::new(FakeTransport::new([trouble()]));
    let directory = Directory::new(environment(), nothing).unwrap();
    assert_eq!(
        directory.participants().await.unwrap_err().kind(),
        ErrorKind::Api
    );
}

#[tokio::test(start_paused = true)]
async fn keys_are_fetched_anew_for_an_unknown_id_but_not_for_every_one() {
    let (old, new) = (
        SigningKey::generate("old").unwrap(),
        SigningKey::generate("new").unwrap(),
    );
    let stranger = SigningKey::generate("stranger").unwrap();
    let publish = |keys: &[&SigningKey]| {
        let set = JwkSet::new(keys.iter().map(|key| key.public_jwk()));
        Script::json(200, serde_json::to_vec(&set).unwrap())
    };
    let transport = Arc::new(FakeTransport::new([
        publish(&[&old]),
        publish(&[&old, &new]),
    ]));
    let keys = KeySource::new(url("https://bank.example/jwks"), transport.clone()).unwrap();
    let asked = || transport.requests().len();
    let (by_old, by_new) = (
        sign(&old, &json!({})).await.unwrap(),
        sign(&new, &json!({})).await.unwrap(),
    );
    keys.verify(&by_old).await.unwrap();
    keys.verify(&by_old).await.unwrap();
    assert_eq!(asked(), 1);
    // Rotated within the minute: not asked again yet.
    assert!(keys.verify(&by_new).await.is_err());
    assert_eq!(asked(), 1);
    tokio::time::advance(Duration::from_secs(60)).await;
    keys.verify(&by_new).await.unwrap();
    assert_eq!(asked(), 2);
    for _ in 0..20 {
        let made_up = sign(&stranger, &json!({})).await.unwrap();
        assert_eq!(
            keys.verify(&made_up).await.unwrap_err().kind(),
            ErrorKind::Auth
        );
    }
    assert_eq!(asked(), 2);
}

#[tokio::test]
async fn keys_are_where_the_key_store_has_them() {
    let set = || Script::json(200, r#"{"keys":[]}"#);
    let transport = Arc::new(FakeTransport::new([set(), set(), set()]));
    let directory = Directory::new(environment(), transport.clone()).unwrap();
    let token = sign(&SigningKey::generate("k").unwrap(), &json!({}))
        .await
        .unwrap();
    for keys in [
        directory.organisation_keys("org/1").unwrap(),
        directory.software_keys("org", "soft").unwrap(),
        directory.statement_keys().unwrap(),
    ] {
        assert!(keys.verify(&token).await.is_err());
    }
    let requests = transport.requests();
    let paths: Vec<_> = requests.iter().map(|request| request.url.path()).collect();
    assert_eq!(
        paths,
        [
            "/keystore/org%2F1/application.jwks",
            "/keystore/org/soft/application.jwks",
            "/keystore/openbanking.jwks",
        ]
    );
    assert!(directory.organisation_keys("..").is_err());
}

#[test]
fn both_directories_have_addresses() {
    for environment in [Environment::production(), Environment::sandbox()] {
        let transport = Arc::new(FakeTransport::default());
        let directory = Directory::new(environment.unwrap(), transport).unwrap();
        assert!(format!("{directory:?}").contains("directory.openbankingbrasil.org.br"));
    }
}

#[tokio::test]
async fn a_software_statement_is_fetched_with_a_token_of_the_software() {
    let token = Script::json(
        200,
        r#"{"access_token":"t1","token_type":"Bearer","expires_in":600}"#,
    );
    let statement = Script::json(200, " a.b.c\n");
    let transport = Arc::new(FakeTransport::new([
        token,
        statement,
        Script::json(200, "<html>"),
    ]));
    let directory = Directory::new(environment(), transport.clone()).unwrap();
    let api = directory.api("soft-1", transport.clone()).unwrap();
    let fetched = api
        .software_statement("org-1", "soft-1")
        .send()
        .await
        .unwrap();
    assert_eq!(fetched.as_str(), "a.b.c");
    let requests = transport.requests();
    let form = String::from_utf8(requests[0].body.to_vec()).unwrap();
    assert!(form.contains("scope=directory%3Asoftware") && form.contains("client_id=soft-1"));
    let path = "/api/organisations/org-1/softwarestatements/soft-1/assertion";
    assert_eq!(requests[1].url.path(), path);
    let error = api
        .software_statement("org-1", "soft-1")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn from_the_directory_to_a_consent() {
    let sandbox = Sandbox::start().await.unwrap();
    let transport: Arc<dyn Transport> = Arc::new(sandbox.transport());
    let participants = sandbox.directory().unwrap().participants().await.unwrap();
    let found = participants.named("banco ficticio");
    let metadata = found[0].metadata(Arc::clone(&transport)).await.unwrap();
    let issuer = metadata.issuer.clone();
    assert_eq!(format!("{issuer}/"), sandbox.url().as_str());

    let document = url(&format!("{issuer}/.well-known/openid-configuration"));
    let error = ServerMetadata::fetch(&document, "https://other.example", Arc::clone(&transport));
    assert_eq!(error.await.unwrap_err().kind(), ErrorKind::Auth);

    let party = sandbox.relying_party().unwrap();
    let bank = Bank::builder(found[0].endpoints())
        .with_relying_party(&party)
        .with_transport(transport)
        .build()
        .unwrap();
    let cpf = brazil_types::Cpf::parse("52998224725").unwrap();
    let asked = NewConsent::of_person(cpf).allow(PermissionGroup::Investments);
    let consent = bank.consents().create(&asked).send().await.unwrap();
    assert!(consent.withheld(&asked).is_empty());
}

#[tokio::test]
async fn a_client_registers_and_manages_its_registration() {
    let sandbox = Sandbox::start().await.unwrap();
    let transport: Arc<dyn Transport> = Arc::new(sandbox.transport());
    let party: RelyingParty = sandbox.relying_party().unwrap();
    let registrar = Registrar::new(party.metadata(), transport).unwrap();
    let statement = || SoftwareStatementAssertion::new("a.b.c");
    let new = |redirect: &str| {
        let keys = url("https://keystore.example/org/soft/application.jwks");
        NewClient::new(statement(), keys, [redirect])
    };
    let wrong = new("https://evil.example/").webhook_uris(["https://app.example/hook"]);
    let error = registrar.register(&wrong).send().await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_redirect_uri"));

    let good = new(sandbox.redirect_uri()).scope("openid accounts");
    let client = registrar.register(&good).send().await.unwrap();
    assert_eq!(client.client_id, party.client_id());
    assert_eq!(client.scope.as_deref(), Some("openid accounts"));
    assert_eq!(
        client.token_endpoint_auth_method.as_deref(),
        Some("private_key_jwt")
    );
    let twice = registrar.register(&good).send().await.unwrap_err();
    assert_eq!(twice.code(), Some("invalid_client_metadata"));

    // Kept and restored, as after a restart.
    let token = client.access_token().expose_secret().to_owned();
    let uri = client.registration_client_uri.clone();
    assert!(!format!("{client:?}").contains(&token));
    let kept = RegisteredClient::known("receiver-1", uri.clone(), token);
    let read = registrar.read(&kept).send().await.unwrap();
    assert_eq!(read.redirect_uris, [sandbox.redirect_uri()]);
    let hooks = new(sandbox.redirect_uri()).webhook_uris(["https://app.example/hook"]);
    let updated = registrar
        .update(&kept, &hooks.native())
        .send()
        .await
        .unwrap();
    assert_eq!(updated.webhook_uris, ["https://app.example/hook"]);
    assert_eq!(updated.scope, None, "an update replaces all");

    let stranger = RegisteredClient::known("receiver-1", uri, "another-token".to_owned());
    let error = registrar.delete(&stranger).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    registrar.delete(&kept).send().await.unwrap();
    assert!(registrar.read(&kept).send().await.is_err());
}

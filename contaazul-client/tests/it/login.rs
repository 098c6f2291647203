//! The OAuth dance, against the sandbox.

use std::sync::Arc;
use std::time::Duration;

use client_core::auth::store::MemoryTokenStore;
use client_core::auth::{AuthEvents, TokenEvent};
use contaazul_client::sandbox::{Company, Fault, FaultRule, Sandbox};
use contaazul_client::{
    Application, ClientAuthentication, ContaAzul, Environment, Error, ErrorKind, Outcome,
    TokenStore, grant_key,
};
use http::Method;
use url::Url;

const REDIRECT: &str = "https://app.example.com/callback";

async fn bakery() -> Sandbox {
    let bakery = Company::new("Padaria Flor de Trigo Ltda", "11.222.333/0001-81");
    let florist = Company::new("Floricultura Girassol ME", "44.555.666/0001-72");
    Sandbox::builder()
        .with_company(bakery)
        .with_company(florist)
        .without_limits()
        .start()
        .await
        .unwrap()
}

#[test]
fn the_query_goes_behind_the_fragment_with_the_one_scope_and_pkce() {
    let application = Application::builder(Environment::current(), "client-id", "secret")
        .build()
        .unwrap();
    let (address, pending) = application.authorize(REDIRECT).unwrap();
    let text = address.as_str();
    assert!(text.starts_with(
        "https://login.contaazul.com/#/oauth/authorize?response_type=code&client_id=client-id&"
    ));
    assert!(text.contains("&scope=openid%20profile%20aws.cognito.signin.user.admin"));
    assert!(text.contains("&code_challenge_method=S256"));
    assert!(pending.verifier().is_some());
    assert_eq!(address.query(), None);
}

#[test]
fn presets_differ_where_the_provider_did() {
    let start = |environment: Environment| {
        let application = Application::builder(environment, "client-id", "secret").build();
        application.unwrap().authorize(REDIRECT).unwrap()
    };
    let (address, pending) = start(Environment::cognito());
    assert!(
        address
            .as_str()
            .starts_with("https://auth.contaazul.com/login?response_type=code&")
    );
    assert!(pending.verifier().is_none());
    let (address, pending) = start(Environment::seed());
    assert_eq!(address.host_str(), Some("api.contaazul.com"));
    assert!(pending.verifier().is_some());
    let (_, pending) = start(Environment::current().without_pkce());
    assert!(pending.verifier().is_none());
}

#[test]
fn addresses_are_checked_when_the_application_is_built() {
    for (environment, complaint) in [
        (
            Environment::current().with_token_url("api-v2.contaazul.com"),
            "token URL",
        ),
        (
            Environment::current().with_token_url("http://example.com/token"),
            "https",
        ),
        (
            Environment::current().with_authorize_url("login"),
            "authorize URL",
        ),
    ] {
        let error = Application::builder(environment, "client-id", "secret")
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(complaint), "{error}");
    }
    let application = Application::builder(
        Environment::current().with_api_url("http://example.com"),
        "client-id",
        "secret",
    );
    let store = Arc::new(MemoryTokenStore::new());
    let company = "any".into();
    let error = ContaAzul::builder(&application.build().unwrap(), store, &company)
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn a_company_connects_and_its_grant_is_stored_under_its_id() {
    let sandbox = bakery().await;
    let florist = sandbox.companies()[1].clone();
    let application = sandbox.application().build().unwrap();
    let (address, pending) = application.authorize(REDIRECT).unwrap();
    let callback = sandbox.agree(&address, &florist).unwrap();

    let connection = application
        .connect(&pending, callback.as_str())
        .await
        .unwrap();
    let store = Arc::new(MemoryTokenStore::new());
    let company = connection.save(store.clone()).await.unwrap();

    assert_eq!(company, florist);
    assert!(store.load(&grant_key(&florist)).await.unwrap().is_some());
    let erp = ContaAzul::builder(&application, store, &company)
        .build()
        .unwrap();
    let connected = erp.connection().company().send().await.unwrap();
    assert_eq!(connected.tax_id.unwrap().expose(), "44555666000172");
    let refreshed = sandbox.front().count(&Method::POST, "/oauth/token");
    assert_eq!(
        refreshed, 1,
        "the stored access token is used, no refresh needed"
    );
}

#[tokio::test]
async fn the_page_with_a_fragment_and_the_form_with_credentials_work_too() {
    let sandbox = bakery().await;
    let company = sandbox.companies()[0].clone();
    let page = format!("{}#/oauth/authorize", sandbox.url());
    for environment in [
        sandbox.environment().with_authorize_url(page),
        sandbox.seed_environment(),
        sandbox.environment().without_pkce(),
    ] {
        let application = sandbox.application_of(environment).build().unwrap();
        let (address, pending) = application.authorize(REDIRECT).unwrap();
        let callback = sandbox.agree(&address, &company).unwrap();
        let query = callback.query().unwrap();
        let connection = application.connect(&pending, query).await.unwrap();
        assert_eq!(
            connection.company().await.unwrap().id,
            Some(company.clone())
        );
    }
}

#[tokio::test]
async fn a_foreign_state_a_used_code_and_a_wrong_verifier_are_refused() {
    let sandbox = bakery().await;
    let company = sandbox.companies()[0].clone();
    let application = sandbox.application().build().unwrap();
    let (address, pending) = application.authorize(REDIRECT).unwrap();
    let (_, other) = application.authorize(REDIRECT).unwrap();
    let callback = sandbox.agree(&address, &company).unwrap();

    let error = application
        .connect(&other, callback.as_str())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert_eq!(sandbox.front().total(), 0, "the code was not even shown");

    application
        .connect(&pending, callback.as_str())
        .await
        .unwrap();
    let error = application
        .connect(&pending, callback.as_str())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Auth, Some("invalid_code"))
    );

    let callback = sandbox.agree(&address, &company).unwrap();
    let state = pending.state().clone();
    let without_verifier = contaazul_client::PendingAuthorization::resume(REDIRECT, state);
    let error = application
        .connect(&without_verifier, callback.as_str())
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("invalid_code"));
}

#[tokio::test]
async fn a_grant_survives_when_the_company_cannot_be_read_at_first() {
    let sandbox = bakery().await;
    let company = sandbox.companies()[0].clone();
    let application = sandbox.application().build().unwrap();
    let (address, pending) = application.authorize(REDIRECT).unwrap();
    let callback = sandbox.agree(&address, &company).unwrap();
    let connection = application
        .connect(&pending, callback.as_str())
        .await
        .unwrap();

    let forbidden = Fault::status(http::StatusCode::FORBIDDEN);
    sandbox.front().inject(FaultRule::new(forbidden));
    let store = Arc::new(MemoryTokenStore::new());
    let error = connection.save(store.clone()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(connection.save(store).await.unwrap(), company);
}

#[tokio::test]
async fn the_redirect_of_the_authorize_page_is_what_a_browser_would_follow() {
    let sandbox = bakery().await;
    let application = sandbox.application().build().unwrap();
    let (address, pending) = application.authorize(REDIRECT).unwrap();
    let page = visit(&address).await;
    assert_eq!(page.status, 302);
    let location = page.header("location").unwrap();
    assert!(location.starts_with(REDIRECT));
    let connection = application.connect(&pending, location).await.unwrap();
    let company = connection.company().await.unwrap();
    assert_eq!(company.id.as_ref(), sandbox.companies().first());

    let literal_plus = Url::parse(&address.as_str().replace("%20", "%2B")).unwrap();
    assert_eq!(visit(&literal_plus).await.status, 400);
}

async fn visit(address: &Url) -> client_core::http::Response {
    use client_core::http::{Request, ReqwestTransport, Transport};
    let request = Request::new(Method::GET, address.clone());
    let transport = ReqwestTransport::new().unwrap();
    transport
        .call(request, Duration::from_secs(5))
        .await
        .unwrap()
}

#[tokio::test]
async fn an_expired_token_is_renewed_once_and_the_new_refresh_token_stored() {
    let sandbox = bakery().await;
    let company = sandbox.companies()[0].clone();
    let application = sandbox.application().build().unwrap();
    let store = Arc::new(MemoryTokenStore::new());
    sandbox.connect(store.as_ref(), &company).await.unwrap();
    let erp = ContaAzul::builder(&application, store.clone(), &company)
        .build()
        .unwrap();

    erp.connection().company().send().await.unwrap();
    sandbox.expire_access_tokens();
    let calls = (0..20).map(|_| {
        let erp = erp.clone();
        tokio::spawn(async move { erp.connection().company().send().await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    let refreshes = sandbox.front().count(&Method::POST, "/oauth/token");
    assert_eq!(
        refreshes, 2,
        "one for the first token, one after the expiry"
    );

    // Another process with the same store goes on with what this one left.
    let other = ContaAzul::builder(&application, store, &company)
        .build()
        .unwrap();
    other.connection().company().send().await.unwrap();
    assert_eq!(sandbox.front().count(&Method::POST, "/oauth/token"), 2);
}

#[tokio::test]
async fn a_refresh_token_spent_twice_ends_the_grant() {
    let sandbox = bakery().await;
    let company = sandbox.companies()[0].clone();
    let application = sandbox.application().build().unwrap();
    let grant = sandbox.grant(&company);
    let client = |store: Arc<MemoryTokenStore>| {
        ContaAzul::builder(&application, store, &company)
            .build()
            .unwrap()
    };
    let stores = [
        Arc::new(MemoryTokenStore::new()),
        Arc::new(MemoryTokenStore::new()),
    ];
    for store in &stores {
        store
            .save(&grant_key(&company), None, &grant)
            .await
            .unwrap();
    }
    let [first, second] = stores.map(client);

    first.connection().company().send().await.unwrap();
    let error = second.connection().company().send().await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_refresh_token"));
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Auth, Outcome::NotSent)
    );

    sandbox.expire_access_tokens();
    let error = first.connection().company().send().await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_refresh_token"));
}

#[derive(Debug, Default)]
struct Journal(std::sync::Mutex<Vec<String>>);

#[async_trait::async_trait]
impl AuthEvents for Journal {
    async fn granted(&self, _: &TokenEvent<'_>) {
        self.0.lock().unwrap().push("granted".to_owned());
    }

    async fn refresh_failed(&self, _: &TokenEvent<'_>, error: &Error) {
        let code = error.code().unwrap_or("none");
        self.0.lock().unwrap().push(format!("failed: {code}"));
    }

    async fn revoked(&self, _: &TokenEvent<'_>) {
        self.0.lock().unwrap().push("revoked".to_owned());
    }
}

#[tokio::test]
async fn revocations_by_either_side_are_told_and_journalled() {
    let sandbox = bakery().await;
    let journal = Arc::new(Journal::default());
    let application = sandbox
        .application()
        .with_events(journal.clone())
        .build()
        .unwrap();
    let store = Arc::new(MemoryTokenStore::new());
    let mut clients = Vec::new();
    for company in sandbox.companies() {
        let (address, pending) = application.authorize(REDIRECT).unwrap();
        let callback = sandbox.agree(&address, company).unwrap();
        let connection = application
            .connect(&pending, callback.as_str())
            .await
            .unwrap();
        connection.save(store.clone()).await.unwrap();
        clients.push(
            ContaAzul::builder(&application, store.clone(), company)
                .build()
                .unwrap(),
        );
    }

    // Ours: revoked at the provider, gone from the store, and again without harm.
    clients[0].disconnect().await.unwrap();
    assert!(
        store
            .load(&grant_key(&sandbox.companies()[0]))
            .await
            .unwrap()
            .is_none()
    );
    clients[0].disconnect().await.unwrap();

    // Theirs: nobody is told until the next refresh.
    sandbox.remove_application(&sandbox.companies()[1]);
    clients[1].connection().company().send().await.unwrap();
    sandbox.expire_access_tokens();
    let error = clients[1].connection().company().send().await.unwrap_err();
    assert_eq!(error.code(), Some("access_revoked"));

    let journal = journal.0.lock().unwrap();
    assert_eq!(
        *journal,
        ["granted", "granted", "revoked", "failed: access_revoked"]
    );
}

#[tokio::test]
async fn revoking_needs_the_grant_or_the_id() {
    let sandbox = bakery().await;
    let company = sandbox.companies()[0].clone();
    let credential = Arc::new(client_core::auth::Anonymous);
    let foreign = ContaAzul::with_credential(sandbox.environment(), credential)
        .build()
        .unwrap();
    assert_eq!(
        foreign.disconnect().await.unwrap_err().kind(),
        ErrorKind::Config
    );

    let erp = sandbox.client().await.unwrap();
    erp.connection().revoke(&company).send().await.unwrap();
    let error = erp.connection().revoke(&company).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
}

#[tokio::test]
async fn a_wrong_secret_is_told_apart_from_a_dead_grant() {
    let sandbox = bakery().await;
    let company = sandbox.companies()[0].clone();
    let environment = sandbox
        .environment()
        .with_client_authentication(ClientAuthentication::Basic);
    let application = Application::builder(environment, "sandbox-client", "wrong")
        .build()
        .unwrap();
    let store = Arc::new(MemoryTokenStore::new());
    sandbox.connect(store.as_ref(), &company).await.unwrap();
    let erp = ContaAzul::builder(&application, store, &company)
        .build()
        .unwrap();
    let error = erp.connection().company().send().await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_client"));
}

//! What goes to the authorization server, and how its answers are read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use client_core::auth::TokenCache;
use client_core::auth::oauth::{
    AssertionClaims, AssertionSigner, ClientAuth, OAuthClient, OAuthClientBuilder,
    PendingAuthorization, PkceVerifier, TokenAnswer,
};
use client_core::http::Request;
use client_core::testing::{FakeTransport, Script};
use client_core::{Error, ErrorKind, Outcome, Result};
use secrecy::{ExposeSecret as _, SecretString};

use super::{TOKEN_URL, client_over, form, tokens, url};

const CALLBACK: &str = "https://app.example.com/cb";

fn pending() -> PendingAuthorization {
    PendingAuthorization::resume(CALLBACK, "the-state")
}

/// Exchanges a code against a server that answers with `script`.
async fn exchange_answered(script: Script) -> Result<TokenAnswer> {
    let client = client_over(Arc::new(FakeTransport::new([script]))).build()?;
    client.exchange(&pending(), &"the-code".into()).await
}

/// The one request that a client-credentials fetch makes under this authentication.
async fn request_under(client_id: &str, authentication: ClientAuth) -> Request {
    let transport = Arc::new(FakeTransport::new([tokens("a1", "", 300)]));
    let client = OAuthClient::builder(client_id, authentication)
        .token_url(url(TOKEN_URL))
        .transport(transport.clone())
        .build()
        .unwrap();
    let source = client.client_credentials().scope("consents payments");
    TokenCache::new(Arc::new(source)).token().await.unwrap();
    transport.requests().remove(0)
}

fn basic_pair(request: &Request) -> String {
    let value = &request.headers["authorization"];
    assert!(value.is_sensitive());
    let encoded = value.to_str().unwrap().strip_prefix("Basic ").unwrap();
    String::from_utf8(STANDARD.decode(encoded).unwrap()).unwrap()
}

#[tokio::test]
async fn basic_form_encodes_id_and_secret_first() {
    let request = request_under("a:b%c d", ClientAuth::basic("p:w% é+")).await;
    assert_eq!(basic_pair(&request), "a%3Ab%25c+d:p%3Aw%25+%C3%A9%2B");
    let fields = form(&request);
    assert_eq!(fields["grant_type"], "client_credentials");
    assert_eq!(fields["scope"], "consents payments");
    assert!(!fields.contains_key("client_id"));
}

#[tokio::test]
async fn plain_basic_leaves_id_and_secret_as_they_are() {
    let authentication = ClientAuth::PlainBasic("p:w% é+".into());
    let request = request_under("b%c d", authentication).await;
    assert_eq!(basic_pair(&request), "b%c d:p:w% é+");
    let colon = OAuthClient::builder("a:b", ClientAuth::PlainBasic("x".into()))
        .token_url(url(TOKEN_URL))
        .build();
    assert_eq!(colon.unwrap_err().kind(), ErrorKind::Config);
}

#[tokio::test]
async fn body_public_and_tls_name_the_client_in_the_form() {
    let request = request_under("id", ClientAuth::body("s&cret=")).await;
    assert_eq!(form(&request)["client_id"], "id");
    assert_eq!(form(&request)["client_secret"], "s&cret=");
    assert!(!request.headers.contains_key("authorization"));
    for authentication in [ClientAuth::Public, ClientAuth::Tls] {
        let fields = form(&request_under("id", authentication).await);
        assert_eq!(fields["client_id"], "id");
        assert!(!fields.contains_key("client_secret"));
    }
}

#[derive(Debug, Default)]
struct Signer(Mutex<Vec<AssertionClaims>>);

#[async_trait::async_trait]
impl AssertionSigner for Signer {
    async fn sign(&self, claims: &AssertionClaims) -> Result<SecretString> {
        self.0.lock().unwrap().push(claims.clone());
        Ok("header.claims.signature".into())
    }
}

#[tokio::test]
async fn private_key_jwt_signs_fresh_claims_for_each_request() {
    let signer = Arc::new(Signer::default());
    for _ in 0..2 {
        let authentication = ClientAuth::PrivateKeyJwt(signer.clone());
        let fields = form(&request_under("id", authentication).await);
        assert_eq!(fields["client_id"], "id");
        assert_eq!(fields["client_assertion"], "header.claims.signature");
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        assert_eq!(fields["client_assertion_type"], kind);
    }
    let claims = signer.0.lock().unwrap();
    let (one, other) = (&claims[0], &claims[1]);
    assert_eq!((one.iss.as_str(), one.sub.as_str()), ("id", "id"));
    assert_eq!(one.aud, TOKEN_URL);
    assert_eq!(one.exp - one.iat, 60);
    assert_ne!(one.jti, other.jti);
}

#[tokio::test]
async fn a_code_is_exchanged_with_its_verifier_and_the_very_same_redirect_uri() {
    let transport = Arc::new(FakeTransport::new([tokens("a1", "r1", 3600)]));
    let client = client_over(transport.clone()).build().unwrap();
    let verifier = PkceVerifier::generate().unwrap();
    // No slash at the end: a URL type would add one, and the provider would refuse it.
    let pending = PendingAuthorization::resume("https://www.example.com", "s")
        .with_verifier(verifier.clone());
    let answer = client.exchange(&pending, &"the-code".into()).await.unwrap();

    let request = transport.requests().remove(0);
    assert_eq!(request.url.as_str(), TOKEN_URL);
    let verifier = verifier.secret().expose_secret();
    let expected = [
        ("grant_type", "authorization_code"),
        ("code", "the-code"),
        ("redirect_uri", "https://www.example.com"),
        ("code_verifier", verifier),
    ];
    let expected: HashMap<_, _> = expected.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    assert_eq!(form(&request), expected);

    let grant = answer.into_grant().unwrap();
    assert_eq!(grant.refresh_token.expose_secret(), "r1");
    assert_eq!(grant.access_token.unwrap().expose_secret(), "a1");
    assert_eq!(
        grant.expires_at.unwrap() - grant.obtained_at,
        Duration::from_secs(3600)
    );
    assert_eq!(grant.generation, 1);
}

#[tokio::test]
async fn lifetimes_are_read_in_every_form_that_providers_send() {
    let default = 300;
    let ten_years = 10 * 365 * 24 * 60 * 60;
    let cases = [
        ("3600", 3600),
        ("3600.0", 3600),
        ("\"3600\"", 3600),
        ("\" 3600 \"", 3600),
        ("\"36000,\"", 36_000),
        ("0", 0),
        ("-5", 0),
        ("null", default),
        ("\"soon\"", default),
        ("\"\"", default),
        ("{}", default),
        ("1e300", ten_years),
        ("18446744073709551615", ten_years),
    ];
    for (said, expected) in cases {
        let body = format!(r#"{{"access_token":"a","expires_in":{said}}}"#);
        let answer = exchange_answered(Script::json(200, body)).await.unwrap();
        assert_eq!(answer.lifetime.as_secs(), expected, "expires_in: {said}");
    }
    let answer = exchange_answered(Script::json(200, r#"{"access_token":"a"}"#)).await;
    assert_eq!(answer.unwrap().lifetime.as_secs(), default);
}

#[tokio::test]
async fn any_success_is_accepted_and_nothing_but_the_access_token_must_be_there() {
    for status in [200, 201, 202] {
        let body = r#"{"access_token":"a","scope":7,"error":null,"token_type":"BEARER","new":1}"#;
        let answer = exchange_answered(Script::json(status, body)).await.unwrap();
        assert_eq!(answer.scope, None);
        let error = answer.into_grant().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert!(error.to_string().contains("no refresh token"), "{error}");
    }
    for body in [
        "",
        "[]",
        "{}",
        r#"{"access_token":""}"#,
        r#"{"access_token":5}"#,
    ] {
        let error = exchange_answered(Script::json(200, body))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.outcome(), Outcome::Applied);
    }
    let dpop = r#"{"access_token":"a","token_type":"DPoP"}"#;
    let error = exchange_answered(Script::json(200, dpop))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
}

#[tokio::test]
async fn refusals_carry_the_finest_code() {
    let cases: [(u16, &str, Option<&str>); 5] = [
        (400, r#"{"error":"invalid_grant"}"#, Some("invalid_grant")),
        (
            400,
            r#"{"error":"invalid_grant","error_subtype":"access_revoked","error_description":"Joana"}"#,
            Some("access_revoked"),
        ),
        (401, r#"{"error":"invalid_client"}"#, Some("invalid_client")),
        (
            200,
            r#"{"error":"invalid_grant","access_token":""}"#,
            Some("invalid_grant"),
        ),
        (403, "<html>", None),
    ];
    for (status, body, code) in cases {
        let error = exchange_answered(Script::json(status, body))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth, "{status} {body}");
        assert_eq!(error.outcome(), Outcome::Refused);
        assert_eq!(error.code(), code);
        assert!(!error.to_string().contains("Joana"));
        assert!(error.body().is_none_or(bytes::Bytes::is_empty));
    }
}

#[tokio::test]
async fn trouble_is_no_refusal_and_a_redirect_is_not_followed() {
    let busy = Script::status(429).with_header("retry-after", "7");
    let error = exchange_answered(busy).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    let error = exchange_answered(Script::status(502)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Api, Outcome::Unknown)
    );

    let away = Script::status(302).with_header("location", "https://evil.example.com/");
    let transport = Arc::new(FakeTransport::new([away, tokens("a", "r", 60)]));
    let client = client_over(transport.clone()).build().unwrap();
    client.exchange(&pending(), &"c".into()).await.unwrap_err();
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn pkce_follows_rfc_7636_appendix_b() {
    let verifier = PkceVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
    assert_eq!(
        verifier.challenge(),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
    for wrong in [
        "a".repeat(42),
        "a".repeat(129),
        format!("{}+", "a".repeat(43)),
    ] {
        assert_eq!(
            PkceVerifier::new(wrong).unwrap_err().kind(),
            ErrorKind::Input
        );
    }
    let (one, other) = (
        PkceVerifier::generate().unwrap(),
        PkceVerifier::generate().unwrap(),
    );
    assert_eq!(one.secret().expose_secret().len(), 43);
    assert_ne!(one.secret().expose_secret(), other.secret().expose_secret());
}

fn login(authorize_url: &str) -> OAuthClientBuilder {
    client_over(Arc::new(FakeTransport::default())).authorize_url(url(authorize_url))
}

#[test]
fn a_login_page_routed_by_fragment_gets_its_parameters_behind_the_fragment() {
    let client = login("https://login.contaazul.com/#/oauth/authorize")
        .build()
        .unwrap();
    let (address, pending) = client
        .authorize(CALLBACK)
        .scope("openid aws.cognito.signin.user.admin")
        .parameter("prompt", "login")
        .start()
        .unwrap();
    let (page, query) = address.as_str().split_once('?').unwrap();
    assert_eq!(page, "https://login.contaazul.com/#/oauth/authorize");
    assert!(
        query.contains("scope=openid%20aws.cognito.signin.user.admin"),
        "{query}"
    );
    let sent: HashMap<_, _> = url::form_urlencoded::parse(query.as_bytes()).collect();
    assert_eq!(sent["response_type"], "code");
    assert_eq!(sent["client_id"], "client-1");
    assert_eq!(sent["redirect_uri"], CALLBACK);
    assert_eq!(sent["prompt"], "login");
    assert_eq!(sent["state"], pending.state().expose_secret());
    assert_eq!(
        sent["code_challenge"],
        pending.verifier().unwrap().challenge()
    );
    assert_eq!(sent["code_challenge_method"], "S256");
    assert!(!sent.contains_key("nonce"));
}

#[test]
fn a_plain_login_page_keeps_its_own_query() {
    let client = login("https://login.example.com/authorize?tenant=7")
        .build()
        .unwrap();
    let request = client.authorize(CALLBACK).without_pkce().with_nonce();
    let (address, pending) = request.start().unwrap();
    let sent: HashMap<_, _> = address.query_pairs().collect();
    assert_eq!(sent["tenant"], "7");
    assert_eq!(sent["nonce"], pending.nonce().unwrap());
    assert!(pending.verifier().is_none() && !sent.contains_key("code_challenge"));
    assert_eq!(address.fragment(), None);
}

#[test]
fn callbacks_are_read_as_address_query_or_fragment() {
    for callback in [
        "https://app.example.com/cb?code=C%2F1&state=the-state",
        "code=C%2F1&state=the-state",
        "?state=the-state&code=C%2F1&iss=https%3A%2F%2Flogin.example.com",
        "https://app.example.com/cb#code=C%2F1&id_token=I&state=the-state",
    ] {
        let answer = pending().read_callback(callback).unwrap();
        assert_eq!(answer.code.expose_secret(), "C/1", "{callback}");
        assert_eq!(answer.id_token.is_some(), callback.contains("id_token"));
        assert_eq!(answer.issuer.is_some(), callback.contains("iss="));
    }
}

#[test]
fn forged_refused_and_broken_callbacks_are_told_apart() {
    let kind = |callback: &str| pending().read_callback(callback).unwrap_err().kind();
    assert_eq!(kind("code=C&state=another"), ErrorKind::Auth);
    assert_eq!(kind("code=C"), ErrorKind::Auth);
    assert_eq!(kind("error=access_denied&state=another"), ErrorKind::Auth);
    assert_eq!(kind("state=the-state"), ErrorKind::Input);
    assert_eq!(kind("code=C&code=D&state=the-state"), ErrorKind::Input);
    assert_eq!(
        kind("code=C&state=the-state&state=another"),
        ErrorKind::Input
    );

    let refused = "error=access_denied&error_description=Joana+disse+n%C3%A3o&state=the-state";
    let error: Error = pending().read_callback(refused).unwrap_err();
    assert_eq!(error.code(), Some("access_denied"));
    assert_eq!(error.outcome(), Outcome::Refused);
    assert!(!error.to_string().contains("Joana"));
}

#[test]
fn secrets_go_nowhere_in_the_clear() {
    let plain = url("http://login.example.com/token");
    let client = || OAuthClient::builder("id", ClientAuth::Public);
    let errors = [
        client().token_url(plain.clone()).build().unwrap_err(),
        login("http://login.example.com/").build().unwrap_err(),
        client()
            .token_url(url(TOKEN_URL))
            .revocation_url(plain)
            .build()
            .unwrap_err(),
        client().build().unwrap_err(),
    ];
    assert!(errors.iter().all(|error| error.kind() == ErrorKind::Config));
}

#[tokio::test]
async fn a_request_is_pushed_with_proof_of_who_we_are() {
    let answer = Script::json(201, r#"{"request_uri":"urn:x:1","expires_in":90}"#);
    let transport = Arc::new(FakeTransport::new([answer]));
    let client = OAuthClient::builder("c1", ClientAuth::body("s3"))
        .token_url(url(TOKEN_URL))
        .pushed_authorization_url(url("https://id.example.com/par"))
        .transport(transport.clone())
        .build()
        .unwrap();
    let pushed = client.push_authorization(&[("request", "a.b.c")]).await;
    let pushed = pushed.unwrap();
    assert_eq!(pushed.request_uri, "urn:x:1");
    assert_eq!(pushed.lifetime, Duration::from_secs(90));
    let request = transport.requests().remove(0);
    assert_eq!(request.url.path(), "/par");
    let fields = form(&request);
    assert_eq!(fields["request"], "a.b.c");
    assert_eq!(
        (
            fields["client_id"].as_str(),
            fields["client_secret"].as_str()
        ),
        ("c1", "s3")
    );
}

#[tokio::test]
async fn a_pushed_request_that_is_refused_or_lost_is_told() {
    let refusal = r#"{"error":"invalid_request_object"}"#;
    for (script, kind) in [
        (Script::json(400, refusal), ErrorKind::Auth),
        (Script::json(201, "{}"), ErrorKind::Decode),
    ] {
        let client = OAuthClient::builder("c1", ClientAuth::body("s3"))
            .token_url(url(TOKEN_URL))
            .pushed_authorization_url(url("https://id.example.com/par"))
            .transport(Arc::new(FakeTransport::new([script])))
            .build()
            .unwrap();
        let error = client.push_authorization(&[]).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.operation(), Some("oauth.push_authorization"));
    }
    let nowhere = client_over(Arc::new(FakeTransport::new([])))
        .build()
        .unwrap();
    let error = nowhere.push_authorization(&[]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

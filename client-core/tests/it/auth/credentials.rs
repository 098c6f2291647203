//! Headers that never change.

use client_core::auth::{Credential, HeaderCredential};
use client_core::http::Request;
use client_core::{ErrorKind, Result};
use http::{HeaderName, HeaderValue, Method};
use secrecy::SecretString;

async fn sent(credential: Result<HeaderCredential>, header: &str) -> HeaderValue {
    let mut request = Request::new(Method::GET, super::url("https://api.example.com/"));
    credential.unwrap().apply(&mut request).await.unwrap();
    let value = request.headers[header].clone();
    assert!(value.is_sensitive());
    value
}

#[tokio::test]
async fn each_form_writes_its_header() {
    let secret = SecretString::from("s3cr3t");
    let bearer = HeaderCredential::bearer(&secret);
    assert_eq!(sent(bearer, "authorization").await, "Bearer s3cr3t");
    let bare = HeaderCredential::new(http::header::AUTHORIZATION, &secret);
    assert_eq!(sent(bare, "authorization").await, "s3cr3t");
    let name = HeaderName::from_static("x-api-key");
    let prefixed = HeaderCredential::prefixed(name, "key=", &secret);
    assert_eq!(sent(prefixed, "x-api-key").await, "key=s3cr3t");
    // RFC 7617 §2: the password may hold a colon, and nothing is encoded but in base64.
    let basic = HeaderCredential::basic("Aladdin", &SecretString::from("open:se same"));
    let expected = "Basic QWxhZGRpbjpvcGVuOnNlIHNhbWU=";
    assert_eq!(sent(basic, "authorization").await, expected);
}

#[test]
fn what_no_header_can_carry_is_refused_without_being_shown() {
    let cases = [
        HeaderCredential::bearer(&SecretString::from("")),
        HeaderCredential::bearer(&SecretString::from("s3cr3t\n")),
        HeaderCredential::basic("user:name", &SecretString::from("s3cr3t")),
    ];
    for case in cases {
        let error = case.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(!format!("{error}{error:?}").contains("s3cr3t"));
    }
}

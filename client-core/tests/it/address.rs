//! Where calls go: path arguments, queries, links, redirects, base addresses.

use std::sync::Arc;

use client_core::http::Call;
use client_core::testing::{FakeTransport, Script};
use client_core::{Error, ErrorKind, Executor, Outcome, Overrides};
use http::{Method, StatusCode};
use url::Url;

use crate::rig::{CREATE, NoToken, READ, Rig, create, read};

fn ok() -> Script {
    Script::json(200, "{}")
}

fn addresses(rig: &Rig) -> Vec<String> {
    let requests = rig.transport.requests();
    requests
        .iter()
        .map(|request| request.url.to_string())
        .collect()
}

#[tokio::test]
async fn each_argument_stays_one_segment_whatever_it_holds() {
    for (argument, segment) in [
        ("plain-1_2.3~4", "plain-1_2.3~4"),
        ("a/b", "a%2Fb"),
        ("a#b?c", "a%23b%3Fc"),
        ("50%", "50%25"),
        ("%2e%2e", "%252e%252e"),
        ("../../admin", "..%2F..%2Fadmin"),
        (r"..\..", "..%5C.."),
        ("...", "..."),
        ("urn:bank:ç ", "urn%3Abank%3A%C3%A7%20"),
        ("{id}", "%7Bid%7D"),
    ] {
        let rig = Rig::new([ok()]);
        let call = Call::new(&READ).argument("id", argument);
        rig.executor.empty(call).await.unwrap();
        let expected = format!("https://api.example.com/base/v1/things/{segment}");
        assert_eq!(addresses(&rig), [expected]);
    }
}

#[tokio::test]
async fn an_argument_that_would_change_the_path_is_refused_unsent() {
    for argument in ["", ".", ".."] {
        let rig = Rig::new([ok()]);
        let call = Call::new(&READ).argument("id", argument);
        let error = rig.executor.empty(call).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Input, Outcome::NotSent)
        );
        assert!(error.to_string().contains("id must not be empty"));
        assert_eq!((rig.sent(), error.attempts()), (0, 0));
    }
}

#[tokio::test]
async fn a_template_that_cannot_be_filled_is_refused() {
    for template in ["/v1/{id}/{other}", "/v1/{id"] {
        let rig = Rig::new([ok()]);
        let call = Call::raw(Method::GET, template).argument("id", "1");
        let error = rig.executor.empty(call).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert_eq!(rig.sent(), 0);
    }
}

#[tokio::test]
async fn raw_paths_start_below_the_base_with_or_without_a_slash() {
    let rig = Rig::new([ok(), ok()]);
    for path in ["v1/x", "/v1/x"] {
        rig.executor
            .empty(Call::raw(Method::GET, path))
            .await
            .unwrap();
    }
    assert_eq!(addresses(&rig), ["https://api.example.com/base/v1/x"; 2]);
}

#[tokio::test]
async fn query_values_are_encoded_and_repeated() {
    let rig = Rig::new([ok()]);
    let call = read()
        .query("name", "a&b=c #1")
        .query_opt("none", None::<u8>)
        .query_each("status", ["x", "y"]);
    rig.executor.empty(call).await.unwrap();
    assert_eq!(
        addresses(&rig),
        ["https://api.example.com/base/v1/things/7?name=a%26b%3Dc+%231&status=x&status=y"]
    );
}

#[tokio::test]
async fn a_link_of_the_same_origin_is_followed_as_it_is() {
    let rig = Rig::new([ok()]);
    let link = "https://api.example.com/elsewhere?page=2&k=a%2Fb";
    let call = read().query("page", 1).at_link(Url::parse(link).unwrap());
    rig.executor.empty(call).await.unwrap();
    assert_eq!(addresses(&rig), [link]);
}

#[tokio::test]
async fn a_link_to_another_origin_is_refused_unsent() {
    for link in [
        "https://evil.example.net/base/v1/things/7",
        "http://api.example.com/base/v1/things/7",
        "https://api.example.com:444/base/v1/things/7",
        "https://someone@api.example.com/base/v1/things/7",
        "https://someone:secret@api.example.com/base/v1/things/7",
        "data:text/plain,x",
    ] {
        let rig = Rig::new([ok()]);
        let call = read().at_link(Url::parse(link).unwrap());
        let error = rig.executor.empty(call).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Input, Outcome::NotSent)
        );
        assert_eq!(rig.sent(), 0);
        assert!(rig.journal.lines().is_empty(), "not even a credential");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for (status, outcome) in [
        (301, Outcome::Unknown),
        (302, Outcome::Unknown),
        (303, Outcome::Unknown),
        (307, Outcome::Refused),
        (308, Outcome::Refused),
    ] {
        let redirect = Script::status(status).with_header("location", "https://evil.example.net/");
        let rig = Rig::new([redirect, ok()]);
        let error = rig.executor.empty(read()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Api, outcome));
        assert!(error.to_string().contains("redirect"));
        assert_eq!(rig.sent(), 1);
    }
}

#[test]
fn an_unsafe_base_address_is_refused() {
    let build = |address: &str| {
        Executor::builder("test", Url::parse(address).unwrap())
            .transport(Arc::new(FakeTransport::default()))
            .build()
    };
    for address in [
        "http://api.example.com/",
        "ftp://api.example.com/",
        "https://user@api.example.com/",
        "https://user:secret@api.example.com/",
        "https://api.example.com/?key=1",
        "https://api.example.com/#x",
        "http://127.0.0.1.example.com/",
    ] {
        let error = build(address).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{address}");
    }
    for address in [
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "http://localhost/",
    ] {
        assert!(build(address).is_ok(), "{address}");
    }
}

#[tokio::test]
async fn a_moved_operation_goes_where_the_caller_says_under_its_own_name() {
    let mut overrides = Overrides::default();
    let name = READ.name.to_owned();
    overrides.set(name, Method::PUT, "/v2/{id}/thing".to_owned());
    let routes = overrides.checked(&[&READ, &CREATE]).unwrap();
    let rig = Rig::new([ok(), ok()]);
    for operation in [&READ, &CREATE] {
        let call = routes.call(operation).argument("id", "a/b");
        assert_eq!(call.name(), operation.name);
        rig.executor.empty(call).await.unwrap();
    }
    let base = "https://api.example.com/base";
    let expected = [
        format!("{base}/v2/a%2Fb/thing"),
        format!("{base}/v1/things/a%2Fb"),
    ];
    assert_eq!(addresses(&rig), expected);
    assert_eq!(rig.transport.requests()[0].method, Method::PUT);
}

#[tokio::test]
async fn a_path_that_may_be_wrong_says_so_when_nothing_is_there() {
    for (status, told) in [(404, true), (405, true), (403, false), (410, false)] {
        let rig = Rig::new([Script::status(status)]);
        let call = create().noting_absence("this path is a guess");
        let error = rig.executor.empty(call).await.unwrap_err().to_string();
        assert_eq!(error.contains("a guess"), told, "{error}");
    }

    // The address that was not found is not this one.
    let no_token = NoToken(|| Error::config("no token").with_status(StatusCode::NOT_FOUND));
    let call = create().credential(Arc::new(no_token));
    let call = call.noting_absence("this path is a guess");
    let error = Rig::new([]).executor.empty(call).await.unwrap_err();
    assert!(!error.to_string().contains("a guess"), "{error}");
}

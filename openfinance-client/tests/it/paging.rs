//! Following a bank's own links, and only on the bank's own address.

use openfinance_client::ErrorKind;
use wiremock::{Request, Respond, ResponseTemplate};

use crate::harness::MockBank;

/// Pages by `pagination-key`, with links to a host that is not ours to call.
struct Keyed {
    next_of_last: &'static str,
}

impl Respond for Keyed {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let key = request
            .url
            .query_pairs()
            .find_map(|(name, value)| (name == "pagination-key").then(|| value.into_owned()));
        let (id, next) = match key.as_deref() {
            None => (
                "r1",
                r#""next":"https://gateway.interno/x/y?page=2&pagination-key=a%2Bb%3D&page-size=25","#,
            ),
            Some("a+b=") => ("r2", r#""next":"/relative?page=3&pagination-key=c","#),
            Some("c") => ("r3", self.next_of_last),
            Some(_) => return ResponseTemplate::new(400),
        };
        let body = format!(
            r#"{{"data":[{{"resourceId":"{id}","type":"LOAN","status":"AVAILABLE"}}],
                "links":{{{next}"self":"https://gateway.interno/x"}},
                "meta":{{"requestDateTime":"2026-11-21T15:00:00Z"}}}}"#
        );
        ResponseTemplate::new(200).set_body_raw(body, "application/json")
    }
}

#[tokio::test]
async fn every_page_is_read_by_the_banks_query_at_the_registered_address() {
    let mock = MockBank::answering(Keyed { next_of_last: "" }).await;
    let list = mock.connection.resources().list().page_size(25).send();
    let ids: Vec<_> = list.try_collect().await.unwrap();
    let ids: Vec<_> = ids.iter().map(|resource| resource.id.as_str()).collect();
    assert_eq!(ids, ["r1", "r2", "r3"]);
    let requests = mock.requests().await;
    let queries: Vec<_> = requests.iter().map(|r| r.url.query().unwrap()).collect();
    assert_eq!(
        queries,
        [
            "page-size=25",
            "page=2&pagination-key=a%2Bb%3D&page-size=25",
            "page=3&pagination-key=c",
        ]
    );
    for request in &requests {
        assert_eq!(request.url.path(), "/open-banking/resources/v3/resources");
        assert!(request.headers.contains_key("authorization"));
    }
}

#[tokio::test]
async fn a_link_that_leads_nowhere_or_in_a_circle_is_an_error() {
    for next in [
        r#""next":"https://gateway.interno/x/y","#,
        r#""next":"https://gateway.interno/?page=3&pagination-key=c","#,
    ] {
        let mock = MockBank::answering(Keyed { next_of_last: next }).await;
        let mut list = mock.connection.resources().list().send();
        let mut read = 0;
        let error = loop {
            match list.try_next().await {
                Ok(Some(_)) => read += 1,
                Ok(None) => panic!("the list ended"),
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), ErrorKind::Pagination, "{error}");
        assert!(read >= 2, "what was read before stays read");
    }
}

#[tokio::test]
async fn a_page_size_no_bank_takes_is_not_sent() {
    let mock = MockBank::answering(Keyed { next_of_last: "" }).await;
    for size in [0, 24, 1_001] {
        let list = mock.connection.resources().list().page_size(size).send();
        let error = list.try_collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains("page-size"), "{error}");
    }
    assert!(mock.requests().await.is_empty());
}

#[tokio::test]
async fn a_page_without_its_list_is_an_error_and_null_is_empty() {
    let mock = MockBank::with_json(200, r#"{"links":{},"meta":{}}"#).await;
    let error = mock
        .connection
        .resources()
        .list()
        .send()
        .try_collect()
        .await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Decode);
    let mock = MockBank::with_json(200, r#"{"data":null,"links":null}"#).await;
    let list = mock
        .connection
        .resources()
        .list()
        .send()
        .try_collect()
        .await;
    assert!(list.unwrap().is_empty());
}

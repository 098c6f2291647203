//! What is asked for in a consent, and what is not sent at all.

use brazil_types::{Cnpj, Cpf};
use openfinance_client::model::{
    Consent, NewConsent, NewExtension, Permission, PermissionGroup, RejectionCode, ResourceStatus,
};
use openfinance_client::{CustomerPresence, ErrorKind, Outcome};
use serde_json::{Value, json};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use crate::coverage::fixture_about;
use crate::harness::{MockBank, fixture, header};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

fn cnpj() -> Cnpj {
    Cnpj::parse("12ABC34501DE35").unwrap()
}

#[tokio::test]
async fn a_company_is_asked_for_the_registration_of_companies() {
    let mock = MockBank::with_fixture("consents/create").await;
    let asked = NewConsent::of_company(cnpj(), cpf())
        .allow(PermissionGroup::Identification)
        .allow(PermissionGroup::CardBills)
        .allow(PermissionGroup::CardLimits)
        .linked();
    mock.bank.consents().create(&asked).send().await.unwrap();
    let body = mock.body().await;
    assert_eq!(
        body,
        json!({"data": {
            "loggedUser": {"document": {"identification": "52998224725", "rel": "CPF"}},
            "businessEntity": {"document": {"identification": "12ABC34501DE35", "rel": "CNPJ"}},
            "permissions": [
                "CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ",
                "CREDIT_CARDS_ACCOUNTS_READ",
                "CREDIT_CARDS_ACCOUNTS_LIMITS_READ",
                "CREDIT_CARDS_ACCOUNTS_BILLS_READ",
                "CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ",
                "RESOURCES_READ",
            ],
            "isLinked": true,
        }})
    );
}

#[tokio::test]
async fn an_end_is_sent_in_utc_without_fractions() {
    let mock = MockBank::with_fixture("consents/create").await;
    let soon = OffsetDateTime::now_utc() + Duration::days(30);
    let end = soon.replace_nanosecond(123_456_789).unwrap();
    let asked = NewConsent::of_person(cpf())
        .allow(PermissionGroup::AccountBalances)
        .until(end.to_offset(time::macros::offset!(-3)));
    mock.bank.consents().create(&asked).send().await.unwrap();
    let body = mock.body().await;
    let sent = body["data"]["expirationDateTime"].as_str().unwrap();
    let expected = end.replace_nanosecond(0).unwrap();
    assert_eq!(sent.len(), "2026-01-01T00:00:00Z".len(), "{sent}");
    assert_eq!(client_core::wire::instant::parse(sent).unwrap(), expected);
    assert!(body["data"].get("businessEntity").is_none());
    assert!(body["data"].get("isLinked").is_none());
}

#[test]
fn everything_is_thirty_six_permissions_less_the_other_kind_of_customers() {
    let person = NewConsent::of_person(cpf()).allow_all().permissions();
    let company = NewConsent::of_company(cnpj(), cpf()).allow_all();
    let company = company.permissions();
    assert_eq!((person.len(), company.len()), (34, 34));
    let of = |asked: &[Permission], what: &str| {
        asked.iter().filter(|p| p.as_str().contains(what)).count()
    };
    assert_eq!((of(&person, "BUSINESS"), of(&person, "PERSONAL")), (0, 2));
    assert_eq!((of(&company, "BUSINESS"), of(&company, "PERSONAL")), (2, 0));
}

#[tokio::test]
async fn what_no_bank_takes_is_not_sent() {
    let mock = MockBank::with_fixture("consents/create").await;
    let bare = || NewConsent::of_person(cpf());
    let now = OffsetDateTime::now_utc();
    let cases = [
        (bare(), "permissions is empty"),
        (
            bare().allow_all().until(now - Duration::SECOND),
            "expirationDateTime has passed",
        ),
        (
            bare().allow_all().until(now + Duration::days(367)),
            "more than twelve months",
        ),
    ];
    for (asked, complaint) in cases {
        let error = mock
            .bank
            .consents()
            .create(&asked)
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert_eq!(error.operation(), Some("openfinance.consents.create"));
        assert!(error.to_string().contains(complaint), "{error}");
    }
    assert!(mock.requests().await.is_empty());
}

#[tokio::test]
async fn prolonging_tells_the_bank_who_is_there() {
    let mock = MockBank::with_json(201, &fixture_about("openfinance.consents.extend")).await;
    let long_agent = "Navegador ".repeat(30);
    let customer = CustomerPresence::new("2001:db8::7".parse().unwrap(), &long_agent)
        .unwrap()
        .with_last_login(datetime!(2026-11-20 10:43:31 -3))
        .unwrap();
    let extension = NewExtension::by_company(cnpj(), cpf());
    let action = mock.connection.renewal().extend(&extension, &customer);
    let consent = action.send().await.unwrap();
    assert_eq!(consent.ends_at(), None, "the year 2300 stands for no end");
    assert!(consent.expiration.is_some());
    let request = mock.request().await;
    assert_eq!(
        header(&request, "x-fapi-customer-ip-address"),
        Some("2001:db8::7")
    );
    let cut = header(&request, "x-customer-user-agent");
    assert_eq!(cut, Some("Navegador ".repeat(10).trim_end()));
    assert_eq!(
        header(&request, "x-fapi-auth-date"),
        Some("Fri, 20 Nov 2026 13:43:31 GMT")
    );
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body["data"]["businessEntity"]["document"]["rel"], "CNPJ");
    assert!(body["data"].get("expirationDateTime").is_none());
}

#[tokio::test]
async fn a_present_customer_stands_on_every_call_of_the_connection() {
    let mock = MockBank::with_fixture("resources/list").await;
    let customer = CustomerPresence::new([203, 0, 113, 7].into(), "Agenda/2.1").unwrap();
    let connection = mock.connection.clone().with_customer_present(&customer);
    let resources = connection
        .resources()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(resources[1].status, ResourceStatus::PendingAuthorisation);
    let request = mock.request().await;
    assert_eq!(
        header(&request, "x-customer-user-agent"),
        Some("Agenda/2.1")
    );
}

#[test]
fn a_user_agent_that_no_header_carries_is_told() {
    for agent in ["", "  ", "a\nb"] {
        let error = CustomerPresence::new([203, 0, 113, 7].into(), agent).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains("user agent"), "{error}");
    }
}

#[test]
fn what_was_withheld_is_known() {
    let document: Value = serde_json::from_str(&fixture("consents/create")).unwrap();
    let granted: Consent = serde_json::from_value(document["data"].clone()).unwrap();
    let asked = NewConsent::of_person(cpf())
        .allow(PermissionGroup::AccountBalances)
        .allow(PermissionGroup::Exchanges);
    assert_eq!(granted.withheld(&asked), [Permission::Exchanges]);
    assert!(!granted.status.is_final());
}

#[test]
fn debug_shows_no_personal_data() {
    let document: Value = serde_json::from_str(&fixture("consents/get")).unwrap();
    let consent: Consent = serde_json::from_value(document["data"].clone()).unwrap();
    assert!(consent.status.is_final());
    let shown = format!("{consent:?} {:?}", NewConsent::of_company(cnpj(), cpf()));
    for secret in ["Lia", "52998224725", "12ABC34501DE35"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let reason = consent.rejection.unwrap().reason.unwrap();
    assert_eq!(
        reason.code.as_ref().map(RejectionCode::as_str),
        Some("NOVO_MOTIVO")
    );
}

//! The bodies that are sent, and those that are refused before.

use belvo_client::model::{
    AccessMode, Confidence, ConsentRequest, Direction, IncomeType, LinkUpdate, NewLink, TaxReturn,
};
use belvo_client::{Belvo, ErrorKind, Result, Retrieve};
use serde_json::json;
use time::macros::date;
use url::Url;

use crate::coverage::links::{consent, employment, widget};
use crate::harness::{Provider, SECRET, fixture, link};

#[tokio::test]
async fn a_retrieval_sends_what_its_resource_documents() {
    let provider = Provider::with_json(200, "[]").await;
    let belvo = &provider.client;
    let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
    let retrieve = belvo.transactions().retrieve(&link(), from, to);
    let _ = retrieve
        .account(&"a1".into())
        .token("123")
        .send()
        .await
        .unwrap();
    let expected = json!({"link": link().as_str(), "account": "a1", "token": "123",
        "date_from": "2026-11-01", "date_to": "2026-11-20"});
    assert_eq!(provider.body().await, expected);

    let provider = Provider::with_json(200, "[]").await;
    let retrieve = provider.client.balances().retrieve(&link());
    let _ = retrieve.account(&"a1".into()).send().await.unwrap();
    let expected = json!({"link": link().as_str(), "account_id": "a1"});
    assert_eq!(provider.body().await, expected);

    let provider = Provider::with_json(200, "[]").await;
    let retrieve = provider
        .client
        .exchanges()
        .retrieve(&link())
        .period(from, to);
    let _ = retrieve.without_saving().send().await.unwrap();
    let expected = json!({"link": link().as_str(), "save_data": false,
        "date_from": "2026-11-01", "date_to": "2026-11-20"});
    assert_eq!(provider.body().await, expected);
}

#[tokio::test]
async fn tax_data_are_asked_for_by_kind_and_period() {
    let (from, to) = (date!(2026 - 01 - 01), date!(2026 - 10 - 31));
    let link = link();
    let provider = || Provider::with_json(200, "[]");
    let asked = async |retrieve: fn(&Belvo) -> Retrieve<Vec<TaxReturn>>| {
        let provider = provider().await;
        let _ = retrieve(&provider.client).send().await.unwrap();
        provider.body().await
    };
    let monthly = asked(|belvo| {
        let returns = belvo.tax_returns();
        returns.retrieve_monthly(
            &crate::harness::link(),
            date!(2026 - 01 - 01),
            date!(2026 - 10 - 31),
        )
    });
    let expected = json!({"link": link.as_str(), "type": "monthly",
        "date_from": "2026-01-01", "date_to": "2026-10-31"});
    assert_eq!(monthly.await, expected);
    let yearly = asked(|belvo| {
        let returns = belvo.tax_returns();
        returns
            .retrieve_yearly(&crate::harness::link(), 2024, 2025)
            .with_pdf()
    });
    let expected = json!({"link": link.as_str(), "type": "yearly", "attach_pdf": true,
        "year_from": "2024", "year_to": "2025"});
    assert_eq!(yearly.await, expected);

    let provider = provider().await;
    let belvo = &provider.client;
    let invoices = belvo
        .invoices()
        .retrieve(&link, &Direction::Inflow, from, to);
    let _ = invoices.with_xml().send().await.unwrap();
    let expected = json!({"link": link.as_str(), "type": "INFLOW", "attach_xml": true,
        "date_from": "2026-01-01", "date_to": "2026-10-31"});
    assert_eq!(provider.body().await, expected);

    for (first, last, says) in [(2025, 2024, "year_from"), (1899, 2024, "1900")] {
        let returns = belvo.tax_returns().retrieve_yearly(&link, first, last);
        assert!(complaint(returns.send().await).contains(says));
    }
}

#[tokio::test]
async fn incomes_are_asked_for_by_kind_and_confidence() {
    let provider = Provider::with_json(200, "{}").await;
    let retrieve = provider.client.incomes().retrieve(&link());
    let retrieve = retrieve
        .kinds([&IncomeType::Salary, &IncomeType::Rent])
        .at_least(&Confidence::Medium)
        .period(date!(2026 - 01 - 01), date!(2026 - 11 - 20));
    let _ = retrieve.send().await.unwrap();
    let expected = json!({"link": link().as_str(), "minimum_confidence_level": "MEDIUM",
        "allowed_income_types": ["SALARY", "RENT"],
        "date_from": "2026-01-01", "date_to": "2026-11-20"});
    assert_eq!(provider.body().await, expected);
}

#[tokio::test]
async fn a_link_is_registered_with_all_that_was_given() {
    let provider = Provider::with_json(201, &fixture("links/register")).await;
    let _ = provider
        .client
        .links()
        .register(&employment())
        .send()
        .await
        .unwrap();
    let expected = json!({"institution": "inss_br_employment", "username": "111.444.777-35",
        "password": "S3nh4-forte", "external_id": "cust-000917", "access_mode": "single",
        "fetch_resources": ["OWNERS", "EMPLOYMENTS"], "credentials_storage": "30d",
        "stale_in": "90d"});
    assert_eq!(provider.body().await, expected);
    let shown = format!("{:?}", employment());
    assert!(
        !shown.contains("S3nh4") && !shown.contains("111.444"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_widget_token_is_asked_for_as_documented() {
    let provider = Provider::with_fixture("widget/create_token").await;
    let request = widget(consent());
    let token = provider
        .client
        .widget()
        .create_token(&request)
        .send()
        .await
        .unwrap();
    assert_eq!(format!("{token:?}").matches("[redacted]").count(), 2);
    let body = provider.body().await;
    assert_eq!(
        (&body["id"], &body["password"]),
        (&json!("key-id"), &json!(SECRET))
    );
    let scopes = "read_institutions,write_links,read_consents,write_consents,\
                  write_consent_callback,delete_consents";
    assert_eq!(body["scopes"], scopes);
    assert_eq!(body["stale_in"], "365d");
    let widget = &body["widget"];
    assert_eq!(widget["openfinance_feature"], "consent_link_creation");
    assert_eq!(
        widget["callback_urls"]["success"],
        "https://app.exemplo.com.br/ok"
    );
    let consent = &widget["consent"];
    let all = ["REGISTER", "ACCOUNTS", "CREDIT_CARDS", "CREDIT_OPERATIONS"];
    assert_eq!(consent["permissions"], json!(all));
    assert_eq!(consent["identification_info"][1]["type"], "CNPJ");
    assert_eq!(consent["default_consent_duration_days"], 366);
}

fn complaint<T: std::fmt::Debug>(result: Result<T>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    error.to_string()
}

#[tokio::test]
async fn bodies_that_belvo_would_refuse_are_not_sent() {
    let provider = Provider::with_json(500, "").await;
    let links = provider.client.links();
    let inss = |cpf: &str| NewLink::employment_brazil("inss_br_employment", cpf, "S3nh4-forte");
    let good = || inss("11144477735").access_mode(AccessMode::Single);
    for (link, says) in [
        (inss("111444777"), "username is not a CPF"),
        (inss("111.444.777.35"), "username is not a CPF"),
        (
            NewLink::employment_brazil("INSS", "11144477735", "x"),
            "institution",
        ),
        (
            NewLink::employment_brazil("inss_br", "11144477735", "curta"),
            "password",
        ),
        (
            NewLink::employment_mexico("imss_mx_employment", "curp"),
            "username is not a CURP",
        ),
        (
            NewLink::fiscal_mexico("sat_mx_fiscal", "RFC", "abcd1234"),
            "username is not an RFC",
        ),
        (good().external_id("ab"), "external_id"),
        (good().stale_in(366), "stale_in"),
        (good().store_credentials_for(0), "credentials_storage"),
        (
            inss("11144477735").without_storing_credentials(),
            "recurrent",
        ),
    ] {
        let text = complaint(links.register(&link).send().await);
        assert!(text.contains(says), "{text}");
        assert!(!text.contains("111"), "{text}");
    }
    let text = complaint(links.update(&link(), &LinkUpdate::new()).send().await);
    assert!(text.contains("changes nothing"), "{text}");

    let terms = || Url::parse("https://app.exemplo.com.br/terms").unwrap();
    let asked = |purpose: &str, cpf: &str| ConsentRequest::new(purpose, terms(), cpf, "Lia");
    for (consent, says) in [
        (asked("", "11144477735"), "purpose"),
        (asked(&"x".repeat(141), "11144477735"), "purpose"),
        (asked("Conciliar", "111.444.777-35"), "CPF"),
        (
            asked("Conciliar", "11144477735").company("1122", "Loja"),
            "CNPJ",
        ),
        (asked("Conciliar", "11144477735").days(30), "duration"),
    ] {
        let request = widget(consent);
        let text = complaint(provider.client.widget().create_token(&request).send().await);
        assert!(text.contains(says), "{text}");
    }

    let (from, to) = (date!(2026 - 11 - 20), date!(2026 - 11 - 01));
    let backwards = provider.client.transactions().retrieve(&link(), from, to);
    assert!(complaint(backwards.send().await).contains("date_from"));
    assert_eq!(provider.requests().await, 0);
}

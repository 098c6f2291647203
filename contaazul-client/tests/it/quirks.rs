//! The sandbox has the provider's habits, seen through requests that the typed methods would not
//! send.

use client_core::http::Call;
use contaazul_client::sandbox::{Bill, Company, Sandbox};
use contaazul_client::{ContaAzul, Error, Pace};
use http::Method;
use serde_json::{Value, json};
use time::macros::date;

const SEARCH: &str = "/v1/financeiro/eventos-financeiros/contas-a-receber/buscar";
const CHANGES: &str = "/v1/financeiro/eventos-financeiros/alteracoes";

async fn erp() -> (Sandbox, ContaAzul) {
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_receivable(Bill::new("Bolo", date!(2026 - 04 - 10), 1_000).category("Eventos"))
        .with_receivable(Bill::new("Pao", date!(2026 - 04 - 11), 2_000));
    let sandbox = Sandbox::builder().with_company(company).without_limits();
    let sandbox = sandbox
        .with_today(date!(2026 - 04 - 01))
        .start()
        .await
        .unwrap();
    let client = sandbox.client_of(&sandbox.companies()[0]).await.unwrap();
    let erp = client.with_pace(Pace::Unlimited).build().unwrap();
    (sandbox, erp)
}

async fn get(erp: &ContaAzul, path: &'static str, query: &str) -> Result<Value, Error> {
    let pairs: Vec<_> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .collect();
    let call = pairs
        .into_iter()
        .fold(Call::raw(Method::GET, path), |call, (name, value)| {
            call.query(name.to_owned(), value)
        });
    erp.request(call).send().await
}

fn status(result: Result<Value, Error>) -> u16 {
    result.unwrap_err().status().unwrap().as_u16()
}

const WINDOW: &str = "pagina=1&tamanho_pagina=10\
                      &data_vencimento_de=2026-04-01&data_vencimento_ate=2026-04-30";

#[tokio::test]
async fn unknown_parameters_are_ignored_and_brackets_are_not() {
    let (_sandbox, erp) = erp().await;
    let misspelt = format!("{WINDOW}&situacao=RECEBIDO");
    let page = get(&erp, SEARCH, &misspelt).await.unwrap();
    assert_eq!(page["itens_totais"], 2, "unfiltered, without a word");
    assert_eq!(
        status(get(&erp, SEARCH, &format!("{WINDOW}&status[]=RECEBIDO")).await),
        400
    );
}

#[tokio::test]
async fn windows_and_page_sizes_are_mandatory_where_the_provider_made_them() {
    let (_sandbox, erp) = erp().await;
    for missing in [
        "pagina=1&",
        "tamanho_pagina=10",
        "&data_vencimento_de=2026-04-01",
    ] {
        let query = WINDOW.replace(missing, "");
        assert_eq!(status(get(&erp, SEARCH, &query).await), 400, "{missing}");
    }
    for size in ["0", "25", "2000", "x"] {
        let query = WINDOW.replace("tamanho_pagina=10", &format!("tamanho_pagina={size}"));
        assert_eq!(status(get(&erp, SEARCH, &query).await), 400, "{size}");
    }
    assert_eq!(
        status(get(&erp, "/v1/categorias", "pagina=1&tamanho_pagina=10").await),
        400
    );
    assert!(get(&erp, "/v1/conta-financeira", "").await.is_ok());
}

#[tokio::test]
async fn changes_take_local_times_without_offset() {
    let (_sandbox, erp) = erp().await;
    let window = |from: &str, to: &str| format!("data_inicio={from}&data_fim={to}");
    let good = window("2026-04-01T00:00:00", "2026-04-30T00:00:00");
    assert_eq!(get(&erp, CHANGES, &good).await.unwrap()["itens_totais"], 2);
    for bad in [
        window("2026-04-01T00:00:00Z", "2026-04-30T00:00:00Z"),
        window("2026-04-01T00:00:00-03:00", "2026-04-30T00:00:00"),
        window("2026-04-01", "2026-04-30"),
        window("2025-04-01T00:00:00", "2026-04-30T00:00:00"),
        "data_inicio=2026-04-01T00:00:00".to_owned(),
    ] {
        assert_eq!(status(get(&erp, CHANGES, &bad).await), 400, "{bad}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_there_in_two_ways() {
    let (_sandbox, erp) = erp().await;
    let phantom = get(&erp, "/v1/webhooks", "").await.unwrap_err();
    assert_eq!(phantom.provider_message(), Some("404 page not found"));
    let unknown = erp
        .installments()
        .get(&"nobody".into())
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (
            unknown.status().unwrap().as_u16(),
            unknown.provider_message()
        ),
        (404, None)
    );
}

#[tokio::test]
async fn creation_complains_of_everything_at_once_in_internal_names() {
    let (_sandbox, erp) = erp().await;
    let post = |path: &'static str, body: Value| {
        let call = Call::raw(Method::POST, path).json(&body).unwrap();
        erp.request::<Value>(call).send()
    };
    let path = "/v1/financeiro/eventos-financeiros/contas-a-receber";
    let error = post(path, json!({ "descricao": "x" })).await.unwrap_err();
    let message = error.provider_message().unwrap();
    assert!(
        message.contains("must have at least one category"),
        "{message}"
    );
    assert!(message.contains("value must not be null"), "{message}");

    let path = "/v1/financeiro/eventos-financeiros/contas-a-receber/gerar-cobranca";
    let error = post(path, json!({ "tipo": "BOLETO" })).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500, "not 400");
}

#[tokio::test]
async fn a_settlement_above_the_open_amount_is_refused() {
    let (sandbox, erp) = erp().await;
    let id = sandbox.installments(&sandbox.companies()[0])[0].clone();
    let account = erp
        .accounts()
        .list()
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap()
        .id
        .unwrap();
    let path = format!("/v1/financeiro/eventos-financeiros/parcelas/{id}/baixa");
    let body = |gross: &str| {
        json!({ "data_pagamento": "2026-04-12", "conta_financeira": account,
                "composicao_valor": { "valor_bruto": serde_json::from_str::<Value>(gross).unwrap() } })
    };
    let settle = |gross: &str| {
        let call = Call::raw(Method::POST, path.clone())
            .json(&body(gross))
            .unwrap();
        erp.request::<Value>(call).send()
    };
    for gross in ["10.01", "-1", "1e300", "\"x\"", "0.001"] {
        assert_eq!(status(settle(gross).await), 400, "{gross}");
    }
    assert_eq!(settle("10.00").await.unwrap()["versao"], 0);
}

#[tokio::test]
async fn the_same_story_has_the_same_ids() {
    let (first, _) = erp().await;
    let (second, _) = erp().await;
    assert_eq!(first.companies(), second.companies());
    let ids = |sandbox: &Sandbox| sandbox.installments(&sandbox.companies()[0]);
    assert_eq!(ids(&first), ids(&second));
}

#[tokio::test]
async fn retry_after_is_told_when_asked_for() {
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    let sandbox = Sandbox::builder().with_company(company).with_retry_after();
    let sandbox = sandbox.start().await.unwrap();
    let client = sandbox.client_of(&sandbox.companies()[0]).await.unwrap();
    let client = client.with_pace(Pace::Unlimited);
    let client = client.with_retry_policy(std::sync::Arc::new(client_core::retry::NoRetry));
    let erp = client.build().unwrap();
    let mut told = None;
    for _ in 0..12 {
        if let Err(error) = erp.connection().company().send().await {
            told = error.retry_after();
            break;
        }
    }
    assert_eq!(told, Some(std::time::Duration::from_secs(1)));
}

#[tokio::test]
async fn a_refusal_may_be_a_page_for_people() {
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    let sandbox = Sandbox::builder()
        .with_company(company)
        .with_html_refusals();
    let sandbox = sandbox.start().await.unwrap();
    let erp = sandbox.client().await.unwrap();
    let error = get(&erp, SEARCH, "pagina=1").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400);
    let page = error.provider_message().unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    let unknown = get(&erp, "/v1/webhooks", "").await.unwrap_err();
    assert_eq!(unknown.provider_message(), Some("404 page not found"));
}

//! Services: what is sent, what is refused, and a life in the sandbox.

use contaazul_client::model::{
    CatalogStatus, NewService, Service, ServiceKind, ServiceNumber, ServiceUpdate,
};
use contaazul_client::sandbox::{self, Company};
use contaazul_client::{Call, PageSize};
use serde_json::{Value, json};

use crate::harness::{Erp, fixture};
use crate::input::assert_told;
use crate::privacy::clean;
use crate::requests::query_of;
use crate::sandbox::{reais, start};

#[tokio::test]
async fn requests_have_the_erps_names() {
    let list = query_of(|erp| {
        let list = erp.services().list().text("café");
        list.page_size(PageSize::N50).send()
    })
    .await;
    assert_eq!(list, "busca_textual=café&tamanho_pagina=50&pagina=1");

    let erp = Erp::with_json("{}").await;
    let new = NewService::new("Coffee break", ServiceKind::Both)
        .inactive()
        .code("S01")
        .price(reais("1842.57"))
        .cost(reais("900"));
    erp.client.services().create(&new).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "descricao": "Coffee break", "status": "INATIVO", "tipo_servico": "AMBOS",
            "codigo": "S01", "preco": 1842.57, "custo": 900
        })
    );

    let erp = Erp::with_json("").await;
    let update = ServiceUpdate::new()
        .name("Lanche")
        .status(CatalogStatus::Active)
        .kind(ServiceKind::Taken)
        .code("S02")
        .price(reais("1"))
        .cost(reais("0.5"));
    erp.client
        .services()
        .update(&"s1".into(), &update)
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "descricao": "Lanche", "status": "ATIVO", "tipo_servico": "TOMADO", "codigo": "S02",
            "preco": 1, "custo": 0.5
        })
    );

    let erp = Erp::with_json("").await;
    let numbers = [ServiceNumber(7_001), ServiceNumber(7_002)];
    erp.client.services().delete(&numbers).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        json!({ "ids": [7001, 7002] }),
        "numbers, in a DELETE"
    );
}

#[tokio::test]
async fn what_cannot_be_a_service_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let services = erp.client.services();
    let new = || NewService::new("Coffee break", ServiceKind::Provided);
    for (service, complaint) in [
        (
            NewService::new(" ", ServiceKind::Provided),
            "descricao is empty",
        ),
        (new().price(reais("-1")), "preco is negative"),
        (new().cost(reais("-1")), "custo is negative"),
    ] {
        assert_told(
            &services.create(&service).send().await.unwrap_err(),
            complaint,
        );
    }
    for (update, complaint) in [
        (ServiceUpdate::new(), "the change is empty"),
        (ServiceUpdate::new().name(""), "descricao is empty"),
        (
            ServiceUpdate::new().status(CatalogStatus::Any),
            "status TODOS is for lists only",
        ),
        (ServiceUpdate::new().cost(reais("-1")), "custo is negative"),
    ] {
        let error = services
            .update(&"s1".into(), &update)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
    }
    assert_told(
        &services.delete(&[]).send().await.unwrap_err(),
        "ids is empty",
    );
    for size in [PageSize::N200, PageSize::N500, PageSize::N1000] {
        let mut list = services.list().page_size(size).send();
        let error = list.try_next().await.unwrap_err();
        let complaint = format!(
            "tamanho_pagina is {}; this list takes 100 at most",
            size.items()
        );
        assert_told(&error, &complaint);
        assert_eq!(error.operation(), Some("contaazul.services.list"));
    }
    assert_eq!(erp.requests().await, 0);
}

#[test]
fn whoever_edited_a_tax_scenario_is_not_shown() {
    let service: Service = serde_json::from_str(&fixture("services/get")).unwrap();
    assert!(service.tax_scenarios[0].edited_by.is_some());
    clean("service", format!("{service:?}"));
}

#[tokio::test]
async fn services_are_listed_to_the_end_of_their_own_envelope() {
    let mut company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    for number in 0..123 {
        company = company.with_service(sandbox::Service::provided("Entrega", 1_000 + number));
    }
    let (sandbox, erp) = start(company).await;
    let all = erp.services().list().send().try_collect().await.unwrap();
    assert_eq!(all.len(), 123);
    assert_eq!(sandbox.front().count(&http::Method::GET, "/v1/servicos"), 2);
    let call = Call::raw(http::Method::GET, "/v1/servicos").query("tamanho_pagina", 200);
    let error = erp.request::<Value>(call).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 400);
}

#[tokio::test]
async fn a_service_lives_in_the_sandbox_and_can_be_read_when_it_is_gone() {
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_service(sandbox::Service::taken("Contabilidade", 80_000));
    let (_sandbox, erp) = start(company).await;
    let services = erp.services();
    let new = NewService::new("Coffee break", ServiceKind::Provided).price(reais("1842.57"));
    let created = services.create(&new).send().await.unwrap();
    let (id, number) = (created.id.unwrap(), created.number.unwrap());
    let update = ServiceUpdate::new()
        .price(reais("1900.10"))
        .status(CatalogStatus::Inactive);
    services.update(&id, &update).send().await.unwrap();
    let read = services.get(&id).send().await.unwrap();
    assert_eq!(read.price.unwrap().to_string(), "1900.10");
    assert_eq!(
        (read.status, read.kind),
        (Some(CatalogStatus::Inactive), Some(ServiceKind::Provided))
    );

    let found = services
        .list()
        .text("coffee")
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found.len(), 1, "inactive ones are listed too");
    services.delete(&[number]).send().await.unwrap();
    let left = services.list().send().try_collect().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].kind, Some(ServiceKind::Taken));
    assert_eq!(services.get(&id).send().await.unwrap().number, Some(number));
    let error = services.get(&"nobody".into()).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);

    for body in [json!({ "ids": [id.as_str()] }), json!({ "ids": [] })] {
        let call = Call::raw(http::Method::DELETE, "/v1/servicos")
            .json(&body)
            .unwrap();
        let error = erp.request::<Value>(call).send().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 400, "numbers, not ids");
    }
    let call = Call::raw(http::Method::POST, "/v1/servicos");
    let call = call.json(&json!({ "descricao": "Lanche" })).unwrap();
    let error = erp.request::<Value>(call).send().await.unwrap_err();
    assert_eq!(error.provider_message(), Some("status e obrigatorio"));
}

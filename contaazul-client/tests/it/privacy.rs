//! Secrets and personal data, planted everywhere, show nowhere.

use client_core::testing::LeakCheck;
use contaazul_client::model::{
    Capture, ChargeKind, Company, Installment, NewCharge, NewEvent, NewInstallment, NewSettlement,
    Nfe, Nfse, ValueBreakdown,
};
use contaazul_client::partner::{DdaBoleto, IssuedNfe, PaymentBatch, TrustedParty};
use contaazul_client::{Amount, Application, Environment};
use time::macros::date;
use wiremock::ResponseTemplate;

use crate::harness::{ACCOUNT, Erp, INSTALLMENT, PERSON, TOKEN, fixture};

pub(crate) fn clean(place: &str, shown: impl Into<String>) {
    let planted = [
        TOKEN,
        "client-secret-93a1",
        "Joana Ficticia",
        "11222333000181",
        "PADARIA FLOR DE TRIGO",
        "Escola Aurora",
        "ESCOLA AURORA",
        "Moinho Serra Azul",
        "Energia Vale Verde",
        "52998224725",
        "77888999000163",
        "financeiro@escola-aurora.example",
        "+5547999990000",
        "40213-7",
        "faturas.example.com",
        "SEGREDO",
    ];
    LeakCheck::planted(planted).assert_clean(place, &shown.into());
}

#[tokio::test]
async fn clients_calls_and_errors_show_neither_tokens_nor_people() {
    let environment = Environment::current();
    let builder = Application::builder(environment, "client-id", "client-secret-93a1");
    clean("application builder", format!("{builder:?}"));
    let application = builder.build().unwrap();
    clean("application", format!("{application:?}"));
    let (_, pending) = application.authorize("https://app.example.com/cb").unwrap();
    let shown = format!("{pending:?}");
    clean("pending", shown);

    let body = r#"{"code":400,"message":"Joana Ficticia SEGREDO"}"#;
    let answer = ResponseTemplate::new(400).set_body_raw(body, "application/json");
    let erp = Erp::answering(answer).await;
    clean("client", format!("{:?}", erp.client));
    let query = erp
        .client
        .receivables()
        .search(date!(2026 - 04 - 01), date!(2026 - 04 - 30))
        .description("Joana Ficticia");
    clean("query", format!("{query:?}"));
    let mut list = query.send();
    let error = list.try_next().await.unwrap_err();
    clean("pager", format!("{list:?} {:?}", list.cursor()));
    clean("error", format!("{error} {error:?}"));
    let action = erp.client.installments().get(&"i1".into());
    clean("action", format!("{action:?}"));
}

#[test]
fn models_keep_personal_data_to_themselves() {
    let company: Company = serde_json::from_str(&fixture("connection/company")).unwrap();
    clean("company", format!("{company:?}"));
    let installment: Installment = serde_json::from_str(&fixture("installments/get")).unwrap();
    clean("installment", format!("{installment:?}"));
    let search = fixture("receivables/search");
    let page: serde_json::Value = serde_json::from_str(&search).unwrap();
    let item = page["itens"][0].to_string();
    let item: contaazul_client::model::Receivable = serde_json::from_str(&item).unwrap();
    clean("receivable", format!("{item:?}"));

    fn first<T: serde::de::DeserializeOwned>(page: &str, items: &str) -> T {
        let page: serde_json::Value = serde_json::from_str(&fixture(page)).unwrap();
        serde_json::from_value(page[items][0].clone()).unwrap()
    }
    let nfe: Nfe = first("fiscal_notes/list_nfe", "itens");
    clean("nfe", format!("{nfe:?}"));
    let nfse: Nfse = first("fiscal_notes/list_nfse", "itens");
    clean("nfse", format!("{nfse:?}"));
    let capture: Capture = serde_json::from_str(&fixture("capture/get")).unwrap();
    clean("capture", format!("{capture:?}"));
    let issued: IssuedNfe = first("partner/list_nfe", "items");
    clean("issued", format!("{issued:?}"));
    let batch: PaymentBatch = serde_json::from_str(&fixture("partner/get_batch")).unwrap();
    clean("batch", format!("{batch:?}"));
    let bill: DdaBoleto = first("partner/list_dda", "items");
    clean("bill", format!("{bill:?}"));
    let trusted: TrustedParty = first("partner/list_trusted", "items");
    clean("trusted", format!("{trusted:?}"));

    let amount = Amount::from_cents(100);
    let day = date!(2026 - 12 - 10);
    let event = NewEvent::new("Joana Ficticia", day, amount, ACCOUNT, PERSON)
        .remark("SEGREDO")
        .installment(NewInstallment::new("Joana Ficticia", day, amount).note("SEGREDO"));
    clean("event", format!("{event:?}"));
    let charge = NewCharge::new(ChargeKind::Pix, INSTALLMENT, ACCOUNT, day, "Joana Ficticia");
    clean("charge", format!("{charge:?}"));
    let settlement = NewSettlement::new(day, ACCOUNT, ValueBreakdown::gross_of(amount));
    clean("settlement", format!("{:?}", settlement.remark("SEGREDO")));
}

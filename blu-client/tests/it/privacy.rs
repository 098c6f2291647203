//! Secrets and personal data, planted everywhere, show nowhere.

use blu_client::model::{LiquidationRecord, Sale};
use brazil_types::TaxId;
use client_core::testing::{LeakCheck, Script};
use time::macros::date;

use crate::harness::{TOKEN, builder, fixture, read, records, scripted};

fn clean(place: &str, shown: impl Into<String>) {
    let planted = [
        TOKEN,
        "12345678000195",
        "PADARIA",
        "JOANA FICTICIA",
        "SEGREDO",
    ];
    LeakCheck::planted(planted).assert_clean(place, &shown.into());
}

#[tokio::test]
async fn debug_and_display_show_neither_tokens_nor_people() {
    clean("builder", format!("{:?}", builder("https://blu.invalid")));
    let answers = [
        Script::json(401, r#"{"message":"SEGREDO de JOANA FICTICIA"}"#),
        Script::json(200, r#"[{"id":"1","gross_value":"SEGREDO"}]"#),
    ];
    let (blu, _) = scripted(answers);
    clean("client", format!("{blu:?}"));

    let tax_id = TaxId::parse("12345678000195").unwrap();
    let (begin, end) = (date!(2026 - 02 - 01), date!(2026 - 02 - 02));
    let request = blu
        .anticipations()
        .list_v1(begin, end)
        .client_tax_id(&tax_id);
    clean("request", format!("{request:?}"));
    let mut list = request.send();
    clean("pager", format!("{list:?}"));
    for _ in 0..2 {
        let error = list.try_next().await.unwrap_err();
        clean("error", format!("{error} {error:?}"));
    }
    clean("cursor", format!("{:?}", list.cursor()));
}

#[test]
fn models_keep_personal_data_to_themselves() {
    let record: Vec<LiquidationRecord> = records("anticipations/list_v1.json");
    clean("record", format!("{record:?}"));
    let sales: Vec<Sale> = read(&fixture("sales/list.json"));
    let shown = format!("{sales:?}");
    clean("sales", shown.as_str());
    assert!(
        shown.contains("cliente"),
        "names of fields are shown: {shown}"
    );
}

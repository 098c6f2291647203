//! Secrets and personal data, planted everywhere, show nowhere.

use blu_client::Amount;
use blu_client::model::{
    Charge, ConciliationLine, Department, LiquidationRecord, NewBoleto, NewCharge, NewClient,
    NewDraft, NewPaymentLink, NewPixCharge, NewUser, PaymentLink, PixCharge, PortalToken, Sale,
    Unpublished,
};
use brazil_types::{Cnpj, Cpf, TaxId};
use client_core::testing::{LeakCheck, Script};
use time::macros::date;

use crate::harness::{TOKEN, builder, fixture, read, records, scripted};

fn clean(place: &str, shown: impl Into<String>) {
    let planted = [
        TOKEN,
        "12345678000195",
        "11144477735",
        "98765-4321",
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

#[test]
fn what_is_sent_and_answered_elsewhere_keeps_people_to_itself_too() {
    let (cnpj, cpf) = (
        Cnpj::parse("12345678000195").unwrap(),
        Cpf::parse("11144477735").unwrap(),
    );
    let (person, mail, phone) = ("JOANA FICTICIA", "SEGREDO@b.invalid", "(11) 98765-4321");
    let user = NewUser::new(&cpf, person, mail, phone);
    clean("user", format!("{user:?}"));
    let client = NewClient::new(&cnpj, Department::Shoes, user).company_name("PADARIA");
    clean("client", format!("{client:?}"));
    clean(
        "draft",
        format!("{:?}", NewDraft::new(&cnpj, person, mail, phone)),
    );
    let ten = Amount::from_cents(1_000);
    let charge = NewCharge::new(&cnpj, "1", ten).representative(&TaxId::from(cpf));
    clean("new charge", format!("{charge:?}"));
    let link = NewPaymentLink::new(ten).customer(person, &TaxId::from(cpf));
    clean(
        "new link",
        format!("{:?}", link.notify_email(mail).description("SEGREDO")),
    );
    let pix = NewPixCharge::new(ten, date!(2026 - 02 - 01)).description("SEGREDO");
    clean("new pix", format!("{pix:?}"));
    let boleto = NewBoleto::new("104", "SEGREDO", "1", "1").field("payer", person);
    clean("boleto", format!("{boleto:?}"));
    clean("portal token", format!("{:?}", PortalToken::new("SEGREDO")));

    clean(
        "charge",
        format!("{:?}", read::<Charge>(&fixture("charges/get.json"))),
    );
    let lines: Vec<ConciliationLine> = read(&fixture("charges/list_conciliation.json"));
    clean("line", format!("{lines:?}"));
    clean(
        "link",
        format!(
            "{:?}",
            read::<PaymentLink>(&fixture("payment_links/get.json"))
        ),
    );
    clean(
        "pix",
        format!("{:?}", read::<PixCharge>(&fixture("pix/get.json"))),
    );
    clean(
        "unpublished",
        format!("{:?}", read::<Unpublished>(r#"{"x":"SEGREDO"}"#)),
    );
}

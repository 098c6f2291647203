use blu_client::SecretString;
use blu_client::model::{
    Department, NewBoleto, NewClient, NewDraft, NewPaymentLink, NewPixCharge, NewUser, PortalToken,
};
use serde_json::json;
use time::macros::date;

use super::{Case, PORTAL_TOKEN, cents, cnpj, cpf, id, one, tax_id};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "pix.create", |blu| {
            let charge = NewPixCharge::new(cents(15_814), date!(2026 - 04 - 10))
                .description("Pedido 10233")
                .internal_description("10233");
            one(&blu.pix().create(&charge).send().await?)
        };
        "pix.get", |blu| one(&blu.pix().get(&id()).send().await?);
        "pix.refund", |blu| {
            one(&blu.pix().refund(&id()).json(&json!({"value": "10.00"})).send().await?)
        };
        "pix.test_webhook", |blu| {
            blu.pix().test_webhook().send().await?;
            Ok(None)
        };
        "payment_links.create", |blu| {
            let link = NewPaymentLink::new(cents(25_000))
                .notify_email("joana@exemplo.invalid")
                .notify_phone("+55 (11) 98765-4321")
                .description("Pedido 10233")
                .payer_bears_installments(true)
                .customer("JOANA FICTICIA", &tax_id())
                .installments(3)
                .most_installments(6);
            one(&blu.payment_links().create(&link).send().await?)
        };
        "payment_links.get", |blu| one(&blu.payment_links().get(&id()).send().await?);
        "boletos.register", |blu| {
            let boleto = NewBoleto::new("104", "0012345", "14", "0367")
                .issued_on(date!(2026 - 02 - 09))
                .field("our_number", "000099");
            one(&blu.boletos().register(&boleto).send().await?)
        };
        "clients.login", |blu| {
            let password = SecretString::from("senha-de-teste");
            let email = "integracao@exemplo.invalid";
            let token = blu.clients().login(email, &password).send().await?;
            use blu_client::ExposeSecret as _;
            assert_eq!(token.secret().expose_secret(), PORTAL_TOKEN);
            Ok(None)
        };
        "clients.create", |blu| {
            let user = NewUser::new(
                &cpf(),
                "JOANA FICTICIA",
                "joana@exemplo.invalid",
                "(11) 98765-4321",
            );
            let client = NewClient::new(&cnpj(), Department::Clothing, user)
                .company_name("PADARIA EXEMPLO")
                .project_name("loja")
                .ecommerce_gateway("gateway");
            let token = PortalToken::new(PORTAL_TOKEN);
            one(&blu.clients().create(&token, &client).send().await?)
        };
        "clients.create_draft", |blu| {
            let draft = NewDraft::new(
                &cnpj(),
                "JOANA FICTICIA",
                "joana@exemplo.invalid",
                "55 11 3333-4444",
            );
            let draft = draft.company_name("PADARIA EXEMPLO");
            one(&blu.clients().create_draft(&draft).send().await?)
        };
        "clients.find", |blu| one(&blu.clients().find(&tax_id()).send().await?);
        "clients.get_receiving_options", |blu| {
            one(&blu.clients().get_receiving_options().send().await?)
        };
        "clients.get_credit_signal", |blu| {
            one(&blu.clients().get_credit_signal(&tax_id()).send().await?)
        };
    }
}

//! Pix keys and QR codes: what is sent, what is refused, and their life in the sandbox.

use matera_client::model::{
    AccountId, Alias, AliasKind, AliasLookUp, AliasRegistration, AliasStatus, AliasUpdateReason,
    ClaimCancelReason, DecodedQrCode, EndToEndId, NewAlias, NewPayment, NewPixCharge,
    NewStaticQrCode, NewWithdrawal, OwnershipClaim, PixCharge, QrCodeSpecification, QrCodeToDecode,
    WithdrawAgentKind,
};
use matera_client::sandbox::{Holder, Sandbox};
use matera_client::{Amount, BrCode, ErrorKind, Matera, Outcome, PixKey};
use serde_json::json;
use time::macros::date;

use crate::harness::{Provider, fixture};

const EMAIL: &str = "contas@padaria-flor.example";
const RANDOM: &str = "123e4567-e89b-12d3-a456-426655440000";
const TAX_ID: &str = "11222333000181";

fn account() -> AccountId {
    AccountId::new("A1")
}

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

/// The body of the one request, without its key.
async fn body(provider: &Provider) -> serde_json::Value {
    let mut body = provider.body().await;
    let key = body.as_object_mut().unwrap().remove("externalIdentifier");
    assert!(key.unwrap().is_string());
    body
}

#[tokio::test]
async fn the_kind_of_a_key_is_sent_and_a_random_one_has_no_name() {
    let phone = PixKey::parse("+5547999990000").unwrap();
    let company = PixKey::parse(TAX_ID).unwrap();
    let cases = [
        (NewAlias::random(), json!({"type": "EVP"})),
        (
            NewAlias::of(&phone).unwrap(),
            json!({"name": "+5547999990000", "type": "PHONE"}),
        ),
        (
            NewAlias::of(&company).unwrap(),
            json!({"name": TAX_ID, "type": "TAX_ID"}),
        ),
    ];
    for (alias, expected) in cases {
        let provider = Provider::with_fixture("aliases/register").await;
        let aliases = provider.client.aliases();
        aliases.register(&account(), &alias).send().await.unwrap();
        assert_eq!(body(&provider).await, json!({"alias": expected}));
    }
    let random = PixKey::parse(RANDOM).unwrap();
    let error = NewAlias::of(&random).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(!error.to_string().contains(RANDOM));
}

#[tokio::test]
async fn a_look_up_becomes_a_payment_that_bears_its_name() {
    let provider = Provider::with_fixture("aliases/look_up").await;
    let name = EndToEndId::new("E1112223320261120");
    let found: AliasLookUp = provider
        .client
        .aliases()
        .look_up(&account(), EMAIL)
        .with_statistics()
        .for_open_finance(&name)
        .send()
        .await
        .unwrap();
    let request = provider.request().await;
    assert_eq!(request.headers.get("x-endtoendid").unwrap(), name.as_str());
    let query = provider.query().await;
    assert_eq!(query, [("includeStatistics".to_owned(), "true".to_owned())]);

    let pay = Provider::with_fixture("withdrawals/create").await;
    let payment = NewWithdrawal::pix(reais("1.00"), found.payment().unwrap());
    let out = pay.client.withdrawals();
    out.create(&account(), &payment).send().await.unwrap();
    let sent = body(&pay).await;
    let expected = json!({
        "pspId": "11122233",
        "taxIdentifier": {"taxId": TAX_ID, "country": "BRA"},
        "alias": "contas@moinho-serra.example",
        "endToEndIdQuery": "E11122233202611201703abcdEFGH999",
        "accountDestination": {"branch": "0001", "account": "998877-5", "accountType": "IP"},
    });
    assert_eq!(
        sent["withdrawInfo"]["instantPayment"]["recipient"],
        expected
    );

    let half: AliasLookUp = serde_json::from_value(json!({"alias": EMAIL})).unwrap();
    let error = half.payment().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("endToEndId"), "{error}");
}

#[tokio::test]
async fn a_deletion_says_why_and_claims_say_what_they_decide() {
    let provider = Provider::answering(wiremock::ResponseTemplate::new(202)).await;
    let aliases = provider.client.aliases();
    aliases.delete(&account(), EMAIL).send().await.unwrap();
    let request = provider.request().await;
    assert_eq!(
        request.headers.get("deletionReason").unwrap(),
        "USER_REQUESTED"
    );
    let path = "/v1/accounts/A1/aliases/contas%40padaria-flor.example";
    assert_eq!(request.url.path(), path);

    let give_up = OwnershipClaim::GiveUp(ClaimCancelReason::AccountClosure);
    let cases = [
        (OwnershipClaim::Confirm, json!({"confirm": true})),
        (
            give_up,
            json!({"confirm": false, "reason": "ACCOUNT_CLOSURE"}),
        ),
    ];
    for (claim, expected) in cases {
        let provider = Provider::with_fixture("aliases/claim_ownership").await;
        let aliases = provider.client.aliases();
        let action = aliases.claim_ownership(&account(), EMAIL, &claim);
        action.send().await.unwrap();
        assert_eq!(body(&provider).await, expected);
    }
}

#[tokio::test]
async fn keys_that_take_no_part_are_refused_before_anything_is_sent() {
    let provider = Provider::with_json("{}").await;
    let aliases = provider.client.aliases();
    let reason = AliasUpdateReason::UserRequested;
    let confirm = OwnershipClaim::Confirm;
    let long = format!("{}@b.example", "a".repeat(70));
    let refusals = [
        aliases
            .update(&account(), RANDOM, &reason)
            .send()
            .await
            .unwrap_err(),
        aliases
            .claim_portability(&account(), RANDOM, true)
            .send()
            .await
            .unwrap_err(),
        aliases
            .claim_ownership(&account(), RANDOM, &confirm)
            .send()
            .await
            .unwrap_err(),
        aliases
            .claim_ownership(&account(), TAX_ID, &confirm)
            .send()
            .await
            .unwrap_err(),
        aliases.look_up(&account(), &long).send().await.unwrap_err(),
        aliases.delete(&account(), "").send().await.unwrap_err(),
        aliases
            .verify(&account(), EMAIL, &"P1".into(), "")
            .send()
            .await
            .unwrap_err(),
    ];
    for error in refusals {
        assert_eq!(error.kind(), ErrorKind::Input, "{error}");
        assert_eq!(error.outcome(), Outcome::NotSent);
        let text = error.to_string();
        assert!(!text.contains(RANDOM) && !text.contains(TAX_ID), "{text}");
    }
    assert_eq!(provider.requests().await, 0);
}

#[tokio::test]
async fn a_static_code_is_asked_for_with_every_field() {
    let provider = Provider::with_fixture("qr_codes/create_static").await;
    let code = NewStaticQrCode::for_key(EMAIL)
        .amount(reais("10.5"))
        .description("Pedido 42")
        .reference("PEDIDO42")
        .receiver(TAX_ID)
        .recurrence("pix.example/rec/1")
        .cash_from(WithdrawAgentKind::Shop, "11122233")
        .image(QrCodeSpecification::of_width(400));
    let action = provider.client.qr_codes().create_static(&account(), &code);
    let made: PixCharge = action.send().await.unwrap();
    assert_eq!(made.code().unwrap().key(), Some(EMAIL));
    let expected = json!({
        "alias": {"alias": EMAIL},
        "imageGeneration":
            {"errorCorrectionLevel": "M", "imageWidth": 400, "generateImageRendering": true},
        "amount": 10.5,
        "description": "Pedido 42",
        "reference": "PEDIDO42",
        "receiverTaxId": TAX_ID,
        "recurrenceLocation": "pix.example/rec/1",
        "withdrawAgent": {"modality": "AGTEC", "serviceProvider": "11122233"},
    });
    assert_eq!(body(&provider).await, expected);
}

#[tokio::test]
async fn codes_have_room_for_so_much_and_no_more() {
    let key = |length: usize| format!("{}@b.example", "a".repeat(length - 10));
    let text = |length: usize| "x".repeat(length);
    let code = |length: usize| NewStaticQrCode::for_key(key(length));
    let cash = |code: NewStaticQrCode| code.cash_from(WithdrawAgentKind::Other, "11122233");
    let cases = [
        (code(77), code(78)),
        (
            code(33).description(text(40)),
            code(34).description(text(40)),
        ),
        (cash(code(65)), cash(code(66))),
        (
            cash(code(31).description(text(30))),
            cash(code(32).description(text(30))),
        ),
        (code(20).reference(text(25)), code(20).reference(text(26))),
        (
            code(20).receiver("11222333000181"),
            code(20).receiver("11222333000182"),
        ),
        (code(20).recurrence(text(77)), code(20).recurrence(text(78))),
        (code(20).amount(reais("0.01")), code(20).amount(reais("0"))),
        (
            code(20).amount(reais("9999999999999")),
            code(20).amount(reais("9999999999999.01")),
        ),
        (
            code(20).amount(reais("1.10")),
            code(20).amount(reais("1.105")),
        ),
    ];
    let provider = Provider::with_fixture("qr_codes/create_static").await;
    let codes = provider.client.qr_codes();
    let accepted = cases.len();
    for (fits, too_much) in cases {
        codes.create_static(&account(), &fits).send().await.unwrap();
        let refused = codes.create_static(&account(), &too_much).send().await;
        assert_eq!(
            refused.unwrap_err().kind(),
            ErrorKind::Input,
            "{too_much:?}"
        );
    }
    assert_eq!(provider.requests().await, accepted);

    let long = QrCodeToDecode::new(text(1_001));
    let no_place = QrCodeToDecode::new("x").municipality("42");
    for wrong in [long, no_place, QrCodeToDecode::new("")] {
        let refused = codes.decode(&wrong).send().await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Input);
    }
}

#[test]
fn a_static_code_is_made_here_as_well() {
    let code = NewStaticQrCode::for_key(EMAIL)
        .amount(reais("10.50"))
        .description("Pedido 42");
    let text = code
        .reference("PEDIDO42")
        .text("Padaria Flor de Trigo", "Joinville")
        .unwrap();
    let read = BrCode::parse(&text).unwrap();
    assert_eq!(
        (read.key(), read.amount_cents()),
        (Some(EMAIL), Some(1_050))
    );
    assert_eq!(
        (read.txid(), read.info()),
        (Some("PEDIDO42"), Some("Pedido 42"))
    );

    let refused = [
        NewStaticQrCode::for_key("no key"),
        NewStaticQrCode::for_key(EMAIL).reference("with spaces"),
        NewStaticQrCode::for_key(EMAIL).recurrence("pix.example/rec/1"),
    ];
    for code in refused {
        let error = code.text("Padaria", "Joinville").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
    }
    let opaque: PixCharge = serde_json::from_value(json!({"textContent": "no code"})).unwrap();
    assert_eq!(opaque.code().unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_text_that_is_no_code_goes_out_as_it_is() {
    // The sample of the provider's page: its lengths are wrong.
    let text = "00020101021126440014BR.GOV.BCB.PIX0122PSPKEY5204000053039865802BR5913PSPNAME\
                6008BRASILIA6304DFE3 ";
    assert!(BrCode::parse(text).is_err());
    let provider = Provider::with_fixture("qr_codes/decode").await;
    let document = QrCodeToDecode::new(text)
        .paid_on(date!(2026 - 12 - 01))
        .municipality("4209102");
    provider
        .client
        .qr_codes()
        .decode(&document)
        .send()
        .await
        .unwrap();
    let expected = json!({
        "document": text, "dateForPayment": "2026-12-01", "municipalityCode": "4209102",
    });
    assert_eq!(body(&provider).await, expected);
}

#[test]
fn what_a_decoded_code_asks_for_is_found_where_the_page_says() {
    let cases = [
        (
            json!({"staticQrcodeData": {"value": "12.30"}}),
            Some("12.30"),
            false,
            false,
        ),
        (json!({"staticQrcodeData": {}}), None, true, false),
        (
            json!({"dynamicQrcodeData": {"payload": {"valor": {"original": "100.00", "final": 103.2}}}}),
            Some("103.2"),
            false,
            false,
        ),
        (
            json!({"dynamicQrcodeData": {"payload": {
                "valor": {"original": "100.00", "modalidadeAlteracao": 0},
                "value": {"final": "103.20"},
            }}}),
            Some("103.20"),
            false,
            false,
        ),
        (
            json!({"dynamicQrcodeData": {"payload": {"value": {"original": 5, "modalidadeAlteracao": 1}}}}),
            Some("5"),
            true,
            false,
        ),
        (
            json!({"dynamicQrcodeData": {"payload": {"valor": {"original": 0, "retirada": {"saque": {}}}}}}),
            Some("0"),
            false,
            true,
        ),
    ];
    for (json, amount, may_change, hands_out_cash) in cases {
        let code: DecodedQrCode = serde_json::from_str(&json.to_string()).unwrap();
        let found = code.amount().unwrap();
        assert_eq!(found.amount, amount.map(reais), "{json}");
        assert_eq!(found.may_change, may_change, "{json}");
        assert_eq!(found.hands_out_cash, hands_out_cash, "{json}");
        assert_eq!(code.json().as_json(), json.to_string());
    }
    let odd: DecodedQrCode = serde_json::from_str(r#"{"staticQrcodeData": 7}"#).unwrap();
    assert_eq!(odd.amount().unwrap_err().kind(), ErrorKind::Decode);
    assert!(fixture("qr_codes/decode").contains("modalidadeAlteracao"));
}

/// Two accounts of one bakery and one of a mill.
async fn three_accounts() -> (Sandbox, Matera) {
    let bakery = || Holder::new("Padaria Flor de Trigo Ltda", "44555666000181");
    let sandbox = Sandbox::builder()
        .with_account(bakery().with_pix_key(EMAIL))
        .with_account(bakery().with_balance(100_000))
        .with_account(Holder::new("Moinho Serra Azul Ltda", TAX_ID))
        .start()
        .await
        .unwrap();
    let matera = sandbox.client().unwrap();
    (sandbox, matera)
}

/// Registers the e-mail for an account and proves to hold it.
async fn prove(sandbox: &Sandbox, matera: &Matera, account: &AccountId) -> Alias {
    let alias = NewAlias::of(&PixKey::parse(EMAIL).unwrap()).unwrap();
    let registered: AliasRegistration = matera
        .aliases()
        .register(account, &alias)
        .send()
        .await
        .unwrap();
    assert_eq!(registered.needs_confirmation, Some(true));
    let protocol = registered.protocol.unwrap();
    let verify = |code| matera.aliases().verify(account, EMAIL, &protocol, code);
    assert!(verify("000000").send().await.is_err());
    verify(sandbox.verification_code()).send().await.unwrap();
    status_of(matera, account).await
}

async fn status_of(matera: &Matera, account: &AccountId) -> Alias {
    let aliases = matera.aliases().list(account).send().await.unwrap().aliases;
    let [alias] = aliases.as_slice() else {
        panic!("one key: {aliases:?}");
    };
    alias.clone()
}

#[tokio::test]
async fn a_random_key_is_registered_used_and_deleted() {
    let (sandbox, matera) = three_accounts().await;
    let mill = &sandbox.accounts()[2];
    let none = matera.aliases().list(mill).send().await.unwrap();
    assert!(none.aliases.is_empty());
    let registered = matera
        .aliases()
        .register(mill, &NewAlias::random())
        .send()
        .await
        .unwrap();
    let alias = registered.alias.unwrap();
    assert_eq!(alias.status, Some(AliasStatus::RegistrationPending));
    assert_eq!(alias.name, None);

    let alias = status_of(&matera, mill).await;
    assert_eq!(
        (alias.kind, alias.status),
        (Some(AliasKind::Random), Some(AliasStatus::Active))
    );
    let name = alias.name.unwrap().expose().clone();
    let bakery = &sandbox.accounts()[1];
    let found = matera
        .aliases()
        .look_up(bakery, &name)
        .send()
        .await
        .unwrap();
    let pix = NewWithdrawal::pix(reais("40"), found.payment().unwrap());
    matera
        .withdrawals()
        .create(bakery, &pix)
        .send()
        .await
        .unwrap();
    assert_eq!(sandbox.balance(mill), Some(4_000));

    matera.aliases().delete(mill, &name).send().await.unwrap();
    let gone = matera
        .aliases()
        .look_up(bakery, &name)
        .send()
        .await
        .unwrap_err();
    assert_eq!(gone.status().map(|status| status.as_u16()), Some(404));
}

#[tokio::test]
async fn a_key_moves_within_one_holder_by_portability() {
    let (sandbox, matera) = three_accounts().await;
    let [donor, claimer, _] = sandbox.accounts() else {
        panic!("three accounts");
    };
    let alias = prove(&sandbox, &matera, claimer).await;
    assert_eq!(
        alias.status,
        Some(AliasStatus::PortabilityConfirmationPending)
    );
    let aliases = matera.aliases();
    aliases
        .claim_portability(claimer, EMAIL, true)
        .send()
        .await
        .unwrap();
    let waiting = status_of(&matera, claimer).await.status;
    assert_eq!(waiting, Some(AliasStatus::PortabilityAwaitingDonor));
    let asked = status_of(&matera, donor).await.status;
    assert_eq!(asked, Some(AliasStatus::PortabilityRequested));

    aliases
        .answer_portability(donor, EMAIL, true)
        .send()
        .await
        .unwrap();
    assert_eq!(
        status_of(&matera, claimer).await.status,
        Some(AliasStatus::Active)
    );
    let given = status_of(&matera, donor).await.status;
    assert_eq!(given, Some(AliasStatus::DonatedForPortability));
    let active = aliases
        .list(donor)
        .status(&AliasStatus::Active)
        .send()
        .await
        .unwrap();
    assert!(active.aliases.is_empty());
}

#[tokio::test]
async fn a_key_moves_between_holders_by_a_claim_that_can_be_cancelled_and_completed() {
    let (sandbox, matera) = three_accounts().await;
    let [holder, _, claimer] = sandbox.accounts() else {
        panic!("three accounts");
    };
    let alias = prove(&sandbox, &matera, claimer).await;
    assert_eq!(alias.status, Some(AliasStatus::ClaimConfirmationPending));
    let aliases = matera.aliases();
    let confirm = OwnershipClaim::Confirm;
    aliases
        .claim_ownership(claimer, EMAIL, &confirm)
        .send()
        .await
        .unwrap();
    let requested = status_of(&matera, holder).await.status;
    assert_eq!(requested, Some(AliasStatus::OwnershipRequested));

    let reason = ClaimCancelReason::UserRequested;
    aliases
        .cancel_ownership(claimer, EMAIL, &reason)
        .send()
        .await
        .unwrap();
    assert_eq!(
        status_of(&matera, holder).await.status,
        Some(AliasStatus::Active)
    );
    assert_eq!(
        status_of(&matera, claimer).await.status,
        Some(AliasStatus::ClaimFailed)
    );
    aliases.delete(claimer, EMAIL).send().await.unwrap();

    prove(&sandbox, &matera, claimer).await;
    aliases
        .claim_ownership(claimer, EMAIL, &confirm)
        .send()
        .await
        .unwrap();
    aliases
        .answer_ownership(holder, EMAIL, true)
        .send()
        .await
        .unwrap();
    let won = status_of(&matera, claimer).await.status;
    assert_eq!(won, Some(AliasStatus::ClaimCompletionPending));
    aliases
        .claim_ownership(claimer, EMAIL, &confirm)
        .send()
        .await
        .unwrap();
    assert_eq!(
        status_of(&matera, claimer).await.status,
        Some(AliasStatus::Active)
    );
    let given = status_of(&matera, holder).await.status;
    assert_eq!(given, Some(AliasStatus::DonatedByClaim));
}

#[tokio::test]
async fn codes_made_in_the_sandbox_are_read_here_and_there() {
    let (sandbox, matera) = three_accounts().await;
    let bakery = &sandbox.accounts()[0];
    let code = NewStaticQrCode::for_key(EMAIL)
        .amount(reais("10.50"))
        .reference("PEDIDO42");
    let made = matera
        .qr_codes()
        .create_static(bakery, &code)
        .send()
        .await
        .unwrap();
    let read = made.code().unwrap();
    assert_eq!(
        (read.amount_cents(), read.txid()),
        (Some(1_050), Some("PEDIDO42"))
    );
    let decode = |text: &str| matera.qr_codes().decode(&QrCodeToDecode::new(text));
    let amount = decode(read.as_str())
        .send()
        .await
        .unwrap()
        .amount()
        .unwrap();
    assert_eq!(
        (amount.amount, amount.may_change),
        (Some(reais("10.5")), false)
    );

    let charge = NewPixCharge::immediate(EMAIL, 1_800);
    let payment = NewPayment::pix_qr_code(bakery, reais("7.25"), charge);
    let payment = matera.payments().create(&payment).send().await.unwrap();
    let text = payment.qr_code_text().unwrap().to_owned();
    assert!(BrCode::parse(&text).unwrap().url().is_some());
    let amount = decode(&text).send().await.unwrap().amount().unwrap();
    assert_eq!(amount.amount, Some(reais("7.25")));
    assert!(decode("no code at all").send().await.is_err());
}

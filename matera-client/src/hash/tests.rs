//! The published examples of the hash, and the promise that no operation goes without it.

use std::sync::Arc;

use client_core::testing::{FakeTransport, Script};
use client_core::{ErrorKind, Result};
use http::Method;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{HashAmbiguity, HashRule};
use crate::action::Action;
use crate::client::{Matera, MateraBuilder};
use crate::draft::Draft;
use crate::environment::{Credentials, Environment};
use crate::operations::{self, ENDPOINTS, Endpoint, KeyCarrier};

const KEY: &str = "0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0";
const A: &str = "1CDD2D73-E641-8CF6-51AC-065F01CD7422";
const T: &str = "28866001-233A-33E0-4BB0-0DB57ED32B94";

fn builder(key: &str, transport: &Arc<FakeTransport>) -> MateraBuilder {
    let credentials = Credentials::access_key("legacy-key");
    let environment = Environment::custom("https://api.example.com", "https://id.example.com");
    Matera::builder(environment, credentials, key).with_transport(transport.clone())
}

/// Sends a draft and says which hash went with it.
async fn sent_hash(
    build: impl FnOnce(MateraBuilder) -> MateraBuilder,
    key: &str,
    draft: Draft,
) -> Result<Option<String>> {
    let transport = Arc::new(FakeTransport::new([Script::json(200, "{}")]));
    let client = build(builder(key, &transport)).build()?;
    let key = client_core::http::IdempotencyKey::new("25227177660")?;
    let action = Action::empty(&client, Ok(draft)).keyed();
    client_core::http::ConfigureCall::with_idempotency_key(action, key)
        .send()
        .await?;
    let request = transport.requests().remove(0);
    let hash = request.headers.get("transaction-hash");
    Ok(hash.map(|hash| hash.to_str().unwrap().to_owned()))
}

struct Vector {
    id: &'static str,
    endpoint: &'static Endpoint,
    arguments: Vec<(&'static str, &'static str)>,
    query: Vec<(&'static str, &'static str)>,
    body: Value,
    hash: &'static str,
}

impl Vector {
    fn draft(&self) -> Draft {
        let mut draft = Draft::of(self.endpoint);
        for (name, value) in &self.arguments {
            draft = draft.argument(name, value);
        }
        for (name, value) in &self.query {
            draft = draft.with_query(name, value);
        }
        match &self.body {
            Value::Null => draft,
            body => draft.json(body).unwrap(),
        }
    }
}

/// A case of the published examples.
fn vector(
    id: &'static str,
    endpoint: &'static Endpoint,
    arguments: &[(&'static str, &'static str)],
    body: Value,
    hash: &'static str,
) -> Vector {
    Vector {
        id,
        endpoint,
        arguments: arguments.to_vec(),
        query: Vec::new(),
        body,
        hash,
    }
}

fn pix_withdrawal(total: Value, psp: &str, tax_id: &str) -> Value {
    let recipient = json!({"pspId": psp, "taxIdentifier": {"taxId": tax_id}});
    let info =
        json!({"withdrawType": "InstantPayment", "instantPayment": {"recipient": recipient}});
    json!({"totalAmount": total, "withdrawInfo": info})
}

#[rustfmt::skip]
fn vectors() -> Vec<Vector> {
    use operations::{accounts, aliases, balances, limits, payments, qr_codes, side_accounts, transactions, wallet, withdrawals, instant_payments};
    let account = [("accountId", A)];
    let v1 = "7a107c5dd41c94ccd963d02916da3b27c092b456b631e6f2be1e355f96077453";
    let pix = json!({
        "totalAmount": 10.5, "recipients": [{"account": {"accountId": A}, "amount": 10.5}],
        "paymentInfo": {"transactionType": "InstantPayment", "instantPayment": {"alias": "email@example.com"}}
    });
    let bank = json!({"totalAmount": 99.99, "withdrawInfo": {"bankTransfer":
        {"bankDestination": "341", "branchDestination": "0001", "accountDestination": "123456"}}});
    let boleto = json!({"totalAmount": 74.35, "withdrawInfo": {"boleto":
        {"typeableLine": "34190100080004977000100000010009581030000007435"}}});
    let side = json!({"sender": {"sideAccount": {"sideAccountId": "77E09007-CDDF-47AA-0425-25BA3960178E"}}, "totalAmount": 10,
        "recipients": [{"sideAccount": {"sideAccountId": "4E749CC9-39D6-50DA-F636-8106240DB64E"}, "amount": 10.00}]});
    let item = |amount: f64, id: &str, tax_id: &str| json!({"totalAmount": amount, "externalIdentifier": id, "recipient": {"taxIdentifier": {"taxId": tax_id}}});
    let batch = json!({"instantPaymentNonPriority": [
        item(10.00, "e91df192-0000", "12345678909"), item(250.75, "ab12cd34-0000", "98765432100")]});
    let qr = "00020101021126440014BR.GOV.BCB.PIX0122PSPKEY5204000053039865802BR5913PSPNAME6008BRASILIA6304DFE3";
    vec![
        vector("V1/17", &accounts::GET, &account, Value::Null, v1),
        vector("V1/23", &accounts::STATEMENT_V1, &account, Value::Null, v1),
        vector("V1/30", &balances::GET_V1, &account, Value::Null, v1),
        vector("V1/31", &balances::GET, &account, Value::Null, v1),
        Vector { query: vec![("begin", "2026-01-01"), ("end", "2026-01-31")],
            ..vector("V2", &transactions::LIST, &account, Value::Null, "72795b6814cab971d12919383e00173922f1502fb9f86a0271187614706f150f") },
        vector("V3", &transactions::GET, &[("accountId", A), ("transactionId", T)], Value::Null, "6f4476a80ef9c14e5ee133fba8df455127ca9370c2128d6b3e07829381acd0b5"),
        vector("V4", &payments::CREATE, &[], pix, "7bbd94e42ae0f11e94f4ac194440089b63581bb523b7198a2b44a0169f158f85"),
        vector("V5", &withdrawals::CREATE, &account, pix_withdrawal(json!(150.99), "12345678", "12345678909"), "88f4a2ebce62541a5b94af2d33b9fff52c4d5aea9eb7881b1ac5a6472f223178"),
        vector("V6", &withdrawals::CREATE, &account, bank, "18140949ef0d7e02cee9ac5a0960884a729b891b986f806c1944811d1a5fba90"),
        vector("V7", &withdrawals::CREATE, &account, boleto, "a4c5c02c8c4ba6f11a6efb6cd2904bb8f821e3635c861e2ac95abff0f22c708c"),
        vector("V8", &aliases::REGISTER, &account, json!({"alias": {"name": "email@example.com", "type": "EMAIL"}}), "34f8311465aa065b22abb8a396b293f8caaf9a4be344c98bbcb3436ee4496b02"),
        vector("V9", &aliases::REGISTER, &account, json!({"alias": {"type": "EVP"}}), "12f11dbcc9c203f2ad0d143629ce83b5ad0e0f7ed321c7fa26afe9265ecdfd6b"),
        vector("V10", &accounts::CREATE, &[], json!({"client": {"taxIdentifier": {"taxId": "12345678000195"}}}), "ad610853f5dcde1cb12a0f2081ea01e731889834f827f1a30334d5145e46f2a9"),
        vector("V11", &withdrawals::RETURN_PIX, &[("accountId", A), ("transactionId", T)], json!({"amount": 1637.13, "returnReasonCode": "AM09"}), "d05760f15941196722a99d3f800a60aeea12a6831ada63585cac2f418e617cda"),
        vector("V12", &side_accounts::PAY, &[], side, "d98b5b2a031e09341c5030e925b1e6f0f363f265afd4a3a87480694c4703f011"),
        vector("V13", &aliases::ANSWER_PORTABILITY, &[("accountId", A), ("alias", "email@example.com")], json!({"confirm": true}), "c599d88ef4498f77f55abe8951824c41617ce7bf3a225340f05c7dd4370e5b48"),
        vector("V14", &withdrawals::COMPLETE_EXTERNAL, &[], json!({"externalId": "F5DB4E89-E0B0-A1D4-891C-E5A076F1E43D"}), "712b03728dc25ebea68366ce2a21749cfa6e2eaa3b897c4f040a2c49eb60cead"),
        vector("V15", &wallet::WITHDRAW, &[("accountId", "22E4EFFD-AF54-EB08-0C4C-1C062D17086C"), ("shortId", "979836f16500447da4bb791f1b1d1941")], json!({"amount": 10.99}), "b0a2762b9f0a967817712e5c7e88142f21cdb8eebede85ef1194f261d22daa06"),
        Vector { query: vec![("taxId", "12345678909"), ("taxIdCountry", "BRA")],
            ..vector("V16", &accounts::SEARCH, &[], Value::Null, "2ea89ffd3801902de3bff2bf8bf87db14c0fd2598d3db2f46c189da95b6efd41") },
        vector("V17", &instant_payments::SEND_BATCH, &[], batch, "b3e7543644d354eab888c7e47b202615e00606ff5154cf7168922ab096ddbd17"),
        vector("V18", &limits::ADJUST, &[("branch", "1"), ("account", "111111")], json!({"limits": {}}), "a80d11092f2e22ec0e1660c4cdc09f070cb0fe535a7d271474cd1ddab5fbdd7e"),
        vector("V19", &withdrawals::CREATE, &account, pix_withdrawal(json!(0.50), "12345678", "12345678909"), "d663ab8323c7d4bff5278168fc7589eca962a0b3c6b76cafa2299d4154e8c5d3"),
        vector("V20", &qr_codes::DECODE, &[], json!({"document": qr}), "73044944a4be16fdd96f4edf80c439470000a87e4ad6c2e14294db92eb23763e"),
    ]
}

#[tokio::test]
async fn every_published_example_is_sent_as_it_is_published() {
    for vector in vectors() {
        let hash = sent_hash(|builder| builder, KEY, vector.draft()).await;
        let hash = hash.unwrap_or_else(|error| panic!("{}: {error}", vector.id));
        assert_eq!(hash.as_deref(), Some(vector.hash), "{}", vector.id);
    }
    let public = pix_withdrawal(json!(99.5), "id", "cpf_cnpj");
    let draft = Draft::of(&operations::withdrawals::CREATE)
        .argument("accountId", "ABC")
        .json(&public)
        .unwrap();
    let hash = sent_hash(|builder| builder, "IcantTellYou", draft)
        .await
        .unwrap();
    let expected = "93942efb7e07b6eedbcc6054d05a0823f1d0475931c758449309ed75869043d0";
    assert_eq!(hash.as_deref(), Some(expected));
}

/// The message of a draft under the other reading of one ambiguity, if there is one.
async fn hash_of(draft: Draft, ambiguity: Option<HashAmbiguity>) -> String {
    let build = |builder: MateraBuilder| match ambiguity {
        Some(ambiguity) => builder.with_other_hash_reading(ambiguity),
        None => builder,
    };
    sent_hash(build, KEY, draft).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_the_page_leaves_open_has_two_readings() {
    let key = super::SecretKey::new(KEY);
    let recipient = |id: &str, amount: f64| json!({"account": {"accountId": id}, "amount": amount});
    let internal = json!({"sender": {"account": {"accountId": "S"}},
        "recipients": [recipient("R1", 1.9), recipient("R2", 2.9)]});
    let internal = || {
        let draft = Draft::of(&operations::payments::CREATE_INTERNAL);
        draft.json(&internal).unwrap()
    };
    let refund = || {
        let draft = Draft::of(&operations::payments::REFUND).argument("transactionId", "7");
        draft.json(&json!({})).unwrap()
    };
    let period = || Draft::of(&operations::balances::PERIOD).argument("accountId", "A1");
    let delete = || {
        let draft = Draft::of(&operations::aliases::DELETE).argument("accountId", "A1");
        draft.argument("alias", "a+b@c.example")
    };
    let update = || {
        let draft = Draft::of(&operations::aliases::UPDATE).argument("accountId", "A1");
        let draft = draft.argument("alias", "k");
        draft.json(&json!({"reason": "USER_REQUESTED"})).unwrap()
    };
    let limit = || {
        let draft = Draft::of(&operations::limits_v1::ADJUST).argument("branch", "1");
        let draft = draft.argument("account", "2");
        draft
            .json(&json!({"amount": "10.05", "limitType": "DAILY"}))
            .unwrap()
    };
    use HashAmbiguity as Of;
    let cases: Vec<(Of, &dyn Fn() -> Draft, &str, &str)> = vec![
        (Of::SeveralRecipients, &internal, "SR11R22", "SR11"),
        (
            Of::RefundSeparator,
            &refund,
            "delete:/v1/payments/7",
            "delete/v1/payments/7",
        ),
        (
            Of::BalancePeriod,
            &period,
            "A1",
            "get:/v1/accounts/A1/balance-period",
        ),
        (
            Of::EncodedPath,
            &delete,
            "delete:/v1/accounts/A1/aliases/a+b@c.example",
            "delete:/v1/accounts/A1/aliases/a%2Bb%40c.example",
        ),
        (
            Of::AliasUpdateAction,
            &update,
            "post:/v1/accounts/A1/aliases/k/update:update",
            "post:/v1/accounts/A1/aliases/k/update:USER_REQUESTED",
        ),
        (
            Of::LimitAmount,
            &limit,
            "post:/v1/accounts/1/2/limits:10.05:DAILY",
            "post:/v1/accounts/1/2/limits:10:DAILY",
        ),
    ];
    for (ambiguity, draft, likely, other) in cases {
        assert_eq!(
            hash_of(draft(), None).await,
            key.hash(likely),
            "{ambiguity:?}"
        );
        let hash = hash_of(draft(), Some(ambiguity)).await;
        assert_eq!(hash, key.hash(other), "{ambiguity:?}");
    }
}

#[tokio::test]
async fn the_path_that_is_sent_is_the_path_that_is_hashed() {
    let draft = Draft::of(&operations::payments::REFUND).argument("transactionId", "7");
    let elsewhere = |builder: MateraBuilder| {
        let path = "/v1/payments/{transactionId}/refund";
        builder.with_path("matera.payments.refund", Method::POST, path)
    };
    let hash = sent_hash(elsewhere, KEY, draft).await.unwrap().unwrap();
    let expected = super::SecretKey::new(KEY).hash("post:/v1/payments/7/refund");
    assert_eq!(hash, expected);
}

#[tokio::test]
async fn a_missing_field_stops_the_call_and_is_named() {
    let draft = Draft::of(&operations::withdrawals::CREATE)
        .argument("accountId", A)
        .json(&json!({"totalAmount": 10, "withdrawInfo": {"instantPayment": {}}}))
        .unwrap();
    let error = sent_hash(|builder| builder, KEY, draft).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    let shown = error.to_string();
    assert!(shown.contains("instantPayment.recipient.pspId"), "{shown}");
}

/// A body that has every field any rule asks for; each field may be left out.
fn any_body() -> impl Strategy<Value = Value> {
    let amount = (0_u64..1_000_000_000, 0_u8..100);
    let amount = amount.prop_map(|(whole, cents)| json!(format!("{whole}.{cents:02}")));
    let text = "[ -~]{0,20}".prop_map(Value::from);
    let leaf = prop_oneof![
        amount,
        text,
        Just(Value::Null),
        any::<bool>().prop_map(Value::from)
    ];
    let names: Vec<&'static str> = ENDPOINTS.iter().flat_map(|row| fields(&row.hash)).collect();
    proptest::collection::vec((proptest::sample::select(names), leaf), 0..40).prop_map(|leaves| {
        let mut body = json!({});
        for (path, leaf) in leaves {
            plant(&mut body, path, leaf);
        }
        body
    })
}

fn plant(body: &mut Value, path: &str, leaf: Value) {
    let mut place = body;
    for name in path.split('.') {
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[name];
    }
    *place = leaf;
}

fn fields(rule: &'static HashRule) -> Vec<&'static str> {
    match rule {
        HashRule::Values(parts) | HashRule::MethodPathAnd(parts) => {
            parts.iter().flat_map(fields_of).collect()
        }
        HashRule::Open(_, likely, other) => [fields(likely), fields(other)].concat(),
        _ => Vec::new(),
    }
}

fn fields_of(part: &'static super::Part) -> Vec<&'static str> {
    use super::Part;
    match part {
        Part::Field(name) | Part::Whole(name) | Part::First(_, name) => vec![name],
        Part::FirstOf(alternatives) => {
            let parts = alternatives.iter().flat_map(|parts| parts.iter());
            parts.flat_map(fields_of).collect()
        }
        Part::EachOf(name, _) | Part::EveryOf(name, _) => vec![name],
        _ => Vec::new(),
    }
}

fn all_arguments(endpoint: &'static Endpoint, values: &[String]) -> Draft {
    let names = endpoint.operation.path.split('{').skip(1);
    let names = names.filter_map(|piece| piece.split('}').next());
    names
        .zip(values)
        .fold(Draft::of(endpoint), |draft, (name, value)| {
            draft.argument(name, value)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Whatever the body holds, an operation with a rule goes out with its hash or not at all.
    #[test]
    fn no_operation_with_a_rule_goes_without_its_hash(
        row in 0..ENDPOINTS.len(),
        values in proptest::collection::vec("[!-~]{1,20}", 4),
        body in any_body(),
    ) {
        let endpoint = ENDPOINTS[row];
        let mut draft = all_arguments(endpoint, &values);
        if endpoint.operation.method != Method::GET {
            draft = draft.json(&body).unwrap();
        }
        let transport = Arc::new(FakeTransport::new([Script::json(200, "{}")]));
        let client = builder(KEY, &transport).build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let outcome = runtime.block_on(Action::empty(&client, Ok(draft)).send());
        let requests = transport.requests();
        match outcome {
            Ok(()) => {
                let headers = &requests[0].headers;
                let hash = headers.get("transaction-hash");
                let wanted = !matches!(endpoint.hash, HashRule::None);
                prop_assert_eq!(hash.is_some(), wanted, "{}", endpoint.operation.name);
                if let Some(hash) = hash {
                    prop_assert!(hash.len() == 64);
                }
                let keyed = headers.contains_key("idempotency-id");
                prop_assert_eq!(keyed, endpoint.key == KeyCarrier::Header);
            }
            Err(error) => {
                prop_assert_eq!(error.kind(), ErrorKind::Input, "{}", error);
                prop_assert!(requests.is_empty());
            }
        }
    }
}

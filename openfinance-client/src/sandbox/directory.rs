//! The directory's list, with the fictional bank in it, and registering there.

use serde_json::{Value, json};
use wiremock::Request;

use super::authority::{CLIENT_ID, REDIRECT_URI, unique};
use super::reply::{Answer, Reply, put};
use super::router::{World, certificate_of};
use super::signed::BANK;

/// A registration as the bank keeps it.
#[derive(Clone, Debug)]
pub(super) struct Registration {
    token: String,
    metadata: Value,
}

/// The paths of each family, as the bank registers them; parameters under names of its own.
const REGISTERED: &[(&str, &str, &[&str])] = &[
    (
        "consents",
        "3.3.1",
        &[
            "consents/v3/consents",
            "consents/v3/consents/{id}",
            "consents/v3/consents/{id}/extends",
            "consents/v3/consents/{id}/extensions",
        ],
    ),
    ("resources", "3.1.0", &["resources/v3/resources"]),
    (
        "payments-consents",
        "5.0.0",
        &["payments/v5/consents", "payments/v5/consents/{id}"],
    ),
    (
        "payments-consents",
        "4.0.1",
        &["payments/v4/consents", "payments/v4/consents/{id}"],
    ),
    (
        "payments-pix",
        "4.0.1",
        &[
            "payments/v4/pix/payments",
            "payments/v4/pix/payments/{id}",
            "payments/v4/pix/payments/consents/{id}",
        ],
    ),
    (
        "enrollments",
        "2.3.0",
        &[
            "enrollments/v2/enrollments",
            "enrollments/v2/enrollments/{id}",
            "enrollments/v2/enrollments/{id}/risk-signals",
            "enrollments/v2/enrollments/{id}/fido-registration-options",
            "enrollments/v2/enrollments/{id}/fido-registration",
            "enrollments/v2/enrollments/{id}/fido-sign-options",
            "enrollments/v2/consents/{id}/authorise",
            "enrollments/v2/recurring-consents/{id}/authorise",
        ],
    ),
    (
        "payments-recurring-consents",
        "2.2.0",
        &[
            "automatic-payments/v2/recurring-consents",
            "automatic-payments/v2/recurring-consents/{id}",
        ],
    ),
    (
        "payments-pix-recurring-payments",
        "2.2.0",
        &[
            "automatic-payments/v2/pix/recurring-payments",
            "automatic-payments/v2/pix/recurring-payments/{id}",
            "automatic-payments/v2/pix/recurring-payments/{id}/retry",
        ],
    ),
    (
        "payments-pix",
        "5.0.0",
        &[
            "payments/v5/consents/{id}/pix/payments",
            "payments/v5/pix/payments",
            "payments/v5/pix/payments/{id}",
        ],
    ),
    (
        "customers-personal",
        "2.3.0",
        &[
            "customers/v2/personal/identifications",
            "customers/v2/personal/qualifications",
            "customers/v2/personal/financial-relations",
        ],
    ),
    (
        "customers-business",
        "2.3.0",
        &[
            "customers/v2/business/identifications",
            "customers/v2/business/qualifications",
            "customers/v2/business/financial-relations",
        ],
    ),
    (
        "accounts",
        "2.5.1",
        &[
            "accounts/v2/accounts",
            "accounts/v2/accounts/{id}",
            "accounts/v2/accounts/{id}/balances",
            "accounts/v2/accounts/{id}/reserved-balances",
            "accounts/v2/accounts/{id}/transactions",
            "accounts/v2/accounts/{id}/transactions-current",
            "accounts/v2/accounts/{id}/overdraft-limits",
        ],
    ),
    (
        "credit-cards-accounts",
        "2.4.0",
        &[
            "credit-cards-accounts/v2/accounts",
            "credit-cards-accounts/v2/accounts/{id}",
            "credit-cards-accounts/v2/accounts/{id}/limits",
            "credit-cards-accounts/v2/accounts/{id}/bills",
            "credit-cards-accounts/v2/accounts/{id}/bills",
            "credit-cards-accounts/v2/accounts/{id}/bills/{bill}/transactions",
            "credit-cards-accounts/v2/accounts/{id}/transactions",
            "credit-cards-accounts/v2/accounts/{id}/transactions-current",
        ],
    ),
    (
        "loans",
        "2.7.0",
        &[
            "loans/v2/contracts",
            "loans/v2/contracts/{id}",
            "loans/v2/contracts/{id}/warranties",
            "loans/v2/contracts/{id}/scheduled-instalments",
            "loans/v2/contracts/{id}/payments",
        ],
    ),
    (
        "financings",
        "2.4.0",
        &[
            "financings/v2/contracts",
            "financings/v2/contracts/{id}",
            "financings/v2/contracts/{id}/warranties",
            "financings/v2/contracts/{id}/scheduled-instalments",
            "financings/v2/contracts/{id}/payments",
        ],
    ),
    (
        "invoice-financings",
        "2.4.0",
        &[
            "invoice-financings/v2/contracts",
            "invoice-financings/v2/contracts/{id}",
            "invoice-financings/v2/contracts/{id}/warranties",
            "invoice-financings/v2/contracts/{id}/scheduled-instalments",
            "invoice-financings/v2/contracts/{id}/payments",
        ],
    ),
    (
        "unarranged-accounts-overdraft",
        "2.5.0",
        &[
            "unarranged-accounts-overdraft/v2/contracts",
            "unarranged-accounts-overdraft/v2/contracts/{id}",
            "unarranged-accounts-overdraft/v2/contracts/{id}/warranties",
            "unarranged-accounts-overdraft/v2/contracts/{id}/scheduled-instalments",
            "unarranged-accounts-overdraft/v2/contracts/{id}/payments",
        ],
    ),
    (
        "bank-fixed-incomes",
        "1.1.0",
        &[
            "bank-fixed-incomes/v1/investments",
            "bank-fixed-incomes/v1/investments/{id}",
            "bank-fixed-incomes/v1/investments/{id}/balances",
            "bank-fixed-incomes/v1/investments/{id}/transactions",
            "bank-fixed-incomes/v1/investments/{id}/transactions-current",
        ],
    ),
    (
        "credit-fixed-incomes",
        "1.1.0",
        &[
            "credit-fixed-incomes/v1/investments",
            "credit-fixed-incomes/v1/investments/{id}",
            "credit-fixed-incomes/v1/investments/{id}/balances",
            "credit-fixed-incomes/v1/investments/{id}/transactions",
            "credit-fixed-incomes/v1/investments/{id}/transactions-current",
        ],
    ),
    (
        "variable-incomes",
        "1.3.0",
        &[
            "variable-incomes/v1/investments",
            "variable-incomes/v1/investments/{id}",
            "variable-incomes/v1/investments/{id}/balances",
            "variable-incomes/v1/investments/{id}/transactions",
            "variable-incomes/v1/investments/{id}/transactions-current",
            "variable-incomes/v1/broker-notes/{id}",
        ],
    ),
    (
        "treasure-titles",
        "1.1.0",
        &[
            "treasure-titles/v1/investments",
            "treasure-titles/v1/investments/{id}",
            "treasure-titles/v1/investments/{id}/balances",
            "treasure-titles/v1/investments/{id}/transactions",
            "treasure-titles/v1/investments/{id}/transactions-current",
        ],
    ),
    (
        "funds",
        "1.1.0",
        &[
            "funds/v1/investments",
            "funds/v1/investments/{id}",
            "funds/v1/investments/{id}/balances",
            "funds/v1/investments/{id}/transactions",
            "funds/v1/investments/{id}/transactions-current",
        ],
    ),
    (
        "exchanges",
        "1.1.0",
        &[
            "exchanges/v1/operations",
            "exchanges/v1/operations/{id}",
            "exchanges/v1/operations/{id}/events",
        ],
    ),
];

/// The exact version of an API, which its answers tell.
pub(super) fn version_of(api: &str, version: &str) -> &'static str {
    let start = format!("{api}/{version}/");
    let family = REGISTERED
        .iter()
        .find(|(_, _, paths)| paths.iter().any(|path| path.starts_with(&start)));
    family.map_or("", |(_, version, _)| version)
}

/// The authorization server in the directory.
pub(super) const SERVER: &str = "00000000-0000-4000-8000-0000000000a1";

/// `GET /participants` of the directory.
pub(super) fn participants(base: &str) -> Value {
    let resources: Vec<Value> = REGISTERED
        .iter()
        .map(|(family, version, paths)| {
            let endpoints: Vec<Value> = paths
                .iter()
                .map(|path| json!({"ApiEndpoint": format!("{base}/open-banking/{path}")}))
                .collect();
            json!({
                "ApiFamilyType": family,
                "ApiVersion": version,
                "Status": "Active",
                "ApiDiscoveryEndpoints": endpoints,
            })
        })
        .collect();
    json!([{
        "OrganisationId": BANK,
        "Status": "Active",
        "OrganisationName": "BANCO FICTICIO S.A.",
        "RegistrationNumber": "11222333000181",
        "RegistrationId": "11222333",
        "OrgDomainRoleClaims": [
            {"Role": "DADOS", "Status": "Active"},
            {"Role": "CONTA", "Status": "Active"},
        ],
        "AuthorisationServers": [{
            "AuthorisationServerId": SERVER,
            "CustomerFriendlyName": "Banco Fictício",
            "Issuer": base,
            "OpenIDDiscoveryDocument": format!("{base}/.well-known/openid-configuration"),
            "RetirementDate": null,
            "ApiResources": resources,
        }],
    }])
}

/// `POST /register`.
pub(super) fn register(world: &mut World, request: &Request) -> Answer {
    certificate_of(request)
        .ok_or_else(|| Reply::refusal(401, "invalid_client", "no client certificate"))?;
    if world.registration.is_some() {
        let why = "one registration per software statement";
        return Err(Reply::refusal(400, "invalid_client_metadata", why));
    }
    let metadata = checked_metadata(request)?;
    let registration = Registration {
        token: unique()?,
        metadata,
    };
    let reply = registration.reply(201, &world.authority.base);
    world.registration = Some(registration);
    Ok(reply)
}

/// `GET`, `PUT` and `DELETE` of the registration's own address.
pub(super) fn manage(world: &mut World, request: &Request, method: &str) -> Answer {
    let refused = || Reply::refusal(401, "invalid_token", "not the registration's");
    let token = request.headers.get("authorization");
    let token = token.and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer "));
    let base = world.authority.base.clone();
    let registration = world.registration.as_mut().ok_or_else(refused)?;
    if token != Some(registration.token.as_str()) || certificate_of(request).is_none() {
        return Err(refused());
    }
    match method {
        "GET" => Ok(registration.reply(200, &base)),
        "PUT" => {
            registration.metadata = checked_metadata(request)?;
            Ok(registration.reply(200, &base))
        }
        "DELETE" => {
            world.registration = None;
            Ok(Reply::empty(204))
        }
        _ => Err(Reply::empty(405)),
    }
}

impl Registration {
    fn reply(&self, status: u16, base: &str) -> Reply {
        let mut body = self.metadata.clone();
        put(&mut body, "client_id", CLIENT_ID);
        put(&mut body, "registration_access_token", self.token.as_str());
        put(
            &mut body,
            "registration_client_uri",
            format!("{base}/register/{CLIENT_ID}"),
        );
        Reply::json(status, body)
    }
}

/// The metadata without the statement, if the profile is kept.
fn checked_metadata(request: &Request) -> Result<Value, Reply> {
    let refused = |error: &str| Reply::refusal(400, error, "");
    let mut metadata: Value =
        serde_json::from_slice(&request.body).map_err(|_| refused("invalid_client_metadata"))?;
    let text = |name: &str| metadata.get(name).and_then(Value::as_str);
    if text("software_statement").is_none_or(|statement| statement.split('.').count() != 3) {
        return Err(refused("invalid_software_statement"));
    }
    if metadata.get("redirect_uris") != Some(&json!([REDIRECT_URI])) {
        return Err(refused("invalid_redirect_uri"));
    }
    for (name, value) in [
        ("token_endpoint_auth_method", "private_key_jwt"),
        ("id_token_signed_response_alg", "PS256"),
        ("id_token_encrypted_response_alg", "RSA-OAEP"),
        ("id_token_encrypted_response_enc", "A256GCM"),
        ("request_object_signing_alg", "PS256"),
    ] {
        if text(name) != Some(value) {
            return Err(refused("invalid_client_metadata"));
        }
    }
    let required = [
        "require_pushed_authorization_requests",
        "tls_client_certificate_bound_access_tokens",
    ];
    let all = required
        .iter()
        .all(|name| metadata.get(*name) == Some(&json!(true)));
    if !all || text("jwks_uri").is_none() || metadata.get("jwks").is_some() {
        return Err(refused("invalid_client_metadata"));
    }
    if let Value::Object(fields) = &mut metadata {
        fields.remove("software_statement");
    }
    Ok(metadata)
}

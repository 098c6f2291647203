//! From a consent to data, against the fictional bank.

use std::error::Error as _;
use std::sync::Arc;

use brazil_types::Cpf;
use client_core::retry::NoRetry;
use client_core::secret::ExposeSecret as _;
use openfinance_client::jose::{DecryptionKey, JoseError, SigningKey};
use openfinance_client::login::{
    AssertionAudience, AssuranceLevel, Authorization, CertificateThumbprint, IdTokenError,
    PendingLogin, RelyingParty, ResponseType,
};
use openfinance_client::model::{
    Consent, ConsentStatus, NewConsent, NewExtension, PermissionGroup, RejectedBy, RejectionCode,
};
use openfinance_client::sandbox::{Decision, Fault, Forgery, Sandbox};
use openfinance_client::{
    Bank, BankRetry, CustomerPresence, Endpoints, Error, ErrorKind, Outcome, Result, SecretString,
};
use time::{Duration, OffsetDateTime};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

fn asked() -> NewConsent {
    NewConsent::of_person(cpf())
        .allow(PermissionGroup::AccountBalances)
        .allow(PermissionGroup::CreditOperations)
}

struct Customer {
    sandbox: Sandbox,
    bank: Bank,
    party: RelyingParty,
    consent: Consent,
}

impl Customer {
    async fn asked_for_consent() -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
        let consent = bank.consents().create(&asked()).send().await.unwrap();
        Self {
            sandbox,
            bank,
            party,
            consent,
        }
    }

    fn request(&self) -> Authorization {
        Authorization::of_consent(&self.consent.id, self.sandbox.redirect_uri())
    }

    async fn log_in(&self, request: &Authorization) -> Result<openfinance_client::login::Login> {
        let (address, pending) = self.party.start(request).await?;
        let callback = self.sandbox.agree(&address).await?;
        self.party.finish(&pending, &callback).await
    }

    async fn status(&self) -> Consent {
        let consent = self.bank.consents().get(&self.consent.id).send().await;
        consent.unwrap()
    }
}

#[tokio::test]
async fn a_customer_agrees_and_the_data_comes() {
    for response_type in [ResponseType::CodeIdToken, ResponseType::Code] {
        let customer = Customer::asked_for_consent().await;
        assert_eq!(
            customer.consent.status,
            ConsentStatus::AwaitingAuthorisation
        );
        let request = customer.request().response_type(response_type);
        let login = customer.log_in(&request).await.unwrap();
        assert_eq!(login.id_token.assurance, AssuranceLevel::Loa2);
        assert_eq!(login.id_token.subject.expose(), "customer-1");
        assert_eq!(customer.status().await.status, ConsentStatus::Authorised);

        let store = customer.sandbox.store();
        customer.party.save(&login, store.clone()).await.unwrap();
        let id = &customer.consent.id;
        let connection = customer.bank.connect(&customer.party, store.clone(), id);
        customer.sandbox.assemble_resources_for(1);
        let resources = connection.resources().list().send().try_collect().await;
        let ids: Vec<_> = resources.unwrap().into_iter().map(|one| one.id).collect();
        let ids: Vec<_> = ids.iter().map(|id| id.as_str()).collect();
        assert!(ids.starts_with(&["conta-001", "conta-002"]), "{ids:?}");
    }
}

#[tokio::test]
async fn tokens_renew_themselves_and_the_refresh_token_stays() {
    let customer = Customer::asked_for_consent().await;
    let login = customer.log_in(&customer.request()).await.unwrap();
    let store = customer.sandbox.store();
    customer.party.save(&login, store.clone()).await.unwrap();
    let id = &customer.consent.id;
    let connection = customer.bank.connect(&customer.party, store.clone(), id);
    let read = || connection.resources().list().send().try_collect();
    let before = read().await.unwrap();
    for _ in 0..2 {
        customer.sandbox.expire_access_tokens();
        assert_eq!(read().await.unwrap(), before);
    }
    let issuer = &customer.party.metadata().issuer;
    let key = openfinance_client::GrantKey::new("openfinance", format!("{issuer} {id}"));
    let stored = store.load(&key).await.unwrap().unwrap().value;
    assert_eq!(stored.generation, 3);
    let first = login.tokens.refresh_token.unwrap();
    assert_eq!(stored.refresh_token.expose_secret(), first.expose_secret());
    assert_eq!(stored.extra["subject"], "customer-1");
    assert_eq!(stored.extra["consent_id"], id.as_str());
}

#[tokio::test]
async fn a_consent_is_prolonged_and_revoked() {
    let customer = Customer::asked_for_consent().await;
    let login = customer.log_in(&customer.request()).await.unwrap();
    let store = customer.sandbox.store();
    customer.party.save(&login, store.clone()).await.unwrap();
    let id = &customer.consent.id;
    let connection = customer.bank.connect(&customer.party, store, id);
    let present = CustomerPresence::new([203, 0, 113, 7].into(), "Agenda/2.1").unwrap();
    let end = OffsetDateTime::now_utc() + Duration::days(200);
    let extension = NewExtension::by_person(cpf()).until(end);
    let renewal = connection.renewal();
    let extended = renewal.extend(&extension, &present).send().await.unwrap();
    assert_eq!(extended.ends_at(), Some(end.replace_nanosecond(0).unwrap()));
    let earlier = NewExtension::by_person(cpf()).until(end - Duration::days(1));
    let error = renewal.extend(&earlier, &present).send().await.unwrap_err();
    assert_eq!(error.code(), Some("DATA_EXPIRACAO_INVALIDA"));
    let history = customer.bank.consents().list_extensions(id).send();
    assert_eq!(history.try_collect().await.unwrap().len(), 1);
    customer.sandbox.require_several_approvers();
    let later = NewExtension::by_person(cpf());
    let error = renewal.extend(&later, &present).send().await.unwrap_err();
    assert_eq!(error.code(), Some("DEPENDE_MULTIPLA_ALCADA"));

    customer.bank.consents().revoke(id).send().await.unwrap();
    let gone = customer.status().await;
    let rejection = gone.rejection.unwrap();
    assert_eq!(rejection.rejected_by, Some(RejectedBy::Customer));
    assert_eq!(rejection.reason.unwrap().code, Some(RejectionCode::Revoked));
    let again = customer
        .bank
        .consents()
        .revoke(id)
        .send()
        .await
        .unwrap_err();
    assert_eq!(again.code(), Some("CONSENTIMENTO_EM_STATUS_REJEITADO"));
    let refused = connection.resources().list().send().try_collect().await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Auth);
}

#[tokio::test]
async fn a_customer_who_says_no_is_told_as_such() {
    let customer = Customer::asked_for_consent().await;
    let (address, pending) = customer.party.start(&customer.request()).await.unwrap();
    let callback = customer.sandbox.visit(&address, Decision::Decline).await;
    let error = customer.party.finish(&pending, &callback.unwrap()).await;
    let error = error.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Auth, Some("access_denied"))
    );
    let reason = customer.status().await.rejection.unwrap().reason.unwrap();
    assert_eq!(reason.code, Some(RejectionCode::Declined));
}

fn id_token_reason(error: &Error) -> Option<IdTokenError> {
    error.source()?.downcast_ref().copied()
}

fn jose_reason(error: &Error) -> Option<JoseError> {
    error.source()?.downcast_ref().copied()
}

#[tokio::test]
async fn every_check_of_the_id_token_refuses_the_one_token_that_fails_it() {
    let customer = Customer::asked_for_consent().await;
    for (forgery, reason) in [
        (Forgery::Missing, IdTokenError::Missing),
        (Forgery::OtherIssuer, IdTokenError::Issuer),
        (Forgery::OtherAudience, IdTokenError::Audience),
        (Forgery::OtherAuthorizedParty, IdTokenError::AuthorizedParty),
        (Forgery::SeveralAudiences, IdTokenError::AuthorizedParty),
        (Forgery::NoExpiration, IdTokenError::Claims),
        (Forgery::Expired, IdTokenError::Expired),
        (Forgery::FromTheFuture, IdTokenError::IssuedInFuture),
        (Forgery::OtherNonce, IdTokenError::Nonce),
        (Forgery::NoStateHash, IdTokenError::StateHashMissing),
        (Forgery::OtherState, IdTokenError::StateHash),
        (Forgery::NoCodeHash, IdTokenError::CodeHashMissing),
        (Forgery::OtherCode, IdTokenError::CodeHash),
        (Forgery::OtherAccessToken, IdTokenError::AccessTokenHash),
        (Forgery::NoAssurance, IdTokenError::AssuranceMissing),
        (Forgery::UnknownAssurance, IdTokenError::Assurance),
        (Forgery::NoSubject, IdTokenError::SubjectMissing),
        (Forgery::OtherSubject, IdTokenError::SubjectChanged),
    ] {
        let error = forged_login(&customer, forgery).await;
        assert_eq!(
            id_token_reason(&error),
            Some(reason),
            "{forgery:?}: {error:?}"
        );
        assert_eq!(error.kind(), ErrorKind::Auth);
    }
    for (forgery, reason) in [
        (Forgery::NotEncrypted, JoseError::NotEncrypted),
        (Forgery::EncryptedToAnother, JoseError::Undecryptable),
        (Forgery::Unsigned, JoseError::Algorithm),
        (Forgery::SignedWithPublicKey, JoseError::Algorithm),
        (Forgery::SwappedKey, JoseError::Signature),
        (Forgery::UnknownKey, JoseError::UnknownKey),
        (Forgery::EmbeddedKey, JoseError::ForbiddenMember),
    ] {
        let error = forged_login(&customer, forgery).await;
        assert_eq!(jose_reason(&error), Some(reason), "{forgery:?}: {error:?}");
        assert_eq!(error.kind(), ErrorKind::Auth);
    }
}

/// A login on a fresh consent, with a forged id token.
async fn forged_login(customer: &Customer, forgery: Forgery) -> Error {
    let consent = customer.bank.consents().create(&asked()).send().await;
    let uri = customer.sandbox.redirect_uri();
    let request = Authorization::of_consent(&consent.unwrap().id, uri);
    customer.sandbox.forge(forgery);
    customer.log_in(&request).await.unwrap_err()
}

#[tokio::test]
async fn a_callback_that_is_not_ours_is_refused_before_anything_is_sent() {
    let customer = Customer::asked_for_consent().await;
    let (address, pending) = customer.party.start(&customer.request()).await.unwrap();
    let callback = customer.sandbox.agree(&address).await.unwrap();
    let sent = customer.sandbox.front().total();
    let ours = pending.clone();
    let (_, another) = customer.party.start(&customer.request()).await.unwrap();
    for strange in ["", "state=x&code=y", "https://app.example/callback#"] {
        let error = customer.party.finish(&ours, strange).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Auth, Outcome::NotSent)
        );
    }
    let error = customer
        .party
        .finish(&another, &callback)
        .await
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(
        customer.sandbox.front().total(),
        sent + 1,
        "the other request"
    );

    let kept = ours.expose_as_json().unwrap();
    let restored = PendingLogin::from_exposed_json(&kept).unwrap();
    assert_eq!(restored.consent_id(), Some(&customer.consent.id));
    assert_eq!(format!("{restored:?}"), "PendingLogin { .. }");
    customer.party.finish(&restored, &callback).await.unwrap();
    // A code is good for one use.
    let again = customer
        .party
        .finish(&restored, &callback)
        .await
        .unwrap_err();
    assert_eq!(again.code(), Some("invalid_grant"));
    assert!(PendingLogin::from_exposed_json(&SecretString::from("{}")).is_err());
}

#[tokio::test]
async fn a_stolen_code_is_worth_nothing_without_its_verifier() {
    let customer = Customer::asked_for_consent().await;
    let (address, pending) = customer.party.start(&customer.request()).await.unwrap();
    let callback = customer.sandbox.agree(&address).await.unwrap();
    let (_, other) = customer.party.start(&customer.request()).await.unwrap();
    // All of the right login but the verifier.
    let mine = pending.expose_as_json().unwrap();
    let theirs = other.expose_as_json().unwrap();
    let verifier = |json: &SecretString| {
        let login: serde_json::Value = serde_json::from_str(json.expose_secret()).unwrap();
        login["verifier"].as_str().unwrap().to_owned()
    };
    let stolen = mine
        .expose_secret()
        .replace(&verifier(&mine), &verifier(&theirs));
    let stolen = PendingLogin::from_exposed_json(&stolen.into()).unwrap();
    let error = customer.party.finish(&stolen, &callback).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_grant"));
}

#[tokio::test]
async fn a_token_that_is_bound_to_another_certificate_is_refused() {
    let customer = Customer::asked_for_consent().await;
    let party = customer
        .sandbox
        .relying_party_builder()
        .unwrap()
        .with_certificate(CertificateThumbprint::of_der(b"another certificate"))
        .build()
        .unwrap();
    let (address, pending) = party.start(&customer.request()).await.unwrap();
    let callback = customer.sandbox.agree(&address).await.unwrap();
    let error = party.finish(&pending, &callback).await.unwrap_err();
    assert!(error.to_string().contains("another certificate"), "{error}");
}

#[tokio::test]
async fn a_certificate_is_renewed_while_clients_run() {
    let customer = Customer::asked_for_consent().await;
    let login = customer.log_in(&customer.request()).await.unwrap();
    let store = customer.sandbox.store();
    customer.party.save(&login, store.clone()).await.unwrap();
    let transport = Arc::new(customer.sandbox.transport());
    let bank = Bank::builder(Endpoints::at(customer.sandbox.url()))
        .with_relying_party(&customer.party)
        .with_transport(transport.clone())
        .build()
        .unwrap();
    let connection = bank.connect(&customer.party, store, &customer.consent.id);
    let read = || connection.resources().list().send().try_collect();
    let before = read().await.unwrap();
    // Tokens are bound to the old certificate: each is refused once and replaced.
    let (identity, thumbprint) = customer.sandbox.renewed_identity().unwrap();
    transport.swap_identity(identity).unwrap();
    customer.party.swap_certificate(thumbprint);
    assert_eq!(read().await.unwrap(), before);
    bank.consents()
        .get(&customer.consent.id)
        .send()
        .await
        .unwrap();
    let consent = bank.consents().create(&asked()).send().await.unwrap();
    let again = Authorization::of_consent(&consent.id, customer.sandbox.redirect_uri());
    customer.log_in(&again).await.unwrap();
}

#[tokio::test]
async fn the_bank_pages_as_banks_do() {
    let customer = Customer::asked_for_consent().await;
    let login = customer.log_in(&customer.request()).await.unwrap();
    let store = customer.sandbox.store();
    customer.party.save(&login, store.clone()).await.unwrap();
    let id = &customer.consent.id;
    let connection = customer.bank.connect(&customer.party, store, id);
    let present = CustomerPresence::new([203, 0, 113, 7].into(), "Agenda/2.1").unwrap();
    let first = OffsetDateTime::now_utc() + Duration::days(1);
    for number in 0..26 {
        let extension = NewExtension::by_person(cpf()).until(first + Duration::days(number));
        let renewal = connection.renewal();
        renewal.extend(&extension, &present).send().await.unwrap();
    }
    let before = customer.sandbox.front().total();
    let history = customer.bank.consents().list_extensions(id).page_size(25);
    let history = history.send().try_collect().await.unwrap();
    assert_eq!(history.len(), 26);
    assert_eq!(customer.sandbox.front().total() - before, 2);
    let ends: Vec<_> = history.iter().map(|one| one.expiration).collect();
    assert!(
        ends.is_sorted_by(|later, earlier| later > earlier),
        "latest first"
    );
}

#[tokio::test]
async fn a_client_that_is_not_who_it_says_is_refused() {
    let customer = Customer::asked_for_consent().await;
    let metadata = customer.party.metadata().clone();
    let forger = Arc::new(SigningKey::generate("receiver-sig").unwrap());
    let encryption = DecryptionKey::generate("receiver-enc").unwrap();
    let party = RelyingParty::builder(metadata, "receiver-1", forger, encryption)
        .with_transport(Arc::new(customer.sandbox.transport()))
        .build()
        .unwrap();
    let error = party.start(&customer.request()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Auth, Some("invalid_client"))
    );
}

#[tokio::test]
async fn whom_assertions_are_for_can_be_told() {
    let customer = Customer::asked_for_consent().await;
    for (audience, is_taken) in [
        (AssertionAudience::TokenEndpoint, true),
        (AssertionAudience::Issuer, true),
        (
            AssertionAudience::Other("https://other.example".to_owned()),
            false,
        ),
    ] {
        let builder = customer.sandbox.relying_party_builder().unwrap();
        let party = builder.with_assertion_audience(audience).build().unwrap();
        let started = party.start(&customer.request()).await;
        assert_eq!(started.is_ok(), is_taken);
    }
}

#[tokio::test]
async fn what_is_sent_through_the_browser_holds_no_secret() {
    let customer = Customer::asked_for_consent().await;
    let request = customer.request().only(["accounts", "resources"]);
    let (address, _) = customer.party.start(&request).await.unwrap();
    let query: Vec<_> = address.query_pairs().into_owned().collect();
    let names: Vec<_> = query.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["client_id", "request_uri", "response_type", "scope"]
    );
    let scope = format!("openid consent:{} accounts resources", customer.consent.id);
    assert_eq!(query[3].1, scope);

    // The request is good for one use.
    customer.sandbox.agree(&address).await.unwrap();
    let again = customer.sandbox.agree(&address).await.unwrap_err();
    assert_eq!(again.status().unwrap(), 400);
}

#[tokio::test]
async fn a_request_without_a_place_to_come_back_to_is_not_sent() {
    let customer = Customer::asked_for_consent().await;
    let request = Authorization::of_consent(&customer.consent.id, "");
    let error = customer.party.start(&request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    let elsewhere = Authorization::of_consent(&customer.consent.id, "https://evil.example/");
    let error = customer.party.start(&elsewhere).await.unwrap_err();
    assert_eq!(error.code(), Some("invalid_request_object"));
}

#[tokio::test]
async fn a_bank_in_trouble_is_asked_again_for_what_can_be_asked_again() {
    let customer = Customer::asked_for_consent().await;
    let bank = Bank::builder(Endpoints::at(customer.sandbox.url()))
        .with_relying_party(&customer.party)
        .with_transport(Arc::new(customer.sandbox.transport()))
        .with_retry_policy(Arc::new(BankRetry::new()))
        .build()
        .unwrap();
    bank.consents()
        .get(&customer.consent.id)
        .send()
        .await
        .unwrap();
    customer.sandbox.front().inject(Fault::DropBeforeAnswer);
    bank.consents()
        .get(&customer.consent.id)
        .send()
        .await
        .unwrap();
    customer.sandbox.front().inject(Fault::DropBeforeAnswer);
    let error = bank.consents().create(&asked()).send().await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[tokio::test]
async fn a_revoked_refresh_token_buys_nothing() {
    let customer = Customer::asked_for_consent().await;
    let login = customer.log_in(&customer.request()).await.unwrap();
    let store = customer.sandbox.store();
    customer.party.save(&login, store.clone()).await.unwrap();
    let id = &customer.consent.id;
    customer
        .party
        .grant(store.clone(), id)
        .revoke()
        .await
        .unwrap();
    let bank = Bank::builder(Endpoints::at(customer.sandbox.url()))
        .with_transport(Arc::new(customer.sandbox.transport()))
        .with_retry_policy(Arc::new(NoRetry))
        .build()
        .unwrap();
    let connection = bank.connect(&customer.party, store, id);
    let error = connection.resources().list().send().try_collect().await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Auth);
}

#[test]
fn a_thumbprint_is_the_same_from_either_form_of_a_certificate() {
    let pem = "-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n";
    let of_pem = CertificateThumbprint::of_pem(pem).unwrap();
    assert_eq!(of_pem, CertificateThumbprint::of_der(b"abc"));
    // SHA-256 of "abc", FIPS 180-4.
    assert_eq!(
        of_pem.as_str(),
        "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"
    );
    assert!(CertificateThumbprint::of_pem("none").is_err());
}

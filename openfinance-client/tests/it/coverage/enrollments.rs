use brazil_types::Cpf;
use openfinance_client::model::{
    ConsentToSign, EndEnrollment, EnrollmentRevocationCode, FidoAssertion, FidoAttestation,
    FidoPlatform, FidoRegistration, FidoSignature, NewEnrollment, RiskSignals, ScreenDimensions,
};
use time::macros::date;

use super::{Case, ID, as_client, as_customer, none, one};
use crate::harness::{CUSTOMER_TOKEN, bearer};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

pub(crate) fn signals() -> RiskSignals {
    let screen = ScreenDimensions {
        height: 2400,
        width: 1080,
    };
    RiskSignals::new("device-1", "16", "-03", "pt", screen, date!(2024 - 05 - 01))
}

/// What a device would make of a challenge.
pub(crate) fn registration(challenge: &str) -> FidoRegistration {
    FidoRegistration {
        id: "a2V5".into(),
        raw_id: "a2V5".into(),
        response: FidoAttestation {
            client_data: challenge.into(),
            attestation_object: "b2JqZWN0".into(),
        },
        authenticator_attachment: Some("platform".into()),
        kind: Some("public-key".into()),
        client_extension_results: None,
    }
}

/// What a device would sign of a challenge.
pub(crate) fn assertion(challenge: &str) -> FidoAssertion {
    FidoAssertion {
        id: "a2V5".into(),
        raw_id: "a2V5".into(),
        kind: "public-key".into(),
        response: FidoSignature {
            client_data: challenge.into(),
            authenticator_data: "ZGF0YQ".into(),
            signature: "c2ln".into(),
            user_handle: "dXNlcg".into(),
        },
        client_extension_results: None,
    }
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = as_client! {
        "enrollments.create": |bank| {
            let asked = NewEnrollment::of_person(cpf());
            one(&bank.enrollments().create(&asked).send().await?)
        };
        "enrollments.get": |bank| one(&bank.enrollments().get(&ID.into()).send().await?);
        "enrollments.cancel": |bank| {
            let end = EndEnrollment::revoking(EnrollmentRevocationCode::ByCustomer).by(cpf());
            none(bank.enrollments().cancel(&ID.into(), &end).send().await?)
        };
        "enrollments.send_risk_signals": |bank| {
            none(bank.enrollments().send_risk_signals(&ID.into(), &signals()).send().await?)
        };
        "enrollments.sign_options": |bank| {
            let (platform, consent) = (FidoPlatform::Ios, ConsentToSign::ConsentId(ID.into()));
            let enrollments = bank.enrollments();
            one(&enrollments.sign_options(&ID.into(), "app", platform, &consent).send().await?)
        };
    };
    cases.extend(as_customer! {
        "enrollments.registration_options": |connection| {
            let customer = bearer(CUSTOMER_TOKEN);
            let enrollments = connection.bank().enrollments();
            let platform = FidoPlatform::Android;
            let call = enrollments.registration_options(&ID.into(), "app", platform, customer);
            one(&call.send().await?)
        };
        "enrollments.register": |connection| {
            let customer = bearer(CUSTOMER_TOKEN);
            let enrollments = connection.bank().enrollments();
            let call = enrollments.register(&ID.into(), &registration("x"), customer);
            none(call.send().await?)
        };
        "enrollments.authorise": |connection| {
            let customer = bearer(CUSTOMER_TOKEN);
            let (id, consent) = (ID.into(), ConsentToSign::ConsentId(ID.into()));
            let (signals, assertion) = (signals(), assertion("x"));
            let enrollments = connection.bank().enrollments();
            let call = enrollments.authorise(&consent, &id, &signals, &assertion, customer);
            none(call.send().await?)
        };
        "enrollments.authorise_recurring": |connection| {
            let customer = bearer(CUSTOMER_TOKEN);
            let (id, consent) = (ID.into(), ConsentToSign::RecurringConsentId(ID.into()));
            let (signals, assertion) = (signals(), assertion("x"));
            let enrollments = connection.bank().enrollments();
            let call = enrollments.authorise(&consent, &id, &signals, &assertion, customer);
            none(call.send().await?)
        };
    });
    cases
}

//! A device that is enrolled once and agrees to payments from then on.

use brazil_types::Cpf;
use openfinance_client::ErrorKind;
use openfinance_client::login::Authorization;
use openfinance_client::model::{
    AuthorisationFlow, ConsentToSign, EndEnrollment, EnrollmentRevocationCode, EnrollmentStatus,
    FidoPlatform, LifeCycle as _, NewEnrollment, PaymentConsentStatus, PixOrder,
};
use openfinance_client::sandbox::Sandbox;

use crate::coverage::enrollments::{assertion, registration, signals};
use crate::coverage::payments::{asked, initiator};

#[tokio::test]
async fn an_enrolled_device_agrees_to_a_payment_without_a_redirect() {
    let cpf = Cpf::parse("52998224725").unwrap();
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let devices = bank.enrollments();
    let device = devices
        .create(&NewEnrollment::of_person(cpf))
        .send()
        .await
        .unwrap();
    assert_eq!(device.status, EnrollmentStatus::AwaitingRiskSignals);
    devices
        .send_risk_signals(&device.id, &signals())
        .send()
        .await
        .unwrap();
    let request = Authorization::of_enrollment(&device.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    party.save(&login, sandbox.store()).await.unwrap();
    let customer = party.enrollment_credential(sandbox.store(), &device.id);
    let options = devices
        .registration_options(
            &device.id,
            "app.example",
            FidoPlatform::Android,
            customer.clone(),
        )
        .send()
        .await
        .unwrap();
    let key = registration(&options.challenge);
    devices
        .register(&device.id, &key, customer.clone())
        .send()
        .await
        .unwrap();
    let enrolled = devices.get(&device.id).send().await.unwrap();
    assert_eq!(enrolled.status, EnrollmentStatus::Authorised);

    let consent = bank
        .payments()
        .create_consent(&asked())
        .send()
        .await
        .unwrap();
    let to_sign = ConsentToSign::ConsentId(consent.id.clone());
    let options = devices
        .sign_options(&device.id, "app.example", FidoPlatform::Android, &to_sign)
        .send()
        .await
        .unwrap();
    let signed = assertion(&options.challenge);
    devices
        .authorise(&to_sign, &device.id, &signals(), &signed, customer.clone())
        .send()
        .await
        .unwrap();
    let consent = bank
        .payments()
        .get_consent(&consent.id)
        .send()
        .await
        .unwrap();
    assert_eq!(consent.status, PaymentConsentStatus::Authorised);
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let order = order.agreed_by(AuthorisationFlow::Fido);
    let paid = bank
        .payments()
        .initiate(&order, customer.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(paid[0].authorisation_flow, Some(AuthorisationFlow::Fido));

    let again = devices.authorise(&to_sign, &device.id, &signals(), &signed, customer);
    let error = again.send().await.unwrap_err();
    assert_eq!(error.code(), Some("CHALLENGE_INVALIDO"));

    let end = EndEnrollment::revoking(EnrollmentRevocationCode::ByCustomer).by(cpf);
    devices.cancel(&device.id, &end).send().await.unwrap();
    let ended = devices.get(&device.id).send().await.unwrap();
    assert!(ended.status.is_final());
    let other = EndEnrollment::revoking(EnrollmentRevocationCode::Other);
    let error = devices.cancel(&device.id, &other).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("additionalInformation"));
}

//! A customer of the sandbox who agreed.

use brazil_types::Cpf;
use openfinance_client::Connection;
use openfinance_client::login::{Authorization, Login, RelyingParty};
use openfinance_client::model::{NewConsent, PermissionGroup};
use openfinance_client::sandbox::Sandbox;

/// A sandbox, and a connection under a consent to these groups. The bank stops with the first.
pub(crate) async fn connected(groups: &[PermissionGroup]) -> (Sandbox, Connection) {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let person = NewConsent::of_person(Cpf::parse("52998224725").unwrap());
    let asked = groups
        .iter()
        .fold(person, |asked, group| asked.allow(*group));
    let consent = bank.consents().create(&asked).send().await.unwrap();
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let login = log_in(&sandbox, &party, &request).await;
    let store = sandbox.store();
    party.save(&login, store.clone()).await.unwrap();
    let connection = bank.connect(&party, store, &consent.id);
    (sandbox, connection)
}

/// The customer opens the address, agrees, and comes back.
pub(crate) async fn log_in(
    sandbox: &Sandbox,
    party: &RelyingParty,
    request: &Authorization,
) -> Login {
    let (address, pending) = party.start(request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    party.finish(&pending, &callback).await.unwrap()
}

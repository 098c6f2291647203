use brazil_types::Cpf;
use openfinance_client::CustomerPresence;
use openfinance_client::model::{NewConsent, NewExtension, PermissionGroup};

use super::{Case, ID, all, as_client, as_customer, none, one};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = as_client! {
        "consents.create": |bank| {
            let asked = NewConsent::of_person(cpf()).allow(PermissionGroup::AccountBalances);
            one(&bank.consents().create(&asked).send().await?)
        };
        "consents.get": |bank| one(&bank.consents().get(&ID.into()).send().await?);
        "consents.revoke": |bank| none(bank.consents().revoke(&ID.into()).send().await?);
        "consents.list_extensions": |bank| {
            all(bank.consents().list_extensions(&ID.into()).send()).await
        };
    };
    cases.extend(as_customer! {
        "consents.extend": |connection| {
            let customer = CustomerPresence::new([203, 0, 113, 7].into(), "Agenda/2.1")?;
            let extension = NewExtension::by_person(cpf());
            one(&connection.renewal().extend(&extension, &customer).send().await?)
        };
    });
    cases
}

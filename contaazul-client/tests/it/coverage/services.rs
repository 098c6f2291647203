use contaazul_client::model::{NewService, ServiceKind, ServiceNumber, ServiceUpdate};

use super::{Case, all, cents, id, none, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "services.list": |erp| all(erp.services().list().send()).await;
        "services.create": |erp| {
            let service = NewService::new("Coffee break", ServiceKind::Provided);
            one(&erp.services().create(&service).send().await?)
        };
        "services.get": |erp| one(&erp.services().get(&id()).send().await?);
        "services.update": |erp| {
            let update = ServiceUpdate::new().price(cents(184_257));
            none(erp.services().update(&id(), &update).send().await?)
        };
        "services.delete": |erp| {
            none(erp.services().delete(&[ServiceNumber(7_001)]).send().await?)
        };
    }
}

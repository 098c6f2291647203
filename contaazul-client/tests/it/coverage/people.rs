use contaazul_client::model::{NewPerson, PersonId, PersonUpdate, Profile};

use super::{Case, all, id, none, one};
use crate::people::whole_person;

fn two() -> [PersonId; 2] {
    ["p1".into(), "p2".into()]
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "people.list": |erp| all(erp.people().list(Profile::Customer).send()).await;
        "people.create": |erp| {
            let person = NewPerson::company("Escola Aurora", Profile::Customer);
            one(&erp.people().create(&person).send().await?)
        };
        "people.get": |erp| one(&erp.people().get(&id()).send().await?);
        "people.replace": |erp| one(&erp.people().replace(&id(), &whole_person()).send().await?);
        "people.update": |erp| {
            let update = PersonUpdate::new().code("CLI001");
            none(erp.people().update(&id(), &update).send().await?)
        };
        "people.get_by_legacy_id": |erp| {
            one(&erp.people().get_by_legacy_id(&id()).send().await?)
        };
        "people.activate": |erp| one(&erp.people().activate(&two()).send().await?);
        "people.deactivate": |erp| one(&erp.people().deactivate(&two()).send().await?);
        "people.delete": |erp| none(erp.people().delete(&two()).send().await?);
    }
}

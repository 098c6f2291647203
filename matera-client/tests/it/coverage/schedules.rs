use matera_client::Amount;
use matera_client::model::{NewSchedule, ScheduleRecipient};
use time::macros::datetime;

use super::{Case, id, one, page};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "schedules.create" at "": |matera| {
            let to = ScheduleRecipient::key("contas@moinho-serra.example");
            let at = datetime!(2026-12-01 09:00 -3);
            let schedule = NewSchedule::new(&id(), Amount::from_cents(25_075), at, to);
            one(&matera.schedules().create(&schedule).send().await?)
        };
        "schedules.list" at "/payments": |matera| {
            page(matera.schedules().list(&id()).send()).await
        };
        "schedules.get" at "": |matera| one(&matera.schedules().get(&id()).send().await?);
        "schedules.cancel" at "": |matera| one(&matera.schedules().cancel(&id()).send().await?);
        "schedules.put_webhook" at "": |matera| {
            let config = serde_json::json!({"url": "https://example.com/hook"});
            one(&matera.schedules().put_webhook(&config).send().await?)
        };
        "schedules.get_webhook" at "": |matera| {
            one(&matera.schedules().get_webhook().send().await?)
        };
        "schedules.delete_webhook" at "": |matera| {
            one(&matera.schedules().delete_webhook().send().await?)
        };
    }
}

use matera_client::Amount;
use matera_client::model::{
    AccountNumber, FavoredKind, LimitChange, LimitKindV1, NewFavored, NewLimitV1, Unpublished,
};

use super::{Case, id, none, one, page};

fn number() -> AccountNumber {
    AccountNumber::new(1, 3232)
}

pub(super) fn cases() -> Vec<Case> {
    let mut all = first_version();
    all.extend(second_version());
    all
}

fn first_version() -> Vec<Case> {
    cases! {
        "limits_v1.list_of_branch" at "": |matera| {
            one(&matera.limits_v1().list_of_branch("1").send().await?)
        };
        "limits_v1.get" at "": |matera| one(&matera.limits_v1().get(&number()).send().await?);
        "limits_v1.adjust" at "": |matera| {
            let limit = NewLimitV1::of(LimitKindV1::Daily, Amount::from_cents(150_050));
            one(&matera.limits_v1().adjust(&number(), &limit).send().await?)
        };
        "limits_v1.get_by_kind" at "": |matera| {
            one(&matera.limits_v1().get_by_kind(&number(), &LimitKindV1::Daily).send().await?)
        };
        "limits_v1.remove_favored" at "": |matera| {
            one(&matera.limits_v1().remove_favored(&number(), &id()).send().await?)
        };
    }
}

fn second_version() -> Vec<Case> {
    cases! {
        "limits.adjust" at "": |matera| {
            let change = LimitChange::new().night_from(20)?;
            one(&matera.limits().adjust(&number(), &change).send().await?)
        };
        "limits.add_favored" at "": |matera| {
            let data = Unpublished::of(&serde_json::json!({"alias": "a@b.example"}))?;
            let favored = NewFavored::new(FavoredKind::Alias, data);
            one(&matera.limits().add_favored(&number(), &favored).send().await?)
        };
        "limits.list_favored" at "/favored": |matera| {
            page(matera.limits().list_favored(&number()).send()).await
        };
        "limits.get_favored" at "": |matera| {
            one(&matera.limits().get_favored(&number(), &id()).send().await?)
        };
        "limits.remove_favored": |matera| {
            none(matera.limits().remove_favored(&number(), &id()).send().await?)
        };
        "limits.list_of_branch" at "/limits": |matera| {
            page(matera.limits().list_of_branch("1").send()).await
        };
        "limits.get" at "": |matera| one(&matera.limits().get(&number()).send().await?);
    }
}

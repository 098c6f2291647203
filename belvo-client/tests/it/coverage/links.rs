use belvo_client::model::{
    AccessMode, CallbackUrls, ConsentRequest, LinkCredentials, LinkUpdate, NewLink, WidgetBranding,
    WidgetRequest,
};
use url::Url;

use super::{Case, done, id, none, one, page, session};
use crate::harness::link;

fn url(path: &str) -> Url {
    Url::parse("https://app.exemplo.com.br/")
        .unwrap()
        .join(path)
        .unwrap()
}

pub(crate) fn consent() -> ConsentRequest {
    let purpose = "Conciliar as vendas da sua empresa";
    ConsentRequest::new(purpose, url("terms"), "11144477735", "Lia Fictícia")
        .company("11222333000181", "Padaria Flor de Trigo Ltda")
        .days(366)
}

pub(crate) fn widget(consent: ConsentRequest) -> WidgetRequest {
    let callbacks = CallbackUrls::new(url("ok"), url("exit"), url("event"));
    let branding = WidgetBranding::new("Padaria", url("i.svg"), url("l.svg"), url("terms"));
    WidgetRequest::consent(
        ["ACCOUNTS", "TRANSACTIONS"],
        365,
        callbacks,
        branding,
        consent,
    )
}

pub(crate) fn employment() -> NewLink {
    NewLink::employment_brazil("inss_br_employment", "111.444.777-35", "S3nh4-forte")
        .external_id("cust-000917")
        .access_mode(AccessMode::Single)
        .fetch(["OWNERS", "EMPLOYMENTS"])
        .store_credentials_for(30)
        .stale_in(90)
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "institutions.list": |belvo| page(belvo.institutions().list().send()).await;
        "institutions.get": |belvo| one(&belvo.institutions().get(&id()).send().await?);
        "links.list": |belvo| page(belvo.links().list().send()).await;
        "links.get": |belvo| one(&belvo.links().get(&id()).send().await?);
        "links.register": |belvo| done(belvo.links().register(&employment()).send().await?);
        "links.resume": |belvo| {
            done(belvo.links().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
        "links.update": |belvo| {
            let update = LinkUpdate::new().access_mode(AccessMode::Recurrent);
            one(&belvo.links().update(&id(), &update).send().await?)
        };
        "links.replace_credentials": |belvo| {
            let credentials = LinkCredentials::new("N0va-senha");
            done(belvo.links().replace_credentials(&id(), &credentials).send().await?)
        };
        "links.refresh": |belvo| {
            one(&belvo.links().refresh(&id(), ["ACCOUNTS"]).send().await?)
        };
        "links.delete": |belvo| {
            match belvo.links().delete(&id()).send().await? {
                Some(accepted) => one(&accepted),
                None => none(()),
            }
        };
        "consents.list": |belvo| page(belvo.consents().list("11144477735").send()).await;
        "consents.get": |belvo| one(&belvo.consents().get(&id()).send().await?);
        "widget.create_token": |belvo| {
            one(&belvo.widget().create_token(&widget(consent())).send().await?)
        };
    }
}

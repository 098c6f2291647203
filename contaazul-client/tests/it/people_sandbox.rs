//! People in the sandbox.

use contaazul_client::api::PersonColumn;
use contaazul_client::model::{
    LegacyPersonId, NewPerson, PersonKind, PersonSummary, PersonUpdate, Profile,
};
use contaazul_client::sandbox::{self, Bill, Company};
use contaazul_client::{Call, ContaAzul, Query, SortOrder, TaxId};
use http::Method;
use serde_json::{Value, json};
use time::macros::{date, datetime};

use crate::people::{address, cpf, whole_person};
use crate::sandbox::start;

fn bakery() -> Company {
    Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_person(
            sandbox::Person::company("Moinho Serra Azul", "77.888.999/0001-63")
                .supplier()
                .email("vendas@moinho.example"),
        )
        .with_person(sandbox::Person::individual("Ana Ficticia", "529.982.247-25").customer())
        .with_receivable(
            Bill::new("Coffee break", date!(2026 - 04 - 10), 184_257)
                .counterparty("Escola Aurora", "44555666000172"),
        )
        .with_payable(
            Bill::new("Farinha", date!(2026 - 04 - 15), 70_000)
                .counterparty("Moinho Serra Azul", "77888999000163"),
        )
}

async fn names(erp: &ContaAzul, profile: Profile) -> Vec<String> {
    let list = erp
        .people()
        .list(profile)
        .send()
        .try_collect()
        .await
        .unwrap();
    let names = list.into_iter().map(|one| one.name.unwrap().expose_owned());
    names.collect()
}

#[tokio::test]
async fn the_sandbox_lists_people_by_profile_and_says_null_for_nobody() {
    let (_sandbox, erp) = start(bakery()).await;
    assert_eq!(
        names(&erp, Profile::Customer).await,
        ["Ana Ficticia", "Escola Aurora"]
    );
    assert_eq!(
        names(&erp, Profile::Supplier).await,
        ["Moinho Serra Azul"],
        "once, not twice"
    );
    assert!(
        names(&erp, Profile::Carrier).await.is_empty(),
        "null is an empty list"
    );

    let customers = || erp.people().list(Profile::Customer);
    let count = async |query: Query<PersonSummary>| query.send().try_collect().await.unwrap().len();
    assert_eq!(count(customers().kind(PersonKind::Individual)).await, 1);
    assert_eq!(
        count(customers().tax_ids(&[TaxId::Cpf(cpf())])).await,
        1,
        "punctuation aside"
    );
    assert_eq!(count(customers().text("aurora")).await, 1);
    assert_eq!(
        count(customers().names(["Ana Ficticia", "Nobody"])).await,
        1
    );
    assert_eq!(
        count(customers().changed_between(
            datetime!(2026-01-01 00:00 -3),
            datetime!(2026-02-01 00:00 -3)
        ))
        .await,
        0
    );
    let backwards = customers()
        .sort(SortOrder::Descending, PersonColumn::Name)
        .send();
    let backwards = backwards.try_collect().await.unwrap();
    assert_eq!(
        backwards[0].name.as_ref().unwrap().expose(),
        "Escola Aurora"
    );

    let call = Call::raw(Method::GET, "/v1/pessoas");
    let unasked: Value = erp.request(call).send().await.unwrap();
    assert_eq!(unasked["totalItems"], 2, "customers only, without a word");
    let shouted = Call::raw(Method::GET, "/v1/pessoas");
    let shouted = erp.request::<Value>(shouted.query("tipo_perfil", "CLIENTE"));
    let error = shouted.send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 400);
    assert_eq!(error.provider_message(), Some("tipo_perfil invalido"));
}

#[tokio::test]
async fn a_person_lives_in_the_sandbox() {
    let (_sandbox, erp) = start(bakery()).await;
    let people = erp.people();
    let new = NewPerson::company("Oficina", Profile::Customer)
        .trade_name("Of")
        .address(address());
    let created = people.create(&new).send().await.unwrap();
    assert_eq!(created.origin.as_deref(), Some("API"));
    let id = created.id.unwrap();

    let update = PersonUpdate::new()
        .company_name("Oficina Ltda")
        .simples_nacional(true);
    people.update(&id, &update).send().await.unwrap();
    let read = people.get(&id).send().await.unwrap();
    assert_eq!(read.company_name.unwrap().expose(), "Oficina Ltda");
    assert_eq!(
        (read.simples_nacional, read.active),
        (Some(true), Some(true))
    );
    assert_eq!(
        read.addresses[0].city.as_ref().unwrap().expose(),
        "Joinville"
    );
    assert_eq!(read.profiles[0].profile, Some(Profile::Customer));

    let replaced = people.replace(&id, &whole_person()).send().await.unwrap();
    assert_eq!(replaced.kind, Some(PersonKind::Individual));
    let read = people.get(&id).send().await.unwrap();
    assert_eq!(read.born_on.unwrap().expose(), &date!(1990 - 01 - 31));
    assert_eq!(read.company_name, None, "a replacement keeps nothing");

    let legacy = read.legacy[0].clone();
    let old = people
        .get_by_legacy_id(&legacy.id.unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(old.id.as_ref(), Some(&id));
    let number = LegacyPersonId::new(legacy.number.unwrap().to_string());
    let error = people.get_by_legacy_id(&number).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404, "not by number");

    let off = people
        .deactivate(std::slice::from_ref(&id))
        .send()
        .await
        .unwrap();
    assert_eq!((off.inactive, off.active), (vec![id.clone()], vec![]));
    people
        .activate(std::slice::from_ref(&id))
        .send()
        .await
        .unwrap();
    people
        .delete(std::slice::from_ref(&id))
        .send()
        .await
        .unwrap();
    let error = people.get(&id).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
}

#[tokio::test]
async fn whoever_is_part_of_something_cannot_be_deleted() {
    let (_sandbox, erp) = start(bakery()).await;
    let customers = erp.people().list(Profile::Customer).send();
    let customers = customers.try_collect().await.unwrap();
    let ids: Vec<_> = customers.into_iter().map(|one| one.id.unwrap()).collect();
    let error = erp.people().delete(&ids).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 400);
    let message = error.provider_message().unwrap();
    assert!(
        message.contains(ids[1].as_str()) && !message.contains(ids[0].as_str()),
        "{message}"
    );
    assert_eq!(names(&erp, Profile::Customer).await.len(), 2, "all or none");
    erp.people().delete(&ids[..1]).send().await.unwrap();
    assert_eq!(names(&erp, Profile::Customer).await, ["Escola Aurora"]);
}

#[tokio::test]
async fn the_sandbox_demands_what_production_demands() {
    let (_sandbox, erp) = start(bakery()).await;
    let send = async |method, path: String, body: Value| {
        let call = Call::raw(method, path).json(&body).unwrap();
        let error = erp.request::<Value>(call).send().await.unwrap_err();
        error.provider_message().unwrap().to_owned()
    };
    let post = async |body| send(Method::POST, "/v1/pessoas".to_owned(), body).await;
    assert_eq!(post(json!({})).await, "nome e obrigatorio");
    assert_eq!(
        post(json!({"nome": "A", "tipo_pessoa": "JURIDICA"})).await,
        "tipo_pessoa invalido"
    );
    assert_eq!(
        post(json!({"nome": "A", "tipo_pessoa": "Jurídica"})).await,
        "perfis e obrigatorio"
    );
    let first = erp
        .people()
        .list(Profile::Customer)
        .send()
        .try_next()
        .await
        .unwrap();
    let path = format!("/v1/pessoas/{}", first.unwrap().id.unwrap());
    let body = json!({"nome": "A", "tipo_pessoa": "Física", "cpf": "52998224725"});
    assert_eq!(
        send(Method::PUT, path, body).await,
        "codigo e obrigatorio",
        "one at a time"
    );
}

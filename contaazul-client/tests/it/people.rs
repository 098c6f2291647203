//! People: what is sent, what is refused, what is read.

use contaazul_client::api::PersonColumn;
use contaazul_client::model::{
    Address, BillingContact, Contact, NewPerson, PeopleStatus, Person, PersonId, PersonKind,
    PersonSummary, PersonUpdate, Profile, StateTaxStatus, TaxRegistration,
};
use contaazul_client::{Cnpj, ContaAzul, Cpf, Error, SortOrder, TaxId};
use serde_json::{Value, json};
use time::macros::{date, datetime};

use crate::harness::{Erp, fixture};
use crate::input::assert_told;
use crate::privacy::clean;
use crate::requests::query_of;

pub(crate) fn cpf() -> Cpf {
    Cpf::parse("529.982.247-25").unwrap()
}

fn cnpj() -> Cnpj {
    Cnpj::parse("11.222.333/0001-81").unwrap()
}

/// A person with all that a replacement needs.
pub(crate) fn whole_person() -> NewPerson {
    NewPerson::individual("Joana Ficticia", Profile::Customer)
        .cpf(cpf())
        .code("CLI001")
        .identity_card("1.234.567")
        .born_on(date!(1990 - 01 - 31))
        .email("joana@padaria.example")
        .business_phone("4733330000")
        .remark("SEGREDO")
        .registration(TaxRegistration::of_status(StateTaxStatus::NonContributor))
        .contact(Contact::named("Rui").with_mobile_phone("+5547999990000"))
        .address(address().with_complement("Sala 2"))
}

pub(crate) fn address() -> Address {
    Address::default()
        .with_street("Rua das Palmeiras")
        .with_number("10-B")
        .with_district("Centro")
        .with_city("Joinville")
        .with_state("SC")
        .with_postal_code("89200000")
        .with_country("Brasil")
}

#[tokio::test]
async fn the_list_spells_every_filter() {
    let ids: [PersonId; 2] = ["p1".into(), "p2".into()];
    let tax_ids = [TaxId::Cpf(cpf()), TaxId::Cnpj(cnpj())];
    let query = query_of(|erp| {
        erp.people()
            .list(Profile::Supplier)
            .text("ana")
            .kind(PersonKind::Company)
            .ids(&ids)
            .tax_ids(&tax_ids)
            .names(["Ana & Rui", "Bia"])
            .emails(["a@x.example"])
            .phones(["4733330000"])
            .codes(["C1", "C2"])
            .countries(["Brasil"])
            .states(["SC", "PR"])
            .cities(["São José"])
            .created_between(date!(2026 - 01 - 01), date!(2026 - 01 - 31))
            .changed_between(
                datetime!(2026-04-01 03:00 UTC),
                datetime!(2026-04-02 02:59:59 UTC),
            )
            .with_addresses()
            .sort(SortOrder::Descending, PersonColumn::TaxId)
            .send()
    })
    .await;
    assert_eq!(
        query,
        "tipo_perfil=Fornecedor&busca=ana&tipos_pessoa=Jurídica&ids=p1,p2\
         &documentos=52998224725,11222333000181&nomes=Ana & Rui,Bia&emails=a@x.example\
         &telefones=4733330000&codigos_pessoa=C1,C2&paises=Brasil&ufs=SC,PR&cidades=São José\
         &data_criacao_inicio=2026-01-01&data_criacao_fim=2026-01-31\
         &data_alteracao_de=2026-04-01T00:00:00&data_alteracao_ate=2026-04-01T23:59:59\
         &com_endereco=true&tipo_ordenacao=DOCUMENTO&ordem_ordenacao=DESC\
         &tamanho_pagina=100&pagina=1"
    );
}

#[tokio::test]
async fn columns_kinds_and_profiles_have_their_words() {
    for (column, word) in [
        (PersonColumn::Name, "NOME"),
        (PersonColumn::Email, "EMAIL"),
        (PersonColumn::Active, "ATIVO"),
    ] {
        let sort = |erp: &ContaAzul| {
            let list = erp.people().list(Profile::Carrier);
            list.sort(SortOrder::Ascending, column).send()
        };
        let query = query_of(sort).await;
        let expected =
            format!("tipo_perfil=Transportadora&tipo_ordenacao={word}&ordem_ordenacao=ASC");
        assert!(query.starts_with(&expected), "{query}");
    }
    for (kind, word) in [
        (PersonKind::Individual, "Física"),
        (PersonKind::Foreign, "Estrangeira"),
        (PersonKind::from("OUTRA"), "OUTRA"),
    ] {
        let query = query_of(|erp| erp.people().list(Profile::Customer).kind(kind).send()).await;
        let expected = format!("tipo_perfil=Cliente&tipos_pessoa={word}&");
        assert!(query.starts_with(&expected), "{query}");
    }
}

#[tokio::test]
async fn creation_sends_all_there_is_under_its_own_names() {
    let erp = Erp::with_json("{}").await;
    let person = NewPerson::company("Oficina Exemplo Ltda", Profile::Customer)
        .profile(Profile::Supplier)
        .cnpj(cnpj())
        .trade_name("Oficina")
        .simples_nacional(true)
        .public_agency(false)
        .active(true)
        .mobile_phone("+5547999990000")
        .address(address())
        .registration(
            TaxRegistration::of_status(StateTaxStatus::Contributor)
                .with_state_registration("255")
                .with_city_registration("12")
                .with_suframa_registration("9"),
        )
        .contact(
            Contact::named("Rui")
                .with_job_title("Comprador")
                .with_email("rui@x.example")
                .with_business_phone("4733330001"),
        )
        .billing_contact(
            BillingContact::default()
                .with_email("c@x.example")
                .with_whatsapp("5547999990000"),
        );
    erp.client.people().create(&person).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "nome": "Oficina Exemplo Ltda",
            "tipo_pessoa": "Jurídica",
            "perfis": [{ "tipo_perfil": "Cliente" }, { "tipo_perfil": "Fornecedor" }],
            "cnpj": "11222333000181",
            "nome_fantasia": "Oficina",
            "optante_simples": true,
            "agencia_publica": false,
            "ativo": true,
            "telefone_celular": "+5547999990000",
            "enderecos": [{
                "logradouro": "Rua das Palmeiras", "numero": "10-B", "bairro": "Centro",
                "cidade": "Joinville", "estado": "SC", "cep": "89200000", "pais": "Brasil"
            }],
            "inscricoes": [{
                "indicador_inscricao_estadual": "CONTRIBUINTE", "inscricao_estadual": "255",
                "inscricao_municipal": "12", "inscricao_suframa": "9"
            }],
            "outros_contatos": [{
                "nome": "Rui", "cargo": "Comprador", "email": "rui@x.example",
                "telefone_comercial": "4733330001"
            }],
            "contato_cobranca_faturamento": {
                "emails": ["c@x.example"], "whatsapp": "5547999990000"
            }
        })
    );
}

#[tokio::test]
async fn replacement_and_change_have_names_of_their_own() {
    let erp = Erp::with_json("{}").await;
    let id = "p1".into();
    erp.client
        .people()
        .replace(&id, &whole_person())
        .send()
        .await
        .unwrap();
    let body = erp.body().await;
    assert_eq!(body["tipo_pessoa"], "Física");
    assert_eq!(body["cpf"], "52998224725");
    assert_eq!(body["data_nascimento"], "1990-01-31");
    assert_eq!(body["rg"], "1.234.567");
    assert_eq!(body["enderecos"][0]["complemento"], "Sala 2");
    assert_eq!(
        body["inscricoes"][0]["indicador_inscricao_estadual"], "NAO CONTRIBUINTE",
        "with a space"
    );

    let erp = Erp::with_json("").await;
    let update = PersonUpdate::new()
        .name("Joana")
        .company_name("Joana ME")
        .simples_nacional(false)
        .profile(Profile::Carrier);
    erp.client
        .people()
        .update(&id, &update)
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "nome": "Joana", "nome_empresa": "Joana ME", "optante_simples_nacional": false,
            "perfis": [{ "tipo_perfil": "Transportadora" }]
        })
    );

    let erp = Erp::with_json("{}").await;
    erp.client
        .people()
        .activate(&["p1".into(), "p2".into()])
        .send()
        .await
        .unwrap();
    assert_eq!(erp.body().await, json!({ "uuids": ["p1", "p2"] }));
}

#[tokio::test]
async fn what_cannot_be_a_person_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let company = || NewPerson::company("Oficina", Profile::Customer);
    let long = |characters| "é".repeat(characters);
    let create = async |person: NewPerson| erp.client.people().create(&person).send().await;
    create(NewPerson::company(long(200), Profile::Customer))
        .await
        .unwrap();
    for (person, complaint) in [
        (NewPerson::company(" ", Profile::Customer), "nome is empty"),
        (
            NewPerson::company(long(201), Profile::Customer),
            "nome has 201 characters; the ERP takes 200",
        ),
        (company().cpf(cpf()), "cpf is given for a company"),
        (
            NewPerson::individual("Joana", Profile::Customer).cnpj(cnpj()),
            "cnpj is given for an individual",
        ),
        (company().trade_name(long(201)), "nome_fantasia has 201"),
        (company().code(long(21)), "codigo has 21"),
        (company().email(long(101)), "email has 101"),
        (company().identity_card(long(51)), "rg has 51"),
        (company().remark(long(2_001)), "observacao has 2001"),
        (
            company().address(address().with_number("1".repeat(11))),
            "enderecos[].numero has 11",
        ),
        (
            company().registration(
                TaxRegistration::of_status(StateTaxStatus::Exempt)
                    .with_suframa_registration("1234567890"),
            ),
            "inscricoes[].inscricao_suframa has 10",
        ),
        (
            company().contact(Contact::named("")),
            "outros_contatos[].nome is empty",
        ),
        (
            company().contact(Contact::named(long(41))),
            "outros_contatos[].nome has 41",
        ),
    ] {
        assert_told(&create(person).await.unwrap_err(), complaint);
    }
    let update = PersonUpdate::new();
    let error = erp
        .client
        .people()
        .update(&"p1".into(), &update)
        .send()
        .await;
    assert_told(&error.unwrap_err(), "the change is empty");
    let error = erp
        .client
        .people()
        .update(&"p1".into(), &update.name(""))
        .send()
        .await;
    assert_told(&error.unwrap_err(), "nome is empty");
    assert_eq!(erp.requests().await, 1, "only the name of 200 characters");
}

#[tokio::test]
async fn a_replacement_with_a_gap_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let replace = async |person: NewPerson| -> Error {
        let call = erp.client.people().replace(&"p1".into(), &person);
        call.send().await.unwrap_err()
    };
    let bare = NewPerson::individual("Joana", Profile::Customer);
    assert_told(&replace(bare.clone()).await, "cpf is empty");
    assert_told(&replace(bare.clone().cpf(cpf())).await, "codigo is empty");
    let company = NewPerson::company("Oficina", Profile::Customer);
    assert_told(&replace(company.clone()).await, "cnpj is empty");
    let company = company.cnpj(cnpj()).code("C1");
    assert_told(&replace(company).await, "data_nascimento is empty");
    assert_told(
        &replace(whole_person().remark(" ")).await,
        "observacao is empty",
    );
    assert_told(
        &replace(whole_person().address(address())).await,
        "enderecos[].complemento is empty",
    );
    assert_told(
        &replace(whole_person().contact(Contact::named("Bia"))).await,
        "outros_contatos[].telefone_celular is empty",
    );
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn batches_have_one_to_ten_ids_and_lists_no_commas() {
    let erp = Erp::with_json("{}").await;
    let people = erp.client.people();
    let eleven: Vec<PersonId> = (0..11)
        .map(|number| PersonId::new(format!("p{number}")))
        .collect();
    for ids in [&eleven[..], &[]] {
        let complaint = format!("uuids has {} ids", ids.len());
        assert_told(&people.activate(ids).send().await.unwrap_err(), &complaint);
        assert_told(
            &people.deactivate(ids).send().await.unwrap_err(),
            &complaint,
        );
        assert_told(&people.delete(ids).send().await.unwrap_err(), &complaint);
    }
    let list = || people.list(Profile::Customer);
    for (query, complaint) in [
        (list().ids(&[]), "ids is empty"),
        (
            list().names(["Silva, Ana"]),
            "nomes has a value that is empty or holds a comma",
        ),
        (
            list().codes(["C1", ""]),
            "codigos_pessoa has a value that is empty",
        ),
        (list().ids(&eleven).ids(&eleven), "ids is given twice"),
        (
            list().created_between(date!(2026 - 02 - 01), date!(2026 - 01 - 01)),
            "data_criacao_inicio is after",
        ),
    ] {
        assert_told(&query.send().try_next().await.unwrap_err(), complaint);
    }
    assert_eq!(erp.requests().await, 0);
    people.delete(&eleven[..10]).send().await.unwrap();
}

#[test]
fn both_forms_of_a_batch_answer_and_both_spellings_of_words_are_read() {
    let read = |json: &str| serde_json::from_str::<PeopleStatus>(json).unwrap();
    let plain = read(r#"{"todos":["p1"],"ativos":["p1"],"inativos":null}"#);
    let listed = read(r#"[{"todos":["p1"],"ativos":["p1"],"inativos":[]}]"#);
    assert_eq!(plain, listed);
    assert_eq!(
        (plain.active, plain.inactive),
        (vec![PersonId::new("p1")], vec![])
    );
    for word in ["FISICA", "Física"] {
        assert_eq!(PersonKind::from(word), PersonKind::Individual);
    }
    for word in ["CLIENTE", "Cliente"] {
        assert_eq!(Profile::from(word), Profile::Customer);
    }
    let moment: PersonSummary =
        serde_json::from_str(r#"{"data_criacao":"2026-04-12T23:30:00"}"#).unwrap();
    assert_eq!(
        moment.created_on,
        Some(date!(2026 - 04 - 12)),
        "a day or a moment"
    );
    let number: Person = serde_json::from_str(r#"{"enderecos":[{"numero":10}]}"#).unwrap();
    assert_eq!(number.addresses[0].number.as_ref().unwrap().expose(), "10");
}

#[test]
fn people_keep_to_themselves() {
    let person: Person = serde_json::from_str(&fixture("people/get")).unwrap();
    clean("person", format!("{person:?}"));
    let page: Value = serde_json::from_str(&fixture("people/list")).unwrap();
    for item in page["items"].as_array().unwrap() {
        let item: PersonSummary = serde_json::from_value(item.clone()).unwrap();
        clean("summary", format!("{item:?}"));
    }
    clean("new person", format!("{:?}", whole_person()));
    clean(
        "update",
        format!("{:?}", PersonUpdate::new().name("Joana Ficticia")),
    );
    let shown = format!("{:?} {person:?}", whole_person());
    for planted in ["52998224725", "1990", "Palmeiras", "1.234.567", "2015"] {
        assert!(!shown.contains(planted), "{planted}");
    }
}

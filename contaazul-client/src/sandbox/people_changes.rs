//! People created, replaced, changed, taken out of use and deleted.

use serde::Deserialize;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::json::Json;
use super::ledger::{Ledger, day_in_brasilia};
use super::people::{COMPANY, FOREIGN, INDIVIDUAL, Person, Profile, kind, profile, raw, unknown};
use super::request::{Answer, Ask, Reply};

/// What creation and replacement take besides name, kind, profiles and tax id.
const RECORD: [&str; 15] = [
    "nome_fantasia",
    "codigo",
    "email",
    "telefone_celular",
    "telefone_comercial",
    "data_nascimento",
    "rg",
    "observacao",
    "optante_simples",
    "agencia_publica",
    "enderecos",
    "inscricoes",
    "outros_contatos",
    "contato_cobranca_faturamento",
    "origem",
];

#[derive(Debug, Deserialize)]
struct Body {
    nome: Option<String>,
    tipo_pessoa: Option<String>,
    perfis: Option<Vec<ProfileBody>>,
    cpf: Option<String>,
    cnpj: Option<String>,
    ativo: Option<bool>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
struct ProfileBody {
    tipo_perfil: String,
}

impl Body {
    fn profiles(&self) -> Result<Vec<&'static Profile>, Reply> {
        let entries = self.perfis.iter().flatten();
        entries.map(|one| profile(&one.tipo_perfil)).collect()
    }

    fn text(&self, field: &str) -> Option<&str> {
        let text = self.rest.get(field).and_then(Value::as_str)?;
        Some(text).filter(|text| !text.is_empty())
    }

    fn lists(&self, field: &str) -> &[Value] {
        let list = self.rest.get(field).and_then(Value::as_array);
        list.map_or(&[], Vec::as_slice)
    }

    /// The person that a whole body describes: name, kind and profiles are mandatory.
    fn person(self, now: OffsetDateTime) -> Result<Person, Reply> {
        let name = self.nome.as_deref().filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| Reply::bad("nome e obrigatorio"))?;
        if name.chars().count() > 200 {
            return Err(Reply::bad("nome deve ter no maximo 200 caracteres"));
        }
        let kind = kind(
            self.tipo_pessoa.as_deref().unwrap_or_default(),
            "tipo_pessoa",
        )?;
        let profiles = self.profiles()?;
        if profiles.is_empty() {
            return Err(Reply::bad("perfis e obrigatorio"));
        }
        let tax_id = if *kind == COMPANY {
            &self.cnpj
        } else {
            &self.cpf
        };
        let mut person = Person::new(name, tax_id.as_deref(), kind);
        person.profiles = profiles;
        person.active = self.ativo.unwrap_or(true);
        person.created_on = day_in_brasilia(now);
        person.changed_at = now;
        person.record = self.rest;
        person
            .record
            .retain(|name, _| RECORD.contains(&name.as_str()));
        Ok(person)
    }

    /// A replacement must be whole; the first thing that is missing is complained of.
    fn check_whole(&self) -> Result<(), Reply> {
        let has = |list: &[Value], field: &str| {
            list.iter()
                .all(|one| one.get(field).is_some_and(|text| text.as_str() != Some("")))
        };
        let is_individual = self.tipo_pessoa.as_deref() == Some(INDIVIDUAL.asked);
        let (contacts, addresses) = (self.lists("outros_contatos"), self.lists("enderecos"));
        let wanted = [
            (!is_individual || self.cpf.is_some(), "cpf"),
            (self.text("codigo").is_some(), "codigo"),
            (!is_individual || self.text("rg").is_some(), "rg"),
            (self.text("data_nascimento").is_some(), "data_nascimento"),
            (self.text("email").is_some(), "email"),
            (
                self.text("telefone_comercial").is_some(),
                "telefone_comercial",
            ),
            (self.text("observacao").is_some(), "observacao"),
            (!self.lists("inscricoes").is_empty(), "inscricoes"),
            (
                !contacts.is_empty() && has(contacts, "telefone_celular"),
                "outros_contatos",
            ),
            (
                !addresses.is_empty() && has(addresses, "complemento"),
                "enderecos",
            ),
        ];
        match wanted.iter().find(|(given, _)| !given) {
            Some((_, field)) => Err(Reply::bad(format!("{field} e obrigatorio"))),
            None => Ok(()),
        }
    }
}

pub(super) fn create(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let mut person = ask.body::<Body>()?.person(now)?;
    person.record.insert("origem".to_owned(), "API".into());
    let id = ledger.add_person(person);
    let person = ledger.person(&id).ok_or_else(unknown)?;
    Ok(Reply::json(201, saved(person)))
}

/// A person under the names of creation, with what was sent and no more.
fn saved(person: &Person) -> Json {
    let profiles = person
        .profiles
        .iter()
        .map(|one| Json::object([("tipo_perfil", one.asked.into())]));
    let tax_id = if *person.kind == COMPANY {
        "cnpj"
    } else {
        "cpf"
    };
    let mut fields = vec![
        ("id", (&person.id).into()),
        ("nome", (&person.name).into()),
        ("tipo_pessoa", person.kind.asked.into()),
        ("perfis", Json::list(profiles)),
        ("ativo", person.active.into()),
        ("estrangeiro", (*person.kind == FOREIGN).into()),
    ];
    if let Some(number) = &person.tax_id {
        fields.push((tax_id, number.into()));
    }
    let rest = RECORD
        .iter()
        .filter_map(|name| Some((*name, raw(Some(person.record.get(*name)?)))));
    fields.extend(rest);
    Json::Object(fields)
}

pub(super) fn replace(ledger: &mut Ledger, id: &str, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: Body = ask.body()?;
    let known = ledger
        .people
        .iter_mut()
        .find(|one| one.id == id)
        .ok_or_else(unknown)?;
    body.check_whole()?;
    let person = Person {
        id: known.id.clone(),
        created_on: known.created_on,
        ..body.person(now)?
    };
    *known = person;
    Ok(Reply::ok(saved(known)))
}

/// Changes have names of their own for two fields; those of creation are ignored.
pub(super) fn change(ledger: &mut Ledger, id: &str, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: Body = ask.body()?;
    let person = ledger
        .people
        .iter_mut()
        .find(|one| one.id == id)
        .ok_or_else(unknown)?;
    let profiles = body.profiles()?;
    if let Some(text) = &body.tipo_pessoa {
        person.kind = kind(text, "tipo_pessoa")?;
    }
    if !profiles.is_empty() {
        person.profiles = profiles;
    }
    person.name = body.nome.unwrap_or_else(|| person.name.clone());
    person.tax_id = body.cpf.or(body.cnpj).or(person.tax_id.take());
    person.active = body.ativo.unwrap_or(person.active);
    person.changed_at = now;
    for (name, value) in body.rest {
        let name = match name.as_str() {
            "nome_fantasia" | "optante_simples" => continue,
            "nome_empresa" => "nome_fantasia",
            "optante_simples_nacional" => "optante_simples",
            other => other,
        };
        if RECORD.contains(&name) {
            person.record.insert(name.to_owned(), value);
        }
    }
    Ok(Reply::empty(204))
}

#[derive(Debug, Deserialize)]
struct Batch {
    uuids: Vec<String>,
}

fn batch(ask: &Ask<'_>) -> Result<Vec<String>, Reply> {
    let Batch { uuids } = ask.body()?;
    match uuids.len() {
        1..=10 => Ok(uuids),
        _ => Err(Reply::bad("uuids deve ter de 1 a 10 itens")),
    }
}

/// Takes people into use or out of it; the list that does not apply is `null`.
pub(super) fn switch(
    ledger: &mut Ledger,
    ask: &Ask<'_>,
    active: bool,
    now: OffsetDateTime,
) -> Answer {
    let ids = batch(ask)?;
    if ids.iter().any(|id| ledger.person(id).is_none()) {
        return Err(unknown());
    }
    let named = ledger.people.iter_mut().filter(|one| ids.contains(&one.id));
    for person in named {
        (person.active, person.changed_at) = (active, now);
    }
    let list = || Json::list(ids.iter().map(Json::from));
    let (on, off) = if active {
        (list(), Json::Null)
    } else {
        (Json::Null, list())
    };
    Ok(Reply::ok(Json::object([
        ("todos", list()),
        ("ativos", on),
        ("inativos", off),
    ])))
}

/// Deletes all or none. Whoever is gone or part of something is told in one breath.
pub(super) fn delete(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let ids = batch(ask)?;
    let is_linked = |id: &String| {
        let mut events = ledger.events.iter();
        events.any(|event| event.person_id.as_ref() == Some(id))
    };
    let kept: Vec<_> = ids
        .iter()
        .filter(|id| ledger.person(id).is_none() || is_linked(id))
        .collect();
    if !kept.is_empty() {
        let complaint = format!("Os IDs {kept:?} ja foram removidos ou estao vinculados");
        return Err(Reply::bad(complaint));
    }
    ledger.people.retain(|one| !ids.contains(&one.id));
    Ok(Reply::empty(204))
}

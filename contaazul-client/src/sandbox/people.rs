//! Customers, suppliers and carriers.

use serde_json::{Map, Value};
use time::{Date, OffsetDateTime};

use super::json::Json;
use super::ledger::{Ledger, Record, Side, at};
use super::people_changes as changes;
use super::request::{Answer, Ask, Reply};

/// A person of a [`Company`](super::Company): whoever a bill names, or one of your own with more to
/// tell. Without a profile they are a customer.
#[derive(Clone, Debug)]
#[must_use]
pub struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) tax_id: Option<String>,
    pub(super) kind: &'static Kind,
    pub(super) profiles: Vec<&'static Profile>,
    pub(super) active: bool,
    pub(super) created_on: Date,
    pub(super) changed_at: OffsetDateTime,
    /// Everything else, under the names of creation.
    pub(super) record: Map<String, Value>,
}

/// A word that requests spell in one way and answers in another.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) asked: &'static str,
    pub(super) told: &'static str,
}

pub(super) type Kind = Word;
pub(super) type Profile = Word;

pub(super) static INDIVIDUAL: Kind = Word {
    asked: "Física",
    told: "FISICA",
};
pub(super) static COMPANY: Kind = Word {
    asked: "Jurídica",
    told: "JURIDICA",
};
pub(super) static FOREIGN: Kind = Word {
    asked: "Estrangeira",
    told: "ESTRANGEIRA",
};
static CUSTOMER: Profile = Word {
    asked: "Cliente",
    told: "CLIENTE",
};
static SUPPLIER: Profile = Word {
    asked: "Fornecedor",
    told: "FORNECEDOR",
};
static CARRIER: Profile = Word {
    asked: "Transportadora",
    told: "TRANSPORTADORA",
};

/// The word that a request means: with accents and capitals as on the screen, or refused.
fn word(asked: &str, words: [&'static Word; 3], field: &str) -> Result<&'static Word, Reply> {
    let mut words = words.into_iter();
    words
        .find(|word| word.asked == asked)
        .ok_or_else(|| Reply::bad(format!("{field} invalido")))
}

pub(super) fn kind(asked: &str, field: &str) -> Result<&'static Kind, Reply> {
    word(asked, [&INDIVIDUAL, &COMPANY, &FOREIGN], field)
}

pub(super) fn profile(asked: &str) -> Result<&'static Profile, Reply> {
    word(asked, [&CUSTOMER, &SUPPLIER, &CARRIER], "tipo_perfil")
}

/// The day people begin who were not created by a request.
const LONG_AGO: Date = time::macros::date!(2025 - 01 - 02);

impl Person {
    /// A company by name and CNPJ.
    pub fn company(name: &str, tax_id: &str) -> Self {
        Self::new(name, Some(tax_id), &COMPANY)
    }

    /// A natural person by name and CPF.
    pub fn individual(name: &str, tax_id: &str) -> Self {
        Self::new(name, Some(tax_id), &INDIVIDUAL)
    }

    pub(super) fn of_bill(name: &str, tax_id: Option<&str>) -> Self {
        let is_individual = tax_id.is_some_and(|id| characters(id).len() == 11);
        Self::new(
            name,
            tax_id,
            if is_individual { &INDIVIDUAL } else { &COMPANY },
        )
    }

    pub(super) fn new(name: &str, tax_id: Option<&str>, kind: &'static Kind) -> Self {
        Self {
            id: String::new(),
            name: name.to_owned(),
            tax_id: tax_id.map(str::to_owned),
            kind,
            profiles: Vec::new(),
            active: true,
            created_on: LONG_AGO,
            changed_at: at(LONG_AGO, 9),
            record: Map::new(),
        }
    }

    /// Makes them a customer.
    pub fn customer(mut self) -> Self {
        self.add_profile(&CUSTOMER);
        self
    }

    /// Makes them a supplier.
    pub fn supplier(mut self) -> Self {
        self.add_profile(&SUPPLIER);
        self
    }

    /// Makes them a carrier.
    pub fn carrier(mut self) -> Self {
        self.add_profile(&CARRIER);
        self
    }

    /// Gives them an e-mail address.
    pub fn email(mut self, email: &str) -> Self {
        self.record.insert("email".to_owned(), email.into());
        self
    }

    /// Takes them out of use.
    pub fn inactive(mut self) -> Self {
        self.active = false;
        self
    }

    /// When they last changed.
    pub fn changed_at(mut self, moment: OffsetDateTime) -> Self {
        self.changed_at = moment;
        self
    }

    /// Makes them what a bill of this side takes them for.
    pub(super) fn take_part(&mut self, side: Side) {
        self.add_profile(match side {
            Side::Income => &CUSTOMER,
            Side::Expense => &SUPPLIER,
        });
    }

    /// Whether this is their tax id, punctuation aside.
    pub(super) fn has_tax_id(&self, tax_id: &str) -> bool {
        self.tax_id.as_deref().map(characters) == Some(characters(tax_id))
    }

    fn add_profile(&mut self, profile: &'static Profile) {
        if !self.profiles.contains(&profile) {
            self.profiles.push(profile);
        }
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.record.get(field).and_then(Value::as_str)
    }

    fn phone(&self) -> Option<&str> {
        let mobile = self.text("telefone_celular");
        mobile.or_else(|| self.text("telefone_comercial"))
    }

    /// Whether name or tax id holds this text.
    fn holds(&self, text: &str) -> bool {
        let digits = characters(text);
        let tax_id = self.tax_id.as_deref().map(characters).unwrap_or_default();
        self.name.to_lowercase().contains(&text.to_lowercase())
            || (!digits.is_empty() && tax_id.contains(&digits))
    }

    fn address(&self) -> Option<&Value> {
        self.record.get("enderecos").and_then(|list| list.get(0))
    }

    /// The identifier in the old platform: another than the one here.
    fn legacy_id(&self) -> String {
        let tail = self.id.get(8..).unwrap_or_default();
        format!("0000001e{tail}")
    }

    fn legacy_number(&self) -> i64 {
        let tail = self.id.rsplit('-').next().unwrap_or_default();
        i64::from_str_radix(tail, 16).unwrap_or_default()
    }
}

impl Ledger {
    /// Gives a person an id and keeps them.
    pub(super) fn add_person(&mut self, mut person: Person) -> String {
        person.id = self.issue(Record::Person);
        if person.profiles.is_empty() {
            person.add_profile(&CUSTOMER);
        }
        let id = person.id.clone();
        self.people.push(person);
        id
    }
}

pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    let answer = match (method, path) {
        ("GET", []) => list(ledger, ask),
        ("POST", []) => changes::create(ledger, ask, now),
        ("GET", ["legado", id]) => read(ledger, |person| person.legacy_id() == *id),
        ("POST", ["ativar"]) => changes::switch(ledger, ask, true, now),
        ("POST", ["inativar"]) => changes::switch(ledger, ask, false, now),
        ("POST", ["excluir"]) => changes::delete(ledger, ask),
        ("GET", [id]) => read(ledger, |person| person.id == *id),
        ("PUT", [id]) => changes::replace(ledger, id, ask, now),
        ("PATCH", [id]) => changes::change(ledger, id, ask, now),
        _ => return Err(Reply::no_such_page()),
    };
    answer.map_err(Reply::with_error_alone)
}

pub(super) fn unknown() -> Reply {
    Reply::complaint(404, "pessoa nao encontrada")
}

/// A list that is filtered by profile even when nobody asked for it, and `null` when it is empty.
fn list(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let profile = profile(ask.text("tipo_perfil").unwrap_or("Cliente"))?;
    let kind = ask
        .text("tipos_pessoa")
        .map(|text| kind(text, "tipos_pessoa"))
        .transpose()?;
    let changed = ask.whole_window("data_alteracao_de", "data_alteracao_ate")?;
    let (from, to) = (
        ask.date("data_criacao_inicio")?,
        ask.date("data_criacao_fim")?,
    );
    if from.is_some() != to.is_some() {
        return Err(Reply::bad(
            "data_criacao_inicio e data_criacao_fim devem ser informados juntos",
        ));
    }
    let mut found: Vec<_> = ledger
        .people
        .iter()
        .filter(|one| one.profiles.contains(&profile))
        .filter(|one| kind.is_none_or(|kind| one.kind == kind))
        .filter(|one| changed.is_none_or(|(from, to)| (from..=to).contains(&one.changed_at)))
        .filter(|one| from.is_none_or(|from| one.created_on >= from))
        .filter(|one| to.is_none_or(|to| one.created_on <= to))
        .filter(|one| is_wanted(one, ask))
        .collect();
    found.sort_by_key(|one| match ask.text("tipo_ordenacao") {
        Some("EMAIL") => one.text("email").unwrap_or_default().to_lowercase(),
        Some("DOCUMENTO") => one.tax_id.clone().unwrap_or_default(),
        Some("ATIVO") => (!one.active).to_string(),
        _ => one.name.to_lowercase(),
    });
    if ask.text("ordem_ordenacao") == Some("DESC") {
        found.reverse();
    }
    let total = found.len();
    let items: Vec<_> = page
        .of(found)
        .map(|one| summary(one, ask.is_true("com_endereco")))
        .collect();
    let items = match items.is_empty() {
        true => Json::Null,
        false => Json::List(items),
    };
    Ok(Reply::ok(Json::object([
        ("items", items),
        ("totalItems", total.into()),
    ])))
}

/// Whether a person passes the filters that take several values between commas, and the text.
fn is_wanted(person: &Person, ask: &Ask<'_>) -> bool {
    let address = |field| {
        let address = person.address()?;
        address.get(field).and_then(Value::as_str)
    };
    let any_of = |name: &str, is_theirs: &dyn Fn(&str) -> bool| {
        let wanted = ask.text(name);
        wanted.is_none_or(|wanted| wanted.split(',').any(is_theirs))
    };
    let texts = [
        ("ids", Some(person.id.as_str())),
        ("nomes", Some(person.name.as_str())),
        ("emails", person.text("email")),
        ("telefones", person.phone()),
        ("codigos_pessoa", person.text("codigo")),
        ("paises", address("pais")),
        ("cidades", address("cidade")),
        ("ufs", address("estado")),
    ];
    let mut texts = texts.into_iter();
    texts.all(|(name, theirs)| any_of(name, &|one| theirs == Some(one)))
        && any_of("documentos", &|one| person.has_tax_id(one))
        && ask.text("busca").is_none_or(|text| person.holds(text))
}

fn characters(tax_id: &str) -> String {
    tax_id.chars().filter(char::is_ascii_alphanumeric).collect()
}

pub(super) fn raw(value: Option<&Value>) -> Json {
    value.map_or(Json::Null, |value| Json::Raw(value.to_string()))
}

fn summary(person: &Person, with_address: bool) -> Json {
    let mut fields = vec![
        ("id", (&person.id).into()),
        ("id_legado", person.legacy_number().into()),
        ("uuid_legado", person.legacy_id().into()),
        ("nome", (&person.name).into()),
        ("documento", person.tax_id.as_ref().into()),
        ("email", person.text("email").into()),
        ("telefone", person.phone().into()),
        ("tipo_pessoa", person.kind.told.into()),
        (
            "perfis",
            Json::list(person.profiles.iter().map(|one| one.told.into())),
        ),
        ("ativo", person.active.into()),
        ("data_criacao", Json::date(person.created_on)),
        ("data_alteracao", Json::moment(person.changed_at)),
        ("observacoes_gerais", person.text("observacao").into()),
    ];
    if with_address {
        fields.push(("endereco", raw(person.address())));
    }
    Json::Object(fields)
}

fn read(ledger: &Ledger, is_meant: impl Fn(&Person) -> bool) -> Answer {
    let person = ledger.people.iter().find(|one| is_meant(one));
    person
        .map(|person| Reply::ok(detail(person)))
        .ok_or_else(unknown)
}

/// A person in full: some names differ from those of creation.
fn detail(person: &Person) -> Json {
    let field = |name: &str| raw(person.record.get(name));
    let list = |name: &str| {
        person
            .record
            .get(name)
            .map_or(Json::list([]), |list| raw(Some(list)))
    };
    let profiles = person.profiles.iter().map(|one| {
        Json::object([
            ("id", person.legacy_id().into()),
            ("tipo_perfil", one.asked.into()),
        ])
    });
    let legacy = person.profiles.iter().map(|one| {
        Json::object([
            ("id", person.legacy_number().into()),
            ("perfil", one.told.into()),
            ("uuid", person.legacy_id().into()),
        ])
    });
    Json::object([
        ("id", (&person.id).into()),
        ("codigo", field("codigo")),
        ("nome", (&person.name).into()),
        ("nome_empresa", field("nome_fantasia")),
        ("documento", person.tax_id.as_ref().into()),
        ("rg", field("rg")),
        ("email", field("email")),
        ("telefone_celular", field("telefone_celular")),
        ("telefone_comercial", field("telefone_comercial")),
        ("observacao", field("observacao")),
        ("tipo_pessoa", person.kind.told.into()),
        ("data_nascimento", field("data_nascimento")),
        ("criado_em", Json::date(person.created_on)),
        ("data_alteracao", Json::moment(person.changed_at)),
        ("ativo", person.active.into()),
        ("orgao_publico", field("agencia_publica")),
        ("optante_simples_nacional", field("optante_simples")),
        (
            "contato_cobranca_faturamento",
            field("contato_cobranca_faturamento"),
        ),
        ("enderecos", list("enderecos")),
        ("inscricoes", list("inscricoes")),
        ("lembretes_vencimento", Json::list([])),
        ("outros_contatos", list("outros_contatos")),
        ("perfis", Json::list(profiles)),
        ("pessoas_legado", Json::list(legacy)),
    ])
}

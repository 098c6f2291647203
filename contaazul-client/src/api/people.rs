//! Customers, suppliers and carriers.

use brazil_types::TaxId;
use client_core::http::Call;
use client_core::{Action, Error, Operation, Result};
use serde::Serialize;
use time::{Date, OffsetDateTime};

use crate::client::ContaAzul;
use crate::model::{
    LegacyPersonId, NewPerson, PeopleStatus, Person, PersonId, PersonKind, PersonSummary,
    PersonUpdate, Profile, SavedPerson,
};
use crate::operations;
use crate::query::{Query, SortOrder};

/// How many people one call activates, deactivates or deletes.
const LARGEST_BATCH: usize = 10;

/// Customers, suppliers and carriers: reached by [`ContaAzul::people`].
/// [Documented](https://developers.contaazul.com/open-api-docs/open-api-person/v1) and measured in
/// production.
#[doc(alias = "pessoas")]
#[derive(Clone, Copy, Debug)]
pub struct People<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl People<'_> {
    /// Lists people who are `profile` to the company. Without a profile the ERP would list
    /// customers only, so there is no list of all: ask for each profile, and expect whoever has two
    /// of them twice.
    ///
    /// The pages call natural persons the default of [`kind`](Query::kind), too; production was not
    /// seen to apply it. Ask for each kind if a missing company would hurt.
    #[doc(alias = "retornaPessoasPorFiltros")]
    pub fn list(&self, profile: Profile) -> Query<PersonSummary> {
        Query::new(self.client.executor(), &operations::people::LIST)
            .filter("tipo_perfil", profile.as_request_str())
    }

    /// Creates a person.
    ///
    /// Never repeated by itself when the outcome is unknown: look for the tax id first
    /// ([`Query::tax_ids`]).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an empty
    /// name, a text that is too long and a tax id of the other kind.
    #[doc(alias = "criarPessoa")]
    pub fn create(&self, person: &NewPerson) -> Action<SavedPerson> {
        let call = person
            .check()
            .and_then(|()| Call::new(&operations::people::CREATE).json(person));
        Action::json(self.client.executor(), call)
    }

    /// Reads one person.
    ///
    /// # Errors
    /// Status 404 when there is none, or no longer.
    #[doc(alias = "retornaPessoaPorId")]
    pub fn get(&self, id: &PersonId) -> Action<Person> {
        let call = Call::new(&operations::people::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Replaces a person with all of their record; for a field or two take
    /// [`update`](Self::update). That the answer has the names of creation is *inferred*.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when something
    /// is missing that production insists on: code, day of birth, e-mail address, number at work,
    /// remark, registrations, a contact with a mobile number, an address with a complement, and for
    /// natural persons CPF and identity card, for companies the CNPJ.
    #[doc(alias = "atualizarPessoaPorId")]
    pub fn replace(&self, id: &PersonId, person: &NewPerson) -> Action<SavedPerson> {
        let call = person.check_complete().and_then(|()| {
            Call::new(&operations::people::REPLACE)
                .argument("id", id)
                .json(person)
        });
        Action::json(self.client.executor(), call)
    }

    /// Changes what is set in `update`. The ERP answers nothing; read the person to see the result.
    #[doc(alias = "atualizarParcialmentePessoa")]
    pub fn update(&self, id: &PersonId, update: &PersonUpdate) -> Action<()> {
        let call = update.check().and_then(|()| {
            Call::new(&operations::people::UPDATE)
                .argument("id", id)
                .json(update)
        });
        Action::empty(self.client.executor(), call)
    }

    /// Reads one person by their identifier in the old platform: the UUID, as measured in
    /// production, and not the number.
    #[doc(alias = "legado")]
    pub fn get_by_legacy_id(&self, id: &LegacyPersonId) -> Action<Person> {
        let call = Call::new(&operations::people::GET_BY_LEGACY_ID).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Takes one to ten people into use.
    #[doc(alias = "ativar")]
    pub fn activate(&self, people: &[PersonId]) -> Action<PeopleStatus> {
        let call = batch_call(&operations::people::ACTIVATE, people);
        Action::json(self.client.executor(), call)
    }

    /// Takes one to ten people out of use.
    #[doc(alias = "inativar")]
    pub fn deactivate(&self, people: &[PersonId]) -> Action<PeopleStatus> {
        let call = batch_call(&operations::people::DEACTIVATE, people);
        Action::json(self.client.executor(), call)
    }

    /// Deletes one to ten people for good.
    ///
    /// # Errors
    /// Status 400 for people who are part of sales, contracts or financial events, and for those
    /// who
    /// were deleted before: the message tells their ids and not which of both.
    /// [Deactivate](Self::deactivate) them instead.
    #[doc(alias = "excluir")]
    pub fn delete(&self, people: &[PersonId]) -> Action<()> {
        let call = batch_call(&operations::people::DELETE, people);
        Action::empty(self.client.executor(), call)
    }
}

#[derive(Serialize)]
struct Batch<'a> {
    uuids: &'a [PersonId],
}

fn batch_call(operation: &'static Operation, people: &[PersonId]) -> Result<Call> {
    if !(1..=LARGEST_BATCH).contains(&people.len()) {
        return Err(Error::input(format!(
            "uuids has {} ids; the ERP takes 1 to {LARGEST_BATCH}, so split them",
            people.len()
        )));
    }
    Call::new(operation).json(&Batch { uuids: people })
}

/// What people can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PersonColumn {
    /// By name.
    Name,
    /// By e-mail address.
    Email,
    /// By CPF or CNPJ.
    TaxId,
    /// Those in use and those out of it apart.
    Active,
}

/// Filters with several values keep people who have any of them. A value must not hold a comma.
impl Query<PersonSummary> {
    /// Only those whose name or tax id holds this text.
    #[doc(alias = "busca")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("busca", text.as_ref())
    }

    /// Only natural persons, companies, or people from abroad.
    #[doc(alias = "tipos_pessoa")]
    pub fn kind(self, kind: PersonKind) -> Self {
        self.filter("tipos_pessoa", kind.as_request_str())
    }

    /// Only these people.
    pub fn ids<'a>(self, ids: impl IntoIterator<Item = &'a PersonId>) -> Self {
        self.any_of("ids", ids)
    }

    /// Only those with one of these tax ids.
    #[doc(alias = "documentos")]
    pub fn tax_ids<'a>(self, tax_ids: impl IntoIterator<Item = &'a TaxId>) -> Self {
        self.any_of("documentos", tax_ids.into_iter().map(TaxId::expose))
    }

    /// Only those of one of these names.
    #[doc(alias = "nomes")]
    pub fn names(self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.any_of_texts("nomes", names)
    }

    /// Only those with one of these e-mail addresses.
    pub fn emails(self, emails: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.any_of_texts("emails", emails)
    }

    /// Only those with one of these phone numbers.
    #[doc(alias = "telefones")]
    pub fn phones(self, phones: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.any_of_texts("telefones", phones)
    }

    /// Only those to whom the company gave one of these codes.
    #[doc(alias = "codigos_pessoa")]
    pub fn codes(self, codes: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.any_of_texts("codigos_pessoa", codes)
    }

    /// Only those in one of these countries.
    #[doc(alias = "paises")]
    pub fn countries(self, countries: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.any_of_texts("paises", countries)
    }

    /// Only those in one of these states, by their two letters.
    #[doc(alias = "ufs")]
    pub fn states(self, states: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.any_of_texts("ufs", states)
    }

    /// Only those in one of these cities.
    #[doc(alias = "cidades")]
    pub fn cities(self, cities: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.any_of_texts("cidades", cities)
    }

    fn any_of_texts(
        self,
        name: &'static str,
        texts: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Self {
        self.any_of(name, texts.into_iter().map(|text| text.as_ref().to_owned()))
    }

    /// Only those created from `from` to `to`, both included.
    #[doc(alias = "data_criacao_inicio")]
    #[doc(alias = "data_criacao_fim")]
    pub fn created_between(self, from: Date, to: Date) -> Self {
        self.date_range(("data_criacao_inicio", from), ("data_criacao_fim", to))
    }

    /// Only those that changed from `from` to `to`: at most 365 days apart, sent in Brasília time
    /// and cut to the second.
    #[doc(alias = "data_alteracao_de")]
    #[doc(alias = "data_alteracao_ate")]
    pub fn changed_between(self, from: OffsetDateTime, to: OffsetDateTime) -> Self {
        self.moment_range(("data_alteracao_de", from), ("data_alteracao_ate", to))
    }

    /// With their addresses. A public client describes the parameter as a filter for people who
    /// have one.
    #[doc(alias = "com_endereco")]
    pub fn with_addresses(self) -> Self {
        self.filter("com_endereco", true)
    }

    /// Sorts them; by name by default.
    #[doc(alias = "tipo_ordenacao")]
    #[doc(alias = "ordem_ordenacao")]
    pub fn sort(self, order: SortOrder, column: PersonColumn) -> Self {
        let column = match column {
            PersonColumn::Name => "NOME",
            PersonColumn::Email => "EMAIL",
            PersonColumn::TaxId => "DOCUMENTO",
            PersonColumn::Active => "ATIVO",
        };
        self.sorted_with(("tipo_ordenacao", column), ("ordem_ordenacao", order))
    }
}

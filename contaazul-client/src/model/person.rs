//! Customers, suppliers and carriers: one register, told apart by profiles.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Address, BillingContact, Contact, LegacyPersonId, PersonId, TaxRegistration};

client_core::open_enum! {
    /// What a person is before the law. Asked for as `Física`, answered as `FISICA`: both are read.
    #[doc(alias = "tipo_pessoa")]
    pub enum PersonKind {
        /// A natural person, with a CPF.
        Individual = "FISICA" | "Física",
        /// A legal entity, with a CNPJ.
        Company = "JURIDICA" | "Jurídica",
        /// Somebody from abroad.
        Foreign = "ESTRANGEIRA" | "Estrangeira",
    }
}

impl PersonKind {
    /// The spelling that requests demand; any other is answered with 400.
    pub(crate) fn as_request_str(&self) -> &str {
        match self {
            Self::Individual => "Física",
            Self::Company => "Jurídica",
            Self::Foreign => "Estrangeira",
            other @ Self::Unrecognized(_) => other.as_str(),
        }
    }
}

client_core::open_enum! {
    /// What a person is to the company. Asked for as `Cliente`, answered as `CLIENTE`: both are
    /// read.
    #[doc(alias = "tipo_perfil")]
    #[doc(alias = "perfis")]
    pub enum Profile {
        /// Customer.
        Customer = "CLIENTE" | "Cliente",
        /// Supplier.
        Supplier = "FORNECEDOR" | "Fornecedor",
        /// Carrier.
        Carrier = "TRANSPORTADORA" | "Transportadora",
    }
}

impl Profile {
    /// The spelling that requests demand; any other is answered with 400.
    pub(crate) fn as_request_str(&self) -> &str {
        match self {
            Self::Customer => "Cliente",
            Self::Supplier => "Fornecedor",
            Self::Carrier => "Transportadora",
            other @ Self::Unrecognized(_) => other.as_str(),
        }
    }
}

/// A person as the list shows them.
#[doc(alias = "pessoa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PersonSummary {
    /// Identifier, good everywhere.
    pub id: Option<PersonId>,
    /// Number in the old platform. Not what
    /// [`get_by_legacy_id`](crate::api::People::get_by_legacy_id) takes.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_number: Option<i64>,
    /// Identifier in the old platform.
    #[serde(rename = "uuid_legado")]
    #[doc(alias = "uuid_legado")]
    pub legacy_id: Option<LegacyPersonId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ, with or without punctuation.
    #[serde(rename = "documento")]
    #[doc(alias = "documento")]
    pub tax_id: Option<Redacted<String>>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
    /// Phone number.
    #[serde(rename = "telefone")]
    #[doc(alias = "telefone")]
    pub phone: Option<Redacted<String>>,
    /// What the person is before the law.
    #[serde(rename = "tipo_pessoa")]
    #[doc(alias = "tipo_pessoa")]
    pub kind: Option<PersonKind>,
    /// What the person is to the company; may be left out of lists.
    #[serde(rename = "perfis", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "perfis")]
    pub profiles: Vec<Profile>,
    /// Whether the person is in use. Found to differ from the filter asked for.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// Day of creation.
    #[serde(rename = "data_criacao", default, with = "wire::day_or_instant")]
    #[doc(alias = "data_criacao")]
    pub created_on: Option<Date>,
    /// When it last changed.
    #[serde(rename = "data_alteracao", default, with = "wire::local_instant")]
    #[doc(alias = "data_alteracao")]
    pub changed_at: Option<OffsetDateTime>,
    /// Remark.
    #[serde(rename = "observacoes_gerais")]
    #[doc(alias = "observacoes_gerais")]
    pub remark: Option<Redacted<String>>,
    /// Address, if it was [asked for](crate::Query::with_addresses).
    #[serde(rename = "endereco")]
    #[doc(alias = "endereco")]
    pub address: Option<Address>,
}

/// A person with all there is to know.
#[doc(alias = "pessoa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Person {
    /// Identifier.
    pub id: Option<PersonId>,
    /// Code the company gave.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// Name the company uses. Integrators report that it is the trade name of companies.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// The other name of a company. Integrators report the legal one.
    #[serde(rename = "nome_empresa")]
    #[doc(alias = "nome_empresa")]
    pub company_name: Option<Redacted<String>>,
    /// CPF or CNPJ, with or without punctuation.
    #[serde(rename = "documento")]
    #[doc(alias = "documento")]
    pub tax_id: Option<Redacted<String>>,
    /// Number of the identity card (RG).
    #[serde(rename = "rg")]
    #[doc(alias = "rg")]
    pub identity_card: Option<Redacted<String>>,
    /// E-mail addresses, between commas.
    pub email: Option<Redacted<String>>,
    /// Mobile number.
    #[serde(rename = "telefone_celular")]
    #[doc(alias = "telefone_celular")]
    pub mobile_phone: Option<Redacted<String>>,
    /// Number at work.
    #[serde(rename = "telefone_comercial")]
    #[doc(alias = "telefone_comercial")]
    pub business_phone: Option<Redacted<String>>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// What the person is before the law.
    #[serde(rename = "tipo_pessoa")]
    #[doc(alias = "tipo_pessoa")]
    pub kind: Option<PersonKind>,
    /// Day of birth.
    #[serde(rename = "data_nascimento", default, with = "wire::date")]
    #[doc(alias = "data_nascimento")]
    pub born_on: Option<Redacted<Date>>,
    /// Day of creation.
    #[serde(rename = "criado_em", default, with = "wire::day_or_instant")]
    #[doc(alias = "criado_em")]
    pub created_on: Option<Date>,
    /// When it last changed.
    #[serde(rename = "data_alteracao", default, with = "wire::local_instant")]
    #[doc(alias = "data_alteracao")]
    pub changed_at: Option<OffsetDateTime>,
    /// Whether the person is in use.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// Whether it is a public agency.
    #[serde(rename = "orgao_publico")]
    #[doc(alias = "orgao_publico")]
    pub public_agency: Option<bool>,
    /// Whether it is taxed under Simples Nacional.
    #[serde(rename = "optante_simples_nacional")]
    #[doc(alias = "optante_simples_nacional")]
    pub simples_nacional: Option<bool>,
    /// Overdue and to be paid to the person, in BRL.
    #[serde(rename = "atrasos_pagamentos")]
    #[doc(alias = "atrasos_pagamentos")]
    pub overdue_payables: Option<Amount>,
    /// Overdue and to be received from the person, in BRL.
    #[serde(rename = "atrasos_recebimentos")]
    #[doc(alias = "atrasos_recebimentos")]
    pub overdue_receivables: Option<Amount>,
    /// To be paid to the person this month, in BRL.
    #[serde(rename = "pagamentos_mes_atual")]
    #[doc(alias = "pagamentos_mes_atual")]
    pub payables_this_month: Option<Amount>,
    /// To be received from the person this month, in BRL.
    #[serde(rename = "recebimentos_mes_atual")]
    #[doc(alias = "recebimentos_mes_atual")]
    pub receivables_this_month: Option<Amount>,
    /// What is open.
    #[serde(rename = "mensagem_pagamentos_abertos")]
    #[doc(alias = "mensagem_pagamentos_abertos")]
    pub open_payments: Option<OpenPayments>,
    /// Where bills go.
    #[serde(rename = "contato_cobranca_faturamento")]
    #[doc(alias = "contato_cobranca_faturamento")]
    pub billing_contact: Option<BillingContact>,
    /// Addresses.
    #[serde(
        rename = "enderecos",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "enderecos")]
    pub addresses: Vec<Address>,
    /// Registrations with tax offices.
    #[serde(
        rename = "inscricoes",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "inscricoes")]
    pub registrations: Vec<TaxRegistration>,
    /// Who is reminded of what falls due.
    #[serde(
        rename = "lembretes_vencimento",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "lembretes_vencimento")]
    pub due_reminders: Vec<DueReminder>,
    /// People to turn to.
    #[serde(
        rename = "outros_contatos",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "outros_contatos")]
    pub contacts: Vec<Contact>,
    /// What the person is to the company.
    #[serde(rename = "perfis", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "perfis")]
    pub profiles: Vec<PersonProfile>,
    /// The person in the old platform, once per profile.
    #[serde(
        rename = "pessoas_legado",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "pessoas_legado")]
    pub legacy: Vec<LegacyPerson>,
}

/// How much is open with a person.
#[doc(alias = "mensagem_pagamentos_abertos")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OpenPayments {
    /// How many payments.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub count: Option<i64>,
    /// What they sum up to, in BRL.
    pub total: Option<Amount>,
}

/// Who is reminded of what falls due.
#[doc(alias = "lembretes_vencimento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DueReminder {
    /// Identifier.
    pub id: Option<String>,
    /// Whether it is sent.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
}

/// A profile of a person, with its own identifier.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PersonProfile {
    /// Identifier of the profile, not of the person.
    pub id: Option<String>,
    /// What the person is to the company.
    #[serde(rename = "tipo_perfil")]
    #[doc(alias = "tipo_perfil")]
    pub profile: Option<Profile>,
}

/// A person in the old platform, which kept one per profile.
#[doc(alias = "pessoas_legado")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LegacyPerson {
    /// Number.
    #[serde(rename = "id")]
    #[doc(alias = "id")]
    pub number: Option<i64>,
    /// What the person was to the company there.
    #[serde(rename = "perfil")]
    #[doc(alias = "perfil")]
    pub profile: Option<Profile>,
    /// Identifier, which [`get_by_legacy_id`](crate::api::People::get_by_legacy_id) takes.
    #[serde(rename = "uuid")]
    #[doc(alias = "uuid")]
    pub id: Option<LegacyPersonId>,
}

/// A person as creation and replacement answer, under the names that requests have. What was not
/// sent is left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SavedPerson {
    /// Identifier.
    pub id: Option<PersonId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// What the person is before the law.
    #[serde(rename = "tipo_pessoa")]
    #[doc(alias = "tipo_pessoa")]
    pub kind: Option<PersonKind>,
    /// What the person is to the company.
    #[serde(rename = "perfis", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "perfis")]
    pub profiles: Vec<PersonProfile>,
    /// CPF of a natural person.
    pub cpf: Option<Redacted<String>>,
    /// CNPJ of a company.
    pub cnpj: Option<Redacted<String>>,
    /// Trade name.
    #[serde(rename = "nome_fantasia")]
    #[doc(alias = "nome_fantasia")]
    pub trade_name: Option<Redacted<String>>,
    /// Code the company gave.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// E-mail addresses, between commas.
    pub email: Option<Redacted<String>>,
    /// Mobile number.
    #[serde(rename = "telefone_celular")]
    #[doc(alias = "telefone_celular")]
    pub mobile_phone: Option<Redacted<String>>,
    /// Number at work.
    #[serde(rename = "telefone_comercial")]
    #[doc(alias = "telefone_comercial")]
    pub business_phone: Option<Redacted<String>>,
    /// Day of birth.
    #[serde(rename = "data_nascimento", default, with = "wire::date")]
    #[doc(alias = "data_nascimento")]
    pub born_on: Option<Redacted<Date>>,
    /// Number of the identity card (RG).
    #[serde(rename = "rg")]
    #[doc(alias = "rg")]
    pub identity_card: Option<Redacted<String>>,
    /// Whether the person is in use.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// Whether it is taxed under Simples Nacional.
    #[serde(rename = "optante_simples")]
    #[doc(alias = "optante_simples")]
    pub simples_nacional: Option<bool>,
    /// Whether it is a public agency.
    #[serde(rename = "agencia_publica")]
    #[doc(alias = "agencia_publica")]
    pub public_agency: Option<bool>,
    /// Addresses.
    #[serde(
        rename = "enderecos",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "enderecos")]
    pub addresses: Vec<Address>,
    /// Registrations with tax offices.
    #[serde(
        rename = "inscricoes",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "inscricoes")]
    pub registrations: Vec<TaxRegistration>,
    /// People to turn to.
    #[serde(
        rename = "outros_contatos",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "outros_contatos")]
    pub contacts: Vec<Contact>,
    /// Where bills go.
    #[serde(rename = "contato_cobranca_faturamento")]
    #[doc(alias = "contato_cobranca_faturamento")]
    pub billing_contact: Option<BillingContact>,
    /// Whether the person is from abroad.
    #[serde(rename = "estrangeiro")]
    #[doc(alias = "estrangeiro")]
    pub foreign: Option<bool>,
    /// Where the record came from: `API`.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<String>,
}

/// What became of the people that were taken into use or out of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "StatusAnswer")]
#[non_exhaustive]
pub struct PeopleStatus {
    /// Everyone who was named.
    #[serde(rename = "todos")]
    #[doc(alias = "todos")]
    pub all: Vec<PersonId>,
    /// Who is in use now.
    #[serde(rename = "ativos")]
    #[doc(alias = "ativos")]
    pub active: Vec<PersonId>,
    /// Who is out of use now.
    #[serde(rename = "inativos")]
    #[doc(alias = "inativos")]
    pub inactive: Vec<PersonId>,
}

/// Documented as a list of one object, sent as the object; what does not apply is `null`.
#[derive(Deserialize)]
#[serde(untagged)]
enum StatusAnswer {
    Listed(Vec<StatusLists>),
    Plain(StatusLists),
}

#[derive(Deserialize)]
struct StatusLists {
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    todos: Vec<PersonId>,
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    ativos: Vec<PersonId>,
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    inativos: Vec<PersonId>,
}

impl From<StatusAnswer> for PeopleStatus {
    fn from(answer: StatusAnswer) -> Self {
        let lists = match answer {
            StatusAnswer::Listed(lists) => lists,
            StatusAnswer::Plain(lists) => vec![lists],
        };
        let mut status = Self {
            all: Vec::new(),
            active: Vec::new(),
            inactive: Vec::new(),
        };
        for one in lists {
            status.all.extend(one.todos);
            status.active.extend(one.ativos);
            status.inactive.extend(one.inativos);
        }
        status
    }
}

//! People to be created, replaced or changed.

use std::marker::PhantomData;

use brazil_types::{Cnpj, Cpf};
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Serialize, Serializer};
use time::Date;

use super::value::check_lengths;
use super::{Address, BillingContact, Contact, PersonKind, Profile, TaxRegistration};

/// Marks the form of a person to be created, or to replace one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholePerson {}

/// Marks the form of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonChange {}

/// A person to be created, or to replace one.
pub type NewPerson = PersonForm<WholePerson>;

/// A change of a person; what is not set stays as it is. Lists are sent whole: whether the ERP
/// replaces or extends the ones it has is not documented.
pub type PersonUpdate = PersonForm<PersonChange>;

/// What is sent of a person: [`NewPerson`] or [`PersonUpdate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct PersonForm<F> {
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    name: Option<Redacted<String>>,
    #[serde(
        rename = "tipo_pessoa",
        serialize_with = "kind",
        skip_serializing_if = "Option::is_none"
    )]
    kind: Option<PersonKind>,
    #[serde(rename = "perfis", skip_serializing_if = "Vec::is_empty")]
    profiles: Vec<ProfileEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cpf: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cnpj: Option<Redacted<String>>,
    // Creation and change have two names each for these two.
    #[serde(rename = "nome_fantasia", skip_serializing_if = "Option::is_none")]
    trade_name: Option<Redacted<String>>,
    #[serde(rename = "nome_empresa", skip_serializing_if = "Option::is_none")]
    company_name: Option<Redacted<String>>,
    #[serde(rename = "optante_simples", skip_serializing_if = "Option::is_none")]
    simples: Option<bool>,
    #[serde(
        rename = "optante_simples_nacional",
        skip_serializing_if = "Option::is_none"
    )]
    simples_nacional: Option<bool>,
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Redacted<String>>,
    #[serde(rename = "telefone_celular", skip_serializing_if = "Option::is_none")]
    mobile_phone: Option<Redacted<String>>,
    #[serde(rename = "telefone_comercial", skip_serializing_if = "Option::is_none")]
    business_phone: Option<Redacted<String>>,
    #[serde(
        rename = "data_nascimento",
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    born_on: Option<Redacted<Date>>,
    #[serde(rename = "rg", skip_serializing_if = "Option::is_none")]
    identity_card: Option<Redacted<String>>,
    #[serde(rename = "ativo", skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(rename = "observacao", skip_serializing_if = "Option::is_none")]
    remark: Option<Redacted<String>>,
    #[serde(rename = "agencia_publica", skip_serializing_if = "Option::is_none")]
    public_agency: Option<bool>,
    #[serde(rename = "enderecos", skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<Address>,
    #[serde(rename = "inscricoes", skip_serializing_if = "Vec::is_empty")]
    registrations: Vec<TaxRegistration>,
    #[serde(rename = "outros_contatos", skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<Contact>,
    #[serde(
        rename = "contato_cobranca_faturamento",
        skip_serializing_if = "Option::is_none"
    )]
    billing_contact: Option<BillingContact>,
    #[serde(skip)]
    form: PhantomData<F>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ProfileEntry {
    #[serde(rename = "tipo_perfil", serialize_with = "profile")]
    profile: Profile,
}

fn kind<S: Serializer>(kind: &Option<PersonKind>, serializer: S) -> Result<S::Ok, S::Error> {
    kind.as_ref()
        .map(PersonKind::as_request_str)
        .serialize(serializer)
}

fn profile<S: Serializer>(profile: &Profile, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(profile.as_request_str())
}

impl<F> PersonForm<F> {
    fn empty() -> Self {
        Self {
            name: None,
            kind: None,
            profiles: Vec::new(),
            cpf: None,
            cnpj: None,
            trade_name: None,
            company_name: None,
            simples: None,
            simples_nacional: None,
            code: None,
            email: None,
            mobile_phone: None,
            business_phone: None,
            born_on: None,
            identity_card: None,
            active: None,
            remark: None,
            public_agency: None,
            addresses: Vec::new(),
            registrations: Vec::new(),
            contacts: Vec::new(),
            billing_contact: None,
            form: PhantomData,
        }
    }

    /// Adds what the person is to the company.
    #[doc(alias = "perfis")]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profiles.push(ProfileEntry { profile });
        self
    }

    /// Sets the CPF of a natural person. Sent without punctuation.
    pub fn cpf(mut self, cpf: Cpf) -> Self {
        self.cpf = Some(Redacted::new(cpf.expose().to_owned()));
        self
    }

    /// Sets the CNPJ of a company. Sent without punctuation.
    pub fn cnpj(mut self, cnpj: Cnpj) -> Self {
        self.cnpj = Some(Redacted::new(cnpj.expose().to_owned()));
        self
    }

    /// Sets a code of your own: at most 20 characters.
    #[doc(alias = "codigo")]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the e-mail address, or several between commas: at most 100 characters together.
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(Redacted::new(email.into()));
        self
    }

    /// Sets the mobile number.
    #[doc(alias = "telefone_celular")]
    pub fn mobile_phone(mut self, mobile_phone: impl Into<String>) -> Self {
        self.mobile_phone = Some(Redacted::new(mobile_phone.into()));
        self
    }

    /// Sets the number at work.
    #[doc(alias = "telefone_comercial")]
    pub fn business_phone(mut self, business_phone: impl Into<String>) -> Self {
        self.business_phone = Some(Redacted::new(business_phone.into()));
        self
    }

    /// Sets the day of birth.
    #[doc(alias = "data_nascimento")]
    pub fn born_on(mut self, day: Date) -> Self {
        self.born_on = Some(Redacted::new(day));
        self
    }

    /// Sets the number of the identity card (RG): at most 50 characters.
    #[doc(alias = "rg")]
    pub fn identity_card(mut self, identity_card: impl Into<String>) -> Self {
        self.identity_card = Some(Redacted::new(identity_card.into()));
        self
    }

    /// Takes the person into use or out of it.
    #[doc(alias = "ativo")]
    pub fn active(mut self, active: bool) -> Self {
        self.active = Some(active);
        self
    }

    /// Sets a remark: at most 2000 characters.
    #[doc(alias = "observacao")]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(Redacted::new(remark.into()));
        self
    }

    /// Says whether it is a public agency.
    #[doc(alias = "agencia_publica")]
    pub fn public_agency(mut self, public_agency: bool) -> Self {
        self.public_agency = Some(public_agency);
        self
    }

    /// Adds an address.
    #[doc(alias = "enderecos")]
    pub fn address(mut self, address: Address) -> Self {
        self.addresses.push(address);
        self
    }

    /// Adds registrations with tax offices.
    #[doc(alias = "inscricoes")]
    pub fn registration(mut self, registration: TaxRegistration) -> Self {
        self.registrations.push(registration);
        self
    }

    /// Adds somebody to turn to.
    #[doc(alias = "outros_contatos")]
    pub fn contact(mut self, contact: Contact) -> Self {
        self.contacts.push(contact);
        self
    }

    /// Sets where bills go.
    #[doc(alias = "contato_cobranca_faturamento")]
    pub fn billing_contact(mut self, billing_contact: BillingContact) -> Self {
        self.billing_contact = Some(billing_contact);
        self
    }

    fn check_fields(&self) -> Result<()> {
        if self
            .name
            .as_ref()
            .is_some_and(|name| name.expose().trim().is_empty())
        {
            return Err(Error::input("nome is empty; name the person"));
        }
        let code = self.code.clone().map(Redacted::new);
        check_lengths([
            (&self.name, 200, "nome"),
            (&self.trade_name, 200, "nome_fantasia"),
            (&self.company_name, 200, "nome_empresa"),
            (&code, 20, "codigo"),
            (&self.email, 100, "email"),
            (&self.identity_card, 50, "rg"),
            (&self.remark, 2_000, "observacao"),
        ])?;
        self.addresses.iter().try_for_each(Address::check)?;
        self.registrations
            .iter()
            .try_for_each(TaxRegistration::check)?;
        self.contacts.iter().try_for_each(Contact::check)
    }
}

impl NewPerson {
    /// A natural person: a name of at most 200 characters, and what they are to the company.
    #[doc(alias = "Física")]
    pub fn individual(name: impl Into<String>, profile: Profile) -> Self {
        Self::of_kind(PersonKind::Individual, name, profile)
    }

    /// A company: a name of at most 200 characters, and what it is to the company.
    #[doc(alias = "Jurídica")]
    pub fn company(name: impl Into<String>, profile: Profile) -> Self {
        Self::of_kind(PersonKind::Company, name, profile)
    }

    /// Somebody from abroad: a name of at most 200 characters, and what they are to the company.
    #[doc(alias = "Estrangeira")]
    pub fn foreign(name: impl Into<String>, profile: Profile) -> Self {
        Self::of_kind(PersonKind::Foreign, name, profile)
    }

    fn of_kind(kind: PersonKind, name: impl Into<String>, profile: Profile) -> Self {
        Self {
            name: Some(Redacted::new(name.into())),
            kind: Some(kind),
            ..Self::empty()
        }
        .profile(profile)
    }

    /// Sets the trade name: at most 200 characters.
    #[doc(alias = "nome_fantasia")]
    pub fn trade_name(mut self, trade_name: impl Into<String>) -> Self {
        self.trade_name = Some(Redacted::new(trade_name.into()));
        self
    }

    /// Says whether it is taxed under Simples Nacional.
    #[doc(alias = "optante_simples")]
    pub fn simples_nacional(mut self, simples: bool) -> Self {
        self.simples = Some(simples);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.check_fields()?;
        match (&self.kind, &self.cpf, &self.cnpj) {
            (Some(PersonKind::Company), Some(_), _) => Err(Error::input(
                "cpf is given for a company; give its cnpj, or create an individual",
            )),
            (Some(PersonKind::Individual), _, Some(_)) => Err(Error::input(
                "cnpj is given for an individual; give the cpf, or create a company",
            )),
            _ => Ok(()),
        }
    }

    /// Production refuses a replacement that lacks any of these, one complaint at a time. The list
    /// was measured for an individual; `rg` and the tax id are left to the ERP for others.
    pub(crate) fn check_complete(&self) -> Result<()> {
        self.check()?;
        let is = |kind| self.kind == Some(kind);
        let filled = |text: &Option<Redacted<String>>| {
            text.as_ref()
                .is_some_and(|text| !text.expose().trim().is_empty())
        };
        let has_mobile = |contact: &Contact| filled(&contact.mobile_phone);
        let has_complement = |address: &Address| filled(&address.complement);
        let wanted = [
            (!is(PersonKind::Individual) || self.cpf.is_some(), "cpf"),
            (!is(PersonKind::Company) || self.cnpj.is_some(), "cnpj"),
            (
                self.code
                    .as_ref()
                    .is_some_and(|code| !code.trim().is_empty()),
                "codigo",
            ),
            (
                !is(PersonKind::Individual) || filled(&self.identity_card),
                "rg",
            ),
            (self.born_on.is_some(), "data_nascimento"),
            (filled(&self.email), "email"),
            (filled(&self.business_phone), "telefone_comercial"),
            (filled(&self.remark), "observacao"),
            (!self.registrations.is_empty(), "inscricoes"),
            (!self.contacts.is_empty(), "outros_contatos"),
            (
                self.contacts.iter().all(has_mobile),
                "outros_contatos[].telefone_celular",
            ),
            (!self.addresses.is_empty(), "enderecos"),
            (
                self.addresses.iter().all(has_complement),
                "enderecos[].complemento",
            ),
        ];
        match wanted.iter().find(|(given, _)| !given) {
            Some((_, field)) => Err(Error::input(format!(
                "{field} is empty; a replacement must be whole, so set it or use an update"
            ))),
            None => Ok(()),
        }
    }
}

impl PersonUpdate {
    /// A change of nothing yet.
    #[expect(clippy::new_without_default, reason = "a change of nothing is refused")]
    pub fn new() -> Self {
        Self::empty()
    }

    /// Renames the person: at most 200 characters.
    #[doc(alias = "nome")]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(Redacted::new(name.into()));
        self
    }

    /// Sets the other name of a company: at most 200 characters.
    #[doc(alias = "nome_empresa")]
    pub fn company_name(mut self, company_name: impl Into<String>) -> Self {
        self.company_name = Some(Redacted::new(company_name.into()));
        self
    }

    /// Says whether it is taxed under Simples Nacional.
    #[doc(alias = "optante_simples_nacional")]
    pub fn simples_nacional(mut self, simples_nacional: bool) -> Self {
        self.simples_nacional = Some(simples_nacional);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if *self == Self::empty() {
            return Err(Error::input("the change is empty; set what is to change"));
        }
        self.check_fields()
    }
}

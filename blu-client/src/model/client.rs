//! Clients of Blu to be created.

use brazil_types::{Cnpj, Cpf};
use client_core::Result;
use client_core::secret::{Redacted, SecretString};
use serde::{Deserialize, Deserializer, Serialize};

use super::{ClientId, check};

client_core::id_type! {
    /// Identifies a user of Blu.
    pub struct UserId;
    /// Identifies a draft of a registration.
    pub struct DraftId;
}

client_core::open_enum! {
    /// What a company sells.
    #[doc(alias = "department_name")]
    pub enum Department {
        /// Furniture.
        Furniture = "Móveis",
        /// Fitted furniture.
        FittedFurniture = "Móveis Planejados",
        /// Clothing.
        Clothing = "Vestuário",
        /// Food and drink.
        FoodAndDrink = "Alimentos e Bebidas",
        /// Articles of defence and security.
        DefenceAndSecurity = "Artigos de Defesa e Segurança",
        /// Mattresses.
        Mattresses = "Colchões",
        /// Home electronics.
        Electronics = "Eletroeletrônico",
        /// Opticians.
        Opticians = "Óticas",
        /// Shoes.
        Shoes = "Calçados",
        /// Events.
        Events = "Eventos",
        /// Anything else.
        Others = "Outros",
    }
}

/// What a login gives: the token for creating clients. It is another than the client's own.
#[derive(Clone, Debug)]
pub struct PortalToken(pub(crate) SecretString);

impl PortalToken {
    /// A token that was kept from an earlier login.
    pub fn new(token: impl Into<SecretString>) -> Self {
        Self(token.into())
    }

    /// The token, to keep.
    pub fn secret(&self) -> &SecretString {
        &self.0
    }
}

impl<'de> Deserialize<'de> for PortalToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Answer {
            authentication_token: Redacted<String>,
        }
        let answer = Answer::deserialize(deserializer)?;
        Ok(Self::new(answer.authentication_token.expose_owned()))
    }
}

/// A client to be created, with its first user.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewClient {
    company: Company,
    user: User,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ecommerce_gateway: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Company {
    cnpj: Redacted<String>,
    department_name: Department,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Redacted<String>>,
}

#[derive(Clone, Debug, Serialize)]
struct User {
    cpf: Redacted<String>,
    email: Redacted<String>,
    phone: Redacted<String>,
    name: Redacted<String>,
}

/// The person that a new client belongs to.
#[derive(Clone, Debug)]
#[must_use]
pub struct NewUser {
    cpf: Redacted<String>,
    name: Redacted<String>,
    email: Redacted<String>,
    phone: Redacted<String>,
}

impl NewUser {
    /// A person by CPF, name, e-mail address and phone (area code and number).
    pub fn new(
        cpf: &Cpf,
        name: impl Into<String>,
        email: impl Into<String>,
        phone: impl Into<String>,
    ) -> Self {
        Self {
            cpf: Redacted::new(cpf.expose().to_owned()),
            name: Redacted::new(name.into()),
            email: Redacted::new(email.into()),
            phone: Redacted::new(phone.into()),
        }
    }
}

impl NewClient {
    /// A company that sells this, and its user.
    pub fn new(cnpj: &Cnpj, department: Department, user: NewUser) -> Self {
        Self {
            company: Company {
                cnpj: Redacted::new(cnpj.expose().to_owned()),
                department_name: department,
                name: None,
            },
            user: User {
                cpf: user.cpf,
                email: user.email,
                phone: user.phone,
                name: user.name,
            },
            project_name: None,
            ecommerce_gateway: None,
        }
    }

    /// The company's name.
    pub fn company_name(mut self, name: impl Into<String>) -> Self {
        self.company.name = Some(Redacted::new(name.into()));
        self
    }

    /// The project that brings the client.
    pub fn project_name(mut self, name: impl Into<String>) -> Self {
        self.project_name = Some(name.into());
        self
    }

    /// The shop system of the client.
    pub fn ecommerce_gateway(mut self, name: impl Into<String>) -> Self {
        self.ecommerce_gateway = Some(name.into());
        self
    }

    /// What is to be sent, or what is wrong with it.
    pub(crate) fn checked(&self) -> Result<Self> {
        check::not_empty(self.user.name.expose(), "user.name")?;
        check::email(self.user.email.expose(), "user.email")?;
        let mut checked = self.clone();
        let phone = check::phone(self.user.phone.expose(), "user.phone")?;
        checked.user.phone = Redacted::new(phone);
        Ok(checked)
    }
}

/// What Blu says to a new client.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedClient {
    /// The client.
    pub client_id: Option<ClientId>,
    /// Its user.
    pub user_id: Option<UserId>,
    /// Blu's prose.
    pub message: Option<Redacted<String>>,
}

/// A registration for Blu's people to take up.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewDraft {
    contact: Contact,
    company: DraftCompany,
}

#[derive(Clone, Debug, Serialize)]
struct Contact {
    name: Redacted<String>,
    email: Redacted<String>,
    phone: Redacted<String>,
}

#[derive(Clone, Debug, Serialize)]
struct DraftCompany {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Redacted<String>>,
    cnpj: Redacted<String>,
}

impl NewDraft {
    /// A company, and whom to talk to there: name, e-mail address and phone.
    pub fn new(
        cnpj: &Cnpj,
        contact_name: impl Into<String>,
        email: impl Into<String>,
        phone: impl Into<String>,
    ) -> Self {
        Self {
            contact: Contact {
                name: Redacted::new(contact_name.into()),
                email: Redacted::new(email.into()),
                phone: Redacted::new(phone.into()),
            },
            company: DraftCompany {
                name: None,
                cnpj: Redacted::new(cnpj.expose().to_owned()),
            },
        }
    }

    /// The company's name.
    pub fn company_name(mut self, name: impl Into<String>) -> Self {
        self.company.name = Some(Redacted::new(name.into()));
        self
    }

    /// What is to be sent, or what is wrong with it.
    pub(crate) fn checked(&self) -> Result<Self> {
        check::not_empty(self.contact.name.expose(), "contact.name")?;
        check::email(self.contact.email.expose(), "contact.email")?;
        let mut checked = self.clone();
        let phone = check::phone(self.contact.phone.expose(), "contact.phone")?;
        checked.contact.phone = Redacted::new(phone);
        Ok(checked)
    }
}

/// What Blu says to a draft.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedDraft {
    /// The draft.
    pub id: Option<DraftId>,
    /// Blu's prose.
    pub message: Option<Redacted<String>>,
}

//! What is sent about links.

use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, Result};
use serde::{Serialize, Serializer};

use super::AccessMode;

/// The login of a person, and what to do with it. A constructor for each kind of institution whose
/// login Belvo documents.
#[derive(Clone, Debug, Serialize)]
pub struct NewLink {
    institution: String,
    #[serde(serialize_with = "exposed")]
    username: SecretString,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "exposed_option"
    )]
    username2: Option<SecretString>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "exposed_option"
    )]
    password: Option<SecretString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_mode: Option<AccessMode>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fetch_resources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credentials_storage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_in: Option<String>,
    #[serde(skip)]
    login: Login,
}

/// Which form the login has.
#[derive(Clone, Copy, Debug)]
enum Login {
    Cpf,
    Curp,
    Rfc,
}

impl NewLink {
    fn new(institution: impl Into<String>, login: Login, username: SecretString) -> Self {
        Self {
            institution: institution.into(),
            username,
            username2: None,
            password: None,
            external_id: None,
            access_mode: None,
            fetch_resources: Vec::new(),
            credentials_storage: None,
            stale_in: None,
            login,
        }
    }

    /// Employments in Brazil, such as `inss_br_employment`: CPF, with or without punctuation, and
    /// password.
    pub fn employment_brazil(
        institution: impl Into<String>,
        cpf: impl Into<SecretString>,
        password: impl Into<SecretString>,
    ) -> Self {
        let link = Self::new(institution, Login::Cpf, cpf.into());
        Self {
            password: Some(password.into()),
            ..link
        }
    }

    /// Employments in Mexico, such as `imss_mx_employment`: CURP, and for most the
    /// [e-mail address](Self::email).
    pub fn employment_mexico(
        institution: impl Into<String>,
        curp: impl Into<SecretString>,
    ) -> Self {
        Self::new(institution, Login::Curp, curp.into())
    }

    /// Taxes in Mexico: RFC and CIEC password.
    pub fn fiscal_mexico(
        institution: impl Into<String>,
        rfc: impl Into<SecretString>,
        password: impl Into<SecretString>,
    ) -> Self {
        let link = Self::new(institution, Login::Rfc, rfc.into());
        Self {
            password: Some(password.into()),
            ..link
        }
    }

    /// The person's e-mail address.
    #[doc(alias = "username2")]
    #[must_use]
    pub fn email(mut self, address: impl Into<SecretString>) -> Self {
        self.username2 = Some(address.into());
        self
    }

    /// Your own id of the link: 3 to 256 characters, and no personal data, for Belvo drops an id
    /// that looks like some.
    #[must_use]
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// Whether Belvo refreshes the link by itself, as it does when not told.
    #[must_use]
    pub fn access_mode(mut self, mode: AccessMode) -> Self {
        self.access_mode = Some(mode);
        self
    }

    /// What Belvo fetches by itself, such as `OWNERS` and `EMPLOYMENTS`.
    #[must_use]
    pub fn fetch<R: Into<String>>(mut self, resources: impl IntoIterator<Item = R>) -> Self {
        self.fetch_resources = resources.into_iter().map(Into::into).collect();
        self
    }

    /// Keeps the credentials for so many days, 1 to 365. Recurrent links keep theirs.
    #[doc(alias = "credentials_storage")]
    #[must_use]
    pub fn store_credentials_for(mut self, days: u16) -> Self {
        self.credentials_storage = Some(format!("{days}d"));
        self
    }

    /// Does not keep the credentials.
    #[doc(alias = "nostore")]
    #[must_use]
    pub fn without_storing_credentials(mut self) -> Self {
        self.credentials_storage = Some("nostore".to_owned());
        self
    }

    /// Drops the data of a link that was not refreshed for so many days, 1 to 365.
    #[must_use]
    pub fn stale_in(mut self, days: u16) -> Self {
        self.stale_in = Some(format!("{days}d"));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if !is_code_name(&self.institution) {
            return Err(Error::input(
                "institution is not a code name such as inss_br_employment",
            ));
        }
        self.login.check(self.username.expose_secret())?;
        let password = self
            .password
            .as_ref()
            .map(|password| password.expose_secret().chars().count());
        match (self.login, password) {
            (Login::Cpf, Some(length)) if !(8..=70).contains(&length) => {
                return Err(Error::input("password has not 8 to 70 characters"));
            }
            (Login::Rfc, Some(length)) if length < 8 => {
                return Err(Error::input(
                    "password has less than the 8 characters of a CIEC",
                ));
            }
            _ => {}
        }
        check_external_id(self.external_id.as_deref())?;
        check_days("credentials_storage", self.credentials_storage.as_deref())?;
        check_days("stale_in", self.stale_in.as_deref())?;
        let recurrent = self.access_mode.as_ref() != Some(&AccessMode::Single);
        let stored = matches!(self.credentials_storage.as_deref(), None | Some("store"));
        if recurrent && !stored {
            return Err(Error::input(
                "credentials_storage: a recurrent link keeps its credentials; make it single or \
                 leave this out",
            ));
        }
        Ok(())
    }
}

impl Login {
    fn check(self, username: &str) -> Result<()> {
        let digits = username.bytes().filter(u8::is_ascii_digit).count();
        let (fits, form) = match self {
            Self::Cpf => {
                let bare = username.len() == 11 && digits == 11;
                let marks: Vec<_> = username.bytes().enumerate().collect();
                let dotted = username.len() == 14
                    && marks.iter().all(|(place, byte)| match place {
                        3 | 7 => *byte == b'.',
                        11 => *byte == b'-',
                        _ => byte.is_ascii_digit(),
                    });
                (bare || dotted, "a CPF, as 11 digits or 000.000.000-00")
            }
            Self::Curp => {
                let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
                (
                    username.len() == 18 && username.bytes().all(plain),
                    "a CURP, as 18 capitals and digits",
                )
            }
            Self::Rfc => (
                (12..=13).contains(&username.chars().count()),
                "an RFC, as 12 or 13 characters",
            ),
        };
        if fits {
            return Ok(());
        }
        Err(Error::input(format!("username is not {form}")))
    }
}

/// Other credentials of a link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkCredentials {
    #[serde(serialize_with = "exposed")]
    password: SecretString,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "exposed_option"
    )]
    password2: Option<SecretString>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "exposed_option"
    )]
    token: Option<SecretString>,
}

impl LinkCredentials {
    /// A new password.
    pub fn new(password: impl Into<SecretString>) -> Self {
        Self {
            password: password.into(),
            password2: None,
            token: None,
        }
    }

    /// A second password, where the institution asks for one.
    #[doc(alias = "password2")]
    #[must_use]
    pub fn second_password(mut self, password: impl Into<SecretString>) -> Self {
        self.password2 = Some(password.into());
        self
    }

    /// A token that the person gave beforehand.
    #[must_use]
    pub fn token(mut self, token: impl Into<SecretString>) -> Self {
        self.token = Some(token.into());
        self
    }
}

/// How a link is to be refreshed from now on.
#[doc(alias = "ChangeAccessMode")]
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkUpdate {
    #[serde(skip_serializing_if = "Option::is_none")]
    access_mode: Option<AccessMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_in: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fetch_resources: Vec<String>,
}

impl LinkUpdate {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether Belvo refreshes it by itself.
    #[must_use]
    pub fn access_mode(mut self, mode: AccessMode) -> Self {
        self.access_mode = Some(mode);
        self
    }

    /// Drops its data when it was not refreshed for so many days, 1 to 365.
    #[must_use]
    pub fn stale_in(mut self, days: u16) -> Self {
        self.stale_in = Some(format!("{days}d"));
        self
    }

    /// What Belvo fetches by itself.
    #[must_use]
    pub fn fetch<R: Into<String>>(mut self, resources: impl IntoIterator<Item = R>) -> Self {
        self.fetch_resources = resources.into_iter().map(Into::into).collect();
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let empty = self.access_mode.is_none() && self.fetch_resources.is_empty();
        if empty && self.stale_in.is_none() {
            return Err(Error::input(
                "the update changes nothing; set one of its fields",
            ));
        }
        check_days("stale_in", self.stale_in.as_deref())
    }
}

/// `planet_mx_employment`: words in lower case.
fn is_code_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    (1..=40).contains(&text.len()) && text.bytes().all(plain)
}

fn check_external_id(id: Option<&str>) -> Result<()> {
    match id.map(|id| id.chars().count()) {
        Some(length) if !(3..=256).contains(&length) => {
            Err(Error::input("external_id has not 3 to 256 characters"))
        }
        _ => Ok(()),
    }
}

pub(super) fn check_days(field: &str, text: Option<&str>) -> Result<()> {
    let days = text.and_then(|text| text.strip_suffix('d'));
    match days.map(str::parse::<u16>) {
        None | Some(Ok(1..=365)) => Ok(()),
        Some(_) => Err(Error::input(format!("{field} is not 1 to 365 days"))),
    }
}

fn exposed<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

fn exposed_option<S: Serializer>(
    secret: &Option<SecretString>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match secret {
        Some(secret) => exposed(secret, serializer),
        None => serializer.serialize_none(),
    }
}

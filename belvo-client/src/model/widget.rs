//! What the connect widget is asked for.

use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use url::Url;

use super::LinkId;
use super::new_link::check_days;

/// What a session of the widget may do.
///
/// A constructor for each use Belvo documents: each has scopes of its own, which must be sent
/// exactly so.
#[derive(Clone, Debug, Serialize)]
pub struct WidgetRequest {
    scopes: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_id: Option<LinkId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fetch_resources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credentials_storage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_in: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    widget: Option<Appearance>,
}

#[derive(Clone, Debug, Serialize)]
struct Appearance {
    #[serde(skip_serializing_if = "Option::is_none")]
    openfinance_feature: Option<&'static str>,
    callback_urls: CallbackUrls,
    branding: WidgetBranding,
    #[serde(skip_serializing_if = "Option::is_none")]
    consent: Option<ConsentRequest>,
}

const NEW_LINK: &str = "read_institutions,write_links";
const UPDATE_LINK: &str = "read_institutions,write_links,read_links";
const NEW_CONSENT: &str = "read_institutions,write_links,read_consents,write_consents,\
                           write_consent_callback,delete_consents";

impl WidgetRequest {
    /// A new consent at a Brazilian bank. `resources` is what Belvo fetches by itself, such as
    /// `ACCOUNTS` and `TRANSACTIONS`; data that were not refreshed for `stale_in` days, 1 to 365,
    /// are dropped.
    pub fn consent<R: Into<String>>(
        resources: impl IntoIterator<Item = R>,
        stale_in: u16,
        callbacks: CallbackUrls,
        branding: WidgetBranding,
        consent: ConsentRequest,
    ) -> Self {
        let request = Self::login(resources, stale_in, callbacks, branding);
        let appearance = request.widget.map(|widget| Appearance {
            openfinance_feature: Some("consent_link_creation"),
            consent: Some(consent),
            ..widget
        });
        Self {
            scopes: NEW_CONSENT,
            widget: appearance,
            ..request
        }
    }

    /// A new link to an employment or fiscal institution, by the person's login.
    pub fn login<R: Into<String>>(
        resources: impl IntoIterator<Item = R>,
        stale_in: u16,
        callbacks: CallbackUrls,
        branding: WidgetBranding,
    ) -> Self {
        Self {
            scopes: NEW_LINK,
            link_id: None,
            fetch_resources: resources.into_iter().map(Into::into).collect(),
            credentials_storage: None,
            stale_in: Some(format!("{stale_in}d")),
            widget: Some(Appearance {
                openfinance_feature: None,
                callback_urls: callbacks,
                branding,
                consent: None,
            }),
        }
    }

    /// New credentials or a token for a link that has become invalid. The link keeps its id.
    pub fn update(link: &LinkId) -> Self {
        Self {
            scopes: UPDATE_LINK,
            link_id: Some(link.clone()),
            fetch_resources: Vec::new(),
            credentials_storage: None,
            stale_in: None,
            widget: None,
        }
    }

    /// Keeps credentials for so many days, 1 to 365. Consents have none.
    #[doc(alias = "credentials_storage")]
    #[must_use]
    pub fn store_credentials_for(mut self, days: u16) -> Self {
        self.credentials_storage = Some(format!("{days}d"));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_days("stale_in", self.stale_in.as_deref())?;
        check_days("credentials_storage", self.credentials_storage.as_deref())?;
        let Some(widget) = &self.widget else {
            return Ok(());
        };
        if self.fetch_resources.is_empty() {
            return Err(Error::input(
                "fetch_resources is empty; name one, such as ACCOUNTS",
            ));
        }
        match &widget.consent {
            Some(consent) => consent.check(),
            None => Ok(()),
        }
    }
}

/// Where the widget sends the person back to. Deep links of apps are allowed.
#[derive(Clone, Debug, Serialize)]
pub struct CallbackUrls {
    success: Url,
    exit: Url,
    event: Url,
}

impl CallbackUrls {
    /// After success, with the link's id in the query; after giving up; on events.
    pub fn new(success: Url, exit: Url, event: Url) -> Self {
        Self {
            success,
            exit,
            event,
        }
    }
}

/// How the widget looks.
#[derive(Clone, Debug, Serialize)]
pub struct WidgetBranding {
    company_name: String,
    company_icon: Url,
    company_logo: Url,
    company_terms_url: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    overlay_background_color: Option<String>,
}

impl WidgetBranding {
    /// Your name, and the addresses of icon, logo and terms.
    pub fn new(name: impl Into<String>, icon: Url, logo: Url, terms: Url) -> Self {
        Self {
            company_name: name.into(),
            company_icon: icon,
            company_logo: logo,
            company_terms_url: terms,
            overlay_background_color: None,
        }
    }

    /// Colour behind the widget, such as `#F0F2F4`.
    #[must_use]
    pub fn overlay_background_color(mut self, color: impl Into<String>) -> Self {
        self.overlay_background_color = Some(color.into());
        self
    }
}

/// What a person is asked to consent to. All four permissions that Belvo knows are asked for.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentRequest {
    purpose: String,
    terms_and_conditions_url: Url,
    permissions: [&'static str; 4],
    identification_info: Vec<Identification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_consent_duration_days: Option<u16>,
}

#[derive(Clone, Debug, Serialize)]
struct Identification {
    #[serde(rename = "type")]
    kind: &'static str,
    number: Redacted<String>,
    name: Redacted<String>,
}

impl ConsentRequest {
    /// What for, in at most 140 characters, and of whom: CPF, as 11 digits, and name.
    pub fn new(
        purpose: impl Into<String>,
        terms: Url,
        cpf: impl Into<String>,
        name: impl Into<String>,
    ) -> Self {
        Self {
            purpose: purpose.into(),
            terms_and_conditions_url: terms,
            permissions: ["REGISTER", "ACCOUNTS", "CREDIT_CARDS", "CREDIT_OPERATIONS"],
            identification_info: vec![Identification {
                kind: "CPF",
                number: Redacted::new(cpf.into()),
                name: Redacted::new(name.into()),
            }],
            default_consent_duration_days: None,
        }
    }

    /// For a company: its CNPJ, 14 characters without punctuation, and name.
    #[must_use]
    pub fn company(mut self, cnpj: impl Into<String>, name: impl Into<String>) -> Self {
        self.identification_info.truncate(1);
        self.identification_info.push(Identification {
            kind: "CNPJ",
            number: Redacted::new(cnpj.into()),
            name: Redacted::new(name.into()),
        });
        self
    }

    /// How long it lasts unless the person chooses otherwise: 92, 183, 275 or 366 days.
    #[must_use]
    pub fn days(mut self, days: u16) -> Self {
        self.default_consent_duration_days = Some(days);
        self
    }

    fn check(&self) -> Result<()> {
        if !(1..=140).contains(&self.purpose.chars().count()) {
            return Err(Error::input("consent.purpose has not 1 to 140 characters"));
        }
        if let Some(days) = self.default_consent_duration_days
            && ![92, 183, 275, 366].contains(&days)
        {
            return Err(Error::input(
                "consent.default_consent_duration_days is none of 92, 183, 275 and 366",
            ));
        }
        for identification in &self.identification_info {
            let length = match identification.kind {
                "CPF" => 11,
                _ => 14,
            };
            let number = identification.number.expose();
            let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if number.len() != length || !plain {
                return Err(Error::input(format!(
                    "consent.identification_info: the {} is not {length} characters without \
                     punctuation",
                    identification.kind
                )));
            }
        }
        Ok(())
    }
}

/// Tokens for one session of the widget.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct WidgetToken {
    /// For the widget: `https://widget.belvo.io/?access_token=…`.
    pub access: Redacted<String>,
    /// To renew it.
    pub refresh: Option<Redacted<String>>,
}

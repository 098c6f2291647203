//! Enrolments for biometric Pix.

use std::fmt;

use client_core::secret::Redacted;
use client_core::watch::{LifeCycle, Tracked};
use client_core::wire::Unpublished;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use time::OffsetDateTime;
use url::Url;

use super::{CustomerId, EnrollmentId, Metadata, PaymentInstitutionId, PaymentMethodType, check};

client_core::open_enum! {
    /// Where an enrolment stands.
    pub enum EnrollmentStatus {
        /// Not done yet.
        Pending = "PENDING",
        /// The device can pay.
        Succeeded = "SUCCEEDED",
        /// It did not work.
        Failed = "FAILED",
        /// Nobody went on in time.
        Canceled = "CANCELED",
    }

    /// Where an enrolment stands at the bank.
    pub enum EnrollmentStage {
        /// The bank asks the account's holder.
        AwaitingAccountHolder = "AWAITING_ACCOUNT_HOLDER_VALIDATION",
        /// The device is to be registered.
        AwaitingEnrollment = "AWAITING_ENROLLMENT",
        /// Done.
        Authorized = "AUTHORIZED",
        /// The bank or the holder said no.
        Rejected = "REJECTED",
        /// It was taken back.
        Revoked = "REVOKED",
    }

    /// Where the payer is.
    pub enum Platform {
        /// An Android app.
        Android = "ANDROID",
        /// A browser.
        Browser = "BROWSER",
        /// An app for several systems.
        CrossPlatform = "CROSS_PLATFORM",
        /// An iOS app.
        Ios = "IOS",
    }
}

impl LifeCycle for EnrollmentStatus {
    fn is_final(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Canceled)
    }

    fn may_become(&self, next: &Self) -> bool {
        self == next || !self.is_known() || !next.is_known() || !self.is_final()
    }
}

impl Tracked for Enrollment {
    type Status = Option<EnrollmentStatus>;

    fn status(&self) -> &Self::Status {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final()
    }
}

/// What Belvo's SDK gathers of the device: handed on as it is. Personal data, never printed.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub struct RiskSignals(Box<RawValue>);

impl RiskSignals {
    /// As the SDK made it.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when it is no JSON object.
    pub fn from_json(json: impl Into<String>) -> Result<Self> {
        match RawValue::from_string(json.into()) {
            Ok(value) if value.get().starts_with('{') => Ok(Self(value)),
            // The cause is dropped: its text may quote the value.
            _ => Err(Error::input("details.risk_signals is not a JSON object")),
        }
    }
}

impl fmt::Debug for RiskSignals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RiskSignals([redacted])")
    }
}

/// A device to be enrolled, so that its owner can pay without being sent to the bank.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewEnrollment {
    #[serde(rename = "type")]
    kind: PaymentMethodType,
    details: NewEnrollmentDetails,
}

#[derive(Clone, Debug, Serialize)]
struct NewEnrollmentDetails {
    customer: CustomerId,
    institution: PaymentInstitutionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_url: Option<Url>,
    platform: Platform,
    risk_signals: RiskSignals,
}

impl NewEnrollment {
    /// Of this customer's device, for their account at this institution.
    pub fn new(
        customer: &CustomerId,
        institution: &PaymentInstitutionId,
        platform: Platform,
        signals: RiskSignals,
    ) -> Self {
        Self {
            kind: PaymentMethodType::BiometricPix,
            details: NewEnrollmentDetails {
                customer: customer.clone(),
                institution: institution.clone(),
                name: None,
                callback_url: None,
                platform,
                risk_signals: signals,
            },
        }
    }

    /// What the owner calls the device, of at most 140 characters.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.details.name = Some(Redacted::new(name.into()));
        self
    }

    /// Where the bank sends the owner back to.
    pub fn callback(mut self, address: Url) -> Self {
        self.details.callback_url = Some(address);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::there(self.details.customer.as_str(), "details.customer")?;
        check::there(self.details.institution.as_str(), "details.institution")?;
        if let Some(name) = &self.details.name {
            check::length(name.expose(), 0, 140, "details.name")?;
        }
        match &self.details.callback_url {
            Some(address) => check::address(address, "details.callback_url"),
            None => Ok(()),
        }
    }
}

/// What the bank sent back with the owner of a device.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[must_use]
pub enum Redirection {
    /// They agreed.
    Agreed {
        /// `state`.
        state: Redacted<String>,
        /// `code`.
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<Redacted<String>>,
        /// `id_token`.
        #[serde(skip_serializing_if = "Option::is_none")]
        id_token: Option<Redacted<String>>,
    },
    /// It did not work, or they did not agree.
    Refused {
        /// `state`.
        state: Redacted<String>,
        /// `error`, such as `access_denied`.
        error: String,
        /// `error_description`.
        error_description: Redacted<String>,
    },
}

impl Redirection {
    /// The parameters of the address that the owner came back to.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when they hold no `state`.
    pub fn from_callback(address: &Url) -> Result<Self> {
        let find = |wanted: &str| {
            let mut pairs = address.query_pairs();
            let found = pairs.find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.into_owned())
        };
        let state = find("state").ok_or_else(|| {
            Error::input("the address has no parameter state; hand on the one the bank called")
        })?;
        let state = Redacted::new(state);
        Ok(match find("error") {
            Some(error) => Self::Refused {
                state,
                error,
                error_description: Redacted::new(find("error_description").unwrap_or_default()),
            },
            None => Self::Agreed {
                state,
                code: find("code").map(Redacted::new),
                id_token: find("id_token").map(Redacted::new),
            },
        })
    }
}

/// A device by which its owner can pay without being sent to the bank.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Enrollment {
    /// Identifier.
    #[serde(default)]
    pub id: Option<EnrollmentId>,
    /// Where it stands. Belvo's description promises neither this nor the identifier.
    #[serde(default)]
    pub status: Option<EnrollmentStatus>,
    /// The keys that made it.
    #[serde(default)]
    pub created_by: Option<String>,
    /// When it was made.
    #[serde(with = "wire::instant", default)]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(with = "wire::instant", default)]
    pub updated_at: Option<OffsetDateTime>,
    /// Your own id.
    #[serde(default)]
    pub external_id: Option<String>,
    /// What it is for.
    #[doc(alias = "type")]
    #[serde(rename = "type", default)]
    pub kind: Option<PaymentMethodType>,
    /// Why it failed; an open list.
    #[serde(default)]
    pub status_reason_code: Option<String>,
    /// Why it failed, in words.
    #[serde(default)]
    pub status_reason_message: Option<Redacted<String>>,
    /// Details.
    #[serde(default)]
    pub details: Option<EnrollmentDetails>,
    /// Keys and values of your own.
    #[serde(default)]
    pub metadata: Option<Metadata>,
}

/// Details of an enrolment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EnrollmentDetails {
    /// Where it stands at the bank.
    pub status: Option<EnrollmentStage>,
    /// Whose device it is.
    pub customer: Option<CustomerId>,
    /// Where their account is.
    pub institution: Option<PaymentInstitutionId>,
    /// Where they are.
    pub platform: Option<Platform>,
    /// What they call the device.
    pub name: Option<Redacted<String>>,
    /// Where the bank sends them back to.
    pub callback_url: Option<String>,
    /// Where to send them. Hand it to them alone.
    pub redirect_url: Option<Redacted<String>>,
    /// What was gathered of the device; Belvo documents a text here.
    pub risk_signals: Option<Unpublished>,
    /// When it is cancelled unless they went on.
    #[serde(with = "wire::instant")]
    pub expires_at: Option<OffsetDateTime>,
}

//! FIDO2 messages between bank and device, passed through as they are.
//!
//! Binary values are base64url text, as WebAuthn writes them in JSON: nothing here is decoded.

use serde::{Deserialize, Serialize};
use serde_json::Map;
use serde_json::Value;

use super::{EnrollmentId, PaymentConsentId, RecurringConsentId, RiskSignals};

client_core::open_enum! {
    /// What a device runs.
    pub enum FidoPlatform {
        /// Android.
        Android = "ANDROID",
        /// A browser.
        Browser = "BROWSER",
        /// A key that goes from device to device.
        CrossPlatform = "CROSS_PLATFORM",
        /// iOS.
        Ios = "IOS",
    }
}

/// Extensions of WebAuthn, which are passed through unread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct FidoExtensions(Map<String, Value>);

impl FidoExtensions {
    /// Reads a JSON object.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for anything else.
    pub fn from_json(json: &str) -> client_core::Result<Self> {
        serde_json::from_str(json)
            .map(Self)
            .map_err(|_| client_core::Error::input("the extensions are not a JSON object"))
    }

    /// The JSON object.
    pub fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

/// What a device needs to make a key: hand it to `navigator.credentials.create` or the platform's
/// own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FidoRegistrationOptions {
    /// The enrolment.
    pub enrollment_id: Option<EnrollmentId>,
    /// Whom the key is for.
    pub rp: FidoRelyingParty,
    /// Whose key it is.
    pub user: FidoUser,
    /// What to sign, once.
    pub challenge: String,
    /// Which kinds of key will do, best first.
    #[serde(default)]
    pub pub_key_cred_params: Vec<FidoKeyKind>,
    /// For how many milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u64>,
    /// Keys that the device must not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude_credentials: Vec<FidoCredential>,
    /// What the device must be able to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticator_selection: Option<FidoAuthenticatorSelection>,
    /// How the device proves what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attestation: Option<String>,
    /// In which formats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attestation_formats: Vec<String>,
    /// Extensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extensions: Option<FidoExtensions>,
}

/// Whom a key is for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FidoRelyingParty {
    /// Our host.
    pub id: String,
    /// Our name.
    pub name: Option<String>,
}

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FidoUser {
    /// The bank's handle.
    pub id: String,
    /// The name.
    pub name: Option<client_core::secret::Redacted<String>>,
    /// The name to show.
    pub display_name: Option<client_core::secret::Redacted<String>>,
}

/// A kind of key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FidoKeyKind {
    /// Its COSE number.
    pub alg: i64,
    /// Its type.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
}

/// A key that is known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FidoCredential {
    /// Its id.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
}

/// What a device must be able to do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FidoAuthenticatorSelection {
    /// Whether it is built in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticator_attachment: Option<String>,
    /// Whether it checks who its user is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<String>,
    /// Whether it keeps the key itself; old form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_resident_key: Option<bool>,
    /// Whether it keeps the key itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resident_key: Option<String>,
}

/// The key that a device made, as it answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FidoRegistration {
    /// The key's id.
    pub id: String,
    /// The same, raw.
    pub raw_id: String,
    /// What it proves.
    pub response: FidoAttestation,
    /// Whether it is built in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticator_attachment: Option<String>,
    /// Its type: `public-key`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// What extensions said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_extension_results: Option<FidoExtensions>,
}

/// What a new key proves.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FidoAttestation {
    /// What was signed, as the client saw it.
    #[serde(rename = "clientDataJSON")]
    #[doc(alias = "clientDataJSON")]
    pub client_data: String,
    /// What the device says of itself and the key.
    pub attestation_object: String,
}

/// What a device needs to sign: hand it to `navigator.credentials.get` or the platform's own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FidoSignOptions {
    /// What to sign, once.
    pub challenge: String,
    /// For how many milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u64>,
    /// Whom the key is for: our host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rp_id: Option<String>,
    /// Keys that will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow_credentials: Vec<FidoCredential>,
    /// Whether the device checks who its user is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<String>,
    /// Extensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extensions: Option<FidoExtensions>,
}

/// What a device signed, as it answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FidoAssertion {
    /// The key's id.
    pub id: String,
    /// The same, raw.
    pub raw_id: String,
    /// Its type: `public-key`.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: String,
    /// The signature and what it is of.
    pub response: FidoSignature,
    /// What extensions said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_extension_results: Option<FidoExtensions>,
}

/// A signature and what it is of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FidoSignature {
    /// What was signed, as the client saw it.
    #[serde(rename = "clientDataJSON")]
    #[doc(alias = "clientDataJSON")]
    pub client_data: String,
    /// What the device says of itself.
    pub authenticator_data: String,
    /// The signature.
    pub signature: String,
    /// Whose key it is.
    pub user_handle: String,
}

/// What is to be agreed to by a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ConsentToSign {
    /// A payment.
    ConsentId(PaymentConsentId),
    /// Automatic payments.
    RecurringConsentId(RecurringConsentId),
}

/// The body that asks what to sign.
#[derive(Serialize)]
pub(crate) struct Signing {
    pub(crate) rp: String,
    pub(crate) platform: FidoPlatform,
    #[serde(flatten)]
    pub(crate) consent: Option<ConsentToSign>,
}

/// The body that agrees.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Agreement {
    pub(crate) enrollment_id: EnrollmentId,
    pub(crate) risk_signals: RiskSignals,
    pub(crate) fido_assertion: FidoAssertion,
}

//! What Belvo says when it refuses.

use std::fmt;

use client_core::Error;
use client_core::wire;
use serde::Deserialize;

client_core::open_enum! {
    /// Why Belvo refused, and what to do.
    ///
    /// A code of its own decides, not the status: 401 is wrong keys or a consent that shares
    /// nothing.
    pub enum ErrorCode {
        /// A field is missing. Fill in [`Reason::field`].
        Required = "required",
        /// A field is null that must not be. Give it a value or leave it out.
        Null = "null",
        /// A field is empty. Give it a value.
        Blank = "blank",
        /// A field names what does not exist. Check the id, or the institution's code name.
        DoesNotExist = "does_not_exist",
        /// A field has no valid value; for `fetch_resources`, the message lists what the
        /// institution knows.
        Invalid = "invalid",
        /// A value that is none of those allowed. Compare it with the documentation.
        InvalidChoice = "invalid_choice",
        /// A text is too long.
        MaxLength = "max_length",
        /// A text is too short.
        MinLength = "min_length",
        /// Less than 90 days were asked for. Widen the period.
        InvalidPeriod = "invalid_period",
        /// The institution did not let the person in. Ask them for new credentials, and update the
        /// link; repeating may lock their account.
        LoginError = "login_error",
        /// The person is logged in elsewhere. The only refusal that is asked again by itself.
        TooManySessions = "too_many_sessions",
        /// The session to resume is over. Start the retrieval again.
        SessionExpired = "session_expired",
        /// The institution is down. Try again hours later.
        InstitutionDown = "institution_down",
        /// The institution cannot be reached for now. Wait for Belvo.
        InstitutionUnavailable = "institution_unavailable",
        /// Belvo has switched the institution off for now. Wait for Belvo.
        InstitutionInactive = "institution_inactive",
        /// The link no longer works. Send the person through the widget in update mode.
        InvalidLink = "invalid_link",
        /// The link was never finished. Answer its request for a token, or register it anew.
        UnconfirmedLink = "unconfirmed_link",
        /// The institution does not know this kind of data. See its list of resources.
        UnsupportedOperation = "unsupported_operation",
        /// A recurrent link must store credentials. Ask for `store`.
        InvalidCredentialsStorage = "invalid_credentials_storage",
        /// Belvo could not activate it. Ask Belvo's support.
        ActivationFailed = "activation_failed",
        /// The customer exists. Look them up and use that one.
        AlreadyRegistered = "already_registered",
        /// The payment can no longer be cancelled: it is not scheduled, or its day is over.
        CancellationError = "cancellation_error",
        /// The idempotency key is no UUID. Send one.
        IdempotencyKeyInvalid = "idempotency_key_invalid",
        /// The same key is being worked on. Wait, and repeat with the same key.
        IdempotencyKeyConflict = "idempotency_key_conflict",
        /// The same key came with another payment. Use a new key.
        IdempotencyPayloadMismatch = "idempotency_payload_mismatch",
        /// The keys are wrong, or of another environment or product.
        AuthenticationFailed = "authentication_failed",
        /// The consent shares no account. The person must give a new one.
        ConsentWithoutAccounts = "consent_without_accounts",
        /// The keys have no access to this product. Ask Belvo.
        AccessToResourceDenied = "access_to_resource_denied",
        /// There is no such thing; for payment authorizations also a missing version header.
        NotFound = "not_found",
        /// Belvo stopped waiting for the institution. Ask for fewer days.
        RequestTimeout = "request_timeout",
        /// The link was refreshed less than ten minutes ago. Wait.
        LinkRefreshed = "link_refreshed",
        /// The institution wants a token of the person.
        TokenRequired = "token_required",
        /// Belvo failed. Asked again by itself; when it stays, tell Belvo's support the request id.
        UnexpectedError = "unexpected_error",
    }
}

/// One of the reasons in Belvo's answer. An answer may hold several, one per wrong field.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Reason {
    /// Which reason.
    pub code: Option<ErrorCode>,
    /// In words, for people. It may quote what was sent: do not log it blindly.
    pub message: Option<String>,
    /// The field it is about.
    pub field: Option<String>,
    /// What Belvo's support asks for.
    pub request_id: Option<String>,
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reason")
            .field("code", &self.code)
            .field("field", &self.field)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

/// What Belvo adds to an [`Error`].
///
/// ```
/// use belvo_client::{BelvoError, ErrorCode};
///
/// fn needs_new_login(error: &belvo_client::Error) -> bool {
///     matches!(
///         error.belvo_code(),
///         Some(ErrorCode::LoginError | ErrorCode::InvalidLink)
///     )
/// }
/// ```
pub trait BelvoError {
    /// All reasons of the answer; empty when nothing was answered, or not in Belvo's words.
    fn reasons(&self) -> Vec<Reason>;

    /// The code of the first reason.
    fn belvo_code(&self) -> Option<ErrorCode>;
}

impl BelvoError for Error {
    fn reasons(&self) -> Vec<Reason> {
        self.body().map(|body| reasons(body)).unwrap_or_default()
    }

    fn belvo_code(&self) -> Option<ErrorCode> {
        self.code().map(ErrorCode::from)
    }
}

/// The reasons in a body: a list as documented, or a lone object as was seen. Of an entry that is
/// neither, nothing is known.
pub(crate) fn reasons(body: &[u8]) -> Vec<Reason> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct List(#[serde(deserialize_with = "wire::null_as_empty")] Vec<Reason>);

    match serde_json::from_slice(body) {
        Ok(List(reasons)) => reasons,
        Err(_) => serde_json::from_slice(body).into_iter().collect(),
    }
}

//! A call before it goes out: which operation, which arguments, which options.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use ::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use ::http::{HeaderMap, Method};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use bytes::Bytes;
use serde::Serialize;
use url::Url;

use super::Multipart;
use crate::auth::Credential;
use crate::error::{Error, Result};
use crate::limit::Allowance;
use crate::operation::{Idempotency, Operation};
use crate::retry::RetryPolicy;

/// One call of an operation: arguments, body and per-call options, nothing sent yet.
///
/// The URL is built from the operation's template: each argument becomes one percent-encoded path
/// segment, so an id that holds `/`, `#` or `%` stays an id.
#[derive(Clone)]
pub struct Call {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) idempotency: Idempotency,
    path: Target,
    query: Vec<(Cow<'static, str>, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) max_response_bytes: Option<usize>,
    pub(crate) absence_note: Option<&'static str>,
    pub(crate) credential: Option<Arc<dyn Credential>>,
    pub(crate) allowance: Option<Arc<dyn Allowance>>,
    pub(crate) options: CallOptions,
}

/// What a caller may set for one call alone; what is not set comes from the client.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    pub(crate) idempotency_key: Option<IdempotencyKey>,
    pub(crate) retry_policy: Option<Arc<dyn RetryPolicy>>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
}

/// The per-call options that every request builder of every client offers.
pub trait ConfigureCall: Sized {
    /// Where the builder keeps them.
    fn options_mut(&mut self) -> &mut CallOptions;

    /// Uses the caller's key instead of a fresh one. The same key stays on every attempt. An
    /// operation that is not keyed refuses it when sent, because a key that the provider ignores
    /// protects nobody.
    #[must_use]
    fn with_idempotency_key(mut self, key: IdempotencyKey) -> Self {
        self.options_mut().idempotency_key = Some(key);
        self
    }

    /// Uses this retry policy for this call.
    #[must_use]
    fn with_retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.options_mut().retry_policy = Some(policy);
        self
    }

    /// Bounds each attempt of this call.
    #[must_use]
    fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options_mut().attempt_timeout = Some(timeout);
        self
    }

    /// Bounds this call as a whole: attempts, waits for the limiter, waits between attempts.
    #[must_use]
    fn with_deadline(mut self, deadline: Duration) -> Self {
        self.options_mut().deadline = Some(deadline);
        self
    }
}

impl ConfigureCall for Call {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

#[derive(Clone)]
enum Target {
    Template {
        template: Template,
        arguments: Vec<(&'static str, String)>,
    },
    Absolute(Url),
}

/// Where a path template is from, which decides whether it may show.
#[derive(Clone)]
enum Template {
    Row(&'static str),
    /// Checked when the client was built: it has the row's placeholders and no values.
    Moved(Arc<str>),
    /// May hold the very ids it should not.
    Raw(Cow<'static, str>),
}

impl Template {
    fn as_str(&self) -> &str {
        match self {
            Self::Row(template) => template,
            Self::Moved(template) => template,
            Self::Raw(template) => template,
        }
    }
}

impl Call {
    /// A call of a documented operation.
    pub fn new(operation: &'static Operation) -> Self {
        Self::build(
            operation.name,
            operation.method.clone(),
            operation.idempotency,
            Template::Row(operation.path),
        )
    }

    /// The same operation at another address.
    pub(crate) fn moved(operation: &'static Operation, method: Method, path: Arc<str>) -> Self {
        let template = Template::Moved(path);
        Self::build(operation.name, method, operation.idempotency, template)
    }

    /// A call of anything below the base URL, for what no typed method covers yet. `path` is a
    /// template too. It counts as safe only when the method is.
    pub fn raw(method: Method, path: impl Into<Cow<'static, str>>) -> Self {
        let idempotency = if method.is_safe() {
            Idempotency::Safe
        } else {
            Idempotency::Unsafe
        };
        Self::build("raw", method, idempotency, Template::Raw(path.into()))
    }

    fn build(
        name: &'static str,
        method: Method,
        idempotency: Idempotency,
        template: Template,
    ) -> Self {
        Self {
            name,
            method,
            idempotency,
            path: Target::Template {
                template,
                arguments: Vec::new(),
            },
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            max_response_bytes: None,
            absence_note: None,
            credential: None,
            allowance: None,
            options: CallOptions::default(),
        }
    }

    /// Sends the call to a full address that the provider gave, such as a link to the next page.
    /// It brings its own query: what [`Call::query`] added before goes. Refused at sending when its
    /// origin is not the base URL's, for it will carry a credential.
    #[must_use]
    pub fn at_link(mut self, link: Url) -> Self {
        self.query.clear();
        self.path = Target::Absolute(link);
        self
    }

    /// Fills `{name}` of the path template.
    #[must_use]
    pub fn argument(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        if let Target::Template { arguments, .. } = &mut self.path {
            arguments.push((name, value.to_string()));
        }
        self
    }

    /// Adds a query parameter; call it again with the same name to repeat the parameter.
    #[must_use]
    pub fn query(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.query.push((name.into(), value.to_string()));
        self
    }

    /// Adds a query parameter when there is a value.
    #[must_use]
    pub fn query_opt(self, name: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Adds one query parameter per value, all of one name.
    #[must_use]
    pub fn query_each<V: fmt::Display>(
        self,
        name: &'static str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        values
            .into_iter()
            .fold(self, |call, value| call.query(name, value))
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Sends `body` as JSON.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) when it cannot be written as JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Result<Self> {
        // The cause is dropped: its text may quote the value.
        let bytes = serde_json::to_vec(body)
            .map_err(|_| self.input("the request body cannot be written as JSON"))?;
        self.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.body = Bytes::from(bytes);
        Ok(self)
    }

    /// Sends `fields` form-encoded.
    #[must_use]
    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        let encoded = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        self.body = Bytes::from(encoded);
        self
    }

    /// Sends `form` as `multipart/form-data`. Every attempt sends the same bytes.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when the system has no randomness, which
    /// the line between the parts is made of.
    pub fn multipart(self, form: &Multipart) -> Result<Self> {
        let boundary = random_uuid()?;
        let content_type =
            HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"))
                .map_err(|_| self.input("the boundary cannot stand in a header"))?;
        Ok(self.bytes(content_type, form.body(&boundary)))
    }

    /// Sends bytes of a given type.
    #[must_use]
    pub fn bytes(mut self, content_type: HeaderValue, body: impl Into<Bytes>) -> Self {
        self.headers.insert(CONTENT_TYPE, content_type);
        self.body = body.into();
        self
    }

    /// Refuses an answer whose body is larger, without reading it to its end.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = Some(bytes);
        self
    }

    /// What an error adds when nothing is at this address (404 or 405): for paths that are not
    /// certain, where the path may be wrong and not the arguments.
    #[must_use]
    pub fn noting_absence(mut self, note: &'static str) -> Self {
        self.absence_note = Some(note);
        self
    }

    /// Uses this credential instead of the client's, for endpoints with a header form of their own.
    #[must_use]
    pub fn credential(mut self, credential: Arc<dyn Credential>) -> Self {
        self.credential = Some(credential);
        self
    }

    /// Draws on this allowance at every attempt; see [`Allowance`].
    #[must_use]
    pub fn allowance(mut self, allowance: Arc<dyn Allowance>) -> Self {
        self.allowance = Some(allowance);
        self
    }

    /// Says what repeating this call can do, when the caller knows better than the table.
    #[must_use]
    pub fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.idempotency = idempotency;
        self
    }

    /// Takes the options of a request builder over.
    #[must_use]
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// The operation's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The path template, for spans; `link` when the provider gave the address. A template that was
    /// made at run time may hold the very ids it should not, so it shows as `custom`.
    pub fn template(&self) -> &str {
        match &self.path {
            Target::Template {
                template: Template::Raw(Cow::Owned(_)),
                ..
            } => "custom",
            Target::Template { template, .. } => template.as_str(),
            Target::Absolute(_) => "link",
        }
    }

    /// All that decides what is asked for, to tell one list from another.
    pub(crate) fn filters(&self) -> Vec<(String, String)> {
        let mut filters = Vec::new();
        match &self.path {
            Target::Template {
                template,
                arguments,
            } => {
                filters.push(("path".to_owned(), template.as_str().to_owned()));
                let argument =
                    |(name, value): &(&str, String)| (format!("{{{name}}}"), value.clone());
                filters.extend(arguments.iter().map(argument));
            }
            Target::Absolute(link) => filters.push(("link".to_owned(), link.to_string())),
        }
        let query = |(name, value): &(Cow<'_, str>, String)| (format!("?{name}"), value.clone());
        filters.extend(self.query.iter().map(query));
        let body = String::from_utf8_lossy(&self.body).into_owned();
        filters.push(("body".to_owned(), body));
        filters
    }

    pub(crate) fn url(&self, base: &Url) -> Result<Url> {
        let mut url = match &self.path {
            Target::Absolute(link) if same_origin(base, link) => link.clone(),
            Target::Absolute(_) => {
                return Err(self.input("the link leads to another origin than the base URL"));
            }
            Target::Template {
                template,
                arguments,
            } => {
                let mut url = base.clone();
                let path = self.fill(template.as_str(), arguments)?;
                url.set_path(&format!(
                    "{}/{}",
                    base.path().trim_end_matches('/'),
                    path.strip_prefix('/').unwrap_or(&path)
                ));
                url
            }
        };
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        Ok(url)
    }

    fn fill(&self, template: &str, arguments: &[(&'static str, String)]) -> Result<String> {
        let mut path = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((literal, tail)) = rest.split_once('{') {
            let (name, tail) = tail
                .split_once('}')
                .ok_or_else(|| self.input("the path template has an unclosed brace"))?;
            let (_, value) = arguments
                .iter()
                .find(|(argument, _)| *argument == name)
                .ok_or_else(|| self.input(format!("no value for {{{name}}} of the path")))?;
            if matches!(value.as_str(), "" | "." | "..") {
                return Err(self.input(format!("{name} must not be empty, `.` or `..`")));
            }
            path.push_str(literal);
            push_percent_encoded(&mut path, value);
            rest = tail;
        }
        path.push_str(rest);
        Ok(path)
    }

    fn input(&self, what: impl Into<Cow<'static, str>>) -> Error {
        Error::input(what).with_operation(self.name)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("name", &self.name)
            .field("method", &self.method)
            .field("template", &self.template())
            .field("idempotency", &self.idempotency)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Whether credentials for `base` may go to `link`. A user name in the link would stand in for them.
pub(crate) fn same_origin(base: &Url, link: &Url) -> bool {
    link.origin() == base.origin() && link.username().is_empty() && link.password().is_none()
}

/// RFC 3986 unreserved characters stay; everything else of the value is encoded.
fn push_percent_encoded(path: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            path.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
    }
}

/// What a provider recognises a repetition by. Made once per call and the same on every attempt.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A fresh random key in UUID form (version 4).
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when the system has no randomness.
    pub fn generate() -> Result<Self> {
        random_uuid().map(Self)
    }

    /// The caller's own key: 1 to 255 visible ASCII characters.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for any other text.
    pub fn new(key: impl Into<String>) -> Result<Self> {
        let key = key.into();
        if (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(key))
        } else {
            Err(Error::input(
                "an idempotency key has 1 to 255 visible ASCII characters",
            ))
        }
    }

    /// The key as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A random UUID (version 4).
fn random_uuid() -> Result<String> {
    let mut bytes = [0_u8; 16];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::config("the system's random source failed"))?;
    let random = u128::from_be_bytes(bytes);
    let uuid = (random & !(0xF << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{uuid:032x}");
    let (a, rest) = hex.split_at(8);
    let (b, rest) = rest.split_at(4);
    let (c, rest) = rest.split_at(4);
    let (d, e) = rest.split_at(4);
    Ok(format!("{a}-{b}-{c}-{d}-{e}"))
}

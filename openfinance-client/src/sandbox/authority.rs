//! The authorization server: pushed requests, the login page, tokens bound to certificates.

use std::collections::{HashMap, HashSet};

use aws_lc_rs::hmac;
use client_core::{Error, Result};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use url::{Url, form_urlencoded};
use wiremock::Request;

use super::deviation::{Deviation, Deviations};
use super::forgery::Forgery;
use super::proof::{RequestObject, challenge_of, check_assertion, check_request_object};
use super::reply::{Answer, Reply, put};
use super::router::certificate_of;
use super::signed::MessageForgery;
use crate::interaction::fresh_uuid;
use crate::jose::{DecryptionKey, Jwk, JwkSet, SigningKey, encode, encrypt, sign_at_once};
use crate::login::half_hash;

/// The id the receiver is registered under.
pub(super) const CLIENT_ID: &str = "receiver-1";
/// Where its customers come back to.
pub(super) const REDIRECT_URI: &str = "https://app.example/callback";
/// The customer who logs in.
const SUBJECT: &str = "customer-1";
const ACCESS_LIFETIME: Duration = Duration::minutes(15);
const PUSHED_LIFETIME: Duration = Duration::seconds(90);

/// What the customer does at the bank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Logs in and agrees.
    #[default]
    Agree,
    /// Logs in and says no.
    Decline,
}

#[derive(Debug)]
pub(super) struct Authority {
    pub(super) base: String,
    pub(super) decision: Decision,
    pub(super) forgery: Option<Forgery>,
    pub(super) deviations: Deviations,
    signing: SigningKey,
    other_signing: SigningKey,
    receiver_keys: JwkSet,
    receiver_encryption: Jwk,
    used_jtis: HashSet<String>,
    pushed: HashMap<String, (RequestObject, OffsetDateTime)>,
    codes: HashMap<String, RequestObject>,
    grants: HashMap<String, Grant>,
    access: HashMap<String, Access>,
}

/// What a refresh token stands for. It is bound to the client, which proves who it is, and so
/// outlives its certificates.
#[derive(Clone, Debug)]
struct Grant {
    scope: String,
}

/// What an access token stands for.
#[derive(Clone, Debug)]
pub(super) struct Access {
    pub(super) scope: String,
    certificate: String,
    expires: OffsetDateTime,
}

impl Access {
    /// Whether the token was issued for this, among others.
    pub(super) fn allows(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|one| one == scope)
    }

    /// The consent of the token.
    pub(super) fn consent(&self) -> Option<&str> {
        let mut scopes = self.scope.split(' ');
        scopes.find_map(|scope| scope.strip_prefix("consent:"))
    }
}

impl Authority {
    pub(super) fn new(
        signing: SigningKey,
        other_signing: SigningKey,
        receiver_keys: JwkSet,
        receiver_encryption: Jwk,
    ) -> Self {
        Self {
            base: String::new(),
            decision: Decision::default(),
            forgery: None,
            deviations: Deviations::new(),
            signing,
            other_signing,
            receiver_keys,
            receiver_encryption,
            used_jtis: HashSet::new(),
            pushed: HashMap::new(),
            codes: HashMap::new(),
            grants: HashMap::new(),
            access: HashMap::new(),
        }
    }

    /// The discovery document.
    pub(super) fn metadata(&self) -> Value {
        let at = |path: &str| format!("{}{path}", self.base);
        json!({
            "issuer": self.base,
            "authorization_endpoint": at("/authorize"),
            // Without a certificate nobody is served here: clients must know the aliases.
            "token_endpoint": at("/plain/token"),
            "pushed_authorization_request_endpoint": at("/plain/par"),
            "jwks_uri": at("/jwks"),
            "mtls_endpoint_aliases": {
                "token_endpoint": at("/token"),
                "pushed_authorization_request_endpoint": at("/par"),
                "revocation_endpoint": at("/revoke"),
                "registration_endpoint": at("/register"),
            },
            "require_pushed_authorization_requests": true,
        })
    }

    pub(super) fn published_keys(&self) -> Value {
        let set = JwkSet::new([self.signing.public_jwk(), self.other_signing.public_jwk()]);
        json!({"keys": set.keys()})
    }

    /// The keys that the receiver's messages are signed by.
    pub(super) fn receiver_keys(&self) -> &JwkSet {
        &self.receiver_keys
    }

    /// A message signed by the bank's key or, on demand, not so.
    pub(super) fn sign_message(
        &self,
        forgery: Option<MessageForgery>,
        claims: &Value,
    ) -> Result<String, Reply> {
        let forgery = match forgery {
            Some(MessageForgery::Unsigned) => Forgery::Unsigned,
            Some(MessageForgery::SwappedKey) => Forgery::SwappedKey,
            Some(MessageForgery::UnknownKey) => Forgery::UnknownKey,
            Some(MessageForgery::SignedWithPublicKey) => Forgery::SignedWithPublicKey,
            Some(MessageForgery::EmbeddedKey) => Forgery::EmbeddedKey,
            _ => return sign_at_once(&self.signing, claims).map_err(broken),
        };
        self.forged_signature(forgery, claims).map_err(broken)
    }

    /// Takes a pushed request.
    pub(super) fn push(&mut self, request: &Request) -> Answer {
        let form = form(request);
        self.authenticate(&form, request)?;
        let object = form.get("request").map(String::as_str).unwrap_or_default();
        let object = check_request_object(object, &self.receiver_keys, &self.base)?;
        let uri = format!("urn:ietf:params:oauth:request_uri:{}", unique()?);
        let until = OffsetDateTime::now_utc() + PUSHED_LIFETIME;
        self.pushed.insert(uri.clone(), (object, until));
        Ok(Reply::json(
            201,
            json!({"request_uri": uri, "expires_in": PUSHED_LIFETIME.whole_seconds()}),
        ))
    }

    /// The customer opens the login page. Gives the consent they agreed to or declined, and where
    /// their browser goes.
    pub(super) fn login_page(&mut self, url: &Url) -> Result<(Option<String>, Reply), Reply> {
        let query: HashMap<_, _> = url.query_pairs().into_owned().collect();
        let uri = query.get("request_uri").map(String::as_str);
        let pushed = self.pushed.remove(uri.unwrap_or_default());
        let now = OffsetDateTime::now_utc();
        let known = pushed.filter(|(_, until)| *until > now);
        let (request, _) = known.ok_or_else(|| Reply::empty(400))?;
        if query.get("client_id").map(String::as_str) != Some(CLIENT_ID) {
            return Err(Reply::empty(400));
        }
        let repeats = ["response_type", "scope"]
            .iter()
            .all(|name| query.contains_key(*name));
        if self
            .deviations
            .contains(&Deviation::AuthorizeWantsParameters)
            && !repeats
        {
            return Err(Reply::empty(400));
        }
        let scopes = request.scope.split(' ');
        let consent = scopes
            .filter_map(|scope| scope.split_once(':'))
            .map(|(_, id)| id.to_owned())
            .next();
        let mut answer = form_urlencoded::Serializer::new(String::new());
        answer.append_pair("state", &request.state);
        match self.decision {
            Decision::Decline => {
                answer.append_pair("error", "access_denied");
            }
            Decision::Agree => {
                let code = unique()?;
                answer.append_pair("code", &code);
                if request.with_id_token {
                    let vouching = json!({
                        "s_hash": half_hash(&request.state),
                        "c_hash": half_hash(&code),
                    });
                    if let Some(token) = self.id_token(&request.nonce, vouching, false)? {
                        answer.append_pair("id_token", &token);
                    }
                }
                self.codes.insert(code, request.clone());
            }
        }
        let refuses_in_query = self.decision == Decision::Decline
            && self.deviations.contains(&Deviation::ErrorsInQuery);
        let sign = match request.with_id_token && !refuses_in_query {
            true => '#',
            false => '?',
        };
        let back = format!("{REDIRECT_URI}{sign}{}", answer.finish());
        Ok((consent, Reply::empty(302).with_header("location", back)))
    }

    /// The token endpoint.
    pub(super) fn token(&mut self, request: &Request) -> Answer {
        let form = form(request);
        let certificate = self.authenticate(&form, request)?;
        let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        match field("grant_type") {
            "client_credentials" => {
                let scope = field("scope").to_owned();
                let access = self.issue(scope, certificate)?;
                Ok(token_reply(json!({"access_token": access})))
            }
            "authorization_code" => {
                let code = self.codes.remove(field("code"));
                let code = code.ok_or_else(invalid_grant)?;
                let same = field("redirect_uri") == REDIRECT_URI
                    && challenge_of(field("code_verifier")) == code.challenge;
                if !same {
                    return Err(invalid_grant());
                }
                self.exchange(&code, certificate)
            }
            "refresh_token" => {
                let shrinks = self.deviations.contains(&Deviation::RefreshShrinks);
                let grant = self.grants.get_mut(field("refresh_token"));
                let grant = grant.ok_or_else(invalid_grant)?;
                if shrinks && !field("scope").is_empty() {
                    field("scope").clone_into(&mut grant.scope);
                }
                let scope = grant.scope.clone();
                let access = self.issue(scope, certificate)?;
                Ok(token_reply(json!({"access_token": access})))
            }
            _ => Err(Reply::refusal(400, "unsupported_grant_type", "")),
        }
    }

    fn exchange(&mut self, code: &RequestObject, certificate: String) -> Answer {
        let access = self.issue(code.scope.clone(), certificate)?;
        let refresh = unique()?;
        let grant = Grant {
            scope: code.scope.clone(),
        };
        self.grants.insert(refresh.clone(), grant);
        let vouching = json!({"at_hash": half_hash(&access)});
        let id_token = self.id_token(&code.nonce, vouching, true)?;
        Ok(token_reply(json!({
            "access_token": access,
            "refresh_token": refresh,
            "id_token": id_token,
            "scope": code.scope,
        })))
    }

    pub(super) fn revoke_token(&mut self, request: &Request) -> Answer {
        let form = form(request);
        self.authenticate(&form, request)?;
        let token = form.get("token").map(String::as_str).unwrap_or_default();
        self.grants.remove(token);
        self.access.remove(token);
        Ok(Reply::empty(200))
    }

    /// What a request's token stands for, if it is shown with the certificate it is bound to.
    pub(super) fn presented(&self, request: &Request) -> Option<Access> {
        let token = request.headers.get("authorization")?.to_str().ok()?;
        let access = self.access.get(token.strip_prefix("Bearer ")?)?;
        let bound = certificate_of(request)? == access.certificate;
        (bound && access.expires > OffsetDateTime::now_utc()).then(|| access.clone())
    }

    pub(super) fn expire_access_tokens(&mut self) {
        self.access.clear();
    }

    /// Ends all tokens of a consent.
    pub(super) fn end_consent(&mut self, consent: &str) {
        let scope = format!("consent:{consent}");
        let keeps = |scopes: &str| scopes.split(' ').all(|one| one != scope);
        self.access.retain(|_, access| keeps(&access.scope));
        self.grants.retain(|_, grant| keeps(&grant.scope));
    }

    /// The client's certificate, once it has proved who it is.
    fn authenticate(
        &mut self,
        form: &HashMap<String, String>,
        request: &Request,
    ) -> Result<String, Reply> {
        let certificate = certificate_of(request)
            .ok_or_else(|| Reply::refusal(401, "invalid_client", "no client certificate"))?;
        let audiences = [format!("{}/token", self.base), self.base.clone()];
        let assertion = form.get("client_assertion").map(String::as_str);
        check_assertion(
            assertion.unwrap_or_default(),
            &self.receiver_keys,
            &audiences,
            &mut self.used_jtis,
        )?;
        Ok(certificate)
    }

    /// A new access token: a JWT that names the certificate it is bound to.
    fn issue(&mut self, scope: String, certificate: String) -> Result<String, Reply> {
        let claims = json!({"jti": unique()?, "cnf": {"x5t#S256": certificate}});
        let token = sign_at_once(&self.signing, &claims).map_err(broken)?;
        let access = Access {
            scope,
            certificate,
            expires: OffsetDateTime::now_utc() + ACCESS_LIFETIME,
        };
        self.access.insert(token.clone(), access);
        Ok(token)
    }

    /// An id token with a good or, where this is the place for it, a forged content.
    fn id_token(
        &self,
        nonce: &str,
        vouching: Value,
        at_token_endpoint: bool,
    ) -> Result<Option<String>, Reply> {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let mut claims = json!({
            "iss": self.base,
            "sub": SUBJECT,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "acr": "urn:brasil:openbanking:loa2",
        });
        for (name, value) in vouching.as_object().into_iter().flatten() {
            put(&mut claims, name, value.clone());
        }
        let here = |forgery: &Forgery| forgery.is_at_token_endpoint() == at_token_endpoint;
        let Some(forgery) = self.forgery.filter(here) else {
            let signed = sign_at_once(&self.signing, &claims).map_err(broken)?;
            return self.sealed(&signed).map(Some);
        };
        forgery.spoil(&mut claims);
        let signed = self.forged_signature(forgery, &claims).map_err(broken)?;
        match forgery {
            Forgery::Missing => Ok(None),
            Forgery::NotEncrypted => Ok(Some(signed)),
            Forgery::EncryptedToAnother => {
                let key_id = self.receiver_encryption.key_id.clone().unwrap_or_default();
                let another = DecryptionKey::generate(key_id).map_err(broken)?;
                encrypt(&signed, &another.public_jwk())
                    .map(Some)
                    .map_err(broken)
            }
            _ => self.sealed(&signed).map(Some),
        }
    }

    fn sealed(&self, signed: &str) -> Result<String, Reply> {
        encrypt(signed, &self.receiver_encryption).map_err(broken)
    }

    fn forged_signature(&self, forgery: Forgery, claims: &Value) -> Result<String> {
        let key_id = self.signing.public_jwk().key_id;
        let headed = |header: Value| {
            format!(
                "{}.{}",
                encode(header.to_string()),
                encode(claims.to_string())
            )
        };
        let message = |algorithm: &str| headed(json!({"alg": algorithm, "kid": key_id}));
        match forgery {
            Forgery::Unsigned => Ok(format!("{}.", message("none"))),
            Forgery::SignedWithPublicKey => {
                let modulus = self.signing.public_jwk().modulus.unwrap_or_default();
                let key = hmac::Key::new(hmac::HMAC_SHA256, modulus.as_bytes());
                let message = message("HS256");
                let tag = hmac::sign(&key, message.as_bytes());
                Ok(format!("{message}.{}", encode(tag)))
            }
            Forgery::SwappedKey => {
                let good = sign_at_once(&self.other_signing, claims)?;
                let signature = good.rsplit('.').next().unwrap_or_default();
                Ok(format!("{}.{signature}", message("PS256")))
            }
            Forgery::EmbeddedKey => {
                let key = self.signing.public_jwk();
                let message = headed(json!({"alg": "PS256", "kid": key_id, "jwk": key}));
                let signature = self.signing.signature(message.as_bytes())?;
                Ok(format!("{message}.{}", encode(signature)))
            }
            Forgery::UnknownKey => sign_at_once(&SigningKey::generate("never-published")?, claims),
            _ => sign_at_once(&self.signing, claims),
        }
    }
}

fn form(request: &Request) -> HashMap<String, String> {
    form_urlencoded::parse(&request.body).into_owned().collect()
}

fn token_reply(mut fields: Value) -> Reply {
    put(&mut fields, "token_type", "Bearer");
    put(&mut fields, "expires_in", ACCESS_LIFETIME.whole_seconds());
    Reply::json(200, fields)
}

fn invalid_grant() -> Reply {
    Reply::refusal(400, "invalid_grant", "unknown, used or bound to another")
}

pub(super) fn unique() -> Result<String, Reply> {
    fresh_uuid().map_err(broken)
}

fn broken(_: Error) -> Reply {
    Reply::empty(500)
}

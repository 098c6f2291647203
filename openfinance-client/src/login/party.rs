//! Who we are to one authorization server.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use client_core::auth::oauth::{
    AssertionClaims, AssertionSigner, ClientAuth, GrantTokens, OAuthClient, TokenAnswer,
};
use client_core::auth::{
    AuthEvents, Bearer, Credential, GrantKey, HeaderCredential, StoredGrant, TokenCache, TokenStore,
};
use client_core::http::Transport;
use client_core::observe::Observer;
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, Result};
use time::OffsetDateTime;
use url::Url;

use super::id_token::{Channel, Expected};
use super::{
    Authorization, CertificateThumbprint, IdToken, IdTokenError, PendingLogin, ResponseType,
    ServerMetadata,
};
use crate::bank::{ClientScope, default_transport};
use crate::jose::{DecryptionKeys, KeySource, Signer, decrypt, sign};
use crate::model::{ConsentId, EnrollmentId, RecurringConsentId};

/// We, as one bank's authorization server knows us: registered under a client id, with keys of our
/// own. Cheap to clone.
#[derive(Clone)]
pub struct RelyingParty {
    shared: Arc<Shared>,
}

struct Shared {
    metadata: ServerMetadata,
    client_id: String,
    signer: Arc<dyn Signer>,
    decryption: DecryptionKeys,
    certificate: RwLock<Option<CertificateThumbprint>>,
    oauth: OAuthClient,
    bank_keys: KeySource,
}

/// Whom client assertions are addressed to. Most banks take either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AssertionAudience {
    /// The token endpoint that is called, as the official samples have it.
    #[default]
    TokenEndpoint,
    /// The server's issuer.
    Issuer,
    /// What this bank wants instead.
    Other(String),
}

/// A customer who agreed, and the tokens that came of it, not stored yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Login {
    /// The consent it is about, when it is one that lasts: to data or to automatic payments.
    pub consent: Option<ConsentId>,
    /// What the bank says of the customer.
    pub id_token: IdToken,
    /// The tokens. An answer without a refresh token lasts as long as its access token.
    pub tokens: TokenAnswer,
}

impl Login {
    /// The access token as a credential, for what is done once, such as initiating a payment. It is
    /// not renewed.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) for a token that no header can carry.
    pub fn credential(&self) -> Result<Arc<dyn Credential>> {
        Ok(Arc::new(HeaderCredential::bearer(
            &self.tokens.access_token,
        )?))
    }
}

impl RelyingParty {
    /// Starts to configure: the server, the client id it gave us at registration, our signing key
    /// and our decryption keys, all in the directory under the same software statement.
    pub fn builder(
        metadata: ServerMetadata,
        client_id: impl Into<String>,
        signer: Arc<dyn Signer>,
        decryption: impl Into<DecryptionKeys>,
    ) -> RelyingPartyBuilder {
        RelyingPartyBuilder {
            metadata,
            client_id: client_id.into(),
            signer,
            decryption: decryption.into(),
            audience: AssertionAudience::default(),
            certificate: None,
            transport: None,
            observer: None,
            events: None,
        }
    }

    /// The server.
    pub fn metadata(&self) -> &ServerMetadata {
        &self.shared.metadata
    }

    /// The id we are registered under.
    pub fn client_id(&self) -> &str {
        &self.shared.client_id
    }

    /// Calls in our own name, for one purpose.
    pub fn client_credential(&self, scope: ClientScope) -> Arc<dyn Credential> {
        let source = self.shared.oauth.client_credentials().scope(scope.as_str());
        Arc::new(Bearer::new(TokenCache::new(Arc::new(source))))
    }

    /// Our connections show another certificate from now on: say so right after
    /// `ReqwestTransport::swap_identity`.
    /// Grants outlive their certificate: the next call renews its token.
    pub fn swap_certificate(&self, thumbprint: CertificateThumbprint) {
        let certificate = &self.shared.certificate;
        let mut certificate = certificate.write().unwrap_or_else(PoisonError::into_inner);
        *certificate = Some(thumbprint);
    }

    fn certificate(&self) -> Option<CertificateThumbprint> {
        let certificate = self.shared.certificate.read();
        certificate.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Pushes a signed request for the customer to agree to, and returns the address to open in
    /// their browser, and what must be kept until they come back. Banks keep a request for a minute
    /// or two only, and for one use.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`](client_core::ErrorKind::Auth) when the server refuses the request, with
    /// its reason as the code, such as `invalid_request_object`.
    pub async fn start(&self, request: &Authorization) -> Result<(Url, PendingLogin)> {
        let shared = &*self.shared;
        let pending = request.pending()?;
        let claims = request.claims(
            &pending,
            &shared.client_id,
            &shared.metadata.issuer,
            OffsetDateTime::now_utc(),
        )?;
        let object = sign(shared.signer.as_ref(), &claims).await?;
        let pushed = shared
            .oauth
            .push_authorization(&[("request", &object)])
            .await?;
        let mut address = shared.metadata.authorization_endpoint.clone();
        // Response type and scope stand in the request object; some servers want to see them again.
        address
            .query_pairs_mut()
            .append_pair("client_id", &shared.client_id)
            .append_pair("request_uri", &pushed.request_uri)
            .append_pair("response_type", pending.kept.response_type.as_str())
            .append_pair("scope", &request.scope());
        Ok((address, pending))
    }

    /// Reads what the customer came back with (the whole address, or what stands behind its `#` or
    /// `?`), checks it, and exchanges the code for tokens, which are checked too.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`](client_core::ErrorKind::Auth): somebody else's callback, a customer or
    /// bank that said no ([`Error::code`], such as `access_denied`), or a token that fails a check,
    /// with the [`IdTokenError`] or [`JoseError`](crate::jose::JoseError) as its source. A code can
    /// be used once: start again from a new consent.
    pub async fn finish(&self, pending: &PendingLogin, callback: &str) -> Result<Login> {
        let oauth = pending.oauth()?;
        let answer = oauth.read_callback(callback)?;
        if answer
            .issuer
            .is_some_and(|issuer| issuer != self.metadata().issuer)
        {
            return Err(IdTokenError::Issuer.into());
        }
        let front = match (pending.kept.response_type, &answer.id_token) {
            (ResponseType::Code, None) => None,
            (ResponseType::CodeIdToken, None) => return Err(IdTokenError::Missing.into()),
            (_, Some(token)) => {
                let channel = Channel::Front {
                    state: &pending.kept.state,
                    code: answer.code.expose_secret(),
                };
                Some(self.read_id_token(token, pending, channel).await?)
            }
        };
        let tokens = self.shared.oauth.exchange(&oauth, &answer.code).await?;
        if let Some(certificate) = self.certificate() {
            certificate.check(&tokens.access_token)?;
        }
        let channel = Channel::Token {
            access_token: tokens.access_token.expose_secret(),
        };
        let token = tokens.id_token.as_ref().ok_or(IdTokenError::Missing)?;
        let id_token = self.read_id_token(token, pending, channel).await?;
        if front.is_some_and(|front| front.subject != id_token.subject) {
            return Err(IdTokenError::SubjectChanged.into());
        }
        Ok(Login {
            consent: pending.kept.consent.clone(),
            id_token,
            tokens,
        })
    }

    /// Stores the grant of a login under its consent. Do it before anything else: nothing here
    /// keeps it.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for a login whose consent is used once,
    /// such as a payment's; [`ErrorKind::Auth`](client_core::ErrorKind::Auth) without a refresh token;
    /// [`ErrorKind::Store`](client_core::ErrorKind::Store) when it cannot be stored.
    pub async fn save(&self, login: &Login, store: Arc<dyn TokenStore>) -> Result<()> {
        let consent = login
            .consent
            .as_ref()
            .ok_or_else(|| Error::input("the login is for one use; take its credential"))?;
        let grant: StoredGrant = login.tokens.clone().into_grant()?;
        let grant = grant
            .with_extra("consent_id", consent.as_str())
            .with_extra("subject", login.id_token.subject.expose().as_str());
        self.grant(store, consent).install(grant).await
    }

    /// The grant of a consent, as it is stored: to revoke or forget it.
    pub fn grant(&self, store: Arc<dyn TokenStore>, consent: &ConsentId) -> GrantTokens {
        let key = grant_key(&self.metadata().issuer, consent);
        // The profile keeps the refresh token as it is, and a bank that sends a new one is obeyed.
        GrantTokens::new(self.shared.oauth.clone(), store, key).without_rotation()
    }

    /// The credential of automatic payments under a consent, by the grant that
    /// [`RelyingParty::save`] put into `store`; it renews itself.
    pub fn recurring_credential(
        &self,
        store: Arc<dyn TokenStore>,
        consent: &RecurringConsentId,
    ) -> Arc<dyn Credential> {
        let grant = self.grant(store, &ConsentId::new(consent.as_str()));
        Arc::new(Bearer::new(TokenCache::new(Arc::new(grant))))
    }

    /// The credential of an enrolled device, by the grant that [`RelyingParty::save`] put into
    /// `store`; it renews itself.
    pub fn enrollment_credential(
        &self,
        store: Arc<dyn TokenStore>,
        enrollment: &EnrollmentId,
    ) -> Arc<dyn Credential> {
        let grant = self.grant(store, &ConsentId::new(enrollment.as_str()));
        Arc::new(Bearer::new(TokenCache::new(Arc::new(grant))))
    }

    /// Gives a token back to the bank.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the bank has no place for it.
    pub async fn revoke(&self, token: &SecretString) -> Result<()> {
        self.shared.oauth.revoke(token).await
    }

    async fn read_id_token(
        &self,
        token: &SecretString,
        pending: &PendingLogin,
        channel: Channel<'_>,
    ) -> Result<IdToken> {
        let shared = &*self.shared;
        let signed = decrypt(token.expose_secret(), &shared.decryption).await?;
        let verified = shared.bank_keys.verify(signed.expose_secret()).await?;
        let expected = Expected {
            issuer: &shared.metadata.issuer,
            client_id: &shared.client_id,
            nonce: &pending.kept.nonce,
            channel,
            now: OffsetDateTime::now_utc(),
        };
        Ok(expected.check(&verified.payload)?)
    }
}

impl fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelyingParty")
            .field("issuer", &self.shared.metadata.issuer)
            .field("client_id", &self.shared.client_id)
            .finish_non_exhaustive()
    }
}

/// Where the grant of a consent is in a store: consents are unique within their bank only.
fn grant_key(issuer: &str, consent: &ConsentId) -> GrantKey {
    GrantKey::new("openfinance", format!("{issuer} {consent}"))
}

/// Configures a [`RelyingParty`].
#[must_use]
pub struct RelyingPartyBuilder {
    metadata: ServerMetadata,
    client_id: String,
    signer: Arc<dyn Signer>,
    decryption: DecryptionKeys,
    audience: AssertionAudience,
    certificate: Option<CertificateThumbprint>,
    transport: Option<Arc<dyn Transport>>,
    observer: Option<Arc<dyn Observer>>,
    events: Option<Arc<dyn AuthEvents>>,
}

impl RelyingPartyBuilder {
    /// Whom client assertions are addressed to at this bank.
    pub fn with_assertion_audience(mut self, audience: AssertionAudience) -> Self {
        self.audience = audience;
        self
    }

    /// The certificate our connections show: tokens that are bound to another are refused.
    pub fn with_certificate(mut self, thumbprint: CertificateThumbprint) -> Self {
        self.certificate = Some(thumbprint);
        self
    }

    /// Carries requests by `transport`, which presents the transport certificate (BRCAC): the same
    /// as the bank's API, for tokens are bound to it.
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Who watches token requests.
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Who is told of grants and tokens.
    pub fn with_events(mut self, events: Arc<dyn AuthEvents>) -> Self {
        self.events = Some(events);
        self
    }

    /// Builds it. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the client id is empty, the server
    /// takes no pushed requests, an address is not `https` (or `http` on loopback), or no transport
    /// is there.
    pub fn build(self) -> Result<RelyingParty> {
        let metadata = self.metadata;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let pushed = metadata.pushed_authorization_url().ok_or_else(|| {
            Error::config("the authorization server takes no pushed requests, which are mandatory")
        })?;
        let assertions = Assertions(Arc::clone(&self.signer));
        let authentication = ClientAuth::PrivateKeyJwt(Arc::new(assertions));
        let mut oauth = OAuthClient::builder(&self.client_id, authentication)
            .token_url(metadata.token_url().clone())
            .pushed_authorization_url(pushed.clone())
            .transport(Arc::clone(&transport));
        oauth = match self.audience {
            AssertionAudience::TokenEndpoint => oauth,
            AssertionAudience::Issuer => oauth.audience(&metadata.issuer),
            AssertionAudience::Other(audience) => oauth.audience(audience),
        };
        if let Some(url) = metadata.revocation_url() {
            oauth = oauth.revocation_url(url.clone());
        }
        if let Some(observer) = self.observer {
            oauth = oauth.observer(observer);
        }
        if let Some(events) = self.events {
            oauth = oauth.events(events);
        }
        let bank_keys = KeySource::new(metadata.jwks_uri.clone(), transport)?;
        Ok(RelyingParty {
            shared: Arc::new(Shared {
                oauth: oauth.build()?,
                client_id: self.client_id,
                signer: self.signer,
                decryption: self.decryption,
                certificate: RwLock::new(self.certificate),
                bank_keys,
                metadata,
            }),
        })
    }
}

impl fmt::Debug for RelyingPartyBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelyingPartyBuilder")
            .field("issuer", &self.metadata.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// Client assertions by our signing key.
#[derive(Debug)]
struct Assertions(Arc<dyn Signer>);

#[async_trait]
impl AssertionSigner for Assertions {
    async fn sign(&self, claims: &AssertionClaims) -> Result<SecretString> {
        sign(self.0.as_ref(), claims).await.map(SecretString::from)
    }
}

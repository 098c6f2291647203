//! A customer's data at a bank, by Open Finance Brasil.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use client_core::auth::HeaderCredential;
use client_core::auth::store::FileTokenStore;
use client_core::observe::Observer;
use client_core::sandbox::loopback_transport;
use client_core::secret::SecretString;
use openfinance_client::jose::{DecryptionKey, DecryptionKeys, SigningKey};
use openfinance_client::login::{CertificateThumbprint, RelyingParty, ServerMetadata};
use openfinance_client::model::ConsentId;
use openfinance_client::{Bank, Connection, Endpoints, Error};
use url::Url;

use super::{AccessError, Certificates, is_plain};
use crate::variables::Variables;

const ACCESS_TOKEN: &str = "OPENFINANCE_ACCESS_TOKEN";
const STORE: &str = "OPENFINANCE_TOKEN_STORE";
const CONSENT: &str = "OPENFINANCE_CONSENT_ID";

/// What a grant in a store needs to be renewed.
const OF_GRANT: [&str; 6] = [
    CONSENT,
    "OPENFINANCE_ISSUER",
    "OPENFINANCE_CLIENT_ID",
    "OPENFINANCE_SIGNING_KEY",
    "OPENFINANCE_KID",
    "OPENFINANCE_ENCRYPTION_KEY",
];

/// What [`connection`] reads, for help texts.
pub const VARIABLES: &str =
    "  OPENFINANCE_URL          the address that all of the bank's APIs are below
  OPENFINANCE_ACCESS_TOKEN a token of the consent as it is
  OPENFINANCE_CERT, OPENFINANCE_KEY, OPENFINANCE_CA
                           PEM files: our transport certificate, its key, authorities to trust
  OPENFINANCE_TOKEN_STORE  instead of a token: the folder of the grants, whose grant renews itself.
                           It needs all that follow
  OPENFINANCE_CONSENT_ID   the consent
  OPENFINANCE_ISSUER       the bank's issuer
  OPENFINANCE_CLIENT_ID    our id there
  OPENFINANCE_SIGNING_KEY  our signing key, a PEM file
  OPENFINANCE_KID          its id in our key set
  OPENFINANCE_ENCRYPTION_KEY
                           our encryption key, a PEM file";

/// Where the bank is, and what lets us in.
#[derive(Debug, Default)]
pub struct Place<'a> {
    /// The address that all its APIs are below.
    pub url: Option<&'a Url>,
    /// A token of the consent as it is.
    pub access_token: Option<&'a SecretString>,
    /// The folder of grants.
    pub store: Option<&'a Path>,
    /// Certificates of the connection.
    pub certificates: Certificates,
}

impl Place<'_> {
    /// Says what is missing, before anything is sent.
    ///
    /// # Errors
    /// [`AccessError::Unset`] and [`AccessError::Incomplete`].
    pub fn check(&self, variables: &Variables) -> Result<(), AccessError> {
        if self.url.is_none() {
            return Err(AccessError::Incomplete(
                "where is the bank? Set OPENFINANCE_URL in the environment",
            ));
        }
        if self.token(variables).is_some() {
            return Ok(());
        }
        if self.folder(variables).is_none() {
            return Err(AccessError::Incomplete(
                "set OPENFINANCE_ACCESS_TOKEN, or OPENFINANCE_TOKEN_STORE for a grant that renews \
                 itself",
            ));
        }
        Ok(variables.require_all(&OF_GRANT)?)
    }

    fn token(&self, variables: &Variables) -> Option<SecretString> {
        let of_variable = variables.get(ACCESS_TOKEN).map(SecretString::from);
        self.access_token.cloned().or(of_variable)
    }

    fn folder(&self, variables: &Variables) -> Option<PathBuf> {
        let named = variables.get(STORE).map(PathBuf::from);
        self.store.map(Path::to_owned).or(named)
    }
}

/// The data of one consent, by the [variables](VARIABLES).
///
/// # Errors
/// As [`Place::check`], or what the files, the store and the bank say.
pub async fn connection(
    variables: &Variables,
    place: &Place<'_>,
    observer: Option<Arc<dyn Observer>>,
) -> Result<Connection, AccessError> {
    place.check(variables)?;
    let certificates = place.certificates.or_of_variables(variables, "OPENFINANCE");
    let transport = certificates.transport()?;
    let endpoints = place.url.map(Endpoints::at).unwrap_or_default();
    let mut bank = Bank::builder(endpoints);
    bank = match &transport {
        Some(transport) => bank.with_transport(Arc::new(transport.clone())),
        None if is_plain(place.url) => bank.with_transport(loopback_transport()?),
        None => bank,
    };
    if let Some(observer) = observer {
        bank = bank.with_observer(observer);
    }
    if let Some(token) = place.token(variables) {
        let consent = ConsentId::new(variables.get(CONSENT).unwrap_or_default());
        let credential = HeaderCredential::bearer(&token)?;
        let bank = bank.build()?;
        return Ok(bank.under_consent(consent, Arc::new(credential)));
    }
    let folder = place.folder(variables).ok_or(AccessError::NoStore)?;
    let store = Arc::new(FileTokenStore::open(&folder)?);
    let party = relying_party(variables, &certificates).await?;
    let [consent] = variables.require([CONSENT])?;
    // Its consent is read in our own name.
    let bank = bank.with_relying_party(&party).build()?;
    Ok(bank.connect(&party, store, &ConsentId::new(consent)))
}

/// Who we are at the bank.
async fn relying_party(
    variables: &Variables,
    certificates: &Certificates,
) -> Result<RelyingParty, AccessError> {
    let [_, issuer, client_id, signing_key, kid, encryption_key] = variables.require(OF_GRANT)?;
    let (Some(transport), Some(chain)) = (certificates.transport()?, certificates.chain()?) else {
        return Err(AccessError::Incomplete(
            "a grant is renewed over mutual TLS; name our certificate by --cert and --key, or set \
             OPENFINANCE_CERT and OPENFINANCE_KEY in the environment",
        ));
    };
    let transport = Arc::new(transport);
    let issuer = issuer.trim_end_matches('/');
    let document = format!("{issuer}/.well-known/openid-configuration");
    let document = Url::parse(&document).map_err(|cause| {
        Error::config("OPENFINANCE_ISSUER is not an address; write it in full, with https://")
            .with_source(cause)
    })?;
    let metadata = ServerMetadata::fetch(&document, issuer, transport.clone()).await?;
    let signer = Arc::new(SigningKey::from_pem_file(kid, signing_key)?);
    // No variable tells its id, and there is no other key that a token could mean.
    let decryption = DecryptionKey::from_pem_file("encryption", encryption_key)?;
    let decryption = DecryptionKeys::from(decryption).of_any_id();
    let party = RelyingParty::builder(metadata, client_id, signer, decryption)
        .with_transport(transport)
        .with_certificate(CertificateThumbprint::of_pem(&chain)?);
    Ok(party.build()?)
}

//! A certificate authority for one test run.

use std::fmt;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose,
};
use secrecy::SecretString;

use crate::error::{Error, Result};

/// A certificate authority with a fresh key, which nothing trusts unless told to.
pub struct TestAuthority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate that a [`TestAuthority`] issued, with its private key.
#[derive(Debug)]
#[non_exhaustive]
pub struct IssuedIdentity {
    /// The certificate in PEM.
    pub certificate_pem: String,
    /// The certificate in DER, to compare with what a server saw.
    pub certificate_der: Vec<u8>,
    /// The private key, PKCS#8 in PEM.
    pub key_pem: SecretString,
}

impl TestAuthority {
    /// A new authority.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when no key can be made.
    pub fn generate() -> Result<Self> {
        let key = KeyPair::generate().map_err(not_issued)?;
        let params = authority_params("Sandbox test authority");
        let issuer = CertifiedIssuer::self_signed(params, key).map_err(not_issued)?;
        Ok(Self { issuer })
    }

    /// An authority below this one. Its servers send their own certificate and not that of the
    /// authority, as servers with an incomplete chain do.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub fn subordinate(&self) -> Result<Self> {
        let key = KeyPair::generate().map_err(not_issued)?;
        let params = authority_params("Sandbox subordinate authority");
        let issuer = CertifiedIssuer::signed_by(params, key, &self.issuer).map_err(not_issued)?;
        Ok(Self { issuer })
    }

    /// The authority's own certificate in PEM, for clients to trust.
    pub fn root_pem(&self) -> String {
        self.issuer.pem()
    }

    pub(super) fn root_der(&self) -> rustls::pki_types::CertificateDer<'static> {
        self.issuer.der().clone()
    }

    /// Issues a client certificate with this common name.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when it cannot be made.
    pub fn issue_client(&self, name: &str) -> Result<IssuedIdentity> {
        let mut params = CertificateParams::default();
        params.distinguished_name = common_name(name);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.issue(params)
    }

    /// Issues a server certificate for these host names and addresses.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when a name cannot stand in a certificate.
    pub fn issue_server(&self, hosts: &[&str]) -> Result<IssuedIdentity> {
        let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(hosts).map_err(not_issued)?;
        params.distinguished_name = common_name("Sandbox server");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.issue(params)
    }

    fn issue(&self, params: CertificateParams) -> Result<IssuedIdentity> {
        let key = KeyPair::generate().map_err(not_issued)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(not_issued)?;
        Ok(IssuedIdentity {
            certificate_pem: certificate.pem(),
            certificate_der: certificate.der().to_vec(),
            key_pem: SecretString::from(key.serialize_pem()),
        })
    }
}

fn authority_params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = common_name(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn common_name(name: &str) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, name);
    subject
}

fn not_issued(cause: rcgen::Error) -> Error {
    Error::config("the test certificate cannot be issued").with_source(cause)
}

impl fmt::Debug for TestAuthority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestAuthority").finish_non_exhaustive()
    }
}

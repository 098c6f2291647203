//! TLS settings: which authorities to trust, which cryptography to use.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::ClientIdentity;
use crate::error::{Error, Result};

/// Always aws-lc-rs, whatever the process installed as its default, if anything.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

/// The certificates of a PEM file, at least one. `what` names the file in errors.
pub(super) fn certificates(pem: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>> {
    let certificates = CertificateDer::pem_slice_iter(pem)
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|_| Error::config(format!("{what} is not well-formed PEM")))?;
    if certificates.is_empty() {
        return Err(Error::config(format!(
            "{what} holds no PEM section `CERTIFICATE`"
        )));
    }
    Ok(certificates)
}

/// Checks servers against the given roots, and the system's unless they are shut out.
pub(super) fn verifier(
    roots_pem: &[Vec<u8>],
    only_given: bool,
) -> Result<Arc<dyn ServerCertVerifier>> {
    let mut given = RootCertStore::empty();
    let mut extra = Vec::new();
    for pem in roots_pem {
        for root in certificates(pem, "the file of extra root certificates")? {
            given.add(root.clone()).map_err(|cause| {
                Error::config("an extra root certificate cannot be used").with_source(cause)
            })?;
            extra.push(root);
        }
    }
    if only_given {
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(given), provider())
            .build()
            .map_err(|cause| {
                Error::config("only given roots are trusted, and none was given; add one")
                    .with_source(cause)
            })?;
        return Ok(verifier);
    }
    let verifier = Verifier::new_with_extra_roots(extra, provider()).map_err(|cause| {
        Error::config(
            "the system has no usable root certificates; install them or add roots of your own",
        )
        .with_source(cause)
    })?;
    Ok(Arc::new(verifier))
}

/// TLS 1.2 and 1.3, HTTP/2 offered before HTTP/1.1, a session cache of its own.
pub(super) fn client_config(
    verifier: &Arc<dyn ServerCertVerifier>,
    identity: Option<&ClientIdentity>,
) -> Result<ClientConfig> {
    let config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|cause| Error::config("TLS cannot be set up").with_source(cause))?
        // The name is rustls's for any verifier that one brings along. Ours checks everything.
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(verifier));
    let mut config = match identity {
        Some(identity) => config.with_client_cert_resolver(identity.resolver()),
        None => config.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

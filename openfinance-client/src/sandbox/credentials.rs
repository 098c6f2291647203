//! The receiver's credentials as files, for programs that read such.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use client_core::secret::ExposeSecret as _;
use client_core::{Error, Result};

use super::Sandbox;
use super::authority::CLIENT_ID;

/// Where [`Sandbox::write_credentials`] put what a registered receiver has.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CredentialFiles {
    /// The authority that issued the bank's certificate, in PEM.
    pub ca: PathBuf,
    /// The receiver's transport certificate (BRCAC), in PEM.
    pub certificate: PathBuf,
    /// The key of the transport certificate, in PEM.
    pub key: PathBuf,
    /// The key that signs (BRSEAL), in PEM.
    pub signing_key: PathBuf,
    /// The id of the signing key in the directory.
    pub signing_key_id: String,
    /// The key that id tokens are encrypted to, in PEM.
    pub encryption_key: PathBuf,
    /// The receiver's id at the bank.
    pub client_id: String,
}

impl Sandbox {
    /// Writes the receiver's certificate and keys into a directory that exists: to point another
    /// program at this bank. They are of this sandbox alone and end with its process.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when a file cannot be written.
    pub fn write_credentials(&self, directory: &Path) -> Result<CredentialFiles> {
        let write = |name: &str, text: &str| {
            let path = directory.join(name);
            private_file(&path, text).map_err(|cause| {
                Error::config("the sandbox's credentials cannot be written").with_source(cause)
            })?;
            Ok::<_, Error>(path)
        };
        let signing = self.keys.signing.expose_pem()?;
        let encryption = self.keys.decryption.expose_pem()?;
        Ok(CredentialFiles {
            ca: write("ca.pem", &self.certificates.root_pem())?,
            certificate: write("brcac.pem", &self.identity.certificate_pem)?,
            key: write("brcac.key", self.identity.key_pem.expose_secret())?,
            signing_key: write("signing.key", signing.expose_secret())?,
            signing_key_id: crate::jose::Signer::key_id(&self.keys.signing).to_owned(),
            encryption_key: write("encryption.key", encryption.expose_secret())?,
            client_id: CLIENT_ID.to_owned(),
        })
    }
}

fn private_file(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

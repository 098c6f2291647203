//! The files that prove to a server who we are, and to us who it is.

use std::fs;
use std::path::{Path, PathBuf};

use client_core::http::{ClientIdentity, ReqwestTransport};
use client_core::secret::SecretString;

use super::AccessError;
use crate::variables::Variables;

/// Certificates of the connection, as PEM files.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Certificates {
    /// Authorities to trust beside the system's, as a PEM file
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// Our certificate and its chain, as a PEM file, for servers that ask for one
    #[arg(long, value_name = "FILE", requires = "key")]
    pub cert: Option<PathBuf>,
    /// The private key of --cert, as a PEM file
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,
}

impl Certificates {
    /// These, and those that are not given from variables such as `MATERA_CERT`.
    #[must_use]
    pub fn or_of_variables(&self, variables: &Variables, prefix: &str) -> Self {
        let variable = |name| {
            variables
                .get(&format!("{prefix}_{name}"))
                .map(PathBuf::from)
        };
        // A certificate belongs to its key: never one of each.
        let (cert, key) = match (&self.cert, &self.key) {
            (None, None) => (variable("CERT"), variable("KEY")),
            given => (given.0.clone(), given.1.clone()),
        };
        Self {
            ca: self.ca.clone().or_else(|| variable("CA")),
            cert,
            key,
        }
    }

    /// The certificate chain.
    ///
    /// # Errors
    /// [`AccessError::File`] when it cannot be read.
    pub fn chain(&self) -> Result<Option<String>, AccessError> {
        self.cert.as_deref().map(read).transpose()
    }

    /// A transport that shows and trusts them; nothing when none are given.
    ///
    /// # Errors
    /// [`AccessError::File`] when one cannot be read, or what is wrong with its contents.
    pub fn transport(&self) -> Result<Option<ReqwestTransport>, AccessError> {
        if self.ca.is_none() && self.cert.is_none() && self.key.is_none() {
            return Ok(None);
        }
        let mut builder = ReqwestTransport::builder();
        if let Some(ca) = &self.ca {
            builder = builder.add_roots(read(ca)?);
        }
        match (self.chain()?, &self.key) {
            (Some(chain), Some(key)) => {
                let key = SecretString::from(read(key)?);
                builder = builder.identity(ClientIdentity::from_pem(chain, &key)?);
            }
            (None, None) => {}
            _ => {
                return Err(AccessError::Incomplete(
                    "a certificate and its key go together; name both",
                ));
            }
        }
        Ok(Some(builder.build()?))
    }
}

fn read(path: &Path) -> Result<String, AccessError> {
    fs::read_to_string(path).map_err(|cause| AccessError::File {
        path: path.to_owned(),
        cause,
    })
}

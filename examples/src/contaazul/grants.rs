//! The folder in which grants are kept between runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use client_core::Result;
use client_core::auth::TokenStore;
use client_core::auth::store::FileTokenStore;

use crate::variables::Variables;

/// Where `login` puts grants and the other programs find them.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct GrantStore {
    /// The folder that grants are kept in, for you alone [default: ~/.contaazul-grants]
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
}

impl GrantStore {
    /// The folder; nothing when none was named and the person has no home.
    pub fn directory(&self, variables: &Variables) -> Option<PathBuf> {
        let home = || variables.get("HOME").or(variables.get("USERPROFILE"));
        let beside = |home| Path::new(home).join(".contaazul-grants");
        self.store.clone().or_else(|| home().map(beside))
    }

    /// Opens the folder, making it if need be.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](client_core::ErrorKind::Store) when it cannot be made or written, or
    /// others can read it.
    pub fn open(directory: &Path) -> Result<Arc<dyn TokenStore>> {
        Ok(Arc::new(FileTokenStore::open(directory)?))
    }
}

//! The folder in which grants are kept between runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use client_core::Result;
use client_core::auth::TokenStore;
use client_core::auth::store::FileTokenStore;

use crate::variables::Variables;

/// The variable that names the folder when the call does not.
pub const STORE: &str = "CONTAAZUL_TOKEN_STORE";

/// Where `login` puts grants and the other programs find them.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct GrantStore {
    /// The folder that grants are kept in, for you alone [default: that of the variable
    /// CONTAAZUL_TOKEN_STORE, or ~/.contaazul-grants]
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
}

impl GrantStore {
    /// The folder; nothing when none was named and the person has no home.
    pub fn directory(&self, variables: &Variables) -> Option<PathBuf> {
        let home = variables.get("HOME").or(variables.get("USERPROFILE"));
        let in_home = home.map(|home| Path::new(home).join(".contaazul-grants"));
        let named = variables.get(STORE).map(PathBuf::from);
        self.store.clone().or(named).or(in_home)
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

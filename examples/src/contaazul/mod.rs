//! How the programs reach Conta Azul: addresses, the registered application, stored grants.

mod access;
mod addresses;
mod grants;
mod webhooks;

pub use self::access::{AccessError, COMPANY, VARIABLES, Watch, application, erp, required};
pub use self::addresses::{Addresses, Generation};
pub use self::grants::{GrantStore, STORE};
pub use self::webhooks::webhook_secrets;

//! What can be asked of a bank, by area. Reached through [`Bank`](crate::Bank) and
//! [`Connection`](crate::Connection).

mod consents;
mod credit;
mod exchanges;
mod investments;
mod resources;

pub use self::consents::{ConsentRenewal, Consents};
pub use self::credit::CreditOperations;
pub use self::exchanges::Exchanges;
pub use self::investments::{InvestmentProduct, Investments};
pub use self::resources::Resources;

//! What can be asked of a bank, by area. Reached through [`Bank`](crate::Bank) and
//! [`Connection`](crate::Connection).

mod accounts;
mod cards;
mod consents;
mod credit;
mod customers;
mod exchanges;
mod investments;
mod movements;
mod resources;

pub use self::accounts::Accounts;
pub use self::cards::Cards;
pub use self::consents::{ConsentRenewal, Consents};
pub use self::credit::CreditOperations;
pub use self::customers::Customers;
pub use self::exchanges::Exchanges;
pub use self::investments::{InvestmentProduct, Investments};
pub use self::movements::MovementsRequest;
pub use self::resources::Resources;

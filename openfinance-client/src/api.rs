//! What can be asked of a bank, by area. Reached through [`Bank`](crate::Bank) and
//! [`Connection`](crate::Connection).

mod accounts;
mod automatic_payments;
mod cards;
mod consents;
mod credit;
mod customers;
mod enrollments;
mod exchanges;
mod investments;
mod movements;
mod payments;
mod payments_v4;
mod pix;
mod resources;

pub use self::accounts::Accounts;
pub use self::automatic_payments::{AutomaticPayments, RecurringPaymentsOfConsent};
pub use self::cards::Cards;
pub use self::consents::{ConsentRenewal, Consents};
pub use self::credit::CreditOperations;
pub use self::customers::Customers;
pub use self::enrollments::Enrollments;
pub use self::exchanges::Exchanges;
pub use self::investments::{InvestmentProduct, Investments};
pub use self::movements::MovementsRequest;
pub use self::payments::{OrderFate, Payments, PaymentsOfConsent};
pub use self::payments_v4::PaymentsV4;
pub use self::resources::Resources;

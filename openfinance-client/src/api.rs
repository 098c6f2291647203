//! What can be asked of a bank, by area. Reached through [`Bank`](crate::Bank) and
//! [`Connection`](crate::Connection).

mod automatic_payments;
mod consents;
mod payments;
mod resources;

pub use self::automatic_payments::{AutomaticPayments, RecurringPaymentsOfConsent};
pub use self::consents::{ConsentRenewal, Consents};
pub use self::payments::{OrderFate, Payments, PaymentsOfConsent};
pub use self::resources::Resources;

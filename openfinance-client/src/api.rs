//! What can be asked of a bank, by area. Reached through [`Bank`](crate::Bank) and
//! [`Connection`](crate::Connection).

mod automatic_payments;
mod consents;
mod enrollments;
mod payments;
mod payments_v4;
mod resources;

pub use self::automatic_payments::{AutomaticPayments, RecurringPaymentsOfConsent};
pub use self::consents::{ConsentRenewal, Consents};
pub use self::enrollments::Enrollments;
pub use self::payments::{OrderFate, Payments, PaymentsOfConsent};
pub use self::payments_v4::PaymentsV4;
pub use self::resources::Resources;

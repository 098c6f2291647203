//! What can be done, area by area. Reached from the client: `matera.balances()`.
//!
//! One file an area: its accessor on [`Matera`](crate::Matera), its methods, and the filters of its
//! lists.

mod accounts;
mod balances;
mod deposits;
mod instant_payments;
mod payments;
mod reconcile;
mod transactions;
mod withdrawals;

pub use self::accounts::AccountArea;
pub use self::balances::BalanceArea;
pub use self::deposits::{DepositArea, DepositKind, DepositStatus};
pub use self::instant_payments::InstantPaymentArea;
pub use self::payments::PaymentArea;
pub use self::reconcile::{Reconciled, Sought};
pub use self::transactions::TransactionArea;
pub use self::withdrawals::WithdrawalArea;

//! What can be done, area by area. Reached from the client: `matera.balances()`.
//!
//! One file an area: its accessor on [`Matera`](crate::Matera), its methods, and the filters of its
//! lists.

mod balances;
mod transactions;

pub use self::balances::BalanceArea;
pub use self::transactions::TransactionArea;

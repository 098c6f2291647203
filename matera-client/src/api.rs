//! What can be done, area by area. Reached from the client: `matera.balances()`.
//!
//! One file an area: its accessor on [`Matera`](crate::Matera), its methods, and the filters of its
//! lists. A method names its row of the table, fills arguments, query and body, and says how the
//! answer is read: in `data`, bare, or not at all. Where the row has a key it gives a
//! [`KeyedAction`](crate::KeyedAction). Path, key and `Transaction-Hash` are no business of an area.

mod accounts;
mod autopix_payer;
mod autopix_receiver;
mod autopix_webhooks;
mod balances;
mod callbacks;
mod deposits;
mod instant_payments;
mod payments;
mod reconcile;
mod transactions;
mod withdrawals;

pub use self::accounts::AccountArea;
pub use self::autopix_payer::{AutopixPayerArea, SortDirection};
pub use self::autopix_receiver::AutopixReceiverArea;
pub use self::autopix_webhooks::AutopixWebhookArea;
pub use self::balances::BalanceArea;
pub use self::callbacks::CallbackArea;
pub use self::deposits::{DepositArea, DepositKind, DepositStatus};
pub use self::instant_payments::InstantPaymentArea;
pub use self::payments::PaymentArea;
pub use self::reconcile::{Reconciled, Sought};
pub use self::transactions::TransactionArea;
pub use self::withdrawals::WithdrawalArea;

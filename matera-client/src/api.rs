//! What can be done, area by area. Reached from the client: `matera.balances()`.
//!
//! One file an area: its accessor on [`Matera`](crate::Matera), its methods, and the filters of its
//! lists. A method names its row of the table, fills arguments, query and body, and says how the
//! answer is read: in `data`, bare, or not at all. Where the row has a key it gives a
//! [`KeyedAction`](crate::KeyedAction). Path, key and `Transaction-Hash` are no business of an area.

mod accounts;
mod aliases;
mod autopix_payer;
mod autopix_receiver;
mod autopix_webhooks;
mod balances;
mod bills;
mod callbacks;
mod cash_in;
mod deposits;
mod income_reports;
mod instant_payments;
mod limits;
mod limits_v1;
mod payments;
mod push;
mod qr_codes;
mod recharge;
mod reconcile;
mod schedules;
mod side_accounts;
mod transactions;
mod wallet;
mod withdrawals;

pub use self::accounts::AccountArea;
pub use self::aliases::AliasArea;
pub use self::autopix_payer::{AutopixPayerArea, SortDirection};
pub use self::autopix_receiver::AutopixReceiverArea;
pub use self::autopix_webhooks::AutopixWebhookArea;
pub use self::balances::BalanceArea;
pub use self::bills::BillArea;
pub use self::callbacks::CallbackArea;
pub use self::cash_in::CashInArea;
pub use self::deposits::{DepositArea, DepositKind, DepositStatus};
pub use self::income_reports::IncomeReportArea;
pub use self::instant_payments::InstantPaymentArea;
pub use self::limits::LimitArea;
pub use self::limits_v1::LimitV1Area;
pub use self::payments::PaymentArea;
pub use self::push::PushArea;
pub use self::qr_codes::QrCodeArea;
pub use self::recharge::RechargeArea;
pub use self::reconcile::{Reconciled, Sought};
pub use self::schedules::ScheduleArea;
pub use self::side_accounts::SideAccountArea;
pub use self::transactions::TransactionArea;
pub use self::wallet::WalletArea;
pub use self::withdrawals::WithdrawalArea;

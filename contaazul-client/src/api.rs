//! What can be asked of the ERP, by area. Reached through [`ContaAzul`](crate::ContaAzul).

mod accounts;
mod categories;
mod changes;
mod charges;
mod connection;
mod contracts;
mod cost_centers;
mod first_generation;
mod installments;
mod negotiations;
mod payables;
mod quotes;
mod receivables;
mod sales;
mod search;
mod second_generation;
mod settlements;
mod transfers;

pub use self::accounts::Accounts;
pub use self::categories::{Categories, CategoryColumn};
pub use self::changes::Changes;
pub use self::charges::Charges;
pub use self::connection::Connection;
pub use self::contracts::{ContractColumn, ContractState, Contracts};
pub use self::cost_centers::{CostCenterColumn, CostCenterState, CostCenters};
pub use self::first_generation::FirstGeneration;
pub use self::installments::Installments;
pub use self::negotiations::NegotiationColumn;
pub use self::payables::Payables;
pub use self::quotes::Quotes;
pub use self::receivables::Receivables;
pub use self::sales::{ApprovalState, Sales};
pub use self::search::Searched;
pub use self::second_generation::SecondGeneration;
pub use self::settlements::Settlements;
pub use self::transfers::Transfers;

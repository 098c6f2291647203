//! What can be asked of the ERP, by area. Reached through [`ContaAzul`](crate::ContaAzul).

mod accounts;
mod capture;
mod categories;
mod changes;
mod charges;
mod connection;
mod cost_centers;
mod first_generation;
mod fiscal_notes;
mod installments;
mod payables;
mod receivables;
mod search;
mod second_generation;
mod settlements;
mod transfers;

pub use self::accounts::Accounts;
pub use self::capture::DocumentCapture;
pub use self::categories::{Categories, CategoryColumn};
pub use self::changes::Changes;
pub use self::charges::Charges;
pub use self::connection::Connection;
pub use self::cost_centers::{CostCenterColumn, CostCenterState, CostCenters};
pub use self::first_generation::FirstGeneration;
pub use self::fiscal_notes::FiscalNotes;
pub use self::installments::Installments;
pub use self::payables::Payables;
pub use self::receivables::Receivables;
pub use self::search::Searched;
pub use self::second_generation::SecondGeneration;
pub use self::settlements::Settlements;
pub use self::transfers::Transfers;

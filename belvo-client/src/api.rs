//! What can be asked of Belvo, by area. Reached through [`Belvo`](crate::Belvo).

mod accounts;
mod balances;
mod bills;
mod consents;
mod data;
mod employments;
mod exchanges;
mod get;
mod incomes;
mod institutions;
mod investment_transactions;
mod investments;
mod links;
mod owners;
pub mod payments;
mod recurring_expenses;
mod transactions;
mod widget;

pub use self::consents::Consents;
pub use self::data::{
    Background, Data, Deletable, Periodic, Resource, Resumable, RetrievedByLink, Selectable,
    Unlinked,
};
pub use self::get::Get;
pub use self::institutions::Institutions;
pub use self::links::{DeleteLink, Links};
pub use self::widget::Widget;

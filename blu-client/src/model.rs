//! What Blu answers.
//!
//! Fields are named in English; Blu's own names are in the `serde` renames and as search aliases.
//! Blu does not document what may be missing, so only ids and the three amounts of an operation are
//! taken for granted.

mod liquidation;
mod sale;

pub use self::liquidation::{
    AuthorizationCode, CategoryId, ClientId, InstallmentId, LiquidatedInstallment, LiquidationId,
    LiquidationRecord, Nsu,
};
pub use self::sale::{Fields, Sale, SaleId, SaleInstallment, SaleStatus};

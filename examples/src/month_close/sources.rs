//! What a month holds at each source, pulled whole.

mod acquirer;
mod bank;
mod erp;

pub(super) use acquirer::{Acquirer, AcquirerMonth, SettlementKind};
pub(super) use bank::{Bank, ByBelvo, ByMatera, ByOpenFinance};
pub(super) use erp::{Booked, Erp, ErpMonth, Side, is_card_account};

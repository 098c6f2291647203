//! The areas of Blu's API and the lists to ask for.
//!
//! Every list is for days from `begin` to `end`, both included and in Brasília. Blu answers for at
//! most a month, so longer ranges are asked for month by month and come as one list; a
//! [`Cursor`](client_core::page::Cursor) of it goes on where it stopped. Options of a call, such as
//! a deadline, hold for each of these requests.
//!
//! Reports reach to yesterday, whose data are whole from 09:00 on. Asking for more is an
//! [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent, unless
//! `even_if_incomplete` says otherwise. Like all wrong arguments it is told when the list is first
//! polled.

mod anticipations;
mod sales;
mod settlements;

pub use self::anticipations::{Anticipations, ListAnticipationsV1, ListAnticipationsV2};
pub use self::sales::{ListSales, Sales};
pub use self::settlements::{Credits, Debits, ListSettlements};

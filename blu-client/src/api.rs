//! The areas of Blu's API, the lists to ask for and the calls to make.
//!
//! Every report is for days from `begin` to `end`, both included and in Brasília. Blu answers for at
//! most a month, so longer ranges are asked for month by month and come as one list; a
//! [`Cursor`](client_core::page::Cursor) of it goes on where it stopped. Options of a call, such as
//! a deadline, hold for each of these requests.
//!
//! Reports reach to yesterday, whose data are whole from 09:00 on. Asking for more is an
//! [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent, unless
//! `even_if_incomplete` says otherwise. Like all wrong arguments it is told when the list is first
//! polled, or the call sent.

mod anticipations;
mod boletos;
mod charges;
mod clients;
mod payment_links;
mod pix;
mod sales;
mod settlements;
mod statement;
mod unpublished;

pub use self::anticipations::{Anticipations, ListAnticipationsV1, ListAnticipationsV2};
pub use self::boletos::Boletos;
pub use self::charges::Charges;
pub use self::clients::Clients;
pub use self::payment_links::PaymentLinks;
pub use self::pix::Pix;
pub use self::sales::{ListSales, Sales};
pub use self::settlements::{Credits, Debits, ListSettlements};
pub use self::statement::{ListStatement, Statement};
pub use self::unpublished::UnpublishedCall;

//! From the sale to the money: for each sale what was paid of it, when, less what, and what is
//! still to come.
//!
//! Blu tells this in four reports. [`Blu::settlement_chain`] reads them and joins them:
//!
//! 1. by `id_transaction` of the sale, which is the id of the installment in every settlement
//!    (documented for anticipations, inferred for debit and credit settlements);
//! 2. settlements that no id places, by NSU **and** authorization code, where these name one sale
//!    of the month and no other. [`SettledPart::joined_by`] says which it was;
//! 3. what belongs to no sale that was read comes at the end, as [`ChainLink::WithoutSale`]: it may
//!    be of an earlier sale, or of a split sale where these are not read.
//!
//! What was paid for a part of an installment is its settled gross less MDR and anticipation fee,
//! which is the same in every [reading](crate::identities) of Blu's amounts.
//!
//! ```no_run
//! # async fn example(blu: blu_client::Blu) -> Result<(), Box<dyn std::error::Error>> {
//! use blu_client::chain::ChainLink;
//! use time::macros::date;
//!
//! let mut chain = blu
//!     .settlement_chain(date!(2026 - 01 - 01), date!(2026 - 01 - 31))
//!     .send();
//! while let Some(link) = chain.try_next().await? {
//!     let ChainLink::Sale(sale) = link else { continue };
//!     let totals = sale.totals()?;
//!     println!("{:?}: paid {}", sale.sale.id, totals.paid.brazilian());
//!     if let Some(open) = totals.open_net {
//!         println!("  still to come {}", open.brazilian());
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! # Memory and resuming
//! All settlements from the first day of sale to the last day of settlement are read first and kept
//! in memory, without their records: some hundred bytes for each part of an installment. Sales are
//! read and handed out by the month. A [cursor](client_core::page::Cursor) goes on at the month it
//! was taken in; the settlements, and the sales of the months before, are then read again, so that
//! nothing counts twice.

mod field_names;
mod ledger;
mod link;
mod reader;

use std::fmt;

use brazil_types::TaxId;
use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::Pager;
use time::Date;

pub use self::field_names::SaleFieldNames;
pub use self::link::{
    ChainLink, ChainedInstallment, ChainedSale, JoinedBy, SettledPart, SettlementKind, Totals,
};
use crate::client::Blu;
use crate::period::{Period, newest_whole_day};

impl Blu {
    /// Sales made from `sold_from` to `sold_until` and what was settled of them; see
    /// [`chain`](self).
    ///
    /// Composed of sales, anticipations, debit and credit settlements, all documented; how they
    /// join is in part inferred.
    #[doc(alias = "id_transaction")]
    pub fn settlement_chain(&self, sold_from: Date, sold_until: Date) -> ChainQuery {
        ChainQuery {
            blu: self.clone(),
            sold: Period {
                begin: sold_from,
                end: sold_until,
            },
            settled_until: None,
            split_sales: false,
            anticipations_v1: false,
            tax_id: None,
            even_if_incomplete: false,
            names: SaleFieldNames::default(),
            options: CallOptions::default(),
        }
    }
}

/// A chain to ask for, made by [`Blu::settlement_chain`].
#[derive(Clone)]
#[must_use = "nothing is asked for before `send()`"]
pub struct ChainQuery {
    blu: Blu,
    sold: Period,
    settled_until: Option<Date>,
    split_sales: bool,
    anticipations_v1: bool,
    tax_id: Option<TaxId>,
    even_if_incomplete: bool,
    names: SaleFieldNames,
    options: CallOptions,
}

impl ChainQuery {
    /// Reads settlements up to this day, instead of the last one whose data are whole.
    pub fn settled_until(mut self, day: Date) -> Self {
        self.settled_until = Some(day);
        self
    }

    /// Reads split sales too. Their path is a guess; see
    /// [`Sales::list_split`](crate::api::Sales::list_split).
    pub fn with_split_sales(mut self) -> Self {
        self.split_sales = true;
        self
    }

    /// Reads anticipations in their first version, where the second has operations that cannot be
    /// put together.
    pub fn with_anticipations_v1(mut self) -> Self {
        self.anticipations_v1 = true;
        self
    }

    /// Only anticipations of this client, for a token that serves several. The other reports know
    /// no such filter; what they have of others has no sale.
    #[doc(alias = "cpfCnpj")]
    pub fn client_tax_id(mut self, tax_id: &TaxId) -> Self {
        self.tax_id = Some(*tax_id);
        self
    }

    /// Asks even for days whose data are not whole yet.
    pub fn even_if_incomplete(mut self) -> Self {
        self.even_if_incomplete = true;
        self
    }

    /// Under which names the fields of sales are looked for, which Blu does not document.
    pub fn field_names(mut self, names: SaleFieldNames) -> Self {
        self.names = names;
        self
    }

    /// The chain. Nothing is sent before it is polled.
    pub fn send(self) -> Pager<ChainLink> {
        reader::pager(self)
    }

    fn settled(&self) -> Period {
        let newest = newest_whole_day(self.blu.now());
        Period {
            begin: self.sold.begin,
            end: self.settled_until.unwrap_or(newest),
        }
    }
}

impl ConfigureCall for ChainQuery {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl fmt::Debug for ChainQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChainQuery")
            .field("sold", &self.sold)
            .field("settled_until", &self.settled_until)
            .finish_non_exhaustive()
    }
}

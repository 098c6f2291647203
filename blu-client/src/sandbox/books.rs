//! From what happened to what Blu would report: operations and the installments they settle.
//!
//! Amounts follow the expected reading of the contract: MDR is taken from every installment in
//! proportion, the anticipation fee from every part that is paid early, and the operation's gross is
//! after MDR.

use std::collections::BTreeMap;

use client_core::money::Amount;
use client_core::{Error, Result};
use time::{Date, Duration};

use super::merchant::{Anticipation, Card, CardSale, Merchant};
use super::partial::{gross_for_net, share};

const BASIS_POINTS: i64 = 10_000;
const DAYS_OF_FEE: i64 = 30;

/// A merchant's sales and all liquidations of them, in cents.
#[derive(Debug)]
pub(super) struct Books {
    pub(super) client_id: String,
    pub(super) sales: Vec<Sale>,
    pub(super) operations: Vec<Operation>,
}

#[derive(Clone, Debug)]
pub(super) struct Sale {
    pub(super) id: String,
    pub(super) sold_on: Date,
    pub(super) card: Card,
    pub(super) nsu: String,
    pub(super) authorization_code: String,
    /// The merchant's share of a split sale, in basis points.
    pub(super) split: Option<u32>,
    pub(super) installments: Vec<Installment>,
}

#[derive(Clone, Debug)]
pub(super) struct Installment {
    pub(super) id: String,
    pub(super) number: u32,
    pub(super) due: Date,
    pub(super) gross: i64,
    pub(super) mdr: i64,
    settled_gross: i64,
    settled_mdr: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Anticipation,
    Debit,
    Credit,
}

/// One liquidation.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) day: Date,
    pub(super) parts: Vec<Part>,
}

/// What one liquidation settles of one installment.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Places of the sale and of the installment in it.
    pub(super) of: (usize, usize),
    pub(super) gross: i64,
    pub(super) mdr: i64,
    pub(super) fee: i64,
}

impl Installment {
    pub(super) fn net(&self) -> i64 {
        self.gross - self.mdr
    }

    fn open(&self) -> i64 {
        self.net() - (self.settled_gross - self.settled_mdr)
    }
}

impl Part {
    pub(super) fn after_mdr(&self) -> i64 {
        self.gross - self.mdr
    }

    pub(super) fn net(&self) -> i64 {
        self.after_mdr() - self.fee
    }
}

impl Operation {
    /// What is left of it without sales that were canceled, if anything.
    pub(super) fn without(&self, books: &Books, canceled: &BTreeMap<String, Date>) -> Option<Self> {
        let stands = |part: &&Part| {
            let sale = books.sales.get(part.of.0);
            sale.is_some_and(|sale| !canceled.contains_key(&sale.id))
        };
        let parts: Vec<_> = self.parts.iter().filter(stands).cloned().collect();
        (!parts.is_empty()).then(|| Self {
            id: self.id.clone(),
            parts,
            ..*self
        })
    }

    pub(super) fn gross(&self) -> i64 {
        self.parts.iter().map(Part::after_mdr).sum()
    }

    pub(super) fn fee(&self) -> i64 {
        self.parts.iter().map(|part| part.fee).sum()
    }

    pub(super) fn net(&self) -> i64 {
        self.gross() - self.fee()
    }
}

impl Books {
    /// The books of a merchant; `number` keeps the ids of several apart.
    pub(super) fn of(merchant: &Merchant, number: usize) -> Result<Self> {
        let mut books = Self {
            client_id: (48_213 + number).to_string(),
            sales: Vec::new(),
            operations: Vec::new(),
        };
        for sale in &merchant.sales {
            books.sell(sale, number)?;
        }
        let mut anticipations = merchant.anticipations.clone();
        anticipations.sort_by_key(|anticipation| anticipation.day);
        for anticipation in anticipations {
            books.anticipate(anticipation, merchant.monthly_fee)?;
        }
        books.settle_the_rest();
        books
            .operations
            .sort_by_key(|operation| (operation.day, operation.kind));
        for (place, operation) in books.operations.iter_mut().enumerate() {
            operation.id = (70_500_001 + number * 1_000_000 + place).to_string();
        }
        Ok(books)
    }

    fn sell(&mut self, sale: &CardSale, number: usize) -> Result<()> {
        let place = self.sales.len();
        let (count, mut due, step) = match sale.card {
            Card::Debit => (1, sale.sold_on, Duration::DAY),
            Card::Credit { installments } => (installments, sale.sold_on, Duration::days(30)),
        };
        if sale
            .split
            .is_some_and(|share| !(1..=10_000).contains(&share))
        {
            return Err(Error::config(
                "the share of a split sale must be within 1 to 10000 basis points",
            ));
        }
        if sale.gross <= Amount::ZERO || i64::from(sale.mdr) >= BASIS_POINTS {
            return Err(Error::config(
                "a sale must be above zero and its MDR below 100 % (10000 basis points)",
            ));
        }
        let own = match sale.split {
            Some(own) => {
                Amount::from_cents(share(cents(sale.gross)?, i64::from(own), BASIS_POINTS))
            }
            None => sale.gross,
        };
        let split = own.split(count).map_err(|cause| {
            Error::config("a sale cannot be split into its installments").with_source(cause)
        })?;
        let mut installments = Vec::new();
        for (index, amount) in (1_u32..).zip(split) {
            due = due.saturating_add(step);
            let gross = cents(amount)?;
            installments.push(Installment {
                id: format!("{number:08x}-0000-4000-8000-{place:08x}{index:04x}"),
                number: index,
                due,
                gross,
                mdr: share(gross, i64::from(sale.mdr), BASIS_POINTS),
                settled_gross: 0,
                settled_mdr: 0,
            });
        }
        let serial = number * 100_000 + place;
        self.sales.push(Sale {
            id: (90_000_001 + serial).to_string(),
            sold_on: sale.sold_on,
            card: sale.card,
            nsu: sale
                .nsu
                .clone()
                .unwrap_or_else(|| format!("{:012}", 123_450_001 + serial)),
            authorization_code: sale
                .authorization_code
                .clone()
                .unwrap_or_else(|| format!("{:06X}", (serial * 7_919 + 0xA1_B2C3) % 0x100_0000)),
            split: sale.split,
            installments,
        });
        Ok(())
    }

    fn anticipate(&mut self, anticipation: Anticipation, monthly_fee: u32) -> Result<()> {
        let day = anticipation.day;
        let mut wanted = cents(anticipation.amount)?;
        if wanted <= 0 {
            return Err(Error::config(format!(
                "the anticipation of {day} must be above zero"
            )));
        }
        let mut parts = Vec::new();
        for of in self.open_on(day) {
            if wanted <= 0 {
                break;
            }
            let Some(installment) = self.installment(of) else {
                continue;
            };
            let (gross, mdr) = part_worth(installment, wanted);
            installment.settled_gross += gross;
            installment.settled_mdr += mdr;
            let days = (installment.due - day).whole_days();
            let fee = share(
                gross - mdr,
                i64::from(monthly_fee) * days,
                BASIS_POINTS * DAYS_OF_FEE,
            );
            wanted -= gross - mdr;
            parts.push(Part {
                of,
                gross,
                mdr,
                fee,
            });
        }
        if wanted > 0 {
            return Err(Error::config(format!(
                "the anticipation of {day} asks for {} more than the receivables of that day",
                Amount::from_cents(wanted)
            )));
        }
        self.operations.push(Operation {
            id: String::new(),
            kind: Kind::Anticipation,
            day,
            parts,
        });
        Ok(())
    }

    /// Installments of credit sales that can be anticipated on `day`, the earliest due first.
    fn open_on(&self, day: Date) -> Vec<(usize, usize)> {
        let mut open: Vec<_> = self
            .places()
            .filter(|(_, sale, installment)| {
                let credit = matches!(sale.card, Card::Credit { .. });
                credit && sale.sold_on <= day && installment.due > day && installment.open() > 0
            })
            .map(|(of, _, installment)| (installment.due, of))
            .collect();
        open.sort_unstable();
        open.into_iter().map(|(_, of)| of).collect()
    }

    fn settle_the_rest(&mut self) {
        let mut days: BTreeMap<(Date, Kind), Vec<Part>> = BTreeMap::new();
        for (of, sale, installment) in self.places() {
            let kind = match sale.card {
                Card::Debit => Kind::Debit,
                Card::Credit { .. } => Kind::Credit,
            };
            let gross = installment.gross - installment.settled_gross;
            let mdr = installment.mdr - installment.settled_mdr;
            if gross > 0 {
                let parts = days.entry((installment.due, kind)).or_default();
                parts.push(Part {
                    of,
                    gross,
                    mdr,
                    fee: 0,
                });
            }
        }
        let rest = days.into_iter().map(|((day, kind), parts)| Operation {
            id: String::new(),
            kind,
            day,
            parts,
        });
        self.operations.extend(rest);
    }

    pub(super) fn at(&self, of: (usize, usize)) -> Option<(&Sale, &Installment)> {
        let sale = self.sales.get(of.0)?;
        Some((sale, sale.installments.get(of.1)?))
    }

    fn installment(&mut self, of: (usize, usize)) -> Option<&mut Installment> {
        self.sales.get_mut(of.0)?.installments.get_mut(of.1)
    }

    fn places(&self) -> impl Iterator<Item = ((usize, usize), &Sale, &Installment)> {
        self.sales.iter().enumerate().flat_map(|(place, sale)| {
            let installments = sale.installments.iter().enumerate();
            installments.map(move |(index, installment)| ((place, index), sale, installment))
        })
    }
}

/// What to settle of an installment, gross and MDR, so that `wanted` is covered or all of it is.
/// MDR is rounded over all parts so far, so that the parts of an installment add up to it.
fn part_worth(installment: &Installment, wanted: i64) -> (i64, i64) {
    let (gross, mdr) = (installment.gross, installment.mdr);
    let settled = installment.settled_gross - installment.settled_mdr;
    let total = match gross_for_net(gross, mdr, settled + wanted) {
        Some(total) if wanted < installment.open() => total,
        _ => gross,
    };
    (
        total - installment.settled_gross,
        share(mdr, total, gross) - installment.settled_mdr,
    )
}

fn cents(amount: Amount) -> Result<i64> {
    amount
        .to_cents()
        .map_err(|cause| Error::config("an amount is not in cents").with_source(cause))
}

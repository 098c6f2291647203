//! What happened at a merchant, to seed a sandbox with.

use std::collections::BTreeMap;

use client_core::Result;
use client_core::money::Amount;
use client_core::secret::{Redacted, SecretString};
use time::Date;

use super::books::Books;

/// A merchant, its token, and what it sold and anticipated.
#[derive(Clone, Debug)]
pub struct Merchant {
    pub(super) tax_id: Redacted<String>,
    pub(super) token: SecretString,
    pub(super) name: Redacted<String>,
    pub(super) sales: Vec<CardSale>,
    pub(super) anticipations: Vec<Anticipation>,
    pub(super) monthly_fee: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Anticipation {
    pub(super) day: Date,
    pub(super) amount: Amount,
}

impl Merchant {
    /// A merchant without sales, by its CNPJ (14 digits) and token. Its fee for anticipation is
    /// 2 % a month.
    pub fn new(tax_id: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            tax_id: Redacted::new(tax_id.into()),
            token: SecretString::from(token.into()),
            name: Redacted::new("LOJA FICTICIA LTDA".to_owned()),
            sales: Vec::new(),
            anticipations: Vec::new(),
            monthly_fee: 200,
        }
    }

    /// Gives it a legal name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Redacted::new(name.into());
        self
    }

    /// Sets the fee for anticipation, in basis points per 30 days.
    #[must_use]
    pub fn with_monthly_fee(mut self, basis_points: u32) -> Self {
        self.monthly_fee = basis_points;
        self
    }

    /// Adds a sale.
    #[must_use]
    pub fn with_sale(mut self, sale: CardSale) -> Self {
        self.sales.push(sale);
        self
    }

    /// Anticipates receivables worth `amount` after MDR and before the fee. As Blu does, the
    /// sandbox chooses them: the earliest due first, the last one in part.
    #[must_use]
    pub fn with_anticipation(mut self, day: Date, amount: Amount) -> Self {
        self.anticipations.push(Anticipation { day, amount });
        self
    }

    /// What becomes available in its Blu account on each day: the sum of the net amounts of all
    /// liquidations. Make the bank's side of a story of it.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the amounts cannot be settled,
    /// with the reason.
    pub fn daily_net(&self) -> Result<BTreeMap<Date, Amount>> {
        let mut days: BTreeMap<Date, i64> = BTreeMap::new();
        for operation in Books::of(self, 0)?.operations {
            *days.entry(operation.day).or_default() += operation.net();
        }
        let amounts = days.into_iter();
        Ok(amounts
            .map(|(day, cents)| (day, Amount::from_cents(cents)))
            .collect())
    }
}

/// One sale by card.
#[derive(Clone, Debug)]
pub struct CardSale {
    pub(super) sold_on: Date,
    pub(super) gross: Amount,
    pub(super) card: Card,
    pub(super) mdr: u32,
    pub(super) nsu: Option<String>,
    pub(super) authorization_code: Option<String>,
    pub(super) split: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Card {
    Debit,
    Credit { installments: u32 },
}

impl CardSale {
    /// A debit sale, settled the day after, with an MDR of 1.15 %.
    pub fn debit(sold_on: Date, gross: Amount) -> Self {
        Self::new(sold_on, gross, Card::Debit, 115)
    }

    /// A credit sale, settled in installments every 30 days, with an MDR of 2.5 %.
    pub fn credit(sold_on: Date, gross: Amount, installments: u32) -> Self {
        Self::new(sold_on, gross, Card::Credit { installments }, 250)
    }

    fn new(sold_on: Date, gross: Amount, card: Card, mdr: u32) -> Self {
        Self {
            sold_on,
            gross,
            card,
            mdr,
            nsu: None,
            authorization_code: None,
            split: None,
        }
    }

    /// Sets the MDR, in basis points.
    #[must_use]
    pub fn with_mdr(mut self, basis_points: u32) -> Self {
        self.mdr = basis_points;
        self
    }

    /// Splits the sale with others: the merchant has this share of it, in basis points. Such sales
    /// are in a report of their own; their settlements are not.
    #[must_use]
    pub fn split(mut self, basis_points: u32) -> Self {
        self.split = Some(basis_points);
        self
    }

    /// Sets the NSU; made up when not given.
    #[must_use]
    pub fn with_nsu(mut self, nsu: impl Into<String>) -> Self {
        self.nsu = Some(nsu.into());
        self
    }

    /// Sets the authorization code; made up when not given.
    #[must_use]
    pub fn with_authorization_code(mut self, code: impl Into<String>) -> Self {
        self.authorization_code = Some(code.into());
        self
    }
}

//! Card sales: what the terminal recorded, when the acquirer settles it, and what it keeps.

use std::collections::BTreeMap;

use brazil_types::ParseError;
use brazil_types::calendar::{self, Roll};
use time::{Date, Duration};

use super::books::{CardSale, Direction, Party};
use super::teller::Teller;
use super::truth::Trap;

/// What the acquirer keeps of a sale (MDR), in basis points.
const DEBIT_RATE: u32 = 139;
const CREDIT_RATE: u32 = 289;
const BASIS_POINTS: i64 = 10_000;

/// From the sale to the money, in calendar days.
const DAYS_OF_DEBIT: i64 = 1;
const DAYS_OF_CREDIT: i64 = 30;
/// Banks are never shut for longer.
const LONGEST_CLOSURE: i64 = 6;

const DEBIT_SALES_A_DAY: usize = 4;
const CREDIT_SALES_A_DAY: usize = 2;

/// On which business days from when in the month the bakery asks for money early, and how many
/// sales that takes; of one more it takes a part.
const ANTICIPATION_DAYS: [i64; 3] = [8, 17, 26];
const SALES_PER_ANTICIPATION: usize = 8;

/// What the acquirer holds.
#[derive(Debug, Default)]
pub struct Acquirer {
    /// What the terminals recorded, in the order of the days.
    pub slips: Vec<Slip>,
    /// When the bakery asked for money early.
    pub anticipations: Vec<Anticipation>,
    /// What the acquirer settles, in the order of the days; before and after the month too.
    pub liquidations: Vec<Liquidation>,
}

impl Acquirer {
    /// What the acquirer keeps for paying thirty days early, in basis points.
    pub const ANTICIPATION_RATE: u32 = 189;
}

/// A sale as the terminal recorded it.
#[derive(Debug, Clone)]
pub struct Slip {
    /// The number on the receipt.
    pub nsu: String,
    /// The issuer's answer.
    pub authorization_code: String,
    /// Debit, or credit in one installment.
    pub is_debit: bool,
    /// The day.
    pub sold_on: Date,
    /// Cents.
    pub gross: i64,
}

impl Slip {
    /// What the acquirer keeps, in basis points.
    #[must_use]
    pub fn rate(&self) -> u32 {
        if self.is_debit {
            DEBIT_RATE
        } else {
            CREDIT_RATE
        }
    }

    fn mdr(&self) -> i64 {
        share(self.gross, i64::from(self.rate()), BASIS_POINTS)
    }

    fn due(&self) -> Date {
        let days = if self.is_debit {
            DAYS_OF_DEBIT
        } else {
            DAYS_OF_CREDIT
        };
        self.sold_on.saturating_add(Duration::days(days))
    }
}

/// The bakery asks for money early.
#[derive(Debug, Clone, Copy)]
pub struct Anticipation {
    /// The day.
    pub day: Date,
    /// How much, in cents after MDR and before the fee.
    pub cents: i64,
}

/// Why the acquirer paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LiquidationKind {
    /// Credit sales, early.
    Anticipation,
    /// Debit sales.
    Debit,
    /// Credit sales on their date.
    Credit,
}

impl LiquidationKind {
    /// The word in the bank's memo.
    fn word(self) -> &'static str {
        match self {
            Self::Anticipation => "ANTECIPACAO",
            Self::Debit => "DEBITO",
            Self::Credit => "CREDITO",
        }
    }
}

/// What became available at the acquirer on one day for one reason.
#[derive(Debug, Clone)]
pub struct Liquidation {
    /// Why.
    pub kind: LiquidationKind,
    /// The day; weekends too.
    pub released_on: Date,
    /// Which sales.
    pub sales: Vec<SettledSale>,
}

impl Liquidation {
    /// Cents paid.
    #[must_use]
    pub fn net(&self) -> i64 {
        self.sales.iter().map(SettledSale::net).sum()
    }
}

/// A sale, as far as one liquidation settled it. Amounts are cents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SettledSale {
    /// The number on the receipt.
    pub nsu: String,
    /// The part that was settled.
    pub gross: i64,
    /// The MDR of that part.
    pub mdr: i64,
    /// The fee for paying that part early.
    pub fee: i64,
}

impl SettledSale {
    /// Cents paid.
    #[must_use]
    pub fn net(&self) -> i64 {
        self.gross - self.mdr - self.fee
    }
}

/// A slip on its way to being settled.
struct Sale {
    slip: Slip,
    settled_gross: i64,
    settled_mdr: i64,
}

pub(super) fn tell(teller: &mut Teller) -> Result<(), ParseError> {
    let mut sales = sell(teller)?;
    let mut liquidations = anticipate(teller, &mut sales)?;
    liquidations.extend(settle_on_their_dates(&sales));
    liquidations.sort_by_key(|one| (one.released_on, one.kind));
    pay_out(teller, &liquidations)?;
    teller.acquirer.slips = sales.into_iter().map(|sale| sale.slip).collect();
    teller.acquirer.liquidations = liquidations;
    Ok(())
}

/// All sales whose money may come in the month, and the ERP's knowledge of them.
fn sell(teller: &mut Teller) -> Result<Vec<Sale>, ParseError> {
    let month = teller.month;
    let customer = Party {
        name: "Consumidor do balcão".to_owned(),
        tax_id: String::new(),
    };
    let mut sales = Vec::new();
    for sold_on in (-DAYS_OF_CREDIT - LONGEST_CLOSURE..31).map(|days| month.plus(days)) {
        if sold_on > month.last() {
            break;
        }
        for number in 0..DEBIT_SALES_A_DAY + CREDIT_SALES_A_DAY {
            let slip = slip(teller, sold_on, number < DEBIT_SALES_A_DAY);
            if arrives(slip.due())? < month.first() {
                continue;
            }
            book(teller, &slip, &customer);
            sales.push(Sale::new(slip));
        }
    }
    // Two things go wrong in the middle of the month: the ERP has a sale that the acquirer does
    // not know, and the acquirer has one that the ERP does not know.
    let lost = slip(teller, month.business_day(10)?, true);
    let lost = book(teller, &lost, &customer);
    teller.stays_open_in_books(&lost, &["no_candidate", "nearest"]);
    teller.trap(Trap::CardSaleNeverSettled, &[&lost]);
    sales.push(Sale::new(slip(teller, month.business_day(18)?, true)));
    sales.sort_by_key(|sale| sale.slip.sold_on);
    Ok(sales)
}

fn slip(teller: &mut Teller, sold_on: Date, is_debit: bool) -> Slip {
    Slip {
        nsu: format!("000{}{}", teller.rng.between(1, 9), teller.rng.digits(8)),
        authorization_code: teller.rng.letters_and_digits(6),
        is_debit,
        sold_on,
        gross: teller.rng.between(2_800, 48_000),
    }
}

/// The ERP expects the sale's gross on its date.
fn book(teller: &mut Teller, slip: &Slip, customer: &Party) -> String {
    let kind = if slip.is_debit { "débito" } else { "crédito" };
    let description = format!("Venda {} cartão de {kind}", teller.order_number());
    let mut sale = teller.installment(Direction::In, customer, slip.due(), slip.gross, description);
    sale.by_card = Some(CardSale {
        nsu: slip.nsu.clone(),
        is_debit: slip.is_debit,
    });
    teller.book(sale)
}

/// Asks for money early.
fn anticipate(teller: &mut Teller, sales: &mut [Sale]) -> Result<Vec<Liquidation>, ParseError> {
    let mut liquidations = Vec::new();
    for day in ANTICIPATION_DAYS {
        let day = teller.month.business_day(day)?;
        let sales = anticipated(day, sales);
        let cents = sales.iter().map(|part| part.gross - part.mdr).sum();
        let anticipation = Anticipation { day, cents };
        teller.acquirer.anticipations.push(anticipation);
        liquidations.push(Liquidation {
            kind: LiquidationKind::Anticipation,
            released_on: day,
            sales,
        });
    }
    Ok(liquidations)
}

/// The acquirer takes the credit sales that are due first, and of the last one a part.
fn anticipated(day: Date, sales: &mut [Sale]) -> Vec<SettledSale> {
    let mut parts = Vec::new();
    for sale in due_after(day, sales).take(SALES_PER_ANTICIPATION + 1) {
        let mut gross = sale.slip.gross - sale.settled_gross;
        if parts.len() == SALES_PER_ANTICIPATION {
            gross = sale.least_for(sale.settled_gross + gross * 6 / 10);
        }
        let part = sale.settle(gross);
        let days = (sale.slip.due() - day).whole_days();
        let rate = i64::from(Acquirer::ANTICIPATION_RATE) * days;
        let fee = share(part.gross - part.mdr, rate, BASIS_POINTS * DAYS_OF_CREDIT);
        parts.push(SettledSale { fee, ..part });
    }
    parts
}

/// Credit sales made by then that are not settled and not due, those due first in front.
fn due_after(day: Date, sales: &mut [Sale]) -> impl Iterator<Item = &mut Sale> {
    let mut open: Vec<&mut Sale> = sales
        .iter_mut()
        .filter(|sale| {
            let Slip {
                is_debit,
                sold_on,
                gross,
                ..
            } = sale.slip;
            !is_debit && sold_on <= day && sale.slip.due() > day && sale.settled_gross < gross
        })
        .collect();
    open.sort_by_key(|sale| sale.slip.due());
    open.into_iter()
}

fn settle_on_their_dates(sales: &[Sale]) -> Vec<Liquidation> {
    let mut days: BTreeMap<(Date, LiquidationKind), Vec<SettledSale>> = BTreeMap::new();
    for sale in sales
        .iter()
        .filter(|sale| sale.settled_gross < sale.slip.gross)
    {
        let kind = if sale.slip.is_debit {
            LiquidationKind::Debit
        } else {
            LiquidationKind::Credit
        };
        days.entry((sale.slip.due(), kind))
            .or_default()
            .push(SettledSale {
                nsu: sale.slip.nsu.clone(),
                gross: sale.slip.gross - sale.settled_gross,
                mdr: sale.slip.mdr() - sale.settled_mdr,
                fee: 0,
            });
    }
    let liquidation = |((released_on, kind), sales)| Liquidation {
        kind,
        released_on,
        sales,
    };
    days.into_iter().map(liquidation).collect()
}

impl Sale {
    fn new(slip: Slip) -> Self {
        Self {
            slip,
            settled_gross: 0,
            settled_mdr: 0,
        }
    }

    /// Settles so much of it.
    fn settle(&mut self, gross: i64) -> SettledSale {
        let mdr = self.mdr_of(self.settled_gross + gross) - self.settled_mdr;
        self.settled_gross += gross;
        self.settled_mdr += mdr;
        SettledSale {
            nsu: self.slip.nsu.clone(),
            gross,
            mdr,
            fee: 0,
        }
    }

    /// The MDR of a part, rounded so that the parts add up to the whole.
    fn mdr_of(&self, gross: i64) -> i64 {
        share(self.slip.mdr(), gross, self.slip.gross)
    }

    /// The least further gross that leaves as much net as if `gross` were settled in all: one cent
    /// more of gross may be one cent more of MDR.
    fn least_for(&self, gross: i64) -> i64 {
        let net = |gross: i64| gross - self.mdr_of(gross);
        let mut least = gross;
        while net(least - 1) == net(gross) {
            least -= 1;
        }
        least - self.settled_gross
    }
}

/// The acquirer sends each kind's money to the bank on the next day that banks are open.
fn pay_out(teller: &mut Teller, liquidations: &[Liquidation]) -> Result<(), ParseError> {
    let mut payouts: BTreeMap<(Date, LiquidationKind), Vec<&SettledSale>> = BTreeMap::new();
    for liquidation in liquidations {
        let day = arrives(liquidation.released_on)?;
        if teller.month.contains(day) {
            payouts
                .entry((day, liquidation.kind))
                .or_default()
                .extend(&liquidation.sales);
        }
    }
    let booked = booked_by_nsu(teller);
    let mut parts_of: BTreeMap<&str, usize> = BTreeMap::new();
    for ((day, kind), parts) in &payouts {
        let cents = parts.iter().map(|part| part.net()).sum();
        let memo = format!("BLU PAGAMENTOS {}", kind.word());
        let line = teller.line(*day, cents, "TED-Crédito em Conta", memo);
        let line = teller.post(line);
        let trap = if *kind == LiquidationKind::Anticipation {
            Trap::Anticipation
        } else {
            Trap::NetOfFee
        };
        teller.trap(trap, &[&line]);
        for part in parts {
            *parts_of.entry(&part.nsu).or_default() += 1;
            match booked.get(&part.nsu) {
                Some(id) => teller.pair(&line, id),
                None => {
                    teller.pair(&line, UNBOOKED_SALE);
                    teller.trap(Trap::CardSaleNotBooked, &[&line, UNBOOKED_SALE]);
                }
            }
        }
    }
    for (nsu, id) in &booked {
        match parts_of.get(nsu.as_str()) {
            Some(1) => {}
            Some(_) => teller.trap(Trap::PartialAnticipation, &[id]),
            None if teller.truth.open_ledger.contains_key(id) => {}
            None => {
                teller.truth.other_months.insert(id.clone());
            }
        }
    }
    Ok(())
}

/// What [`Truth::pairs`](super::Truth::pairs) calls the sale that only the acquirer knows.
pub const UNBOOKED_SALE: &str = "unbooked card sale";

fn booked_by_nsu(teller: &Teller) -> BTreeMap<String, String> {
    let installments = teller.books.installments.iter();
    installments
        .filter_map(|one| Some((one.by_card.as_ref()?.nsu.clone(), one.id.clone())))
        .collect()
}

fn arrives(released_on: Date) -> Result<Date, ParseError> {
    calendar::roll(released_on, Roll::Following)
}

/// `amount × part ÷ whole`, half a cent rounded up.
fn share(amount: i64, part: i64, whole: i64) -> i64 {
    (2 * amount * part + whole) / (2 * whole)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn the_parts_of_a_sale_are_the_whole() {
        let slip = Slip {
            nsu: String::new(),
            authorization_code: String::new(),
            is_debit: false,
            sold_on: date!(2026 - 04 - 01),
            gross: 10_001,
        };
        let mut sale = Sale::new(slip);
        let first = sale.settle(sale.least_for(6_000));
        let second = sale.settle(10_001 - first.gross);
        assert_eq!(first.gross - first.mdr, 6_000 - 173);
        assert_eq!(first.mdr + second.mdr, 289);
    }
}

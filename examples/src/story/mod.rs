//! A month in the life of an invented bakery, told three times: by its ERP, by its card acquirer
//! and by its bank. What belongs to what is known, so a reconciliation can be marked.
//!
//! Everybody in it is invented. The same month gives the same story on every machine, to the byte.

mod bank_file;
mod bills;
mod books;
mod calendar;
mod cards;
mod cast;
mod counter;
mod house;
mod mishaps;
mod rng;
mod teller;
mod truth;
mod wholesale;

use brazil_types::ParseError;

pub use bank_file::BankLine;
pub use books::{Books, CardSale, Direction, Installment, Party, Transfer};
pub use calendar::{BadMonth, CalendarMonth};
pub use cards::{
    Acquirer, Anticipation, Liquidation, LiquidationKind, SettledSale, Slip, UNBOOKED_SALE,
};
pub use cast::{Bakery, BankAccount};
pub use truth::{Ending, Trap, Truth};

use teller::Teller;

/// The three tellings of one month, and the truth.
#[derive(Debug)]
pub struct Story {
    /// Which month.
    pub month: CalendarMonth,
    /// Whose month.
    pub bakery: Bakery,
    /// What the ERP holds.
    pub books: Books,
    /// What the acquirer holds.
    pub acquirer: Acquirer,
    /// What the bank shows, in its order.
    pub bank: Vec<BankLine>,
    /// What belongs to what.
    pub truth: Truth,
}

impl Story {
    /// The story of a month.
    ///
    /// # Errors
    /// [`ParseError`] for a month near the ends of the bank calendar (1900 to 2199).
    pub fn of(month: CalendarMonth) -> Result<Self, ParseError> {
        let mut teller = Teller::new(month);
        counter::tell(&mut teller)?;
        wholesale::tell(&mut teller)?;
        cards::tell(&mut teller)?;
        bills::tell(&mut teller)?;
        house::tell(&mut teller)?;
        mishaps::tell(&mut teller)?;
        Ok(teller.finish())
    }

    /// The bank's lines as the file that the bank's site would give: OFX 1.02, Windows-1252.
    #[must_use]
    pub fn bank_file(&self) -> Vec<u8> {
        bank_file::write(self)
    }
}

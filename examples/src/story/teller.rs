//! Collects what happens while the story is told.

use brazil_types::ParseError;
use brazil_types::calendar;
use time::Date;

use super::Story;
use super::bank_file::{BankLine, as_the_bank_writes};
use super::books::{Books, Direction, Installment, Party, Transfer};
use super::calendar::CalendarMonth;
use super::cards::Acquirer;
use super::cast::BAKERY;
use super::rng::Rng;
use super::truth::{Ending, Trap, Truth};

/// How much of a name the bank prints behind a tax id, and where it stands alone.
const NAME_BEHIND_TAX_ID: usize = 20;
const NAME_ALONE: usize = 25;

pub(super) struct Teller {
    pub(super) month: CalendarMonth,
    pub(super) rng: Rng,
    pub(super) books: Books,
    pub(super) acquirer: Acquirer,
    bank: Vec<BankLine>,
    pub(super) truth: Truth,
    next_invoice: u32,
    next_order: u32,
    next_line: u32,
    next_name: u32,
}

impl Teller {
    pub(super) fn new(month: CalendarMonth) -> Self {
        let mut rng = Rng::new(month.seed());
        Self {
            month,
            next_invoice: 4_000 + u32::try_from(rng.below(5_000)).unwrap_or_default(),
            next_order: 20_000 + u32::try_from(rng.below(60_000)).unwrap_or_default(),
            next_line: 0,
            next_name: 0,
            rng,
            books: Books::default(),
            acquirer: Acquirer::default(),
            bank: Vec::new(),
            truth: Truth::default(),
        }
    }

    pub(super) fn finish(mut self) -> Story {
        self.bank.sort_by_key(|line| (line.day, line.minute));
        Story {
            month: self.month,
            bakery: BAKERY,
            books: self.books,
            acquirer: self.acquirer,
            bank: self.bank,
            truth: self.truth,
        }
    }

    /// The number of the next invoice.
    fn invoice_number(&mut self) -> u32 {
        self.next_invoice += 1;
        self.next_invoice
    }

    /// The number of the next order at the counter.
    pub(super) fn order_number(&mut self) -> u32 {
        self.next_order += 1;
        self.next_order
    }

    /// A name for something in the books.
    pub(super) fn name(&mut self) -> String {
        self.next_name += 1;
        format!("B{}", self.next_name)
    }

    /// An installment that nobody has marked as paid.
    pub(super) fn installment(
        &mut self,
        direction: Direction,
        party: &Party,
        due: Date,
        cents: i64,
        description: String,
    ) -> Installment {
        Installment {
            id: self.name(),
            direction,
            description,
            party: party.clone(),
            due,
            cents,
            by_card: None,
            invoice: None,
            paid_on: None,
        }
    }

    /// An invoice to a customer.
    pub(super) fn invoice(&mut self, customer: &Party, due: Date, cents: i64) -> Installment {
        let number = self.invoice_number();
        let description = format!("NF-e {number} pães e bolos");
        let mut invoice = self.installment(Direction::In, customer, due, cents, description);
        invoice.invoice = Some(number);
        invoice
    }

    /// An invoice to a customer that is sent a boleto, and the boleto's number at the bank: the
    /// agreement with the bakery, and a counter.
    pub(super) fn invoice_by_boleto(
        &mut self,
        customer: &Party,
        due: Date,
        cents: i64,
    ) -> (Installment, String) {
        let number = format!("3128557{}", self.rng.digits(10));
        let mut invoice = self.invoice(customer, due, cents);
        invoice.description = format!("{} boleto {number}", invoice.description);
        (invoice, number)
    }

    /// Enters an installment into the ERP.
    pub(super) fn book(&mut self, installment: Installment) -> String {
        let id = installment.id.clone();
        self.books.installments.push(installment);
        id
    }

    pub(super) fn transfer(&mut self, transfer: Transfer) {
        self.books.transfers.push(transfer);
    }

    /// A line of the bank statement, on some minute of a working day; money out is negative.
    pub(super) fn line(
        &mut self,
        day: Date,
        cents: i64,
        kind: &'static str,
        memo: String,
    ) -> BankLine {
        let (year, month, day_of_month) = day.to_calendar_date();
        self.next_line += 1;
        BankLine {
            id: format!(
                "{year:04}{:02}{day_of_month:02}1{:06}",
                u8::from(month),
                self.next_line
            ),
            day,
            minute: u16::try_from(self.rng.between(7 * 60, 20 * 60)).unwrap_or_default(),
            cents,
            kind,
            memo,
            check_number: "000000".to_owned(),
            reference: None,
        }
    }

    /// The bank posts a line.
    pub(super) fn post(&mut self, line: BankLine) -> String {
        let id = line.id.clone();
        self.bank.push(line);
        id
    }

    /// A Pix from somebody: tax id padded to fourteen digits and a piece of the name.
    pub(super) fn pix_in(
        &mut self,
        day: Date,
        cents: i64,
        from: &Party,
        kind: &'static str,
    ) -> BankLine {
        let name = as_the_bank_writes(&from.name, NAME_BEHIND_TAX_ID);
        let mut line = self.line(day, cents, kind, String::new());
        line.memo = format!("{} {:0>14} {name}", line.stamp(), from.tax_id);
        line
    }

    /// A Pix to somebody.
    pub(super) fn pix_out(
        &mut self,
        day: Date,
        cents: i64,
        to: &Party,
        kind: &'static str,
    ) -> BankLine {
        let name = as_the_bank_writes(&to.name, NAME_ALONE);
        let mut line = self.line(day, -cents, kind, String::new());
        line.memo = format!("{} {name}", line.stamp());
        line
    }

    /// A boleto of a supplier, paid.
    pub(super) fn boleto_out(&mut self, day: Date, cents: i64, to: &Party) -> BankLine {
        let memo = as_the_bank_writes(&to.name, NAME_ALONE);
        let document = self.rng.between(200_000, 999_999).to_string();
        let mut line = self.line(day, -cents, "Pagamento de Boleto", memo);
        line.check_number = document;
        line
    }

    /// A transfer from a customer at another bank.
    pub(super) fn ted_in(&mut self, day: Date, cents: i64, from: &Party) -> BankLine {
        let name = as_the_bank_writes(&from.name, NAME_BEHIND_TAX_ID);
        let memo = format!("341 0001 {} {name}", from.tax_id);
        self.line(day, cents, "TED-Crédito em Conta", memo)
    }

    /// A boleto of the bakery's, paid by a customer; the bank shows its number and the payer.
    pub(super) fn boleto_in(
        &mut self,
        day: Date,
        cents: i64,
        from: &Party,
        number: &str,
    ) -> BankLine {
        let name = as_the_bank_writes(&from.name, NAME_BEHIND_TAX_ID);
        self.line(day, cents, "Cobrança Liquidada", format!("{number} {name}"))
    }

    /// They belong together.
    pub(super) fn pair(&mut self, bank: &str, ledger: &str) {
        self.truth
            .pairs
            .insert((bank.to_owned(), ledger.to_owned()));
    }

    pub(super) fn stays_open_at_bank(&mut self, bank: &str, reasons: &'static [&'static str]) {
        self.truth
            .open_bank
            .insert(bank.to_owned(), Ending::Open(reasons));
    }

    pub(super) fn stays_open_in_books(&mut self, ledger: &str, reasons: &'static [&'static str]) {
        self.truth
            .open_ledger
            .insert(ledger.to_owned(), Ending::Open(reasons));
    }

    /// These are part of a trap.
    pub(super) fn trap(&mut self, trap: Trap, ids: &[&str]) {
        let members = self.truth.traps.entry(trap).or_default();
        members.extend(ids.iter().map(|id| (*id).to_owned()));
    }

    /// The day, or so many business days later, but within the month.
    pub(super) fn later(&self, day: Date, business_days: i32) -> Result<Date, ParseError> {
        let day = calendar::roll(day, calendar::Roll::Following)?;
        let later = calendar::add_business_days(day, business_days)?;
        if later <= self.month.last() {
            return Ok(later);
        }
        self.month.business_day(31)
    }
}

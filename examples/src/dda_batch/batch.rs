//! A batch of bills, and the bytes that are signed for it.

use std::fmt::Write as _;

use time::Date;

/// Bills to be paid together. It never changes: whatever is to change makes a new batch, under a
/// reference that nobody has signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The CNPJ of the company that pays, without punctuation.
    pub company: String,
    /// Our own name of the batch, which the server knows it by, too.
    pub reference: String,
    /// The bills, in their order.
    pub items: Vec<Item>,
}

/// A bill of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The DDA's id of the bill.
    pub bill: String,
    /// 44 digits.
    pub barcode: String,
    /// What is paid, in cents.
    pub cents: i64,
    /// The day it is paid on.
    pub pay_on: Date,
    /// The payee's CPF or CNPJ, without punctuation.
    pub payee: String,
    /// The payee's name.
    pub payee_name: String,
    /// The payable that it settles.
    pub installment: String,
}

impl Batch {
    /// What everything costs, in cents.
    pub fn total(&self) -> i64 {
        let cents = self.items.iter().map(|item| item.cents);
        cents.fold(0, i64::saturating_add)
    }

    /// The reference of one of its payments, by which it is looked up.
    pub fn payment_reference(&self, place: usize) -> String {
        format!("{}-{}", self.reference, place + 1)
    }

    /// The bytes that every approval signs, but for its own last lines: see
    /// [`Approval`](super::chain::Approval). One field a line: its name, how many bytes its value
    /// has, the value. The length keeps two different batches from ever having the same bytes,
    /// whatever a name is made of.
    ///
    /// ```text
    /// dda-batch 1 1
    /// company 14 11222333000181
    /// reference 23 dda-20261122-kqzwtrmbhd
    /// bill 36 0b6a…            from here to `installment` once for every item
    /// barcode 44 3419…
    /// amount 7 1842.50         reais, a point, two digits
    /// pay_on 10 2026-11-30
    /// payee 14 77888999000163
    /// name 17 Moinho Serra Azul
    /// installment 36 5f0c…
    /// items 1 1                how many there were
    /// total 7 1842.50
    /// ```
    pub fn canonical(&self) -> String {
        self.sections().concat()
    }

    /// The canonical form in pieces: the head, every item, the end.
    pub(super) fn sections(&self) -> Vec<String> {
        let mut head = String::new();
        field(&mut head, "dda-batch", "1");
        field(&mut head, "company", &self.company);
        field(&mut head, "reference", &self.reference);
        let mut end = String::new();
        field(&mut end, "items", &self.items.len().to_string());
        field(&mut end, "total", &reais(self.total()));
        let items = self.items.iter().map(Item::canonical);
        std::iter::once(head)
            .chain(items)
            .chain(std::iter::once(end))
            .collect()
    }
}

impl Item {
    fn canonical(&self) -> String {
        let mut text = String::new();
        field(&mut text, "bill", &self.bill);
        field(&mut text, "barcode", &self.barcode);
        field(&mut text, "amount", &reais(self.cents));
        field(&mut text, "pay_on", &self.pay_on.to_string());
        field(&mut text, "payee", &self.payee);
        field(&mut text, "name", &self.payee_name);
        field(&mut text, "installment", &self.installment);
        text
    }
}

/// Writes one field of a canonical form.
pub(super) fn field(text: &mut String, name: &str, value: &str) {
    // Writing into a String cannot fail.
    let _ = writeln!(text, "{name} {} {value}", value.len());
}

/// Cents as reais with two decimals, as `1842.50`.
pub fn reais(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

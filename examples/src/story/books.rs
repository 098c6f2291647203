//! What the ERP holds.

use time::Date;

/// The bakery's books.
#[derive(Debug, Default)]
pub struct Books {
    /// Receivables and payables, card sales included.
    pub installments: Vec<Installment>,
    /// Transfers from the bank account to the savings account, or back.
    pub transfers: Vec<Transfer>,
}

/// Which way money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the bakery.
    In,
    /// From the bakery.
    Out,
}

/// Who is on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Name as the bakery knows it, with accents.
    pub name: String,
    /// CPF or CNPJ, characters only; empty for those who stay unnamed.
    pub tax_id: String,
}

/// Something to be received or paid.
#[derive(Debug, Clone)]
pub struct Installment {
    /// The story's own name for it, unique among installments and transfers; the ERP gives another.
    pub id: String,
    /// Receivable or payable.
    pub direction: Direction,
    /// What it is for.
    pub description: String,
    /// Who pays or is paid.
    pub party: Party,
    /// When it is due.
    pub due: Date,
    /// Cents, positive.
    pub cents: i64,
    /// Whether the card acquirer is to pay it, not the bank.
    pub by_card: Option<CardSale>,
    /// The number of the invoice behind it.
    pub invoice: Option<u32>,
    /// When the bakery's people marked it as paid, if they did.
    pub paid_on: Option<Date>,
}

/// What the ERP knows of a card sale.
#[derive(Debug, Clone)]
pub struct CardSale {
    /// The number on the receipt.
    pub nsu: String,
    /// Debit, or credit.
    pub is_debit: bool,
}

/// Money moved between the bakery's accounts.
#[derive(Debug, Clone)]
pub struct Transfer {
    /// The story's own name for it.
    pub id: String,
    /// The day.
    pub day: Date,
    /// Cents, positive.
    pub cents: i64,
    /// Seen from the bank account: away from it, or to it.
    pub direction: Direction,
}

//! What belongs to what.

use std::collections::{BTreeMap, BTreeSet};

/// What happens in real life and has to come out right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trap {
    /// Card sales arrive as one credit a day and kind, less the acquirer's fee.
    NetOfFee,
    /// The acquirer paid before the date, for a further fee.
    Anticipation,
    /// One sale anticipated in part; the rest came on its date.
    PartialAnticipation,
    /// One payment for several invoices.
    Batch,
    /// Less than the invoice.
    PartialPayment,
    /// A payment that was sent back.
    Refund,
    /// Goods returned: the receivable was paid, and later the money went back.
    RefundOfMatched,
    /// A boleto paid twice.
    Duplicate,
    /// A bank charge that nobody booked.
    UnbookedTariff,
    /// The bank cut the name, dropped accents, abbreviated.
    CutName,
    /// Two invoices of one amount, told apart by name.
    EqualAmounts,
    /// Two invoices of one amount, and a payment without a name.
    EqualAmountsNameless,
    /// Two invoices of one customer, equal in everything.
    Twins,
    /// Money moved between the bakery's accounts.
    OwnTransfer,
    /// Never paid.
    NeverPaid,
    /// A card sale that the acquirer never settled.
    CardSaleNeverSettled,
    /// A card sale that the acquirer settled and nobody booked.
    CardSaleNotBooked,
    /// Paid late, with fine and interest.
    LateWithInterest,
    /// Typed wrong into the ERP.
    Mistyped,
    /// Due last month, paid in this one.
    PriorPeriod,
}

/// How an entry should end when it finds no partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Open, for one of these reasons (their stable names).
    Open(&'static [&'static str]),
    /// A person must look; open is right too.
    ReviewOrOpen,
}

/// What a perfect bookkeeper would find.
#[derive(Debug, Default)]
pub struct Truth {
    /// Bank line and ledger entry that belong together. A card sale settled in parts belongs to
    /// several lines.
    pub pairs: BTreeSet<(String, String)>,
    /// Bank lines that undo each other.
    pub reversals: BTreeSet<(String, String)>,
    /// Bank lines without a partner.
    pub open_bank: BTreeMap<String, Ending>,
    /// Ledger entries without a partner.
    pub open_ledger: BTreeMap<String, Ending>,
    /// Bank lines and ledger entries of each trap.
    pub traps: BTreeMap<Trap, Vec<String>>,
    /// Installments that are none of this month's business.
    pub other_months: BTreeSet<String>,
}

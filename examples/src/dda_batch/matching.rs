//! Which presented bill is for which payable: certain ones to pay, doubtful ones for a person.

use std::collections::BTreeMap;

use brazil_types::ParseError;
use brazil_types::boleto::Boleto;
use contaazul_client::Amount;
use contaazul_client::model::Payable;
use contaazul_client::partner::DdaBoleto;
use contaazul_client::recon::{EntryError, Valued, payable};
use recon_core::{Book, BookError, Entry, Match, MatchKind, Plan, ReferenceKind, Step, reconcile};
use thiserror::Error;
use time::Date;

use super::batch::{Item, reais};
use super::state::Taken;

/// Interest and fine above this share of the face amount, in per cent, are for a person to judge:
/// consumer law stops at a fine of 2 % and contracts rarely pass 1 % a month.
const INTEREST_CEILING: i64 = 10;

/// What became of the inbox.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub(super) items: Vec<Item>,
    pub(super) doubtful: Vec<Doubt>,
}

/// A bill that is not paid before a person has looked at it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Doubt {
    /// The DDA's id of it.
    pub(super) bill: String,
    /// Who presents it.
    pub(super) payee_name: String,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due_date: Option<String>,
    /// Its face amount in reais.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) amount: Option<String>,
    /// What speaks against it.
    pub(super) reason: String,
}

/// Why nothing can be matched.
#[derive(Debug, Error)]
pub(super) enum MatchingError {
    /// The ERP left something out.
    #[error("the payables: {0}")]
    Payable(#[from] EntryError),
    /// A bill or a payable cannot stand in a book.
    #[error("bills and payables cannot be compared: {0}")]
    Book(#[from] BookError),
}

/// A bill with all that is needed to pay it.
struct Bill {
    id: String,
    barcode: String,
    payee: String,
    payee_name: String,
    cents: i64,
    cents_due: i64,
    due_date: Date,
    linked: Option<String>,
}

/// Matches bills with payables, but for what is `taken`. `tax_ids` are those of the
/// suppliers, by the supplier's id.
pub(super) fn matched(
    inbox: &[DdaBoleto],
    payables: &[Payable],
    tax_ids: &BTreeMap<String, String>,
    taken: &Taken,
    today: Date,
) -> Result<Matched, MatchingError> {
    let mut result = Matched::default();
    let mut bills = Vec::new();
    let mut seen = taken.barcodes.clone();
    for presented in inbox {
        match Bill::read(presented) {
            // Several banks may show one bill; its barcode says that it is one.
            Ok(bill) if seen.insert(bill.barcode.clone()) => bills.push(bill),
            Ok(_) => {}
            Err(reason) => result.doubtful.push(doubt(presented, reason)),
        }
    }
    let mut owed = owed(payables, tax_ids)?;
    // A payment under way leaves its payable open until its day; a second bill for it is no payment.
    owed.retain(|one| !taken.installments.contains(&one.installment));
    let left = Book::from_entries(bills.iter().map(Bill::entry))?;
    let right = Book::from_entries(owed.iter().map(|one| one.entry.clone()))?;
    let outcome = reconcile(&left, &right, &plan());
    let bill = |index| bills.get(left.position(index));

    for one in &outcome.matches {
        match certain(one, &bills, &left, &owed, &right) {
            Ok((bill, owed)) => result.items.push(bill.item(owed, today)),
            Err(reason) => {
                let found = one.left.iter().filter_map(|index| bill(*index));
                result
                    .doubtful
                    .extend(found.map(|bill| bill.doubt(&reason)));
            }
        }
    }
    for review in &outcome.reviews {
        let reason = format!("not sure: {}", review.proposal.certificate);
        let found = review.proposal.left.iter().filter_map(|index| bill(*index));
        result
            .doubtful
            .extend(found.map(|bill| bill.doubt(&reason)));
    }
    for open in &outcome.open_left {
        let reason = format!("no payable: {}", open.reason);
        result
            .doubtful
            .extend(bill(open.entry).map(|bill| bill.doubt(&reason)));
    }
    result
        .items
        .sort_by(|a, b| (a.pay_on, &a.barcode).cmp(&(b.pay_on, &b.barcode)));
    Ok(result)
}

/// One bill is one payable: no sums, no parts. A link that a person made counts as a reference.
fn plan() -> Plan {
    Plan::empty().with_steps([Step::ExactReference, Step::AmountAndClues, Step::Doubts])
}

/// A payable as the book has it.
struct Owed {
    installment: String,
    tax_id: Option<String>,
    entry: Entry,
}

fn owed(payables: &[Payable], tax_ids: &BTreeMap<String, String>) -> Result<Vec<Owed>, EntryError> {
    let mut owed = Vec::new();
    for one in payables {
        let (Some(entry), Some(id)) = (payable(one, Valued::Open)?, &one.id) else {
            continue;
        };
        let supplier = one.supplier.as_ref().and_then(|party| party.id.as_ref());
        let tax_id = supplier.and_then(|id| tax_ids.get(id.as_str())).cloned();
        let entry = entry.with_reference(ReferenceKind::Free, id.as_str());
        owed.push(Owed {
            installment: id.as_str().to_owned(),
            entry: match &tax_id {
                Some(tax_id) => entry.with_tax_id(tax_id),
                None => entry,
            },
            tax_id,
        });
    }
    Ok(owed)
}

/// The bill and the payable of a match, if nothing at all speaks against paying it. The engine
/// weighs; money moves only where tax id, due date and amount are each the same.
fn certain<'a>(
    found: &Match,
    bills: &'a [Bill],
    left: &Book,
    owed: &'a [Owed],
    right: &Book,
) -> Result<(&'a Bill, &'a Owed), String> {
    let ([bill], [payable], MatchKind::OneToOne) =
        (found.left.as_slice(), found.right.as_slice(), found.kind)
    else {
        return Err("more than one bill or payable".to_owned());
    };
    let bill = bills.get(left.position(*bill));
    let payable = owed.get(right.position(*payable));
    let (Some(bill), Some(payable)) = (bill, payable) else {
        return Err("the match names nothing".to_owned());
    };
    if found.certificate == recon_core::Certificate::Interchangeable {
        return Err("several bills and payables are alike; link the bill to one".to_owned());
    }
    let is_linked = bill.linked.as_ref() == Some(&payable.installment);
    if bill.linked.is_some() && !is_linked {
        return Err("it is linked to another payable".to_owned());
    }
    let mut differs = Vec::new();
    if !is_linked
        && !payable
            .tax_id
            .as_deref()
            .is_some_and(|known| same_party(known, &bill.payee))
    {
        differs.push("the CNPJ");
    }
    if !is_linked && payable.entry.date() != bill.due_date {
        differs.push("the due date");
    }
    if payable.entry.amount() != -bill.cents {
        differs.push("the amount");
    }
    if !differs.is_empty() {
        return Err(format!("not that of the payable: {}", differs.join(", ")));
    }
    let interest = bill.cents_due.saturating_sub(bill.cents);
    if interest.saturating_mul(100) > bill.cents.saturating_mul(INTEREST_CEILING) {
        return Err(format!("{} of interest and fine", reais(interest)));
    }
    Ok((bill, payable))
}

/// A branch bills for its company: the first eight characters of a CNPJ are the company's.
fn same_party(one: &str, other: &str) -> bool {
    let root = |text: &str| (text.len() == 14).then(|| text.get(..8).map(str::to_owned));
    one == other
        || root(one)
            .flatten()
            .is_some_and(|it| Some(it) == root(other).flatten())
}

impl Bill {
    fn read(presented: &DdaBoleto) -> Result<Self, String> {
        let cents = |amount: Option<Amount>, field: &str| {
            let cents = amount.and_then(|amount| amount.to_cents().ok());
            let cents = cents.filter(|cents| *cents > 0);
            cents.ok_or_else(|| format!("{field} is missing or not above zero"))
        };
        let text = |field: &str, value: Option<&str>| {
            value
                .map(str::to_owned)
                .ok_or_else(|| format!("{field} is missing"))
        };
        let written = text("codigo_barras", presented.barcode.as_deref())?;
        let barcode = barcode(&written).map_err(|cause| format!("codigo_barras: {cause}"))?;
        let payee = presented
            .payee_tax_id
            .as_ref()
            .map(|text| text.expose().as_str());
        let name = presented
            .payee_name
            .as_ref()
            .map(|text| text.expose().as_str());
        let linked = presented.installment_id.as_ref();
        Ok(Self {
            id: text("id", presented.id.as_ref().map(|id| id.as_str()))?,
            barcode,
            payee: bare(&text("beneficiario_documento", payee)?),
            payee_name: text("beneficiario_nome", name)?,
            cents: cents(presented.amount, "valor")?,
            cents_due: cents(presented.amount_due, "valor_atualizado")?,
            due_date: presented.due_date.ok_or("data_vencimento is missing")?,
            linked: linked.map(|id| id.as_str().to_owned()),
        })
    }

    fn entry(&self) -> Entry {
        let entry = Entry::new(format!("dda:{}", self.barcode), -self.cents, self.due_date)
            .with_tax_id(&self.payee)
            .with_name(&self.payee_name);
        match &self.linked {
            Some(installment) => entry.with_reference(ReferenceKind::Free, installment),
            None => entry,
        }
    }

    /// Paid on its due date; at once when that is over, or when today's amount is not the face
    /// amount: a discount may end, and interest grows.
    fn item(&self, owed: &Owed, today: Date) -> Item {
        let is_plain = self.cents_due == self.cents;
        Item {
            bill: self.id.clone(),
            barcode: self.barcode.clone(),
            cents: self.cents_due,
            pay_on: if is_plain {
                self.due_date.max(today)
            } else {
                today
            },
            payee: self.payee.clone(),
            payee_name: self.payee_name.clone(),
            installment: owed.installment.clone(),
        }
    }

    fn doubt(&self, reason: &str) -> Doubt {
        Doubt {
            bill: self.id.clone(),
            payee_name: self.payee_name.clone(),
            due_date: Some(self.due_date.to_string()),
            amount: Some(reais(self.cents)),
            reason: reason.to_owned(),
        }
    }
}

fn doubt(presented: &DdaBoleto, reason: String) -> Doubt {
    let name = presented.payee_name.as_ref();
    Doubt {
        bill: presented
            .id
            .as_ref()
            .map_or("?", |id| id.as_str())
            .to_owned(),
        payee_name: name.map_or("?", |name| name.expose()).to_owned(),
        due_date: presented.due_date.map(|day| day.to_string()),
        amount: presented.amount.map(|amount| amount.to_string()),
        reason,
    }
}

/// A CPF or CNPJ without punctuation.
pub(super) fn bare(tax_id: &str) -> String {
    tax_id.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The 44 digits of a barcode, also of a typed line.
pub(super) fn barcode(written: &str) -> Result<String, ParseError> {
    Ok(Boleto::parse(written)?.as_str().to_owned())
}

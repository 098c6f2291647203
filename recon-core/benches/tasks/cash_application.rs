//! Customers' payments against open invoices and credit memos. Four of five come with a remittance
//! that names invoices, some with amounts; customers pay in part, deduct, take discounts, apply
//! credits, pay for each other, pay twice, and pay too much.

use super::{Task, Truth};
use crate::mixture::names::{damage, person_or_company};
use crate::mixture::rng::Rng;
use recon_core::{Entry, MatchKind, ReferenceKind};
use time::{Date, Duration, Month};

struct Maker {
    rng: Rng,
    customers: Vec<(String, String)>,
    task: Task,
}

/// An open invoice: its id, number, amount and due date.
struct Invoice {
    id: String,
    number: String,
    amount: i64,
}

/// About `payments` payments.
pub(crate) fn generate(payments: usize, seed: u64) -> Task {
    let mut rng = Rng::new(seed);
    let customers = (0..(payments / 5).max(20))
        .map(|at| (person_or_company(&mut rng), tax_id(at)))
        .collect();
    let mut maker = Maker {
        rng,
        customers,
        task: Task::default(),
    };
    while maker.task.left.len() < payments {
        match maker.rng.below(100) {
            0..22 => maker.in_full(1, true),
            22..36 => maker.in_full(5, true),
            36..40 => maker.one_number_wrong(),
            40..50 => maker.in_full(1, false),
            50..55 => maker.in_full(4, false),
            55..62 => maker.in_part(false),
            62..66 => maker.in_part(true),
            66..72 => maker.deducted(),
            72..79 => maker.discounted(),
            79..85 => maker.credited(),
            85..89 => maker.for_another(),
            89..92 => maker.paid_twice(),
            92..95 => maker.too_much(),
            95..97 => maker.on_account(),
            97..99 => maker.late(),
            _ => maker.never_paid(),
        }
    }
    maker.task
}

/// A CNPJ root with a number; check digits do not matter to matching.
fn tax_id(at: usize) -> String {
    format!("{:08}0001{:02}", 10_000_000 + at * 7, at % 100)
}

impl Maker {
    fn amount(&mut self) -> i64 {
        5_000 + self.rng.below(2_000_000) as i64
    }

    fn day(&mut self) -> Date {
        let start = Date::from_calendar_date(2026, Month::May, 1).expect("a date");
        start + Duration::days(self.rng.below(60) as i64)
    }

    fn customer(&mut self) -> usize {
        self.rng.index(self.customers.len())
    }

    fn invoice(&mut self, customer: usize, due: Date, amount: i64) -> (Entry, Invoice) {
        let id = format!("inv{:06}", self.task.right.len());
        let number = format!("NF {}", 40_000 + self.task.right.len());
        let (name, tax_id) = &self.customers[customer];
        let entry = Entry::new(&id, amount, due)
            .with_name(name)
            .with_tax_id(tax_id)
            .with_reference(ReferenceKind::InvoiceNumber, &number);
        (entry, Invoice { id, number, amount })
    }

    fn open(&mut self, customer: usize, due: Date, amount: i64) -> Invoice {
        let (entry, invoice) = self.invoice(customer, due, amount);
        self.task.right.push(entry);
        invoice
    }

    /// A payment; of those without a remittance half know the tax id, the others only a memo.
    fn payment(&mut self, customer: usize, amount: i64, day: Date, says: bool) -> Entry {
        let (name, tax_id) = self.customers[customer].clone();
        let memo = damage(&mut self.rng, &name);
        let entry =
            Entry::new(format!("p{:06}", self.task.left.len()), amount, day).with_text(memo);
        if says || self.rng.chance(50) {
            entry.with_name(name).with_tax_id(tax_id)
        } else {
            entry
        }
    }

    /// How the customer writes an invoice: by its number, or by our id.
    fn written(&mut self, invoice: &Invoice) -> String {
        match self.rng.below(3) {
            0 => invoice.id.clone(),
            1 => invoice.number.clone(),
            _ => invoice.number.trim_start_matches("NF ").to_owned(),
        }
    }

    fn settle(
        &mut self,
        class: &'static str,
        kind: MatchKind,
        payment: Entry,
        right: Vec<(String, i64)>,
    ) {
        let left = vec![payment.id().to_owned()];
        self.task.left.push(payment);
        self.task.truth.push(Truth {
            class,
            kind,
            left,
            right,
        });
    }

    fn paid_on(&mut self, due: Date) -> Date {
        due + Duration::days(self.rng.below(45) as i64 - 10)
    }

    fn in_full(&mut self, most: u64, says: bool) {
        let (customer, due) = (self.customer(), self.day());
        let count = if most == 1 {
            1
        } else {
            2 + self.rng.below(most - 1)
        };
        let invoices: Vec<Invoice> = (0..count)
            .map(|_| {
                let amount = self.amount();
                self.open(customer, due, amount)
            })
            .collect();
        let total = invoices.iter().map(|i| i.amount).sum();
        let day = self.paid_on(due);
        let mut payment = self.payment(customer, total, day, says);
        if says {
            let lines: Vec<String> = invoices.iter().map(|i| self.written(i)).collect();
            payment = payment.with_remittance(lines);
        }
        let class = match (says, count) {
            (true, 1) => "one, named",
            (true, _) => "several, named",
            (false, 1) => "one, silent",
            (false, _) => "several, silent",
        };
        let kind = if count == 1 {
            MatchKind::OneToOne
        } else {
            MatchKind::Batch
        };
        self.settle(
            class,
            kind,
            payment,
            invoices.into_iter().map(|i| (i.id, i.amount)).collect(),
        );
    }

    /// Of two to four invoices that a payment names, one number is mistyped.
    fn one_number_wrong(&mut self) {
        let (customer, due) = (self.customer(), self.day());
        let invoices: Vec<Invoice> = (0..2 + self.rng.below(3))
            .map(|_| {
                let amount = self.amount();
                self.open(customer, due, amount)
            })
            .collect();
        let total = invoices.iter().map(|i| i.amount).sum();
        let mut lines: Vec<String> = invoices.iter().map(|i| self.written(i)).collect();
        let wrong = self.rng.index(lines.len());
        lines[wrong] = format!("NF 9{}", self.rng.below(100_000));
        let day = self.paid_on(due);
        let payment = self
            .payment(customer, total, day, true)
            .with_remittance(lines);
        let right = invoices.into_iter().map(|i| (i.id, i.amount)).collect();
        self.settle("a number wrong", MatchKind::Batch, payment, right);
    }

    /// With the fine of 2 % and 1 % a month.
    fn late(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let invoice = self.open(customer, due, amount);
        let days = 6 + self.rng.below(40) as i64;
        let half_up = |share: i64, by: i64| (share + by / 2) / by;
        let added = half_up(amount * 2, 100) + half_up(amount * days, 3_000);
        let written = self.written(&invoice);
        let payment = self.payment(customer, amount + added, due + Duration::days(days), true);
        let payment = payment.with_remittance([written]);
        self.settle(
            "late",
            MatchKind::InterestAdded,
            payment,
            vec![(invoice.id, amount)],
        );
    }

    /// Part of one invoice, or of one among several, with what is for which.
    fn in_part(&mut self, of_several: bool) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let invoice = self.open(customer, due, amount);
        let paid = amount * (20 + self.rng.below(60) as i64) / 100;
        let day = self.paid_on(due);
        let written = self.written(&invoice);
        if !of_several {
            let payment = self
                .payment(customer, paid, day, true)
                .with_remittance([written]);
            self.settle(
                "partial",
                MatchKind::PartialPayment,
                payment,
                vec![(invoice.id, paid)],
            );
            return;
        }
        let other = self.amount();
        let other = self.open(customer, due, other);
        let also = self.written(&other);
        let payment = self.payment(customer, paid + other.amount, day, true);
        let payment = payment
            .with_remitted(written, paid)
            .with_remitted(also, other.amount);
        let right = vec![(invoice.id, paid), (other.id, other.amount)];
        self.settle(
            "partial of several",
            MatchKind::PartialPayment,
            payment,
            right,
        );
    }

    /// Freight or damage taken off.
    fn deducted(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let invoice = self.open(customer, due, amount);
        let paid = amount - amount * (1 + self.rng.below(4) as i64) / 100;
        let (day, written) = (self.paid_on(due), self.written(&invoice));
        let payment = self
            .payment(customer, paid, day, true)
            .with_remittance([written]);
        self.settle(
            "short pay",
            MatchKind::ShortPayment,
            payment,
            vec![(invoice.id, paid)],
        );
    }

    /// Two per cent off until ten days before it is due.
    fn discounted(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let (entry, invoice) = self.invoice(customer, due, amount);
        let (until, off) = (due - Duration::days(10), amount * 2 / 100);
        self.task.right.push(entry.with_discount(until, off));
        let day = until - Duration::days(self.rng.below(8) as i64);
        let says = self.rng.chance(70);
        let mut payment = self.payment(customer, amount - off, day, says);
        if says {
            let written = self.written(&invoice);
            payment = payment.with_remittance([written]);
        }
        let class = if says {
            "discount, named"
        } else {
            "discount, silent"
        };
        self.settle(
            class,
            MatchKind::DiscountTaken,
            payment,
            vec![(invoice.id, amount)],
        );
    }

    fn credited(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let invoice = self.open(customer, due, amount);
        let credit = amount * (5 + self.rng.below(30) as i64) / 100;
        let memo = self.open(customer, due, -credit);
        let (day, written, also) = (
            self.paid_on(due),
            self.written(&invoice),
            self.written(&memo),
        );
        let payment = self.payment(customer, amount - credit, day, true);
        let payment = payment.with_remittance([written, also]);
        let right = vec![(invoice.id, amount), (memo.id, -credit)];
        self.settle("credit memo", MatchKind::CreditMemoApplied, payment, right);
    }

    fn for_another(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let payer = (customer + 1) % self.customers.len();
        let invoice = self.open(customer, due, amount);
        let (day, written) = (self.paid_on(due), self.written(&invoice));
        let payment = self
            .payment(payer, amount, day, true)
            .with_remittance([written]);
        self.settle(
            "cross reference",
            MatchKind::CrossReference,
            payment,
            vec![(invoice.id, amount)],
        );
    }

    /// The second payment must stay open.
    fn paid_twice(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let invoice = self.open(customer, due, amount);
        let (day, written) = (self.paid_on(due), self.written(&invoice));
        let payment = self
            .payment(customer, amount, day, true)
            .with_remittance([&written]);
        self.settle(
            "paid twice",
            MatchKind::OneToOne,
            payment,
            vec![(invoice.id, amount)],
        );
        let again = day + Duration::days(1 + self.rng.below(9) as i64);
        let second = self
            .payment(customer, amount, again, true)
            .with_remittance([&written]);
        self.task.left.push(second);
    }

    fn too_much(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        let invoice = self.open(customer, due, amount);
        let paid = amount + 100 + self.rng.below(20_000) as i64;
        let (day, written) = (self.paid_on(due), self.written(&invoice));
        let payment = self
            .payment(customer, paid, day, true)
            .with_remittance([written]);
        self.settle(
            "overpayment",
            MatchKind::Overpayment,
            payment,
            vec![(invoice.id, amount)],
        );
    }

    /// Money without an invoice.
    fn on_account(&mut self) {
        let (customer, day, amount) = (self.customer(), self.day(), self.amount());
        let payment = self.payment(customer, amount, day, true);
        self.task.left.push(payment);
    }

    fn never_paid(&mut self) {
        let (customer, due, amount) = (self.customer(), self.day(), self.amount());
        self.open(customer, due, amount);
    }
}

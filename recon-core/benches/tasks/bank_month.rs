//! A company's bank account against its cash book, one month: cheques and transfers, deposits of
//! several receipts, card sales net of fees; and what goes wrong: voids, reissues, corrections,
//! returned cheques, vendors paid twice, items of the month before, charges nobody booked.

use super::{Task, Truth};
use crate::mixture::names::{damage, person_or_company};
use crate::mixture::rng::Rng;
use recon_core::{Entry, FeeContract, MatchKind, ReferenceKind, Tag};
use time::{Date, Duration, Month};

struct Maker {
    rng: Rng,
    payers: Vec<String>,
    task: Task,
}

/// The first day of the month.
pub(crate) fn start() -> Date {
    Date::from_calendar_date(2026, Month::May, 1).expect("a date")
}

/// About `lines` bank lines.
pub(crate) fn generate(lines: usize, seed: u64) -> Task {
    let mut rng = Rng::new(seed);
    let payers = (0..(lines / 8).max(20))
        .map(|_| person_or_company(&mut rng))
        .collect();
    let contract = FeeContract::new()
        .with_rate("credito", 289)
        .expect("a valid row");
    let contract = contract.with_rate("debito", 119).expect("a valid row");
    let task = Task {
        contract,
        ..Task::default()
    };
    let mut maker = Maker { rng, payers, task };
    while maker.task.left.len() < lines {
        match maker.rng.below(100) {
            0..32 => maker.cheque(),
            32..56 => maker.transfer(),
            56..64 => maker.deposit(),
            64..71 => maker.card_sale(),
            71..74 => maker.voided(),
            74..77 => maker.reissued(),
            77..80 => maker.corrected(),
            80..83 => maker.returned_cheque(),
            83..86 => maker.paid_twice(),
            86..90 => maker.of_the_month_before(),
            90..93 => maker.own_transfer(),
            93..97 => maker.charge(),
            _ => maker.under_way(),
        }
    }
    maker.task
}

impl Maker {
    fn amount(&mut self) -> i64 {
        if self.rng.chance(30) {
            (1 + self.rng.below(200) as i64) * 500
        } else {
            1_500 + self.rng.below(900_000) as i64
        }
    }

    fn day(&mut self) -> Date {
        start() + Duration::days(self.rng.below(28) as i64)
    }

    fn soon(&mut self, day: Date, most: u64) -> Date {
        day + Duration::days(self.rng.below(most + 1) as i64)
    }

    fn payer(&mut self) -> String {
        self.payers[self.rng.index(self.payers.len())].clone()
    }

    fn number(&mut self) -> String {
        format!("{:06}", 100_000 + self.rng.below(900_000))
    }

    fn bank(&mut self, amount: i64, day: Date, memo: &str) -> Entry {
        Entry::new(format!("b{:06}", self.task.left.len()), amount, day)
            .with_text(memo)
            .with_tag(Tag::Account, "conta 1")
    }

    fn booked(&mut self, amount: i64, day: Date, name: &str) -> Entry {
        Entry::new(format!("l{:06}", self.task.right.len()), amount, day).with_name(name)
    }

    fn put_left(&mut self, entry: Entry) -> String {
        let id = entry.id().to_owned();
        self.task.left.push(entry);
        id
    }

    fn put_right(&mut self, entry: Entry) -> (String, i64) {
        let said = (entry.id().to_owned(), entry.amount());
        self.task.right.push(entry);
        said
    }

    fn truth(
        &mut self,
        class: &'static str,
        kind: MatchKind,
        left: Vec<String>,
        right: Vec<(String, i64)>,
    ) {
        self.task.truth.push(Truth {
            class,
            kind,
            left,
            right,
        });
    }

    /// Both sides know the number of the cheque.
    fn cheque(&mut self) {
        let (amount, day, name, number) = (-self.amount(), self.day(), self.payer(), self.number());
        let paid = self.soon(day, 12);
        let row = self
            .booked(amount, day, &name)
            .with_reference(ReferenceKind::Document, &number);
        let line = self.bank(amount, paid, &format!("CHEQUE COMPENSADO {number}"));
        let line = line.with_reference(ReferenceKind::Document, &number);
        let (line, row) = (self.put_left(line), self.put_right(row));
        self.truth("cheque", MatchKind::OneToOne, vec![line], vec![row]);
    }

    /// Only the name, as the bank writes it.
    fn transfer(&mut self) {
        let sign = if self.rng.chance(60) { 1 } else { -1 };
        let (amount, day, name) = (sign * self.amount(), self.day(), self.payer());
        let memo = damage(&mut self.rng, &name);
        let paid = self.soon(day, 3);
        let line = self.bank(amount, paid, &memo);
        let row = self.booked(amount, day, &name);
        let (line, row) = (self.put_left(line), self.put_right(row));
        self.truth("transfer", MatchKind::OneToOne, vec![line], vec![row]);
    }

    /// One deposit of several receipts of one customer.
    fn deposit(&mut self) {
        let (day, name) = (self.day(), self.payer());
        let count = 2 + self.rng.below(5);
        let (mut rows, mut sum) = (Vec::new(), 0);
        for _ in 0..count {
            let amount = self.amount();
            let row = self.booked(amount, day, &name);
            rows.push(self.put_right(row));
            sum += amount;
        }
        let memo = damage(&mut self.rng, &name);
        let paid = self.soon(day, 2);
        let line = self.bank(sum, paid, &memo);
        let line = self.put_left(line);
        self.truth("deposit", MatchKind::Batch, vec![line], rows);
    }

    fn card_sale(&mut self) {
        let (gross, day, number) = (self.amount(), self.day(), self.number());
        let product = if self.rng.chance(50) {
            "credito"
        } else {
            "debito"
        };
        let net = self
            .task
            .contract
            .net(product, gross)
            .expect("a product of the table");
        let row = self.booked(gross, day, "").with_tag(Tag::Product, product);
        let row = row.with_reference(ReferenceKind::Nsu, &number);
        let paid = self.soon(day, 2);
        let line = self.bank(net, paid, &format!("CREDITO CARTAO NSU {number}"));
        let (line, row) = (self.put_left(line), self.put_right(row));
        self.truth("card sale", MatchKind::NetOfFee, vec![line], vec![row]);
    }

    fn cancelled_cheque(
        &mut self,
        name: &str,
        amount: i64,
        day: Date,
        kind: MatchKind,
        class: &'static str,
    ) {
        let number = self.number();
        let first = self
            .booked(amount, day, name)
            .with_reference(ReferenceKind::Document, &number);
        let first = self.put_right(first);
        let undone = self.soon(day, 6);
        let second = self
            .booked(-amount, undone, name)
            .with_reference(ReferenceKind::Document, &number)
            .with_text(format!("CANCELAMENTO CHEQUE {number}"));
        let second = self.put_right(second);
        let rows = [first, second].map(|(id, _)| (id, 0));
        self.truth(class, kind, Vec::new(), rows.to_vec());
    }

    fn voided(&mut self) {
        let (amount, day, name) = (-self.amount(), self.day(), self.payer());
        self.cancelled_cheque(&name, amount, day, MatchKind::Reversal, "void");
    }

    fn reissued(&mut self) {
        let (amount, day, name) = (-self.amount(), self.day(), self.payer());
        self.cancelled_cheque(
            &name,
            amount,
            day,
            MatchKind::VoidedAndReissued,
            "void, reissued",
        );
        let (again, number) = (day + Duration::days(7), self.number());
        let row = self
            .booked(amount, again, &name)
            .with_reference(ReferenceKind::Document, &number);
        let paid = self.soon(again, 5);
        let line = self.bank(amount, paid, &format!("CHEQUE COMPENSADO {number}"));
        let line = line.with_reference(ReferenceKind::Document, &number);
        let (line, row) = (self.put_left(line), self.put_right(row));
        self.truth("reissue", MatchKind::OneToOne, vec![line], vec![row]);
    }

    fn corrected(&mut self) {
        let (amount, day, name) = (self.amount(), self.day(), self.payer());
        let undone = self.soon(day, 3);
        let first = self.booked(amount, day, &name);
        let first = self.put_right(first);
        let second = self.booked(-amount, undone, &name);
        let second = self.put_right(second);
        let rows = [first, second].map(|(id, _)| (id, 0));
        self.truth(
            "correction",
            MatchKind::SelfCorrecting,
            Vec::new(),
            rows.to_vec(),
        );
    }

    fn returned_cheque(&mut self) {
        let (amount, day, number) = (self.amount(), self.day(), self.number());
        let back = day + Duration::days(1 + self.rng.below(3) as i64);
        let line = self.bank(amount, day, &format!("DEPOSITO CHEQUE {number}"));
        let first = self.put_left(line);
        let line = self.bank(-amount, back, &format!("CHEQUE DEVOLVIDO {number}"));
        let second = self.put_left(line);
        self.truth(
            "returned item",
            MatchKind::ReturnedItem,
            vec![first, second],
            Vec::new(),
        );
    }

    /// The first payment is the payment; the second must stay open.
    fn paid_twice(&mut self) {
        let (amount, day, name, number) = (-self.amount(), self.day(), self.payer(), self.number());
        let row = self
            .booked(amount, day, &name)
            .with_reference(ReferenceKind::InvoiceNumber, &number);
        let row = self.put_right(row);
        let memo = format!("PAGTO {} NF {number}", damage(&mut self.rng, &name));
        let line = self.bank(amount, day, &memo);
        let first = self.put_left(line);
        let again = day + Duration::days(1 + self.rng.below(6) as i64);
        let line = self.bank(amount, again, &memo);
        self.put_left(line);
        self.truth("paid twice", MatchKind::OneToOne, vec![first], vec![row]);
    }

    fn of_the_month_before(&mut self) {
        let (amount, name, number) = (-self.amount(), self.payer(), self.number());
        let day = start() - Duration::days(1 + self.rng.below(20) as i64);
        let paid = start() + Duration::days(self.rng.below(15) as i64);
        let row = self
            .booked(amount, day, &name)
            .with_reference(ReferenceKind::Document, &number);
        let line = self.bank(amount, paid, &format!("CHEQUE COMPENSADO {number}"));
        let line = line.with_reference(ReferenceKind::Document, &number);
        let (line, row) = (self.put_left(line), self.put_right(row));
        self.truth(
            "month before",
            MatchKind::PriorPeriod,
            vec![line],
            vec![row],
        );
    }

    fn own_transfer(&mut self) {
        let (amount, day) = (self.amount(), self.day());
        let memo = "TRANSF MESMA TITULARIDADE";
        let line = self.bank(-amount, day, memo);
        let first = self.put_left(line);
        let line = self
            .bank(amount, day, memo)
            .with_tag(Tag::Account, "conta 2");
        let second = self.put_left(line);
        self.truth(
            "own transfer",
            MatchKind::OwnTransfer,
            vec![first, second],
            Vec::new(),
        );
    }

    fn charge(&mut self) {
        let (amount, day) = (-(500 + self.rng.below(9_000) as i64), self.day());
        let line = self.bank(amount, day, "TARIFA PACOTE SERVICOS");
        self.put_left(line);
    }

    /// Booked at the end of the month, at the bank in the next.
    fn under_way(&mut self) {
        let (amount, name) = (-self.amount(), self.payer());
        let day = start() + Duration::days(28 + self.rng.below(3) as i64);
        let row = self.booked(amount, day, &name);
        self.put_right(row);
    }
}

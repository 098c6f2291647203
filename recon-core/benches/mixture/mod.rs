//! A seeded mixture of bank lines and ledger entries with the truth beside it.
//!
//! Of the lines: 70 % exact reference, 10 % net of a fee contract (half without NSU), 10 % batches
//! of 2 to 12 entries, 5 % recognisable by a damaged name only, 5 % without counterpart (a fifth of
//! them second payments). 5 % of the ledger is never paid. People and companies are invented.

pub(crate) mod names;
pub(crate) mod rng;

use brazil_types::calendar::{self, Roll};
use names::{damage, person_or_company};
use recon_core::{Entry, FeeContract, ReferenceKind, Tag};
use rng::Rng;
use time::{Date, Duration, Month};

/// What a bank line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Reference,
    ShortReference,
    FeeWithNsu,
    Fee,
    BatchOneDay,
    BatchSpread,
    NoisyName,
    NoCounterpart,
    PaidTwice,
}

/// A bank line's class and the ledger entries it pays, by position in `ledger`.
pub(crate) struct Truth {
    pub(crate) class: Class,
    pub(crate) pays: Vec<usize>,
}

/// Both books and the truth about each bank line, by position in `bank`.
pub(crate) struct Mixture {
    pub(crate) bank: Vec<Entry>,
    pub(crate) ledger: Vec<Entry>,
    pub(crate) truth: Vec<Truth>,
}

/// What the bank writes on a card settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum CardMemo {
    /// The customer's name, as on any payment.
    #[default]
    Customer,
    /// Who settles: the acquirer.
    Acquirer,
    /// Nothing at all.
    Silent,
}

const ACQUIRERS: [&str; 3] = [
    "CREDITO CARTAO MAQUINA AZUL",
    "RECEBTO PAGAGIL SA",
    "VENDAS TERMINAL IPE IP",
];

const DAYS: u64 = 120;

/// The twelve products of the contract, with their rates in basis points.
const PRODUCTS: [(&str, u32); 12] = [
    ("visa_debito", 99),
    ("visa_credito_1x", 249),
    ("visa_credito_2a6", 289),
    ("visa_credito_7a12", 319),
    ("master_debito", 109),
    ("master_credito_1x", 259),
    ("master_credito_2a6", 299),
    ("master_credito_7a12", 329),
    ("elo_debito", 139),
    ("elo_credito_1x", 279),
    ("elo_credito_2a6", 339),
    ("amex_credito_1x", 389),
];

/// The contract behind the fee lines.
pub(crate) fn contract() -> FeeContract {
    PRODUCTS
        .iter()
        .fold(FeeContract::new(), |contract, (product, rate)| {
            contract
                .with_rate(*product, *rate)
                .expect("the table has no duplicates")
        })
}

/// About `lines` bank lines and 1.6 times as many ledger entries.
pub(crate) fn generate(lines: usize, seed: u64, card_memo: CardMemo) -> Mixture {
    let mut maker = Maker::new(lines, seed, card_memo);
    while maker.bank.len() < lines {
        match maker.rng.below(1000) {
            0..700 => maker.by_reference(),
            700..800 => maker.net_of_fee(),
            800..900 => maker.batches(),
            900..950 => maker.noisy_name(),
            950..990 => maker.without_counterpart(),
            _ => maker.paid_twice(),
        }
    }
    maker.never_paid();
    maker.shuffled()
}

struct Maker {
    rng: Rng,
    payers: Vec<String>,
    prices: Vec<i64>,
    bank: Vec<Entry>,
    ledger: Vec<Entry>,
    truth: Vec<Truth>,
    card_memo: CardMemo,
    /// Batches still owed from a cluster: each counts as a line of its own in the mixture.
    batch_debt: usize,
}

impl Maker {
    fn new(lines: usize, seed: u64, card_memo: CardMemo) -> Self {
        let mut rng = Rng::new(seed);
        let payers = (0..(lines / 20).max(40))
            .map(|_| person_or_company(&mut rng))
            .collect();
        let prices = (0..200)
            .map(|_| (rng.below(400) as i64 + 1) * 500 - 10 * (rng.below(2) as i64))
            .collect();
        let (bank, ledger, truth) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            rng,
            payers,
            prices,
            bank,
            ledger,
            truth,
            card_memo,
            batch_debt: 0,
        }
    }

    fn amount(&mut self) -> i64 {
        if self.rng.chance(40) {
            self.prices[self.rng.index(self.prices.len())]
        } else {
            1_000 + self.rng.below(300_000) as i64
        }
    }

    fn day(&mut self) -> Date {
        let start = Date::from_calendar_date(2026, Month::January, 5).expect("a date");
        start + Duration::days(self.rng.below(DAYS) as i64)
    }

    fn payer(&mut self) -> String {
        self.payers[self.rng.index(self.payers.len())].clone()
    }

    fn memo(&mut self, name: &str) -> String {
        damage(&mut self.rng, name)
    }

    fn line(
        &mut self,
        amount: i64,
        day: Date,
        memo: String,
        reference: &str,
        class: Class,
        pays: Vec<usize>,
    ) {
        let id = format!("b{:08}", self.bank.len());
        let entry = Entry::new(id, amount, day)
            .with_text(memo)
            .with_reference(ReferenceKind::Free, reference);
        self.bank.push(entry);
        self.truth.push(Truth { class, pays });
    }

    fn row(
        &mut self,
        amount: i64,
        due: Date,
        name: &str,
        reference: &str,
        product: Option<&str>,
    ) -> usize {
        let id = format!("l{:08}", self.ledger.len());
        let mut entry = Entry::new(id, amount, due)
            .with_name(name)
            .with_reference(ReferenceKind::Free, reference);
        if let Some(product) = product {
            entry = entry.with_tag(Tag::Product, product);
        }
        self.ledger.push(entry);
        self.ledger.len() - 1
    }

    fn reference(&mut self) -> (String, bool) {
        if self.rng.chance(20) {
            (format!("{}", 1 + self.rng.below(9_999)), true)
        } else {
            (
                format!(
                    "E{:08}2026{:012x}",
                    self.rng.below(99_999_999),
                    self.rng.next() >> 16
                ),
                false,
            )
        }
    }

    fn by_reference(&mut self) {
        let (amount, due, name) = (self.amount(), self.day(), self.payer());
        let (reference, short) = self.reference();
        let row = self.row(amount, due, &name, &reference, None);
        let paid = business_days_after(due, self.rng.below(4));
        let memo = self.memo(&name);
        let class = if short {
            Class::ShortReference
        } else {
            Class::Reference
        };
        self.line(amount, paid, memo, &reference, class, vec![row]);
    }

    fn net_of_fee(&mut self) {
        let (product, _) = PRODUCTS[self.rng.index(PRODUCTS.len())];
        let (gross, due, name) = (self.amount(), self.day(), self.payer());
        let nsu = format!("{:09}", self.rng.below(1_000_000_000));
        let row = self.row(gross, due, &name, &nsu, Some(product));
        let net = contract()
            .net(product, gross)
            .expect("a product of the table");
        let paid = business_days_after(due, self.rng.below(3));
        let with_nsu = self.rng.chance(50);
        let memo = match self.card_memo {
            CardMemo::Customer => self.memo(&name),
            CardMemo::Acquirer => ACQUIRERS[self.rng.index(ACQUIRERS.len())].to_owned(),
            CardMemo::Silent => String::new(),
        };
        let (reference, class) = if with_nsu {
            (nsu, Class::FeeWithNsu)
        } else {
            (String::new(), Class::Fee)
        };
        self.line(net, paid, memo, &reference, class, vec![row]);
    }

    /// One to four batches of one payer around the same days; the debt keeps their share at 10 %.
    fn batches(&mut self) {
        if self.batch_debt > 0 {
            self.batch_debt -= 1;
            return;
        }
        let (name, day) = (self.payer(), self.day());
        let cluster = 1 + self.rng.below(4) as usize;
        self.batch_debt += cluster - 1;
        for _ in 0..cluster {
            let one_day = self.rng.chance(60);
            let entries = 2 + self.rng.below(11);
            let first = day + Duration::days(self.rng.below(3) as i64);
            let (mut rows, mut sum, mut last) = (Vec::new(), 0, first);
            for _ in 0..entries {
                let due = if one_day {
                    first
                } else {
                    first + Duration::days(self.rng.below(5) as i64)
                };
                let amount = self.amount();
                let reference = format!("F{:07}", self.rng.below(10_000_000));
                rows.push(self.row(amount, due, &name, &reference, None));
                sum += amount;
                last = last.max(due);
            }
            let paid = business_days_after(last, self.rng.below(3));
            let memo = self.memo(&name);
            let class = if one_day {
                Class::BatchOneDay
            } else {
                Class::BatchSpread
            };
            self.line(sum, paid, memo, "", class, rows);
        }
    }

    fn noisy_name(&mut self) {
        let (amount, due, name) = (self.amount(), self.day(), self.payer());
        let (reference, _) = self.reference();
        let row = self.row(amount, due, &name, &reference, None);
        let paid = due + Duration::days(self.rng.below(11) as i64);
        let memo = self.memo(&name);
        self.line(amount, paid, memo, "", Class::NoisyName, vec![row]);
    }

    fn without_counterpart(&mut self) {
        let (amount, day, name) = (self.amount(), self.day(), self.payer());
        let memo = self.memo(&name);
        self.line(amount, day, memo, "", Class::NoCounterpart, Vec::new());
    }

    /// Pays an earlier exact reference a second time, a few days later.
    fn paid_twice(&mut self) {
        if self.bank.is_empty() {
            return;
        }
        let from = self.rng.index(self.bank.len());
        let first = (from..self.bank.len().min(from + 200)).find(|at| {
            matches!(
                self.truth[*at].class,
                Class::Reference | Class::ShortReference
            )
        });
        let Some(first) = first else { return };
        let row = self.ledger[self.truth[first].pays[0]].clone();
        let (name, reference) = (self.row_name(&row), self.row_reference(&row));
        let memo = self.memo(&name);
        let day = self.bank[first].date() + Duration::days(1 + self.rng.below(5) as i64);
        self.line(
            row.amount(),
            day,
            memo,
            &reference,
            Class::PaidTwice,
            Vec::new(),
        );
    }

    fn row_name(&self, row: &Entry) -> String {
        row.name().unwrap_or_default().to_owned()
    }

    fn row_reference(&self, row: &Entry) -> String {
        row.references()
            .next()
            .map_or(String::new(), |(_, value)| value.to_owned())
    }

    fn never_paid(&mut self) {
        for _ in 0..self.ledger.len() / 19 {
            let (amount, due, name) = (self.amount(), self.day(), self.payer());
            let (reference, _) = self.reference();
            self.row(amount, due, &name, &reference, None);
        }
    }

    fn shuffled(mut self) -> Mixture {
        let bank_order = self.rng.permutation(self.bank.len());
        let ledger_order = self.rng.permutation(self.ledger.len());
        let mut place = vec![0; ledger_order.len()];
        for (new, old) in ledger_order.iter().enumerate() {
            place[*old] = new;
        }
        let truth = bank_order.iter().map(|old| Truth {
            class: self.truth[*old].class,
            pays: self.truth[*old]
                .pays
                .iter()
                .map(|row| place[*row])
                .collect(),
        });
        Mixture {
            truth: truth.collect(),
            bank: in_order(self.bank, &bank_order),
            ledger: in_order(self.ledger, &ledger_order),
        }
    }
}

fn in_order(entries: Vec<Entry>, order: &[usize]) -> Vec<Entry> {
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    order
        .iter()
        .map(|at| entries[*at].take().expect("each place once"))
        .collect()
}

fn business_days_after(day: Date, count: u64) -> Date {
    let count = i32::try_from(count).expect("a few days");
    calendar::add_business_days(day, count)
        .and_then(|paid| calendar::roll(paid, Roll::Following))
        .expect("a day of this century")
}

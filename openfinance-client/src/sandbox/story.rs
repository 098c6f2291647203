//! What happened at the bank: thirteen months of a bakery's money, on two accounts and one card,
//! which agree with each other. Told from the clock of the world, and the same for every clock.

use time::{Date, Duration, Month, OffsetDateTime, UtcOffset, Weekday};

/// The clock of the bank, and what has been settled ahead of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    /// The moment it is; the system's if none is set.
    pub(super) clock: Option<OffsetDateTime>,
    /// Whether what is in progress has been settled.
    pub(super) is_settled: bool,
    /// Whether what moves at a weekend is of the next Monday.
    pub(super) rests_at_weekends: bool,
    /// What moved on the checking account instead, where somebody else tells it.
    pub(super) told: Option<Vec<Movement>>,
}

/// Something that moved on the checking account, for a story of your own.
#[derive(Clone, Debug)]
#[must_use]
pub struct Movement {
    id: String,
    at: OffsetDateTime,
    cents: i64,
    text: String,
    kind: &'static str,
    document: Option<String>,
}

impl Movement {
    /// A booked transaction of this id, at a moment, of so many cents: money in is positive, money
    /// out negative. The text is the statement's.
    pub fn new(
        id: impl Into<String>,
        at: OffsetDateTime,
        cents: i64,
        text: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            at,
            cents,
            text: text.into(),
            kind: "TED",
            document: None,
        }
    }

    /// Makes it a Pix.
    pub fn by_pix(mut self) -> Self {
        self.kind = "PIX";
        self
    }

    /// Says whose CPF or CNPJ is on the other side, without punctuation.
    pub fn with_counterparty(mut self, document: impl Into<String>) -> Self {
        self.document = Some(document.into());
        self
    }

    fn entry(&self) -> Entry {
        let at = self.at.to_offset(UtcOffset::UTC);
        let (hour, minute, second) = at.time().as_hms();
        Entry {
            id: self.id.clone(),
            kind: self.kind,
            name: self.text.clone(),
            moment: format!("{}T{hour:02}:{minute:02}:{second:02}.250Z", at.date()),
            parts: self.cents * (REAL / 100),
            status: BOOKED,
            document: self.document.clone(),
        }
    }
}

pub(super) const CHECKING: &str = "conta-001";
pub(super) const SAVINGS: &str = "conta-002";
pub(super) const CARD: &str = "cartao-001";

/// Ten-thousandths, the finest part of a real that the APIs write.
pub(super) type Parts = i64;
const REAL: Parts = 10_000;

/// One entry of an account.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) name: String,
    /// When, as the API writes it.
    pub(super) moment: String,
    /// Negative when it went.
    pub(super) parts: Parts,
    pub(super) status: &'static str,
    /// CPF or CNPJ of the other side.
    pub(super) document: Option<String>,
}

/// One entry of the card.
#[derive(Clone, Debug)]
pub(super) struct Purchase {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    pub(super) moment: String,
    /// Negative when it lowers what is owed.
    pub(super) parts: Parts,
    pub(super) posted: Date,
    /// Which of how many instalments.
    pub(super) instalment: Option<(u8, u8)>,
}

/// One closed bill.
#[derive(Clone, Debug)]
pub(super) struct Bill {
    pub(super) id: String,
    pub(super) closed: Date,
    pub(super) due: Date,
    pub(super) total: Parts,
}

const BOOKED: &str = "TRANSACAO_EFETIVADA";
const PROCESSING: &str = "TRANSACAO_PROCESSANDO";
const FUTURE: &str = "LANCAMENTO_FUTURO";
const DAYS_TOLD: i64 = 396;
const CLOSING_DAY: u8 = 5;
const DUE_DAY: u8 = 15;
const INSTALMENTS: u8 = 3;

impl Story {
    /// The day it is in Brasília.
    pub(super) fn today(&self) -> Date {
        let now = self.clock.unwrap_or_else(OffsetDateTime::now_utc);
        let brasilia = UtcOffset::from_hms(-3, 0, 0).unwrap_or(UtcOffset::UTC);
        now.to_offset(brasilia).date()
    }

    /// The entries of an account, newest first; none if it is not there.
    pub(super) fn entries(&self, account: &str) -> Option<Vec<Entry>> {
        let of_day = match account {
            CHECKING => Self::checking,
            SAVINGS => Self::savings,
            _ => return None,
        };
        let today = self.today();
        let mut entries: Vec<Entry> = match (&self.told, account) {
            (Some(told), CHECKING) => told.iter().map(Movement::entry).collect(),
            _ => (-31..DAYS_TOLD)
                .flat_map(|age| of_day(self, today.saturating_sub(Duration::days(age))))
                .collect(),
        };
        entries.sort_by(|one, other| other.moment.cmp(&one.moment));
        Some(entries)
    }

    /// What is in an account: what it began with, and all that was booked.
    pub(super) fn balance(&self, account: &str) -> Option<Parts> {
        let entries = self.entries(account)?;
        let booked = entries.iter().filter(|entry| entry.status == BOOKED);
        Some(5_000 * REAL + booked.map(|entry| entry.parts).sum::<Parts>())
    }

    /// What is blocked in an account: what goes as soon as it is settled.
    pub(super) fn blocked(&self, account: &str) -> Option<Parts> {
        let entries = self.entries(account)?;
        let going = entries.iter().filter(|entry| entry.status == PROCESSING);
        Some(going.map(|entry| -entry.parts).sum())
    }

    fn checking(&self, day: Date) -> Vec<Entry> {
        let today = self.today();
        let mut entries = Vec::new();
        let mut add = |kind, name, (hour, minute), parts| {
            entries.push(self.entry(
                CHECKING,
                kind,
                name,
                brasilia(day, hour, minute),
                day,
                parts,
            ));
        };
        if day <= today {
            // Every day has sales, also at weekends, and some so late that UTC is a day ahead.
            let late = day.ordinal().is_multiple_of(2);
            let time = if late { (22, 15) } else { (11, 20) };
            let sales = (320 + i64::from(day.ordinal()) * 37 % 180) * REAL;
            add("PIX", "PIX RECEBIDO VENDAS DO DIA", time, sales);
        }
        if day == today {
            add("BOLETO", "BOLETO MOINHO FICTICIO", (9, 5), -750 * REAL);
        }
        match day.day() {
            1 => add("PACOTE_TARIFA_SERVICOS", "TARIFA PACOTE", (6, 0), -399_000),
            5 => add("FOLHA_PAGAMENTO", "SALARIOS", (8, 0), -3_800 * REAL),
            10 => add("BOLETO", "BOLETO ALUGUEL", (7, 30), -2_500 * REAL),
            DUE_DAY => {
                let due = self.bills().into_iter().find(|bill| bill.due == day);
                let total = due.map_or(0, |bill| bill.total);
                if total > 0 {
                    add("OUTROS", "PAGAMENTO FATURA CARTAO", (10, 0), -total);
                }
            }
            20 => {
                let name = "TRANSFERENCIA PARA POUPANCA";
                add(
                    "TRANSFERENCIA_MESMA_INSTITUICAO",
                    name,
                    (12, 0),
                    -500 * REAL,
                );
            }
            _ => {}
        }
        entries
    }

    fn savings(&self, day: Date) -> Vec<Entry> {
        let entry = |kind, name, moment, parts| self.entry(SAVINGS, kind, name, moment, day, parts);
        match day.day() {
            20 => {
                let kind = "TRANSFERENCIA_MESMA_INSTITUICAO";
                let moment = brasilia(day, 12, 0);
                vec![entry(
                    kind,
                    "TRANSFERENCIA DA CONTA CORRENTE",
                    moment,
                    500 * REAL,
                )]
            }
            // The bank knows the day only.
            28 if day <= self.today() => {
                let moment = format!("{day}T00:00:00.000Z");
                vec![entry(
                    "RENDIMENTO_APLIC_FINANCEIRA",
                    "RENDIMENTO",
                    moment,
                    123_456,
                )]
            }
            _ => Vec::new(),
        }
    }

    fn entry(
        &self,
        account: &str,
        kind: &'static str,
        name: &'static str,
        moment: String,
        day: Date,
        parts: Parts,
    ) -> Entry {
        let today = self.today();
        let takes_a_day = kind == "BOLETO" && !self.is_settled;
        let (posted, moment) = match day.weekday() {
            Weekday::Saturday | Weekday::Sunday if self.rests_at_weekends => {
                let monday = day.next_occurrence(Weekday::Monday);
                (monday, brasilia(monday, 6, 0))
            }
            _ => (day, moment),
        };
        Entry {
            id: format!("{account}-{}-{day}-{}", kind.replace('_', "-"), parts.abs()),
            kind,
            name: name.to_owned(),
            moment,
            parts,
            document: (kind == "PIX").then(|| "52998224725".to_owned()),
            status: match posted {
                day if day > today => FUTURE,
                day if day == today && takes_a_day => PROCESSING,
                _ => BOOKED,
            },
        }
    }

    /// The closed bills, newest first.
    pub(super) fn bills(&self) -> Vec<Bill> {
        let today = self.today();
        let closings = months_before(today).filter_map(|(year, month)| {
            let closed = Date::from_calendar_date(year, month, CLOSING_DAY).ok()?;
            (closed <= today).then_some(closed)
        });
        let purchases = self.purchases_until(today);
        closings
            .filter_map(|closed| {
                let bill = bill_id(closed);
                let on_it = purchases.iter().filter(|one| bill_of(one.posted) == bill);
                Some(Bill {
                    due: closed.replace_day(DUE_DAY).ok()?,
                    total: on_it.map(|one| one.parts).sum(),
                    id: bill,
                    closed,
                })
            })
            .collect()
    }

    /// What was made with the card and paid on its bills, newest first, as far as it is known.
    pub(super) fn purchases(&self) -> Vec<Purchase> {
        let today = self.today();
        let paid = self.bills().into_iter().filter(|bill| bill.due <= today);
        let payments = paid.map(|bill| Purchase {
            id: format!("{CARD}-pagamento-{}", bill.due),
            kind: "PAGAMENTO_FATURA",
            name: "PAGAMENTO RECEBIDO",
            moment: brasilia(bill.due, 10, 0),
            parts: -bill.total,
            posted: bill.due,
            instalment: None,
        });
        let mut all: Vec<Purchase> = payments.chain(self.purchases_until(today)).collect();
        all.sort_by(|one, other| other.moment.cmp(&one.moment));
        all
    }

    fn purchases_until(&self, today: Date) -> Vec<Purchase> {
        let days = (0..DAYS_TOLD).map(|age| today.saturating_sub(Duration::days(age)));
        let every_third = days.filter(|day| day.ordinal().is_multiple_of(3));
        let small = every_third.map(|day| Purchase {
            id: format!("{CARD}-compra-{day}"),
            kind: "PAGAMENTO",
            name: "ATACADO FICTICIO",
            moment: brasilia(day, 22, 40),
            parts: 459_000 + i64::from(day.ordinal()) * REAL,
            posted: day,
            instalment: None,
        });
        let in_parts = months_before(today).flat_map(|(year, month)| {
            let made = Date::from_calendar_date(year, month, 12).ok();
            made.into_iter().flat_map(move |made| {
                (1..=INSTALMENTS).map(move |number| Purchase {
                    id: format!("{CARD}-forno-{made}-{number}"),
                    kind: "PAGAMENTO",
                    name: "FORNOS FICTICIOS",
                    moment: brasilia(made, 15, 0),
                    parts: 60 * REAL,
                    posted: months_on(made, number - 1),
                    instalment: Some((number, INSTALMENTS)),
                })
            })
        });
        let known = move |one: &Purchase| one.posted <= today;
        small.chain(in_parts.filter(known)).collect()
    }
}

/// The bill that something posted on this day is on.
pub(super) fn bill_of(posted: Date) -> String {
    match posted.day() <= CLOSING_DAY {
        true => bill_id(posted),
        false => bill_id(months_on(posted, 1)),
    }
}

fn bill_id(closed: Date) -> String {
    format!(
        "fatura-{:04}-{:02}",
        closed.year(),
        u8::from(closed.month())
    )
}

/// The same day some months later, or the last of a shorter month.
fn months_on(day: Date, months: u8) -> Date {
    (0..months).fold(day, |day, _| {
        let month = day.month().next();
        let year = day.year() + i32::from(month == Month::January);
        let last = month.length(year);
        Date::from_calendar_date(year, month, day.day().min(last)).unwrap_or(day)
    })
}

/// This month and the thirteen before it, latest first.
fn months_before(day: Date) -> impl Iterator<Item = (i32, Month)> {
    let begin = (day.year(), day.month());
    std::iter::successors(Some(begin), |(year, month)| {
        let before = month.previous();
        Some((year - i32::from(before == Month::December), before))
    })
    .take(14)
}

/// A time in Brasília as the APIs write it, in UTC.
fn brasilia(day: Date, hour: u8, minute: u8) -> String {
    let (day, hour) = match hour + 3 {
        hour if hour < 24 => (day, hour),
        hour => (day.next_day().unwrap_or(day), hour - 24),
    };
    format!("{day}T{hour:02}:{minute:02}:07.250Z")
}

/// An amount as the APIs write it: never negative.
pub(super) fn amount(parts: Parts) -> serde_json::Value {
    signed(parts.abs())
}

/// An amount as the APIs write it where it may be negative.
pub(super) fn signed(parts: Parts) -> serde_json::Value {
    let sign = if parts < 0 { "-" } else { "" };
    let parts = parts.unsigned_abs();
    let text = format!("{sign}{}.{:04}", parts / 10_000, parts % 10_000);
    serde_json::json!({"amount": text, "currency": "BRL"})
}

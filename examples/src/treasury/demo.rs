//! Five invented companies at five invented banks, and twelve nights in which things go wrong.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use belvo_client::sandbox as belvo;
use brazil_types::{Cnpj, Cpf};
use client_core::retry::NoRetry;
use client_core::sandbox::{Fault, FaultRule, Front};
use client_core::{Error, Result};
use http::{Method, StatusCode};
use openfinance_client::login::Authorization;
use openfinance_client::model::{NewConsent, PermissionGroup};
use openfinance_client::sandbox::{Movement, Sandbox};
use openfinance_client::{Bank as Client, Connection, Endpoints};
use time::macros::{offset, time};
use time::{Date, Duration, OffsetDateTime};

use super::account::Holding;
use super::renewal::Confirmation;
use super::sources::{Aggregator, Bank, Sources};

/// A person who acts for all five companies.
const PERSON: &str = "52998224725";
/// How many nights pass.
pub(super) const NIGHTS: i64 = 12;
/// The days that the story tells.
const DAYS: i64 = 60;
/// The bank whose account Belvo sees too.
const SEEN_TWICE: usize = 1;

/// A company and its bank.
struct Role {
    bank: &'static str,
    bank_code: &'static str,
    account: &'static str,
    company: &'static str,
    cnpj: &'static str,
    /// For how long the consent was given; without end otherwise.
    days: Option<i64>,
}

const CAST: [Role; 5] = [
    Role {
        bank: "Banco Araucária",
        bank_code: "901",
        account: "00110011",
        company: "Padaria Aurora",
        cnpj: "11222333000181",
        days: None,
    },
    Role {
        bank: "Banco Buriti",
        bank_code: "902",
        account: "00220022",
        company: "Mercado Horizonte",
        cnpj: "22333444000181",
        days: Some(200),
    },
    Role {
        bank: "Banco Cedro",
        bank_code: "903",
        account: "00330033",
        company: "Transportes Rota Sul",
        cnpj: "33444555000181",
        days: Some(9),
    },
    Role {
        bank: "Banco Dendê",
        bank_code: "904",
        account: "00440044",
        company: "Oficina Pinhal",
        cnpj: "44555666000181",
        days: Some(12),
    },
    Role {
        bank: "Banco Embaúba",
        bank_code: "905",
        account: "00550055",
        company: "Clínica Bem-te-vi",
        cnpj: "55666777000181",
        days: Some(20),
    },
];

impl Role {
    fn holding(&self) -> Holding {
        Holding {
            bank: self.bank.to_owned(),
            bank_code: self.bank_code.to_owned(),
            company: self.company.to_owned(),
            cnpj: self.cnpj.to_owned(),
        }
    }
}

/// The banks and the aggregator. They stop when dropped.
pub(super) struct Demo {
    banks: Vec<Sandbox>,
    belvo: belvo::Sandbox,
    stories: Vec<Vec<Told>>,
    today: Date,
    pub(super) sources: Sources,
}

/// One movement of the story.
struct Told {
    at: OffsetDateTime,
    cents: i64,
    text: String,
}

impl Demo {
    pub(super) async fn start(now: OffsetDateTime) -> Result<Self> {
        let today = now.to_offset(offset!(-3)).date();
        let account = belvo::BankAccount::checking("Conta corrente")
            .with_numbers("0001", "220022", "X")
            // What the bank's story begins with.
            .with_entry(today - Duration::days(400), 500_000, "SALDO INICIAL");
        let belvo = belvo::Sandbox::builder()
            .with_account(account)
            .start()
            .await?;
        let seen = CAST.get(SEEN_TWICE).into_iter();
        let links = seen.map(|role| (belvo.link().clone(), role.holding()));
        let links = links.collect();
        let mut demo = Self {
            sources: Sources {
                banks: Vec::new(),
                belvo: Some(Aggregator {
                    client: belvo
                        .client_builder()
                        .with_retry_policy(Arc::new(NoRetry))
                        .build()?,
                    links,
                }),
            },
            banks: Vec::new(),
            stories: (0..CAST.len()).map(|bank| story(bank, today)).collect(),
            belvo,
            today,
        };
        for role in &CAST {
            let (sandbox, holding) = (Sandbox::start().await?, role.holding());
            sandbox.call_it(role.bank, role.bank_code, role.account);
            let end = role.days.map(|days| now + Duration::days(days));
            demo.sources.banks.push(Bank {
                connection: connect(&sandbox, &holding, end).await?,
                issuer: sandbox.url().to_string(),
                holding,
            });
            demo.banks.push(sandbox);
        }
        // At the fourth bank several people must agree.
        if let Some(bank) = demo.banks.get(3) {
            bank.require_several_approvers();
        }
        Ok(demo)
    }

    /// A night passes, the last one is number 0. Gives the moment it is: the morning after.
    pub(super) fn pass(&self, night: i64) -> Result<OffsetDateTime> {
        let today = self.today - Duration::days(night);
        let now = today.with_time(time!(06:30)).assume_offset(offset!(-3));
        for (number, (bank, story)) in self.banks.iter().zip(&self.stories).enumerate() {
            let told = story.iter().enumerate().filter(|(_, one)| one.at < now);
            bank.set_clock(now);
            bank.tell_movements(told.map(|(at, one)| {
                Movement::new(format!("{number}-{at}"), one.at, one.cents, &one.text).by_pix()
            }));
            bank.front().clear_faults();
            if is_down(number, night) {
                no_answer(bank.front());
            }
        }
        self.tell_belvo(today, now)?;
        Ok(now)
    }

    /// The aggregator reads the one bank that it sees, in words of its own.
    fn tell_belvo(&self, today: Date, now: OffsetDateTime) -> Result<()> {
        let is_first = self.today - Duration::days(NIGHTS - 1) == today;
        let since = today - Duration::days(if is_first { DAYS } else { 1 });
        for one in self.stories.get(SEEN_TWICE).into_iter().flatten() {
            let day = one.at.date();
            if !(since..today).contains(&day) {
                continue;
            }
            let (day, text) = in_belvos_words(day, &one.text);
            self.belvo.book(0, day, one.cents, &text)?;
        }
        self.belvo.set_clock(now)?;
        self.belvo.pass_night();
        Ok(())
    }

    /// What customers have agreed to in our application: those of the third and the fourth bank.
    pub(super) fn confirmations(&self) -> Result<Vec<Confirmation>> {
        let banks = self.sources.banks.iter().skip(2).take(2);
        let confirmations = banks.map(|bank| {
            Ok(Confirmation {
                consent_id: bank.consent().to_owned(),
                cpf: person()?,
                ip: IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7)),
                user_agent: "Treasury example".to_owned(),
                until: Some(OffsetDateTime::now_utc() + Duration::days(360)),
            })
        });
        confirmations.collect()
    }
}

/// The third bank fails once and is caught up with; the second fails in the last night, but
/// Belvo sees its account; the fifth fails twice, and two days stay unknown.
fn is_down(bank: usize, night: i64) -> bool {
    matches!((bank, night), (1, 0) | (2, 5) | (4, 0 | 1))
}

fn no_answer(front: &Front) {
    let down = Fault::status(StatusCode::SERVICE_UNAVAILABLE);
    let accounts = "/open-banking/accounts/";
    front.inject(FaultRule::new(down).on(Method::GET, accounts).always());
}

/// Upper case becomes lower; one payment is a day late and called something else.
fn in_belvos_words(day: Date, text: &str) -> (Date, String) {
    match text.strip_prefix("DEB AUT ") {
        Some(_) => (
            day.next_day().unwrap_or(day),
            "OUTROS PAGAMENTOS".to_owned(),
        ),
        None => (day, text.to_lowercase()),
    }
}

fn person() -> Result<Cpf> {
    Cpf::parse(PERSON).map_err(|cause| Error::config("not a CPF").with_source(cause))
}

/// The company's consent, given at the bank's page.
async fn connect(
    sandbox: &Sandbox,
    holding: &Holding,
    end: Option<OffsetDateTime>,
) -> Result<Connection> {
    let party = sandbox.relying_party()?;
    let bank = Client::builder(Endpoints::at(sandbox.url()))
        .with_relying_party(&party)
        .with_transport(Arc::new(sandbox.transport()))
        .with_retry_policy(Arc::new(NoRetry))
        .build()?;
    let company = Cnpj::parse(&holding.cnpj)
        .map_err(|cause| Error::config("not a CNPJ").with_source(cause))?;
    let asked = NewConsent::of_company(company, person()?)
        .allow(PermissionGroup::AccountBalances)
        .allow(PermissionGroup::AccountStatements);
    let asked = match end {
        Some(end) => asked.until(end),
        None => asked,
    };
    let consent = bank.consents().create(&asked).send().await?;
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await?;
    let callback = sandbox.agree(&address).await?;
    let login = party.finish(&pending, &callback).await?;
    party.save(&login, sandbox.store()).await?;
    Ok(bank.connect(&party, sandbox.store(), &consent.id))
}

/// What moved at one bank, the same in every run but for the day it ends.
fn story(bank: usize, today: Date) -> Vec<Told> {
    let mut dice = Dice(0x5eed + u64::try_from(bank).unwrap_or_default());
    let mut story = Vec::new();
    for age in (1..=DAYS).rev() {
        let day = today - Duration::days(age);
        if matches!(
            day.weekday(),
            time::Weekday::Saturday | time::Weekday::Sunday
        ) {
            continue;
        }
        let mut tell = |hour: u8, cents: i64, text: String| {
            let hours = Duration::hours(hour.into());
            let at = day.midnight().assume_offset(offset!(-3)) + hours;
            story.push(Told { at, cents, text });
        };
        for sale in 0..=dice.roll(3) {
            let cents = 12_000 + dice.cents(240_000);
            let id = format!("E99999999{}{:02}00A{bank}{sale:09}", compact(day), 9 + sale);
            tell(9, cents, format!("PIX RECEBIDO {id}"));
        }
        // Two of the same price on one day are two.
        for _ in 0..dice.roll(3) {
            tell(12, -3_490, "COMPRA DEBITO CAFE DA ESQUINA".to_owned());
        }
        tell(
            15,
            -8_000 - dice.cents(190_000),
            "PAGAMENTO BOLETO FORNECEDOR".to_owned(),
        );
        if day.day() % 10 == 5 {
            tell(16, -45_000, format!("DEB AUT {:04}", dice.roll(9_999)));
        }
    }
    story
}

fn compact(day: Date) -> String {
    format!(
        "{:04}{:02}{:02}",
        day.year(),
        u8::from(day.month()),
        day.day()
    )
}

/// Small numbers that look random.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn cents(&mut self, most: u64) -> i64 {
        i64::try_from(self.roll(most)).unwrap_or_default()
    }
}

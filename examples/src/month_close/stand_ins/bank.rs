//! The bakery's bank behind an API: the lines of its statement file, told by whoever is asked.

use std::sync::Arc;

use belvo_client::sandbox as belvo;
use brazil_types::Cpf;
use client_core::observe::Observer;
use client_core::sandbox::{Fault, FaultRule, Front};
use client_core::{Error, Result};
use http::{Method, StatusCode};
use matera_client::sandbox as matera;
use openfinance_client::sandbox as openfinance;
use openfinance_client::{Bank as OpenFinanceBank, Endpoints};
use time::macros::{offset, time};
use time::{Duration, OffsetDateTime};

use super::super::args::BankApi;
use super::super::sources::{Bank, ByBelvo, ByMatera, ByOpenFinance};
use crate::access::matera::Accounts;
use crate::story::{BankLine, Story};

/// A person of the bakery, who agrees at the bank.
const BAKER: &str = "52998224725";

/// A running bank. It stops when dropped.
pub(in crate::month_close) enum BankStandIn {
    OpenFinance(Box<openfinance::Sandbox>, OffsetDateTime),
    Matera(matera::Sandbox),
    Belvo(belvo::Sandbox),
}

impl BankStandIn {
    /// Starts it with the bank's lines of the story.
    pub(in crate::month_close) async fn start(api: BankApi, story: &Story) -> Result<Self> {
        let lines = &story.bank;
        Ok(match api {
            BankApi::OpenFinance => {
                let bank = openfinance::Sandbox::start().await?;
                let later = story.month.last().saturating_add(Duration::days(6));
                let now = later.with_time(time!(10:00)).assume_offset(offset!(-3));
                bank.set_clock(now);
                bank.tell_movements(lines.iter().map(movement));
                Self::OpenFinance(Box::new(bank), now)
            }
            BankApi::Matera => {
                let bakery = &story.bakery;
                let holder = matera::Holder::new(bakery.legal_name, bakery.cnpj);
                let told = lines.iter().map(posting);
                let holder = told.fold(holder, matera::Holder::with_movement);
                let bank = matera::Sandbox::builder().with_account(holder);
                Self::Matera(bank.start().await?)
            }
            BankApi::Belvo => {
                let account = belvo::BankAccount::checking("Conta corrente");
                let account = lines.iter().fold(account, |account, line| {
                    account.with_entry(line.day, line.cents, text(line))
                });
                Self::Belvo(
                    belvo::Sandbox::builder()
                        .with_account(account)
                        .start()
                        .await?,
                )
            }
        })
    }

    /// Makes it a bad day: the first page of what moved is a server error.
    pub(in crate::month_close) fn have_a_bad_day(&self) {
        let (front, path): (&Front, _) = match self {
            Self::OpenFinance(bank, _) => (bank.front(), "/open-banking/accounts/v2/accounts/"),
            Self::Matera(bank) => (bank.front(), "/v3/accounts/"),
            Self::Belvo(bank) => (bank.front(), "/api/transactions/"),
        };
        let server_error = Fault::status(StatusCode::INTERNAL_SERVER_ERROR);
        front.inject(FaultRule::new(server_error).on(Method::GET, path));
    }

    /// A client of it.
    pub(in crate::month_close) async fn client(&self, observer: Arc<dyn Observer>) -> Result<Bank> {
        Ok(match self {
            Self::OpenFinance(bank, now) => {
                let baker = Cpf::parse(BAKER)
                    .map_err(|cause| Error::config("not a CPF").with_source(cause))?;
                let client = OpenFinanceBank::builder(Endpoints::at(bank.url()))
                    .with_relying_party(&bank.relying_party()?)
                    .with_transport(Arc::new(bank.transport()))
                    .with_observer(observer)
                    .build()?;
                Bank::OpenFinance(ByOpenFinance {
                    connection: bank.connect(&client, baker).await?,
                    now: *now,
                })
            }
            Self::Matera(bank) => Bank::Matera(ByMatera {
                client: bank.client_builder().with_observer(observer).build()?,
                accounts: Accounts::Named(bank.accounts().to_vec()),
            }),
            Self::Belvo(bank) => Bank::Belvo(ByBelvo {
                client: bank.client_builder().with_observer(observer).build()?,
                link: Some(bank.link().clone()),
            }),
        })
    }
}

/// All that the file says of a line: APIs have one text where it has four fields.
fn text(line: &BankLine) -> String {
    let number = Some(line.check_number.as_str());
    let number = number.filter(|number| number.bytes().any(|byte| byte != b'0'));
    let parts = [
        Some(line.kind),
        Some(line.memo.as_str()),
        number,
        line.reference.as_deref(),
    ];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

fn moment(line: &BankLine) -> OffsetDateTime {
    let midnight = line.day.midnight().assume_offset(offset!(-3));
    midnight + Duration::minutes(line.minute.into())
}

fn movement(line: &BankLine) -> openfinance::Movement {
    openfinance::Movement::new(&line.id, moment(line), line.cents, text(line))
}

fn posting(line: &BankLine) -> matera::Movement {
    let posting = matera::Movement::new(moment(line), line.cents).with_description(text(line));
    match &line.reference {
        Some(id) if brazil_types::EndToEndId::parse(id).is_ok() => posting.with_end_to_end_id(id),
        _ => posting,
    }
}

//! Who is asked, and what about: banks by Open Finance, and links of Belvo.

use std::collections::BTreeMap;

use belvo_client::Lookup;
use belvo_client::model::{self as belvo, LinkId};
use belvo_client::recon as belvo_recon;
use client_core::wire::LocalRule;
use client_core::{Error, Result};
use openfinance_client::Connection;
use openfinance_client::model::{self as openfinance, AccountKind};
use openfinance_client::recon as openfinance_recon;
use recon_core::Entry;
use time::{Date, OffsetDateTime};

use super::account::{Account, Holding, Source};
use super::merge;
use super::store::{Balance, Days, Movement, Pulled};

/// Other currencies would be added up with this one.
const REAIS: &str = "BRL";

/// What one company lets us see at one bank.
pub(super) struct Bank {
    pub(super) holding: Holding,
    pub(super) connection: Connection,
    /// Of the authorization server; consents are registered under it.
    pub(super) issuer: String,
}

/// Links of Belvo, and whose accounts they show.
pub(super) struct Aggregator {
    pub(super) client: belvo_client::Belvo,
    pub(super) links: Vec<(LinkId, Holding)>,
}

/// Everybody who is asked.
pub(super) struct Sources {
    pub(super) banks: Vec<Bank>,
    pub(super) belvo: Option<Aggregator>,
}

/// The answer about one account. Movements and balance fail apart from each other.
pub(super) struct Answer {
    pub(super) account: Account,
    pub(super) asked: Days,
    pub(super) pulled: Result<Pulled>,
    pub(super) balance: Result<Option<Balance>>,
}

impl Bank {
    pub(super) fn consent(&self) -> &str {
        self.connection.consent_id().as_str()
    }

    /// The accounts that can be read. Banks take this call 8 times a month, so ask rarely.
    pub(super) async fn list(&self) -> Result<Vec<Account>> {
        let accounts = self.connection.accounts();
        let listed = accounts.list().send().try_collect().await?;
        // What goes into savings is on the current account, too.
        let moving = listed.iter().filter(|one| one.kind != AccountKind::Savings);
        let accounts = moving.map(|one| self.holding.by_open_finance(self.consent(), one));
        Ok(accounts.collect())
    }

    pub(super) async fn pull(&self, account: &Account, days: Days, now: OffsetDateTime) -> Answer {
        // `consent/account`: consents are URNs without a slash.
        let id = account.id.rsplit('/').next().unwrap_or_default();
        let id = openfinance::AccountId::new(id);
        Answer {
            account: account.clone(),
            asked: days,
            pulled: self.movements(&id, days, now).await,
            balance: self.balance(&id, now).await.map(Some),
        }
    }

    async fn movements(
        &self,
        id: &openfinance::AccountId,
        days: Days,
        now: OffsetDateTime,
    ) -> Result<Pulled> {
        let accounts = self.connection.accounts();
        let movements = accounts.movements(id, days.first, days.last, now).send();
        let mut found = Distinct::default();
        for one in movements.try_collect().await? {
            let entry = openfinance_recon::movement(id, &one).map_err(unreadable)?;
            found.add(one.id.to_string(), entry)?;
        }
        Ok(Pulled {
            covered: days,
            movements: found.movements,
        })
    }

    async fn balance(&self, id: &openfinance::AccountId, now: OffsetDateTime) -> Result<Balance> {
        let told = self.connection.accounts().get_balance(id).send().await?;
        let cents = told.available.amount.to_cents();
        let blocked = told.blocked.amount.to_cents();
        let cents = cents
            .and_then(|cents| Ok((cents, blocked?)))
            .map_err(|_| not_in_cents())?;
        Ok(Balance {
            // Banks update some balances once a day: it is as of the moment they say.
            day: day_before(told.updated_at.unwrap_or(now).min(now))?,
            cents: cents.0.checked_add(cents.1).ok_or_else(not_in_cents)?,
        })
    }
}

impl Aggregator {
    /// What Belvo has stored of a link's accounts. Nothing is retrieved: a recurrent link is
    /// refreshed every night, and a refresh of ours would count against the bank's limits.
    pub(super) async fn pull(
        &self,
        link: &LinkId,
        holding: &Holding,
        days: Days,
    ) -> Result<Vec<Answer>> {
        let accounts = self.client.accounts().list(link).send();
        let accounts = accounts.try_collect().await?;
        let transactions = self.client.transactions().list(link);
        let transactions = transactions.value_date(Lookup::between(days.first, days.last));
        let transactions = transactions.send().try_collect().await?;
        let mut by_account: BTreeMap<String, Distinct> = BTreeMap::new();
        for one in &transactions {
            let of = one.account.as_ref().and_then(|account| account.id.as_ref());
            let of = of.ok_or_else(|| unreadable("a transaction names no account"))?;
            let entry = belvo_recon::transaction(one).map_err(unreadable)?;
            let id = one.internal_identification.clone();
            let id = id.or_else(|| one.id.as_ref().map(ToString::to_string));
            let found = by_account.entry(of.to_string()).or_default();
            found.add(id.unwrap_or_default(), entry)?;
        }
        let current = accounts.iter().filter(|one| is_current(one));
        let answers = current.filter_map(|account| {
            let known = holding.by_belvo(account)?;
            let found = by_account.remove(&known.id).unwrap_or_default();
            Some(Answer {
                pulled: stored_days(account, days).map(|covered| Pulled {
                    movements: within(found.movements, covered),
                    covered,
                }),
                balance: stored_balance(account),
                asked: days,
                account: known,
            })
        });
        Ok(answers.collect())
    }
}

fn is_current(account: &belvo::Account) -> bool {
    account.category == Some(belvo::AccountCategory::CheckingAccount)
}

/// Belvo knows what the bank told it last. Of the days since then it knows nothing: they are no days
/// without movements.
fn stored_days(account: &belvo::Account, asked: Days) -> Result<Days> {
    let read = day_before(read_at(account)?)?;
    let last = read.min(asked.last);
    if last < asked.first {
        return Err(stale(read));
    }
    Ok(Days { last, ..asked })
}

fn within(movements: Vec<Movement>, days: Days) -> Vec<Movement> {
    let mut movements = movements;
    movements.retain(|one| (days.first..=days.last).contains(&one.day));
    movements
}

fn stored_balance(account: &belvo::Account) -> Result<Option<Balance>> {
    let told = account.balance.as_ref().and_then(|told| told.current);
    let Some(amount) = told else {
        return Ok(None);
    };
    Ok(Some(Balance {
        day: day_before(read_at(account)?)?,
        cents: amount.to_cents().map_err(|_| not_in_cents())?,
    }))
}

fn read_at(account: &belvo::Account) -> Result<OffsetDateTime> {
    let read = account.last_accessed_at.or(account.collected_at);
    read.ok_or_else(|| unreadable("last_accessed_at is missing"))
}

/// The last day that was over in Brasília at this moment. A balance read in the morning is what that
/// day left, as far as nothing moved at night.
fn day_before(moment: OffsetDateTime) -> Result<Date> {
    let day = LocalRule::BRASILIA.day_of(moment).map_err(unreadable)?;
    Ok(day.previous_day().unwrap_or(day))
}

fn stale(read: Date) -> Error {
    Error::input(format!(
        "Belvo knows this bank up to {read} only; the link may need its owner: see its status"
    ))
}

/// One record that cannot be read leaves a sum that nobody can trust: the whole answer is none.
fn unreadable(cause: impl std::fmt::Display) -> Error {
    Error::input(format!("the answer cannot be added up: {cause}"))
}

fn not_in_cents() -> Error {
    unreadable("a balance is not in cents")
}

/// Movements with ids of their own: a bank that gives one id twice must not cost a movement.
#[derive(Default)]
struct Distinct {
    movements: Vec<Movement>,
    times: BTreeMap<String, usize>,
}

impl Distinct {
    /// Adds what is booked; the rest comes again once it is.
    fn add(&mut self, id: String, entry: Option<Entry>) -> Result<()> {
        let Some(entry) = entry else {
            return Ok(());
        };
        if entry.currency() != REAIS {
            return Err(unreadable("a movement is not in reais"));
        }
        let times = self.times.entry(id.clone()).or_default();
        *times += 1;
        let id = match *times {
            1 => id,
            n => format!("{id}#{n}"),
        };
        let text = entry.text().unwrap_or_default();
        self.movements.push(Movement {
            id,
            day: entry.date(),
            cents: entry.amount(),
            end_to_end_id: merge::end_to_end_id(text),
            text: text.to_owned(),
        });
        Ok(())
    }
}

/// Where an account's answers come from, for messages.
pub(super) fn origin(account: &Account) -> String {
    match account.source {
        Source::OpenFinance => account.bank.clone(),
        Source::Belvo => format!("{} by Belvo", account.bank),
    }
}

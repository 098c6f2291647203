//! The books: accounts, transactions, and what was answered to which key.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::cards::Card;
use super::keys::Key;
use super::limits::Limits;
use super::limits_v1::LimitsV1;
use super::qr_codes::StaticCode;
use super::request::Reply;
use super::schedules::Schedule;
use super::side_accounts::SideAccount;

/// Whoever holds an account of the sandbox, and what is in it at first.
#[derive(Clone, Debug)]
#[must_use]
pub struct Holder {
    pub(super) name: String,
    pub(super) tax_id: String,
    cents: i64,
    pix_keys: Vec<String>,
    history: Vec<Movement>,
}

impl Holder {
    /// A person or company by name and CPF or CNPJ, without punctuation, with nothing in the
    /// account.
    pub fn new(name: impl Into<String>, tax_id: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            tax_id: tax_id.into(),
            cents: 0,
            pix_keys: Vec::new(),
            history: Vec::new(),
        }
    }

    /// What is in the account at first, in cents.
    pub fn with_balance(mut self, cents: i64) -> Self {
        self.cents = cents;
        self
    }

    /// Adds a Pix key. A Pix to it stays in the sandbox.
    pub fn with_pix_key(mut self, key: impl Into<String>) -> Self {
        self.pix_keys.push(key.into());
        self
    }

    /// Adds what moved on the account before the sandbox starts, oldest first. It counts beside what
    /// was in the account at first.
    pub fn with_movement(mut self, movement: Movement) -> Self {
        self.history.push(movement);
        self
    }
}

/// What moved on an account before the sandbox starts.
#[derive(Clone, Debug)]
#[must_use]
pub struct Movement {
    at: OffsetDateTime,
    cents: i64,
    end_to_end_id: Option<String>,
    counterparty: (String, String),
    text: Option<String>,
}

impl Movement {
    /// At a moment, so many cents: money in is positive, money out negative.
    pub fn new(at: OffsetDateTime, cents: i64) -> Self {
        Self {
            at,
            cents,
            end_to_end_id: None,
            counterparty: (String::new(), String::new()),
            text: None,
        }
    }

    /// Says who is on the other side, by name and CPF or CNPJ, without punctuation.
    pub fn with_counterparty(mut self, name: impl Into<String>, tax_id: impl Into<String>) -> Self {
        self.counterparty = (name.into(), tax_id.into());
        self
    }

    /// Makes it the Pix of this name.
    pub fn with_end_to_end_id(mut self, name: impl Into<String>) -> Self {
        self.end_to_end_id = Some(name.into());
        self
    }

    /// What the statement says of it; its kind by default.
    pub fn with_description(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    fn kind(&self) -> &'static str {
        match (self.cents < 0, self.end_to_end_id.is_some()) {
            (true, true) => "WithdrawInstantPayment",
            (false, true) => "InstantPayment",
            (true, false) => "Withdraw",
            (false, false) => "Deposit",
        }
    }
}

#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: String,
    pub(super) number: u64,
    pub(super) holder: Holder,
    pub(super) status: &'static str,
    /// Id and cents of each lock. What is locked stays in the account.
    pub(super) locks: Vec<(String, i64)>,
    /// Without its country.
    pub(super) phone: Option<String>,
}

impl Account {
    pub(super) fn locked_cents(&self) -> i64 {
        self.locks.iter().map(|(_, cents)| cents).sum()
    }
}

/// The branch of all accounts.
pub(super) const BRANCH: &str = "1";
/// The sandbox's own institution.
pub(super) const ISPB: &str = "11122233";

/// One side of a movement, in the books of one account. A transfer within the sandbox is two.
#[derive(Clone, Debug)]
pub(super) struct Transaction {
    pub(super) id: String,
    pub(super) external_identifier: Option<String>,
    pub(super) account: usize,
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    /// What it adds to the account when it is approved; negative for money out.
    pub(super) cents: i64,
    pub(super) at: OffsetDateTime,
    pub(super) end_to_end_id: Option<String>,
    /// Name and CPF or CNPJ of the other side.
    pub(super) counterparty: (String, String),
    pub(super) returned: i64,
    /// The Pix that this one returns.
    pub(super) returns: Option<(String, String)>,
    pub(super) text: Option<String>,
    /// The transaction of the sender, where this is the other side of it.
    pub(super) part_of: Option<String>,
    /// Where to tell what becomes of it.
    pub(super) callback: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Bank {
    pub(super) accounts: Vec<Account>,
    pub(super) transactions: Vec<Transaction>,
    pub(super) keys: Vec<Key>,
    pub(super) static_codes: Vec<StaticCode>,
    pub(super) limits: Limits,
    pub(super) limits_v1: BTreeMap<usize, LimitsV1>,
    pub(super) side_accounts: Vec<SideAccount>,
    pub(super) cards: Vec<Card>,
    pub(super) schedules: Vec<Schedule>,
    /// When the webhook of schedules was set, and when it was changed.
    pub(super) schedule_webhook: Option<(Value, Value)>,
    /// Transactions of which somebody is to be told what became of them.
    pub(super) to_tell: Vec<String>,
    answers: HashMap<(String, String), Reply>,
    issued: u64,
}

impl Bank {
    pub(super) fn open(&mut self, holder: Holder) -> usize {
        let id = self.issue("ACC0");
        let index = self.accounts.len();
        let keys = holder.pix_keys.iter().cloned();
        self.keys.extend(keys.map(|key| Key::active(index, key)));
        let history = holder.history.clone();
        self.accounts.push(Account {
            id,
            number: 3_232 + u64::try_from(index).unwrap_or_default(),
            holder,
            status: "REGULAR",
            locks: Vec::new(),
            phone: None,
        });
        for movement in history {
            let one = self.moved_before(index, movement);
            self.transactions.push(one);
        }
        index
    }

    pub(super) fn account_ids(&self) -> impl Iterator<Item = &str> {
        self.accounts.iter().map(|account| account.id.as_str())
    }

    pub(super) fn index_of(&self, id: &str) -> Option<usize> {
        self.accounts.iter().position(|account| account.id == id)
    }

    pub(super) fn named(&self, id: &str) -> Result<usize, Reply> {
        self.index_of(id).ok_or_else(|| Reply::not_found("account"))
    }

    pub(super) fn numbered(&self, branch: &str, number: &str) -> Result<usize, Reply> {
        let mut accounts = self.accounts.iter();
        let index = accounts.position(|account| account.number.to_string() == number);
        index
            .filter(|_| branch == BRANCH)
            .ok_or_else(|| Reply::not_found("account"))
    }

    pub(super) fn account(&self, index: usize) -> Result<&Account, Reply> {
        let account = self.accounts.get(index);
        account.ok_or_else(|| Reply::not_found("account"))
    }

    pub(super) fn account_mut(&mut self, index: usize) -> Result<&mut Account, Reply> {
        let account = self.accounts.get_mut(index);
        account.ok_or_else(|| Reply::not_found("account"))
    }

    /// What is in an account: what was at first and all that was approved since.
    pub(super) fn real_cents(&self, index: usize) -> i64 {
        let opening = self
            .accounts
            .get(index)
            .map_or(0, |account| account.holder.cents);
        opening + self.approved(index).map(|one| one.cents).sum::<i64>()
    }

    /// What counts in the books of an account.
    pub(super) fn approved(&self, index: usize) -> impl Iterator<Item = &Transaction> {
        let counts = move |one: &&Transaction| one.account == index && one.status == "APPROVED";
        self.transactions.iter().filter(counts)
    }

    /// A transaction and its other sides.
    pub(super) fn parts_of(&self, original: &Transaction) -> Vec<Transaction> {
        let belongs = |one: &&Transaction| {
            one.id == original.id || one.part_of.as_ref() == Some(&original.id)
        };
        self.transactions.iter().filter(belongs).cloned().collect()
    }

    pub(super) fn available_cents(&self, index: usize) -> i64 {
        let locked = self.accounts.get(index).map_or(0, Account::locked_cents);
        self.real_cents(index) - locked
    }

    /// Refuses money out that is not there or above the limits of the account.
    pub(super) fn check_funds(&self, index: usize, cents: i64) -> Result<(), Reply> {
        self.check_balance(index, cents)?;
        self.check_limit(index, cents)
    }

    /// Refuses money out that is not there.
    pub(super) fn check_balance(&self, index: usize, cents: i64) -> Result<(), Reply> {
        let account = self.account(index)?;
        if account.status != "REGULAR" {
            return Err(Reply::error(
                422,
                "ACCOUNT_NOT_REGULAR",
                "the account is not regular",
            ));
        }
        if self.available_cents(index) < cents {
            return Err(Reply::error(
                422,
                "INSUFFICIENT_BALANCE",
                "insufficient balance",
            ));
        }
        Ok(())
    }

    /// An id in the provider's form: upper-case and shaped like a UUID.
    pub(super) fn issue(&mut self, kind: &str) -> String {
        self.issued += 1;
        format!("5A5D0B0C-{kind}-4000-8000-{:012X}", self.issued)
    }

    /// A name for a Pix of this institution.
    pub(super) fn issue_end_to_end_id(&mut self) -> String {
        self.issued += 1;
        let now = OffsetDateTime::now_utc();
        let day = format!(
            "{:04}{:02}{:02}",
            now.year(),
            u8::from(now.month()),
            now.day()
        );
        let minute = format!("{:02}{:02}", now.hour(), now.minute());
        format!("E{ISPB}{day}{minute}s{:010}", self.issued)
    }

    /// A transaction of an account, approved now.
    pub(super) fn book(&mut self, account: usize, kind: &'static str, cents: i64) -> Transaction {
        Transaction {
            id: self.issue("7A0A"),
            external_identifier: None,
            account,
            kind,
            status: "APPROVED",
            cents,
            // Never two at one moment, so that their order is plain.
            at: self.later_than_all(),
            end_to_end_id: None,
            counterparty: (String::new(), String::new()),
            returned: 0,
            returns: None,
            text: None,
            part_of: None,
            callback: None,
        }
    }

    fn moved_before(&mut self, account: usize, movement: Movement) -> Transaction {
        Transaction {
            at: movement.at,
            end_to_end_id: movement.end_to_end_id.clone(),
            counterparty: movement.counterparty.clone(),
            text: movement.text.clone(),
            ..self.book(account, movement.kind(), movement.cents)
        }
    }

    fn later_than_all(&self) -> OffsetDateTime {
        let now = OffsetDateTime::now_utc();
        match self.transactions.last() {
            Some(last) if last.at >= now => last.at + Duration::milliseconds(1),
            _ => now,
        }
    }

    pub(super) fn transaction(&self, id: &str) -> Result<&Transaction, Reply> {
        let found = self.transactions.iter().find(|one| one.id == id);
        found.ok_or_else(|| Reply::not_found("transaction"))
    }

    pub(super) fn transaction_mut(&mut self, id: &str) -> Result<&mut Transaction, Reply> {
        let found = self.transactions.iter_mut().find(|one| one.id == id);
        found.ok_or_else(|| Reply::not_found("transaction"))
    }

    /// A Pix of this name between two accounts.
    pub(super) fn move_pix(
        &mut self,
        payer: usize,
        receiver: usize,
        cents: i64,
        name: &str,
    ) -> Result<(), Reply> {
        let side = |bank: &Self, account: usize| {
            let holder = &bank.account(account)?.holder;
            Ok((holder.name.clone(), holder.tax_id.clone()))
        };
        let (from, to) = (side(self, payer)?, side(self, receiver)?);
        let mut out = self.book(payer, "WithdrawInstantPayment", -cents);
        out.end_to_end_id = Some(name.to_owned());
        out.counterparty = to;
        self.transactions.push(out);
        let mut received = self.book(receiver, "InstantPayment", cents);
        received.end_to_end_id = Some(name.to_owned());
        received.counterparty = from;
        self.transactions.push(received);
        Ok(())
    }

    /// Somebody outside pays an open charge.
    pub(super) fn pay_charge(&mut self, id: &str) -> bool {
        let name = self.issue_end_to_end_id();
        let Ok(charge) = self.transaction_mut(id) else {
            return false;
        };
        if charge.status != "CREATED" {
            return false;
        }
        charge.status = "APPROVED";
        if charge.kind == "InstantPayment" {
            charge.end_to_end_id = Some(name);
        }
        charge.counterparty = ("Joana Ficticia".to_owned(), "52998224725".to_owned());
        self.to_tell.push(id.to_owned());
        true
    }

    pub(super) fn remember(&mut self, process: String, key: &str, reply: Reply) {
        self.answers.insert((process, key.to_owned()), reply);
    }

    pub(super) fn remembered(&self, process: String, key: &str) -> Option<Reply> {
        self.answers.get(&(process, key.to_owned())).cloned()
    }
}

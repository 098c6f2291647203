//! Which accounts must stay together, because something leads from one into the other.

use super::{PartitionKey, partition_key};
use crate::engine::{TRANSFER_DAYS, says_transfer};
use crate::entry::{Entry, Tag};
use crate::text::{self, Found};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Entries of the opposite amount that one is compared with.
const NEAREST: usize = 1_024;

/// Entries that may meet: those of one currency, and of these accounts unless there are none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scope {
    currency: String,
    accounts: Vec<String>,
}

impl Scope {
    /// The key that all its entries have in common.
    pub(super) fn key(&self) -> PartitionKey {
        let account = match self.accounts.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        PartitionKey {
            currency: self.currency.clone(),
            account,
        }
    }
}

/// Which accounts are not told apart.
pub(crate) struct Scopes {
    /// Currencies with an entry that may be of any account.
    whole: BTreeSet<String>,
    /// Accounts that are joined to others, with all of these.
    joined: BTreeMap<PartitionKey, Vec<String>>,
}

impl Scopes {
    pub(crate) fn of<'e>(
        left: impl Iterator<Item = &'e Entry> + Clone,
        right: impl Iterator<Item = &'e Entry> + Clone,
    ) -> Self {
        let mut whole = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for entry in left.clone().chain(right.clone()) {
            let key = partition_key(entry);
            if key.account.is_none() {
                whole.insert(key.currency);
            } else {
                keys.insert(key);
            }
        }
        let mut scopes = Self {
            whole,
            joined: BTreeMap::new(),
        };
        keys.retain(|key| !scopes.whole.contains(&key.currency));
        if keys.len() > 1 {
            let mut groups = Groups::default();
            groups.join_remittances(left.clone(), right.clone());
            groups.join_transfers(left);
            groups.join_transfers(right);
            scopes.joined = groups.members();
        }
        scopes
    }

    pub(crate) fn of_key(&self, key: PartitionKey) -> Scope {
        let accounts = if self.whole.contains(&key.currency) {
            Vec::new()
        } else if let Some(all) = self.joined.get(&key) {
            all.clone()
        } else {
            key.account.into_iter().collect()
        };
        Scope {
            currency: key.currency,
            accounts,
        }
    }
}

/// Accounts and the one that stands for all they are joined to.
#[derive(Default)]
struct Groups(BTreeMap<PartitionKey, PartitionKey>);

impl Groups {
    fn first_of(&self, key: &PartitionKey) -> PartitionKey {
        let mut key = key;
        while let Some(next) = self.0.get(key) {
            key = next;
        }
        key.clone()
    }

    fn join(&mut self, one: &Entry, other: &Entry) {
        let [one, other] = [one, other].map(|e| self.first_of(&partition_key(e)));
        let both_named = one.account.is_some() && other.account.is_some();
        if both_named && one.currency == other.currency && one != other {
            self.0
                .insert(one.clone().max(other.clone()), one.min(other));
        }
    }

    /// A payment stays with what it says it pays.
    fn join_remittances<'e>(
        &mut self,
        left: impl Iterator<Item = &'e Entry>,
        right: impl Iterator<Item = &'e Entry>,
    ) {
        let mut payments: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
        for payment in left {
            for debt in payment.remittance() {
                let by_number = text::reference_key(debt);
                for name in [Some(debt.trim().to_owned()), by_number]
                    .into_iter()
                    .flatten()
                {
                    payments.entry(name).or_default().push(payment);
                }
            }
        }
        if payments.is_empty() {
            return;
        }
        for debt in right {
            let names = references(debt).into_iter().chain([debt.id().to_owned()]);
            for payment in names.filter_map(|name| payments.get(&name)).flatten() {
                self.join(payment, debt);
            }
        }
    }

    /// Money that leaves one account stays with the money that enters the other.
    fn join_transfers<'e>(&mut self, side: impl Iterator<Item = &'e Entry> + Clone) {
        let amount = |e: &Entry| (e.amount != 0).then_some(e.amount.unsigned_abs());
        let out: HashSet<u64> = side
            .clone()
            .filter(|e| e.amount < 0)
            .filter_map(amount)
            .collect();
        let may_move = |e: &&Entry| {
            let returns = amount(e).is_some_and(|a| out.contains(&a));
            returns && e.tag(Tag::Account).is_some()
        };
        let mut moved: Vec<Moved<'_>> = side.filter(may_move).map(Moved::of).collect();
        moved.sort_by_key(|m| (m.entry.amount.unsigned_abs(), m.day));
        for block in
            moved.chunk_by(|a, b| a.entry.amount.unsigned_abs() == b.entry.amount.unsigned_abs())
        {
            for (at, one) in block.iter().enumerate() {
                let later = block.iter().skip(at + 1).take(NEAREST);
                for other in later.take_while(|o| o.day - one.day <= TRANSFER_DAYS) {
                    if one.may_be_other_end_of(other) {
                        self.join(one.entry, other.entry);
                    }
                }
            }
        }
    }

    /// Every account that is joined to another, with all that are joined to it.
    fn members(&self) -> BTreeMap<PartitionKey, Vec<String>> {
        let mut of_first: BTreeMap<PartitionKey, BTreeSet<PartitionKey>> = BTreeMap::new();
        for key in self.0.keys() {
            let first = self.first_of(key);
            let all = of_first.entry(first.clone()).or_default();
            all.extend([first, key.clone()]);
        }
        let mut members = BTreeMap::new();
        for all in of_first.into_values() {
            let accounts: Vec<String> = all.iter().filter_map(|k| k.account.clone()).collect();
            members.extend(all.into_iter().map(|key| (key, accounts.clone())));
        }
        members
    }
}

/// An entry of which another account may have the opposite.
struct Moved<'e> {
    entry: &'e Entry,
    day: i32,
    says_so: bool,
    references: Vec<String>,
}

impl<'e> Moved<'e> {
    fn of(entry: &'e Entry) -> Self {
        let texts = [entry.name(), entry.text()].into_iter().flatten();
        Self {
            entry,
            day: crate::day::number(entry.paid_on.unwrap_or(entry.date)),
            says_so: texts.map(text::fold).any(|text| says_transfer(&text)),
            references: references(entry),
        }
    }

    fn may_be_other_end_of(&self, other: &Self) -> bool {
        let shares = || self.references.iter().any(|r| other.references.contains(r));
        self.entry.amount == other.entry.amount.saturating_neg()
            && (self.says_so && other.says_so || shares())
    }
}

/// The normal spelling of an entry's references, given or found in its text.
fn references(entry: &Entry) -> Vec<String> {
    let given = entry.references().map(|(_, value)| value);
    let found = entry.text().into_iter().flat_map(text::extract);
    let found = found.filter_map(|found| match found {
        Found::Reference(_, value) | Found::Number(value) => Some(value),
        Found::TaxId(_) => None,
    });
    given.chain(found).filter_map(text::reference_key).collect()
}

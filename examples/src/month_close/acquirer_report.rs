//! A rule of our own for [`recon_core`]: the acquirer says which sales each of its payments holds,
//! so nobody needs to guess which of them add up to a bank line.

use std::collections::{BTreeMap, BTreeSet};

use client_core::money::Amount;
use recon_core::{Bits, EntryIndex, Pass, Proposal, View};
use time::Date;

use super::cards::{CardPart, CardSales};
use crate::report::{Language, Side};

/// The rule's stable name.
pub(super) const RULE: &str = "acquirer_report";

/// How the acquirer signs its payments in bank memos.
const SIGNATURE: &str = "BLU";
/// A payment that nothing was in the way of is at the bank this many days later at most.
const DAYS: i64 = 4;

/// What an equal amount is worth when the memo names the acquirer, and when it does not; a day of
/// delay costs one bit.
const SIGNED: i32 = 24_000;
const UNSIGNED: i32 = 9_000;
const A_DAY: i32 = 1_000;

/// The rule for one month.
pub(super) struct AcquirerReport {
    payments: Vec<Payment>,
    /// Bank lines that name the acquirer.
    signed: BTreeSet<EntryIndex>,
}

/// Money that may come as one bank line, and the ledger's entries for it.
struct Payment {
    arrives_on: Date,
    cents: i64,
    ledger_ids: Vec<String>,
    note: String,
}

impl AcquirerReport {
    pub(super) fn new(cards: &CardSales, bank: &Side, language: Language) -> Self {
        let names_acquirer = |entry: &EntryIndex| {
            let memo = recon_core::text::fold(bank.caption(*entry));
            memo.split(' ').any(|word| word == SIGNATURE)
        };
        Self {
            payments: payments(&cards.parts, language),
            signed: bank.book().indices().filter(names_acquirer).collect(),
        }
    }

    fn score(&self, line: EntryIndex, days: i64) -> Bits {
        let worth = if self.signed.contains(&line) {
            SIGNED
        } else {
            UNSIGNED
        };
        let delay = i32::try_from(days)
            .unwrap_or(i32::MAX)
            .saturating_mul(A_DAY);
        Bits::from_milli(worth.saturating_sub(delay))
    }
}

impl Pass for AcquirerReport {
    fn name(&self) -> &str {
        RULE
    }

    fn propose(&self, view: &View<'_>) -> Vec<Proposal> {
        let bank = view.left();
        let mut lines: BTreeMap<i64, Vec<EntryIndex>> = BTreeMap::new();
        for line in view.open_left() {
            lines.entry(bank.amount(line)).or_default().push(line);
        }
        let mut proposals = Vec::new();
        for payment in &self.payments {
            let ids = payment.ledger_ids.iter();
            let Some(right) = ids
                .map(|id| view.right().find(id))
                .collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            for line in lines.get(&payment.cents).into_iter().flatten() {
                let Some(day) = bank.day(*line) else { continue };
                let days = (day - payment.arrives_on).whole_days();
                if (0..=DAYS).contains(&days) {
                    proposals.push(Proposal {
                        left: vec![*line],
                        right: right.clone(),
                        score: self.score(*line, days),
                        note: payment.note.clone(),
                    });
                }
            }
        }
        proposals
    }
}

/// Every way in which the acquirer may group what it pays: each settlement alone, all of a kind
/// that arrive on a day, all that arrive on a day.
fn payments(parts: &[CardPart], language: Language) -> Vec<Payment> {
    let mut groups: BTreeSet<Vec<usize>> = BTreeSet::new();
    groups.extend(grouped(parts, |part| {
        (part.arrives_on, part.settlement.clone())
    }));
    groups.extend(grouped(parts, |part| (part.arrives_on, part.kind)));
    groups.extend(grouped(parts, |part| part.arrives_on));
    let members = |group: Vec<usize>| group.into_iter().filter_map(|at| parts.get(at)).collect();
    groups
        .into_iter()
        .map(members)
        .filter_map(|group| payment(group, language))
        .collect()
}

fn grouped<K: Ord>(parts: &[CardPart], key: impl Fn(&CardPart) -> K) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        groups.entry(key(part)).or_default().push(at);
    }
    groups.into_values().collect()
}

fn payment(parts: Vec<&CardPart>, language: Language) -> Option<Payment> {
    let sum = |cents: fn(&CardPart) -> i64| {
        parts
            .iter()
            .try_fold(0_i64, |sum, part| sum.checked_add(cents(part)))
    };
    let reais = |cents| Amount::from_cents(cents).brazilian().to_string();
    let (gross, mdr, fee) = (sum(|p| p.gross)?, sum(|p| p.mdr)?, sum(|p| p.fee)?);
    let sold = language.say("sold", "vendidos");
    let kept = language.say("kept of the sales (MDR)", "retidos das vendas (MDR)");
    let early = language.say("for paying early", "pela antecipação");
    let mut note = format!("{} {sold}, {} {kept}", reais(gross), reais(mdr));
    if fee != 0 {
        note.push_str(&format!(", {} {early}", reais(fee)));
    }
    let said = language.say(
        "the acquirer lists these sales",
        "a adquirente lista estas vendas",
    );
    Some(Payment {
        arrives_on: parts.first()?.arrives_on,
        cents: sum(|p| p.net)?,
        ledger_ids: parts.iter().map(|part| part.ledger_id.clone()).collect(),
        note: format!("{said}: {note}"),
    })
}

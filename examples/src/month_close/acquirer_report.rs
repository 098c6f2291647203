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

#[cfg(test)]
mod tests {
    use recon_core::{Entry, Outcome, Plan, reconcile};
    use time::Month;

    use super::*;
    use crate::month_close::sources::SettlementKind;

    fn april(day: u8) -> Date {
        Date::from_calendar_date(2026, Month::April, day).unwrap()
    }

    fn part(
        id: &str,
        kind: SettlementKind,
        settlement: &str,
        day: u8,
        cents: [i64; 3],
    ) -> CardPart {
        let [gross, mdr, fee] = cents;
        CardPart {
            ledger_id: id.to_owned(),
            sale: None,
            settlement: settlement.to_owned(),
            kind,
            released_on: april(day),
            arrives_on: april(day),
            nsu: None,
            gross,
            mdr,
            fee,
            net: gross - mdr - fee,
        }
    }

    /// A debit settlement of two sales and an anticipation of one, all on the 13th.
    fn sales() -> CardSales {
        CardSales {
            parts: vec![
                part("d1", SettlementKind::Debit, "70", 13, [10_000, 139, 0]),
                part("d2", SettlementKind::Debit, "70", 13, [5_000, 70, 0]),
                part(
                    "a1",
                    SettlementKind::Anticipation,
                    "71",
                    13,
                    [20_000, 578, 122],
                ),
            ],
            ..CardSales::default()
        }
    }

    fn matched(bank: &[(&str, i64, u8, &str)]) -> (Vec<String>, Outcome) {
        let sales = sales();
        let line = |(id, cents, day, memo): &(&str, i64, u8, &str)| {
            Entry::new(*id, *cents, april(*day)).with_text(*memo)
        };
        let bank = Side::from_entries(bank.iter().map(line)).unwrap();
        let ledger = sales
            .parts
            .iter()
            .map(|one| Entry::new(&one.ledger_id, one.net, one.arrives_on));
        let ledger = Side::from_entries(ledger).unwrap();
        let rule = AcquirerReport::new(&sales, &bank, Language::English);
        let plan = Plan::empty().with_pass(rule);
        let outcome = reconcile(bank.book(), ledger.book(), &plan);
        let mut all: Vec<String> = outcome
            .matches
            .iter()
            .map(|found| {
                let mut ids: Vec<&str> = found
                    .right
                    .iter()
                    .map(|right| ledger.book().id(*right))
                    .collect();
                ids.sort_unstable();
                format!("{} = {}", bank.book().id(found.left[0]), ids.join("+"))
            })
            .collect();
        all.sort();
        (all, outcome)
    }

    #[test]
    fn a_line_is_a_settlement_or_all_of_a_day() {
        let apart = [
            ("b1", 14_791, 13, "TED BLU PAGAMENTOS"),
            ("b2", 19_300, 13, "TED BLU PAGAMENTOS"),
        ];
        assert_eq!(matched(&apart).0, ["b1 = d1+d2", "b2 = a1"]);
        let together = [("b1", 34_091, 14, "TED BLU PAGAMENTOS")];
        assert_eq!(matched(&together).0, ["b1 = a1+d1+d2"]);
    }

    #[test]
    fn the_note_says_what_was_kept() {
        let (_, outcome) = matched(&[("b1", 34_091, 13, "BLU")]);
        let note = outcome.matches[0].evidence[0].to_string();
        for part in ["R$ 350,00 sold", "R$ 7,87 kept", "R$ 1,22 for paying early"] {
            assert!(note.replace('\u{a0}', " ").contains(part), "{note}");
        }
    }

    #[test]
    fn an_unsigned_line_that_comes_late_is_for_a_person() {
        let (found, outcome) = matched(&[("b1", 19_300, 16, "TED RECEBIDA")]);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(outcome.reviews.len(), 1);
        // Before the acquirer had it, the money cannot have been at the bank.
        assert!(matched(&[("b1", 19_300, 12, "BLU")]).1.open_left.len() == 1);
    }
}

//! The reference is the same and the amount is not: installments, partial payments, overpayments.

use super::Run;
use super::memo::Memo;
use super::scoring::{Pairing, is_different, name_worth};
use crate::bits::Bits;
use crate::book::{EntryIndex, Reference};
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Certificate, Match, MatchKind, Review};
use std::collections::BTreeMap;

/// A payment counts towards a debt for at most this long after (and before) its day.
const DAYS_AFTER: i32 = 180;
const DAYS_BEFORE: i32 = 30;

impl Run<'_> {
    pub(super) fn different_amount(&mut self) {
        let mut payments: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let by_reference = self.open_by_reference();
        for left in self.open_left() {
            if let Some(right) = self.debt_named_by(left, &by_reference) {
                payments.entry(right).or_default().push(left);
            }
        }
        self.report.candidates = payments.len() as u64;
        for (right, lefts) in payments {
            self.apply(right, &lefts);
        }
        self.only_debt_of_payer();
    }

    fn open_by_reference(&self) -> BTreeMap<u64, Vec<u32>> {
        let mut rows: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (right, row) in (0_u32..)
            .zip(self.right.rows())
            .filter(|(r, _)| self.is_right_open(*r))
        {
            for reference in self.right.references(row) {
                rows.entry(reference.key).or_default().push(right);
            }
        }
        rows
    }

    /// The only open entry that the payment's references and name point to.
    fn debt_named_by(&self, left: u32, by_reference: &BTreeMap<u64, Vec<u32>>) -> Option<u32> {
        let row = self.left_row(left);
        let memo = Memo::of(self.left, row);
        let mut found = None;
        let told = |r: &&Reference| !r.bare;
        for reference in self.left.references(row).iter().filter(told) {
            let alone = self.scorer.carried(reference.key) == 1 && !reference.from_text;
            for right in by_reference
                .get(&reference.key)
                .into_iter()
                .flatten()
                .take(256)
            {
                let agrees = match self.payers.agreement(&memo, *right) {
                    Some(name) if alone => !is_different(name),
                    Some(name) => name_worth(name) >= self.name_needed(reference.key),
                    None => alone,
                };
                let same_payer = agrees || self.same_tax_id(left, *right);
                if same_payer && self.may_pay(left, *right) && found != Some(*right) {
                    if found.is_some() {
                        return None;
                    }
                    found = Some(*right);
                }
            }
        }
        found
    }

    /// How clear a name must be beside a reference that several entries carry.
    fn name_needed(&self, reference: u64) -> Bits {
        self.plan.sure + Bits::ratio(u64::from(self.scorer.carried(reference)), 1)
    }

    fn same_tax_id(&self, left: u32, right: u32) -> bool {
        let (l, r) = (self.left_row(left), self.right_row(right));
        l.tax_id != 0 && l.tax_id == r.tax_id
    }

    fn may_pay(&self, left: u32, right: u32) -> bool {
        let (l, r) = (self.left_row(left), self.right_row(right));
        let near = r.day.saturating_sub(DAYS_BEFORE)..=r.day.saturating_add(DAYS_AFTER);
        self.compatible(l, r)
            && l.amount.signum() == r.amount.signum()
            && l.amount != self.expected(right)
            && near.contains(&l.day)
    }

    fn apply(&mut self, right: u32, lefts: &[u32]) {
        let debt = i128::from(self.expected(right));
        let paid: i128 = lefts
            .iter()
            .map(|l| i128::from(self.left_row(*l).amount))
            .sum();
        let kind = match (paid.abs().cmp(&debt.abs()), lefts.len()) {
            (std::cmp::Ordering::Equal, _) => MatchKind::Installments,
            (std::cmp::Ordering::Less, _) => MatchKind::PartialPayment,
            (std::cmp::Ordering::Greater, 1) => MatchKind::Overpayment,
            // Together too much: one of them pays something else, and a person must say which.
            (std::cmp::Ordering::Greater, _) => return,
        };
        let Some(mut found) = self.payment_of(right, lefts, kind) else {
            return;
        };
        if kind == MatchKind::Overpayment {
            found.certificate = Certificate::Tie;
            self.doubtful_groups.push(Review {
                proposal: found,
                alternatives: Vec::new(),
                alternative_count: 0,
            });
        } else {
            self.accept(found);
        }
    }

    fn payment_of(&self, right: u32, lefts: &[u32], kind: MatchKind) -> Option<Match> {
        let first = *lefts.first()?;
        let left: Vec<EntryIndex> = lefts.iter().map(|l| EntryIndex(*l)).collect();
        let rights = vec![EntryIndex(right)];
        let balance = self.balance(&left, &rights, self.net(right).is_some())?;
        let memo = Memo::of(self.left, self.left_row(first));
        let name = self.payers.agreement(&memo, right);
        let pairing = Pairing {
            left: first,
            right,
            net: self.net(right).is_some(),
            name,
        };
        let (mut evidence, _) = self.explain(pairing);
        evidence.retain(|e| {
            !matches!(
                e.clue,
                Clue::AmountDiffers { .. } | Clue::AmountEqual { .. } | Clue::NetOfContract { .. }
            )
        });
        let score = evidence.iter().map(|e| e.worth).sum();
        if kind != MatchKind::Installments {
            evidence.push(Evidence::new(
                Clue::AmountDiffers {
                    by: balance.residual.checked_neg()?,
                },
                Bits::ZERO,
            ));
        }
        Some(Match {
            left,
            right: rights,
            kind,
            balance,
            score,
            margin: None,
            certificate: Certificate::Only,
            rule: self.report.rule.clone(),
            evidence,
        })
    }

    /// Without a reference, a payment of less than the payer's only open debt is worth a look.
    fn only_debt_of_payer(&mut self) {
        let mut open_of_tax_id: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (right, row) in (0_u32..)
            .zip(self.right.rows())
            .filter(|(r, _)| self.is_right_open(*r))
        {
            if row.tax_id != 0 {
                open_of_tax_id.entry(row.tax_id).or_default().push(right);
            }
        }
        for left in self.open_left() {
            let row = self.left_row(left);
            if row.tax_id == 0
                || self
                    .left
                    .references(row)
                    .iter()
                    .any(|r| self.scorer.carried(r.key) > 0)
            {
                continue;
            }
            let debts = open_of_tax_id
                .get(&row.tax_id)
                .map_or(&[][..], Vec::as_slice);
            let [right] = debts else { continue };
            let smaller = row.amount.unsigned_abs() < self.expected(*right).unsigned_abs();
            if smaller
                && self.may_pay(left, *right)
                && let Some(mut proposal) =
                    self.payment_of(*right, &[left], MatchKind::PartialPayment)
            {
                proposal.certificate = Certificate::Likely;
                self.doubtful_groups.push(Review {
                    proposal,
                    alternatives: Vec::new(),
                    alternative_count: 0,
                });
            }
        }
    }
}

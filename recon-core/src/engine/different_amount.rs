//! The debt is clear and the amount is not its own: installments, partial payments, overpayments,
//! interest and discounts.

use super::Run;
use super::memo::Memo;
use super::payment::ByReference;
use super::scoring::{is_different, name_worth};
use crate::bits::Bits;
use crate::outcome::{Certificate, Match, MatchKind, Review};
use crate::payment_terms::Reading;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A payment counts towards a debt for at most this long after (and before) its day.
const DAYS_AFTER: i32 = 180;
const DAYS_BEFORE: i32 = 30;
/// A payer with more open debts than this has too many that interest might lead to.
const MOST_DEBTS: usize = 64;
/// How clear a name must be where nothing but the amount with its interest or discount speaks.
const CLEAR: Bits = Bits::from_milli(12_000);

/// A debt that a payment names.
struct Named {
    right: u32,
    /// In the payment's own remittance, not only by a reference.
    stated: bool,
}

impl Run<'_> {
    pub(super) fn different_amount(&mut self) {
        self.read_mentions();
        let mut payments: BTreeMap<u32, (Vec<u32>, bool)> = BTreeMap::new();
        let by_reference = self.open_by_reference();
        for left in self.open_left() {
            if let Some(named) = self.debt_named_by(left, &by_reference) {
                let (lefts, stated) = payments.entry(named.right).or_insert((Vec::new(), true));
                lefts.push(left);
                *stated &= named.stated;
            }
        }
        self.report.candidates = payments.len() as u64;
        for (right, (lefts, stated)) in payments {
            self.apply(right, &lefts, stated);
        }
        self.debts_with_terms();
        self.only_debt_of_payer();
    }

    /// The only open entry that the payment's remittance, references and name point to.
    fn debt_named_by(&self, left: u32, by_reference: &ByReference) -> Option<Named> {
        let terms = self.left.terms().of(left);
        if let Some([line]) = terms.map(|t| t.remittance.as_slice()) {
            let right = self.stated(line, by_reference)?;
            let stated = true;
            return self.may_pay(left, right).then_some(Named { right, stated });
        }
        let row = self.left_row(left);
        let memo = Memo::of(self.left, row);
        let mut found = None;
        let references = (0..).zip(self.left.references(row));
        for (at, reference) in references.filter(|(_, r)| !r.bare) {
            let carried = self.scorer.carried(row, at);
            let alone = carried == 1 && !reference.from_text;
            let rows = by_reference.get(&reference.key).into_iter().flatten();
            for right in rows.take(256) {
                let agrees = match self.payers.agreement(&memo, *right) {
                    Some(name) if alone => !is_different(name),
                    Some(name) => name_worth(name) >= self.name_needed(carried),
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
        found.map(|right| Named {
            right,
            stated: false,
        })
    }

    /// How clear a name must be beside a reference that several entries carry.
    fn name_needed(&self, carried: u32) -> Bits {
        self.plan.sure + Bits::ratio(u64::from(carried), 1)
    }

    fn same_tax_id(&self, left: u32, right: u32) -> bool {
        let (l, r) = (self.left_row(left), self.right_row(right));
        l.tax_id != 0 && l.tax_id == r.tax_id
    }

    fn may_pay(&self, left: u32, right: u32) -> bool {
        let (l, r) = (self.left_row(left), self.right_row(right));
        let near = r.day.saturating_sub(DAYS_BEFORE.max(self.plan.days_before))
            ..=r.day.saturating_add(DAYS_AFTER.max(self.plan.days_after));
        self.compatible(l, r)
            && l.amount.signum() == r.amount.signum()
            && l.amount != self.expected(right)
            && near.contains(&l.day)
    }

    fn apply(&mut self, right: u32, lefts: &[u32], stated: bool) {
        let Some(reading) = self.reading_of_all(right, lefts) else {
            return;
        };
        let Some(mut found) = self.paid_otherwise(lefts, &[right], reading) else {
            return;
        };
        if stated {
            found = found.with_remittance_clue(1, 1);
        }
        if reading.kind == MatchKind::Overpayment && !stated {
            found.certificate = Certificate::Tie;
            self.ask(found);
        } else {
            self.accept(found);
        }
    }

    /// How the payments together are read; nothing when they are too much, for then one of them
    /// pays something else and a person must say which.
    fn reading_of_all(&self, right: u32, lefts: &[u32]) -> Option<Reading> {
        let paid = super::sum(lefts.iter().map(|l| self.left_row(*l).amount))?;
        let reading = self.reading(*lefts.last()?, right, paid)?;
        if lefts.len() == 1 {
            return Some(reading);
        }
        let owed = self.expected(right);
        match paid.unsigned_abs().cmp(&owed.unsigned_abs()) {
            Ordering::Equal => Some(Reading {
                kind: MatchKind::Installments,
                ..reading
            }),
            Ordering::Less => Some(Reading {
                kind: MatchKind::PartialPayment,
                discount: 0,
                residual: owed.checked_sub(paid)?,
                ..reading
            }),
            Ordering::Greater => None,
        }
    }

    fn ask(&mut self, proposal: Match) {
        self.doubtful_groups.push(Review {
            proposal,
            alternatives: Vec::new(),
            alternative_count: 0,
        });
    }

    /// Without a reference: the payer's only debt that interest or a discount leads to.
    fn debts_with_terms(&mut self) {
        let of_tax_id = self.open_of_tax_id();
        let mut claims: BTreeMap<u32, Vec<(u32, Reading, bool)>> = BTreeMap::new();
        for left in self.open_left() {
            let row = self.left_row(left);
            let own = of_tax_id.get(&row.tax_id).map_or(&[][..], Vec::as_slice);
            let by_tax_id = !own.is_empty();
            let debts = if by_tax_id {
                own.to_vec()
            } else if row.tax_id == 0 {
                self.debts_of_named(left)
            } else {
                Vec::new()
            };
            if let Some((right, reading)) = self.only_reading(left, &debts) {
                let claim = (left, reading, by_tax_id);
                claims.entry(right).or_default().push(claim);
            }
        }
        for (right, claims) in claims {
            let [(left, reading, by_tax_id)] = claims.as_slice() else {
                continue;
            };
            let Some(found) = self.paid_otherwise(&[*left], &[right], *reading) else {
                continue;
            };
            if *by_tax_id && found.score >= self.plan.sure {
                self.accept(found);
            } else if found.score >= self.plan.sure {
                self.ask(Match {
                    certificate: Certificate::Likely,
                    ..found
                });
            }
        }
    }

    fn open_of_tax_id(&self) -> BTreeMap<u64, Vec<u32>> {
        let mut debts: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (right, row) in (0_u32..)
            .zip(self.right.rows())
            .filter(|(r, row)| row.tax_id != 0 && self.is_right_open(*r))
        {
            debts.entry(row.tax_id).or_default().push(right);
        }
        debts
    }

    /// Open debts of the one payer that the memo names clearly.
    fn debts_of_named(&self, left: u32) -> Vec<u32> {
        let likeliest = self.mentioned_by(left).next();
        let clear = likeliest.filter(|n| n.worth >= CLEAR && n.belief > Bits::from_milli(-1_000));
        let rows = clear.map_or(&[][..], |n| self.payers.rows(n.payer));
        let open = rows.iter().copied().filter(|r| self.is_right_open(*r));
        open.take(MOST_DEBTS + 1).collect()
    }

    /// The only debt, and how, where the payment is its amount with interest or a discount.
    fn only_reading(&self, left: u32, debts: &[u32]) -> Option<(u32, Reading)> {
        if debts.len() > MOST_DEBTS {
            return None;
        }
        let mut fit = debts
            .iter()
            .filter(|r| self.may_pay(left, **r))
            .filter_map(|right| {
                let reading = self.reading(left, *right, self.left_row(left).amount)?;
                reading.exact.then_some((*right, reading))
            });
        let first = fit.next()?;
        fit.next().is_none().then_some(first)
    }

    /// Without a reference, a payment of less than the payer's only open debt is worth a look.
    fn only_debt_of_payer(&mut self) {
        let of_tax_id = self.open_of_tax_id();
        for left in self.open_left() {
            let row = self.left_row(left);
            let mut references = 0..self.left.references(row).len();
            if row.tax_id == 0 || references.any(|at| self.scorer.carried(row, at) > 0) {
                continue;
            }
            let Some([right]) = of_tax_id.get(&row.tax_id).map(Vec::as_slice) else {
                continue;
            };
            let smaller = row.amount.unsigned_abs() < self.expected(*right).unsigned_abs();
            let reading = self.reading(left, *right, row.amount);
            if smaller
                && self.is_right_open(*right)
                && self.may_pay(left, *right)
                && let Some(proposal) =
                    reading.and_then(|r| self.paid_otherwise(&[left], &[*right], r))
            {
                self.ask(Match {
                    certificate: Certificate::Likely,
                    ..proposal
                });
            }
        }
    }
}

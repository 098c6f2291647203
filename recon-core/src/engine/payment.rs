//! One or several payments against debts whose amount they do not meet.

use super::Run;
use super::memo::Memo;
use super::scoring::Pairing;
use crate::bits::Bits;
use crate::book::{EntryIndex, HashedMap};
use crate::entry::Remitted;
use crate::evidence::{Clue, Evidence};
use crate::hash;
use crate::outcome::{Balance, Certificate, Match};
use crate::payment_terms::{Reading, Settlement};
use crate::text;

/// What a payment that names its debts is worth: somebody wrote their numbers down.
const STATED: Bits = Bits::from_milli(16_000);
/// What each debt takes off that is named and not there.
const UNKNOWN: i32 = 4_000;

/// Open right rows by reference.
pub(super) type ByReference = HashedMap<Vec<u32>>;

impl Run<'_> {
    pub(super) fn open_by_reference(&self) -> ByReference {
        let mut rows = ByReference::default();
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

    /// The open right row that a line of a remittance means: by id, or as the only one with this
    /// reference.
    pub(super) fn stated(&self, line: &Remitted, by_reference: &ByReference) -> Option<u32> {
        let named = self.right.find(line.debt.trim()).map(|right| right.0);
        let by_number = || {
            let key = text::reference_key(&line.debt)?;
            match by_reference.get(&hash::bytes(key.as_bytes()))?.as_slice() {
                [only] => Some(*only),
                _ => None,
            }
        };
        named
            .or_else(by_number)
            .filter(|right| self.is_right_open(*right))
    }

    /// How the terms read so much of one payment for one debt.
    pub(super) fn reading(&self, left: u32, right: u32, paid: i64) -> Option<Reading> {
        let (l, r) = (self.left_row(left), self.right_row(right));
        let terms = self.right.terms().of(right);
        let last_day = terms.and_then(|t| t.last_day);
        self.plan.terms.read(Settlement {
            owed: self.expected(right),
            paid,
            due_day: terms.and_then(|t| t.due_day).unwrap_or(r.day),
            paid_day: l.day,
            is_late: last_day.map_or(l.lag_after(r) > 0, |last| l.day > last),
            terms,
        })
    }

    /// A match of these payments and debts, the difference read so. The evidence is that of the
    /// first payment and first debt, without the amount.
    pub(super) fn paid_otherwise(
        &self,
        lefts: &[u32],
        rights: &[u32],
        reading: Reading,
    ) -> Option<Match> {
        let (first, debt) = (*lefts.first()?, *rights.first()?);
        let index = |rows: &[u32]| rows.iter().map(|row| EntryIndex(*row)).collect();
        let (left, right): (Vec<EntryIndex>, Vec<EntryIndex>) = (index(lefts), index(rights));
        let net = rights.iter().any(|r| self.net(*r).is_some());
        let balance = Balance {
            discount: reading.discount,
            interest: reading.interest,
            residual: reading.residual,
            ..self.balance(&left, &right, net)?
        };
        let name = self
            .payers
            .agreement(&Memo::of(self.left, self.left_row(first)), debt);
        let (mut evidence, _) = self.explain(Pairing {
            left: first,
            right: debt,
            net,
            name,
        });
        evidence.retain(|e| !is_of_amount(&e.clue));
        let score = evidence.iter().map(|e| e.worth).sum();
        if balance.residual != 0 {
            let by = balance.residual.checked_neg()?;
            evidence.push(Evidence::new(Clue::AmountDiffers { by }, Bits::ZERO));
        }
        Some(Match {
            left,
            right,
            kind: reading.kind,
            balance,
            score,
            margin: None,
            certificate: Certificate::Only,
            rule: self.report.rule.clone(),
            evidence,
            applied: Vec::new(),
            fees: Vec::new(),
        })
    }
}

impl Match {
    /// Adds that the payment itself named so many debts, some of which may not be there. What
    /// else differs then weighs nothing: people do pay for others.
    pub(super) fn with_remittance_clue(mut self, named: usize, found: usize) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (named, found) = (count(named), count(found));
        let missing = i32::try_from(named.saturating_sub(found)).unwrap_or(i32::MAX);
        let worth = STATED - Bits::from_milli(UNKNOWN.saturating_mul(missing));
        for evidence in &mut self.evidence {
            evidence.worth = evidence.worth.max(Bits::ZERO);
        }
        self.evidence
            .insert(0, Evidence::new(Clue::Remitted { named, found }, worth));
        self.score = self.evidence.iter().map(|e| e.worth).sum();
        self
    }
}

fn is_of_amount(clue: &Clue) -> bool {
    matches!(
        clue,
        Clue::AmountDiffers { .. } | Clue::AmountEqual { .. } | Clue::NetOfContract { .. }
    )
}

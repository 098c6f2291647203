//! What a match is called once it is made: who paid, and for when.

use super::Run;
use crate::evidence::Clue;
use crate::outcome::{Match, MatchKind};

impl Run<'_> {
    /// A more telling kind for plain matches.
    pub(super) fn name_kinds(&self, found: &mut Match) {
        let plain = matches!(found.kind, MatchKind::OneToOne | MatchKind::Batch);
        if !plain || found.left.is_empty() {
            return;
        }
        if self.takes_off_credit(found) {
            found.kind = MatchKind::CreditMemoApplied;
        } else if self.is_paid_for_another(found) {
            found.kind = MatchKind::CrossReference;
        } else if found.kind == MatchKind::OneToOne && self.is_of_prior_period(found) {
            found.kind = MatchKind::PriorPeriod;
        }
    }

    /// A credit among the debts, unless it is a card sale taken back: that is part of its batch.
    fn takes_off_credit(&self, found: &Match) -> bool {
        let side = found.balance.gross.signum();
        found.right.iter().any(|r| {
            let row = self.right_row(r.0);
            row.amount.signum() == -side && row.product == crate::book::NONE
        })
    }

    /// A reference or the payer's own word ties them, and the payer is known to be another.
    fn is_paid_for_another(&self, found: &Match) -> bool {
        let says = |wanted: fn(&Clue) -> bool| found.evidence.iter().any(|e| wanted(&e.clue));
        let tied = says(|c| matches!(c, Clue::ReferenceAgrees { .. } | Clue::Remitted { .. }));
        let named = found.left.iter().all(|l| {
            let row = self.left_row(l.0);
            // With a name of its own, the words are not those of the memo.
            row.words != crate::book::NONE && row.words != row.text
        });
        let other_name = named && says(|c| matches!(c, Clue::NameDiffers));
        let other_tax_id = says(|c| matches!(c, Clue::TaxIdDiffers));
        let same_tax_id = says(|c| matches!(c, Clue::TaxIdAgrees));
        tied && !same_tax_id && (other_tax_id || other_name)
    }

    fn is_of_prior_period(&self, found: &Match) -> bool {
        let Some(start) = self.plan.period_start.map(crate::day::number) else {
            return false;
        };
        found.left.iter().all(|l| self.left_row(l.0).day >= start)
            && found.right.iter().all(|r| self.right_row(r.0).day < start)
    }
}

//! Payments that say which entries they pay.

use super::Run;
use super::payment::ByReference;
use crate::book::NONE;
use crate::entry::Remitted;
use crate::outcome::{MatchKind, Review};
use crate::payment_terms::Reading;

/// What one payment says.
struct Statement {
    left: u32,
    /// The debts it names that are open, with how much is for each, in the right book's order.
    lines: Vec<(u32, Option<i64>)>,
    /// How many it names in all.
    named: usize,
    /// How many of these were recognised by id or number.
    recognised: usize,
}

/// A payment read against what it says it pays.
struct Stated {
    reading: Reading,
    /// What is settled of each debt, where the payer says how much is for which.
    applied: Vec<i64>,
}

impl Run<'_> {
    pub(super) fn remittance(&mut self) {
        let mut statements = self.statements();
        self.report.candidates = statements.len() as u64;
        // Of two that name one debt, the one that pays it in full is the one that means it.
        statements.sort_by_cached_key(|s| (!self.is_exact(s), s.left));
        for statement in statements {
            self.take_at_its_word(&statement);
        }
    }

    fn statements(&self) -> Vec<Statement> {
        let terms = self.left.terms().iter();
        let mut with =
            terms.filter(|(left, t)| !t.remittance.is_empty() && self.is_left_open(*left));
        let mut statements = Vec::new();
        let Some(first) = with.next() else {
            return statements;
        };
        let by_reference = self.open_by_reference();
        for (left, terms) in std::iter::once(first).chain(with) {
            statements.push(self.statement(left, &terms.remittance, &by_reference));
        }
        statements
    }

    fn statement(
        &self,
        left: u32,
        remittance: &[Remitted],
        by_reference: &ByReference,
    ) -> Statement {
        let line = |line: &Remitted| {
            let right = self.stated(line, by_reference)?;
            let fits = self.compatible(self.left_row(left), self.right_row(right));
            fits.then_some((right, line.amount))
        };
        let mut lines: Vec<(u32, Option<i64>)> = remittance.iter().filter_map(line).collect();
        lines.sort_unstable();
        lines.dedup_by_key(|(right, _)| *right);
        let recognised = lines.len();
        if recognised > 0 && recognised + 1 == remittance.len() {
            lines.extend(
                self.meant_by_the_rest(left, &lines)
                    .map(|right| (right, None)),
            );
            lines.sort_unstable();
        }
        Statement {
            left,
            lines,
            named: remittance.len(),
            recognised,
        }
    }

    /// The payer's only open debt that is exactly what the recognised ones leave of the payment:
    /// it is what the number that nobody knows was meant to be.
    fn meant_by_the_rest(&self, left: u32, lines: &[(u32, Option<i64>)]) -> Option<u32> {
        let known = super::sum(lines.iter().map(|(right, _)| self.expected(*right)))?;
        let rest = self.left_row(left).amount.checked_sub(known)?;
        let payer = Some(self.payers.of_row(lines.first()?.0)).filter(|p| *p != NONE)?;
        let mut fit = self.payers.rows(payer).iter().copied().filter(|right| {
            self.is_right_open(*right)
                && self.expected(*right) == rest
                && self.compatible(self.left_row(left), self.right_row(*right))
                && !lines.iter().any(|(known, _)| known == right)
        });
        let only = fit.next()?;
        fit.next().is_none().then_some(only)
    }

    fn is_exact(&self, statement: &Statement) -> bool {
        self.read_statement(statement)
            .is_some_and(|stated| stated.reading.exact)
    }

    fn take_at_its_word(&mut self, statement: &Statement) {
        let Some(stated) = self.read_statement(statement) else {
            return;
        };
        let exact = stated.reading.exact;
        // Several payments may share one debt; `different_amount` sees them together.
        if statement.lines.len() == 1 && !exact {
            return;
        }
        let rights: Vec<u32> = statement.lines.iter().map(|(right, _)| *right).collect();
        let Some(found) = self.paid_otherwise(&[statement.left], &rights, stated.reading) else {
            return;
        };
        let mut found = found.with_remittance_clue(statement.named, statement.recognised);
        found.applied = stated.applied;
        if !self.is_all_open(&found) {
            return;
        }
        let complete = statement.named == statement.recognised;
        if found.score >= self.plan.sure && (exact || complete) {
            self.accept(found);
        } else if found.score >= self.plan.worth_a_look {
            self.doubtful_groups.push(Review {
                proposal: found,
                alternatives: Vec::new(),
                alternative_count: 0,
            });
        }
    }

    fn read_statement(&self, statement: &Statement) -> Option<Stated> {
        if statement.lines.is_empty() {
            return None;
        }
        let stated = self.line_by_line(statement);
        stated.or_else(|| self.all_lines_together(statement))
    }

    /// Where the payer says how much is for which, and all of it adds up to the payment.
    fn line_by_line(&self, statement: &Statement) -> Option<Stated> {
        let amounts: Option<Vec<i64>> = statement.lines.iter().map(|(_, amount)| *amount).collect();
        let amounts = amounts?;
        if super::sum(amounts.iter().copied())? != self.left_row(statement.left).amount {
            return None;
        }
        let mut all = SumOfLines::default();
        let mut applied = Vec::with_capacity(amounts.len());
        for ((right, _), paid) in statement.lines.iter().zip(amounts) {
            let reading = self.reading(statement.left, *right, paid)?;
            let gross = self.right_row(*right).amount;
            let too_much = reading.residual.signum() != gross.signum();
            let owed = if too_much { 0 } else { reading.residual };
            applied.push(gross.checked_sub(owed)?);
            all.add(reading)?;
        }
        let reading = all.reading(self.plain_kind(statement));
        if reading.exact {
            applied.clear();
        }
        Some(Stated { reading, applied })
    }

    /// Where only the total is known.
    fn all_lines_together(&self, statement: &Statement) -> Option<Stated> {
        let paid = self.left_row(statement.left).amount;
        let without_lines = |reading| Stated {
            reading,
            applied: Vec::new(),
        };
        if let [(right, _)] = statement.lines.as_slice() {
            let mut reading = self.reading(statement.left, *right, paid)?;
            if reading.kind == MatchKind::OneToOne {
                reading.kind = self.plain_kind(statement);
            }
            return Some(without_lines(reading));
        }
        let owed = super::sum(statement.lines.iter().map(|(r, _)| self.expected(*r)))?;
        let missing = owed.checked_sub(paid)?;
        let discounts = self.discounts(statement)?;
        let is_discount = missing != 0
            && (super::sum(discounts.iter().copied()) == Some(missing)
                || discounts.iter().filter(|d| **d == missing).count() == 1);
        let mut all = SumOfLines::default();
        if is_discount {
            all.discount = missing;
        } else if missing != 0 {
            all.residual = missing;
            all.is_deduction = missing.signum() == owed.signum()
                && missing.unsigned_abs() <= self.plan.terms.largest_deduction(owed);
            all.is_too_much = missing.signum() != owed.signum();
        }
        Some(without_lines(all.reading(self.plain_kind(statement))))
    }

    /// What each line's own discount would take off if paid on the payment's day.
    fn discounts(&self, statement: &Statement) -> Option<Vec<i64>> {
        let day = self.left_row(statement.left).day;
        let of_line = |(right, _): &(u32, Option<i64>)| {
            let row = self.right_row(*right);
            let terms = self.right.terms().of(*right);
            let own = terms.and_then(|t| t.discount);
            let due = terms.and_then(|t| t.due_day).unwrap_or(row.day);
            let early = self.plan.terms.early_discount(row.amount, due, day);
            let off = match own {
                Some((until, amount)) if day <= until => amount,
                _ => early,
            };
            off.checked_mul(row.amount.signum())
        };
        statement.lines.iter().map(of_line).collect()
    }

    /// What it is if nothing is missing.
    fn plain_kind(&self, statement: &Statement) -> MatchKind {
        let net = |(right, _): &(u32, Option<i64>)| self.net(*right).is_some();
        match statement.lines.len() {
            _ if statement.lines.iter().any(net) => MatchKind::NetOfFee,
            1 => MatchKind::OneToOne,
            _ => MatchKind::Batch,
        }
    }
}

/// What the readings of several lines come to.
#[derive(Default)]
struct SumOfLines {
    discount: i64,
    interest: i64,
    residual: i64,
    is_deduction: bool,
    is_partial: bool,
    is_too_much: bool,
}

impl SumOfLines {
    fn add(&mut self, line: Reading) -> Option<()> {
        self.discount = self.discount.checked_add(line.discount)?;
        self.interest = self.interest.checked_add(line.interest)?;
        self.residual = self.residual.checked_add(line.residual)?;
        self.is_deduction |= line.kind == MatchKind::ShortPayment;
        self.is_partial |= line.kind == MatchKind::PartialPayment;
        self.is_too_much |= line.kind == MatchKind::Overpayment;
        Some(())
    }

    /// Named after what matters most: what is still owed, then what was added or taken off.
    fn reading(&self, plain: MatchKind) -> Reading {
        let kind = if self.is_too_much {
            MatchKind::Overpayment
        } else if self.residual != 0 && self.is_deduction && !self.is_partial {
            MatchKind::ShortPayment
        } else if self.residual != 0 {
            MatchKind::PartialPayment
        } else if self.interest != 0 {
            MatchKind::InterestAdded
        } else if self.discount != 0 {
            MatchKind::DiscountTaken
        } else {
            plain
        };
        Reading {
            kind,
            discount: self.discount,
            interest: self.interest,
            residual: self.residual,
            exact: !(self.is_too_much
                || self.is_partial
                || self.is_deduction
                || self.residual != 0),
        }
    }
}

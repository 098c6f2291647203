//! Plans to start from.

use super::{Plan, Step};
use crate::bits::Bits;
use crate::fee::FeeContract;
use crate::learn::Model;
use crate::payment_terms::PaymentTerms;

impl Plan {
    /// A plan without steps, with the limits of [`Plan::brazilian_bank`].
    #[must_use]
    pub fn empty() -> Self {
        Self {
            steps: Vec::new(),
            contract: FeeContract::new(),
            terms: PaymentTerms::default(),
            days_before: 7,
            days_after: 20,
            tolerance: 0,
            tolerance_basis_points: 0,
            sure: Bits::from_milli(7_000),
            worth_a_look: Bits::from_milli(1_000),
            span_days: 6,
            period_start: None,
            model: Model::default(),
        }
    }

    /// Bank lines on the left; receivables, payables and card sales on the right.
    #[must_use]
    pub fn brazilian_bank() -> Self {
        Self::empty().with_steps(Step::ALL)
    }

    /// What an acquirer paid on the left; the sales on the right, dated on the day they are to be
    /// paid. There is neither interest nor discount, only the contract's fees.
    #[must_use]
    pub fn card_settlement() -> Self {
        let plan = Self::empty().with_steps([
            Step::Remittance,
            Step::ExactReference,
            Step::AmountAndClues,
            Step::Groups,
            Step::DifferentAmount,
            Step::SameSide,
            Step::Doubts,
        ]);
        let terms = PaymentTerms {
            fine_basis_points: 0,
            monthly_interest_basis_points: 0,
            short_pay_basis_points: 0,
            ..PaymentTerms::default()
        };
        Self { terms, ..plan }.with_window(3, 10).with_batch_span(1)
    }

    /// Customers' payments on the left, with what they say they pay; open invoices and credit
    /// memos on the right. Customers pay early, late, in part, and less what they deduct.
    #[must_use]
    pub fn cash_application() -> Self {
        Self::brazilian_bank()
            .with_window(60, 120)
            .with_batch_span(60)
    }

    /// Two companies of one group: what the one booked on the left, what the other did on the
    /// right, with its signs turned ([`Entry::with_sign_turned`](crate::Entry::with_sign_turned)).
    #[must_use]
    pub fn intercompany() -> Self {
        let plan = Self::brazilian_bank().with_window(10, 10);
        let terms = PaymentTerms {
            fine_basis_points: 0,
            monthly_interest_basis_points: 0,
            ..PaymentTerms::default()
        };
        Self { terms, ..plan }
    }

    /// Two feeds of the same account, such as two exports of one card: one line is one line, but
    /// days and texts differ, and amounts may a little.
    #[must_use]
    pub fn bank_feed() -> Self {
        Self::empty()
            .with_steps([
                Step::ExactReference,
                Step::AmountAndClues,
                Step::SameSide,
                Step::Doubts,
            ])
            .with_window(5, 5)
            .with_amount_tolerance(100)
            .with_relative_tolerance(200)
    }

    /// The default plans, by the names that data and programs use.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "brazilian_bank" => Some(Self::brazilian_bank()),
            "card_settlement" => Some(Self::card_settlement()),
            "cash_application" => Some(Self::cash_application()),
            "intercompany" => Some(Self::intercompany()),
            "bank_feed" => Some(Self::bank_feed()),
            _ => None,
        }
    }

    /// The names that [`Plan::named`] knows.
    pub const NAMES: [&'static str; 5] = [
        "brazilian_bank",
        "card_settlement",
        "cash_application",
        "intercompany",
        "bank_feed",
    ];
}

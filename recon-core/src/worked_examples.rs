//! Every kind of match in an example small enough to check by hand.
//!
//! Each line below is a book of its own: on the left of `=` what the bank says, on the right what
//! the ledger expects, both in reais with the day of April 2026. The tests of the crate hold the
//! same stories, in `tests/it/kinds.rs` and `tests/it/more_kinds.rs`.
//!
//! | kind | bank | ledger | why |
//! |---|---|---|---|
//! | [`OneToOne`] | 12: 150.00 | 10: 150.00 | same EndToEndId, same amount |
//! | [`NetOfFee`] | 11: 968.10 | 10: 1,000.00 | 1,000.00 × 3.19 % = 31.90 stays with the acquirer |
//! | [`Batch`] | 14: 1,020.40 | 13: 300.10, 415.20, 305.10 | they add up, and nothing else of this payer does |
//! | [`Installments`] | 14: 600.00, 20: 400.00 | 10: 1,000.00 | both name invoice 88 |
//! | [`ManyToMany`] | 14: 731.40, 15: 268.61 | 13: 517.23, 482.78 | both sides are 1,000.01; no fewer add up |
//! | [`PartialPayment`] | 14: 600.00 | 10: 1,000.00 | invoice 88; 400.00 are still owed |
//! | [`Overpayment`] | 14: 1,015.00 | 10: 1,000.00 | invoice 88; no interest comes to 15.00: a review |
//! | [`DiscountTaken`] | 8: 980.00 | 20: 1,000.00 | 20.00 off until the 10th |
//! | [`InterestAdded`] | 20: 1,023.33 | 10: 1,000.00 | fine 2 % = 20.00, interest 1 % × 10 / 30 = 3.33 |
//! | [`ShortPayment`] | 14: 970.00 | 10: 1,000.00 | 30.00 missing, under 5 %: a deduction to be asked about |
//! | [`CreditMemoApplied`] | 14: 850.00 | 10: 1,000.00; 12: −150.00 | the payer says that it took the credit off |
//! | [`CrossReference`] | 12: 150.00 from Rui | 10: 150.00 owed by Ana | the reference is that of Ana's invoice |
//! | [`PriorPeriod`] | 2: 150.00 | 27 March: 150.00 | the period starts on 1 April |
//! | [`Reversal`] | 14: −250.00, 16: 250.00 | | the second says DEVOLUCAO and names the same party |
//! | [`Refund`] | 14: 250.00, 16: −250.00 | | the second says REEMBOLSO |
//! | [`Chargeback`] | | 10: 120.00, 17: −120.00 | the second says CHARGEBACK |
//! | [`ReturnedItem`] | 10: 800.00, 12: −800.00 | | the second says CHEQUE DEVOLVIDO |
//! | [`VoidedAndReissued`] | | 3: −500.00, 6: 500.00; again 7: −500.00 | cancelled and made again; the third stays to be matched |
//! | [`SelfCorrecting`] | | 10: 75.00, 11: −75.00 | same account, same words |
//! | [`OwnTransfer`] | 10: −5,000.00 (account 1), 10: 5,000.00 (account 2) | | both say TRANSF MESMA TITULARIDADE |
//!
//! A *duplicate payment* or *duplicate entry* is no match: two equal payments are two payments, and
//! the second stays open as [`LooksLikeDuplicate`].
//!
//! # The boleto that was paid late
//!
//! ```
//! use recon_core::{Book, Entry, MatchKind, Plan, ReferenceKind, reconcile};
//! use time::{Date, Month};
//!
//! let april = |day| Date::from_calendar_date(2026, Month::April, day);
//! let bank = Book::from_entries([
//!     Entry::new("b1", 102_333, april(20)?).with_reference(ReferenceKind::NossoNumero, "90017"),
//! ])?;
//! let ledger = Book::from_entries([
//!     Entry::new("r1", 100_000, april(10)?).with_reference(ReferenceKind::NossoNumero, "90017"),
//! ])?;
//! let outcome = reconcile(&bank, &ledger, &Plan::brazilian_bank());
//! let found = &outcome.matches[0];
//! assert_eq!(found.kind, MatchKind::InterestAdded);
//! assert_eq!((found.balance.interest, found.balance.residual), (2_333, 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The customer that took a credit off
//!
//! ```
//! use recon_core::{Book, Entry, MatchKind, Plan, reconcile};
//! use time::{Date, Month};
//!
//! let april = |day| Date::from_calendar_date(2026, Month::April, day);
//! let bank = Book::from_entries([
//!     Entry::new("b1", 85_000, april(14)?).with_remittance(["inv-1", "credit-7"]),
//! ])?;
//! let ledger = Book::from_entries([
//!     Entry::new("inv-1", 100_000, april(10)?),
//!     Entry::new("credit-7", -15_000, april(12)?),
//! ])?;
//! let outcome = reconcile(&bank, &ledger, &Plan::cash_application());
//! assert_eq!(outcome.matches[0].kind, MatchKind::CreditMemoApplied);
//! let applied: Vec<i64> = outcome.matches[0].applied(&ledger).iter().map(|a| a.1).collect();
//! assert_eq!(applied, [100_000, -15_000]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`OneToOne`]: crate::MatchKind::OneToOne
//! [`NetOfFee`]: crate::MatchKind::NetOfFee
//! [`Batch`]: crate::MatchKind::Batch
//! [`Installments`]: crate::MatchKind::Installments
//! [`ManyToMany`]: crate::MatchKind::ManyToMany
//! [`PartialPayment`]: crate::MatchKind::PartialPayment
//! [`Overpayment`]: crate::MatchKind::Overpayment
//! [`DiscountTaken`]: crate::MatchKind::DiscountTaken
//! [`InterestAdded`]: crate::MatchKind::InterestAdded
//! [`ShortPayment`]: crate::MatchKind::ShortPayment
//! [`CreditMemoApplied`]: crate::MatchKind::CreditMemoApplied
//! [`CrossReference`]: crate::MatchKind::CrossReference
//! [`PriorPeriod`]: crate::MatchKind::PriorPeriod
//! [`Reversal`]: crate::MatchKind::Reversal
//! [`Refund`]: crate::MatchKind::Refund
//! [`Chargeback`]: crate::MatchKind::Chargeback
//! [`ReturnedItem`]: crate::MatchKind::ReturnedItem
//! [`VoidedAndReissued`]: crate::MatchKind::VoidedAndReissued
//! [`SelfCorrecting`]: crate::MatchKind::SelfCorrecting
//! [`OwnTransfer`]: crate::MatchKind::OwnTransfer
//! [`LooksLikeDuplicate`]: crate::OpenReason::LooksLikeDuplicate

//! What Belvo's description has no longer, or never had beside the others. Reached through
//! [`Belvo::retired`](crate::Belvo::retired).
//!
//! All of it is from Belvo's description 1.35.0 of April 2023; version 1.223.0 has none of it.
//! Whether Belvo still answers is not known, nor where: move an operation by
//! [`BelvoBuilder::with_path`](crate::BelvoBuilder::with_path) if you know better. A 404 is likely to
//! mean that it is gone.

mod own_data;
mod payment_links;
mod stored;

pub use self::own_data::FindIncomes;
pub use self::payment_links::{PaymentLinks, SecretKeys};
use super::Data;
use crate::client::Belvo;
use crate::model::retired::{DailyBalance, Portfolio, Receivable};

/// What is retired.
#[derive(Clone, Copy, Debug)]
pub struct Retired<'a> {
    pub(crate) client: &'a Belvo,
}

impl<'a> Retired<'a> {
    /// Sales by card, as Brazilian acquirers tell them.
    #[doc(alias = "/receivables/transactions/")]
    pub fn receivables(&self) -> Data<'a, Receivable> {
        Data::new(self.client)
    }

    /// Balances day by day.
    #[doc(alias = "/api/balances/")]
    pub fn daily_balances(&self) -> Data<'a, DailyBalance> {
        Data::new(self.client)
    }

    /// Investments by portfolio.
    #[doc(alias = "/investments/portfolios/")]
    pub fn portfolios(&self) -> Data<'a, Portfolio> {
        Data::new(self.client)
    }

    /// Links that a payer is sent.
    #[doc(alias = "/payments/payment-links/")]
    pub fn payment_links(&self) -> PaymentLinks<'a> {
        PaymentLinks {
            client: self.client,
        }
    }

    /// Keys of payments.
    #[doc(alias = "/payments/secret-keys/")]
    pub fn secret_keys(&self) -> SecretKeys<'a> {
        SecretKeys {
            client: self.client,
        }
    }
}

//! The five providers and their tables.

use clap::ValueEnum;
use client_core::Operation;

/// A provider that this family has a client for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Provider {
    /// The ERP.
    ContaAzul,
    /// Regulated bank data and Pix initiation.
    OpenFinance,
    /// Digital accounts, Pix and boletos.
    Matera,
    /// The card acquirer.
    Blu,
    /// Bank aggregation and payments.
    Belvo,
}

impl Provider {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::ContaAzul,
        Self::OpenFinance,
        Self::Matera,
        Self::Blu,
        Self::Belvo,
    ];

    /// The name it is asked for by.
    pub fn name(self) -> &'static str {
        match self {
            Self::ContaAzul => "contaazul",
            Self::OpenFinance => "openfinance",
            Self::Matera => "matera",
            Self::Blu => "blu",
            Self::Belvo => "belvo",
        }
    }

    /// What its client covers; nothing while the client is not written.
    pub fn operations(self) -> &'static [&'static Operation] {
        match self {
            Self::ContaAzul => contaazul_client::OPERATIONS,
            Self::OpenFinance => openfinance_client::OPERATIONS,
            Self::Matera => matera_client::OPERATIONS,
            Self::Blu => blu_client::OPERATIONS,
            Self::Belvo => belvo_client::OPERATIONS,
        }
    }
}

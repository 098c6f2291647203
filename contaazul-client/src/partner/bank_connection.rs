//! How the ERP's connections to banks are doing.

use client_core::http::Call;
use client_core::{Action, wire};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{BankConnectionError, Partner};
use crate::model::{AccountId, Bank};
use crate::operations;
use crate::query::{Query, Seed};

client_core::open_enum! {
    /// Where a bank connection stands.
    pub enum ConnectionStatus {
        /// Never set up.
        NotConfigured = "NAO_CONFIGURADA",
        /// Being set up.
        Configuring = "CONFIGURANDO",
        /// Movements arrive.
        Active = "ATIVA",
        /// Movements are late; it is expected to mend itself.
        Degraded = "INSTAVEL",
        /// Movements do not arrive until a person acts.
        Broken = "COM_FALHA",
        /// The consent of Open Finance has ended, after 12 months at most: somebody gives it again.
        ConsentExpired = "CONSENTIMENTO_EXPIRADO",
        /// Switched off.
        Disabled = "DESATIVADA",
    }

    /// How movements are fetched.
    pub enum ConnectionRoute {
        /// The bank's own channel, with a user of the bank.
        Automatic = "INTEGRACAO_AUTOMATICA",
        /// Open Finance, with a consent.
        OpenFinance = "OPEN_FINANCE",
    }
}

/// The connection of one financial account. It only reads: it cannot move money.
#[doc(alias = "integracao_bancaria")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BankConnection {
    /// The account.
    #[serde(rename = "id_conta_financeira")]
    #[doc(alias = "id_conta_financeira")]
    pub account_id: Option<AccountId>,
    /// Its bank.
    #[serde(rename = "banco")]
    #[doc(alias = "banco")]
    pub bank: Option<Bank>,
    /// How movements are fetched.
    #[serde(rename = "via")]
    #[doc(alias = "via")]
    pub route: Option<ConnectionRoute>,
    /// Where it stands.
    pub status: Option<ConnectionStatus>,
    /// What the ERP says is wrong, in its words; see [`error`](Self::error).
    #[serde(rename = "mensagem_erro")]
    #[doc(alias = "mensagem_erro")]
    pub error_message: Option<String>,
    /// The last day whose movements have arrived.
    #[serde(rename = "ultimo_dia_importado", default, with = "wire::date")]
    #[doc(alias = "ultimo_dia_importado")]
    pub imported_to: Option<Date>,
    /// When the consent of Open Finance ends.
    #[serde(rename = "consentimento_ate", default, with = "wire::local_instant")]
    #[doc(alias = "consentimento_ate")]
    pub consent_ends_at: Option<OffsetDateTime>,
}

impl BankConnection {
    /// What is wrong, and through it what to do.
    pub fn error(&self) -> Option<BankConnectionError> {
        let message = self.error_message.as_deref()?;
        Some(BankConnectionError::of_message(message))
    }
}

impl Partner<'_> {
    /// The connections of the company's accounts.
    ///
    /// Not published: the ERP shows them on a screen only. With a published contract:
    /// `belvo-client` (links and their state), `openfinance-client` (consents).
    #[doc(alias = "conexoes")]
    pub fn bank_connections(&self) -> Query<BankConnection, Seed> {
        self.list(&operations::partner::BANK_CONNECTIONS)
    }

    /// The connection of one account. Not published.
    ///
    /// # Errors
    /// Status 404 when there is no such account.
    pub fn bank_connection(&self, account: &AccountId) -> Action<BankConnection> {
        let call = Call::new(&operations::partner::BANK_CONNECTION)
            .argument("id_conta_financeira", account);
        Action::json(self.executor(), Ok(call))
    }
}

/// What the ERP can fetch from a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SupportedBank {
    /// The bank, as [`Account::bank`](crate::model::Account) names it.
    pub bank: Bank,
    /// Whether the bank's own channel is there, by the provider's help pages.
    pub automatic: bool,
    /// Whether Open Finance is there, by the description this client was commissioned with.
    pub open_finance: bool,
    /// How many days back the first import goes. Older movements come by OFX.
    pub first_import_days: Option<u16>,
    /// The hour of a business day by which the movements of the last one are there. Those of
    /// weekends and holidays come with the next business day.
    pub arrives_by_hour: Option<u8>,
    /// Whether a person's account can be connected, beside companies'.
    pub personal_accounts: bool,
}

/// The banks that the ERP can fetch movements from, as its help pages and the description have
/// them.
pub static SUPPORTED_BANKS: &[SupportedBank] = &[
    SupportedBank::new(Bank::BancoDoBrasil, Routes::BOTH, Some((60, 9)), true),
    SupportedBank::new(Bank::Bradesco, Routes::AUTOMATIC, Some((30, 9)), false),
    SupportedBank::new(Bank::Bs2, Routes::AUTOMATIC, Some((30, 9)), false),
    SupportedBank::new(Bank::BtgPactual, Routes::AUTOMATIC, Some((60, 9)), false),
    SupportedBank::new(Bank::Cora, Routes::AUTOMATIC, Some((30, 9)), false),
    SupportedBank::new(Bank::Inter, Routes::AUTOMATIC, Some((30, 9)), false),
    SupportedBank::new(Bank::Itau, Routes::AUTOMATIC, Some((30, 12)), false),
    SupportedBank::new(Bank::PagSeguro, Routes::AUTOMATIC, None, false),
    SupportedBank::new(Bank::Santander, Routes::AUTOMATIC, Some((30, 12)), false),
    SupportedBank::new(Bank::Sicoob, Routes::BOTH, Some((30, 12)), false),
    SupportedBank::new(Bank::Sicredi, Routes::AUTOMATIC, Some((30, 12)), false),
    SupportedBank::new(Bank::Stone, Routes::AUTOMATIC, None, false),
    SupportedBank::new(Bank::Nubank, Routes::OPEN_FINANCE, None, false),
    SupportedBank::new(Bank::CaixaEconomica, Routes::OPEN_FINANCE, None, false),
    SupportedBank::new(Bank::C6Bank, Routes::OPEN_FINANCE, None, false),
];

/// Whether there is the bank's own channel, and Open Finance.
struct Routes(bool, bool);

impl Routes {
    const AUTOMATIC: Self = Self(true, false);
    const OPEN_FINANCE: Self = Self(false, true);
    const BOTH: Self = Self(true, true);
}

impl SupportedBank {
    /// `timing`: how many days the first import goes back, and the hour movements are there.
    const fn new(
        bank: Bank,
        routes: Routes,
        timing: Option<(u16, u8)>,
        personal_accounts: bool,
    ) -> Self {
        let (first_import_days, arrives_by_hour) = match timing {
            Some((days, hour)) => (Some(days), Some(hour)),
            None => (None, None),
        };
        Self {
            bank,
            automatic: routes.0,
            open_finance: routes.1,
            first_import_days,
            arrives_by_hour,
            personal_accounts,
        }
    }
}

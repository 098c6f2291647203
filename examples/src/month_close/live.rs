//! The real hosts, with credentials from the environment.

use std::sync::Arc;

use brazil_types::{ParseError, TaxId};
use client_core::auth::AuthEvents;
use client_core::observe::Observer;
use thiserror::Error;
use time::OffsetDateTime;
use url::Url;

use super::args::{BankApi, Source};
use super::sources::{Acquirer, Bank, ByBelvo, ByMatera, ByOpenFinance, Erp};
use crate::access::{AccessError, belvo, blu, matera, openfinance};
use crate::contaazul::{self, Addresses, GrantStore, Watch};
use crate::variables::{Unset, Variables};

const CONTAAZUL_URL: &str = "CONTAAZUL_URL";
const BLU_CNPJ: &str = "BLU_CNPJ";
const BLU_URL: &str = "BLU_URL";
const OPENFINANCE_URL: &str = "OPENFINANCE_URL";
const MATERA_URL: &str = "MATERA_URL";
const BELVO_URL: &str = "BELVO_URL";

/// What is wrong with the environment.
#[derive(Debug, Error)]
pub(super) enum BadEnvironment {
    #[error("--live needs more: {0}")]
    Unset(#[from] Unset),
    #[error("BLU_CNPJ is not a CNPJ: {0}")]
    TaxId(ParseError),
    #[error("--live needs more: {0}")]
    Incomplete(AccessError),
    #[error("{variable} is not an address; write it in full, with https://")]
    Address { variable: &'static str },
}

/// Everything that the sources asked for need, checked before anything is sent.
pub(super) struct Live<'a> {
    variables: &'a Variables,
    grants: &'a GrantStore,
    erp: Option<Addresses>,
    acquirer: Option<AcquirerSettings>,
    bank: Option<BankSettings>,
}

/// Which bank, and where.
struct BankSettings {
    api: BankApi,
    url: Option<Url>,
}

struct AcquirerSettings {
    tax_id: Option<TaxId>,
    url: Option<Url>,
}

impl<'a> Live<'a> {
    pub(super) fn check(
        sources: &[Source],
        grants: &'a GrantStore,
        variables: &'a Variables,
    ) -> Result<Self, BadEnvironment> {
        let mut needed = Vec::new();
        let mut live = Self {
            variables,
            grants,
            erp: None,
            acquirer: None,
            bank: None,
        };
        if sources.contains(&Source::Contaazul) {
            needed.extend(contaazul::required(variables));
            live.erp = Some(Addresses {
                base_url: address(variables, CONTAAZUL_URL)?,
                ..Addresses::default()
            });
        }
        if sources.contains(&Source::Blu) {
            needed.push(blu::TOKEN);
            let tax_id = variables.get(BLU_CNPJ).map(TaxId::parse).transpose();
            live.acquirer = Some(AcquirerSettings {
                tax_id: tax_id.map_err(BadEnvironment::TaxId)?,
                url: address(variables, BLU_URL)?,
            });
        }
        if sources.contains(&Source::OpenFinance) {
            live.set_bank(BankApi::OpenFinance, OPENFINANCE_URL)?;
        }
        if sources.contains(&Source::Matera) {
            needed.extend(matera::REQUIRED);
            live.set_bank(BankApi::Matera, MATERA_URL)?;
        }
        if sources.contains(&Source::Belvo) {
            needed.extend(belvo::REQUIRED);
            live.set_bank(BankApi::Belvo, BELVO_URL)?;
        }
        variables.require_all(&needed)?;
        live.check_bank().map_err(BadEnvironment::Incomplete)?;
        Ok(live)
    }

    fn set_bank(&mut self, api: BankApi, variable: &'static str) -> Result<(), BadEnvironment> {
        let url = address(self.variables, variable)?;
        self.bank = Some(BankSettings { api, url });
        Ok(())
    }

    /// What can be given in several ways.
    fn check_bank(&self) -> Result<(), AccessError> {
        match &self.bank {
            Some(bank) if bank.api == BankApi::OpenFinance => {
                self.open_finance(bank).check(self.variables)
            }
            Some(bank) if bank.api == BankApi::Matera => {
                matera::accounts(self.variables).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    fn open_finance<'b>(&'b self, bank: &'b BankSettings) -> openfinance::Place<'b> {
        openfinance::Place {
            url: bank.url.as_ref(),
            store: self.grants.store.as_deref(),
            ..openfinance::Place::default()
        }
    }

    /// A client of the bank, if one was asked for.
    pub(super) async fn bank(
        &self,
        observer: Arc<dyn Observer>,
    ) -> Result<Option<Bank>, AccessError> {
        let Some(bank) = &self.bank else {
            return Ok(None);
        };
        let (variables, observer) = (self.variables, Some(observer));
        Ok(Some(match bank.api {
            BankApi::OpenFinance => {
                let place = self.open_finance(bank);
                Bank::OpenFinance(ByOpenFinance {
                    connection: openfinance::connection(variables, &place, observer).await?,
                    now: OffsetDateTime::now_utc(),
                })
            }
            BankApi::Matera => {
                let place = matera::Place {
                    url: bank.url.as_ref(),
                    ..matera::Place::default()
                };
                Bank::Matera(ByMatera {
                    client: matera::client(variables, &place, observer)?,
                    accounts: matera::accounts(variables)?,
                })
            }
            BankApi::Belvo => Bank::Belvo(ByBelvo {
                client: belvo::client(variables, bank.url.as_ref(), observer)?,
                link: belvo::link(variables),
            }),
        }))
    }

    /// A client of the ERP, if it was asked for.
    pub(super) async fn erp(
        &self,
        observer: Arc<dyn Observer>,
        events: Arc<dyn AuthEvents>,
    ) -> Result<Option<Erp>, AccessError> {
        let Some(addresses) = &self.erp else {
            return Ok(None);
        };
        let watch = Watch {
            observer: Some(observer),
            events: Some(events),
        };
        let client = contaazul::erp(self.variables, addresses, self.grants, watch).await?;
        Ok(Some(Erp { client }))
    }

    /// A client of the acquirer, if it was asked for.
    pub(super) fn acquirer(
        &self,
        observer: Arc<dyn Observer>,
    ) -> Result<Option<Acquirer>, AccessError> {
        let Some(settings) = &self.acquirer else {
            return Ok(None);
        };
        let url = settings.url.as_ref();
        Ok(Some(Acquirer {
            client: blu::client(self.variables, url, Some(observer))?,
            tax_id: settings.tax_id,
        }))
    }
}

fn address(variables: &Variables, variable: &'static str) -> Result<Option<Url>, BadEnvironment> {
    let url = variables.get(variable).map(Url::parse).transpose();
    url.map_err(|_| BadEnvironment::Address { variable })
}

//! The real hosts, as a file of settings names them.

use std::fs;
use std::io;
use std::path::Path;

use belvo_client::model::LinkId;
use brazil_types::Cnpj;
use client_core::secret::SecretString;
use serde::Deserialize;
use thiserror::Error;
use url::Url;

use super::account::Holding;
use super::sources::{Aggregator, Bank, Sources};
use crate::access::{AccessError, belvo, openfinance};
use crate::variables::{Unset, Variables};

const URL: &str = "OPENFINANCE_URL";
const ISSUER: &str = "OPENFINANCE_ISSUER";
const CONSENT: &str = "OPENFINANCE_CONSENT_ID";

/// What is wrong with the settings.
#[derive(Debug, Error)]
pub(super) enum BadSettings {
    #[error("cannot read the settings: {0}")]
    File(#[from] io::Error),
    #[error("the settings are no such file; see --help for one ({0})")]
    Json(#[from] serde_json::Error),
    #[error("{bank}: cnpj is none: {cause}")]
    Cnpj {
        bank: String,
        cause: brazil_types::ParseError,
    },
    #[error("{bank}: bank_code must have the three digits of the clearing house, such as \"001\"")]
    BankCode { bank: String },
    #[error("{variables}{variable} is not an address; write it in full, with https://")]
    Address {
        variables: String,
        variable: &'static str,
    },
    #[error("{bank}: {cause} (each name beginning with {variables})")]
    Bank {
        bank: String,
        variables: String,
        cause: AccessError,
    },
    #[error(transparent)]
    Belvo(#[from] AccessError),
    #[error(transparent)]
    Unset(#[from] Unset),
    #[error("the settings name neither banks nor links of Belvo")]
    Nobody,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    #[serde(default)]
    banks: Vec<BankSettings>,
    #[serde(default)]
    belvo: Vec<LinkSettings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BankSettings {
    bank: String,
    bank_code: String,
    company: String,
    cnpj: String,
    variables: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkSettings {
    link: LinkId,
    bank: String,
    bank_code: String,
    company: String,
    cnpj: String,
}

/// The key of pseudonyms.
pub(super) fn audit_key(variables: &Variables) -> Result<SecretString, BadSettings> {
    let [key] = variables.require(["AUDIT_KEY"])?;
    Ok(SecretString::from(key))
}

/// Clients of everybody the file names.
pub(super) async fn sources(path: &Path, variables: &Variables) -> Result<Sources, BadSettings> {
    let settings: Settings = serde_json::from_slice(&fs::read(path)?)?;
    if settings.banks.is_empty() && settings.belvo.is_empty() {
        return Err(BadSettings::Nobody);
    }
    let mut sources = Sources {
        banks: Vec::new(),
        belvo: None,
    };
    for bank in settings.banks {
        sources.banks.push(bank.client(variables).await?);
    }
    if !settings.belvo.is_empty() {
        let url = address(variables, "", "BELVO_URL")?;
        let links = settings.belvo.into_iter().map(|one| {
            let holding = holding(one.bank, one.bank_code, one.company, &one.cnpj)?;
            Ok((one.link, holding))
        });
        sources.belvo = Some(Aggregator {
            client: belvo::client(variables, url.as_ref(), None)?,
            links: links.collect::<Result<_, BadSettings>>()?,
        });
    }
    Ok(sources)
}

impl BankSettings {
    async fn client(self, variables: &Variables) -> Result<Bank, BadSettings> {
        let holding = holding(self.bank, self.bank_code, self.company, &self.cnpj)?;
        let own: Variables = variables
            .beginning_with(&self.variables)
            .filter_map(|(name, value)| Some((name.strip_prefix(&*self.variables)?, value)))
            .collect();
        let url = address(&own, &self.variables, URL)?;
        let place = openfinance::Place {
            url: url.as_ref(),
            ..openfinance::Place::default()
        };
        let failed = |cause| BadSettings::Bank {
            bank: holding.bank.clone(),
            variables: self.variables.clone(),
            cause,
        };
        // Without its id no consent can be renewed, nor told in the audit log.
        own.require([CONSENT])
            .map_err(|unset| failed(unset.into()))?;
        let connection = openfinance::connection(&own, &place, None).await;
        let connection = connection.map_err(failed)?;
        let issuer = own.get(ISSUER).map(str::to_owned);
        Ok(Bank {
            issuer: issuer.or(url.map(String::from)).unwrap_or_default(),
            holding,
            connection,
        })
    }
}

fn holding(
    bank: String,
    bank_code: String,
    company: String,
    cnpj: &str,
) -> Result<Holding, BadSettings> {
    if bank_code.len() != 3 || !bank_code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BadSettings::BankCode { bank });
    }
    let cnpj = Cnpj::parse(cnpj).map_err(|cause| BadSettings::Cnpj {
        bank: bank.clone(),
        cause,
    })?;
    Ok(Holding {
        bank,
        bank_code,
        company,
        cnpj: cnpj.expose().to_owned(),
    })
}

fn address(
    variables: &Variables,
    prefix: &str,
    variable: &'static str,
) -> Result<Option<Url>, BadSettings> {
    let url = variables.get(variable).map(Url::parse).transpose();
    url.map_err(|_| BadSettings::Address {
        variables: prefix.to_owned(),
        variable,
    })
}

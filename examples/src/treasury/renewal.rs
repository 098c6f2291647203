//! Consents: kept in the register, read every night, prolonged before they end.
//!
//! Prolonging needs the customer's agreement at our side, and no visit at the bank. Our application
//! asks for it and leaves a [`Confirmation`]; this program passes it on. Who has not confirmed is
//! asked; where the bank wants several people to agree, a new consent is needed.

use std::fs;
use std::io;
use std::net::IpAddr;
use std::path::Path;

use brazil_types::{Cnpj, Cpf};
use client_core::audit::LegalBasis;
use client_core::consent::{ConsentRecord, ConsentRegistry, ConsentRequest};
use client_core::{ErrorKind, wire};
use openfinance_client::CustomerPresence;
use openfinance_client::model::{ConsentId, NewExtension};
use openfinance_client::register::ConsentRegister;
use serde::Deserialize;
use thiserror::Error;
use time::{Duration, OffsetDateTime};

use super::desk::{Desk, PURPOSE};
use super::sources::Bank;

/// A customer's yes to our application, one JSON object a line.
#[derive(Clone, Deserialize)]
pub(super) struct Confirmation {
    /// The consent.
    pub(super) consent_id: String,
    /// Who agreed.
    pub(super) cpf: Cpf,
    /// From where, as banks want to know.
    pub(super) ip: IpAddr,
    pub(super) user_agent: String,
    /// Until when; without end otherwise.
    #[serde(default, with = "wire::instant")]
    pub(super) until: Option<OffsetDateTime>,
}

/// Why confirmations cannot be used.
#[derive(Debug, Error)]
pub(super) enum BadConfirmations {
    #[error("cannot read the confirmations: {0}")]
    File(#[from] io::Error),
    #[error(
        "line {line} of the confirmations is none: it needs consent_id, cpf, ip, user_agent, and \
         until if wanted (line {line}, column {column})"
    )]
    Line { line: usize, column: usize },
}

/// Reads a file of confirmations.
pub(super) fn read(path: &Path) -> Result<Vec<Confirmation>, BadConfirmations> {
    let text = fs::read_to_string(path)?;
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let confirmations = lines.map(|(line, text)| {
        serde_json::from_str(text).map_err(|cause| BadConfirmations::Line {
            line,
            // The cause may quote the line, which names a person.
            column: cause.column(),
        })
    });
    confirmations.collect()
}

/// What became of a consent that needs something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The bank prolonged it.
    Extended,
    /// Nobody has confirmed yet.
    AskPerson,
    /// It cannot be prolonged: the bank's code says why.
    AskNewConsent(String),
    /// It is over.
    Ended(String),
    /// The bank did not answer: the next night asks again.
    Failed(String),
}

/// One line of the list of renewals.
#[derive(Clone, Debug)]
pub(super) struct Renewal {
    pub(super) bank: String,
    pub(super) company: String,
    pub(super) consent_id: String,
    pub(super) ends_at: Option<OffsetDateTime>,
    pub(super) step: Step,
}

/// Reads the bank's consent again, and prolongs it where its end is near and somebody has confirmed.
pub(super) async fn renew(
    bank: &Bank,
    desk: &Desk,
    within: Duration,
    confirmations: &[Confirmation],
) -> client_core::Result<Option<Renewal>> {
    let register = desk.register(&bank.issuer);
    let key = register.key(bank.consent());
    if let Err(error) = read_again(bank, desk, &register).await {
        return match error.kind() {
            // Nothing goes on that cannot be recorded.
            ErrorKind::Store => Err(error),
            _ => Ok(Some(renewal(bank, None, Step::Failed(error.to_string())))),
        };
    }
    let registry = register.registry();
    registry.expire_overdue().await?;
    let Some(record) = registry.get(&key).await? else {
        return Ok(None);
    };
    if !record.is_in_force() {
        let step = Step::Ended(record.state().to_string());
        return Ok(Some(renewal(bank, Some(&record), step)));
    }
    if !is_due(registry, &record, within).await? {
        return Ok(None);
    }
    let confirmed = confirmations
        .iter()
        .find(|one| one.consent_id == bank.consent());
    let step = match confirmed {
        None => Step::AskPerson,
        Some(confirmation) => extend(bank, &register, confirmation).await?,
    };
    let record = registry.get(&key).await?;
    Ok(Some(renewal(bank, record.as_ref(), step)))
}

/// Shows the register what the bank says, and takes the consent down when it was made elsewhere.
async fn read_again(
    bank: &Bank,
    desk: &Desk,
    register: &ConsentRegister,
) -> client_core::Result<()> {
    let id = ConsentId::new(bank.consent());
    let answer = bank.connection.bank().consents().get(&id).send().await?;
    let key = register.key(bank.consent());
    if register.registry().get(&key).await?.is_none() {
        let scopes = answer.permissions.iter().map(|one| one.as_str());
        let subject = desk.subject(&bank.holding.cnpj)?;
        let request = ConsentRequest::new(key, subject, LegalBasis::Contract, PURPOSE);
        register.registry().asked(request.scopes(scopes)).await?;
    }
    register.observed(&answer).await.map(drop)
}

async fn is_due(
    registry: &ConsentRegistry,
    record: &ConsentRecord,
    within: Duration,
) -> client_core::Result<bool> {
    let due = registry.due_for_renewal(within).await?;
    Ok(due.iter().any(|one| one.key() == record.key()))
}

async fn extend(
    bank: &Bank,
    register: &ConsentRegister,
    confirmation: &Confirmation,
) -> client_core::Result<Step> {
    let Ok(company) = Cnpj::parse(&bank.holding.cnpj) else {
        return Ok(Step::Failed("the settings' cnpj is none".to_owned()));
    };
    let asked = NewExtension::by_company(company, confirmation.cpf);
    let asked = match confirmation.until {
        Some(end) => asked.until(end),
        None => asked,
    };
    let presence = CustomerPresence::new(confirmation.ip, &confirmation.user_agent)?;
    let answer = bank.connection.renewal().extend(&asked, &presence).send();
    Ok(match answer.await {
        Ok(answer) => {
            register.observed(&answer).await?;
            Step::Extended
        }
        Err(error) if error.status().is_some_and(|status| status.as_u16() == 422) => {
            Step::AskNewConsent(error.code().unwrap_or("422").to_owned())
        }
        Err(error) => Step::Failed(error.to_string()),
    })
}

fn renewal(bank: &Bank, record: Option<&ConsentRecord>, step: Step) -> Renewal {
    use client_core::audit::Expiry;
    Renewal {
        bank: bank.holding.bank.clone(),
        company: bank.holding.company.clone(),
        consent_id: bank.consent().to_owned(),
        ends_at: record.and_then(|record| match record.until() {
            Expiry::At(end) => Some(end),
            Expiry::Indefinite => None,
        }),
        step,
    }
}

impl Step {
    /// The word for files.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Extended => "extended",
            Self::AskPerson => "ask_person",
            Self::AskNewConsent(_) => "ask_new_consent",
            Self::Ended(_) => "ended",
            Self::Failed(_) => "failed",
        }
    }

    /// What more there is to say.
    pub(super) fn detail(&self) -> &str {
        match self {
            Self::Extended | Self::AskPerson => "",
            Self::AskNewConsent(detail) | Self::Ended(detail) | Self::Failed(detail) => detail,
        }
    }
}

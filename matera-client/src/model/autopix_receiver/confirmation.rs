//! Asking a payer through its institution to agree (journey 1).

use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Recurrence, StatusChange};
use crate::model::{RecurrenceId, RecurrenceRequestId, Timestamp, check};

client_core::open_enum! {
    /// Where a request for confirmation stands.
    pub enum ConfirmationStatus {
        /// Made.
        Created = "CRIADA",
        /// Sent to the payer's institution.
        Sent = "ENVIADA",
        /// There.
        Received = "RECEBIDA",
        /// Refused.
        Rejected = "REJEITADA",
        /// Accepted: the recurrence is approved.
        Accepted = "ACEITA",
        /// Not answered in time.
        Expired = "EXPIRADA",
        /// Taken back.
        Canceled = "CANCELADA",
    }
}

/// A request to a payer to confirm a recurrence.
#[doc(alias = "SolicRec")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ConfirmationRequest {
    /// Identifier.
    #[serde(rename = "idSolicRec")]
    #[doc(alias = "idSolicRec")]
    pub id: Option<RecurrenceRequestId>,
    /// The recurrence.
    #[serde(rename = "idRec")]
    #[doc(alias = "idRec")]
    pub recurrence_id: Option<RecurrenceId>,
    /// Until when it can be answered.
    #[serde(rename = "calendario")]
    #[doc(alias = "calendario")]
    pub calendar: Option<ConfirmationCalendar>,
    /// Who is asked.
    #[serde(rename = "destinatario")]
    #[doc(alias = "destinatario")]
    pub recipient: Option<RequestedAccount>,
    /// Where it stands.
    pub status: Option<ConfirmationStatus>,
    /// Where it stood when.
    #[serde(
        rename = "atualizacao",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "atualizacao")]
    pub changes: Vec<StatusChange>,
    /// The recurrence as it was when the payer was asked.
    #[serde(rename = "recPayload")]
    #[doc(alias = "recPayload")]
    pub recurrence: Option<Box<Recurrence>>,
}

/// Until when a request can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ConfirmationCalendar {
    /// The end.
    #[serde(rename = "dataExpiracaoSolicitacao")]
    #[doc(alias = "dataExpiracaoSolicitacao")]
    pub expires_at: Option<Timestamp>,
}

/// The account of a payer who is asked.
#[doc(alias = "destinatario")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RequestedAccount {
    /// Number with check digit; at most 20 characters.
    #[serde(rename = "conta", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "conta")]
    pub number: Option<Redacted<String>>,
    /// The payer's institution (ISPB), 8 characters.
    #[serde(rename = "ispbParticipante", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ispbParticipante")]
    pub institution: Option<String>,
    /// Branch; at most 4 characters.
    #[serde(rename = "agencia", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "agencia")]
    pub branch: Option<Redacted<String>>,
    /// CPF, of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpf: Option<Redacted<String>>,
    /// CNPJ, of a company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnpj: Option<Redacted<String>>,
}

impl RequestedAccount {
    /// An account by the ISPB of its institution and its number with check digit.
    pub fn new(institution: impl Into<String>, number: impl Into<String>) -> Self {
        Self {
            number: Some(Redacted::new(number.into())),
            institution: Some(institution.into()),
            ..Self::default()
        }
    }

    /// The branch.
    #[must_use]
    #[doc(alias = "agencia")]
    pub fn with_branch(mut self, branch: impl Into<String>) -> Self {
        self.branch = Some(Redacted::new(branch.into()));
        self
    }

    /// The payer's CPF. The provider's page names variants for people and companies and not their
    /// fields; this one is inferred.
    #[must_use]
    pub fn with_cpf(mut self, cpf: impl Into<String>) -> Self {
        self.cpf = Some(Redacted::new(cpf.into()));
        self
    }

    /// The payer's CNPJ. Inferred, as [`with_cpf`](Self::with_cpf).
    #[must_use]
    pub fn with_cnpj(mut self, cnpj: impl Into<String>) -> Self {
        self.cnpj = Some(Redacted::new(cnpj.into()));
        self
    }

    fn check(&self) -> Result<()> {
        let number = self.number.as_ref().map_or("", |number| number.expose());
        check::not_empty(number, "destinatario.conta")?;
        check::at_most(number, 20, "destinatario.conta")?;
        let institution = self.institution.as_deref().unwrap_or_default();
        let fits = institution.len() == 8 && institution.bytes().all(|b| b.is_ascii_alphanumeric());
        if !fits {
            return Err(Error::input(
                "destinatario.ispbParticipante must be the institution's ISPB of 8 characters",
            ));
        }
        if let Some(branch) = &self.branch {
            check::at_most(branch.expose(), 4, "destinatario.agencia")?;
        }
        if let Some(cpf) = &self.cpf {
            check::cpf(cpf.expose(), "destinatario.cpf")?;
        }
        match &self.cnpj {
            Some(cnpj) => check::cnpj(cnpj.expose(), "destinatario.cnpj"),
            None => Ok(()),
        }
    }
}

/// A request to a payer, to be sent.
#[doc(alias = "SolicRecSolicitada")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewConfirmationRequest {
    #[serde(rename = "idRec")]
    recurrence: RecurrenceId,
    #[serde(rename = "calendario")]
    calendar: NewCalendar,
    #[serde(rename = "destinatario")]
    recipient: RequestedAccount,
}

#[derive(Clone, Debug, Serialize)]
struct NewCalendar {
    #[serde(rename = "dataExpiracaoSolicitacao", with = "wire::instant")]
    expires_at: OffsetDateTime,
}

impl NewConfirmationRequest {
    /// Asks the holder of this account to confirm a recurrence by then.
    pub fn new(
        recurrence: &RecurrenceId,
        recipient: RequestedAccount,
        expires_at: OffsetDateTime,
    ) -> Self {
        Self {
            recurrence: recurrence.clone(),
            calendar: NewCalendar { expires_at },
            recipient,
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.recipient.check()
    }
}

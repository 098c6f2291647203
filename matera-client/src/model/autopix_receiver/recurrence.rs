//! Recurrences: what a payer agrees to be charged.

use client_core::money::{self, Amount};
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use super::{ConfirmationRequest, Location};
use crate::model::{RecurrenceId, Timestamp, Txid, check};

client_core::open_enum! {
    /// Where a recurrence stands.
    pub enum RecurrenceStatus {
        /// Waiting for the payer.
        Created = "CRIADA",
        /// The payer agreed: it can be charged.
        Approved = "APROVADA",
        /// The payer refused.
        Rejected = "REJEITADA",
        /// The payer did not answer in time, or its last day is over.
        Expired = "EXPIRADA",
        /// Cancelled by one side.
        Canceled = "CANCELADA",
    }

    /// How often a recurrence is charged.
    #[doc(alias = "periodicidade")]
    pub enum Frequency {
        /// Every week.
        Weekly = "SEMANAL",
        /// Every month.
        Monthly = "MENSAL",
        /// Every three months.
        Quarterly = "TRIMESTRAL",
        /// Every six months.
        Semiannual = "SEMESTRAL",
        /// Every year.
        Annual = "ANUAL",
    }

    /// Whether a charge that failed may be tried again on other days.
    #[doc(alias = "politicaRetentativa")]
    pub enum ChargeRetries {
        /// No.
        NotAllowed = "NAO_PERMITE",
        /// Up to three times within seven days.
        ThreeInSevenDays = "PERMITE_3R_7D",
    }

    /// How the payer comes to agree.
    #[doc(alias = "tipoJornada")]
    #[doc(alias = "jornada")]
    pub enum Journey {
        /// Asked through the payer's institution.
        Request = "JORNADA_1",
        /// By a QR code that holds the recurrence alone.
        QrCode = "JORNADA_2",
        /// By a QR code that is paid at once.
        QrCodeWithPayment = "JORNADA_3",
        /// By a QR code of a charge with a due date.
        QrCodeWithDueDate = "JORNADA_4",
        /// Not known yet.
        Undefined = "AGUARDANDO_DEFINICAO",
    }

    /// Who cancelled.
    #[doc(alias = "solicitante")]
    pub enum Canceler {
        /// The payer's institution.
        PayerInstitution = "PSP_PAGADOR",
        /// The payer.
        Payer = "USUARIO_PAGADOR",
        /// The receiver's institution.
        ReceiverInstitution = "PSP_RECEBEDOR",
        /// The receiver.
        Receiver = "USUARIO_RECEBEDOR",
    }
}

/// A recurrence.
#[doc(alias = "RecCompleta")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Recurrence {
    /// Identifier.
    #[serde(rename = "idRec")]
    #[doc(alias = "idRec")]
    pub id: Option<RecurrenceId>,
    /// What is charged, and whom.
    #[serde(rename = "vinculo")]
    #[doc(alias = "vinculo")]
    pub contract: Option<Contract>,
    /// From when, until when, how often.
    #[serde(rename = "calendario")]
    #[doc(alias = "calendario")]
    pub calendar: Option<RecurrenceCalendar>,
    /// How much; any amount when it is missing.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub value: Option<RecurrenceValue>,
    /// Who receives.
    #[serde(rename = "recebedor")]
    #[doc(alias = "recebedor")]
    pub receiver: Option<RecurrenceReceiver>,
    /// The payer's institution, once it is known.
    #[serde(rename = "pagador")]
    #[doc(alias = "pagador")]
    pub payer: Option<PayerInstitution>,
    /// Where it stands.
    pub status: Option<RecurrenceStatus>,
    /// Whether a charge that failed may be tried again.
    #[serde(rename = "politicaRetentativa")]
    #[doc(alias = "politicaRetentativa")]
    pub retries: Option<ChargeRetries>,
    /// Where its QR code is.
    #[serde(rename = "loc")]
    #[doc(alias = "loc")]
    pub location: Option<Location>,
    /// Where it stood when.
    #[serde(
        rename = "atualizacao",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "atualizacao")]
    pub changes: Vec<StatusChange>,
    /// Why it ended.
    #[serde(rename = "encerramento")]
    #[doc(alias = "encerramento")]
    pub ending: Option<Ending>,
    /// What the payer was asked.
    #[serde(
        rename = "solicitacao",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "solicitacao")]
    pub requests: Vec<ConfirmationRequest>,
    /// How the payer came to agree.
    #[serde(rename = "ativacao")]
    #[doc(alias = "ativacao")]
    pub activation: Option<Activation>,
    /// Its QR code, when it is asked for with a txid.
    #[serde(rename = "dadosQR")]
    #[doc(alias = "dadosQR")]
    pub qr_code: Option<RecurrenceQrCode>,
}

/// What is charged, and whom.
#[doc(alias = "vinculo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Contract {
    /// What is charged, in words for the payer; at most 35 characters.
    #[serde(rename = "objeto", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "objeto")]
    pub object: Option<String>,
    /// The receiver's own number of the contract; at most 35 characters.
    #[serde(rename = "contrato", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "contrato")]
    pub number: Option<String>,
    /// Who owes.
    #[serde(rename = "devedor", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "devedor")]
    pub debtor: Option<Debtor>,
}

impl Contract {
    /// A contract by the receiver's own number.
    pub fn new(number: impl Into<String>, debtor: Debtor) -> Self {
        Self {
            object: None,
            number: Some(number.into()),
            debtor: Some(debtor),
        }
    }

    /// What is charged, in words for the payer.
    #[must_use]
    #[doc(alias = "objeto")]
    pub fn with_object(mut self, text: impl Into<String>) -> Self {
        self.object = Some(text.into());
        self
    }

    pub(super) fn check(&self) -> Result<()> {
        let number = self.number.as_deref().unwrap_or_default();
        check::not_empty(number, "vinculo.contrato")?;
        check::at_most(number, 35, "vinculo.contrato")?;
        if let Some(object) = &self.object {
            check::at_most(object, 35, "vinculo.objeto")?;
        }
        match &self.debtor {
            Some(debtor) => debtor.check(),
            None => Err(Error::input("vinculo.devedor is missing")),
        }
    }
}

/// Who owes.
#[doc(alias = "devedor")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Debtor {
    /// CPF, of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpf: Option<Redacted<String>>,
    /// CNPJ, of a company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnpj: Option<Redacted<String>>,
    /// Name; at most 140 characters.
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
}

impl Debtor {
    /// A person, by CPF without punctuation.
    pub fn person(cpf: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            cpf: Some(Redacted::new(cpf.into())),
            cnpj: None,
            name: Some(Redacted::new(name.into())),
        }
    }

    /// A company, by CNPJ without punctuation.
    pub fn company(cnpj: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            cpf: None,
            cnpj: Some(Redacted::new(cnpj.into())),
            name: Some(Redacted::new(name.into())),
        }
    }

    fn check(&self) -> Result<()> {
        if let Some(cpf) = &self.cpf {
            check::cpf(cpf.expose(), "vinculo.devedor.cpf")?;
        }
        if let Some(cnpj) = &self.cnpj {
            check::cnpj(cnpj.expose(), "vinculo.devedor.cnpj")?;
        }
        let name = self.name.as_ref().map_or("", |name| name.expose());
        check::not_empty(name, "vinculo.devedor.nome")?;
        check::at_most(name, 140, "vinculo.devedor.nome")
    }
}

/// From when, until when, how often a recurrence is charged.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RecurrenceCalendar {
    /// The first due date.
    #[serde(rename = "dataInicial", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "dataInicial")]
    pub first_day: Option<Timestamp>,
    /// The last due date; without one it goes on until it is cancelled.
    #[serde(rename = "dataFinal", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "dataFinal")]
    pub last_day: Option<Timestamp>,
    /// How often.
    #[serde(rename = "periodicidade", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "periodicidade")]
    pub frequency: Option<Frequency>,
}

impl RecurrenceCalendar {
    /// From this due date on, this often, until it is cancelled.
    pub fn new(first_day: Date, frequency: Frequency) -> Self {
        Self {
            first_day: Some(first_day.into()),
            last_day: None,
            frequency: Some(frequency),
        }
    }

    /// The last due date.
    #[must_use]
    #[doc(alias = "dataFinal")]
    pub fn until(mut self, last_day: Date) -> Self {
        self.last_day = Some(last_day.into());
        self
    }

    pub(super) fn check(&self) -> Result<()> {
        let day = |day: &Option<Timestamp>| day.as_ref().and_then(Timestamp::date);
        match (day(&self.first_day), day(&self.last_day)) {
            (Some(first), Some(last)) if first > last => Err(Error::input(
                "calendario.dataInicial is after calendario.dataFinal",
            )),
            _ => Ok(()),
        }
    }
}

/// How much a recurrence is charged: always the same, or at least so much.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RecurrenceValue {
    /// The amount of every charge.
    #[serde(
        rename = "valorRec",
        default,
        with = "money::amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "valorRec")]
    pub fixed: Option<Amount>,
    /// The least that the payer may set as a limit of each charge.
    #[serde(
        rename = "valorMinimoRecebedor",
        default,
        with = "money::amount_string",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "valorMinimoRecebedor")]
    pub minimum: Option<Amount>,
}

/// Who receives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RecurrenceReceiver {
    /// The receiver's agreement with its institution; at most 60 characters.
    #[serde(rename = "convenio")]
    #[doc(alias = "convenio")]
    pub agreement: Option<String>,
    /// The receiver's institution (ISPB), 8 characters.
    #[serde(rename = "ispbParticipante")]
    #[doc(alias = "ispbParticipante")]
    pub institution: Option<String>,
    /// CNPJ.
    pub cnpj: Option<Redacted<String>>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
}

/// The payer's institution.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PayerInstitution {
    /// Its ISPB, 8 characters.
    #[serde(rename = "ispbParticipante")]
    #[doc(alias = "ispbParticipante")]
    pub institution: Option<String>,
    /// The payer's municipality, a code of IBGE with 7 digits.
    #[serde(rename = "codMun")]
    #[doc(alias = "codMun")]
    pub municipality: Option<String>,
}

/// Where something stood when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StatusChange {
    /// Where it stood, in the provider's words.
    pub status: Option<String>,
    /// Since when.
    #[serde(rename = "data")]
    #[doc(alias = "data")]
    pub at: Option<Timestamp>,
}

/// Why a recurrence, charge or attempt ended: refused or cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Ending {
    /// Refused.
    #[serde(rename = "rejeicao")]
    #[doc(alias = "rejeicao")]
    pub rejection: Option<Rejection>,
    /// Cancelled.
    #[serde(rename = "cancelamento")]
    #[doc(alias = "cancelamento")]
    pub cancellation: Option<Cancellation>,
}

/// Why it was refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Rejection {
    /// A code of the Pix system, such as `AP13` for a recurrence or `AM09` for a charge.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// In words.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
}

/// Why it was cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Cancellation {
    /// Who cancelled.
    #[serde(rename = "solicitante")]
    #[doc(alias = "solicitante")]
    pub by: Option<Canceler>,
    /// A code of the Pix system: `SLDB` says that the payer asked for the end of a recurrence,
    /// `SLBD` that of a charge. Both are right.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// In words.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
}

/// How the payer came to agree.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Activation {
    /// By which way.
    #[serde(rename = "tipoJornada")]
    #[doc(alias = "tipoJornada")]
    pub journey: Option<Journey>,
    /// The charge that came with it.
    #[serde(rename = "dadosJornada")]
    #[doc(alias = "dadosJornada")]
    pub data: Option<JourneyData>,
}

/// The charge that an agreement came with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct JourneyData {
    /// The charge.
    pub txid: Option<Txid>,
}

/// The QR code of a recurrence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RecurrenceQrCode {
    /// By which way the payer agrees with it.
    #[serde(rename = "jornada")]
    #[doc(alias = "jornada")]
    pub journey: Option<Journey>,
    /// Its text, to copy and paste.
    #[serde(rename = "pixCopiaECola")]
    #[doc(alias = "pixCopiaECola")]
    pub text: Option<Redacted<String>>,
}

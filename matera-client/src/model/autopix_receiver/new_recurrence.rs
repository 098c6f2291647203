//! Recurrences to be made, and their revision.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::{ChargeRetries, Contract, RecurrenceCalendar, RecurrenceValue};
use crate::model::{Txid, check};

/// A recurrence to be made. The payer has to agree before it can be charged.
#[doc(alias = "RecSolicitada")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewRecurrence {
    #[serde(rename = "vinculo")]
    contract: Contract,
    #[serde(rename = "calendario")]
    calendar: RecurrenceCalendar,
    #[serde(rename = "valor", skip_serializing_if = "Option::is_none")]
    value: Option<RecurrenceValue>,
    #[serde(rename = "politicaRetentativa")]
    retries: ChargeRetries,
    #[serde(rename = "loc", skip_serializing_if = "Option::is_none")]
    location: Option<u64>,
    #[serde(rename = "ativacao", skip_serializing_if = "Option::is_none")]
    activation: Option<ActivatedBy>,
    #[serde(rename = "recebedor", skip_serializing_if = "Option::is_none")]
    receiver: Option<UnderAgreement>,
}

#[derive(Clone, Debug, Serialize)]
struct ActivatedBy {
    #[serde(rename = "dadosJornada")]
    data: JourneyTxid,
}

#[derive(Clone, Debug, Serialize)]
struct JourneyTxid {
    txid: Txid,
}

impl ActivatedBy {
    fn charge(txid: &Txid) -> Self {
        let txid = txid.clone();
        Self {
            data: JourneyTxid { txid },
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct UnderAgreement {
    #[serde(rename = "convenio")]
    agreement: String,
}

impl NewRecurrence {
    /// A recurrence of any amount.
    pub fn new(contract: Contract, calendar: RecurrenceCalendar, retries: ChargeRetries) -> Self {
        Self {
            contract,
            calendar,
            value: None,
            retries,
            location: None,
            activation: None,
            receiver: None,
        }
    }

    /// Every charge is of this amount. Takes the place of [`minimum_value`](Self::minimum_value).
    #[doc(alias = "valorRec")]
    pub fn fixed_value(mut self, amount: Amount) -> Self {
        self.value = Some(RecurrenceValue {
            fixed: Some(amount),
            minimum: None,
        });
        self
    }

    /// Amounts differ, and the payer may not set a limit below this one.
    #[doc(alias = "valorMinimoRecebedor")]
    pub fn minimum_value(mut self, amount: Amount) -> Self {
        self.value = Some(RecurrenceValue {
            fixed: None,
            minimum: Some(amount),
        });
        self
    }

    /// Where its QR code is to be: the id of
    /// [`create_location`](crate::api::AutopixReceiverArea::create_location).
    #[doc(alias = "loc")]
    pub fn location(mut self, id: u64) -> Self {
        self.location = Some(id);
        self
    }

    /// The charge whose QR code is to hold it too (journeys 3 and 4).
    pub fn with_charge(mut self, txid: &Txid) -> Self {
        self.activation = Some(ActivatedBy::charge(txid));
        self
    }

    /// The receiver's agreement with its institution; at most 60 characters.
    #[doc(alias = "convenio")]
    pub fn agreement(mut self, code: impl Into<String>) -> Self {
        let agreement = code.into();
        self.receiver = Some(UnderAgreement { agreement });
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.contract.check()?;
        self.calendar.check()?;
        if let Some(value) = &self.value {
            let amounts = [
                (value.fixed, "valor.valorRec"),
                (value.minimum, "valor.valorMinimoRecebedor"),
            ];
            for (amount, field) in amounts {
                amount.map_or(Ok(()), |amount| check::pix_amount(amount, field))?;
            }
        }
        match &self.receiver {
            Some(receiver) => check::at_most(&receiver.agreement, 60, "recebedor.convenio"),
            None => Ok(()),
        }
    }
}

/// What changes about a recurrence. What is not said stays.
#[doc(alias = "RecRevisada")]
#[derive(Clone, Debug, Default, Serialize)]
#[must_use]
pub struct RecurrenceRevision {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(rename = "vinculo", skip_serializing_if = "Option::is_none")]
    contract: Option<RevisedContract>,
    #[serde(rename = "loc", skip_serializing_if = "Option::is_none")]
    location: Option<u64>,
    #[serde(rename = "calendario", skip_serializing_if = "Option::is_none")]
    calendar: Option<RevisedCalendar>,
    #[serde(rename = "ativacao", skip_serializing_if = "Option::is_none")]
    activation: Option<ActivatedBy>,
}

#[derive(Clone, Debug, Serialize)]
struct RevisedContract {
    #[serde(rename = "devedor")]
    debtor: RevisedDebtor,
}

#[derive(Clone, Debug, Serialize)]
struct RevisedDebtor {
    #[serde(rename = "nome")]
    name: Redacted<String>,
}

#[derive(Clone, Debug, Serialize)]
struct RevisedCalendar {
    #[serde(rename = "dataInicial", with = "wire::date")]
    first_day: Date,
}

impl RecurrenceRevision {
    /// Changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends it. Cannot be undone.
    #[doc(alias = "CANCELADA")]
    pub fn canceled() -> Self {
        Self {
            status: Some("CANCELADA"),
            ..Self::default()
        }
    }

    /// The debtor's name.
    pub fn debtor_name(mut self, name: impl Into<String>) -> Self {
        let name = Redacted::new(name.into());
        let debtor = RevisedDebtor { name };
        self.contract = Some(RevisedContract { debtor });
        self
    }

    /// Where its QR code is to be.
    #[doc(alias = "loc")]
    pub fn location(mut self, id: u64) -> Self {
        self.location = Some(id);
        self
    }

    /// The first due date.
    #[doc(alias = "dataInicial")]
    pub fn first_day(mut self, first_day: Date) -> Self {
        self.calendar = Some(RevisedCalendar { first_day });
        self
    }

    /// The charge whose QR code is to hold it too.
    pub fn with_charge(mut self, txid: &Txid) -> Self {
        self.activation = Some(ActivatedBy::charge(txid));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let says_nothing = self.status.is_none()
            && self.contract.is_none()
            && self.location.is_none()
            && self.calendar.is_none()
            && self.activation.is_none();
        if says_nothing {
            return Err(Error::input("the revision changes nothing"));
        }
        match &self.contract {
            Some(contract) => {
                let name = contract.debtor.name.expose();
                check::not_empty(name, "vinculo.devedor.nome")?;
                check::at_most(name, 140, "vinculo.devedor.nome")
            }
            None => Ok(()),
        }
    }
}

//! Payments as they are initiated under a consent.

use aws_lc_rs::rand;
use brazil_types::{Cnpj, EndToEndId, Ispb, Txid};
use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, Time};

use super::new_payment::in_cents;
use super::{
    AuthorisationFlow, Currency, LocalInstrument, Money, PaymentConsent, PaymentConsentId,
    PixAccount,
};

/// We, as Pix knows an initiator of payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Initiator {
    /// Our CNPJ.
    #[doc(alias = "cnpjInitiator")]
    pub cnpj: Cnpj,
    /// Our ISPB, which the ids of our payments begin with.
    pub ispb: Ispb,
}

/// The payments of one consent, ready to be initiated: one, or all of a series.
///
/// Each has its end-to-end id from here on, which is unique in Pix for ever: an order that is sent
/// twice is paid once. So store it, with the idempotency key, before it is sent; it can be written
/// and read by serde.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct PixOrder {
    consent: PaymentConsentId,
    payments: Vec<OrderedPayment>,
}

/// One payment of an order, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OrderedPayment {
    /// The id of the payment in Pix.
    pub end_to_end_id: EndToEndId,
    /// How the payer came to know where the money goes.
    #[serde(rename = "localInstrument")]
    #[doc(alias = "localInstrument")]
    pub instrument: LocalInstrument,
    /// How much.
    pub payment: Money,
    /// The account that is paid.
    pub creditor_account: PixAccount,
    /// What the payer writes to the payee.
    #[serde(
        rename = "remittanceInformation",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "remittanceInformation")]
    pub note: Option<Redacted<String>>,
    /// The QR code's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qr_code: Option<Redacted<String>>,
    /// The payee's Pix key.
    #[serde(rename = "proxy", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "proxy")]
    pub key: Option<Redacted<String>>,
    /// Our CNPJ.
    pub cnpj_initiator: Cnpj,
    /// What the payee knows it by.
    #[serde(
        rename = "transactionIdentification",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionIdentification")]
    pub txid: Option<Txid>,
    /// The town of the payer; API 4 only.
    #[serde(rename = "ibgeTownCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ibgeTownCode")]
    pub town: Option<String>,
    /// How the customer agreed; by redirect when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorisation_flow: Option<AuthorisationFlow>,
    /// The consent; told when the customer agreed by an enrolled device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_id: Option<PaymentConsentId>,
}

const LONGEST_NOTE: usize = 140;
const LONGEST_STATIC_TXID: usize = 25;
/// Three in the afternoon, UTC: what stands for "that day" in the id of a scheduled payment.
const SCHEDULED_HOUR: Time = time::macros::time!(15:00);

impl PixOrder {
    /// Everything that a consent allows, on its days, as it says.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the consent does not say what is
    /// paid or is of a kind that this version does not know;
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the system has no randomness.
    pub fn under(consent: &PaymentConsent, initiator: &Initiator) -> Result<Self> {
        let terms = consent.payment.as_ref().ok_or_else(|| {
            Error::input("the consent does not say what is paid; read it from the bank again")
        })?;
        let amount = in_cents("payment.amount", terms.amount)?;
        let moments: Vec<OffsetDateTime> = match &terms.schedule {
            None => vec![OffsetDateTime::now_utc()],
            Some(schedule) => {
                let dates = schedule.dates().ok_or_else(|| {
                    Error::input("payment.schedule is of a kind that this version does not know")
                })?;
                dates.days()?.into_iter().map(scheduled_moment).collect()
            }
        };
        let txid = terms.target.txid();
        let txid = txid.as_deref().map(Txid::parse).transpose();
        let txid = txid.map_err(|cause| {
            Error::input("transactionIdentification: the code's txid cannot be sent")
                .with_source(cause)
        })?;
        let payment = |at| {
            Ok(OrderedPayment {
                end_to_end_id: fresh_end_to_end_id(initiator.ispb, at)?,
                instrument: terms.target.instrument.clone(),
                payment: Money {
                    amount,
                    currency: Currency::Brl,
                },
                creditor_account: terms.target.account.clone(),
                note: None,
                qr_code: terms.target.qr_code.clone(),
                key: terms.target.key.clone(),
                cnpj_initiator: initiator.cnpj,
                txid,
                town: None,
                authorisation_flow: None,
                consent_id: None,
            })
        };
        Ok(Self {
            consent: consent.id.clone(),
            payments: moments.into_iter().map(payment).collect::<Result<_>>()?,
        })
    }

    /// What the payer writes to the payee.
    #[doc(alias = "remittanceInformation")]
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        let note = Redacted::new(note.into());
        for payment in &mut self.payments {
            payment.note = Some(note.clone());
        }
        self
    }

    /// What the payee knows the payment by: required when the payee contracted us, taken from the
    /// code otherwise.
    #[doc(alias = "transactionIdentification")]
    #[must_use]
    pub fn txid(mut self, txid: Txid) -> Self {
        for payment in &mut self.payments {
            payment.txid = Some(txid);
        }
        self
    }

    /// The town of the payer by its IBGE number; API 4 only.
    #[doc(alias = "ibgeTownCode")]
    #[must_use]
    pub fn payer_town(mut self, code: impl Into<String>) -> Self {
        let code = code.into();
        for payment in &mut self.payments {
            payment.town = Some(code.clone());
        }
        self
    }

    /// The customer agreed by other means than by redirect.
    #[must_use]
    pub fn agreed_by(mut self, flow: AuthorisationFlow) -> Self {
        let told = (flow == AuthorisationFlow::Fido).then(|| self.consent.clone());
        for payment in &mut self.payments {
            payment.authorisation_flow = Some(flow.clone());
            payment.consent_id.clone_from(&told);
        }
        self
    }

    /// The consent it is under.
    pub fn consent_id(&self) -> &PaymentConsentId {
        &self.consent
    }

    /// The payments, in the order of their days.
    pub fn payments(&self) -> &[OrderedPayment] {
        &self.payments
    }

    /// Their ids in Pix.
    pub fn end_to_end_ids(&self) -> impl Iterator<Item = EndToEndId> + '_ {
        self.payments.iter().map(|payment| payment.end_to_end_id)
    }

    pub(crate) fn checked(&self) -> Result<Vec<OrderedPayment>> {
        for payment in &self.payments {
            payment.check()?;
        }
        Ok(self.payments.clone())
    }
}

impl OrderedPayment {
    fn check(&self) -> Result<()> {
        let note = self.note.as_ref().map_or("", |note| note.expose());
        if note.chars().count() > LONGEST_NOTE {
            return Err(Error::input(
                "remittanceInformation has more than 140 characters",
            ));
        }
        let length = self.txid.map(|txid| txid.as_str().len());
        let refused = |what| Err(Error::input(what));
        match &self.instrument {
            LocalInstrument::Account | LocalInstrument::Key if length.is_some() => refused(
                "transactionIdentification must be left out for payments to an account or key",
            ),
            LocalInstrument::Contracted if length.is_none() => {
                refused("transactionIdentification is missing: contracted payees need one")
            }
            instrument if instrument.is_dynamic_qr() => match length {
                Some(26..=35) => Ok(()),
                _ => refused(
                    "transactionIdentification must be the txid of the dynamic code's charge, 26 \
                     to 35 characters",
                ),
            },
            _ => match length {
                Some(length) if length > LONGEST_STATIC_TXID => {
                    refused("transactionIdentification has more than 25 characters, the most here")
                }
                _ => Ok(()),
            },
        }
    }
}

/// The moment in the id of a payment that is scheduled for a day.
pub(super) fn scheduled_moment(day: Date) -> OffsetDateTime {
    day.with_time(SCHEDULED_HOUR).assume_utc()
}

/// An id that nobody has used before.
pub(super) fn fresh_end_to_end_id(ispb: Ispb, at: OffsetDateTime) -> Result<EndToEndId> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 11];
    rand::fill(&mut bytes)
        .map_err(|_| Error::config("the system has no randomness for an end-to-end id"))?;
    let letters = bytes.iter().filter_map(|byte| {
        let letter = LETTERS.get(usize::from(byte % 32))?;
        Some(char::from(*letter))
    });
    let sequence: String = letters.collect();
    EndToEndId::new(ispb, at, &sequence)
        .map_err(|cause| Error::input("endToEndId cannot be made for this day").with_source(cause))
}

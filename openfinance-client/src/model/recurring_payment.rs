//! Automatic payments, as they are ordered and as banks answer them.

use brazil_types::calendar::brasilia_date;
use brazil_types::{Cnpj, EndToEndId, PixKey, TaxId, Txid};
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::new_payment::{check_town, in_cents};
use super::pix_order::{fresh_end_to_end_id, scheduled_moment};
use super::{
    AuthorisationFlow, Currency, Initiator, LocalInstrument, Money, PartyDocument,
    PaymentCancellation, PaymentInterval, PaymentRejection, PaymentStatus, PixAccount,
    RecurringConsentId, RecurringPaymentId, RiskSignals,
};

/// One automatic payment to initiate.
///
/// It has its end-to-end id from here on: store it, with the idempotency key, before it is sent; it
/// can be written and read by serde.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewRecurringPayment {
    recurring_consent_id: RecurringConsentId,
    end_to_end_id: EndToEndId,
    #[serde(with = "wire::date")]
    date: Date,
    payment: Money,
    creditor_account: PixAccount,
    #[serde(
        rename = "remittanceInformation",
        skip_serializing_if = "Option::is_none"
    )]
    note: Option<Redacted<String>>,
    cnpj_initiator: Cnpj,
    #[serde(rename = "ibgeTownCode", skip_serializing_if = "Option::is_none")]
    town: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authorisation_flow: Option<AuthorisationFlow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    risk_signals: Option<PaymentSignals>,
    #[serde(rename = "localInstrument")]
    instrument: LocalInstrument,
    #[serde(rename = "proxy", skip_serializing_if = "Option::is_none")]
    key: Option<Redacted<String>>,
    #[serde(
        rename = "transactionIdentification",
        skip_serializing_if = "Option::is_none"
    )]
    txid: Option<Txid>,
    document: PartyDocument,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_reference: Option<String>,
}

/// What the bank learns of the risk: one of both.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PaymentSignals {
    /// The customer is there: what their device shows.
    Manual(Box<RiskSignals>),
    /// The customer is not there.
    #[serde(rename_all = "camelCase")]
    Automatic {
        /// When they last logged in with us.
        #[serde(rename = "lastLoginDateTime", with = "wire::instant")]
        last_login: OffsetDateTime,
        /// Since when the payee's Pix key is registered.
        #[serde(
            rename = "pixKeyRegistrationDateTime",
            default,
            with = "wire::instant",
            skip_serializing_if = "Option::is_none"
        )]
        key_registered: Option<OffsetDateTime>,
    },
}

/// What says that a payment of Pix Automático is the one at once.
const FIRST_PAYMENT: &str = "zero";

impl NewRecurringPayment {
    /// A payment under a consent to the account of `payee`, on a day in Brasília's calendar.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the system has no randomness for
    /// its end-to-end id.
    pub fn new(
        consent: &RecurringConsentId,
        initiator: &Initiator,
        payee: TaxId,
        account: PixAccount,
        amount: Amount,
        date: Date,
    ) -> Result<Self> {
        Ok(Self {
            recurring_consent_id: consent.clone(),
            end_to_end_id: end_to_end_id(initiator, date)?,
            date,
            payment: Money {
                amount,
                currency: Currency::Brl,
            },
            creditor_account: account,
            note: None,
            cnpj_initiator: initiator.cnpj,
            town: None,
            authorisation_flow: None,
            risk_signals: None,
            instrument: LocalInstrument::Account,
            key: None,
            txid: None,
            document: PartyDocument::of(payee),
            payment_reference: None,
        })
    }

    /// By the payee's key.
    #[doc(alias = "DICT")]
    #[must_use]
    pub fn by_key(mut self, key: &PixKey) -> Self {
        self.instrument = LocalInstrument::Key;
        self.key = Some(Redacted::new(key.expose().to_owned()));
        self
    }

    /// To a payee who contracted us, by their key and under what they know the payment by.
    #[doc(alias = "INIC")]
    #[must_use]
    pub fn contracted(mut self, key: &PixKey, txid: Txid) -> Self {
        self.instrument = LocalInstrument::Contracted;
        self.key = Some(Redacted::new(key.expose().to_owned()));
        self.txid = Some(txid);
        self
    }

    /// Pix Automático: for the cycle that begins on this day.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for an interval that this version does
    /// not know.
    #[doc(alias = "AUTO")]
    #[doc(alias = "paymentReference")]
    pub fn for_cycle(mut self, begins: Date, interval: &PaymentInterval) -> Result<Self> {
        let period = interval.period().ok_or_else(|| {
            Error::input("paymentReference: this version does not know the interval")
        })?;
        self.instrument = LocalInstrument::Automatic;
        let begins = wire::date::format(begins).map_err(|cause| {
            Error::input("paymentReference: the day cannot be written").with_source(cause)
        })?;
        self.payment_reference = Some(format!("R/{begins}/{period}"));
        Ok(self)
    }

    /// Pix Automático: the payment at once, to the account that the consent names for it.
    #[doc(alias = "zero")]
    #[must_use]
    pub fn as_first_payment(mut self) -> Self {
        self.instrument = LocalInstrument::Account;
        self.payment_reference = Some(FIRST_PAYMENT.to_owned());
        self
    }

    /// What the payer writes to the payee.
    #[doc(alias = "remittanceInformation")]
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(Redacted::new(note.into()));
        self
    }

    /// The town of the payer by its IBGE number.
    #[doc(alias = "ibgeTownCode")]
    #[must_use]
    pub fn payer_town(mut self, code: impl Into<String>) -> Self {
        self.town = Some(code.into());
        self
    }

    /// What the bank learns of the risk; sweeping demands it.
    #[doc(alias = "riskSignals")]
    #[must_use]
    pub fn with_signals(mut self, signals: PaymentSignals) -> Self {
        self.risk_signals = Some(signals);
        self
    }

    /// The customer agreed by other means than by redirect.
    #[must_use]
    pub fn agreed_by(mut self, flow: AuthorisationFlow) -> Self {
        self.authorisation_flow = Some(flow);
        self
    }

    /// The id of the payment in Pix.
    pub fn end_to_end_id(&self) -> EndToEndId {
        self.end_to_end_id
    }

    /// The consent it is under.
    pub fn consent_id(&self) -> &RecurringConsentId {
        &self.recurring_consent_id
    }

    pub(crate) fn checked(&self) -> Result<Self> {
        let mut checked = self.clone();
        checked.payment.amount = in_cents("payment.amount", self.payment.amount)?;
        self.creditor_account.check("creditorAccount")?;
        check_town(self.town.as_deref(), "ibgeTownCode")?;
        let note = self.note.as_ref().map_or("", |note| note.expose());
        if note.chars().count() > 140 {
            return Err(Error::input(
                "remittanceInformation has more than 140 characters",
            ));
        }
        Ok(checked)
    }
}

/// Today's are made now; those of a day to come carry the hour that stands for it.
fn end_to_end_id(initiator: &Initiator, date: Date) -> Result<EndToEndId> {
    let now = OffsetDateTime::now_utc();
    let at = match date == brasilia_date(now) {
        true => now,
        false => scheduled_moment(date),
    };
    fresh_end_to_end_id(initiator.ispb, at)
}

/// One more attempt at a payment of Pix Automático that failed: the same, on a later day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewRetry {
    end_to_end_id: EndToEndId,
    #[serde(with = "wire::date")]
    date: Date,
}

impl NewRetry {
    /// On this day in Brasília's calendar.
    ///
    /// # Errors
    /// As [`NewRecurringPayment::new`].
    pub fn on(date: Date, initiator: &Initiator) -> Result<Self> {
        Ok(Self {
            end_to_end_id: end_to_end_id(initiator, date)?,
            date,
        })
    }

    /// The id of the attempt in Pix.
    pub fn end_to_end_id(&self) -> EndToEndId {
        self.end_to_end_id
    }
}

/// An automatic payment at the bank. What a list or a new attempt leaves out is absent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecurringPayment {
    /// Identifier at the bank.
    #[serde(rename = "recurringPaymentId")]
    #[doc(alias = "recurringPaymentId")]
    pub id: RecurringPaymentId,
    /// The consent it was made under.
    #[serde(rename = "recurringConsentId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "recurringConsentId")]
    pub consent_id: Option<RecurringConsentId>,
    /// The payment that this one tries again.
    #[serde(
        rename = "originalRecurringPaymentId",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "originalRecurringPaymentId")]
    pub retry_of: Option<RecurringPaymentId>,
    /// The id of the payment in Pix: ours, unchanged.
    pub end_to_end_id: Option<String>,
    /// The day it is for, in Brasília's calendar.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// When it was initiated.
    #[serde(
        rename = "creationDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "creationDateTime")]
    pub created_at: Option<OffsetDateTime>,
    /// Since when it stands where it stands.
    #[serde(
        rename = "statusUpdateDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
    /// Where it stands.
    pub status: PaymentStatus,
    /// Why it was rejected.
    #[serde(rename = "rejectionReason", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "rejectionReason")]
    pub rejection: Option<PaymentRejection>,
    /// The initiator: our CNPJ.
    #[serde(rename = "cnpjInitiator", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cnpjInitiator")]
    pub initiator: Option<String>,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<Money>,
    /// What the payer wrote to the payee.
    #[serde(
        rename = "remittanceInformation",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "remittanceInformation")]
    pub note: Option<Redacted<String>>,
    /// The account that is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creditor_account: Option<PixAccount>,
    /// The account that pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debtor_account: Option<PixAccount>,
    /// Who cancelled it, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancellation: Option<PaymentCancellation>,
    /// How the customer agreed; as by redirect when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorisation_flow: Option<AuthorisationFlow>,
    /// How the payer came to know where the money goes.
    #[serde(rename = "localInstrument", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "localInstrument")]
    pub instrument: Option<LocalInstrument>,
    /// The payee's Pix key.
    #[serde(rename = "proxy", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "proxy")]
    pub key: Option<Redacted<String>>,
    /// What the payee knows it by.
    #[serde(
        rename = "transactionIdentification",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionIdentification")]
    pub txid: Option<String>,
    /// Who is paid.
    #[serde(rename = "document", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "document")]
    pub payee: Option<PartyDocument>,
    /// Which cycle of Pix Automático it is for.
    #[serde(rename = "paymentReference", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "paymentReference")]
    pub reference: Option<String>,
}

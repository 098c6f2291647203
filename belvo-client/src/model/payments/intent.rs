//! Payment intents.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::watch::{LifeCycle, Tracked};
use client_core::wire::{self, Unpublished};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    BankAccountId, Charge, CustomerId, Metadata, PaymentInstitutionId, PaymentIntentId,
    PaymentSchedule,
};
use crate::present;

client_core::open_enum! {
    /// Where a payment intent stands.
    pub enum PaymentIntentStatus {
        /// Something is missing, such as the payer's institution: [update
        /// it](crate::api::payments::PaymentIntents::update).
        RequiresPaymentMethod = "REQUIRES_PAYMENT_METHOD",
        /// The payer has to agree at their bank; or you have to confirm a payment to a Pix key
        /// ([`PaymentIntent::awaits_confirmation`]).
        RequiresAction = "REQUIRES_ACTION",
        /// The banks are at it.
        Processing = "PROCESSING",
        /// Its charges come on their days.
        Scheduled = "SCHEDULED",
        /// The last of its days is over. See its charges for which were paid.
        ScheduleFinished = "SCHEDULE_FINISHED",
        /// Paid.
        Succeeded = "SUCCEEDED",
        /// Not paid. See [`PaymentIntent::failure_code`].
        Failed = "FAILED",
        /// Cancelled.
        Canceled = "CANCELED",
    }

    /// How a payer is led through a payment.
    pub enum PaymentMethodType {
        /// By the bank's own pages.
        OpenFinance = "open_finance",
        /// Without leaving yours, on an enrolled device.
        BiometricPix = "open_finance_biometric_pix",
    }

    /// Currency. Payments are in BRL.
    pub enum PaymentCurrency {
        /// Brazilian real.
        Brl = "BRL",
    }
}

impl PaymentIntentStatus {
    /// How far it has come, where order says something.
    fn stage(&self) -> Option<u8> {
        match self {
            // Belvo documents no order between these two.
            Self::RequiresPaymentMethod | Self::RequiresAction => Some(0),
            Self::Processing => Some(1),
            Self::Scheduled => Some(2),
            _ => None,
        }
    }
}

impl LifeCycle for PaymentIntentStatus {
    fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::Failed | Self::Canceled | Self::ScheduleFinished
        )
    }

    /// Belvo documents which follow: what is paid at once succeeds or fails, what is scheduled
    /// finishes or is cancelled.
    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            _ if self == next || !self.is_known() || !next.is_known() => true,
            (Self::Scheduled, next) => {
                matches!(next, Self::ScheduleFinished | Self::Canceled | Self::Failed)
            }
            _ => match (self.stage(), next.stage()) {
                (Some(now), Some(then)) => now <= then,
                (Some(_), None) => true,
                (None, _) => false,
            },
        }
    }
}

impl Tracked for PaymentIntent {
    type Status = PaymentIntentStatus;

    fn status(&self) -> &PaymentIntentStatus {
        &self.status
    }

    /// A scheduled one comes on its days, and an unconfirmed or incomplete one waits for you.
    fn is_at_rest(&self) -> bool {
        let incomplete = self.status == PaymentIntentStatus::RequiresPaymentMethod;
        let waits_for_you = incomplete || self.awaits_confirmation();
        self.status.is_final() || waits_for_you || self.status == PaymentIntentStatus::Scheduled
    }
}

/// A payment, or a schedule of payments, that somebody is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentIntent {
    /// Identifier.
    pub id: PaymentIntentId,
    /// Where it stands.
    pub status: PaymentIntentStatus,
    /// How much, in BRL; of each charge, when there are several.
    #[serde(with = "amount_string_exact")]
    pub amount: Amount,
    /// Who pays.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Your own id.
    #[serde(default)]
    pub external_id: Option<String>,
    /// When it was made.
    #[serde(with = "wire::instant", default)]
    pub created_at: Option<OffsetDateTime>,
    /// The keys that made it.
    #[serde(default)]
    pub created_by: Option<String>,
    /// When it last changed.
    #[serde(with = "wire::instant", default)]
    pub updated_at: Option<OffsetDateTime>,
    /// Currency.
    #[serde(default)]
    pub currency: Option<PaymentCurrency>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<Redacted<String>>,
    /// What the payer's statement shows.
    #[serde(default)]
    pub statement_description: Option<Redacted<String>>,
    /// How the payer is led.
    #[serde(default)]
    pub selected_payment_method_type: Option<PaymentMethodType>,
    /// How the payer may be led.
    #[serde(default, deserialize_with = "present::items")]
    pub allowed_payment_method_types: Vec<PaymentMethodType>,
    /// From where to where, and when.
    #[serde(default)]
    pub payment_method_details: Option<PaymentMethodDetails>,
    /// Where to send the payer, and what the Pix is called.
    #[serde(default)]
    pub payment_method_information: Option<PaymentMethodInformation>,
    /// Why it failed, such as `consent_expired`; an open list.
    #[serde(default)]
    pub failure_code: Option<String>,
    /// Why it failed, in words.
    #[serde(default)]
    pub failure_message: Option<Redacted<String>>,
    /// Keys and values of your own.
    #[serde(default)]
    pub metadata: Option<Metadata>,
    /// Its charges.
    #[serde(default, deserialize_with = "present::items")]
    pub charges: Vec<Charge>,
    /// Deprecated.
    #[serde(default)]
    pub provider: Option<String>,
    /// Deprecated; see [`failure_code`](Self::failure_code).
    #[serde(default)]
    pub last_error: Option<Unpublished>,
    /// Deprecated; see [`status`](Self::status).
    #[serde(default)]
    pub next_step: Option<Unpublished>,
}

impl PaymentIntent {
    /// Whether it is a payment to a Pix key that you have to confirm, after the payer saw whose key
    /// it is. Belvo's own example shows such a one like any other the payer has to act on, but
    /// without an address to agree at; that this tells it is inferred.
    pub fn awaits_confirmation(&self) -> bool {
        let details = self.payment_method_details.as_ref();
        let details = details.and_then(|details| details.open_finance.as_ref());
        self.status == PaymentIntentStatus::RequiresAction
            && self.redirect_url().is_none()
            && details.is_some_and(|details| details.pix_key.is_some())
    }

    /// Where the payer agrees; it may take a moment after confirming: read it again then. Whoever has the address can look at the payment: hand it to the
    /// payer alone.
    pub fn redirect_url(&self) -> Option<&str> {
        let information = self.payment_method_information.as_ref()?;
        let url = information.open_finance.as_ref()?.redirect_url.as_ref()?;
        Some(url.expose())
    }
}

/// From where to where a payment goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PaymentMethodDetails {
    /// By Open Finance.
    pub open_finance: Option<OpenFinanceDetails>,
}

/// From where to where a payment goes: to a bank account or to a Pix key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OpenFinanceDetails {
    /// Account that is paid to.
    pub beneficiary_bank_account: Option<BankAccountId>,
    /// Pix key that is paid to; masked when it is a CPF, an e-mail address or a telephone.
    pub pix_key: Option<Redacted<String>>,
    /// Where the payer's account is.
    pub payer_institution: Option<PaymentInstitutionId>,
    /// When; none for at once.
    pub schedule: Option<PaymentSchedule>,
    /// Where the payer comes back to.
    pub callback_url: Option<String>,
    /// CPF of who agrees for a company.
    pub cpf: Option<Redacted<String>>,
}

/// What a payment yields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PaymentMethodInformation {
    /// By Open Finance.
    pub open_finance: Option<OpenFinanceInformation>,
}

/// What a payment by Open Finance yields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OpenFinanceInformation {
    /// Id of the request at the payer's bank.
    pub provider_request_id: Option<String>,
    /// Where the payer agrees; none until there is one.
    pub redirect_url: Option<Redacted<String>>,
    /// Name of the Pix; none until it is paid.
    pub end_to_end_id: Option<String>,
    /// Day on which it is or was due, paid, cancelled or failed, as its status says.
    #[serde(with = "wire::date")]
    pub settlement_date: Option<Date>,
    /// Whose the Pix key is: show it to the payer before you confirm.
    pub pix_key_details: Option<PixKeyDetails>,
}

/// Whose a Pix key is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PixKeyDetails {
    /// CPF or CNPJ, masked.
    pub identifier: Option<Redacted<String>>,
    /// Name.
    pub name: Option<Redacted<String>>,
}

#[cfg(test)]
mod tests {
    use super::PaymentIntentStatus::{self, *};
    use super::*;

    #[test]
    fn statuses_follow_each_other_as_belvo_documents() {
        let all = [
            RequiresPaymentMethod,
            RequiresAction,
            Processing,
            Scheduled,
            ScheduleFinished,
            Succeeded,
            Failed,
            Canceled,
        ];
        let forbidden: Vec<_> = all
            .iter()
            .flat_map(|from| all.iter().map(move |to| (from, to)))
            .filter(|(from, to)| !from.may_become(to))
            .collect();
        for (from, to) in &forbidden {
            let backwards = from.stage() > to.stage() && to.stage().is_some();
            let paid_at_once = (*from, *to) == (&Scheduled, &Succeeded);
            assert!(from.is_final() || backwards || paid_at_once, "{from} {to}");
        }
        // Four final ones of which each has seven others, five steps back, and the schedule's.
        assert_eq!(forbidden.len(), 28 + 5 + 1);
        let new: PaymentIntentStatus = serde_json::from_str("\"NEW_STATUS\"").unwrap();
        assert!(new.may_become(&Failed) && Succeeded.may_become(&new) && !new.is_final());
        let error = Succeeded.check_next(&Failed).unwrap_err();
        assert!(
            error.to_string().contains("Failed after Succeeded"),
            "{error}"
        );
    }
}

//! Authorizations to be asked for (version 2).

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::{Date, Duration};
use url::Url;

use super::{
    AuthorizedMethod, BankAccountId, CustomerId, ExternalId, Metadata, NewBankAccountV2,
    NewCustomer, PaymentInstitutionId, check,
};

/// What a payer is asked to agree to: one Pix, at once or on a day.
///
/// Belvo's description marks these as coming soon.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewPaymentAuthorization {
    payment_method: AuthorizedMethod,
    description: Redacted<String>,
    external_id: ExternalId,
    return_url: Url,
    payer: AuthorizingPayer,
    beneficiary: PaidAccount,
    payment_method_configuration: Terms,
    #[serde(skip_serializing_if = "Metadata::is_empty")]
    metadata: Metadata,
}

#[derive(Clone, Debug, Serialize)]
struct Terms {
    amount: Amount,
    statement_description: Redacted<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<[Day; 1]>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
struct Day(#[serde(with = "wire::date")] Date);

impl NewPaymentAuthorization {
    /// Of `amount` in BRL at once; the payer comes back to `return_to`. The description has 1 to
    /// 140 characters, and stands on the payer's statement too unless
    /// [another text](Self::statement_description) does.
    pub fn immediate(
        external_id: &ExternalId,
        amount: Amount,
        description: impl Into<String>,
        payer: AuthorizingPayer,
        beneficiary: PaidAccount,
        return_to: Url,
    ) -> Self {
        let description = Redacted::new(description.into());
        Self {
            payment_method: AuthorizedMethod::Immediate,
            description: description.clone(),
            external_id: external_id.clone(),
            return_url: return_to,
            payer,
            beneficiary,
            payment_method_configuration: Terms {
                amount,
                statement_description: description,
                dates: None,
            },
            metadata: Metadata::new(),
        }
    }

    /// On this day instead of at once.
    pub fn on(mut self, day: Date) -> Self {
        self.payment_method = AuthorizedMethod::Scheduled;
        self.payment_method_configuration.dates = Some([Day(day)]);
        self
    }

    /// What the payer's statement shows, of 1 to 140 characters.
    pub fn statement_description(mut self, text: impl Into<String>) -> Self {
        self.payment_method_configuration.statement_description = Redacted::new(text.into());
        self
    }

    /// Keys and values of your own.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// Your own id of it.
    pub fn external_id(&self) -> &ExternalId {
        &self.external_id
    }

    pub(crate) fn check(&self, today: Date) -> Result<()> {
        let terms = &self.payment_method_configuration;
        check::amount(terms.amount, "payment_method_configuration.amount")?;
        check::length(self.description.expose(), 1, 140, "description")?;
        let text = terms.statement_description.expose();
        let field = "payment_method_configuration.statement_description";
        check::length(text, 1, 140, field)?;
        if let Some([Day(day)]) = &terms.dates {
            check_day(*day, today)?;
        }
        check::address(&self.return_url, "return_url")?;
        self.metadata.check()?;
        self.payer.check()?;
        self.beneficiary.check()
    }
}

fn check_day(day: Date, today: Date) -> Result<()> {
    let last = today.saturating_add(Duration::days(720));
    match day > today && day <= last {
        true => Ok(()),
        false => Err(Error::input(
            "payment_method_configuration.dates is not within the 720 days from tomorrow on, in \
             Brasília",
        )),
    }
}

/// Who pays by an authorization.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct AuthorizingPayer {
    customer: AuthorizingCustomer,
    #[serde(skip_serializing_if = "Option::is_none")]
    institution: Option<PaymentInstitutionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    representative_identifier: Option<Redacted<String>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum AuthorizingCustomer {
    Registered(CustomerId),
    New(NewCustomer),
}

impl AuthorizingPayer {
    /// Somebody who is registered.
    pub fn customer(id: &CustomerId) -> Self {
        Self::of(AuthorizingCustomer::Registered(id.clone()))
    }

    /// Somebody who is registered by the same call: name and number, and your id if you like.
    pub fn new_customer(customer: NewCustomer) -> Self {
        Self::of(AuthorizingCustomer::New(customer))
    }

    fn of(customer: AuthorizingCustomer) -> Self {
        Self {
            customer,
            institution: None,
            representative_identifier: None,
        }
    }

    /// Where their account is.
    pub fn at(mut self, institution: &PaymentInstitutionId) -> Self {
        self.institution = Some(institution.clone());
        self
    }

    /// Number of who agrees for a company. Belvo's page calls it a CPF, its description demands 14
    /// digits, and its answers show 11 to 14; both are let through.
    pub fn represented_by(mut self, tax_id: impl Into<String>) -> Self {
        self.representative_identifier = Some(Redacted::new(tax_id.into()));
        self
    }

    fn check(&self) -> Result<()> {
        if let Some(number) = &self.representative_identifier {
            check::tax_id(number.expose(), "payer.representative_identifier")?;
        }
        match &self.customer {
            AuthorizingCustomer::New(customer) => customer.check_v2(),
            AuthorizingCustomer::Registered(_) => Ok(()),
        }
    }
}

/// The account that an authorization pays to.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct PaidAccount {
    #[serde(rename = "type")]
    kind: &'static str,
    target: PaidTarget,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum PaidTarget {
    Registered(BankAccountId),
    New(Box<NewBankAccountV2>),
}

impl PaidAccount {
    /// One that is registered.
    pub fn bank_account(id: &BankAccountId) -> Self {
        Self::of(PaidTarget::Registered(id.clone()))
    }

    /// One that is registered by the same call.
    pub fn new_bank_account(account: NewBankAccountV2) -> Self {
        Self::of(PaidTarget::New(Box::new(account)))
    }

    fn of(target: PaidTarget) -> Self {
        Self {
            kind: "BANK_ACCOUNT",
            target,
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        match &self.target {
            PaidTarget::Registered(_) => Ok(()),
            PaidTarget::New(account) => account.check(),
        }
    }
}

//! Payments to be asked for.

use client_core::money::{Amount, amount_string};
use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::Serialize;
use time::Date;
use url::Url;

use super::{
    BankAccountId, CustomerId, ExternalId, Metadata, NewBankAccount, NewCustomer,
    PaymentInstitutionId, PaymentMethodType, PaymentSchedule, check,
};

/// Who pays.
#[derive(Clone, Debug)]
#[must_use]
pub struct Payer {
    customer: PayingCustomer,
    institution: Option<PaymentInstitutionId>,
    cpf: Option<Redacted<String>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum PayingCustomer {
    Registered(CustomerId),
    New(NewCustomer),
}

impl Payer {
    /// Somebody who is registered.
    pub fn customer(id: &CustomerId) -> Self {
        Self::of(PayingCustomer::Registered(id.clone()))
    }

    /// Somebody who is registered by the same call.
    pub fn new_customer(customer: NewCustomer) -> Self {
        Self::of(PayingCustomer::New(customer))
    }

    fn of(customer: PayingCustomer) -> Self {
        Self {
            customer,
            institution: None,
            cpf: None,
        }
    }

    /// Where their account is. Only a registered person who pays to a registered account may do
    /// without; then ask for it, and [update](crate::api::payments::PaymentIntents::update) the
    /// intent.
    pub fn at(mut self, institution: &PaymentInstitutionId) -> Self {
        self.institution = Some(institution.clone());
        self
    }

    /// The CPF of the person who agrees for a company that pays.
    #[doc(alias = "cpf")]
    pub fn authorized_by(mut self, cpf: impl Into<String>) -> Self {
        self.cpf = Some(Redacted::new(cpf.into()));
        self
    }

    fn check(&self) -> Result<()> {
        if let Some(cpf) = &self.cpf {
            check::cpf(cpf.expose(), "payment_method_details.open_finance.cpf")?;
        }
        let PayingCustomer::New(customer) = &self.customer else {
            return Ok(());
        };
        customer.check()?;
        match customer.is_company() && self.cpf.is_none() {
            false => Ok(()),
            true => Err(Error::input(
                "payment_method_details.open_finance.cpf is missing: a company pays, so say who \
                 agrees for it",
            )),
        }
    }
}

/// Who is paid.
#[derive(Clone, Debug)]
#[must_use]
pub struct Beneficiary(Target);

#[derive(Clone, Debug)]
enum Target {
    Registered(BankAccountId),
    New(Box<NewBankAccount>),
    PixKey(Redacted<String>),
}

impl Beneficiary {
    /// A bank account that is registered.
    pub fn bank_account(id: &BankAccountId) -> Self {
        Self(Target::Registered(id.clone()))
    }

    /// A bank account that is registered by the same call. Only together with a
    /// [new customer](Payer::new_customer).
    pub fn new_bank_account(account: NewBankAccount) -> Self {
        Self(Target::New(Box::new(account)))
    }

    /// Whoever has this Pix key. The payment then waits: show the payer whose key it is, and
    /// [confirm](crate::api::payments::PaymentIntents::confirm).
    pub fn pix_key(key: impl Into<String>) -> Self {
        Self(Target::PixKey(Redacted::new(key.into())))
    }
}

/// A payment, or a schedule of payments, to be asked for.
#[derive(Clone, Debug)]
#[must_use]
pub struct NewPaymentIntent {
    external_id: ExternalId,
    amount: Amount,
    description: Redacted<String>,
    payer: Payer,
    beneficiary: Beneficiary,
    callback_url: Url,
    schedule: Option<PaymentSchedule>,
    statement_description: Option<Redacted<String>>,
    metadata: Metadata,
    unconfirmed: bool,
}

impl NewPaymentIntent {
    /// Of `amount` in BRL, from `payer` to `beneficiary`; the payer comes back to `callback`.
    ///
    /// Belvo does without an id of yours; this does not, for without one a payment whose answer was
    /// lost cannot be found again.
    pub fn new(
        external_id: &ExternalId,
        amount: Amount,
        description: impl Into<String>,
        payer: Payer,
        beneficiary: Beneficiary,
        callback: Url,
    ) -> Self {
        Self {
            external_id: external_id.clone(),
            amount,
            description: Redacted::new(description.into()),
            payer,
            beneficiary,
            callback_url: callback,
            schedule: None,
            statement_description: None,
            metadata: Metadata::new(),
            unconfirmed: false,
        }
    }

    /// On these days instead of at once, `amount` each time.
    pub fn schedule(mut self, schedule: PaymentSchedule) -> Self {
        self.schedule = Some(schedule);
        self
    }

    /// What the payer's statement shows, of at most 50 characters; the description otherwise.
    pub fn statement_description(mut self, text: impl Into<String>) -> Self {
        self.statement_description = Some(Redacted::new(text.into()));
        self
    }

    /// Keys and values of your own.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// Waits to be [confirmed](crate::api::payments::PaymentIntents::confirm), as payments to Pix
    /// keys do anyway.
    pub fn unconfirmed(mut self) -> Self {
        self.unconfirmed = true;
        self
    }

    /// Your own id of it.
    pub fn external_id(&self) -> &ExternalId {
        &self.external_id
    }

    /// How much.
    pub fn amount(&self) -> Amount {
        self.amount
    }

    pub(crate) fn check(&self, today: Date) -> Result<()> {
        check::amount(self.amount, "amount")?;
        check::there(self.description.expose(), "description")?;
        if let Some(text) = &self.statement_description {
            check::length(text.expose(), 1, 50, "statement_description")?;
        }
        check::address(&self.callback_url, "callback_url")?;
        self.metadata.check()?;
        self.payer.check()?;
        if let Some(schedule) = &self.schedule {
            schedule.check(today)?;
        }
        self.check_shape()
    }

    /// Belvo documents five shapes of payer and beneficiary.
    fn check_shape(&self) -> Result<()> {
        let registered = matches!(self.payer.customer, PayingCustomer::Registered(_));
        match &self.beneficiary.0 {
            Target::New(_) if registered => {
                return Err(Error::input(
                    "beneficiary_bank_account is a new one though the customer is registered: \
                     register the account first, and give its id",
                ));
            }
            Target::New(account) => account.check()?,
            Target::PixKey(key) => check::there(key.expose(), "pix_key")?,
            Target::Registered(_) => {}
        }
        let may_come_later = registered
            && self.payer.cpf.is_none()
            && matches!(self.beneficiary.0, Target::Registered(_));
        match self.payer.institution.is_none() && !may_come_later {
            false => Ok(()),
            true => Err(Error::input(
                "payer_institution is missing; give it by Payer::at",
            )),
        }
    }

    fn is_confirmed(&self) -> bool {
        let to_account = !matches!(self.beneficiary.0, Target::PixKey(_));
        to_account && self.payer.institution.is_some() && !self.unconfirmed
    }

    /// As Belvo takes it.
    pub(crate) fn body(&self) -> impl Serialize + '_ {
        let (account, pix_key) = match &self.beneficiary.0 {
            Target::Registered(id) => (Some(AccountBody::Registered(id)), None),
            Target::New(account) => (Some(AccountBody::New(account)), None),
            Target::PixKey(key) => (None, Some(key)),
        };
        Body {
            amount: self.amount,
            customer: &self.payer.customer,
            external_id: &self.external_id,
            description: &self.description,
            statement_description: self.statement_description.as_ref(),
            allowed_payment_method_types: [PaymentMethodType::OpenFinance],
            payment_method_details: MethodBody {
                open_finance: OpenFinanceBody {
                    beneficiary_bank_account: account,
                    pix_key,
                    payer_institution: self.payer.institution.as_ref(),
                    callback_url: &self.callback_url,
                    cpf: self.payer.cpf.as_ref(),
                    schedule: self.schedule.as_ref(),
                },
            },
            confirm: self.is_confirmed(),
            metadata: (!self.metadata.is_empty()).then_some(&self.metadata),
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(with = "amount_string")]
    amount: Amount,
    customer: &'a PayingCustomer,
    external_id: &'a ExternalId,
    description: &'a Redacted<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement_description: Option<&'a Redacted<String>>,
    allowed_payment_method_types: [PaymentMethodType; 1],
    payment_method_details: MethodBody<'a>,
    confirm: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a Metadata>,
}

#[derive(Serialize)]
struct MethodBody<'a> {
    open_finance: OpenFinanceBody<'a>,
}

#[derive(Serialize)]
struct OpenFinanceBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    beneficiary_bank_account: Option<AccountBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pix_key: Option<&'a Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payer_institution: Option<&'a PaymentInstitutionId>,
    callback_url: &'a Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    cpf: Option<&'a Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<&'a PaymentSchedule>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum AccountBody<'a> {
    Registered(&'a BankAccountId),
    New(&'a NewBankAccount),
}

/// What changes of a payment intent that is not confirmed yet.
#[derive(Clone, Debug, Default, Serialize)]
#[must_use]
pub struct PaymentIntentUpdate {
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_method_details: Option<UpdatedMethod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirm: Option<bool>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct UpdatedMethod {
    open_finance: UpdatedOpenFinance,
}

#[derive(Clone, Debug, Default, Serialize)]
struct UpdatedOpenFinance {
    #[serde(skip_serializing_if = "Option::is_none")]
    payer_institution: Option<PaymentInstitutionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beneficiary_bank_account: Option<BankAccountId>,
}

impl PaymentIntentUpdate {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the payer's account is.
    pub fn payer_institution(mut self, id: &PaymentInstitutionId) -> Self {
        self.method().payer_institution = Some(id.clone());
        self
    }

    /// The account that is paid to.
    pub fn beneficiary_bank_account(mut self, id: &BankAccountId) -> Self {
        self.method().beneficiary_bank_account = Some(id.clone());
        self
    }

    /// Confirms it: the payer can agree from now on.
    pub fn confirm(mut self) -> Self {
        self.confirm = Some(true);
        self
    }

    fn method(&mut self) -> &mut UpdatedOpenFinance {
        &mut self
            .payment_method_details
            .get_or_insert_default()
            .open_finance
    }

    pub(crate) fn check(&self) -> Result<()> {
        match (&self.payment_method_details, self.confirm) {
            (None, None) => Err(Error::input(
                "the update changes nothing; set a field, or confirm",
            )),
            _ => Ok(()),
        }
    }
}

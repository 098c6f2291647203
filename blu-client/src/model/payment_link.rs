//! Payment links.

use brazil_types::TaxId;
use client_core::money::{Amount, amount_string};
use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

use super::check;

client_core::id_type! {
    /// Identifies a payment link.
    pub struct PaymentLinkId;
}

client_core::open_enum! {
    /// Where a payment link stands. Blu publishes no list; these are what others' code reads.
    pub enum PaymentLinkStatus {
        /// Paid.
        Paid = "paid",
        /// Paid.
        Success = "success",
        /// Paid.
        Confirmed = "confirmed",
        /// No longer payable.
        Expired = "expired",
    }
}

impl PaymentLinkStatus {
    /// Whether the link was paid. Everything else but [`Expired`](Self::Expired) means to wait.
    pub fn is_paid(&self) -> bool {
        matches!(self, Self::Paid | Self::Success | Self::Confirmed)
    }
}

const LEAST_CENTS: i64 = 1_000;
const LONGEST_DESCRIPTION: usize = 25;
const MOST_INSTALLMENTS: u32 = 12;

/// A payment link to be created.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewPaymentLink {
    #[serde(with = "amount_string")]
    amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_notification: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_notification: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer_rate_forwarding: Option<bool>,
    #[serde(flatten)]
    customer: Option<Customer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed_installment_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_installment_number: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Customer {
    document_type: &'static str,
    customer_name: Redacted<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_cpf: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_cnpj: Option<Redacted<String>>,
}

impl NewPaymentLink {
    /// A link for `amount`, at least R$ 10.00.
    pub fn new(amount: Amount) -> Self {
        Self {
            amount,
            email_notification: None,
            phone_notification: None,
            description: None,
            issuer_rate_forwarding: None,
            customer: None,
            fixed_installment_number: None,
            max_installment_number: None,
        }
    }

    /// Tells the payer by e-mail.
    #[doc(alias = "email_notification")]
    pub fn notify_email(mut self, address: impl Into<String>) -> Self {
        self.email_notification = Some(Redacted::new(address.into()));
        self
    }

    /// Tells the payer by phone: area code and number. Punctuation and the country code 55 are
    /// taken off.
    #[doc(alias = "phone_notification")]
    pub fn notify_phone(mut self, number: impl Into<String>) -> Self {
        self.phone_notification = Some(Redacted::new(number.into()));
        self
    }

    /// What the payer reads, at most 25 characters.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(text.into()));
        self
    }

    /// Whether the payer bears the cost of installments.
    #[doc(alias = "issuer_rate_forwarding")]
    pub fn payer_bears_installments(mut self, bears: bool) -> Self {
        self.issuer_rate_forwarding = Some(bears);
        self
    }

    /// Who is to pay.
    #[doc(alias = "document_type")]
    #[doc(alias = "customer_cpf")]
    #[doc(alias = "customer_cnpj")]
    pub fn customer(mut self, name: impl Into<String>, tax_id: &TaxId) -> Self {
        let document = Some(Redacted::new(tax_id.expose().to_owned()));
        let (document_type, customer_cpf, customer_cnpj) = match tax_id {
            TaxId::Cpf(_) => ("CPF", document, None),
            TaxId::Cnpj(_) => ("CNPJ", None, document),
        };
        self.customer = Some(Customer {
            document_type,
            customer_name: Redacted::new(name.into()),
            customer_cpf,
            customer_cnpj,
        });
        self
    }

    /// In exactly so many installments, 1 to 12. Instead of
    /// [`most_installments`](Self::most_installments).
    #[doc(alias = "fixed_installment_number")]
    pub fn installments(mut self, number: u32) -> Self {
        self.fixed_installment_number = Some(number.to_string());
        self.max_installment_number = None;
        self
    }

    /// In so many installments at most, 1 to 12. Instead of [`installments`](Self::installments).
    #[doc(alias = "max_installment_number")]
    pub fn most_installments(mut self, number: u32) -> Self {
        self.max_installment_number = Some(number.to_string());
        self.fixed_installment_number = None;
        self
    }

    /// What is to be sent, or what is wrong with it.
    pub(crate) fn checked(&self) -> Result<Self> {
        check::positive(self.amount, "amount")?;
        if self.amount < Amount::from_cents(LEAST_CENTS) {
            return Err(Error::input("amount must be at least 10.00"));
        }
        let mut checked = self.clone();
        if let Some(address) = &self.email_notification {
            check::email(address.expose(), "email_notification")?;
        }
        if let Some(number) = &self.phone_notification {
            let digits = check::phone(number.expose(), "phone_notification")?;
            checked.phone_notification = Some(Redacted::new(digits));
        }
        if let Some(text) = &self.description {
            check::at_most(text.expose(), LONGEST_DESCRIPTION, "description")?;
        }
        check_installments(&self.fixed_installment_number, "fixed_installment_number")?;
        check_installments(&self.max_installment_number, "max_installment_number")?;
        Ok(checked)
    }
}

fn check_installments(number: &Option<String>, field: &str) -> Result<()> {
    let within = |number: &String| {
        number
            .parse()
            .is_ok_and(|number: u32| (1..=MOST_INSTALLMENTS).contains(&number))
    };
    if number.as_ref().is_none_or(within) {
        return Ok(());
    }
    let what = format!("{field} must be within 1 to {MOST_INSTALLMENTS}");
    Err(Error::input(what))
}

/// A payment link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentLink {
    /// Identifies it.
    pub id: PaymentLinkId,
    /// Its address, which whoever has it can open.
    pub link_url: Option<Redacted<String>>,
    /// A newer page of the same; send the payer here if there is one.
    pub smart_checkout_url: Option<Redacted<String>>,
    /// Names the request to Blu's support.
    pub trace_key: Option<String>,
    /// Blu's prose.
    pub message: Option<Redacted<String>>,
    /// When it expires, as Blu writes it.
    pub expiration_date: Option<String>,
    /// Where it stands; comes only when it is asked for.
    pub status: Option<PaymentLinkStatus>,
    /// Who tried to pay last; comes only when it is asked for.
    #[serde(rename = "last_payment_link_intent")]
    #[doc(alias = "last_payment_link_intent")]
    pub last_intent: Option<PaymentLinkIntent>,
}

/// Someone who tried to pay a link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentLinkIntent {
    /// Name.
    pub name: Option<Redacted<String>>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
    /// Phone.
    pub phone: Option<Redacted<String>>,
    /// CPF or CNPJ.
    #[serde(rename = "cpf_cnpj")]
    #[doc(alias = "cpf_cnpj")]
    pub tax_id: Option<Redacted<String>>,
    /// Birth date, as Blu writes it.
    pub birth_date: Option<Redacted<String>>,
    /// Address.
    pub address: Option<IntentAddress>,
}

/// An address of a [`PaymentLinkIntent`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IntentAddress {
    /// Postal code.
    #[serde(rename = "cep")]
    #[doc(alias = "cep")]
    pub postal_code: Option<Redacted<String>>,
    /// Street.
    pub street: Option<Redacted<String>>,
    /// Number of the house.
    #[serde(default, with = "client_core::wire::string_or_number")]
    pub number: Option<Redacted<String>>,
    /// What the number does not say.
    pub complement: Option<Redacted<String>>,
    /// District.
    pub district: Option<Redacted<String>>,
    /// City.
    pub city: Option<Redacted<String>>,
    /// State.
    pub state: Option<Redacted<String>>,
}

//! Consents to automatic payments as they are asked for.

use brazil_types::{Cnpj, Cpf, TaxId, TaxIdKind};
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use client_core::{Error, Result};
use serde::Serialize;
use time::macros::time;
use time::{Date, OffsetDateTime};

use super::new_consent::{Identified, Who, identified};
use super::new_payment::positive_cents;
use super::{
    ContractDebtor, Creditor, Currency, DocumentKind, FirstPayment, PartyDocument, PaymentInterval,
    PaymentKind, PaymentLimit, PeriodicLimits, PixAccount, PixAutomatico, RecurringConfiguration,
    Sweeping, VariableRecurring,
};

/// A consent to automatic payments to ask for.
///
/// ```
/// use brazil_types::{Cpf, TaxId};
/// use openfinance_client::Amount;
/// use openfinance_client::model::{Creditor, NewRecurringConsent, PaymentLimit, Sweeping};
///
/// let cpf = Cpf::parse("529.982.247-25")?;
/// let limits = Sweeping::new()
///     .at_most_each(Amount::parse("500.00")?)
///     .per_month(PaymentLimit::count(4));
/// let me = Creditor::new(TaxId::Cpf(cpf), "Lia Fictícia");
/// let consent = NewRecurringConsent::of_person(cpf, me, limits);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecurringConsent {
    who: Who,
    creditors: Vec<Creditor>,
    configuration: RecurringConfiguration,
    until: Option<Date>,
    told: Option<String>,
    debtor_account: Option<PixAccount>,
    linked: bool,
}

const LONGEST_NAME: usize = 120;
const LONGEST_TOLD: usize = 140;

impl NewRecurringConsent {
    /// The consent of a person. For [`Sweeping`] the payee is the same person.
    #[doc(alias = "loggedUser")]
    pub fn of_person(
        person: Cpf,
        creditor: Creditor,
        configuration: impl Into<RecurringConfiguration>,
    ) -> Self {
        let who = Who {
            person,
            company: None,
        };
        Self::of(who, creditor, configuration.into())
    }

    /// The consent of a company, given by a person who acts for it.
    #[doc(alias = "businessEntity")]
    pub fn of_company(
        company: Cnpj,
        person: Cpf,
        creditor: Creditor,
        configuration: impl Into<RecurringConfiguration>,
    ) -> Self {
        let who = Who {
            person,
            company: Some(company),
        };
        Self::of(who, creditor, configuration.into())
    }

    fn of(who: Who, creditor: Creditor, configuration: RecurringConfiguration) -> Self {
        Self {
            who,
            creditors: vec![creditor],
            configuration,
            until: None,
            told: None,
            debtor_account: None,
            linked: false,
        }
    }

    /// Somebody else who may be paid too, such as another branch of a company.
    #[doc(alias = "creditors")]
    #[must_use]
    pub fn also_to(mut self, creditor: Creditor) -> Self {
        self.creditors.push(creditor);
        self
    }

    /// Ends with this day, at 23:59:59 UTC; otherwise never.
    #[doc(alias = "expirationDateTime")]
    #[must_use]
    pub fn until(mut self, day: Date) -> Self {
        self.until = Some(day);
        self
    }

    /// What the customer is told of it.
    #[doc(alias = "additionalInformation")]
    #[must_use]
    pub fn told(mut self, text: impl Into<String>) -> Self {
        self.told = Some(text.into());
        self
    }

    /// The account to pay from; otherwise the customer chooses at the bank.
    #[doc(alias = "debtorAccount")]
    #[must_use]
    pub fn from_account(mut self, account: PixAccount) -> Self {
        self.debtor_account = Some(account);
        self
    }

    pub(crate) fn checked(&self) -> Result<impl Serialize + use<>> {
        for creditor in &self.creditors {
            check_name("creditors.name", creditor.name.expose())?;
        }
        self.configuration.check()?;
        if let Some(account) = &self.debtor_account {
            account.check("debtorAccount")?;
        }
        let told = self.told.as_deref().unwrap_or_default();
        if told.chars().count() > LONGEST_TOLD {
            return Err(Error::input(
                "additionalInformation has more than 140 characters",
            ));
        }
        Ok(Body {
            logged_user: identified(self.who.person, "CPF"),
            business_entity: self.who.company.map(|company| identified(company, "CNPJ")),
            creditors: self.creditors.clone(),
            expiration: self.until.map(end_of),
            additional_information: self.told.clone(),
            debtor_account: self.debtor_account.clone(),
            recurring_configuration: self.configuration.clone(),
        })
    }
}

pub(super) fn end_of(day: Date) -> OffsetDateTime {
    day.with_time(time!(23:59:59)).assume_utc()
}

/// Letters, digits and the signs that bank systems take.
pub(super) fn check_name(field: &str, name: &str) -> Result<()> {
    let allowed = |c: char| {
        c.is_ascii_alphanumeric()
            || ",.@:&*+_<>()!?/\\$%' -".contains(c)
            || (matches!(c, '\u{C0}'..='\u{FF}') && !matches!(c, '\u{D7}' | '\u{F7}'))
    };
    match (1..=LONGEST_NAME).contains(&name.chars().count()) && name.chars().all(allowed) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} must be 1 to 120 letters, digits and common signs"
        ))),
    }
}

impl RecurringConfiguration {
    fn check(&self) -> Result<()> {
        if let Some(automatic) = &self.automatic {
            automatic.check()?;
        }
        let mut amounts = Vec::new();
        if let Some(sweeping) = &self.sweeping {
            amounts.extend([sweeping.total_allowed_amount, sweeping.transaction_limit]);
            amounts.extend(limits_of(sweeping.periodic_limits.as_ref()));
        }
        if let Some(variable) = &self.vrp {
            let global = variable.global_limits.as_ref();
            amounts.extend([
                variable.transaction_limit,
                global.and_then(|limit| limit.amount),
            ]);
            amounts.extend(limits_of(variable.periodic_limits.as_ref()));
        }
        for amount in amounts.into_iter().flatten() {
            positive_cents("recurringConfiguration: a limit", amount)?;
        }
        Ok(())
    }
}

fn limits_of(limits: Option<&PeriodicLimits>) -> Vec<Option<Amount>> {
    let limits = limits.map(|limits| [&limits.day, &limits.week, &limits.month, &limits.year]);
    let limits = limits.into_iter().flatten().flatten();
    limits.map(|limit| limit.amount).collect()
}

impl From<PixAutomatico> for RecurringConfiguration {
    fn from(automatic: PixAutomatico) -> Self {
        Self {
            automatic: Some(automatic),
            ..Self::default()
        }
    }
}

impl From<Sweeping> for RecurringConfiguration {
    fn from(sweeping: Sweeping) -> Self {
        Self {
            sweeping: Some(sweeping),
            ..Self::default()
        }
    }
}

impl From<VariableRecurring> for RecurringConfiguration {
    fn from(variable: VariableRecurring) -> Self {
        Self {
            vrp: Some(variable),
            ..Self::default()
        }
    }
}

impl PixAutomatico {
    /// Debits under a contract, of varying amounts unless [fixed](PixAutomatico::fixed), in cycles
    /// that are counted from `start`.
    pub fn new(
        contract_id: impl Into<String>,
        debtor: ContractDebtor,
        interval: PaymentInterval,
        start: Date,
    ) -> Self {
        Self {
            contract_id: contract_id.into(),
            fixed_amount: None,
            maximum_variable_amount: None,
            minimum_variable_amount: None,
            interval,
            contract_debtor: debtor,
            first_payment: None,
            is_retry_accepted: false,
            use_overdraft_limit: None,
            reference_start_date: start,
        }
    }

    /// Always this amount.
    #[must_use]
    pub fn fixed(mut self, amount: Amount) -> Self {
        self.fixed_amount = Some(amount);
        self
    }

    /// At most this amount each time.
    #[must_use]
    pub fn at_most(mut self, amount: Amount) -> Self {
        self.maximum_variable_amount = Some(amount);
        self
    }

    /// The payer's own limit must be no lower than this.
    #[must_use]
    pub fn limit_at_least(mut self, amount: Amount) -> Self {
        self.minimum_variable_amount = Some(amount);
        self
    }

    /// With a payment at once, when the customer agrees.
    #[must_use]
    pub fn starting_with(mut self, payment: FirstPayment) -> Self {
        self.first_payment = Some(payment);
        self
    }

    /// What failed may be tried again on later days.
    #[doc(alias = "isRetryAccepted")]
    #[must_use]
    pub fn retrying(mut self) -> Self {
        self.is_retry_accepted = true;
        self
    }

    fn check(&self) -> Result<()> {
        let id = self.contract_id.as_bytes();
        if !(1..=35).contains(&id.len()) || !id.iter().all(u8::is_ascii_alphanumeric) {
            return Err(Error::input(
                "automatic.contractId must be 1 to 35 letters and digits",
            ));
        }
        check_name(
            "automatic.contractDebtor.name",
            self.contract_debtor.name.expose(),
        )?;
        let varies = self
            .maximum_variable_amount
            .or(self.minimum_variable_amount);
        if self.fixed_amount.is_some() && varies.is_some() {
            return Err(Error::input(
                "automatic.fixedAmount excludes minimum and maximum of a varying amount",
            ));
        }
        let amounts = [
            ("automatic.fixedAmount", self.fixed_amount),
            (
                "automatic.maximumVariableAmount",
                self.maximum_variable_amount,
            ),
            (
                "automatic.minimumVariableAmount",
                self.minimum_variable_amount,
            ),
        ];
        for (field, amount) in amounts {
            if let Some(amount) = amount {
                positive_cents(field, amount)?;
            }
        }
        match &self.first_payment {
            None => Ok(()),
            Some(first) => {
                positive_cents("automatic.firstPayment.amount", first.amount)?;
                first
                    .creditor_account
                    .check("automatic.firstPayment.creditorAccount")
            }
        }
    }
}

impl ContractDebtor {
    /// Whose contract it is.
    pub fn new(tax_id: TaxId, name: impl Into<String>) -> Self {
        Self {
            name: Redacted::new(name.into()),
            document: PartyDocument::of(tax_id),
        }
    }
}

impl PartyDocument {
    /// A CPF or CNPJ.
    pub(crate) fn of(tax_id: TaxId) -> Self {
        Self {
            number: Redacted::new(tax_id.expose().to_owned()),
            kind: match tax_id.kind() {
                TaxIdKind::Cpf => DocumentKind::Cpf,
                TaxIdKind::Cnpj => DocumentKind::Cnpj,
            },
        }
    }
}

impl FirstPayment {
    /// A payment on this day to this account.
    pub fn new(date: Date, amount: Amount, account: PixAccount) -> Self {
        Self {
            kind: PaymentKind::Pix,
            date,
            currency: Currency::Brl,
            amount,
            note: None,
            creditor_account: account,
        }
    }
}

impl Sweeping {
    /// Without limits but the bank's.
    pub fn new() -> Self {
        Self::default()
    }

    /// The most that all payments together may come to.
    #[doc(alias = "totalAllowedAmount")]
    #[must_use]
    pub fn at_most_in_all(mut self, amount: Amount) -> Self {
        self.total_allowed_amount = Some(amount);
        self
    }

    /// The most for one payment.
    #[doc(alias = "transactionLimit")]
    #[must_use]
    pub fn at_most_each(mut self, amount: Amount) -> Self {
        self.transaction_limit = Some(amount);
        self
    }

    /// Limits for a day.
    #[must_use]
    pub fn per_day(mut self, limit: PaymentLimit) -> Self {
        self.periodic_limits.get_or_insert_default().day = Some(limit);
        self
    }

    /// Limits for a week.
    #[must_use]
    pub fn per_week(mut self, limit: PaymentLimit) -> Self {
        self.periodic_limits.get_or_insert_default().week = Some(limit);
        self
    }

    /// Limits for a month.
    #[must_use]
    pub fn per_month(mut self, limit: PaymentLimit) -> Self {
        self.periodic_limits.get_or_insert_default().month = Some(limit);
        self
    }

    /// Limits for a year.
    #[must_use]
    pub fn per_year(mut self, limit: PaymentLimit) -> Self {
        self.periodic_limits.get_or_insert_default().year = Some(limit);
        self
    }

    /// From this moment on; otherwise at once.
    #[doc(alias = "startDateTime")]
    #[must_use]
    pub fn starting_at(mut self, moment: OffsetDateTime) -> Self {
        let utc = moment.to_offset(time::UtcOffset::UTC);
        // Banks take seconds only.
        self.starts_at = Some(utc.replace_nanosecond(0).unwrap_or(utc));
        self
    }
}

impl VariableRecurring {
    /// Payments of varying amounts, each at most this.
    pub fn at_most_each(amount: Amount) -> Self {
        Self {
            transaction_limit: Some(amount),
            ..Self::default()
        }
    }

    /// Limits for all payments together.
    #[doc(alias = "globalLimits")]
    #[must_use]
    pub fn in_all(mut self, limit: PaymentLimit) -> Self {
        self.global_limits = Some(limit);
        self
    }

    /// Limits for periods.
    #[doc(alias = "periodicLimits")]
    #[must_use]
    pub fn within(mut self, limits: PeriodicLimits) -> Self {
        self.periodic_limits = Some(limits);
        self
    }
}

impl PaymentLimit {
    /// So many payments.
    pub fn count(payments: u32) -> Self {
        Self {
            count: Some(payments),
            amount: None,
        }
    }

    /// So much in all.
    pub fn amount(amount: Amount) -> Self {
        Self {
            count: None,
            amount: Some(amount),
        }
    }

    /// And so much in all.
    #[must_use]
    pub fn and_amount(mut self, amount: Amount) -> Self {
        self.amount = Some(amount);
        self
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    logged_user: Identified<Cpf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_entity: Option<Identified<Cnpj>>,
    creditors: Vec<Creditor>,
    #[serde(
        rename = "expirationDateTime",
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    expiration: Option<OffsetDateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_information: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    debtor_account: Option<PixAccount>,
    recurring_configuration: RecurringConfiguration,
}

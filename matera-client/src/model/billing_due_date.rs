//! What a Pix charge with a due date says: until when, who pays, what being late or early does.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::check;

/// How interest is counted, in the central bank's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InterestMode {
    /// An amount for each day.
    AmountPerDay,
    /// Percent a day.
    PercentPerDay,
    /// Percent a month.
    PercentPerMonth,
    /// Percent a year.
    PercentPerYear,
    /// An amount for each business day.
    AmountPerBusinessDay,
    /// Percent a business day.
    PercentPerBusinessDay,
    /// Percent a month, counted in business days.
    PercentPerMonthOfBusinessDays,
    /// Percent a year, counted in business days.
    PercentPerYearOfBusinessDays,
}

/// Whether a value is an amount or a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueMode {
    /// An amount in BRL.
    Amount,
    /// Percent of the charge.
    Percent,
}

/// What a discount for each day of early payment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EarlyDiscountMode {
    /// An amount for each day.
    AmountPerDay,
    /// An amount for each business day.
    AmountPerBusinessDay,
    /// Percent for each day.
    PercentPerDay,
    /// Percent for each business day.
    PercentPerBusinessDay,
}

impl InterestMode {
    fn code(self) -> u8 {
        match self {
            Self::AmountPerDay => 1,
            Self::PercentPerDay => 2,
            Self::PercentPerMonth => 3,
            Self::PercentPerYear => 4,
            Self::AmountPerBusinessDay => 5,
            Self::PercentPerBusinessDay => 6,
            Self::PercentPerMonthOfBusinessDays => 7,
            Self::PercentPerYearOfBusinessDays => 8,
        }
    }
}

impl ValueMode {
    fn code(self) -> u8 {
        match self {
            Self::Amount => 1,
            Self::Percent => 2,
        }
    }
}

impl EarlyDiscountMode {
    fn code(self) -> u8 {
        match self {
            Self::AmountPerDay => 3,
            Self::AmountPerBusinessDay => 4,
            Self::PercentPerDay => 5,
            Self::PercentPerBusinessDay => 6,
        }
    }
}

/// Until when a Pix charge is to be paid, by whom, and what being late or early does.
///
/// The codes of interest, fine and discount are the central bank's, as the provider says without
/// listing them.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct BillingDueDate {
    #[serde(with = "wire::date")]
    due_date: Date,
    days_after_due_date: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    payer_information: Option<ChargePayer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interests: Option<Rate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fines: Option<Rate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reduction: Option<Rate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discounts: Option<Discounts>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rate {
    value_perc: Amount,
    modality: u8,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Discounts {
    UniqueDiscount(UniqueDiscount),
    FixedDateDiscountList(DatedDiscounts),
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct UniqueDiscount {
    unique_value_perc_discount: Amount,
    modality: u8,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct DatedDiscounts {
    modality: u8,
    fixed_date_discounts: Vec<DatedDiscount>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct DatedDiscount {
    #[serde(with = "wire::date")]
    date: Date,
    value_perc: Amount,
}

impl BillingDueDate {
    /// To be paid by a day, and still for so many days afterwards.
    pub fn new(day: Date, days_after: u32) -> Self {
        Self {
            due_date: day,
            days_after_due_date: days_after,
            payer_information: None,
            interests: None,
            fines: None,
            reduction: None,
            discounts: None,
        }
    }

    /// Who is to pay.
    #[doc(alias = "payerInformation")]
    pub fn payer(mut self, payer: ChargePayer) -> Self {
        self.payer_information = Some(payer);
        self
    }

    /// What each day after the due date costs.
    #[doc(alias = "interests")]
    #[doc(alias = "juros")]
    pub fn interest(mut self, mode: InterestMode, value: Amount) -> Self {
        self.interests = Some(rate(mode.code(), value));
        self
    }

    /// What being late costs at once.
    #[doc(alias = "fines")]
    #[doc(alias = "multa")]
    pub fn fine(mut self, mode: ValueMode, value: Amount) -> Self {
        self.fines = Some(rate(mode.code(), value));
        self
    }

    /// What is taken off whenever it is paid.
    #[doc(alias = "abatimento")]
    pub fn reduction(mut self, mode: ValueMode, value: Amount) -> Self {
        self.reduction = Some(rate(mode.code(), value));
        self
    }

    /// What is taken off for each day that it is paid early.
    #[doc(alias = "uniqueDiscount")]
    #[doc(alias = "desconto")]
    pub fn early_discount(mut self, mode: EarlyDiscountMode, value: Amount) -> Self {
        self.discounts = Some(Discounts::UniqueDiscount(UniqueDiscount {
            unique_value_perc_discount: value,
            modality: mode.code(),
        }));
        self
    }

    /// What is taken off when it is paid by one of these days. Takes the place of an
    /// [`early_discount`](Self::early_discount).
    #[doc(alias = "fixedDateDiscountList")]
    #[doc(alias = "desconto")]
    pub fn discounts_until(
        mut self,
        mode: ValueMode,
        discounts: impl IntoIterator<Item = (Date, Amount)>,
    ) -> Self {
        let discounts = discounts.into_iter();
        self.discounts = Some(Discounts::FixedDateDiscountList(DatedDiscounts {
            modality: mode.code(),
            fixed_date_discounts: discounts
                .map(|(date, value_perc)| DatedDiscount { date, value_perc })
                .collect(),
        }));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if let Some(payer) = &self.payer_information {
            payer.check()?;
        }
        let rates = [
            (&self.interests, "interests.valuePerc"),
            (&self.fines, "fines.valuePerc"),
            (&self.reduction, "reduction.valuePerc"),
        ];
        for (rate, field) in rates {
            if let Some(rate) = rate {
                check::positive(rate.value_perc, field)?;
            }
        }
        match &self.discounts {
            None => Ok(()),
            Some(Discounts::UniqueDiscount(discount)) => {
                let field = "uniqueDiscount.uniqueValuePercDiscount";
                check::positive(discount.unique_value_perc_discount, field)
            }
            Some(Discounts::FixedDateDiscountList(list)) => self.check_dated(list),
        }
    }

    fn check_dated(&self, list: &DatedDiscounts) -> Result<()> {
        if list.fixed_date_discounts.is_empty() {
            return Err(Error::input("fixedDateDiscounts is empty; give a day"));
        }
        for discount in &list.fixed_date_discounts {
            check::positive(discount.value_perc, "fixedDateDiscounts.valuePerc")?;
            if discount.date > self.due_date {
                return Err(Error::input("fixedDateDiscounts.date is after dueDate"));
            }
        }
        Ok(())
    }
}

fn rate(modality: u8, value_perc: Amount) -> Rate {
    Rate {
        value_perc,
        modality,
    }
}

/// Who is to pay a charge with a due date.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct ChargePayer {
    cpf_cnpj: Redacted<String>,
    name: Redacted<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    addressing: Option<ChargeAddress>,
}

#[derive(Clone, Debug, Serialize)]
struct ChargeAddress {
    street: Redacted<String>,
    city: Redacted<String>,
    uf: String,
    cep: Redacted<String>,
}

impl ChargePayer {
    /// A person or company by name and CPF or CNPJ, without punctuation.
    #[doc(alias = "cpfCnpj")]
    pub fn new(name: impl Into<String>, tax_id: impl Into<String>) -> Self {
        Self {
            cpf_cnpj: Redacted::new(tax_id.into()),
            name: Redacted::new(name.into()),
            email: None,
            addressing: None,
        }
    }

    /// E-mail.
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(Redacted::new(email.into()));
        self
    }

    /// Address: street and number, city, state of two letters, postal code.
    #[doc(alias = "addressing")]
    pub fn address(
        mut self,
        street: impl Into<String>,
        city: impl Into<String>,
        state: impl Into<String>,
        postal_code: impl Into<String>,
    ) -> Self {
        self.addressing = Some(ChargeAddress {
            street: Redacted::new(street.into()),
            city: Redacted::new(city.into()),
            uf: state.into(),
            cep: Redacted::new(postal_code.into()),
        });
        self
    }

    fn check(&self) -> Result<()> {
        check::tax_id(self.cpf_cnpj.expose(), "payerInformation.cpfCnpj")?;
        check::not_empty(self.name.expose(), "payerInformation.name")?;
        match &self.addressing {
            Some(address) => check::of_length(&address.uf, 2, "payerInformation.addressing.uf"),
            None => Ok(()),
        }
    }
}

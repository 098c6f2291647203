//! Bank accounts: those that are paid to.

use client_core::secret::Redacted;
use client_core::{Result, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{
    BankAccountId, CustomerId, CustomerType, ExternalId, Metadata, PaymentInstitutionId, TaxIdType,
    check,
};

client_core::open_enum! {
    /// Kind of a bank account.
    pub enum BankAccountType {
        /// Checking.
        Checking = "CHECKINGS",
        /// Savings.
        Savings = "SAVINGS",
        /// Salary; not in version 2.
        Salary = "SALARY",
        /// Payment.
        Payment = "PAYMENTS",
    }
}

/// Branch and number of a bank account.
#[derive(Clone, Debug, Serialize)]
pub struct BankAccountNumber {
    account_type: BankAccountType,
    agency: Redacted<String>,
    number: Redacted<String>,
}

impl BankAccountNumber {
    /// Branch: 1 to 4 digits without its check digit. Account: 1 to 20 digits with its check digit,
    /// without hyphen.
    #[doc(alias = "agency")]
    pub fn new(
        kind: BankAccountType,
        branch: impl Into<String>,
        number: impl Into<String>,
    ) -> Self {
        Self {
            account_type: kind,
            agency: Redacted::new(branch.into()),
            number: Redacted::new(number.into()),
        }
    }

    fn check(&self) -> Result<()> {
        check::digits(self.agency.expose(), 1, 4, "details.agency")?;
        check::digits(self.number.expose(), 1, 20, "details.number")
    }
}

/// An account to be paid to, in version 1: for payment intents.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewBankAccount {
    institution: PaymentInstitutionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<ExternalId>,
    holder: NewHolder,
    details: BankAccountNumber,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", content = "information")]
enum NewHolder {
    #[serde(rename = "INDIVIDUAL")]
    Individual {
        first_name: Redacted<String>,
        last_name: Redacted<String>,
        identifier_type: TaxIdType,
        identifier: Redacted<String>,
    },
    #[serde(rename = "BUSINESS")]
    Business {
        name: Redacted<String>,
        identifier_type: TaxIdType,
        identifier: Redacted<String>,
    },
}

impl NewBankAccount {
    /// A person's: first name, last name and CPF, 11 digits.
    pub fn individual(
        institution: &PaymentInstitutionId,
        (first_name, last_name): (&str, &str),
        cpf: &str,
        number: BankAccountNumber,
    ) -> Self {
        let holder = NewHolder::Individual {
            first_name: Redacted::new(first_name.to_owned()),
            last_name: Redacted::new(last_name.to_owned()),
            identifier_type: TaxIdType::Cpf,
            identifier: Redacted::new(cpf.to_owned()),
        };
        Self::of(institution, holder, number)
    }

    /// A company's: name and CNPJ, 14 characters.
    pub fn business(
        institution: &PaymentInstitutionId,
        name: &str,
        cnpj: &str,
        number: BankAccountNumber,
    ) -> Self {
        let holder = NewHolder::Business {
            name: Redacted::new(name.to_owned()),
            identifier_type: TaxIdType::Cnpj,
            identifier: Redacted::new(cnpj.to_owned()),
        };
        Self::of(institution, holder, number)
    }

    fn of(
        institution: &PaymentInstitutionId,
        holder: NewHolder,
        details: BankAccountNumber,
    ) -> Self {
        Self {
            institution: institution.clone(),
            external_id: None,
            holder,
            details,
        }
    }

    /// Your own id.
    pub fn external_id(mut self, id: &ExternalId) -> Self {
        self.external_id = Some(id.clone());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::there(self.institution.as_str(), "institution")?;
        match &self.holder {
            NewHolder::Individual {
                first_name,
                last_name,
                identifier,
                ..
            } => {
                check::length(first_name.expose(), 1, 256, "holder.information.first_name")?;
                check::length(last_name.expose(), 1, 256, "holder.information.last_name")?;
                check::cpf(identifier.expose(), "holder.information.identifier")?;
            }
            NewHolder::Business {
                name, identifier, ..
            } => {
                check::length(name.expose(), 1, 256, "holder.information.name")?;
                check::cnpj(identifier.expose(), "holder.information.identifier")?;
            }
        }
        self.details.check()
    }
}

/// An account to be paid to, in version 2: for payment authorizations.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewBankAccountV2 {
    holder: NewHolderV2,
    details: DetailsV2,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<ExternalId>,
    #[serde(skip_serializing_if = "Metadata::is_empty")]
    metadata: Metadata,
}

#[derive(Clone, Debug, Serialize)]
struct NewHolderV2 {
    name: Redacted<String>,
    identifier: Redacted<String>,
}

#[derive(Clone, Debug, Serialize)]
struct DetailsV2 {
    institution: PaymentInstitutionId,
    #[serde(flatten)]
    number: BankAccountNumber,
}

impl NewBankAccountV2 {
    /// Whoever has this name and CPF or CNPJ.
    pub fn new(
        institution: &PaymentInstitutionId,
        name: &str,
        tax_id: &str,
        number: BankAccountNumber,
    ) -> Self {
        Self {
            holder: NewHolderV2 {
                name: Redacted::new(name.to_owned()),
                identifier: Redacted::new(tax_id.to_owned()),
            },
            details: DetailsV2 {
                institution: institution.clone(),
                number,
            },
            external_id: None,
            metadata: Metadata::new(),
        }
    }

    /// Your own id.
    pub fn external_id(mut self, id: &ExternalId) -> Self {
        self.external_id = Some(id.clone());
        self
    }

    /// Keys and values of your own.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::name(self.holder.name.expose(), "holder.name")?;
        check::tax_id(self.holder.identifier.expose(), "holder.identifier")?;
        check::there(self.details.institution.as_str(), "details.institution")?;
        if self.details.number.account_type == BankAccountType::Salary {
            return Err(client_core::Error::input(
                "details.account_type is SALARY, which version 2 does not take",
            ));
        }
        self.details.number.check()?;
        self.metadata.check()
    }
}

/// An account that is paid to.
///
/// Versions 1 and 2 show different parts: 1 has the institution beside the details, 2 in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BankAccount {
    /// Identifier.
    pub id: Option<BankAccountId>,
    /// When it was made.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed. Version 2.
    #[serde(with = "wire::instant")]
    pub updated_at: Option<OffsetDateTime>,
    /// The keys that made it. Version 1.
    pub created_by: Option<String>,
    /// Whether it can be paid to. Version 2.
    pub active: Option<bool>,
    /// The customer; none for companies. Version 1.
    pub customer: Option<CustomerId>,
    /// Your own id.
    pub external_id: Option<String>,
    /// The institution. Version 1; may be missing for companies.
    pub institution: Option<PaymentInstitutionId>,
    /// Whose it is.
    pub holder: Option<BankAccountHolder>,
    /// Branch and number.
    pub details: Option<BankAccountDetails>,
    /// Keys and values of your own. Version 2.
    pub metadata: Option<Metadata>,
}

/// Whose an account is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BankAccountHolder {
    /// Person or company. Version 1.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<CustomerType>,
    /// Names and number. Version 1.
    pub information: Option<HolderInformation>,
    /// Name. Version 2.
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ. Version 2.
    pub identifier: Option<Redacted<String>>,
}

/// Names and number of whose an account is: of a person first and last name, of a company one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct HolderInformation {
    /// First name.
    pub first_name: Option<Redacted<String>>,
    /// Last name.
    pub last_name: Option<Redacted<String>>,
    /// Name of a company.
    pub name: Option<Redacted<String>>,
    /// Which number it is.
    pub identifier_type: Option<TaxIdType>,
    /// CPF or CNPJ.
    pub identifier: Option<Redacted<String>>,
}

/// Where an account is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BankAccountDetails {
    /// Kind.
    pub account_type: Option<BankAccountType>,
    /// Branch.
    #[doc(alias = "agency")]
    #[serde(rename = "agency")]
    pub branch: Option<Redacted<String>>,
    /// Number with check digit.
    pub number: Option<Redacted<String>>,
    /// The institution. Version 2.
    pub institution: Option<PaymentInstitutionId>,
    /// ISPB of the institution. In charges of version 2.
    pub code: Option<String>,
}

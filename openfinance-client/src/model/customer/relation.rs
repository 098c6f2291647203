//! What a customer has with a bank, and who acts for them.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{AccountKind, AccountOwnership};

/// What a person has with a bank.
#[doc(alias = "relacionamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonRelation {
    /// When it was last changed.
    #[serde(
        rename = "updateDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "updateDateTime")]
    pub updated_at: Option<OffsetDateTime>,
    /// Since when they are a customer.
    #[serde(
        rename = "startDate",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "startDate")]
    pub since: Option<OffsetDateTime>,
    /// What they use.
    #[serde(
        rename = "productsServicesType",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "productsServicesType")]
    pub products: Vec<BankProduct>,
    /// What else they use, in words.
    #[serde(
        rename = "productsServicesTypeAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "productsServicesTypeAdditionalInfo")]
    pub products_description: Option<String>,
    /// Who acts for them.
    #[serde(
        rename = "procurators",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "procurators")]
    pub representatives: Vec<PersonRepresentative>,
    /// Their accounts.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub accounts: Vec<RelatedAccount>,
    /// Wages passed on to this bank.
    #[serde(
        rename = "portabilitiesReceived",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "portabilitiesReceived")]
    pub portabilities: Vec<SalaryPortability>,
    /// Wages paid into this bank.
    #[serde(
        rename = "paychecksBankLink",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "paychecksBankLink")]
    pub payrolls: Vec<PayrollAccount>,
}

/// What a company has with a bank.
#[doc(alias = "relacionamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyRelation {
    /// When it was last changed.
    #[serde(
        rename = "updateDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "updateDateTime")]
    pub updated_at: Option<OffsetDateTime>,
    /// Since when it is a customer.
    #[serde(
        rename = "startDate",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "startDate")]
    pub since: Option<OffsetDateTime>,
    /// What it uses.
    #[serde(
        rename = "productsServicesType",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "productsServicesType")]
    pub products: Vec<BankProduct>,
    /// Who acts for it.
    #[serde(
        rename = "procurators",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "procurators")]
    pub representatives: Vec<CompanyRepresentative>,
    /// Its accounts.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub accounts: Vec<RelatedAccount>,
}

client_core::open_enum! {
    /// What a bank offers.
    pub enum BankProduct {
        /// A current account.
        CheckingAccount = "CONTA_DEPOSITO_A_VISTA",
        /// A savings account.
        SavingsAccount = "CONTA_POUPANCA",
        /// A prepaid payment account.
        PrepaidAccount = "CONTA_PAGAMENTO_PRE_PAGA",
        /// A credit card.
        CreditCard = "CARTAO_CREDITO",
        /// A credit operation.
        Credit = "OPERACAO_CREDITO",
        /// Insurance.
        Insurance = "SEGURO",
        /// A pension plan.
        Pension = "PREVIDENCIA",
        /// An investment.
        Investment = "INVESTIMENTO",
        /// Currency exchange.
        Exchange = "OPERACOES_CAMBIO",
        /// A salary account.
        SalaryAccount = "CONTA_SALARIO",
        /// Acceptance of cards.
        CardAcquiring = "CREDENCIAMENTO",
        /// Something else.
        Other = "OUTROS",
    }
}

/// Who acts for a person.
#[doc(alias = "procurador")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonRepresentative {
    /// On what ground.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<RepresentativeKind>,
    /// CPF.
    #[serde(rename = "cpfNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cpfNumber")]
    pub cpf: Option<Redacted<String>>,
    /// Name in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub civil_name: Option<Redacted<String>>,
    /// The name they go by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub social_name: Option<Redacted<String>>,
}

/// Who acts for a company.
#[doc(alias = "procurador")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyRepresentative {
    /// On what ground.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<RepresentativeKind>,
    /// CPF or CNPJ.
    #[serde(rename = "cnpjCpfNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cnpjCpfNumber")]
    pub document: Option<Redacted<String>>,
    /// Name in the register.
    #[serde(rename = "civilName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "civilName")]
    pub name: Option<Redacted<String>>,
    /// The name they go by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub social_name: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// On what ground somebody acts for another.
    pub enum RepresentativeKind {
        /// By law or statute.
        Legal = "REPRESENTANTE_LEGAL",
        /// By power of attorney.
        Attorney = "PROCURADOR",
    }
}

/// An account as the customer's relations name it, closed ones too.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RelatedAccount {
    /// What kind of account it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<AccountKind>,
    /// Whose it is. Companies' accounts do not say.
    #[serde(rename = "subtype", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "subtype")]
    pub ownership: Option<AccountOwnership>,
    /// The institution's three digits in the clearing house (COMPE).
    #[serde(rename = "compeCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "compeCode")]
    pub bank_code: Option<String>,
    /// Branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_code: Option<Redacted<String>>,
    /// Number without its check digit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Check digit of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_digit: Option<Redacted<String>>,
}

/// Wages passed on to this bank from another.
#[doc(alias = "portabilidade")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SalaryPortability {
    /// Name of the employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_name: Option<Redacted<String>>,
    /// CPF or CNPJ of the employer.
    #[serde(rename = "employerCnpjCpf", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "employerCnpjCpf")]
    pub employer_document: Option<Redacted<String>>,
    /// CNPJ of the bank they come from.
    #[serde(
        rename = "paycheckBankDetainerCnpj",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "paycheckBankDetainerCnpj")]
    pub paying_bank_cnpj: Option<String>,
    /// ISPB of that bank.
    #[serde(
        rename = "paycheckBankDetainerIspb",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "paycheckBankDetainerIspb")]
    pub paying_bank_ispb: Option<String>,
    /// Since when.
    #[serde(
        rename = "portabilityApprovalDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "portabilityApprovalDate")]
    pub approved_on: Option<Date>,
}

/// Wages paid into this bank.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PayrollAccount {
    /// Name of the employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_name: Option<Redacted<String>>,
    /// CPF or CNPJ of the employer.
    #[serde(rename = "employerCnpjCpf", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "employerCnpjCpf")]
    pub employer_document: Option<Redacted<String>>,
    /// CNPJ of the bank.
    #[serde(rename = "paycheckBankCnpj", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "paycheckBankCnpj")]
    pub bank_cnpj: Option<String>,
    /// ISPB of the bank.
    #[serde(rename = "paycheckBankIspb", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "paycheckBankIspb")]
    pub bank_ispb: Option<String>,
    /// Since when.
    #[serde(
        rename = "accountOpeningDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "accountOpeningDate")]
    pub opened_on: Option<Date>,
}

//! Accounts: how they are named, and who holds them.

use std::fmt;

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize, Serializer};

use super::{
    AccountHolderId, AccountId, Address, Client, ClientKind, CompanyDetails, MediatorId,
    MobilePhone, PersonDetails, TaxIdentifier, Timestamp,
};

client_core::open_enum! {
    /// What kind of account.
    #[doc(alias = "accountType")]
    pub enum AccountKind {
        /// Payment account with limits.
        Ordinary = "ORDINARY",
        /// Checking account with overdraft.
        OverdraftProtected = "OVERDRAFT_PROTECTED",
        /// Checking account.
        Common = "COMMON",
        /// Payment account without limits; what is opened today.
        UnlimitedOrdinary = "UNLIMITED_ORDINARY",
    }

    /// Where an account stands.
    #[doc(alias = "accountStatus")]
    pub enum AccountStatus {
        /// In use.
        Regular = "REGULAR",
        /// Locked.
        Locked = "LOCKED",
        /// Closed.
        Closed = "CLOSED",
        /// Reserved.
        Reserved = "RESERVED",
        /// Being opened: ask again until it is regular.
        Creating = "CREATING",
        /// Opening it failed.
        Error = "ERROR",
        /// Approved.
        Approved = "APPROVED",
        /// Rejected.
        Rejected = "REJECTED",
    }

    /// Where an account holder stands.
    pub enum AccountHolderStatus {
        /// Active.
        Active = "ACTIVE",
        /// Inactive.
        Inactive = "INACTIVE",
        /// Blocked.
        Blocked = "BLOCKED",
    }
}

/// Branch and number of an account, which name it as well as its id does.
///
/// Kept as text, so that leading zeros stay. Some operations document them as numbers, others as
/// text: the path is the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountNumber {
    pub(crate) branch: Redacted<String>,
    pub(crate) account: Redacted<String>,
}

impl AccountNumber {
    /// The account `account` of branch `branch`: `AccountNumber::new(1, 3232)`.
    pub fn new(branch: impl fmt::Display, account: impl fmt::Display) -> Self {
        Self {
            branch: Redacted::new(branch.to_string()),
            account: Redacted::new(account.to_string()),
        }
    }
}

/// An account, named in one or several ways.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AccountIdentifier {
    /// Its id.
    #[serde(rename = "accountId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "accountId")]
    pub id: Option<AccountId>,
    /// Branch.
    #[serde(
        default,
        deserialize_with = "wire::string_or_number::deserialize",
        serialize_with = "number_if_it_is_one",
        skip_serializing_if = "Option::is_none"
    )]
    pub branch: Option<Redacted<String>>,
    /// Number within the branch.
    #[serde(
        rename = "account",
        alias = "accountNumber",
        default,
        deserialize_with = "wire::string_or_number::deserialize",
        serialize_with = "number_if_it_is_one",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "account")]
    #[doc(alias = "accountNumber")]
    pub number: Option<Redacted<String>>,
    /// The telephone it is registered under.
    #[serde(rename = "mobilePhone", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "mobilePhone")]
    pub mobile_phone: Option<MobilePhone>,
    /// What kind of account.
    #[serde(rename = "accountType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "accountType")]
    pub kind: Option<AccountKind>,
}

impl AccountIdentifier {
    /// The account with this id.
    pub fn of_id(id: impl Into<AccountId>) -> Self {
        Self {
            id: Some(id.into()),
            ..Self::default()
        }
    }

    /// The account of this branch and number. Sent as numbers, unless leading zeros would be lost.
    pub fn of_number(number: AccountNumber) -> Self {
        Self {
            branch: Some(number.branch),
            number: Some(number.account),
            ..Self::default()
        }
    }

    /// The account registered under this telephone.
    pub fn of_mobile_phone(phone: MobilePhone) -> Self {
        Self {
            mobile_phone: Some(phone),
            ..Self::default()
        }
    }
}

impl From<&AccountId> for AccountIdentifier {
    fn from(id: &AccountId) -> Self {
        Self::of_id(id.clone())
    }
}

impl From<AccountNumber> for AccountIdentifier {
    fn from(number: AccountNumber) -> Self {
        Self::of_number(number)
    }
}

fn number_if_it_is_one<S: Serializer>(
    text: &Option<Redacted<String>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(text) = text.as_ref().map(Redacted::expose) else {
        return serializer.serialize_none();
    };
    match text.parse::<u64>() {
        Ok(number) if number.to_string() == *text => serializer.serialize_u64(number),
        _ => serializer.serialize_str(text),
    }
}

/// Whoever holds accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AccountHolder {
    /// Identifier.
    #[serde(rename = "accountHolderId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "accountHolderId")]
    pub id: Option<AccountHolderId>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Redacted<String>>,
    /// Social name.
    #[serde(rename = "socialName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "socialName")]
    pub social_name: Option<Redacted<String>>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Redacted<String>>,
    /// The representative's id.
    #[serde(rename = "representativeId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "representativeId")]
    pub representative_id: Option<AccountHolderId>,
    /// The secret that callbacks are probably signed with.
    #[serde(rename = "callbackSecretKey", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "callbackSecretKey")]
    pub callback_secret_key: Option<Redacted<String>>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountHolderStatus>,
    /// CPF or CNPJ.
    #[serde(rename = "taxIdentifier", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxIdentifier")]
    pub tax_identifier: Option<TaxIdentifier>,
    /// Telephone.
    #[serde(rename = "mobilePhone", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "mobilePhone")]
    pub mobile_phone: Option<MobilePhone>,
    /// All telephones.
    #[serde(
        rename = "mobilePhones",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "mobilePhones")]
    pub mobile_phones: Vec<MobilePhone>,
    /// Where bills go.
    #[serde(rename = "billingAddress", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "billingAddress")]
    pub billing_address: Option<Address>,
    /// Where letters go.
    #[serde(rename = "mailAddress", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "mailAddress")]
    pub mail_address: Option<Address>,
    /// Who acts for it.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub representatives: Vec<AccountHolder>,
}

/// The accounts of one holder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FoundAccounts {
    /// The accounts.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub accounts: Vec<AccountIdentifier>,
    /// Who holds them.
    #[serde(rename = "accountHolder")]
    #[doc(alias = "accountHolder")]
    pub account_holder: Option<AccountHolder>,
}

/// An account.
#[doc(alias = "AccountResponse")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Account {
    /// Who holds it.
    #[serde(rename = "accountHolderId")]
    #[doc(alias = "accountHolderId")]
    pub account_holder_id: Option<AccountHolderId>,
    /// The direct customer of the institution.
    #[serde(rename = "mediatorId")]
    #[doc(alias = "mediatorId")]
    pub mediator_id: Option<MediatorId>,
    /// How it is named.
    pub account: Option<AccountIdentifier>,
    /// Where it stands.
    #[serde(rename = "accountStatus")]
    #[doc(alias = "accountStatus")]
    pub status: Option<AccountStatus>,
    /// Person or company.
    #[serde(rename = "clientType")]
    #[doc(alias = "clientType")]
    pub client_kind: Option<ClientKind>,
    /// The holder.
    pub client: Option<Client>,
    /// Who acts for the holder.
    pub representative: Option<Client>,
    /// Where bills go.
    #[serde(rename = "billingAddress")]
    #[doc(alias = "billingAddress")]
    pub billing_address: Option<Address>,
    /// More of a person.
    #[serde(rename = "additionalDetailsPerson")]
    #[doc(alias = "additionalDetailsPerson")]
    pub person: Option<PersonDetails>,
    /// More of a company.
    #[serde(rename = "additionalDetailsCorporate")]
    #[doc(alias = "additionalDetailsCorporate")]
    pub company: Option<CompanyDetails>,
    /// More of a foreigner.
    #[serde(rename = "additionalDetailsForeigner")]
    #[doc(alias = "additionalDetailsForeigner")]
    pub foreigner: Option<PersonDetails>,
    /// The institution's own kind of account.
    #[serde(rename = "accountInternalTypeId")]
    #[doc(alias = "accountInternalTypeId")]
    pub internal_kind: Option<i64>,
    /// Due day of the overdraft.
    #[serde(rename = "dueDate")]
    #[doc(alias = "dueDate")]
    pub due_date: Option<Timestamp>,
    /// What an overdraft costs.
    pub rates: Option<Rates>,
    /// How much it may hold.
    #[serde(rename = "financialLimit")]
    #[doc(alias = "financialLimit")]
    pub financial_limit: Option<FinancialLimit>,
}

/// What an overdraft costs, in percent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Rates {
    /// Day of the month on which it is charged.
    #[serde(rename = "chargeDay")]
    #[doc(alias = "chargeDay")]
    pub charge_day: Option<u32>,
    /// For which period.
    #[serde(rename = "chargesPeriod")]
    #[doc(alias = "chargesPeriod")]
    pub period: Option<String>,
    /// Effective cost a month.
    #[serde(rename = "effectiveCostMonthly")]
    #[doc(alias = "effectiveCostMonthly")]
    pub effective_cost_monthly: Option<Amount>,
    /// Effective cost a year.
    #[serde(rename = "effectiveCostYearly")]
    #[doc(alias = "effectiveCostYearly")]
    pub effective_cost_yearly: Option<Amount>,
    /// Rate a month.
    pub monthly: Option<Amount>,
    /// Rate a year.
    pub yearly: Option<Amount>,
}

/// How much an account may hold and take in, in BRL.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FinancialLimit {
    /// What is in the account.
    #[serde(rename = "realBalance")]
    #[doc(alias = "realBalance")]
    pub real_balance: Option<Amount>,
    /// What may be in it.
    #[serde(rename = "realBalanceLimit")]
    #[doc(alias = "realBalanceLimit")]
    pub real_balance_limit: Option<Amount>,
    /// Largest credit.
    #[serde(rename = "maxCreditLimit")]
    #[doc(alias = "maxCreditLimit")]
    pub max_credit_limit: Option<Amount>,
    /// What may come in within a month.
    #[serde(rename = "monthlyFinancialInjectionLimit")]
    #[doc(alias = "monthlyFinancialInjectionLimit")]
    pub monthly_credit_limit: Option<Amount>,
    /// What came in this month.
    #[serde(rename = "currentMonthlyFinancialInjection")]
    #[doc(alias = "currentMonthlyFinancialInjection")]
    pub credited_this_month: Option<Amount>,
}

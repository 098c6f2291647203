//! Chilean tax status, as SII keeps it.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ChileanTaxStatusId, LinkId};
use crate::present;

client_core::open_enum! {
    /// What an address is for.
    pub enum ChileanAddressType {
        /// The main one.
        Primary = "PRIMARY",
        /// A further one.
        Secondary = "SECONDARY",
        /// Post.
        MailingAddress = "MAILING_ADDRESS",
        /// Notices.
        NotificationAddress = "NOTIFICATION_ADDRESS",
    }

    /// What an e-mail address is for.
    pub enum ChileanEmailType {
        /// Contact.
        Contact = "CONTACT",
        /// Notices.
        Notification = "NOTIFICATION",
        /// Something else.
        Other = "OTHER",
    }

    /// What a phone is.
    pub enum ChileanPhoneType {
        /// A landline.
        Landline = "LANDLINE",
        /// A mobile.
        Mobile = "MOBILE",
        /// Something else.
        Other = "OTHER",
    }

    /// Kind of a Chilean document.
    pub enum ChileanDocumentType {
        /// Tax number.
        Rut = "RUT",
    }
}

/// Who a Chilean taxpayer is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanTaxStatus {
    /// Identifier.
    pub id: Option<ChileanTaxStatusId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Who the taxpayer is.
    pub entity_details: Option<ChileanTaxpayer>,
    /// Addresses.
    #[serde(deserialize_with = "present::items")]
    pub addresses: Vec<ChileanAddress>,
    /// E-mail addresses.
    #[serde(deserialize_with = "present::items")]
    pub emails: Vec<ChileanEmail>,
    /// Phone numbers.
    #[serde(deserialize_with = "present::items")]
    pub phone_numbers: Vec<ChileanPhone>,
    /// What the taxpayer does.
    #[serde(deserialize_with = "present::items")]
    pub economic_activities: Vec<ChileanActivity>,
    /// Who represents the taxpayer.
    #[serde(deserialize_with = "present::items")]
    pub legal_representative: Vec<LegalRepresentative>,
    /// Who holds shares of it.
    #[serde(deserialize_with = "present::items")]
    pub equity_holders: Vec<EquityHolder>,
    /// Which shares it holds.
    #[serde(deserialize_with = "present::items")]
    pub company_partnership_stakes: Vec<CompanyStake>,
    /// Tax regimes.
    #[serde(deserialize_with = "present::items")]
    pub regimes: Vec<ChileanTaxRegime>,
    /// Tax documents it may issue.
    #[serde(deserialize_with = "present::items")]
    pub authorized_tax_documents: Vec<AuthorizedTaxDocument>,
    /// Property taxes it owes.
    #[serde(deserialize_with = "present::items")]
    pub property_tax_liabilities: Vec<PropertyTax>,
    /// The tax office in charge.
    pub fiscal_office: Option<FiscalOffice>,
}

crate::fields::fields! {
    /// What of a Chilean tax status can be left out or asked for.
    pub enum ChileanTaxStatusField of ChileanTaxStatus {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        EntityDetails = "entity_details",
        Addresses = "addresses",
        Emails = "emails",
        PhoneNumbers = "phone_numbers",
        EconomicActivities = "economic_activities",
        LegalRepresentative = "legal_representative",
        EquityHolders = "equity_holders",
        CompanyPartnershipStakes = "company_partnership_stakes",
        Regimes = "regimes",
        AuthorizedTaxDocuments = "authorized_tax_documents",
        PropertyTaxLiabilities = "property_tax_liabilities",
        FiscalOffice = "fiscal_office",
    }
}

/// A Chilean taxpayer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanTaxpayer {
    /// Day of incorporation.
    #[serde(with = "wire::date")]
    pub incorporation_date: Option<Date>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// Kind of tax number.
    pub document_id_type: Option<String>,
    /// Tax number.
    pub document_id_number: Option<Redacted<String>>,
    /// Name.
    pub name: Option<Redacted<String>>,
}

/// An address of a Chilean taxpayer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanAddress {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<ChileanAddressType>,
    /// Since when.
    #[serde(with = "wire::date")]
    pub date: Option<Date>,
    /// Address.
    pub address: Option<Redacted<String>>,
}

/// An e-mail address of a Chilean taxpayer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanEmail {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<ChileanEmailType>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
}

/// A phone number of a Chilean taxpayer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanPhone {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<ChileanPhoneType>,
    /// Number.
    pub number: Option<Redacted<String>>,
}

/// What a Chilean taxpayer does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanActivity {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// Activity.
    pub activity: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// Tax category, 1 or 2.
    pub tax_category: Option<i64>,
    /// Whether VAT is due.
    pub vat_affected: Option<bool>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
}

/// Who represents a Chilean taxpayer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LegalRepresentative {
    /// Whether that still holds.
    pub is_current: Option<bool>,
    /// Name.
    pub name: Option<Redacted<String>>,
    /// Kind of tax number.
    pub document_id_type: Option<ChileanDocumentType>,
    /// Tax number.
    pub document_id_number: Option<Redacted<String>>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
}

/// Who holds a share of a Chilean company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EquityHolder {
    /// Whether that still holds.
    pub is_current: Option<bool>,
    /// Name.
    pub name: Option<Redacted<String>>,
    /// Kind of tax number.
    pub document_id_type: Option<ChileanDocumentType>,
    /// Tax number.
    pub document_id_number: Option<Redacted<String>>,
    /// Whether it has ended.
    pub inactive: Option<bool>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// Capital paid in.
    pub capital_contributed: Option<Amount>,
    /// Capital still to be paid in.
    pub capital_contribution_outstanding: Option<Amount>,
    /// Part of the capital.
    pub ownership_share: Option<Amount>,
    /// Part of the profit.
    pub profit_share: Option<Amount>,
}

/// A share that a Chilean taxpayer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CompanyStake {
    /// Name.
    pub name: Option<Redacted<String>>,
    /// Kind of tax number.
    pub document_id_type: Option<ChileanDocumentType>,
    /// Tax number.
    pub document_id_number: Option<Redacted<String>>,
    /// Whether it has ended.
    pub inactive: Option<bool>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// Capital paid in.
    pub capital_contributed: Option<Amount>,
    /// Capital still to be paid in.
    pub capital_contribution_outstanding: Option<Amount>,
    /// Part of the capital.
    pub ownership_share: Option<Amount>,
    /// Part of the profit.
    pub profit_share: Option<Amount>,
}

/// A Chilean tax regime.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanTaxRegime {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
}

/// A tax document that a taxpayer may issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AuthorizedTaxDocument {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// How many at most.
    pub document_limit: Option<i64>,
    /// Day of authorization.
    #[serde(with = "wire::date")]
    pub authorization_date: Option<Date>,
}

/// Taxes of a property.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PropertyTax {
    /// Number of the property.
    pub property_id: Option<Redacted<String>>,
    /// Municipality (comuna).
    pub district: Option<String>,
    /// Address.
    pub address: Option<Redacted<String>>,
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// Payments overdue.
    #[serde(deserialize_with = "present::items")]
    pub overdue_tax_payments: Vec<PropertyTaxPayment>,
    /// Payments to come.
    #[serde(deserialize_with = "present::items")]
    pub scheduled_tax_payments: Vec<PropertyTaxPayment>,
}

/// A payment of property tax.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PropertyTaxPayment {
    /// Year.
    pub year: Option<i64>,
    /// Number of the instalment.
    pub installment: Option<i64>,
    /// Day it is due.
    #[serde(with = "wire::date")]
    pub due_date: Option<Date>,
    /// What is due.
    pub amount_due: Option<Amount>,
}

/// A Chilean tax office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FiscalOffice {
    /// Name.
    pub name: Option<String>,
    /// Address.
    pub address: Option<String>,
}

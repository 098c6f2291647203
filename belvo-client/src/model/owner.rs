//! Owners of all kinds.

use client_core::secret::Redacted;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::{Business, Individual, OtherOwner, OwnerId};

/// Who owns the accounts of a link. Belvo does not say which of the three it sends; the fields do.
/// Asked for some fields alone, all of them may look like [`Owner::Other`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Owner {
    /// A person, of Open Finance Brazil.
    Individual(Box<Individual>),
    /// A company, of Open Finance Brazil.
    Business(Box<Business>),
    /// Anybody, as other institutions tell.
    Other(Box<OtherOwner>),
}

impl Owner {
    /// The identifier.
    pub fn id(&self) -> Option<&OwnerId> {
        match self {
            Self::Individual(person) => person.id.as_ref(),
            Self::Business(company) => company.id.as_ref(),
            Self::Other(other) => other.id.as_ref(),
        }
    }

    /// The name of the person or company.
    pub fn name(&self) -> Option<&Redacted<String>> {
        match self {
            Self::Individual(person) => person.display_name.as_ref(),
            Self::Business(company) => company.company_name.as_ref(),
            Self::Other(other) => other.display_name.as_ref(),
        }
    }
}

/// The fields that tell the three apart.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Marks {
    company_name: Option<IgnoredAny>,
    parties: Option<IgnoredAny>,
    birth_date: Option<IgnoredAny>,
    is_local_resident: Option<IgnoredAny>,
}

impl<'de> Deserialize<'de> for Owner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Read twice from the text, for amounts are exact only there.
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let marks: Marks = read(&raw)?;
        if marks.company_name.is_some() || marks.parties.is_some() {
            read(&raw).map(Self::Business)
        } else if marks.birth_date.is_some() || marks.is_local_resident.is_some() {
            read(&raw).map(Self::Individual)
        } else {
            read(&raw).map(Self::Other)
        }
    }
}

/// The cause is dropped: its text may quote personal data.
fn read<'r, T: Deserialize<'r>, E: serde::de::Error>(raw: &'r RawValue) -> Result<T, E> {
    serde_json::from_str(raw.get())
        .map_err(|_| E::custom("an owner does not fit the documented types"))
}

crate::fields::fields! {
    /// What of an owner can be left out or asked for.
    pub enum OwnerField of Owner {
        Id = "id",
        Link = "link",
        InternalIdentification = "internal_identification",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        DisplayName = "display_name",
        SocialName = "social_name",
        BirthDate = "birth_date",
        MaritalStatus = "marital_status",
        MaritalStatusAdditionalInfo = "marital_status_additional_info",
        Gender = "gender",
        CompaniesId = "companies_id",
        IsLocalResident = "is_local_resident",
        DocumentId = "document_id",
        AdditionalDocuments = "additional_documents",
        Nationalities = "nationalities",
        Email = "email",
        Emails = "emails",
        Address = "address",
        Addresses = "addresses",
        PhoneNumber = "phone_number",
        PhoneNumbers = "phone_numbers",
        Filiations = "filiations",
        FinancialProfile = "financial_profile",
        FinancialRelation = "financial_relation",
        CompanyName = "company_name",
        TradeName = "trade_name",
        IncorporationDate = "incorporation_date",
        Parties = "parties",
        BusinessName = "business_name",
        FirstName = "first_name",
        LastName = "last_name",
        SecondLastName = "second_last_name",
    }
}

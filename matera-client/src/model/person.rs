//! People and companies as accounts know them.

use client_core::Result;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{AccountHolderId, Address, MobilePhone, TaxIdentifier, Timestamp, check};

client_core::open_enum! {
    /// Person or company.
    #[doc(alias = "clientType")]
    pub enum ClientKind {
        /// A Brazilian person.
        Person = "PERSON",
        /// A company.
        Company = "CORPORATE",
        /// A foreigner.
        Foreigner = "FOREIGNER",
    }

    /// What an image shows.
    pub enum DocumentKind {
        /// Front of the identity card.
        IdentityFront = "IDENTITY_FRONT",
        /// Back of the identity card.
        IdentityBack = "IDENTITY_BACK",
        /// A picture of the person.
        Picture = "PICTURE",
        /// Driving licence (CNH).
        Cnh = "CNH",
        /// Driving licence of another country.
        DriversLicense = "DRIVERSLICENSE",
        /// Proof of residence.
        ProofOfResidence = "PROOF_OF_RESIDENCE",
        /// CPF or CNPJ card.
        TaxId = "TAX_ID",
        /// Proof of life.
        LifeProof = "LIFE_PROOF",
        /// Biometry.
        Biometry = "BIOMETRY",
        /// Documents of companies are sent as this.
        Unknown = "UNKNOWN",
    }
}

client_core::id_type! {
    /// One of the institution's own numbers: text in some answers, a number in others, sent as text.
    pub struct TextOrNumber;
}

/// The image of a document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Document {
    /// The image in Base64.
    pub content: Option<Redacted<String>>,
    /// What it shows.
    #[serde(rename = "type")]
    pub kind: Option<DocumentKind>,
}

impl Document {
    /// An image, in Base64.
    pub fn new(kind: DocumentKind, base64: impl Into<String>) -> Self {
        Self {
            content: Some(Redacted::new(base64.into())),
            kind: Some(kind),
        }
    }
}

/// A person or company, as accounts know it.
///
/// Make one by [`Client::new`] and set the other fields as they are needed.
#[doc(alias = "BasicClient")]
#[doc(alias = "Representative")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Client {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Redacted<String>>,
    /// Social name.
    #[serde(rename = "socialName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "socialName")]
    pub social_name: Option<Redacted<String>>,
    /// CPF or CNPJ.
    #[serde(rename = "taxIdentifier", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxIdentifier")]
    pub tax_identifier: Option<TaxIdentifier>,
    /// Telephone.
    #[serde(rename = "mobilePhone", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "mobilePhone")]
    pub mobile_phone: Option<MobilePhone>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Redacted<String>>,
    /// Where letters go.
    #[serde(rename = "mailAddress", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "mailAddress")]
    pub mail_address: Option<Address>,
    /// Images of documents.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub documents: Vec<Document>,
    /// Day of birth.
    #[serde(rename = "birthDate", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "birthDate")]
    pub birth_date: Option<Redacted<Timestamp>>,
    /// Mother's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mother: Option<Redacted<String>>,
    /// Identifier, of representatives.
    #[serde(rename = "accountHolderId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "accountHolderId")]
    pub account_holder_id: Option<AccountHolderId>,
}

impl Client {
    /// A person or company by name and CPF or CNPJ, without punctuation.
    pub fn new(name: impl Into<String>, tax_id: impl Into<String>) -> Self {
        Self {
            name: Some(Redacted::new(name.into())),
            tax_identifier: Some(TaxIdentifier::new(tax_id)),
            ..Self::default()
        }
    }

    /// The CPF or CNPJ is hashed, and so must be there.
    pub(crate) fn check(&self) -> Result<()> {
        check::tax_identifier(self.tax_identifier.as_ref(), "client.taxIdentifier.taxId")?;
        self.mobile_phone
            .as_ref()
            .map_or(Ok(()), MobilePhone::check)
    }

    /// Telephone.
    #[must_use]
    pub fn with_mobile_phone(mut self, phone: MobilePhone) -> Self {
        self.mobile_phone = Some(phone);
        self
    }

    /// E-mail.
    #[must_use]
    pub fn with_email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(Redacted::new(email.into()));
        self
    }

    /// Where letters go.
    #[must_use]
    pub fn with_mail_address(mut self, address: Address) -> Self {
        self.mail_address = Some(address);
        self
    }

    /// Adds the image of a document.
    #[must_use]
    pub fn with_document(mut self, document: Document) -> Self {
        self.documents.push(document);
        self
    }
}

/// An identity card (RG).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Rg {
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// State, two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// When it was issued.
    #[serde(rename = "issueDate", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "issueDate")]
    pub issued_on: Option<Timestamp>,
}

/// Another identity document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OtherDocument {
    /// What it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// When it was issued.
    #[serde(rename = "issueDate", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "issueDate")]
    pub issued_on: Option<Timestamp>,
}

/// More of a person, Brazilian or foreign.
#[doc(alias = "AdditionalDetailsPerson")]
#[doc(alias = "AdditionalDetailsForeigner")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PersonDetails {
    /// City of birth.
    #[serde(rename = "birthCity", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "birthCity")]
    pub birth_city: Option<Redacted<String>>,
    /// State of birth.
    #[serde(rename = "birthState", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "birthState")]
    pub birth_state: Option<String>,
    /// Country of birth.
    #[serde(rename = "birthCountry", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "birthCountry")]
    pub birth_country: Option<String>,
    /// What document is shown.
    #[serde(rename = "documentType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "documentType")]
    pub document_kind: Option<String>,
    /// Father's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub father: Option<Redacted<String>>,
    /// Mother's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mother: Option<Redacted<String>>,
    /// Partner's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Redacted<String>>,
    /// Gender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Redacted<String>>,
    /// Marital status.
    #[serde(rename = "maritalStatus", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "maritalStatus")]
    pub marital_status: Option<Redacted<String>>,
    /// Day of birth.
    #[serde(rename = "birthDate", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "birthDate")]
    pub birth_date: Option<Redacted<Timestamp>>,
    /// Line of business, in the institution's numbers.
    #[serde(rename = "businessLine", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "businessLine")]
    pub business_line: Option<Redacted<i64>>,
    /// Occupation, in the institution's numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Redacted<i64>>,
    /// Financial statistic.
    #[serde(rename = "financialStatistic", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "financialStatistic")]
    pub financial_statistic: Option<Redacted<Amount>>,
    /// Monthly income in BRL.
    #[serde(rename = "monthlyIncome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "monthlyIncome")]
    pub monthly_income: Option<Redacted<Amount>>,
    /// Identity card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rg: Option<Rg>,
    /// Another document.
    #[serde(rename = "otherDocument", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "otherDocument")]
    pub other_document: Option<OtherDocument>,
    /// Who is legally responsible.
    #[serde(rename = "legalResponsible", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "legalResponsible")]
    pub legal_guardian: Option<Box<Client>>,
}

/// More of a company. When an account is opened, only the first representative may be kept.
#[doc(alias = "AdditionalDetailsCorporate")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CompanyDetails {
    /// Name.
    #[serde(rename = "companyName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "companyName")]
    pub company_name: Option<Redacted<String>>,
    /// Line of business, in the institution's numbers; `47` was seen.
    #[serde(rename = "businessLine", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "businessLine")]
    pub business_line: Option<TextOrNumber>,
    /// Legal form, in the institution's numbers; `1` was seen.
    #[serde(rename = "establishmentForm", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "establishmentForm")]
    pub legal_form: Option<TextOrNumber>,
    /// When it was founded.
    #[serde(rename = "establishmentDate", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "establishmentDate")]
    pub established_on: Option<Timestamp>,
    /// State registration.
    #[serde(rename = "stateRegistration", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "stateRegistration")]
    pub state_registration: Option<Redacted<String>>,
    /// Financial statistic.
    #[serde(rename = "financialStatistic", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "financialStatistic")]
    pub financial_statistic: Option<Redacted<Amount>>,
    /// Monthly revenue in BRL.
    #[serde(rename = "monthlyIncome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "monthlyIncome")]
    pub monthly_income: Option<Redacted<Amount>>,
    /// Who acts for it.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub representatives: Vec<Client>,
}

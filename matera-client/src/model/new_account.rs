//! Accounts to be opened or changed.

use client_core::Result;
use client_core::secret::Redacted;
use serde::Serialize;

use super::{
    AccountKind, Address, Client, ClientKind, CompanyDetails, Document, MobilePhone, PersonDetails,
};

/// An account to be opened. It is `CREATING` first: ask for it again until it is `REGULAR`.
///
/// Companies need `clientType` CORPORATE, their documents as
/// [`DocumentKind::Unknown`](super::DocumentKind::Unknown), and for each representative a picture
/// and both sides of the identity card, or the driving licence.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewAccount {
    client: Client,
    account_type: AccountKind,
    documents: Vec<Document>,
    #[serde(flatten)]
    optional: AccountDetails,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_data: Option<Redacted<String>>,
}

impl NewAccount {
    /// A payment account without limits, the one kind that is opened today.
    pub fn new(client: Client, documents: impl IntoIterator<Item = Document>) -> Self {
        Self {
            client,
            account_type: AccountKind::UnlimitedOrdinary,
            documents: documents.into_iter().collect(),
            optional: AccountDetails::default(),
            custom_data: None,
        }
    }

    /// Everything else of the account.
    pub fn details(mut self, details: AccountDetails) -> Self {
        self.optional = details;
        self
    }

    /// Device and place of whoever opens it, as JSON text.
    #[doc(alias = "customData")]
    pub fn custom_data(mut self, json: impl Into<String>) -> Self {
        self.custom_data = Some(Redacted::new(json.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.client.check()?;
        self.optional.check()
    }
}

/// What an account to be opened or changed may say of itself. Start with the default and set what
/// is known.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AccountDetails {
    /// Person, company or foreigner; decided by what else is given when it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[doc(alias = "clientType")]
    pub client_type: Option<ClientKind>,
    /// Where bills go.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[doc(alias = "billingAddress")]
    pub billing_address: Option<Address>,
    /// More of a person.
    #[serde(
        rename = "additionalDetailsPerson",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "additionalDetailsPerson")]
    pub person: Option<PersonDetails>,
    /// More of a company.
    #[serde(
        rename = "additionalDetailsCorporate",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "additionalDetailsCorporate")]
    pub company: Option<CompanyDetails>,
    /// More of a foreigner.
    #[serde(
        rename = "additionalDetailsForeigner",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "additionalDetailsForeigner")]
    pub foreigner: Option<PersonDetails>,
    /// Whether the account is shared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[doc(alias = "sharedAccount")]
    pub shared_account: Option<bool>,
    /// The telephone of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[doc(alias = "mobilePhone")]
    pub mobile_phone: Option<MobilePhone>,
    /// The institution's own kind of account.
    #[serde(
        rename = "accountInternalTypeId",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "accountInternalTypeId")]
    pub internal_kind: Option<i64>,
}

impl AccountDetails {
    fn check(&self) -> Result<()> {
        self.mobile_phone
            .as_ref()
            .map_or(Ok(()), MobilePhone::check)
    }
}

/// A change of an account; what is not set stays as it is.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct AccountUpdate {
    client: Client,
    #[serde(skip_serializing_if = "Option::is_none")]
    representative: Option<Client>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_type: Option<AccountKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<Document>,
    #[serde(flatten)]
    optional: AccountDetails,
}

impl AccountUpdate {
    /// A change of the account of this holder, whose CPF or CNPJ must be set: it is hashed.
    pub fn new(client: Client) -> Self {
        Self {
            client,
            representative: None,
            account_type: None,
            documents: Vec::new(),
            optional: AccountDetails::default(),
        }
    }

    /// Who acts for the holder. The name of this field is known from a public client only.
    pub fn representative(mut self, representative: Client) -> Self {
        self.representative = Some(representative);
        self
    }

    /// Another kind of account.
    #[doc(alias = "accountType")]
    pub fn kind(mut self, kind: AccountKind) -> Self {
        self.account_type = Some(kind);
        self
    }

    /// Adds the image of a document.
    pub fn document(mut self, document: Document) -> Self {
        self.documents.push(document);
        self
    }

    /// Everything else of the account.
    pub fn details(mut self, details: AccountDetails) -> Self {
        self.optional = details;
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.client.check()?;
        self.optional.check()
    }
}

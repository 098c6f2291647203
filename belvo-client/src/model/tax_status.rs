//! Mexican tax status (constancia de situación fiscal).

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{LinkId, TaxStatusId};
use crate::present;

/// Who a Mexican taxpayer is, as SAT certifies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TaxStatus {
    /// Identifier.
    pub id: Option<TaxStatusId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Where and when it was issued.
    pub place_and_date_of_issuance: Option<Redacted<String>>,
    /// Full name.
    pub official_name: Option<Redacted<String>>,
    /// Number of the tax card (CIF).
    pub id_cif: Option<Redacted<String>>,
    /// Who the taxpayer is.
    pub tax_payer_information: Option<Taxpayer>,
    /// Where the taxpayer is.
    pub address: Option<TaxpayerAddress>,
    /// What the taxpayer does.
    #[serde(deserialize_with = "present::items")]
    pub economic_activity: Vec<TaxActivity>,
    /// Tax regimes.
    #[serde(deserialize_with = "present::items")]
    pub regimes: Vec<TaxRegime>,
    /// What the taxpayer must file.
    #[serde(deserialize_with = "present::items")]
    pub obligations: Vec<TaxObligation>,
    /// Digital stamp.
    pub digital_stamp: Option<Redacted<String>>,
    /// What the stamp is made of.
    pub digital_stamp_chain: Option<Redacted<String>>,
    /// The document as base64, if it was asked for; null in Belvo's sandbox.
    pub pdf: Option<Redacted<String>>,
}

crate::fields::fields! {
    /// What of a tax status can be left out or asked for.
    pub enum TaxStatusField of TaxStatus {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        PlaceAndDateOfIssuance = "place_and_date_of_issuance",
        OfficialName = "official_name",
        IdCif = "id_cif",
        TaxPayerInformation = "tax_payer_information",
        Address = "address",
        EconomicActivity = "economic_activity",
        Regimes = "regimes",
        Obligations = "obligations",
        DigitalStamp = "digital_stamp",
        DigitalStampChain = "digital_stamp_chain",
        Pdf = "pdf",
    }
}

/// A Mexican taxpayer; a company has the registered name, a person the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Taxpayer {
    /// Tax number (RFC).
    pub rfc: Option<Redacted<String>>,
    /// Population register number (CURP).
    pub curp: Option<Redacted<String>>,
    /// Name.
    pub name: Option<Redacted<String>>,
    /// First family name.
    pub first_last_name: Option<Redacted<String>>,
    /// Second family name.
    pub second_last_name: Option<Redacted<String>>,
    /// Day on which operations began.
    #[serde(with = "wire::date")]
    pub start_operations_date: Option<Date>,
    /// Status in the taxpayers' register.
    pub status_padron: Option<String>,
    /// Day on which the status changed.
    #[serde(with = "wire::date")]
    pub last_status_change_date: Option<Date>,
    /// Trade name.
    pub commercial_name: Option<Redacted<String>>,
    /// Registered name.
    pub social_name: Option<Redacted<String>>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
    /// Phone number.
    pub phone: Option<Redacted<String>>,
}

/// Where a Mexican taxpayer is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TaxpayerAddress {
    /// Postal code.
    pub postal_code: Option<Redacted<String>>,
    /// Kind of street.
    pub street_type: Option<String>,
    /// Street.
    pub street: Option<Redacted<String>>,
    /// House number.
    pub exterior_number: Option<Redacted<String>>,
    /// Number of the flat.
    pub interior_number: Option<Redacted<String>>,
    /// Quarter (colonia).
    pub suburb: Option<Redacted<String>>,
    /// Locality.
    pub locality: Option<String>,
    /// Municipality.
    pub municipality: Option<String>,
    /// Federal state.
    pub state: Option<String>,
    /// The streets it lies between.
    #[serde(deserialize_with = "present::items")]
    pub between_street: Vec<CrossStreets>,
}

/// The streets an address lies between.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CrossStreets {
    /// One street.
    pub street_one: Option<Redacted<String>>,
    /// The other.
    pub street_two: Option<Redacted<String>>,
}

/// What a Mexican taxpayer does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TaxActivity {
    /// Activity.
    pub economic_activity: Option<String>,
    /// First day, as the tax office words it.
    #[serde(rename = "initial_date")]
    #[doc(alias = "initial_date")]
    pub start_date: Option<String>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// Its place in the list.
    pub order: Option<String>,
    /// Its part of the income.
    pub percentage: Option<String>,
}

/// A Mexican tax regime.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TaxRegime {
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// First day.
    #[serde(rename = "initial_date", with = "wire::date")]
    #[doc(alias = "initial_date")]
    pub start_date: Option<Date>,
    /// Regime.
    pub regimen: Option<String>,
}

/// What a Mexican taxpayer must file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TaxObligation {
    /// Obligation.
    pub obligation: Option<String>,
    /// When it is due, in words.
    pub expiration: Option<String>,
    /// First day.
    #[serde(rename = "initial_date", with = "wire::date")]
    #[doc(alias = "initial_date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
}

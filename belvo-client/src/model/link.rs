//! Links.

use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::LinkId;
use crate::present;

client_core::open_enum! {
    /// Whether Belvo refreshes a link by itself.
    pub enum AccessMode {
        /// Data come when asked for.
        Single = "single",
        /// Belvo refreshes the data by itself.
        Recurrent = "recurrent",
    }

    /// Whether a link works.
    pub enum LinkStatus {
        /// It works.
        Valid = "valid",
        /// It needs new credentials or a new consent.
        Invalid = "invalid",
        /// Its registration was never finished.
        Unconfirmed = "unconfirmed",
        /// Its refresh waits for a token of the person.
        TokenRequired = "token_required",
    }

    /// How often a recurrent link is refreshed.
    pub enum RefreshRate {
        /// Every six hours.
        EverySixHours = "6h",
        /// Every twelve hours.
        EveryTwelveHours = "12h",
        /// Daily.
        Daily = "24h",
        /// Weekly, the default.
        Weekly = "7d",
        /// Every thirty days.
        Monthly = "30d",
    }
}

/// One person at one institution. All data hang off links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Link {
    /// Identifier.
    pub id: Option<LinkId>,
    /// Code name of the institution.
    pub institution: Option<String>,
    /// Whether Belvo refreshes it by itself.
    pub access_mode: Option<AccessMode>,
    /// When Belvo last got in.
    #[serde(with = "wire::instant")]
    pub last_accessed_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Your own id. Belvo drops one that looks like personal data.
    pub external_id: Option<String>,
    /// Hash of the person at that institution: two links with the same one are the same person's.
    pub institution_user_id: Option<String>,
    /// Status.
    pub status: Option<LinkStatus>,
    /// The keys that made it.
    pub created_by: Option<String>,
    /// How often Belvo refreshes it; none for single links.
    pub refresh_rate: Option<RefreshRate>,
    /// How long credentials are kept: `store`, `nostore` or days such as `30d`.
    pub credentials_storage: Option<String>,
    /// What data Belvo fetches by itself.
    #[serde(deserialize_with = "present::items")]
    pub fetch_resources: Vec<String>,
    /// After how long without a refresh Belvo drops the data, such as `90d`.
    pub stale_in: Option<String>,
}

crate::fields::fields! {
    /// What of a link can be left out or asked for.
    pub enum LinkField of Link {
        Id = "id",
        Institution = "institution",
        AccessMode = "access_mode",
        LastAccessedAt = "last_accessed_at",
        CreatedAt = "created_at",
        ExternalId = "external_id",
        InstitutionUserId = "institution_user_id",
        Status = "status",
        CreatedBy = "created_by",
        RefreshRate = "refresh_rate",
        CredentialsStorage = "credentials_storage",
        FetchResources = "fetch_resources",
        StaleIn = "stale_in",
    }
}

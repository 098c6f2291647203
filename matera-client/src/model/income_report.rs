//! Income reports.

use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};

/// The income report of an account for one year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IncomeReport {
    /// The file, in Base64 as far as is known.
    #[doc(alias = "contentFile")]
    pub content_file: Option<Redacted<String>>,
    /// Its type.
    #[doc(alias = "mimeType")]
    pub mime_type: Option<String>,
}

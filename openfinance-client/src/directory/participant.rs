//! One bank as customers know it.

use std::cmp::Reverse;
use std::sync::Arc;

use client_core::http::Transport;
use client_core::{Error, Result, wire};
use time::Date;
use time::macros::format_description;
use url::Url;

use super::{ApiResource, AuthorisationServer, Organisation, Role, address};
use crate::endpoints::Endpoints;
use crate::login::ServerMetadata;
use crate::operations::{ApiFamily, FAMILIES};

/// One authorisation server of one organisation.
#[derive(Clone, Copy, Debug)]
pub struct Participant<'a> {
    /// The organisation.
    pub organisation: &'a Organisation,
    /// The server.
    pub server: &'a AuthorisationServer,
}

impl<'a> Participant<'a> {
    /// The id to keep for this bank; empty when the directory gives none.
    #[doc(alias = "AuthorisationServerId")]
    pub fn id(&self) -> &'a str {
        let id = self.server.authorisation_server_id.as_deref();
        id.unwrap_or_default()
    }

    /// The name to show to customers.
    pub fn name(&self) -> &'a str {
        let names = [
            &self.server.customer_friendly_name,
            &self.organisation.organisation_name,
        ];
        names
            .into_iter()
            .flatten()
            .next()
            .map_or("", String::as_str)
    }

    /// Whether the organisation holds a role. Families of data need [`Role::Data`], payments
    /// [`Role::Accounts`].
    pub fn has_role(&self, role: &Role) -> bool {
        self.organisation
            .org_domain_role_claims
            .iter()
            .any(|claim| {
                claim.role.as_ref() == Some(role) && claim.status.as_deref() != Some("Inactive")
            })
    }

    /// Whether the server has a successor, or its last day is over. Its `Status` says nothing.
    pub(super) fn is_retired(&self, today: Date) -> bool {
        let superseded = self.server.superseded_by_authorisation_server_id.as_deref();
        let retires = self.server.retirement_date.as_deref().and_then(day);
        superseded.is_some_and(|id| !id.is_empty()) || retires.is_some_and(|day| day <= today)
    }

    /// Where each operation that this client knows is at this bank; what the bank has not
    /// registered is left out. Of several versions of one major version the highest counts.
    pub fn endpoints(&self) -> Endpoints {
        FAMILIES.iter().fold(Endpoints::new(), |endpoints, family| {
            let resources = self.versions_of(family);
            family
                .operations
                .iter()
                .fold(endpoints, |endpoints, operation| {
                    let addresses = resources
                        .iter()
                        .flat_map(|resource| &resource.api_discovery_endpoints)
                        .filter_map(|endpoint| endpoint.api_endpoint.as_deref());
                    match addresses.filter_map(|it| base(it, operation.path)).next() {
                        Some(base) => endpoints.with_operation(operation, base),
                        None => endpoints,
                    }
                })
        })
    }

    /// The bank's versions of a family, the highest first, without previews.
    fn versions_of(&self, family: &ApiFamily) -> Vec<&'a ApiResource> {
        let mut versions: Vec<_> = self
            .server
            .api_resources
            .iter()
            .filter(|resource| resource.api_family_type.as_deref() == Some(family.name))
            .filter_map(|resource| Some((version(resource)?, resource)))
            .filter(|(version, _)| version.first() == Some(&family.major))
            .collect();
        versions.sort_by_key(|(version, _)| Reverse(version.clone()));
        versions.into_iter().map(|(_, resource)| resource).collect()
    }

    /// What the authorization server says of itself.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the directory does not say where
    /// to ask; otherwise as [`ServerMetadata::fetch`].
    pub async fn metadata(&self, transport: Arc<dyn Transport>) -> Result<ServerMetadata> {
        let told = |text: &'a Option<String>| {
            text.as_deref().ok_or_else(|| {
                Error::config("the directory names no issuer or discovery document for this bank")
            })
        };
        let url = address(told(&self.server.openid_discovery_document)?)?;
        ServerMetadata::fetch(&url, told(&self.server.issuer)?, transport).await
    }
}

/// `2.4.2` as numbers; `None` for previews such as `2.5.0-beta`.
fn version(resource: &ApiResource) -> Option<Vec<u32>> {
    let text = resource.api_version.as_deref()?;
    text.trim()
        .split('.')
        .map(|part| part.parse().ok())
        .collect()
}

/// What stands before an operation's path in a registered address, if this is the address of that
/// operation. What varies may have other names.
fn base(endpoint: &str, template: &str) -> Option<Url> {
    let mut registered = endpoint.trim().trim_end_matches('/').rsplit('/');
    let varies = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let mut suffix = 0;
    for ours in template.trim_start_matches('/').rsplit('/') {
        let theirs = registered.next()?;
        if ours != theirs && !(varies(ours) && varies(theirs)) {
            return None;
        }
        suffix += theirs.len() + 1;
    }
    let endpoint = endpoint.trim().trim_end_matches('/');
    let base = endpoint.get(..endpoint.len().checked_sub(suffix)?)?;
    // Tokens travel there: an address in the clear is none.
    Url::parse(base).ok().filter(|url| url.scheme() == "https")
}

/// A day as the directory writes them, one way or the other.
fn day(text: &str) -> Option<Date> {
    let dotted = format_description!("[day]/[month]/[year]");
    let iso = text.get(..10).unwrap_or(text);
    wire::date::parse(iso)
        .ok()
        .or_else(|| Date::parse(text, dotted).ok())
}

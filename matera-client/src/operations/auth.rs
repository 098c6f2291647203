//! The access token.

use http::Method;

use super::{Endpoint, mark};

pub(super) static ALL: &[&Endpoint] = &[&TOKEN];

/// Sent by `client_core::auth::oauth`, which names its spans `oauth.*`, and below the address of
/// the identity provider; it stands here because it is one of the provider's operations.
pub(crate) static TOKEN: Endpoint = Endpoint::write(
    1,
    "matera.auth.token",
    Method::POST,
    "/auth/realms/{realm}/protocol/openid-connect/token",
    mark::DOCUMENTED,
)
.safe();

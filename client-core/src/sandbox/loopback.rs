//! Reaching a sandbox.

use std::sync::Arc;

use super::authority::TestAuthority;
use crate::error::Result;
use crate::http::{ReqwestTransport, Transport};

/// A transport for plain HTTP on loopback. It trusts one authority that nobody has a certificate
/// of, and so works on a machine without any.
///
/// # Errors
/// [`ErrorKind::Config`](crate::ErrorKind::Config) when the system has no randomness.
pub fn loopback_transport() -> Result<Arc<dyn Transport>> {
    let transport = ReqwestTransport::builder()
        .add_roots(TestAuthority::generate()?.root_pem())
        .only_given_roots()
        .build()?;
    Ok(Arc::new(transport))
}

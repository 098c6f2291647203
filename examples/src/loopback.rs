//! Reaching servers on this machine.

use std::sync::Arc;

use client_core::Result;
use client_core::http::{ReqwestTransport, Transport};
use client_core::sandbox::TestAuthority;

/// A transport for plain HTTP on loopback. It trusts one authority that nobody has a certificate
/// of, and so works on a machine without any.
///
/// # Errors
/// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the system has no randomness.
pub fn transport() -> Result<Arc<dyn Transport>> {
    let transport = ReqwestTransport::builder()
        .add_roots(TestAuthority::generate()?.root_pem())
        .only_given_roots()
        .build()?;
    Ok(Arc::new(transport))
}

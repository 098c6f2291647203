//! From flags and environment variables to clients of the providers; for Conta Azul see
//! [`crate::contaazul`].

pub mod belvo;
pub mod blu;
mod certificates;
pub mod matera;
pub mod openfinance;

pub use self::certificates::Certificates;
pub use crate::contaazul::AccessError;

use url::Url;

/// Whether an address is one that only a program on this machine has.
fn is_plain(url: Option<&Url>) -> bool {
    url.is_some_and(|url| url.scheme() == "http")
}

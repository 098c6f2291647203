//! The `Transaction-Hash`: what the provider wants signed with each request.
//!
//! Each row of [`ENDPOINTS`](crate::ENDPOINTS) says as data what goes into its message
//! ([`HashRule`]). One function reads the message out of the request as it is about to be sent:
//! the method, the path, the query and the very bytes of the body. What is hashed is what is sent,
//! and a rule whose field is missing stops the call instead of sending a hash that cannot match.
//!
//! The hash is HMAC-SHA256 of that message under the secret key, in lower-case hexadecimal.
//! Amounts count with their integer part, cut and never rounded.

mod key;
mod message;
mod rule;
#[cfg(test)]
mod tests;

pub use self::key::SecretKey;
pub(crate) use self::message::{Sent, message};
pub(crate) use self::rule::HashReading;
pub use self::rule::{HashAmbiguity, HashRule, Part};

//! Small pieces for the types that travel as JSON.
//!
//! | for | use |
//! |---|---|
//! | a closed-looking list of values that the provider will extend | [`open_enum!`](crate::open_enum) |
//! | an identifier the server issued | [`id_type!`](crate::id_type) |
//! | a field of a PATCH body | [`Patch`] |
//! | a calendar day | [`date`], [`date_compact`], [`day_or_instant`] |
//! | a moment | [`instant`], or [`local_instant`] if the offset may be missing |
//! | text that some answers send as a number | [`string_or_number`] |
//! | a list that may be `null` | [`null_as_empty`] |
//! | what the provider has published no shape for | [`Unpublished`], [`PartlyPublished`] |
//!
//! The modules among them are for `#[serde(with = "...")]`. They work on the plain type, `Option`,
//! [`Patch`] and [`Redacted`](crate::secret::Redacted) fields alike (see [`WireField`]). Since serde
//! does not default fields that have a `with`, add `default` to those that may be missing:
//!
//! ```
//! use client_core::wire::{self, Patch};
//! use serde::{Deserialize, Serialize};
//! use time::{Date, OffsetDateTime, macros::date};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Installment {
//!     #[serde(rename = "data_vencimento", with = "wire::date")]
//!     due_date: Date,
//!     #[serde(rename = "pago_em", with = "wire::instant", default)]
//!     paid_at: Option<OffsetDateTime>,
//!     #[serde(rename = "nova_data", with = "wire::date", default, skip_serializing_if = "Patch::is_absent")]
//!     new_date: Patch<Date>,
//! }
//!
//! let installment: Installment = serde_json::from_str(r#"{"data_vencimento":"2026-04-12"}"#)?;
//! assert_eq!(installment.due_date, date!(2026 - 04 - 12));
//! assert_eq!(
//!     serde_json::to_string(&installment)?,
//!     r#"{"data_vencimento":"2026-04-12","pago_em":null}"#,
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Errors describe a wrong value by its [`Shape`] and never repeat it.

mod day;
mod field;
mod id;
mod moment;
mod open_enum;
mod patch;
mod scalar;
mod shape;
mod timestamp;
mod tolerant;
mod unpublished;

pub use day::{date, date_compact, day_or_instant};
pub use field::WireField;
pub use moment::{LocalRule, instant, local_instant};
pub use open_enum::{OpenEnum, Unrecognized};
pub use patch::Patch;
pub use shape::Shape;
pub use timestamp::DateError;
pub use tolerant::{null_as_empty, string_or_number};
pub use unpublished::{PartlyPublished, Unpublished};

pub use crate::{id_type, open_enum};

/// What the macros of this module expand to; not for direct use.
#[doc(hidden)]
pub mod macro_support {
    pub use serde;

    pub use super::id::read_id;
    pub use super::open_enum::{from_text, read_open_enum};
}

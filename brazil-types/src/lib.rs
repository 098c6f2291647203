//! Pure value types of Brazilian finance: tax ids, Pix ids and keys, BR Code, boleto, fiscal keys,
//! bank codes and the bank calendar.
//!
//! Every type is built by its `parse`, which checks length, alphabet, check digits and dates, does
//! not allocate, and fails with one [`ParseError`] that says what is wrong, where, and what to do.
//! What parsed can be compared, hashed, ordered and, with the feature `serde`, serialised as a
//! string. Identifiers are text throughout: leading zeros matter and letters occur.
//!
//! # Strict and lenient
//!
//! `parse` admits what the standard admits, plus the usual punctuation. Types whose real-life data
//! commonly departs from the standard also have `parse_lenient`, for reading only; what comes out
//! is always the normal form. [`br_code::BrCode`] reads leniently and reports
//! [deviations](br_code::BrCode::deviations).
//!
//! # Personal data
//!
//! One rule decides how a value can be shown:
//!
//! - [`Cpf`], [`Cnpj`], [`TaxId`] and [`PixKey`] (and its parts) are personal: `Debug` prints a
//!   mask, there is no `Display`, and the clear text is in `expose()`.
//! - All others are references, not persons: `Display`, `Debug` and `as_str()` print them. Where a
//!   CPF may hide inside ([`FiscalKey`], [`NfseKey`], [`DpsId`]), `Debug` masks that part.
//!
//! `formatted()` is always clear, serialisation too. No error ever contains the refused text.

pub mod bank;
pub mod boleto;
pub mod br_code;
pub mod calendar;
mod check_digit;
mod cnpj;
mod cpf;
mod dps_id;
mod end_to_end_id;
mod error;
mod fiscal_key;
mod ispb;
mod layout;
mod nfse_key;
mod nfse_provider;
mod pix_key;
mod recurrence_id;
#[cfg(feature = "serde")]
mod serde_text;
mod stamp;
mod state;
mod tax_id;
mod text_type;
mod txid;

pub use cnpj::Cnpj;
pub use cpf::Cpf;
pub use dps_id::DpsId;
pub use end_to_end_id::{EndToEndId, ReturnId};
pub use error::{ParseError, ParseErrorKind};
pub use fiscal_key::{FiscalKey, FiscalModel};
pub use ispb::Ispb;
pub use nfse_key::{NfseCheckDigit, NfseGenerator, NfseKey};
pub use pix_key::{EmailKey, PhoneKey, PixKey, PixKeyKind, RandomKey};
pub use recurrence_id::{RecurrenceId, RecurrenceRequestId};
pub use state::State;
pub use tax_id::{TaxId, TaxIdKind};
pub use txid::{Txid, TxidKind};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

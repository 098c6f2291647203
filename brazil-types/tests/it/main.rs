//! Tests over the public API, driven by the files in `testdata/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod bank;
mod boleto;
mod br_code;
mod calendar;
mod data;
mod fiscal;
mod pix;
mod privacy;
mod properties;
#[cfg(feature = "serde")]
mod serialisation;
mod tax_ids;

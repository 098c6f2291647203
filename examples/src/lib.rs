//! Programs people run on the first day, and what they share.
//!
//! The program files stand beside `Cargo.toml`; each is a line that calls its module here, so that
//! the tests run what people run.

pub mod access;
pub mod audit_evidence;
pub mod cli;
pub mod contaazul;
#[cfg(feature = "sqlite")]
pub mod database;
pub mod dump;
pub mod login;
pub mod month_close;
pub mod operations;
pub mod progress;
pub mod reconcile;
pub mod report;
pub mod story;
pub mod variables;
#[cfg(feature = "webhook-receiver")]
pub mod webhook_receiver;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../docs/guide/audit_evidence.md")]
struct GuideAuditEvidence;

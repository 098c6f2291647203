//! The audit log: who did what with whose data or money, on which legal basis — and proof that
//! nobody changed the record since.
//!
//! Brazil's data protection law (LGPD, art. 37) asks for a record of every processing of personal
//! data; payments want one anyway. An [`AuditEvent`] says what happened without naming a person:
//! subjects are [pseudonyms](Pseudonymizer), and text that looks like personal data or a
//! credential is refused. An [`AuditSink`] keeps events; ours chain them by hash.
//!
//! ```
//! use client_core::audit::{
//!     AuditEvent, AuditKind, AuditTrail, LegalBasis, MemorySink, OnAuditFailure, Pseudonymizer,
//! };
//! use secrecy::SecretString;
//! use std::sync::Arc;
//! use time::OffsetDateTime;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let pseudonyms = Pseudonymizer::new(&SecretString::from("one secret key for each tenant"))?;
//! let sink = Arc::new(MemorySink::new());
//! let trail = AuditTrail::new(sink.clone(), OnAuditFailure::Stop);
//!
//! let event = AuditEvent::builder(AuditKind::DATA_PULLED, OffsetDateTime::now_utc())
//!     .subject(pseudonyms.tax_id("529.982.247-25")?)
//!     .source("open_finance_brasil")
//!     .legal_basis(LegalBasis::Consent)
//!     .purpose("bank reconciliation")
//!     .record_count("transactions", 412)
//!     .build()?;
//! trail.record(&event).await?;
//! assert_eq!(sink.head().records(), 1);
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(run()).unwrap();
//! ```
//!
//! # The chain
//!
//! One JSON object per line, fields in fixed order, `hash` last. With `content` for the line
//! without its `hash` member,
//!
//! ```text
//! hash = "sha256:" + hex(SHA-256(prev_hash + content))
//! ```
//!
//! where `prev_hash` is the text of that member: the `hash` of the line before, or `sha256:` and
//! 64 zeros in the first line. `seq` counts lines from 1. [`verify_chain`] finds the first line
//! that was edited, removed, inserted or moved.
//!
//! A chain cannot show that its *end* was cut off, nor that somebody computed all of it anew. For
//! that, store [`ChainHead`]s where the log's writer cannot change them (another account, a
//! timestamping service, paper) and use [`verify_against`].

mod basis;
mod chain;
mod entry;
mod error;
mod event;
mod fact;
mod facts;
mod hash;
mod json_lines;
mod kind;
mod privacy;
mod record_id;
mod sink;
mod subject;

pub use basis::LegalBasis;
pub use chain::{ChainBreak, ChainFault, ChainHead, SealedRecord, verify_against, verify_chain};
pub use entry::{AuditEntries, AuditEntry, read_entries};
pub use error::{AuditError, EventError, PseudonymError};
pub use event::{AuditEvent, AuditEventBuilder};
pub use fact::{Actor, AuditOutcome, Evidence, Expiry};
pub use facts::{AuditFacts, RecordedActor, RecordedRange};
pub use hash::{ParseHashError, Sha256Hash};
pub use json_lines::{Durability, JsonLinesOptions, JsonLinesSink};
pub use kind::AuditKind;
pub use privacy::Sensitive;
pub(crate) use privacy::check_identifier;
pub use sink::{AuditSink, AuditTrail, MemorySink, OnAuditFailure, Recording};
pub use subject::{Pseudonymizer, SubjectToken};

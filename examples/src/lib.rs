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
#[cfg(feature = "sqlite")]
pub mod dda_batch;
pub mod dump;
pub mod login;
pub mod month_close;
pub mod operations;
pub mod progress;
pub mod reconcile;
pub mod report;
#[cfg(feature = "store-webhooks")]
pub mod store_webhooks;
pub mod story;
#[cfg(feature = "tenant-sync")]
pub mod tenant_sync;
#[cfg(feature = "sqlite")]
pub mod treasury;
pub mod variables;
#[cfg(feature = "webhook-receiver")]
pub mod webhook_receiver;
#[cfg(feature = "webhook-receiver")]
pub mod webhook_server;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../docs/guide/treasury.md")]
struct TreasuryGuide;

#[cfg(all(doctest, feature = "store-webhooks"))]
#[doc = include_str!("../../docs/guide/store_webhooks.md")]
struct StoreWebhooks;

#[cfg(all(doctest, feature = "sqlite"))]
#[doc = include_str!("../../docs/guide/dda_batch.md")]
struct DdaBatchGuide;

#[cfg(all(doctest, feature = "tenant-sync"))]
#[doc = include_str!("../../docs/guide/tenant_sync.md")]
struct TenantSyncGuide;

#[cfg(doctest)]
#[doc = include_str!("../../docs/guide/audit_evidence.md")]
struct GuideAuditEvidence;

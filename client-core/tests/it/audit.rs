//! The audit log: what it says, what it never says, and how tampering shows.

use client_core::audit::{AuditEvent, AuditKind, Pseudonymizer};
use secrecy::SecretString;
use time::OffsetDateTime;
use time::macros::datetime;

mod chain;
mod entries;
mod event;
mod json_lines;
mod pseudonym;
mod trail;

const NOON: OffsetDateTime = datetime!(2026-11-21 09:00:00 -03:00);
const PLANTED_CPF: &str = "529.982.247-25";
const PLANTED_TOKEN: &str = "eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl";

/// Made by a Python script from the documented recipe alone, with a member unknown to us.
const FOREIGN_CHAIN: &str = include_str!("../fixtures/audit_chain.jsonl");

fn pseudonyms() -> Pseudonymizer {
    Pseudonymizer::new(&SecretString::from("padaria-tres-irmaos-tenant-key")).unwrap()
}

fn refreshed() -> AuditEvent {
    AuditEvent::builder(AuditKind::OAUTH_REFRESHED, NOON)
        .source("contaazul")
        .build()
        .unwrap()
}

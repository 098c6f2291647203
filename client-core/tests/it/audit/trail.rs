use std::sync::Arc;

use async_trait::async_trait;
use client_core::audit::{
    AuditError, AuditEvent, AuditSink, AuditTrail, MemorySink, OnAuditFailure, Recording,
};

use super::refreshed;

struct FullDisk;

#[async_trait]
impl AuditSink for FullDisk {
    async fn append(&self, _: &AuditEvent) -> Result<(), AuditError> {
        Err(AuditError::sink("no space left"))
    }
}

#[tokio::test]
async fn a_failing_sink_stops_or_is_reported_as_told() {
    let stop = AuditTrail::new(Arc::new(FullDisk), OnAuditFailure::Stop);
    let error = stop.record(&refreshed()).await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap();
    assert_eq!(cause.to_string(), "no space left");

    let go_on = AuditTrail::new(Arc::new(FullDisk), OnAuditFailure::Continue);
    let recording = go_on.record(&refreshed()).await.unwrap();
    assert!(matches!(recording, Recording::Lost(AuditError::Sink(_))));

    let kept = AuditTrail::new(Arc::new(MemorySink::new()), OnAuditFailure::Continue);
    assert!(matches!(
        kept.record(&refreshed()).await,
        Ok(Recording::Kept)
    ));
}

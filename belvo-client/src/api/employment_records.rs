//! Mexican employment records.

use client_core::Operation;
use time::Date;

use super::data::{Background, Deletable, Resource, RetrievedByLink, Unlinked, WithPdf};
use crate::model::{EmploymentRecord, EmploymentRecordId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for EmploymentRecord {
    type Id = EmploymentRecordId;
    const LIST: &'static Operation = &operations::employment_records::LIST;
    const GET: &'static Operation = &operations::employment_records::GET;
    const RETRIEVE: &'static Operation = &operations::employment_records::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Background for EmploymentRecord {}

impl Deletable for EmploymentRecord {
    const DELETE: &'static Operation = &operations::employment_records::DELETE;
}

impl RetrievedByLink for EmploymentRecord {}

impl Unlinked for EmploymentRecord {}

impl WithPdf for EmploymentRecord {}

impl Query<EmploymentRecord> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v EmploymentRecordId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo fetched it.
    pub fn collected_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("collected_at", &lookup)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those with one of these values in `internal_identification`.
    pub fn internal_identification<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        self.one_of("internal_identification", values)
    }
}

//! Recurring expenses.

use client_core::Operation;

use super::data::{
    Deletable, Periodic, Resource, Resumable, RetrievedByLink, TokenAhead, Unlinked,
};
use crate::model::{AccountId, RecurringExpense, RecurringExpenseId};
use crate::operations;
use crate::query::Query;

impl Resource for RecurringExpense {
    type Id = RecurringExpenseId;
    const LIST: &'static Operation = &operations::recurring_expenses::LIST;
    const GET: &'static Operation = &operations::recurring_expenses::GET;
    const RETRIEVE: &'static Operation = &operations::recurring_expenses::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&operations::recurring_expenses::RESUME);
}

impl Deletable for RecurringExpense {
    const DELETE: &'static Operation = &operations::recurring_expenses::DELETE;
}

impl Periodic for RecurringExpense {}

impl Resumable for RecurringExpense {}

impl TokenAhead for RecurringExpense {}

impl RetrievedByLink for RecurringExpense {}

impl Unlinked for RecurringExpense {}

impl Query<RecurringExpense> {
    /// Only those with one of these values in `account`.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }

    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v RecurringExpenseId>) -> Self {
        self.one_of("id", values)
    }
}

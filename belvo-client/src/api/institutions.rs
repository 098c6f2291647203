//! Institutions.

use std::fmt::Display;

use client_core::Action;
use client_core::http::Call;

use crate::client::Belvo;
use crate::model::{Institution, InstitutionId, InstitutionStatus, InstitutionType};
use crate::operations::institutions as rows;
use crate::query::Query;

/// Institutions: reached by [`Belvo::institutions`].
#[derive(Clone, Copy, Debug)]
pub struct Institutions<'a> {
    pub(crate) client: &'a Belvo,
}

impl Institutions<'_> {
    /// Lists institutions.
    pub fn list(&self) -> Query<Institution> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Reads an institution.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn get(&self, id: &InstitutionId) -> Action<Institution> {
        let call = Call::new(&rows::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }
}

impl Query<Institution> {
    /// Only those with this value in `display_name`.
    pub fn display_name(self, value: impl AsRef<str>) -> Self {
        self.filter("display_name", value.as_ref())
    }

    /// Only those with one of these values in `country_code`.
    pub fn country_code<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("country_code", values)
    }

    /// Only those with all of these `resources`, two at least.
    pub fn resources<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        let names: Vec<_> = values.into_iter().collect();
        if names.len() < 2 {
            return self.fail("resources__allin takes two names at least".to_owned());
        }
        self.any_of("resources__allin", names)
    }

    /// Only those with one of these values in `name`.
    pub fn name<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("name", values)
    }

    /// Only those with one of these values in `status`.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v InstitutionStatus>) -> Self {
        self.one_of("status", values)
    }

    /// Only those with one of these values in `type`.
    pub fn kind<'v>(self, values: impl IntoIterator<Item = &'v InstitutionType>) -> Self {
        self.one_of("type", values)
    }

    /// Only those with this value in `website`.
    pub fn website(self, value: impl AsRef<str>) -> Self {
        self.filter("website", value.as_ref())
    }
}

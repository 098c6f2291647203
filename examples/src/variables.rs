//! Environment variables, taken once at the start so that tests can give others.

use std::collections::BTreeMap;
use std::fmt;

/// The environment variables a program sees. Those that are empty, or no Unicode, count as unset.
///
/// `Debug` shows names only: the values may be secrets.
#[derive(Clone, Default)]
pub struct Variables(BTreeMap<String, String>);

impl Variables {
    /// Those of this process.
    pub fn of_process() -> Self {
        std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect()
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The values of variables that are all needed.
    ///
    /// # Errors
    /// [`Unset`] names every one that is missing.
    pub fn require<const N: usize>(&self, names: [&'static str; N]) -> Result<[&str; N], Unset> {
        self.require_all(&names)?;
        Ok(names.map(|name| self.get(name).unwrap_or_default()))
    }

    /// Checks that variables are set, as many as there are.
    ///
    /// # Errors
    /// [`Unset`] names every one that is missing.
    pub fn require_all(&self, names: &[&'static str]) -> Result<(), Unset> {
        let missing = names.iter().filter(|name| self.get(name).is_none());
        let missing: Vec<_> = missing.copied().collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Unset(missing))
        }
    }

    /// The variables whose name begins like this, in alphabetical order.
    pub fn beginning_with<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter(move |(name, _)| name.starts_with(prefix))
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Variables {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        let variables = variables.into_iter();
        let variables = variables.map(|(name, value)| (name.into(), value.into()));
        Self(
            variables
                .filter(|(_, value): &(String, String)| !value.is_empty())
                .collect(),
        )
    }
}

impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Variables that must be set and are not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("set {} in the environment", .0.join(" and "))]
pub struct Unset(Vec<&'static str>);

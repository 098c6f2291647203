//! Objects of which not all fields are known.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The fields of a JSON object by name, each as the JSON text that Blu sent, to the digit.
///
/// `Debug` shows the names only: the values may be personal data.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<String, Box<RawValue>>);

impl Fields {
    /// The JSON text of a field: `"\"000123\""` for a text, `"12.50"` for a number.
    pub fn json(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.get())
    }

    /// A field that is a text, without its quotes.
    pub fn text(&self, name: &str) -> Option<String> {
        self.read(name)
    }

    /// All names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// A field that is an object.
    pub fn object(&self, name: &str) -> Option<Self> {
        self.read(name)
    }

    pub(crate) fn read<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Option<T> {
        serde_json::from_str(self.json(name)?).ok()
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        let names_agree = self.names().eq(other.names());
        names_agree && self.names().all(|name| self.json(name) == other.json(name))
    }
}

impl Eq for Fields {}

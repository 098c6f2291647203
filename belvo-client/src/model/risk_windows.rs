//! Metrics that Belvo calculates over six periods, under one name with six endings.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

/// One metric over the last days, week and months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Windows<T> {
    /// The last three days.
    #[doc(alias = "3d")]
    pub three_days: Option<T>,
    /// The last week.
    #[doc(alias = "1w")]
    pub week: Option<T>,
    /// The last month.
    #[doc(alias = "1m")]
    pub month: Option<T>,
    /// The last three months.
    #[doc(alias = "3m")]
    pub three_months: Option<T>,
    /// The last six months.
    #[doc(alias = "6m")]
    pub six_months: Option<T>,
    /// The last twelve months.
    #[doc(alias = "12m")]
    pub twelve_months: Option<T>,
}

impl<T: Serialize> Windows<T> {
    pub(super) fn write<M: SerializeMap>(&self, map: &mut M, name: &str) -> Result<(), M::Error> {
        for (ending, value) in [
            ("3d", &self.three_days),
            ("1w", &self.week),
            ("1m", &self.month),
            ("3m", &self.three_months),
            ("6m", &self.six_months),
            ("12m", &self.twelve_months),
        ] {
            map.serialize_entry(&format!("{name}_{ending}"), value)?;
        }
        Ok(())
    }
}

/// Metrics by their names on the wire, kept as text, for amounts are exact only there.
pub(super) struct Metrics(BTreeMap<String, Box<RawValue>>);

impl Metrics {
    pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(Self)
    }

    pub(super) fn one<T: DeserializeOwned, E: Error>(&self, name: &str) -> Result<Option<T>, E> {
        let Some(text) = self.0.get(name) else {
            return Ok(None);
        };
        serde_json::from_str(text.get())
            .map_err(|_| E::custom(format!("{name} does not fit the documented type")))
    }

    pub(super) fn windows<T: DeserializeOwned, E: Error>(
        &self,
        name: &str,
    ) -> Result<Windows<T>, E> {
        let over = |ending| self.one(&format!("{name}_{ending}"));
        Ok(Windows {
            three_days: over("3d")?,
            week: over("1w")?,
            month: over("1m")?,
            three_months: over("3m")?,
            six_months: over("6m")?,
            twelve_months: over("12m")?,
        })
    }
}

/// Declares a struct of metrics, some over six periods, named as on the wire without the endings.
macro_rules! metrics {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident {
            over_windows { $(#[doc = $doc:literal] $metric:ident: $of:ty,)+ }
            single { $(#[doc = $single_doc:literal] $single:ident: $single_of:ty,)* }
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $(#[doc = $doc] pub $metric: Windows<$of>,)+
            $(#[doc = $single_doc] pub $single: Option<$single_of>,)*
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let metrics = $crate::model::risk_windows::Metrics::read(deserializer)?;
                Ok(Self {
                    $($metric: metrics.windows(stringify!($metric))?,)+
                    $($single: metrics.one(stringify!($single))?,)*
                })
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use ::serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                $(self.$metric.write(&mut map, stringify!($metric))?;)+
                $(map.serialize_entry(stringify!($single), &self.$single)?;)*
                map.end()
            }
        }
    };
}

pub(super) use metrics;

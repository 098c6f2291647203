//! The list of all who take part.

use std::fmt;

use brazil_types::{Cnpj, Ispb};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use time::{Date, OffsetDateTime};

use super::search::Query;
use super::{Organisation, Participant};

/// All organisations of the directory.
#[derive(Clone)]
pub struct Participants {
    organisations: Vec<Organisation>,
    unreadable: usize,
}

impl Participants {
    /// The organisations, in the directory's order.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// How many organisations could not be read and are missing here.
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Every authorisation server that is neither retired nor superseded: every bank as customers
    /// know it.
    pub fn iter(&self) -> impl Iterator<Item = Participant<'_>> {
        let today = today_in_brasilia();
        self.organisations
            .iter()
            .flat_map(|organisation| {
                let servers = organisation.authorisation_servers.iter();
                servers.map(|server| Participant {
                    organisation,
                    server,
                })
            })
            .filter(move |participant| !participant.is_retired(today))
    }

    /// Those whose name holds every word of `name`, whatever the case and accents. Names that
    /// customers use and the directory does not (`nubank`, `bb`, `caixa`) are known.
    pub fn named(&self, name: &str) -> Vec<Participant<'_>> {
        let query = Query::new(name);
        self.iter().filter(|one| query.matches(one)).collect()
    }

    /// Those of the organisation with this ISPB.
    pub fn with_ispb(&self, ispb: &Ispb) -> Vec<Participant<'_>> {
        self.iter()
            .filter(|one| one.organisation.registration_id.as_deref() == Some(ispb.as_str()))
            .collect()
    }

    /// Those of the organisation with this CNPJ.
    pub fn with_cnpj(&self, cnpj: &Cnpj) -> Vec<Participant<'_>> {
        let is_it = |text: &str| Cnpj::parse_lenient(text).is_ok_and(|other| other == *cnpj);
        self.iter()
            .filter(|one| {
                one.organisation
                    .registration_number
                    .as_deref()
                    .is_some_and(is_it)
            })
            .collect()
    }

    /// The one with this `AuthorisationServerId`.
    pub fn server(&self, id: &str) -> Option<Participant<'_>> {
        self.iter().find(|one| one.id() == id)
    }
}

impl<'de> Deserialize<'de> for Participants {
    /// An organisation that cannot be read is left out and counted: one must not lock out all.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Vec::<Box<RawValue>>::deserialize(deserializer)?;
        let organisations: Vec<Organisation> = wire
            .iter()
            .filter_map(|one| serde_json::from_str(one.get()).ok())
            .collect();
        let unreadable = wire.len() - organisations.len();
        if unreadable > 0 {
            tracing::warn!(unreadable, "organisations of the directory cannot be read");
        }
        Ok(Self {
            organisations,
            unreadable,
        })
    }
}

impl fmt::Debug for Participants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Participants")
            .field("organisations", &self.organisations.len())
            .field("unreadable", &self.unreadable)
            .finish()
    }
}

fn today_in_brasilia() -> Date {
    let now = OffsetDateTime::now_utc();
    let today = client_core::wire::LocalRule::BRASILIA.day_of(now);
    today.unwrap_or_else(|_| now.date())
}

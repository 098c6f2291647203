//! Consents and extensions as they are asked for.

use std::collections::BTreeSet;

use brazil_types::{Cnpj, Cpf};
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::{Duration, OffsetDateTime, UtcOffset};

use super::{Permission, PermissionGroup};

/// A consent to ask for: by whom, to what, until when.
///
/// ```
/// use brazil_types::Cpf;
/// use openfinance_client::model::{NewConsent, PermissionGroup};
///
/// let cpf = Cpf::parse("529.982.247-25")?;
/// let asked = NewConsent::of_person(cpf)
///     .allow(PermissionGroup::AccountBalances)
///     .allow(PermissionGroup::AccountStatements);
/// assert_eq!(asked.permissions().len(), 4);
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConsent {
    who: Who,
    groups: BTreeSet<PermissionGroup>,
    until: Option<OffsetDateTime>,
    linked: bool,
}

/// The person that will log in, and the company they act for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) person: Cpf,
    pub(super) company: Option<Cnpj>,
}

impl NewConsent {
    /// The consent of a person to their own data. The bank refuses anybody else who logs in.
    #[doc(alias = "loggedUser")]
    pub fn of_person(person: Cpf) -> Self {
        Self::of(Who {
            person,
            company: None,
        })
    }

    /// The consent of a company to its data, given by a person who acts for it.
    #[doc(alias = "businessEntity")]
    pub fn of_company(company: Cnpj, person: Cpf) -> Self {
        Self::of(Who {
            person,
            company: Some(company),
        })
    }

    fn of(who: Who) -> Self {
        Self {
            who,
            groups: BTreeSet::new(),
            until: None,
            linked: false,
        }
    }

    /// Asks for one group more.
    #[must_use]
    pub fn allow(mut self, group: PermissionGroup) -> Self {
        self.groups.insert(group);
        self
    }

    /// Asks for everything.
    #[must_use]
    pub fn allow_all(mut self) -> Self {
        self.groups.extend(PermissionGroup::ALL);
        self
    }

    /// Ends by itself at this moment, at most twelve months from now; otherwise it has no end.
    #[doc(alias = "expirationDateTime")]
    #[must_use]
    pub fn until(mut self, end: OffsetDateTime) -> Self {
        self.until = Some(end);
        self
    }

    /// Asks for it together with a payment consent or an enrolment, in one visit at the bank.
    #[doc(alias = "isLinked")]
    #[must_use]
    pub fn linked(mut self) -> Self {
        self.linked = true;
        self
    }

    /// What is asked for, permission by permission; compare it with what was granted by
    /// [`Consent::withheld`](super::Consent::withheld).
    pub fn permissions(&self) -> Vec<Permission> {
        let of_company = self.who.company.is_some();
        let groups = self.groups.iter();
        let asked: BTreeSet<_> = groups
            .flat_map(|group| group.permissions(of_company))
            .collect();
        let asked = asked.into_iter().cloned();
        if self.groups.is_empty() {
            return Vec::new();
        }
        asked.chain([Permission::Resources]).collect()
    }

    /// The person that will log in.
    pub(crate) fn person(&self) -> Cpf {
        self.who.person
    }

    /// The company they act for.
    pub(crate) fn company(&self) -> Option<Cnpj> {
        self.who.company
    }

    pub(crate) fn checked(&self) -> Result<impl Serialize + use<>> {
        if self.groups.is_empty() {
            return Err(Error::input(
                "permissions is empty: allow at least one group of permissions",
            ));
        }
        if let Some(end) = self.until {
            let now = OffsetDateTime::now_utc();
            check_future(end, now)?;
            if end > twelve_months_after(now) {
                return Err(Error::input(
                    "expirationDateTime is more than twelve months away: come nearer, or leave it \
                     out for a consent without end",
                ));
            }
        }
        Ok(ConsentBody {
            logged_user: identified(self.who.person, "CPF"),
            business_entity: self.who.company.map(|company| identified(company, "CNPJ")),
            permissions: self.permissions(),
            expiration: self.until.map(whole_seconds_utc),
            is_linked: self.linked,
        })
    }
}

/// A consent to prolong: by whom, until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExtension {
    who: Who,
    until: Option<OffsetDateTime>,
}

impl NewExtension {
    /// By the person whose consent it is.
    pub fn by_person(person: Cpf) -> Self {
        Self {
            who: Who {
                person,
                company: None,
            },
            until: None,
        }
    }

    /// By a person who acts for the company whose consent it is. The company must be the one of
    /// the consent.
    pub fn by_company(company: Cnpj, person: Cpf) -> Self {
        Self {
            who: Who {
                person,
                company: Some(company),
            },
            until: None,
        }
    }

    /// The new end, later than the one it has; otherwise it will have no end.
    #[doc(alias = "expirationDateTime")]
    #[must_use]
    pub fn until(mut self, end: OffsetDateTime) -> Self {
        self.until = Some(end);
        self
    }

    pub(crate) fn checked(&self) -> Result<impl Serialize + use<>> {
        if let Some(end) = self.until {
            check_future(end, OffsetDateTime::now_utc())?;
        }
        Ok(ExtensionBody {
            expiration: self.until.map(whole_seconds_utc),
            logged_user: identified(self.who.person, "CPF"),
            business_entity: self.who.company.map(|company| identified(company, "CNPJ")),
        })
    }
}

fn check_future(end: OffsetDateTime, now: OffsetDateTime) -> Result<()> {
    if end <= now {
        return Err(Error::input(
            "expirationDateTime has passed: give a moment to come",
        ));
    }
    Ok(())
}

fn twelve_months_after(now: OffsetDateTime) -> OffsetDateTime {
    // Of 29 February the next year has no anniversary; the day before is the careful reading.
    now.replace_year(now.year() + 1)
        .unwrap_or(now + Duration::days(365))
}

/// Banks take UTC without fractions only.
fn whole_seconds_utc(moment: OffsetDateTime) -> OffsetDateTime {
    let utc = moment.to_offset(UtcOffset::UTC);
    utc - Duration::nanoseconds(i64::from(utc.nanosecond()))
}

pub(super) fn identified<D: Serialize>(identification: D, rel: &'static str) -> Identified<D> {
    Identified {
        document: Document {
            identification,
            rel,
        },
    }
}

#[derive(Serialize)]
pub(super) struct Identified<D> {
    document: Document<D>,
}

#[derive(Serialize)]
struct Document<D> {
    identification: D,
    rel: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConsentBody {
    logged_user: Identified<Cpf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_entity: Option<Identified<Cnpj>>,
    permissions: Vec<Permission>,
    #[serde(
        rename = "expirationDateTime",
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    expiration: Option<OffsetDateTime>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_linked: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ExtensionBody {
    #[serde(
        rename = "expirationDateTime",
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    expiration: Option<OffsetDateTime>,
    logged_user: Identified<Cpf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_entity: Option<Identified<Cnpj>>,
}

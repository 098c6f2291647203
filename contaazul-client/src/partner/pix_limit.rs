//! Limits of Pix payments, and whom they are raised for.

use brazil_types::TaxId;
use client_core::http::Call;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Action, Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Partner, check};
use crate::model::value::check_amount;
use crate::operations;
use crate::query::{Query, Seed};

client_core::open_enum! {
    /// When a limit holds.
    pub enum LimitPeriod {
        /// By day: from 6:00 to 20:00, or to 22:00 where the customer chose so.
        Day = "DIURNO",
        /// By night.
        Night = "NOTURNO",
    }

    /// Whom a limit of its own is for.
    pub enum TrustedPartyKind {
        /// A person.
        Contact = "CONTATO",
        /// A company.
        Company = "EMPRESA",
    }
}

client_core::id_type! {
    /// Somebody trusted with a limit of their own.
    pub struct TrustedPartyId;
}

/// What may be paid by Pix in a period.
#[doc(alias = "limite")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixLimit {
    /// When it holds.
    #[serde(rename = "periodo")]
    #[doc(alias = "periodo")]
    pub period: Option<LimitPeriod>,
    /// At most this in one payment, in BRL.
    #[serde(rename = "valor_por_transacao")]
    #[doc(alias = "valor_por_transacao")]
    pub per_payment: Option<Amount>,
    /// At most this in the whole period, in BRL.
    #[serde(rename = "valor_por_periodo")]
    #[doc(alias = "valor_por_periodo")]
    pub per_period: Option<Amount>,
    /// A higher one that was asked for and does not hold yet, per period in BRL.
    #[serde(rename = "valor_solicitado")]
    #[doc(alias = "valor_solicitado")]
    pub requested: Option<Amount>,
    /// When that will hold.
    #[serde(rename = "vigente_em", default, with = "wire::local_instant")]
    #[doc(alias = "vigente_em")]
    pub effective_at: Option<OffsetDateTime>,
}

/// Another limit for a period. A lower one holds at once; by the central bank's rules a higher one
/// takes 24 to 48 hours.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct PixLimitChange {
    #[serde(rename = "periodo")]
    period: LimitPeriod,
    #[serde(rename = "valor_por_periodo")]
    per_period: Amount,
    #[serde(
        rename = "valor_por_transacao",
        skip_serializing_if = "Option::is_none"
    )]
    per_payment: Option<Amount>,
}

impl PixLimitChange {
    /// At most `per_period` in BRL in the whole period; zero allows none.
    pub fn new(period: LimitPeriod, per_period: Amount) -> Self {
        Self {
            period,
            per_period,
            per_payment: None,
        }
    }

    /// At most this in one payment, in BRL.
    #[doc(alias = "valor_por_transacao")]
    pub fn per_payment(mut self, amount: Amount) -> Self {
        self.per_payment = Some(amount);
        self
    }

    fn check(&self) -> Result<()> {
        check_amount(self.per_period, "valor_por_periodo")?;
        let Some(per_payment) = self.per_payment else {
            return Ok(());
        };
        check_amount(per_payment, "valor_por_transacao")?;
        if per_payment > self.per_period {
            return Err(Error::input(
                "valor_por_transacao is above valor_por_periodo; lower it",
            ));
        }
        Ok(())
    }
}

/// Somebody with a limit of their own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TrustedParty {
    /// Identifier.
    pub id: Option<TrustedPartyId>,
    /// Person or company.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<TrustedPartyKind>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ.
    #[serde(rename = "documento")]
    #[doc(alias = "documento")]
    pub tax_id: Option<Redacted<String>>,
    /// At most this in one payment to them, in BRL.
    #[serde(rename = "valor_por_transacao")]
    #[doc(alias = "valor_por_transacao")]
    pub per_payment: Option<Amount>,
    /// From when on.
    #[serde(rename = "vigente_em", default, with = "wire::local_instant")]
    #[doc(alias = "vigente_em")]
    pub effective_at: Option<OffsetDateTime>,
}

/// Somebody to be trusted with a limit of their own.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewTrustedParty {
    #[serde(rename = "tipo")]
    kind: TrustedPartyKind,
    #[serde(rename = "nome")]
    name: Redacted<String>,
    #[serde(rename = "documento")]
    tax_id: Redacted<String>,
    #[serde(rename = "valor_por_transacao")]
    per_payment: Amount,
}

impl NewTrustedParty {
    /// A person by name and CPF, with at most `per_payment` in BRL in one payment.
    pub fn contact(name: impl Into<String>, cpf: impl Into<String>, per_payment: Amount) -> Self {
        Self::new(
            TrustedPartyKind::Contact,
            name.into(),
            cpf.into(),
            per_payment,
        )
    }

    /// A company by name and CNPJ, with at most `per_payment` in BRL in one payment.
    pub fn company(name: impl Into<String>, cnpj: impl Into<String>, per_payment: Amount) -> Self {
        Self::new(
            TrustedPartyKind::Company,
            name.into(),
            cnpj.into(),
            per_payment,
        )
    }

    fn new(kind: TrustedPartyKind, name: String, tax_id: String, per_payment: Amount) -> Self {
        Self {
            kind,
            name: Redacted::new(name),
            tax_id: Redacted::new(tax_id),
            per_payment,
        }
    }

    fn checked(&self) -> Result<Self> {
        check::text("nome", self.name.expose(), 120)?;
        check::paid_amount("valor_por_transacao", self.per_payment)?;
        let tax_id = check::tax_id("documento", self.tax_id.expose())?;
        match (&self.kind, tax_id) {
            (TrustedPartyKind::Contact, TaxId::Cnpj(_)) => {
                return Err(Error::input(
                    "documento is a CNPJ; trust a company, not a contact",
                ));
            }
            (TrustedPartyKind::Company, TaxId::Cpf(_)) => {
                return Err(Error::input(
                    "documento is a CPF; trust a contact, not a company",
                ));
            }
            _ => {}
        }
        Ok(Self {
            tax_id: Redacted::new(tax_id.expose().to_owned()),
            ..self.clone()
        })
    }
}

impl Partner<'_> {
    /// The company's limits, one per period.
    ///
    /// Not published: Conta Azul's customers see them in its app. With a published contract:
    /// `matera-client`, for accounts held there.
    #[doc(alias = "limites")]
    pub fn pix_limits(&self) -> Action<Vec<PixLimit>> {
        let call = Call::new(&operations::partner::PIX_LIMITS);
        Action::json(self.executor(), Ok(call))
    }

    /// Asks for another limit. Not published. Record who asked, and why: changes of limits belong
    /// in an audit log, for which there is [`client_core::audit`].
    ///
    /// When the outcome is unknown, [read](Self::pix_limits) the limits.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) before anything is sent, naming the field.
    pub fn change_pix_limit(&self, change: &PixLimitChange) -> Action<PixLimit> {
        let call = change
            .check()
            .and_then(|()| Call::new(&operations::partner::CHANGE_PIX_LIMIT).json(change));
        Action::json(self.executor(), call)
    }

    /// Lists who has a limit of their own. Not published.
    #[doc(alias = "confiaveis")]
    pub fn list_trusted(&self) -> Query<TrustedParty, Seed> {
        self.list(&operations::partner::LIST_TRUSTED)
    }

    /// Gives somebody a limit of their own. Not published.
    ///
    /// When the outcome is unknown, look for their tax id among [all](Self::list_trusted).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) before anything is sent for a CPF or CNPJ that
    /// is not valid, or not of the kind. Status 409 when they have one.
    pub fn trust(&self, party: &NewTrustedParty) -> Action<TrustedParty> {
        let call = party
            .checked()
            .and_then(|body| Call::new(&operations::partner::TRUST).json(&body));
        Action::json(self.executor(), call)
    }

    /// Takes their limit from somebody, at once. Not published.
    ///
    /// # Errors
    /// Status 404 when they have none.
    pub fn distrust(&self, id: &TrustedPartyId) -> Action<()> {
        let call = Call::new(&operations::partner::DISTRUST).argument("id", id);
        Action::empty(self.executor(), Ok(call))
    }
}

impl Query<TrustedParty, Seed> {
    /// Only persons, or only companies.
    #[doc(alias = "tipo")]
    pub fn kind(self, kind: TrustedPartyKind) -> Self {
        self.filter("tipo", kind)
    }
}

//! Issuing service invoices (NFS-e).

use client_core::http::Call;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Action, Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use super::{FiscalRejection, NoteParty, Partner, Referenced, check};
use crate::model::{ChargeId, NfseId, NfseStatus, SaleId};
use crate::operations;
use crate::query::{Query, Seed};

/// A service invoice to be issued.
#[doc(alias = "NFS-e")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewNfse {
    #[serde(rename = "referencia_externa")]
    reference: String,
    #[serde(rename = "tomador")]
    customer: NoteParty,
    #[serde(rename = "codigo_servico")]
    service_code: String,
    #[serde(rename = "discriminacao")]
    description: Redacted<String>,
    #[serde(rename = "valor")]
    amount: Amount,
    #[serde(rename = "data_competencia", with = "wire::date")]
    accrual_date: Date,
    #[serde(rename = "aliquota_iss", skip_serializing_if = "Option::is_none")]
    iss_percent: Option<Amount>,
    #[serde(rename = "iss_retido")]
    iss_withheld: bool,
    #[serde(rename = "codigo_cnae", skip_serializing_if = "Option::is_none")]
    cnae: Option<String>,
    #[serde(rename = "id_venda", skip_serializing_if = "Option::is_none")]
    sale: Option<SaleId>,
    #[serde(rename = "id_cobranca", skip_serializing_if = "Option::is_none")]
    charge: Option<ChargeId>,
}

impl NewNfse {
    /// An invoice of `amount` in BRL under a reference of your own, which nothing else carries, for
    /// a service by its code in the national list (LC 116), such as `17.01`.
    #[doc(alias = "codigo_servico")]
    #[doc(alias = "discriminacao")]
    pub fn new(
        reference: impl Into<String>,
        customer: NoteParty,
        service_code: impl Into<String>,
        description: impl Into<String>,
        amount: Amount,
        accrual_date: Date,
    ) -> Self {
        Self {
            reference: reference.into(),
            customer,
            service_code: service_code.into(),
            description: Redacted::new(description.into()),
            amount,
            accrual_date,
            iss_percent: None,
            iss_withheld: false,
            cnae: None,
            sale: None,
            charge: None,
        }
    }

    /// The city's tax on services in percent, 2 to 5 by law.
    #[doc(alias = "aliquota_iss")]
    pub fn iss_percent(mut self, percent: Amount) -> Self {
        self.iss_percent = Some(percent);
        self
    }

    /// The customer withholds that tax.
    #[doc(alias = "iss_retido")]
    pub fn iss_withheld(mut self) -> Self {
        self.iss_withheld = true;
        self
    }

    /// Economic activity.
    #[doc(alias = "codigo_cnae")]
    pub fn cnae(mut self, code: impl Into<String>) -> Self {
        self.cnae = Some(code.into());
        self
    }

    /// The sale it is for.
    #[doc(alias = "id_venda")]
    pub fn sale(mut self, sale: impl Into<SaleId>) -> Self {
        self.sale = Some(sale.into());
        self
    }

    /// The charge whose payment it is issued for.
    #[doc(alias = "id_cobranca")]
    pub fn charge(mut self, charge: impl Into<ChargeId>) -> Self {
        self.charge = Some(charge.into());
        self
    }

    /// The reference it is looked up by.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    fn checked(&self) -> Result<Self> {
        check::reference(&self.reference)?;
        let groups: Vec<_> = self.service_code.split('.').collect();
        let is_code = matches!(groups.as_slice(), [item, sub]
            if (1..=2).contains(&item.len()) && sub.len() == 2)
            && groups.concat().bytes().all(|byte| byte.is_ascii_digit());
        if !is_code {
            return Err(Error::input(
                "codigo_servico is not a code of the national list; write it as 17.01",
            ));
        }
        check::text("discriminacao", self.description.expose(), 2_000)?;
        check::paid_amount("valor", self.amount)?;
        if let Some(percent) = self.iss_percent
            && (percent.is_negative() || percent > Amount::from_cents(500))
        {
            return Err(Error::input(
                "aliquota_iss is not between 0 and 5 percent, the most that the law allows",
            ));
        }
        Ok(Self {
            customer: self.customer.checked("tomador")?,
            ..self.clone()
        })
    }
}

/// A service invoice that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IssuedNfse {
    /// Identifier.
    pub id: Option<NfseId>,
    /// Your own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// Where it stands, in the words of the published list.
    pub status: Option<NfseStatus>,
    /// Number that the city gave, once it is issued.
    #[serde(rename = "numero_nfse")]
    #[doc(alias = "numero_nfse")]
    pub number: Option<i64>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Why it was not issued.
    #[serde(rename = "rejeicao")]
    #[doc(alias = "rejeicao")]
    pub rejection: Option<FiscalRejection>,
}

impl Referenced for IssuedNfse {
    fn reference(&self) -> Option<&str> {
        self.external_reference.as_deref()
    }
}

impl Partner<'_> {
    /// Asks for a service invoice. It is issued when [`get_nfse`](Self::get_nfse) says so.
    ///
    /// Not published: Conta Azul issues notes in its ERP, from a sale. No other client of the
    /// family issues them either.
    ///
    /// Never repeated by itself: see [when the outcome is unknown](crate::partner#when-the-outcome-is-unknown)
    /// and [`list_nfse`](Self::list_nfse).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) before anything is sent, naming the field.
    #[doc(alias = "nfse")]
    pub fn issue_nfse(&self, invoice: &NewNfse) -> Action<IssuedNfse> {
        let call = invoice
            .checked()
            .and_then(|body| Call::new(&operations::partner::ISSUE_NFSE).json(&body));
        Action::json(self.executor(), call)
    }

    /// Reads how far a service invoice has come. Not published.
    pub fn get_nfse(&self, id: &NfseId) -> Action<IssuedNfse> {
        let call = Call::new(&operations::partner::GET_NFSE).argument("id", id);
        Action::json(self.executor(), Ok(call))
    }

    /// Lists the service invoices asked for here; by [`reference`](Query::reference) to look one
    /// up. Not published; [`FiscalNotes::list_nfse`](crate::api::FiscalNotes::list_nfse) lists all
    /// of the company.
    pub fn list_nfse(&self) -> Query<IssuedNfse, Seed> {
        self.list(&operations::partner::LIST_NFSE)
    }
}

//! Fiscal notes that the ERP issued.

use std::iter;

use client_core::http::{Call, Response};
use client_core::{Action, Error, ErrorKind, Executor, Outcome, Result};
use http::HeaderValue;
use http::header::ACCEPT;
use time::{Date, Duration};

use crate::client::ContaAzul;
use crate::model::fiscal_note::checked_key;
use crate::model::{
    MdfeLink, Nfe, NfeFile, Nfse, NfseId, NfseOrigin, NfseStatus, PersonId, SaleId,
};
use crate::operations;
use crate::query::{PageSize, Query};

/// The longest period of a list, in days, the first and the last included. The ERP takes 15 days
/// and does not say how it counts them; this satisfies both ways.
const LONGEST_PERIOD: i64 = 15;

/// Fiscal notes: reached by [`ContaAzul::fiscal_notes`].
/// [Documented](https://developers.contaazul.com/open-api-docs/open-api-invoice), with what was
/// measured in production.
///
/// Notes are issued in the ERP, from a sale: the published API has no operation to issue, cancel
/// or correct one. See [`partner`](crate::partner) for what the seed description says.
#[doc(alias = "notas-fiscais")]
#[derive(Clone, Copy, Debug)]
pub struct FiscalNotes<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl FiscalNotes<'_> {
    /// Lists the goods invoices (NF-e) that were issued from `from` to `to`, both included: at
    /// most 15 days; take longer periods apart by [`periods`](Self::periods). Only issued and
    /// corrected ones.
    ///
    /// Pages hold up to 100. The ERP's totals over-count and are not looked at.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] before anything is sent for longer periods and larger pages.
    #[doc(alias = "obterNotasFiscaisPorFiltro")]
    pub fn list_nfe(&self, from: Date, to: Date) -> Query<Nfe> {
        Query::new(self.client.executor(), &operations::fiscal_notes::LIST_NFE)
            .at_most_per_page(PageSize::N100)
            .short_period(("data_inicial", from), ("data_final", to))
    }

    /// Lists the service invoices (NFS-e) that accrue from `from` to `to`, both included, whatever
    /// became of them: at most 15 days; take longer periods apart by [`periods`](Self::periods).
    ///
    /// Pages hold up to 100.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] before anything is sent for longer periods and larger pages.
    #[doc(alias = "notas-fiscais-servico")]
    #[doc(alias = "obterNotasFiscaisServicoPorFiltro")]
    pub fn list_nfse(&self, from: Date, to: Date) -> Query<Nfse> {
        Query::new(self.client.executor(), &operations::fiscal_notes::LIST_NFSE)
            .at_most_per_page(PageSize::N100)
            .short_period(("data_competencia_de", from), ("data_competencia_ate", to))
    }

    /// Links goods invoices to a transport manifest (MDF-e).
    ///
    /// # Errors
    /// [`ErrorKind::Input`] before anything is sent for a link without invoices, or with a key that
    /// is not one. Status 404 for a key that the ERP does not know.
    #[doc(alias = "vinculo-mdfe")]
    #[doc(alias = "vincularNotaFiscalMdfe")]
    pub fn link_mdfe(&self, link: &MdfeLink) -> Action<()> {
        Action::empty(self.client.executor(), link_call(link))
    }

    /// Downloads a goods invoice by its access key: its XML, or a ZIP archive when it was
    /// corrected. Read up to 16 MiB.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] before anything is sent for a key of the wrong length, check digit or
    /// kind of document. Status 404 for a key that the ERP does not know. [`ErrorKind::Decode`]
    /// when the answer is neither XML nor ZIP.
    #[doc(alias = "chave")]
    #[doc(alias = "obterNotaFiscalPorChave")]
    pub fn download_nfe(&self, access_key: impl AsRef<str>) -> Action<NfeFile> {
        Action::reading(
            self.client.executor(),
            download_call(access_key.as_ref()),
            read_file,
        )
    }

    /// The days from `from` to `to` in periods that the lists take, first to last, none twice.
    ///
    /// ```
    /// use contaazul_client::api::FiscalNotes;
    /// use time::macros::date;
    ///
    /// # async fn notes(erp: &contaazul_client::ContaAzul) -> contaazul_client::Result<()> {
    /// for (from, to) in FiscalNotes::periods(date!(2026 - 04 - 01), date!(2026 - 04 - 30)) {
    ///     let mut notes = erp.fiscal_notes().list_nfe(from, to).send();
    ///     while let Some(note) = notes.try_next().await? {
    ///         println!("{:?}", note.access_key);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn periods(from: Date, to: Date) -> impl Iterator<Item = (Date, Date)> {
        let mut rest = Some(from);
        iter::from_fn(move || {
            let start = rest.filter(|start| *start <= to)?;
            let end = start
                .saturating_add(Duration::days(LONGEST_PERIOD - 1))
                .min(to);
            rest = end.next_day();
            Some((start, end))
        })
    }
}

fn link_call(link: &MdfeLink) -> Result<Call> {
    link.check()?;
    Call::new(&operations::fiscal_notes::LINK_MDFE).json(link)
}

/// Far above an NF-e with all the lines and events it may have.
const LARGEST_NFE: usize = 16 << 20;

fn download_call(access_key: &str) -> Result<Call> {
    let key = checked_key("chave", access_key)?;
    Ok(Call::new(&operations::fiscal_notes::DOWNLOAD_NFE)
        .argument("chave", key)
        .max_response_bytes(LARGEST_NFE)
        .header(ACCEPT, HeaderValue::from_static("*/*")))
}

fn read_file(_: &Executor, _: &'static str, response: Response) -> Result<NfeFile> {
    let status = response.status;
    NfeFile::told_apart(response.body).ok_or_else(|| {
        let what = "the answer is neither an XML document nor a ZIP archive";
        Error::new(ErrorKind::Decode, Outcome::Applied, what).with_status(status)
    })
}

impl<T> Query<T> {
    fn short_period(
        self,
        (from_name, from): (&'static str, Date),
        (to_name, to): (&'static str, Date),
    ) -> Self {
        if (to - from).whole_days() >= LONGEST_PERIOD {
            return self.fail(Error::input(format!(
                "{from_name} to {to_name} is longer than the {LONGEST_PERIOD} days the ERP takes; \
                 ask for several shorter periods"
            )));
        }
        self.date_range((from_name, from), (to_name, to))
    }
}

impl Query<Nfe> {
    /// Only those for this CPF or CNPJ.
    #[doc(alias = "documento_tomador")]
    pub fn recipient_tax_id(self, tax_id: impl AsRef<str>) -> Self {
        self.filter("documento_tomador", tax_id.as_ref())
    }

    /// Only the one of this number.
    #[doc(alias = "numero_nota")]
    pub fn number(self, number: i64) -> Self {
        self.filter("numero_nota", number)
    }

    /// Only those of this sale.
    #[doc(alias = "id_venda")]
    pub fn sale(self, sale: &SaleId) -> Self {
        self.filter("id_venda", sale)
    }
}

impl Query<Nfse> {
    /// Only this one; call again to add another.
    #[doc(alias = "ids")]
    pub fn id(self, id: &NfseId) -> Self {
        self.also("ids", id)
    }

    /// Only those for this customer; call again to add another.
    #[doc(alias = "id_cliente")]
    pub fn customer(self, customer: &PersonId) -> Self {
        self.also("id_cliente", customer)
    }

    /// Only those of the sale with this number.
    #[doc(alias = "numero_venda")]
    pub fn sale_number(self, number: i64) -> Self {
        self.filter("numero_venda", number)
    }

    /// Only those numbered from `from` to `to` by their city, both included.
    #[doc(alias = "numero_nfse_inicial")]
    #[doc(alias = "numero_nfse_final")]
    pub fn numbers(self, from: i64, to: i64) -> Self {
        self.number_range(("numero_nfse_inicial", from), ("numero_nfse_final", to))
    }

    /// Only those asked for by receipts (RPS) numbered from `from` to `to`, both included.
    #[doc(alias = "numero_rps_inicial")]
    #[doc(alias = "numero_rps_final")]
    pub fn rps_numbers(self, from: i64, to: i64) -> Self {
        self.number_range(("numero_rps_inicial", from), ("numero_rps_final", to))
    }

    fn number_range(
        self,
        (from_name, from): (&'static str, i64),
        (to_name, to): (&'static str, i64),
    ) -> Self {
        if from > to {
            return self.fail(Error::input(format!(
                "{from_name} is after {to_name}; give the smaller one first"
            )));
        }
        self.filter(from_name, from).filter(to_name, to)
    }

    /// Only those that stand so; call again to add another.
    pub fn status(self, status: NfseStatus) -> Self {
        self.also("status", status)
    }

    /// Only those issued for sales, or for contracts.
    #[doc(alias = "tipo_negociacao")]
    pub fn origin(self, kind: NfseOrigin) -> Self {
        self.filter("tipo_negociacao", kind)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn periods_cover_every_day_once() {
        let periods: Vec<_> =
            FiscalNotes::periods(date!(2026 - 01 - 20), date!(2026 - 02 - 19)).collect();
        assert_eq!(
            periods,
            [
                (date!(2026 - 01 - 20), date!(2026 - 02 - 03)),
                (date!(2026 - 02 - 04), date!(2026 - 02 - 18)),
                (date!(2026 - 02 - 19), date!(2026 - 02 - 19)),
            ]
        );
        assert_eq!(
            FiscalNotes::periods(date!(2026 - 01 - 02), date!(2026 - 01 - 01)).count(),
            0
        );
        let last = FiscalNotes::periods(date!(9999 - 12 - 30), Date::MAX);
        assert_eq!(
            last.collect::<Vec<_>>(),
            [(date!(9999 - 12 - 30), Date::MAX)]
        );
    }
}

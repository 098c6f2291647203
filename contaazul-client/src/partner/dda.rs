//! Boletos that were issued to the company, as DDA (débito direto autorizado) shows them.

use client_core::http::Call;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Action, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use super::Partner;
use crate::model::InstallmentId;
use crate::operations;
use crate::query::{Query, Seed};

client_core::id_type! {
    /// A boleto of the DDA inbox.
    pub struct DdaBoletoId;
}

client_core::open_enum! {
    /// Where a boleto of the inbox stands.
    pub enum DdaStatus {
        /// To be paid.
        Open = "ABERTO",
        /// Paid, here or elsewhere.
        Paid = "PAGO",
        /// Withdrawn by its issuer.
        Withdrawn = "BAIXADO",
        /// Past the last day it could be paid.
        Expired = "VENCIDO",
    }
}

/// A boleto that somebody issued to the company.
#[doc(alias = "DDA")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DdaBoleto {
    /// Identifier.
    pub id: Option<DdaBoletoId>,
    /// The 44 digits of its barcode: `brazil_types::boleto::Boleto` checks them, and
    /// [`NewPayment::boleto`](super::NewPayment::boleto) takes them.
    #[serde(rename = "codigo_barras")]
    #[doc(alias = "codigo_barras")]
    pub barcode: Option<String>,
    /// Who is to be paid.
    #[serde(rename = "beneficiario_nome")]
    #[doc(alias = "beneficiario_nome")]
    pub payee_name: Option<Redacted<String>>,
    /// Their CPF or CNPJ.
    #[serde(rename = "beneficiario_documento")]
    #[doc(alias = "beneficiario_documento")]
    pub payee_tax_id: Option<Redacted<String>>,
    /// Face amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Amount in BRL to be paid today, with interest, fine and discount.
    #[serde(rename = "valor_atualizado")]
    #[doc(alias = "valor_atualizado")]
    pub amount_due: Option<Amount>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// Where it stands.
    pub status: Option<DdaStatus>,
    /// The payable it was linked to.
    #[serde(rename = "id_parcela")]
    #[doc(alias = "id_parcela")]
    pub installment_id: Option<InstallmentId>,
}

#[derive(Serialize)]
struct LinkBody<'a> {
    id_parcela: &'a InstallmentId,
}

impl Partner<'_> {
    /// The boletos issued to the company that are due from `from` to `to`, both included.
    ///
    /// Not published, and in no other client of the family: banks give DDA to their customers.
    /// [`ContaAzul::document_capture`](crate::ContaAzul::document_capture) reads bills that you
    /// upload.
    #[doc(alias = "dda")]
    pub fn list_dda(&self, from: Date, to: Date) -> Query<DdaBoleto, Seed> {
        self.list(&operations::partner::LIST_DDA)
            .date_range(("data_vencimento_de", from), ("data_vencimento_ate", to))
    }

    /// Links a boleto to the payable it is for. Not published. Linking it again to the same one
    /// changes nothing; look at [`DdaBoleto::installment_id`] when the outcome is unknown.
    ///
    /// # Errors
    /// Status 404 when one of them is not there, 409 when the boleto is linked to another.
    #[doc(alias = "vinculo")]
    pub fn link_dda(&self, boleto: &DdaBoletoId, installment: &InstallmentId) -> Action<DdaBoleto> {
        let call = Call::new(&operations::partner::LINK_DDA)
            .argument("id", boleto)
            .json(&LinkBody {
                id_parcela: installment,
            });
        Action::json(self.executor(), call)
    }
}

impl Query<DdaBoleto, Seed> {
    /// Only those that stand so; call again to add another.
    pub fn status(self, status: DdaStatus) -> Self {
        self.also("status", status)
    }

    /// Only those of the payee with this CPF or CNPJ.
    #[doc(alias = "beneficiario_documento")]
    pub fn payee_tax_id(self, tax_id: impl AsRef<str>) -> Self {
        self.filter("beneficiario_documento", tax_id.as_ref())
    }
}

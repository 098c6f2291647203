//! Fiscal notes: invoices of goods (NF-e) and of services (NFS-e) that the ERP issued.

use brazil_types::{FiscalKey, FiscalModel};
use bytes::Bytes;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ContractId, NfseId, SaleId};

client_core::open_enum! {
    /// Where a goods invoice stands. The list has issued ones only.
    pub enum NfeStatus {
        /// Issued.
        Issued = "EMITIDA",
        /// Issued, and corrected by a letter of correction.
        Corrected = "CORRIGIDA_SUCESSO",
    }
}

client_core::open_enum! {
    /// Where a service invoice stands.
    #[doc(alias = "StatusNfse")]
    pub enum NfseStatus {
        /// To be issued.
        Pending = "PENDENTE",
        /// Ready to be sent to the city.
        ReadyToSend = "PRONTA_ENVIO",
        /// Sent; the city has not answered.
        AwaitingCity = "AGUARDANDO_RETORNO",
        /// On hold.
        OnHold = "EM_ESPERA",
        /// Being issued.
        Issuing = "EMITINDO",
        /// Issued.
        Issued = "EMITIDA",
        /// Cancelled.
        Cancelled = "CANCELADA",
        /// Could not be issued.
        Failed = "FALHA",
        /// Could not be cancelled.
        CancelFailed = "FALHA_CANCELAMENTO",
        /// Corrected.
        Corrected = "CORRIGIDA_SUCESSO",
        /// To be corrected.
        AwaitingCorrection = "AGUARDANDO_CORRECAO",
        /// Could not be corrected.
        CorrectionFailed = "FALHA_CORRECAO",
        /// Denied.
        Denied = "DENEGADA",
        /// Cancelled by hand, at the city.
        CancelledByHand = "CANCELAMENTO_MANUAL",
    }
}

client_core::open_enum! {
    /// What a service invoice was issued for.
    #[doc(alias = "tipo_negociacao")]
    pub enum NfseOrigin {
        /// A sale.
        Sale = "VENDA",
        /// A recurring contract.
        Contract = "CONTRATO",
    }
}

client_core::open_enum! {
    /// Where a transport manifest (MDF-e) stands.
    pub enum MdfeStatus {
        /// Authorised.
        Authorized = "AUTORIZADO",
        /// Closed.
        Closed = "ENCERRADO",
        /// Cancelled.
        Cancelled = "CANCELADO",
    }
}

/// An invoice of goods.
#[doc(alias = "nota_fiscal")]
#[doc(alias = "NF-e")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Nfe {
    /// The 44 characters to [download](crate::api::FiscalNotes::download_nfe) it by.
    #[serde(rename = "chave_acesso")]
    #[doc(alias = "chave_acesso")]
    pub access_key: Option<String>,
    /// When it was issued.
    #[serde(rename = "data_emissao", default, with = "wire::local_instant")]
    #[doc(alias = "data_emissao")]
    pub issued_at: Option<OffsetDateTime>,
    /// Whom it is for.
    #[serde(rename = "nome_destinatario")]
    #[doc(alias = "nome_destinatario")]
    pub recipient_name: Option<Redacted<String>>,
    /// Number.
    #[serde(rename = "numero_nota")]
    #[doc(alias = "numero_nota")]
    pub number: Option<i64>,
    /// Where it stands.
    pub status: Option<NfeStatus>,
}

/// An invoice of services.
#[doc(alias = "nota_fiscal_servico")]
#[doc(alias = "NFS-e")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Nfse {
    /// Identifier.
    pub id: Option<NfseId>,
    /// Where it stands.
    pub status: Option<NfseStatus>,
    /// Number that the city gave; none before it is issued.
    #[serde(rename = "numero_nfse")]
    #[doc(alias = "numero_nfse")]
    pub number: Option<i64>,
    /// Number of the receipt it was asked for by.
    #[serde(rename = "numero_rps")]
    #[doc(alias = "numero_rps")]
    pub rps_number: Option<i64>,
    /// Number of the sale: text here, a number in the filter.
    #[serde(rename = "numero_venda")]
    #[doc(alias = "numero_venda")]
    pub sale_number: Option<String>,
    /// Total in BRL.
    #[serde(rename = "valor_total_nfse")]
    #[doc(alias = "valor_total_nfse")]
    pub total: Option<Amount>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// Whom it is for.
    #[serde(rename = "nome_cliente")]
    #[doc(alias = "nome_cliente")]
    pub customer_name: Option<Redacted<String>>,
    /// Their CPF or CNPJ.
    #[serde(rename = "documento_cliente")]
    #[doc(alias = "documento_cliente")]
    pub customer_tax_id: Option<Redacted<String>>,
    /// The sale.
    #[serde(rename = "id_venda")]
    #[doc(alias = "id_venda")]
    pub sale_id: Option<SaleId>,
    /// The contract.
    #[serde(rename = "id_contrato")]
    #[doc(alias = "id_contrato")]
    pub contract_id: Option<ContractId>,
    /// Economic activity, such as `6201-5/00`.
    #[serde(rename = "codigo_cnae")]
    #[doc(alias = "codigo_cnae")]
    pub cnae: Option<String>,
    /// Whether it was issued elsewhere and booked by hand.
    #[serde(rename = "escriturado_manualmente")]
    #[doc(alias = "escriturado_manualmente")]
    pub booked_by_hand: Option<bool>,
    /// The city that issues it.
    #[serde(rename = "cidade_emissao")]
    #[doc(alias = "cidade_emissao")]
    pub city: Option<IssuingCity>,
    /// When it was sent.
    #[serde(rename = "informacao_transmissao")]
    #[doc(alias = "informacao_transmissao")]
    pub transmission: Option<NfseTransmission>,
    /// Who cancelled it, and why.
    #[serde(rename = "informacoes_cancelamento")]
    #[doc(alias = "informacoes_cancelamento")]
    pub cancellation: Option<NfseCancellation>,
}

/// The city that issues a service invoice.
#[doc(alias = "cidade_emissao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IssuingCity {
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Two letters.
    #[serde(rename = "estado")]
    #[doc(alias = "estado")]
    pub state: Option<String>,
}

/// When a service invoice was sent to its city.
#[doc(alias = "informacao_transmissao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NfseTransmission {
    /// When issuing began.
    #[serde(rename = "data_inicio_emissao", default, with = "wire::local_instant")]
    #[doc(alias = "data_inicio_emissao")]
    pub issue_began_at: Option<OffsetDateTime>,
    /// When cancelling began.
    #[serde(
        rename = "data_inicio_cancelamento",
        default,
        with = "wire::local_instant"
    )]
    #[doc(alias = "data_inicio_cancelamento")]
    pub cancel_began_at: Option<OffsetDateTime>,
}

/// Who cancelled a service invoice, and why.
#[doc(alias = "informacoes_cancelamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NfseCancellation {
    /// Why.
    #[serde(rename = "motivo")]
    #[doc(alias = "motivo")]
    pub reason: Option<Redacted<String>>,
    /// Who.
    #[serde(rename = "usuario")]
    #[doc(alias = "usuario")]
    pub user: Option<Redacted<String>>,
}

/// Goods invoices to be linked to a transport manifest.
#[doc(alias = "LinkNotaFiscalMdfe")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct MdfeLink {
    #[serde(rename = "identificador")]
    identifier: String,
    status: MdfeStatus,
    #[serde(rename = "chaves_acesso")]
    access_keys: Vec<String>,
}

impl MdfeLink {
    /// A manifest by its identifier and where it stands; described as optional, demanded in
    /// practice. It needs at least one [`nfe`](Self::nfe).
    pub fn new(identifier: impl Into<String>, status: MdfeStatus) -> Self {
        Self {
            identifier: identifier.into(),
            status,
            access_keys: Vec::new(),
        }
    }

    /// Adds an invoice by its access key.
    #[doc(alias = "chaves_acesso")]
    pub fn nfe(mut self, access_key: impl AsRef<str>) -> Self {
        self.access_keys.push(access_key.as_ref().to_owned());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if self.identifier.trim().is_empty() {
            return Err(Error::input(
                "identificador is empty; give the manifest's identifier",
            ));
        }
        if self.access_keys.is_empty() {
            // The ERP would answer 500.
            return Err(Error::input(
                "chaves_acesso is empty; name the invoices to be linked",
            ));
        }
        for key in &self.access_keys {
            checked_key("chaves_acesso[]", key)?;
        }
        Ok(())
    }
}

/// The access key of an NF-e or NFC-e, checked.
pub(crate) fn checked_key(field: &str, key: &str) -> Result<FiscalKey> {
    let key = FiscalKey::parse(key)
        .map_err(|cause| Error::input(format!("{field}: {cause}")).with_source(cause))?;
    match key.model() {
        FiscalModel::Nfe | FiscalModel::Nfce => Ok(key),
        other => Err(Error::input(format!(
            "{field} is the key of another document ({other:?}); give an invoice's"
        ))),
    }
}

/// What a downloaded invoice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NfeFormat {
    /// The XML of the invoice.
    Xml,
    /// A ZIP archive: the XML of a corrected invoice and of its letters of correction.
    Zip,
}

/// A downloaded invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NfeFile {
    /// What it is, told from its first bytes: the ERP calls both `application/octet-stream`.
    pub format: NfeFormat,
    /// The file as it came.
    pub content: Redacted<Bytes>,
}

impl NfeFile {
    /// `None` when it is neither.
    pub(crate) fn told_apart(content: Bytes) -> Option<Self> {
        const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
        let text = content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&content);
        let format = if content.starts_with(b"PK") {
            NfeFormat::Zip
        } else if text.trim_ascii_start().starts_with(b"<") {
            NfeFormat::Xml
        } else {
            return None;
        };
        let content = Redacted::new(content);
        Some(Self { format, content })
    }
}

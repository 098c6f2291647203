//! Document capture: files that the ERP reads into drafts of payables.

use bytes::Bytes;
use client_core::http::Multipart;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use http::HeaderValue;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    CaptureId, CategoryId, DocumentId, EventId, EventKind, PaymentMethod, PersonId, ValueBreakdown,
};

client_core::open_enum! {
    /// How far a document has come.
    #[doc(alias = "status_documento")]
    pub enum DocumentStatus {
        /// Waiting.
        Pending = "PENDENTE",
        /// Being processed.
        Processing = "PROCESSANDO",
        /// Being read.
        Reading = "EXTRAINDO_DADOS",
        /// Being put through the company's rules.
        ApplyingRules = "APLICANDO_REGRAS",
        /// Waiting to be linked to an entry.
        AwaitingLink = "AGUARDANDO_VINCULO_LANCAMENTO",
        /// Its entries are being made.
        CreatingEntries = "CRIANDO_LANCAMENTOS_FINANCEIROS",
        /// Its drafts are there.
        Ready = "PRONTO",
        /// Ignored.
        Ignored = "IGNORADO",
        /// All its drafts were accepted or rejected.
        Resolved = "RESOLVIDO",
        /// Could not be read.
        Failed = "ERRO",
        /// Deleted.
        Deleted = "EXCLUIDO",
    }
}

impl DocumentStatus {
    /// Whether polling can end: the document will not change by itself any more. Read from the
    /// words; the provider's pages do not say.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Ready | Self::Ignored | Self::Resolved | Self::Failed | Self::Deleted
        )
    }
}

client_core::open_enum! {
    /// Where a draft stands.
    #[doc(alias = "status_captura")]
    pub enum CaptureStatus {
        /// Being made.
        Processing = "PROCESSANDO",
        /// To be accepted or rejected.
        Pending = "PENDENTE",
        /// Accepted: the payable is there.
        Accepted = "ACEITA",
        /// Rejected.
        Rejected = "REJEITADA",
        /// Could not be made.
        Failed = "FALHA",
    }
}

/// What the provider's pages call 10 MB.
const MOST_BYTES: usize = 10 * 1024 * 1024;
const LONGEST_DESCRIPTION: usize = 255;

/// A document to be uploaded: PDF, JPEG, PNG or BMP, of at most 10 MB.
#[derive(Clone, Debug)]
#[must_use]
pub struct NewDocument {
    file_name: Redacted<String>,
    content: Redacted<Bytes>,
    description: Option<Redacted<String>>,
}

impl NewDocument {
    /// A file by name and content. What it is, is told from the content.
    pub fn new(file_name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self {
            file_name: Redacted::new(file_name.into()),
            content: Redacted::new(content.into()),
            description: None,
        }
    }

    /// What it is about, in at most 255 characters.
    #[doc(alias = "descricao")]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(text.into()));
        self
    }

    /// Checks the document and writes it as a form.
    pub(crate) fn form(&self) -> Result<Multipart> {
        let (name, content) = (self.file_name.expose(), self.content.expose());
        if name.trim().is_empty() {
            return Err(Error::input("arquivo has no file name; give one"));
        }
        let media_type = media_type(content).ok_or_else(|| {
            Error::input("arquivo is neither PDF, JPEG, PNG nor BMP; convert it first")
        })?;
        if content.len() > MOST_BYTES {
            return Err(Error::input(format!(
                "arquivo has {} bytes; the ERP takes {MOST_BYTES} at most",
                content.len()
            )));
        }
        let form = Multipart::new().file(
            "arquivo",
            name,
            HeaderValue::from_static(media_type),
            content.clone(),
        );
        let Some(description) = &self.description else {
            return Ok(form);
        };
        let characters = description.expose().chars().count();
        if characters > LONGEST_DESCRIPTION {
            return Err(Error::input(format!(
                "descricao has {characters} characters; the ERP takes {LONGEST_DESCRIPTION} at most"
            )));
        }
        Ok(form.text("descricao", description.expose()))
    }
}

/// What a file is, by the bytes that files of its kind begin with.
fn media_type(content: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 4] = [
        (b"%PDF-", "application/pdf"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"BM", "image/bmp"),
    ];
    SIGNATURES
        .into_iter()
        .find(|(signature, _)| content.starts_with(signature))
        .map(|(_, media_type)| media_type)
}

/// A document that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct UploadedDocument {
    /// Identifier, to ask its [status](crate::api::DocumentCapture::status) by.
    pub id: Option<DocumentId>,
    /// File name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
}

/// How far a document has come, and the drafts that were read from it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct UploadStatus {
    /// The document. The ERP may leave it out.
    pub id: Option<DocumentId>,
    /// How far it has come.
    #[serde(rename = "status_documento")]
    #[doc(alias = "status_documento")]
    pub status: Option<DocumentStatus>,
    /// Its drafts.
    #[serde(rename = "capturas", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "capturas")]
    pub drafts: Vec<DraftRef>,
}

/// A draft of a document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DraftRef {
    /// Identifier.
    #[serde(rename = "id_captura")]
    #[doc(alias = "id_captura")]
    pub id: Option<CaptureId>,
    /// Where it stands.
    #[serde(rename = "status_captura")]
    #[doc(alias = "status_captura")]
    pub status: Option<CaptureStatus>,
}

/// A draft.
#[doc(alias = "captura")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Capture {
    /// Identifier.
    pub id: Option<CaptureId>,
    /// The document it was read from.
    #[serde(rename = "id_documento")]
    #[doc(alias = "id_documento")]
    pub document_id: Option<DocumentId>,
    /// Where it stands.
    pub status: Option<CaptureStatus>,
    /// What would be booked; there only while the draft is [`Pending`](CaptureStatus::Pending).
    #[serde(rename = "previa_evento_financeiro")]
    #[doc(alias = "previa_evento_financeiro")]
    pub draft: Option<DraftedEvent>,
    /// What was booked; there only in the answer to its acceptance.
    #[serde(rename = "evento_financeiro")]
    #[doc(alias = "evento_financeiro")]
    pub event: Option<CapturedEvent>,
}

/// What accepting a draft would book.
#[doc(alias = "previa_evento_financeiro")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DraftedEvent {
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// What it is for.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// Your own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// Whom to pay.
    #[serde(rename = "fornecedor")]
    #[doc(alias = "fornecedor")]
    pub supplier: Option<CapturedSupplier>,
    /// Category.
    #[serde(rename = "categoria")]
    #[doc(alias = "categoria")]
    pub category: Option<CapturedCategory>,
    /// Installments.
    #[serde(rename = "parcelas", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "parcelas")]
    pub installments: Vec<CapturedInstallment>,
}

/// The supplier that was read from a document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CapturedSupplier {
    /// Identifier, when the company knows them.
    pub id: Option<PersonId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ.
    #[serde(rename = "documento")]
    #[doc(alias = "documento")]
    pub tax_id: Option<Redacted<String>>,
}

/// The category that was chosen for a draft.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CapturedCategory {
    /// Identifier.
    pub id: Option<CategoryId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
}

/// An installment that was read from a document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CapturedInstallment {
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// How it is to be paid.
    #[serde(rename = "metodo_pagamento")]
    #[doc(alias = "metodo_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
}

/// What accepting a draft booked.
#[doc(alias = "evento_financeiro")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CapturedEvent {
    /// Identifier, to read its
    /// [installments](crate::api::Installments::of_event) by.
    pub id: Option<EventId>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// What it is for.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
}

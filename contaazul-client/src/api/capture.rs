//! Document capture.

use client_core::http::Call;
use client_core::{Action, Error, Result};

use crate::client::ContaAzul;
use crate::model::{Capture, CaptureId, DocumentId, NewDocument, UploadStatus, UploadedDocument};
use crate::operations;
use crate::query::{PageSize, Query};

/// How many documents may be asked for at once.
const MOST_DOCUMENTS: usize = 20;

/// Document capture: reached by [`ContaAzul::document_capture`].
/// [Documented](https://developers.contaazul.com/open-api-docs/developer-platform-open-api-capture),
/// with what was measured in production.
///
/// A bill goes in as a file; the ERP reads it into drafts of payables, which somebody accepts or
/// rejects. This is not DDA: nothing arrives by itself.
///
/// ```no_run
/// # async fn capture(erp: &contaazul_client::ContaAzul, pdf: Vec<u8>) -> contaazul_client::Result<()> {
/// use contaazul_client::model::{CaptureStatus, NewDocument};
///
/// let capture = erp.document_capture();
/// let document = capture.upload(&NewDocument::new("luz.pdf", pdf)).send().await?;
/// let Some(id) = document.id else { return Ok(()) };
/// // Ask again, after a while, until its status is final.
/// for document in capture.status(&[id]).send().try_collect().await? {
///     for draft in document.drafts.iter().filter(|one| one.status == Some(CaptureStatus::Pending)) {
///         let Some(id) = &draft.id else { continue };
///         println!("{:?}", capture.get(id).send().await?.draft);
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[doc(alias = "captura")]
#[derive(Clone, Copy, Debug)]
pub struct DocumentCapture<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl DocumentCapture<'_> {
    /// Uploads a document. The ERP may create its supplier at once, before anybody has accepted
    /// anything (measured in production).
    ///
    /// Never repeated by itself when the outcome is unknown, and no list of documents is
    /// published: look for the draft in the ERP before uploading it again.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for files that
    /// are too large or of another kind, and for descriptions that are too long. Status 415 when
    /// the ERP does not take the kind of file.
    #[doc(alias = "documentos")]
    pub fn upload(&self, document: &NewDocument) -> Action<UploadedDocument> {
        Action::json(self.client.executor(), upload_call(document))
    }

    /// How far documents have come: 1 to 20 of them.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for none or more
    /// of them. Status 400 for an id that is malformed.
    pub fn status(&self, documents: &[DocumentId]) -> Query<UploadStatus> {
        let query = Query::new(self.client.executor(), &operations::capture::STATUS)
            .at_most_per_page(PageSize::N20);
        if documents.is_empty() || documents.len() > MOST_DOCUMENTS {
            return query.fail(Error::input(format!(
                "ids has {} documents; ask for 1 to {MOST_DOCUMENTS} at a time",
                documents.len()
            )));
        }
        documents
            .iter()
            .fold(query, |query, document| query.also("ids", document))
    }

    /// Reads a draft. What it would book is told only while it is pending.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn get(&self, id: &CaptureId) -> Action<Capture> {
        let call = Call::new(&operations::capture::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Accepts a draft: the payable is created, and nothing undoes that. Accepting it again does
    /// nothing more, so a call whose outcome is unknown is repeated.
    ///
    /// # Errors
    /// Status 409 when it was rejected.
    #[doc(alias = "aceitar")]
    pub fn accept(&self, id: &CaptureId) -> Action<Capture> {
        let call = Call::new(&operations::capture::ACCEPT).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Rejects a draft. Rejecting it again does nothing more.
    ///
    /// # Errors
    /// Status 409 when it was accepted.
    #[doc(alias = "rejeitar")]
    pub fn reject(&self, id: &CaptureId) -> Action<()> {
        let call = Call::new(&operations::capture::REJECT).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }
}

fn upload_call(document: &NewDocument) -> Result<Call> {
    Call::new(&operations::capture::UPLOAD).multipart(&document.form()?)
}

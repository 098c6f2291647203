use contaazul_client::model::NewDocument;

use super::{Case, all, id, none, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "capture.upload": |erp| {
            let document = NewDocument::new("luz.pdf", "%PDF-1.7");
            one(&erp.document_capture().upload(&document).send().await?)
        };
        "capture.status": |erp| all(erp.document_capture().status(&[id()]).send()).await;
        "capture.get": |erp| one(&erp.document_capture().get(&id()).send().await?);
        "capture.accept": |erp| one(&erp.document_capture().accept(&id()).send().await?);
        "capture.reject": |erp| none(erp.document_capture().reject(&id()).send().await?);
    }
}

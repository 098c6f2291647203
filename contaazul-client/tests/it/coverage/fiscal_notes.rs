use contaazul_client::model::{MdfeLink, MdfeStatus, NfeFormat};
use time::macros::date;

use super::{ACCESS_KEY, Case, all, none};

const DAYS: (time::Date, time::Date) = (date!(2026 - 11 - 01), date!(2026 - 11 - 15));

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "fiscal_notes.list_nfe": |erp| all(erp.fiscal_notes().list_nfe(DAYS.0, DAYS.1).send()).await;
        "fiscal_notes.list_nfse": |erp| {
            all(erp.fiscal_notes().list_nfse(DAYS.0, DAYS.1).send()).await
        };
        "fiscal_notes.link_mdfe": |erp| {
            let link = MdfeLink::new("manifest", MdfeStatus::Authorized).nfe(ACCESS_KEY);
            none(erp.fiscal_notes().link_mdfe(&link).send().await?)
        };
        "fiscal_notes.download_nfe": |erp| {
            let file = erp.fiscal_notes().download_nfe(ACCESS_KEY).send().await?;
            assert_eq!(file.format, NfeFormat::Xml);
            assert!(file.content.expose().ends_with(b"</nfeProc>\n"), "whole");
            none(())
        };
    }
}

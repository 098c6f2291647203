use blu_client::model::{Nsu, SaleStatus};
use brazil_types::TaxId;
use time::Date;
use time::macros::date;

use super::{Case, all, id, one};

const FEBRUARY: [(&str, &str); 2] = [("beginDate", "2026-02-01"), ("endDate", "2026-02-28")];
const FIRST: Date = date!(2026 - 02 - 01);
const LAST: Date = date!(2026 - 02 - 28);

fn bakery() -> TaxId {
    TaxId::parse("12.345.678/0001-95").unwrap()
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "anticipations.list_v1" [FEBRUARY[0], FEBRUARY[1], ("cpfCnpj", "12345678000195")], |blu| {
            let list = blu.anticipations().list_v1(FIRST, LAST);
            all(list.client_tax_id(&bakery()).send()).await
        };
        "anticipations.list_v2" [
            FEBRUARY[0],
            FEBRUARY[1],
            ("cpfCnpj", "12345678000195"),
            ("per_page", "4000"),
            ("page", "1"),
        ], |blu| {
            let list = blu.anticipations().list_v2(FIRST, LAST);
            all(list.client_tax_id(&bakery()).per_page(4_000).send()).await
        };
        "debits.list" [FEBRUARY[0], FEBRUARY[1]], |blu| all(blu.debits().list(FIRST, LAST).send()).await;
        "credits.list" [FEBRUARY[0], FEBRUARY[1]], |blu| all(blu.credits().list(FIRST, LAST).send()).await;
        "statement.list" [FEBRUARY[0], FEBRUARY[1], ("conta", "1")], |blu| {
            let list = blu.statement().list(FIRST, LAST);
            all(list.parameter("conta", "1").send()).await
        };
        "sales.list" [
            FEBRUARY[0],
            FEBRUARY[1],
            ("nsuCode", "000987001234"),
            ("status", "antifraud_analysis"),
            ("begindatecancel", "2026-02-03"),
            ("enddatecancel", "2026-02-04"),
        ], |blu| {
            let list = blu
                .sales()
                .list(FIRST, LAST)
                .nsu(&Nsu::from("000987001234"))
                .status(SaleStatus::AntifraudAnalysis)
                .canceled_between(date!(2026 - 02 - 03), date!(2026 - 02 - 04));
            all(list.send()).await
        };
        "sales.list_split" [FEBRUARY[0], FEBRUARY[1]], |blu| all(blu.sales().list_split(FIRST, LAST).send()).await;
        "sales.get_details", |blu| one(&blu.sales().get_details(&id()).send().await?);
        "sales.cancel", |blu| one(&blu.sales().cancel(&id()).send().await?);
    }
}

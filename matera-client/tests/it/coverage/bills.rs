use matera_client::model::BoletoQuery;

use super::{Case, one};

const LINE: &str = "34190100080004977000100000010009581030000007435";

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "bills.get_boleto" at "/data": |matera| {
            one(&matera.bills().get_boleto(&BoletoQuery::by_line(LINE)).send().await?)
        };
        "bills.get" at "/data": |matera| one(&matera.bills().get(LINE).send().await?);
    }
}

use super::{Case, id, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "income_reports.get" at "": |matera| {
            one(&matera.income_reports().get(&id(), 2025).send().await?)
        };
    }
}

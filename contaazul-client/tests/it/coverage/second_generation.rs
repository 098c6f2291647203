use contaazul_client::model::{InstallmentUpdate, NewCostCenter, SettlementUpdate};

use super::{Case, DAYS, YEAR, all, charge, id, none, one, settlement};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "second_generation.list_receivables": |erp| {
            all(erp.second_generation().list_receivables(YEAR.0, YEAR.1).send()).await
        };
        "second_generation.list_payables": |erp| {
            all(erp.second_generation().list_payables(YEAR.0, YEAR.1).send()).await
        };
        "second_generation.installments_of_event": |erp| {
            let event = "000000ee-4e74-11ee-8a55-000000000005".into();
            all(erp.second_generation().installments_of_event(&event).send()).await
        };
        "second_generation.get_installment": |erp| {
            one(&erp.second_generation().get_installment(&id()).send().await?)
        };
        "second_generation.update_installment": |erp| {
            let update = InstallmentUpdate::of_version(3);
            one(&erp.second_generation().update_installment(&id(), &update).send().await?)
        };
        "second_generation.list_settlements": |erp| {
            let installment = "000000aa-4e74-11ee-8a55-000000000006".into();
            all(erp.second_generation().list_settlements(&installment).send()).await
        };
        "second_generation.create_settlement": |erp| {
            one(&erp.second_generation().create_settlement(&id(), &settlement()).send().await?)
        };
        "second_generation.get_settlement": |erp| {
            one(&erp.second_generation().get_settlement(&id()).send().await?)
        };
        "second_generation.update_settlement": |erp| {
            let update = SettlementUpdate::of_version(2);
            one(&erp.second_generation().update_settlement(&id(), &update).send().await?)
        };
        "second_generation.delete_settlement": |erp| {
            none(erp.second_generation().delete_settlement(&id()).send().await?)
        };
        "second_generation.create_charge": |erp| {
            one(&erp.second_generation().create_charge(&charge()).send().await?)
        };
        "second_generation.get_charge": |erp| {
            one(&erp.second_generation().get_charge(&id()).send().await?)
        };
        "second_generation.cancel_charge": |erp| {
            none(erp.second_generation().cancel_charge(&id()).send().await?)
        };
        "second_generation.list_categories": |erp| {
            all(erp.second_generation().list_categories().send()).await
        };
        "second_generation.default_categories": |erp| {
            one(&erp.second_generation().default_categories().send().await?)
        };
        "second_generation.list_cost_centers": |erp| {
            all(erp.second_generation().list_cost_centers().send()).await
        };
        "second_generation.create_cost_center": |erp| {
            let new = NewCostCenter::new("Loja Norte");
            one(&erp.second_generation().create_cost_center(&new).send().await?)
        };
        "second_generation.list_accounts": |erp| {
            all(erp.second_generation().list_accounts().send()).await
        };
        "second_generation.account_balance": |erp| {
            one(&erp.second_generation().account_balance(&id()).send().await?)
        };
        "second_generation.opening_balances": |erp| {
            all(erp.second_generation().opening_balances(DAYS.0, DAYS.1).send()).await
        };
    }
}

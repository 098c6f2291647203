use contaazul_client::model::{
    CostCenterUpdate, InstallmentUpdate, NewCostCenter, SettlementUpdate,
};

use super::{Case, DAYS, YEAR, all, charge, event, id, none, one, settlement};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "receivables.search": |erp| all(erp.receivables().search(YEAR.0, YEAR.1).send()).await;
        "receivables.create": |erp| one(&erp.receivables().create(&event()).send().await?);
        "payables.search": |erp| all(erp.payables().search(YEAR.0, YEAR.1).send()).await;
        "payables.create": |erp| one(&erp.payables().create(&event()).send().await?);
        "installments.get": |erp| one(&erp.installments().get(&id()).send().await?);
        "installments.update": |erp| {
            one(&erp.installments().update(&id(), &InstallmentUpdate::of_version(3)).send().await?)
        };
        "installments.of_event": |erp| one(&erp.installments().of_event(&id()).send().await?);
        "settlements.list": |erp| one(&erp.settlements().list(&id()).send().await?);
        "settlements.create": |erp| {
            one(&erp.settlements().create(&id(), &settlement()).send().await?)
        };
        "settlements.get": |erp| one(&erp.settlements().get(&id()).send().await?);
        "settlements.update": |erp| {
            one(&erp.settlements().update(&id(), &SettlementUpdate::of_version(2)).send().await?)
        };
        "settlements.delete": |erp| none(erp.settlements().delete(&id()).send().await?);
        "charges.create": |erp| one(&erp.charges().create(&charge()).send().await?);
        "charges.get": |erp| one(&erp.charges().get(&id()).send().await?);
        "charges.cancel": |erp| none(erp.charges().cancel(&id()).send().await?);
        "categories.list": |erp| all(erp.categories().list().send()).await;
        "categories.get": |erp| one(&erp.categories().get(&id()).send().await?);
        "categories.defaults": |erp| one(&erp.categories().defaults().send().await?);
        "categories.income_statement": |erp| {
            one(&erp.categories().income_statement().send().await?)
        };
        "cost_centers.list": |erp| all(erp.cost_centers().list().send()).await;
        "cost_centers.create": |erp| {
            one(&erp.cost_centers().create(&NewCostCenter::new("Loja Norte")).send().await?)
        };
        "cost_centers.update": |erp| {
            one(&erp.cost_centers().update(&id(), &CostCenterUpdate::of_version(1)).send().await?)
        };
        "accounts.list": |erp| all(erp.accounts().list().send()).await;
        "accounts.balance": |erp| one(&erp.accounts().balance(&id()).send().await?);
        "accounts.opening_balances": |erp| {
            all(erp.accounts().opening_balances(DAYS.0, DAYS.1).send()).await
        };
        "transfers.list": |erp| all(erp.transfers().list().send()).await;
        "changes.list": |erp| all(erp.changes().list(DAYS.0, DAYS.1).send()).await;
    }
}

//! Accounts from their beginning to their end, what is in them and what was.

use matera_client::Result;
use matera_client::api::{DepositKind, DepositStatus};
use matera_client::model::{
    AccountNumber, AccountStatus, AccountUpdate, Client, Document, DocumentKind, MobilePhone,
    NewAccount, StatementDate,
};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::{BAKERY, JOANA, Town, around_now, around_today, number, reais};

pub(super) async fn live(town: &Town) -> Result<()> {
    open_and_close(town).await?;
    change(town).await?;
    look_back(town).await
}

async fn open_and_close(town: &Town) -> Result<()> {
    let accounts = town.matera.accounts();
    for closed_by_number in [false, true] {
        let picture = Document::new(DocumentKind::Picture, "QUJD");
        let holder = Client::new("Ateliê Fio Fictício", "24111222000140");
        let opened = accounts.create(&NewAccount::new(holder, [picture])).send();
        let id = opened.await?.account.unwrap().id.unwrap();
        let account = accounts.get(&id).send().await?;
        assert_eq!(account.status, Some(AccountStatus::Regular));
        match closed_by_number {
            false => accounts.deactivate(&id).send().await?,
            true => {
                let next = AccountNumber::new(1, 3237);
                accounts.deactivate_by_number(&next).send().await?;
            }
        }
        let account = accounts.get(&id).send().await?;
        assert_eq!(account.status, Some(AccountStatus::Closed));
    }
    Ok(())
}

async fn change(town: &Town) -> Result<()> {
    let accounts = town.matera.accounts();
    let phone = MobilePhone::new("47999990000");
    accounts.update_phone(town.joana(), &phone).send().await?;
    let taken = accounts.update_phone(town.bakery(), &phone).send().await;
    assert_eq!(taken.unwrap_err().code(), Some("INVALID_FIELD"));
    let found: Value = accounts
        .list_by_phone("BRA47999990000")
        .send()
        .await?
        .read()?;
    assert_eq!(found["accounts"][0]["accountId"], town.joana().as_str());
    accounts.remove_phone(town.joana()).send().await?;
    let found: Value = accounts.list_by_phone("47999990000").send().await?.read()?;
    assert_eq!(found["accounts"], serde_json::json!([]));

    let renamed = AccountUpdate::new(Client::new("Joana F.", JOANA));
    let updated = accounts.update(town.joana(), &renamed).send().await?;
    assert_eq!(updated.client.unwrap().name.unwrap().expose(), "Joana F.");
    accounts
        .update_by_number(&number(), &renamed)
        .send()
        .await?;
    let stranger = AccountUpdate::new(Client::new("Joana F.", BAKERY));
    assert!(
        accounts
            .update(town.joana(), &stranger)
            .send()
            .await
            .is_err()
    );
    let account = accounts.get_by_number(&number()).send().await?;
    assert_eq!(account.client.unwrap().name.unwrap().expose(), "Joana F.");
    let found = accounts.find_by_tax_id(BAKERY).send().await?;
    assert_eq!(found.accounts.len(), 2);

    let limit = reais("500");
    accounts
        .propose_overdraft(town.joana(), limit)
        .send()
        .await?;
    accounts
        .propose_overdraft_by_number(&number(), limit)
        .send()
        .await?;
    Ok(())
}

async fn look_back(town: &Town) -> Result<()> {
    let (accounts, balances) = (town.matera.accounts(), town.matera.balances());
    let lock = accounts
        .lock_balance(town.joana(), reais("10"), 3)
        .send()
        .await?;
    let seen = balances.get(town.joana()).send().await?;
    assert_eq!(
        (seen.available, seen.blocked),
        (Some(reais("9990")), Some(reais("10")))
    );
    let lock = lock.id.unwrap();
    accounts.unlock_balance(town.joana(), &lock).send().await?;
    let seen = balances.get_by_number(&number()).send().await?;
    assert_eq!(seen.available, Some(reais("10000")));
    balances.get_v1(town.joana()).send().await?;
    balances.get_v1_by_number(&number()).send().await?;

    let yesterday = OffsetDateTime::now_utc().date() - Duration::days(2);
    let before = yesterday - Duration::days(1);
    let closed = balances
        .period(town.joana(), before, yesterday)
        .send()
        .await?;
    let closed: Value = closed.read()?;
    assert_eq!(closed["periods"].as_array().unwrap().len(), 2);
    assert_eq!(closed["periods"][1]["real"], 10_000.0);
    let (from, to) = around_today();
    let open = balances
        .period(town.joana(), from, to)
        .send()
        .await
        .unwrap_err();
    assert_eq!(open.code(), Some("INVALID_FIELD"), "today is not closed");

    let by = StatementDate::Entry;
    accounts
        .statement_v1(town.joana(), from, to, &by)
        .send()
        .await?;
    let (start, end) = around_now();
    accounts
        .statement(town.joana(), start, end)
        .send()
        .try_collect()
        .await?;
    let (kind, status) = (DepositKind::Boletos, DepositStatus::Approved);
    let deposits = town.matera.deposits();
    deposits
        .list(town.joana(), &kind, Some(&status), from, to)
        .send()
        .await?;
    let reports = town.matera.income_reports();
    let last_year = u16::try_from(OffsetDateTime::now_utc().year() - 1).unwrap();
    let report = reports.get(town.joana(), last_year).send().await?;
    assert_eq!(report.mime_type.as_deref(), Some("application/pdf"));
    assert!(
        reports
            .get(town.joana(), last_year + 1)
            .send()
            .await
            .is_err()
    );
    Ok(())
}

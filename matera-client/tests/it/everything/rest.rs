//! Cards, side accounts, limits, schedules, recharges, push.

use matera_client::Result;
use matera_client::model::{
    Address, CardBrand, Currency, FavoredKind, LimitChange, LimitKindV1, MobilePhone, NewFavored,
    NewLimitV1, NewRecharge, NewSchedule, NewSideAccountCredit, NewSideAccountDebit,
    NewSideAccountTransfer, ScheduleRecipient, ShortCardId, StatementDate, Unpublished,
};
use serde_json::{Value, json};
use time::macros::datetime;

use super::{EMAIL, Town, around_today, number, reais};

pub(super) async fn live(town: &Town) -> Result<()> {
    cards(town).await?;
    side_accounts(town).await?;
    limits(town).await?;
    limits_v1(town).await?;
    schedules(town).await?;
    recharge(town).await
}

async fn cards(town: &Town) -> Result<()> {
    let (wallet, joana) = (town.matera.wallet(), town.joana());
    wallet.add(joana, &CardBrand::Visa, "tok-1").send().await?;
    let twice = wallet.add(joana, &CardBrand::Visa, "tok-1").send().await;
    assert_eq!(twice.unwrap_err().code(), Some("INVALID_FIELD"));
    let address = Address::new(
        "Rua das Flores",
        "10",
        "Centro",
        "Joinville",
        "SC",
        "89200000",
    );
    wallet.request_prepaid(joana, &address, None).send().await?;
    let listed: Value = wallet.list(joana).send().await?.read()?;
    let id = |index: usize| ShortCardId::new(listed["cards"][index]["shortId"].as_str().unwrap());
    let (visa, prepaid) = (id(0), id(1));
    wallet.rename(joana, &visa, "compras").send().await?;

    let (real, before) = (Currency::Brl, town.sandbox.balance(joana).unwrap());
    wallet
        .add_funds(joana, &prepaid, reais("30"), &real)
        .send()
        .await?;
    wallet
        .withdraw(joana, &prepaid, reais("12.50"), &real)
        .send()
        .await?;
    let more = wallet
        .withdraw(joana, &prepaid, reais("17.51"), &real)
        .send()
        .await;
    assert_eq!(more.unwrap_err().code(), Some("INSUFFICIENT_BALANCE"));
    assert!(
        wallet
            .add_funds(joana, &visa, reais("1"), &real)
            .send()
            .await
            .is_err()
    );
    let on_card: Value = wallet.balance(joana, &prepaid).send().await?.read()?;
    assert_eq!(on_card["balance"], 17.5);
    assert_eq!(town.sandbox.balance(joana), Some(before - 1_750));
    let (from, to) = around_today();
    let statement: Value = wallet
        .statement(joana, &prepaid, from, to)
        .send()
        .await?
        .read()?;
    assert_eq!(statement["entries"].as_array().unwrap().len(), 2);

    wallet.delete("tok-1").send().await?;
    let listed: Value = wallet.list(joana).send().await?.read()?;
    assert_eq!(listed["cards"].as_array().unwrap().len(), 1);
    Ok(())
}

async fn side_accounts(town: &Town) -> Result<()> {
    let (side, main) = (town.matera.side_accounts(), town.joana());
    let one = side.create(main, "RESERVA").send().await?.id.unwrap();
    let two = side.create(main, "FERIAS").send().await?.id.unwrap();
    let credit = NewSideAccountCredit::to(&one, reais("100"), "101");
    side.credit(&credit).send().await?;
    let credit = side.credit(&credit).send().await?.id.unwrap();
    side.refund_credit(&credit).send().await?;
    let half = NewSideAccountTransfer::new(&one, &two, reais("25"));
    side.transfer(&half).send().await?;
    side.pay(&half).send().await?;
    let debit = NewSideAccountDebit::new(reais("10"));
    let debit = side.debit(main, &one, &debit).send().await?.id.unwrap();
    side.refund_debit(&debit).send().await?;
    let lock = side.lock_balance(&one, reais("5"), 3, None).send().await?;
    let lock = lock.id.unwrap();
    side.unlock_balance(&one, &lock, reais("5"), None)
        .send()
        .await?;
    let balance: Value = side.balance(main, &one).send().await?.read()?;
    assert_eq!(
        (&balance["real"], &balance["available"]),
        (&json!(50.0), &json!(50.0))
    );
    let (from, to) = around_today();
    side.statement(main, &one, from, to, &StatementDate::Entry)
        .send()
        .await?;
    Ok(())
}

async fn limits(town: &Town) -> Result<()> {
    let limits = town.matera.limits();
    let change = LimitChange::new().global(reais("1000"))?;
    limits.adjust(&number(), &change).send().await?;
    limits.get(&number()).send().await?;
    limits.list_of_branch("1").send().try_collect().await?;
    let payee = Unpublished::of(&json!({ "alias": EMAIL }))?;
    let payee = NewFavored::new(FavoredKind::Alias, payee);
    let id = limits
        .add_favored(&number(), &payee)
        .send()
        .await?
        .id
        .unwrap();
    limits.list_favored(&number()).send().try_collect().await?;
    limits.get_favored(&number(), &id).send().await?;
    limits.remove_favored(&number(), &id).send().await
}

async fn limits_v1(town: &Town) -> Result<()> {
    let limits = town.matera.limits_v1();
    let daily = NewLimitV1::of(LimitKindV1::Daily, reais("1500"));
    limits.adjust(&number(), &daily).send().await?;
    let favored = NewLimitV1::without_amount(LimitKindV1::Favored);
    let favored = limits.adjust(&number(), &favored).send().await?;
    limits.get(&number()).send().await?;
    limits.list_of_branch("1").send().await?;
    limits
        .get_by_kind(&number(), &LimitKindV1::Daily)
        .send()
        .await?;
    let favored = favored.favored.unwrap();
    limits.remove_favored(&number(), &favored).send().await?;
    Ok(())
}

async fn schedules(town: &Town) -> Result<()> {
    let schedules = town.matera.schedules();
    let at = datetime!(2026-12-01 9:00 -3);
    let to = ScheduleRecipient::key(EMAIL);
    let order = NewSchedule::new(town.joana(), reais("10"), at, to);
    let id = schedules.create(&order).send().await?.id.unwrap();
    schedules.list(town.joana()).send().try_collect().await?;
    schedules.get(&id).send().await?;
    schedules.cancel(&id).send().await?;
    let config = json!({"url": "https://example.com/hook"});
    schedules.put_webhook(&config).send().await?;
    schedules.get_webhook().send().await?;
    schedules.delete_webhook().send().await?;
    Ok(())
}

async fn recharge(town: &Town) -> Result<()> {
    let recharges = town.matera.recharge();
    let carriers = recharges.carriers("47").send().await?;
    let carrier = carriers[0].id.clone().unwrap();
    let values = recharges.values("47", &carrier).send().await?;
    let value: Value = values[0].read()?;
    assert_eq!(value["value"], 15.0);
    let before = town.sandbox.balance(town.joana()).unwrap();
    let of = |amount: &str| {
        let phone = MobilePhone::new("47999990000");
        NewRecharge::new(phone, carrier.clone(), reais(amount))
    };
    recharges.create(town.joana(), &of("15")).send().await?;
    let odd = recharges.create(town.joana(), &of("15.01")).send().await;
    assert_eq!(odd.unwrap_err().code(), Some("INVALID_FIELD"));
    assert_eq!(town.sandbox.balance(town.joana()), Some(before - 1_500));
    let message = json!({"title": "Recarga feita"});
    town.matera.push().send(town.joana(), &message).send().await
}

//! The stand-in: it keeps Blu's rules, and the client gets along with it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use blu_client::identities::{self, Reading};
use blu_client::model::{Fields, LiquidationRecord};
use blu_client::sandbox::{CardSale, Fault, Merchant, Sandbox};
use blu_client::{Amount, Blu, Call, ErrorKind, HeaderForm, Method, TokenForm, VersionForm};
use brazil_types::TaxId;
use client_core::retry::ExponentialBackoff;
use http::StatusCode;
use serde::de::IgnoredAny;
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};

const TOKEN: &str = "tok-a";
const UNKNOWN_TOKEN: &str = "Usuário não encontrado para o token informado.";
const NOON: OffsetDateTime = datetime!(2026-06-01 12:00 -3);
const JANUARY: Date = date!(2026 - 01 - 01);
const MAY: Date = date!(2026 - 05 - 31);

fn cents(cents: i64) -> Amount {
    Amount::from_cents(cents)
}

fn shop() -> Merchant {
    Merchant::new("11222333000181", TOKEN)
        .named("LOJA DE TESTE LTDA")
        .with_sale(CardSale::debit(date!(2026 - 01 - 24), cents(15_997)))
        .with_sale(CardSale::debit(date!(2026 - 01 - 24), cents(9_897)).with_nsu("000000000042"))
        .with_sale(CardSale::credit(date!(2026 - 01 - 05), cents(100_001), 3))
        .with_sale(CardSale::credit(date!(2026 - 01 - 06), cents(77_777), 4).with_mdr(319))
        .with_anticipation(date!(2026 - 01 - 20), cents(80_000))
        .with_anticipation(date!(2026 - 02 - 10), cents(30_000))
}

async fn open(merchants: impl IntoIterator<Item = Merchant>) -> (Sandbox, Blu) {
    let builder = Sandbox::builder(NOON);
    let builder = merchants
        .into_iter()
        .fold(builder, |it, merchant| it.with_merchant(merchant));
    let sandbox = builder.start().await.unwrap();
    let blu = sandbox.client(TOKEN).build().unwrap();
    (sandbox, blu)
}

async fn all(blu: &Blu) -> Vec<LiquidationRecord> {
    let mut all = blu
        .anticipations()
        .list_v1(JANUARY, MAY)
        .send()
        .try_collect()
        .await
        .unwrap();
    all.extend(
        blu.debits()
            .list(JANUARY, MAY)
            .send()
            .try_collect()
            .await
            .unwrap(),
    );
    all.extend(
        blu.credits()
            .list(JANUARY, MAY)
            .send()
            .try_collect()
            .await
            .unwrap(),
    );
    all
}

#[tokio::test]
async fn its_books_balance_and_its_reports_tell_one_story() {
    let merchant = shop();
    let (_sandbox, blu) = open([merchant.clone()]).await;
    let records = all(&blu).await;
    for record in &records {
        let findings = identities::check(record).unwrap();
        let failures: Vec<_> = findings.failures(Reading::A).collect();
        assert!(failures.is_empty(), "{failures:?}");
    }
    let anticipated: Vec<_> = records.iter().take(2).map(|it| it.gross_amount).collect();
    assert_eq!(anticipated, [cents(80_000), cents(30_000)]);

    let settled = identities::settled_installments(&records).unwrap();
    assert!(settled.values().all(|it| it.is_whole().unwrap()));
    assert!(
        settled.values().any(|it| it.liquidations > 1),
        "one was anticipated in part"
    );
    let sales = blu
        .sales()
        .list(JANUARY, MAY)
        .send()
        .try_collect()
        .await
        .unwrap();
    let sold: Vec<_> = sales
        .iter()
        .flat_map(|it| &it.installments)
        .map(|it| &it.id)
        .collect();
    assert_eq!(sold.len(), 9);
    assert!(sold.iter().all(|id| settled.contains_key(*id)));

    let mut daily: BTreeMap<Date, Amount> = BTreeMap::new();
    for record in &records {
        let sum = daily.entry(record.released_on.unwrap()).or_default();
        *sum = sum.checked_add(record.net_amount).unwrap();
    }
    assert_eq!(daily, merchant.daily_net().unwrap());
}

#[tokio::test]
async fn many_parts_of_one_installment_are_each_worth_what_was_asked_for() {
    let sale = CardSale::credit(date!(2026 - 01 - 02), cents(1_003), 1).with_mdr(730);
    let days = (5..25).map(|day| date!(2026 - 01 - 01).replace_day(day).unwrap());
    let merchant = days.fold(
        Merchant::new("11222333000181", TOKEN).with_sale(sale),
        |merchant, day| merchant.with_anticipation(day, cents(41)),
    );
    let (_sandbox, blu) = open([merchant]).await;
    let records = all(&blu).await;
    assert_eq!(records.len(), 21, "20 anticipations and the rest");
    assert!(records[..20].iter().all(|it| it.gross_amount == cents(41)));
    for record in &records {
        let failures = identities::check(record).unwrap();
        assert_eq!(failures.failures(Reading::A).count(), 0, "{record:?}");
    }
    let settled = identities::settled_installments(&records).unwrap();
    let settled = settled.values().next().unwrap();
    assert_eq!(settled.settled_gross_amount, cents(1_003));
    assert_eq!(settled.settled_mdr_amount, settled.mdr_amount);
}

#[tokio::test]
async fn both_versions_tell_the_same_at_every_page_size() {
    let (_sandbox, blu) = open([shop()]).await;
    let v1 = blu
        .anticipations()
        .list_v1(JANUARY, MAY)
        .send()
        .try_collect()
        .await
        .unwrap();
    assert!(v1.iter().any(|it| it.installments.len() > 2));
    for size in [1, 2, 3, 4_000] {
        let list = blu
            .anticipations()
            .list_v2(JANUARY, MAY)
            .per_page(size)
            .send();
        assert_eq!(list.try_collect().await.unwrap(), v1, "{size} a page");
    }
    let installments: usize = v1.iter().map(|it| it.installments.len()).sum();
    let page = |size: usize| {
        let call = Call::raw(Method::GET, "/conciliations/anticipations/installments");
        let request =
            blu.request::<Fields>(call.query("per_page", size), HeaderForm::RAW_VERSION_2);
        async move { request.send().await.unwrap() }
    };
    for (size, more) in [(installments, "false"), (installments - 1, "true")] {
        let page = page(size).await;
        assert_eq!(page.json("has_more"), Some(more));
        assert_eq!(page.json("itemsPerPage"), Some(size.to_string().as_str()));
        assert_eq!(
            page.json("total_items"),
            Some(installments.to_string().as_str())
        );
    }
}

#[tokio::test]
async fn a_token_in_the_wrong_form_is_no_token() {
    let (sandbox, _) = open([shop()]).await;
    let raw = HeaderForm::new(TokenForm::Raw, VersionForm::Unstated);
    let bearer_2 = HeaderForm::new(TokenForm::Bearer, VersionForm::Version2);
    for (operation, form) in [
        ("blu.anticipations.list_v1", raw),
        (
            "blu.anticipations.list_v1",
            HeaderForm::RAW_ACCEPT_VERSION_1,
        ),
        ("blu.anticipations.list_v1", bearer_2),
        ("blu.debits.list", HeaderForm::RAW_VERSION_2),
    ] {
        let blu = sandbox
            .client(TOKEN)
            .with_header_form(operation, form)
            .build()
            .unwrap();
        let answer = match operation {
            "blu.debits.list" => blu.debits().list(JANUARY, MAY).send().try_collect().await,
            _ => {
                blu.anticipations()
                    .list_v1(JANUARY, MAY)
                    .send()
                    .try_collect()
                    .await
            }
        };
        let error = answer.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth, "{operation}");
        assert_eq!(error.provider_message(), Some(UNKNOWN_TOKEN));
    }
    let stranger = sandbox.client("tok-b").build().unwrap();
    let error = stranger
        .sales()
        .list(JANUARY, MAY)
        .send()
        .try_collect()
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
}

#[tokio::test]
async fn one_url_answers_in_the_shape_of_the_version_asked_for() {
    let (sandbox, blu) = open([shop()]).await;
    let blu_2 = sandbox
        .client(TOKEN)
        .with_header_form("blu.anticipations.list_v1", HeaderForm::RAW_VERSION_2)
        .build()
        .unwrap();
    let list = |blu: &Blu| {
        blu.anticipations()
            .list_v1(JANUARY, MAY)
            .send()
            .try_collect()
    };
    assert_eq!(list(&blu_2).await.unwrap(), list(&blu).await.unwrap());
}

#[tokio::test]
async fn merchants_are_told_apart_by_token_and_document() {
    let other = Merchant::new("12345678000195", TOKEN)
        .with_sale(CardSale::credit(date!(2026 - 01 - 02), cents(5_000), 1))
        .with_anticipation(date!(2026 - 01 - 10), cents(1_000));
    let foreign = Merchant::new("33000167000101", "tok-b");
    let (_sandbox, blu) = open([shop(), other, foreign]).await;
    let list = |tax_id: Option<&str>| {
        let list = blu.anticipations().list_v2(JANUARY, MAY);
        match tax_id {
            Some(tax_id) => list.client_tax_id(&TaxId::parse(tax_id).unwrap()),
            None => list,
        }
    };
    let both = list(None).send().try_collect().await.unwrap();
    assert_eq!(both.len(), 3);
    let ids: std::collections::BTreeSet<_> = both.iter().map(|it| &it.id).collect();
    assert_eq!(ids.len(), 3);
    let one = list(Some("12345678000195"))
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].gross_amount, cents(1_000));
    let none = list(Some("33000167000101"))
        .send()
        .try_collect()
        .await
        .unwrap();
    assert!(none.is_empty());
}

#[tokio::test]
async fn yesterday_is_whole_from_nine_on_and_today_is_never() {
    let day = date!(2026 - 03 - 10);
    let sales = (0..6).map(|_| CardSale::debit(day, cents(1_000)));
    let merchant = sales.fold(Merchant::new("11222333000181", TOKEN), Merchant::with_sale);
    let (sandbox, blu) = open([merchant]).await;
    let count = || async {
        let list = blu.sales().list(day, day).even_if_incomplete().send();
        list.try_collect().await.unwrap().len()
    };
    sandbox.set_now(datetime!(2026-03-10 23:59 -3));
    assert_eq!(count().await, 0);
    sandbox.set_now(datetime!(2026-03-11 08:59 -3));
    let early = count().await;
    assert!((1..6).contains(&early), "{early}");
    let refused = blu
        .sales()
        .list(day, day)
        .send()
        .try_collect()
        .await
        .unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Input);
    sandbox.set_now(datetime!(2026-03-11 09:00 -3));
    assert_eq!(count().await, 6);
}

/// What the sandbox says to a request of our own making.
async fn refusal(blu: &Blu, path: &'static str, query: &[(&'static str, &str)]) -> Option<String> {
    let call = Call::raw(Method::GET, path);
    let call = query
        .iter()
        .fold(call, |call, (name, value)| call.query(*name, value));
    let version = query
        .iter()
        .any(|(name, _)| *name == "page" || *name == "per_page");
    let form = if version {
        HeaderForm::RAW_VERSION_2
    } else {
        HeaderForm::BEARER
    };
    let error = blu.request::<IgnoredAny>(call, form).send().await.err()?;
    assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
    error.provider_message().map(str::to_owned)
}

#[tokio::test]
async fn it_refuses_what_blu_refuses() {
    let (_sandbox, blu) = open([shop()]).await;
    let bad_date = Some("A data deve ser no formato: YYYY-MM-DD.".to_owned());
    for path in [
        "/conciliations/sales",
        "/conciliations/credit",
        "/conciliations/debits/installments",
        "/conciliations/anticipations/installments",
    ] {
        let end = ("endDate", "2026-01-31");
        assert_eq!(
            refusal(&blu, path, &[("beginDate", "01/01/2026"), end]).await,
            bad_date
        );
        assert_eq!(
            refusal(&blu, path, &[("beginDate", "2026-1-1"), end]).await,
            bad_date
        );
        assert_eq!(refusal(&blu, path, &[end]).await, bad_date, "{path}");
        assert_eq!(
            refusal(&blu, path, &[("beginDate", "2026-01-01"), end]).await,
            None
        );
    }
    let sales = |begin, end| {
        let blu = blu.clone();
        async move {
            let days = [("beginDate", begin), ("endDate", end)];
            refusal(&blu, "/conciliations/sales", &days).await
        }
    };
    assert_eq!(sales("2026-01-31", "2026-02-28").await, None);
    assert!(sales("2026-01-31", "2026-03-01").await.is_some());
    assert!(sales("2025-12-01", "2026-01-02").await.is_some());
    let v2 = "/conciliations/anticipations/installments";
    assert_eq!(
        refusal(&blu, v2, &[("per_page", "4000")]).await,
        None,
        "days are optional"
    );
    for wrong in ["4001", "0", "x"] {
        assert!(
            refusal(&blu, v2, &[("per_page", wrong)]).await.is_some(),
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn filters_of_sales_work() {
    let (_sandbox, blu) = open([shop()]).await;
    let count =
        |list: blu_client::api::ListSales| async { list.send().try_collect().await.unwrap().len() };
    let list = || blu.sales().list(JANUARY, date!(2026 - 01 - 31));
    assert_eq!(count(list()).await, 4);
    assert_eq!(count(list().nsu(&"000000000042".into())).await, 1);
    assert_eq!(count(list().status("confirmed".into())).await, 4);
    assert_eq!(count(list().status("canceled".into())).await, 0);
    assert_eq!(count(list().canceled_between(JANUARY, MAY)).await, 0);
}

#[tokio::test]
async fn a_bad_day_upstream_changes_nothing_but_the_time_it_takes() {
    let (sandbox, calm) = open([shop()]).await;
    let list = |blu: &Blu| blu.anticipations().list_v2(JANUARY, MAY).per_page(1).send();
    let wanted = list(&calm).try_collect().await.unwrap();
    let backoff = ExponentialBackoff::new().with_backoff(Duration::from_millis(1), 1);
    let blu = sandbox
        .client(TOKEN)
        .with_retry_policy(Arc::new(backoff))
        .build()
        .unwrap();
    sandbox.inject(Fault::status(StatusCode::INTERNAL_SERVER_ERROR));
    sandbox.inject(Fault::too_many_requests(Duration::ZERO));
    sandbox.inject(Fault::TruncateBody(40));
    assert_eq!(list(&blu).try_collect().await.unwrap(), wanted);
}

#[tokio::test]
async fn impossible_stories_are_refused_with_the_reason() {
    let start = |merchant| Sandbox::builder(NOON).with_merchant(merchant).start();
    let nothing = shop().with_anticipation(date!(2026 - 02 - 11), cents(0));
    assert_eq!(start(nothing).await.unwrap_err().kind(), ErrorKind::Config);
    let too_much = shop().with_anticipation(date!(2026 - 02 - 11), cents(9_999_999));
    let error = start(too_much).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("2026-02-11"), "{error}");
    for sale in [
        CardSale::credit(JANUARY, cents(100), 0),
        CardSale::debit(JANUARY, cents(0)),
        CardSale::debit(JANUARY, cents(100)).with_mdr(10_000),
        CardSale::debit(JANUARY, Amount::parse("1.001").unwrap()),
    ] {
        let merchant = Merchant::new("11222333000181", TOKEN).with_sale(sale);
        assert_eq!(start(merchant).await.unwrap_err().kind(), ErrorKind::Config);
    }
}

//! The chain from sale to money.

use std::collections::BTreeMap;

use blu_client::chain::{ChainLink, ChainedSale, JoinedBy, SaleFieldNames, SettlementKind};
use blu_client::identities::{Reading, Unchecked};
use blu_client::sandbox::{CardSale, Fault, FaultRule, Merchant, Sandbox};
use blu_client::{Amount, Blu, Cursor, ErrorKind, Pager, Result};
use client_core::testing::Script;
use http::StatusCode;
use time::Date;
use time::macros::{date, datetime};

use crate::harness::{answer, asked, fixture, scripted};

const TOKEN: &str = "tok-a";

fn cents(cents: i64) -> Amount {
    Amount::from_cents(cents)
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn sum(amounts: impl IntoIterator<Item = Amount>) -> Amount {
    Amount::checked_sum(amounts).unwrap()
}

fn shop() -> Merchant {
    Merchant::new("11222333000181", TOKEN)
        .with_sale(CardSale::debit(date!(2026 - 01 - 24), cents(15_997)))
        .with_sale(CardSale::credit(date!(2026 - 01 - 05), cents(100_001), 3))
        .with_sale(CardSale::credit(date!(2026 - 02 - 06), cents(77_777), 4).with_mdr(319))
        .with_sale(CardSale::credit(date!(2026 - 03 - 02), cents(5_000), 1))
        .with_anticipation(date!(2026 - 01 - 20), cents(80_000))
        .with_anticipation(date!(2026 - 02 - 10), cents(30_000))
}

async fn open(merchant: Merchant) -> (Sandbox, Blu) {
    let sandbox = Sandbox::builder(datetime!(2026-09-01 12:00 -3))
        .with_merchant(merchant)
        .start()
        .await
        .unwrap();
    let blu = sandbox.client(TOKEN).build().unwrap();
    (sandbox, blu)
}

fn split(links: Vec<ChainLink>) -> (Vec<ChainedSale>, Vec<blu_client::chain::SettledPart>) {
    let (mut sales, mut rest) = (Vec::new(), Vec::new());
    for link in links {
        match link {
            ChainLink::Sale(sale) => sales.push(sale),
            ChainLink::WithoutSale(part) => rest.push(part),
            _ => panic!("a link of another kind"),
        }
    }
    (sales, rest)
}

async fn collect(
    list: Pager<ChainLink>,
) -> (Vec<ChainedSale>, Vec<blu_client::chain::SettledPart>) {
    split(list.try_collect().await.unwrap())
}

#[tokio::test]
async fn a_shop_sees_what_was_paid_for_each_sale_when_and_less_what() {
    let merchant = shop();
    let (_sandbox, blu) = open(merchant.clone()).await;
    let chain = blu.settlement_chain(date!(2026 - 01 - 01), date!(2026 - 03 - 31));
    let (sales, rest) = collect(chain.send()).await;
    assert_eq!((sales.len(), rest.len()), (4, 0));
    let mut daily: BTreeMap<Date, Amount> = BTreeMap::new();
    for sale in &sales {
        assert_eq!(sale.totals().unwrap().open_net, Some(Amount::ZERO));
        assert!(sale.unplaced.is_empty() && !sale.is_split);
        for part in sale.parts() {
            assert_eq!(part.joined_by, JoinedBy::Installment);
            assert_eq!(part.reading, Some(Reading::A));
            let day = daily.entry(part.released_on.unwrap()).or_default();
            *day = sum([*day, part.paid_amount().unwrap()]);
        }
    }
    assert_eq!(daily, merchant.daily_net().unwrap(), "every cent, once");
    let early = sales.iter().flat_map(ChainedSale::parts);
    let early = early.filter(|it| it.kind == SettlementKind::Anticipation);
    assert!(early.count() > 2);
}

#[tokio::test]
async fn what_is_still_to_come_is_what_comes_later_and_its_fees() {
    let (sandbox, blu) = open(shop()).await;
    let chain = || blu.settlement_chain(date!(2026 - 01 - 01), date!(2026 - 02 - 28));
    sandbox.set_now(datetime!(2026-03-02 10:00 -3));
    let (then, _) = collect(chain().send()).await;
    sandbox.set_now(datetime!(2026-09-01 10:00 -3));
    let (later, _) = collect(chain().send()).await;
    let day = date!(2026 - 03 - 01);
    let (again, _) = collect(chain().settled_until(day).send()).await;
    assert_eq!(again, then, "the day can be given");
    let mut open = 0;
    for (then, later) in then.iter().zip(&later) {
        let (then, later) = (then.totals().unwrap(), later.totals().unwrap());
        let after_mdr =
            |totals: blu_client::chain::Totals| sum([totals.settled_gross, -totals.mdr]);
        let came = sum([after_mdr(later), -after_mdr(then)]);
        assert_eq!(then.open_net, Some(came));
        open += i32::from(!came.is_zero());
    }
    assert!(open > 0);
}

#[tokio::test]
async fn what_belongs_to_no_sale_that_was_read_comes_at_the_end() {
    let split_sale = CardSale::credit(date!(2026 - 02 - 07), cents(10_000), 1).split(7_000);
    let (_sandbox, blu) = open(shop().with_sale(split_sale)).await;
    let chain = || blu.settlement_chain(date!(2026 - 02 - 01), date!(2026 - 02 - 28));
    let (sales, rest) = collect(chain().send()).await;
    assert_eq!(sales.len(), 1);
    assert!(rest.iter().all(|it| it.joined_by == JoinedBy::Nothing));
    let (with_split, fewer) = collect(chain().with_split_sales().send()).await;
    assert_eq!(with_split.len(), 2);
    assert!(with_split[1].is_split);
    assert_eq!(with_split[1].totals().unwrap().settled_gross, cents(7_000));
    assert_eq!(rest.len(), fewer.len() + 1, "the split sale's own part");
}

#[tokio::test]
async fn a_chain_goes_on_where_it_stopped_and_counts_nothing_twice() {
    let (sandbox, blu) = open(shop()).await;
    let chain = || blu.settlement_chain(date!(2026 - 01 - 01), date!(2026 - 02 - 28));
    let whole = chain().send().try_collect().await.unwrap();
    let mut pages = chain().send().into_pages();
    let first = pages.try_next().await.unwrap().unwrap();
    let cursor = pages.cursor().unwrap().to_string();
    drop(pages);
    let rest = chain()
        .send()
        .starting_at(cursor.parse::<Cursor>().unwrap())
        .unwrap();
    let rest = rest.try_collect().await.unwrap();
    let joined: Vec<_> = first.items.into_iter().chain(rest).collect();
    assert_eq!(joined, whole);

    // A month that is read again finds what it took before.
    let mut half_way = chain().send();
    half_way.try_next().await.unwrap().unwrap();
    let mut pages = half_way.into_pages();
    let mut again = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        again.extend(page.items);
    }
    assert_eq!(again, whole);

    let other = blu.settlement_chain(date!(2026 - 01 - 02), date!(2026 - 02 - 28));
    let other = other.send().starting_at(cursor.parse().unwrap());
    assert_eq!(other.unwrap_err().kind(), ErrorKind::Pagination);

    // An error in the middle: what was read is not read again.
    let impatient = sandbox
        .client(TOKEN)
        .with_retry_policy(std::sync::Arc::new(client_core::retry::NoRetry))
        .build()
        .unwrap();
    let query = impatient.settlement_chain(date!(2026 - 01 - 01), date!(2026 - 02 - 28));
    let mut broken = query.settled_until(date!(2026 - 02 - 28)).send();
    let fault = Fault::status(StatusCode::BAD_GATEWAY);
    sandbox.inject(FaultRule::new(fault).nth(3));
    let before = sandbox.front().total();
    let mut links = Vec::new();
    let mut errors = 0;
    loop {
        match broken.try_next().await {
            Ok(Some(link)) => links.push(link),
            Ok(None) => break,
            Err(_) => errors += 1,
        }
    }
    assert_eq!(errors, 1);
    // Three reports and the sales, each of two months, and the one that failed.
    assert_eq!(sandbox.front().total() - before, 4 * 2 + 1);
    let calm = chain().settled_until(date!(2026 - 02 - 28)).send();
    assert_eq!(links, calm.try_collect().await.unwrap());
}

/// The sale of the worked example, with Blu's own names for the two ids alone.
const SALE: &str = r#"[{"id_venda":"1","parcelas":[
    {"id_transaction":"3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0001"},
    {"id_transaction":"3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0002"},
    {"id_transaction":"3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0003"}]}]"#;

fn worked_example(sales: &str, credits: String) -> Blu {
    let anticipations = format!(
        r#"{{"items":{},"has_more":false}}"#,
        fixture("anticipations/list_v1.json")
    );
    let empty = || answer(r#"{"items":[],"has_more":false}"#);
    let month = |body: &str| answer(body.to_owned());
    let scripts = [
        // January is the month of the sale; then February, March.
        [empty(), month(&anticipations), empty()],
        [month("[]"), month("[]"), month("[]")],
        [month("[]"), month("[]"), month(&credits)],
    ];
    let scripts = scripts.into_iter().flatten().chain([month(sales)]);
    scripted(scripts).0
}

async fn one_sale(blu: &Blu, names: SaleFieldNames) -> Result<ChainedSale> {
    let chain = blu.settlement_chain(date!(2026 - 01 - 20), date!(2026 - 01 - 20));
    let (mut sales, rest) = split(chain.field_names(names).send().try_collect().await?);
    assert_eq!((sales.len(), rest.len()), (1, 0));
    Ok(sales.remove(0))
}

#[tokio::test]
async fn the_worked_example_closes_to_the_cent() {
    let blu = worked_example(SALE, fixture("credits/list.json"));
    let sale = one_sale(&blu, SaleFieldNames::default()).await.unwrap();
    let totals = sale.totals().unwrap();
    assert_eq!(totals.settled_gross, amount("2140.00"));
    assert_eq!(totals.mdr, amount("53.50"));
    assert_eq!(totals.fees, amount("46.02"));
    assert_eq!(totals.paid, amount("2040.48"));
    assert_eq!(totals.open_net, Some(Amount::ZERO));
    let third = &sale.installments[2];
    let parts: Vec<_> = third
        .parts
        .iter()
        .map(|it| (it.kind, it.released_on.unwrap(), it.paid_amount().unwrap()))
        .collect();
    assert_eq!(
        parts,
        [
            (
                SettlementKind::Anticipation,
                date!(2026 - 02 - 02),
                amount("187.20")
            ),
            (
                SettlementKind::Credit,
                date!(2026 - 03 - 04),
                amount("292.50")
            ),
        ]
    );
    assert_eq!(third.gross_amount, Some(amount("500.00")));
    assert_eq!(third.totals().unwrap().open_net, Some(Amount::ZERO));

    let blu = worked_example(SALE, "[]".to_owned());
    let sale = one_sale(&blu, SaleFieldNames::default()).await.unwrap();
    let totals = sale.totals().unwrap();
    assert_eq!(totals.paid, amount("1747.98"));
    assert_eq!(totals.open_net, Some(amount("292.50")));
}

#[tokio::test]
async fn what_no_id_places_is_found_by_nsu_and_authorization_code() {
    let credits = fixture("credits/list.json").replace("0003\"", "9999\"");
    let sale = |fields: &str| {
        let with = format!("\"id_venda\":\"1\",{fields}");
        SALE.replace("\"id_venda\":\"1\"", &with)
    };
    let named = sale(r#""NSU":"000987001236","codigo_autorizacao":"5M31XA""#);
    let blu = worked_example(&named, credits.clone());
    let names = SaleFieldNames::default().nsu("NSU");
    let chained = one_sale(&blu, names).await.unwrap();
    assert_eq!(
        chained.unplaced.len(),
        1,
        "of which installment nobody says"
    );
    assert_eq!(chained.unplaced[0].joined_by, JoinedBy::Authorization);
    assert_eq!(chained.totals().unwrap().paid, amount("2040.48"));

    let expected = named.replace("0003\"", "0003\",\"data_prevista\":\"2026-03-04\"");
    let blu = worked_example(&expected, credits.clone());
    let names = SaleFieldNames::default().nsu("NSU");
    let chained = one_sale(&blu, names).await.unwrap();
    assert!(chained.unplaced.is_empty(), "the day says of which");
    assert_eq!(chained.installments[2].parts.len(), 2);

    // Half of the key is no key, and a key of two sales is none either.
    let half = sale(r#""nsu":"000987001236""#);
    let two = format!(
        "[{},{}]",
        named.trim_matches(['[', ']', '\n']),
        r#"{"id_venda":"2","NSU":"000987001236","codigo_autorizacao":"5M31XA"}"#
    );
    for (sales, count) in [(half, 1), (two, 2)] {
        let blu = worked_example(&sales, credits.clone());
        let chain = blu.settlement_chain(date!(2026 - 01 - 20), date!(2026 - 01 - 20));
        let chain = chain.field_names(SaleFieldNames::default().nsu("NSU"));
        let (sales, rest) = collect(chain.send()).await;
        assert_eq!((sales.len(), rest.len()), (count, 1));
    }
}

#[tokio::test]
async fn amounts_that_are_not_there_are_told_not_taken_for_zero() {
    let credits =
        fixture("credits/list.json").replace("\"proportional_mdr\": \"7.50\"", "\"x\": 1");
    let blu = worked_example(SALE, credits);
    let sale = one_sale(&blu, SaleFieldNames::default()).await.unwrap();
    let missing = sale.totals().unwrap_err();
    assert!(matches!(
        missing,
        Unchecked::Missing {
            field: "proportional_mdr",
            ..
        }
    ));
    assert_eq!(sale.installments[2].parts[1].reading, None);
    assert!(sale.installments[0].totals().is_ok());
}

#[tokio::test]
async fn days_that_are_not_whole_are_refused_before_anything_is_sent() {
    let (blu, transport) = scripted(std::iter::empty::<Script>());
    let (day, today) = (date!(2026 - 03 - 16), date!(2026 - 03 - 18));
    for chain in [
        blu.settlement_chain(today, day),
        blu.settlement_chain(day, today),
        blu.settlement_chain(day, day).settled_until(today),
        blu.settlement_chain(day, day)
            .settled_until(date!(2026 - 03 - 15)),
    ] {
        let error = chain.send().try_collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
    }
    assert!(asked(&transport).is_empty());
}

//! A month of 20,000 installments over loopback: the statement, the list under it, and what a
//! program would pay that asked by hand.
//!
//! ```sh
//! cargo bench -p contaazul-client
//! ```
//!
//! Sandbox and client share the machine, and the sandbox builds every page anew: `nothing_read` is
//! what that alone costs.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark fails by panicking and has no readers of its docs"
)]

use std::sync::{Arc, LazyLock};

use client_core::auth::TokenStore as _;
use client_core::auth::store::MemoryTokenStore;
use contaazul_client::model::Receivable;
use contaazul_client::sandbox::{Bill, Company, Sandbox};
use contaazul_client::statement::{Detail, MovementKind, MovementStatus};
use contaazul_client::{ContaAzul, ExposeSecret as _, Pace, PageSize, grant_key};
use time::macros::date;
use time::{Date, Duration};
use tokio::runtime::Runtime;

const COUNT: i64 = 20_000;
const PERIOD: (Date, Date) = (date!(2026 - 04 - 01), date!(2026 - 04 - 30));
const PAGES: u32 = 20;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

struct World {
    sandbox: Sandbox,
    erp: ContaAzul,
    token: String,
}

static WORLD: LazyLock<World> = LazyLock::new(|| RUNTIME.block_on(world()));

async fn world() -> World {
    let mut company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    for number in 0..COUNT {
        let bill = Bill::new(
            "Encomenda",
            PERIOD.0 + Duration::days(number % 30),
            1_000 + number,
        )
        .counterparty("Escola Aurora Ltda", "44555666000172")
        .cost_center("Loja Centro");
        company = company.with_receivable(bill);
    }
    let sandbox = Sandbox::builder().with_company(company).without_limits();
    let sandbox = sandbox
        .with_today(date!(2026 - 05 - 04))
        .start()
        .await
        .unwrap();
    let id = &sandbox.companies()[0];
    let store = Arc::new(MemoryTokenStore::new());
    sandbox.connect(store.as_ref(), id).await.unwrap();
    let application = sandbox.application().build().unwrap();
    let erp = ContaAzul::builder(&application, store.clone(), id)
        .with_pace(Pace::Unlimited)
        .build()
        .unwrap();
    erp.connection().company().send().await.unwrap();
    let grant = store.load(&grant_key(id)).await.unwrap().unwrap().value;
    let token = grant.access_token.unwrap().expose_secret().to_owned();
    World {
        sandbox,
        erp,
        token,
    }
}

async fn page(client: &reqwest::Client, number: u32) -> Vec<u8> {
    let world = &*WORLD;
    let url = format!(
        "{}v1/financeiro/eventos-financeiros/contas-a-receber/buscar?data_vencimento_de={}\
         &data_vencimento_ate={}&tamanho_pagina=1000&pagina={number}",
        world.sandbox.url(),
        PERIOD.0,
        PERIOD.1
    );
    let answer = client.get(url).bearer_auth(&world.token).send();
    answer.await.unwrap().bytes().await.unwrap().to_vec()
}

#[divan::bench(sample_count = 10)]
fn nothing_read(bencher: divan::Bencher<'_, '_>) {
    LazyLock::force(&WORLD);
    let client = reqwest::Client::new();
    bencher.bench_local(|| {
        RUNTIME.block_on(async {
            let mut bytes = 0;
            for number in 1..=PAGES {
                bytes += page(&client, number).await.len();
            }
            bytes
        })
    });
}

#[divan::bench(sample_count = 10)]
fn bare_reqwest_and_serde_json(bencher: divan::Bencher<'_, '_>) {
    #[derive(serde::Deserialize)]
    struct Page {
        itens: Vec<Receivable>,
    }

    LazyLock::force(&WORLD);
    let client = reqwest::Client::new();
    bencher.bench_local(|| {
        RUNTIME.block_on(async {
            let mut items = 0;
            for number in 1..=PAGES {
                let body = page(&client, number).await;
                items += serde_json::from_slice::<Page>(&body).unwrap().itens.len();
            }
            assert_eq!(items, 20_000);
        });
    });
}

#[divan::bench(sample_count = 10)]
fn pager(bencher: divan::Bencher<'_, '_>) {
    let world = &*WORLD;
    bencher.bench_local(|| {
        RUNTIME.block_on(async {
            let list = world.erp.receivables().search(PERIOD.0, PERIOD.1);
            let mut list = list.page_size(PageSize::N1000).send();
            let mut items = 0;
            while list.try_next().await.unwrap().is_some() {
                items += 1;
            }
            assert_eq!(items, 20_000);
        });
    });
}

#[divan::bench(sample_count = 10)]
fn statement(bencher: divan::Bencher<'_, '_>) {
    let world = &*WORLD;
    bencher.bench_local(|| {
        RUNTIME.block_on(async {
            let mut statement = world
                .erp
                .statement(PERIOD.0, PERIOD.1)
                .as_of(date!(2026 - 05 - 04))
                .kind(MovementKind::Receivable)
                .status(MovementStatus::Overdue)
                .detail(Detail::Installments)
                .send();
            let mut items = 0;
            while statement.try_next().await.unwrap().is_some() {
                items += 1;
            }
            assert_eq!(items, 20_000);
        });
    });
}

fn main() {
    divan::main();
}

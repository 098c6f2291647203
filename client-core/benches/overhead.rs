//! What the executor costs on top of bare reqwest, and what reading amounts costs.
//!
//! ```sh
//! cargo bench -p client-core
//! ```
//!
//! Server and client share the machine; the server answers from memory over kept connections.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark fails by panicking and has no readers of its docs"
)]

use client_core::auth::HeaderCredential;
use client_core::http::Call;
use client_core::money::Amount;
use client_core::retry::ExponentialBackoff;
use client_core::secret::SecretString;
use client_core::{Executor, Idempotency, Operation, Paging};
use futures_util::stream::{self, StreamExt as _};
use http::Method;
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use url::Url;

const CALLS: usize = 2_000;
const IN_FLIGHT: usize = 64;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

static LIST: Operation = Operation {
    name: "bench.things.list",
    method: Method::GET,
    path: "/v1/things",
    idempotency: Idempotency::Safe,
    paging: Paging::None,
    mark: "bench",
};

#[derive(Deserialize)]
struct Item {
    id: String,
    amount: Amount,
}

/// Twenty items of the size that finance lists have.
static BODY: LazyLock<String> = LazyLock::new(|| {
    let items: Vec<String> = (1..21)
        .map(|n| format!(r#"{{"id":"c6a28b6e-0000-4a1e-9a55-{n:012}","amount":{n}842.57}}"#))
        .collect();
    format!("[{}]", items.join(","))
});

async fn serve(mut stream: TcpStream) {
    let body = BODY.as_str();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut buffer = vec![0; 4096];
    let mut held = 0;
    while let Ok(read) = stream.read(&mut buffer[held..]).await {
        if read == 0 {
            return;
        }
        held += read;
        // Requests here have no body: each ends with the empty line.
        if buffer[..held].ends_with(b"\r\n\r\n") {
            held = 0;
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

fn server() -> SocketAddr {
    static ADDRESS: LazyLock<SocketAddr> = LazyLock::new(|| {
        RUNTIME.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    stream.set_nodelay(true).unwrap();
                    tokio::spawn(serve(stream));
                }
            });
            address
        })
    });
    *ADDRESS
}

fn read(items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| item.id.len() + usize::from(!item.amount.is_zero()))
        .sum()
}

#[divan::bench]
fn bare_reqwest(bencher: divan::Bencher<'_, '_>) {
    let url = format!("http://{}/v1/things", server());
    let client = reqwest::Client::new();
    bencher.counter(CALLS).bench_local(|| {
        RUNTIME.block_on(
            stream::iter(0..CALLS)
                .map(|_| async {
                    let request = client.get(&url).bearer_auth("token");
                    let body = request.send().await.unwrap().bytes().await.unwrap();
                    read(&serde_json::from_slice::<Vec<Item>>(&body).unwrap())
                })
                .buffer_unordered(IN_FLIGHT)
                .fold(0, |sum, one| async move { sum + one }),
        )
    });
}

#[divan::bench]
fn executor(bencher: divan::Bencher<'_, '_>) {
    let base = Url::parse(&format!("http://{}/", server())).unwrap();
    let token = SecretString::from("token");
    let executor = Executor::builder("bench", base)
        .credential(Arc::new(HeaderCredential::bearer(&token).unwrap()))
        .retry_policy(Arc::new(ExponentialBackoff::new()))
        .build()
        .unwrap();
    bencher.counter(CALLS).bench_local(|| {
        RUNTIME.block_on(
            stream::iter(0..CALLS)
                .map(|_| async {
                    read(&executor.json::<Vec<Item>>(Call::new(&LIST)).await.unwrap())
                })
                .buffer_unordered(IN_FLIGHT)
                .fold(0, |sum, one| async move { sum + one }),
        )
    });
}

/// A page of a thousand instalments, most of it amounts.
#[divan::bench]
fn decode_a_thousand_amounts(bencher: divan::Bencher<'_, '_>) {
    let page = format!("[{}]", vec!["1842.57"; 1_000].join(","));
    bencher
        .counter(1_000_usize)
        .bench_local(|| serde_json::from_str::<Vec<Amount>>(&page).unwrap().len());
}

/// The same digits through floats, which is what exactness is paid against.
#[divan::bench]
fn decode_a_thousand_floats(bencher: divan::Bencher<'_, '_>) {
    let page = format!("[{}]", vec!["1842.57"; 1_000].join(","));
    bencher
        .counter(1_000_usize)
        .bench_local(|| serde_json::from_str::<Vec<f64>>(&page).unwrap().len());
}

fn main() {
    divan::main();
}

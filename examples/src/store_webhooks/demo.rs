//! A day of a shop that does not exist: real HTTP, on sandboxes.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use brazil_types::calendar::brasilia_date;
use client_core::money::Amount;
use client_core::sandbox::loopback_transport;
use client_core::secret::SecretString;
use client_core::webhook::WebhookSigner;
use contaazul_client::model::{AccountId, ChargeId};
use contaazul_client::sandbox::{BankAccount, Bill, Company, Sandbox};
use contaazul_client::webhook::{Receiver, signature_scheme};
use contaazul_client::{ContaAzul, Pace};
use http::{HeaderMap, Method};
use time::{Date, OffsetDateTime};
use tokio::net::TcpListener;
use url::Url;

use super::args::Demo;
use super::order::{Customer, Order, PayBy};
use super::store::{Store, Taken};
use super::storefront::Storefront;
use super::{Business, Failure, Shop, listing};
use crate::cli::Console;

const SECRET: &str = "a secret for the demo";
const PULSE: Duration = Duration::from_millis(20);
/// A demo that hangs is worse than one that fails.
const LONGEST: Duration = Duration::from_secs(60);

/// What is ordered: number, how it is paid, cents, what, who.
const ORDERS: [(&str, PayBy, i64, &str, &str, &str); 4] = [
    (
        "8841",
        PayBy::Pix,
        15_010,
        "Curso de bolos",
        "Marlene Fictícia",
        "52998224725",
    ),
    (
        "8842",
        PayBy::Boleto,
        184_257,
        "Buffet da formatura",
        "Escola Aurora Ltda",
        "44555666000181",
    ),
    (
        "8843",
        PayBy::Link,
        34_990,
        "Oficina de panetone",
        "Moinho Serra Azul Ltda",
        "33444555000181",
    ),
    (
        "8844",
        PayBy::Pix,
        9_900,
        "Aula de confeitaria",
        "Marlene Fictícia",
        "52998224725",
    ),
];

pub(super) async fn run(args: &Demo, console: &mut Console<'_>) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let path = database(args, folder.path())?;
    let town = Town::build().await?;
    let store = Arc::new(Store::open(&path)?);
    let orders = town.orders().await?;
    if store.take_orders(&orders, OffsetDateTime::now_utc())? != Taken::New(orders.len()) {
        return Err(Failure::Demo("the orders are not new"));
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let webhooks = Url::parse(&format!("http://{}/", listener.local_addr()?))
        .map_err(|_| Failure::Demo("no address"))?;
    let business = Business {
        store: Arc::clone(&store),
        receiver: Receiver::builder().with_secret("demo", SECRET).build()?,
        erp: town.erp.clone(),
        storefront: Storefront::new(town.shop_url()?, None)?,
        settling: Duration::from_secs(2),
        patience: Duration::from_secs(3_600),
    };
    let day = tokio::time::timeout(LONGEST, day(&town, &store, &webhooks));
    business
        .run(day, listener, console)
        .await?
        .map_err(|_| Failure::Demo("the day did not end within a minute"))??;
    tell(&store, &town, args, console)
}

fn database(args: &Demo, folder: &Path) -> Result<PathBuf, Failure> {
    match &args.database {
        Some(path) if path.exists() => Err(Failure::Usage(format!(
            "{} exists; the demo needs a new file, for its ERP begins anew every time",
            path.display()
        ))),
        Some(path) => Ok(path.clone()),
        None => Ok(folder.join("demo.db")),
    }
}

/// Customers pay, the provider sends what it does, and somebody sends what they should not.
async fn day(town: &Town, store: &Store, webhooks: &Url) -> Result<(), Failure> {
    let secret = SecretString::from(SECRET);
    let charges = charges(store).await?;
    let yesterday = yesterday();
    // The last order is never paid.
    for charge in charges.iter().take(ORDERS.len() - 1) {
        town.sandbox.pay_charge(charge, yesterday)?;
        // Senders deliver at least once.
        for _ in 0..2 {
            town.sandbox
                .post_charge_paid(webhooks, &secret, charge)
                .await?;
        }
    }
    if let Some(unpaid) = charges.last() {
        let event =
            format!(r#"{{"event":"cobranca.pago","cobranca_id":"{unpaid}","valor":99.00}}"#);
        post(webhooks, "guessed", &event).await?;
        let refunded = r#"{"event":"cobranca.estornada","cobranca_id":"c-1"}"#;
        post(webhooks, SECRET, refunded).await?;
        post(webhooks, SECRET, "[]").await?;
    }
    while !store.is_idle()? {
        tokio::time::sleep(PULSE).await;
    }
    Ok(())
}

/// Waits until the customers know where to pay.
async fn charges(store: &Store) -> Result<Vec<ChargeId>, Failure> {
    while !store.is_idle()? {
        tokio::time::sleep(PULSE).await;
    }
    let orders = store.orders()?;
    let charges = orders.into_iter().map(|kept| kept.charge_id);
    let charges: Option<Vec<_>> = charges.collect();
    charges.ok_or(Failure::Demo("a charge was not issued"))
}

fn yesterday() -> Date {
    let today = brasilia_date(OffsetDateTime::now_utc());
    today.saturating_sub(time::Duration::DAY)
}

async fn post(webhooks: &Url, secret: &str, event: &str) -> Result<(), Failure> {
    let signer = WebhookSigner::new(signature_scheme(), &SecretString::from(secret));
    let headers: HeaderMap = signer
        .sign(event.as_bytes(), OffsetDateTime::now_utc())
        .map_err(|_| Failure::Demo("an event cannot be signed"))?;
    let mut request = client_core::http::Request::new(Method::POST, webhooks.clone());
    request.headers = headers;
    request.body = event.to_owned().into();
    let transport = loopback_transport()?;
    let answer = transport.call(request, Duration::from_secs(10)).await;
    answer
        .map(drop)
        .map_err(|_| Failure::Demo("the desk does not answer"))
}

fn tell(store: &Store, town: &Town, args: &Demo, console: &mut Console<'_>) -> Result<(), Failure> {
    listing::orders(store, args.json, console.stdout)??;
    let heard = town.shop.heard();
    let (calls, booked) = (heard.calls, heard.booked.len());
    let _ = writeln!(
        console.stderr,
        "\nThe shop was called {calls} times and booked {booked} events, each once.\n\
         What needs a person:"
    );
    listing::dead_letters(&store.dead_letters()?, false, console.stderr)?;
    if let Some(path) = &args.database {
        let path = path.display();
        let _ = writeln!(
            console.stderr,
            "\nLook again: store_webhooks dead-letters --database {path}"
        );
    }
    Ok(())
}

/// A shop, its ERP, and its customers.
struct Town {
    sandbox: Sandbox,
    erp: ContaAzul,
    shop: Shop,
}

impl Town {
    async fn build() -> Result<Self, Failure> {
        let digital = BankAccount::checking("Conta Azul", "CONTA_AZUL", 0).digital();
        let bakery = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
        let bakery = ORDERS.into_iter().fold(
            bakery.with_account(digital),
            |bakery, (_, _, cents, what, who, tax_id)| {
                let bill = Bill::new(what, due_date(), cents);
                bakery.with_receivable(bill.counterparty(who, tax_id))
            },
        );
        let sandbox = Sandbox::builder().with_company(bakery);
        let sandbox = sandbox.without_limits().start().await?;
        let company = sandbox.companies().first().cloned();
        let company = company.ok_or(Failure::Demo("there is no company"))?;
        let erp = sandbox.client_of(&company).await?;
        Ok(Self {
            erp: erp.with_pace(Pace::Unlimited).build()?,
            shop: Shop::start().await?,
            sandbox,
        })
    }

    fn shop_url(&self) -> Result<Url, Failure> {
        let url = self.shop.url();
        url.map_err(|_| Failure::Demo("no address"))
    }

    /// The orders as the shop would hand them over.
    async fn orders(&self) -> Result<Vec<Order>, Failure> {
        let account = self.account().await?;
        let company = self.sandbox.companies().first();
        let installments = company.map(|company| self.sandbox.installments(company));
        let installments = installments.unwrap_or_default();
        let orders = ORDERS.into_iter().zip(installments);
        let order = |((id, pay_by, cents, what, who, tax_id), installment)| Order {
            id: str::to_owned(id),
            pay_by,
            installment,
            account: account.clone(),
            due_date: due_date(),
            amount: Amount::from_cents(cents),
            description: str::to_owned(what).into(),
            service_code: "8.02".to_owned(),
            customer: Customer {
                name: str::to_owned(who).into(),
                tax_id: str::to_owned(tax_id).into(),
                email: Some("financeiro@cliente.example".to_owned().into()),
            },
        };
        Ok(orders.map(order).collect())
    }

    async fn account(&self) -> Result<AccountId, Failure> {
        let mut accounts = self.erp.accounts().list().name("Conta Azul").send();
        let account = accounts.try_next().await?.and_then(|account| account.id);
        account.ok_or(Failure::Demo("there is no account to charge on"))
    }
}

fn due_date() -> Date {
    let today = brasilia_date(OffsetDateTime::now_utc());
    today.saturating_add(time::Duration::days(7))
}

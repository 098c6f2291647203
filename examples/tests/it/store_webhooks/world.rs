//! A shop and its ERP, on sandboxes that live in the test and remember what reached them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client_core::auth::TokenStore as _;
use client_core::auth::store::MemoryTokenStore;
use client_core::http::Request;
use client_core::sandbox::loopback_transport;
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::webhook::WebhookSigner;
use contaazul_client::model::{AccountId, ChargeId, InstallmentId};
use contaazul_client::sandbox::{BankAccount, Bill, Company, Sandbox};
use contaazul_client::{ContaAzul, Pace, grant_key, webhook};
use examples::store_webhooks::{Order, Shop, read_orders};
use http::{Method, StatusCode};
use tempfile::TempDir;
use time::OffsetDateTime;
use url::Url;

pub(super) const SECRET: &str = "this year's secret";
pub(super) const BUYER: &str = "Marlene Fictícia";
pub(super) const BUYER_ID: &str = "52998224725";

pub(super) struct World {
    pub(super) sandbox: Sandbox,
    pub(super) erp: ContaAzul,
    pub(super) shop: Shop,
    pub(super) installments: Vec<InstallmentId>,
    pub(super) token: String,
    account: AccountId,
    folder: TempDir,
}

impl World {
    /// With so many orders to come, of 100.01, 100.02, … each.
    pub(super) async fn of_orders(orders: usize) -> Self {
        let digital = BankAccount::checking("Conta Azul", "CONTA_AZUL", 0).digital();
        let mut bakery = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
        bakery = bakery.with_account(digital);
        for number in 0..orders {
            let today = OffsetDateTime::now_utc().date();
            let bill = Bill::new("Curso", today, 10_001 + i64::try_from(number).unwrap());
            bakery = bakery.with_receivable(bill.counterparty(BUYER, BUYER_ID));
        }
        let sandbox = Sandbox::builder().with_company(bakery).without_limits();
        let sandbox = sandbox.start().await.unwrap();
        let company = sandbox.companies()[0].clone();
        let grants = Arc::new(MemoryTokenStore::new());
        sandbox.connect(grants.as_ref(), &company).await.unwrap();
        let application = sandbox.application().build().unwrap();
        let erp = ContaAzul::builder(&application, grants.clone(), &company);
        let erp = erp.with_pace(Pace::Unlimited).build().unwrap();
        let accounts = erp.accounts().list().name("Conta Azul").send();
        let account = accounts.try_collect().await.unwrap()[0].id.clone().unwrap();
        let grant = grants.load(&grant_key(&company)).await.unwrap().unwrap();
        let token = grant.value.access_token.unwrap();
        Self {
            installments: sandbox.installments(&company),
            token: token.expose_secret().to_owned(),
            shop: Shop::start().await.unwrap(),
            folder: tempfile::tempdir().unwrap(),
            sandbox,
            erp,
            account,
        }
    }

    pub(super) fn database(&self) -> PathBuf {
        self.folder.path().join("shop.db")
    }

    /// The file of orders that the shop hands over.
    pub(super) fn orders_file(&self) -> PathBuf {
        let path = self.folder.path().join("orders.jsonl");
        let lines = (0..self.installments.len()).map(|index| self.order_line(index));
        std::fs::write(&path, lines.collect::<String>()).unwrap();
        path
    }

    fn order_line(&self, index: usize) -> String {
        let (installment, account) = (&self.installments[index], &self.account);
        let pay_by = ["pix", "boleto", "link"][index % 3];
        let (id, cents) = (8841 + index, 1 + index);
        format!(
            r#"{{"id":"{id}","pay_by":"{pay_by}","installment":"{installment}","account":"{account}","due_date":"2030-12-01","amount":100.{cents:02},"description":"Curso de bolos","service_code":"8.02","customer":{{"name":"{BUYER}","tax_id":"{BUYER_ID}"}}}}"#
        ) + "\n"
    }

    pub(super) fn order(&self, index: usize) -> Order {
        read_orders(&self.order_line(index)).unwrap().remove(0)
    }

    pub(super) fn serve_args(&self, listen: &str) -> Vec<String> {
        let shop = self.shop.url().unwrap();
        let database = self.database();
        let args = ["serve", "--listen", listen, "--settling", "700"];
        let files = ["--database", text(&database), "--storefront", shop.as_str()];
        let erp = ["--base-url", self.sandbox.url().as_str()];
        let all = args.into_iter().chain(files).chain(erp);
        all.map(str::to_owned).collect()
    }

    /// The charges of an order that the ERP has.
    pub(super) async fn charges(&self, index: usize) -> Vec<ChargeId> {
        let installment = self.erp.installments().get(&self.installments[index]);
        let charges = installment.send().await.unwrap().charges;
        charges.into_iter().map(|one| one.id.unwrap()).collect()
    }

    pub(super) fn pay(&self, charge: &ChargeId) {
        let yesterday = OffsetDateTime::now_utc().date().previous_day().unwrap();
        let yesterday = yesterday.previous_day().unwrap();
        self.sandbox.pay_charge(charge, yesterday).unwrap();
    }

    /// The invoices that were asked for, by reference.
    pub(super) async fn invoices(&self) -> Vec<String> {
        let invoices = self.erp.partner().list_nfse().send().try_collect().await;
        let invoices = invoices.unwrap().into_iter();
        let mut references: Vec<_> = invoices.filter_map(|one| one.external_reference).collect();
        references.sort();
        references
    }

    /// What the shop must have booked when everything is done: once each, in this order.
    pub(super) fn assert_complete(&self) {
        let heard = self.shop.heard();
        assert_eq!(heard.booked.len(), 3 * self.installments.len());
        for index in 0..self.installments.len() {
            let (id, cents) = (8841 + index, 1 + index);
            let keys = ["charge.issued", "payment.received", "invoice.issued"];
            let keys = keys.map(|event| format!("pedido-{id}.{event}"));
            assert_eq!(heard.by_order[&id.to_string()], keys);
            let payment = &heard.booked[&keys[1]];
            assert_eq!(payment["amount"].to_string(), format!("100.{cents:02}"));
            assert!(heard.booked[&keys[0]]["payment_page"].is_string());
            assert!(heard.booked[&keys[2]]["number"].is_i64());
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        self.shop.heard().booked.len() == 3 * self.installments.len()
    }
}

pub(super) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Posts a signed event; nothing when nobody listens.
pub(super) async fn post(desk: &Url, secret: &str, event: &str) -> Option<StatusCode> {
    let secret = SecretString::from(secret);
    let signer = WebhookSigner::new(webhook::signature_scheme(), &secret);
    let mut request = Request::new(Method::POST, desk.clone());
    let now = OffsetDateTime::now_utc();
    request.headers = signer.sign(event.as_bytes(), now).unwrap();
    request.body = event.to_owned().into();
    let transport = loopback_transport().unwrap();
    let answer = transport.call(request, Duration::from_secs(10)).await;
    answer.ok().map(|answer| answer.status)
}

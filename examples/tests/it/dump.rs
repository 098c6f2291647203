//! The program `dump`, from its beginning to its end.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use contaazul_client::model::{
    NewContract, NewContractPayment, NewContractTerms, NewLineItem, NewQuote, NewSale,
    NewSaleInstallment, NewSalePayment, PaymentMethod, Profile,
};
use contaazul_client::sandbox::{BankAccount, Bill, Company, Fault, FaultRule, Payment, Sandbox};
use contaazul_client::{Amount, ExposeSecret as _};
use examples::cli::Exit;
use examples::dump;
use examples::variables::Variables;
use http::{Method, StatusCode};
use serde_json::Value;
use time::macros::date;

use crate::terminal::Terminal;

const CUSTOMER: &str = "Marlene Fictícia de Souza";
const DAYS: [&str; 4] = ["--from", "2026-04-01", "--to", "2026-04-30"];

async fn run(args: &[&str], variables: &[(&str, &str)]) -> (Exit, Terminal) {
    let args: Vec<String> = args.iter().copied().map(str::to_owned).collect();
    let variables: Variables = variables.iter().copied().collect();
    let program = move || {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        Terminal::run("dump", &args, |args, console| {
            dump::run_with(args, &variables, console)
        })
    };
    tokio::task::spawn_blocking(program).await.unwrap()
}

fn records(lines: &str) -> Vec<(String, Value)> {
    let read = |line| {
        let mut record: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
        let kind = record["kind"].as_str().unwrap().to_owned();
        let data = record.remove("data").unwrap();
        let _part_of = record.remove("of");
        assert_eq!(record.len(), 1, "{line}");

        (kind, data)
    };
    lines.lines().map(read).collect()
}

fn of_kind<'a>(records: &'a [(String, Value)], kind: &str) -> Vec<&'a Value> {
    let wanted = records.iter().filter(|(it, _)| it == kind);
    wanted.map(|(_, data)| data).collect()
}

async fn bakery() -> Sandbox {
    let due = date!(2026 - 04 - 10);
    let bakery = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_account(BankAccount::checking("Reserva", "ITAU", 341).opening_balance(due, 12_345))
        .with_receivable(
            Bill::new("Bolo", due, 184_257)
                .counterparty(CUSTOMER, "52998224725")
                .paid(Payment::on(due, 184_257)),
        )
        .with_receivable(Bill::new("Pães", due, 35_010))
        .with_payable(Bill::new("Farinha", due, 70_000))
        .with_transfer(due, 5_000, "Conta Corrente", "Reserva");
    Sandbox::builder()
        .with_company(bakery)
        .without_limits()
        .start()
        .await
        .unwrap()
}

/// Variables for the sandbox's application, with a grant that is used up by its first use.
struct Access {
    company: String,
    refresh_token: String,
}

impl Access {
    fn to(sandbox: &Sandbox) -> Self {
        let company = &sandbox.companies()[0];
        Self {
            company: company.to_string(),
            refresh_token: sandbox.grant(company).refresh_token.expose_secret().into(),
        }
    }

    fn variables(&self) -> [(&'static str, &str); 4] {
        [
            ("CONTAAZUL_CLIENT_ID", "sandbox-client"),
            ("CONTAAZUL_CLIENT_SECRET", "sandbox:secret%1"),
            ("CONTAAZUL_COMPANY_ID", &self.company),
            ("CONTAAZUL_REFRESH_TOKEN", &self.refresh_token),
        ]
    }
}

fn args<'a>(sandbox: &'a Sandbox, store: &'a Path) -> Vec<&'a str> {
    let mut args = vec!["contaazul", "--base-url", sandbox.url().as_str()];
    args.extend(["--store", store.to_str().unwrap()]);
    args.extend(DAYS);
    args
}

#[tokio::test(flavor = "multi_thread")]
async fn sales_quotes_and_contracts_come_whole() {
    let (sandbox, folder) = (bakery().await, tempfile::tempdir().unwrap());
    let erp = sandbox.client().await.unwrap();
    let people = erp.people().list(Profile::Customer).send();
    let customer = people.try_collect().await.unwrap()[0].id.clone().unwrap();
    let due = date!(2026 - 04 - 20);
    let line = || NewLineItem::new("item", 2_u32, Amount::from_cents(5_000));
    let payment = NewSaleInstallment::new(due, Amount::from_cents(10_000));
    let sale = NewSale::new(
        customer.clone(),
        1_042,
        due,
        NewSalePayment::at_sight(payment),
    );
    let sale = erp.sales().create(&sale.item(line())).send().await.unwrap();
    let quote = NewQuote::new(customer.clone(), due, date!(2026 - 05 - 05)).item(line());
    erp.quotes().create(&quote).send().await.unwrap();
    let terms = NewContractTerms::monthly(77, due, date!(2026 - 12 - 20));
    let payment = NewContractPayment::new(PaymentMethod::Boleto, due);
    let contract = NewContract::new(customer, terms, payment).item(line());
    erp.contracts().create(&contract).send().await.unwrap();

    let (access, store) = (Access::to(&sandbox), folder.path().join("grants"));
    let (exit, terminal) = run(&args(&sandbox, &store), &access.variables()).await;
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    let stdout = terminal.stdout();
    let records = records(&stdout);
    let items = of_kind(&records, "sale_items");
    assert_eq!(items[0]["id_venda"], sale.id.unwrap().as_str());
    assert_eq!(items[0]["itens"].as_array().unwrap().len(), 1);
    assert_eq!(of_kind(&records, "quote").len(), 1);
    assert_eq!(of_kind(&records, "contract").len(), 1);
    let sales = of_kind(&records, "sale").len();
    assert_eq!(items.len(), sales, "of every sale, the contract's too");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_comes_with_wire_names_and_exact_amounts() {
    let (sandbox, folder) = (bakery().await, tempfile::tempdir().unwrap());
    let (access, store) = (Access::to(&sandbox), folder.path().join("grants"));
    let (exit, terminal) = run(&args(&sandbox, &store), &access.variables()).await;
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    let stdout = terminal.stdout();
    let records = records(&stdout);
    assert_eq!(of_kind(&records, "receivable").len(), 2);
    assert_eq!(of_kind(&records, "payable").len(), 1);
    assert_eq!(of_kind(&records, "installment").len(), 3);
    assert_eq!(of_kind(&records, "transfer").len(), 1);
    assert_eq!(of_kind(&records, "opening_balance").len(), 1);
    assert_eq!(of_kind(&records, "company").len(), 1);
    let installments = of_kind(&records, "installment");
    let settlements = |it: &&Value| it["baixas"].as_array().unwrap().len();
    assert_eq!(installments.iter().map(settlements).sum::<usize>(), 1);
    let ids = |kind| -> BTreeSet<String> {
        let all = of_kind(&records, kind).into_iter();
        all.map(|it| it["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let searched: BTreeSet<_> = &ids("receivable") | &ids("payable");
    assert_eq!(ids("installment"), searched);
    let balances: BTreeSet<_> = of_kind(&records, "balance")
        .into_iter()
        .map(|it| it["id_conta_financeira"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(balances, ids("account"));
    assert!(stdout.contains(r#""total":1842.57"#), "{stdout}");
    assert!(stdout.contains(CUSTOMER), "the lines are the data");
    let stderr = terminal.stderr();
    for personal in [
        CUSTOMER,
        "52998224725",
        "529.982.247-25",
        "sandbox:secret%1",
    ] {
        assert!(!stderr.contains(personal), "{stderr}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_taken_over_once_and_renewed_from_then_on() {
    let (sandbox, folder) = (bakery().await, tempfile::tempdir().unwrap());
    let (access, store) = (Access::to(&sandbox), folder.path().join("grants"));
    let (exit, first) = run(&args(&sandbox, &store), &access.variables()).await;
    assert_eq!(exit, Exit::Done, "{}", first.stderr());
    // The token in the variables is spent now: spending it again would end the grant.
    sandbox.expire_access_tokens();
    let (exit, second) = run(&args(&sandbox, &store), &access.variables()).await;
    assert_eq!(exit, Exit::Done, "{}", second.stderr());
    assert_eq!(first.stdout(), second.stdout());
    assert_eq!(sandbox.front().count(&Method::POST, "/oauth/token"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_the_server_does_not_have_is_left_out_loudly() {
    let (sandbox, folder) = (bakery().await, tempfile::tempdir().unwrap());
    let (access, store) = (Access::to(&sandbox), folder.path().join("grants"));
    let missing = |path| FaultRule::new(Fault::status(StatusCode::NOT_FOUND)).on(Method::GET, path);
    let front = sandbox.front();
    front.inject(missing("/v1/categorias").always());
    front.inject(missing("/v1/financeiro/eventos-financeiros/parcelas/").nth(2));
    let (exit, terminal) = run(&args(&sandbox, &store), &access.variables()).await;
    let stderr = terminal.stderr();
    assert_eq!(exit, Exit::Done, "{stderr}");
    assert!(stderr.contains("categories: left out"), "{stderr}");
    assert!(stderr.contains("1 listed but not found"), "{stderr}");
    let records = records(&terminal.stdout());
    assert!(of_kind(&records, "category").is_empty());
    assert_eq!(of_kind(&records, "installment").len(), 2);
    assert_eq!(of_kind(&records, "receivable").len(), 2);

    front.inject(missing("/").always());
    let (exit, terminal) = run(&args(&sandbox, &store), &access.variables()).await;
    assert_eq!(exit, Exit::Failed);
    assert!(terminal.stderr().contains("check --base-url"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named_before_anything_is_sent() {
    let sandbox = bakery().await;
    let base = ["--base-url", sandbox.url().as_str()];
    let call = |provider| [[provider].as_slice(), &base].concat();
    let given = [
        ("CONTAAZUL_CLIENT_ID", "id"),
        ("CONTAAZUL_CLIENT_SECRET", ""),
    ];
    let (exit, terminal) = run(&call("contaazul"), &given).await;
    assert_eq!(exit, Exit::Usage);
    let stderr = terminal.stderr();
    assert!(
        stderr.contains("CONTAAZUL_CLIENT_SECRET and CONTAAZUL_COMPANY_ID"),
        "{stderr}"
    );
    assert!(!stderr.contains("CONTAAZUL_CLIENT_ID and"), "{stderr}");
    assert!(stderr.contains("--sandbox"), "{stderr}");

    let (exit, terminal) = run(&call("blu"), &[]).await;
    assert_eq!(exit, Exit::Usage);
    assert!(terminal.stderr().contains("BLU_TOKEN"));
    assert_eq!(sandbox.front().total(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_contradict_themselves_are_refused() {
    for (args, cause) in [
        (
            &["blu", "--sandbox", "--base-url", "http://127.0.0.1:1"][..],
            "--sandbox",
        ),
        (
            &["blu", "--token-url", "http://127.0.0.1:1"],
            "no token endpoint",
        ),
        (
            &["blu", "--from", "2026-02-02", "--to", "2026-02-01"],
            "swap",
        ),
        (&["blu", "--from", "02/02/2026"], "YYYY-MM-DD"),
        (
            &["blu", "--from", "2026-02-02", "--period", "2026-02"],
            "--period",
        ),
        (
            &["openfinance", "--sandbox", "--access-token", "x"],
            "leave yours out",
        ),
        (
            &["blu", "--out", "same", "--cursor", "same"],
            "give each its own",
        ),
        (
            &["matera", "--access-token", "x"],
            "--access-token is for openfinance",
        ),
        (&["openfinance", "--cert", "x.pem"], "--key"),
        (&["bradesco"], "contaazul"),
    ] {
        let (exit, terminal) = run(args, &[]).await;
        assert_eq!(exit, Exit::Usage, "{args:?}");
        assert!(terminal.stderr().contains(cause), "{}", terminal.stderr());
        assert_eq!(terminal.stdout(), "");
    }
}

/// What the sandbox of Matera knows of the client's lists.
const BELVO: &[&str] = &[
    "link",
    "owner",
    "account",
    "balance",
    "transaction",
    "bill",
    "investment",
    "investment_transaction",
    "exchange",
    "exchange_event",
    "income",
    "recurring_expense",
    "risk_insights",
    "employment",
    "employment_record",
    "current_employment",
    "employment_metric",
    "financial_statement",
    "invoice",
    "tax_compliance_status",
    "tax_return",
    "tax_retention",
    "tax_status",
    "chilean_invoice",
    "chilean_tax_status",
    "chilean_debt_report",
];

const MATERA: &[&str] = &[
    "account",
    "alias",
    "balance",
    "income_report",
    "limits",
    "statement_line",
    "transaction",
    "wallet",
];

const OPEN_FINANCE: &[&str] = &[
    "account",
    "balance",
    "bank_fixed_income",
    "bill",
    "bill_transaction",
    "broker_note",
    "card",
    "card_limit",
    "card_transaction",
    "credit_fixed_income",
    "credit_instalments",
    "credit_payments",
    "credit_warranty",
    "exchange",
    "exchange_event",
    "financing",
    "fund",
    "investment_balance",
    "investment_transaction",
    "invoice_financing",
    "loan",
    "movement",
    "overdraft",
    "overdraft_limits",
    "person",
    "person_qualification",
    "person_relation",
    "reserved_balance",
    "resource",
    "treasure_title",
    "variable_income",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_every_kind_from_the_sandboxes() {
    let folder = tempfile::tempdir().unwrap();
    for (provider, kinds) in [
        (
            "contaazul",
            &[
                "company",
                "account",
                "balance",
                "category",
                "default_category",
                "income_statement",
                "receivable",
                "payable",
                "installment",
                "transfer",
                "opening_balance",
                "cest",
                "ecommerce_brand",
                "ncm",
                "nfe",
                "nfse",
                "person",
                "product",
                "product_category",
                "seller",
                "service",
                "unit",
            ][..],
        ),
        (
            "blu",
            &[
                "anticipation",
                "debit_settlement",
                "credit_settlement",
                "receiving_options",
                "sale",
                "sale_details",
                "statement_line",
            ],
        ),
        ("matera", MATERA),
        ("belvo", BELVO),
        ("openfinance", OPEN_FINANCE),
    ] {
        let out = folder.path().join(provider);
        let args = [provider, "--sandbox", "--out", out.to_str().unwrap()];
        let (exit, terminal) = run(&args, &[]).await;
        assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
        assert_eq!(terminal.stdout(), "");
        let records = records(&fs::read_to_string(&out).unwrap());
        let met: BTreeSet<_> = records.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(met, kinds.iter().copied().collect());
    }
}

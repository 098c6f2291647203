//! The whole table against the sandbox: one long day in a small town, at the end of which every
//! operation was answered with a success over real HTTP.

use std::collections::BTreeSet;
use std::sync::Arc;

use client_core::observe::Observer;
use client_core::testing::AnsweredOperations;
use matera_client::model::{AccountId, AccountNumber};
use matera_client::sandbox::{Holder, Sandbox};
use matera_client::{Amount, Matera, OPERATIONS};
use time::{Date, Duration, OffsetDateTime};

mod accounts;
mod autopix;
mod keys;
mod money;
mod rest;

const JOANA: &str = "52998224725";
const BAKERY: &str = "11222333000181";
const EMAIL: &str = "contas@padaria-flor.example";

struct Town {
    sandbox: Sandbox,
    matera: Matera,
}

impl Town {
    /// Joana, two accounts of a bakery, of which the first has a key, and a mill.
    async fn new(answered: &Arc<AnsweredOperations>) -> Self {
        let bakery = || Holder::new("Padaria Flor de Trigo Ltda", BAKERY);
        let sandbox = Sandbox::builder()
            .with_account(Holder::new("Joana Ficticia", JOANA).with_balance(1_000_000))
            .with_account(bakery().with_pix_key(EMAIL))
            .with_account(bakery())
            .with_account(Holder::new("Moinho Serra Azul Ltda", "45448325000170"))
            .start()
            .await
            .unwrap();
        let observer: Arc<dyn Observer> = answered.clone();
        let matera = sandbox.client_builder().with_observer(observer);
        let matera = matera.build().unwrap();
        Self { sandbox, matera }
    }

    fn account(&self, index: usize) -> &AccountId {
        &self.sandbox.accounts()[index]
    }

    fn joana(&self) -> &AccountId {
        self.account(0)
    }

    fn bakery(&self) -> &AccountId {
        self.account(1)
    }

    /// What is in all accounts together.
    fn cents(&self) -> i64 {
        let accounts = self.sandbox.accounts().iter();
        let cents = accounts.map(|account| self.sandbox.balance(account).unwrap());
        cents.sum()
    }
}

/// Joana's account by branch and number.
fn number() -> AccountNumber {
    AccountNumber::new(1, 3232)
}

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn around_now() -> (OffsetDateTime, OffsetDateTime) {
    let (now, day) = (OffsetDateTime::now_utc(), Duration::days(1));
    (now - day, now + day)
}

fn around_today() -> (Date, Date) {
    let (from, to) = around_now();
    (from.date(), to.date())
}

#[tokio::test]
async fn the_sandbox_answers_every_operation() {
    let answered = Arc::new(AnsweredOperations::default());
    accounts::live(&Town::new(&answered).await).await.unwrap();
    money::live(&Town::new(&answered).await).await.unwrap();
    keys::live(&Town::new(&answered).await).await.unwrap();
    rest::live(&Town::new(&answered).await).await.unwrap();
    autopix::live(&Town::new(&answered).await).await.unwrap();

    // Asked for by `client_core::auth::oauth`, under a name of its own: without it, nothing else.
    let wanted: BTreeSet<_> = OPERATIONS.iter().map(|row| row.name).collect();
    let missing: Vec<_> = wanted.difference(&answered.names()).copied().collect();
    assert_eq!(missing, ["matera.auth.token"]);
}

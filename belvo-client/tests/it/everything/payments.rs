//! A bakery is paid: at once, day by day, by an authorization and from an enrolled device.

use belvo_client::model::payments::{
    AuthorizingPayer, BankAccountId, Beneficiary, CustomerId, ExternalId, NewCustomer,
    NewEnrollment, NewPaymentAuthorization, NewPaymentIntent, PaidAccount, Payer, PaymentSchedule,
    Platform, Redirection, RiskSignals,
};
use belvo_client::sandbox::Sandbox;
use belvo_client::{Amount, Belvo, Result};
use serde_json::json;
use time::OffsetDateTime;
use url::Url;

use crate::coverage::payments::{mill, url, widget};

struct Bakery<'a> {
    sandbox: &'a Sandbox,
    belvo: &'a Belvo,
    customer: CustomerId,
    account: BankAccountId,
}

pub(super) async fn live(sandbox: &Sandbox, belvo: &Belvo) -> Result<()> {
    let institutions = belvo.payment_institutions().list().send();
    assert_eq!(institutions.try_collect().await?.len(), 1);
    let customers = belvo.customers();
    let lia = NewCustomer::new("11144477735").name("Lia Fictícia");
    let customer = customers.create(&lia).send().await?.id.unwrap();
    customers.get(&customer).send().await?;
    assert_eq!(customers.list().send().try_collect().await?.len(), 1);
    let accounts = belvo.bank_accounts();
    let account = accounts.create(&mill()).send().await?.id.unwrap();
    accounts.get(&account).send().await?;
    assert_eq!(accounts.list().send().try_collect().await?.len(), 1);
    let bakery = Bakery {
        sandbox,
        belvo,
        customer,
        account,
    };
    bakery.intents().await?;
    bakery.schedule().await?;
    bakery.authorizations().await?;
    bakery.enrollments().await
}

impl Bakery<'_> {
    fn bread(&self, order: &str) -> NewPaymentIntent {
        let payer = Payer::customer(&self.customer).at(&self.sandbox.payment_institution());
        let id = ExternalId::derived_from(order);
        let to = Beneficiary::bank_account(&self.account);
        NewPaymentIntent::new(&id, Amount::from_cents(990), "Pão", payer, to, url("volta"))
    }

    async fn intents(&self) -> Result<()> {
        let intents = self.belvo.payment_intents();
        let paid = intents.create(&self.bread("order 1")).send().await?;
        intents.get(&paid.id).send().await?;
        self.sandbox.payer_agrees(&paid.id)?;
        let charges = intents.list_charges(&paid.id).send().try_collect().await?;
        intents.get_charge(&paid.id, &charges[0].id).send().await?;
        self.sandbox.settle(&charges[0].id)?;
        self.belvo.charges().get(&charges[0].id).send().await?;
        assert!(
            !self
                .belvo
                .charges()
                .list()
                .send()
                .try_collect()
                .await?
                .is_empty()
        );
        let transactions = self.belvo.payment_transactions();
        let listed = transactions.list().send().try_collect().await?;
        transactions.get(&listed[0].id).send().await?;
        assert!(!intents.list().send().try_collect().await?.is_empty());
        Ok(())
    }

    /// To a key first, whose owner is to be confirmed; then a schedule, cancelled in part and whole.
    async fn schedule(&self) -> Result<()> {
        let intents = self.belvo.payment_intents();
        let payer = Payer::customer(&self.customer).at(&self.sandbox.payment_institution());
        let id = ExternalId::derived_from("order 2");
        let to = Beneficiary::pix_key("contas@moinho-serra.example");
        let flour = NewPaymentIntent::new(
            &id,
            Amount::from_cents(1),
            "Farinha",
            payer,
            to,
            url("volta"),
        );
        let asked = intents.create(&flour).send().await?;
        intents.confirm(&asked.id).send().await?;

        let today = OffsetDateTime::now_utc().date();
        let dates = (10..12).map(|days| today + time::Duration::days(days));
        let schedule = PaymentSchedule::Custom {
            dates: dates.collect(),
            description: None,
        };
        let daily = self.bread("order 3").schedule(schedule);
        let id = intents.create(&daily).send().await?.id;
        self.sandbox.payer_agrees(&id)?;
        let charges = intents.list_charges(&id).send().try_collect().await?;
        intents.cancel_charge(&id, &charges[0].id).send().await?;
        intents.cancel(&id).send().await
    }

    fn flour(&self, order: &str) -> NewPaymentAuthorization {
        let institution = self.sandbox.payment_institution();
        NewPaymentAuthorization::immediate(
            &ExternalId::derived_from(order),
            Amount::from_cents(123_450),
            "Farinha",
            AuthorizingPayer::customer(&self.customer).at(&institution),
            PaidAccount::bank_account(&self.account),
            url("volta"),
        )
    }

    async fn authorizations(&self) -> Result<()> {
        let authorizations = self.belvo.payment_authorizations();
        let id = authorizations
            .create(&self.flour("order 6"))
            .send()
            .await?
            .id;
        self.sandbox.payer_authorizes(&id)?;
        let agreed = authorizations.get(&id).send().await?;
        let charge = &agreed.charges[0];
        authorizations.get_charge(&id, charge).send().await?;
        self.sandbox.reject(charge, "insufficient_funds")?;
        authorizations
            .retry_charge(&id, charge, None)
            .send()
            .await?;
        let more = json!({"amount": "10.00"});
        authorizations.create_charge(&id, &more).send().await?;
        let charges = authorizations.list_charges(&id).send();
        assert_eq!(charges.try_collect().await?.len(), 3);
        authorizations.cancel(&id).send().await?;

        let day = OffsetDateTime::now_utc().date() + time::Duration::days(10);
        let later = self.flour("order 7").on(day);
        let id = authorizations.create(&later).send().await?.id;
        self.sandbox.payer_authorizes(&id)?;
        let agreed = authorizations.get(&id).send().await?;
        authorizations
            .cancel_charge(&id, &agreed.charges[0])
            .send()
            .await?;
        assert_eq!(authorizations.list().send().try_collect().await?.len(), 2);
        Ok(())
    }

    async fn enrollments(&self) -> Result<()> {
        self.belvo
            .payment_widget()
            .create_token(&widget())
            .send()
            .await?;
        let enrollments = self.belvo.enrollments();
        let signals = RiskSignals::from_json(r#"{"deviceId":"d-1"}"#)?;
        let institution = self.sandbox.payment_institution();
        let new = NewEnrollment::new(&self.customer, &institution, Platform::Ios, signals);
        let made = enrollments.create(&new).send().await?;
        let address = made.details.unwrap().redirect_url.unwrap();
        let at_bank = Url::parse(address.expose()).unwrap();
        let back = url(&format!("volta?{}", at_bank.query().unwrap()));
        let redirection = Redirection::from_callback(&back)?;
        enrollments
            .complete_redirection(&redirection)
            .send()
            .await?;
        enrollments.get(&made.id.unwrap()).send().await?;
        assert_eq!(enrollments.list().send().try_collect().await?.len(), 1);
        Ok(())
    }
}

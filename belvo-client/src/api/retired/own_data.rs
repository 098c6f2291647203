//! What Belvo makes of transactions that are brought along.

use client_core::http::{CallOptions, ConfigureCall};
use client_core::{Action, Error, Result};
use serde::{Deserialize, Serialize};
use time::Date;

use super::Retired;
use crate::client::Belvo;
use crate::model::retired::{CategorizedTransaction, OwnTransaction};
use crate::model::{Confidence, IncomeReport, IncomeType};
use crate::operations::retired as rows;

/// The most transactions that one call takes.
const MOST: usize = 10_000;

#[derive(Serialize)]
struct Brought<'a> {
    language: &'a str,
    transactions: &'a [OwnTransaction],
}

#[derive(Deserialize)]
struct Categorized {
    transactions: Vec<CategorizedTransaction>,
}

impl<'a> Retired<'a> {
    /// Has Belvo say what transactions from elsewhere were for: at most 10,000, in this language, such
    /// as `pt`. Not repeated by itself; repeating does no harm but may be billed twice.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when there are none or too many, or one
    /// lacks what is required.
    #[doc(alias = "/api/categorization/")]
    #[doc(alias = "CategorizeTransactions")]
    pub async fn categorize(
        &self,
        language: &str,
        transactions: &[OwnTransaction],
    ) -> Result<Vec<CategorizedTransaction>> {
        check(language, transactions)?;
        let body = Brought {
            language,
            transactions,
        };
        let call = self.client.call(&rows::CATEGORIZE).json(&body);
        let answer: Categorized = Action::json(self.client.executor(), call).send().await?;
        Ok(answer.transactions)
    }

    /// Has Belvo find the incomes among transactions from elsewhere: at most 10,000, all of money that
    /// came in to people's checking and savings accounts. In this language, such as `pt`.
    #[doc(alias = "/api/enrich/incomes/")]
    #[doc(alias = "VerifyIncome")]
    pub fn find_incomes(
        &self,
        language: impl Into<String>,
        transactions: Vec<OwnTransaction>,
    ) -> FindIncomes<'a> {
        FindIncomes {
            client: self.client,
            body: Search {
                language: language.into(),
                transactions,
                date_from: None,
                date_to: None,
                allowed_income_types: Vec::new(),
                minimum_confidence_level: None,
            },
            options: CallOptions::default(),
        }
    }
}

fn check(language: &str, transactions: &[OwnTransaction]) -> Result<()> {
    client_core::check::of_length(language, 2, "language")?;
    if !(1..=MOST).contains(&transactions.len()) {
        return Err(Error::input(format!(
            "transactions has {} entries; give 1 to {MOST}",
            transactions.len()
        )));
    }
    transactions.iter().try_for_each(OwnTransaction::check)
}

/// A search for incomes, not sent yet.
#[derive(Debug)]
#[must_use = "nothing is sent before `send()`"]
pub struct FindIncomes<'a> {
    client: &'a Belvo,
    body: Search,
    options: CallOptions,
}

#[derive(Debug, Serialize)]
struct Search {
    language: String,
    transactions: Vec<OwnTransaction>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "client_core::wire::date"
    )]
    date_from: Option<Date>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "client_core::wire::date"
    )]
    date_to: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allowed_income_types: Vec<IncomeType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_confidence_level: Option<Confidence>,
}

impl FindIncomes<'_> {
    /// Only of this period.
    #[doc(alias = "date_from")]
    #[doc(alias = "date_to")]
    pub fn period(mut self, from: Date, to: Date) -> Self {
        (self.body.date_from, self.body.date_to) = (Some(from), Some(to));
        self
    }

    /// Only incomes of these kinds.
    #[doc(alias = "allowed_income_types")]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = IncomeType>) -> Self {
        self.body.allowed_income_types = kinds.into_iter().collect();
        self
    }

    /// Only incomes that Belvo is at least this sure of.
    #[doc(alias = "minimum_confidence_level")]
    pub fn at_least(mut self, confidence: Confidence) -> Self {
        self.body.minimum_confidence_level = Some(confidence);
        self
    }

    /// Has Belvo look for them. Not repeated by itself; repeating does no harm but may be billed
    /// twice.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when there are no transactions or too
    /// many, one lacks what is required, or the period ends before it begins.
    pub async fn send(self) -> Result<Vec<IncomeReport>> {
        check(&self.body.language, &self.body.transactions)?;
        if self.body.date_from > self.body.date_to {
            let what = "date_from is after date_to; give the earlier one first";
            return Err(Error::input(what));
        }
        let call = self.client.call(&rows::FIND_INCOMES).json(&self.body)?;
        let call = call.options(self.options);
        Action::json(self.client.executor(), Ok(call)).send().await
    }
}

impl ConfigureCall for FindIncomes<'_> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

//! A customer's data at one bank, under one consent.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use client_core::auth::Credential;
use client_core::{Error, Operation, Result};
use http::{HeaderMap, HeaderName, HeaderValue};
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{OffsetDateTime, UtcOffset};

use crate::api::{
    Accounts, Cards, ConsentRenewal, CreditOperations, Customers, Exchanges, Investments, Resources,
};
use crate::bank::Bank;
use crate::call::BankCall;
use crate::model::{ConsentId, FixedIncome, Fund, VariableIncome};
use crate::operations::{credit, investments};

/// What one customer lets us see at one bank.
///
/// Cheap to clone: clones share the token and the connections.
#[derive(Clone)]
pub struct Connection {
    bank: Bank,
    consent: ConsentId,
    credential: Arc<dyn Credential>,
    presence: Option<CustomerPresence>,
    /// Whose calls of the month are counted together.
    counted_as: Arc<str>,
}

impl Connection {
    pub(crate) fn new(bank: Bank, consent: ConsentId, credential: Arc<dyn Credential>) -> Self {
        Self {
            counted_as: consent.as_str().into(),
            bank,
            consent,
            credential,
            presence: None,
        }
    }

    /// The consent that all of this stands on.
    pub fn consent_id(&self) -> &ConsentId {
        &self.consent
    }

    /// The bank.
    pub fn bank(&self) -> &Bank {
        &self.bank
    }

    /// The same connection, its calls marked as made for a customer who waits for the answer.
    #[must_use]
    pub fn with_customer_present(mut self, presence: &CustomerPresence) -> Self {
        self.presence = Some(presence.clone());
        self
    }

    /// The same connection, its calls of the month counted for this customer instead of this
    /// consent: banks count the calls of a customer together, under however many consents. The
    /// customer's pseudonym ([`Pseudonymizer`](client_core::audit::Pseudonymizer)) is a good name.
    #[must_use]
    pub fn counted_as(mut self, customer: impl Into<Arc<str>>) -> Self {
        self.counted_as = customer.into();
        self
    }

    /// How many calls of an operation are left this month, by our own count; `None` without a
    /// limit or without [`MonthlyQuotas`](crate::MonthlyQuotas). `ids` fill the operation's path
    /// in its order, such as the account's id.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the path takes more ids;
    /// [`ErrorKind::Store`](client_core::ErrorKind::Store) when the count cannot be read.
    pub async fn calls_left(
        &self,
        operation: &'static Operation,
        ids: &[&str],
    ) -> Result<Option<u32>> {
        let Some(quotas) = self.bank.monthly_quotas() else {
            return Ok(None);
        };
        let names = operation.path.split('/').filter_map(|segment| {
            let name = segment.strip_prefix('{')?;
            name.strip_suffix('}')
        });
        let call = names
            .zip(ids)
            .fold(self.bank.call(operation), |call, (name, id)| {
                call.argument(name, id)
            });
        let address = call.address()?;
        quotas.left(operation, &self.counted_as, &address).await
    }

    /// Prolonging the consent itself.
    pub fn renewal(&self) -> ConsentRenewal<'_> {
        ConsentRenewal { connection: self }
    }

    /// What there is to see: the accounts, cards and contracts that the consent reaches.
    #[doc(alias = "recursos")]
    pub fn resources(&self) -> Resources<'_> {
        Resources { connection: self }
    }

    /// Who the customer is.
    #[doc(alias = "clientes")]
    pub fn customers(&self) -> Customers<'_> {
        Customers { connection: self }
    }

    /// Accounts: balances, limits, and what moved.
    #[doc(alias = "contas")]
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { connection: self }
    }

    /// Credit cards: limits, bills, and what moved.
    #[doc(alias = "cartoes")]
    pub fn cards(&self) -> Cards<'_> {
        Cards { connection: self }
    }

    /// Loans.
    #[doc(alias = "emprestimos")]
    pub fn loans(&self) -> CreditOperations<'_> {
        CreditOperations::new(self, &credit::LOANS)
    }

    /// Financings: credit for one purpose, such as a vehicle or a home.
    #[doc(alias = "financiamentos")]
    pub fn financings(&self) -> CreditOperations<'_> {
        CreditOperations::new(self, &credit::FINANCINGS)
    }

    /// Advances on invoices, cheques and card sales.
    #[doc(alias = "direitos creditorios descontados")]
    pub fn invoice_financings(&self) -> CreditOperations<'_> {
        CreditOperations::new(self, &credit::INVOICE_FINANCINGS)
    }

    /// Accounts in the red beyond what was agreed.
    #[doc(alias = "unarranged-accounts-overdraft")]
    #[doc(alias = "adiantamento a depositantes")]
    pub fn overdrafts(&self) -> CreditOperations<'_> {
        CreditOperations::new(self, &credit::OVERDRAFTS)
    }

    /// Fixed income of banks: CDB, RDB, LCI, LCA.
    #[doc(alias = "renda fixa bancaria")]
    pub fn bank_fixed_incomes(&self) -> Investments<'_, FixedIncome> {
        Investments::new(self, &investments::BANK_FIXED_INCOMES)
    }

    /// Fixed income of other issuers: debentures, CRI, CRA.
    #[doc(alias = "renda fixa credito")]
    pub fn credit_fixed_incomes(&self) -> Investments<'_, FixedIncome> {
        Investments::new(self, &investments::CREDIT_FIXED_INCOMES)
    }

    /// Treasury bonds.
    #[doc(alias = "tesouro direto")]
    pub fn treasure_titles(&self) -> Investments<'_, FixedIncome> {
        Investments::new(self, &investments::TREASURE_TITLES)
    }

    /// Shares and the like.
    #[doc(alias = "renda variavel")]
    pub fn variable_incomes(&self) -> Investments<'_, VariableIncome> {
        Investments::new(self, &investments::VARIABLE_INCOMES)
    }

    /// Funds.
    #[doc(alias = "fundos")]
    pub fn funds(&self) -> Investments<'_, Fund> {
        Investments::new(self, &investments::FUNDS)
    }

    /// Currency exchange.
    #[doc(alias = "cambio")]
    pub fn exchanges(&self) -> Exchanges<'_> {
        Exchanges { connection: self }
    }

    /// A call in the customer's name.
    pub(crate) fn call(&self, operation: &'static Operation) -> BankCall {
        let credential = Arc::clone(&self.credential);
        let quotas = self.bank.monthly_quotas();
        let allowance = quotas.and_then(|quotas| quotas.allowance(operation, &self.counted_as));
        let call = self.bank.call(operation).change(|call| {
            let call = call.credential(credential);
            Ok(match allowance {
                Some(allowance) => call.allowance(allowance),
                None => call,
            })
        });
        match &self.presence {
            Some(presence) => presence.put_on(call),
            None => call,
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("consent", &self.consent)
            .field("bank", &self.bank)
            .finish_non_exhaustive()
    }
}

/// The customer at the other end of your application, as banks want to know them: required to
/// prolong a consent, welcome wherever a person waits for the answer.
///
/// `Debug` shows nothing of it.
#[derive(Clone)]
pub struct CustomerPresence {
    headers: HeaderMap,
}

const CUSTOMER_IP: HeaderName = HeaderName::from_static("x-fapi-customer-ip-address");
const CUSTOMER_AGENT: HeaderName = HeaderName::from_static("x-customer-user-agent");
const LAST_LOGIN: HeaderName = HeaderName::from_static("x-fapi-auth-date");
const LONGEST_AGENT: usize = 100;

impl CustomerPresence {
    /// The customer's address, and what their browser or app calls itself (`User-Agent`). An
    /// agent of more than 100 characters is cut there: older versions of the API take no more.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the agent is empty or holds what
    /// no header can carry.
    pub fn new(ip: IpAddr, user_agent: &str) -> Result<Self> {
        let agent: String = user_agent.trim().chars().take(LONGEST_AGENT).collect();
        let agent = agent.trim_end();
        if agent.is_empty() {
            return Err(Error::input(
                "the customer's user agent is empty; pass what their browser or app sends",
            ));
        }
        let mut headers = HeaderMap::new();
        headers.insert(CUSTOMER_IP, sensitive(&ip.to_string())?);
        headers.insert(CUSTOMER_AGENT, sensitive(agent)?);
        Ok(Self { headers })
    }

    /// When the customer last proved to your application who they are.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for a year that has not four digits.
    pub fn with_last_login(mut self, at: OffsetDateTime) -> Result<Self> {
        self.headers.insert(LAST_LOGIN, sensitive(&http_date(at)?)?);
        Ok(self)
    }

    pub(crate) fn put_on(&self, call: BankCall) -> BankCall {
        self.headers.iter().fold(call, |call, (name, value)| {
            call.header(name.clone(), value.clone())
        })
    }
}

impl fmt::Debug for CustomerPresence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomerPresence").finish_non_exhaustive()
    }
}

fn sensitive(text: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(text).map_err(|_| {
        Error::input("the customer's user agent holds characters that no header can carry")
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// `Sun, 10 Sep 2017 19:43:31 GMT`.
fn http_date(at: OffsetDateTime) -> Result<String> {
    const FORM: &[BorrowedFormatItem<'_>] = format_description!(
        "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
    );
    at.to_offset(UtcOffset::UTC)
        .format(FORM)
        .map_err(|_| Error::input("the last login is not a moment that can be written"))
}

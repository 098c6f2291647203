//! The client: one token, one CNPJ.

mod builder;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use client_core::http::Call;
use client_core::secret::SecretString;
use client_core::{Action, Executor, Result, Routes};
use serde::de::DeserializeOwned;
use time::OffsetDateTime;

pub use self::builder::BluBuilder;
use crate::api::{
    Anticipations, Boletos, Charges, Clients, Credits, Debits, PaymentLinks, Pix, Sales, Statement,
};
use crate::environment::Environment;
use crate::header_form::{HeaderForm, Token};
use crate::operations::{Endpoint, Site, charges};
use crate::period::Clock;

/// A client of Blu for one token, which Blu issues per CNPJ; a company with several CNPJs has
/// several clients. Cheap to clone; clones share connections and the retry budget.
#[derive(Clone)]
pub struct Blu {
    shared: Arc<Shared>,
}

struct Shared {
    executors: Executors,
    token: Token,
    clock: Clock,
    routes: Routes,
    /// The header forms that the caller put in the place of rows, by the operation's name.
    header_forms: HashMap<&'static str, HeaderForm>,
}

/// One for each of Blu's ways to word failures and each of its hosts; they share connections.
struct Executors {
    reports: Executor,
    business: Executor,
    charges_v1: Executor,
    portal: Executor,
}

impl Blu {
    /// A client with everything at its default.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the token or a custom address
    /// cannot be used.
    pub fn new(environment: Environment, token: SecretString) -> Result<Self> {
        Self::builder(environment, token).build()
    }

    /// Starts to configure a client. The token comes from Blu's integration team, on request of
    /// the account executive; a leading `Bearer ` is taken off.
    pub fn builder(environment: Environment, token: SecretString) -> BluBuilder {
        BluBuilder::new(environment, token)
    }

    /// Anticipations of receivables.
    #[doc(alias = "antecipações")]
    pub fn anticipations(&self) -> Anticipations<'_> {
        Anticipations { blu: self }
    }

    /// Settlements of debit sales.
    #[doc(alias = "conciliação de débito")]
    pub fn debits(&self) -> Debits<'_> {
        Debits { blu: self }
    }

    /// Settlements of credit sales on their original date.
    #[doc(alias = "conciliação de crédito")]
    pub fn credits(&self) -> Credits<'_> {
        Credits { blu: self }
    }

    /// Sales and what is expected of them.
    #[doc(alias = "movimento de vendas")]
    pub fn sales(&self) -> Sales<'_> {
        Sales { blu: self }
    }

    /// The statement of the Blu account.
    #[doc(alias = "extrato")]
    pub fn statement(&self) -> Statement<'_> {
        Statement { blu: self }
    }

    /// Charges of a supplier to retailers (PagBlu), in the generation with HTTP status.
    #[doc(alias = "PagBlu")]
    #[doc(alias = "cobranças")]
    pub fn charges(&self) -> Charges<'_> {
        Charges {
            blu: self,
            generation: &charges::V2,
        }
    }

    /// Charges in the first generation, whose HTTP status says nothing: success is a `uuid` in the
    /// answer. For those whom Blu has not moved to [`charges`](Self::charges).
    pub fn charges_v1(&self) -> Charges<'_> {
        Charges {
            blu: self,
            generation: &charges::V1,
        }
    }

    /// Pix charges. The Blu account must have a Pix key.
    pub fn pix(&self) -> Pix<'_> {
        Pix { blu: self }
    }

    /// Payment links.
    #[doc(alias = "link de pagamento")]
    pub fn payment_links(&self) -> PaymentLinks<'_> {
        PaymentLinks { blu: self }
    }

    /// A supplier's own boletos as charges.
    #[doc(alias = "boleto fácil")]
    pub fn boletos(&self) -> Boletos<'_> {
        Boletos { blu: self }
    }

    /// Clients of Blu: creating them, and what a supplier may look up.
    #[doc(alias = "criação de clientes")]
    pub fn clients(&self) -> Clients<'_> {
        Clients { blu: self }
    }

    /// Any path below Blu's address, for what no typed method covers yet, with headers of this
    /// form and under the same rules as all others.
    ///
    /// ```no_run
    /// # async fn example(blu: blu_client::Blu) -> blu_client::Result<()> {
    /// use std::collections::BTreeMap;
    ///
    /// use blu_client::model::Fields;
    /// use blu_client::{Call, HeaderForm, Method};
    ///
    /// let call = Call::raw(Method::GET, "/b2b/sales/details/{id}").argument("id", "55100017");
    /// let details: BTreeMap<String, Fields> = blu.request(call, HeaderForm::BEARER).send().await?;
    /// if let Some(sold_at) = details.get("data").and_then(|data| data.text("data_ocorrencia")) {
    ///     println!("sold at {sold_at}");
    /// }
    /// # Ok(()) }
    /// ```
    pub fn request<T: DeserializeOwned>(&self, call: Call, headers: HeaderForm) -> Action<T> {
        let call = headers.put_on(call, &self.shared.token);
        Action::json(&self.shared.executors.business, Ok(call))
    }

    pub(crate) fn executor(&self, endpoint: &Endpoint) -> &Executor {
        let executors = &self.shared.executors;
        match endpoint.site {
            Site::Reports => &executors.reports,
            Site::Business => &executors.business,
            Site::ChargesV1 => &executors.charges_v1,
            Site::Portal => &executors.portal,
        }
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.shared.clock.now()
    }

    /// A call of an endpoint, with the caller's overrides and the credential on it.
    pub(crate) fn call(&self, endpoint: &'static Endpoint) -> Call {
        self.call_as(endpoint, &self.shared.token)
    }

    /// The same with another token than the client's.
    pub(crate) fn call_as(&self, endpoint: &'static Endpoint, token: &Token) -> Call {
        let routes = &self.shared.routes;
        let call = routes.call(&endpoint.operation);
        let call = match endpoint.doubts_of_path(routes.is_moved(&endpoint.operation)) {
            Some(doubts) => call.noting_absence(doubts),
            None => call,
        };
        let given = self.shared.header_forms.get(endpoint.operation.name);
        given.unwrap_or(&endpoint.headers).put_on(call, token)
    }

    /// A call whose answer is JSON. No body at all is `null`.
    pub(crate) fn json<T: DeserializeOwned>(
        &self,
        endpoint: &'static Endpoint,
        call: Result<Call>,
    ) -> Action<T> {
        Action::json(self.executor(endpoint), call)
    }

    /// A call whose answer holds nothing of interest.
    pub(crate) fn empty(&self, endpoint: &'static Endpoint, call: Result<Call>) -> Action<()> {
        Action::empty(self.executor(endpoint), call)
    }
}

impl fmt::Debug for Blu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blu")
            .field("executor", &self.shared.executors.business)
            .finish_non_exhaustive()
    }
}

//! The client: one token, one CNPJ.

mod builder;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use client_core::http::Call;
use client_core::secret::SecretString;
use client_core::{Action, Executor, Result};
use serde::de::DeserializeOwned;
use time::OffsetDateTime;

pub use self::builder::BluBuilder;
use crate::api::{Anticipations, Credits, Debits, Sales};
use crate::environment::Environment;
use crate::header_form::{HeaderForm, Token};
use crate::operations::Endpoint;
use crate::period::Clock;

/// A client of Blu for one token, which Blu issues per CNPJ; a company with several CNPJs has
/// several clients. Cheap to clone; clones share connections and the retry budget.
#[derive(Clone)]
pub struct Blu {
    shared: Arc<Shared>,
}

struct Shared {
    executor: Executor,
    token: Token,
    clock: Clock,
    /// By operation.
    overrides: HashMap<&'static str, Override>,
}

/// What a caller knows better about an endpoint than we do.
#[derive(Clone, Debug, Default)]
struct Override {
    path: Option<String>,
    headers: Option<HeaderForm>,
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
        Action::json(
            self.executor(),
            Ok(headers.put_on(call, &self.shared.token)),
        )
    }

    pub(crate) fn executor(&self) -> &Executor {
        &self.shared.executor
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.shared.clock.now()
    }

    /// A call of an endpoint, with the caller's overrides and the credential on it.
    pub(crate) fn call(&self, endpoint: &'static Endpoint) -> Call {
        let known = self.shared.overrides.get(endpoint.operation.name);
        let call = Call::new(&endpoint.operation);
        let call = match known.and_then(|known| known.path.clone()) {
            Some(path) => call.at_path(path),
            None => call,
        };
        let headers = known.and_then(|known| known.headers);
        let headers = headers.unwrap_or(endpoint.headers);
        headers.put_on(call, &self.shared.token)
    }

    /// Where the path of an endpoint is from, for whoever finds nothing there.
    pub(crate) fn origin_of_path(&self, endpoint: &'static Endpoint) -> &'static str {
        let known = self.shared.overrides.get(endpoint.operation.name);
        if known.is_some_and(|known| known.path.is_some()) {
            return "the path is the one set with `with_path`";
        }
        endpoint.origin_of_path()
    }
}

impl fmt::Debug for Blu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blu")
            .field("executor", &self.shared.executor)
            .finish_non_exhaustive()
    }
}

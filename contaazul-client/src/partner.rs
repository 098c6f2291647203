//! Operations that no public page of the provider knows.
//!
//! The description this client was commissioned with promises them; the provider's operation list,
//! FAQ and changelog (as of September 2026) do not have them, and its hosts answer 404. They work
//! against a server that speaks this contract: a partner's agreement, a gateway of your own (see
//! [`ContaAzulBuilder::with_partner_url`](crate::ContaAzulBuilder::with_partner_url)), or the
//! crate's sandbox. The description spells out the statement and names `/v1/nfe`; of all else it
//! names the capability only, so **paths and fields are ours**, in the style of the published API.
//!
//! | need | here | with a published contract |
//! |---|---|---|
//! | statement of what was paid and is overdue | [`statement`](Partner::statement) | [`ContaAzul::receivables`], [`ContaAzul::payables`] |
//! | bank lines, day by day | — | `openfinance-client`, `belvo-client` |
//! | issue NF-e, NFS-e | [`issue_nfe`](Partner::issue_nfe), [`issue_nfse`](Partner::issue_nfse) | none of the family; read them by [`ContaAzul::fiscal_notes`] |
//! | boletos issued to the company (DDA) | [`list_dda`](Partner::list_dda) | none; [`ContaAzul::document_capture`] reads bills that you upload |
//! | pay one bill or transfer, at once or on a day | [`create_payment`](Partner::create_payment) | `matera-client` (boleto, Pix), `openfinance-client` (Pix initiation), `belvo-client` |
//! | pay many with approval | [`create_batch`](Partner::create_batch) | the same, one by one |
//! | Pix limits and trusted parties | [`pix_limits`](Partner::pix_limits) | `matera-client` |
//! | state of a bank connection | [`bank_connections`](Partner::bank_connections) | `belvo-client` (links), `openfinance-client` (consents) |
//!
//! # When the outcome is unknown
//!
//! The description promises no idempotency key, so no write is ever repeated by itself. Each write
//! that issues or pays carries a reference of your own instead. When one fails with
//! [`Outcome::Unknown`](crate::Outcome::Unknown) or [`Outcome::Applied`](crate::Outcome::Applied),
//! look before repeating:
//!
//! ```no_run
//! # async fn pay(
//! #     erp: &contaazul_client::ContaAzul,
//! #     payment: &contaazul_client::partner::NewPayment,
//! # ) -> contaazul_client::Result<()> {
//! use contaazul_client::Outcome;
//!
//! let partner = erp.partner();
//! let payment = match partner.create_payment(payment).send().await {
//!     Err(error) if error.outcome() >= Outcome::Unknown => {
//!         let mut found = partner.list_payments().reference(payment.reference()).send();
//!         // `None`: it is not there *yet*. Look again later; do not pay again now.
//!         found.try_next().await?
//!     }
//!     result => Some(result?),
//! };
//! # Ok(())
//! # }
//! ```
//!
//! [`ContaAzul::receivables`]: crate::ContaAzul::receivables
//! [`ContaAzul::payables`]: crate::ContaAzul::payables
//! [`ContaAzul::fiscal_notes`]: crate::ContaAzul::fiscal_notes
//! [`ContaAzul::document_capture`]: crate::ContaAzul::document_capture

mod bank_connection;
mod bank_error;
mod check;
mod dda;
mod nfe;
mod nfse;
mod note_party;
mod payment;
mod payment_batch;
mod pix_limit;
mod statement;

pub use self::bank_connection::{
    BankConnection, ConnectionRoute, ConnectionStatus, SUPPORTED_BANKS, SupportedBank,
};
pub use self::bank_error::{BankConnectionError, WhoActs};
pub use self::dda::{DdaBoleto, DdaBoletoId, DdaStatus};
pub use self::nfe::{Export, ExportDetail, IssuedNfe, IssuedNfeId, NewNfe, NewNfeItem};
pub use self::nfse::{IssuedNfse, NewNfse};
pub use self::note_party::{FiscalRejection, NfeIssueStatus, NoteParty};
pub use self::payment::{Approval, NewPayment, Payment, PaymentId, PaymentStatus};
pub use self::payment_batch::{NewPaymentBatch, PaymentBatch, PaymentBatchId};
pub use self::pix_limit::{
    LimitPeriod, NewTrustedParty, PixLimit, PixLimitChange, TrustedParty, TrustedPartyId,
    TrustedPartyKind,
};
pub use self::statement::{StatementLine, StatementStatus};

use client_core::{Executor, Operation};

use crate::client::ContaAzul;
use crate::query::{Query, SEED_PAGES, Seed};

/// The unpublished operations: reached by [`ContaAzul::partner`].
#[derive(Clone, Copy, Debug)]
pub struct Partner<'a> {
    client: &'a ContaAzul,
}

impl<'a> Partner<'a> {
    pub(crate) fn new(client: &'a ContaAzul) -> Self {
        Self { client }
    }

    fn executor(&self) -> &Executor {
        self.client.partner_executor()
    }

    fn list<T>(&self, operation: &'static Operation) -> Query<T, Seed> {
        Query::new(self.executor(), operation).with_pages(SEED_PAGES)
    }
}

/// What carries a reference of the caller's: [`IssuedNfe`], [`IssuedNfse`], [`Payment`] and
/// [`PaymentBatch`].
pub trait Referenced {
    /// The reference it was created with.
    fn reference(&self) -> Option<&str>;
}

impl<T: Referenced> Query<T, Seed> {
    /// Only what was created with this reference: the way to look up what a call did whose outcome
    /// is unknown. A server that ignores the filter fails the pager, instead of passing somebody
    /// else's payment for yours.
    #[doc(alias = "referencia_externa")]
    pub fn reference(self, reference: impl AsRef<str>) -> Self {
        let wanted = reference.as_ref().to_owned();
        self.filter("referencia_externa", &wanted)
            .only(move |one: &T| one.reference() == Some(&wanted))
    }
}

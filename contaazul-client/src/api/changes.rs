//! What changed, for incremental syncs.

use time::OffsetDateTime;

use crate::client::ContaAzul;
use crate::model::ChangedEvent;
use crate::operations;
use crate::query::Query;

/// What changed: reached by [`ContaAzul::changes`].
#[doc(alias = "alteracoes")]
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Changes<'_> {
    /// Lists the events that changed from `from` to `to`: at most 365 days apart, sent in Brasília
    /// time and cut to the second.
    ///
    /// Holds false positives: events that were saved again without a change. Begin the next window
    /// an hour before the end of the last, and read each event by
    /// [`Installments::of_event`](crate::api::Installments::of_event).
    ///
    /// [Documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1) and measured
    /// in production, the same in both generations.
    pub fn list(&self, from: OffsetDateTime, to: OffsetDateTime) -> Query<ChangedEvent> {
        Query::new(self.client.executor(), &operations::finance::LIST_CHANGES)
            .moment_range(("data_inicio", from), ("data_fim", to))
    }
}

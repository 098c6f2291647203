//! What only servers of the commissioned description have.

use contaazul_client::ContaAzul;

use crate::dump::Period;
use crate::dump::source::{Lines, Source};

/// Movements, notes issued, bills presented, payments, limits, bank connections.
pub(crate) fn sources(erp: &ContaAzul, period: Period) -> Vec<Source> {
    let Period { from, to } = period;
    let partner = erp.partner();
    let limits = partner.pix_limits();
    vec![
        Source::list(
            "statement",
            "statement_line",
            partner.statement(from, to).send(),
        ),
        Source::list("issued_nfe", "issued_nfe", partner.list_nfe().send()),
        Source::list("issued_nfse", "issued_nfse", partner.list_nfse().send()),
        Source::list("dda", "dda_boleto", partner.list_dda(from, to).send()),
        Source::list("payments", "payment", partner.list_payments().send()),
        Source::list(
            "payment_batches",
            "payment_batch",
            partner.list_batches().send(),
        ),
        Source::list("trusted", "trusted_party", partner.list_trusted().send()),
        Source::list(
            "bank_connections",
            "bank_connection",
            partner.bank_connections().send(),
        ),
        Source::once("pix_limits", async move {
            let mut lines = Lines::default();
            for limit in limits.send().await? {
                lines.add("pix_limit", &limit)?;
            }
            Ok(lines)
        }),
    ]
}

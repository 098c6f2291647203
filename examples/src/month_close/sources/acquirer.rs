//! Blu: what was settled, and why.

use blu_client::Blu;
use blu_client::model::LiquidationRecord;
use brazil_types::TaxId;
use client_core::Result;
use time::Duration;

use crate::story::CalendarMonth;

/// Banks are never shut for longer, so what was settled before cannot arrive in the month.
const LONGEST_CLOSURE: Duration = Duration::days(6);

/// Blu on behalf of one token.
pub(in crate::month_close) struct Acquirer {
    pub(in crate::month_close) client: Blu,
    /// Only this CNPJ, for a token that serves several.
    pub(in crate::month_close) tax_id: Option<TaxId>,
}

/// Why Blu paid: which of its reports a record is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::month_close) enum SettlementKind {
    /// Credit sales before their date.
    Anticipation,
    /// Debit sales.
    Debit,
    /// Credit sales on their date.
    Credit,
}

impl SettlementKind {
    /// A stable name, used as the product of its entries.
    pub(in crate::month_close) const fn as_str(self) -> &'static str {
        match self {
            Self::Anticipation => "antecipacao",
            Self::Debit => "debito",
            Self::Credit => "credito",
        }
    }
}

/// All that Blu settled and that may be at the bank in the month.
#[derive(Debug, Default)]
pub(in crate::month_close) struct AcquirerMonth {
    pub(in crate::month_close) records: Vec<(SettlementKind, LiquidationRecord)>,
}

impl Acquirer {
    pub(in crate::month_close) async fn pull(&self, month: CalendarMonth) -> Result<AcquirerMonth> {
        let (from, to) = (month.first().saturating_sub(LONGEST_CLOSURE), month.last());
        let mut anticipations = self.client.anticipations().list_v2(from, to);
        let (debits, credits) = (self.client.debits(), self.client.credits());
        if let Some(tax_id) = &self.tax_id {
            // The other two reports know no such filter.
            anticipations = anticipations.client_tax_id(tax_id);
        }
        let reports = [
            (SettlementKind::Anticipation, anticipations.send()),
            (SettlementKind::Debit, debits.list(from, to).send()),
            (SettlementKind::Credit, credits.list(from, to).send()),
        ];
        let mut records = Vec::new();
        for (kind, report) in reports {
            let found = report.try_collect().await?.into_iter();
            records.extend(
                found
                    .filter(|record| self.is_ours(record))
                    .map(|record| (kind, record)),
            );
        }
        Ok(AcquirerMonth { records })
    }

    fn is_ours(&self, record: &LiquidationRecord) -> bool {
        match (&self.tax_id, &record.tax_id) {
            (Some(ours), Some(theirs)) => theirs.expose() == ours.expose(),
            _ => true,
        }
    }
}

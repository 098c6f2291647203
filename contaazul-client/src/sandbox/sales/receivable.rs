//! The receivable that a sale makes.

use super::Sale;
use crate::sandbox::ledger::{Allocation, Event, Installment, Ledger, Parts, Record, Side};

/// Makes the receivable of a sale.
pub(in crate::sandbox) fn record(ledger: &mut Ledger, sale: &mut Sale) {
    let category_id = match &sale.category_id {
        Some(id) => id.clone(),
        None => ledger.category_for_sales(),
    };
    let id = ledger.issue(Record::Event);
    let description = format!("Venda {}", sale.number);
    let count = sale.due.len();
    let mut installments = Vec::with_capacity(count);
    for (due, place) in sale.due.iter().zip(1_usize..) {
        let words = due.description.clone();
        installments.push(Installment {
            id: ledger.issue(Record::Installment),
            version: 0,
            description: words.unwrap_or_else(|| format!("{description} {place}/{count}")),
            note: String::new(),
            due_on: due.on,
            expected_on: due.on,
            value: Parts::gross_of(due.cents),
            account_id: sale.account_id.clone(),
            method: sale.method.as_deref().map(in_the_words_of_finance),
            nsu: None,
            invoice: None,
            loss: None,
            reconciled: false,
            settlements: Vec::new(),
            created_at: sale.created_at,
            changed_at: sale.changed_at,
        });
    }
    let of_contract = sale.contract_id.is_some();
    ledger.events.push(Event {
        id: id.clone(),
        side: Side::Income,
        description,
        remark: sale.remarks.clone(),
        external_reference: None,
        accrued_on: sale.date,
        person_id: Some(sale.customer_id.clone()),
        origin: if of_contract {
            "VENDA_AGENDADA"
        } else {
            "VENDA"
        },
        scheduled: of_contract,
        allocations: vec![Allocation {
            category_id,
            cents: sale.total,
            cost_centers: Vec::new(),
        }],
        installments,
    });
    sale.event_id = Some(id);
}

/// Sales and finance spell two methods differently.
fn in_the_words_of_finance(method: &str) -> String {
    match method {
        "LINK_PAGAMENTO" => "CARTAO_CREDITO_VIA_LINK".to_owned(),
        "COBRANCA_PIX" => "PIX_COBRANCA".to_owned(),
        other => other.to_owned(),
    }
}

/// Takes the receivable of a sale away.
pub(in crate::sandbox) fn withdraw(ledger: &mut Ledger, sale: &Sale) {
    if let Some(event) = &sale.event_id {
        ledger.events.remove(event);
    }
}

/// Whether money moved for it.
pub(super) fn is_paid(ledger: &Ledger, sale: &Sale) -> bool {
    ledger.installments().any(|(event, one)| {
        Some(&event.id) == sale.event_id.as_ref() && !one.settlements.is_empty()
    })
}

//! PagBlu: the life of a charge.

use client_core::money::Amount;
use serde_json::{Value, json};
use time::Date;

use super::business::{Answer, Asked, Now, Refusal};
use super::rendering::with;
use super::till::{Till, cents, day_of};

/// How the status is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    First,
    Second,
}

impl Generation {
    fn status_code(self) -> &'static str {
        match self {
            Self::First => "status_code",
            Self::Second => "statusCode",
        }
    }
}

const AWAITING_APPROVAL: u8 = 1;
const PAID: u8 = 3;
const CANCELED: u8 = 4;
const SCHEDULED: u8 = 6;
const AWAITING_INVOICES: u8 = 8;
const RETURNED: u8 = 9;

#[derive(Debug)]
pub(super) struct Charge {
    merchant: usize,
    id: String,
    charged: String,
    document_number: String,
    value: Amount,
    scheduled: Option<Date>,
    billing_later: bool,
    boleto: bool,
    status: u8,
    created: Date,
    paid: Option<Date>,
    payment_id: u64,
    invoices: Vec<Invoice>,
}

#[derive(Debug)]
struct Invoice {
    id: String,
    number: String,
    value: Amount,
}

impl Charge {
    fn status_text(&self) -> String {
        match self.status {
            AWAITING_APPROVAL => "Aguardando aprovação".to_owned(),
            PAID => "Pago".to_owned(),
            CANCELED => "Cancelada".to_owned(),
            SCHEDULED => match self.scheduled {
                Some(day) => format!("Agendada para {day}"),
                None => "Agendada".to_owned(),
            },
            AWAITING_INVOICES => "Pago. Aguardando faturamento".to_owned(),
            RETURNED => "Devolvida".to_owned(),
            _ => "Em processamento".to_owned(),
        }
    }

    fn summary(&self, generation: Generation, message: &str) -> Value {
        let answer = json!({
            "uuid": self.id,
            "status": self.status_text(),
            "message": message,
        });
        with(answer, generation.status_code(), self.status)
    }

    fn whole(&self, generation: Generation) -> Value {
        let (value, paid) = (self.value.to_string(), self.paid.map(|day| day.to_string()));
        let kind = match self.boleto {
            true => "payment_collection_blu_billet",
            false => "payment_collection",
        };
        let installment = json!({
            "id": self.payment_id,
            "uuid": self.id.replace("5a9d0b1e", "5a9d0b1f"),
            "released_at": paid,
            "gross_value": value,
            "net_value": value,
            "rate_value": "0.00",
            "tax_rate": 0,
            "status": self.status_text(),
            "charged": self.charged,
        });
        let answer = json!({
            "uuid": self.id,
            "status": self.status_text(),
            "billing_later": self.billing_later,
            "document_number": self.document_number,
            "charged": self.charged,
            "kind": kind,
            "charger_increase_or_discount_rate": "0.00",
            "charger_value": value,
            "scheduled_at": self.scheduled.map(|day| day.to_string()),
            "created_at": self.created.to_string(),
            "paid_at": paid,
            "value": value,
            "installments_of_charger": [installment],
        });
        with(answer, generation.status_code(), self.status)
    }

    fn invoiced(&self) -> Amount {
        let values = self.invoices.iter().map(|invoice| invoice.value);
        Amount::checked_sum(values).unwrap_or(self.value)
    }

    fn conciliation(&self) -> Vec<Value> {
        let line = |number: Option<&str>, value: Amount| {
            json!({
                "payment_id": self.payment_id,
                "invoice_number": number,
                "charged": masked(&self.charged),
                "value": value.to_string(),
            })
        };
        let invoices = self.invoices.iter();
        let mut lines: Vec<_> = invoices
            .map(|invoice| line(Some(&invoice.number), invoice.value))
            .collect();
        if let Ok(rest) = self.value.checked_sub(self.invoiced())
            && rest > Amount::ZERO
        {
            lines.push(line(None, rest));
        }
        lines
    }
}

/// A CNPJ with its punctuation.
fn masked(cnpj: &str) -> String {
    let part = |range| cnpj.get(range).unwrap_or_default();
    let (root, branch) = ([part(0..2), part(2..5), part(5..8)].join("."), part(8..12));
    format!("{root}/{branch}-{}", part(12..14))
}

impl Till {
    pub(super) fn charge(
        &mut self,
        merchant: usize,
        asked: &Asked<'_>,
        path: &[&str],
        generation: Generation,
        now: Now,
    ) -> Answer {
        match (asked.method, path) {
            ("POST", []) => self.send_charge(merchant, asked, generation, now),
            ("GET", ["conciliation", day]) => self.conciliation(merchant, day),
            ("GET", [id]) => Ok(self.charge_of(merchant, id)?.whole(generation)),
            ("DELETE", [id]) => self.cancel_charge(merchant, id, generation),
            ("POST", [id, "payment-plans"]) => self.bill(merchant, id, asked),
            ("DELETE", [id, "payment-plans", invoice]) => {
                self.cancel_invoice(merchant, id, invoice, generation)
            }
            ("POST", [id, "return"]) => self.return_excess(merchant, id, generation),
            _ => Err(Refusal::not_found()),
        }
    }

    fn charge_of(&mut self, merchant: usize, id: &str) -> Result<&mut Charge, Refusal> {
        let mut all = self.charges.iter_mut();
        let found = all.find(|charge| charge.merchant == merchant && charge.id == id);
        found.ok_or_else(Refusal::not_found)
    }

    fn send_charge(
        &mut self,
        merchant: usize,
        asked: &Asked<'_>,
        generation: Generation,
        now: Now,
    ) -> Answer {
        let charged = asked.text(&["charged"]).filter(|it| it.len() == 14);
        let charged = charged.ok_or_else(|| Refusal::invalid("charged"))?;
        let number = asked.text(&["document_number"]);
        let number = number.ok_or_else(|| Refusal::invalid("document_number"))?;
        let value = cents(asked.text(&["value"])).ok_or_else(|| Refusal::invalid("value"))?;
        let same = |charge: &&Charge| {
            charge.merchant == merchant
                && charge.charged == charged
                && charge.document_number == number
        };
        if let Some(existing) = self.charges.iter().find(same) {
            return Ok(existing.summary(generation, "Cobrança já existente."));
        }
        let flag = |name: &str| asked.body.get(name).and_then(Value::as_bool) == Some(true);
        let scheduled = asked.text(&["scheduled_at"]).and_then(day_of);
        let charge = Charge {
            merchant,
            id: self.fresh_id(),
            charged: charged.to_owned(),
            document_number: number.to_owned(),
            value,
            scheduled,
            billing_later: flag("billing_later"),
            boleto: flag("blu_billet"),
            status: if scheduled.is_some() {
                SCHEDULED
            } else {
                AWAITING_APPROVAL
            },
            created: now.day(),
            paid: None,
            payment_id: 880_000 + u64::try_from(self.charges.len()).unwrap_or_default(),
            invoices: Vec::new(),
        };
        let answer = charge.summary(generation, "Cobrança enviada com sucesso.");
        self.charges.push(charge);
        Ok(answer)
    }

    fn cancel_charge(&mut self, merchant: usize, id: &str, generation: Generation) -> Answer {
        let charge = self.charge_of(merchant, id)?;
        if !matches!(charge.status, AWAITING_APPROVAL | SCHEDULED) {
            return Err(Refusal::invalid("a cobrança não pode ser cancelada"));
        }
        charge.status = CANCELED;
        Ok(charge.summary(generation, "Cobrança cancelada."))
    }

    fn bill(&mut self, merchant: usize, id: &str, asked: &Asked<'_>) -> Answer {
        let fresh = self.fresh_id();
        let charge = self.charge_of(merchant, id)?;
        let number = asked.text(&["payment_plans", "invoice_number"]);
        let value = cents(asked.text(&["payment_plans", "value"]));
        let (Some(number), Some(value)) = (number, value) else {
            return Err(Refusal::invalid("payment_plans"));
        };
        let total = charge.invoiced().checked_add(value);
        let fits = total.is_ok_and(|total| total <= charge.value);
        if charge.status != AWAITING_INVOICES || !fits {
            return Err(Refusal::invalid("o faturamento excede a cobrança"));
        }
        charge.invoices.push(Invoice {
            id: fresh.clone(),
            number: number.to_owned(),
            value,
        });
        if charge.invoiced() == charge.value {
            charge.status = PAID;
        }
        Ok(json!({
            "uuid": fresh,
            "invoice_number": number,
            "status": "billed",
            "message": "Faturamento enviado.",
        }))
    }

    fn cancel_invoice(
        &mut self,
        merchant: usize,
        id: &str,
        invoice: &str,
        generation: Generation,
    ) -> Answer {
        let charge = self.charge_of(merchant, id)?;
        let place = charge.invoices.iter().position(|it| it.id == invoice);
        charge
            .invoices
            .remove(place.ok_or_else(Refusal::not_found)?);
        charge.status = AWAITING_INVOICES;
        Ok(charge.summary(generation, "Faturamento cancelado."))
    }

    fn return_excess(&mut self, merchant: usize, id: &str, generation: Generation) -> Answer {
        let charge = self.charge_of(merchant, id)?;
        if charge.status != AWAITING_INVOICES {
            return Err(Refusal::invalid("não há valor a devolver"));
        }
        charge.status = RETURNED;
        Ok(charge.summary(generation, "Devolução efetuada."))
    }

    fn conciliation(&self, merchant: usize, day: &str) -> Answer {
        let day = day_of(day)
            .ok_or_else(|| Refusal(422, "A data deve ser no formato: YYYY-MM-DD.".to_owned()))?;
        let charges = self.charges.iter();
        let paid = charges.filter(|it| it.merchant == merchant && it.paid == Some(day));
        Ok(paid.flat_map(Charge::conciliation).collect())
    }

    /// The retailer pays. Says whether there was something to pay.
    pub(super) fn pay_charge(&mut self, id: &str, now: Now) -> bool {
        let mut all = self.charges.iter_mut();
        let open = all.find(|charge| {
            charge.id == id && matches!(charge.status, AWAITING_APPROVAL | SCHEDULED)
        });
        let Some(charge) = open else { return false };
        charge.paid = Some(now.day());
        charge.status = if charge.billing_later {
            AWAITING_INVOICES
        } else {
            PAID
        };
        true
    }
}

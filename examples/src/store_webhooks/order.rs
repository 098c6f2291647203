//! The shop's orders, as it hands them over: one JSON object per line.

use brazil_types::TaxId;
use brazil_types::calendar::brasilia_date;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use contaazul_client::model::{AccountId, ChargeKind, InstallmentId, NewCharge};
use contaazul_client::partner::{NewNfse, NoteParty};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::{Date, OffsetDateTime};

const LONGEST_ID: usize = 40;

/// An order that is to be charged, and invoiced once it is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The shop's number of it: letters, digits, `-` and `_`, at most 40.
    pub id: String,
    /// What the payer is offered.
    pub pay_by: PayBy,
    /// The installment in the ERP that the payment settles.
    pub installment: InstallmentId,
    /// The account in the ERP that charges are issued on.
    pub account: AccountId,
    /// Until when to pay.
    #[serde(with = "wire::date")]
    pub due_date: Date,
    /// In BRL.
    pub amount: Amount,
    /// What was ordered, in the words the payer and the invoice get.
    pub description: Redacted<String>,
    /// The service by its code in the national list (LC 116), such as `17.01`.
    pub service_code: String,
    /// Who ordered.
    pub customer: Customer,
}

/// What a charge offers its payer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PayBy {
    /// Pix.
    Pix,
    /// Boleto.
    Boleto,
    /// A page with all that the company has set up, cards among it.
    Link,
}

/// Who an order is invoiced to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// Name.
    pub name: Redacted<String>,
    /// CPF or CNPJ.
    pub tax_id: Redacted<String>,
    /// Where the invoice is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Redacted<String>>,
}

/// Why a line is not an order. Nothing of its content appears.
#[derive(Debug, Error)]
pub enum OrderError {
    /// It is not JSON of an order.
    #[error("line {line}: not an order, at column {column}; see --help for its fields")]
    Malformed {
        /// Line of the file.
        line: usize,
        /// Where reading failed.
        column: usize,
    },
    /// A field is not what it must be.
    #[error("line {line}: `{field}` {problem}")]
    Field {
        /// Line of the file.
        line: usize,
        /// Which one.
        field: &'static str,
        /// What it must be.
        problem: &'static str,
    },
}

/// Reads orders, all of them or none.
///
/// # Errors
/// [`OrderError`] names the line and the field.
pub fn read(text: &str) -> Result<Vec<Order>, OrderError> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, text)| !text.trim().is_empty());
    lines
        .map(|(index, text)| {
            let line = index + 1;
            let order: Order =
                serde_json::from_str(text).map_err(|cause| OrderError::Malformed {
                    line,
                    column: cause.column(),
                })?;
            order
                .check()
                .map_err(|(field, problem)| OrderError::Field {
                    line,
                    field,
                    problem,
                })?;
            Ok(order)
        })
        .collect()
}

impl Order {
    fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if self.id.is_empty() || self.id.len() > LONGEST_ID || !self.id.bytes().all(plain) {
            return Err(("id", "is not 1 to 40 letters, digits, `-` and `_`"));
        }
        if self.amount.is_zero() || self.amount.is_negative() {
            return Err(("amount", "is not above zero"));
        }
        if self.amount.to_cents().is_err() {
            return Err(("amount", "has parts of a cent"));
        }
        if self.description.expose().trim().is_empty() {
            return Err(("description", "is empty"));
        }
        if TaxId::parse(self.customer.tax_id.expose()).is_err() {
            return Err(("customer.tax_id", "is no CPF or CNPJ: check its digits"));
        }
        Ok(())
    }

    /// Names what we create for it in the ERP, so that we find it again.
    pub fn reference(&self) -> String {
        format!("pedido-{}", self.id)
    }

    /// What the payer reads. It begins with the [reference](Self::reference), because a charge has
    /// no other place for one.
    pub fn charge_description(&self) -> String {
        format!("{}: {}", self.reference(), self.description.expose())
    }

    /// The charge to be issued.
    pub fn charge(&self) -> NewCharge {
        NewCharge::new(
            match self.pay_by {
                PayBy::Pix => ChargeKind::Pix,
                PayBy::Boleto => ChargeKind::Boleto,
                PayBy::Link => ChargeKind::PaymentLink,
            },
            self.installment.clone(),
            self.account.clone(),
            self.due_date,
            self.charge_description(),
        )
    }

    /// The invoice to be issued for what was paid at `paid_at`.
    pub fn invoice(&self, paid_at: OffsetDateTime) -> NewNfse {
        let Customer {
            name,
            tax_id,
            email,
        } = &self.customer;
        let customer = NoteParty::new(name.expose().as_str(), tax_id.expose().as_str());
        let customer = match email {
            Some(address) => customer.email(address.expose().as_str()),
            None => customer,
        };
        NewNfse::new(
            self.reference(),
            customer,
            self.service_code.as_str(),
            self.description.expose().as_str(),
            self.amount,
            brasilia_date(paid_at),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"8841","pay_by":"pix","installment":"i","account":"a","due_date":"2026-12-01","amount":150.10,"description":"Curso de bolos","service_code":"8.02","customer":{"name":"Marlene Fictícia","tax_id":"529.982.247-25"}}"#;

    #[test]
    fn an_order_is_read_to_the_cent_and_shows_nobody() {
        let text = format!("{LINE}\n\n{}\n", LINE.replace("8841", "8842"));
        let orders = read(&text).unwrap();
        assert_eq!(orders.len(), 2);
        assert_eq!(orders[0].amount, Amount::from_cents(15_010));
        assert_eq!(
            orders[0].charge_description(),
            "pedido-8841: Curso de bolos"
        );
        assert!(!format!("{orders:?}").contains("Marlene"));
        let kept = serde_json::to_string(&orders[0]).unwrap();
        assert!(kept.contains("150.10"), "{kept}");
        assert_eq!(read(&kept).unwrap()[0], orders[0]);
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_field() {
        for (from, to, complaint) in [
            ("8841", "88 41", "line 2: `id`"),
            ("150.10", "0", "line 2: `amount` is not above zero"),
            ("150.10", "0.001", "line 2: `amount` has parts"),
            ("247-25", "247-26", "line 2: `customer.tax_id`"),
            ("Curso de bolos", " ", "line 2: `description`"),
            ("pix", "cheque", "line 2: not an order, at column"),
            ("service_code", "service", "line 2: not an order"),
        ] {
            let text = format!("{LINE}\n{}", LINE.replace(from, to));
            let error = read(&text).unwrap_err().to_string();
            assert!(error.contains(complaint), "{error}");
            assert!(!error.contains("Marlene"), "{error}");
        }
    }
}

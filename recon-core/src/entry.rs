//! What is reconciled: an amount, a date and clues.

use time::Date;

/// What a reference is, in the field's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ReferenceKind {
    /// The id of one Pix payment from end to end.
    #[doc(alias = "e2e")]
    EndToEndId,
    /// The id a receiver gave its Pix charge.
    Txid,
    /// The number a bank gave a boleto.
    #[doc(alias = "nosso_numero")]
    NossoNumero,
    /// The sequence number of a card sale; leading zeros mean nothing.
    Nsu,
    /// The issuer's answer to a card sale.
    AuthorizationCode,
    /// The 44 digits of an electronic invoice.
    #[doc(alias = "chave_nfe")]
    NfeKey,
    /// The invoice number; short and often repeated.
    InvoiceNumber,
    /// A document or cheque number.
    Document,
    /// A reference whose kind nobody told us.
    Free,
}

impl ReferenceKind {
    /// The stable name used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EndToEndId => "end_to_end_id",
            Self::Txid => "txid",
            Self::NossoNumero => "nosso_numero",
            Self::Nsu => "nsu",
            Self::AuthorizationCode => "authorization_code",
            Self::NfeKey => "nfe_key",
            Self::InvoiceNumber => "invoice_number",
            Self::Document => "document",
            Self::Free => "reference",
        }
    }
}

/// What a tag says about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Tag {
    /// The account the money moves on. Entries of two different accounts never match.
    Account,
    /// The card acquirer.
    Acquirer,
    /// The card product; names a row of the [`FeeContract`](crate::FeeContract).
    Product,
    /// The card brand.
    Brand,
}

/// One of the debts that a payment says it pays.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Remitted {
    /// The debt's id, or one of its references.
    pub(crate) debt: String,
    /// How much of the payment is for it, where the payer says so.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) amount: Option<i64>,
}

/// So much less is owed if it is paid by this day.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Discount {
    pub(crate) until: Date,
    pub(crate) amount: i64,
}

/// One thing to reconcile: a bank line, a Pix receipt, an acquirer settlement; or a receivable,
/// payable, invoice or sale.
///
/// Amounts are in minor units (centavos) and signed: plus is money in, minus is money out, on
/// both sides. A receivable is therefore positive and a payable negative.
///
/// ```
/// use recon_core::{Entry, ReferenceKind};
/// use time::{Date, Month};
///
/// let due = Date::from_calendar_date(2026, Month::April, 10)?;
/// let invoice = Entry::new("inv-17", 184_257, due)
///     .with_reference(ReferenceKind::InvoiceNumber, "NF 000123")
///     .with_name("Padaria São José Ltda");
/// assert_eq!(invoice.amount(), 184_257);
/// # Ok::<(), time::error::ComponentRange>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Entry {
    pub(crate) id: String,
    pub(crate) amount: i64,
    pub(crate) date: Date,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) paid_on: Option<Date>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) currency: Option<String>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) references: Vec<(ReferenceKind, String)>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) tax_id: Option<String>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) name: Option<String>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) text: Option<String>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) tags: Vec<(Tag, String)>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) installments: Option<u32>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) fee: Option<i64>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) due_amount: Option<i64>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) discount: Option<Discount>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) remittance: Vec<Remitted>,
}

impl Entry {
    /// An entry known by `id` (unique within its book), of `amount` minor units, booked or due on
    /// `date`.
    #[must_use]
    pub fn new(id: impl Into<String>, amount: i64, date: Date) -> Self {
        Self {
            id: id.into(),
            amount,
            date,
            paid_on: None,
            currency: None,
            references: Vec::new(),
            tax_id: None,
            name: None,
            text: None,
            tags: Vec::new(),
            installments: None,
            fee: None,
            due_amount: None,
            discount: None,
            remittance: Vec::new(),
        }
    }

    /// Adds a reference; several are allowed. Case, punctuation, leading zeros and labels such as
    /// `NF` do not matter. An empty value, or `***`, adds nothing.
    #[must_use]
    pub fn with_reference(mut self, kind: ReferenceKind, value: impl Into<String>) -> Self {
        self.references.push((kind, value.into()));
        self
    }

    /// The counterparty's CPF or CNPJ; punctuation does not matter.
    #[doc(alias = "cpf")]
    #[doc(alias = "cnpj")]
    #[must_use]
    pub fn with_tax_id(mut self, tax_id: impl Into<String>) -> Self {
        self.tax_id = Some(tax_id.into());
        self
    }

    /// The counterparty's name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The memo or description. References and tax ids written in it are found by themselves.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Adds a tag; the last one of a kind counts.
    #[must_use]
    pub fn with_tag(mut self, tag: Tag, value: impl Into<String>) -> Self {
        self.tags.push((tag, value.into()));
        self
    }

    /// The day it was paid, where the caller knows it better than [`Entry::new`]'s date. Lags are
    /// then measured from this day.
    #[must_use]
    pub fn with_paid_on(mut self, day: Date) -> Self {
        self.paid_on = Some(day);
        self
    }

    /// The same entry as the other party of it books it: plus is minus.
    ///
    /// For two companies of one group, where the receivable of one is the payable of the other.
    /// The one amount that has no opposite, `i64::MIN`, becomes the largest there is.
    #[must_use]
    pub fn with_sign_turned(mut self) -> Self {
        self.amount = self.amount.saturating_neg();
        self.due_amount = self.due_amount.map(i64::saturating_neg);
        for line in &mut self.remittance {
            line.amount = line.amount.map(i64::saturating_neg);
        }
        self
    }

    /// The ISO 4217 code; `BRL` when not given. Entries of two currencies never match.
    #[must_use]
    pub fn with_currency(mut self, code: impl Into<String>) -> Self {
        self.currency = Some(code.into());
        self
    }

    /// Into how many installments the customer split a card sale; chooses the row of the
    /// [`FeeContract`](crate::FeeContract).
    #[doc(alias = "parcelas")]
    #[must_use]
    pub fn with_installments(mut self, count: u32) -> Self {
        self.installments = Some(count);
        self
    }

    /// What the acquirer keeps of this entry, in minor units without sign, where its own file says
    /// so. It goes before any contract.
    ///
    /// A [`Book`](crate::Book) refuses a fee below zero or above the amount.
    #[doc(alias = "taxa")]
    #[must_use]
    pub fn with_fee(mut self, minor_units: i64) -> Self {
        self.fee = Some(minor_units);
        self
    }

    /// What is really asked for, where it is not the amount: a boleto with the interest, fine or
    /// rebate that the ledger has worked out. Signed like the amount.
    #[doc(alias = "valor_cobrado")]
    #[must_use]
    pub fn with_due_amount(mut self, minor_units: i64) -> Self {
        self.due_amount = Some(minor_units);
        self
    }

    /// So many minor units less, without sign, are owed if it is paid until this day. A day that
    /// is no business day counts as the next one.
    ///
    /// A [`Book`](crate::Book) refuses a discount below zero or above the amount.
    #[doc(alias = "desconto")]
    #[must_use]
    pub fn with_discount(mut self, until: Date, minor_units: i64) -> Self {
        self.discount = Some(Discount {
            until,
            amount: minor_units,
        });
        self
    }

    /// This payment says that it pays these debts: ids of the other book, or references of its
    /// entries. Adds to those already there.
    #[must_use]
    pub fn with_remittance<I>(mut self, debts: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        self.remittance
            .extend(debts.into_iter().map(|debt| Remitted {
                debt: debt.into(),
                amount: None,
            }));
        self
    }

    /// Like [`Entry::with_remittance`] for one debt, with how much of the payment is for it.
    /// A credit memo that the payer takes off has the opposite sign.
    #[must_use]
    pub fn with_remitted(mut self, debt: impl Into<String>, minor_units: i64) -> Self {
        self.remittance.push(Remitted {
            debt: debt.into(),
            amount: Some(minor_units),
        });
        self
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Signed minor units.
    #[must_use]
    pub fn amount(&self) -> i64 {
        self.amount
    }

    /// The ISO 4217 code; `BRL` when none was given.
    #[must_use]
    pub fn currency(&self) -> &str {
        self.currency.as_deref().unwrap_or("BRL")
    }

    /// Into how many installments the sale was split, if known.
    #[must_use]
    pub fn installments(&self) -> Option<u32> {
        self.installments
    }

    /// What the acquirer keeps of this entry, if its file says so.
    #[must_use]
    pub fn fee(&self) -> Option<i64> {
        self.fee
    }

    /// The ids or references of the debts that this payment says it pays.
    pub fn remittance(&self) -> impl Iterator<Item = &str> {
        self.remittance.iter().map(|line| line.debt.as_str())
    }

    /// The counterparty's name, if any.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The memo or description, if any.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The references, in the order given.
    pub fn references(&self) -> impl Iterator<Item = (ReferenceKind, &str)> {
        self.references
            .iter()
            .map(|(kind, value)| (*kind, value.as_str()))
    }

    /// The value of a tag, if any.
    #[must_use]
    pub fn tag(&self, wanted: Tag) -> Option<&str> {
        self.tags
            .iter()
            .rev()
            .find(|(tag, _)| *tag == wanted)
            .map(|(_, value)| value.as_str())
    }

    /// The date given at [`Entry::new`].
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }
}

/// Shows id, amount and date; names, tax ids and texts are personal and stay out.
impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("amount", &self.amount)
            .field("date", &self.date)
            .field("references", &self.references.len())
            .field("has_tax_id", &self.tax_id.is_some())
            .field("has_name", &self.name.is_some())
            .finish_non_exhaustive()
    }
}

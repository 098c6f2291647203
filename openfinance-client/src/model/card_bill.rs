//! Bills of credit cards.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{BillId, Currency, Money};

/// A closed bill. Open ones are not told.
#[doc(alias = "fatura")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CardBill {
    /// Identifier.
    #[serde(rename = "billId")]
    #[doc(alias = "billId")]
    pub id: BillId,
    /// When it is due.
    #[serde(with = "wire::date")]
    pub due_date: Date,
    /// When it was closed. Since version 2.4.
    #[serde(
        rename = "billClosingDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "billClosingDate")]
    pub closed_on: Option<Date>,
    /// All of it; negative when the customer has something left.
    #[serde(rename = "billTotalAmount")]
    #[doc(alias = "billTotalAmount")]
    pub total: Money,
    /// The least to be paid.
    #[serde(rename = "billMinimumAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "billMinimumAmount")]
    pub minimum: Option<Money>,
    /// Whether it may be paid in instalments.
    #[serde(rename = "isInstalment", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "isInstalment")]
    pub can_be_split: Option<bool>,
    /// Interest and fines on it.
    #[serde(
        rename = "financeCharges",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "financeCharges")]
    pub charges: Vec<BillCharge>,
    /// What was paid on it, until the next bill closes.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub payments: Vec<BillPayment>,
}

/// Interest or a fine on a bill.
#[doc(alias = "encargo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BillCharge {
    /// What it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<BillChargeKind>,
    /// What it is, in words, where it is another.
    #[serde(rename = "additionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "additionalInfo")]
    pub description: Option<Redacted<String>>,
    /// How much.
    #[serde(with = "amount_string_exact")]
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

client_core::open_enum! {
    /// What a charge on a bill is.
    pub enum BillChargeKind {
        /// Interest on what was paid late.
        LateInterest = "JUROS_REMUNERATORIOS_ATRASO_PAGAMENTO_FATURA",
        /// A fine for being late.
        LateFine = "MULTA_ATRASO_PAGAMENTO_FATURA",
        /// Default interest for being late.
        DefaultInterest = "JUROS_MORA_ATRASO_PAGAMENTO_FATURA",
        /// Tax on financial operations.
        Iof = "IOF",
        /// Another, said in words.
        Other = "OUTROS",
    }
}

/// Something paid on a bill.
#[doc(alias = "pagamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BillPayment {
    /// What it is.
    #[serde(rename = "valueType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "valueType")]
    pub kind: Option<BillPaymentKind>,
    /// When.
    #[serde(
        rename = "paymentDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "paymentDate")]
    pub paid_on: Option<Date>,
    /// By what means.
    #[serde(rename = "paymentMode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "paymentMode")]
    pub method: Option<BillPaymentMethod>,
    /// How much.
    #[serde(with = "amount_string_exact")]
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

client_core::open_enum! {
    /// What a payment on a bill is.
    pub enum BillPaymentKind {
        /// An instalment of it.
        Instalment = "VALOR_PAGAMENTO_FATURA_PARCELADO",
        /// A payment of it.
        Payment = "VALOR_PAGAMENTO_FATURA_REALIZADO",
        /// Something else.
        Other = "OUTRO_VALOR_PAGO_FATURA",
    }
}

client_core::open_enum! {
    /// By what means a bill is paid.
    pub enum BillPaymentMethod {
        /// Taken from an account.
        DirectDebit = "DEBITO_CONTA_CORRENTE",
        /// A boleto.
        Boleto = "BOLETO_BANCARIO",
        /// Taken from wages.
        Payroll = "AVERBACAO_FOLHA",
        /// A Pix.
        Pix = "PIX",
    }
}

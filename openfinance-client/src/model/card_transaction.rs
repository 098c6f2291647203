//! What moved on a credit card.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    BillId, BillMonth, CardId, CreditDebit, Money, TransactionId, TransactionTime, whole_number,
};

/// One entry of a credit card's statement. Fixed once its bill is closed.
/// // Of a purchase in instalments each is an entry of its own, with the amount of that instalment and
/// the [`time`](Self::time) of the purchase. Some banks tell all of them at once, others each as it is
/// billed.
#[doc(alias = "lancamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CardTransaction {
    /// Identifier.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: TransactionId,
    /// The card it was made with.
    #[serde(
        rename = "identificationNumber",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "identificationNumber")]
    pub card: Option<CardId>,
    /// The bill it is on, once that is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill_id: Option<BillId>,
    /// The text of the statement.
    #[serde(rename = "transactionName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "transactionName")]
    pub description: Option<Redacted<String>>,
    /// Whether it lowers what is owed (a credit) or adds to it: amounts have no sign.
    #[serde(rename = "creditDebitType")]
    #[doc(alias = "creditDebitType")]
    pub direction: CreditDebit,
    /// What it is.
    #[serde(rename = "transactionType")]
    #[doc(alias = "transactionType")]
    pub kind: CardTransactionKind,
    /// What it is, in words, where the kind is another.
    #[serde(
        rename = "transactionalAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionalAdditionalInfo")]
    pub kind_description: Option<Redacted<String>>,
    /// Of a purchase, whether it is paid in instalments.
    #[serde(rename = "paymentType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "paymentType")]
    pub payment: Option<CardPaymentKind>,
    /// Of a fee, for what.
    #[serde(rename = "feeType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "feeType")]
    pub fee: Option<CardFee>,
    /// The fee in words, where it is another.
    #[serde(
        rename = "feeTypeAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "feeTypeAdditionalInfo")]
    pub fee_description: Option<Redacted<String>>,
    /// Of a credit operation, which one.
    #[serde(rename = "otherCreditsType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "otherCreditsType")]
    pub credit: Option<CardCredit>,
    /// The credit operation in words, where it is another.
    #[serde(
        rename = "otherCreditsAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "otherCreditsAdditionalInfo")]
    pub credit_description: Option<Redacted<String>>,
    /// Which instalment it is, from 1.
    #[serde(
        rename = "chargeIdentificator",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "chargeIdentificator")]
    pub instalment: Option<u32>,
    /// How many there are.
    #[serde(
        rename = "chargeNumber",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "chargeNumber")]
    pub instalments: Option<u32>,
    /// How much, in reais.
    #[serde(rename = "brazilianAmount")]
    #[doc(alias = "brazilianAmount")]
    pub amount: Money,
    /// How much, in the currency it was made in.
    #[serde(rename = "amount")]
    #[doc(alias = "amount")]
    pub original_amount: Money,
    /// When.
    #[serde(rename = "transactionDateTime")]
    #[doc(alias = "transactionDateTime")]
    pub time: TransactionTime,
    /// The day it was put on the bill, as the bank wrote it; read it by [`Self::posted_on`].
    #[serde(
        rename = "billPostDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "billPostDate")]
    pub billed_on: Option<Date>,
    /// The bill it will be on. Not told within a bill, nor before version 2.4.
    #[serde(rename = "billForecastDate", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "billForecastDate")]
    pub bill_month: Option<BillMonth>,
    /// The merchant's category as a number: written with four digits, `0742` comes as 742.
    #[serde(
        rename = "payeeMCC",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "payeeMCC")]
    pub merchant_category: Option<u32>,
}

impl CardTransaction {
    /// The day in Brasília; see [`TransactionTime::brasilia_day`].
    pub fn day(&self) -> Date {
        self.time.brasilia_day()
    }

    /// The day it was put on the bill, once it was: before, banks write the first day of year 1.
    pub fn posted_on(&self) -> Option<Date> {
        self.billed_on.filter(|day| day.year() > 1)
    }
}

client_core::open_enum! {
    /// What an entry of a card is.
    pub enum CardTransactionKind {
        /// Something paid with it.
        Purchase = "PAGAMENTO",
        /// A payment of its bill, whole or in part. Since version 2.4.
        BillPayment = "PAGAMENTO_FATURA",
        /// A fee.
        Fee = "TARIFA",
        /// A credit operation.
        Credit = "OPERACOES_CREDITO_CONTRATADAS_CARTAO",
        /// Something taken back.
        Reversal = "ESTORNO",
        /// Money back on a purchase.
        Cashback = "CASHBACK",
        /// Another, said in words.
        Other = "OUTROS",
    }
}

client_core::open_enum! {
    /// Whether a purchase is paid in instalments.
    pub enum CardPaymentKind {
        /// At once.
        AtOnce = "A_VISTA",
        /// In instalments.
        Instalments = "A_PRAZO",
    }
}

client_core::open_enum! {
    /// What a fee is for.
    pub enum CardFee {
        /// The year.
        Annual = "ANUIDADE",
        /// Cash in Brazil.
        CashInBrazil = "SAQUE_CARTAO_BRASIL",
        /// Cash abroad.
        CashAbroad = "SAQUE_CARTAO_EXTERIOR",
        /// An assessment beyond the limit.
        CreditAssessment = "AVALIACAO_EMERGENCIAL_CREDITO",
        /// A new card.
        Replacement = "EMISSAO_SEGUNDA_VIA",
        /// Bills paid by card.
        BillsPaid = "TARIFA_PAGAMENTO_CONTAS",
        /// Messages.
        Sms = "SMS",
        /// Another, said in words.
        Other = "OUTRA",
    }
}

client_core::open_enum! {
    /// Which credit operation it is.
    pub enum CardCredit {
        /// What was left of a bill.
        Revolving = "CREDITO_ROTATIVO",
        /// A bill in instalments.
        BillInstalments = "PARCELAMENTO_FATURA",
        /// A loan.
        Loan = "EMPRESTIMO",
        /// Another, said in words.
        Other = "OUTROS",
    }
}

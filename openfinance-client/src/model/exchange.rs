//! Currency exchange.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ExchangeId, Money};

/// A currency exchange as the list shows it.
#[doc(alias = "cambio")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExchangeSummary {
    /// Identifier.
    #[serde(rename = "operationId")]
    #[doc(alias = "operationId")]
    pub id: ExchangeId,
    /// The bank by the name its customers know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_name: Option<String>,
    /// CNPJ of the company that did it, without punctuation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_cnpj: Option<String>,
}

/// A currency exchange. The wire allows thirty digits in rates; more than 28 in one of them cannot
/// be read.
#[doc(alias = "cambio")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Exchange {
    /// CNPJ of the institution that may exchange, without punctuation.
    #[serde(
        rename = "authorizedInstitutionCnpjNumber",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "authorizedInstitutionCnpjNumber")]
    pub institution_cnpj: Option<String>,
    /// Its name.
    #[serde(
        rename = "authorizedInstitutionName",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "authorizedInstitutionName")]
    pub institution_name: Option<String>,
    /// CNPJ of the institution in between, without punctuation.
    #[serde(
        rename = "intermediaryInstitutionCnpjNumber",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "intermediaryInstitutionCnpjNumber")]
    pub intermediary_cnpj: Option<String>,
    /// Its name.
    #[serde(
        rename = "intermediaryInstitutionName",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "intermediaryInstitutionName")]
    pub intermediary_name: Option<String>,
    /// The central bank's number of it.
    #[serde(rename = "operationNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "operationNumber")]
    pub number: Option<Redacted<String>>,
    /// Whether foreign currency was bought or sold.
    #[serde(rename = "operationType")]
    #[doc(alias = "operationType")]
    pub side: ExchangeSide,
    /// When it was agreed on.
    #[serde(rename = "operationDate", with = "wire::instant")]
    #[doc(alias = "operationDate")]
    pub agreed_at: OffsetDateTime,
    /// The day it is to be settled.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub due_date: Option<Date>,
    /// What one unit of foreign currency went for, in reais. The wire calls the rate a tax.
    #[serde(
        rename = "localCurrencyOperationTax",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "localCurrencyOperationTax")]
    pub exchange_rate: Option<Money>,
    /// What it came to in reais.
    #[serde(rename = "localCurrencyOperationValue")]
    #[doc(alias = "localCurrencyOperationValue")]
    pub local_value: Money,
    /// What it came to in foreign currency.
    #[serde(rename = "foreignOperationValue")]
    #[doc(alias = "foreignOperationValue")]
    pub foreign_value: Money,
    /// What is still to be settled, in foreign currency, when that comes later.
    #[serde(
        rename = "operationOutstandingBalance",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "operationOutstandingBalance")]
    pub outstanding: Option<Money>,
    /// What one unit cost with fees and taxes, in reais (VET).
    #[serde(rename = "vetAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "vetAmount")]
    pub effective_rate: Option<Money>,
    /// The part of the foreign value given in advance, as a fraction: `0.12` is 12 %.
    #[serde(
        rename = "localCurrencyAdvancePercentage",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "localCurrencyAdvancePercentage")]
    pub advance_part: Option<Amount>,
    /// How the foreign currency changes hands.
    #[serde(
        rename = "deliveryForeignCurrency",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "deliveryForeignCurrency")]
    pub delivery: Option<CurrencyDelivery>,
    /// The central bank's five digits for what it is about.
    #[serde(
        rename = "operationCategoryCode",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "operationCategoryCode")]
    pub purpose_code: Option<String>,
}

client_core::open_enum! {
    /// Whether foreign currency was bought or sold.
    pub enum ExchangeSide {
        /// Bought.
        Purchase = "COMPRA",
        /// Sold.
        Sale = "VENDA",
    }
}

client_core::open_enum! {
    /// How foreign currency changes hands.
    #[doc(alias = "deliveryForeignCurrency")]
    pub enum CurrencyDelivery {
        /// An account in foreign currency in Brazil.
        LocalForeignCurrencyAccount = "CONTA_DEPOSITO_MOEDA_ESTRANGEIRA_PAIS",
        /// An exporter's account at, or payment by, a bank abroad.
        ExporterAccountAtForeignBank = "CONTA_DEPOSITO_OU_PAGAMENTO_EXPORTADOR_INSTITUICAO_EXTERIOR",
        /// Notes or travellers' cheques.
        CashOrTravellersCheques = "ESPECIE_CHEQUES_VIAGEM",
        /// A prepaid card.
        PrepaidCard = "CARTAO_PREPAGO",
        /// A wire transfer.
        WireTransfer = "TELETRANSMISSAO",
        /// Nothing changes hands.
        NoMovement = "SEM_MOVIMENTACAO_VALORES",
        /// Other ways.
        Others = "DEMAIS",
        /// A letter of credit at sight.
        SightLetterOfCredit = "CARTA_CREDITO_A_VISTA",
        /// A letter of credit for later.
        TermLetterOfCredit = "CARTA_CREDITO_A_PRAZO",
        /// An account.
        Account = "CONTA_DEPOSITO",
        /// A cheque.
        Cheque = "CHEQUE",
        /// Securities.
        Securities = "TITULOS_VALORES",
        /// In form alone.
        Symbolic = "SIMBOLICA",
        /// An exporter's account abroad.
        ExporterAccountAbroad = "CONTA_DEPOSITO_EXPORTADOR_MANTIDA_NO_EXTERIOR",
        /// The agreement on reciprocal payments and credits (CCR).
        ReciprocalCredit = "CONVENIO_PAGAMENTOS_E_CREDITOS_RECIPROCOS",
        /// A way that Open Finance has no word for.
        Unmapped = "OUTRO_NAO_MAPEADO_OFB",
    }
}

/// Something that happened to a currency exchange. What it did not touch may be left out.
#[doc(alias = "evento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExchangeEvent {
    /// The central bank's number of the event.
    #[serde(
        rename = "eventSequenceNumber",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "eventSequenceNumber")]
    pub number: Option<Redacted<String>>,
    /// What happened.
    #[serde(rename = "eventType")]
    #[doc(alias = "eventType")]
    pub kind: ExchangeEventKind,
    /// When.
    #[serde(rename = "eventDate", with = "wire::instant")]
    #[doc(alias = "eventDate")]
    pub at: OffsetDateTime,
    /// The day it is to be settled now.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub due_date: Option<Date>,
    /// What one unit of foreign currency went for, in reais. The wire calls the rate a tax.
    #[serde(
        rename = "localCurrencyOperationTax",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "localCurrencyOperationTax")]
    pub exchange_rate: Option<Money>,
    /// What it came to in reais.
    #[serde(
        rename = "localCurrencyOperationValue",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "localCurrencyOperationValue")]
    pub local_value: Option<Money>,
    /// What it came to in foreign currency.
    #[serde(
        rename = "foreignOperationValue",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "foreignOperationValue")]
    pub foreign_value: Option<Money>,
    /// What is still to be settled, in foreign currency, when that comes later.
    #[serde(
        rename = "operationOutstandingBalance",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "operationOutstandingBalance")]
    pub outstanding: Option<Money>,
    /// What one unit cost with fees and taxes, in reais (VET).
    #[serde(rename = "vetAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "vetAmount")]
    pub effective_rate: Option<Money>,
    /// The part of the foreign value given in advance, as a fraction: `0.12` is 12 %.
    #[serde(
        rename = "localCurrencyAdvancePercentage",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "localCurrencyAdvancePercentage")]
    pub advance_part: Option<Amount>,
    /// How the foreign currency changes hands.
    #[serde(
        rename = "deliveryForeignCurrency",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "deliveryForeignCurrency")]
    pub delivery: Option<CurrencyDelivery>,
    /// The central bank's five digits for what it is about.
    #[serde(
        rename = "operationCategoryCode",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "operationCategoryCode")]
    pub purpose_code: Option<String>,
    /// Who pays or is paid abroad.
    #[serde(rename = "foreignPartie", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "foreignPartie")]
    pub foreign_party: Option<ForeignParty>,
}

client_core::open_enum! {
    /// What happened to a currency exchange: digits on the wire, as the central bank numbers them.
    #[doc(alias = "eventType")]
    pub enum ExchangeEventKind {
        /// It was agreed on.
        Agreement = "1",
        /// It was changed.
        Change = "2",
        /// It was cancelled.
        Cancellation = "3",
        /// It was settled.
        Settlement = "4",
        /// What was to be settled was written off.
        WriteOff = "5",
        /// The writing off was undone.
        WriteOffReversal = "6",
        /// Another event was annulled.
        Annulment = "9",
    }
}

/// Who pays or is paid abroad.
#[doc(alias = "foreignPartie")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ForeignParty {
    /// The central bank's two digits for what they are to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship_code: Option<String>,
    /// Their name.
    #[serde(rename = "foreignPartieName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "foreignPartieName")]
    pub name: Option<Redacted<String>>,
    /// Their country, by two letters of ISO 3166-1.
    #[serde(
        rename = "foreignPartieCountryCode",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "foreignPartieCountryCode")]
    pub country_code: Option<String>,
}

//! Foreign exchange.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ExchangeEventId, ExchangeId, LinkId};

client_core::open_enum! {
    /// Which way foreign currency goes.
    pub enum ExchangeSide {
        /// The customer buys foreign currency (inferred).
        Purchase = "COMPRA",
        /// The customer sells foreign currency (inferred).
        Sale = "VENDA",
    }

    /// How a foreign exchange operation is delivered.
    pub enum SettlementMethod {
        /// Into an account in foreign currency in Brazil.
        ForeignCurrencyAccount = "CONTA_DEPOSITO_MOEDA_ESTRANGEIRA_PAIS",
        /// Through the exporter's institution abroad.
        ExporterAbroad = "CONTA_DEPOSITO_OU_PAGAMENTO_EXPORTADOR_INSTITUICAO_EXTERIOR",
        /// Cash or travellers' cheques.
        CashOrTravellersCheques = "ESPECIE_CHEQUES_VIAGEM",
        /// Prepaid card.
        PrepaidCard = "CARTAO_PREPAGO",
        /// Wire transfer.
        WireTransfer = "TELETRANSMISSAO",
        /// Nothing moves.
        NoMovement = "SEM_MOVIMENTACAO_VALORES",
        /// Something else.
        Other = "DEMAIS",
        /// Letter of credit at sight.
        LetterOfCreditAtSight = "CARTA_CREDITO_A_VISTA",
        /// Letter of credit at term.
        LetterOfCreditAtTerm = "CARTA_CREDITO_A_PRAZO",
        /// Deposit account.
        DepositAccount = "CONTA_DEPOSITO",
        /// Cheque.
        Cheque = "CHEQUE",
        /// Securities.
        Securities = "TITULOS_VALORES",
        /// Symbolic operation.
        Symbolic = "SIMBOLICA",
        /// The exporter's account abroad.
        ExporterAccountAbroad = "CONTA_DEPOSITO_EXPORTADOR_MANTIDA_NO_EXTERIOR",
        /// Agreement on reciprocal payments and credits (CCR).
        ReciprocalCredit = "CONVENIO_PAGAMENTOS_E_CREDITOS_RECIPROCOS",
        /// Something the network has no name for.
        Unmapped = "OUTRO_NAO_MAPEADO_OFB",
    }
}

/// A foreign exchange operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Exchange {
    /// Identifier.
    pub id: Option<ExchangeId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// The institution's id of the operation.
    pub operation_identifier: Option<String>,
    /// The central bank's number of the operation.
    pub operation_number: Option<String>,
    /// What moved the money, such as `PIX` or `TED`.
    pub operation_type: Option<ExchangeSide>,
    /// When it was asked for.
    #[serde(with = "wire::instant")]
    pub operation_requested_at: Option<OffsetDateTime>,
    /// CNPJ of the institution, sent as a number: leading zeros are lost.
    #[serde(with = "wire::string_or_number")]
    pub authorized_institution_identifier: Option<String>,
    /// Name of the institution.
    pub authorized_institution_name: Option<String>,
    /// CNPJ of who stood between, sent as a number: leading zeros are lost.
    #[serde(with = "wire::string_or_number")]
    pub intermediary_institution_identifier: Option<String>,
    /// Name of who stood between.
    pub intermediary_institution_name: Option<String>,
    /// Day it is due.
    #[serde(with = "wire::date")]
    pub operation_due_date: Option<Date>,
    /// Exchange rate.
    pub local_operation_tax_amount: Option<Amount>,
    /// Currency of the rate.
    pub local_operation_tax_currency: Option<String>,
    /// Amount in BRL.
    pub local_operation_value_amount: Option<Amount>,
    /// Currency of the local amount.
    pub local_operation_value_currency: Option<String>,
    /// Amount in foreign currency.
    pub foreign_operation_value_amount: Option<Amount>,
    /// The foreign currency.
    pub foreign_operation_value_currency: Option<String>,
    /// What is not settled yet.
    pub operation_outstanding_balance_amount: Option<Amount>,
    /// Currency of what is not settled.
    pub operation_outstanding_balance_currency: Option<String>,
    /// Total effective value of a unit (VET).
    pub tev_amount_amount: Option<Amount>,
    /// Currency of the total effective value.
    pub tev_amount_currency: Option<String>,
    /// Share paid in advance, from 0 to 1.
    pub local_currency_advance_percentage: Option<Amount>,
    /// How it is delivered.
    pub settlement_method: Option<SettlementMethod>,
    /// The central bank's code of its purpose.
    pub operation_category_code: Option<String>,
}

crate::fields::fields! {
    /// What of an exchange operation can be left out or asked for.
    pub enum ExchangeField of Exchange {
        Id = "id",
        Link = "link",
        CreatedAt = "created_at",
        CollectedAt = "collected_at",
        OperationIdentifier = "operation_identifier",
        OperationNumber = "operation_number",
        OperationType = "operation_type",
        OperationRequestedAt = "operation_requested_at",
        AuthorizedInstitutionIdentifier = "authorized_institution_identifier",
        AuthorizedInstitutionName = "authorized_institution_name",
        IntermediaryInstitutionIdentifier = "intermediary_institution_identifier",
        IntermediaryInstitutionName = "intermediary_institution_name",
        OperationDueDate = "operation_due_date",
        LocalOperationTaxAmount = "local_operation_tax_amount",
        LocalOperationTaxCurrency = "local_operation_tax_currency",
        LocalOperationValueAmount = "local_operation_value_amount",
        LocalOperationValueCurrency = "local_operation_value_currency",
        ForeignOperationValueAmount = "foreign_operation_value_amount",
        ForeignOperationValueCurrency = "foreign_operation_value_currency",
        OperationOutstandingBalanceAmount = "operation_outstanding_balance_amount",
        OperationOutstandingBalanceCurrency = "operation_outstanding_balance_currency",
        TevAmountAmount = "tev_amount_amount",
        TevAmountCurrency = "tev_amount_currency",
        LocalCurrencyAdvancePercentage = "local_currency_advance_percentage",
        SettlementMethod = "settlement_method",
        OperationCategoryCode = "operation_category_code",
    }
}

/// An event in the life of a foreign exchange operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ExchangeEvent {
    /// Identifier of the event.
    pub id: Option<ExchangeEventId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// The operation.
    pub exchange_id: Option<ExchangeId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// The institution's id of the operation.
    pub operation_identifier: Option<String>,
    /// Number of the event.
    pub event_sequence_number: Option<String>,
    /// What happened, as a number of the network: 1 to 6, or 9.
    #[serde(with = "wire::string_or_number")]
    pub event_type: Option<String>,
    /// When it happened.
    #[serde(with = "wire::instant")]
    pub event_created_at: Option<OffsetDateTime>,
    /// Day it is due.
    #[serde(with = "wire::date")]
    pub operation_due_date: Option<Date>,
    /// Exchange rate.
    pub local_operation_tax_amount: Option<Amount>,
    /// Currency of the rate.
    pub local_operation_tax_currency: Option<String>,
    /// Amount in BRL.
    pub local_operation_value_amount: Option<Amount>,
    /// Currency of the local amount.
    pub local_operation_value_currency: Option<String>,
    /// Amount in foreign currency.
    pub foreign_operation_value_amount: Option<Amount>,
    /// The foreign currency.
    pub foreign_operation_value_currency: Option<String>,
    /// What is not settled yet.
    pub operation_outstanding_balance_amount: Option<Amount>,
    /// Currency of what is not settled.
    pub operation_outstanding_balance_currency: Option<String>,
    /// Total effective value of a unit (VET).
    pub tev_amount_amount: Option<Amount>,
    /// Currency of the total effective value.
    pub tev_amount_currency: Option<String>,
    /// Share paid in advance, from 0 to 1.
    pub local_currency_advance_percentage: Option<Amount>,
    /// How it is delivered.
    pub settlement_method: Option<SettlementMethod>,
    /// The central bank's code of its purpose.
    pub operation_category_code: Option<String>,
    /// Code of the tie to the foreign party.
    pub foreign_partie_relationship_code: Option<String>,
    /// Name of the foreign party.
    pub foreign_partie_name: Option<Redacted<String>>,
    /// Country of the foreign party.
    pub foreign_partie_country_code: Option<String>,
}

crate::fields::fields! {
    /// What of an event of an exchange operation can be left out or asked for.
    pub enum ExchangeEventField of ExchangeEvent {
        Id = "id",
        Link = "link",
        ExchangeId = "exchange_id",
        CreatedAt = "created_at",
        CollectedAt = "collected_at",
        OperationIdentifier = "operation_identifier",
        EventSequenceNumber = "event_sequence_number",
        EventType = "event_type",
        EventCreatedAt = "event_created_at",
        OperationDueDate = "operation_due_date",
        LocalOperationTaxAmount = "local_operation_tax_amount",
        LocalOperationTaxCurrency = "local_operation_tax_currency",
        LocalOperationValueAmount = "local_operation_value_amount",
        LocalOperationValueCurrency = "local_operation_value_currency",
        ForeignOperationValueAmount = "foreign_operation_value_amount",
        ForeignOperationValueCurrency = "foreign_operation_value_currency",
        OperationOutstandingBalanceAmount = "operation_outstanding_balance_amount",
        OperationOutstandingBalanceCurrency = "operation_outstanding_balance_currency",
        TevAmountAmount = "tev_amount_amount",
        TevAmountCurrency = "tev_amount_currency",
        LocalCurrencyAdvancePercentage = "local_currency_advance_percentage",
        SettlementMethod = "settlement_method",
        OperationCategoryCode = "operation_category_code",
        ForeignPartieRelationshipCode = "foreign_partie_relationship_code",
        ForeignPartieName = "foreign_partie_name",
        ForeignPartieCountryCode = "foreign_partie_country_code",
    }
}

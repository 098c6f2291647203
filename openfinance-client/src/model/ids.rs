//! Identifiers the bank issued: opaque, never validated.

client_core::id_type! {
    /// A consent to data: a URN.
    #[doc(alias = "consentId")]
    pub struct ConsentId;

    /// What ties consents together that a customer gave in one visit: a URN.
    #[doc(alias = "linkId")]
    pub struct LinkId;

    /// What a consent reaches: equal to the account's, card's, contract's or investment's own id.
    #[doc(alias = "resourceId")]
    pub struct ResourceId;

    /// A consent to a payment: a URN.
    #[doc(alias = "consentId")]
    pub struct PaymentConsentId;

    /// A payment at its bank.
    #[doc(alias = "paymentId")]
    pub struct PaymentId;

    /// A consent to automatic payments: a URN.
    #[doc(alias = "recurringConsentId")]
    pub struct RecurringConsentId;

    /// An automatic payment at its bank.
    #[doc(alias = "recurringPaymentId")]
    pub struct RecurringPaymentId;

    /// An enrolment of a device: a URN.
    #[doc(alias = "enrollmentId")]
    pub struct EnrollmentId;

    /// An account.
    #[doc(alias = "accountId")]
    pub struct AccountId;

    /// A reserve within an account: a UUID.
    #[doc(alias = "reservedIdentification")]
    pub struct ReserveId;

    /// An entry of a statement. Final, and told of one entry only, once that is booked.
    #[doc(alias = "transactionId")]
    pub struct TransactionId;

    /// A card account.
    #[doc(alias = "creditCardAccountId")]
    pub struct CardAccountId;

    /// One card of a card account: often its last four digits.
    #[doc(alias = "identificationNumber")]
    pub struct CardId;

    /// A closed bill of a card account.
    #[doc(alias = "billId")]
    pub struct BillId;

    /// A person at one bank.
    #[doc(alias = "personalId")]
    pub struct PersonId;

    /// A company at one bank.
    #[doc(alias = "businessId")]
    pub struct CompanyId;

    /// A contract of credit.
    #[doc(alias = "contractId")]
    pub struct ContractId;

    /// An instalment of a contract of credit.
    #[doc(alias = "instalmentId")]
    pub struct InstalmentId;

    /// A payment on a contract of credit.
    #[doc(alias = "paymentId")]
    pub struct CreditPaymentId;

    /// An investment.
    #[doc(alias = "investmentId")]
    pub struct InvestmentId;

    /// A transaction of an investment.
    #[doc(alias = "transactionId")]
    pub struct InvestmentTransactionId;

    /// A broker's note.
    #[doc(alias = "brokerNoteId")]
    pub struct BrokerNoteId;

    /// A currency exchange.
    #[doc(alias = "operationId")]
    pub struct ExchangeId;
}

impl From<ResourceId> for AccountId {
    fn from(id: ResourceId) -> Self {
        Self::new(id.into_string())
    }
}

impl From<ResourceId> for CardAccountId {
    fn from(id: ResourceId) -> Self {
        Self::new(id.into_string())
    }
}

impl From<ResourceId> for ContractId {
    fn from(resource: ResourceId) -> Self {
        Self::new(resource.into_string())
    }
}

impl From<ResourceId> for InvestmentId {
    fn from(resource: ResourceId) -> Self {
        Self::new(resource.into_string())
    }
}

impl From<ResourceId> for ExchangeId {
    fn from(resource: ResourceId) -> Self {
        Self::new(resource.into_string())
    }
}

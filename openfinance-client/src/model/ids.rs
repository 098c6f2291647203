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
}

//! Identifiers the provider issued: opaque, never validated, never in another case.

client_core::id_type! {
    /// An account.
    #[doc(alias = "accountId")]
    pub struct AccountId;

    /// Whoever holds accounts.
    #[doc(alias = "accountHolderId")]
    pub struct AccountHolderId;

    /// The direct customer of the institution, who calls the API.
    #[doc(alias = "mediatorId")]
    pub struct MediatorId;

    /// An account that hangs off an account.
    #[doc(alias = "sideAccountId")]
    pub struct SideAccountId;

    /// Anything that moves money or locks it: payment, withdrawal, deposit, return, lock.
    #[doc(alias = "transactionId")]
    pub struct TransactionId;

    /// The caller's own name of a transaction, as the provider repeats it. It was the
    /// [`IdempotencyKey`](crate::IdempotencyKey) of the call.
    #[doc(alias = "externalIdentifier")]
    pub struct ExternalIdentifier;

    /// The name of a Pix in all of the country.
    #[doc(alias = "endToEndId")]
    pub struct EndToEndId;

    /// A recurrence of Pix Automático: 29 characters, case counts.
    #[doc(alias = "idRec")]
    #[doc(alias = "recId")]
    pub struct RecurrenceId;

    /// A request to a payer to confirm a recurrence.
    #[doc(alias = "idSolicRec")]
    #[doc(alias = "requestRecId")]
    pub struct RecurrenceRequestId;

    /// A Pix charge: 26 to 35 letters and digits.
    #[doc(alias = "txid")]
    #[doc(alias = "txId")]
    pub struct Txid;
}

//! What the ERP answers and takes.
//!
//! Names are English; the ERP's own are in the documentation of every field, so that a search for
//! `data_vencimento` finds `due_date`. What the ERP may leave out is an `Option`, though the
//! official description promises no field at all. What may hold personal data prints as
//! `[redacted]`.

mod account;
mod bank;
mod capture;
mod category;
mod charge;
mod company;
mod created_event;
mod event;
pub(crate) mod fiscal_note;
mod ids;
mod installment;
mod new_event;
mod payment_method;
mod search;
mod second_generation;
mod settlement;
mod transfer;
pub(crate) mod value;

pub use self::account::{Account, AccountKind, AccountRef, Balance, OpeningBalance};
pub use self::bank::Bank;
pub use self::capture::{
    Capture, CaptureStatus, CapturedCategory, CapturedEvent, CapturedInstallment, CapturedSupplier,
    DocumentStatus, DraftRef, DraftedEvent, NewDocument, UploadStatus, UploadedDocument,
};
pub use self::category::{
    BookedOperation, Category, CostCenter, CostCenterUpdate, DefaultCategory, IncomeStatement,
    IncomeStatementRow, MappedCategory, NewCostCenter, SuggestedCategory,
};
pub use self::charge::{
    Charge, ChargeKind, ChargeNotification, ChargeRequest, ChargeStatus, DeliveryStatus,
    EarlyDiscount, NewCharge, NotificationRecipient,
};
pub use self::company::Company;
pub use self::created_event::{
    AcceptedEvent, CreatedAccount, CreatedEvent, CreatedInstallment, CreatedTerms, Protocol,
    ProtocolStatus,
};
pub use self::event::{
    CategoryAllocation, ChangedEvent, CostCenterAllocation, Event, EventKind, EventReference,
    Origin, PaymentTerms,
};
pub use self::fiscal_note::{
    IssuingCity, MdfeLink, MdfeStatus, Nfe, NfeFile, NfeFormat, NfeStatus, Nfse, NfseCancellation,
    NfseStatus, NfseTransmission, SaleKind,
};
pub use self::ids::{
    AccountId, CaptureId, CategoryId, ChargeId, CompanyId, ContractId, CostCenterId, DocumentId,
    EventId, IncomeStatementRowId, InstallmentId, NfseId, PersonId, ProtocolId, SaleId,
    SettlementId, TransferId,
};
pub use self::installment::{
    Installment, InstallmentAccount, InstallmentStatus, InstallmentUpdate, Invoice, InvoiceKind,
    Loss, Renegotiation, UpdatedInstallment,
};
pub(crate) use self::new_event::EventForm;
pub use self::new_event::{NewAllocation, NewEvent, NewInstallment};
pub use self::payment_method::PaymentMethod;
pub use self::search::{
    CategoryName, CostCenterName, Party, Payable, Receivable, RenegotiatedReceivable, SearchStatus,
};
pub use self::second_generation::{
    FlatAccount, FlatCharge, FlatSettlement, ListedEvent, ListedInstallment, ListedSettlement,
    Recurrence,
};
pub use self::settlement::{
    Attachment, AttachmentContent, AttachmentKind, NewSettlement, SavedSettlement, Settlement,
    SettlementUpdate,
};
pub use self::transfer::{Transfer, TransferAccount, TransferBank, TransferSide};
pub use self::value::ValueBreakdown;

//! What Blu answers and takes.
//!
//! Fields are named in English; Blu's own names are in the `serde` renames and as search aliases.
//! Blu does not document what may be missing, so only ids and the three amounts of an operation are
//! taken for granted.

mod boleto;
mod charge;
pub(crate) mod check;
mod client;
mod fields;
mod liquidation;
mod new_charge;
mod payment_link;
mod pix;
mod sale;
mod sale_details;

pub use client_core::wire::Unpublished;

pub use self::boleto::NewBoleto;
pub use self::charge::{
    Charge, ChargeChange, ChargeId, ChargeInstallment, ChargeInvoiceId, ChargeKind, ChargeStage,
    ChargeStatusCode, ConciliationLine, InvoiceStatus, PaymentId, SentCharge, SentInvoice,
};
pub use self::client::{
    CreatedClient, CreatedDraft, Department, DraftId, NewClient, NewDraft, NewUser, PortalToken,
    UserId,
};
pub use self::fields::Fields;
pub use self::liquidation::{
    AuthorizationCode, CategoryId, ClientId, InstallmentId, LiquidatedInstallment, LiquidationId,
    LiquidationRecord, Nsu,
};
pub use self::new_charge::{NewCharge, NewChargeInvoice};
pub use self::payment_link::{
    IntentAddress, NewPaymentLink, PaymentLink, PaymentLinkId, PaymentLinkIntent, PaymentLinkStatus,
};
pub use self::pix::{CreatedPixCharge, NewPixCharge, PixCharge, PixId, PixStatus, PixToken};
pub use self::sale::{Sale, SaleId, SaleInstallment, SaleStatus};
pub use self::sale_details::SaleDetails;

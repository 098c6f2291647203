//! Pix Automático on the side of who receives.
//!
//! Shapes and limits are those of the Banco Central's Pix API (2.9.0), which this part of the
//! provider's API follows; amounts are text on the wire.

mod charge;
mod confirmation;
mod location;
mod new_charge;
mod new_recurrence;
mod recurrence;

pub use self::charge::{
    AttemptKind, AttemptStatus, Charge, ChargeAttempt, ChargeCalendar, ChargeReceiver,
    ChargeStatus, ChargeValue, PixReceipt, PixRefund, PixRefundTimes, ReceivingAccountKind,
};
pub use self::confirmation::{
    ConfirmationCalendar, ConfirmationRequest, ConfirmationStatus, NewConfirmationRequest,
    RequestedAccount,
};
pub use self::location::{Location, Receiver, ReceiverWebhook};
pub use self::new_charge::{DebtorAddress, NewCharge};
pub use self::new_recurrence::{NewRecurrence, RecurrenceRevision};
pub use self::recurrence::{
    Activation, Canceler, Cancellation, ChargeRetries, Contract, Debtor, Ending, Frequency,
    Journey, JourneyData, PayerInstitution, Recurrence, RecurrenceCalendar, RecurrenceQrCode,
    RecurrenceReceiver, RecurrenceStatus, RecurrenceValue, Rejection, StatusChange,
};

//! What the provider answers and takes.
//!
//! Names are English; where the provider's differ they stand in the documentation of the field. What
//! the provider may leave out is an `Option`, and it promises next to nothing. What may hold
//! personal data prints as `[redacted]`. What it has published no shape for is [`Unpublished`].

mod account;
mod balance;
mod ids;
mod participant;
mod party;
mod pix;
mod timestamp;
mod transaction;
mod unpublished;

pub use self::account::{
    AccountHolder, AccountHolderStatus, AccountIdentifier, AccountKind, AccountNumber,
    AccountStatus,
};
pub use self::balance::{Balance, BalanceKind, BalanceLine, Balances};
pub use self::ids::{
    AccountHolderId, AccountId, EndToEndId, ExternalIdentifier, MediatorId, SideAccountId,
    TransactionId,
};
pub use self::participant::{BankAccount, BankAccountKind, Participant, Psp};
pub use self::party::{Address, MobilePhone, TaxIdentifier};
pub use self::pix::{
    OriginDeposit, PixCashKind, PixCashValue, PixReceived, PixRejection, PixReturn, PixTransaction,
    ReturnReason,
};
pub use self::timestamp::Timestamp;
pub use self::transaction::{
    BankTransfer, BoletoPayment, Cancellation, Currency, Drawee, Transaction, TransactionStatus,
    Transactions, UtilityPayment,
};
pub use self::unpublished::Unpublished;

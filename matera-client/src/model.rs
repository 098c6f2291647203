//! What the provider answers and takes.
//!
//! Names are English; where the provider's differ they stand in the documentation of the field. What
//! the provider may leave out is an `Option`, and it promises next to nothing. What may hold
//! personal data prints as `[redacted]`. What it has published no shape for is [`Unpublished`].

mod account;
pub mod autopix_payer;
pub mod autopix_receiver;
mod balance;
mod batch;
pub(crate) mod check;
mod ids;
mod new_account;
mod new_payment;
mod new_withdrawal;
mod participant;
mod partly_published;
mod party;
mod payment;
mod pending_report;
mod person;
mod pix;
mod pix_payment;
mod receipt;
mod statement;
mod timestamp;
mod transaction;
mod unpublished;

pub use self::account::{
    Account, AccountHolder, AccountHolderStatus, AccountIdentifier, AccountKind, AccountNumber,
    AccountStatus, FinancialLimit, FoundAccounts, Rates,
};
pub use self::balance::{Balance, BalanceKind, BalanceLine, Balances};
pub(crate) use self::batch::check_batch;
pub use self::batch::{NonPriorityPix, ReturnCode, ReturnCodes};
pub use self::ids::{
    AccountHolderId, AccountId, EndToEndId, ExternalIdentifier, MediatorId, RecurrenceId,
    RecurrenceRequestId, SideAccountId, TransactionId, Txid,
};
pub use self::new_account::{AccountDetails, AccountUpdate, NewAccount};
pub use self::new_payment::{
    NewBoleto, NewDeposit, NewInternalPayment, NewPayment, NewPixCharge, PaymentInfo,
    QrCodeSpecification, Recipient, Sender,
};
pub use self::new_withdrawal::{BoletoToPay, NewBankTransfer, NewPixReturn, NewWithdrawal};
pub use self::participant::{BankAccount, BankAccountKind, Participant, Psp};
pub use self::partly_published::PartlyPublished;
pub use self::party::{Address, MobilePhone, TaxIdentifier};
pub use self::payment::{
    Authorization, CouponDetails, Deposit, DepositBoleto, FinancialStatement, Payment, PaymentKind,
    PaymentKinds, PixCharge, QrCodeImage, QrCodeKind,
};
pub use self::pending_report::{PendingKind, PendingOutcome, PendingReport};
pub use self::person::{
    Client, ClientKind, CompanyDetails, Document, DocumentKind, OtherDocument, PersonDetails, Rg,
    TextOrNumber,
};
pub use self::pix::{
    OriginDeposit, PixCashKind, PixCashValue, PixReceived, PixRejection, PixReturn, PixTransaction,
    ReturnReason,
};
pub use self::pix_payment::{InitiationForm, PixPayment, PixPriority, PixPurpose, QrCodeForm};
pub use self::receipt::{TransactionReceipt, Withdrawal};
pub use self::statement::{
    DateCategory, EntryKind, Statement, StatementCash, StatementCashKind, StatementCashValue,
    StatementCounterparty, StatementDate, StatementEntry,
};
pub use self::timestamp::Timestamp;
pub use self::transaction::{
    BankTransfer, BoletoPayment, Cancellation, Currency, Drawee, Transaction, TransactionStatus,
    Transactions, UtilityPayment,
};
pub use self::unpublished::Unpublished;

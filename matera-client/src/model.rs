//! What the provider answers and takes.
//!
//! Names are English; where the provider's differ they stand in the documentation of the field. What
//! the provider may leave out is an `Option`, and it promises next to nothing. What may hold
//! personal data prints as `[redacted]`. What it has published no shape for is [`Unpublished`].

mod account;
mod alias;
mod alias_look_up;
pub mod autopix_payer;
pub mod autopix_receiver;
mod balance;
mod batch;
mod bill;
mod billing_due_date;
mod bureau;
mod card;
mod cash_in;
pub(crate) mod check;
mod ids;
mod income_report;
mod limit;
mod limit_v1;
mod new_account;
mod new_payment;
mod new_withdrawal;
mod participant;
mod party;
mod payment;
mod pending_report;
mod person;
mod pix;
mod pix_payment;
mod qr_code;
mod receipt;
mod recharge;
mod schedule;
mod side_account;
mod statement;
mod timestamp;
mod transaction;

pub use client_core::wire::{PartlyPublished, Unpublished};

pub use self::account::{
    Account, AccountHolder, AccountHolderStatus, AccountIdentifier, AccountKind, AccountNumber,
    AccountStatus, FinancialLimit, FoundAccounts, Rates,
};
pub use self::alias::{
    Alias, AliasKind, AliasProtocol, AliasRegistration, AliasStatus, AliasUpdateReason, Aliases,
    ClaimCancelReason, NewAlias, OwnershipClaim,
};
pub(crate) use self::alias::{check_key, is_random, is_tax_id};
pub use self::alias_look_up::{
    AliasHolder, AliasHolderAddress, AliasLookUp, AliasStatistics, AntiFraudCounter,
    AntiFraudCounterKind, AntiFraudInfo, EntryStatistics, FraudMarkers, InfractionStatistics,
    PixStatistics, Windows,
};
pub use self::balance::{Balance, BalanceKind, BalanceLine, Balances};
pub(crate) use self::batch::check_batch;
pub use self::batch::{NonPriorityPix, ReturnCode, ReturnCodes};
pub use self::bill::BoletoQuery;
pub(crate) use self::bill::payer_parameters;
pub use self::billing_due_date::{
    BillingDueDate, ChargePayer, EarlyDiscountMode, InterestMode, ValueMode,
};
pub use self::bureau::{BureauStatus, BureauValidation};
pub use self::card::{CardBrand, ShortCardId};
pub use self::cash_in::{CashInKind, NewCashIn};
pub use self::ids::{
    AccountHolderId, AccountId, EndToEndId, ExternalIdentifier, MediatorId, RecurrenceId,
    RecurrenceRequestId, SideAccountId, TransactionId, Txid,
};
pub use self::income_report::IncomeReport;
pub use self::limit::{
    Favored, FavoredId, FavoredKind, LimitChange, LimitGroup, LimitId, Limits, NewFavored,
};
pub use self::limit_v1::{LimitChangeV1, LimitKindV1, LimitV1, LimitsV1, NewLimitV1};
pub use self::new_account::{AccountDetails, AccountUpdate, NewAccount};
pub use self::new_payment::{
    NewBoleto, NewDeposit, NewInternalPayment, NewPayment, NewPixCharge, PaymentInfo,
    QrCodeSpecification, Recipient, Sender,
};
pub use self::new_withdrawal::{
    BoletoToPay, NewBankTransfer, NewPixReturn, NewWithdrawal, PixReturnKind,
};
pub use self::participant::{BankAccount, BankAccountKind, Participant, Psp};
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
pub(crate) use self::pix_payment::WithdrawAgent;
pub use self::pix_payment::{
    InitiationForm, InstructionPriority, PixPayment, PixPriority, PixPurpose, QrCodeForm,
    WithdrawAgentKind,
};
pub use self::qr_code::{DecodedQrCode, NewStaticQrCode, QrCodeAmount, QrCodeToDecode};
pub use self::receipt::{TransactionReceipt, Withdrawal};
pub use self::recharge::{Carrier, CarrierId, NewRecharge};
pub use self::schedule::{
    InitiationProcedure, NewSchedule, Schedule, ScheduleId, ScheduleOrigin, ScheduleRecipient,
    ScheduleStatus, ScheduleWebhook, ScheduleWebhookDeletion,
};
pub use self::side_account::{
    NewSideAccountCredit, NewSideAccountDebit, NewSideAccountTransfer, SideAccount,
};
pub use self::statement::{
    DateCategory, EntryKind, Statement, StatementCash, StatementCashKind, StatementCashValue,
    StatementCounterparty, StatementDate, StatementEntry,
};
pub use self::timestamp::Timestamp;
pub use self::transaction::{
    BankTransfer, BoletoPayment, Cancellation, Currency, Drawee, Transaction, TransactionStatus,
    Transactions, UtilityPayment,
};

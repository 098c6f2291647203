//! Answers and requests of what Belvo's description has no longer: see
//! [`api::retired`](crate::api::retired).

mod daily_balance;
mod own_data;
mod payment_link;
mod portfolio;
mod receivable;

pub use self::daily_balance::{
    DailyBalance, DailyBalanceField, LegacyAccount, LegacyCreditData, LegacyInterestRate,
    LegacyLoanData, LegacyLoanFee, LoanFeePurpose, PensionFund, PublicIdentification,
    ReceivablesData,
};
pub use self::own_data::{
    AccountHolder, CategorizedTransaction, OwnAccountCategory, OwnTransaction,
};
pub use self::payment_link::{
    LinkLifetime, NewPaymentLink, PaymentKeys, PaymentKeysId, PaymentLink, PaymentLinkCallbacks,
    PaymentLinkId, PaymentLinkStatus, PaymentLinkToken,
};
pub use self::portfolio::{
    Instrument, InstrumentFee, InstrumentKind, InstrumentRate, Portfolio, PortfolioField,
    PortfolioKind, TypedText,
};
pub use self::receivable::{
    CardProduct, Installments, Receivable, ReceivableAccount, ReceivableFee, ReceivableFeeType,
    ReceivableField, ReceivableStatus,
};

client_core::id_type! {
    /// A transaction of a card acquirer.
    pub struct ReceivableId;

    /// A balance of a day.
    pub struct DailyBalanceId;

    /// A portfolio of investments.
    pub struct PortfolioId;
}

//! Transactions.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Account, BillId, PersonType, TransactionId};
use crate::present;

client_core::open_enum! {
    /// What a transaction is about, as Belvo guesses. An add-on.
    pub enum TransactionCategory {
        /// Bills & Utilities.
        BillsUtilities = "Bills & Utilities",
        /// Credits & Loans.
        CreditsLoans = "Credits & Loans",
        /// Deposits.
        Deposits,
        /// Fees & Charges.
        FeesCharges = "Fees & Charges",
        /// Food & Groceries.
        FoodGroceries = "Food & Groceries",
        /// Home & Life.
        HomeLife = "Home & Life",
        /// Income & Payments.
        IncomePayments = "Income & Payments",
        /// Insurance.
        Insurance,
        /// Investments & Savings.
        InvestmentsSavings = "Investments & Savings",
        /// Online Platforms & Leisure.
        OnlinePlatformsLeisure = "Online Platforms & Leisure",
        /// Personal Shopping.
        PersonalShopping = "Personal Shopping",
        /// Taxes.
        Taxes,
        /// Transfers.
        Transfers,
        /// Transport & Travel.
        TransportTravel = "Transport & Travel",
        /// Unknown.
        Unknown,
        /// Withdrawal & ATM.
        WithdrawalAtm = "Withdrawal & ATM",
    }

    /// What a transaction is about, more closely.
    pub enum TransactionSubcategory {
        /// Electricity & Energy.
        ElectricityEnergy = "Electricity & Energy",
        /// Rent.
        Rent,
        /// Telecommunications.
        Telecommunications,
        /// Water.
        Water,
        /// Auto.
        Auto,
        /// Credit Card.
        CreditCard = "Credit Card",
        /// Instalment.
        Instalment,
        /// Interest & Charges.
        InterestCharges = "Interest & Charges",
        /// Mortgage.
        Mortgage,
        /// Pay Advance.
        PayAdvance = "Pay Advance",
        /// Personal.
        Personal,
        /// Adjustments.
        Adjustments,
        /// Bank Fees.
        BankFees = "Bank Fees",
        /// Chargeback.
        Chargeback,
        /// Refund.
        Refund,
        /// Blocked Balances.
        BlockedBalances = "Blocked Balances",
        /// Alimony.
        Alimony,
        /// Alcohol & Tobacco.
        AlcoholTobacco = "Alcohol & Tobacco",
        /// Bakery & Coffee.
        BakeryCoffee = "Bakery & Coffee",
        /// Bars & Nightclubs.
        BarsNightclubs = "Bars & Nightclubs",
        /// Convenience Store.
        ConvenienceStore = "Convenience Store",
        /// Delivery.
        Delivery,
        /// Groceries.
        Groceries,
        /// Restaurants.
        Restaurants,
        /// Education.
        Education,
        /// Gyms & Fitness.
        GymsFitness = "Gyms & Fitness",
        /// Hair & Beauty.
        HairBeauty = "Hair & Beauty",
        /// Health.
        Health,
        /// Home Decor & Appliances.
        HomeDecorAppliances = "Home Decor & Appliances",
        /// Laundry & Dry Cleaning.
        LaundryDryCleaning = "Laundry & Dry Cleaning",
        /// Pharmacies.
        Pharmacies,
        /// Professional Services.
        ProfessionalServices = "Professional Services",
        /// Veterinary Services.
        VeterinaryServices = "Veterinary Services",
        /// Freelance.
        Freelance,
        /// Interest.
        Interest,
        /// Retirement.
        Retirement,
        /// Salary.
        Salary,
        /// Government.
        Government,
        /// Home Insurance.
        HomeInsurance = "Home Insurance",
        /// Auto Insurance.
        AutoInsurance = "Auto Insurance",
        /// Health & Life Insurance.
        HealthLifeInsurance = "Health & Life Insurance",
        /// Savings.
        Savings,
        /// Fixed income.
        FixedIncome = "Fixed income",
        /// Equity.
        Equity,
        /// Investment Funds.
        InvestmentFunds = "Investment Funds",
        /// Derivatives.
        Derivatives,
        /// Cryptocurrencies.
        Cryptocurrencies,
        /// Apps, Software and Cloud Services.
        AppsSoftwareAndCloudServices = "Apps, Software and Cloud Services",
        /// Events, Parks and Museums.
        EventsParksAndMuseums = "Events, Parks and Museums",
        /// Gambling.
        Gambling,
        /// Gaming.
        Gaming,
        /// Lottery.
        Lottery,
        /// Movie & Audio.
        MovieAudio = "Movie & Audio",
        /// Books & News.
        BooksNews = "Books & News",
        /// Clothing & Accessories.
        ClothingAccessories = "Clothing & Accessories",
        /// Department Store.
        DepartmentStore = "Department Store",
        /// Electronics.
        Electronics,
        /// E-commerce.
        ECommerce = "E-commerce",
        /// Gifts.
        Gifts,
        /// Office Supplies.
        OfficeSupplies = "Office Supplies",
        /// Pet Supplies.
        PetSupplies = "Pet Supplies",
        /// Auto Tax & Fees.
        AutoTaxFees = "Auto Tax & Fees",
        /// Donation.
        Donation,
        /// Government Fees.
        GovernmentFees = "Government Fees",
        /// Income Tax.
        IncomeTax = "Income Tax",
        /// Real Estate Tax & Fees.
        RealEstateTaxFees = "Real Estate Tax & Fees",
        /// Tax Return.
        TaxReturn = "Tax Return",
        /// Accommodation.
        Accommodation,
        /// Auto Expenses.
        AutoExpenses = "Auto Expenses",
        /// Auto Rental.
        AutoRental = "Auto Rental",
        /// Flights.
        Flights,
        /// Gas.
        Gas,
        /// Mileage Programs.
        MileagePrograms = "Mileage Programs",
        /// Parking & Tolls.
        ParkingTolls = "Parking & Tolls",
        /// Public Transit.
        PublicTransit = "Public Transit",
        /// Taxis & Rideshares.
        TaxisRideshares = "Taxis & Rideshares",
        /// Other.
        Other,
    }

    /// Which way money went. Of an investment's movement: into or out of the investment.
    pub enum Direction {
        /// Money out.
        Outflow = "OUTFLOW",
        /// Money in.
        Inflow = "INFLOW",
    }

    /// Whether a transaction is booked.
    pub enum TransactionStatus {
        /// Not booked yet.
        Pending = "PENDING",
        /// Booked.
        Processed = "PROCESSED",
        /// Not told; deprecated for transactions.
        Uncategorized = "UNCATEGORIZED",
    }

    /// How a purchase is paid.
    pub enum PaymentType {
        /// At once.
        Full = "FULL",
        /// In instalments.
        Installment = "INSTALLMENT",
    }

    /// What a card fee is for.
    pub enum CardFeeType {
        /// Annual fee.
        AnnualFee = "ANNUAL_FEE",
        /// National withdrawal.
        NationalWithdrawal = "NATIONAL_WITHDRAWAL",
        /// International withdrawal.
        InternationalWithdrawal = "INTERNATIONAL_WITHDRAWAL",
        /// Emergency credit evaluation fee.
        EmergencyCreditEvaluationFee = "EMERGENCY_CREDIT_EVALUATION_FEE",
        /// Duplicate issuance fee.
        DuplicateIssuanceFee = "DUPLICATE_ISSUANCE_FEE",
        /// Payment fee.
        PaymentFee = "PAYMENT_FEE",
        /// Sms fee.
        SmsFee = "SMS_FEE",
        /// Others.
        Others = "OTHERS",
    }

    /// What credit a card gave.
    pub enum CardCreditType {
        /// Revolving credit.
        RevolvingCredit = "REVOLVING_CREDIT",
        /// Bill installment payment.
        BillInstallmentPayment = "BILL_INSTALLMENT_PAYMENT",
        /// Loan.
        Loan = "LOAN",
        /// Others.
        Others = "OTHERS",
    }
}

/// A transaction of an account or a card. Brazilian banks may change one for six days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Transaction {
    /// Identifier.
    pub id: Option<TransactionId>,
    /// The bank's id: the same transaction keeps it (inferred).
    pub internal_identification: Option<String>,
    /// The account, as it was then. Large: `omit` it where it is not needed.
    pub account: Option<Account>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Day of the transaction.
    #[serde(with = "wire::date")]
    pub value_date: Option<Date>,
    /// Moment of the transaction. Midnight where the bank hides the time.
    #[serde(with = "wire::instant")]
    pub transacted_at: Option<OffsetDateTime>,
    /// Day it was booked.
    #[serde(with = "wire::date")]
    pub accounting_date: Option<Date>,
    /// Next business day, where the day is none, as Belvo works it out.
    #[serde(with = "wire::date")]
    pub inferred_accounting_date: Option<Date>,
    /// Amount, without a sign: the direction is in `kind`.
    pub amount: Option<Amount>,
    /// Value in BRL of a purchase in another currency.
    pub local_currency_amount: Option<Amount>,
    /// Always null for Brazil.
    pub balance: Option<Amount>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// What the bank writes about it.
    pub description: Option<Redacted<String>>,
    /// Always null for Brazil.
    pub observations: Option<Redacted<String>>,
    /// Who was paid by card.
    pub merchant: Option<Merchant>,
    /// What it is about. An add-on of Belvo.
    pub category: Option<TransactionCategory>,
    /// What it is about, more closely.
    pub subcategory: Option<TransactionSubcategory>,
    /// Always null for Brazil.
    pub reference: Option<String>,
    /// Which way money went.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<Direction>,
    /// Status.
    pub status: Option<TransactionStatus>,
    /// Of a card.
    pub credit_card_data: Option<TransactionCardData>,
    /// Who is at the other side.
    pub counterparty: Option<Counterparty>,
    /// Of a loan.
    pub loan_data: Option<TransactionLoanData>,
    /// At once or in instalments.
    pub payment_type: Option<PaymentType>,
    /// What moved the money, such as `PIX` or `TED`.
    pub operation_type: Option<String>,
    /// Further words about `operation_type`.
    pub operation_type_additional_info: Option<String>,
    /// Merchant category code; its leading zeros are lost.
    pub mcc: Option<u32>,
}

crate::fields::fields! {
    /// What of a transaction can be left out or asked for.
    pub enum TransactionField of Transaction {
        Id = "id",
        InternalIdentification = "internal_identification",
        Account = "account",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        ValueDate = "value_date",
        TransactedAt = "transacted_at",
        AccountingDate = "accounting_date",
        InferredAccountingDate = "inferred_accounting_date",
        Amount = "amount",
        LocalCurrencyAmount = "local_currency_amount",
        Balance = "balance",
        Currency = "currency",
        Description = "description",
        Observations = "observations",
        Merchant = "merchant",
        Category = "category",
        Subcategory = "subcategory",
        Reference = "reference",
        Type = "type",
        Status = "status",
        CreditCardData = "credit_card_data",
        Counterparty = "counterparty",
        LoanData = "loan_data",
        PaymentType = "payment_type",
        OperationType = "operation_type",
        OperationTypeAdditionalInfo = "operation_type_additional_info",
        Mcc = "mcc",
    }
}

/// Who was paid by card. An add-on of Belvo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Merchant {
    /// Address of the logo.
    pub logo: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Name of the merchant.
    pub merchant_name: Option<String>,
}

/// What a card adds to a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TransactionCardData {
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Name of the bill; none while it is open.
    pub bill_name: Option<String>,
    /// Day the bill is due; none while it is open.
    #[serde(with = "wire::date")]
    pub bill_due_date: Option<Date>,
    /// The bank's id of the bill; none while it is open.
    pub bill_internal_identification: Option<String>,
    /// Always null for Brazil.
    pub bill_status: Option<String>,
    /// Always null for Brazil.
    pub previous_bill_total: Option<String>,
    /// The bill when Belvo looked.
    pub bill_amount: Option<Amount>,
    /// Number of the card, usually its last four digits.
    pub card_number: Option<Redacted<String>>,
    /// What fee it is.
    pub fee_type: Option<CardFeeType>,
    /// Further words about `fee_type`.
    pub fee_type_additional_info: Option<String>,
    /// What credit it is.
    pub credits_type: Option<CardCreditType>,
    /// Further words about `credits_type`.
    pub credits_type_additional_info: Option<String>,
    /// The bank's label of the instalment.
    pub installment_identifier: Option<String>,
    /// Instalments in all.
    pub number_of_installments: Option<i64>,
    /// The bill it is on.
    pub credit_card_bill: Option<BillRef>,
}

/// The bill that a card transaction is on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BillRef {
    /// Identifier.
    pub id: Option<BillId>,
    /// The institution's own id; stays the same when a link is made anew (inferred).
    pub internal_identification: Option<String>,
}

/// Who is at the other side of a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Counterparty {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<PersonType>,
    /// Number of the document; CPF or CNPJ in Brazil.
    pub document_number: Option<Redacted<String>>,
    /// Number of the bank (COMPE).
    pub clearing_code: Option<String>,
    /// Branch.
    pub agency: Option<Redacted<String>>,
    /// Check digit.
    pub check_digit: Option<Redacted<String>>,
    /// Number.
    pub number: Option<Redacted<String>>,
}

/// What a loan adds to a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TransactionLoanData {
    /// Whether it was paid outside the schedule; only then are there fees and charges.
    pub is_detached: Option<bool>,
    /// Instalment.
    pub installment_id: Option<String>,
    /// Fees.
    #[serde(deserialize_with = "present::items")]
    pub fees: Vec<TransactionLoanFee>,
    /// Charges.
    #[serde(deserialize_with = "present::items")]
    pub charges: Vec<TransactionLoanCharge>,
}

/// A fee paid with a loan payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TransactionLoanFee {
    /// Name.
    pub name: Option<String>,
    /// Code.
    pub code: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
}

/// A charge paid with a loan payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TransactionLoanCharge {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Further words.
    pub info: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
}

//! Incomes.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{AccountId, IncomeId, LinkId};
use crate::present;

client_core::open_enum! {
    /// Where incomes were looked for.
    pub enum IncomeSource {
        /// Bank.
        Bank = "BANK",
    }

    /// What an income is.
    pub enum IncomeType {
        /// Salary.
        Salary = "SALARY",
        /// Government.
        Government = "GOVERNMENT",
        /// Interest.
        Interest = "INTEREST",
        /// Rent.
        Rent = "RENT",
        /// Retirement.
        Retirement = "RETIREMENT",
        /// Freelance.
        Freelance = "FREELANCE",
        /// Alternative income.
        AlternativeIncome = "ALTERNATIVE_INCOME",
        /// Transfer.
        Transfer = "TRANSFER",
        /// Deposit.
        Deposit = "DEPOSIT",
        /// Unknown.
        Unknown = "UNKNOWN",
    }

    /// How often an income comes.
    pub enum StreamFrequency {
        /// Monthly.
        Monthly = "MONTHLY",
        /// Fortnightly.
        Fortnightly = "FORTNIGHTLY",
        /// Weekly.
        Weekly = "WEEKLY",
        /// Irregular.
        Irregular = "IRREGULAR",
        /// Single.
        Single = "SINGLE",
    }

    /// How sure Belvo is.
    pub enum Confidence {
        /// High.
        High = "HIGH",
        /// Medium.
        Medium = "MEDIUM",
        /// Low.
        Low = "LOW",
    }
}

/// What Belvo makes of the transactions of checking and savings accounts in at most 365 days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IncomeReport {
    /// Identifier.
    pub id: Option<IncomeId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// The sources found.
    #[serde(deserialize_with = "present::items")]
    pub income_streams: Vec<IncomeStream>,
    /// Where they were looked for.
    pub income_source_type: Option<IncomeSource>,
    /// Day of the first transaction looked at.
    #[serde(with = "wire::date")]
    pub first_transaction_date: Option<Date>,
    /// Day of the last transaction looked at.
    #[serde(with = "wire::date")]
    pub last_transaction_date: Option<Date>,
    /// Business day of the month on which a charge is likeliest to be paid.
    pub best_working_day_to_charge: Option<i64>,
    /// Further good business days, three at most.
    #[serde(deserialize_with = "present::items")]
    pub good_working_days_to_charge: Vec<i64>,
    /// Sources in all.
    pub number_of_income_streams: Option<i64>,
    /// Income a month, on average.
    pub monthly_average: Option<Amount>,
    /// Regular income a month.
    pub monthly_average_regular: Option<Amount>,
    /// Irregular income a month.
    pub monthly_average_irregular: Option<Amount>,
    /// Income a month that Belvo is hardly sure of.
    pub monthly_average_low_confidence: Option<Amount>,
    /// Income a month that Belvo is fairly sure of.
    pub monthly_average_medium_confidence: Option<Amount>,
    /// Income a month that Belvo is sure of.
    pub monthly_average_high_confidence: Option<Amount>,
    /// Income in all.
    pub total_income_amount: Option<Amount>,
    /// Regular income in all.
    pub total_regular_income_amount: Option<Amount>,
    /// Irregular income in all.
    pub total_irregular_income_amount: Option<Amount>,
    /// Income that Belvo is hardly sure of.
    pub total_low_confidence: Option<Amount>,
    /// Income that Belvo is fairly sure of.
    pub total_medium_confidence: Option<Amount>,
    /// Income that Belvo is sure of.
    pub total_high_confidence: Option<Amount>,
}

crate::fields::fields! {
    /// What of an income report can be left out or asked for.
    pub enum IncomeField of IncomeReport {
        Id = "id",
        Link = "link",
        CreatedAt = "created_at",
        IncomeStreams = "income_streams",
        IncomeSourceType = "income_source_type",
        FirstTransactionDate = "first_transaction_date",
        LastTransactionDate = "last_transaction_date",
        BestWorkingDayToCharge = "best_working_day_to_charge",
        GoodWorkingDaysToCharge = "good_working_days_to_charge",
        NumberOfIncomeStreams = "number_of_income_streams",
        MonthlyAverage = "monthly_average",
        MonthlyAverageRegular = "monthly_average_regular",
        MonthlyAverageIrregular = "monthly_average_irregular",
        MonthlyAverageLowConfidence = "monthly_average_low_confidence",
        MonthlyAverageMediumConfidence = "monthly_average_medium_confidence",
        MonthlyAverageHighConfidence = "monthly_average_high_confidence",
        TotalIncomeAmount = "total_income_amount",
        TotalRegularIncomeAmount = "total_regular_income_amount",
        TotalIrregularIncomeAmount = "total_irregular_income_amount",
        TotalLowConfidence = "total_low_confidence",
        TotalMediumConfidence = "total_medium_confidence",
        TotalHighConfidence = "total_high_confidence",
    }
}

/// One source of income.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IncomeStream {
    /// The account.
    pub account_id: Option<AccountId>,
    /// What it is.
    pub income_type: Option<IncomeType>,
    /// How often it comes.
    pub frequency: Option<StreamFrequency>,
    /// Income a month, on average.
    pub monthly_average: Option<Amount>,
    /// Income a month, median.
    pub monthly_median: Option<Amount>,
    /// One payment, on average.
    pub average_income_amount: Option<Amount>,
    /// The last payment.
    pub last_income_amount: Option<Amount>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// What the bank wrote about the last payment.
    pub last_income_description: Option<Redacted<String>>,
    /// Day of the last payment.
    #[serde(with = "wire::date")]
    pub last_income_date: Option<Date>,
    /// How even the amounts are, 0 to 1.
    pub stability: Option<Amount>,
    /// How even the intervals are, 0 to 1.
    pub regularity: Option<Amount>,
    /// How the amounts rise or fall; negative when they fall.
    pub trend: Option<Amount>,
    /// Periods looked at.
    pub lookback_periods: Option<i64>,
    /// Periods looked at that are whole.
    pub full_periods: Option<i64>,
    /// Periods with a payment.
    pub periods_with_income: Option<i64>,
    /// Payments.
    pub number_of_incomes: Option<i64>,
    /// How sure Belvo is.
    pub confidence: Option<Confidence>,
}

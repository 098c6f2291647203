use crate::error::{ParseError, ParseErrorKind};
use time::macros::date;
use time::{Date, Duration};

/// Day 0 of the factor.
const BASE: Date = date!(1997 - 10 - 07);
/// The first day with a factor, and the day on which it started again at 1000.
const FIRST_DAY: Date = date!(2000 - 07 - 03);
const RESET_DAY: Date = date!(2025 - 02 - 22);
const CYCLE_DAYS: i64 = 9_000;

const LOWEST: u16 = 1_000;
const HIGHEST: u16 = 9_999;

/// The due date of a bank title as its barcode writes it: four digits, 1000 to 9999, that count
/// days in cycles of 9,000.
///
/// The first cycle ran from 2000-07-03 to 2025-02-21. Since then every factor stands for more
/// than one day, and [`resolve`](Self::resolve) needs to know when the boleto was in use.
///
/// ```
/// use brazil_types::boleto::{DueDate, DueDateFactor, DueDateWindow};
/// use time::macros::date;
///
/// let factor = DueDateFactor::new(1566)?;
/// let issued = date!(2026-08-10);
/// assert_eq!(factor.resolve(issued, DueDateWindow::LIVE), DueDate::Resolved(date!(2026-09-11)));
/// assert_eq!(DueDateFactor::from_date(date!(2026-09-11))?, factor);
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "fator de vencimento")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DueDateFactor(u16);

/// How far a due date may lie from the reference day to be believed.
///
/// Below 9,000 days in all, at most one day fits; what falls in the gap is ambiguous.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DueDateWindow {
    /// Days before the reference.
    pub past_days: u16,
    /// Days after the reference.
    pub future_days: u16,
}

/// The days a factor can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueDate {
    /// Exactly one day lies in the window.
    Resolved(Date),
    /// None or several do: the days of the first three cycles, up to 2074, to choose from.
    Ambiguous([Date; 3]),
}

impl DueDateWindow {
    /// 3,000 days back, 5,500 ahead: the banks' rule for a boleto being paid now. It reads old
    /// paper wrongly, or not at all.
    pub const LIVE: Self = Self {
        past_days: 3_000,
        future_days: 5_500,
    };

    /// 7,300 days back, 1,699 ahead: for archives whose documents are not dated one by one.
    pub const ARCHIVE: Self = Self {
        past_days: 7_300,
        future_days: 1_699,
    };
}

impl DueDateFactor {
    /// A factor as read.
    ///
    /// # Errors
    ///
    /// `BadValue` outside 1000–9999. A title whose digits are below that has no due date.
    pub fn new(factor: u16) -> Result<Self, ParseError> {
        if (LOWEST..=HIGHEST).contains(&factor) {
            Ok(Self(factor))
        } else {
            let fix = "a factor is a number from 1000 to 9999";
            Err(ParseError::new(
                ParseErrorKind::BadValue,
                "due-date factor",
                fix,
            ))
        }
    }

    /// The factor that stands for `date`.
    ///
    /// # Errors
    ///
    /// `BadDate` before 2000-07-03.
    pub fn from_date(date: Date) -> Result<Self, ParseError> {
        let too_early = || {
            let fix = "factors exist from 2000-07-03 on";
            ParseError::new(ParseErrorKind::BadDate, "due-date factor", fix)
        };
        let since_reset = (date - RESET_DAY).whole_days();
        let factor = if date < FIRST_DAY {
            return Err(too_early());
        } else if since_reset < 0 {
            (date - BASE).whole_days()
        } else {
            i64::from(LOWEST) + since_reset % CYCLE_DAYS
        };
        u16::try_from(factor).map(Self).map_err(|_| too_early())
    }

    /// For four digits of a barcode of which the first is not zero.
    pub(super) const fn trusted(factor: u16) -> Self {
        Self(factor)
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The day of this factor in each of the first three cycles, 9,000 days apart.
    pub fn candidates(self) -> [Date; 3] {
        [0, 1, 2].map(|cycle| BASE + Duration::days(i64::from(self.0) + cycle * CYCLE_DAYS))
    }

    /// The day meant by a boleto that was in use on `reference`.
    ///
    /// `reference` is the day the boleto was issued, registered or paid. Today's date would give
    /// another answer when the same file is read again in some years.
    pub fn resolve(self, reference: Date, window: DueDateWindow) -> DueDate {
        let candidates = self.candidates();
        let fits = |candidate: &Date| {
            let distance = (*candidate - reference).whole_days();
            (-i64::from(window.past_days)..=i64::from(window.future_days)).contains(&distance)
        };
        let mut fitting = candidates.into_iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => DueDate::Resolved(only),
            _ => DueDate::Ambiguous(candidates),
        }
    }
}

impl DueDate {
    /// The day, if there is one.
    pub const fn date(self) -> Option<Date> {
        match self {
            Self::Resolved(date) => Some(date),
            Self::Ambiguous(_) => None,
        }
    }

    /// The day, where the program cannot go on without.
    ///
    /// # Errors
    ///
    /// `Ambiguous`.
    pub fn require(self) -> Result<Date, ParseError> {
        let fix = "give the day the boleto was issued or paid as reference, or another window";
        self.date().ok_or(ParseError::new(
            ParseErrorKind::Ambiguous,
            "due-date factor",
            fix,
        ))
    }
}

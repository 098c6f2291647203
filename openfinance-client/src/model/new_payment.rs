//! Payment consents as they are asked for.

use brazil_types::calendar::brasilia_date;
use brazil_types::{Cnpj, Cpf, TaxId, TaxIdKind};
use client_core::money::Amount;
use client_core::{Error, Result};
use serde::Serialize;
use time::{Date, Duration, OffsetDateTime};

use super::new_consent::{Identified, Who, identified};
use super::{
    Creditor, Currency, LocalInstrument, PaymentDates, PaymentKind, PaymentPurpose,
    PaymentSchedule, PaymentTerms, PixAccount, PixTarget,
};

/// A consent to ask for: who agrees, who is paid, how much, where to, and when.
///
/// ```
/// use brazil_types::{Cpf, Ispb, PixKey, TaxId};
/// use openfinance_client::Amount;
/// use openfinance_client::model::{
///     Creditor, NewPaymentConsent, PaymentDates, PixAccount, PixAccountKind, PixTarget,
/// };
/// use time::macros::date;
///
/// let account = PixAccount::new(Ispb::parse("12345678")?, "1234567", PixAccountKind::Current)
///     .at_branch("1774");
/// let target = PixTarget::key(&PixKey::parse("loja@example.com")?, account);
/// let shop = Creditor::new(TaxId::parse("12ABC34501DE35")?, "Loja Fictícia");
/// let payer = Cpf::parse("529.982.247-25")?;
/// let consent = NewPaymentConsent::of_person(payer, shop, Amount::parse("129.90")?, target)
///     .scheduled(PaymentDates::Once(date!(2027 - 02 - 10)), "Mensalidade");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPaymentConsent {
    who: Who,
    creditor: Creditor,
    amount: Amount,
    target: PixTarget,
    schedule: Option<(PaymentDates, String)>,
    purpose: Option<PaymentPurpose>,
    debtor_account: Option<PixAccount>,
    town: Option<String>,
}

/// The furthest day of a schedule.
const LONGEST_SCHEDULE_YEARS: i32 = 2;
const LONGEST_NAME: usize = 150;
const LONGEST_TEXT: usize = 255;

impl NewPaymentConsent {
    /// The consent of a person, to a payment today.
    #[doc(alias = "loggedUser")]
    pub fn of_person(person: Cpf, creditor: Creditor, amount: Amount, target: PixTarget) -> Self {
        let who = Who {
            person,
            company: None,
        };
        Self::of(who, creditor, amount, target)
    }

    /// The consent of a company, given by a person who acts for it, to a payment today.
    #[doc(alias = "businessEntity")]
    pub fn of_company(
        company: Cnpj,
        person: Cpf,
        creditor: Creditor,
        amount: Amount,
        target: PixTarget,
    ) -> Self {
        let who = Who {
            person,
            company: Some(company),
        };
        Self::of(who, creditor, amount, target)
    }

    fn of(who: Who, creditor: Creditor, amount: Amount, target: PixTarget) -> Self {
        Self {
            who,
            creditor,
            amount,
            target,
            schedule: None,
            purpose: None,
            debtor_account: None,
            town: None,
        }
    }

    /// Pays on these days instead of today. `told` describes them to the customer, as in "every
    /// Thursday for six months".
    #[doc(alias = "schedule")]
    #[must_use]
    pub fn scheduled(mut self, dates: PaymentDates, told: impl Into<String>) -> Self {
        self.schedule = Some((dates, told.into()));
        self
    }

    /// Pays out cash at a shop (Pix Saque).
    #[doc(alias = "WITHDRAW")]
    #[must_use]
    pub fn withdrawal(mut self) -> Self {
        self.purpose = Some(PaymentPurpose::Withdrawal);
        self
    }

    /// Pays for a purchase with cash back (Pix Troco).
    #[doc(alias = "CHANGE")]
    #[must_use]
    pub fn change(mut self) -> Self {
        self.purpose = Some(PaymentPurpose::Change);
        self
    }

    /// The account to pay from; otherwise the customer chooses at the bank.
    #[doc(alias = "debtorAccount")]
    #[must_use]
    pub fn from_account(mut self, account: PixAccount) -> Self {
        self.debtor_account = Some(account);
        self
    }

    /// The town of the payer by its IBGE number of seven digits: whose holidays count. Dynamic QR
    /// codes with a due date need it.
    #[doc(alias = "ibgeTownCode")]
    #[must_use]
    pub fn payer_town(mut self, code: impl Into<String>) -> Self {
        self.town = Some(code.into());
        self
    }

    /// The body of version 4, if it can say the same.
    pub(crate) fn checked_for_v4(&self) -> Result<impl Serialize + use<>> {
        let instrument = &self.target.instrument;
        if [
            LocalInstrument::StaticQrByNfc,
            LocalInstrument::DynamicQrByNfc,
        ]
        .contains(instrument)
        {
            return Err(Error::input(
                "payment.details.localInstrument: codes over NFC need version 5",
            ));
        }
        if self.purpose.is_some() {
            return Err(Error::input("payment.purpose: cash needs version 5"));
        }
        let mut body = self.checked()?;
        let payment = &mut body.payment;
        payment.purpose = None;
        payment.target.charge = None;
        payment.schedule = payment.schedule.take().map(PaymentSchedule::for_v4);
        Ok(body)
    }

    pub(crate) fn checked(&self) -> Result<PaymentConsentBody> {
        let today = brasilia_date(OffsetDateTime::now_utc());
        self.creditor.check(LONGEST_NAME)?;
        let cents = positive_cents("payment.amount", self.amount)?;
        self.target.check(cents)?;
        if let Some(account) = &self.debtor_account {
            account.check("debtorAccount")?;
        }
        check_town(self.town.as_deref(), "payment.ibgeTownCode")?;
        if let Some((dates, told)) = &self.schedule {
            check_dates(dates, told, today, &self.target)?;
        }
        Ok(PaymentConsentBody {
            logged_user: identified(self.who.person, "CPF"),
            business_entity: self.who.company.map(|company| identified(company, "CNPJ")),
            creditor: self.creditor.clone(),
            payment: self.terms(today)?,
            debtor_account: self.debtor_account.clone(),
        })
    }

    fn terms(&self, today: Date) -> Result<PaymentTerms> {
        let purpose = match (&self.purpose, &self.schedule) {
            (Some(_), Some(_)) => {
                return Err(Error::input(
                    "payment.purpose: cash is paid out at once, so it cannot be scheduled",
                ));
            }
            (Some(purpose), None) => purpose.clone(),
            (None, None) => PaymentPurpose::Immediate,
            (None, Some((dates, _))) if dates.is_recurrent() => PaymentPurpose::RecurrentScheduled,
            (None, Some(_)) => PaymentPurpose::SingleScheduled,
        };
        let schedule = self.schedule.as_ref();
        let schedule = schedule.map(|(dates, told)| PaymentSchedule::of(dates, told));
        Ok(PaymentTerms {
            kind: PaymentKind::Pix,
            purpose: Some(purpose),
            date: schedule.is_none().then_some(today),
            schedule,
            currency: Currency::Brl,
            amount: self.amount,
            town: self.town.clone(),
            target: self.target.clone(),
        })
    }
}

fn check_dates(dates: &PaymentDates, told: &str, today: Date, target: &PixTarget) -> Result<()> {
    if !(1..=LONGEST_TEXT).contains(&told.chars().count()) {
        return Err(Error::input(
            "payment.schedule.additionalInformation must be 1 to 255 characters; describe the days",
        ));
    }
    let plain = ["MANU", "DICT", "QRES"];
    if dates.is_recurrent() && !plain.contains(&target.instrument.as_str()) {
        return Err(Error::input(
            "payment.details.localInstrument: a series is paid to an account, a key or a static \
             QR code only",
        ));
    }
    let days = dates.days()?;
    let last = today
        .replace_year(today.year() + LONGEST_SCHEDULE_YEARS)
        // Of 29 February that year has no anniversary; the day before is the careful reading.
        .unwrap_or(today + Duration::days(730));
    match (days.first(), days.last()) {
        (Some(first), _) if *first <= today => Err(Error::input(
            "payment.schedule begins today or earlier in Brasília: begin tomorrow or later",
        )),
        (_, Some(end)) if *end > last => Err(Error::input(
            "payment.schedule ends more than two years from now: end earlier",
        )),
        _ => Ok(()),
    }
}

/// The amount in cents, if it is money to pay.
pub(super) fn positive_cents(field: &str, amount: Amount) -> Result<i64> {
    match amount.to_cents() {
        Ok(cents) if cents > 0 => Ok(cents),
        Ok(_) => Err(Error::input(format!("{field} must be more than zero"))),
        Err(cause) => Err(Error::input(format!("{field} must be whole cents")).with_source(cause)),
    }
}

/// The same amount as payments write it: with two decimals.
pub(super) fn in_cents(field: &str, amount: Amount) -> Result<Amount> {
    positive_cents(field, amount).map(Amount::from_cents)
}

pub(super) fn check_town(town: Option<&str>, field: &str) -> Result<()> {
    let is_code = |code: &str| code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit());
    match town.is_none_or(is_code) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} must be the seven digits by which the IBGE knows the town"
        ))),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaymentConsentBody {
    logged_user: Identified<Cpf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_entity: Option<Identified<Cnpj>>,
    creditor: Creditor,
    payment: PaymentTerms,
    #[serde(skip_serializing_if = "Option::is_none")]
    debtor_account: Option<PixAccount>,
}

/// Who cancels, as banks want to know it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cancelling {
    status: &'static str,
    cancellation: CancelledBy,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CancelledBy {
    cancelled_by: Identified<TaxId>,
}

/// The body that cancels payments, by a person or company that may.
pub(crate) fn cancelling(by: TaxId) -> impl Serialize {
    let kind = match by.kind() {
        TaxIdKind::Cpf => "CPF",
        TaxIdKind::Cnpj => "CNPJ",
    };
    Cancelling {
        status: "CANC",
        cancellation: CancelledBy {
            cancelled_by: identified(by, kind),
        },
    }
}

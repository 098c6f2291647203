//! Pix Automático on the side of who pays.

use client_core::Result;
use http::{HeaderName, HeaderValue};
use time::{Date, OffsetDateTime};

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::autopix_payer::{
    Billing, BillingCancellation, BillingProgress, BillingStatus, Recurrence, RecurrenceActivation,
    RecurrenceCancellation, RecurrenceHistory, RecurrenceLimits, RecurrenceProgress,
    RecurrenceRequest, RecurrenceStatus, RequestAnswer, RequestProgress, RequestStatus,
};
use crate::model::{
    AccountId, AccountNumber, EndToEndId, PartlyPublished, RecurrenceId, RecurrenceRequestId, Txid,
    check,
};
use crate::operations::{Endpoint, autopix_payer as row};
use crate::paging::Query;

const PAYER: HeaderName = HeaderName::from_static("cpf-cnpj-pagador");

/// Pix Automático of one payer: reached by [`Matera::autopix_payer`].
///
/// ```no_run
/// # async fn agree(matera: &matera_client::Matera) -> matera_client::Result<()> {
/// use matera_client::Amount;
/// use matera_client::model::autopix_payer::{RecurrenceLimits, RequestAnswer};
/// use time::macros::datetime;
///
/// let account = "5F0C9A11-7B1E-4C55-9D7A-0A1B2C3D4E5F".into();
/// let payer = matera.autopix_payer(&account, "52998224725");
/// let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-22 0:00 -3));
/// let mut requests = payer.list_requests(from, to).send();
/// while let Some(request) = requests.try_next().await? {
///     let limits = RecurrenceLimits::at_most(Amount::from_cents(12_000));
///     let answer = RequestAnswer::accept("Joana Ficticia", limits);
///     if let Some(id) = &request.id {
///         payer.answer_request(id, &answer).send().await?;
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[doc(alias = "pix automatico")]
#[derive(Clone, Copy, Debug)]
pub struct AutopixPayerArea<'a> {
    client: &'a Matera,
    account: &'a AccountId,
    payer: Payer<'a>,
}

/// CPF or CNPJ of the payer.
#[derive(Clone, Copy)]
struct Payer<'a>(&'a str);

impl std::fmt::Debug for Payer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Matera {
    /// Pix Automático of the payer with this CPF or CNPJ (without punctuation), who holds this
    /// account. The tax id goes in a header of every call; one that cannot be right is an
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) of the call.
    #[doc(alias = "pix automatico")]
    #[doc(alias = "Cpf-Cnpj-Pagador")]
    pub fn autopix_payer<'a>(
        &'a self,
        account: &'a AccountId,
        tax_id: &'a str,
    ) -> AutopixPayerArea<'a> {
        AutopixPayerArea {
            client: self,
            account,
            payer: Payer(tax_id),
        }
    }
}

impl AutopixPayerArea<'_> {
    /// One recurrence. The path is inferred (I+).
    pub fn get(&self, id: &RecurrenceId) -> Action<PartlyPublished<Recurrence>> {
        Action::data(self.client, self.of_recurrence(&row::GET, id))
    }

    /// Changes what is allowed for each billing. Method and path are a guess (I-).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when the limit
    /// is not above zero.
    #[doc(alias = "limits")]
    pub fn set_limits(
        &self,
        id: &RecurrenceId,
        limits: &RecurrenceLimits,
    ) -> KeyedAction<PartlyPublished<Recurrence>> {
        let draft = limits.check();
        let draft = draft.and_then(|()| self.of_recurrence(&row::SET_LIMITS, id)?.json(limits));
        Action::data(self.client, draft).keyed()
    }

    /// What happened to a recurrence. The path is a guess (I-).
    pub fn histories(&self, id: &RecurrenceId) -> Query<PartlyPublished<RecurrenceHistory>> {
        let draft = self.of_recurrence(&row::HISTORIES, id);
        // Documented as a filter, whatever the path.
        let draft = draft.map(|draft| draft.with_query("recId", id));
        self.query(&row::HISTORIES, draft)
    }

    /// Ends a recurrence. Cannot be undone. Method and path are a guess (I-).
    pub fn cancel(
        &self,
        id: &RecurrenceId,
        cancellation: &RecurrenceCancellation,
    ) -> KeyedAction<PartlyPublished<Recurrence>> {
        let draft = cancellation.check();
        let draft = draft.and_then(|()| self.of_recurrence(&row::CANCEL, id)?.json(cancellation));
        Action::data(self.client, draft).keyed()
    }

    /// Agrees to a recurrence that was read off a QR code (journeys 2 to 4). Documented (D).
    pub fn activate(
        &self,
        activation: &RecurrenceActivation,
    ) -> KeyedAction<PartlyPublished<Recurrence>> {
        let draft = activation.check();
        let draft = draft.and_then(|()| self.draft(&row::ACTIVATE)?.json(activation));
        Action::data(self.client, draft).keyed()
    }

    /// The recurrences between these days, both included. The path is inferred (I+).
    #[doc(alias = "initialDate")]
    pub fn list(&self, from: Date, to: Date) -> Query<PartlyPublished<Recurrence>> {
        let query = self.query(&row::LIST, self.draft(&row::LIST));
        query.days(("initialDate", from), ("endDate", to))
    }

    /// What receivers asked between these moments (journey 1). The path is inferred (I+).
    #[doc(alias = "recurrences-requests")]
    pub fn list_requests(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Query<PartlyPublished<RecurrenceRequest>> {
        let query = self.query(&row::LIST_REQUESTS, self.draft(&row::LIST_REQUESTS));
        query.moments(("initialDate", from), ("endDate", to))
    }

    /// One request of a receiver. The path is inferred (I+).
    pub fn get_request(
        &self,
        id: &RecurrenceRequestId,
    ) -> Action<PartlyPublished<RecurrenceRequest>> {
        Action::data(self.client, self.of_request(&row::GET_REQUEST, id))
    }

    /// Answers a request of a receiver (journey 1). Documented (D). The outcome comes by webhook:
    /// the recurrence ends as approved or rejected, the request as accepted or rejected.
    #[doc(alias = "authorization")]
    pub fn answer_request(
        &self,
        id: &RecurrenceRequestId,
        answer: &RequestAnswer,
    ) -> KeyedAction<PartlyPublished<RecurrenceRequest>> {
        let draft = answer.check();
        let draft = draft.and_then(|()| self.of_request(&row::ANSWER_REQUEST, id)?.json(answer));
        Action::data(self.client, draft).keyed()
    }

    /// Ends a billing that is not paid. Method and path are a guess (I-).
    pub fn cancel_billing(
        &self,
        txid: &Txid,
        cancellation: &BillingCancellation,
    ) -> KeyedAction<PartlyPublished<Billing>> {
        let draft = self.draft(&row::CANCEL_BILLING);
        let draft = draft.and_then(|draft| draft.argument("txId", txid).json(cancellation));
        Action::data(self.client, draft).keyed()
    }

    /// The billings between these moments. The path is a guess (I-).
    pub fn list_billings(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Query<PartlyPublished<Billing>> {
        let query = self.query(&row::LIST_BILLINGS, self.draft(&row::LIST_BILLINGS));
        query.moments(("initialDate", from), ("endDate", to))
    }

    /// One billing. The path is a guess (I-).
    pub fn get_billing(&self, txid: &Txid) -> Action<PartlyPublished<Billing>> {
        let draft = self.draft(&row::GET_BILLING);
        Action::data(self.client, draft.map(|draft| draft.argument("txId", txid)))
    }

    /// The billing that this Pix pays. The path is a guess (I-).
    pub fn get_billing_by_end_to_end_id(
        &self,
        id: &EndToEndId,
    ) -> Action<PartlyPublished<Billing>> {
        let draft = self.draft(&row::GET_BILLING_BY_END_TO_END_ID);
        Action::data(self.client, draft.map(|draft| draft.argument("e2eId", id)))
    }

    fn of_recurrence(&self, row: &'static Endpoint, id: &RecurrenceId) -> Result<Draft> {
        Ok(self.draft(row)?.argument("recId", id))
    }

    fn of_request(&self, row: &'static Endpoint, id: &RecurrenceRequestId) -> Result<Draft> {
        Ok(self.draft(row)?.argument("requestRecId", id))
    }

    fn draft(&self, row: &'static Endpoint) -> Result<Draft> {
        let Payer(tax_id) = self.payer;
        check::tax_id(tax_id, "Cpf-Cnpj-Pagador")?;
        let mut value = HeaderValue::from_str(tax_id)
            .map_err(|_| client_core::Error::input("Cpf-Cnpj-Pagador cannot stand in a header"))?;
        value.set_sensitive(true);
        Ok(Draft::of(row).of_account(self.account).header(PAYER, value))
    }

    /// A list whose draft may have met a bad argument: the pager's first page says so.
    fn query<T>(&self, row: &'static Endpoint, draft: Result<Draft>) -> Query<T> {
        Query::new(self.client, Draft::of(row)).change(|_| draft)
    }
}

/// In which direction a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    Descending,
}

impl<T> Query<T> {
    fn sorted(self, by: &'static str, direction: SortDirection) -> Self {
        let direction = match direction {
            SortDirection::Ascending => "asc",
            SortDirection::Descending => "desc",
        };
        self.filter("sort", format_args!("{by},{direction}"))
    }

    fn of_payer_account(self, account: &AccountNumber) -> Self {
        self.filter("payerBranch", account.branch.expose())
            .filter("payerAccount", account.account.expose())
    }
}

/// Filters of the history of a recurrence.
impl Query<PartlyPublished<RecurrenceHistory>> {
    /// Only steps to there.
    pub fn status(self, status: RecurrenceStatus) -> Self {
        self.filter("status", status)
    }

    /// Only steps to there between the institutions.
    #[doc(alias = "integrationStatus")]
    pub fn progress(self, progress: RecurrenceProgress) -> Self {
        self.filter("integrationStatus", progress)
    }

    /// Only of this account of the payer.
    #[doc(alias = "payerBranch")]
    #[doc(alias = "payerAccount")]
    pub fn payer_account(self, account: &AccountNumber) -> Self {
        self.of_payer_account(account)
    }

    /// Between these days, both included.
    #[doc(alias = "initialDate")]
    #[doc(alias = "finalDate")]
    pub fn between(self, from: Date, to: Date) -> Self {
        self.days(("initialDate", from), ("finalDate", to))
    }

    /// By when they happened.
    #[doc(alias = "sort")]
    pub fn by_creation(self, direction: SortDirection) -> Self {
        self.sorted("createdAt", direction)
    }
}

/// Filters of the recurrences of a payer.
impl Query<PartlyPublished<Recurrence>> {
    /// Only this one.
    #[doc(alias = "recId")]
    pub fn recurrence(self, id: &RecurrenceId) -> Self {
        self.filter("recId", id)
    }

    /// Only of the debtor with this CPF or CNPJ.
    #[doc(alias = "debtorTaxDocument")]
    pub fn debtor(self, tax_id: &str) -> Self {
        self.change(|draft| {
            check::tax_id(tax_id, "debtorTaxDocument")?;
            Ok(draft.with_query("debtorTaxDocument", tax_id))
        })
    }

    /// Only of this account of the payer.
    #[doc(alias = "payerBranch")]
    #[doc(alias = "payerAccount")]
    pub fn payer_account(self, account: &AccountNumber) -> Self {
        self.of_payer_account(account)
    }

    /// Only those that stand there.
    pub fn status(self, status: RecurrenceStatus) -> Self {
        self.filter("status", status)
    }

    /// Only those that stand there between the institutions.
    #[doc(alias = "integrationStatus")]
    pub fn progress(self, progress: RecurrenceProgress) -> Self {
        self.filter("integrationStatus", progress)
    }

    /// By when they were made.
    #[doc(alias = "sort")]
    pub fn by_creation(self, direction: SortDirection) -> Self {
        self.sorted("createdAt", direction)
    }
}

/// Filters of what receivers asked.
impl Query<PartlyPublished<RecurrenceRequest>> {
    /// Only of this account of the payer, who is the request's recipient.
    #[doc(alias = "recipientBranch")]
    #[doc(alias = "recipientAccount")]
    pub fn payer_account(self, account: &AccountNumber) -> Self {
        self.filter("recipientBranch", account.branch.expose())
            .filter("recipientAccount", account.account.expose())
    }

    /// Only this request.
    #[doc(alias = "requestRecId")]
    pub fn request(self, id: &RecurrenceRequestId) -> Self {
        self.filter("requestRecId", id)
    }

    /// Only of this recurrence.
    #[doc(alias = "recId")]
    pub fn recurrence(self, id: &RecurrenceId) -> Self {
        self.filter("recId", id)
    }

    /// Only those that stand there.
    pub fn status(self, status: RequestStatus) -> Self {
        self.filter("status", status)
    }

    /// Only those that stand there between the institutions.
    #[doc(alias = "integrationStatus")]
    pub fn progress(self, progress: RequestProgress) -> Self {
        self.filter("integrationStatus", progress)
    }

    /// By when they came.
    #[doc(alias = "sort")]
    pub fn by_creation(self, direction: SortDirection) -> Self {
        self.sorted("createdAt", direction)
    }
}

/// Filters of the billings of a payer.
impl Query<PartlyPublished<Billing>> {
    /// Only what is due on this day.
    #[doc(alias = "dueDate")]
    pub fn due_on(self, day: Date) -> Self {
        self.change(|draft| {
            let day = crate::draft::day("dueDate", day)?;
            Ok(draft.with_query("dueDate", day))
        })
    }

    /// Only this billing.
    #[doc(alias = "txId")]
    pub fn txid(self, txid: &Txid) -> Self {
        self.filter("txId", txid)
    }

    /// Only what this Pix pays.
    #[doc(alias = "e2eId")]
    pub fn end_to_end_id(self, id: &EndToEndId) -> Self {
        self.filter("e2eId", id)
    }

    /// Only of this recurrence.
    #[doc(alias = "recId")]
    pub fn recurrence(self, id: &RecurrenceId) -> Self {
        self.filter("recId", id)
    }

    /// Only those that stand there.
    pub fn status(self, status: BillingStatus) -> Self {
        self.filter("status", status)
    }

    /// Only those that stand there between the institutions.
    #[doc(alias = "integrationStatus")]
    pub fn progress(self, progress: BillingProgress) -> Self {
        self.filter("integrationStatus", progress)
    }

    /// Only of this account of the payer.
    #[doc(alias = "payerBranch")]
    #[doc(alias = "payerAccount")]
    pub fn payer_account(self, account: &AccountNumber) -> Self {
        self.of_payer_account(account)
    }

    /// Only of the receiver with this CPF or CNPJ.
    #[doc(alias = "receiverDocument")]
    pub fn receiver(self, tax_id: &str) -> Self {
        self.change(|draft| {
            check::tax_id(tax_id, "receiverDocument")?;
            Ok(draft.with_query("receiverDocument", tax_id))
        })
    }

    /// By when they are due.
    #[doc(alias = "sort")]
    pub fn by_due_date(self, direction: SortDirection) -> Self {
        self.sorted("dueDate", direction)
    }
}

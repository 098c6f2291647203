//! Pix Automático on the side of who receives.

use brazil_types::Cnpj;
use client_core::{Error, Result};
use serde::Serialize;
use time::{Date, OffsetDateTime};

use crate::action::Action;
use crate::client::Matera;
use crate::draft::{Draft, day};
use crate::model::autopix_receiver::{
    Charge, ChargeStatus, ConfirmationRequest, Location, NewCharge, NewConfirmationRequest,
    NewRecurrence, Receiver, Recurrence, RecurrenceRevision, RecurrenceStatus,
};
use crate::model::{
    AccountId, PartlyPublished, RecurrenceId, RecurrenceRequestId, Txid, autopix_payer, check,
};
use crate::operations::{Endpoint, autopix_receiver as row};
use crate::paging::Query;

/// Pix Automático of one receiver: reached by [`Matera::autopix_receiver`].
///
/// None of these operations takes an idempotency key: a `create_*` whose outcome is
/// [`Outcome::Unknown`](client_core::Outcome::Unknown) must be looked for in its list before it is
/// sent again, or it may be there twice.
///
/// ```no_run
/// # async fn subscribe(matera: &matera_client::Matera) -> matera_client::Result<()> {
/// use matera_client::Amount;
/// use matera_client::model::autopix_receiver::{
///     ChargeRetries, Contract, Debtor, Frequency, NewRecurrence, RecurrenceCalendar,
/// };
/// use time::macros::date;
///
/// let contract = Contract::new("ASS-1042", Debtor::person("52998224725", "Joana Ficticia"));
/// let monthly = RecurrenceCalendar::new(date!(2026 - 12 - 05), Frequency::Monthly);
/// let recurrence = NewRecurrence::new(contract, monthly, ChargeRetries::ThreeInSevenDays)
///     .fixed_value(Amount::from_cents(8_990));
///
/// let account = "5F0C9A11-7B1E-4C55-9D7A-0A1B2C3D4E5F".into();
/// let made = matera.autopix_receiver(&account).create(&recurrence).send().await?;
/// println!("{:?} {:?}", made.id, made.status);
/// # Ok(())
/// # }
/// ```
#[doc(alias = "pix automatico")]
#[derive(Clone, Copy, Debug)]
pub struct AutopixReceiverArea<'a> {
    client: &'a Matera,
    account: &'a AccountId,
}

impl Matera {
    /// Pix Automático of the receiver who holds this account.
    #[doc(alias = "pix automatico")]
    pub fn autopix_receiver<'a>(&'a self, account: &'a AccountId) -> AutopixReceiverArea<'a> {
        AutopixReceiverArea {
            client: self,
            account,
        }
    }
}

/// The body that takes a request or a charge back.
#[derive(Serialize)]
struct Canceled {
    status: &'static str,
}

const CANCELED: Canceled = Canceled {
    status: "CANCELADA",
};

impl AutopixReceiverArea<'_> {
    /// Registers the company as a receiver: once, before anything else. Documented (D); cannot be
    /// changed or undone by the API.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when the CNPJ
    /// does not have 14 to 18 characters, the name 1 to 140, the e-mail 1 to 150.
    pub fn register_receiver(
        &self,
        cnpj: &str,
        name: &str,
        email: Option<&str>,
    ) -> Action<Receiver> {
        let draft = Registration::new(cnpj, name, email)
            .and_then(|body| self.draft(&row::REGISTER_RECEIVER).json(&body));
        Action::bare(self.client, draft)
    }

    /// One recurrence. The path is inferred (I+).
    #[doc(alias = "rec")]
    pub fn get(&self, id: &RecurrenceId) -> Action<Recurrence> {
        Action::bare(self.client, Ok(self.of_recurrence(&row::GET, id)))
    }

    /// One recurrence with the QR code that holds it together with this charge. The path is inferred
    /// (I+).
    #[doc(alias = "dadosQR")]
    pub fn get_with_charge(&self, id: &RecurrenceId, txid: &Txid) -> Action<Recurrence> {
        let draft = self.of_recurrence(&row::GET, id).with_query("txId", txid);
        Action::bare(self.client, Ok(draft))
    }

    /// Changes or cancels a recurrence. The path is inferred (I+).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when the
    /// revision changes nothing.
    pub fn revise(&self, id: &RecurrenceId, revision: &RecurrenceRevision) -> Action<Recurrence> {
        let draft = revision.check();
        let draft = draft.and_then(|()| self.of_recurrence(&row::REVISE, id).json(revision));
        Action::bare(self.client, draft)
    }

    /// The recurrences that were made between these moments. The path is inferred (I+).
    pub fn list(&self, from: OffsetDateTime, to: OffsetDateTime) -> Query<Recurrence> {
        let query = Query::new(self.client, self.draft(&row::LIST));
        query.moments(("inicio", from), ("fim", to))
    }

    /// Makes a recurrence. The path is inferred (I+). Ask the payer next:
    /// [`create_request`](Self::create_request), or show a QR code
    /// ([`create_location`](Self::create_location) before, [`get`](Self::get) after).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for texts that
    /// are too long, days out of order, and amounts that are not above zero.
    pub fn create(&self, recurrence: &NewRecurrence) -> Action<Recurrence> {
        let draft = recurrence.check();
        let draft = draft.and_then(|()| self.draft(&row::CREATE).json(recurrence));
        Action::bare(self.client, draft)
    }

    /// One recurrence with its QR code, in the words of the payer's side. The path is a guess (I-)
    /// and holds no account.
    #[doc(alias = "qrcodeData")]
    pub fn get_with_qr_code(
        &self,
        id: &RecurrenceId,
        txid: Option<&Txid>,
    ) -> Action<PartlyPublished<autopix_payer::Recurrence>> {
        let draft = Draft::of(&row::GET_WITH_QR_CODE).argument("idRec", id);
        let draft = match txid {
            Some(txid) => draft.with_query("txId", txid),
            None => draft,
        };
        Action::bare(self.client, Ok(draft))
    }

    /// Asks a payer to confirm a recurrence (journey 1). The path is inferred (I+).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when the account
    /// cannot be right.
    #[doc(alias = "solicrec")]
    pub fn create_request(&self, request: &NewConfirmationRequest) -> Action<ConfirmationRequest> {
        let draft = request.check();
        let draft = draft.and_then(|()| self.draft(&row::CREATE_REQUEST).json(request));
        Action::bare(self.client, draft)
    }

    /// One request to a payer. The path is inferred (I+).
    #[doc(alias = "solicrec")]
    pub fn get_request(&self, id: &RecurrenceRequestId) -> Action<ConfirmationRequest> {
        let draft = self.draft(&row::GET_REQUEST).argument("idSolicRec", id);
        Action::bare(self.client, Ok(draft))
    }

    /// Takes a request to a payer back. The path is inferred (I+).
    #[doc(alias = "solicrec")]
    pub fn cancel_request(&self, id: &RecurrenceRequestId) -> Action<ConfirmationRequest> {
        let draft = self.draft(&row::REVISE_REQUEST).argument("idSolicRec", id);
        Action::bare(self.client, draft.json(&CANCELED))
    }

    /// Charges a payer who agreed. The path is inferred (I+).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an amount
    /// that is not above zero, and texts that are too long.
    #[doc(alias = "cobr")]
    pub fn create_charge(&self, charge: &NewCharge) -> Action<Charge> {
        let draft = charge.check();
        let draft = draft.and_then(|()| self.draft(&row::CREATE_CHARGE).json(charge));
        Action::bare(self.client, draft)
    }

    /// One charge. The path is inferred (I+).
    #[doc(alias = "cobr")]
    pub fn get_charge(&self, txid: &Txid) -> Action<Charge> {
        Action::bare(self.client, Ok(self.of_charge(&row::GET_CHARGE, txid)))
    }

    /// Cancels a charge that is not paid. The path is inferred (I+).
    #[doc(alias = "cobr")]
    pub fn cancel_charge(&self, txid: &Txid) -> Action<Charge> {
        let draft = self.of_charge(&row::REVISE_CHARGE, txid).json(&CANCELED);
        Action::bare(self.client, draft)
    }

    /// The charges that were made between these moments. The path is inferred (I+).
    #[doc(alias = "cobsr")]
    pub fn list_charges(&self, from: OffsetDateTime, to: OffsetDateTime) -> Query<Charge> {
        let query = Query::new(self.client, self.draft(&row::LIST_CHARGES));
        query.moments(("inicio", from), ("fim", to))
    }

    /// Tries a charge that failed once more, on this day. The path is inferred (I+). Where its
    /// outcome is unknown, look into [`Charge::attempts`] before you repeat it.
    #[doc(alias = "retentativa")]
    pub fn retry_charge(&self, txid: &Txid, on: Date) -> Action<Charge> {
        let draft = day("data", on);
        let draft = draft.map(|on| {
            self.of_charge(&row::RETRY_CHARGE, txid)
                .argument("data", on)
        });
        Action::bare(self.client, draft)
    }

    /// Makes a place for the QR code of a recurrence. The path is inferred (I+).
    #[doc(alias = "locrec")]
    pub fn create_location(&self) -> Action<Location> {
        Action::bare(self.client, Ok(self.draft(&row::CREATE_LOCATION)))
    }

    /// The places that were made between these moments. The path is inferred (I+).
    #[doc(alias = "locrec")]
    pub fn list_locations(&self, from: OffsetDateTime, to: OffsetDateTime) -> Query<Location> {
        let query = Query::new(self.client, self.draft(&row::LIST_LOCATIONS));
        query.moments(("inicio", from), ("fim", to))
    }

    /// One place. The path is inferred (I+).
    #[doc(alias = "locrec")]
    pub fn get_location(&self, id: u64) -> Action<Location> {
        let draft = self.draft(&row::GET_LOCATION).argument("id", id);
        Action::bare(self.client, Ok(draft))
    }

    /// Takes the recurrence out of a place, so that its QR code shows nothing. The path is inferred
    /// (I+).
    #[doc(alias = "locrec")]
    pub fn unlink_location(&self, id: u64) -> Action<Location> {
        let draft = self.draft(&row::UNLINK_LOCATION).argument("id", id);
        Action::bare(self.client, Ok(draft))
    }

    fn draft(&self, row: &'static Endpoint) -> Draft {
        Draft::of(row).of_account(self.account)
    }

    fn of_recurrence(&self, row: &'static Endpoint, id: &RecurrenceId) -> Draft {
        self.draft(row).argument("idRec", id)
    }

    fn of_charge(&self, row: &'static Endpoint, txid: &Txid) -> Draft {
        self.draft(row).argument("txid", txid)
    }
}

#[derive(Serialize)]
struct Registration<'a> {
    document: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

impl<'a> Registration<'a> {
    fn new(document: &'a str, name: &'a str, email: Option<&'a str>) -> Result<Self> {
        if !matches!(document.chars().count(), 14 | 18) {
            return Err(Error::input(
                "document must be a CNPJ of 14 characters, or of 18 with its punctuation",
            ));
        }
        Cnpj::parse(document)
            .map_err(|cause| Error::input(format!("document: {cause}")).with_source(cause))?;
        check::not_empty(name, "name")?;
        check::at_most(name, 140, "name")?;
        if let Some(email) = email {
            check::not_empty(email, "email")?;
            check::at_most(email, 150, "email")?;
        }
        Ok(Self {
            document,
            name,
            email,
        })
    }
}

impl<T> Query<T> {
    /// The Banco Central names a debtor by `cpf` or `cnpj`.
    fn of_debtor(self, tax_id: &str) -> Self {
        self.change(|draft| {
            check::tax_id(tax_id, "cpf or cnpj")?;
            let name = if tax_id.len() == 11 { "cpf" } else { "cnpj" };
            Ok(draft.with_query(name, tax_id))
        })
    }

    fn under_agreement(self, code: &str) -> Self {
        self.change(|draft| {
            check::at_most(code, 60, "convenio")?;
            Ok(draft.with_query("convenio", code))
        })
    }
}

/// Filters of the recurrences of a receiver.
impl Query<Recurrence> {
    /// Only of the debtor with this CPF or CNPJ, without punctuation.
    #[doc(alias = "cpf")]
    #[doc(alias = "cnpj")]
    pub fn debtor(self, tax_id: &str) -> Self {
        self.of_debtor(tax_id)
    }

    /// Only those with a place for a QR code, or only those without.
    #[doc(alias = "locationPresente")]
    pub fn has_location(self, has_one: bool) -> Self {
        self.filter("locationPresente", has_one)
    }

    /// Only those that stand there.
    pub fn status(self, status: RecurrenceStatus) -> Self {
        self.filter("status", status)
    }

    /// Only under this agreement; at most 60 characters.
    #[doc(alias = "convenio")]
    pub fn agreement(self, code: &str) -> Self {
        self.under_agreement(code)
    }
}

/// Filters of the charges of a receiver.
impl Query<Charge> {
    /// Only of this recurrence.
    #[doc(alias = "idRec")]
    pub fn recurrence(self, id: &RecurrenceId) -> Self {
        self.filter("idRec", id)
    }

    /// Only of the debtor with this CPF or CNPJ, without punctuation.
    #[doc(alias = "cpf")]
    #[doc(alias = "cnpj")]
    pub fn debtor(self, tax_id: &str) -> Self {
        self.of_debtor(tax_id)
    }

    /// Only those that stand there.
    pub fn status(self, status: ChargeStatus) -> Self {
        self.filter("status", status)
    }

    /// Only under this agreement; at most 60 characters.
    #[doc(alias = "convenio")]
    pub fn agreement(self, code: &str) -> Self {
        self.under_agreement(code)
    }
}

/// Filters of the places of a receiver.
impl Query<Location> {
    /// Only those that show a recurrence, or only those that do not.
    #[doc(alias = "idRecPresente")]
    pub fn has_recurrence(self, has_one: bool) -> Self {
        self.filter("idRecPresente", has_one)
    }

    /// Only under this agreement; at most 60 characters.
    #[doc(alias = "convenio")]
    pub fn agreement(self, code: &str) -> Self {
        self.under_agreement(code)
    }
}

//! Scheduled payments, and the webhook that tells of them.

use serde::Serialize;
use time::Date;

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountId, NewSchedule, Schedule, ScheduleId, ScheduleStatus, ScheduleWebhook,
    ScheduleWebhookDeletion,
};
use crate::operations::schedules as row;
use crate::paging::Query;

/// Scheduled payments: reached by [`Matera::schedules`].
///
/// A service apart from the others: no `Transaction-Hash`, no envelope. The provider's page names no
/// path for any of it; all are guesses (I-), and the error of a 404 or 405 says so.
#[doc(alias = "agendamentos")]
#[derive(Clone, Copy, Debug)]
pub struct ScheduleArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Scheduled payments, and the webhook that tells of them.
    #[doc(alias = "agendamentos")]
    pub fn schedules(&self) -> ScheduleArea<'_> {
        ScheduleArea { client: self }
    }
}

impl ScheduleArea<'_> {
    /// Schedules a payment. The path is a guess (I-).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for amounts that
    /// are not above zero or not whole cents, and for texts that are too long. A 404 or 405 may
    /// mean that the guess is wrong, and says so.
    pub fn create(&self, schedule: &NewSchedule) -> KeyedAction<Schedule> {
        let draft = schedule.check();
        let draft = draft.and_then(|()| Draft::of(&row::CREATE).json(schedule));
        Action::bare(self.client, draft).keyed()
    }

    /// The scheduled payments of an account. The path is a guess (I-).
    pub fn list(&self, account: &AccountId) -> Query<Schedule> {
        Query::new(self.client, Draft::of(&row::LIST).of_account(account))
    }

    /// One scheduled payment. The path is a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn get(&self, id: &ScheduleId) -> Action<Schedule> {
        Action::bare(self.client, Ok(Draft::of(&row::GET).argument("id", id)))
    }

    /// Cancels a scheduled payment. Method and path are a guess (I-). Never repeated by itself when
    /// the outcome is unknown: [`get`](Self::get) it.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn cancel(&self, id: &ScheduleId) -> Action<Schedule> {
        let draft = Draft::of(&row::CANCEL).argument("paymentId", id);
        Action::bare(self.client, Ok(draft))
    }

    /// Sets the webhook that is told of scheduled payments. What goes into it is not published, so
    /// it is a type of your own. Method and path are a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn put_webhook(&self, config: &impl Serialize) -> Action<ScheduleWebhook> {
        Action::bare(self.client, Draft::of(&row::PUT_WEBHOOK).json(config))
    }

    /// The webhook that is told of scheduled payments. The path is a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn get_webhook(&self) -> Action<ScheduleWebhook> {
        Action::bare(self.client, Ok(Draft::of(&row::GET_WEBHOOK)))
    }

    /// Deletes the webhook. The path is a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn delete_webhook(&self) -> Action<ScheduleWebhookDeletion> {
        Action::bare(self.client, Ok(Draft::of(&row::DELETE_WEBHOOK)))
    }
}

/// Filters of an account's scheduled payments.
impl Query<Schedule> {
    /// Between these days, both included.
    ///
    /// When `from` is after `to`, the pager's first page says so.
    #[doc(alias = "startDate")]
    #[doc(alias = "endDate")]
    pub fn between(self, from: Date, to: Date) -> Self {
        self.days(("startDate", from), ("endDate", to))
    }

    /// Only those that stand there.
    pub fn status(self, status: &ScheduleStatus) -> Self {
        self.filter("status", status)
    }
}

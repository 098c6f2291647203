//! Data of a link: the same five verbs for every kind.

use std::fmt;
use std::marker::PhantomData;

use client_core::{Action, Operation};
use serde::de::DeserializeOwned;
use time::Date;

use super::Get;
use crate::client::Belvo;
use crate::model::{LinkId, SessionId};
use crate::query::Query;
use crate::retrieval::{Body, Retrieve, in_background, one_or_many};

/// Data whose answers can be narrowed to some of their fields.
pub trait Selectable {
    /// The fields that its answers have.
    type Field: fmt::Display;
}

/// Data that Belvo stores, one kind of those a [`Belvo`] has an accessor for.
pub trait Resource: DeserializeOwned + Send + 'static {
    /// Its identifier.
    type Id: fmt::Display;
    #[doc(hidden)]
    const LIST: &'static Operation;
    #[doc(hidden)]
    const GET: &'static Operation;
    #[doc(hidden)]
    const RETRIEVE: &'static Operation;
    /// The row that takes the person's token, where Belvo documents one.
    #[doc(hidden)]
    const RESUME: Option<&'static Operation>;
}

/// Data that Belvo also lists without being told a link.
pub trait Unlinked: Resource {}

/// Data that an institution is asked for by nothing but the link.
pub trait RetrievedByLink: Resource {}

/// Data whose retrieval can wait for a token of the person and go on.
pub trait Resumable: Resource {}

/// Data whose retrieval takes a token along that the person gave beforehand.
pub trait TokenAhead: Resumable {}

/// Data that come with a PDF if asked for.
pub trait WithPdf: Resource {}

/// Data that come with an XML document if asked for.
pub trait WithXml: Resource {}

/// Data whose retrieval can be bounded to a period. Without one Belvo takes 365 days, the most there
/// is; enrichment refuses periods of less than 90.
pub trait Periodic: Resource {}

/// Data that Belvo retrieves in the background if asked.
pub trait Background: Resource {}

/// Data that can be deleted one by one.
pub trait Deletable: Resource {
    #[doc(hidden)]
    const DELETE: &'static Operation;
}

/// One kind of data: what Belvo stores of it is listed and read, what it should fetch from the
/// institution is retrieved.
///
/// Reading asks Belvo's database alone and costs nothing. Retrieving has Belvo log in at the
/// institution; with Open Finance it uses up quotas of the regulator, four a month for most kinds.
/// Recurrent links are refreshed by Belvo itself: do not retrieve while that runs, for what comes
/// twice is stored twice.
pub struct Data<'a, T> {
    client: &'a Belvo,
    kind: PhantomData<fn() -> T>,
}

impl<'a, T> Data<'a, T> {
    pub(crate) fn new(client: &'a Belvo) -> Self {
        let kind = PhantomData;
        Self { client, kind }
    }

    pub(super) fn client(&self) -> &'a Belvo {
        self.client
    }
}

impl<T> Clone for Data<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<'_, T> {}

impl<T> fmt::Debug for Data<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Data").finish_non_exhaustive()
    }
}

impl<T: Resource> Data<'_, T> {
    /// Lists what Belvo has stored for this link. Filters are on the [`Query`].
    pub fn list(&self, link: &LinkId) -> Query<T> {
        self.query().filter("link", link)
    }

    /// Reads what Belvo has stored under this id.
    pub fn get(&self, id: &T::Id) -> Get<T> {
        Get::new(self.client.executor(), self.client.call(T::GET), id)
    }

    fn query(&self) -> Query<T> {
        let call = self.client.call(T::LIST);
        Query::of(self.client.executor(), T::LIST, call)
    }

    pub(crate) fn retrieval(&self, link: &LinkId) -> Retrieve<Vec<T>> {
        let body = Body {
            link: Some(link.clone()),
            ..Body::default()
        };
        Retrieve::new(self.client, T::RETRIEVE, T::RESUME, one_or_many, body)
    }
}

impl<T: Unlinked> Data<'_, T> {
    /// Lists what Belvo has stored for all links.
    pub fn list_all(&self) -> Query<T> {
        self.query()
    }
}

impl<T: RetrievedByLink> Data<'_, T> {
    /// Has Belvo fetch them from the institution.
    pub fn retrieve(&self, link: &LinkId) -> Retrieve<Vec<T>> {
        self.retrieval(link)
    }
}

impl<T: Resumable> Data<'_, T> {
    /// Goes on with a retrieval that waits for a token: what
    /// [`Session::resume`](crate::Session::resume) does, for a session that was kept.
    pub fn resume(
        &self,
        link: &LinkId,
        session: &SessionId,
        token: Option<String>,
    ) -> Retrieve<Vec<T>> {
        Retrieve::resuming(self.client, T::RESUME, one_or_many, (link, session), token)
    }
}

impl<T: Deletable> Data<'_, T> {
    /// Deletes what Belvo has stored under this id. Nothing happens at the institution.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn delete(&self, id: &T::Id) -> Action<()> {
        let call = self.client.call(T::DELETE).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }
}

impl<T: Resource> Retrieve<Vec<T>> {
    /// Has Belvo hand the data over and forget them. Their ids cannot be read again.
    #[doc(alias = "save_data")]
    pub fn without_saving(self) -> Self {
        self.map_body(|body| body.save_data = Some(false))
    }
}

impl<T: TokenAhead> Retrieve<Vec<T>> {
    /// Sends a token along that the person gave beforehand.
    pub fn token(self, token: impl Into<String>) -> Self {
        self.map_body(|body| body.token = Some(token.into()))
    }
}

impl<T: WithPdf> Retrieve<Vec<T>> {
    /// Has the document come along as base64.
    #[doc(alias = "attach_pdf")]
    pub fn with_pdf(self) -> Self {
        self.map_body(|body| body.attach_pdf = Some(true))
    }
}

impl<T: WithXml> Retrieve<Vec<T>> {
    /// Has the XML document come along.
    #[doc(alias = "attach_xml")]
    pub fn with_xml(self) -> Self {
        self.map_body(|body| body.attach_xml = Some(true))
    }
}

impl<T: Periodic> Retrieve<Vec<T>> {
    /// Only of this period.
    #[doc(alias = "date_from")]
    #[doc(alias = "date_to")]
    pub fn period(self, from: Date, to: Date) -> Self {
        self.between(from, to)
    }
}

impl<T: Background> Retrieve<Vec<T>> {
    /// Answers at once with [`Retrieval::Accepted`](crate::Retrieval::Accepted); a webhook tells
    /// when the data are there.
    #[doc(alias = "async")]
    #[doc(alias = "X-Belvo-Request-Mode")]
    pub fn in_background(self) -> Self {
        self.map_call(in_background)
    }
}

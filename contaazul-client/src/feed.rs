//! A stream out of a producer that is written as an async function.

use std::fmt;
use std::future::{Future, poll_fn};
use std::task::{Context, Poll};

use client_core::{Error, ErrorKind, Outcome, Result};
use futures_core::future::BoxFuture;

/// Makes items one after the other.
pub(crate) trait Produce: Send + 'static {
    type Item: Send + 'static;

    /// The next item, `None` at the end. After an error the next call tries the same again.
    fn produce(&mut self) -> impl Future<Output = Result<Option<Self::Item>>> + Send;
}

/// Polls a producer. A future that is dropped between two polls loses nothing: what was under way
/// stays here and goes on with the next poll.
pub(crate) struct Feed<P: Produce> {
    state: State<P>,
}

enum State<P: Produce> {
    Idle(P),
    Busy(BoxFuture<'static, (P, Result<Option<P::Item>>)>),
    /// The producer panicked and went with its future.
    Lost,
}

// Nothing in a feed is pinned in place: the future is boxed.
impl<P: Produce> Unpin for Feed<P> {}

impl<P: Produce> Feed<P> {
    pub(crate) fn new(producer: P) -> Self {
        Self {
            state: State::Idle(producer),
        }
    }

    /// The producer, unless it is at work.
    pub(crate) fn producer_mut(&mut self) -> Option<&mut P> {
        match &mut self.state {
            State::Idle(producer) => Some(producer),
            State::Busy(_) | State::Lost => None,
        }
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<P::Item>>> {
        let mut work = match std::mem::replace(&mut self.state, State::Lost) {
            State::Idle(mut producer) => Box::pin(async move {
                let item = producer.produce().await;
                (producer, item)
            }),
            State::Busy(work) => work,
            State::Lost => return Poll::Ready(Err(lost())),
        };
        match work.as_mut().poll(cx) {
            Poll::Ready((producer, item)) => {
                self.state = State::Idle(producer);
                Poll::Ready(item)
            }
            Poll::Pending => {
                self.state = State::Busy(work);
                Poll::Pending
            }
        }
    }

    pub(crate) async fn next(&mut self) -> Result<Option<P::Item>> {
        poll_fn(|cx| self.poll(cx)).await
    }
}

fn lost() -> Error {
    Error::new(
        ErrorKind::Transport,
        Outcome::Unknown,
        "an earlier poll of this stream panicked; start again at the last cursor",
    )
}

impl<P: Produce> fmt::Debug for Feed<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed").finish_non_exhaustive()
    }
}

//! Keeps one access token fresh for everybody.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tracing::Instrument as _;

use super::{AccessToken, Generation, IssuedToken, TokenSource};
use crate::error::{Error, ErrorKind, Outcome, Result};

/// Keeps one access token fresh for all calls that share it. Cheap to clone; clones share.
///
/// - However many calls need a token, one fetch runs, in a task of its own: a call that is
///   cancelled takes nothing with it.
/// - A token is renewed shortly before its end: a fifth of its lifetime, at most a minute. The call
///   that notices waits for the new one, a few seconds at most; others meanwhile use the valid one.
///   If that early renewal fails, the valid token stays in use and the next try is a little later.
/// - A failed fetch is the answer to the calls that wait for it, and never a state of the cache.
/// - Nothing happens in the background: no calls, no fetches.
///
/// # Runtime
/// Fetching needs a tokio runtime with time enabled; outside of one, [`TokenCache::token`] gives an
/// [`ErrorKind::Config`] error. The fetch lives on the runtime of the call that started it: a
/// program that cancels calls and then ends should await [`TokenCache::settled`] first, or the
/// runtime's end cuts off a fetch that may have spent a refresh token.
#[derive(Clone)]
pub struct TokenCache {
    shared: Arc<Shared>,
}

struct Shared {
    source: Arc<dyn TokenSource>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<AccessToken>,
    /// The last token that the provider refused, until another one is there.
    refused: Option<AccessToken>,
    issued: u64,
    /// The fetch under way.
    fetch: Option<Fetch>,
    no_early_fetch_before: Option<Instant>,
}

/// What a fetch tells those who wait: nothing yet, or its result.
type Fetch = watch::Receiver<Option<Result<AccessToken>>>;

enum Step {
    Use(AccessToken),
    /// A valid token is there, but due: give the next one a chance to come, not more.
    Renew(Fetch, Duration),
    Await(Fetch),
}

impl TokenCache {
    /// A cache without a token; the first call fetches one.
    pub fn new(source: Arc<dyn TokenSource>) -> Self {
        Self {
            shared: Arc::new(Shared {
                source,
                state: Mutex::default(),
            }),
        }
    }

    /// A valid token: the one in use, or a new one.
    ///
    /// # Errors
    /// What the source answered, typically [`ErrorKind::Auth`], or [`ErrorKind::Config`] outside of
    /// a tokio runtime.
    pub async fn token(&self) -> Result<AccessToken> {
        let fetch = match self.shared.next_step()? {
            Step::Use(token) => return Ok(token),
            Step::Await(fetch) => fetch,
            Step::Renew(fetch, patience) => {
                if let Ok(Ok(renewed)) = timeout(patience, result_of(fetch.clone())).await {
                    return Ok(renewed);
                }
                if let Some(valid) = self.shared.valid_token() {
                    return Ok(valid);
                }
                fetch
            }
        };
        result_of(fetch).await
    }

    /// The provider refused the token of this generation. A newer one stays in use: a late 401
    /// speaks of the token that its request carried.
    pub fn refuse(&self, generation: Generation) {
        let mut state = self.shared.lock();
        if state.current.as_ref().map(AccessToken::generation) == Some(generation) {
            state.refused = state.current.take();
        }
    }

    /// Waits for the fetch under way, if there is one, so that ending the program loses nothing.
    pub async fn settled(&self) {
        let fetch = self.shared.lock().fetch.clone();
        if let Some(fetch) = fetch {
            // Its result belongs to the calls that wait for it.
            let _ = result_of(fetch).await;
        }
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.lock();
        f.debug_struct("TokenCache")
            .field("source", &self.shared.source)
            .field("current", &state.current)
            .field("fetching", &state.fetch.is_some())
            .finish()
    }
}

async fn result_of(mut fetch: Fetch) -> Result<AccessToken> {
    let result = match fetch.wait_for(Option::is_some).await {
        Ok(result) => result.clone(),
        Err(_) => None,
    };
    result.unwrap_or_else(|| {
        Err(Error::new(
            ErrorKind::Auth,
            Outcome::Unknown,
            "fetching a token was cut off: its runtime ended or the token source panicked",
        ))
    })
}

impl Shared {
    fn next_step(self: &Arc<Self>) -> Result<Step> {
        let mut state = self.lock();
        let valid = state.current.clone().filter(AccessToken::is_valid);
        if let Some(current) = &valid {
            let paused = state
                .no_early_fetch_before
                .is_some_and(|until| Instant::now() < until);
            if !current.is_due() || paused || state.fetch.is_some() {
                return Ok(Step::Use(current.clone()));
            }
        }
        let fetch = match &state.fetch {
            Some(fetch) => fetch.clone(),
            None => self.start_fetch(&mut state)?,
        };
        Ok(match valid {
            Some(current) => Step::Renew(fetch, current.renewal_pause()),
            None => Step::Await(fetch),
        })
    }

    fn start_fetch(self: &Arc<Self>, state: &mut State) -> Result<Fetch> {
        let runtime = Handle::try_current().map_err(|_| {
            Error::config("fetching a token needs a tokio runtime: make the call inside one")
        })?;
        let (sender, receiver) = watch::channel(None);
        state.fetch = Some(receiver.clone());
        let replacing = state.current.clone().or_else(|| state.refused.clone());
        let ending = FetchEnd {
            shared: Arc::clone(self),
            sender,
            told: false,
        };
        let fetch = async move {
            let fetched = ending.shared.source.fetch(replacing.as_ref()).await;
            ending.tell(fetched);
        };
        runtime.spawn(fetch.in_current_span());
        Ok(receiver)
    }

    fn valid_token(&self) -> Option<AccessToken> {
        let state = self.lock();
        state
            .current
            .as_ref()
            .filter(|token| token.is_valid())
            .cloned()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn accept(&mut self, issued: IssuedToken) -> AccessToken {
        self.issued += 1;
        let token = AccessToken::new(issued, Generation::new(self.issued));
        self.current = Some(token.clone());
        self.refused = None;
        self.no_early_fetch_before = None;
        token
    }

    fn pause_early_fetches(&mut self, error: &Error) {
        if let Some(current) = &self.current {
            let asked = error.retry_after().unwrap_or(Duration::ZERO);
            let pause = current.renewal_pause().max(asked);
            self.no_early_fetch_before = Instant::now().checked_add(pause);
        }
    }
}

/// Ends a fetch exactly once, even when its task panics or its runtime goes away.
struct FetchEnd {
    shared: Arc<Shared>,
    sender: watch::Sender<Option<Result<AccessToken>>>,
    told: bool,
}

impl FetchEnd {
    fn tell(mut self, fetched: Result<IssuedToken>) {
        self.told = true;
        let result = {
            let mut state = self.shared.lock();
            state.fetch = None;
            match fetched {
                Ok(issued) => Ok(state.accept(issued)),
                Err(error) => {
                    state.pause_early_fetches(&error);
                    Err(error)
                }
            }
        };
        self.sender.send_replace(Some(result));
    }
}

impl Drop for FetchEnd {
    fn drop(&mut self) {
        if !self.told {
            self.shared.lock().fetch = None;
        }
    }
}

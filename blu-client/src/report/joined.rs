//! Anticipations page by page, with operations that a page cuts put together again.
//!
//! Blu cuts pages by installments, so an operation may go on, under the same id, on the next page
//! or the next many. That its last part came is known only when a page brings something else.
//! Pages are therefore read one ahead, each of them once: what was read too far waits for its turn.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use client_core::page::{PageAnswer, Pager, Position, Style};
use client_core::{Error, ErrorKind, Outcome, Result};

use super::Report;
use crate::model::{LiquidationId, LiquidationRecord};
use crate::period::Period;

const PAGE: &str = "page";
const FIRST_PAGE: u64 = 1;

impl Report {
    /// The operations of all months, each of them whole.
    pub(crate) fn joined_pager(self) -> Pager<LiquidationRecord> {
        let list = self.list();
        let reader = Arc::new(Reader {
            report: self,
            memory: Mutex::default(),
        });
        Pager::new(list, Style::Cursor, move |position| {
            let reader = Arc::clone(&reader);
            async move { reader.read(position).await }
        })
    }
}

/// Where reading goes on: at a page, without the operation on it that was handed out before.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    month: Period,
    page: u64,
    done: Option<LiquidationId>,
}

impl Place {
    fn first_of(month: Period) -> Self {
        Self {
            month,
            page: FIRST_PAGE,
            done: None,
        }
    }

    /// As it stands in cursors: `2026-02-01/3/70512345`. The id is last, for it may hold anything.
    fn to_text(&self) -> String {
        let (day, page) = (self.month.begin, self.page);
        match &self.done {
            Some(id) => format!("{day}/{page}/{id}"),
            None => format!("{day}/{page}"),
        }
    }
}

/// Operations that were read and not handed out yet.
struct Stretch {
    from: Place,
    operations: Vec<LiquidationRecord>,
    /// The last page that is in here.
    page: u64,
    has_more: bool,
}

/// What is remembered between two turns.
#[derive(Default)]
struct Memory {
    waiting: Option<Stretch>,
    month: Option<Period>,
    /// The page on which each operation of the month began.
    begun: HashMap<LiquidationId, u64>,
}

struct Reader {
    report: Report,
    memory: Mutex<Memory>,
}

impl Reader {
    async fn read(&self, position: Position) -> Result<PageAnswer<LiquidationRecord>> {
        self.report.check()?;
        let place = self.place(position)?;
        let mut stretch = match self.take_waiting(&place) {
            Some(stretch) => stretch,
            None => self.begin(place).await?,
        };
        let next = loop {
            if !stretch.has_more {
                let month = self.report.month_after(stretch.from.month);
                break month.map(Place::first_of);
            }
            let page = stretch.page.saturating_add(1);
            let ahead = self.page(stretch.from.month, page).await;
            let ahead = match ahead {
                Ok(ahead) => ahead,
                Err(error) => {
                    // The pages already read need not be read again.
                    self.memory().waiting = Some(stretch);
                    return Err(error);
                }
            };
            if let Some(next) = self.join(&mut stretch, ahead)? {
                break Some(next);
            }
        };
        Ok(PageAnswer::new(stretch.operations).with_next(next.map(|next| next.to_text())))
    }

    /// Reads the page at `place`.
    async fn begin(&self, place: Place) -> Result<Stretch> {
        let mut stretch = self.page(place.month, place.page).await?;
        if let Some(done) = &place.done {
            stretch.operations.retain(|operation| operation.id != *done);
        }
        self.note_begun(&stretch)?;
        stretch.from = place;
        Ok(stretch)
    }

    /// Adds what `ahead` has of the last operation. Gives the place of the rest, which then waits
    /// for its turn; nothing when that operation is all there is, for it may go on.
    fn join(&self, stretch: &mut Stretch, mut ahead: Stretch) -> Result<Option<Place>> {
        if let Some(last) = stretch.operations.last_mut()
            && let Some(at) = ahead.operations.iter().position(|it| it.id == last.id)
        {
            let part = ahead.operations.remove(at);
            last.absorb(part).map_err(|flaw| self.broken_up(flaw))?;
            ahead.from.done = Some(last.id.clone());
            if ahead.operations.is_empty() {
                stretch.page = ahead.page;
                stretch.has_more = ahead.has_more;
                return Ok(None);
            }
        }
        self.note_begun(&ahead)?;
        let place = ahead.from.clone();
        self.memory().waiting = Some(ahead);
        Ok(Some(place))
    }

    /// One page, with the parts of an operation that are on it put together.
    async fn page(&self, month: Period, page: u64) -> Result<Stretch> {
        let call = self.report.call(month)?.query(PAGE, page);
        let answer = self.report.fetch::<LiquidationRecord>(call).await?;
        let has_more = answer.has_more.ok_or_else(|| {
            self.misfit("the answer lacks `has_more`: whether another page follows is unknown")
        })?;
        let mut operations: Vec<LiquidationRecord> = Vec::new();
        let mut places = HashMap::new();
        for record in answer.items {
            let at = *places.entry(record.id.clone()).or_insert(operations.len());
            match operations.get_mut(at) {
                Some(operation) => operation
                    .absorb(record)
                    .map_err(|flaw| self.broken_up(flaw))?,
                None => operations.push(record),
            }
        }
        let mut from = Place::first_of(month);
        from.page = page;
        Ok(Stretch {
            from,
            operations,
            page,
            has_more,
        })
    }

    fn place(&self, position: Position) -> Result<Place> {
        let Position::Cursor(text) = position else {
            return Ok(Place::first_of(self.report.first_month()));
        };
        let mut parts = text.splitn(3, '/');
        let month = self.report.month_from(parts.next().unwrap_or_default())?;
        let page = parts.next().and_then(|page| page.parse().ok());
        Ok(Place {
            month,
            page: page.ok_or_else(|| self.report.damaged_cursor())?,
            done: parts.next().map(LiquidationId::from),
        })
    }

    fn take_waiting(&self, place: &Place) -> Option<Stretch> {
        let waiting = self.memory().waiting.take();
        waiting.filter(|stretch| stretch.from == *place)
    }

    /// Refuses an operation that began on an earlier page and ended there: handed out twice, its
    /// amounts would count twice. Reading the same page again is no offence.
    fn note_begun(&self, stretch: &Stretch) -> Result<()> {
        let mut memory = self.memory();
        if memory.month != Some(stretch.from.month) {
            memory.month = Some(stretch.from.month);
            memory.begun.clear();
        }
        for operation in &stretch.operations {
            match memory.begun.entry(operation.id.clone()) {
                Entry::Vacant(new) => {
                    new.insert(stretch.page);
                }
                Entry::Occupied(known) if *known.get() < stretch.page => {
                    return Err(self.misfit(
                        "an operation is spread over pages that do not follow each other; \
                         read these days with `list_v1`",
                    ));
                }
                Entry::Occupied(_) => {}
            }
        }
        Ok(())
    }

    fn broken_up(&self, flaw: &str) -> Error {
        self.misfit(format!(
            "the parts of one operation {flaw}; read these days with `list_v1`"
        ))
    }

    fn misfit(&self, what: impl Into<Cow<'static, str>>) -> Error {
        Error::new(ErrorKind::Decode, Outcome::Applied, what)
            .with_operation(self.report.endpoint.operation.name)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

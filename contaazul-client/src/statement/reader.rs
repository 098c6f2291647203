//! Reads the lists of a statement one after the other, a page at a time.

use std::collections::VecDeque;
use std::sync::Arc;

use client_core::{Error, Result};
use futures_util::future::join_all;
use http::StatusCode;

use super::cursor::Place;
use super::movement::Movement;
use super::plan::{LANES, Listed, Plan};
use super::record::Record;
use crate::feed::Produce;

/// How many installments are read at a time; what the provider's limit lets through at usual
/// times of answer.
const AT_ONCE: usize = 4;

/// Makes movements, each with the place behind it.
pub(super) struct Reader {
    plan: Result<Arc<Plan>>,
    /// Behind the last movement that was made, or the last record that made none.
    place: Place,
    /// Whether `place` is inside a page that this reader has not read yet.
    resuming: bool,
    list: Option<Listed>,
    /// The page at `place`, whose first `place.done` records are done.
    page: Vec<Record>,
    /// Movements that were made already.
    ready: VecDeque<(Movement, Place)>,
    /// What came behind them.
    failure: Option<Error>,
    /// Whether the last error was about the record at `place`, not about a call.
    stuck: bool,
}

impl Reader {
    pub(super) fn new(plan: Result<Arc<Plan>>, place: Place) -> Self {
        Self {
            plan,
            resuming: place.page.is_some(),
            place,
            list: None,
            page: Vec::new(),
            ready: VecDeque::new(),
            failure: None,
            stuck: false,
        }
    }

    /// Leaves out the record that the last error was about.
    pub(super) fn pass_over(&mut self) -> Option<Place> {
        if !std::mem::take(&mut self.stuck) {
            return None;
        }
        let record = self.page.get(self.place.done)?.id().to_owned();
        self.place.done += 1;
        self.place.record = Some(record);
        self.place.part = None;
        Some(self.place.clone())
    }

    /// Comes closer to the next movement by one step; `false` at the end.
    async fn advance(&mut self) -> Result<bool> {
        let plan = self.plan.clone()?;
        if self.place.done < self.page.len() {
            self.make_movements(&plan).await;
            return Ok(true);
        }
        if self.place.slice >= plan.slices() {
            return Ok(false);
        }
        let Some(list) = &mut self.list else {
            self.open_list(&plan)?;
            return Ok(true);
        };
        // Frees the page that is done before the next one comes.
        self.page = Vec::new();
        match list.next().await? {
            Some((cursor, mut records)) => {
                records.sort_by(|a, b| a.order().cmp(&b.order()));
                let beginning = Place {
                    slice: self.place.slice,
                    lane: self.place.lane,
                    ..Place::default()
                };
                if !std::mem::take(&mut self.resuming) {
                    self.place = Place {
                        page: Some(cursor),
                        ..beginning
                    };
                } else if !still_fits(&self.place, &records) {
                    // What moved may have moved to a page before this one.
                    self.place = beginning;
                    self.list = None;
                    return Ok(true);
                }
                self.page = records;
            }
            None => {
                self.list = None;
                self.next_lane();
            }
        }
        Ok(true)
    }

    fn open_list(&mut self, plan: &Plan) -> Result<()> {
        let Some(lane) = LANES.get(usize::from(self.place.lane)) else {
            self.place = Place {
                slice: self.place.slice + 1,
                ..Place::default()
            };
            return Ok(());
        };
        self.list = plan.list(*lane, self.place.slice, self.place.page.clone())?;
        if self.list.is_none() {
            self.next_lane();
        }
        Ok(())
    }

    fn next_lane(&mut self) {
        self.place = Place {
            slice: self.place.slice,
            lane: self.place.lane + 1,
            ..Place::default()
        };
    }

    /// Makes the movements of the next few records.
    async fn make_movements(&mut self, plan: &Plan) {
        let Some(lane) = LANES.get(usize::from(self.place.lane)) else {
            return;
        };
        let sought = plan.sought(*lane, self.place.slice);
        let next = self.page.iter().skip(self.place.done).take(AT_ONCE);
        let made = join_all(next.map(|record| async {
            let movements = record.movements(plan, sought).await;
            (record.id().to_owned(), movements)
        }))
        .await;
        for (record, movements) in made {
            match movements {
                Ok(movements) => self.hand_out(record, movements),
                Err(error) => {
                    self.failure = Some(error);
                    return;
                }
            }
        }
    }

    fn hand_out(&mut self, record: String, mut movements: Vec<Movement>) {
        if let Some(last) = self.place.part.take()
            && let Some(place) = movements.iter().position(|one| one.key() == last)
        {
            movements.drain(..=place);
        }
        let whole = Place {
            done: self.place.done + 1,
            record: Some(record),
            part: None,
            ..self.place.clone()
        };
        let inside = Place {
            done: self.place.done,
            ..whole.clone()
        };
        let count = movements.len();
        for (number, movement) in (1..).zip(movements) {
            let place = if number == count {
                whole.clone()
            } else {
                Place {
                    part: Some(movement.key()),
                    ..inside.clone()
                }
            };
            self.ready.push_back((movement, place));
        }
        self.place = whole;
    }
}

impl Produce for Reader {
    type Item = (Movement, Place);

    async fn produce(&mut self) -> Result<Option<Self::Item>> {
        self.stuck = false;
        loop {
            if let Some(made) = self.ready.pop_front() {
                return Ok(Some(made));
            }
            if let Some(error) = self.failure.take() {
                let missing = error.status() == Some(StatusCode::NOT_FOUND);
                self.stuck = missing || error.operation() == Some(super::NAME);
                return Err(error);
            }
            if !self.advance().await? {
                return Ok(None);
            }
        }
    }
}

/// Whether a page that was read again still has the record that was handed out last where it was.
/// If not, the list is handed out from its beginning: better twice than never.
fn still_fits(place: &Place, records: &[Record]) -> bool {
    let last = match (place.done, &place.part) {
        (0, None) => return true,
        (done, Some(_)) => done,
        (done, None) => done - 1,
    };
    let there = records.get(last).map(Record::id);
    there.is_some() && there == place.record.as_deref()
}

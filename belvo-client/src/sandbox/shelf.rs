//! What Belvo has stored beside accounts and transactions: read, handed over again when retrieved,
//! deleted.

mod household;
mod offices;
mod retired;

use serde_json::{Value, json};
use url::Url;

use super::bank::{CREATED, LINK};
use super::desk::check_token;
use super::request::{Answer, Ask, REQUEST_ID, Reply};

pub(super) use self::household::{consent, exchange_event};

/// One kind of data.
#[derive(Debug)]
struct Shelf {
    /// Its path.
    path: &'static [&'static str],
    /// What a retrieval must be told besides the link.
    required: &'static [&'static str],
    /// Whether a retrieval answers with one object instead of a list.
    is_single: bool,
    /// Whether a retrieval may be put off.
    in_background: bool,
    /// Whether a retrieval may wait for a token.
    is_resumable: bool,
    items: Vec<Value>,
}

/// Everything that is stored.
#[derive(Debug)]
pub(super) struct Shelves {
    shelves: Vec<Shelf>,
    /// Kinds of which a retrieval was put off, as webhooks call them.
    put_off: Vec<String>,
}

impl Shelves {
    /// One of each kind below `/api/`.
    pub(super) fn new() -> Self {
        Self::of([
            household::shelves(),
            offices::shelves(),
            retired::below_api(),
        ])
    }

    /// One of each retired kind elsewhere.
    pub(super) fn retired() -> Self {
        Self::of([retired::elsewhere()])
    }

    fn of(shelves: impl IntoIterator<Item = Vec<Shelf>>) -> Self {
        let shelves = shelves.into_iter().flatten().collect();
        Self {
            shelves,
            put_off: Vec::new(),
        }
    }

    /// The answer to a request for one of these; `None` when the path is none of theirs.
    pub(super) fn answer(
        &mut self,
        ask: &Ask,
        address: &Url,
        segments: &[&str],
        asks_for_tokens: bool,
    ) -> Option<Answer> {
        let mut shelves = self.shelves.iter_mut();
        let shelf = shelves.find(|shelf| segments.starts_with(shelf.path))?;
        let rest = segments.get(shelf.path.len()..).unwrap_or_default();
        Some(match (ask.method.as_str(), rest) {
            ("GET", []) => Ok(ask.page(address, &shelf.admitted(ask))),
            ("POST", []) if ask.in_background && shelf.in_background => {
                shelf.check_retrieval(ask).map(|()| {
                    self.put_off.push(shelf.webhook_type());
                    Reply::json(202, json!({"request_id": REQUEST_ID}))
                })
            }
            ("POST", []) => shelf.retrieve(ask, asks_for_tokens),
            ("PATCH", []) if shelf.is_resumable => shelf.retrieve(ask, asks_for_tokens),
            ("GET", [id]) => shelf.get(id),
            ("DELETE", [id]) => shelf.delete(id),
            _ => Err(Reply::not_found()),
        })
    }

    /// A link is gone with its data.
    pub(super) fn clear(&mut self) {
        for shelf in &mut self.shelves {
            shelf.items.clear();
        }
    }

    /// Kinds whose retrieval was put off and is done now, as webhooks call them.
    pub(super) fn take_put_off(&mut self) -> Vec<String> {
        std::mem::take(&mut self.put_off)
    }
}

impl Shelf {
    /// A shelf with one item, of the one link.
    fn new(path: &'static [&'static str], mut item: Value) -> Self {
        if let Value::Object(fields) = &mut item {
            fields.insert("link".to_owned(), LINK.into());
            fields.insert("created_at".to_owned(), CREATED.into());
            fields.insert("collected_at".to_owned(), CREATED.into());
        }
        Self::bare(path, item)
    }

    /// A shelf with one item that says neither whose it is nor since when. An id that it has not
    /// itself tells its place.
    fn bare(path: &'static [&'static str], mut item: Value) -> Self {
        let letters = path.iter().flat_map(|part| part.bytes());
        let number = letters.fold(0_u64, |sum, byte| sum * 31 % 0xffff_ffff + u64::from(byte));
        if let Value::Object(fields) = &mut item {
            let id = format!("5e1f0a7c-0000-4000-8000-{number:012x}");
            fields.entry("id").or_insert(id.into());
        }
        Self {
            path,
            required: &[],
            is_single: false,
            in_background: false,
            is_resumable: false,
            items: vec![item],
        }
    }

    fn requiring(self, required: &'static [&'static str]) -> Self {
        Self { required, ..self }
    }

    fn single(self) -> Self {
        Self {
            is_single: true,
            ..self
        }
    }

    fn in_background(self) -> Self {
        Self {
            in_background: true,
            ..self
        }
    }

    fn resumable(self) -> Self {
        Self {
            is_resumable: true,
            ..self
        }
    }

    fn webhook_type(&self) -> String {
        let name = self.path.last().copied().unwrap_or_default();
        name.to_uppercase().replace('-', "_")
    }

    fn admitted(&self, ask: &Ask) -> Vec<Value> {
        let admits = |item: &&Value| {
            ["id", "created_at"].into_iter().all(|field| {
                let text = item.get(field).and_then(Value::as_str).unwrap_or_default();
                // Moments are filtered by their day.
                ask.admits(field, text.split('T').next().unwrap_or_default())
            }) && ask.admits("link", LINK)
        };
        self.items.iter().filter(admits).cloned().collect()
    }

    fn check_retrieval(&self, ask: &Ask) -> Result<(), Reply> {
        if ask.required("link")? != LINK {
            let message = "Object with this id does not exist.";
            return Err(Reply::wrong_field("does_not_exist", "link", message));
        }
        let is_new = ask.method == "POST";
        let mut required = self.required.iter().filter(|_| is_new);
        required.try_for_each(|field| ask.required(field).map(drop))
    }

    fn retrieve(&self, ask: &Ask, asks_for_tokens: bool) -> Answer {
        self.check_retrieval(ask)?;
        check_token(ask, asks_for_tokens && self.is_resumable)?;
        let is_saved = ask.body.get("save_data") != Some(&Value::Bool(false));
        let status = if is_saved { 201 } else { 200 };
        let found = match (self.is_single, self.items.first()) {
            (true, Some(only)) => only.clone(),
            _ => json!(self.items),
        };
        Ok(Reply::json(status, found))
    }

    fn place(&self, id: &str) -> Result<usize, Reply> {
        let has_id = |item: &Value| item.get("id").is_some_and(|known| known == id);
        let place = self.items.iter().position(has_id);
        place.ok_or_else(Reply::not_found)
    }

    fn get(&self, id: &str) -> Answer {
        let found = self.items.get(self.place(id)?);
        found
            .map(|item| Reply::json(200, item.clone()))
            .ok_or_else(Reply::not_found)
    }

    fn delete(&mut self, id: &str) -> Answer {
        let place = self.place(id)?;
        self.items.remove(place);
        Ok(Reply::empty(204))
    }
}

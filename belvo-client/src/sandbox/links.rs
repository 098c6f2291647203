//! Links: the one to the bank, and those that are registered.

use serde_json::{Value, json};

use super::bank::{INSTITUTION, LINK, link_json};
use super::request::{Answer, Ask, Reply};

/// Institutions that take a link by a login. Banks take it by consent, in the widget.
const BY_LOGIN: [&str; 5] = [
    "inss_br_employment",
    "imss_mx_employment",
    "issste_mx_employment",
    "planet_mx_employment",
    "tatooine_mx_fiscal",
];

#[derive(Debug)]
pub(super) struct Links(Vec<Value>);

impl Default for Links {
    fn default() -> Self {
        Self(vec![link_json()])
    }
}

impl Links {
    /// Whether the link to the bank is there.
    pub(super) fn has_bank(&self) -> bool {
        self.place(LINK).is_ok()
    }

    pub(super) fn admitted(&self, ask: &Ask) -> Vec<Value> {
        let fields = ["id", "institution", "access_mode", "status", "external_id"];
        let admits = |link: &&Value| {
            fields.iter().all(|field| {
                let text = link.get(field).and_then(Value::as_str);
                ask.admits(field, text.unwrap_or_default())
            })
        };
        self.0.iter().filter(admits).cloned().collect()
    }

    pub(super) fn get(&self, id: &str) -> Answer {
        let link = self.0.get(self.place(id)?).ok_or_else(Reply::not_found)?;
        Ok(Reply::json(200, link.clone()))
    }

    pub(super) fn register(&mut self, ask: &Ask) -> Answer {
        let institution = ask.required("institution")?;
        if institution == INSTITUTION || !BY_LOGIN.contains(&institution) {
            let message = "This institution takes no link by a login.";
            return Err(Reply::wrong_field("does_not_exist", "institution", message));
        }
        let mut link = link_json();
        let id = format!("7d2f8a3e-2222-4c22-9b33-{:012}", self.0.len());
        set(&mut link, "id", json!(id));
        set(&mut link, "institution", json!(institution));
        take_over(
            &mut link,
            ask,
            &["access_mode", "external_id", "fetch_resources", "stale_in"],
        );
        self.0.push(link.clone());
        Ok(Reply::json(201, link))
    }

    /// A registration goes on: what it was for is there.
    pub(super) fn resume(&self, ask: &Ask) -> Answer {
        self.get(ask.required("link")?)
    }

    pub(super) fn update(&mut self, ask: &Ask, id: &str) -> Answer {
        let place = self.place(id)?;
        let link = self.0.get_mut(place).ok_or_else(Reply::not_found)?;
        take_over(link, ask, &["access_mode", "fetch_resources", "stale_in"]);
        Ok(Reply::json(200, link.clone()))
    }

    pub(super) fn replace_credentials(&self, ask: &Ask, id: &str) -> Answer {
        ask.required("password")?;
        self.get(id)
    }

    pub(super) fn remove(&mut self, id: &str) {
        if let Ok(place) = self.place(id) {
            self.0.remove(place);
        }
    }

    fn place(&self, id: &str) -> Result<usize, Reply> {
        let has_id = |link: &Value| link.get("id").is_some_and(|known| known == id);
        let place = self.0.iter().position(has_id);
        place.ok_or_else(Reply::not_found)
    }
}

fn set(link: &mut Value, field: &str, value: Value) {
    if let Some(place) = link.get_mut(field) {
        *place = value;
    }
}

fn take_over(link: &mut Value, ask: &Ask, fields: &[&str]) {
    for field in fields {
        if let Some(value) = ask.body.get(field) {
            set(link, field, value.clone());
        }
    }
}

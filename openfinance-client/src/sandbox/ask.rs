//! A request to an API, and what every operation asks of it.

use std::num::NonZeroUsize;

use serde_json::{Value, json};
use time::Date;
use url::Url;
use wiremock::Request;

use super::authority::Access;
use super::consents::find;
use super::reply::{Answer, Reply, now, put};
use super::router::World;

/// A request to an API, its token checked.
pub(super) struct Ask<'a> {
    pub(super) request: &'a Request,
    pub(super) access: Access,
    /// What the signed message said, where messages are signed.
    pub(super) message: Option<Value>,
}

const DEFAULT_PAGE: usize = 25;
const LARGEST_PAGE: usize = 1_000;

impl Ask<'_> {
    /// Refuses a token that is not for this.
    pub(super) fn needs(&self, scope: &str) -> Result<(), Reply> {
        match self.access.allows(scope) {
            true => Ok(()),
            false => Err(Reply::complaint(403, "ESCOPO_INSUFICIENTE")),
        }
    }

    /// The permissions of the token's consent, while the customer stands by it.
    pub(super) fn permissions(&self, world: &mut World) -> Result<Vec<String>, Reply> {
        let consent = find(world, self.access.consent().unwrap_or_default())?;
        match consent.is_authorised() {
            true => Ok(consent.permissions.clone()),
            false => Err(Reply::complaint(401, "CONSENTIMENTO_REVOGADO")),
        }
    }

    /// Refuses what the customer did not agree to: every operation of data begins here.
    pub(super) fn reads(
        &self,
        world: &mut World,
        scope: &str,
        permission: &str,
    ) -> Result<(), Reply> {
        self.needs(scope)?;
        let granted = self.permissions(world)?;
        match granted.iter().any(|one| one == permission) {
            true => Ok(()),
            false => Err(Reply::complaint(403, "PERMISSAO_INSUFICIENTE")),
        }
    }

    /// The `data` of the body.
    pub(super) fn data(&self) -> Result<Value, Reply> {
        let body: Value = match &self.message {
            Some(message) => message.clone(),
            None => serde_json::from_slice(&self.request.body).unwrap_or_default(),
        };
        match body.get("data") {
            Some(data) if data.is_object() || data.is_array() => Ok(data.clone()),
            _ => Err(Reply::complaint(400, "CORPO_INVALIDO")),
        }
    }

    /// A header that the operation demands.
    pub(super) fn demanded(&self, header: &str) -> Result<String, Reply> {
        let value = self.request.headers.get(header);
        let value = value.and_then(|value| value.to_str().ok());
        let value = value.filter(|value| !value.is_empty());
        value
            .map(str::to_owned)
            .ok_or_else(|| Reply::complaint(400, "CABECALHO_AUSENTE"))
    }

    /// A parameter of the query.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let mut pairs = self.request.url.query_pairs();
        pairs.find_map(|(found, value)| (found == name).then(|| value.into_owned()))
    }

    /// One thing, with a link to itself.
    pub(super) fn one(&self, data: &Value) -> Answer {
        self.linked(data, json!({"requestDateTime": now()}))
    }

    /// One thing that is counted as if it were a list, as investments are.
    pub(super) fn one_counted(&self, data: &Value) -> Answer {
        let meta = json!({"totalRecords": 1, "totalPages": 1, "requestDateTime": now()});
        self.linked(data, meta)
    }

    fn linked(&self, data: &Value, meta: Value) -> Answer {
        let links = json!({"self": self.link().as_str()});
        let body = json!({"data": data, "links": links, "meta": meta});
        Ok(Reply::json(200, body))
    }

    /// The page of a list that was asked for, with its totals.
    pub(super) fn page(&self, items: &[Value]) -> Answer {
        self.part(items).map(|(mut body, pages)| {
            let meta = json!({
                "totalRecords": items.len(),
                "totalPages": pages,
                "requestDateTime": now(),
            });
            put(&mut body, "meta", meta);
            Reply::json(200, body)
        })
    }

    /// The page of a list that tells no totals, as transactions are.
    pub(super) fn page_without_totals(&self, items: &[Value]) -> Answer {
        self.part(items).map(|(mut body, _)| {
            put(&mut body, "meta", json!({"requestDateTime": now()}));
            Reply::json(200, body)
        })
    }

    /// The days asked for, as texts, and today's if none are. One day alone is refused, as is what
    /// lies outside the days that the list keeps.
    pub(super) fn days(
        &self,
        [from, to]: [&str; 2],
        today: Date,
        (first, last): (&str, &str),
    ) -> Result<(String, String), Reply> {
        match (self.query(from), self.query(to)) {
            (None, None) => Ok((today.to_string(), today.to_string())),
            (Some(from), Some(to)) if first <= &*from && from <= to && &*to <= last => {
                Ok((from, to))
            }
            (Some(_), Some(_)) => Err(Reply::complaint(422, "PERIODO_INVALIDO")),
            _ => Err(Reply::complaint(400, "PARAMETRO_AUSENTE")),
        }
    }

    /// What was asked for at a host that only the bank knows: where banks' links lead.
    fn link(&self) -> Url {
        let mut url = self.request.url.clone();
        // Any host will do.
        let _ = url.set_host(Some("gateway.interno.example"));
        url
    }

    /// Data and links, and how many pages there are. Links carry the key that spares the quota.
    fn part(&self, items: &[Value]) -> Result<(Value, usize), Reply> {
        let refused = || Reply::complaint(400, "PARAMETRO_INVALIDO");
        let number = |name: &str, default: usize| match self.query(name) {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| refused()),
        };
        let size = NonZeroUsize::new(number("page-size", DEFAULT_PAGE)?).ok_or_else(refused)?;
        let page = number("page", 1)?;
        if size.get() > LARGEST_PAGE || page == 0 {
            return Err(refused());
        }
        let pages = items.len().div_ceil(size.get());
        let mut parts = items.chunks(size.get());
        let shown = match parts.nth(page - 1) {
            Some(part) => part,
            None if page == 1 => &[],
            None => return Err(Reply::complaint(422, "PAGE_NOT_FOUND")),
        };
        let link = |page: usize| {
            let mut url = self.link();
            let filters: Vec<_> = url
                .query_pairs()
                .into_owned()
                .filter(|(name, _)| !["page", "page-size", "pagination-key"].contains(&&**name))
                .collect();
            url.query_pairs_mut()
                .clear()
                .extend_pairs(filters)
                .append_pair("page", &page.to_string())
                .append_pair("page-size", &size.to_string())
                .append_pair("pagination-key", "chave/1=");
            url.to_string()
        };
        let mut links = json!({"self": link(page)});
        if page < pages {
            put(&mut links, "next", link(page + 1));
        }
        Ok((json!({"data": shown, "links": links}), pages))
    }
}

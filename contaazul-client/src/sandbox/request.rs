//! Reading requests and wording answers as the ERP does.

use client_core::money::Amount;
use client_core::wire;
use serde::de::DeserializeOwned;
use time::{Date, Duration, OffsetDateTime};
use wiremock::{Request, ResponseTemplate};

use super::json::Json;
use super::ledger::Parts;

/// What the sandbox answers.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: u16,
    body: Body,
    headers: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug)]
enum Body {
    Empty,
    Json(Json),
    Text(&'static str),
    Html(&'static str),
    File(Vec<u8>),
    Pdf(String),
}

/// An answer, or an answer that says no.
pub(super) type Answer = Result<Reply, Reply>;

impl Reply {
    pub(super) fn ok(body: Json) -> Self {
        Self::json(200, body)
    }

    pub(super) fn json(status: u16, body: Json) -> Self {
        Self {
            status,
            body: Body::Json(body),
            headers: Vec::new(),
        }
    }

    pub(super) fn empty(status: u16) -> Self {
        Self {
            status,
            body: Body::Empty,
            headers: Vec::new(),
        }
    }

    /// What a route that does not exist answers.
    pub(super) fn no_such_page() -> Self {
        Self {
            status: 404,
            body: Body::Text("404 page not found\n"),
            headers: Vec::new(),
        }
    }

    /// A complaint of the financial family.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::complaint(400, message)
    }

    pub(super) fn complaint(status: u16, message: impl Into<String>) -> Self {
        let code = i64::from(status);
        let message = message.into();
        Self::json(
            status,
            Json::object([("code", code.into()), ("message", message.into())]),
        )
    }

    /// The same complaint as `{"error"}`, the envelope of families other than the financial.
    pub(super) fn with_error_alone(mut self) -> Self {
        if let Body::Json(Json::Object(fields)) = &mut self.body {
            fields.retain(|(name, _)| *name == "message");
            fields.iter_mut().for_each(|(name, _)| *name = "error");
        }
        self
    }

    /// A 400 loses its words to a page for people.
    pub(super) fn into_html_if_bad(self) -> Self {
        if self.status != 400 {
            return self;
        }
        Self {
            body: Body::Html("<!DOCTYPE html><html><body><h1>400 Bad Request</h1></body></html>"),
            ..self
        }
    }

    /// A complaint of most families but the financial one.
    pub(super) fn error(status: u16, message: impl Into<String>) -> Self {
        let message = message.into();
        Self::json(status, Json::object([("error", message.into())]))
    }

    /// A file, of whatever kind.
    pub(super) fn file(content: Vec<u8>) -> Self {
        Self {
            status: 200,
            body: Body::File(content),
            headers: Vec::new(),
        }
    }

    pub(super) fn pdf(text: String) -> Self {
        Self {
            status: 200,
            body: Body::Pdf(text),
            headers: Vec::new(),
        }
    }

    pub(super) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl From<Reply> for ResponseTemplate {
    fn from(reply: Reply) -> Self {
        let template = ResponseTemplate::new(reply.status);
        let template = match reply.body {
            Body::Empty => template,
            Body::Json(json) => template.set_body_raw(json.to_string(), "application/json"),
            Body::Html(page) => template.set_body_raw(page, "text/html"),
            Body::File(content) => template.set_body_raw(content, "application/octet-stream"),
            Body::Pdf(text) => template.set_body_raw(text, "application/pdf"),
            Body::Text(text) => template.set_body_raw(text, "text/plain; charset=utf-8"),
        };
        reply
            .headers
            .into_iter()
            .fold(template, |template, (name, value)| {
                template.insert_header(name, value)
            })
    }
}

/// The query and body of one request. What it does not ask for it does not see, so unknown
/// parameters and fields are ignored as they are in production.
pub(super) struct Ask<'a> {
    parameters: Vec<(String, String)>,
    pub(super) content_type: &'a str,
    pub(super) body: &'a [u8],
}

impl<'a> Ask<'a> {
    pub(super) fn of(request: &'a Request) -> Result<Self, Reply> {
        let parameters: Vec<_> = request.url.query_pairs().into_owned().collect();
        match parameters.iter().find(|(name, _)| name.ends_with("[]")) {
            Some((name, _)) => Err(Reply::bad(format!("parametro invalido: {name}"))),
            None => Ok(Self {
                parameters,
                content_type: request
                    .headers
                    .get("content-type")
                    .and_then(|value| value.to_str().ok())
                    .unwrap_or_default(),
                body: &request.body,
            }),
        }
    }

    /// The first value of a parameter.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(key, _)| key == name)?;
        Some(value)
    }

    /// All values of a parameter, which is repeated to give several.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let values = self.parameters.iter().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.as_str()).collect()
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.text(name) == Some("true")
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, Reply> {
        self.text(name)
            .ok_or_else(|| Reply::bad(format!("parametro obrigatorio: {name}")))
    }

    pub(super) fn date(&self, name: &str) -> Result<Option<Date>, Reply> {
        self.text(name).map(|text| day(text, name)).transpose()
    }

    pub(super) fn required_date(&self, name: &str) -> Result<Date, Reply> {
        day(self.required(name)?, name)
    }

    /// A window of local moments without offset, of at most a year: `Z` or an offset is refused.
    pub(super) fn window(
        &self,
        from: &str,
        to: &str,
    ) -> Result<Option<(OffsetDateTime, OffsetDateTime)>, Reply> {
        let (Some(start), Some(end)) = (self.text(from), self.text(to)) else {
            return Ok(None);
        };
        let (start, end) = (local_moment(start, from)?, local_moment(end, to)?);
        if end < start {
            return Err(Reply::bad(format!("{from} maior que {to}")));
        }
        if end - start > Duration::days(365) {
            return Err(Reply::bad("periodo maior que 365 dias"));
        }
        Ok(Some((start, end)))
    }

    /// A window that may be left out, but not by half.
    pub(super) fn whole_window(
        &self,
        from: &str,
        to: &str,
    ) -> Result<Option<(OffsetDateTime, OffsetDateTime)>, Reply> {
        if self.text(from).is_some() != self.text(to).is_some() {
            return Err(Reply::bad(format!(
                "{from} e {to} devem ser informados juntos"
            )));
        }
        self.window(from, to)
    }

    pub(super) fn required_window(
        &self,
        from: &str,
        to: &str,
    ) -> Result<(OffsetDateTime, OffsetDateTime), Reply> {
        self.required(from)?;
        self.required(to)?;
        self.window(from, to)?
            .ok_or_else(|| Reply::bad("periodo obrigatorio"))
    }

    /// An amount as the searches take it: digits, then at most two decimals after a dot.
    pub(super) fn cents(&self, name: &str) -> Result<Option<i64>, Reply> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fits = digits(whole) && digits(decimals) && decimals.len() <= 2;
        let cents = Amount::parse(text).ok().and_then(|a| a.to_cents().ok());
        cents
            .filter(|_| fits)
            .map(Some)
            .ok_or_else(|| Reply::bad(format!("{name} fora do formato")))
    }

    /// The page asked for, and its size. `required` as the searches and categories declare them.
    pub(super) fn page(&self, required: bool) -> Result<PageAsked, Reply> {
        if required {
            self.required("pagina")?;
            self.required("tamanho_pagina")?;
        }
        let number = self.text("pagina").unwrap_or("1").parse().unwrap_or(0);
        let size = self.text("tamanho_pagina").unwrap_or("10");
        let size = size.parse().unwrap_or(0);
        if number == 0 {
            return Err(Reply::bad("pagina deve ser maior que zero"));
        }
        if ![10, 20, 50, 100, 200, 500, 1_000].contains(&size) {
            return Err(Reply::bad(
                "tamanho_pagina deve ser 10, 20, 50, 100, 200, 500 ou 1000",
            ));
        }
        Ok(PageAsked { number, size })
    }

    /// The page asked for, when its size is one of `sizes`.
    pub(super) fn page_of(&self, sizes: &[usize]) -> Option<PageAsked> {
        let number = self.text("pagina").unwrap_or("1").parse().ok()?;
        let size = self.text("tamanho_pagina").unwrap_or("10").parse().ok()?;
        (number > 0 && sizes.contains(&size)).then_some(PageAsked { number, size })
    }

    /// The page as the seed's statement asks for it: any size.
    pub(super) fn seed_page(&self) -> Result<PageAsked, Reply> {
        let number = self.text("page").unwrap_or("1").parse().unwrap_or(0);
        let size = self.text("size").unwrap_or("100").parse().unwrap_or(0);
        if number == 0 || size == 0 {
            return Err(Reply::bad("page e size devem ser maiores que zero"));
        }
        Ok(PageAsked { number, size })
    }

    pub(super) fn body<T: DeserializeOwned>(&self) -> Result<T, Reply> {
        serde_json::from_slice(self.body).map_err(|cause| Reply::bad(cause.to_string()))
    }
}

/// One page of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageAsked {
    pub(super) number: usize,
    pub(super) size: usize,
}

impl PageAsked {
    /// The records of this page.
    pub(super) fn of<T>(self, records: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        let before = (self.number - 1).saturating_mul(self.size);
        records.into_iter().skip(before).take(self.size)
    }
}

fn day(text: &str, name: &str) -> Result<Date, Reply> {
    wire::date::parse(text).map_err(|_| Reply::bad(format!("{name} fora do formato AAAA-MM-DD")))
}

fn local_moment(text: &str, name: &str) -> Result<OffsetDateTime, Reply> {
    let local = text.len() == "2026-01-01T00:00:00".len() && !text.ends_with('Z');
    wire::LocalRule::BRASILIA
        .read(text)
        .ok()
        .filter(|_| local)
        .ok_or_else(|| Reply::bad(format!("{name} fora do formato AAAA-MM-DDTHH:MM:SS")))
}

/// More than this is a unit mistaken, and would overflow sums.
const MOST_CENTS: i64 = 1_000_000_000_000_000;

/// An amount of a body, in cents.
pub(super) fn cents(amount: Amount, field: &str) -> Result<i64, Reply> {
    amount
        .to_cents()
        .ok()
        .filter(|cents| (0..=MOST_CENTS).contains(cents))
        .ok_or_else(|| Reply::bad(format!("{field} invalido")))
}

/// What an amount is made of, in a body.
#[derive(Debug, serde::Deserialize)]
pub(super) struct PartsBody {
    valor_bruto: Option<Amount>,
    juros: Option<Amount>,
    multa: Option<Amount>,
    desconto: Option<Amount>,
    taxa: Option<Amount>,
    valor_liquido: Option<Amount>,
}

impl PartsBody {
    /// The parts, with the net amount that creation demands though the description does not.
    pub(super) fn parts_with_net(&self) -> Result<Parts, Reply> {
        let parts = self.parts()?;
        let net = self
            .valor_liquido
            .ok_or_else(|| Reply::bad("netValue must not be null"))?;
        if cents(net, "valor_liquido")? != parts.net() {
            return Err(Reply::bad("netValue must match the composition"));
        }
        Ok(parts)
    }

    pub(super) fn parts(&self) -> Result<Parts, Reply> {
        let gross = self
            .valor_bruto
            .ok_or_else(|| Reply::bad("grossValue must not be null"))?;
        let part = |amount: Option<Amount>, field| match amount {
            Some(amount) => cents(amount, field),
            None => Ok(0),
        };
        Ok(Parts {
            gross: cents(gross, "valor_bruto")?,
            interest: part(self.juros, "juros")?,
            fine: part(self.multa, "multa")?,
            discount: part(self.desconto, "desconto")?,
            fee: part(self.taxa, "taxa")?,
        })
    }
}

/// The envelope of the financial lists.
pub(super) fn envelope(
    items_name: &'static str,
    total: usize,
    items: impl IntoIterator<Item = Json>,
    totals: Option<Json>,
) -> Reply {
    let mut fields = vec![
        ("itens_totais", total.into()),
        (items_name, Json::list(items)),
    ];
    if let Some(totals) = totals {
        fields.push(("totais", totals));
    }
    Reply::ok(Json::Object(fields))
}

/// The envelope that keeps its counts in a block of their own.
pub(super) fn paginated(
    page: PageAsked,
    total: usize,
    items: impl IntoIterator<Item = Json>,
) -> Reply {
    let block = Json::object([
        ("pagina_atual", page.number.into()),
        ("tamanho_pagina", page.size.into()),
        ("total_itens", total.into()),
        ("total_paginas", total.div_ceil(page.size).into()),
    ]);
    Reply::ok(Json::object([
        ("itens", Json::list(items)),
        ("paginacao", block),
    ]))
}

/// The totals block of the registers.
pub(super) fn counts(active: usize, all: usize) -> Json {
    Json::object([
        ("ativo", active.into()),
        ("inativo", (all - active).into()),
        ("todos", all.into()),
    ])
}

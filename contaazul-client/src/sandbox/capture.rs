//! Document capture: what is uploaded takes its time, then a draft is there.

use super::bill::Bill;
use super::company::Company;
use super::json::Json;
use super::ledger::{Event, Ledger, Record, Side};
use super::request::{Answer, Ask, Reply, paginated};

/// The documents of a company, and what the sandbox can read.
#[derive(Clone, Debug, Default)]
pub(super) struct CaptureBooks {
    /// What files of these names hold.
    pub(super) readable: Vec<(String, Bill)>,
    documents: Vec<Document>,
}

#[derive(Clone, Debug)]
struct Document {
    id: String,
    /// How often its status was read.
    reads: usize,
    draft: Option<Draft>,
}

#[derive(Clone, Debug)]
struct Draft {
    id: String,
    bill: Bill,
    state: State,
}

#[derive(Clone, Debug)]
enum State {
    Pending,
    /// With the event that was booked.
    Accepted(String),
    Rejected,
}

/// What a document goes through, one step each time it is looked at.
const STEPS: [&str; 2] = ["PENDENTE", "EXTRAINDO_DADOS"];

impl Document {
    fn status(&self) -> &'static str {
        match (STEPS.get(self.reads), &self.draft) {
            (Some(step), _) => step,
            (None, None) => "ERRO",
            (None, Some(draft)) if matches!(draft.state, State::Pending) => "PRONTO",
            (None, Some(_)) => "RESOLVIDO",
        }
    }
}

impl State {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Pending => "PENDENTE",
            Self::Accepted(_) => "ACEITA",
            Self::Rejected => "REJEITADA",
        }
    }
}

pub(super) fn answer(ledger: &mut Ledger, method: &str, path: &[&str], ask: &Ask<'_>) -> Answer {
    match (method, path) {
        ("POST", ["documentos"]) => upload(ledger, ask),
        ("GET", ["documentos", "status"]) => status(ledger, ask),
        (_, [id]) if !is_uuid(id) => Err(Reply::error(400, "id invalido")),
        ("GET", [id]) => read(ledger, id),
        ("POST", [id]) => accept(ledger, id),
        ("DELETE", [id]) => reject(ledger, id),
        _ => Err(Reply::no_such_page()),
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

fn upload(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let Some((name, media_type)) = uploaded_file(ask) else {
        return Err(Reply::error(400, "arquivo obrigatorio"));
    };
    if !["application/pdf", "image/jpeg", "image/png", "image/bmp"].contains(&media_type.as_str()) {
        return Err(Reply::error(415, "tipo de arquivo nao suportado"));
    }
    let mut known = ledger.capture.readable.iter();
    let bill = known.find(|(readable, _)| *readable == name);
    let mut bill = bill.map(|(_, bill)| bill.clone());
    if let Some(bill) = &mut bill {
        bill.origin = "IMPORTACAO_DOCUMENTO";
        // The supplier is there before anybody has accepted anything, as measured in production.
        if let Some((supplier, tax_id)) = &bill.counterparty {
            let mut company = taken(ledger);
            company.person_id(supplier, tax_id.as_deref(), Side::Expense);
            *ledger = company.ledger;
        }
    }
    let id = ledger.issue(Record::Document);
    let draft = bill.map(|bill| Draft {
        id: ledger.issue(Record::Capture),
        bill,
        state: State::Pending,
    });
    ledger.capture.documents.push(Document {
        id: id.clone(),
        reads: 0,
        draft,
    });
    Ok(Reply::json(
        201,
        Json::object([("id", id.into()), ("nome", name.into())]),
    ))
}

/// The ledger as a company, to be filled as before the sandbox started.
fn taken(ledger: &mut Ledger) -> Company {
    let empty = Ledger::new("", "");
    Company {
        ledger: std::mem::replace(ledger, empty),
    }
}

/// Name and media type of the part `arquivo` of a form.
fn uploaded_file(ask: &Ask<'_>) -> Option<(String, String)> {
    let boundary = ask
        .content_type
        .strip_prefix("multipart/form-data; boundary=")?;
    let body = String::from_utf8_lossy(ask.body);
    let boundary = format!("--{boundary}");
    let mut parts = body.split(&boundary);
    let part = parts.find(|part| part.contains("name=\"arquivo\""))?;
    let (head, _) = part.split_once("\r\n\r\n")?;
    let between = |before: &str, after: char| {
        let (_, rest) = head.split_once(before)?;
        rest.split(after).next().map(str::to_owned)
    };
    let name = between("filename=\"", '"')?;
    let media_type = between("Content-Type: ", '\r')?;
    Some((name, media_type))
}

fn status(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let sizes: Vec<_> = (1..=20).collect();
    let page = ask
        .page_of(&sizes)
        .ok_or_else(|| Reply::error(400, "tamanho_pagina deve estar entre 1 e 20"))?;
    let ids = ask.all("ids");
    // A list with commas is not taken, as measured in production.
    if ids.is_empty() || ids.len() > 20 || !ids.iter().all(|id| is_uuid(id)) {
        return Err(Reply::error(400, "ids invalidos"));
    }
    let documents = ledger.capture.documents.iter_mut();
    let found: Vec<_> = documents
        .filter(|one| ids.contains(&one.id.as_str()))
        .map(|one| {
            let answer = progress(one);
            one.reads += 1;
            answer
        })
        .collect();
    Ok(paginated(page, found.len(), page.of(found)))
}

fn progress(document: &Document) -> Json {
    let is_read = document.reads >= STEPS.len();
    let draft = document.draft.as_ref().filter(|_| is_read).map(|draft| {
        Json::object([
            ("id_captura", (&draft.id).into()),
            ("status_captura", draft.state.as_str().into()),
        ])
    });
    Json::object([
        ("id", (&document.id).into()),
        ("status_documento", document.status().into()),
        ("capturas", Json::list(draft)),
    ])
}

/// The draft of this id and its document, once it was read.
fn find<'a>(ledger: &'a mut Ledger, id: &str) -> Result<(&'a str, &'a mut Draft), Reply> {
    ledger
        .capture
        .documents
        .iter_mut()
        .filter(|document| document.reads > STEPS.len())
        .filter_map(|document| Some((document.id.as_str(), document.draft.as_mut()?)))
        .find(|(_, draft)| draft.id == id)
        .ok_or_else(|| Reply::error(404, "captura nao encontrada"))
}

fn read(ledger: &mut Ledger, id: &str) -> Answer {
    let (document, draft) = find(ledger, id)?;
    let (document, draft) = (document.to_owned(), draft.clone());
    let preview = match draft.state {
        State::Pending => preview(ledger, &draft.bill),
        _ => Json::Null,
    };
    Ok(Reply::ok(Json::object([
        ("id", id.into()),
        ("id_documento", document.into()),
        ("status", draft.state.as_str().into()),
        ("previa_evento_financeiro", preview),
    ])))
}

fn preview(ledger: &Ledger, bill: &Bill) -> Json {
    let supplier = bill.counterparty.as_ref().map(|(name, tax_id)| {
        let known = ledger.people.iter().find(|person| person.name == *name);
        Json::object([
            ("id", known.map(|person| &person.id).into()),
            ("nome", name.into()),
            ("documento", tax_id.as_ref().into()),
        ])
    });
    let category = bill.category.as_ref().map(|name| {
        let mut known = ledger.categories.iter();
        let known = known.find(|one| one.name == *name && one.side == Side::Expense);
        Json::object([
            ("id", known.map(|one| &one.id).into()),
            ("nome", name.into()),
        ])
    });
    let installments = bill.installments.iter().map(|one| {
        Json::object([
            ("data_vencimento", Json::date(one.due_on)),
            ("metodo_pagamento", one.method.as_ref().into()),
            ("composicao_valor", one.value.json()),
        ])
    });
    let total = bill.installments.iter().map(|one| one.value.net()).sum();
    let first_due = bill.installments.first().map(|one| one.due_on);
    Json::object([
        ("tipo", "DESPESA".into()),
        ("valor", Json::money(total)),
        (
            "data_competencia",
            bill.accrued_on.or(first_due).map(Json::date).into(),
        ),
        ("descricao", (&bill.description).into()),
        ("observacao", Json::Null),
        (
            "referencia_externa",
            bill.external_reference.as_ref().into(),
        ),
        ("fornecedor", supplier.into()),
        ("categoria", category.into()),
        ("parcelas", Json::list(installments)),
    ])
}

/// Books the draft. Doing so again answers the same and books nothing.
fn accept(ledger: &mut Ledger, id: &str) -> Answer {
    let (_, draft) = find(ledger, id)?;
    let event = match &draft.state {
        State::Accepted(event) => event.clone(),
        State::Rejected => return Err(Reply::error(409, "captura rejeitada")),
        State::Pending => {
            let bill = draft.bill.clone();
            *ledger = taken(ledger).with_payable(bill).ledger;
            let event = ledger.events.last().map(|event| event.id.clone());
            event.ok_or_else(|| Reply::empty(500))?
        }
    };
    find(ledger, id)?.1.state = State::Accepted(event.clone());
    let booked = ledger.events.iter().find(|one| one.id == event);
    Ok(Reply::ok(Json::object([
        ("id", id.into()),
        ("status", "ACEITA".into()),
        ("evento_financeiro", booked.map(summary).into()),
    ])))
}

fn summary(event: &Event) -> Json {
    let total = event.installments.iter().map(|one| one.value.net()).sum();
    Json::object([
        ("id", (&event.id).into()),
        ("valor", Json::money(total)),
        ("tipo", event.side.as_str().into()),
        ("data_competencia", Json::date(event.accrued_on)),
        ("descricao", (&event.description).into()),
    ])
}

fn reject(ledger: &mut Ledger, id: &str) -> Answer {
    let (_, draft) = find(ledger, id)?;
    if let State::Accepted(_) = draft.state {
        return Err(Reply::error(409, "captura aceita"));
    }
    draft.state = State::Rejected;
    Ok(Reply::empty(204))
}

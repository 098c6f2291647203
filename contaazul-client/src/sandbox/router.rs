//! From a request to the handler that answers it, through what every request meets first: the
//! token, the limit, the plan.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use client_core::sandbox::RateWindow;
use time::{Date, OffsetDateTime};
use wiremock::{Request, Respond, ResponseTemplate};

use super::authority::{Authority, Presented, Proof};
use super::json::Json;
use super::ledger::{Ledger, Side, day_in_brasilia};
use super::request::{Answer, Ask, Reply};
use super::{
    capture, charges, contracts, events, fiscal_notes, installments, partner, people, products,
    quotes, registers, sales, search, second, services, settlements, statement,
    superseded_products,
};

/// The whole state of a sandbox.
#[derive(Debug)]
pub(super) struct World {
    pub(super) authority: Authority,
    pub(super) ledgers: Vec<Ledger>,
    pub(super) today: Option<Date>,
    pub(super) with_protocols: bool,
    pub(super) protocols: Vec<(String, String)>,
}

impl World {
    pub(super) fn ledger_mut(&mut self, company: &str) -> Option<&mut Ledger> {
        self.ledgers.iter_mut().find(|ledger| ledger.id == company)
    }

    /// The moment it is in the sandbox: real time, or noon of the day it was told.
    pub(super) fn now(&self) -> OffsetDateTime {
        match self.today {
            Some(day) => super::ledger::at(day, 12),
            None => OffsetDateTime::now_utc(),
        }
    }
}

/// Answers everything. One lock around the world: requests are handled one after the other.
#[derive(Clone, Debug)]
pub(super) struct Router {
    pub(super) world: Arc<Mutex<World>>,
    pub(super) limits: Arc<Option<RateWindow>>,
    pub(super) tells_retry_after: bool,
    pub(super) with_html_refusals: bool,
}

impl Respond for Router {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let answer = self.answer(request).unwrap_or_else(|refusal| {
            if self.with_html_refusals {
                refusal.into_html_if_bad()
            } else {
                refusal
            }
        });
        answer.into()
    }
}

impl Router {
    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request) -> Answer {
        let mut world = self.world();
        let path = request.url.path().trim_matches('/').to_owned();
        let segments: Vec<&str> = path.split('/').collect();
        match (request.method.as_str(), segments.as_slice()) {
            ("GET", ["oauth", "authorize"] | ["auth", "authorize"] | ["login"]) => {
                return Ok(authorize_page(&mut world, request));
            }
            ("POST", ["oauth", "token"]) => {
                return Ok(world.authority.token(request, Proof::Basic));
            }
            ("POST", ["oauth2", "token"]) => {
                return Ok(world.authority.token(request, Proof::Body));
            }
            _ => {}
        }
        let company = match world.authority.presented(request) {
            Presented::Valid(company) => company,
            Presented::Expired => return Err(Reply::complaint(401, "The Token has expired.")),
            Presented::Unknown => return Err(Reply::complaint(401, "Invalid token.")),
        };
        self.admit(&company)?;
        if let ("DELETE", ["oauth", "connections", id]) = (request.method.as_str(), &*segments) {
            return revoke(&mut world, &company, id);
        }
        let trial_ended = world
            .ledgers
            .iter()
            .any(|ledger| ledger.id == company && ledger.trial_ended);
        if trial_ended {
            return Err(Reply::json(
                403,
                Json::object([
                    ("status_conta", "END_TRIAL".into()),
                    ("message", "Conta nao elegivel".into()),
                ]),
            ));
        }
        let ask = Ask::of(request)?;
        resource(
            &mut world,
            &company,
            request.method.as_str(),
            &segments,
            &ask,
        )
    }

    fn admit(&self, company: &str) -> Result<(), Reply> {
        let Some(limits) = self.limits.as_ref() else {
            return Ok(());
        };
        limits.admit(company).map_err(|wait| {
            let reply = Reply::empty(429);
            if self.tells_retry_after {
                let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                reply.with_header("retry-after", seconds.to_string())
            } else {
                reply
            }
        })
    }
}

fn authorize_page(world: &mut World, request: &Request) -> Reply {
    match world
        .authority
        .agree(request.url.query().unwrap_or_default())
    {
        Ok(back) => Reply::empty(302).with_header("location", back),
        Err(code) => Reply::json(400, Json::object([("error", code.into())])),
    }
}

fn revoke(world: &mut World, company: &str, id: &str) -> Answer {
    if id == company && world.authority.revoke(id) {
        Ok(Reply::empty(204))
    } else {
        Err(Reply::empty(404))
    }
}

fn resource(
    world: &mut World,
    company: &str,
    method: &str,
    segments: &[&str],
    ask: &Ask<'_>,
) -> Answer {
    let now = world.now();
    let today = day_in_brasilia(now);
    if let ("GET", ["v1", "protocolo", id]) = (method, segments) {
        return events::protocol(&world.protocols, id);
    }
    let with_protocols = world.with_protocols;
    let Some(ledger) = world.ledger_mut(company) else {
        return Err(Reply::complaint(401, "Unknown company."));
    };
    let Some((&"v1", path)) = segments.split_first() else {
        return Err(Reply::no_such_page());
    };
    match (method, path) {
        ("GET", ["pessoas", "conta-conectada"]) => Ok(registers::company(ledger)),
        ("GET", ["categorias"]) => registers::categories(ledger, ask, true),
        ("GET", ["categorias", "configuracao-padrao"]) => {
            Ok(registers::default_categories(ledger, ask))
        }
        ("GET", ["centro-de-custo"]) => registers::cost_centers(ledger, ask),
        ("POST", ["centro-de-custo"]) => registers::create_cost_center(ledger, ask, 200),
        ("GET", ["conta-financeira"]) => registers::accounts(ledger, ask),
        ("GET", ["conta-financeira", id, "saldo-atual"]) => registers::balance(ledger, id),
        ("GET", ["financeiro", "categorias-dre"]) => Ok(registers::income_statement(ledger)),
        ("GET", ["financeiro", "transferencias"]) => registers::transfers(ledger, ask),
        ("GET", ["financeiro", "lancamentos"]) => statement::list(ledger, ask, today),
        ("GET", ["financeiro", "eventos-financeiros", "alteracoes"]) => {
            search::changes(ledger, ask)
        }
        ("GET", ["financeiro", "eventos-financeiros", "saldo-inicial"]) => {
            registers::opening_balances(ledger, ask)
        }
        (_, ["financeiro", "eventos-financeiros", rest @ ..]) => {
            match first_generation(ledger, method, rest, ask, now)? {
                First::Answer(reply) => Ok(reply),
                First::Created(event) if with_protocols => {
                    let protocol = ledger.issue(super::ledger::Record::Protocol);
                    world.protocols.push((protocol.clone(), event));
                    Ok(events::accepted(&protocol, now))
                }
                First::Created(event) => Ok(events::created(&event)),
            }
        }
        (_, ["pessoas", rest @ ..]) => people::answer(ledger, method, rest, ask, now),
        (_, ["produto", rest @ ..]) => superseded_products::answer(ledger, method, rest, ask, now),
        (_, ["produtos", rest @ ..]) => products::answer(ledger, method, rest, ask, now),
        (_, ["servicos", rest @ ..]) => services::answer(ledger, method, rest, ask),
        (_, ["captura", rest @ ..]) => capture::answer(ledger, method, rest, ask),
        (_, ["notas-fiscais" | "notas-fiscais-servico", ..]) => {
            fiscal_notes::answer(ledger, method, path, ask)
        }
        (_, ["venda", rest @ ..]) => sales::answer(ledger, method, rest, ask, now),
        (_, ["orcamentos", rest @ ..]) => quotes::answer(ledger, method, rest, ask, now),
        (_, ["contratos", rest @ ..]) => contracts::answer(ledger, method, rest, ask, now),
        (
            _,
            [
                "nfe" | "nfse" | "dda" | "pagamentos" | "pix" | "open-finance",
                ..,
            ],
        ) => partner::answer(ledger, method, path, ask, now),
        (_, ["financeiro", rest @ ..]) => second::answer(ledger, method, rest, ask, now),
        _ => Err(Reply::no_such_page()),
    }
}

/// What the first generation did.
enum First {
    Answer(Reply),
    /// An event was created; how that is answered depends on the ERP's release.
    Created(String),
}

fn first_generation(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Result<First, Reply> {
    let today = day_in_brasilia(now);
    let side = |name: &str| match name {
        "contas-a-receber" => Some(Side::Income),
        "contas-a-pagar" => Some(Side::Expense),
        _ => None,
    };
    let reply = match (method, path) {
        ("POST", [name @ ("contas-a-receber" | "contas-a-pagar")]) => {
            let side = side(name).unwrap_or(Side::Income);
            let event = events::create_by_first_generation(ledger, side, ask, now)?;
            return Ok(First::Created(event));
        }
        ("GET", [name @ ("contas-a-receber" | "contas-a-pagar"), "buscar"]) => {
            let side = side(name).unwrap_or(Side::Income);
            search::installments(ledger, side, ask, today)
        }
        ("POST", ["contas-a-receber", "gerar-cobranca"]) => charges::create(ledger, ask),
        ("GET", ["contas-a-receber", "cobranca", id]) => charges::read(ledger, id),
        ("DELETE", ["contas-a-receber", "cobranca", id]) => charges::cancel(ledger, id),
        ("GET", ["parcelas", "baixa", id]) => settlements::read(ledger, id),
        ("PATCH", ["parcelas", "baixa", id]) => settlements::change(ledger, id, ask, now),
        ("DELETE", ["parcelas", "baixa", id]) => settlements::delete(ledger, id, now),
        ("GET", ["parcelas", id]) => installments::read(ledger, id, today),
        ("PATCH", ["parcelas", id]) => installments::change(ledger, id, ask, now),
        ("GET", ["parcelas", id, "baixa"]) => settlements::list(ledger, id),
        ("POST", ["parcelas", id, "baixa"]) => settlements::create(ledger, id, ask, now),
        ("GET", [event, "parcelas"]) => installments::of_event(ledger, event, today),
        _ => Err(Reply::no_such_page()),
    };
    reply.map(First::Answer)
}

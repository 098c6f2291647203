//! Pix limits, which fall at once and rise after a day, and trusted parties.

use client_core::money::Amount;
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use super::super::json::Json;
use super::super::ledger::{Ledger, Record};
use super::super::request::{Answer, Ask, Reply, cents};
use super::{listed, not_found};

#[derive(Clone, Debug)]
pub(super) struct Pix {
    limits: [Limit; 2],
    trusted: Vec<Trusted>,
}

#[derive(Clone, Debug)]
struct Limit {
    period: &'static str,
    per_payment: i64,
    per_period: i64,
    requested: Option<(i64, OffsetDateTime)>,
}

#[derive(Clone, Debug)]
struct Trusted {
    id: String,
    kind: String,
    name: String,
    tax_id: String,
    cents: i64,
    effective_at: OffsetDateTime,
}

impl Default for Pix {
    fn default() -> Self {
        let limit = |period, cents| Limit {
            period,
            per_payment: cents,
            per_period: cents,
            requested: None,
        };
        Self {
            limits: [limit("DIURNO", 2_000_000), limit("NOTURNO", 100_000)],
            trusted: Vec::new(),
        }
    }
}

#[derive(Debug, Deserialize)]
struct ChangeBody {
    periodo: String,
    valor_por_periodo: Amount,
    valor_por_transacao: Option<Amount>,
}

#[derive(Debug, Deserialize)]
struct TrustBody {
    tipo: String,
    nome: String,
    documento: String,
    valor_por_transacao: Amount,
}

pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    match (method, path) {
        ("GET", ["limites"]) => {
            let limits = ledger.partner.pix.limits.iter();
            Ok(Reply::ok(Json::list(limits.map(limit_json))))
        }
        ("POST", ["limites"]) => change(ledger, &ask.body()?, now),
        ("GET", ["confiaveis"]) => {
            let wanted = ask.text("tipo");
            let trusted = ledger.partner.pix.trusted.iter();
            let found = trusted.filter(|one| wanted.is_none_or(|kind| one.kind == kind));
            listed(ask, found.map(trusted_json).collect())
        }
        ("POST", ["confiaveis"]) => trust(ledger, ask.body()?, now),
        ("DELETE", ["confiaveis", id]) => {
            let trusted = &mut ledger.partner.pix.trusted;
            let before = trusted.len();
            trusted.retain(|one| one.id != *id);
            match trusted.len() == before {
                true => Err(not_found()),
                false => Ok(Reply::empty(204)),
            }
        }
        _ => Err(Reply::no_such_page()),
    }
}

fn change(ledger: &mut Ledger, body: &ChangeBody, now: OffsetDateTime) -> Answer {
    let per_period = cents(body.valor_por_periodo, "valor_por_periodo")?;
    let per_payment = match body.valor_por_transacao {
        Some(amount) => cents(amount, "valor_por_transacao")?,
        None => per_period,
    };
    let mut limits = ledger.partner.pix.limits.iter_mut();
    let limit = limits
        .find(|one| one.period == body.periodo)
        .ok_or_else(|| Reply::error(400, "periodo invalido"))?;
    if per_period > limit.per_period {
        limit.requested = Some((per_period, now + Duration::hours(24)));
    } else {
        (limit.per_period, limit.requested) = (per_period, None);
        limit.per_payment = per_payment.min(per_period);
    }
    Ok(Reply::ok(limit_json(limit)))
}

fn trust(ledger: &mut Ledger, body: TrustBody, now: OffsetDateTime) -> Answer {
    let cents = cents(body.valor_por_transacao, "valor_por_transacao")?;
    let mut trusted = ledger.partner.pix.trusted.iter();
    if trusted.any(|one| one.tax_id == body.documento) {
        return Err(Reply::error(409, "ja cadastrado"));
    }
    let one = Trusted {
        id: ledger.issue(Record::Person),
        kind: body.tipo,
        name: body.nome,
        tax_id: body.documento,
        cents,
        effective_at: now + Duration::hours(24),
    };
    let answer = trusted_json(&one);
    ledger.partner.pix.trusted.push(one);
    Ok(Reply::json(201, answer))
}

fn limit_json(one: &Limit) -> Json {
    let effective_at = one.requested.map(|(_, at)| Json::moment(at));
    Json::object([
        ("periodo", one.period.into()),
        ("valor_por_transacao", Json::money(one.per_payment)),
        ("valor_por_periodo", Json::money(one.per_period)),
        (
            "valor_solicitado",
            one.requested.map(|(cents, _)| Json::money(cents)).into(),
        ),
        ("vigente_em", effective_at.into()),
    ])
}

fn trusted_json(one: &Trusted) -> Json {
    Json::object([
        ("id", (&one.id).into()),
        ("tipo", (&one.kind).into()),
        ("nome", (&one.name).into()),
        ("documento", (&one.tax_id).into()),
        ("valor_por_transacao", Json::money(one.cents)),
        ("vigente_em", Json::moment(one.effective_at)),
    ])
}

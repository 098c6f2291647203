//! What happens to recurrences and charges, and who is told.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::receiver::{cancellation, charge_json, rejection};
use super::{Recurrence, payer, problem};
use crate::sandbox::notices::Notice;
use crate::sandbox::request::Reply;
use crate::sandbox::router::World;

/// After the scheduled attempt.
pub(super) const MOST_RETRIES: usize = 3;

/// What became of a charge on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Collected {
    /// The money moved.
    Paid,
    /// There was not enough. The receiver may try again on another day.
    Failed,
    /// There was not enough, and no attempt is left.
    Rejected,
}

pub(super) fn may_retry(recurrence: &Recurrence) -> bool {
    let policy = recurrence.terms.get("politicaRetentativa");
    policy.and_then(Value::as_str) == Some("PERMITE_3R_7D")
}

/// Moves the money of a charge from payer to receiver, or says why not.
pub(super) fn collect(world: &mut World, txid: &str) -> Result<Collected, Reply> {
    let charge = world.autopix.charge(txid)?;
    let scheduled = charge.attempts.last();
    let scheduled = scheduled.filter(|attempt| attempt.progress.now() == "AGENDADA");
    let Some(name) = scheduled.map(|attempt| attempt.name.clone()) else {
        return Err(problem(422, "the charge has no attempt that is scheduled"));
    };
    let (cents, receiver) = (charge.cents, charge.receiver);
    let tries = charge.attempts.len();
    let recurrence = charge.recurrence.clone();
    let recurrence = world.autopix.recurrence(&recurrence)?;
    let tries_left = may_retry(recurrence) && tries <= MOST_RETRIES;
    let Some(payer) = recurrence.payer else {
        return Err(problem(422, "the payer has no account here"));
    };
    let result = if world.bank.check_funds(payer, cents).is_ok() {
        world.bank.move_pix(payer, receiver, cents, &name)?;
        Collected::Paid
    } else if tries_left {
        Collected::Failed
    } else {
        Collected::Rejected
    };
    let charge = world.autopix.charge(txid)?;
    if let Some(attempt) = charge.attempts.last_mut() {
        let (status, refused) = match result {
            Collected::Paid => ("PAGA", None),
            Collected::Failed | Collected::Rejected => ("REJEITADA", Some("AM04")),
        };
        attempt.progress.go(status);
        attempt.refused = refused;
    }
    match result {
        Collected::Paid => {
            charge.paid = Some((name, OffsetDateTime::now_utc()));
            charge.progress.go("CONCLUIDA");
        }
        Collected::Failed => {}
        Collected::Rejected => {
            charge.ending = Some(rejection("AM04"));
            charge.progress.go("REJEITADA");
        }
    }
    charge_changed(world, txid)?;
    Ok(result)
}

/// Cancels a charge that is not paid.
pub(super) fn cancel_charge(
    world: &mut World,
    txid: &str,
    by: &str,
    code: &str,
) -> Result<(), Reply> {
    let charge = world.autopix.charge(txid)?;
    if !["CRIADA", "ATIVA"].contains(&charge.progress.now()) {
        return Err(problem(422, "the charge is no longer open"));
    }
    let scheduled = charge.attempts.last_mut();
    if let Some(attempt) = scheduled.filter(|attempt| attempt.progress.now() == "AGENDADA") {
        attempt.progress.go("CANCELADA");
    }
    charge.ending = Some(cancellation(by, code, "Cobrança cancelada"));
    charge.progress.go("CANCELADA");
    charge_changed(world, txid)
}

/// Tells both sides; open charges of a recurrence that ended are cancelled.
pub(super) fn recurrence_changed(world: &mut World, id: &str) -> Result<(), Reply> {
    let recurrence = world.autopix.recurrence(id)?;
    let ended = recurrence.progress.now() == "CANCELADA";
    let mut seen = json!({
        "idRec": id,
        "status": recurrence.progress.now(),
        "atualizacao": recurrence.progress.json(),
        "ativacao": {"tipoJornada": recurrence.journey},
    });
    if let Some(ending) = &recurrence.ending {
        super::merge(&mut seen, "encerramento", ending.clone());
    }
    let status = payer::in_english(recurrence.progress.now());
    tell_receiver(world, json!({ "recs": [seen] }));
    let notice = json!({"recId": id, "status": status, "integrationStatus": status});
    tell_payer(world, notice);
    let open: Vec<String> = world
        .autopix
        .charges
        .iter()
        .filter(|charge| ended && charge.recurrence == id)
        .filter(|charge| ["CRIADA", "ATIVA"].contains(&charge.progress.now()))
        .map(|charge| charge.txid.clone())
        .collect();
    for txid in open {
        cancel_charge(world, &txid, "PSP_PAGADOR", "CCLD")?;
    }
    Ok(())
}

/// Tells the payer's side.
pub(super) fn request_changed(world: &mut World, id: &str) -> Result<(), Reply> {
    let asked = world.autopix.request(id)?;
    let status = payer::request_status(asked.progress.now());
    let notice = json!({"requestRecId": id, "recId": asked.recurrence, "status": status});
    tell_payer(world, notice);
    Ok(())
}

/// Tells both sides.
pub(super) fn charge_changed(world: &mut World, txid: &str) -> Result<(), Reply> {
    let seen = charge_json(&mut world.autopix, txid)?;
    let kept = [
        "idRec",
        "txid",
        "status",
        "atualizacao",
        "encerramento",
        "tentativas",
        "pix",
    ];
    let fields = seen.as_object().into_iter().flatten();
    let fields = fields.filter(|(name, _)| kept.contains(&name.as_str()));
    let fields = fields.map(|(name, value)| (name.clone(), value.clone()));
    let seen = Value::Object(fields.collect());
    tell_receiver(world, json!({ "cobsr": [seen] }));
    let charge = world.autopix.charge(txid)?;
    let status = payer::in_english(charge.progress.now());
    let notice = json!({"txId": txid, "recId": charge.recurrence, "status": status});
    tell_payer(world, notice);
    Ok(())
}

fn tell_receiver(world: &mut World, body: Value) {
    if let Some((url, _)) = &world.autopix.receiver_webhook {
        let notice = Notice::new(url.clone(), Vec::new(), body);
        world.notices.push(notice);
    }
}

fn tell_payer(world: &mut World, body: Value) {
    if let Some(webhook) = &world.autopix.payer_webhook {
        let notice = Notice::new(webhook.url.clone(), webhook.headers.clone(), body);
        world.notices.push(notice);
    }
}

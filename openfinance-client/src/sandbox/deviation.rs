//! The ways in which banks are known to differ from the contract, each to be switched on.

use std::collections::HashSet;

use serde_json::{Map, Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::accounts::direction;
use super::reply::{Answer, Reply, put};
use super::story::amount;

/// Something that real banks do beside or against the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deviation {
    /// The id of the interaction does not come back.
    NoInteractionId,
    /// Another id of the interaction comes back.
    OtherInteractionId,
    /// Signed messages name their audience in a list.
    AudienceAsList,
    /// Links lead to a host with a long ending, below a path of its own.
    StrangeLinks,
    /// Resources are `TEMPORARY_UNAVAILABLE`.
    OtherSpelling,
    /// What later versions require, or no longer do, is left out.
    MissingFields,
    /// Days and moments that mean "none": 1 January of year 1, and of 2300.
    PlaceholderDates,
    /// Consents tell what version 4 did not have: texts that say so.
    PlaceholderTexts,
    /// Names longer than the contract allows.
    LongNames,
    /// Lists of payments name their consent, as the contract demands and does not describe.
    ConsentInLists,
    /// Pages of fewer than 25 items are refused everywhere.
    LargePagesOnly,
    /// A purchase in instalments is told once, in all, and on no bill.
    InstalmentsInOne,
    /// What is on a closed bill is told there alone.
    BillsKeepTransactions,
    /// All that a day moved is told as one entry.
    Consolidated,
    /// Transfers to and from savings are not told.
    UntoldTransfers,
    /// What is in progress has another id and amount each time.
    ChangingEntries,
    /// What moves at a weekend is of the next Monday.
    NextBusinessDay,
    /// The first call of data is refused by the month's quota, and may be made in a second.
    QuotaForASecond,
    /// The login page asks again for what the pushed request says.
    AuthorizeWantsParameters,
    /// Who says no comes back with a query instead of a fragment.
    ErrorsInQuery,
    /// Id tokens are encrypted to a key that the receiver has replaced.
    RetiredEncryptionKey,
    /// A refresh that names scopes loses the others for good.
    RefreshShrinks,
    /// Answers are about another consent, payment or device than the one asked about.
    AnotherId,
}

pub(super) type Deviations = HashSet<Deviation>;

/// What a request was for.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) api: &'a str,
    pub(super) path: &'a [&'a str],
    /// Counts what changes each time.
    pub(super) turn: usize,
}

/// The answer as a bank with these deviations gives it.
pub(super) fn bend(deviations: &Deviations, place: Place<'_>, answer: Answer) -> Answer {
    let bent = |mut reply: Reply| {
        if let Some(body) = reply.body_mut() {
            for deviation in deviations {
                deviation.change(body, place);
            }
        }
        reply
    };
    answer.map(bent).map_err(bent)
}

const LONG_NAME: &str = "Comércio de Nomes Compridos e Demais Assuntos Fictícios ";
const VERSION_4: &str =
    "Informação não disponível para consentimentos originados em versão anterior";

impl Deviation {
    fn change(self, body: &mut Value, place: Place<'_>) {
        match self {
            Self::StrangeLinks => each_field(body, &mut |name, value| {
                if ["self", "next", "prev", "first", "last"].contains(&name) {
                    lead_elsewhere(value);
                }
            }),
            Self::OtherSpelling => each_field(body, &mut |_, value| {
                if value == "TEMPORARILY_UNAVAILABLE" {
                    *value = json!("TEMPORARY_UNAVAILABLE");
                }
            }),
            Self::MissingFields => without_fields(body),
            Self::PlaceholderDates if place.api == "consents" => {
                let consent = body.get_mut("data").filter(|data| data.is_object());
                if let Some(consent) = consent {
                    put(consent, "expirationDateTime", "2300-01-01T00:00:00Z");
                }
            }
            Self::PlaceholderDates => each_field(body, &mut |name, value| {
                if name == "billPostDate" {
                    *value = json!("0001-01-01");
                }
            }),
            Self::PlaceholderTexts => {
                if let Some(details) = body.pointer_mut("/data/payment/details") {
                    put(details, "payloadJWS", "inexistente.inexistente.inexistente");
                }
                if let Some(schedule) = body.pointer_mut("/data/payment/schedule") {
                    put(schedule, "additionalInformation", VERSION_4);
                }
            }
            Self::LongNames => each_field(body, &mut |name, value| {
                if ["companyName", "civilName", "tradeName", "name"].contains(&name) {
                    *value = json!(LONG_NAME.repeat(5).trim());
                }
            }),
            Self::ConsentInLists => {
                if let ["consents", consent, "pix", "payments"] = place.path {
                    items(body).for_each(|item| put(item, "consentId", *consent));
                }
            }
            Self::AnotherId => change_ids(body),
            _ => self.change_entries(body, place),
        }
    }

    /// What is different about entries of accounts and cards.
    fn change_entries(self, body: &mut Value, place: Place<'_>) {
        let [_, _, .., "transactions" | "transactions-current"] = place.path else {
            return;
        };
        let on_a_bill = place.path.contains(&"bills");
        let is_of_card = place.api == "credit-cards-accounts";
        match self {
            Self::InstalmentsInOne if is_of_card => {
                keep_items(body, |item| {
                    item.get("chargeIdentificator")
                        .is_none_or(|number| *number == 1)
                });
                items(body)
                    .filter(|item| item.get("chargeNumber").is_some())
                    .filter_map(Value::as_object_mut)
                    .for_each(told_at_once);
            }
            Self::BillsKeepTransactions if is_of_card && !on_a_bill => {
                keep_items(body, |item| item.get("billId").is_none());
            }
            Self::Consolidated if !is_of_card => consolidate(body),
            Self::UntoldTransfers if !is_of_card => keep_items(body, |item| {
                item.get("type") != Some(&json!("TRANSFERENCIA_MESMA_INSTITUICAO"))
            }),
            Self::ChangingEntries => items(body)
                .filter(|item| {
                    item.get("completedAuthorisedPaymentType")
                        == Some(&json!("TRANSACAO_PROCESSANDO"))
                })
                .for_each(|item| {
                    put(item, "transactionId", format!("em-curso-{}", place.turn));
                    let amount = format!("{}.0000", 700 + place.turn);
                    put(
                        item,
                        "transactionAmount",
                        json!({"amount": amount, "currency": "BRL"}),
                    );
                }),
            _ => {}
        }
    }
}

/// Every field at any depth.
fn each_field(value: &mut Value, change: &mut impl FnMut(&str, &mut Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                change(name, value);
                each_field(value, change);
            }
        }
        Value::Array(several) => several.iter_mut().for_each(|one| each_field(one, change)),
        _ => {}
    }
}

/// Makes the answer be about something else.
fn change_ids(body: &mut Value) {
    const IDS: [&str; 6] = [
        "consentId",
        "paymentId",
        "recurringConsentId",
        "recurringPaymentId",
        "enrollmentId",
        "endToEndId",
    ];
    let things: Vec<&mut Value> = match body.get_mut("data") {
        Some(Value::Array(several)) => several.iter_mut().collect(),
        one => one.into_iter().collect(),
    };
    for fields in things.into_iter().filter_map(Value::as_object_mut) {
        for name in IDS {
            if let Some(id) = fields.get_mut(name) {
                *id = json!("urn:bancoficticio:OUTRO");
            }
        }
    }
}

fn items(body: &mut Value) -> impl Iterator<Item = &mut Value> {
    let data = body.get_mut("data").and_then(Value::as_array_mut);
    data.into_iter().flatten()
}

fn keep_items(body: &mut Value, keep: impl FnMut(&Value) -> bool) {
    if let Some(items) = body.get_mut("data").and_then(Value::as_array_mut) {
        items.retain(keep);
    }
}

fn lead_elsewhere(link: &mut Value) {
    let text = link.as_str().unwrap_or_default();
    if let Some((_, rest)) = text.split_once("/open-banking/") {
        *link = json!(format!(
            "https://api.bancoficticio.technology/interno/open-banking/{rest}"
        ));
    }
}

fn without_fields(value: &mut Value) {
    const LEFT_OUT: [&str; 6] = [
        "checkDigit",
        "chargeIdentificator",
        "paymentMethod",
        "productSubTypeCategory",
        "cnpjConsignee",
        "hasReservedBalance",
    ];
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !LEFT_OUT.contains(&name.as_str()));
            fields.values_mut().for_each(without_fields);
        }
        Value::Array(several) => several.iter_mut().for_each(without_fields),
        _ => {}
    }
}

fn told_at_once(purchase: &mut Map<String, Value>) {
    for name in ["chargeIdentificator", "chargeNumber", "billId"] {
        purchase.remove(name);
    }
}

/// The day of a moment, as the bank's books have it.
fn day_in_brasilia(moment: &str) -> String {
    let moment = OffsetDateTime::parse(moment, &Rfc3339);
    moment.map_or_else(
        |_| String::new(),
        |moment| (moment - Duration::hours(3)).date().to_string(),
    )
}

/// One entry for all that a day moved: what is left of it, under the id of the first.
fn consolidate(body: &mut Value) {
    let Some(entries) = body.get_mut("data").and_then(Value::as_array_mut) else {
        return;
    };
    let mut days: Vec<(String, Value, i64)> = Vec::new();
    for entry in entries.drain(..) {
        let text = |pointer: &str| entry.pointer(pointer).and_then(Value::as_str);
        let status = text("/completedAuthorisedPaymentType").unwrap_or_default();
        let day = text("/transactionDateTime").map(day_in_brasilia);
        let day = format!("{} {status}", day.unwrap_or_default());
        let amount = text("/transactionAmount/amount").unwrap_or_default();
        let parts: i64 = amount.replace('.', "").parse().unwrap_or_default();
        let parts = if text("/creditDebitType") == Some("DEBITO") {
            -parts
        } else {
            parts
        };
        match days.iter_mut().find(|(known, _, _)| *known == day) {
            Some((_, _, sum)) => *sum += parts,
            None => days.push((day, entry, parts)),
        }
    }
    for (_, mut entry, sum) in days {
        put(&mut entry, "type", "OUTROS");
        put(&mut entry, "creditDebitType", direction(sum));
        put(&mut entry, "transactionAmount", amount(sum));
        entries.push(entry);
    }
}

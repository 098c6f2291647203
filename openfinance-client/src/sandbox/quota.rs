//! Limits as a bank enforces them: calls a month on each resource, calls a minute on each endpoint,
//! and a bank that has enough.

use std::collections::HashMap;

use client_core::sandbox::RateWindow;
use wiremock::Request;

use super::reply::{Answer, Reply};

/// What is enforced, and what is used of it.
#[derive(Debug, Default)]
pub(super) struct Limits {
    /// The most that any endpoint allows a month, when months count at all.
    pub(super) monthly: Option<u32>,
    pub(super) traffic: Option<RateWindow>,
    /// How many more times the bank has enough.
    pub(super) overloaded: u32,
    /// Calls of this month, by path: all consents here are of one customer, who shares them.
    counts: HashMap<String, u32>,
}

impl Limits {
    pub(super) fn turn_month(&mut self) {
        self.counts.clear();
    }

    /// Refuses what is too much.
    pub(super) fn admit(
        &mut self,
        request: &Request,
        api: &str,
        path: &[&str],
    ) -> Result<(), Reply> {
        if self.overloaded > 0 {
            self.overloaded -= 1;
            return Err(Reply::complaint(529, "LIMITE_GLOBAL_EXCEDIDO"));
        }
        let endpoint = endpoint(api, path);
        if let Some(Err(wait)) = self.traffic.as_ref().map(|window| window.admit(&endpoint)) {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            let reply = Reply::complaint(429, "LIMITE_DE_TRAFEGO_EXCEDIDO");
            return Err(reply.with_header("retry-after", seconds.to_string()));
        }
        let allowed = self.calls(api, path);
        let used = self.counts.get(request.url.path()).copied();
        match allowed.is_some_and(|calls| used.unwrap_or_default() >= calls) && !follows(request) {
            true => Err(Reply::complaint(423, "LIMITE_OPERACIONAL_EXCEDIDO")),
            false => Ok(()),
        }
    }

    /// Only what succeeds counts, and of a list its first page.
    pub(super) fn count(&mut self, request: &Request, answer: &Answer) {
        if answer.is_ok() && !follows(request) {
            let path = request.url.path().to_owned();
            *self.counts.entry(path).or_default() += 1;
        }
    }

    fn calls(&self, api: &str, path: &[&str]) -> Option<u32> {
        let most = self.monthly?;
        calls_a_month(api, path).map(|calls| calls.min(most))
    }
}

fn follows(request: &Request) -> bool {
    let mut query = request.url.query_pairs();
    query.any(|(name, _)| name == "pagination-key")
}

/// The path without its ids, which stand at every second place.
fn endpoint(api: &str, path: &[&str]) -> String {
    let parts: Vec<_> = path.iter().copied().step_by(2).collect();
    format!("{api} {} {}", path.len(), parts.join("/"))
}

/// The published minimums, by API and by the path behind its version.
fn calls_a_month(api: &str, path: &[&str]) -> Option<u32> {
    const RECENT: &str = "transactions-current";
    Some(match (api, path) {
        ("customers", _) => 8,
        ("accounts", [_] | [_, _]) => 8,
        ("accounts", [_, _, "balances" | "reserved-balances" | "overdraft-limits"]) => 420,
        ("accounts" | "credit-cards-accounts", [_, _, "transactions"]) => 8,
        ("accounts" | "credit-cards-accounts", [_, _, RECENT]) => 240,
        ("credit-cards-accounts", [_]) => 8,
        ("credit-cards-accounts", [_, _]) => 120,
        ("credit-cards-accounts", [_, _, "limits"]) => 240,
        ("credit-cards-accounts", [_, _, "bills", ..]) => 30,
        ("loans", [_, _, "payments"]) => 120,
        ("loans", [_, _]) => 30,
        ("loans" | "financings" | "invoice-financings" | "unarranged-accounts-overdraft", path) => {
            match path {
                [_, _] | [_, _, "warranties"] => 8,
                _ => 30,
            }
        }
        ("variable-incomes", ["broker-notes", _] | [_, _, "balances" | RECENT]) => 30,
        (
            "bank-fixed-incomes"
            | "credit-fixed-incomes"
            | "treasure-titles"
            | "funds"
            | "variable-incomes",
            path,
        ) => match path {
            [_] => 30,
            [_, _, "balances" | RECENT] => 120,
            _ => 8,
        },
        ("exchanges", [_, _]) => 8,
        ("exchanges", _) => 30,
        _ => return None,
    })
}

//! Bank connections and what is wrong with them.

use time::{Date, OffsetDateTime};

use super::super::json::Json;
use super::super::ledger::Ledger;
use super::super::request::{Answer, Ask, Reply};
use super::{listed, not_found};

/// The bank connection of an account, for
/// [`Company::with_bank_link`](crate::sandbox::Company::with_bank_link).
#[derive(Clone, Debug)]
#[must_use]
pub struct BankLink {
    route: &'static str,
    status: String,
    message: Option<String>,
    imported_to: Option<Date>,
    consent_ends_at: Option<OffsetDateTime>,
}

impl BankLink {
    /// A connection through the bank's own channel that works, imported up to a day.
    pub fn active(imported_to: Date) -> Self {
        Self {
            route: "INTEGRACAO_AUTOMATICA",
            status: "ATIVA".to_owned(),
            message: None,
            imported_to: Some(imported_to),
            consent_ends_at: None,
        }
    }

    /// Goes through Open Finance, with a consent that ends then.
    pub fn by_open_finance(mut self, consent_ends_at: OffsetDateTime) -> Self {
        self.route = "OPEN_FINANCE";
        self.consent_ends_at = Some(consent_ends_at);
        self
    }

    /// Where it stands, in the wire's word, and the ERP's message.
    pub fn failing(mut self, status: &str, message: &str) -> Self {
        status.clone_into(&mut self.status);
        self.message = Some(message.to_owned());
        self
    }
}

#[derive(Clone, Debug)]
pub(super) struct Connection {
    account_id: String,
    link: BankLink,
}

pub(in super::super) fn connect(ledger: &mut Ledger, account_id: String, link: BankLink) {
    let connection = Connection { account_id, link };
    ledger.partner.connections.push(connection);
}

pub(super) fn answer(ledger: &Ledger, method: &str, path: &[&str], ask: &Ask<'_>) -> Answer {
    match (method, path) {
        ("GET", []) => {
            let accounts = ledger.accounts.iter();
            listed(ask, accounts.map(|one| json(ledger, &one.id)).collect())
        }
        ("GET", [id]) if ledger.account(id).is_some() => Ok(Reply::ok(json(ledger, id))),
        ("GET", [_]) => Err(not_found()),
        _ => Err(Reply::no_such_page()),
    }
}

fn json(ledger: &Ledger, account_id: &str) -> Json {
    let bank = ledger.account(account_id).map(|account| &account.bank);
    let mut connections = ledger.partner.connections.iter();
    let link = connections
        .find(|one| one.account_id == account_id)
        .map(|one| &one.link);
    let status = link.map_or("NAO_CONFIGURADA", |link| &link.status);
    let imported_to = link.and_then(|link| link.imported_to);
    let consent = link.and_then(|link| link.consent_ends_at);
    Json::object([
        ("id_conta_financeira", account_id.into()),
        ("banco", bank.into()),
        ("via", link.map(|link| link.route).into()),
        ("status", status.into()),
        (
            "mensagem_erro",
            link.and_then(|link| link.message.as_ref()).into(),
        ),
        ("ultimo_dia_importado", imported_to.map(Json::date).into()),
        ("consentimento_ate", consent.map(Json::moment).into()),
    ])
}

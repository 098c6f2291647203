//! What the business APIs remember: Pix charges, links, registrations.

use client_core::money::Amount;
use client_core::secret::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use time::Date;

use super::business::{Answer, Asked, Now, Refusal};
use super::charges::Charge;
use super::rendering::with;

/// The state of all merchants.
#[derive(Debug, Default)]
pub(super) struct Till {
    pub(super) charges: Vec<Charge>,
    pix: Vec<Pix>,
    links: Vec<Link>,
    /// CNPJs, e-mail addresses and phones that are registered.
    registered: Vec<String>,
    portal_user: Option<(String, SecretString)>,
    sessions: Vec<String>,
    serial: u64,
}

#[derive(Debug)]
struct Pix {
    merchant: usize,
    token: String,
    id: String,
    value: Amount,
    expires: Date,
    description: Value,
    paid: bool,
    refunded: bool,
    asked_for: u32,
}

#[derive(Debug)]
struct Link {
    merchant: usize,
    id: String,
    fields: Value,
    paid: bool,
}

impl Till {
    pub(super) fn new(
        registered: impl IntoIterator<Item = String>,
        portal_user: Option<(String, SecretString)>,
    ) -> Self {
        Self {
            registered: registered.into_iter().collect(),
            portal_user,
            ..Self::default()
        }
    }

    pub(super) fn fresh_id(&mut self) -> String {
        self.serial += 1;
        format!("5a9d0b1e-0000-4000-8000-{:012x}", self.serial)
    }

    pub(super) fn create_pix(&mut self, merchant: usize, asked: &Asked<'_>, now: Now) -> Answer {
        let value = cents(asked.text(&["value"]))
            .ok_or_else(|| Refusal::invalid("value deve ser maior que zero"))?;
        let expires = asked.text(&["expires_at"]).and_then(day_of);
        let expires = expires
            .filter(|day| *day >= now.day())
            .ok_or_else(|| Refusal::invalid("expires_at deve ser uma data futura"))?;
        for (name, most) in [("description", 25), ("description_internal", 12)] {
            let text = asked.text(&[name]).unwrap_or_default();
            if text.chars().count() > most {
                return Err(Refusal::invalid(name));
            }
        }
        let (token, id) = (self.fresh_id(), self.fresh_id());
        let answer = json!({"transaction_token": token});
        let description = asked.body.get("description").cloned();
        self.pix.push(Pix {
            merchant,
            token,
            id,
            value,
            expires,
            description: description.unwrap_or(Value::Null),
            paid: false,
            refunded: false,
            asked_for: 0,
        });
        Ok(answer)
    }

    fn pix_of(&mut self, merchant: usize, token: &str) -> Result<&mut Pix, Refusal> {
        let mut all = self.pix.iter_mut();
        let found = all.find(|pix| pix.merchant == merchant && pix.token == token);
        found.ok_or_else(Refusal::not_found)
    }

    pub(super) fn pix(&mut self, merchant: usize, token: &str, now: Now) -> Answer {
        let pix = self.pix_of(merchant, token)?;
        pix.asked_for += 1;
        let status = match pix.paid {
            true => "paid",
            false if pix.expires < now.day() => "expired",
            false => "active",
        };
        let answer = json!({
            "id": pix.id,
            "tx_id": format!("BLU{}", pix.id.replace('-', "")),
            "transaction_token": pix.token,
            "status": status,
            "expires_at": pix.expires.to_string(),
            "description": pix.description,
            "value": pix.value.to_string(),
        });
        // The code comes a moment later than the charge.
        if pix.asked_for < 2 {
            return Ok(answer);
        }
        let answer = with(answer, "qr_code_base64", "iVBORw0KGgo=");
        let emv = format!("00020126580014br.gov.bcb.pix{}", pix.id);
        Ok(with(answer, "emv", emv))
    }

    pub(super) fn refund_pix(&mut self, merchant: usize, token: &str) -> Answer {
        let pix = self.pix_of(merchant, token)?;
        if !pix.paid || pix.refunded {
            return Err(Refusal::invalid("não há valor a devolver"));
        }
        pix.refunded = true;
        Ok(json!({"message": "Devolução solicitada."}))
    }

    /// Pays a Pix and gives the event that Blu delivers then.
    pub(super) fn pay_pix(&mut self, token: &str, now: Now) -> Option<Value> {
        let pix = self.pix.iter_mut().find(|pix| pix.token == token)?;
        pix.paid = true;
        let (day, time) = (now.0.date(), now.0.time());
        let (hour, minute, second) = time.as_hms();
        let digits = pix.id.replace('-', "");
        Some(json!({
            "created_at": format!("{day} {hour:02}:{minute:02}:{second:02} -0300"),
            "debit_party": {
                "account": "1234567",
                "bank": "00000000",
                "branch": "1",
                "personType": "NATURAL_PERSON",
                "taxId": "11144477735",
                "accountType": "TRAN",
                "name": "JOANA FICTICIA",
            },
            "debt_id": pix.token,
            "e2e_id": format!("E00000000{}", digits.get(..23)?),
            "id": pix.id,
            "movement_id": "1000659000001",
            "value": pix.value.to_string(),
            "status": "success",
        }))
    }

    pub(super) fn create_link(&mut self, merchant: usize, asked: &Asked<'_>, now: Now) -> Answer {
        let amount = cents(asked.text(&["amount"]));
        if amount.is_none_or(|amount| amount < Amount::from_cents(1_000)) {
            return Err(Refusal::invalid("amount deve ser no mínimo 10.00"));
        }
        if let Some(phone) = asked.text(&["phone_notification"])
            && !matches!(phone.len(), 10 | 11)
        {
            return Err(Refusal::invalid("phone_notification"));
        }
        self.serial += 1;
        let id = (770_000 + self.serial).to_string();
        let fields = json!({
            "id": id,
            "link_url": format!("https://link.blu.invalid/{id}"),
            "smart_checkout_url": format!("https://checkout.blu.invalid/{id}"),
            "trace_key": format!("trace-{id}"),
            "message": "Link criado com sucesso.",
            "expiration_date": now.day().saturating_add(time::Duration::days(7)).to_string(),
        });
        self.links.push(Link {
            merchant,
            id,
            fields: fields.clone(),
            paid: false,
        });
        Ok(fields)
    }

    pub(super) fn link(&self, merchant: usize, id: &str) -> Answer {
        let mut all = self.links.iter();
        let link = all.find(|link| link.merchant == merchant && link.id == id);
        let link = link.ok_or_else(Refusal::not_found)?;
        let status = if link.paid { "paid" } else { "pending" };
        let answer = with(link.fields.clone(), "status", status);
        if !link.paid {
            return Ok(answer);
        }
        let payer = json!({"name": "JOANA FICTICIA"});
        Ok(with(answer, "last_payment_link_intent", payer))
    }

    /// Pays a link and gives the event that Blu delivers then.
    pub(super) fn pay_link(&mut self, id: &str) -> Option<Value> {
        let link = self.links.iter_mut().find(|link| link.id == id)?;
        link.paid = true;
        Some(json!({
            "id": id,
            "status": "confirmed",
            "last_payment_link_intent": {"name": "JOANA FICTICIA"},
        }))
    }

    pub(super) fn register_boleto(&mut self, asked: &Asked<'_>) -> Answer {
        let required = ["bank_code", "cedant", "wallet", "agency"];
        if let Some(name) = required.iter().find(|name| asked.text(&[name]).is_none()) {
            return Err(Refusal::invalid(&format!("{name} é obrigatório")));
        }
        Ok(json!({"uuid": self.fresh_id(), "message": "Boleto registrado."}))
    }

    pub(super) fn create_draft(&mut self, asked: &Asked<'_>) -> Answer {
        let keys = [
            asked.text(&["company", "cnpj"]),
            asked.text(&["contact", "email"]),
            asked.text(&["contact", "phone"]),
        ];
        self.register(&keys)?;
        self.serial += 1;
        Ok(json!({"id": 3_300 + self.serial, "message": "Pré-cadastro recebido."}))
    }

    fn register(&mut self, keys: &[Option<&str>]) -> Result<(), Refusal> {
        let known: Option<Vec<&str>> = keys.iter().copied().collect();
        let known = known.ok_or_else(|| Refusal::invalid("não pode ficar em branco"))?;
        let is_taken = |key: &&str| self.registered.iter().any(|taken| taken == key);
        if known.iter().any(is_taken) {
            return Err(Refusal::invalid("já cadastrado"));
        }
        self.registered.extend(known.into_iter().map(str::to_owned));
        Ok(())
    }

    pub(super) fn find_client(&self, document: &str) -> Answer {
        let is_client = self.registered.iter().any(|taken| taken == document);
        Ok(json!({"cliente": is_client}))
    }

    pub(super) fn log_in(&mut self, asked: &Asked<'_>) -> Answer {
        let sent = asked
            .text(&["user", "email"])
            .zip(asked.text(&["user", "password"]));
        let is_user = self
            .portal_user
            .as_ref()
            .is_some_and(|(email, password)| sent == Some((email, password.expose_secret())));
        if !is_user {
            let message = "Não foi possível encontrar o usuário com os dados informados.";
            return Err(Refusal(401, message.to_owned()));
        }
        let token = self.fresh_id();
        self.sessions.push(token.clone());
        Ok(json!({"authentication_token": token}))
    }

    pub(super) fn create_client(&mut self, asked: &Asked<'_>, token: Option<&str>) -> Answer {
        let is_known = |token| self.sessions.iter().any(|session| session == token);
        if !token.is_some_and(is_known) {
            let message = "Não foi possível encontrar o usuário.";
            return Err(Refusal(401, message.to_owned()));
        }
        let required = [
            asked.text(&["company", "department_name"]),
            asked.text(&["user", "cpf"]),
            asked.text(&["user", "name"]),
        ];
        if required.iter().any(Option::is_none) {
            return Err(Refusal::invalid("não pode ficar em branco"));
        }
        let keys = [
            asked.text(&["company", "cnpj"]),
            asked.text(&["user", "email"]),
            asked.text(&["user", "phone"]),
        ];
        self.register(&keys)?;
        self.serial += 1;
        Ok(json!({
            "message": "Cliente criado com sucesso.",
            "client_id": 51_000 + self.serial,
            "user_id": 90_000 + self.serial,
        }))
    }
}

/// An amount above zero in whole cents.
pub(super) fn cents(text: Option<&str>) -> Option<Amount> {
    let amount = Amount::parse(text?).ok()?;
    (amount > Amount::ZERO && amount.to_cents().is_ok()).then_some(amount)
}

pub(super) fn day_of(text: &str) -> Option<Date> {
    let form = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text, form).ok()
}

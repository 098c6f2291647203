//! The searches for receivables and payables, and the list of changes.

use time::{Date, OffsetDateTime};

use super::json::Json;
use super::ledger::{Event, Installment, Ledger, Side};
use super::request::{Answer, Ask, Reply, envelope};

/// `buscar`: the window of due dates is mandatory, everything else is optional.
pub(super) fn installments(ledger: &Ledger, side: Side, ask: &Ask<'_>, today: Date) -> Answer {
    let page = ask.page(true)?;
    let filter = Filter::read(ask, side)?;
    let mut found: Vec<_> = ledger
        .installments()
        .filter(|(event, one)| event.side == side && filter.admits(event, one, today))
        .collect();
    found.sort_by(|(_, a), (_, b)| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
    let total = found.len();
    let items = page
        .of(found)
        .map(|(event, one)| item(ledger, event, one, today));
    Ok(envelope("itens", total, items, Some(Json::object([]))))
}

/// `alteracoes`: ids of events, nothing more.
pub(super) fn changes(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let (from, to) = ask.required_window("data_inicio", "data_fim")?;
    let changed: Vec<_> = ledger
        .events
        .iter()
        .filter(|event| {
            let mut moments = event.installments.iter().map(|one| one.changed_at);
            moments.any(|moment| (from..=to).contains(&moment))
        })
        .collect();
    let total = changed.len();
    let items = page
        .of(changed)
        .map(|event| Json::object([("id", (&event.id).into())]));
    Ok(envelope("itens", total, items, None))
}

struct Filter<'a> {
    due: (Date, Date),
    accrued: (Option<Date>, Option<Date>),
    paid: (Option<Date>, Option<Date>),
    changed: Option<(OffsetDateTime, OffsetDateTime)>,
    amount: (Option<i64>, Option<i64>),
    text: Option<&'a str>,
    states: Vec<&'a str>,
    accounts: Vec<&'a str>,
    categories: Vec<&'a str>,
    cost_centers: Vec<&'a str>,
    customers: Vec<&'a str>,
}

impl<'a> Filter<'a> {
    fn read(ask: &'a Ask<'_>, side: Side) -> Result<Self, Reply> {
        let due = (
            ask.required_date("data_vencimento_de")?,
            ask.required_date("data_vencimento_ate")?,
        );
        // The search for payables does not know customers, so it ignores them.
        let customers = match side {
            Side::Income => ask.all("ids_clientes"),
            Side::Expense => Vec::new(),
        };
        Ok(Self {
            due,
            accrued: (
                ask.date("data_competencia_de")?,
                ask.date("data_competencia_ate")?,
            ),
            paid: (
                ask.date("data_pagamento_de")?,
                ask.date("data_pagamento_ate")?,
            ),
            changed: ask.window("data_alteracao_de", "data_alteracao_ate")?,
            amount: (ask.cents("valor_de")?, ask.cents("valor_ate")?),
            text: ask.text("descricao"),
            states: ask.all("status"),
            accounts: ask.all("ids_contas_financeiras"),
            categories: ask.all("ids_categorias"),
            cost_centers: ask.all("ids_centros_de_custo"),
            customers,
        })
    }

    fn admits(&self, event: &Event, one: &Installment, today: Date) -> bool {
        let listed = |wanted: &[&str], id: &str| wanted.is_empty() || wanted.contains(&id);
        let total = one.value.net();
        let by_payment = self.paid == (None, None)
            || one
                .settlements
                .iter()
                .any(|settled| within(settled.paid_on, self.paid));
        let by_text = self.text.is_none_or(|text| {
            let wanted = text.to_lowercase();
            one.description.to_lowercase().contains(&wanted)
        });
        (self.due.0..=self.due.1).contains(&one.due_on)
            && within(event.accrued_on, self.accrued)
            && by_payment
            && by_text
            && self
                .changed
                .is_none_or(|(from, to)| (from..=to).contains(&one.changed_at))
            && self.amount.0.is_none_or(|least| total >= least)
            && self.amount.1.is_none_or(|most| total <= most)
            && listed(&self.states, one.state(today).searched())
            && listed(&self.accounts, &one.account_id)
            && listed(
                &self.customers,
                event.person_id.as_deref().unwrap_or_default(),
            )
            && (self.categories.is_empty()
                || event
                    .allocations
                    .iter()
                    .any(|part| self.categories.contains(&part.category_id.as_str())))
            && (self.cost_centers.is_empty()
                || event
                    .allocations
                    .iter()
                    .flat_map(|part| &part.cost_centers)
                    .any(|(id, _)| self.cost_centers.contains(&id.as_str())))
    }
}

fn within(day: Date, (from, to): (Option<Date>, Option<Date>)) -> bool {
    from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
}

fn item(ledger: &Ledger, event: &Event, one: &Installment, today: Date) -> Json {
    let state = one.state(today);
    let named = |id: &str, name: &str| Json::object([("id", id.into()), ("nome", name.into())]);
    let categories = event
        .allocations
        .iter()
        .filter_map(|part| ledger.category(&part.category_id))
        .map(|category| named(&category.id, &category.name));
    let cost_centers = event
        .allocations
        .iter()
        .flat_map(|part| &part.cost_centers)
        .filter_map(|(id, _)| ledger.cost_center(id))
        .map(|center| named(&center.id, &center.name));
    let person = event
        .person_id
        .as_deref()
        .and_then(|id| ledger.person(id))
        .map(|person| named(&person.id, &person.name));
    let mut fields = vec![
        ("id", (&one.id).into()),
        ("descricao", (&one.description).into()),
        ("data_vencimento", Json::date(one.due_on)),
        ("status", state.internal().into()),
        ("status_traduzido", state.searched().into()),
        ("total", Json::money(one.value.net())),
        ("nao_pago", Json::money(one.open())),
        ("pago", Json::money(one.paid())),
        ("data_criacao", created(one.created_at)),
        ("data_alteracao", Json::moment(one.changed_at)),
        ("data_competencia", Json::date(event.accrued_on)),
        ("categorias", Json::list(categories)),
        ("centros_de_custo", Json::list(cost_centers)),
        (event.side.person_field(), person.into()),
    ];
    if event.side == Side::Income {
        fields.push(("renegociacao", Json::Null));
    }
    Json::Object(fields)
}

/// Times of creation come in UTC, unlike those of changes.
fn created(moment: OffsetDateTime) -> Json {
    let utc = moment.to_offset(time::UtcOffset::UTC);
    client_core::wire::instant::format(utc).map_or(Json::Null, Json::Text)
}

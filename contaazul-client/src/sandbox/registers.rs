//! What changes seldom: company, accounts, categories, cost centers, transfers.

use serde::Deserialize;

use super::installments;
use super::json::Json;
use super::ledger::{Category, CostCenter, Ledger, Record, Side};
use super::request::{Answer, Ask, Reply, counts, envelope};

pub(super) fn company(ledger: &Ledger) -> Reply {
    Reply::ok(Json::object([
        ("id_empresa", (&ledger.id).into()),
        ("documento", (&ledger.tax_id).into()),
        ("razao_social", (&ledger.name).into()),
        ("nome_fantasia", (&ledger.name).into()),
        ("data_fundacao", "2015-03-10".into()),
        ("email", "financeiro@example.com".into()),
    ]))
}

/// Categories. The first generation has made some parameters mandatory.
pub(super) fn categories(ledger: &Ledger, ask: &Ask<'_>, first: bool) -> Answer {
    let page = ask.page(first)?;
    if first {
        ask.required("permite_apenas_filhos")?;
    }
    let wanted = |one: &&Category| {
        ask.text("tipo")
            .is_none_or(|kind| one.side.as_str() == kind)
            && ask.text("nome").is_none_or(|name| one.name == name)
            && (!first || ask.text("busca").is_none_or(|text| holds(&one.name, text)))
    };
    let mut found: Vec<_> = ledger.categories.iter().filter(wanted).collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    if ask.text("campo_ordenado_descendente") == Some("NOME") {
        found.reverse();
    }
    let total = found.len();
    let items = page.of(found).map(category);
    Ok(envelope("itens", total, items, Some(counts(total, total))))
}

pub(super) fn category_by_id(ledger: &Ledger, id: &str) -> Answer {
    let found = ledger.category(id).ok_or_else(|| Reply::empty(404))?;
    Ok(Reply::ok(category(found)))
}

fn category(category: &Category) -> Json {
    Json::object([
        ("id", (&category.id).into()),
        ("versao", 0_i64.into()),
        ("nome", (&category.name).into()),
        ("categoria_pai", Json::Null),
        ("tipo", category.side.as_str().into()),
        ("entrada_dre", Json::Null),
        ("considera_custo_dre", false.into()),
    ])
}

/// A bare list: what the ERP books by itself, and the category for it.
pub(super) fn default_categories(ledger: &Ledger, ask: &Ask<'_>) -> Reply {
    let suggested = ask.text("sugestao_padrao") != Some("false");
    let rows = [
        ("JUROS_RECEBIDOS", "Juros recebidos"),
        ("JUROS_PAGOS", "Juros pagos"),
        ("TARIFAS", "Tarifas bancarias"),
    ]
    .map(|(operation, name)| {
        let category = ledger.categories.iter().find(|one| one.name == name);
        let suggestion = suggested.then(|| {
            Json::object([
                ("id", category.map(|one| &one.id).into()),
                ("nome", name.into()),
            ])
        });
        Json::object([
            ("tipo_operacao", operation.into()),
            ("id_categoria", category.map(|one| &one.id).into()),
            ("nome_categoria", category.map(|one| &one.name).into()),
            ("sugestao_padrao", suggestion.into()),
        ])
    });
    Reply::ok(Json::list(rows))
}

pub(super) fn income_statement(ledger: &Ledger) -> Reply {
    let row = |position: i64, code: &str, name: &str, side: Side| {
        let categories = ledger.categories.iter().filter(move |one| one.side == side);
        let categories = categories.map(|one| {
            Json::object([
                ("id", (&one.id).into()),
                ("codigo", Json::Null),
                ("nome", (&one.name).into()),
                ("ativo", true.into()),
            ])
        });
        Json::object([
            (
                "id",
                format!("000000d0-0000-11ef-8a55-{position:012}").into(),
            ),
            ("descricao", name.into()),
            ("codigo", code.into()),
            ("posicao", position.into()),
            ("indica_totalizador", false.into()),
            ("representa_soma_custo_medio", false.into()),
            ("subitens", Json::list([])),
            ("categorias_financeiras", Json::list(categories)),
        ])
    };
    Reply::ok(Json::object([(
        "itens",
        Json::list([
            row(1, "01", "Receitas", Side::Income),
            row(2, "02", "Despesas", Side::Expense),
        ]),
    )]))
}

/// Cost centers, in an envelope that says `items` where its siblings say `itens`.
pub(super) fn cost_centers(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(true)?;
    let found = wanted_cost_centers(ledger, ask.text("busca"), ask.text("filtro_rapido"));
    let total = found.len();
    let items = page.of(found).map(|center| cost_center(center, false));
    let active = ledger.cost_centers.iter().filter(|one| one.active).count();
    let totals = counts(active, ledger.cost_centers.len());
    Ok(envelope("items", total, items, Some(totals)))
}

pub(super) fn wanted_cost_centers<'a>(
    ledger: &'a Ledger,
    text: Option<&str>,
    state: Option<&str>,
) -> Vec<&'a CostCenter> {
    let state = state.unwrap_or("TODOS");
    ledger
        .cost_centers
        .iter()
        .filter(|one| match state {
            "ATIVO" => one.active,
            "INATIVO" => !one.active,
            _ => true,
        })
        .filter(|one| {
            let code = one.code.as_deref().unwrap_or_default();
            text.is_none_or(|text| holds(&one.name, text) || holds(code, text))
        })
        .collect()
}

/// A cost center; only the second generation tells its version.
pub(super) fn cost_center(center: &CostCenter, with_version: bool) -> Json {
    let mut fields = vec![
        ("id", (&center.id).into()),
        ("codigo", center.code.as_ref().into()),
        ("nome", (&center.name).into()),
        ("ativo", center.active.into()),
    ];
    if with_version {
        fields.push(("versao", center.version.into()));
    }
    Json::Object(fields)
}

#[derive(Debug, Deserialize)]
struct CostCenterBody {
    nome: Option<String>,
    codigo: Option<String>,
}

/// Creates a cost center; the first generation answers 200, not 201.
pub(super) fn create_cost_center(ledger: &mut Ledger, ask: &Ask<'_>, status: u16) -> Answer {
    let body: CostCenterBody = ask.body()?;
    let name = body
        .nome
        .filter(|name| !name.is_empty())
        .ok_or_else(|| Reply::bad("name must not be empty"))?;
    let center = CostCenter {
        id: ledger.issue(Record::CostCenter),
        name,
        code: body.codigo,
        active: true,
        version: 0,
    };
    let answer = cost_center(&center, status == 201);
    ledger.cost_centers.push(center);
    Ok(Reply::json(status, answer))
}

#[derive(Debug, Deserialize)]
struct CostCenterChange {
    versao: Option<i64>,
    nome: Option<String>,
    ativo: Option<bool>,
}

pub(super) fn change_cost_center(ledger: &mut Ledger, id: &str, ask: &Ask<'_>) -> Answer {
    let body: CostCenterChange = ask.body()?;
    let mut centers = ledger.cost_centers.iter_mut();
    let center = centers
        .find(|center| center.id == id)
        .ok_or_else(|| Reply::empty(404))?;
    if body.versao != Some(center.version) {
        return Err(Reply::empty(409));
    }
    center.version += 1;
    center.name = body.nome.unwrap_or_else(|| center.name.clone());
    center.active = body.ativo.unwrap_or(center.active);
    Ok(Reply::ok(cost_center(center, true)))
}

/// Accounts; the same in both generations.
pub(super) fn accounts(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let kinds = ask.all("tipos");
    let found: Vec<_> = ledger
        .accounts
        .iter()
        .filter(|one| kinds.is_empty() || kinds.contains(&one.kind.as_str()))
        .filter(|one| ask.text("nome").is_none_or(|name| one.name == name))
        .filter(|one| one.active || !ask.is_true("apenas_ativo"))
        .filter(|one| !one.digital || !ask.is_true("esconde_conta_digital"))
        .filter(|one| one.kind != "CAIXINHA" || ask.is_true("mostrar_caixinha"))
        .collect();
    let total = found.len();
    let items = page.of(found).map(installments::account);
    Ok(envelope("itens", total, items, Some(counts(total, total))))
}

pub(super) fn balance(ledger: &Ledger, id: &str) -> Answer {
    if ledger.account(id).is_none() {
        return Err(Reply::bad(
            "o valor informado para id_conta_financeira nao e valido",
        ));
    }
    let balance = Json::money(ledger.balance(id));
    Ok(Reply::ok(Json::object([("saldo_atual", balance)])))
}

/// Opening balances: the kind carries the sign, the number does not.
pub(super) fn opening_balances(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let (from, to) = ask.required_window("data_inicio", "data_fim")?;
    let opened: Vec<_> = ledger
        .accounts
        .iter()
        .filter_map(|account| account.opening.map(|(day, cents)| (account, day, cents)))
        .filter(|(_, day, _)| (from.date()..=to.date()).contains(day))
        .collect();
    let total = opened.len();
    let items = page.of(opened).map(|(account, day, cents)| {
        let side = if cents < 0 {
            Side::Expense
        } else {
            Side::Income
        };
        Json::object([
            ("tipo", side.as_str().into()),
            ("id_conta_financeira", (&account.id).into()),
            ("data_competencia", Json::date(day)),
            ("saldo_inicial", Json::money(cents.abs())),
        ])
    });
    Ok(envelope("itens", total, items, None))
}

/// Transfers, by plain days; a start after the end is refused.
pub(super) fn transfers(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let (from, to) = (ask.date("data_inicio")?, ask.date("data_fim")?);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Reply::bad("data_inicio maior que data_fim"));
    }
    let accounts = ask.all("ids_conta_financeira");
    let found: Vec<_> = ledger
        .transfers
        .iter()
        .filter(|one| from.is_none_or(|from| one.date >= from))
        .filter(|one| to.is_none_or(|to| one.date <= to))
        .filter(|one| {
            let touches = |id: &String| accounts.contains(&id.as_str());
            accounts.is_empty() || touches(&one.from_id) || touches(&one.to_id)
        })
        .collect();
    let total = found.len();
    let items = page.of(found).map(|one| {
        let side = |account: &str| {
            let account = ledger.account(account).map(|account| {
                let bank = Json::object([
                    ("codigo", account.bank_code.into()),
                    ("nome", (&account.bank).into()),
                ]);
                Json::object([
                    ("id", (&account.id).into()),
                    ("nome", (&account.name).into()),
                    ("instituicao_bancaria", bank),
                ])
            });
            Json::object([
                ("data", Json::date(one.date)),
                (
                    "composicao_valor",
                    super::ledger::Parts::gross_of(one.cents).json(),
                ),
                ("conta_financeira", account.into()),
            ])
        };
        Json::object([
            ("id", (&one.id).into()),
            ("descricao", (&one.description).into()),
            ("valor", Json::money(one.cents)),
            ("data", Json::date(one.date)),
            ("origem", side(&one.from_id)),
            ("destino", side(&one.to_id)),
        ])
    });
    Ok(envelope("itens", total, items, None))
}

fn holds(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

//! What products refer to: the same few rows in every company.

use super::json::Json;
use super::request::{Answer, Ask, Reply};

/// A category, tax code, unit or brand.
#[derive(Debug)]
pub(super) struct Row {
    number: i64,
    /// The code on fiscal notes, or the abbreviation of a unit.
    code: &'static str,
    name: &'static str,
}

/// The category of products that were given none.
pub(super) static OTHERS: Row = Row {
    number: 61_001,
    code: "",
    name: "Outras",
};
static CATEGORIES: [&Row; 2] = [
    &OTHERS,
    &Row {
        number: 61_002,
        code: "",
        name: "Paes e bolos",
    },
];
static NCM: [&Row; 2] = [
    &Row {
        number: 617_762,
        code: "19022000",
        name: "Massas alimenticias recheadas",
    },
    &Row {
        number: 617_780,
        code: "19059090",
        name: "Outros produtos de padaria",
    },
];
static CEST: [&Row; 1] = [&Row {
    number: 4_410,
    code: "1705000",
    name: "Paes industrializados",
}];
static UNITS: [&Row; 2] = [
    &Row {
        number: 51_001,
        code: "UN",
        name: "Unidade",
    },
    &Row {
        number: 51_002,
        code: "KG",
        name: "Quilograma",
    },
];
static BRANDS: [&Row; 1] = [&Row {
    number: 9_001,
    code: "",
    name: "Flor de Trigo",
}];

impl Row {
    /// A tax code.
    pub(super) fn reference(&self) -> Json {
        Json::object([
            ("id", self.number.into()),
            ("codigo", self.code.into()),
            ("descricao", self.name.into()),
        ])
    }

    /// A unit as a product shows it.
    pub(super) fn unit(&self) -> Json {
        Json::object([("id", self.number.into()), ("descricao", self.name.into())])
    }

    pub(super) fn category(&self) -> Json {
        Json::object([
            ("id", self.number.into()),
            ("uuid", self.uuid().into()),
            ("descricao", self.name.into()),
        ])
    }

    fn listed_unit(&self) -> Json {
        Json::object([
            ("id", self.number.into()),
            ("abreviacao", self.code.into()),
            ("descricao", self.name.into()),
            ("em_uso", true.into()),
        ])
    }

    fn brand(&self) -> Json {
        Json::object([("id", self.uuid().into()), ("nome", self.name.into())])
    }

    fn uuid(&self) -> String {
        format!("000000c0-0000-11ef-8a55-{:012}", self.number)
    }
}

/// The rows of a register, and how it words them.
type Register = (&'static [&'static Row], fn(&Row) -> Json);

/// A register by the last part of its path.
fn register(name: &str) -> Option<Register> {
    match name {
        "categorias" => Some((&CATEGORIES, Row::category)),
        "ncm" => Some((&NCM, Row::reference)),
        "cest" => Some((&CEST, Row::reference)),
        "unidades-medida" => Some((&UNITS, Row::listed_unit)),
        "ecommerce-marcas" => Some((&BRANDS, Row::brand)),
        _ => None,
    }
}

pub(super) fn has(name: &str) -> bool {
    register(name).is_some()
}

pub(super) fn row(name: &str, number: i64) -> Option<&'static Row> {
    let (rows, _) = register(name)?;
    rows.iter().copied().find(|row| row.number == number)
}

/// A register, in the third spelling of a total.
pub(super) fn list(name: &str, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let (rows, word) = register(name).ok_or_else(Reply::no_such_page)?;
    let text = ask.text("busca_textual").unwrap_or_default().to_lowercase();
    let holds = |row: &&&Row| {
        row.name.to_lowercase().contains(&text) || row.code.to_lowercase().contains(&text)
    };
    let mut found: Vec<_> = rows.iter().filter(holds).collect();
    if ask.text("direcao") == Some("DESC") {
        found.reverse();
    }
    let total = found.len();
    let items = Json::list(page.of(found).map(|row| word(row)));
    Ok(Reply::ok(Json::object([
        ("items", items),
        ("total_items", total.into()),
    ])))
}

/// A tree without pages, for companies that have an e-commerce; others are refused.
pub(super) fn ecommerce_categories(has_ecommerce: bool, ask: &Ask<'_>) -> Answer {
    if !has_ecommerce {
        return Err(Reply::bad("empresa sem integracao de e-commerce"));
    }
    let category = |number: i64, name: &str, below: Json| {
        Json::object([
            ("id", format!("000000ec-0000-11ef-8a55-{number:012}").into()),
            ("descricao", name.into()),
            ("subcategorias", below),
        ])
    };
    let bread = category(2, "Paes", Json::list([]));
    let text = ask.text("busca_textual").unwrap_or_default().to_lowercase();
    let tree = "padaria"
        .contains(&text)
        .then(|| category(1, "Padaria", Json::list([bread])));
    Ok(Reply::ok(Json::object([
        ("id", "000000ec-0000-11ef-8a55-000000000000".into()),
        ("versao", 0_i64.into()),
        ("items", Json::list(tree)),
    ])))
}

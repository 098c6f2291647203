//! What a person decided: matches to confirm and to reject.

use std::collections::BTreeMap;
use std::path::Path;

use recon_core::{Pairing, Side};

use super::Failure;

/// Decided matches, each by its entries.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decisions {
    pub(super) confirmed: Vec<Pairing>,
    pub(super) rejected: Vec<Pairing>,
}

/// An entry by its id, on its side.
type Member = (Side, String);

/// One row: what belongs together and whether it does.
struct Row {
    line: u64,
    /// The match or review it is of, where the row says it.
    group: String,
    members: Vec<Member>,
    confirmed: bool,
}

/// Reads a CSV with `bank_id` and `ledger_id`, or with `side`, `id` and `other_id`.
pub(super) fn read(path: &Path) -> Result<Decisions, Failure> {
    let failed = |line: u64, problem: String| Failure::Decision {
        path: path.to_owned(),
        line,
        problem,
    };
    let bytes = std::fs::read(path).map_err(|cause| Failure::Open {
        path: path.to_owned(),
        cause,
    })?;
    let mut csv = csv::Reader::from_reader(bytes.as_slice());
    let header = csv.headers().map_err(|e| failed(1, e.to_string()))?.clone();
    let column = |name: &str| header.iter().position(|h| h.trim() == name);
    let columns = Columns {
        sides: [column("bank_id"), column("ledger_id")],
        internal: [column("side"), column("id"), column("other_id")],
        decision: column("decision"),
        group: column("match_id").or(column("review_id")),
    };
    if columns.sides.contains(&None) && columns.internal.contains(&None) {
        let problem =
            "the columns `bank_id` and `ledger_id` are missing; name them in the first row";
        return Err(failed(1, problem.to_owned()));
    }
    let mut rows = Vec::new();
    for record in csv.records() {
        let record = record.map_err(|e| {
            let line = e.position().map_or(0, csv::Position::line);
            failed(line, e.to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(columns.row(&record, line).map_err(|p| failed(line, p))?);
    }
    Decisions::of(rows).map_err(|(line, problem)| failed(line, problem))
}

struct Columns {
    sides: [Option<usize>; 2],
    internal: [Option<usize>; 3],
    decision: Option<usize>,
    group: Option<usize>,
}

impl Columns {
    fn row(&self, record: &csv::StringRecord, line: u64) -> Result<Row, String> {
        let cell = |column: Option<usize>| column.and_then(|c| record.get(c)).unwrap_or_default();
        let mut members = Vec::new();
        let mut add = |side, id: &str| {
            if !id.is_empty() {
                members.push((side, id.to_owned()));
            }
        };
        if self.sides.contains(&None) {
            let [side, id, other] = self.internal;
            let side = match cell(side).trim() {
                "bank" => Side::Left,
                "ledger" => Side::Right,
                _ => return Err("`side` is neither bank nor ledger; write one of them".to_owned()),
            };
            add(side, cell(id));
            add(side, cell(other));
        } else {
            add(Side::Left, cell(self.sides[0]));
            add(Side::Right, cell(self.sides[1]));
        }
        let confirmed = match cell(self.decision).trim() {
            "" | "confirm" => true,
            "reject" => false,
            _ => {
                return Err(
                    "`decision` is neither confirm nor reject; write one of them".to_owned(),
                );
            }
        };
        if members.is_empty() {
            return Err("the row names no entry; give bank_id and ledger_id".to_owned());
        }
        Ok(Row {
            line,
            group: cell(self.group).to_owned(),
            members,
            confirmed,
        })
    }
}

impl Decisions {
    /// Confirmed rows that share an entry are one match; rejected ones are only if they are of one
    /// match or review.
    fn of(rows: Vec<Row>) -> Result<Self, (u64, String)> {
        let (confirmed, rejected): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| row.confirmed);
        let confirmed: Vec<Pairing> = joined(confirmed).iter().map(pairing).collect();
        let mut groups: BTreeMap<String, Row> = BTreeMap::new();
        for mut row in rejected {
            // Without a match or review, each row stands for itself.
            let group = match row.group.as_str() {
                "" => format!("#{}", row.line),
                group => group.to_owned(),
            };
            if let Some(mut other) = groups.remove(&group) {
                row.members.append(&mut other.members);
            }
            groups.insert(group, row);
        }
        if let Some(row) = groups
            .values()
            .find(|row| confirmed.contains(&pairing(row)))
        {
            let problem =
                "the same match is confirmed in one row and rejected in another; keep one";
            return Err((row.line, problem.to_owned()));
        }
        Ok(Self {
            confirmed,
            rejected: groups.values().map(pairing).collect(),
        })
    }
}

/// Rows with all that they share entries with.
fn joined(rows: Vec<Row>) -> Vec<Row> {
    let mut group_of: BTreeMap<Member, usize> = BTreeMap::new();
    let mut groups: Vec<Option<Row>> = Vec::new();
    for mut row in rows {
        for member in row.members.clone() {
            let known = group_of.get(&member).and_then(|at| groups.get_mut(*at));
            if let Some(mut other) = known.and_then(Option::take) {
                row.members.append(&mut other.members);
            }
        }
        for member in &row.members {
            group_of.insert(member.clone(), groups.len());
        }
        groups.push(Some(row));
    }
    groups.into_iter().flatten().collect()
}

fn pairing(row: &Row) -> Pairing {
    let ids = |wanted: Side| {
        let of_side = row.members.iter().filter(move |(side, _)| *side == wanted);
        of_side.map(|(_, id)| id.clone())
    };
    Pairing::new(ids(Side::Left), ids(Side::Right))
}

//! The ledger's side, and the fee contract that belongs to it.

use std::collections::BTreeMap;
use std::collections::hash_map::{Entry as Slot, HashMap};
use std::path::Path;

use recon_core::{Entry, FeeContract, text};
use statement_files::ledger::{self, LedgerEntry, LedgerKind};
use statement_files::{Position, Problem, fees};

use super::Failure;
use super::input::InputFile;
use crate::progress::Progress;
use crate::report::{Cause, Finding, Side};

/// Reads the fee table; no file is an empty contract.
pub(super) fn read_fees(
    path: Option<&Path>,
    columns: &[(String, String)],
    findings: &mut Vec<Finding>,
) -> Result<FeeContract, Failure> {
    let Some(path) = path else {
        return Ok(FeeContract::new());
    };
    let file = InputFile::open(path)?;
    let source = file.source().with_columns(columns.iter().cloned());
    let table = fees::read_source(&source).map_err(file.refused())?;
    findings.extend(table.problems.iter().map(|problem| Finding {
        file: file.name.clone(),
        cause: Cause::Read(problem.clone()),
    }));
    table.to_contract().map_err(|cause| Failure::Fees {
        path: path.to_owned(),
        cause,
    })
}

/// Reads the ledger. An id that two rows share is refused: the file is the person's own, and a row
/// that goes by a name of our making could neither be found in it again nor be confirmed. Kinds that cannot be what was meant, such as a card product that the contract
/// does not have, are told once, not for every entry.
pub(super) fn read(
    path: &Path,
    columns: &[(String, String)],
    contract: &FeeContract,
    findings: &mut Vec<Finding>,
    progress: &mut Progress<'_>,
    mut copy: Option<&mut Vec<Entry>>,
) -> Result<Side, Failure> {
    let file = InputFile::open(path)?;
    let source = file.source().with_columns(columns.iter().cloned());
    let rows = ledger::rows(&source).map_err(file.refused())?;
    let mut entries = Entries {
        file: &file,
        contract,
        findings,
        line_of_id: HashMap::new(),
        repeated: None,
        without_fee: BTreeMap::new(),
        unknown_kind: None,
    };
    let stream = rows.filter_map(|row| {
        if let Ok(entry) = &row {
            progress.at(entry.position.byte, file.bytes.len());
        }
        let entry = entries.take(row)?;
        if let Some(copy) = copy.as_deref_mut() {
            copy.push(entry.clone());
        }
        Some(entry)
    });
    let side = Side::from_entries(stream).map_err(|cause| Failure::Book {
        side: "ledger",
        cause,
    })?;
    if let Some(repeated) = entries.repeated.take() {
        return Err(repeated.refused(&file));
    }
    entries.report_kinds();
    Ok(side)
}

/// Whether the contract has any row for a product.
fn has_row(contract: &FeeContract, product: &str) -> bool {
    let product = text::fold(product);
    contract
        .rows()
        .any(|row| text::fold(row.product()) == product)
}

/// The first id that stands in two rows, and in how many more rows an id is repeated.
struct RepeatedId {
    id: Box<str>,
    lines: [usize; 2],
    more: usize,
}

impl RepeatedId {
    fn refused(self, file: &InputFile) -> Failure {
        let [first, second] = self.lines;
        Failure::RepeatedId {
            path: file.path.clone(),
            id: self.id.into(),
            first,
            second,
            more: match self.more {
                0 => String::new(),
                1 => "; so it is in 1 more row".to_owned(),
                rows => format!("; so it is in {rows} more rows"),
            },
        }
    }
}

/// Turns ledger rows into entries; what is wrong with them goes to the findings on the way.
struct Entries<'a> {
    file: &'a InputFile,
    contract: &'a FeeContract,
    findings: &'a mut Vec<Finding>,
    /// Where each id stands.
    line_of_id: HashMap<Box<str>, usize>,
    repeated: Option<RepeatedId>,
    without_fee: BTreeMap<String, usize>,
    /// The first entry of a kind we do not know, and how many there are.
    unknown_kind: Option<(Position, usize)>,
}

impl Entries<'_> {
    fn take(&mut self, row: Result<LedgerEntry, Problem>) -> Option<Entry> {
        if let Ok(row) = &row
            && self.is_repeated(row)
        {
            return None;
        }
        match row.and_then(|row| self.entry(row)) {
            Ok(entry) => Some(entry),
            Err(problem) => {
                self.find(Cause::Read(problem));
                None
            }
        }
    }

    fn is_repeated(&mut self, row: &LedgerEntry) -> bool {
        let line = row.position.line;
        let slot = match self.line_of_id.entry(row.id.as_str().into()) {
            Slot::Vacant(slot) => {
                slot.insert(line);
                return false;
            }
            Slot::Occupied(slot) => slot,
        };
        match &mut self.repeated {
            Some(repeated) => repeated.more += 1,
            None => {
                self.repeated = Some(RepeatedId {
                    id: slot.key().clone(),
                    lines: [*slot.get(), line],
                    more: 0,
                });
            }
        }
        true
    }

    fn entry(&mut self, row: LedgerEntry) -> Result<Entry, Problem> {
        match &row.kind {
            LedgerKind::Card { product } if !has_row(self.contract, product) => {
                *self.without_fee.entry(product.clone()).or_default() += 1;
            }
            LedgerKind::Other(_) => self.unknown_kind.get_or_insert((row.position, 0)).1 += 1,
            _ => {}
        }
        row.to_entry()
    }

    fn report_kinds(mut self) {
        if let Some((first, entries)) = self.unknown_kind {
            self.find(Cause::UnknownKind { first, entries });
        }
        for (product, entries) in std::mem::take(&mut self.without_fee) {
            self.find(Cause::NoFee { product, entries });
        }
    }

    fn find(&mut self, cause: Cause) {
        self.findings.push(Finding {
            file: self.file.name.clone(),
            cause,
        });
    }
}

//! The ledger's side, and the fee contract that belongs to it.

use std::collections::BTreeMap;
use std::path::Path;

use recon_core::{Entry, FeeContract, text};
use statement_files::ledger::{self, LedgerEntry, LedgerKind};
use statement_files::{Position, Problem, fees};

use super::Failure;
use super::ids::Ids;
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

/// Reads the ledger. Kinds that cannot be what was meant, such as a card product that the contract
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
        ids: Ids::default(),
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

/// Turns ledger rows into entries; what is wrong with them goes to the findings on the way.
struct Entries<'a> {
    file: &'a InputFile,
    contract: &'a FeeContract,
    findings: &'a mut Vec<Finding>,
    ids: Ids,
    without_fee: BTreeMap<String, usize>,
    /// The first entry of a kind we do not know, and how many there are.
    unknown_kind: Option<(Position, usize)>,
}

impl Entries<'_> {
    fn take(&mut self, row: Result<LedgerEntry, Problem>) -> Option<Entry> {
        match row.and_then(|row| self.entry(row)) {
            Ok(entry) => Some(entry),
            Err(problem) => {
                self.find(Cause::Read(problem));
                None
            }
        }
    }

    fn entry(&mut self, mut row: LedgerEntry) -> Result<Entry, Problem> {
        (row.id, _) = self.ids.assign(row.id);
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

//! Files without a header row: the columns are known by what stands in them.

use super::columns::Role;
use crate::amount::{self, AmountError};
use crate::table::{DELIMITERS, Header, Record, Records, Table};
use crate::{Source, moment};

/// How many rows are looked at.
const SAMPLE: usize = 20;

/// A table of which every row looks the same: one date, one amount with decimals, some text.
///
/// With two columns of amounts one may be a balance, and nothing tells which; that is refused.
pub(super) fn open<'s>(source: &'s Source<'s>) -> Option<Table<'s, Role>> {
    DELIMITERS.into_iter().find_map(|delimiter| {
        let records = Records::new(source.bytes(), source.start(), delimiter);
        let roles = sample(source, records.clone())?;
        let names = vec![String::new(); roles.len()];
        Some(Table::with_header(source, Header { roles, names }, records))
    })
}

fn sample<'s>(source: &'s Source<'s>, mut records: Records<'s>) -> Option<Vec<Option<Role>>> {
    let mut record = Record::default();
    let mut common: Option<Vec<Option<Role>>> = None;
    for _ in 0..SAMPLE {
        if !records.read(&mut record) {
            break;
        }
        if record.filled_len() == 0 {
            continue;
        }
        let roles: Vec<_> = (0..record.filled_len())
            .map(|at| role(&source.decode(&record.cell(at))))
            .collect();
        match &common {
            None => common = Some(roles),
            Some(common) if *common == roles => {}
            Some(_) => return None,
        }
    }
    let roles = common?;
    let count = |role| roles.iter().filter(|found| **found == Some(role)).count();
    (count(Role::Date) == 1 && count(Role::Amount) == 1).then_some(roles)
}

fn role(cell: &str) -> Option<Role> {
    let cell = cell.trim();
    let has_decimals = cell.contains([',', '.']);
    let amount = amount::parse_csv(cell, None);
    if has_decimals && matches!(amount, Ok(_) | Err(AmountError::Ambiguous)) {
        return Some(Role::Amount);
    }
    if cell.len() >= 8 && matches!(moment::parse(cell), Ok(Some(_))) {
        return Some(Role::Date);
    }
    cell.contains(char::is_alphabetic).then_some(Role::Memo)
}

//! All providers in sum.

use std::collections::BTreeMap;
use std::io::{self, Write};

use client_core::Idempotency;
use serde::Serialize;

use super::Provider;

/// What one client covers, in numbers.
#[derive(Debug, Serialize)]
pub(super) struct Sum {
    provider: &'static str,
    operations: usize,
    safe: usize,
    keyed: usize,
    #[serde(rename = "unsafe")]
    not_safe: usize,
    by_mark: BTreeMap<&'static str, usize>,
}

impl Sum {
    pub(super) fn of(provider: Provider) -> Self {
        let operations = provider.operations();
        let of_class = |class| {
            let of_class = operations.iter().filter(|it| it.idempotency == class);
            of_class.count()
        };
        let mut by_mark = BTreeMap::new();
        for operation in operations {
            *by_mark.entry(operation.mark).or_default() += 1;
        }
        Self {
            provider: provider.name(),
            operations: operations.len(),
            safe: of_class(Idempotency::Safe),
            keyed: of_class(Idempotency::Keyed),
            not_safe: of_class(Idempotency::Unsafe),
            by_mark,
        }
    }

    fn marks(&self) -> String {
        if self.operations == 0 {
            return "not written yet".to_owned();
        }
        let marks = self.by_mark.iter();
        let marks: Vec<_> = marks
            .map(|(mark, count)| format!("{mark} {count}"))
            .collect();
        marks.join(", ")
    }
}

pub(super) fn write_table(sums: &[Sum], out: &mut dyn Write) -> io::Result<()> {
    let titles = ["operations", "safe", "keyed", "unsafe"];
    let [all, safe, keyed, not_safe] = titles;
    writeln!(
        out,
        "{:12} {all:>10} {safe:>6} {keyed:>6} {not_safe:>7}  marks",
        "provider"
    )?;
    for sum in sums {
        writeln!(
            out,
            "{:12} {:>10} {:>6} {:>6} {:>7}  {}",
            sum.provider,
            sum.operations,
            sum.safe,
            sum.keyed,
            sum.not_safe,
            sum.marks()
        )?;
    }
    let total: usize = sums.iter().map(|sum| sum.operations).sum();
    writeln!(out, "{:12} {total:>10}", "total")?;
    out.flush()
}

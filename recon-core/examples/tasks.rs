//! Prints how well the engine does on tasks that people set other engines: a month of bank
//! reconciliation, cash application, and two feeds of one card.
//!
//! `cargo run --release -p recon-core --example tasks -- 1000 10000`; `SHOW=1` prints what is wrong.
#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    dead_code,
    reason = "a measuring program, not part of the library; it uses part of the mixture's"
)]

#[path = "../benches/mixture/mod.rs"]
mod mixture;
#[path = "../benches/tasks/mod.rs"]
mod tasks;

use recon_core::Plan;
use tasks::{Mark, Marks, bank_feed, bank_month, cash_application, mark};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sizes = std::env::args().skip(1).map(|word| word.parse());
    let mut sizes: Vec<usize> = sizes.collect::<Result<_, _>>()?;
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    for size in sizes {
        let plan = Plan::brazilian_bank().with_period_start(bank_month::start());
        let (marks, _) = mark(bank_month::generate(size, 3), &plan);
        print(&format!("bank month, {size} lines"), &marks);
        let task = cash_application::generate(size, 4);
        let (marks, _) = mark(task, &Plan::cash_application());
        print(&format!("cash application, {size} payments"), &marks);
        let (marks, _) = mark(bank_feed::generate(size, 5), &Plan::bank_feed());
        print(&format!("two feeds of one card, {size} lines"), &marks);
    }
    Ok(())
}

fn print(title: &str, marks: &Marks) {
    println!("{title}");
    println!("  class                expected    right    named  1st proposal");
    for (class, mark) in &marks.classes {
        row(class, mark);
    }
    row("all", &marks.total());
    let percent = |hundredths: usize| format!("{}.{:02} %", hundredths / 100, hundredths % 100);
    println!(
        "  wrong {}, wrong proposals {}, P {} R {} F1 {} automatic, {} with what a person only confirms",
        marks.wrong,
        marks.wrong_proposals,
        percent(marks.precision()),
        percent(marks.recall()),
        percent(marks.f1(false)),
        percent(marks.f1(true))
    );
    if std::env::var_os("SHOW").is_some() {
        marks
            .errors
            .iter()
            .for_each(|error| println!("    {error}"));
    }
}

fn row(class: &str, mark: &Mark) {
    println!(
        "  {class:<20}{:>9}{:>9}{:>9}{:>14}",
        mark.expected, mark.right, mark.named, mark.proposed
    );
}

//! Runs `month_close` as people run it and marks the result against the story's truth.

mod banks;
mod marking;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;
use std::sync::LazyLock;

use client_core::audit::verify_chain;
use examples::cli::{Console, Exit};
use examples::story::{CalendarMonth, Story, Trap};
use examples::variables::Variables;
use serde_json::Value;
use tempfile::TempDir;

use marking::Marked;

/// A run and what it left behind.
struct Closing {
    exit: Exit,
    stdout: String,
    stderr: String,
    dir: TempDir,
}

impl Closing {
    fn of(month: &str, more: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().to_str().unwrap();
        let mut args = vec!["--month", month, "--out", out];
        args.extend(more);
        let (exit, stdout, stderr) = call(&args);
        assert_eq!(exit, Exit::Done, "{stderr}");
        Self {
            exit,
            stdout,
            stderr,
            dir,
        }
    }

    fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.dir.path().join(file)).unwrap()
    }

    fn rows(&self, file: &str) -> Vec<BTreeMap<String, String>> {
        let mut csv = csv::Reader::from_path(self.dir.path().join(file)).unwrap();
        csv.deserialize().map(Result::unwrap).collect()
    }

    fn summary(&self) -> Value {
        serde_json::from_str(&self.text("summary.json")).unwrap()
    }
}

fn call(args: &[&str]) -> (Exit, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut console = Console {
        stdout: &mut stdout,
        stderr: &mut stderr,
        stderr_is_terminal: false,
    };
    let args = ["month_close"].iter().chain(args).map(OsString::from);
    let exit = examples::month_close::run_with(args.collect(), &Variables::default(), &mut console);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (exit, text(stdout), text(stderr))
}

fn story(month: &str) -> Story {
    let month: CalendarMonth = month.parse().unwrap();
    Story::of(month).unwrap()
}

static APRIL: LazyLock<Closing> = LazyLock::new(|| Closing::of("2026-04", &[]));

#[test]
fn every_match_is_right_and_nearly_all_are_found() {
    assert_marked_well(&APRIL, "2026-04");
    assert_marked_well(&Closing::of("2027-02", &[]), "2027-02");
}

#[test]
#[ignore = "two years of months take two minutes"]
fn so_they_are_in_other_months() {
    for year in [2025, 2028] {
        for month in 1..=12 {
            let month = format!("{year}-{month:02}");
            assert_marked_well(&Closing::of(&month, &[]), &month);
        }
    }
}

/// Every automatic match is true, 99.5 % of the true pairs are matched, and what is not is open or
/// asked for the reason that the story gives.
fn assert_marked_well(run: &Closing, month: &str) {
    let marked = Marked::of(run, &story(month));
    assert!(marked.wrong.is_empty(), "{month}: {:#?}", marked.wrong);
    let (found, all) = (marked.right.len(), marked.truth.len());
    let missed = marked.missed();
    assert!(
        found * 1000 >= all * 995,
        "{month}: {found} of {all}, without {missed:#?}"
    );
    assert_eq!(marked.reversals, marked.expected_reversals, "{month}");
    let open = &marked.unexpected_open;
    assert!(open.is_empty(), "{month}: {open:#?}");
    let asked = &marked.unexpected_review;
    assert!(asked.is_empty(), "{month}: {asked:#?}");
}

#[test]
fn every_trap_of_the_story_is_set_and_told() {
    let story = story("2026-04");
    let everything = [
        Trap::NetOfFee,
        Trap::Anticipation,
        Trap::PartialAnticipation,
        Trap::Batch,
        Trap::PartialPayment,
        Trap::Refund,
        Trap::RefundOfMatched,
        Trap::Duplicate,
        Trap::UnbookedTariff,
        Trap::CutName,
        Trap::EqualAmounts,
        Trap::EqualAmountsNameless,
        Trap::Twins,
        Trap::OwnTransfer,
        Trap::NeverPaid,
        Trap::CardSaleNeverSettled,
        Trap::CardSaleNotBooked,
        Trap::LateWithInterest,
        Trap::Mistyped,
        Trap::PriorPeriod,
    ];
    let set: Vec<Trap> = story.truth.traps.keys().copied().collect();
    assert_eq!(
        set,
        BTreeSet::from(everything).into_iter().collect::<Vec<_>>()
    );

    let by_kind = |wanted: &str| {
        let rows = APRIL.rows("matches.csv");
        rows.iter()
            .filter(|row| row["kind"] == wanted)
            .map(|row| row["match_id"].clone())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(by_kind("batch").len(), 3);
    assert_eq!(by_kind("partial_payment").len(), 1);
    assert_eq!(by_kind("interest_added").len(), 1);
    assert_eq!(APRIL.rows("internal.csv")[0]["kind"], "reversal");
    let cards = story.truth.traps[&Trap::NetOfFee].len() + ANTICIPATIONS;
    assert_eq!(by_kind("custom").len(), cards);
}

/// How often the bakery asks for money early.
const ANTICIPATIONS: usize = 3;

#[test]
fn nothing_is_lost_and_nothing_is_there_twice() {
    let story = story("2026-04");
    assert!(story.bank.len() >= 400, "{}", story.bank.len());
    let summary = APRIL.summary();
    let count = |name: &str| usize::try_from(summary[name].as_u64().unwrap()).unwrap();
    assert_eq!(count("bank_lines"), story.bank.len());
    assert_eq!(
        count("bank_lines"),
        count("matched_bank") + count("review") + count("open_bank")
    );
    assert_eq!(
        count("ledger_entries"),
        count("matched_ledger") + count("review_ledger") + count("open_ledger")
    );
    // A batch has a row per pair, so ids are collected by file and must not meet elsewhere.
    let ids = |file: &str, column: &str| -> BTreeSet<String> {
        let rows = APRIL.rows(file).into_iter().map(|row| row[column].clone());
        rows.filter(|id| !id.is_empty()).collect()
    };
    for (column, open, all) in [
        ("bank_id", "open_bank.csv", "bank_lines"),
        ("ledger_id", "open_ledger.csv", "ledger_entries"),
    ] {
        let within = if column == "bank_id" {
            "bank"
        } else {
            "ledger"
        };
        let internal = APRIL.rows("internal.csv").into_iter();
        let internal = internal.filter(|row| row["side"] == within);
        let internal = internal.flat_map(|row| [row["id"].clone(), row["other_id"].clone()]);
        let places = [
            internal.collect(),
            ids("matches.csv", column),
            ids("review.csv", column),
            ids(open, column),
        ];
        let together: BTreeSet<&String> = places.iter().flatten().collect();
        assert_eq!(together.len(), count(all), "{column}");
        assert_eq!(
            places.iter().map(BTreeSet::len).sum::<usize>(),
            count(all),
            "{column}"
        );
    }
    let bank: BTreeSet<String> = story.bank.iter().map(|line| line.id.clone()).collect();
    let mut told: BTreeSet<String> = ["matches.csv", "review.csv", "open_bank.csv"]
        .into_iter()
        .flat_map(|file| ids(file, "bank_id"))
        .collect();
    told.extend(ids("internal.csv", "id"));
    told.extend(ids("internal.csv", "other_id"));
    assert_eq!(told, bank);
}

#[test]
fn every_match_adds_up_to_the_cent() {
    let story = story("2026-04");
    let marked = Marked::of(&APRIL, &story);
    let bank: BTreeMap<&str, i64> = story
        .bank
        .iter()
        .map(|line| (line.id.as_str(), line.cents))
        .collect();
    let mut sums: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>, String)> = BTreeMap::new();
    for row in APRIL.rows("matches.csv") {
        let (left, right, kind) = sums.entry(row["match_id"].clone()).or_default();
        left.insert(row["bank_id"].clone());
        right.insert(row["ledger_id"].clone());
        row["kind"].clone_into(kind);
    }
    let mut partial = Vec::new();
    for (left, right, kind) in sums.values() {
        let paid: i64 = left.iter().filter_map(|id| bank.get(id.as_str())).sum();
        let entries = right.iter().filter(|id| !id.is_empty());
        let owed: i64 = entries.map(|id| marked.ledger_cents(id)).sum();
        match kind.as_str() {
            "partial_payment" => partial.push((paid, owed)),
            "interest_added" => assert!(owed < paid && paid < owed * 103 / 100),
            _ => assert_eq!(paid, owed, "{left:?} {right:?}"),
        }
    }
    assert!(
        matches!(partial[..], [(paid, owed)] if paid == owed * 6 / 10),
        "{partial:?}"
    );
    let all: i64 = story.bank.iter().map(|line| line.cents).sum();
    let amounts = &APRIL.summary()["amounts"];
    let cents = |name: &str| {
        amounts[name]
            .as_str()
            .unwrap()
            .replace('.', "")
            .parse::<i64>()
            .unwrap()
    };
    assert_eq!(cents("matched") + cents("review") + cents("open_bank"), all);
}

#[test]
fn cards_tell_what_was_kept_of_each_sale() {
    let story = story("2026-04");
    let rows = APRIL.rows("cards.csv");
    let cents = |row: &BTreeMap<String, String>, column: &str| -> i64 {
        row[column].replace('.', "").parse().unwrap()
    };
    for row in &rows {
        let kept = cents(row, "mdr") + cents(row, "anticipation_fee");
        assert_eq!(cents(row, "gross") - kept, cents(row, "net"), "{row:?}");
    }
    let arrived: i64 = rows.iter().map(|row| cents(row, "net")).sum();
    let from_acquirer = story
        .bank
        .iter()
        .filter(|line| line.memo.contains("BLU PAGAMENTOS"));
    assert_eq!(arrived, from_acquirer.map(|line| line.cents).sum::<i64>());
    let unbooked = rows
        .iter()
        .filter(|row| row["ledger_id"].starts_with("blu:"));
    assert_eq!(unbooked.count(), 1);
    let cards = &APRIL.summary()["cards"];
    assert_eq!(cards["sales"], rows.len());
    assert_eq!(cards["not_booked"], 1);
    assert!(
        APRIL.stdout.contains("kept of the sales"),
        "{}",
        APRIL.stdout
    );
}

#[test]
fn the_summary_says_what_went_wrong_on_the_way() {
    let traffic = &APRIL.summary()["traffic"];
    // A server error, a torn answer and one that never came at the ERP, a request too many and a
    // server error at the acquirer, and a token that expired.
    assert_eq!(traffic["repeated"], 6);
    assert_eq!(traffic["expired_tokens"], 1);
    assert!(
        APRIL.stdout.contains("6 had to be repeated"),
        "{}",
        APRIL.stdout
    );
    assert_eq!(APRIL.summary()["problems"], 0);
}

#[test]
fn the_audit_log_is_whole_and_says_nothing_about_persons() {
    let log = APRIL.text("audit.jsonl");
    let head = verify_chain(log.as_bytes()).unwrap();
    let records: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(usize::try_from(head.records()).unwrap(), records.len());
    let events: Vec<&str> = records
        .iter()
        .map(|one| one["event"].as_str().unwrap())
        .collect();
    assert_eq!(
        events,
        [
            "oauth.granted",
            "oauth.refreshed",
            "data.pulled",
            "data.pulled",
            "data.pulled",
            "export.created"
        ]
    );
    for record in records.iter().filter(|one| one["event"] == "data.pulled") {
        assert_eq!(record["legal_basis"]["label"], "legal_obligation");
        assert_eq!(record["date_range"]["to"], "2026-04-30");
        assert!(
            record["purpose"]
                .as_str()
                .unwrap()
                .contains("reconciliation")
        );
    }
    assert_eq!(records[2]["record_counts"]["transfers"], 3);

    let story = story("2026-04");
    let parties = story.books.installments.iter().map(|one| &one.party);
    let secrets = ["sandbox:secret", "token-of-the-bakery", story.bakery.cnpj];
    let personal = parties.flat_map(|party| [party.tax_id.as_str(), party.name.as_str()]);
    for word in personal.chain(secrets).filter(|word| !word.is_empty()) {
        assert!(
            !log.contains(word),
            "audit.jsonl holds {} characters it must not",
            word.len()
        );
        assert!(
            !APRIL.stderr.contains(word),
            "stderr holds {} characters it must not",
            word.len()
        );
    }
    let edited = log.replacen("\"receivables\":5", "\"receivables\":4", 1);
    assert!(edited == log || verify_chain(edited.as_bytes()).is_err());
}

#[test]
fn the_same_month_gives_the_same_files() {
    let again = Closing::of("2026-04", &[]);
    for file in [
        "bank.ofx",
        "matches.csv",
        "review.csv",
        "open_bank.csv",
        "open_ledger.csv",
        "cards.csv",
        "problems.csv",
        "report.html",
    ] {
        let bytes = |run: &Closing| std::fs::read(run.dir.path().join(file)).unwrap();
        assert!(bytes(&again) == bytes(&APRIL), "{file} differs");
    }
    let timeless = |run: &Closing| {
        let mut summary = run.summary();
        summary["seconds"].take();
        summary
    };
    assert_eq!(timeless(&again), timeless(&APRIL));
    assert_eq!(again.exit, APRIL.exit);
}

#[test]
fn json_is_all_there_is_on_stdout_in_either_language() {
    let run = Closing::of("2026-07", &["--json", "--lang", "pt"]);
    assert_eq!(run.stdout, run.text("summary.json"));
    assert!(run.stderr.contains("Conciliação"), "{}", run.stderr);
    let page = run.text("report.html");
    assert!(page.contains("<html lang=\"pt-BR\">"));
    assert!(page.contains("Vendas no cartão, como a adquirente as lista"));
    assert!(page.contains("a adquirente lista estas vendas"));
    assert!(page.contains("1 venda que a adquirente pagou não está no sistema"));
}

#[test]
fn a_bank_file_of_ones_own_takes_the_place_of_the_bakerys() {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("mine.ofx");
    let mut file = story("2026-04").bank_file();
    // The first line only.
    let end = file
        .windows(10)
        .position(|bytes| bytes == b"</STMTTRN>")
        .unwrap()
        + 10;
    file.truncate(end);
    file.extend(b"</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>");
    std::fs::write(&path, file).unwrap();
    let run = Closing::of("2026-04", &["--bank", path.to_str().unwrap()]);
    assert_eq!(run.summary()["bank_lines"], 1);
    assert!(!run.dir.path().join("bank.ofx").exists());
}

#[test]
fn wrong_arguments_are_refused_before_anything_happens() {
    let desk = tempfile::tempdir().unwrap();
    let out = desk.path().join("out");
    let out_text = out.to_str().unwrap();
    let refused = |args: &[&str], says: &str| {
        let args = [&["--out", out_text], args].concat();
        let (exit, stdout, stderr) = call(&args);
        assert_eq!((exit, stdout.as_str()), (Exit::Usage, ""), "{stderr}");
        assert!(stderr.contains(says), "{stderr}");
        assert!(
            stderr.contains("--example month_close -- --month"),
            "{stderr}"
        );
        assert!(!Path::new(&out).exists());
    };
    refused(&["--month", "2026-13"], "such as 2026-04");
    refused(&["--live", "contaazul"], "--bank");
    refused(&["--live", "sicoob", "--bank", "x.ofx"], "sicoob");
    let missing = ["--live", "contaazul", "--live", "blu", "--bank", "x.ofx"];
    refused(&missing, "CONTAAZUL_CLIENT_ID");
    refused(&missing, "BLU_TOKEN");
}

#[test]
fn a_bank_file_that_would_be_overwritten_is_refused() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("cards.csv");
    std::fs::write(&file, "date,amount\n2026-04-01,1.00\n").unwrap();
    let [out, file] = [desk.path(), &file].map(|path| path.to_str().unwrap());
    let (exit, _, stderr) = call(&["--out", out, "--bank", file]);
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("would be overwritten"), "{stderr}");
}

#[test]
fn help_names_what_live_needs() {
    let (exit, stdout, _) = call(&["--help"]);
    assert_eq!(exit, Exit::Done);
    for part in [
        "CONTAAZUL_COMPANY_ID",
        "--store",
        "BLU_TOKEN",
        "login contaazul",
        "--example month_close",
    ] {
        assert!(stdout.contains(part), "{stdout}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_fails_with_its_name() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("a-file");
    std::fs::write(&file, "").unwrap();
    let (exit, _, stderr) = call(&["--out", file.to_str().unwrap()]);
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("a-file"), "{stderr}");
}

//! The bank's side: every line of every statement, once.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use recon_core::{Entry, Tag};
use statement_files::{Account, Event, Identity, Line, Position, Source};

use super::Failure;
use super::ids::Ids;
use super::input::InputFile;
use crate::progress::Progress;
use crate::report::{Cause, Finding, Side};

/// Reads the files in the order given.
pub(crate) fn read(
    paths: &[PathBuf],
    findings: &mut Vec<Finding>,
    progress: &mut Progress<'_>,
) -> Result<Side, Failure> {
    read_named(paths, &[], findings, progress, None)
}

/// The same, where the caller may know what the columns of a CSV mean, and may want a copy of the
/// entries.
pub(super) fn read_named(
    paths: &[PathBuf],
    columns: &[(String, String)],
    findings: &mut Vec<Finding>,
    progress: &mut Progress<'_>,
    mut copy: Option<&mut Vec<Entry>>,
) -> Result<Side, Failure> {
    let files = open_all(paths)?;
    let source = |file| Source::with_columns(InputFile::source(file), columns.iter().cloned());
    let sources: Vec<Source<'_>> = files.iter().map(source).collect();
    let mut streams = Vec::with_capacity(files.len());
    for (file, source) in files.iter().zip(&sources) {
        streams.push(statement_files::events(source).map_err(file.refused())?);
    }
    let all_bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let mut bytes_before = 0;
    let mut lines = Lines::new(findings, files.len());
    let entries = files.iter().zip(streams).enumerate();
    let events = entries.flat_map(|(number, (file, events))| {
        let offset = bytes_before;
        bytes_before += file.bytes.len();
        events.map(move |event| (number, file, offset, event))
    });
    let entries = events.filter_map(|(number, file, offset, event)| {
        if let Event::Line(line) = &event {
            progress.at(offset + line.position.byte, all_bytes);
        }
        let entry = lines.take(number, file, event)?;
        if let Some(copy) = copy.as_deref_mut() {
            copy.push(entry.clone());
        }
        Some(entry)
    });
    let side = Side::from_entries(entries).map_err(|cause| Failure::Book {
        side: "bank side",
        cause,
    })?;
    lines.report_currencies(&files);
    Ok(side)
}

/// The accounts that the files name, in the order given.
pub(crate) fn accounts(paths: &[PathBuf]) -> Result<Vec<Account>, Failure> {
    let mut accounts = Vec::new();
    for file in open_all(paths)? {
        let source = Source::new(&file.bytes);
        let events = statement_files::events(&source).map_err(file.refused())?;
        accounts.extend(events.filter_map(|event| match event {
            Event::Account(account) => Some(account),
            _ => None,
        }));
    }
    Ok(accounts)
}

/// The files, none of them twice under two names.
fn open_all(paths: &[PathBuf]) -> Result<Vec<InputFile>, Failure> {
    let mut files: Vec<InputFile> = Vec::with_capacity(paths.len());
    for path in paths {
        let file = InputFile::open(path)?;
        if let Some(twin) = files.iter().find(|other| other.bytes == file.bytes) {
            return Err(Failure::SameFile {
                first: twin.path.clone(),
                second: file.path,
            });
        }
        files.push(file);
    }
    Ok(files)
}

/// Turns lines into entries; what is wrong with them goes to the findings on the way.
struct Lines<'a> {
    findings: &'a mut Vec<Finding>,
    /// The file being read, and what it said of the lines that follow.
    file: usize,
    account: Account,
    currency: Option<String>,
    ids: Ids,
    /// Which file had a line first; kept only where files can overlap.
    first_in: Option<HashMap<Identity, usize>>,
    /// Currencies other than reais: in which file and where first, and how many lines.
    foreign: BTreeMap<String, (usize, Position, usize)>,
}

impl<'a> Lines<'a> {
    fn new(findings: &'a mut Vec<Finding>, files: usize) -> Self {
        Self {
            findings,
            file: 0,
            account: Account::default(),
            currency: None,
            ids: Ids::default(),
            first_in: (files > 1).then(HashMap::new),
            foreign: BTreeMap::new(),
        }
    }

    fn take(&mut self, number: usize, file: &InputFile, event: Event) -> Option<Entry> {
        if number != self.file {
            self.file = number;
            self.forget_statement();
        }
        match event {
            Event::Account(account) => self.account = account,
            Event::Currency(code) => self.currency = Some(code),
            Event::Line(line) => return self.entry(file, line),
            Event::Problem(problem) => self.find(file, Cause::Read(problem)),
            Event::EndOfStatement => self.forget_statement(),
            _ => {}
        }
        None
    }

    fn forget_statement(&mut self) {
        self.account = Account::default();
        self.currency = None;
    }

    fn entry(&mut self, file: &InputFile, line: Line) -> Option<Entry> {
        if self.is_in_earlier_file(&line) {
            self.find(file, Cause::AlreadyRead(line.position));
            return None;
        }
        let id = self.id_of(file, &line);
        let mut entry = match line.to_entry(id) {
            Ok(entry) => entry,
            Err(problem) => {
                self.find(file, Cause::Read(problem));
                return None;
            }
        };
        if let Some(account) = account_name(&self.account) {
            entry = entry.with_tag(Tag::Account, account);
        }
        if let Some(code) = line.currency.as_ref().or(self.currency.as_ref()) {
            if code != "BRL" {
                let first = (self.file, line.position, 0);
                self.foreign.entry(code.clone()).or_insert(first).2 += 1;
            }
            entry = entry.with_currency(code);
        }
        Some(entry)
    }

    /// Whether an earlier file of the same account has this line: exports often overlap by some
    /// days. Files that do not name the account are never taken to overlap.
    fn is_in_earlier_file(&mut self, line: &Line) -> bool {
        let Some(first_in) = &mut self.first_in else {
            return false;
        };
        let known = self.account.number.is_some();
        known && *first_in.entry(line.identity).or_insert(self.file) != self.file
    }

    /// The bank's id where there is one, else the place of the line.
    fn id_of(&mut self, file: &InputFile, line: &Line) -> String {
        let own = match &line.id {
            Some(id) => id.clone(),
            None => format!("{}:{}", file.name, line.position.line),
        };
        let (id, is_changed) = self.ids.assign(own);
        // A repetition within the statement was reported by its reader.
        if is_changed && line.id.is_some() && !line.id_is_repeated {
            self.find(file, Cause::IdOfAnotherStatement(line.position));
        }
        id
    }

    fn report_currencies(&mut self, files: &[InputFile]) {
        for (code, (number, first, entries)) in std::mem::take(&mut self.foreign) {
            if let Some(file) = files.get(number) {
                self.find(
                    file,
                    Cause::OtherCurrency {
                        code,
                        first,
                        entries,
                    },
                );
            }
        }
    }

    fn find(&mut self, file: &InputFile, cause: Cause) {
        self.findings.push(Finding {
            file: file.name.clone(),
            cause,
        });
    }
}

/// Bank and number, which keep lines of two accounts apart.
fn account_name(account: &Account) -> Option<String> {
    let number = account.number.as_deref()?;
    let bank = account.compe();
    let bank = bank.as_deref().or(account.bank_id.as_deref());
    Some(format!("{} {number}", bank.unwrap_or_default()))
}

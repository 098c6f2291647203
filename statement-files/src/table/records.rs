//! Cuts delimited text into records and cells, as tolerantly as it can without losing a row.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr2_iter, memchr3};

use crate::Position;

/// The records of a file, cut one at a time.
#[derive(Debug, Clone)]
pub(crate) struct Records<'s> {
    text: &'s [u8],
    at: usize,
    line: usize,
    delimiter: u8,
}

/// One record; reused from one to the next.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record<'s> {
    cells: Vec<Cell<'s>>,
    line: usize,
    byte: usize,
}

#[derive(Debug, Clone, Copy)]
struct Cell<'s> {
    /// The cell without the quotes around it.
    text: &'s [u8],
    /// There are doubled quotes in it.
    has_doubled_quotes: bool,
}

impl<'s> Record<'s> {
    pub(crate) fn position(&self) -> Position {
        Position {
            line: self.line,
            byte: self.byte,
        }
    }

    /// The number of cells up to the last one with something in it.
    pub(crate) fn filled_len(&self) -> usize {
        let is_filled = |cell: &Cell<'_>| !cell.text.trim_ascii().is_empty();
        self.cells
            .iter()
            .rposition(is_filled)
            .map_or(0, |last| last + 1)
    }

    /// A cell's bytes; empty if the record has no such cell.
    pub(crate) fn cell(&self, index: usize) -> Cow<'s, [u8]> {
        match self.cells.get(index) {
            Some(Cell {
                text,
                has_doubled_quotes: false,
            }) => Cow::Borrowed(text),
            Some(Cell {
                text,
                has_doubled_quotes: true,
            }) => Cow::Owned(undouble(text)),
            None => Cow::Borrowed(&[]),
        }
    }
}

fn undouble(text: &[u8]) -> Vec<u8> {
    let mut single = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        single.push(byte);
        if byte == b'"' {
            bytes.next_if_eq(&b'"');
        }
    }
    single
}

/// How many quotes inside one cell are looked at.
const MOST_QUOTES: usize = 100;

/// A cell, and where the text goes on after it.
type Cut<'s> = (Cell<'s>, usize);

impl<'s> Records<'s> {
    pub(crate) fn new(text: &'s [u8], start: usize, delimiter: u8) -> Self {
        Self {
            text,
            at: start,
            line: 1,
            delimiter,
        }
    }

    /// The same file from its first record on.
    pub(crate) fn rewound(&self, start: usize) -> Self {
        Self {
            at: start,
            line: 1,
            ..*self
        }
    }

    /// Where the next record begins.
    pub(crate) fn position(&self) -> Position {
        Position {
            line: self.line,
            byte: self.at,
        }
    }

    /// Cuts the next record into `record`; `false` at the end of the file.
    pub(crate) fn read(&mut self, record: &mut Record<'s>) -> bool {
        record.cells.clear();
        record.line = self.line;
        record.byte = self.at;
        if self.at >= self.text.len() {
            return false;
        }
        loop {
            let (cell, end) = self
                .quoted(self.at)
                .unwrap_or_else(|| self.unquoted(self.at));
            record.cells.push(cell);
            let line_end = self.text.get(end..).unwrap_or_default();
            self.at = match line_end {
                [b'\r', b'\n', ..] => end + 2,
                [b'\n' | b'\r', ..] => end + 1,
                [] => end,
                [_delimiter, ..] => {
                    self.at = end + 1;
                    continue;
                }
            };
            self.line += usize::from(!line_end.is_empty());
            return true;
        }
    }

    fn unquoted(&self, start: usize) -> Cut<'s> {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or(rest);
        (
            Cell {
                text,
                has_doubled_quotes: false,
            },
            start + length,
        )
    }

    /// A quoted cell, if there is one here that is properly closed.
    ///
    /// A quote that nobody closes must not swallow the cells and rows after it; it is then part of
    /// an unquoted cell.
    fn quoted(&mut self, start: usize) -> Option<Cut<'s>> {
        const LONGEST: usize = 16 * 1024;
        let rest = self.text.get(start..)?;
        if rest.first() != Some(&b'"') {
            return None;
        }
        let window = rest.get(..LONGEST).unwrap_or(rest);
        let (closing, has_doubled_quotes) = self
            .closing_quote(window)
            .or_else(|| self.sloppy_closing_quote(window))?;
        let text = window.get(1..closing)?;
        let blanks = self.blanks_to_cell_end(window.get(closing + 1..)?)?;
        self.line += count_line_ends(text);
        Some((
            Cell {
                text,
                has_doubled_quotes,
            },
            start + closing + 1 + blanks,
        ))
    }

    /// The quote that closes a cell by the rules: every quote inside is doubled.
    fn closing_quote(&self, window: &[u8]) -> Option<(usize, bool)> {
        let mut has_doubled_quotes = false;
        let mut at = 1;
        for _ in 0..MOST_QUOTES {
            let quote = at + memchr(b'"', window.get(at..)?)?;
            let after = window.get(quote + 1..)?;
            if after.first() != Some(&b'"') {
                self.blanks_to_cell_end(after)?;
                return Some((quote, has_doubled_quotes));
            }
            has_doubled_quotes = true;
            at = quote + 2;
        }
        None
    }

    /// The quote that closes a cell in which not every quote is doubled: the first before the end
    /// of a cell, unless what looks like the opening quote of another cell comes before it.
    fn sloppy_closing_quote(&self, window: &[u8]) -> Option<(usize, bool)> {
        let mut has_doubled_quotes = false;
        let mut at = 1;
        for _ in 0..MOST_QUOTES {
            let quote = at + memchr(b'"', window.get(at..)?)?;
            let after = window.get(quote + 1..)?;
            if self.blanks_to_cell_end(after).is_some() {
                return Some((quote, has_doubled_quotes));
            }
            let is_doubled = after.first() == Some(&b'"');
            let is_empty_cell = is_doubled && self.blanks_to_cell_end(after.get(1..)?).is_some();
            let before = window.get(quote - 1).copied()?;
            let follows_cell_end = before == self.delimiter || matches!(before, b'\n' | b'\r');
            if follows_cell_end && (!is_doubled || is_empty_cell) {
                return None;
            }
            has_doubled_quotes |= is_doubled;
            at = quote + 1 + usize::from(is_doubled);
        }
        None
    }

    /// How many blanks stand between a closing quote and the end of its cell; `None` if something
    /// else stands there.
    fn blanks_to_cell_end(&self, after: &[u8]) -> Option<usize> {
        let is_end = |byte: u8| byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        let blanks = after
            .iter()
            .position(|&b| is_end(b) || !matches!(b, b' ' | b'\t'));
        match blanks {
            Some(at) => after.get(at).copied().is_some_and(is_end).then_some(at),
            None => Some(after.len()),
        }
    }
}

fn count_line_ends(text: &[u8]) -> usize {
    if memchr2(b'\n', b'\r', text).is_none() {
        return 0;
    }
    let feeds = memchr2_iter(b'\n', b'\r', text).count();
    let pairs = text.windows(2).filter(|pair| pair == b"\r\n").count();
    feeds - pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text.as_bytes(), 0, b';');
        let mut record = Record::default();
        let mut rows = Vec::new();
        while records.read(&mut record) {
            let cell = |at| String::from_utf8_lossy(&record.cell(at)).into_owned();
            rows.push((0..record.cells.len()).map(cell).collect());
        }
        rows
    }

    #[test]
    fn every_kind_of_line_end() {
        assert_eq!(
            rows("a;b\r\nc;d\re\nf"),
            [vec!["a", "b"], vec!["c", "d"], vec!["e"], vec!["f"]]
        );
        assert_eq!(rows("a;\n\n"), [vec!["a", ""], vec![""]]);
        assert!(rows("").is_empty());
    }

    #[test]
    fn quotes() {
        assert_eq!(
            rows("\"a;b\";\"c \"\"d\"\"\" ;e\"f\""),
            [vec!["a;b", "c \"d\"", "e\"f\""]]
        );
        assert_eq!(
            rows("\"one\ntwo\";x\ny"),
            [vec!["one\ntwo", "x"], vec!["y"]]
        );
        assert_eq!(rows("\"a \"b\" c\";d"), [vec!["a \"b\" c", "d"]]);
    }

    #[test]
    fn an_unclosed_quote_costs_no_row() {
        assert_eq!(rows("\"a;b\nc;d"), [vec!["\"a", "b"], vec!["c", "d"]]);
        assert_eq!(
            rows("1;\"a\n2;b\n3;\"c\"\n"),
            [vec!["1", "\"a"], vec!["2", "b"], vec!["3", "c"]]
        );
        assert_eq!(
            rows("1;\"a\n2;\"\"\n3;\"c\"\n"),
            [vec!["1", "\"a"], vec!["2", ""], vec!["3", "c"]]
        );
        assert_eq!(
            rows("\"BAR\" DO ZE;1;\"x;y\""),
            [vec!["\"BAR\" DO ZE", "1", "x;y"]]
        );
    }

    #[test]
    fn positions_count_the_lines_inside_quotes() {
        let text = b"\"a\r\nb\";c\r\nd;e\r\n";
        let mut records = Records::new(text, 0, b';');
        let mut record = Record::default();
        assert!(records.read(&mut record));
        assert_eq!(record.position(), Position { line: 1, byte: 0 });
        assert!(records.read(&mut record));
        assert_eq!(record.position(), Position { line: 3, byte: 10 });
    }
}

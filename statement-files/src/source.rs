//! The bytes of a file: which encoding they are in and which format they hold.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;

use crate::ReadError;

/// How the text is encoded, whatever the file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without byte order mark; plain ASCII too.
    Utf8,
    /// UTF-16 with a byte order mark ("Unicode text" of a spreadsheet).
    Utf16,
    /// Windows-1252: everything that is not valid UTF-8.
    Windows1252,
}

/// The format of a statement file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// OFX 1.x, SGML: end tags are optional.
    OfxSgml,
    /// OFX 2.x, XML.
    OfxXml,
    /// Delimited text.
    Csv,
}

/// The bytes of one file, ready to be streamed.
///
/// The bytes are borrowed and decoded value by value, so a large file costs no second copy (only
/// UTF-16 is converted as a whole).
pub struct Source<'a> {
    text: Cow<'a, [u8]>,
    start: usize,
    encoding: Encoding,
    columns: Vec<NamedColumn>,
}

/// A column of a CSV whose meaning the caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedColumn {
    /// A column name of this crate's, such as `due_date`.
    pub(crate) meaning: String,
    /// The file's header, as the caller wrote it.
    pub(crate) header: String,
}

impl<'a> Source<'a> {
    /// Looks at the byte order mark and the bytes; what an OFX header declares is not believed,
    /// because banks declare 1252 and write UTF-8.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let utf16 = match bytes {
            [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, rest)),
            [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, rest)),
            _ => None,
        };
        if let Some((encoding, rest)) = utf16 {
            let text = encoding
                .decode_without_bom_handling(rest)
                .0
                .into_owned()
                .into_bytes();
            return Self {
                text: Cow::Owned(text),
                start: 0,
                encoding: Encoding::Utf16,
                columns: Vec::new(),
            };
        }
        let start = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        let encoding = if is_utf8(bytes) {
            Encoding::Utf8
        } else {
            Encoding::Windows1252
        };
        Self {
            text: Cow::Borrowed(bytes),
            start,
            encoding,
            columns: Vec::new(),
        }
    }

    /// Says what the columns of a CSV mean, for a file whose headers this crate does not know:
    /// pairs of a name that it knows, such as `date`, `amount` or `memo`, and the file's header.
    /// All other columns are then passed over. OFX has no columns; there it changes nothing.
    ///
    /// ```
    /// use statement_files::{Event, Source};
    /// let file = b"when,what,signed\n2026-04-11,PIX,-12.50\n";
    /// let columns = [("date", "when"), ("memo", "what"), ("amount", "signed")];
    /// let source = Source::new(file).with_columns(columns);
    /// let lines = statement_files::events(&source)?.filter(|e| matches!(e, Event::Line(_)));
    /// assert_eq!(lines.count(), 1);
    /// # Ok::<(), statement_files::ReadError>(())
    /// ```
    #[must_use]
    pub fn with_columns<N: Into<String>>(
        mut self,
        columns: impl IntoIterator<Item = (N, N)>,
    ) -> Self {
        let named = |(meaning, header): (N, N)| NamedColumn {
            meaning: meaning.into(),
            header: header.into(),
        };
        self.columns.extend(columns.into_iter().map(named));
        self
    }

    /// What the caller knows of the columns; nothing means that their headers speak.
    pub(crate) fn columns(&self) -> &[NamedColumn] {
        &self.columns
    }

    /// The encoding that was found.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What the file holds.
    ///
    /// # Errors
    /// [`ReadError::Empty`], or [`ReadError::NotText`] for workbooks, PDF, archives and web pages.
    pub fn format(&self) -> Result<Format, ReadError> {
        const HEADER: usize = 8 * 1024;
        let body = self.body();
        let head = body.get(..HEADER).unwrap_or(body);
        if body.trim_ascii().is_empty() {
            return Err(ReadError::Empty);
        }
        if let Some(what) = foreign_format(head) {
            return Err(ReadError::NotText { what });
        }
        let head = head.to_ascii_uppercase();
        let says = |needle: &str| memmem::find(&head, needle.as_bytes()).is_some();
        if says("<?OFX") || (says("<OFX") && head.trim_ascii_start().starts_with(b"<?XML")) {
            Ok(Format::OfxXml)
        } else if says("<OFX>") || says("OFXHEADER") || says("<STMTTRN>") {
            Ok(Format::OfxSgml)
        } else if says("<HTML") || says("<TABLE") {
            Err(ReadError::NotText { what: "a web page" })
        } else {
            Ok(Format::Csv)
        }
    }

    /// The whole text; offsets into it are offsets into the file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.text
    }

    /// Where the text starts, after a byte order mark.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    fn body(&self) -> &[u8] {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// One value as text.
    pub(crate) fn decode<'v>(&self, value: &'v [u8]) -> Cow<'v, str> {
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf16 => String::from_utf8_lossy(value),
            Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(value).0,
        }
    }
}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("bytes", &self.text.len())
            .field("encoding", &self.encoding)
            .finish()
    }
}

/// Valid UTF-8, except that a file cut in the middle of a character still counts.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

fn foreign_format(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "a workbook or an archive"),
        (b"\xD0\xCF\x11\xE0", "an old workbook"),
        (b"%PDF", "a PDF"),
        (b"\x1F\x8B", "a compressed file"),
        (b"{\\rtf", "a word processor's file"),
    ];
    MAGIC
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|(_, what)| *what)
}

/// Trims a text and turns line breaks and other control characters into spaces.
pub(crate) fn tidy(text: &str) -> String {
    let text = text.trim();
    if text.contains(char::is_control) {
        text.chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_the_encoding() {
        let read = |bytes: &[u8]| Source::new(bytes).encoding();
        assert_eq!(read("JOSÉ".as_bytes()), Encoding::Utf8);
        assert_eq!(read(b"JOS\xC9 & CIA"), Encoding::Windows1252);
        assert_eq!(
            read(b"JOS\xC3"),
            Encoding::Utf8,
            "cut inside the last character"
        );
        assert_eq!(read(b"\xFF\xFEJ\0"), Encoding::Utf16);
        assert_eq!(Source::new(b"x").decode(b"R$"), "R$");
        assert_eq!(
            Source::new(b"\x80").decode(b"\x80"),
            "€",
            "1252, not ISO 8859-1"
        );
    }

    #[test]
    fn formats_are_told_apart() {
        let format = |text: &str| Source::new(text.as_bytes()).format();
        assert_eq!(format("\r\n\r\nOFXHEADER:100\r\n"), Ok(Format::OfxSgml));
        assert_eq!(format("<ofx><SIGNONMSGSRSV1>"), Ok(Format::OfxSgml));
        assert_eq!(
            format("<?xml version='1.0'?>\n<?OFX VERSION='211'?><OFX>"),
            Ok(Format::OfxXml)
        );
        assert_eq!(format("Data;Valor\n"), Ok(Format::Csv));
        assert_eq!(format(" \n"), Err(ReadError::Empty));
        assert_eq!(
            format("PK\u{3}\u{4}xl/workbook.xml"),
            Err(ReadError::NotText {
                what: "a workbook or an archive"
            })
        );
        assert_eq!(
            format("<html><table>"),
            Err(ReadError::NotText { what: "a web page" })
        );
    }
}

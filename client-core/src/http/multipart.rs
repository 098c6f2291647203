//! Bodies that carry files: `multipart/form-data`, RFC 7578.

use std::fmt;

use ::http::HeaderValue;
use bytes::Bytes;

/// The parts of a `multipart/form-data` body, in the order they are added. `Debug` shows names and
/// sizes, no contents.
///
/// ```
/// use bytes::Bytes;
/// use client_core::http::Multipart;
/// use http::HeaderValue;
///
/// let form = Multipart::new()
///     .text("descricao", "Conta de luz")
///     .file("arquivo", "luz.pdf", HeaderValue::from_static("application/pdf"), Bytes::from("%PDF-1.7"));
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Multipart {
    parts: Vec<Part>,
}

#[derive(Clone)]
struct Part {
    name: String,
    file: Option<(String, HeaderValue)>,
    content: Bytes,
}

impl Multipart {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field of text.
    pub fn text(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.part(name.into(), None, Bytes::from(value.into()))
    }

    /// Adds a file.
    pub fn file(
        self,
        name: impl Into<String>,
        file_name: impl Into<String>,
        content_type: HeaderValue,
        content: impl Into<Bytes>,
    ) -> Self {
        let file = Some((file_name.into(), content_type));
        self.part(name.into(), file, content.into())
    }

    fn part(mut self, name: String, file: Option<(String, HeaderValue)>, content: Bytes) -> Self {
        self.parts.push(Part {
            name,
            file,
            content,
        });
        self
    }

    /// The body, its parts kept apart by `boundary`, which must not occur in any of them.
    pub(super) fn body(&self, boundary: &str) -> Bytes {
        let contents: usize = self.parts.iter().map(|part| part.content.len()).sum();
        let mut body = Vec::with_capacity(contents + 256 * (self.parts.len() + 1));
        for part in &self.parts {
            let name = quoted(&part.name);
            let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
            body.extend_from_slice(head.as_bytes());
            if let Some((file_name, content_type)) = &part.file {
                let file_name = format!("; filename=\"{}\"\r\nContent-Type: ", quoted(file_name));
                body.extend_from_slice(file_name.as_bytes());
                body.extend_from_slice(content_type.as_bytes());
            }
            body.extend_from_slice(b"\r\n\r\n");
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Bytes::from(body)
    }
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts.iter();
        f.debug_map()
            .entries(parts.map(|part| (&part.name, part.content.len())))
            .finish()
    }
}

/// A name within quotes, as browsers write it: what would end it or its line is percent-encoded.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_one_after_the_other_and_names_cannot_break_out() {
        let form = Multipart::new().text("descricao", "luz, março").file(
            "arquivo",
            "a\"\r\nX-Evil: 1.pdf",
            HeaderValue::from_static("application/pdf"),
            &b"%PDF\r\n\0\xff"[..],
        );
        let expected = [
            "--B\r\nContent-Disposition: form-data; name=\"descricao\"\r\n\r\nluz, março\r\n"
                .as_bytes(),
            b"--B\r\nContent-Disposition: form-data; name=\"arquivo\"; \
              filename=\"a%22%0D%0AX-Evil: 1.pdf\"\r\nContent-Type: application/pdf\r\n\r\n",
            b"%PDF\r\n\0\xff\r\n--B--\r\n",
        ]
        .concat();
        assert_eq!(form.body("B"), expected);
        assert_eq!(format!("{form:?}"), r#"{"descricao": 11, "arquivo": 8}"#);
    }
}

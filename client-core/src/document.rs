//! Answers that are files.

use std::fmt;

use ::http::HeaderValue;
use bytes::Bytes;

use crate::error::{Error, ErrorKind, Outcome, Result};

/// A file that a provider answered with: a PDF, an XML document. `Debug` shows its size only.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// What the provider says it is, parameters included; `None` when it does not say.
    pub content_type: Option<String>,
    /// The whole file; never empty.
    pub bytes: Bytes,
}

impl Document {
    pub(crate) fn read(
        content_type: Option<&HeaderValue>,
        bytes: Bytes,
        media_type: &str,
        max_bytes: usize,
    ) -> Result<Self> {
        let content_type = content_type.and_then(|value| value.to_str().ok());
        if let Some(found) = content_type
            && !is_of(found, media_type)
        {
            // What a header holds is not quoted: nobody knows what it holds.
            return Err(misfit(format!("the answer is not {media_type}")));
        }
        if bytes.is_empty() {
            return Err(misfit(format!(
                "the answer is empty instead of {media_type}"
            )));
        }
        if bytes.len() > max_bytes {
            return Err(misfit(format!(
                "the answer is larger than {max_bytes} bytes"
            )));
        }
        Ok(Self {
            content_type: content_type.map(str::to_owned),
            bytes,
        })
    }
}

fn is_of(content_type: &str, media_type: &str) -> bool {
    let (essence, _) = content_type.split_once(';').unwrap_or((content_type, ""));
    essence.trim().eq_ignore_ascii_case(media_type)
}

fn misfit(what: String) -> Error {
    Error::new(ErrorKind::Decode, Outcome::Applied, what)
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

//! Finding secrets and personal data where they must not be.

use std::error::Error as StdError;
use std::fmt::Debug;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Texts that were planted as secrets or personal data, to be looked for in output.
///
/// Looks past spelling: upper and lower case, punctuation (`529.982.247-25` and `52998224725`),
/// percent-encoding and Base64 at any offset. Plant texts of at least six letters or digits that
/// occur nowhere by chance.
///
/// ```
/// use client_core::testing::LeakCheck;
///
/// let check = LeakCheck::planted(["s3cret-t0ken", "529.982.247-25"]);
/// check.assert_clean("a log line", "payment refused (HTTP 422)");
/// assert_eq!(check.find("cpf=52998224725"), Some("529.982.247-25"));
/// ```
pub struct LeakCheck {
    planted: Vec<Planted>,
}

struct Planted {
    text: String,
    /// Lower-case letters and digits only.
    reduced: String,
    /// Base64 spellings, where case counts.
    encoded: Vec<String>,
}

impl LeakCheck {
    /// A check for these texts.
    ///
    /// # Panics
    /// When a text has fewer than six letters or digits: it would be found by chance.
    pub fn planted<S: Into<String>>(texts: impl IntoIterator<Item = S>) -> Self {
        let planted = texts.into_iter().map(|text| Planted::new(text.into()));
        Self {
            planted: planted.collect(),
        }
    }

    /// The first planted text that `output` holds in any spelling.
    pub fn find(&self, output: &str) -> Option<&str> {
        let index = self.position(output)?;
        self.planted.get(index).map(|planted| planted.text.as_str())
    }

    fn position(&self, output: &str) -> Option<usize> {
        let plain = reduce(output);
        // Splits at `&` and `=`, which are reduced away in any case.
        let decoded: String = url::form_urlencoded::parse(output.as_bytes())
            .flat_map(|(name, value)| [reduce(&name), reduce(&value)])
            .collect();
        self.planted.iter().position(|planted| {
            plain.contains(&planted.reduced)
                || decoded.contains(&planted.reduced)
                || planted.encoded.iter().any(|code| output.contains(code))
        })
    }

    /// Fails the test when `output`, seen at `place`, holds a planted text.
    ///
    /// # Panics
    /// Then; the message has the place and the number of the text, not the text.
    #[track_caller]
    pub fn assert_clean(&self, place: &str, output: &str) {
        let leaked = self.position(output);
        assert!(
            leaked.is_none(),
            "{place} leaks planted text number {}",
            leaked.map_or(0, |index| index + 1)
        );
    }

    /// [`LeakCheck::assert_clean`] on the `Debug` form, plain and pretty.
    ///
    /// # Panics
    /// When it leaks.
    #[track_caller]
    pub fn assert_debug_clean(&self, place: &str, value: &dyn Debug) {
        self.assert_clean(place, &format!("{value:?}"));
        self.assert_clean(place, &format!("{value:#?}"));
    }

    /// [`LeakCheck::assert_clean`] on `Debug` and `Display` of an error and of all its sources.
    ///
    /// # Panics
    /// When one of them leaks.
    #[track_caller]
    pub fn assert_error_clean(&self, error: &(dyn StdError + 'static)) {
        let mut link = Some(error);
        while let Some(error) = link {
            self.assert_clean("Display of an error", &error.to_string());
            self.assert_debug_clean("Debug of an error", &error);
            link = error.source();
        }
    }
}

impl Planted {
    fn new(text: String) -> Self {
        let reduced = reduce(&text);
        assert!(
            reduced.len() >= 6,
            "a planted text needs six letters or digits"
        );
        let encoded = (0..3).flat_map(|offset| base64_at(&text, offset)).collect();
        Self {
            text,
            reduced,
            encoded,
        }
    }
}

/// Lower-case letters and digits only. Other scripts stay, so that `João` is not `joo`.
fn reduce(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What stands in the Base64 of whatever holds `text` after `offset` (modulo 3) other bytes, without
/// the digits at both edges that depend on its neighbours.
fn base64_at(text: &str, offset: usize) -> [String; 2] {
    let mut bytes = vec![0; offset];
    bytes.extend_from_slice(text.as_bytes());
    let own = |encoded: String| {
        let start = (offset * 8).div_ceil(6);
        let end = bytes.len() * 8 / 6;
        encoded.get(start..end).unwrap_or_default().to_owned()
    };
    [
        STANDARD_NO_PAD.encode(&bytes),
        URL_SAFE_NO_PAD.encode(&bytes),
    ]
    .map(own)
}

//! The two languages of texts for people.

use super::figures::grouped;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Language {
    /// English.
    #[default]
    #[value(name = "en")]
    English,
    /// Brazilian Portuguese.
    #[value(name = "pt")]
    Portuguese,
}

impl Language {
    /// The tag of `lang` attributes.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.say("en", "pt-BR")
    }

    /// One of two wordings, which stand side by side so that neither is forgotten.
    #[must_use]
    pub const fn say(self, english: &'static str, portuguese: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Portuguese => portuguese,
        }
    }

    /// A number with its marks.
    #[must_use]
    pub fn number(self, number: usize) -> String {
        let mark = match self {
            Self::English => ',',
            Self::Portuguese => '.',
        };
        grouped(u128::try_from(number).unwrap_or(u128::MAX), mark)
    }

    /// So many of something: `[one, many]` in each language.
    #[must_use]
    pub fn count(
        self,
        number: usize,
        english: [&'static str; 2],
        portuguese: [&'static str; 2],
    ) -> String {
        let [one, many] = match self {
            Self::English => english,
            Self::Portuguese => portuguese,
        };
        format!(
            "{} {}",
            self.number(number),
            if number == 1 { one } else { many }
        )
    }
}

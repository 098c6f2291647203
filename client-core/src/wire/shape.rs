use std::fmt;

/// The longest text whose every character is pictured.
const PICTURE_LIMIT: usize = 40;

/// What a value looks like, for error messages that must not repeat the value itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// Text, as a picture of it: every digit is `9` and every letter `a`. `R$ 1.234,56` is
    /// pictured `a$ 9.999,99`.
    Text(String),
    /// A list.
    List,
    /// An object.
    Object,
}

impl Shape {
    /// The shape of a text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut characters = text.chars();
        let mut picture: String = characters
            .by_ref()
            .take(PICTURE_LIMIT)
            .map(pictured)
            .collect();
        if characters.next().is_some() {
            picture.push('…');
        }
        Self::Text(picture)
    }

    /// The shape of a JSON value, given its source text.
    pub(crate) fn of_json(json: &str) -> Self {
        match json.bytes().next() {
            Some(b'n') => Self::Null,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'"') => Self::of_text(json.trim_matches('"')),
            Some(b'[') => Self::List,
            Some(b'{') => Self::Object,
            _ => Self::Number,
        }
    }
}

fn pictured(character: char) -> char {
    match character {
        c if c.is_numeric() => '9',
        c if c.is_alphabetic() => 'a',
        c if c.is_ascii_graphic() || c == ' ' => c,
        _ => '?',
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean => f.write_str("true or false"),
            Self::Number => f.write_str("a number"),
            Self::Text(picture) if picture.is_empty() => f.write_str("an empty text"),
            Self::Text(picture) => write!(f, "text shaped `{picture}`"),
            Self::List => f.write_str("a list"),
            Self::Object => f.write_str("an object"),
        }
    }
}

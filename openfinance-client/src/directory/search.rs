//! Finding a bank by the name people use.

use super::Participant;

/// Names that customers use, and the ISPB behind them: the directory often knows a bank by another
/// name.
const KNOWN_NAMES: [(&str, &str); 9] = [
    ("bb", "00000000"),
    ("banco do brasil", "00000000"),
    ("c6", "31872495"),
    ("c6 bank", "31872495"),
    ("caixa", "00360305"),
    ("caixa economica federal", "00360305"),
    ("nubank", "18236120"),
    ("nu", "18236120"),
    ("sicoob", "02038232"),
];

/// Words to be found in a name.
pub(super) struct Query {
    words: Vec<String>,
    ispb: Option<&'static str>,
}

impl Query {
    pub(super) fn new(name: &str) -> Self {
        let words = words(name);
        let spoken = words.join(" ");
        let known = KNOWN_NAMES.iter().find(|(known, _)| *known == spoken);
        Self {
            words,
            ispb: known.map(|(_, ispb)| *ispb),
        }
    }

    pub(super) fn matches(&self, participant: &Participant<'_>) -> bool {
        let organisation = participant.organisation;
        if let (Some(wanted), Some(found)) = (self.ispb, organisation.registration_id.as_deref())
            && wanted == found
        {
            return true;
        }
        let names = [
            &participant.server.customer_friendly_name,
            &organisation.organisation_name,
            &organisation.legal_entity_name,
            &organisation.registered_name,
        ];
        // No word at all would match everybody.
        !self.words.is_empty()
            && names.into_iter().flatten().any(|name| {
                let theirs = words(name);
                self.words.iter().all(|word| theirs.contains(word))
            })
    }
}

/// The words of a name in lower case, without accents and punctuation.
fn words(name: &str) -> Vec<String> {
    let plain: String = name
        .chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A letter without its accent, as far as Portuguese has them.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

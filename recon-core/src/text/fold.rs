//! One spelling for what people and banks spell in many ways.

/// Upper case, without accents, one space between words, letters and digits only.
///
/// ```
/// assert_eq!(recon_core::text::fold("Padaria São José - ME"), "PADARIA SAO JOSE ME");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// The same, in place of what `folded` held.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() {
        fold_ascii(text, folded);
    } else {
        fold_chars(text, folded);
    }
}

fn fold_ascii(text: &str, folded: &mut String) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded.make_ascii_uppercase();
}

fn fold_chars(text: &str, folded: &mut String) {
    let mut gap = false;
    for char in text.chars().filter(|c| !is_combining(*c)) {
        let char = unaccent(char);
        if !char.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        if char.is_ascii() {
            folded.push(char.to_ascii_uppercase());
        } else {
            folded.extend(char.to_uppercase());
        }
    }
}

fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}')
}

pub(super) fn unaccent(char: char) -> char {
    match char {
        'À'..='Å' | 'à'..='å' | 'ª' => 'A',
        'Ç' | 'ç' => 'C',
        'È'..='Ë' | 'è'..='ë' => 'E',
        'Ì'..='Ï' | 'ì'..='ï' => 'I',
        'Ñ' | 'ñ' => 'N',
        'Ò'..='Ö' | 'ò'..='ö' | 'º' => 'O',
        'Ù'..='Ü' | 'ù'..='ü' => 'U',
        'Ý' | 'ý' | 'ÿ' => 'Y',
        other => other,
    }
}

/// Labels that people write before a number without meaning it as part of the number.
const LABELS: [&str; 12] = [
    "NFCE", "NFSE", "NFE", "NFS", "NF", "FATURA", "FAT", "BOLETO", "NSU", "DOC", "REF", "N",
];

/// The spelling under which two references are the same, or nothing when the value says nothing
/// (empty, `***`, zeros only).
///
/// ```
/// use recon_core::text::reference_key;
/// assert_eq!(reference_key("NF-e 000.123").as_deref(), Some("123"));
/// assert_eq!(reference_key("nsu 000000123456"), reference_key("123456"));
/// assert_eq!(reference_key("***"), None);
/// ```
#[must_use]
pub fn reference_key(value: &str) -> Option<String> {
    let mut letters = String::with_capacity(value.len());
    reference_key_in(value, &mut letters).map(str::to_owned)
}

/// The same, in the room that `letters` has.
pub(crate) fn reference_key_in<'l>(value: &str, letters: &'l mut String) -> Option<&'l str> {
    letters.clear();
    letters.extend(value.chars().filter(char::is_ascii_alphanumeric));
    letters.make_ascii_uppercase();
    let is_number = |rest: &&str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let mut labels = LABELS.iter();
    let key = labels.find_map(|label| letters.strip_prefix(label).filter(is_number));
    let key = key.unwrap_or(letters).trim_start_matches('0');
    (!key.is_empty()).then_some(key)
}

/// The letters and digits of a CPF or CNPJ, or nothing when there are not 11 or 14 of them.
///
/// A CPF padded to fourteen digits is read as the CPF.
#[must_use]
pub fn tax_id_key(value: &str) -> Option<String> {
    let key: String = value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    match key.len() {
        11 => Some(key),
        14 => match key.strip_prefix("000") {
            Some(cpf) if super::extract::is_cpf(cpf.as_bytes()) => Some(cpf.to_owned()),
            _ => Some(key),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_banks_do_to_names() {
        assert_eq!(fold("  João  D'Ávila & Cia. "), "JOAO D AVILA CIA");
        assert_eq!(fold("Joa\u{303}o"), "JOAO");
        assert_eq!(fold("***"), "");
    }

    #[test]
    fn labels_go_only_before_digits() {
        assert_eq!(reference_key("NF 77").as_deref(), Some("77"));
        assert_eq!(reference_key("NFX77").as_deref(), Some("NFX77"));
        assert_eq!(reference_key("NF").as_deref(), Some("NF"));
        assert_eq!(reference_key("0000"), None);
    }

    #[test]
    fn tax_ids_lose_their_punctuation_and_padding() {
        assert_eq!(tax_id_key("529.982.247-25").as_deref(), Some("52998224725"));
        assert_eq!(tax_id_key("00052998224725").as_deref(), Some("52998224725"));
        assert_eq!(
            tax_id_key("12.ABC.345/01DE-35").as_deref(),
            Some("12ABC34501DE35")
        );
        assert_eq!(tax_id_key("***.982.247-**"), None);
    }
}

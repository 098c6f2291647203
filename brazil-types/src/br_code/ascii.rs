//! Portuguese text in ASCII.

use super::TYPE_NAME;
use crate::error::{ParseError, ParseErrorKind};

/// `text` with accents removed. A character without an ASCII form is an error, not a gap.
pub(super) fn transliterated(text: &str, part: &'static str) -> Result<String, ParseError> {
    let mut ascii = String::with_capacity(text.len());
    for (position, character) in text.char_indices() {
        if is_combining_accent(character) {
            continue;
        }
        ascii.push(without_accent(character).ok_or_else(|| {
            let fix = "write the text with letters, digits and ASCII punctuation";
            ParseError::new(ParseErrorKind::BadCharset, TYPE_NAME, fix)
                .in_part(part)
                .at(Some(position))
        })?);
    }
    Ok(ascii)
}

/// Accents of text in decomposed form, where they follow their letter.
fn is_combining_accent(character: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&character)
}

fn without_accent(character: char) -> Option<char> {
    Some(match character {
        ' '..='~' => character,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'ª' => 'a',
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' => 'A',
        'ç' => 'c',
        'Ç' => 'C',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'È' | 'É' | 'Ê' | 'Ë' => 'E',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'Ì' | 'Í' | 'Î' | 'Ï' => 'I',
        'ñ' => 'n',
        'Ñ' => 'N',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'º' => 'o',
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => 'O',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'Ù' | 'Ú' | 'Û' | 'Ü' => 'U',
        'ý' | 'ÿ' => 'y',
        'Ý' => 'Y',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        '\u{A0}' => ' ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_accents_come_out_alike() {
        assert_eq!(
            transliterated("Pão & Açúcar nº 3", "name").unwrap(),
            "Pao & Acucar no 3"
        );
        assert_eq!(
            transliterated("Sa\u{303}o Jose\u{301}", "name").unwrap(),
            "Sao Jose"
        );
    }

    #[test]
    fn a_character_without_ascii_form_is_refused_with_its_place() {
        let error = transliterated("Café ☕", "name").unwrap_err();
        assert_eq!(error.kind(), ParseErrorKind::BadCharset);
        assert_eq!((error.part(), error.position()), (Some("name"), Some(6)));
    }
}

//! Texts as banks damage them, made comparable: upper case, no accents.

/// The character in upper-case ASCII where it has a base letter; `None` for a combining accent.
fn fold_char(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' => c.to_ascii_uppercase(),
        c if c.is_ascii() => c,
        'À'..='Å' | 'à'..='å' | 'ª' => 'A',
        'Ç' | 'ç' => 'C',
        'È'..='Ë' | 'è'..='ë' => 'E',
        'Ì'..='Ï' | 'ì'..='ï' => 'I',
        'Ñ' | 'ñ' => 'N',
        'Ò'..='Ö' | 'ò'..='ö' | 'º' => 'O',
        'Ù'..='Ü' | 'ù'..='ü' => 'U',
        'Ý' | 'ý' | 'ÿ' => 'Y',
        '\u{0300}'..='\u{036F}' => return None,
        c => c,
    })
}

/// Upper case without accents, every run of white space one space, none at the ends.
pub(crate) fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut chars = text.trim().chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let c = chars.next()?;
            if !c.is_whitespace() {
                if let Some(folded) = fold_char(c) {
                    return Some(folded);
                }
            } else if !chars.peek().is_some_and(|next| next.is_whitespace()) {
                return Some(' ');
            }
        }
    })
}

/// A column's name reduced to upper-case words: `"Crédito (R$)"` is `CREDITO`, `"N° doc."` is
/// `N DOC`, `"amount_cents"` is `AMOUNT CENTS`.
pub(crate) fn column_name(header: &str) -> String {
    let mut name = String::with_capacity(header.len());
    let mut depth = 0_usize;
    for c in fold(&header.replace("R$", " ").replace(['º', '°', 'ª'], " ")) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c if c.is_alphanumeric() => name.push(c),
            _ if name.ends_with(' ') || name.is_empty() => {}
            _ => name.push(' '),
        }
    }
    name.truncate(name.trim_end().len());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_accents_and_extra_space() {
        assert_eq!(
            fold("  Padaria\u{a0} São  João ").collect::<String>(),
            "PADARIA SAO JOAO"
        );
        assert_eq!(fold("Joa\u{303}o").collect::<String>(), "JOAO");
    }

    #[test]
    fn column_names_lose_units_and_punctuation() {
        for (header, name) in [
            ("Crédito (R$)", "CREDITO"),
            ("Entrada(R$)", "ENTRADA"),
            ("Valor R$", "VALOR"),
            ("N° doc.", "N DOC"),
            ("amount_cents", "AMOUNT CENTS"),
            (" Data  Lançamento ", "DATA LANCAMENTO"),
            ("D/C", "D C"),
            ("(", ""),
        ] {
            assert_eq!(column_name(header), name, "{header}");
        }
    }
}

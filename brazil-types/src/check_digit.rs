//! The check-digit arithmetic shared by tax ids, boletos and fiscal keys.
//!
//! A character is worth its ASCII code minus 48: `0`–`9` keep their value, `A` is 17, `Z` is 42.
//! Digits come in and go out as ASCII.

/// Modulo 11 with weights 2 to `top_weight`, cycling, from the right: 11 − remainder, and 0 for
/// remainders 0 and 1. The rule of CPF, CNPJ, fiscal keys and collection slips.
pub(crate) fn modulo_11(characters: &[u8], top_weight: u32) -> u8 {
    match weighted_sum(characters, top_weight) % 11 {
        0 | 1 => b'0',
        remainder => ascii(11 - remainder),
    }
}

/// Modulo 11 of bank titles: as [`modulo_11`] with weights up to 9, but never 0; the remainders
/// that would leave 0, 10 or 11 give 1.
pub(crate) fn modulo_11_without_zero(characters: &[u8]) -> u8 {
    match weighted_sum(characters, 9) % 11 {
        0 | 1 | 10 => b'1',
        remainder => ascii(11 - remainder),
    }
}

/// Modulo 10 (Luhn): weights 2 and 1 from the right, adding the digits of each product.
pub(crate) fn modulo_10(digits: &[u8]) -> u8 {
    let mut doubled = true;
    let sum: u32 = digits
        .iter()
        .rev()
        .map(|&digit| {
            let product = if doubled {
                2 * value(digit)
            } else {
                value(digit)
            };
            doubled = !doubled;
            product / 10 + product % 10
        })
        .sum();
    ascii((10 - sum % 10) % 10)
}

fn weighted_sum(characters: &[u8], top_weight: u32) -> u32 {
    let mut weight = 2;
    let mut sum = 0;
    for &character in characters.iter().rev() {
        sum += weight * value(character);
        weight = if weight == top_weight { 2 } else { weight + 1 };
    }
    sum
}

fn value(character: u8) -> u32 {
    u32::from(character.wrapping_sub(b'0'))
}

fn ascii(digit: u32) -> u8 {
    u8::try_from(digit).map_or(b'0', |digit| b'0' + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_alphanumeric_cnpj_worked_by_hand() {
        assert_eq!(weighted_sum(b"12ABC34501DE", 9), 459);
        assert_eq!(modulo_11(b"12ABC34501DE", 9), b'3');
        assert_eq!(weighted_sum(b"12ABC34501DE3", 9), 424);
        assert_eq!(modulo_11(b"12ABC34501DE3", 9), b'5');
    }

    #[test]
    fn numeric_cnpj_worked_by_hand() {
        assert_eq!(weighted_sum(b"123456780001", 9), 222);
        assert_eq!(modulo_11(b"123456780001", 9), b'9');
        assert_eq!(weighted_sum(b"1234567800019", 9), 237);
        assert_eq!(modulo_11(b"1234567800019", 9), b'5');
    }

    #[test]
    fn fiscal_key_with_remainder_zero() {
        let base = b"35260812ABC34501DE3555001000000042112345678";
        assert_eq!(weighted_sum(base, 9), 869);
        assert_eq!(modulo_11(base, 9), b'0');
    }

    #[test]
    fn the_two_modulo_11_rules_differ_only_where_the_first_gives_zero() {
        for serial in 0..1_000_u32 {
            let digits = format!("{serial:05}");
            let (plain, without_zero) = (
                modulo_11(digits.as_bytes(), 9),
                modulo_11_without_zero(digits.as_bytes()),
            );
            assert_eq!(without_zero, if plain == b'0' { b'1' } else { plain });
        }
    }

    #[test]
    fn modulo_10_of_the_fields_of_a_bank_title() {
        assert_eq!(modulo_10(b"341910900"), b'8');
        assert_eq!(modulo_10(b"0000123456"), b'6');
        assert_eq!(modulo_10(b"7812345000"), b'5');
    }
}

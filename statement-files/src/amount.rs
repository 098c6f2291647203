//! Amounts in the notations of Brazilian files, read exactly.

use rust_decimal::Decimal;

use crate::ProblemKind;
use crate::problem::shape;

/// The character before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecimalMark {
    Point,
    Comma,
}

impl DecimalMark {
    fn of(byte: u8) -> Self {
        if byte == b',' {
            Self::Comma
        } else {
            Self::Point
        }
    }
}

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AmountError {
    Blank,
    Bad,
    /// `1.234`: needs to know the file's decimal mark.
    Ambiguous,
    Scientific,
    /// A negative number marked as credit.
    SignConflict,
}

impl AmountError {
    /// How the error is told to people.
    pub(crate) fn into_kind(self, text: &str) -> ProblemKind {
        let shape = || shape(text);
        match self {
            Self::Blank => ProblemKind::Missing,
            Self::Bad => ProblemKind::BadAmount { shape: shape() },
            Self::Ambiguous => ProblemKind::AmbiguousAmount { shape: shape() },
            Self::Scientific => ProblemKind::ScientificNotation { shape: shape() },
            Self::SignConflict => ProblemKind::SignConflict,
        }
    }
}

/// An amount, and what its notation says about the file's decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) amount: Decimal,
    pub(crate) mark: Option<DecimalMark>,
}

/// Which decimal marks the amounts of a file have shown.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MarksSeen {
    point: bool,
    comma: bool,
}

impl MarksSeen {
    pub(crate) fn add(&mut self, read: Result<Read, AmountError>) {
        match read.ok().and_then(|read| read.mark) {
            Some(DecimalMark::Point) => self.point = true,
            Some(DecimalMark::Comma) => self.comma = true,
            None => {}
        }
    }

    /// The file's mark, if it used one and only one.
    pub(crate) fn only(self) -> Option<DecimalMark> {
        match (self.point, self.comma) {
            (true, false) => Some(DecimalMark::Point),
            (false, true) => Some(DecimalMark::Comma),
            _ => None,
        }
    }
}

/// Minus the amount, whatever its sign; zero stays plain zero.
pub(crate) fn negative(amount: Decimal) -> Decimal {
    if amount.is_zero() {
        amount.abs()
    } else {
        -amount.abs()
    }
}

/// Whether a debit/credit mark says debit; `None` if it says neither.
pub(crate) fn is_debit_mark(mark: &str) -> Option<bool> {
    let mut word = crate::fold::column_name(mark);
    if word.is_empty() {
        word.push_str(mark.trim());
    }
    match word.as_str() {
        "D" | "DB" | "DEB" | "DEBITO" | "DEBIT" | "SAIDA" | "S" | "-" => Some(true),
        "C" | "CR" | "CRED" | "CREDITO" | "CREDIT" | "ENTRADA" | "E" | "+" => Some(false),
        _ => None,
    }
}

/// Reads what OFX allows: an optional sign, digits, either decimal mark, thousands.
pub(crate) fn parse_ofx(text: &str, mark: Option<DecimalMark>) -> Result<Read, AmountError> {
    let (negative, number) = strip_minus(text.trim())?;
    signed(negative, number, mark)
}

/// Reads what spreadsheets and people write: `R$`, a minus before or after, parentheses, `D`/`C`.
pub(crate) fn parse_csv(text: &str, mark: Option<DecimalMark>) -> Result<Read, AmountError> {
    let text = text.trim();
    if text == "-" {
        return Err(AmountError::Blank); // a placeholder
    }
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        let (negative, number) = strip_minus(strip_currency(inner))?;
        return if negative {
            Err(AmountError::Bad)
        } else {
            signed(true, number, mark)
        };
    }
    let (text, debit) = strip_debit_mark(text);
    let (before, text) = strip_minus(strip_currency(text))?;
    let (after, number) = strip_minus(strip_currency(text))?;
    let negative = match (before, after, debit) {
        (true, true, _) => return Err(AmountError::Bad),
        (true, _, Some(false)) | (_, true, Some(false)) => return Err(AmountError::SignConflict),
        (before, after, debit) => before || after || debit == Some(true),
    };
    signed(negative, number, mark)
}

/// Reads whole cents.
pub(crate) fn parse_cents(text: &str) -> Result<Decimal, AmountError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountError::Blank);
    }
    if is_scientific(text) {
        return Err(AmountError::Scientific);
    }
    let cents: i64 = text
        .replace('\u{2212}', "-")
        .parse()
        .map_err(|_| AmountError::Bad)?;
    Ok(Decimal::new(cents, 2))
}

/// Whether a spreadsheet shortened a long number: `1,23457E+13`.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['e', 'E']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mantissa = mantissa.trim_start_matches(['+', '-']);
    let mantissa_is_number = match mantissa.split_once(['.', ',']) {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(mantissa),
    };
    mantissa_is_number && exponent.strip_prefix(['+', '-']).is_some_and(digits)
}

fn strip_currency(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("R$")
        .or_else(|| text.strip_prefix("BRL"))
        .unwrap_or(text)
        .trim()
}

fn strip_debit_mark(text: &str) -> (&str, Option<bool>) {
    for (suffix, debit) in [('D', true), ('d', true), ('C', false), ('c', false)] {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (rest.trim_end(), Some(debit));
        }
    }
    (text, None)
}

/// Takes a sign off either end.
fn strip_minus(text: &str) -> Result<(bool, &str), AmountError> {
    const MINUS: [char; 2] = ['-', '\u{2212}'];
    if text.is_empty() {
        return Err(AmountError::Blank);
    }
    Ok(
        match text
            .strip_prefix(MINUS)
            .or_else(|| text.strip_suffix(MINUS))
        {
            Some(rest) => (true, rest.trim()),
            None => (false, text.strip_prefix('+').map_or(text, str::trim)),
        },
    )
}

fn signed(negative: bool, number: &str, mark: Option<DecimalMark>) -> Result<Read, AmountError> {
    let mut read = parse_number(number, mark)?;
    if negative {
        read.amount = self::negative(read.amount);
    }
    Ok(read)
}

/// Reads an unsigned number, finding out which separator means what.
fn parse_number(number: &str, known: Option<DecimalMark>) -> Result<Read, AmountError> {
    if is_scientific(number) {
        return Err(AmountError::Scientific);
    }
    let (whole, decimals, mark) = match split_decimals(number)? {
        Split::Clear(whole, decimals, mark) => (whole, decimals, mark),
        Split::Ambiguous(whole, group, separator) => match known {
            None => return Err(AmountError::Ambiguous),
            Some(known) if known == separator => (whole, group, None),
            Some(_) => (number, "", None),
        },
    };
    let amount = to_decimal(whole, decimals).ok_or(AmountError::Bad)?;
    Ok(Read { amount, mark })
}

enum Split<'t> {
    /// The part before the decimals, the decimals, and the file's mark if this shows it.
    Clear(&'t str, &'t str, Option<DecimalMark>),
    /// One separator with three digits after it: the parts around it.
    Ambiguous(&'t str, &'t str, DecimalMark),
}

fn split_decimals(number: &str) -> Result<Split<'_>, AmountError> {
    let is_separator = |c: char| matches!(c, '.' | ',');
    let Some((whole, decimals)) = number.rsplit_once(is_separator) else {
        return Ok(Split::Clear(number, "", None));
    };
    let last = number.as_bytes().get(whole.len()).copied().unwrap_or(b'.');
    let mark = DecimalMark::of(last);
    if decimals.is_empty() {
        return Err(AmountError::Bad);
    }
    match whole.find(is_separator) {
        // The same separator again: both are thousands, so the other one is the mark.
        Some(at) if whole.as_bytes().get(at) == Some(&last) => {
            let other = if mark == DecimalMark::Point {
                DecimalMark::Comma
            } else {
                DecimalMark::Point
            };
            Ok(Split::Clear(number, "", Some(other)))
        }
        Some(_) => Ok(Split::Clear(whole, decimals, Some(mark))),
        None => {
            let could_be_thousands =
                decimals.len() == 3 && matches!(whole.len(), 1..=3) && !whole.starts_with('0');
            if could_be_thousands {
                Ok(Split::Ambiguous(whole, decimals, mark))
            } else {
                Ok(Split::Clear(whole, decimals, Some(mark)))
            }
        }
    }
}

/// Digits, in groups of three if there are separators, into an exact decimal.
fn to_decimal(whole: &str, decimals: &str) -> Option<Decimal> {
    let mut mantissa = 0_i128;
    let mut push = |digit: char| {
        let digit = digit.to_digit(10)?;
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
        Some(())
    };
    let mut separator = None;
    let mut group_len = 0_u32;
    for c in whole.chars() {
        if c.is_ascii_digit() {
            push(c)?;
            group_len += 1;
            continue;
        }
        if !matches!(c, '.' | ',') && !c.is_whitespace() {
            return None;
        }
        let first_group = separator.is_none();
        let group_is_whole = if first_group {
            (1..=3).contains(&group_len)
        } else {
            group_len == 3
        };
        if !group_is_whole || separator.is_some_and(|known| known != c) {
            return None;
        }
        separator = Some(c);
        group_len = 0;
    }
    let nothing = group_len == 0 && decimals.is_empty();
    if nothing || (separator.is_some() && group_len != 3) {
        return None;
    }
    decimals.chars().try_for_each(&mut push)?;
    let scale = u32::try_from(decimals.len()).ok()?;
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> Result<String, AmountError> {
        parse_csv(text, None).map(|read| read.amount.to_string())
    }

    #[test]
    fn spreadsheet_notations() {
        for (text, amount) in [
            ("R$ -1.842,50", "-1842.50"),
            ("-R$ 1.842,50", "-1842.50"),
            ("R$\u{a0}1.842,50-", "-1842.50"),
            ("(R$ 45,00)", "-45.00"),
            ("45,00D", "-45.00"),
            ("-45,00 D", "-45.00"),
            ("12.345.678", "12345678"),
            (",50", "0.50"),
            ("0.123", "0.123"),
            ("1234.567", "1234.567"),
            ("1 234", "1234"),
        ] {
            assert_eq!(csv(text).as_deref(), Ok(amount), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_amount() {
        for text in [
            "abc",
            "1.23.456",
            "1.2.3",
            "12.3456.789,00",
            "1,234,56.7",
            "1.234,567.89",
            "--5",
            "(-5,00)",
            "-5-",
            "5,",
            "R$",
            "1 2",
            "1..234",
            "9e99",
            "1.234.",
            "99999999999999999999999999999999999999999999",
        ] {
            assert!(
                matches!(csv(text), Err(AmountError::Bad | AmountError::Blank)),
                "{text}: {:?}",
                csv(text)
            );
        }
        assert_eq!(csv("-45,00 C"), Err(AmountError::SignConflict));
        assert_eq!(csv("1,23457E+13"), Err(AmountError::Scientific));
        assert_eq!(csv(" "), Err(AmountError::Blank));
    }

    #[test]
    fn three_decimals_need_the_rest_of_the_file() {
        let read = |mark| parse_ofx("1.234", mark).map(|read| read.amount.to_string());
        assert_eq!(read(None), Err(AmountError::Ambiguous));
        assert_eq!(read(Some(DecimalMark::Comma)).as_deref(), Ok("1234"));
        assert_eq!(read(Some(DecimalMark::Point)).as_deref(), Ok("1.234"));

        let mut seen = MarksSeen::default();
        assert_eq!(seen.only(), None);
        seen.add(parse_ofx("10,50", None));
        seen.add(parse_ofx("1.234", None));
        seen.add(parse_ofx("7", None));
        assert_eq!(seen.only(), Some(DecimalMark::Comma));
        seen.add(parse_ofx("10.50", None));
        assert_eq!(seen.only(), None, "a file that mixes marks decides nothing");
    }

    #[test]
    fn cents_are_whole_numbers() {
        assert_eq!(
            parse_cents("-4500").map(|a| a.to_string()).as_deref(),
            Ok("-45.00")
        );
        for text in ["45,00", "45.00", "1.234", "R$ 4500"] {
            assert_eq!(parse_cents(text), Err(AmountError::Bad), "{text}");
        }
    }

    #[test]
    fn only_spreadsheet_notation_is_scientific() {
        for text in ["1,23457E+13", "1.2E-5", "1E+10"] {
            assert!(is_scientific(text), "{text}");
        }
        for text in ["66195E10", "E18236120", "12e4-9", "1,2,3E+4", ""] {
            assert!(!is_scientific(text), "{text}");
        }
    }
}

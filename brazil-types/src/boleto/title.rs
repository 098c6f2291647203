use super::due_date::{DueDate, DueDateFactor, DueDateWindow};
use super::{LAYOUT, bad_check_digit};
use crate::bank::CompeCode;
use crate::check_digit::{modulo_10, modulo_11_without_zero};
use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout};
use crate::text_type::text_type;
use time::Date;

const TITLE: Layout = Layout {
    type_name: "bank title",
    fix: "give the barcode (44 digits) or the whole typed line (47 digits)",
    ..LAYOUT
};

/// A bank title (boleto de cobrança): bank, due date, amount and the bank's own 25 digits.
///
/// ```
/// use brazil_types::boleto::{BankTitle, DueDateWindow};
/// use time::macros::date;
///
/// let title = BankTitle::parse("34191.09008 00001.234566 78123.450005 6 16460000184250")?;
/// assert_eq!(title.bank_code().as_str(), "341");
/// assert_eq!(title.amount_cents(), Some(184_250));
/// let due = title.due_date(date!(2026-11-21), DueDateWindow::LIVE);
/// assert_eq!(due.and_then(|due| due.date()), Some(date!(2026-11-30)));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "boleto de cobrança")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankTitle {
    barcode: [u8; 44],
}

text_type!(BankTitle, plain);

impl BankTitle {
    /// Parses a barcode or a typed line; dots, hyphens and spaces are skipped.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset`, `BadValue` for a currency other than 9 (real), `BadCheckDigit`
    /// with the field in [`ParseError::part`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let (digits, count) = TITLE.gather::<47>(text);
        match count {
            44 => Self::from_barcode(text, TITLE.read(text)?),
            47 => Self::from_line(text, &digits),
            _ => Err(TITLE.bad_length(count)),
        }
    }

    fn from_barcode(text: &str, barcode: [u8; 44]) -> Result<Self, ParseError> {
        TITLE.require(text, &barcode, 0..44, u8::is_ascii_digit)?;
        require_real(text, &barcode)?;
        if general_check_digit(&barcode) == barcode[4] {
            Ok(Self { barcode })
        } else {
            Err(bad_check_digit(&TITLE, text, 4, "general check digit"))
        }
    }

    fn from_line(text: &str, line: &[u8; 47]) -> Result<Self, ParseError> {
        TITLE.require(text, line, 0..47, u8::is_ascii_digit)?;
        require_real(text, line)?;
        let fields = [(0..9, "field 1"), (10..20, "field 2"), (21..31, "field 3")];
        for (field, part) in fields {
            let check_digit_at = field.end;
            if line.get(field).map(modulo_10).as_ref() != line.get(check_digit_at) {
                return Err(bad_check_digit(&TITLE, text, check_digit_at, part));
            }
        }
        let mut barcode = [0; 44];
        barcode[..4].copy_from_slice(&line[..4]);
        barcode[4] = line[32];
        barcode[5..19].copy_from_slice(&line[33..47]);
        barcode[19..24].copy_from_slice(&line[4..9]);
        barcode[24..34].copy_from_slice(&line[10..20]);
        barcode[34..].copy_from_slice(&line[21..31]);
        if general_check_digit(&barcode) == barcode[4] {
            Ok(Self { barcode })
        } else {
            Err(bad_check_digit(&TITLE, text, 32, "general check digit"))
        }
    }

    /// Makes a title in reais and computes its check digits. Amount 0 leaves the amount open; no
    /// factor leaves the due date open.
    ///
    /// # Errors
    ///
    /// `BadValue` for an amount above 99,999,999.99 (without a factor, whose four digits then
    /// carry amount too, above 99,999,999,999.99); `BadLength` or `BadCharset` unless
    /// `free_field` is 25 digits.
    pub fn new(
        bank: CompeCode,
        due: Option<DueDateFactor>,
        amount_cents: u64,
        free_field: &str,
    ) -> Result<Self, ParseError> {
        const FREE_FIELD: Layout = Layout {
            fix: "the free field has 25 digits",
            ..TITLE
        };
        let free: [u8; 25] = FREE_FIELD.read(free_field)?;
        FREE_FIELD.require(free_field, &free, 0..25, u8::is_ascii_digit)?;
        let factor = due.map_or(0, |factor| u64::from(factor.get()));
        let limit = if due.is_some() {
            10_000_000_000
        } else {
            10_000_000_000_000
        };
        let too_much = || {
            let fix = "use at most 10 digits of cents with a due date, 13 without";
            ParseError::new(ParseErrorKind::BadValue, TITLE.type_name, fix).in_part("amount")
        };
        if amount_cents >= limit {
            return Err(too_much());
        }
        let stated: [u8; 14] =
            layout::digits(factor * 10_000_000_000 + amount_cents).ok_or_else(too_much)?;
        let mut barcode = [b'9'; 44];
        barcode[..3].copy_from_slice(bank.as_str().as_bytes());
        barcode[5..19].copy_from_slice(&stated);
        barcode[19..].copy_from_slice(&free);
        barcode[4] = general_check_digit(&barcode);
        Ok(Self { barcode })
    }

    /// The 44 digits of the barcode.
    pub fn as_str(&self) -> &str {
        layout::text(&self.barcode)
    }

    /// The typed line: 47 digits.
    pub fn line(&self) -> String {
        layout::punctuate(&self.line_digits(), &"#".repeat(47))
    }

    /// The typed line as printed: `34191.09008 00001.234566 78123.450005 6 16460000184250`.
    pub fn formatted_line(&self) -> String {
        let mask = "#####.##### #####.###### #####.###### # ##############";
        layout::punctuate(&self.line_digits(), mask)
    }

    fn line_digits(&self) -> [u8; 47] {
        let barcode = &self.barcode;
        let mut line = [0; 47];
        line[..4].copy_from_slice(&barcode[..4]);
        line[4..9].copy_from_slice(&barcode[19..24]);
        line[9] = modulo_10(&line[..9]);
        line[10..20].copy_from_slice(&barcode[24..34]);
        line[20] = modulo_10(&line[10..20]);
        line[21..31].copy_from_slice(&barcode[34..]);
        line[31] = modulo_10(&line[21..31]);
        line[32] = barcode[4];
        line[33..].copy_from_slice(&barcode[5..19]);
        line
    }

    /// The bank that registered the title.
    pub const fn bank_code(&self) -> CompeCode {
        let [a, b, c, ..] = self.barcode;
        CompeCode::trusted([a, b, c])
    }

    /// The amount in cents; `None` if the title fixes none.
    pub fn amount_cents(&self) -> Option<u64> {
        // Without a factor a large amount spills into its four digits.
        let cents = match self.due_date_factor() {
            Some(_) => layout::number(&self.barcode[9..19]),
            None => layout::number(&self.barcode[5..19]),
        };
        (cents != 0).then_some(cents)
    }

    /// The due date as written; `None` if the title states none.
    pub fn due_date_factor(&self) -> Option<DueDateFactor> {
        if self.barcode[5] == b'0' {
            return None;
        }
        let factor = u16::try_from(layout::number(&self.barcode[5..9])).ok()?;
        Some(DueDateFactor::trusted(factor))
    }

    /// The due date; `None` if the title states none. See [`DueDateFactor::resolve`] for what to
    /// give as `reference`.
    pub fn due_date(&self, reference: Date, window: DueDateWindow) -> Option<DueDate> {
        self.due_date_factor()
            .map(|factor| factor.resolve(reference, window))
    }

    /// The 25 digits whose meaning is the bank's own: branch, account, number of the title.
    #[doc(alias = "campo livre")]
    pub fn free_field(&self) -> &str {
        layout::text(&self.barcode[19..])
    }
}

fn require_real(text: &str, digits: &[u8]) -> Result<(), ParseError> {
    if digits.get(3) == Some(&b'9') {
        Ok(())
    } else {
        let fix = "only titles in reais (fourth digit 9) are known";
        Err(TITLE
            .error(ParseErrorKind::BadValue, fix, text, 3)
            .in_part("currency"))
    }
}

/// Over all digits but its own, the fifth.
fn general_check_digit(barcode: &[u8; 44]) -> u8 {
    let mut covered = [0; 43];
    covered[..4].copy_from_slice(&barcode[..4]);
    covered[4..].copy_from_slice(&barcode[5..]);
    modulo_11_without_zero(&covered)
}

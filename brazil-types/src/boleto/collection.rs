use super::{LAYOUT, bad_check_digit};
use crate::check_digit::{modulo_10, modulo_11};
use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Layout};
use crate::text_type::text_type;

const SLIP: Layout = Layout {
    type_name: "collection slip",
    fix: "give the barcode (44 digits) or the whole typed line (48 digits)",
    ..LAYOUT
};

/// A collection slip (arrecadação, convênio): taxes, utilities, fines and other agreements.
///
/// There is no standard place for a due date.
///
/// ```
/// use brazil_types::boleto::{CollectionSlip, Organization, Segment};
///
/// let slip = CollectionSlip::parse("83600000002-3 46150162202-5 61015000000-4 12345678901-5")?;
/// assert_eq!(slip.segment(), Segment::ElectricityAndGas);
/// assert_eq!(slip.amount_cents(), Some(24_615));
/// assert_eq!(slip.organization(), Organization::FebrabanCode("0162"));
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "arrecadação")]
#[doc(alias = "convênio")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectionSlip {
    barcode: [u8; 44],
    segment: Segment,
}

text_type!(CollectionSlip, plain);

/// Who collects with a [`CollectionSlip`]: its second digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// 1: city halls.
    Municipality,
    /// 2: water and sewage.
    Water,
    /// 3: electricity and gas.
    ElectricityAndGas,
    /// 4: telecommunications.
    Telecom,
    /// 5: government bodies.
    Government,
    /// 6: companies named by their CNPJ.
    Company,
    /// 7: traffic fines.
    TrafficFine,
    /// 9: exclusive use of the bank.
    Bank,
}

/// What the eleven digits of value in a [`CollectionSlip`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CollectionValue {
    /// Money, in cents.
    Cents(u64),
    /// A quantity of something else, to be converted by the collector's own rule. Not money.
    Reference(u64),
}

/// The collector of a [`CollectionSlip`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Organization<'a> {
    /// Four digits assigned by Febraban.
    FebrabanCode(&'a str),
    /// Eight digits: the root of the company's CNPJ (segment 6).
    CnpjRoot(&'a str),
}

impl CollectionSlip {
    /// Parses a barcode or a typed line; dots, hyphens and spaces are skipped.
    ///
    /// # Errors
    ///
    /// `BadLength`, `BadCharset`, `BadPrefix` unless it starts with 8, `BadValue` for an unknown
    /// segment or kind of value, `BadCheckDigit` with the block in [`ParseError::part`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let (digits, count) = SLIP.gather::<48>(text);
        if count != 44 && count != 48 {
            return Err(SLIP.bad_length(count));
        }
        SLIP.require(text, &digits, 0..count, u8::is_ascii_digit)?;
        let [product, segment_digit, value_kind, ..] = digits;
        if product != b'8' {
            let fix = "a collection slip starts with 8; read anything else as a bank title";
            return Err(SLIP.error(ParseErrorKind::BadPrefix, fix, text, 0));
        }
        let segment = segment(segment_digit).ok_or_else(|| {
            let fix = "the second digit is 1 to 7 or 9";
            SLIP.error(ParseErrorKind::BadValue, fix, text, 1)
                .in_part("segment")
        })?;
        if !(b'6'..=b'9').contains(&value_kind) {
            let fix = "the third digit is 6 to 9";
            let error = SLIP.error(ParseErrorKind::BadValue, fix, text, 2);
            return Err(error.in_part("kind of value"));
        }
        let barcode = if count == 48 {
            require_block_digits(text, &digits)?;
            without_block_digits(&digits)
        } else {
            SLIP.read(text)?
        };
        let slip = Self { barcode, segment };
        if check_digit_rule(value_kind)(&slip.covered_by_general_digit()) != barcode[3] {
            return Err(bad_check_digit(&SLIP, text, 3, "general check digit"));
        }
        Ok(slip)
    }

    /// The 44 digits of the barcode.
    pub fn as_str(&self) -> &str {
        layout::text(&self.barcode)
    }

    /// The typed line: 48 digits.
    pub fn line(&self) -> String {
        layout::punctuate(&self.line_digits(), &"#".repeat(48))
    }

    /// The typed line as printed: `83600000002-3 46150162202-5 61015000000-4 12345678901-5`.
    pub fn formatted_line(&self) -> String {
        let mask = "###########-# ###########-# ###########-# ###########-#";
        layout::punctuate(&self.line_digits(), mask)
    }

    fn line_digits(&self) -> [u8; 48] {
        let check_digit = check_digit_rule(self.barcode[2]);
        let mut line = [0; 48];
        for (to, from) in line.chunks_exact_mut(12).zip(self.barcode.chunks_exact(11)) {
            if let Some((last, block)) = to.split_last_mut() {
                block.copy_from_slice(from);
                *last = check_digit(from);
            }
        }
        line
    }

    fn covered_by_general_digit(&self) -> [u8; 43] {
        let mut covered = [0; 43];
        covered[..3].copy_from_slice(&self.barcode[..3]);
        covered[3..].copy_from_slice(&self.barcode[4..]);
        covered
    }

    /// What the eleven digits of value are.
    pub fn value(&self) -> CollectionValue {
        let value = layout::number(&self.barcode[4..15]);
        match self.barcode[2] {
            b'6' | b'8' => CollectionValue::Cents(value),
            _ => CollectionValue::Reference(value),
        }
    }

    /// The amount in cents; `None` if the value is a reference, or zero and so left open.
    pub fn amount_cents(&self) -> Option<u64> {
        match self.value() {
            CollectionValue::Cents(cents) if cents != 0 => Some(cents),
            _ => None,
        }
    }

    /// Who collects, by trade.
    pub const fn segment(&self) -> Segment {
        self.segment
    }

    /// Who collects, by number.
    pub fn organization(&self) -> Organization<'_> {
        match self.segment {
            Segment::Company => Organization::CnpjRoot(layout::text(&self.barcode[15..23])),
            _ => Organization::FebrabanCode(layout::text(&self.barcode[15..19])),
        }
    }

    /// The digits whose meaning is the collector's own: 25, or 21 in the segment of companies.
    #[doc(alias = "campo livre")]
    pub fn free_field(&self) -> &str {
        match self.segment {
            Segment::Company => layout::text(&self.barcode[23..]),
            _ => layout::text(&self.barcode[19..]),
        }
    }
}

fn segment(digit: u8) -> Option<Segment> {
    Some(match digit {
        b'1' => Segment::Municipality,
        b'2' => Segment::Water,
        b'3' => Segment::ElectricityAndGas,
        b'4' => Segment::Telecom,
        b'5' => Segment::Government,
        b'6' => Segment::Company,
        b'7' => Segment::TrafficFine,
        b'9' => Segment::Bank,
        _ => return None,
    })
}

/// The third digit, 6 to 9, picks the arithmetic of all five check digits.
fn check_digit_rule(value_kind: u8) -> fn(&[u8]) -> u8 {
    match value_kind {
        b'6' | b'7' => modulo_10,
        _ => |digits| modulo_11(digits, 9),
    }
}

fn without_block_digits(line: &[u8; 48]) -> [u8; 44] {
    let mut barcode = [0; 44];
    let digits = line
        .chunks_exact(12)
        .flat_map(|block| block.iter().take(11));
    for (slot, digit) in barcode.iter_mut().zip(digits) {
        *slot = *digit;
    }
    barcode
}

fn require_block_digits(text: &str, line: &[u8; 48]) -> Result<(), ParseError> {
    let check_digit = check_digit_rule(line[2]);
    let parts = ["block 1", "block 2", "block 3", "block 4"];
    for (index, (block, part)) in line.chunks_exact(12).zip(parts).enumerate() {
        if let Some((given, digits)) = block.split_last()
            && check_digit(digits) != *given
        {
            return Err(bad_check_digit(&SLIP, text, index * 12 + 11, part));
        }
    }
    Ok(())
}

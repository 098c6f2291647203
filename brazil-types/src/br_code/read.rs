//! Reading: walk the fields, verify the checksum, then judge what they say.

use super::crc::crc16;
use super::tlv::{Field, Fields, LengthUnit, bad_tlv};
use super::{BrCode, Deviation, Mode, PointOfInitiation, TYPE_NAME};
use crate::error::{ParseError, ParseErrorKind};
use crate::layout;

/// The field 00 of a template that is Pix's, and the retired name it had at first.
pub(super) const PIX_GUI: &str = "br.gov.bcb.pix";
const RETIRED_GUI: &str = "br.gov.bcb.spi";

/// The fields as found, none of them judged yet.
#[derive(Default)]
struct Found<'a> {
    format: Option<Field<'a>>,
    initiation: Option<Field<'a>>,
    account: Option<PixTemplate<'a>>,
    category: Option<Field<'a>>,
    currency: Option<Field<'a>>,
    amount: Option<Field<'a>>,
    country: Option<Field<'a>>,
    name: Option<Field<'a>>,
    city: Option<Field<'a>>,
    postal_code: Option<Field<'a>>,
    has_additional_data: bool,
    txid: Option<Field<'a>>,
    recurrence: Option<PixTemplate<'a>>,
    crc: Option<Field<'a>>,
}

/// A template (26–51 or 80–99) whose field 00 is Pix's.
struct PixTemplate<'a> {
    tag: u8,
    at: usize,
    has_retired_gui: bool,
    key: Option<Field<'a>>,
    info: Option<Field<'a>>,
    facilitator: Option<Field<'a>>,
    url: Option<Field<'a>>,
}

pub(super) fn read(text: &str, at: usize, unit: LengthUnit) -> Result<BrCode<'_>, ParseError> {
    let found = walk(text, at, unit)?;
    let crc = verified_crc(text, at, found.crc)?;
    judge(text, unit, &found, crc)
}

fn walk(text: &str, at: usize, unit: LengthUnit) -> Result<Found<'_>, ParseError> {
    let mut found = Found::default();
    let mut seen = 0_u128;
    for field in Fields::of(text, at, unit) {
        let field = field?;
        let bit = 1 << field.tag;
        if seen == 0 && field.tag != 0 {
            let fix = "copy the whole code again: it must start with the payload format, 000201";
            let at = Some(field.at);
            return Err(error(ParseErrorKind::MissingTag, "tag 00", at, fix));
        }
        let is_repeated = seen & bit != 0;
        let follows_crc = found.crc.is_some();
        if is_repeated || follows_crc {
            return Err(bad_tlv(field.at));
        }
        seen |= bit;
        let slot = match field.tag {
            0 => &mut found.format,
            1 => &mut found.initiation,
            26..=51 => {
                keep_only_one(&mut found.account, pix_template(field, unit)?)?;
                continue;
            }
            52 => &mut found.category,
            53 => &mut found.currency,
            54 => &mut found.amount,
            58 => &mut found.country,
            59 => &mut found.name,
            60 => &mut found.city,
            61 => &mut found.postal_code,
            62 => {
                found.has_additional_data = true;
                found.txid = sub_field(field, 5, unit)?;
                continue;
            }
            63 => &mut found.crc,
            80..=99 => {
                keep_only_one(&mut found.recurrence, pix_template(field, unit)?)?;
                continue;
            }
            _ => continue,
        };
        *slot = Some(field);
    }
    Ok(found)
}

/// Reads a template if its first field says that it is Pix's; others are none of our business,
/// not even their faults.
fn pix_template(
    template: Field<'_>,
    unit: LengthUnit,
) -> Result<Option<PixTemplate<'_>>, ParseError> {
    let mut fields = Fields::within(template, unit);
    let Some(Ok(Field {
        tag: 0, value: gui, ..
    })) = fields.next()
    else {
        return Ok(None);
    };
    let has_retired_gui = gui.eq_ignore_ascii_case(RETIRED_GUI);
    if !has_retired_gui && !gui.eq_ignore_ascii_case(PIX_GUI) {
        return Ok(None);
    }
    let mut pix = PixTemplate {
        tag: template.tag,
        at: template.at,
        has_retired_gui,
        key: None,
        info: None,
        facilitator: None,
        url: None,
    };
    for field in fields {
        let field = field?;
        let slot = match field.tag {
            1 => &mut pix.key,
            2 => &mut pix.info,
            3 => &mut pix.facilitator,
            25 => &mut pix.url,
            _ => continue,
        };
        if slot.replace(field).is_some() {
            return Err(bad_tlv(field.at));
        }
    }
    Ok(Some(pix))
}

fn keep_only_one<'a>(
    slot: &mut Option<PixTemplate<'a>>,
    candidate: Option<PixTemplate<'a>>,
) -> Result<(), ParseError> {
    let Some(candidate) = candidate else {
        return Ok(());
    };
    let at = candidate.at;
    match slot.replace(candidate) {
        None => Ok(()),
        Some(_) => Err(error(
            ParseErrorKind::Ambiguous,
            "Pix template",
            Some(at),
            "keep one template with the Pix GUI",
        )),
    }
}

fn sub_field(
    template: Field<'_>,
    tag: u8,
    unit: LengthUnit,
) -> Result<Option<Field<'_>>, ParseError> {
    let mut found = None;
    for field in Fields::within(template, unit) {
        let field = field?;
        if field.tag == tag && found.replace(field).is_some() {
            return Err(bad_tlv(field.at));
        }
    }
    Ok(found)
}

/// Compares the checksum with the one of all that precedes its digits.
fn verified_crc<'a>(
    text: &str,
    at: usize,
    field: Option<Field<'a>>,
) -> Result<Field<'a>, ParseError> {
    let field = require(field, "tag 63")?;
    if field.value.len() != 4 {
        return Err(bad_tlv(field.at));
    }
    let covered = text
        .as_bytes()
        .get(..field.value_at() - at)
        .unwrap_or_default();
    // The radix parser would take a sign.
    let is_hexadecimal = field.value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hexadecimal && u16::from_str_radix(field.value, 16) == Ok(crc16(covered)) {
        Ok(field)
    } else {
        let fix = "copy the whole code again: something in it was changed or cut";
        Err(error(
            ParseErrorKind::BadCrc,
            "tag 63",
            Some(field.value_at()),
            fix,
        ))
    }
}

fn judge<'a>(
    text: &'a str,
    unit: LengthUnit,
    found: &Found<'a>,
    crc: Field<'a>,
) -> Result<BrCode<'a>, ParseError> {
    require_value(
        found.format,
        "tag 00",
        "01",
        "the payload format must be 01",
    )?;
    let account = found.account.as_ref().ok_or_else(|| {
        let fix = "this is no Pix code: no template 26 to 51 has the GUI br.gov.bcb.pix";
        error(ParseErrorKind::MissingTag, "tags 26 to 51", None, fix)
    })?;
    let recurrence_url = found
        .recurrence
        .as_ref()
        .map(|pix| require(pix.url, "tag 80-25"))
        .transpose()?;
    let mode = mode(account, recurrence_url)?;
    let category = require(found.category, "tag 52")?;
    if category.value.len() != 4 || !is_digits(category.value) {
        let fix = "the merchant category has four digits, 0000 for none";
        return Err(error(
            ParseErrorKind::BadValue,
            "tag 52",
            Some(category.at),
            fix,
        ));
    }
    require_value(
        found.currency,
        "tag 53",
        "986",
        "the currency must be 986, the real",
    )?;
    require_value(found.country, "tag 58", "BR", "the country must be BR")?;
    let amount_cents = found.amount.map(cents).transpose()?;
    let code = BrCode {
        text,
        unit,
        mode,
        merchant_account_tag: account.tag,
        key: bounded(account.key, "sub-tag 01", 77)?,
        info: bounded(account.info, "sub-tag 02", 73)?,
        facilitator: account.facilitator.map(|field| field.value),
        url: bounded(account.url, "sub-tag 25", 77)?,
        recurrence_url: bounded(recurrence_url, "tag 80-25", 77)?,
        point_of_initiation: found.initiation.map(point_of_initiation).transpose()?,
        merchant_category: category.value,
        amount: found.amount.map(|field| field.value),
        amount_cents: amount_cents.filter(|&cents| cents != 0),
        merchant_name: within(require(found.name, "tag 59")?, "tag 59", 25)?,
        merchant_city: within(require(found.city, "tag 60")?, "tag 60", 15)?,
        postal_code: found.postal_code.map(|field| field.value),
        txid: bounded(found.txid, "tag 62-05", 25)?.filter(|&txid| txid != "***"),
        crc: crc.value,
        deviations: 0,
    };
    Ok(code.with_deviations([
        (Deviation::NonAsciiText, !text.is_ascii()),
        (Deviation::ByteLengths, unit == LengthUnit::Bytes),
        (
            Deviation::LowercaseCrc,
            crc.value.bytes().any(|byte| byte.is_ascii_lowercase()),
        ),
        (Deviation::RetiredGui, account.has_retired_gui),
        (Deviation::NoAdditionalData, !found.has_additional_data),
        (
            Deviation::IrregularTxid,
            code.txid.is_some_and(|txid| !is_alphanumeric(txid)),
        ),
    ]))
}

fn mode(account: &PixTemplate<'_>, recurrence: Option<Field<'_>>) -> Result<Mode, ParseError> {
    match (account.key, account.url, recurrence) {
        (Some(_), Some(url), _) => {
            let fix = "keep either the key (static) or the URL (dynamic)";
            Err(error(
                ParseErrorKind::MutuallyExclusive,
                "sub-tags 01 and 25",
                Some(url.at),
                fix,
            ))
        }
        (Some(_), None, Some(url)) => {
            let fix = "a recurrence goes with a URL or alone, not with a key";
            Err(error(
                ParseErrorKind::MutuallyExclusive,
                "sub-tag 01 and tag 80",
                Some(url.at),
                fix,
            ))
        }
        (Some(_), None, None) => Ok(Mode::Static),
        (None, Some(_), None) => Ok(Mode::Dynamic),
        (None, Some(_), Some(_)) => Ok(Mode::Composite),
        (None, None, Some(_)) => Ok(Mode::Recurrence),
        (None, None, None) => {
            let fix = "the Pix template needs a key (01) or a URL (25)";
            Err(error(
                ParseErrorKind::MissingTag,
                "sub-tag 01 or 25",
                Some(account.at),
                fix,
            ))
        }
    }
}

fn point_of_initiation(field: Field<'_>) -> Result<PointOfInitiation, ParseError> {
    match field.value {
        "11" => Ok(PointOfInitiation::Reusable),
        "12" => Ok(PointOfInitiation::SingleUse),
        _ => {
            let fix = "write 11 (reusable) or 12 (single use), or leave the field out";
            Err(error(
                ParseErrorKind::BadValue,
                "tag 01",
                Some(field.at),
                fix,
            ))
        }
    }
}

/// Reads `digits` or `digits.d` or `digits.dd` as cents.
fn cents(field: Field<'_>) -> Result<u64, ParseError> {
    let fix = "write the amount with a dot and two decimals, at most 13 characters";
    let wrong = |kind| error(kind, "tag 54", Some(field.at), fix);
    if field.value.len() > 13 {
        return Err(wrong(ParseErrorKind::BadLength).with_length(field.value.chars().count()));
    }
    let (reais, decimals) = field.value.split_once('.').unwrap_or((field.value, "00"));
    let scale = match decimals.len() {
        1 => 10,
        2 => 1,
        _ => return Err(wrong(ParseErrorKind::BadValue)),
    };
    if reais.is_empty() || !is_digits(reais) || !is_digits(decimals) {
        return Err(wrong(ParseErrorKind::BadValue));
    }
    Ok(layout::number(reais.as_bytes()) * 100 + layout::number(decimals.as_bytes()) * scale)
}

fn require<'a>(field: Option<Field<'a>>, part: &'static str) -> Result<Field<'a>, ParseError> {
    let fix = "copy the whole code again; if it was built by hand, add the field";
    field.ok_or_else(|| error(ParseErrorKind::MissingTag, part, None, fix))
}

fn require_value(
    field: Option<Field<'_>>,
    part: &'static str,
    expected: &str,
    fix: &'static str,
) -> Result<(), ParseError> {
    let field = require(field, part)?;
    if field.value == expected {
        Ok(())
    } else {
        Err(error(ParseErrorKind::BadValue, part, Some(field.at), fix))
    }
}

fn bounded<'a>(
    field: Option<Field<'a>>,
    part: &'static str,
    most: usize,
) -> Result<Option<&'a str>, ParseError> {
    field.map(|field| within(field, part, most)).transpose()
}

/// The value, if it is not empty and not longer than the field allows.
fn within<'a>(field: Field<'a>, part: &'static str, most: usize) -> Result<&'a str, ParseError> {
    let length = field.value.chars().count();
    if (1..=most).contains(&length) {
        Ok(field.value)
    } else {
        let fix = "shorten the field, or leave it out if it is optional";
        Err(error(ParseErrorKind::BadLength, part, Some(field.at), fix).with_length(length))
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

const fn error(
    kind: ParseErrorKind,
    part: &'static str,
    at: Option<usize>,
    fix: &'static str,
) -> ParseError {
    ParseError::new(kind, TYPE_NAME, fix).in_part(part).at(at)
}

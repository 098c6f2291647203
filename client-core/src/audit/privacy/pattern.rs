//! What personal data and credentials look like.

use std::fmt;

/// A run of this many characters that mixes letters and digits …
const TOKEN_RUN: usize = 32;
/// … with a stretch of this many free of `-`, `_` and `.` is no UUID, file name or slug.
const TOKEN_STRETCH: usize = 16;

/// What a text seems to contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sensitive {
    /// A CPF.
    Cpf,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An access token, a key or another credential.
    Token,
}

impl Sensitive {
    pub(super) fn mask(self) -> &'static str {
        match self {
            Self::Cpf => "[cpf]",
            Self::Email => "[email]",
            Self::Phone => "[phone]",
            Self::Token => "[token]",
        }
    }
}

impl fmt::Display for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cpf => "a CPF",
            Self::Email => "an e-mail address",
            Self::Phone => "a phone number",
            Self::Token => "a token",
        })
    }
}

/// A sensitive stretch of a text. Both ends lie between characters: matchers take the bytes
/// outside of ASCII all together or not at all.
pub(super) struct Finding {
    pub(super) what: Sensitive,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The first sensitive stretch at or after `from`.
pub(super) fn find(text: &str, from: usize) -> Option<Finding> {
    type Within = fn(u8) -> bool;
    type Matcher = fn(&[u8]) -> Option<usize>;
    // What must not precede a match, and the match's length. On a tie the earlier one wins.
    const MATCHERS: [(Sensitive, Within, Matcher); 5] = [
        (Sensitive::Email, is_mailbox, email),
        (Sensitive::Token, is_letter_or_digit, bearer),
        (Sensitive::Token, is_token, token),
        (Sensitive::Cpf, is_digit, cpf),
        (Sensitive::Phone, is_digit, phone),
    ];
    MATCHERS
        .iter()
        .filter_map(|&(what, within, matcher)| {
            starts(text.as_bytes(), from, within).find_map(|(start, rest)| {
                Some(Finding {
                    what,
                    start,
                    end: start + matcher(rest)?,
                })
            })
        })
        .min_by_key(|finding| finding.start)
}

/// Whether a whole word is a CPF: eleven digits within a UUID are none.
pub(super) fn has_cpf_word(text: &str) -> bool {
    starts(text.as_bytes(), 0, is_letter_or_digit).any(|(_, rest)| {
        cpf(rest).is_some_and(|end| !rest.get(end).is_some_and(u8::is_ascii_alphanumeric))
    })
}

/// Every place at or after `from` that is not preceded by a byte `within` the same word.
fn starts(
    text: &[u8],
    from: usize,
    within: impl Fn(u8) -> bool,
) -> impl Iterator<Item = (usize, &[u8])> {
    (from..text.len()).filter_map(move |start| {
        let before = start.checked_sub(1).and_then(|before| text.get(before));
        let fresh = start == from || !before.is_some_and(|b| within(*b));
        fresh
            .then(|| text.get(start..).map(|rest| (start, rest)))
            .flatten()
    })
}

fn is_digit(b: u8) -> bool {
    b.is_ascii_digit()
}

fn is_letter_or_digit(b: u8) -> bool {
    b.is_ascii_alphanumeric()
}

fn is_mailbox(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"._%+-".contains(&b) || !b.is_ascii()
}

fn is_token(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"._+=~-".contains(&b)
}

fn run_length(text: &[u8], of: fn(u8) -> bool) -> usize {
    text.iter().take_while(|b| of(**b)).count()
}

fn email(text: &[u8]) -> Option<usize> {
    let mailbox = run_length(text, is_mailbox);
    let (b'@', after) = text.get(mailbox..)?.split_first()? else {
        return None;
    };
    let mut domain = after.get(..run_length(after, is_mailbox))?;
    while let Some(shorter) = domain.strip_suffix(b".").or(domain.strip_suffix(b"-")) {
        domain = shorter;
    }
    let dot = domain.iter().position(|b| *b == b'.')?;
    (mailbox > 0 && dot > 0).then_some(mailbox + 1 + domain.len())
}

fn bearer(text: &[u8]) -> Option<usize> {
    const SCHEME: &[u8] = b"bearer ";
    let (scheme, credential) = text.split_at_checked(SCHEME.len())?;
    let length = run_length(credential, |b| b.is_ascii_graphic());
    (scheme.eq_ignore_ascii_case(SCHEME) && length >= 8).then_some(SCHEME.len() + length)
}

fn token(text: &[u8]) -> Option<usize> {
    let run = text.get(..run_length(text, is_token))?;
    let stretch = run.split(|b| b"-_.".contains(b)).map(<[u8]>::len).max()?;
    let mixed = run.iter().any(u8::is_ascii_digit) && run.iter().any(u8::is_ascii_alphabetic);
    (mixed && run.len() >= TOKEN_RUN && stretch >= TOKEN_STRETCH).then_some(run.len())
}

/// A CPF with right check digits: bare or in groups of 3, 3, 3 and 2.
fn cpf(text: &[u8]) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    let mut digits = [0u8; 11];
    for (index, digit) in digits.iter_mut().enumerate() {
        if matches!(index, 3 | 6 | 9) {
            cursor.skip(b".-/ ");
        }
        *digit = cursor.digit()?;
    }
    let (body, check) = digits.split_at(9);
    let repeated = digits.iter().all(|digit| Some(digit) == digits.first());
    let first = check_digit(body.iter());
    let second = check_digit(body.iter().chain([&first]));
    (!repeated && *check == [first, second])
        .then_some(cursor.at)
        .filter(|_| cursor.at_number_end())
}

/// Modulo 11 with the weights …, 4, 3, 2.
pub(super) fn check_digit<'d>(digits: impl DoubleEndedIterator<Item = &'d u8>) -> u8 {
    let weighted = digits
        .rev()
        .zip(2u16..)
        .map(|(digit, weight)| u16::from(*digit) * weight);
    match weighted.sum::<u16>() % 11 {
        0 | 1 => 0,
        rest => u8::try_from(11 - rest).unwrap_or_default(),
    }
}

fn phone(text: &[u8]) -> Option<usize> {
    // `55` is the country's code and also the area code of Santa Maria.
    phone_number(text, true).or_else(|| phone_number(text, false))
}

/// Mobile numbers however they are written; fixed lines only with `+55` or a bracketed area code,
/// because ten bare digits may be anything.
fn phone_number(text: &[u8], with_country: bool) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    let plus = with_country && cursor.skip(b"+");
    if with_country {
        if (cursor.digit()?, cursor.digit()?) != (5, 5) {
            return None;
        }
        cursor.skip(b" -");
    }
    let bracket = cursor.skip(b"(");
    if cursor.digit()? == 0 || cursor.digit()? == 0 || (bracket && !cursor.skip(b")")) {
        return None;
    }
    cursor.skip(b" -");
    match cursor.digit()? {
        9 => {
            cursor.skip(b" -");
            cursor.digits(4)?;
        }
        2..=5 if plus || bracket => cursor.digits(3)?,
        _ => return None,
    }
    cursor.skip(b" -.");
    cursor.digits(4)?;
    cursor.at_number_end().then_some(cursor.at)
}

struct Cursor<'t> {
    text: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn digit(&mut self) -> Option<u8> {
        let digit = self.text.get(self.at).filter(|b| b.is_ascii_digit())? - b'0';
        self.at += 1;
        Some(digit)
    }

    fn digits(&mut self, count: usize) -> Option<()> {
        (0..count).try_for_each(|_| self.digit().map(drop))
    }

    /// Skips one byte if it is any of these.
    fn skip(&mut self, any_of: &[u8]) -> bool {
        let here = self.text.get(self.at).is_some_and(|b| any_of.contains(b));
        self.at += usize::from(here);
        here
    }

    fn at_number_end(&self) -> bool {
        !self.text.get(self.at).is_some_and(u8::is_ascii_digit)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sensitive, find};

    fn found(text: &str) -> Option<Sensitive> {
        find(text, 0).map(|finding| finding.what)
    }

    #[test]
    fn recognises_what_it_promises() {
        for (text, what) in [
            ("52998224725", Sensitive::Cpf),
            ("CPF 529.982.247-25.", Sensitive::Cpf),
            ("529 982 247 25 pagou", Sensitive::Cpf),
            ("cpf00000000191", Sensitive::Cpf),
            ("código é11144477735é", Sensitive::Cpf),
            ("10 529.982.247-25", Sensitive::Cpf),
            ("mande para ana.souza+nf@exemplo.com.br.", Sensitive::Email),
            ("<joão@exemplo.com>", Sensitive::Email),
            ("(11) 91234-5678", Sensitive::Phone),
            ("+55 11 91234 5678", Sensitive::Phone),
            ("ligar 11912345678", Sensitive::Phone),
            ("5511912345678", Sensitive::Phone),
            ("55991234567 fica em Santa Maria", Sensitive::Phone),
            ("11 9 1234-5678", Sensitive::Phone),
            ("(51) 3123-4567", Sensitive::Phone),
            ("+555131234567", Sensitive::Phone),
            ("Authorization: bearer s3cr3t-s3cr3t", Sensitive::Token),
            (
                "eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4In0.c2ln",
                Sensitive::Token,
            ),
            ("key 0123456789abcdef0123456789abcdef", Sensitive::Token),
        ] {
            assert_eq!(found(text), Some(what), "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_is_nobodys() {
        for text in [
            "bank reconciliation and cash-flow report",
            "12345678901 has wrong check digits, and 11111111111 is no CPF",
            "12.345.678/0001-95 and 12345678000195 are a company",
            "R$ 1.234.567,89 em 2026-11-21 12:00:00",
            "boleto 34191790010104351004791020150008291070026000",
            "request 4b2f1c9e-8d3a-4f6b-9c7d-123456789012",
            "extrato-Itau-2026-04-Padaria-Tres-Irmaos.ofx",
            "01JD5XKQ6W8Y3B7F2M9N4P0RST",
            "a @ b, user@localhost, @handle",
            "1234567890 and (11) 1234",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}

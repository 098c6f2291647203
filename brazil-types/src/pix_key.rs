use crate::error::{ParseError, ParseErrorKind};
use crate::layout::{self, Inline, Layout};
use crate::text_type::text_type;
use crate::{Cnpj, Cpf};

/// A key (chave) of the Pix directory, in its normal form.
///
/// Personal data: `Debug` masks, no `Display`; [`expose`](Self::expose) gives the text that goes
/// into a payment.
///
/// ```
/// use brazil_types::{PixKey, PixKeyKind};
///
/// let key = PixKey::parse("Contato@Exemplo.com.br")?;
/// assert_eq!(key.kind(), PixKeyKind::Email);
/// assert_eq!(key.expose(), "contato@exemplo.com.br");
/// assert_eq!(PixKey::parse("+55 (11) 98765-4321")?.expose(), "+5511987654321");
/// # Ok::<(), brazil_types::ParseError>(())
/// ```
#[doc(alias = "chave")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PixKey {
    /// The tax number of a person.
    Cpf(Cpf),
    /// The tax number of a company.
    Cnpj(Cnpj),
    /// A mobile phone.
    Phone(PhoneKey),
    /// An e-mail address.
    Email(EmailKey),
    /// A random key.
    Random(RandomKey),
}

/// A phone as a Pix key: `+`, country and number, 3 to 16 digits; in Brazil `+55`, area (2) and
/// number (9).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneKey(Inline<17>);

/// An e-mail address as a Pix key: small letters, at most 77 characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailKey(Inline<77>);

/// A random key (`EVP`): a UUID in small letters with hyphens, of any version.
#[doc(alias = "EVP")]
#[doc(alias = "chave aleatória")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RandomKey([u8; 36]);

/// The five kinds of [`PixKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PixKeyKind {
    /// `CPF`
    Cpf,
    /// `CNPJ`
    Cnpj,
    /// `PHONE`
    Phone,
    /// `EMAIL`
    Email,
    /// `EVP`
    Random,
}

text_type!(PixKey, personal);
text_type!(PhoneKey, personal);
text_type!(EmailKey, personal);
text_type!(RandomKey, personal);

const KEY: Layout = Layout {
    type_name: "Pix key",
    separators: b"./-",
    fix: "give a CPF, a CNPJ, a phone with + and country, an e-mail or a random key with hyphens",
};

impl PixKey {
    /// Recognises a key as a person types it, and brings it to normal form.
    ///
    /// Eleven bare digits are a CPF, never a phone: a phone key always has its plus sign. See
    /// [`phone_lookalike`](Self::phone_lookalike).
    ///
    /// # Errors
    ///
    /// Those of the kind that the text looks like; `BadPrefix` for digits that only a phone
    /// could have, written without the plus sign; otherwise `BadCharset` or `BadLength`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if text.contains('@') {
            return EmailKey::parse(text).map(Self::Email);
        }
        if text.starts_with('+') {
            return PhoneKey::parse(text).map(Self::Phone);
        }
        if text.len() == 36 && text.contains('-') {
            return RandomKey::parse(text).map(Self::Random);
        }
        let (characters, count) = KEY.gather::<14>(text);
        match count {
            11 => Cpf::parse(text).map(Self::Cpf),
            14 => Cnpj::parse(text).map(Self::Cnpj),
            _ => {
                let seen = characters.len().min(count);
                KEY.require(text, &characters, 0..seen, u8::is_ascii_digit)?;
                Err(match count {
                    10 | 12 | 13 => {
                        let fix = "a phone key starts with + and the country, +55 for Brazil";
                        KEY.error(ParseErrorKind::BadPrefix, fix, text, 0)
                    }
                    _ => KEY.bad_length(count),
                })
            }
        }
    }

    /// Which of the five kinds.
    pub const fn kind(&self) -> PixKeyKind {
        match self {
            Self::Cpf(_) => PixKeyKind::Cpf,
            Self::Cnpj(_) => PixKeyKind::Cnpj,
            Self::Phone(_) => PixKeyKind::Phone,
            Self::Email(_) => PixKeyKind::Email,
            Self::Random(_) => PixKeyKind::Random,
        }
    }

    /// The normal form, in clear.
    pub fn expose(&self) -> &str {
        match self {
            Self::Cpf(key) => key.expose(),
            Self::Cnpj(key) => key.expose(),
            Self::Phone(key) => key.expose(),
            Self::Email(key) => key.expose(),
            Self::Random(key) => key.expose(),
        }
    }

    /// The mask for log lines, as in `Debug`.
    pub fn log_mask(&self) -> String {
        match self {
            Self::Cpf(key) => key.log_mask(),
            Self::Cnpj(key) => key.log_mask(),
            Self::Phone(key) => key.log_mask(),
            Self::Email(key) => key.log_mask(),
            Self::Random(key) => key.log_mask(),
        }
    }

    /// For a CPF that is also a plausible Brazilian mobile number, the phone key that the person
    /// may have meant. Ask before paying.
    pub fn phone_lookalike(&self) -> Option<PhoneKey> {
        let Self::Cpf(cpf) = self else { return None };
        let (area, number) = cpf.digits().split_at(2);
        if !is_area_code(layout::number(area)) || number.first() != Some(&b'9') {
            return None;
        }
        Inline::collect(b"+55".iter().chain(cpf.digits()).copied()).map(PhoneKey)
    }
}

/// The Brazilian area codes (DDD) in use.
const fn is_area_code(code: u64) -> bool {
    matches!(code, 11..=19 | 21 | 22 | 24 | 27 | 28 | 31..=35 | 37 | 38 | 41..=49)
        || matches!(code, 51 | 53..=55 | 61..=69 | 71 | 73..=75 | 77 | 79 | 81..=89 | 91..=99)
}

impl PixKeyKind {
    /// The name in the directory's API: `CPF`, `CNPJ`, `PHONE`, `EMAIL` or `EVP`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cpf => "CPF",
            Self::Cnpj => "CNPJ",
            Self::Phone => "PHONE",
            Self::Email => "EMAIL",
            Self::Random => "EVP",
        }
    }
}

impl PhoneKey {
    /// Parses `+`, country and number; spaces, parentheses, dots and hyphens are dropped.
    ///
    /// # Errors
    ///
    /// `BadPrefix` without the plus sign or with a country starting in zero, `BadCharset`, or
    /// `BadLength` for fewer than 3 or more than 16 digits.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        const PHONE: Layout = Layout {
            type_name: "Pix phone key",
            separators: b" ().-",
            fix: "write + and 3 to 16 digits, for Brazil +55, area and nine digits",
        };
        let (characters, count) = PHONE.gather::<17>(text);
        let used = characters.get(..count).unwrap_or(&characters);
        if used.first() != Some(&b'+') || used.get(1) == Some(&b'0') {
            return Err(PHONE.error(ParseErrorKind::BadPrefix, PHONE.fix, text, 0));
        }
        PHONE.require(text, used, 1..used.len(), u8::is_ascii_digit)?;
        let bad_length = PHONE.bad_length(count);
        if !(4..=17).contains(&count) {
            return Err(bad_length);
        }
        Inline::collect(used.iter().copied())
            .map(Self)
            .ok_or(bad_length)
    }

    /// The plus sign and the digits, in clear.
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }

    /// The mask for log lines, as in `Debug`: `+55*******4321`.
    pub fn log_mask(&self) -> String {
        let text = self.expose();
        // Short numbers show only their start, else nothing would be hidden.
        let tail = if text.len() >= 11 { 4 } else { 0 };
        let hidden_until = text.len().saturating_sub(tail);
        let hide = |(index, c)| {
            if (3..hidden_until).contains(&index) {
                '*'
            } else {
                c
            }
        };
        text.char_indices().map(hide).collect()
    }
}

impl EmailKey {
    /// Parses an address; capital letters become small ones.
    ///
    /// # Errors
    ///
    /// `BadLength` for more than 77 characters or an empty part, `BadCharset` for a character
    /// the directory does not admit (`%` and accents among them), `BadValue` for a text that is
    /// not of the form `name@domain`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        const FIX: &str =
            "write name@domain, at most 77 characters, no accents and no percent sign";
        let error = |kind| ParseError::new(kind, "Pix e-mail key", FIX);
        let bad_length = error(ParseErrorKind::BadLength).with_length(text.chars().count());
        if text.len() > 77 && text.is_ascii() {
            return Err(bad_length);
        }
        if let Some(position) = text.bytes().position(|byte| !is_email_character(byte)) {
            return Err(error(ParseErrorKind::BadCharset).at(Some(position)));
        }
        let (name, domain) = text
            .split_once('@')
            .ok_or(error(ParseErrorKind::BadValue))?;
        if name.is_empty() || domain.is_empty() {
            return Err(bad_length);
        }
        if !domain.split('.').all(is_domain_label) {
            let position = Some(name.len() + 1);
            return Err(error(ParseErrorKind::BadValue)
                .in_part("domain")
                .at(position));
        }
        Inline::collect(text.bytes().map(|byte| byte.to_ascii_lowercase()))
            .map(Self)
            .ok_or(bad_length)
    }

    /// The address, in clear.
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }

    /// The mask for log lines, as in `Debug`: `c***@exemplo.com.br`.
    pub fn log_mask(&self) -> String {
        let (name, domain) = self.expose().split_once('@').unwrap_or_default();
        let initial: String = name.chars().take(1).collect();
        format!("{initial}***@{domain}")
    }
}

fn is_email_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$&'*+/=?^_`{|}~-@".contains(&byte)
}

fn is_domain_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl RandomKey {
    /// Parses 36 characters; capital letters become small ones. The UUID version is not checked:
    /// the directory holds keys of several.
    ///
    /// # Errors
    ///
    /// `BadLength` or `BadCharset`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        const EVP: Layout = Layout {
            type_name: "Pix random key",
            separators: b"",
            fix: "write a UUID of 32 hexadecimal digits and its four hyphens",
        };
        let mut characters: [u8; 36] = EVP.read(text)?;
        for group in [0..8, 9..13, 14..18, 19..23, 24..36] {
            EVP.require(text, &characters, group, u8::is_ascii_hexdigit)?;
        }
        for hyphen in [8, 13, 18, 23] {
            EVP.require(text, &characters, hyphen..hyphen + 1, |byte| *byte == b'-')?;
        }
        characters.make_ascii_lowercase();
        Ok(Self(characters))
    }

    /// The UUID, in clear.
    pub fn expose(&self) -> &str {
        layout::text(&self.0)
    }

    /// The mask for log lines, as in `Debug`: the first eight digits.
    pub fn log_mask(&self) -> String {
        layout::punctuate(&self.0[..8], "########-***")
    }
}

impl From<Cpf> for PixKey {
    fn from(cpf: Cpf) -> Self {
        Self::Cpf(cpf)
    }
}

impl From<Cnpj> for PixKey {
    fn from(cnpj: Cnpj) -> Self {
        Self::Cnpj(cnpj)
    }
}

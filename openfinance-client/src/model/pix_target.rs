//! Where a Pix payment goes, and how the payer came to know.

use brazil_types::br_code::{BrCode, Mode};
use brazil_types::{Ispb, PixKey, TaxId, TaxIdKind};
use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

/// An account that Pix reaches.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PixAccount {
    /// The institution's ISPB: 8 characters.
    pub ispb: String,
    /// The branch without its check digit; every current and savings account has one.
    #[serde(rename = "issuer", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "issuer")]
    #[doc(alias = "agencia")]
    pub branch: Option<Redacted<String>>,
    /// The account with its check digit: digits only, a letter becoming 0.
    pub number: Redacted<String>,
    /// What kind of account it is.
    #[serde(rename = "accountType")]
    #[doc(alias = "accountType")]
    pub kind: PixAccountKind,
    /// The town of the account's holder, by its IBGE number: automatic payments tell it.
    #[serde(rename = "ibgeTownCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ibgeTownCode")]
    pub town: Option<String>,
}

client_core::open_enum! {
    /// What kind of account Pix reaches.
    pub enum PixAccountKind {
        /// A current account.
        Current = "CACC",
        /// A savings account.
        Savings = "SVGS",
        /// A prepaid payment account.
        Payment = "TRAN",
    }
}

impl PixAccount {
    /// An account by its number with check digit. Current and savings accounts need a
    /// [`branch`](PixAccount::at_branch) too.
    pub fn new(ispb: Ispb, number: impl Into<String>, kind: PixAccountKind) -> Self {
        Self {
            ispb: ispb.as_str().to_owned(),
            branch: None,
            number: Redacted::new(number.into()),
            kind,
            town: None,
        }
    }

    /// The branch, without its check digit.
    #[must_use]
    pub fn at_branch(mut self, branch: impl Into<String>) -> Self {
        self.branch = Some(Redacted::new(branch.into()));
        self
    }

    pub(super) fn check(&self, field: &'static str) -> Result<()> {
        let wrong = |what: &str| Err(Error::input(format!("{field}.{what}")));
        if !is_digits(self.number.expose(), 20) {
            return wrong("number must be 1 to 20 digits; write 0 for a letter");
        }
        let branch = self.branch.as_ref().map(Redacted::expose);
        let needs_branch = [PixAccountKind::Current, PixAccountKind::Savings].contains(&self.kind);
        match branch {
            None if needs_branch => {
                wrong("issuer is missing: current and savings accounts have a branch")
            }
            Some(branch) if !is_digits(branch, 4) => {
                wrong("issuer must be 1 to 4 digits, the branch without its check digit")
            }
            _ => Ok(()),
        }
    }
}

fn is_digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Who is paid.
#[doc(alias = "recebedor")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Creditor {
    /// A person or a company.
    pub person_type: PersonType,
    /// CPF or CNPJ, without punctuation.
    #[serde(rename = "cpfCnpj")]
    #[doc(alias = "cpfCnpj")]
    pub tax_id: Redacted<String>,
    /// The name.
    pub name: Redacted<String>,
}

client_core::open_enum! {
    /// What somebody is before the law.
    pub enum PersonType {
        /// A person.
        Natural = "PESSOA_NATURAL",
        /// A company.
        Company = "PESSOA_JURIDICA",
    }
}

impl Creditor {
    /// Who is paid: the holder of the account that the money goes to.
    pub fn new(tax_id: TaxId, name: impl Into<String>) -> Self {
        Self {
            person_type: match tax_id.kind() {
                TaxIdKind::Cpf => PersonType::Natural,
                TaxIdKind::Cnpj => PersonType::Company,
            },
            tax_id: Redacted::new(tax_id.expose().to_owned()),
            name: Redacted::new(name.into()),
        }
    }

    /// Latin letters only, so many at most.
    pub(super) fn check(&self, longest: usize) -> Result<()> {
        let name = self.name.expose();
        let printable = |c: char| matches!(c, '\u{20}'..='\u{7E}' | '\u{A1}'..='\u{FF}');
        match (1..=longest).contains(&name.chars().count()) && name.chars().all(printable) {
            true => Ok(()),
            false => Err(Error::input(format!(
                "creditor.name must be 1 to {longest} printable characters of Latin-1"
            ))),
        }
    }
}

client_core::open_enum! {
    /// How the payer came to know where the money goes.
    #[doc(alias = "localInstrument")]
    pub enum LocalInstrument {
        /// By typing the account.
        Account = "MANU",
        /// By a Pix key.
        Key = "DICT",
        /// By a static QR code.
        StaticQr = "QRES",
        /// By a dynamic QR code.
        DynamicQr = "QRDN",
        /// By a static QR code over NFC; API 5 only.
        StaticQrByNfc = "APES",
        /// By a dynamic QR code over NFC; API 5 only.
        DynamicQrByNfc = "APDN",
        /// They did not have to: the payee contracted the initiator, who knows it.
        Contracted = "INIC",
        /// By an authorisation of Pix Automático; automatic payments only.
        Automatic = "AUTO",
    }
}

impl LocalInstrument {
    pub(super) fn is_static_qr(&self) -> bool {
        [Self::StaticQr, Self::StaticQrByNfc].contains(self)
    }

    pub(super) fn is_dynamic_qr(&self) -> bool {
        [Self::DynamicQr, Self::DynamicQrByNfc].contains(self)
    }
}

/// Where a payment goes, and how the payer came to know.
///
/// The account must be told in every case: who has a key or a code looks its account up before.
#[doc(alias = "details")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PixTarget {
    /// How the payer came to know.
    #[serde(rename = "localInstrument")]
    #[doc(alias = "localInstrument")]
    pub instrument: LocalInstrument,
    /// What was fetched from a dynamic QR code's address, as signed there.
    #[serde(rename = "payloadJWS", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "payloadJWS")]
    pub charge: Option<Redacted<String>>,
    /// The QR code's text.
    #[serde(rename = "qrCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "qrCode")]
    pub qr_code: Option<Redacted<String>>,
    /// The payee's Pix key.
    #[serde(rename = "proxy", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "proxy")]
    pub key: Option<Redacted<String>>,
    /// The payee's account.
    #[serde(rename = "creditorAccount")]
    #[doc(alias = "creditorAccount")]
    pub account: PixAccount,
}

impl PixTarget {
    fn of(instrument: LocalInstrument, account: PixAccount) -> Self {
        Self {
            instrument,
            charge: None,
            qr_code: None,
            key: None,
            account,
        }
    }

    fn with_key(mut self, key: &PixKey) -> Self {
        self.key = Some(Redacted::new(key.expose().to_owned()));
        self
    }

    /// An account that the payer typed.
    #[doc(alias = "MANU")]
    pub fn account(account: PixAccount) -> Self {
        Self::of(LocalInstrument::Account, account)
    }

    /// A Pix key, and the account it belongs to.
    #[doc(alias = "DICT")]
    pub fn key(key: &PixKey, account: PixAccount) -> Self {
        Self::of(LocalInstrument::Key, account).with_key(key)
    }

    /// A static QR code by its text, the key in it, and the account it belongs to.
    #[doc(alias = "QRES")]
    pub fn static_qr(code: impl Into<String>, key: &PixKey, account: PixAccount) -> Self {
        let mut target = Self::of(LocalInstrument::StaticQr, account).with_key(key);
        target.qr_code = Some(Redacted::new(code.into()));
        target
    }

    /// A dynamic QR code by its text, the key in it, the account it belongs to, and `charge`: what
    /// was fetched from the code's address, as signed there.
    #[doc(alias = "QRDN")]
    pub fn dynamic_qr(
        code: impl Into<String>,
        charge: impl Into<String>,
        key: &PixKey,
        account: PixAccount,
    ) -> Self {
        let mut target = Self::of(LocalInstrument::DynamicQr, account).with_key(key);
        target.qr_code = Some(Redacted::new(code.into()));
        target.charge = Some(Redacted::new(charge.into()));
        target
    }

    /// The account and key of a payee who contracted us to initiate payments to them.
    #[doc(alias = "INIC")]
    pub fn contracted(key: &PixKey, account: PixAccount) -> Self {
        Self::of(LocalInstrument::Contracted, account).with_key(key)
    }

    /// The code was read over NFC.
    #[must_use]
    pub fn by_nfc(mut self) -> Self {
        self.instrument = match self.instrument {
            LocalInstrument::StaticQr => LocalInstrument::StaticQrByNfc,
            LocalInstrument::DynamicQr => LocalInstrument::DynamicQrByNfc,
            other => other,
        };
        self
    }

    /// Whether a code that is there is one, of its kind, and for this key and amount.
    pub(super) fn check(&self, cents: i64) -> Result<()> {
        self.account.check("payment.details.creditorAccount")?;
        let Some(code) = &self.qr_code else {
            return Ok(());
        };
        if code.expose().chars().count() > 512 {
            return Err(Error::input(
                "payment.details.qrCode has more than 512 characters",
            ));
        }
        let code = BrCode::parse(code.expose()).map_err(|cause| {
            Error::input("payment.details.qrCode cannot be read").with_source(cause)
        })?;
        let is_static = code.mode() == Mode::Static;
        if is_static != self.instrument.is_static_qr() {
            return Err(Error::input(
                "payment.details.qrCode is static and localInstrument dynamic, or the reverse",
            ));
        }
        if !is_static {
            return Ok(());
        }
        let key = self.key.as_ref().map(|key| key.expose().as_str());
        if let Ok(Some(in_code)) = code.pix_key()
            && Some(in_code.expose()) != key
        {
            return Err(Error::input(
                "payment.details.proxy is not the key of payment.details.qrCode",
            ));
        }
        match code.amount_cents() {
            Some(fixed) if i64::try_from(fixed) != Ok(cents) => Err(Error::input(
                "payment.amount is not the amount of payment.details.qrCode",
            )),
            _ => Ok(()),
        }
    }

    /// What the payee knows the payment by: in a static code its txid, in a dynamic one the signed
    /// charge's.
    pub(super) fn txid(&self) -> Option<String> {
        if let Some(charge) = &self.charge {
            #[derive(Deserialize)]
            struct Charge {
                txid: Option<String>,
            }
            let payload = charge.expose().split('.').nth(1)?;
            let charge: Charge = serde_json::from_slice(&crate::jose::decode(payload)?).ok()?;
            return charge.txid;
        }
        let code = BrCode::parse(self.qr_code.as_ref()?.expose()).ok()?;
        code.txid().map(str::to_owned)
    }
}

//! Accounts, and when two sources mean the same one.

use std::str::FromStr;

use belvo_client::model as belvo;
use openfinance_client::model as openfinance;
use thiserror::Error;

/// Who tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Source {
    /// The bank itself. Told first, so that its words win.
    OpenFinance,
    /// The aggregator.
    Belvo,
}

#[derive(Debug, Error)]
#[error("no source has this name")]
pub(super) struct UnknownSource;

impl Source {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::OpenFinance => "openfinance",
            Self::Belvo => "belvo",
        }
    }
}

impl FromStr for Source {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, UnknownSource> {
        match text {
            "openfinance" => Ok(Self::OpenFinance),
            "belvo" => Ok(Self::Belvo),
            _ => Err(UnknownSource),
        }
    }
}

/// An account as one source knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) source: Source,
    /// The source's id of it.
    pub(super) id: String,
    /// The same for the same account, whoever tells of it: see [`key`].
    pub(super) key: String,
    pub(super) bank: String,
    pub(super) company: String,
    pub(super) cnpj: String,
}

/// Where an account is, and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// The bank's name, for people.
    pub(super) bank: String,
    /// Its three digits in the clearing house (COMPE).
    pub(super) bank_code: String,
    pub(super) company: String,
    pub(super) cnpj: String,
}

impl Holding {
    /// An account of a list of Open Finance. `consent` makes its id unique among banks.
    pub(super) fn by_open_finance(&self, consent: &str, account: &openfinance::Account) -> Account {
        let told = |text: &Option<_>| text.as_ref().map(exposed).unwrap_or_default();
        let code = account.bank_code.as_deref().unwrap_or(&self.bank_code);
        let numbers = [
            told(&account.branch_code),
            told(&account.number),
            told(&account.check_digit),
        ];
        let id = format!("{consent}/{}", account.id);
        self.account(Source::OpenFinance, id, code, numbers)
    }

    /// An account of a list of Belvo; `None` when Belvo gives it no id.
    pub(super) fn by_belvo(&self, account: &belvo::Account) -> Option<Account> {
        let told = |text: &Option<_>| text.as_ref().map(exposed).unwrap_or_default();
        let numbers = [
            told(&account.agency),
            told(&account.number),
            told(&account.check_digit),
        ];
        let id = account.id.as_ref()?.to_string();
        Some(self.account(Source::Belvo, id, &self.bank_code, numbers))
    }

    fn account(&self, source: Source, id: String, code: &str, numbers: [String; 3]) -> Account {
        Account {
            source,
            key: key(code, &numbers).unwrap_or_else(|| format!("{}:{id}", source.as_str())),
            id,
            bank: self.bank.clone(),
            company: self.company.clone(),
            cnpj: self.cnpj.clone(),
        }
    }
}

fn exposed(text: &client_core::secret::Redacted<String>) -> String {
    text.expose().clone()
}

/// `901/1/123456-X`: bank, branch, number and check digit without what sources write differently,
/// leading zeros and punctuation. Nothing where there is no number: such an account is nobody else's.
///
/// Belvo does not tell the bank's code, so it comes from the settings: branch and number alone are
/// the same at many banks.
fn key(code: &str, [branch, number, digit]: &[String; 3]) -> Option<String> {
    let plain = |text: &str| {
        let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        text.trim_start_matches('0').to_ascii_uppercase()
    };
    let number = Some(plain(number)).filter(|number| !number.is_empty())?;
    let digit: String = digit
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_uppercase();
    Some(format!("{code}/{}/{number}-{digit}", plain(branch)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_the_same_however_it_is_written() {
        let key = |code, numbers: [&str; 3]| key(code, &numbers.map(str::to_owned));
        let one = key("901", ["0001", "00123456", "X"]);
        assert_eq!(one.as_deref(), Some("901/1/123456-X"));
        assert_eq!(one, key("901", ["1", "12345-6", "x"]));
        assert_ne!(one, key("902", ["0001", "00123456", "X"]), "another bank");
        assert_ne!(one, key("901", ["0001", "00123456", "0"]), "another digit");
        assert_eq!(
            key("901", ["0001", "", "X"]),
            None,
            "no number, no identity"
        );
        assert_ne!(
            key("901", ["1", "9", "0"]),
            key("901", ["1", "9", ""]),
            "a check digit of nought is a check digit"
        );
    }
}

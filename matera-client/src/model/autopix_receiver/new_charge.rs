//! Charges to be made.

use client_core::money::{self, Amount};
use client_core::secret::Redacted;
use client_core::{Result, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use super::ReceivingAccountKind;
use crate::model::{RecurrenceId, check};

/// A charge of an approved recurrence, to be made. The provider chooses its txid.
#[doc(alias = "CobRSolicitada")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewCharge {
    #[serde(rename = "idRec")]
    recurrence: RecurrenceId,
    #[serde(rename = "infoAdicional", skip_serializing_if = "Option::is_none")]
    message: Option<Redacted<String>>,
    #[serde(rename = "calendario")]
    calendar: Due,
    #[serde(rename = "valor")]
    value: Value,
    #[serde(rename = "ajusteDiaUtil")]
    moves_to_business_day: bool,
    #[serde(rename = "recebedor")]
    receiver: ReceivingAccount,
    #[serde(rename = "devedor", skip_serializing_if = "Option::is_none")]
    debtor: Option<DebtorAddress>,
}

#[derive(Clone, Debug, Serialize)]
struct Due {
    #[serde(rename = "dataDeVencimento", with = "wire::date")]
    on: Date,
}

#[derive(Clone, Debug, Serialize)]
struct Value {
    #[serde(with = "money::amount_string")]
    original: Amount,
}

#[derive(Clone, Debug, Serialize)]
struct ReceivingAccount {
    #[serde(rename = "conta")]
    account: Redacted<String>,
    #[serde(rename = "tipoConta")]
    kind: ReceivingAccountKind,
    #[serde(rename = "agencia", skip_serializing_if = "Option::is_none")]
    branch: Option<Redacted<String>>,
}

impl NewCharge {
    /// Charges this amount in BRL on this day, into the receiver's account with this number (with
    /// check digit). A due date on a day without banking moves to the next with it.
    pub fn new(
        recurrence: &RecurrenceId,
        amount: Amount,
        due_date: Date,
        account: impl Into<String>,
        kind: ReceivingAccountKind,
    ) -> Self {
        Self {
            recurrence: recurrence.clone(),
            message: None,
            calendar: Due { on: due_date },
            value: Value { original: amount },
            moves_to_business_day: true,
            receiver: ReceivingAccount {
                account: Redacted::new(account.into()),
                kind,
                branch: None,
            },
            debtor: None,
        }
    }

    /// The receiver's branch; at most 4 characters.
    #[doc(alias = "agencia")]
    pub fn branch(mut self, branch: impl Into<String>) -> Self {
        self.receiver.branch = Some(Redacted::new(branch.into()));
        self
    }

    /// Words for the payer; at most 140 characters.
    #[doc(alias = "infoAdicional")]
    pub fn message(mut self, text: impl Into<String>) -> Self {
        self.message = Some(Redacted::new(text.into()));
        self
    }

    /// Keeps the due date, also on a day without banking.
    #[doc(alias = "ajusteDiaUtil")]
    pub fn on_the_very_day(mut self) -> Self {
        self.moves_to_business_day = false;
        self
    }

    /// How to reach who owes.
    #[doc(alias = "devedor")]
    pub fn debtor(mut self, debtor: DebtorAddress) -> Self {
        self.debtor = Some(debtor);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::pix_amount(self.value.original, "valor.original")?;
        let account = self.receiver.account.expose();
        check::not_empty(account, "recebedor.conta")?;
        check::at_most(account, 20, "recebedor.conta")?;
        if let Some(branch) = &self.receiver.branch {
            check::at_most(branch.expose(), 4, "recebedor.agencia")?;
        }
        if let Some(message) = &self.message {
            check::at_most(message.expose(), 140, "infoAdicional")?;
        }
        self.debtor.as_ref().map_or(Ok(()), DebtorAddress::check)
    }
}

/// How to reach who owes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DebtorAddress {
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Redacted<String>>,
    /// Street and number; at most 200 characters.
    #[serde(rename = "logradouro", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "logradouro")]
    pub street: Option<Redacted<String>>,
    /// City; at most 200 characters.
    #[serde(rename = "cidade", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cidade")]
    pub city: Option<Redacted<String>>,
    /// State, 2 letters.
    #[serde(rename = "uf", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "uf")]
    pub state: Option<String>,
    /// Postal code, 8 digits.
    #[serde(rename = "cep", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cep")]
    pub postal_code: Option<Redacted<String>>,
}

impl DebtorAddress {
    /// By e-mail.
    pub fn email(address: impl Into<String>) -> Self {
        Self {
            email: Some(Redacted::new(address.into())),
            ..Self::default()
        }
    }

    /// The postal address as well.
    #[must_use]
    pub fn with_address(
        mut self,
        street: impl Into<String>,
        city: impl Into<String>,
        state: impl Into<String>,
        postal_code: impl Into<String>,
    ) -> Self {
        self.street = Some(Redacted::new(street.into()));
        self.city = Some(Redacted::new(city.into()));
        self.state = Some(state.into());
        self.postal_code = Some(Redacted::new(postal_code.into()));
        self
    }

    fn check(&self) -> Result<()> {
        let texts = [(&self.street, "logradouro"), (&self.city, "cidade")];
        for (text, field) in texts {
            if let Some(text) = text {
                check::at_most(text.expose(), 200, &format!("devedor.{field}"))?;
            }
        }
        if let Some(state) = &self.state {
            check::of_length(state, 2, "devedor.uf")?;
        }
        match &self.postal_code {
            Some(code) => check::of_length(code.expose(), 8, "devedor.cep"),
            None => Ok(()),
        }
    }
}

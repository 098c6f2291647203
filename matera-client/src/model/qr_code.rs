//! Pix QR codes: static ones to be made, and what is read out of any.

use brazil_types::br_code::{BrCode, BrCodeBuilder};
use brazil_types::{PixKey, Txid};
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, ErrorKind, Outcome, Result, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use super::{PixCharge, QrCodeSpecification, Unpublished, WithdrawAgent, WithdrawAgentKind, check};

/// A static Pix QR code to be made: it may be paid again and again, into one key.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewStaticQrCode {
    alias: AliasSpecification,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_generation: Option<QrCodeSpecification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver_tax_id: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdraw_agent: Option<WithdrawAgent>,
}

#[derive(Clone, Debug, Serialize)]
struct AliasSpecification {
    alias: Redacted<String>,
}

impl NewStaticQrCode {
    /// Into this Pix key; the payer types the amount, unless one is [set](Self::amount).
    pub fn for_key(key: impl Into<String>) -> Self {
        Self {
            alias: AliasSpecification {
                alias: Redacted::new(key.into()),
            },
            image_generation: None,
            amount: None,
            description: None,
            reference: None,
            receiver_tax_id: None,
            recurrence_location: None,
            withdraw_agent: None,
        }
    }

    /// Asks for an image too.
    #[doc(alias = "imageGeneration")]
    pub fn image(mut self, specification: QrCodeSpecification) -> Self {
        self.image_generation = Some(specification);
        self
    }

    /// The amount in BRL, 0.01 to 9999999999999.
    pub fn amount(mut self, amount: Amount) -> Self {
        self.amount = Some(amount);
        self
    }

    /// A note to the payer, up to 72 characters; with the key up to 73, and 61 where somebody hands
    /// out cash.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(text.into()));
        self
    }

    /// The receiver's name of it (txid), up to 25 characters.
    #[doc(alias = "txid")]
    pub fn reference(mut self, reference: impl Into<String>) -> Self {
        self.reference = Some(reference.into());
        self
    }

    /// The receiver's CPF or CNPJ, without punctuation.
    #[doc(alias = "receiverTaxId")]
    pub fn receiver(mut self, tax_id: impl Into<String>) -> Self {
        self.receiver_tax_id = Some(Redacted::new(tax_id.into()));
        self
    }

    /// Offers a recurrence of Pix Automático along with it, by the address of its location, up to
    /// 77 characters.
    #[doc(alias = "recurrenceLocation")]
    pub fn recurrence(mut self, location: impl Into<String>) -> Self {
        self.recurrence_location = Some(location.into());
        self
    }

    /// Who hands out cash, by its ISPB. Named by the provider's rules of length and missing among
    /// its fields: the form is that of a withdrawal.
    #[doc(alias = "withdrawAgent")]
    pub fn cash_from(mut self, kind: WithdrawAgentKind, ispb: impl Into<String>) -> Self {
        self.withdraw_agent = Some(WithdrawAgent {
            modality: kind,
            service_provider: ispb.into(),
        });
        self
    }

    /// The text of the same code, made here and without the provider. Name and city are the
    /// receiver's.
    ///
    /// ```
    /// use matera_client::{Amount, BrCode, model::NewStaticQrCode};
    ///
    /// let code = NewStaticQrCode::for_key("contas@padaria-flor.example")
    ///     .amount(Amount::from_cents(1_050))
    ///     .reference("PEDIDO42");
    /// let text = code.text("Padaria Flor de Trigo", "Joinville")?;
    /// assert_eq!(BrCode::parse(&text)?.amount_cents(), Some(1_050));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what a static code cannot hold: a key that is none, texts that are
    /// too long, a recurrence, a hand-out of cash.
    pub fn text(&self, receiver_name: &str, receiver_city: &str) -> Result<String> {
        self.check()?;
        if self.recurrence_location.is_some() || self.withdraw_agent.is_some() {
            return Err(Error::input(
                "a recurrence or a hand-out of cash needs the provider: create the code there",
            ));
        }
        let refused = |field: &'static str| {
            move |cause| Error::input(format!("{field} does not fit a Pix code")).with_source(cause)
        };
        let key = PixKey::parse(self.alias.alias.expose()).map_err(refused("alias"))?;
        let mut code = BrCodeBuilder::for_key(key, receiver_name, receiver_city);
        if let Some(cents) = self.cents()? {
            code = code.amount_cents(cents);
        }
        if let Some(text) = &self.description {
            code = code.info(text.expose().as_str());
        }
        if let Some(reference) = &self.reference {
            code = code.txid(Txid::parse_static(reference).map_err(refused("reference"))?);
        }
        code.build().map_err(refused("one of the fields"))
    }

    fn cents(&self) -> Result<Option<u64>> {
        let Some(amount) = self.amount else {
            return Ok(None);
        };
        let cents = amount
            .to_cents()
            .ok()
            .and_then(|cents| cents.try_into().ok());
        cents
            .map(Some)
            .ok_or_else(|| Error::input("amount is not a whole number of cents above zero"))
    }

    pub(crate) fn check(&self) -> Result<()> {
        let key = self.alias.alias.expose();
        check::not_empty(key, "alias.alias")?;
        if let Some(amount) = self.amount {
            check::bounded(amount, "amount")?;
        }
        if let Some(reference) = &self.reference {
            check::at_most(reference, 25, "reference")?;
        }
        if let Some(tax_id) = &self.receiver_tax_id {
            check::tax_id(tax_id.expose(), "receiverTaxId")?;
        }
        if let Some(location) = &self.recurrence_location {
            check::at_most(location, 77, "recurrenceLocation")?;
        }
        let Some(description) = self.description.as_ref().map(Redacted::expose) else {
            let most = if self.withdraw_agent.is_some() {
                65
            } else {
                77
            };
            return check::at_most(key, most, "alias.alias");
        };
        check::at_most(description, 72, "description")?;
        let most = if self.withdraw_agent.is_some() {
            61
        } else {
            73
        };
        let both = key.chars().count() + description.chars().count();
        if both > most {
            return Err(Error::input(format!(
                "alias.alias and description have {both} characters; a code has room for {most} of \
                 them"
            )));
        }
        Ok(())
    }
}

impl PixCharge {
    /// Its text, read: key or address, amount, receiver.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when there is no text, or it is no Pix code.
    pub fn code(&self) -> Result<BrCode<'_>> {
        let wrong = |what| Error::new(ErrorKind::Decode, Outcome::Applied, what);
        let text = self.text.as_ref();
        let text = text.ok_or_else(|| wrong("the QR code came without its text"))?;
        BrCode::parse(text.expose())
            .map_err(|cause| wrong("the text of the QR code is no Pix code").with_source(cause))
    }
}

/// A Pix QR code to be decoded by the provider, who also fetches the charge behind a dynamic one.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct QrCodeToDecode {
    document: Redacted<String>,
    #[serde(with = "wire::date", skip_serializing_if = "Option::is_none")]
    date_for_payment: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    municipality_code: Option<String>,
}

impl QrCodeToDecode {
    /// The code's text ("copia e cola"), up to 1000 characters. It goes out exactly as it is:
    /// whether it is a Pix code is for the provider to say.
    /// [`BrCode::parse`](crate::BrCode::parse) reads one here.
    #[doc(alias = "document")]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            document: Redacted::new(text.into()),
            date_for_payment: None,
            municipality_code: None,
        }
    }

    /// The day on which it will be paid; interest and discount depend on it.
    #[doc(alias = "dateForPayment")]
    pub fn paid_on(mut self, day: Date) -> Self {
        self.date_for_payment = Some(day);
        self
    }

    /// The payer's municipality, by its IBGE code of 7 digits.
    #[doc(alias = "municipalityCode")]
    #[doc(alias = "codMun")]
    pub fn municipality(mut self, code: impl Into<String>) -> Self {
        self.municipality_code = Some(code.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::not_empty(self.document.expose(), "document")?;
        check::at_most(self.document.expose(), 1_000, "document")?;
        match &self.municipality_code {
            Some(code) => check::municipality(code, "municipalityCode"),
            None => Ok(()),
        }
    }
}

/// What the provider read out of a Pix QR code. Most of its shape is not published:
/// [`json`](Self::json) holds all of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct DecodedQrCode(Unpublished);

/// What is to be paid for a QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QrCodeAmount {
    /// The amount in BRL; `None` where the payer says it.
    pub amount: Option<Amount>,
    /// Whether the payer may change it.
    pub may_change: bool,
    /// Whether cash is handed out (Pix Saque, Pix Troco): what is paid is then made up as
    /// [`PixPayment`](super::PixPayment) documents it.
    pub hands_out_cash: bool,
}

/// The members that the provider's page names.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    static_qrcode_data: Option<StaticData>,
    dynamic_qrcode_data: Option<DynamicData>,
}

#[derive(Deserialize)]
struct StaticData {
    value: Option<Amount>,
}

#[derive(Deserialize)]
struct DynamicData {
    payload: Option<Payload>,
}

/// The page calls it by both names.
#[derive(Deserialize)]
struct Payload {
    valor: Option<ChargeValue>,
    value: Option<ChargeValue>,
}

impl Payload {
    fn value(self) -> Option<ChargeValue> {
        let (Some(one), Some(other)) = (&self.valor, &self.value) else {
            return self.valor.or(self.value);
        };
        Some(ChargeValue {
            original: one.original.or(other.original),
            to_pay: one.to_pay.or(other.to_pay),
            retirada: one.retirada.clone().or_else(|| other.retirada.clone()),
            change: one.change.clone().or_else(|| other.change.clone()),
        })
    }
}

#[derive(Deserialize)]
struct ChargeValue {
    original: Option<Amount>,
    #[serde(rename = "final")]
    to_pay: Option<Amount>,
    retirada: Option<Unpublished>,
    #[serde(rename = "modalidadeAlteracao", alias = "modidadeAlteracao")]
    change: Option<Unpublished>,
}

impl DecodedQrCode {
    /// All of it.
    pub fn json(&self) -> &Unpublished {
        &self.0
    }

    /// What is to be paid: with a due date the final amount, otherwise the original one; for a
    /// static code the one it holds.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the members that the provider names have another shape.
    #[doc(alias = "valor")]
    #[doc(alias = "staticQrcodeData")]
    #[doc(alias = "dynamicQrcodeData")]
    pub fn amount(&self) -> Result<QrCodeAmount> {
        let named: Named = self.0.read()?;
        let payload = named.dynamic_qrcode_data.and_then(|data| data.payload);
        let Some(value) = payload.and_then(Payload::value) else {
            let amount = named.static_qrcode_data.and_then(|data| data.value);
            return Ok(QrCodeAmount {
                amount,
                may_change: amount.is_none(),
                hands_out_cash: false,
            });
        };
        let amount = value.to_pay.or(value.original);
        let change = value.change.as_ref().map(Unpublished::as_json);
        // The central bank's 0 says that it may not be changed.
        let may_change = change.is_some_and(|mode| !["0", "\"0\"", "null"].contains(&mode));
        Ok(QrCodeAmount {
            amount,
            may_change: may_change || amount.is_none(),
            hands_out_cash: value.retirada.is_some(),
        })
    }
}

//! Payments and deposits to be made.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;
use url::Url;

use super::{
    AccountId, AccountIdentifier, BillingDueDate, Client, Currency, PaymentKind, QrCodeKind, check,
};

/// A payment to be made: a charge by Pix QR code or boleto, or a transfer.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewPayment {
    total_amount: Amount,
    currency: Currency,
    payment_info: PaymentInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<Sender>,
    recipients: Vec<Recipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_address: Option<Redacted<String>>,
}

impl NewPayment {
    /// A Pix QR code that pays `amount` in BRL to `account`, to which the Pix key belongs.
    #[doc(alias = "QR code")]
    pub fn pix_qr_code(account: &AccountId, amount: Amount, charge: NewPixCharge) -> Self {
        let info = PaymentInfo {
            transaction_type: PaymentKind::Pix,
            instant_payment: Some(charge),
            boleto: None,
        };
        Self::new(amount, info).to(Recipient::new(account, amount))
    }

    /// A transfer of `amount` in BRL between two accounts, made as a payment. See
    /// [`NewInternalPayment`] for the other way.
    #[doc(alias = "InternalTransfer")]
    pub fn transfer(from: Sender, to: &AccountId, amount: Amount) -> Self {
        let info = PaymentInfo::of(PaymentKind::InternalTransfer);
        Self::new(amount, info)
            .from(from)
            .to(Recipient::new(to, amount))
    }

    /// A payment of any kind, without anybody who pays or receives yet.
    pub fn new(total: Amount, info: PaymentInfo) -> Self {
        Self {
            total_amount: total,
            currency: Currency::Brl,
            payment_info: info,
            sender: None,
            recipients: Vec::new(),
            callback_address: None,
        }
    }

    /// Who pays.
    pub fn from(mut self, sender: Sender) -> Self {
        self.sender = Some(sender);
        self
    }

    /// Adds somebody who receives.
    pub fn to(mut self, recipient: Recipient) -> Self {
        self.recipients.push(recipient);
        self
    }

    /// Where the provider tells how it went.
    #[doc(alias = "callbackAddress")]
    pub fn callback(mut self, address: Url) -> Self {
        self.callback_address = Some(Redacted::new(address.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::positive(self.total_amount, "totalAmount")?;
        self.payment_info.check()?;
        check_recipients(&self.recipients)?;
        adds_up(self.total_amount, &self.recipients)
    }
}

/// A transfer of money between accounts of the institution.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewInternalPayment {
    total_amount: Amount,
    currency: Currency,
    payment_info: PaymentInfo,
    sender: Sender,
    #[serde(skip_serializing_if = "Option::is_none")]
    my_account: Option<AccountIdentifier>,
    recipients: Vec<Recipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_address: Option<Redacted<String>>,
}

impl NewInternalPayment {
    /// Of `amount` in BRL, from one account to another.
    pub fn new(from: Sender, to: impl Into<AccountIdentifier>, amount: Amount) -> Self {
        Self {
            total_amount: amount,
            currency: Currency::Brl,
            payment_info: PaymentInfo::of(PaymentKind::InternalPayment),
            sender: from,
            my_account: None,
            recipients: vec![Recipient::new(to, amount)],
            callback_address: None,
        }
    }

    /// Adds somebody who receives, and their amount to the total. How several recipients are
    /// hashed is [`HashAmbiguity::SeveralRecipients`](crate::HashAmbiguity::SeveralRecipients).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the total has too many digits.
    pub fn and_to(mut self, recipient: Recipient) -> Result<Self> {
        let total = self.total_amount.checked_add(recipient.amount);
        self.total_amount = total
            .map_err(|cause| Error::input("totalAmount has too many digits").with_source(cause))?;
        self.recipients.push(recipient);
        Ok(self)
    }

    /// The mediator's own account.
    #[doc(alias = "myAccount")]
    pub fn mediator_account(mut self, account: impl Into<AccountIdentifier>) -> Self {
        self.my_account = Some(account.into());
        self
    }

    /// Where the provider tells how it went.
    #[doc(alias = "callbackAddress")]
    pub fn callback(mut self, address: Url) -> Self {
        self.callback_address = Some(Redacted::new(address.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::positive(self.total_amount, "totalAmount")?;
        check_recipients(&self.recipients)?;
        adds_up(self.total_amount, &self.recipients)
    }
}

/// A deposit to be made.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewDeposit {
    payment_info: PaymentInfo,
    recipients: Vec<Recipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_address: Option<Redacted<String>>,
}

impl NewDeposit {
    /// A boleto that brings `amount` in BRL into `account`.
    pub fn boleto(account: &AccountId, amount: Amount, boleto: NewBoleto) -> Self {
        let info = PaymentInfo {
            transaction_type: PaymentKind::Boleto,
            instant_payment: None,
            boleto: Some(boleto),
        };
        Self::new(info, Recipient::new(account, amount))
    }

    /// Money that came into `account` outside of the institution.
    pub fn external(account: &AccountId, amount: Amount) -> Self {
        let info = PaymentInfo::of(PaymentKind::External);
        Self::new(info, Recipient::new(account, amount))
    }

    /// A deposit of any kind.
    pub fn new(info: PaymentInfo, recipient: Recipient) -> Self {
        Self {
            payment_info: info,
            recipients: vec![recipient],
            callback_address: None,
        }
    }

    /// Where the provider tells how it went.
    #[doc(alias = "callbackAddress")]
    pub fn callback(mut self, address: Url) -> Self {
        self.callback_address = Some(Redacted::new(address.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.payment_info.check()?;
        check_recipients(&self.recipients)
    }
}

/// How a payment is made.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct PaymentInfo {
    transaction_type: PaymentKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    instant_payment: Option<NewPixCharge>,
    #[serde(skip_serializing_if = "Option::is_none")]
    boleto: Option<NewBoleto>,
}

impl PaymentInfo {
    /// Of a kind that needs no more.
    pub fn of(kind: PaymentKind) -> Self {
        Self {
            transaction_type: kind,
            instant_payment: None,
            boleto: None,
        }
    }

    fn check(&self) -> Result<()> {
        match &self.instant_payment {
            Some(charge) => charge.check(),
            None => Ok(()),
        }
    }
}

/// A boleto to be issued.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewBoleto {
    bank: String,
    accounting_method: &'static str,
    #[serde(with = "wire::date")]
    due_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    shopper_statement: Option<Redacted<String>>,
}

impl NewBoleto {
    /// Issued by this bank (three digits), due on this day.
    pub fn new(bank: impl Into<String>, due_date: Date) -> Self {
        Self {
            bank: bank.into(),
            accounting_method: "DEF",
            due_date,
            shopper_statement: None,
        }
    }

    /// What is printed for the payer.
    #[doc(alias = "shopperStatement")]
    pub fn statement(mut self, text: impl Into<String>) -> Self {
        self.shopper_statement = Some(Redacted::new(text.into()));
        self
    }
}

/// A dynamic Pix QR code to be made.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewPixCharge {
    alias: Redacted<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration: Option<u32>,
    #[serde(rename = "dynamicQRCodeType", skip_serializing_if = "Option::is_none")]
    kind: Option<QrCodeKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_due_date: Option<BillingDueDate>,
    #[serde(
        rename = "qrCodeImageGenerationSpecification",
        skip_serializing_if = "Option::is_none"
    )]
    image: Option<QrCodeSpecification>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    additional_information: Vec<AdditionalInformation>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AdditionalInformation {
    name: String,
    content: Redacted<String>,
    show_to_payer: bool,
}

/// How the image of a QR code is drawn.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct QrCodeSpecification {
    error_correction_level: String,
    image_width: u32,
    generate_image_rendering: bool,
}

impl QrCodeSpecification {
    /// This many pixels wide, with error correction of level M.
    pub fn of_width(pixels: u32) -> Self {
        Self {
            error_correction_level: "M".to_owned(),
            image_width: pixels,
            generate_image_rendering: true,
        }
    }
}

impl NewPixCharge {
    /// To be paid to this Pix key at once, within so many seconds.
    pub fn immediate(key: impl Into<String>, expires_in_seconds: u32) -> Self {
        Self {
            expiration: Some(expires_in_seconds),
            ..Self::to(key.into())
        }
    }

    /// To be paid to this Pix key by a day, and still for so many days afterwards.
    pub fn due_on(key: impl Into<String>, day: Date, days_after: u32) -> Self {
        Self::due(key, BillingDueDate::new(day, days_after))
    }

    /// The same with more to say: who pays, and what being late or early does.
    #[doc(alias = "billingDueDate")]
    pub fn due(key: impl Into<String>, terms: BillingDueDate) -> Self {
        Self {
            kind: Some(QrCodeKind::BillingDueDate),
            billing_due_date: Some(terms),
            ..Self::to(key.into())
        }
    }

    fn to(key: String) -> Self {
        Self {
            alias: Redacted::new(key),
            expiration: None,
            kind: None,
            billing_due_date: None,
            image: None,
            additional_information: Vec::new(),
        }
    }

    /// Asks for an image too.
    #[doc(alias = "qrCodeImageGenerationSpecification")]
    pub fn image(mut self, specification: QrCodeSpecification) -> Self {
        self.image = Some(specification);
        self
    }

    /// Adds a name and a text that the payer sees.
    #[doc(alias = "additionalInformation")]
    pub fn note(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.additional_information.push(AdditionalInformation {
            name: name.into(),
            content: Redacted::new(text.into()),
            show_to_payer: true,
        });
        self
    }

    fn check(&self) -> Result<()> {
        check::not_empty(self.alias.expose(), "instantPayment.alias")?;
        check::at_most(self.alias.expose(), 77, "instantPayment.alias")?;
        self.billing_due_date
            .as_ref()
            .map_or(Ok(()), BillingDueDate::check)
    }
}

/// Who pays: an account, or a person or company.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct Sender {
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<AccountIdentifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<Client>,
}

impl Sender {
    /// This account.
    pub fn account(account: impl Into<AccountIdentifier>) -> Self {
        Self {
            account: Some(account.into()),
            client: None,
        }
    }

    /// This person or company.
    pub fn client(client: Client) -> Self {
        Self {
            account: None,
            client: Some(client),
        }
    }
}

/// Who receives, and how much of it.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    account: AccountIdentifier,
    amount: Amount,
    currency: Currency,
    #[serde(skip_serializing_if = "Option::is_none")]
    mediator_fee: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_comment: Option<Redacted<String>>,
}

impl Recipient {
    /// This account receives this amount in BRL.
    pub fn new(account: impl Into<AccountIdentifier>, amount: Amount) -> Self {
        Self {
            account: account.into(),
            amount,
            currency: Currency::Brl,
            mediator_fee: None,
            recipient_comment: None,
        }
    }

    /// The fee that the mediator keeps of it.
    #[doc(alias = "mediatorFee")]
    pub fn mediator_fee(mut self, fee: Amount) -> Self {
        self.mediator_fee = Some(fee);
        self
    }

    /// What the receiver reads.
    #[doc(alias = "recipientComment")]
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.recipient_comment = Some(Redacted::new(text.into()));
        self
    }
}

fn check_recipients(recipients: &[Recipient]) -> Result<()> {
    if recipients.is_empty() {
        return Err(Error::input("recipients is empty: name who receives"));
    }
    for recipient in recipients {
        check::positive(recipient.amount, "recipients.amount")?;
        let Some(fee) = recipient.mediator_fee else {
            continue;
        };
        check::not_negative(fee, "recipients.mediatorFee")?;
        if fee > recipient.amount {
            return Err(Error::input(
                "recipients.mediatorFee is above recipients.amount",
            ));
        }
    }
    Ok(())
}

/// The amounts of the recipients are all of the total: no cent is left over or made up.
fn adds_up(total: Amount, recipients: &[Recipient]) -> Result<()> {
    let amounts = recipients.iter().map(|recipient| recipient.amount);
    match Amount::checked_sum(amounts) {
        Ok(sum) if sum == total => Ok(()),
        _ => Err(Error::input(
            "the amounts of the recipients do not add up to totalAmount",
        )),
    }
}

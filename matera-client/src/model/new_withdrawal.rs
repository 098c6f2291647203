//! Money to be sent out.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::{BankAccountKind, Currency, PixPayment, TaxIdentifier, check};

/// Money to be sent out of an account: a Pix, a bank transfer, a boleto, a bill.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewWithdrawal {
    total_amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    mediator_fee: Option<Amount>,
    currency: Currency,
    withdraw_info: WithdrawInfo,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct WithdrawInfo {
    #[serde(flatten)]
    destination: Destination,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender_comment: Option<Redacted<String>>,
    #[serde(with = "wire::date", skip_serializing_if = "Option::is_none")]
    future_date: Option<Date>,
}

/// Exactly one of them, under its own name, with the name of its kind beside it.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Destination {
    Pix {
        #[serde(rename = "withdrawType")]
        kind: &'static str,
        #[serde(rename = "instantPayment")]
        pix: Box<PixPayment>,
    },
    Bank {
        #[serde(rename = "withdrawType")]
        kind: &'static str,
        #[serde(rename = "bankTransfer")]
        transfer: Box<NewBankTransfer>,
    },
    Boleto {
        #[serde(rename = "withdrawType")]
        kind: &'static str,
        boleto: Box<BoletoToPay>,
    },
    Utility {
        #[serde(rename = "withdrawType")]
        kind: &'static str,
        utilities: Box<BoletoToPay>,
    },
}

impl NewWithdrawal {
    /// A Pix of this amount in BRL.
    pub fn pix(total: Amount, pix: PixPayment) -> Self {
        let kind = "InstantPayment";
        let pix = Box::new(pix);
        Self::to(total, Destination::Pix { kind, pix })
    }

    /// A transfer of this amount in BRL to a bank (TED).
    #[doc(alias = "TED")]
    pub fn bank_transfer(total: Amount, transfer: NewBankTransfer) -> Self {
        let kind = "BankTransfer";
        let transfer = Box::new(transfer);
        Self::to(total, Destination::Bank { kind, transfer })
    }

    /// A boleto of a bank, or the bill of a utility: the first digit of its line decides. `total`
    /// is what is paid; where Celcoin executes it, the face value before interest and discount.
    pub fn boleto(total: Amount, boleto: BoletoToPay) -> Self {
        let destination = if boleto.is_of_utility() {
            Destination::Utility {
                kind: "Utilities",
                utilities: Box::new(boleto),
            }
        } else {
            Destination::Boleto {
                kind: "Boleto",
                boleto: Box::new(boleto),
            }
        };
        Self::to(total, destination)
    }

    fn to(total: Amount, destination: Destination) -> Self {
        Self {
            total_amount: total,
            mediator_fee: None,
            currency: Currency::Brl,
            withdraw_info: WithdrawInfo {
                destination,
                sender_comment: None,
                future_date: None,
            },
        }
    }

    /// The fee that the mediator keeps.
    #[doc(alias = "mediatorFee")]
    pub fn mediator_fee(mut self, fee: Amount) -> Self {
        self.mediator_fee = Some(fee);
        self
    }

    /// A comment for the sender.
    #[doc(alias = "senderComment")]
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.withdraw_info.sender_comment = Some(Redacted::new(text.into()));
        self
    }

    /// The day on which it goes out, instead of today.
    #[doc(alias = "futureDate")]
    pub fn on(mut self, day: Date) -> Self {
        self.withdraw_info.future_date = Some(day);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::positive(self.total_amount, "totalAmount")?;
        if let Some(fee) = self.mediator_fee {
            check::not_negative(fee, "mediatorFee")?;
        }
        match &self.withdraw_info.destination {
            Destination::Pix { pix, .. } => pix.check(self.total_amount),
            Destination::Bank { transfer, .. } => transfer.check(),
            Destination::Boleto { boleto, .. } => boleto.check(),
            Destination::Utility { utilities, .. } => utilities.check(),
        }
    }
}

/// A transfer to an account at a bank (TED).
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewBankTransfer {
    #[serde(rename = "bankDestination")]
    bank: String,
    #[serde(rename = "branchDestination")]
    branch: Redacted<String>,
    #[serde(rename = "accountDestination")]
    account: Redacted<String>,
    #[serde(
        rename = "accountDigitDestination",
        skip_serializing_if = "Option::is_none"
    )]
    digit: Option<Redacted<String>>,
    #[serde(rename = "accountTypeDestination")]
    kind: BankAccountKind,
    name: Redacted<String>,
    #[serde(rename = "taxIdentifier")]
    tax_identifier: TaxIdentifier,
    #[serde(rename = "personType", skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[serde(rename = "purposeCode", skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(rename = "historyCode", skip_serializing_if = "Option::is_none")]
    history_code: Option<String>,
    #[serde(rename = "transferMethod", skip_serializing_if = "Option::is_none")]
    method: Option<String>,
}

impl NewBankTransfer {
    /// To an account of `name`, who has this CPF or CNPJ. `bank` is the three-digit code.
    pub fn new(
        bank: impl Into<String>,
        branch: impl Into<String>,
        account: impl Into<String>,
        kind: BankAccountKind,
        name: impl Into<String>,
        tax_id: impl Into<String>,
    ) -> Self {
        Self {
            bank: bank.into(),
            branch: Redacted::new(branch.into()),
            account: Redacted::new(account.into()),
            digit: None,
            kind,
            name: Redacted::new(name.into()),
            tax_identifier: TaxIdentifier::new(tax_id),
            person: None,
            purpose: None,
            history_code: None,
            method: None,
        }
    }

    /// The institution's code of this kind of movement.
    #[doc(alias = "historyCode")]
    pub fn history_code(mut self, code: impl Into<String>) -> Self {
        self.history_code = Some(code.into());
        self
    }

    /// By which way it goes, in the provider's words.
    #[doc(alias = "transferMethod")]
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// The account's check digit, where it does not stand in the number.
    #[doc(alias = "accountDigitDestination")]
    pub fn digit(mut self, digit: impl Into<String>) -> Self {
        self.digit = Some(Redacted::new(digit.into()));
        self
    }

    /// Person or company, in the provider's words: `PERSON`.
    #[doc(alias = "personType")]
    pub fn person_kind(mut self, kind: impl Into<String>) -> Self {
        self.person = Some(kind.into());
        self
    }

    /// What it is for, as a code of the payment system.
    #[doc(alias = "purposeCode")]
    pub fn purpose(mut self, code: impl Into<String>) -> Self {
        self.purpose = Some(code.into());
        self
    }

    fn check(&self) -> Result<()> {
        if !check::digits(&self.bank, 3) {
            return Err(Error::input(
                "bankDestination must be the bank's code of 3 digits, such as 341",
            ));
        }
        check::not_empty(self.branch.expose(), "branchDestination")?;
        check::not_empty(self.account.expose(), "accountDestination")?;
        check::not_empty(self.name.expose(), "name")?;
        check::tax_identifier(
            Some(&self.tax_identifier),
            "bankTransfer.taxIdentifier.taxId",
        )
    }
}

/// A boleto or bill to be paid, by its bar code or its typeable line.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct BoletoToPay {
    #[serde(skip_serializing_if = "Option::is_none")]
    barcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    typeable_line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beneficiary_tax_identifier: Option<Redacted<String>>,
    #[serde(with = "wire::date", skip_serializing_if = "Option::is_none")]
    due_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interest_amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fine_amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paid_amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history_code: Option<String>,
}

impl BoletoToPay {
    /// By its typeable line, digits only: `brazil_types::boleto::Boleto` makes it so.
    #[doc(alias = "typeableLine")]
    #[doc(alias = "linha digitavel")]
    pub fn by_line(line: impl Into<String>) -> Self {
        Self {
            typeable_line: Some(line.into()),
            ..Self::nothing()
        }
    }

    /// By its bar code of 44 digits.
    pub fn by_barcode(barcode: impl Into<String>) -> Self {
        Self {
            barcode: Some(barcode.into()),
            ..Self::nothing()
        }
    }

    fn nothing() -> Self {
        Self {
            barcode: None,
            typeable_line: None,
            document_number: None,
            beneficiary_tax_identifier: None,
            due_date: None,
            interest_amount: None,
            fine_amount: None,
            discount: None,
            paid_amount: None,
            history_code: None,
        }
    }

    /// What is paid, where it is said apart from the total.
    #[doc(alias = "paidAmount")]
    pub fn paid(mut self, amount: Amount) -> Self {
        self.paid_amount = Some(amount);
        self
    }

    /// The institution's code of this kind of movement.
    #[doc(alias = "historyCode")]
    pub fn history_code(mut self, code: impl Into<String>) -> Self {
        self.history_code = Some(code.into());
        self
    }

    /// The document's number.
    #[doc(alias = "documentNumber")]
    pub fn document_number(mut self, number: impl Into<String>) -> Self {
        self.document_number = Some(number.into());
        self
    }

    /// Who is paid, by CPF or CNPJ.
    #[doc(alias = "beneficiaryTaxIdentifier")]
    pub fn beneficiary(mut self, tax_id: impl Into<String>) -> Self {
        self.beneficiary_tax_identifier = Some(Redacted::new(tax_id.into()));
        self
    }

    /// Its due date.
    #[doc(alias = "dueDate")]
    pub fn due_date(mut self, day: Date) -> Self {
        self.due_date = Some(day);
        self
    }

    /// Interest, fine and discount, as the look-up of the boleto answered them.
    #[doc(alias = "interestAmount")]
    #[doc(alias = "fineAmount")]
    pub fn charges(mut self, interest: Amount, fine: Amount, discount: Amount) -> Self {
        self.interest_amount = Some(interest);
        self.fine_amount = Some(fine);
        self.discount = Some(discount);
        self
    }

    fn digits(&self) -> &str {
        let given = self.barcode.as_ref().or(self.typeable_line.as_ref());
        given.map_or("", String::as_str)
    }

    fn is_of_utility(&self) -> bool {
        self.digits().starts_with('8')
    }

    fn check(&self) -> Result<()> {
        check::boleto(self.barcode.as_deref(), self.typeable_line.as_deref())?;
        let amounts = [
            (self.interest_amount, "interestAmount"),
            (self.fine_amount, "fineAmount"),
            (self.discount, "discount"),
            (self.paid_amount, "paidAmount"),
        ];
        for (amount, field) in amounts {
            if let Some(amount) = amount {
                check::not_negative(amount, field)?;
            }
        }
        match &self.beneficiary_tax_identifier {
            Some(tax_id) => check::tax_id(tax_id.expose(), "beneficiaryTaxIdentifier"),
            None => Ok(()),
        }
    }
}

client_core::open_enum! {
    /// What the return of a Pix is of.
    #[doc(alias = "returnType")]
    pub enum PixReturnKind {
        /// The amount that was paid.
        Transaction = "TRANSACTIONVALUE",
        /// Cash that was not handed out.
        Cash = "CASHVALUE",
        /// What an operational flaw moved.
        OperationFlaw = "OPERATIONFLAW",
        /// What was got by fraud.
        Fraud = "FRAUD",
    }
}

/// The return of a received Pix, in whole or in part.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewPixReturn {
    amount: Amount,
    return_reason_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_information: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mediator_fee: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_reason_information: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_type: Option<PixReturnKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    perform_debit: Option<bool>,
}

impl NewPixReturn {
    /// Returns this amount for a reason of
    /// [`return_codes`](crate::api::InstantPaymentArea::return_codes), such as `MD06`.
    #[doc(alias = "returnReasonCode")]
    pub fn new(amount: Amount, reason: impl Into<String>) -> Self {
        Self {
            amount,
            return_reason_code: reason.into(),
            additional_information: None,
            mediator_fee: None,
            return_reason_information: None,
            return_type: None,
            perform_debit: None,
        }
    }

    /// What is returned. As public clients send it.
    #[doc(alias = "returnType")]
    pub fn kind(mut self, kind: PixReturnKind) -> Self {
        self.return_type = Some(kind);
        self
    }

    /// More on the reason. As public clients send it.
    #[doc(alias = "returnReasonInformation")]
    pub fn reason_information(mut self, text: impl Into<String>) -> Self {
        self.return_reason_information = Some(Redacted::new(text.into()));
        self
    }

    /// Whether the account is debited by it. Leave it unset unless the institution asks for it.
    #[doc(alias = "performDebit")]
    pub fn debiting(mut self, debits: bool) -> Self {
        self.perform_debit = Some(debits);
        self
    }

    /// What is written to the payer; at most 140 characters.
    #[doc(alias = "additionalInformation")]
    pub fn message(mut self, text: impl Into<String>) -> Self {
        self.additional_information = Some(Redacted::new(text.into()));
        self
    }

    /// The fee that the mediator keeps. Ignored for a blocked return.
    #[doc(alias = "mediatorFee")]
    pub fn mediator_fee(mut self, fee: Amount) -> Self {
        self.mediator_fee = Some(fee);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::positive(self.amount, "amount")?;
        // 99,999,999,999,999.98, the largest the provider takes.
        if self.amount > Amount::from_cents(9_999_999_999_999_998) {
            return Err(Error::input("amount is above 99999999999999.98"));
        }
        check::not_empty(&self.return_reason_code, "returnReasonCode")?;
        if let Some(text) = &self.additional_information {
            check::at_most(text.expose(), 140, "additionalInformation")?;
        }
        match self.mediator_fee {
            Some(fee) => check::not_negative(fee, "mediatorFee"),
            None => Ok(()),
        }
    }
}

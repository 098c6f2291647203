//! Payments from the company's account, at once or on a day, each with somebody's approval.

use brazil_types::boleto::Boleto;
use client_core::http::Call;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Action, Error, Operation, Result, wire};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Partner, Referenced, check};
use crate::model::{AccountId, InstallmentId, PersonId};
use crate::operations;
use crate::query::{Query, Seed};

client_core::id_type! {
    /// A payment that was asked for here.
    #[doc(alias = "pagamento")]
    pub struct PaymentId;
}

client_core::open_enum! {
    /// Where a payment or a batch of them stands.
    pub enum PaymentStatus {
        /// Nobody, or not everybody, has approved it.
        AwaitingApproval = "AGUARDANDO_APROVACAO",
        /// Approved; it is paid on its day.
        Scheduled = "AGENDADO",
        /// Under way.
        Processing = "PROCESSANDO",
        /// Paid. Of a batch: all of it.
        Paid = "PAGO",
        /// Of a batch: some were paid, some failed.
        PartlyPaid = "PAGO_PARCIAL",
        /// Somebody refused to approve it.
        Rejected = "REJEITADO",
        /// Could not be paid: no balance, limit, boleto withdrawn.
        Failed = "FALHA",
        /// Cancelled before it was paid.
        Cancelled = "CANCELADO",
    }
}

impl PaymentStatus {
    /// Whether it will not change by itself any more.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Paid | Self::PartlyPaid | Self::Rejected | Self::Failed | Self::Cancelled
        )
    }
}

/// A payment to be made: a boleto, a transfer to a registered supplier, or one between accounts of
/// the company. Without a day it is paid once it is approved.
///
/// ```
/// use contaazul_client::Amount;
/// use contaazul_client::partner::NewPayment;
/// use time::macros::date;
///
/// let flour = NewPayment::to_supplier("nota-7731", "supplier-id", Amount::from_cents(70_000))
///     .on(date!(2026 - 12 - 10));
/// ```
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewPayment {
    #[serde(rename = "referencia_externa")]
    reference: String,
    #[serde(rename = "valor")]
    amount: Amount,
    #[serde(rename = "codigo_barras", skip_serializing_if = "Option::is_none")]
    barcode: Option<String>,
    #[serde(rename = "id_fornecedor", skip_serializing_if = "Option::is_none")]
    supplier: Option<PersonId>,
    #[serde(rename = "id_conta_destino", skip_serializing_if = "Option::is_none")]
    to_account: Option<AccountId>,
    #[serde(rename = "id_conta_origem", skip_serializing_if = "Option::is_none")]
    from_account: Option<AccountId>,
    #[serde(
        rename = "data_pagamento",
        skip_serializing_if = "Option::is_none",
        with = "wire::date"
    )]
    pay_on: Option<Date>,
    #[serde(rename = "id_parcela", skip_serializing_if = "Option::is_none")]
    installment: Option<InstallmentId>,
}

impl NewPayment {
    fn new(reference: impl Into<String>, amount: Amount) -> Self {
        Self {
            reference: reference.into(),
            amount,
            barcode: None,
            supplier: None,
            to_account: None,
            from_account: None,
            pay_on: None,
            installment: None,
        }
    }

    /// Pays a boleto by its barcode or typed line; `amount` is what is to be paid today, in BRL.
    /// The reference is your own, and nothing else carries it.
    #[doc(alias = "codigo_barras")]
    pub fn boleto(reference: impl Into<String>, line: impl Into<String>, amount: Amount) -> Self {
        Self {
            barcode: Some(line.into()),
            ..Self::new(reference, amount)
        }
    }

    /// Pays a registered supplier.
    #[doc(alias = "id_fornecedor")]
    pub fn to_supplier(
        reference: impl Into<String>,
        supplier: impl Into<PersonId>,
        amount: Amount,
    ) -> Self {
        Self {
            supplier: Some(supplier.into()),
            ..Self::new(reference, amount)
        }
    }

    /// Moves money to another account of the company.
    #[doc(alias = "id_conta_destino")]
    pub fn to_own_account(
        reference: impl Into<String>,
        account: impl Into<AccountId>,
        amount: Amount,
    ) -> Self {
        Self {
            to_account: Some(account.into()),
            ..Self::new(reference, amount)
        }
    }

    /// The account it is paid from; the company's account at Conta Azul by default.
    #[doc(alias = "id_conta_origem")]
    pub fn from_account(mut self, account: impl Into<AccountId>) -> Self {
        self.from_account = Some(account.into());
        self
    }

    /// Schedules it for a day.
    #[doc(alias = "data_pagamento")]
    pub fn on(mut self, day: Date) -> Self {
        self.pay_on = Some(day);
        self
    }

    /// The payable it settles.
    #[doc(alias = "id_parcela")]
    pub fn installment(mut self, installment: impl Into<InstallmentId>) -> Self {
        self.installment = Some(installment.into());
        self
    }

    /// The reference it is looked up by.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    pub(super) fn amount(&self) -> Amount {
        self.amount
    }

    /// Checks the payment and writes its barcode as 44 digits.
    pub(super) fn checked(&self) -> Result<Self> {
        check::reference(&self.reference)?;
        check::paid_amount("valor", self.amount)?;
        if self.to_account.is_some() && self.to_account == self.from_account {
            return Err(Error::input(
                "id_conta_destino is id_conta_origem; name two accounts",
            ));
        }
        let mut checked = self.clone();
        if let Some(line) = &self.barcode {
            let boleto = Boleto::parse(line).map_err(|cause| {
                Error::input(format!("codigo_barras: {cause}")).with_source(cause)
            })?;
            checked.barcode = Some(boleto.as_str().to_owned());
        }
        Ok(checked)
    }
}

/// Somebody's approval of a payment or a batch.
#[derive(Clone, Debug)]
#[must_use]
pub struct Approval {
    approver: Redacted<String>,
    signature: Option<Redacted<String>>,
}

impl Approval {
    /// By this person, as the server knows them.
    #[doc(alias = "aprovador")]
    pub fn by(approver: impl Into<String>) -> Self {
        Self {
            approver: Redacted::new(approver.into()),
            signature: None,
        }
    }

    /// Their signature, in whatever form the server's contract asks for. The description speaks of
    /// signed chains of approval and does not say how they are signed.
    #[doc(alias = "assinatura")]
    pub fn signed(mut self, signature: impl Into<String>) -> Self {
        self.signature = Some(Redacted::new(signature.into()));
        self
    }

    /// The call that approves what was seen: the version and the amount that go along make the
    /// server refuse when it has changed since.
    pub(super) fn call(
        &self,
        operation: &'static Operation,
        id: Option<impl std::fmt::Display>,
        version: Option<i64>,
        amount: Option<Amount>,
    ) -> Result<Call> {
        check::text("aprovador", self.approver.expose(), 120)?;
        let (Some(id), Some(version), Some(amount)) = (id, version, amount) else {
            return Err(Error::input(
                "what is to be approved has no id, versao or valor; read it first",
            ));
        };
        Call::new(operation).argument("id", id).json(&ApprovalBody {
            aprovador: self.approver.expose(),
            assinatura: self.signature.as_ref().map(|text| text.expose().as_str()),
            versao: version,
            valor: amount,
        })
    }
}

#[derive(Serialize)]
struct ApprovalBody<'a> {
    aprovador: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    assinatura: Option<&'a str>,
    versao: i64,
    valor: Amount,
}

/// A payment that was asked for.
#[doc(alias = "pagamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Payment {
    /// Identifier.
    pub id: Option<PaymentId>,
    /// Version, which grows with every change.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Your own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// Where it stands.
    pub status: Option<PaymentStatus>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// The day it is paid on.
    #[serde(rename = "data_pagamento", default, with = "wire::date")]
    #[doc(alias = "data_pagamento")]
    pub pay_on: Option<Date>,
    /// When it was paid.
    #[serde(rename = "pago_em", default, with = "wire::local_instant")]
    #[doc(alias = "pago_em")]
    pub paid_at: Option<OffsetDateTime>,
    /// The payable it settles.
    #[serde(rename = "id_parcela")]
    #[doc(alias = "id_parcela")]
    pub installment_id: Option<InstallmentId>,
    /// How many have to approve it in all.
    #[serde(rename = "aprovacoes_necessarias")]
    #[doc(alias = "aprovacoes_necessarias")]
    pub approvals_needed: Option<u32>,
    /// Who has approved it.
    #[serde(
        rename = "aprovadores",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "aprovadores")]
    pub approvers: Vec<Redacted<String>>,
    /// Why it failed; may name somebody.
    #[serde(rename = "motivo")]
    #[doc(alias = "motivo")]
    pub failure: Option<Redacted<String>>,
}

impl Referenced for Payment {
    fn reference(&self) -> Option<&str> {
        self.external_reference.as_deref()
    }
}

impl Partner<'_> {
    /// Asks for one payment. No money moves before it is [approved](Self::approve_payment).
    ///
    /// Not published: Conta Azul's customers approve payments in its app, with a password. With a
    /// published contract: `matera-client` and, for Pix, `openfinance-client` and `belvo-client`.
    ///
    /// Never repeated by itself: see [when the outcome is unknown](crate::partner#when-the-outcome-is-unknown)
    /// and [`list_payments`](Self::list_payments).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) before anything is sent for amounts that are
    /// not above zero or finer than a cent, and for a barcode or line that is not a boleto's.
    #[doc(alias = "pagamentos")]
    pub fn create_payment(&self, payment: &NewPayment) -> Action<Payment> {
        let call = payment
            .checked()
            .and_then(|body| Call::new(&operations::partner::CREATE_PAYMENT).json(&body));
        Action::json(self.executor(), call)
    }

    /// Reads a payment. Not published.
    pub fn get_payment(&self, id: &PaymentId) -> Action<Payment> {
        let call = Call::new(&operations::partner::GET_PAYMENT).argument("id", id);
        Action::json(self.executor(), Ok(call))
    }

    /// Lists payments; by [`reference`](Query::reference) to look one up. Not published.
    pub fn list_payments(&self) -> Query<Payment, Seed> {
        self.list(&operations::partner::LIST_PAYMENTS)
    }

    /// Approves a payment as it was seen. With the last approval that is needed it is scheduled or
    /// paid. Not published.
    ///
    /// When the outcome is unknown, [read](Self::get_payment) it: its approvers are named.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) before anything is sent when what was seen has
    /// no id, version or amount. Status 409 when it has changed since, or was approved by the same
    /// person before.
    #[doc(alias = "aprovacao")]
    pub fn approve_payment(&self, seen: &Payment, approval: &Approval) -> Action<Payment> {
        let call = approval.call(
            &operations::partner::APPROVE_PAYMENT,
            seen.id.as_ref(),
            seen.version,
            seen.amount,
        );
        Action::json(self.executor(), call)
    }

    /// Cancels a payment that was not made yet. Not published.
    ///
    /// # Errors
    /// Status 409 when it was paid.
    pub fn cancel_payment(&self, id: &PaymentId) -> Action<()> {
        let call = Call::new(&operations::partner::CANCEL_PAYMENT).argument("id", id);
        Action::empty(self.executor(), Ok(call))
    }
}

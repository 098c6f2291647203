//! One installment, read whole and changed in part.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    Account, AccountId, AccountKind, Attachment, Bank, ChargeRequest, Event, InstallmentId,
    PaymentMethod, Settlement, ValueBreakdown,
};

client_core::open_enum! {
    /// Where an installment stands, in the words of the installment itself. The searches say
    /// `EM_ABERTO` for [`Pending`](Self::Pending) and `RECEBIDO` for [`Settled`](Self::Settled).
    pub enum InstallmentStatus {
        /// Not paid.
        Pending = "PENDENTE",
        /// Paid in full.
        Settled = "QUITADO",
        /// Cancelled.
        Cancelled = "CANCELADO",
        /// Replaced by other installments.
        Renegotiated = "RENEGOCIADO",
        /// Paid in part.
        PartlyReceived = "RECEBIDO_PARCIAL",
        /// Not paid and past due.
        Overdue = "ATRASADO",
        /// Written off.
        Lost = "PERDIDO",
    }
}

client_core::open_enum! {
    /// The kind of fiscal document behind an installment.
    #[doc(alias = "tipo_fatura")]
    pub enum InvoiceKind {
        /// Invoice of goods.
        Nfe = "NFE",
        /// Invoice of services.
        Nfse = "NFSE",
        /// Consumer receipt.
        Nfce = "NFCE",
    }
}

/// One installment with its event, settlements, attachments and charges.
#[doc(alias = "parcela")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Installment {
    /// Identifier.
    pub id: Option<InstallmentId>,
    /// The event it belongs to.
    #[serde(rename = "evento")]
    #[doc(alias = "evento")]
    pub event: Option<Event>,
    /// Version, to be sent back with a change.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Reference.
    #[serde(rename = "referencia")]
    #[doc(alias = "referencia")]
    pub reference: Option<String>,
    /// Place among the installments of its event.
    #[serde(rename = "indice")]
    #[doc(alias = "indice")]
    pub index: Option<i32>,
    /// Whether it was reconciled with the bank. The bank line itself is not readable.
    #[serde(rename = "conciliado")]
    #[doc(alias = "conciliado")]
    pub reconciled: Option<bool>,
    /// Where it stands.
    pub status: Option<InstallmentStatus>,
    /// Settled so far, in BRL.
    #[serde(rename = "valor_pago")]
    #[doc(alias = "valor_pago")]
    pub paid: Option<Amount>,
    /// Still open, in BRL.
    #[serde(rename = "nao_pago")]
    #[doc(alias = "nao_pago")]
    pub open: Option<Amount>,
    /// The write-off, if it was written off.
    #[serde(rename = "perda")]
    #[doc(alias = "perda")]
    pub loss: Option<Loss>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// When payment is expected.
    #[serde(rename = "data_pagamento_previsto", default, with = "wire::date")]
    #[doc(alias = "data_pagamento_previsto")]
    pub expected_on: Option<Date>,
    /// What it is for.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Short note.
    #[serde(rename = "nota")]
    #[doc(alias = "nota")]
    pub note: Option<Redacted<String>>,
    /// The account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<Account>,
    /// The account's id.
    #[serde(rename = "id_conta_financeira")]
    #[doc(alias = "id_conta_financeira")]
    pub account_id: Option<AccountId>,
    /// What the amount is made of.
    #[serde(rename = "valor_composicao")]
    #[doc(alias = "valor_composicao")]
    pub value: Option<ValueBreakdown>,
    /// Net total in BRL.
    #[serde(rename = "valor_total_liquido")]
    #[doc(alias = "valor_total_liquido")]
    pub net_total: Option<Amount>,
    /// How it is to be paid.
    #[serde(rename = "metodo_pagamento")]
    #[doc(alias = "metodo_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// The acquirer's number of a card sale.
    pub nsu: Option<String>,
    /// Whether its settlement is scheduled.
    #[serde(rename = "baixa_agendada")]
    #[doc(alias = "baixa_agendada")]
    pub settlement_scheduled: Option<bool>,
    /// Settlements.
    #[serde(rename = "baixas", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "baixas")]
    pub settlements: Vec<Settlement>,
    /// Attachments.
    #[serde(rename = "anexos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "anexos")]
    pub attachments: Vec<Attachment>,
    /// Charges, those made on the ERP's screens included. One integrator saw the key in camel
    /// case; both are read.
    #[serde(
        rename = "solicitacoes_cobrancas",
        alias = "solicitacoesCobrancas",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "solicitacoes_cobrancas")]
    pub charges: Vec<ChargeRequest>,
    /// The last payment request sent to the app.
    #[serde(rename = "id_ultima_solicitacao_pagamento")]
    #[doc(alias = "id_ultima_solicitacao_pagamento")]
    pub last_payment_request_id: Option<String>,
    /// A boleto presented to the company (DDA), as the name suggests.
    #[serde(rename = "id_boleto_bancario_autorizado")]
    #[doc(alias = "id_boleto_bancario_autorizado")]
    pub authorized_boleto_id: Option<String>,
    /// The fiscal document behind it.
    #[serde(rename = "fatura")]
    #[doc(alias = "fatura")]
    pub invoice: Option<Invoice>,
    /// When it last changed.
    #[serde(rename = "data_alteracao", default, with = "wire::local_instant")]
    #[doc(alias = "data_alteracao")]
    pub changed_at: Option<OffsetDateTime>,
    /// The last charge request.
    #[serde(rename = "id_ultimo_solicitacao_cobranca")]
    #[doc(alias = "id_ultimo_solicitacao_cobranca")]
    pub last_charge_id: Option<super::ChargeId>,
    /// The renegotiation that replaced it.
    #[serde(rename = "renegociacao")]
    #[doc(alias = "renegociacao")]
    pub renegotiation: Option<Renegotiation>,
}

/// A write-off.
#[doc(alias = "perda")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// Day of the write-off.
    #[serde(rename = "data", default, with = "wire::date")]
    #[doc(alias = "data")]
    pub date: Option<Date>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
}

impl Loss {
    /// A write-off of `amount` on `date`.
    pub fn new(date: Date, amount: Amount) -> Self {
        Self {
            date: Some(date),
            amount: Some(amount),
        }
    }
}

/// A fiscal document.
#[doc(alias = "fatura")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Invoice {
    /// Number.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Number of the provisional receipt of a service invoice.
    pub rps: Option<i64>,
    /// Kind.
    #[serde(rename = "tipo_fatura")]
    #[doc(alias = "tipo_fatura")]
    pub kind: Option<InvoiceKind>,
}

/// The renegotiation that replaced an installment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Renegotiation {
    /// Identifier.
    pub id: Option<String>,
    /// Renegotiated amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
}

/// A change of an installment; what is not set stays as it is. It does not settle it.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct InstallmentUpdate {
    #[serde(rename = "versao")]
    version: i64,
    #[serde(rename = "nota", skip_serializing_if = "Option::is_none")]
    note: Option<Redacted<String>>,
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    description: Option<Redacted<String>>,
    #[serde(
        rename = "vencimento",
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    due_date: Option<Date>,
    #[serde(rename = "composicao_valor", skip_serializing_if = "Option::is_none")]
    value: Option<ValueBreakdown>,
    #[serde(
        rename = "data_pagamento_esperado",
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    expected_on: Option<Date>,
    #[serde(rename = "metodo_pagamento", skip_serializing_if = "Option::is_none")]
    payment_method: Option<PaymentMethod>,
    #[serde(rename = "perda", skip_serializing_if = "Option::is_none")]
    loss: Option<Loss>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nsu: Option<String>,
    #[serde(rename = "pagamento_agendado", skip_serializing_if = "Option::is_none")]
    payment_scheduled: Option<bool>,
    #[serde(
        rename = "id_conta_financeira",
        skip_serializing_if = "Option::is_none"
    )]
    account_id: Option<AccountId>,
}

impl InstallmentUpdate {
    /// A change of the installment that was read with this version. A stale one is refused with
    /// status 409: read again and decide anew.
    pub fn of_version(version: i64) -> Self {
        Self {
            version,
            note: None,
            description: None,
            due_date: None,
            value: None,
            expected_on: None,
            payment_method: None,
            loss: None,
            nsu: None,
            payment_scheduled: None,
            account_id: None,
        }
    }

    /// Sets the short note.
    #[doc(alias = "nota")]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(Redacted::new(note.into()));
        self
    }

    /// Sets the description.
    #[doc(alias = "descricao")]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(description.into()));
        self
    }

    /// Moves the due date.
    #[doc(alias = "vencimento")]
    pub fn due_date(mut self, day: Date) -> Self {
        self.due_date = Some(day);
        self
    }

    /// Sets what the amount is made of.
    #[doc(alias = "composicao_valor")]
    pub fn value(mut self, value: ValueBreakdown) -> Self {
        self.value = Some(value);
        self
    }

    /// Sets when payment is expected.
    #[doc(alias = "data_pagamento_esperado")]
    pub fn expected_on(mut self, day: Date) -> Self {
        self.expected_on = Some(day);
        self
    }

    /// Sets how it is to be paid.
    #[doc(alias = "metodo_pagamento")]
    pub fn payment_method(mut self, method: PaymentMethod) -> Self {
        self.payment_method = Some(method);
        self
    }

    /// Writes it off.
    #[doc(alias = "perda")]
    pub fn loss(mut self, loss: Loss) -> Self {
        self.loss = Some(loss);
        self
    }

    /// Sets the acquirer's number of the card sale.
    pub fn nsu(mut self, nsu: impl Into<String>) -> Self {
        self.nsu = Some(nsu.into());
        self
    }

    /// Says whether its payment is scheduled.
    #[doc(alias = "pagamento_agendado")]
    pub fn payment_scheduled(mut self, scheduled: bool) -> Self {
        self.payment_scheduled = Some(scheduled);
        self
    }

    /// Moves it to another account.
    #[doc(alias = "id_conta_financeira")]
    pub fn account(mut self, account: impl Into<AccountId>) -> Self {
        self.account_id = Some(account.into());
        self
    }

    pub(crate) fn check(&self) -> client_core::Result<()> {
        if let Some(value) = &self.value {
            value.check("composicao_valor")?;
        }
        if let Some(amount) = self.loss.as_ref().and_then(|loss| loss.amount) {
            super::value::check_amount(amount, "perda.valor")?;
        }
        if let Some(account) = &self.account_id {
            super::ids::check_uuid(account, "id_conta_financeira")?;
        }
        Ok(())
    }
}

/// What an installment looks like after a change. Names differ from [`Installment`], as they do on
/// the wire.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct UpdatedInstallment {
    /// Short note.
    #[serde(rename = "nota")]
    #[doc(alias = "nota")]
    pub note: Option<Redacted<String>>,
    /// What it is for.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Due date.
    #[serde(rename = "vencimento", default, with = "wire::date")]
    #[doc(alias = "vencimento")]
    pub due_date: Option<Date>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
    /// Version after the change.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// When payment is expected.
    #[serde(rename = "data_pagamento_esperado", default, with = "wire::date")]
    #[doc(alias = "data_pagamento_esperado")]
    pub expected_on: Option<Date>,
    /// How it is to be paid.
    #[serde(rename = "metodo_pagamento")]
    #[doc(alias = "metodo_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// The write-off.
    #[serde(rename = "perda")]
    #[doc(alias = "perda")]
    pub loss: Option<Loss>,
    /// The acquirer's number of a card sale.
    pub nsu: Option<String>,
    /// Whether its payment is scheduled.
    #[serde(rename = "pagamento_agendado")]
    #[doc(alias = "pagamento_agendado")]
    pub payment_scheduled: Option<bool>,
    /// The account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<InstallmentAccount>,
}

/// The account of a changed installment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct InstallmentAccount {
    /// Identifier.
    pub id: Option<AccountId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Branch.
    #[serde(rename = "agencia")]
    #[doc(alias = "agencia")]
    pub branch: Option<Redacted<String>>,
    /// Account number.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<Redacted<String>>,
    /// What it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<AccountKind>,
    /// Bank.
    #[serde(rename = "banco")]
    #[doc(alias = "banco")]
    pub bank: Option<Bank>,
}

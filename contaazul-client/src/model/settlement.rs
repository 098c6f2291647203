//! Settlements: money that moved for an installment.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize, Serializer};
use time::{Date, OffsetDateTime};

use super::ids::check_uuid;
use super::{
    AccountId, AccountRef, ChargeId, EventKind, InstallmentId, Origin, PaymentMethod, SettlementId,
    ValueBreakdown,
};

client_core::open_enum! {
    /// What is attached.
    #[doc(alias = "tipo_anexo")]
    pub enum AttachmentKind {
        /// Registered boleto.
        RegisteredBoleto = "BOLETO_BANCARIO_RFB",
        /// Boleto.
        Boleto = "BOLETO_BANCARIO",
        /// Receipt.
        Receipt = "RECIBO",
        /// Invoice.
        Invoice = "FATURA",
        /// Something else.
        Other = "OUTROS",
        /// Digital receipt.
        DigitalReceipt = "RECIBO_DIGITAL",
    }
}

client_core::open_enum! {
    /// Where the attachment is.
    #[doc(alias = "tipo_conteudo")]
    pub enum AttachmentContent {
        /// A stored file, which the API offers no way to download.
        File = "FILE" | "ARQUIVO",
        /// An address.
        Url = "URL",
    }
}

/// Something attached to an installment or a settlement.
#[doc(alias = "anexo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Attachment {
    /// Identifier.
    pub id: Option<String>,
    /// Version; attachments of installments only.
    #[serde(rename = "versao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Reference.
    #[serde(rename = "referencia")]
    #[doc(alias = "referencia")]
    pub reference: Option<String>,
    /// File name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// What it is, in the answers of settlements.
    #[serde(rename = "tipo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "tipo")]
    pub kind: Option<AttachmentKind>,
    /// What it is, in the answers of installments.
    #[serde(rename = "tipo_anexo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "tipo_anexo")]
    pub installment_kind: Option<AttachmentKind>,
    /// Where it is.
    #[serde(rename = "tipo_conteudo")]
    #[doc(alias = "tipo_conteudo")]
    pub content: Option<AttachmentContent>,
    /// Its address; whoever has it can open it.
    pub url: Option<Redacted<String>>,
    /// The installment; attachments of installments only.
    #[serde(rename = "id_parcela", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "id_parcela")]
    pub installment_id: Option<InstallmentId>,
}

/// A settlement: money that moved for an installment.
#[doc(alias = "baixa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Settlement {
    /// Identifier.
    pub id: Option<SettlementId>,
    /// Version, to be sent back with a change.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Day the money moved.
    #[serde(rename = "data_pagamento", default, with = "wire::date")]
    #[doc(alias = "data_pagamento")]
    pub paid_on: Option<Date>,
    /// What the amount is made of.
    #[serde(rename = "valor_composicao")]
    #[doc(alias = "valor_composicao")]
    pub value: Option<ValueBreakdown>,
    /// The account: documented as an id, sent as an object; both are read.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<AccountRef>,
    /// The reconciliation with a bank line.
    #[serde(rename = "id_reconciliacao")]
    #[doc(alias = "id_reconciliacao")]
    pub reconciliation_id: Option<String>,
    /// The installment.
    #[serde(rename = "id_parcela")]
    #[doc(alias = "id_parcela")]
    pub installment_id: Option<InstallmentId>,
    /// The charge that was paid.
    #[serde(rename = "id_solicitacao_cobranca")]
    #[doc(alias = "id_solicitacao_cobranca")]
    pub charge_id: Option<ChargeId>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// How it was paid.
    #[serde(rename = "metodo_pagamento")]
    #[doc(alias = "metodo_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// Where it came from.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<Origin>,
    /// The digital receipt.
    #[serde(rename = "id_recibo_digital")]
    #[doc(alias = "id_recibo_digital")]
    pub digital_receipt_id: Option<String>,
    /// Income or expense.
    #[serde(rename = "tipo_evento_financeiro")]
    #[doc(alias = "tipo_evento_financeiro")]
    pub kind: Option<EventKind>,
    /// The acquirer's number of a card sale.
    pub nsu: Option<String>,
    /// Reference.
    #[serde(rename = "id_referencia")]
    #[doc(alias = "id_referencia")]
    pub reference_id: Option<String>,
    /// When it last changed.
    #[serde(rename = "atualizado_em", default, with = "wire::local_instant")]
    #[doc(alias = "atualizado_em")]
    pub changed_at: Option<OffsetDateTime>,
    /// Attachments.
    #[serde(rename = "anexos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "anexos")]
    pub attachments: Vec<Attachment>,
}

/// A settlement as the ERP confirms it after creating or changing it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SavedSettlement {
    /// Identifier.
    pub id: Option<SettlementId>,
    /// Version after the change.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Day the money moved.
    #[serde(rename = "data_pagamento", default, with = "wire::date")]
    #[doc(alias = "data_pagamento")]
    pub paid_on: Option<Date>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor", alias = "valor_composicao")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
    /// The account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<AccountRef>,
    /// How it was paid.
    #[serde(rename = "metodo_pagamento")]
    #[doc(alias = "metodo_pagamento")]
    pub payment_method: Option<PaymentMethod>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<Redacted<String>>,
    /// The acquirer's number of a card sale.
    pub nsu: Option<String>,
}

/// A settlement to be recorded. It records that money moved; it moves none.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewSettlement {
    /// In the body of the second generation only; the first has it in the path.
    #[serde(rename = "id_parcela", skip_serializing_if = "Option::is_none")]
    installment: Option<InstallmentId>,
    #[serde(rename = "data_pagamento", with = "wire::date")]
    paid_on: Date,
    #[serde(rename = "composicao_valor")]
    value: ValueBreakdown,
    #[serde(rename = "conta_financeira")]
    account: AccountId,
    #[serde(rename = "metodo_pagamento", skip_serializing_if = "Option::is_none")]
    payment_method: Option<PaymentMethod>,
    #[serde(rename = "observacao", skip_serializing_if = "Option::is_none")]
    remark: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nsu: Option<String>,
}

impl NewSettlement {
    /// Money of this value moved on `paid_on`, on `account`. A value below the open amount leaves
    /// the installment partly settled.
    pub fn new(paid_on: Date, account: impl Into<AccountId>, value: ValueBreakdown) -> Self {
        Self {
            installment: None,
            paid_on,
            value,
            account: account.into(),
            payment_method: None,
            remark: None,
            nsu: None,
        }
    }

    /// How it was paid.
    #[doc(alias = "metodo_pagamento")]
    pub fn payment_method(mut self, method: PaymentMethod) -> Self {
        self.payment_method = Some(method);
        self
    }

    /// A remark.
    #[doc(alias = "observacao")]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(Redacted::new(remark.into()));
        self
    }

    /// The acquirer's number of a card sale.
    pub fn nsu(mut self, nsu: impl Into<String>) -> Self {
        self.nsu = Some(nsu.into());
        self
    }

    pub(crate) fn with_installment(&self, installment: &InstallmentId) -> Self {
        Self {
            installment: Some(installment.clone()),
            ..self.clone()
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.value.check("composicao_valor")?;
        check_uuid(&self.account, "conta_financeira")?;
        check_method(self.payment_method.as_ref())
    }

    /// A settlement covers its gross amount, whatever interest comes on top.
    pub(crate) fn check_open(&self, open: Option<Amount>) -> Result<()> {
        match (self.value.gross, open) {
            (Some(gross), Some(open)) if gross > open => Err(Error::input(
                "composicao_valor.valor_bruto is above nao_pago, what is open of the installment; \
                 interest and fine go into fields of their own",
            )),
            _ => Ok(()),
        }
    }
}

/// A change of a settlement; what is not set stays as it is.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct SettlementUpdate {
    #[serde(rename = "versao")]
    version: i64,
    #[serde(
        rename = "data_pagamento",
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    paid_on: Option<Date>,
    #[serde(rename = "composicao_valor", skip_serializing_if = "Option::is_none")]
    value: Option<ValueBreakdown>,
    #[serde(rename = "conta_financeira", skip_serializing_if = "Option::is_none")]
    account: Option<AccountId>,
    #[serde(
        rename = "metodo_pagamento",
        serialize_with = "as_updates_spell_it",
        skip_serializing_if = "Option::is_none"
    )]
    payment_method: Option<PaymentMethod>,
    #[serde(rename = "observacao", skip_serializing_if = "Option::is_none")]
    remark: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nsu: Option<String>,
}

impl SettlementUpdate {
    /// A change of the settlement that was read with this version. A stale one is refused with
    /// status 409: read again and decide anew.
    pub fn of_version(version: i64) -> Self {
        Self {
            version,
            paid_on: None,
            value: None,
            account: None,
            payment_method: None,
            remark: None,
            nsu: None,
        }
    }

    /// Moves the day the money moved.
    #[doc(alias = "data_pagamento")]
    pub fn paid_on(mut self, day: Date) -> Self {
        self.paid_on = Some(day);
        self
    }

    /// Sets what the amount is made of.
    #[doc(alias = "composicao_valor")]
    pub fn value(mut self, value: ValueBreakdown) -> Self {
        self.value = Some(value);
        self
    }

    /// Moves it to another account.
    #[doc(alias = "conta_financeira")]
    pub fn account(mut self, account: impl Into<AccountId>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Sets how it was paid.
    #[doc(alias = "metodo_pagamento")]
    pub fn payment_method(mut self, method: PaymentMethod) -> Self {
        self.payment_method = Some(method);
        self
    }

    /// Sets the remark.
    #[doc(alias = "observacao")]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(Redacted::new(remark.into()));
        self
    }

    /// Sets the acquirer's number of a card sale.
    pub fn nsu(mut self, nsu: impl Into<String>) -> Self {
        self.nsu = Some(nsu.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if let Some(value) = &self.value {
            value.check("composicao_valor")?;
        }
        if let Some(account) = &self.account {
            check_uuid(account, "conta_financeira")?;
        }
        check_method(self.payment_method.as_ref())
    }
}

fn check_method(method: Option<&PaymentMethod>) -> Result<()> {
    match method {
        Some(method) if !method.settles() => Err(Error::input(format!(
            "metodo_pagamento {method} is not one that settles: a settlement names how the money \
             came, such as PIX_PAGAMENTO_INSTANTANEO"
        ))),
        _ => Ok(()),
    }
}

fn as_updates_spell_it<S: Serializer>(
    method: &Option<PaymentMethod>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    method
        .as_ref()
        .map(PaymentMethod::as_update_str)
        .serialize(serializer)
}

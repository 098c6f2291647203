//! Charges: what a payer is sent, to pay by Pix, boleto or card.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use super::{Account, AccountId, ChargeId, InstallmentId, PersonId, ValueBreakdown};

client_core::open_enum! {
    /// Where a charge stands.
    #[doc(alias = "status_solicitacao_cobranca")]
    pub enum ChargeStatus {
        /// Waiting for the issuer; no address yet.
        AwaitingConfirmation = "AGUARDANDO_CONFIRMACAO",
        /// Cancelling was asked for.
        Cancelling = "EM_CANCELAMENTO",
        /// Live: it can be paid.
        Registered = "REGISTRADO",
        /// Paid.
        Settled = "QUITADO",
        /// Cancelled.
        Cancelled = "CANCELADO",
        /// The payer's data do not do: a valid tax id and e-mail are needed.
        Invalid = "INVALIDO",
        /// Expired.
        Expired = "EXPIRADO",
        /// Could not be issued.
        IssueFailed = "FALHA_EMISSAO",
        /// Could not be cancelled.
        CancelFailed = "FALHA_CANCELAR",
        /// Boleto in a bank file that was made.
        BankFileMade = "REMESSA_GERADO",
        /// Boleto in a bank file to be made.
        BankFilePending = "REMESSA_PENDENTE",
        /// Paid.
        Paid = "PAGO",
        /// Refunded; the provider spells it so.
        Refunded = "EXTORNADO",
    }
}

impl ChargeStatus {
    /// Whether polling can end: the charge will not change by itself any more. Read from the words;
    /// the provider's pages do not say.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Settled
                | Self::Paid
                | Self::Cancelled
                | Self::Invalid
                | Self::Expired
                | Self::IssueFailed
                | Self::Refunded
        )
    }
}

client_core::open_enum! {
    /// What a charge offers its payer. On reading there is one kind more than can be asked for.
    #[doc(alias = "tipo_solicitacao_cobranca")]
    pub enum ChargeKind {
        /// A page with the ways to pay that the company has set up.
        PaymentLink = "LINK_PAGAMENTO",
        /// Pix.
        Pix = "PIX_COBRANCA",
        /// Boleto.
        Boleto = "BOLETO",
        /// Registered boleto; on reading only.
        RegisteredBoleto = "BOLETO_REGISTRADO",
    }
}

client_core::open_enum! {
    /// Whether a notification arrived.
    #[doc(alias = "status_entrega")]
    pub enum DeliveryStatus {
        /// Sent.
        Sent = "ENVIADO",
        /// The address is not valid.
        Invalid = "INVALIDO",
    }
}

/// A charge. Amount, payer, payment day and Pix codes are not told: see the installment's
/// [`charges`](super::Installment::charges) and [`settlements`](super::Installment::settlements).
#[doc(alias = "cobranca")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Charge {
    /// Identifier.
    pub id: Option<ChargeId>,
    /// The payment page, which whoever has the address can open. `None` until the charge is
    /// [`Registered`](ChargeStatus::Registered): ask again after 2, 4, 8, 16, 30 seconds.
    pub url: Option<Redacted<String>>,
    /// Where it stands.
    pub status: Option<ChargeStatus>,
}

/// A charge as its installment shows it.
#[doc(alias = "solicitacao_cobranca")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeRequest {
    /// Identifier.
    pub id: Option<ChargeId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Where it stands.
    #[serde(rename = "status_solicitacao_cobranca")]
    #[doc(alias = "status_solicitacao_cobranca")]
    pub status: Option<ChargeStatus>,
    /// What the amount is made of.
    #[serde(rename = "valor_composicao")]
    #[doc(alias = "valor_composicao")]
    pub value: Option<ValueBreakdown>,
    /// Due date.
    #[serde(rename = "data_vencimento", default, with = "wire::date")]
    #[doc(alias = "data_vencimento")]
    pub due_date: Option<Date>,
    /// Day it was paid.
    #[serde(rename = "data_quitacao", default, with = "wire::date")]
    #[doc(alias = "data_quitacao")]
    pub paid_on: Option<Date>,
    /// What it offers.
    #[serde(rename = "tipo_solicitacao_cobranca")]
    #[doc(alias = "tipo_solicitacao_cobranca")]
    pub kind: Option<ChargeKind>,
    /// Who pays.
    #[serde(rename = "id_cliente")]
    #[doc(alias = "id_cliente")]
    pub customer_id: Option<PersonId>,
    /// Reference.
    #[serde(rename = "id_referencia")]
    #[doc(alias = "id_referencia")]
    pub reference_id: Option<String>,
    /// The payment page, which whoever has the address can open.
    pub url: Option<Redacted<String>>,
    /// What went wrong; may name the payer.
    #[serde(rename = "detalhe_erro")]
    #[doc(alias = "detalhe_erro")]
    pub error_detail: Option<Redacted<String>>,
    /// The account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<Account>,
    /// The notification of the payer.
    #[serde(rename = "notificacao_cobranca")]
    #[doc(alias = "notificacao_cobranca")]
    pub notification: Option<ChargeNotification>,
    /// Day it was confirmed.
    #[serde(rename = "confirmado_em", default, with = "wire::date")]
    #[doc(alias = "confirmado_em")]
    pub confirmed_on: Option<Date>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// The integrator's own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// Recovered.
    #[serde(rename = "recuperado")]
    #[doc(alias = "recuperado")]
    pub recovered: Option<bool>,
    /// Combined.
    #[serde(rename = "combinado")]
    #[doc(alias = "combinado")]
    pub combined: Option<bool>,
    /// Custom attributes, as text.
    #[serde(rename = "atributos_personalizados")]
    #[doc(alias = "atributos_personalizados")]
    pub custom_attributes: Option<Redacted<String>>,
}

/// How a payer was told of a charge.
#[doc(alias = "notificacao_cobranca")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeNotification {
    /// Identifier.
    pub id: Option<String>,
    /// The charges it is about.
    #[serde(
        rename = "solicitacao_cobranca_ids",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "solicitacao_cobranca_ids")]
    pub charge_ids: Vec<ChargeId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Day it was sent.
    #[serde(rename = "enviado_em", default, with = "wire::date")]
    #[doc(alias = "enviado_em")]
    pub sent_on: Option<Date>,
    /// Day it was opened.
    #[serde(rename = "aberto_em", default, with = "wire::date")]
    #[doc(alias = "aberto_em")]
    pub opened_on: Option<Date>,
    /// Recipients.
    #[serde(
        rename = "itens_notificacao_cobranca",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "itens_notificacao_cobranca")]
    pub recipients: Vec<NotificationRecipient>,
    /// Subject.
    #[serde(rename = "assunto")]
    #[doc(alias = "assunto")]
    pub subject: Option<Redacted<String>>,
    /// Text.
    #[serde(rename = "corpo")]
    #[doc(alias = "corpo")]
    pub body: Option<Redacted<String>>,
    /// Reply-to address.
    #[serde(rename = "respondido_para")]
    #[doc(alias = "respondido_para")]
    pub reply_to: Option<Redacted<String>>,
    /// Whether it is scheduled.
    #[serde(rename = "agendado")]
    #[doc(alias = "agendado")]
    pub scheduled: Option<bool>,
    /// Whether it is automatic.
    #[serde(rename = "auto_notificacao")]
    #[doc(alias = "auto_notificacao")]
    pub automatic: Option<bool>,
    /// Whether it was sent at once.
    #[serde(rename = "envio_instantaneo")]
    #[doc(alias = "envio_instantaneo")]
    pub immediate: Option<bool>,
}

/// One recipient of a notification.
#[doc(alias = "itens_notificacao_cobranca")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NotificationRecipient {
    /// Identifier.
    pub id: Option<String>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
    /// Number for SMS.
    pub sms: Option<Redacted<String>>,
    /// Number for WhatsApp.
    pub whatsapp: Option<Redacted<String>>,
    /// Whether it arrived.
    #[serde(rename = "status_entrega")]
    #[doc(alias = "status_entrega")]
    pub delivery: Option<DeliveryStatus>,
}

/// A charge to be issued for an installment that is to be received.
///
/// There is no amount: the charge is for what is open of the installment. The payer needs a valid
/// tax id and an e-mail address, or the charge ends as [`ChargeStatus::Invalid`].
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewCharge {
    #[serde(rename = "conta_bancaria")]
    account: AccountId,
    #[serde(rename = "descricao_fatura")]
    description: Redacted<String>,
    #[serde(rename = "id_parcela")]
    installment: InstallmentId,
    #[serde(rename = "data_vencimento", with = "wire::date")]
    due_date: Date,
    #[serde(rename = "tipo")]
    kind: ChargeKind,
    #[serde(rename = "atributos", skip_serializing_if = "Option::is_none")]
    attributes: Option<Attributes>,
    #[serde(rename = "maximo_parcelas", skip_serializing_if = "Option::is_none")]
    most_installments: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
struct Attributes {
    #[serde(rename = "desconto_antecipado")]
    early_discount: EarlyDiscount,
}

/// A discount for paying early: an amount or a percentage.
#[doc(alias = "desconto_antecipado")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EarlyDiscount {
    #[serde(rename = "valor", skip_serializing_if = "Option::is_none")]
    amount: Option<Amount>,
    #[serde(rename = "percentual", skip_serializing_if = "Option::is_none")]
    percent: Option<Amount>,
    #[serde(rename = "dias_antes_vencer")]
    days_before_due: u32,
}

impl EarlyDiscount {
    /// `amount` less, in BRL, until so many days before the due date.
    pub fn amount(amount: Amount, days_before_due: u32) -> Self {
        Self {
            amount: Some(amount),
            percent: None,
            days_before_due,
        }
    }

    /// `percent` less, from 0 to 100, until so many days before the due date.
    pub fn percent(percent: Amount, days_before_due: u32) -> Self {
        Self {
            amount: None,
            percent: Some(percent),
            days_before_due,
        }
    }
}

impl NewCharge {
    /// A charge for `installment`, due on `due_date`, received on `account`: one of kind
    /// [`ContaAzulCharges`](super::AccountKind::ContaAzulCharges), or the company's own digital
    /// account. `description` is what the payer reads.
    pub fn new(
        kind: ChargeKind,
        installment: impl Into<InstallmentId>,
        account: impl Into<AccountId>,
        due_date: Date,
        description: impl Into<String>,
    ) -> Self {
        Self {
            account: account.into(),
            description: Redacted::new(description.into()),
            installment: installment.into(),
            due_date,
            kind,
            attributes: None,
            most_installments: None,
        }
    }

    /// A discount for paying early.
    #[doc(alias = "desconto_antecipado")]
    pub fn early_discount(mut self, discount: EarlyDiscount) -> Self {
        self.attributes = Some(Attributes {
            early_discount: discount,
        });
        self
    }

    /// Into how many card installments the payer may split it.
    #[doc(alias = "maximo_parcelas")]
    pub fn most_installments(mut self, installments: u32) -> Self {
        self.most_installments = Some(installments);
        self
    }

    /// An incomplete body is answered with 500 instead of 400, so what can be seen is checked here.
    pub(crate) fn check(&self) -> Result<()> {
        if self.description.expose().trim().is_empty() {
            return Err(Error::input(
                "descricao_fatura is empty; say what the payer pays for",
            ));
        }
        if self.kind == ChargeKind::RegisteredBoleto {
            return Err(Error::input(
                "tipo BOLETO_REGISTRADO is for reading only; ask for BOLETO",
            ));
        }
        super::ids::check_uuid(&self.installment, "id_parcela")?;
        super::ids::check_uuid(&self.account, "conta_bancaria")?;
        let Some(Attributes { early_discount }) = &self.attributes else {
            return Ok(());
        };
        if let Some(amount) = early_discount.amount {
            super::value::check_amount(amount, "atributos.desconto_antecipado.valor")?;
        }
        let hundred = Amount::from_cents(10_000);
        match early_discount.percent {
            Some(percent) if percent.is_negative() || percent > hundred => Err(Error::input(
                "atributos.desconto_antecipado.percentual is not between 0 and 100",
            )),
            _ => Ok(()),
        }
    }
}

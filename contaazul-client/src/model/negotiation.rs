//! One sale in whole.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    CategoryId, ContractFrequency, ContractId, CostCenterId, Discount, DiscountKind, EventId,
    OperationNatureId, PersonId, SaleId, SalePayment, SalePending, SaleValue, Seller, Situation,
};
use client_core::money::Amount;

client_core::open_enum! {
    /// Where a sale stands in its life from quote to sale.
    #[doc(alias = "status")]
    pub enum SaleStatus {
        /// To be reviewed.
        ReviewPending = "REVISAO_PENDENTE",
        /// A quote.
        Quote = "EM_ORCAMENTO",
        /// A quote that was accepted.
        QuoteAccepted = "ORCAMENTO_ACEITO",
        /// A quote that was declined.
        QuoteDeclined = "ORCAMENTO_RECUSADO",
        /// Under way.
        InProgress = "EM_ANDAMENTO",
        /// A contract.
        Contract = "CONTRATO",
        /// Cancelled.
        Cancelled = "CANCELADO",
        /// Forecast, such as a contract's sale to come.
        Forecast = "PREVISAO",
        /// Not complete.
        Incomplete = "INCOMPLETA",
    }
}

client_core::open_enum! {
    /// Which side the company is on.
    #[doc(alias = "tipo_negociacao")]
    pub enum NegotiationKind {
        /// It sells.
        Sale = "VENDA",
        /// It buys.
        Purchase = "COMPRA",
    }
}

client_core::open_enum! {
    /// What moves, for the tax office.
    #[doc(alias = "tipo_operacao")]
    pub enum OperationKind {
        /// Sale.
        Sale = "VENDA",
        /// Shipment without a sale.
        Shipment = "REMESSA",
        /// Purchase.
        Purchase = "COMPRA",
        /// Return.
        Return = "DEVOLUCAO",
    }
}

client_core::open_enum! {
    /// The template behind a nature of operation.
    #[doc(alias = "template_operacao")]
    pub enum OperationTemplate {
        /// Goods.
        Goods = "VENDA_MERCADORIAS",
        /// Goods to the free-trade zone of Manaus.
        ManausFreeZone = "VENDA_SUFRAMA",
        /// Goods to be delivered later.
        FutureDelivery = "VENDA_ENTREGA_FUTURA",
        /// Goods on consignment.
        Consignment = "VENDA_CONSIGNADA",
        /// Goods to somebody who owes no ICMS.
        NonContributor = "VENDA_NAO_CONTRIBUINTE",
        /// Export.
        Export = "VENDA_EXPORTACAO",
        /// Goods delivered to a third party by order of the buyer.
        ByOrder = "VENDA_ORDEM",
        /// Goods made to order.
        Manufacture = "VENDA_INDUSTRIALIZACAO",
        /// Services.
        Services = "PRESTACAO_SERVICO",
    }
}

client_core::open_enum! {
    /// What a sale does to the stock.
    #[doc(alias = "mudanca_estoque")]
    pub enum StockEffect {
        /// Stock comes in.
        In = "ENTRADA_ESTOQUE",
        /// Stock goes out.
        Out = "SAIDA_ESTOQUE",
        /// Nothing.
        None = "NAO_ALTERA_ESTOQUE",
    }
}

client_core::open_enum! {
    /// Whether a message was read.
    #[doc(alias = "status_visualizacao")]
    pub enum MessageStatus {
        /// Sent.
        Sent = "ENVIADO",
        /// Read.
        Read = "LIDO",
    }
}

client_core::open_enum! {
    /// The brand of a card.
    #[doc(alias = "tipo_bandeira")]
    pub enum CardBrand {
        /// Visa.
        Visa = "VISA",
        /// Mastercard.
        Mastercard = "MASTERCARD",
        /// American Express.
        AmericanExpress = "AMERICAN_EXPRESS",
        /// Sorocred.
        Sorocred = "SOROCRED",
        /// Diners Club.
        DinersClub = "DINERS_CLUB",
        /// Elo.
        Elo = "ELO",
        /// Hipercard.
        Hipercard = "HIPERCARD",
        /// Aura.
        Aura = "AURA",
        /// Cabal.
        Cabal = "CABAL",
        /// Alelo.
        Alelo = "ALELO",
        /// Banes Card.
        BanesCard = "BANES_CARD",
        /// CalCard.
        Calcards = "CALCARDS",
        /// Credz.
        Credz = "CREDZ",
        /// Discover.
        Discover = "DISCOVER",
        /// GoodCard.
        Goodcard = "GOODCARD",
        /// Green Card.
        Greencard = "GREENCARD",
        /// Hiper.
        Hiper = "HIPER",
        /// JCB.
        Jcb = "JCB",
        /// Mais.
        Mais = "MAIS",
        /// MaxVan.
        Maxvan = "MAXVAN",
        /// Policard.
        Policard = "POLICARD",
        /// RedeCompras.
        Redecompras = "REDECOMPRAS",
        /// Sodexo.
        Sodexo = "SODEXO",
        /// Valecard.
        Valecard = "VALECARD",
        /// Verocheque.
        Verocheque = "VEROCHEQUE",
        /// VR.
        Vr = "VR",
        /// Ticket.
        Ticket = "TICKET",
        /// Another.
        Other = "OUTROS",
    }
}

/// One sale, without its lines: those are at [`Sales::items`](crate::api::Sales::items).
#[doc(alias = "venda")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Sale {
    /// Who buys.
    #[serde(rename = "cliente")]
    #[doc(alias = "cliente")]
    pub customer: Option<SaleCustomer>,
    /// Its receivable: the way to installments and settlements, by
    /// [`Installments::of_event`](crate::api::Installments::of_event).
    #[serde(rename = "evento_financeiro")]
    #[doc(alias = "evento_financeiro")]
    pub event: Option<SaleEvent>,
    /// What became of the message to the customer.
    #[serde(rename = "notificacao")]
    #[doc(alias = "notificacao")]
    pub notification: Option<SaleNotification>,
    /// What it is for the tax office.
    #[serde(rename = "natureza_operacao")]
    #[doc(alias = "natureza_operacao")]
    pub operation_nature: Option<OperationNature>,
    /// What was agreed on.
    #[serde(rename = "venda")]
    #[doc(alias = "venda")]
    pub negotiation: Option<Negotiation>,
    /// Who sold it.
    #[serde(rename = "vendedor")]
    #[doc(alias = "vendedor")]
    pub seller: Option<Seller>,
    /// The contract that made it.
    #[serde(rename = "contrato")]
    #[doc(alias = "contrato")]
    pub contract: Option<SaleContract>,
}

/// The customer of a sale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SaleCustomer {
    /// Identifier; called `uuid` here.
    #[serde(rename = "uuid")]
    #[doc(alias = "uuid")]
    pub id: Option<PersonId>,
    /// Company or natural person, in the ERP's word.
    #[serde(rename = "tipo_pessoa")]
    #[doc(alias = "tipo_pessoa")]
    pub kind: Option<String>,
    /// CNPJ or CPF.
    #[serde(rename = "documento")]
    #[doc(alias = "documento")]
    pub tax_id: Option<Redacted<String>>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
}

/// The receivable of a sale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SaleEvent {
    /// The event.
    pub id: Option<EventId>,
}

/// A message about a sale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SaleNotification {
    /// What it is about.
    #[serde(rename = "id_referencia")]
    #[doc(alias = "id_referencia")]
    pub reference: Option<String>,
    /// Address it went to.
    #[serde(rename = "enviado_para")]
    #[doc(alias = "enviado_para")]
    pub sent_to: Option<Redacted<String>>,
    /// When it was sent.
    #[serde(rename = "enviado_em", default, with = "wire::local_instant")]
    #[doc(alias = "enviado_em")]
    pub sent_at: Option<OffsetDateTime>,
    /// When it was opened.
    #[serde(rename = "aberto_em", default, with = "wire::local_instant")]
    #[doc(alias = "aberto_em")]
    pub opened_at: Option<OffsetDateTime>,
    /// Whether it was read.
    pub status: Option<MessageStatus>,
}

/// The nature of a sale for the tax office.
#[doc(alias = "natureza_operacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OperationNature {
    /// Identifier; called `uuid` here.
    #[serde(rename = "uuid")]
    #[doc(alias = "uuid")]
    pub id: Option<OperationNatureId>,
    /// What moves.
    #[serde(rename = "tipo_operacao")]
    #[doc(alias = "tipo_operacao")]
    pub kind: Option<OperationKind>,
    /// The template behind it.
    #[serde(rename = "template_operacao")]
    #[doc(alias = "template_operacao")]
    pub template: Option<OperationTemplate>,
    /// Name.
    pub label: Option<String>,
    /// Whether money is to move.
    #[serde(rename = "mudanca_financeira")]
    #[doc(alias = "mudanca_financeira")]
    pub moves_money: Option<bool>,
    /// What it does to the stock.
    #[serde(rename = "mudanca_estoque")]
    #[doc(alias = "mudanca_estoque")]
    pub stock_effect: Option<StockEffect>,
}

/// What was agreed on.
#[doc(alias = "negociacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Negotiation {
    /// The sale.
    pub id: Option<SaleId>,
    /// Number of the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_id: Option<i64>,
    /// Where it stands in its life from quote to sale.
    pub status: Option<SaleStatus>,
    /// Where it stands.
    #[serde(rename = "situacao")]
    #[doc(alias = "situacao")]
    pub situation: Option<Situation>,
    /// What holds it up.
    #[serde(rename = "tipo_pendencia")]
    #[doc(alias = "tipo_pendencia")]
    pub pending: Option<SalePending>,
    /// Which side the company is on.
    #[serde(rename = "tipo_negociacao")]
    #[doc(alias = "tipo_negociacao")]
    pub kind: Option<NegotiationKind>,
    /// The company's number of the sale.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Day of the sale.
    #[serde(rename = "data_compromisso", default, with = "wire::day_or_instant")]
    #[doc(alias = "data_compromisso")]
    pub date: Option<Date>,
    /// Who buys.
    #[serde(rename = "id_cliente")]
    #[doc(alias = "id_cliente")]
    pub customer_id: Option<PersonId>,
    /// Category.
    #[serde(rename = "id_categoria")]
    #[doc(alias = "id_categoria")]
    pub category_id: Option<CategoryId>,
    /// Cost center.
    #[serde(rename = "id_centro_custo")]
    #[doc(alias = "id_centro_custo")]
    pub cost_center_id: Option<CostCenterId>,
    /// Nature of operation.
    #[serde(rename = "id_natureza_operacao")]
    #[doc(alias = "id_natureza_operacao")]
    pub operation_nature_id: Option<OperationNatureId>,
    /// How the discount was given.
    #[serde(rename = "configuracao_de_desconto")]
    #[doc(alias = "configuracao_de_desconto")]
    pub discount: Option<GivenDiscount>,
    /// What it costs.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<SaleValue>,
    /// How it is to be paid.
    #[serde(rename = "condicao_pagamento")]
    #[doc(alias = "condicao_pagamento")]
    pub payment: Option<SalePayment>,
    /// How many lines it has.
    #[serde(rename = "total_itens")]
    #[doc(alias = "total_itens")]
    pub lines: Option<LineCounts>,
    /// Remarks.
    #[serde(rename = "observacoes")]
    #[doc(alias = "observacoes")]
    pub remarks: Option<Redacted<String>>,
    /// Introduction.
    #[serde(rename = "introducao")]
    #[doc(alias = "introducao")]
    pub introduction: Option<Redacted<String>>,
    /// Version, to replace it by.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Where it came from, in the ERP's word.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<String>,
}

/// How the discount of a sale was given.
#[doc(alias = "configuracao_de_desconto")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GivenDiscount {
    /// In percent or in BRL.
    #[serde(rename = "tipo_desconto")]
    #[doc(alias = "tipo_desconto")]
    pub kind: Option<DiscountKind>,
    /// How much.
    #[serde(rename = "taxa_desconto")]
    #[doc(alias = "taxa_desconto")]
    pub rate: Option<Amount>,
}

impl GivenDiscount {
    /// The same as it is given when selling.
    pub fn discount(&self) -> Discount {
        Discount {
            kind: self.kind.clone(),
            value: self.rate,
        }
    }
}

/// How many lines a sale has.
#[doc(alias = "total_itens")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LineCounts {
    /// With products.
    #[serde(rename = "contagem_produtos")]
    #[doc(alias = "contagem_produtos")]
    pub products: Option<u64>,
    /// With services.
    #[serde(rename = "contagem_servicos")]
    #[doc(alias = "contagem_servicos")]
    pub services: Option<u64>,
    /// Not matched yet.
    #[serde(rename = "contagem_nao_conciliados")]
    #[doc(alias = "contagem_nao_conciliados")]
    pub unmatched: Option<u64>,
}

/// The card a sale was paid with.
#[doc(alias = "pagamento_cartao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CardPayment {
    /// Brand.
    #[serde(rename = "tipo_bandeira")]
    #[doc(alias = "tipo_bandeira")]
    pub brand: Option<CardBrand>,
    /// Code of the transaction.
    #[serde(rename = "codigo_transacao")]
    #[doc(alias = "codigo_transacao")]
    pub transaction_code: Option<String>,
    /// The acquirer, by the ERP's number.
    #[serde(rename = "id_adquirente")]
    #[doc(alias = "id_adquirente")]
    pub acquirer_id: Option<i64>,
}

/// The contract that made a sale.
#[doc(alias = "contrato")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SaleContract {
    /// Identifier; called `uuid` here.
    #[serde(rename = "uuid")]
    #[doc(alias = "uuid")]
    pub id: Option<ContractId>,
    /// First day.
    #[serde(rename = "data_inicio", default, with = "wire::date")]
    #[doc(alias = "data_inicio")]
    pub start: Option<Date>,
    /// Last day.
    #[serde(rename = "data_fim", default, with = "wire::date")]
    #[doc(alias = "data_fim")]
    pub end: Option<Date>,
    /// Day of the month on which its sales are due.
    #[serde(rename = "dia_vencimento")]
    #[doc(alias = "dia_vencimento")]
    pub due_day: Option<i64>,
    /// What it counts in.
    #[serde(rename = "periodo")]
    #[doc(alias = "periodo")]
    pub frequency: Option<ContractFrequency>,
    /// How many of those between two sales.
    #[serde(rename = "periodicidade")]
    #[doc(alias = "periodicidade")]
    pub interval: Option<i64>,
}

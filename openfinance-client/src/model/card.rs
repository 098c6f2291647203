//! Credit cards and their limits.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{CardAccountId, CardId, Currency, Money};

/// One card account: one contract, with one or several cards on it.
#[doc(alias = "cartao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CardAccount {
    /// Identifier, equal to that of its [`Resource`](super::Resource).
    #[serde(rename = "creditCardAccountId")]
    #[doc(alias = "creditCardAccountId")]
    pub id: CardAccountId,
    /// What the bank calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which product it is.
    #[serde(rename = "productType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "productType")]
    pub product: Option<CardProduct>,
    /// The product in words, where it is another.
    #[serde(
        rename = "productAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "productAdditionalInfo")]
    pub product_description: Option<String>,
    /// Whose network it works in.
    #[serde(rename = "creditCardNetwork", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "creditCardNetwork")]
    pub network: Option<CardNetwork>,
    /// The network in words, where it is another.
    #[serde(
        rename = "networkAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "networkAdditionalInfo")]
    pub network_description: Option<String>,
    /// The brand the customer knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_name: Option<String>,
    /// CNPJ of the institution that issues it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_cnpj: Option<String>,
}

/// A card account by itself. It does not say its own identifier.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CardAccountDetails {
    /// What the bank calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which product it is.
    #[serde(rename = "productType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "productType")]
    pub product: Option<CardProduct>,
    /// The product in words, where it is another.
    #[serde(
        rename = "productAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "productAdditionalInfo")]
    pub product_description: Option<String>,
    /// Whose network it works in.
    #[serde(rename = "creditCardNetwork", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "creditCardNetwork")]
    pub network: Option<CardNetwork>,
    /// The network in words, where it is another.
    #[serde(
        rename = "networkAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "networkAdditionalInfo")]
    pub network_description: Option<String>,
    /// The cards on it. May be empty since version 2.4.
    #[serde(
        rename = "paymentMethod",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "paymentMethod")]
    pub cards: Vec<Card>,
}

/// One card, of plastic or virtual.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Card {
    /// Its last four digits, or something else that tells it apart.
    #[serde(rename = "identificationNumber")]
    #[doc(alias = "identificationNumber")]
    pub id: CardId,
    /// Whether it does more than credit.
    #[serde(
        rename = "isMultipleCreditCard",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "isMultipleCreditCard")]
    pub is_multiple: Option<bool>,
}

client_core::open_enum! {
    /// Which product a card is.
    pub enum CardProduct {
        /// Classic, national.
        ClassicNational = "CLASSIC_NACIONAL",
        /// Classic, international.
        ClassicInternational = "CLASSIC_INTERNACIONAL",
        /// Gold.
        Gold = "GOLD",
        /// Platinum.
        Platinum = "PLATINUM",
        /// Infinite.
        Infinite = "INFINITE",
        /// Electron.
        Electron = "ELECTRON",
        /// Standard, national.
        StandardNational = "STANDARD_NACIONAL",
        /// Standard, international.
        StandardInternational = "STANDARD_INTERNACIONAL",
        /// Eletronic, as the standard spells it.
        Eletronic = "ELETRONIC",
        /// Black.
        Black = "BLACK",
        /// Redeshop.
        Redeshop = "REDESHOP",
        /// Maestro.
        Maestro = "MAESTRO_MASTERCARD_MAESTRO",
        /// Green.
        Green = "GREEN",
        /// Blue.
        Blue = "BLUE",
        /// Bluebox.
        Bluebox = "BLUEBOX",
        /// For the self-employed.
        Freelancer = "PROFISSIONAL_LIBERAL",
        /// Electronic cheque.
        ElectronicCheque = "CHEQUE_ELETRONICO",
        /// Corporate.
        Corporate = "CORPORATIVO",
        /// Business.
        Business = "EMPRESARIAL",
        /// Purchases.
        Purchases = "COMPRAS",
        /// Basic, national.
        BasicNational = "BASICO_NACIONAL",
        /// Basic, international.
        BasicInternational = "BASICO_INTERNACIONAL",
        /// Nanquim.
        Nanquim = "NANQUIM",
        /// Graphite.
        Graphite = "GRAFITE",
        /// Mais.
        Mais = "MAIS",
        /// Another, said in words.
        Other = "OUTROS",
    }
}

client_core::open_enum! {
    /// Whose network a card works in.
    pub enum CardNetwork {
        /// Visa.
        Visa = "VISA",
        /// Mastercard.
        Mastercard = "MASTERCARD",
        /// American Express.
        AmericanExpress = "AMERICAN_EXPRESS",
        /// Diners Club.
        DinersClub = "DINERS_CLUB",
        /// Hipercard.
        Hipercard = "HIPERCARD",
        /// The issuer's own.
        Own = "BANDEIRA_PROPRIA",
        /// Electronic cheque.
        ElectronicCheque = "CHEQUE_ELETRONICO",
        /// Elo.
        Elo = "ELO",
        /// Another, said in words.
        Other = "OUTRAS",
    }
}

/// A limit of a card account, or of one card on it.
#[doc(alias = "limite")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CardLimit {
    /// What it limits.
    #[serde(
        rename = "creditLineLimitType",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "creditLineLimitType")]
    pub kind: Option<CardLimitKind>,
    /// Whether all cards share it.
    #[serde(rename = "consolidationType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "consolidationType")]
    pub sharing: Option<LimitSharing>,
    /// The card.
    #[serde(
        rename = "identificationNumber",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "identificationNumber")]
    pub card: Option<CardId>,
    /// For what use, where it limits one.
    #[serde(rename = "lineName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "lineName")]
    pub line: Option<CreditLine>,
    /// The use in words, where it is another.
    #[serde(
        rename = "lineNameAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "lineNameAdditionalInfo")]
    pub line_description: Option<String>,
    /// Whether there is no limit set in advance; amounts may then be absent.
    #[serde(rename = "isLimitFlexible", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "isLimitFlexible")]
    pub is_flexible: Option<bool>,
    /// How much.
    #[serde(rename = "limitAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "limitAmount")]
    pub limit: Option<LimitAmount>,
    /// How much of it is used; may be more than the limit, and negative.
    #[serde(rename = "usedAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "usedAmount")]
    pub used: Option<Money>,
    /// How much is left; may be negative.
    #[serde(rename = "availableAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "availableAmount")]
    pub available: Option<AvailableLimit>,
    /// The lower limit that the customer chose.
    #[serde(
        rename = "customizedLimitAmount",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "customizedLimitAmount")]
    pub customized: Option<Money>,
}

client_core::open_enum! {
    /// What a limit is on.
    pub enum CardLimitKind {
        /// Everything.
        Total = "LIMITE_CREDITO_TOTAL",
        /// One use.
        ByUse = "LIMITE_CREDITO_MODALIDADE_OPERACAO",
    }
}

client_core::open_enum! {
    /// Whether the cards of an account share a limit.
    pub enum LimitSharing {
        /// They do.
        Shared = "CONSOLIDADO",
        /// Each has its own.
        Individual = "INDIVIDUAL",
    }
}

client_core::open_enum! {
    /// For what use a limit is.
    pub enum CreditLine {
        /// Purchases paid at once.
        AtOnce = "CREDITO_A_VISTA",
        /// Purchases in instalments.
        Instalments = "CREDITO_PARCELADO",
        /// Cash in Brazil.
        CashInBrazil = "SAQUE_CREDITO_BRASIL",
        /// Cash abroad.
        CashAbroad = "SAQUE_CREDITO_EXTERIOR",
        /// Payroll loans.
        PayrollLoan = "EMPRESTIMO_CARTAO_CONSIGNADO",
        /// Another, said in words.
        Other = "OUTROS",
    }
}

/// How much a limit is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LimitAmount {
    /// How much.
    #[serde(with = "amount_string_exact")]
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
    /// Why it is zero, if it is.
    #[serde(rename = "limitAmountReason", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "limitAmountReason")]
    pub reason: Option<Redacted<String>>,
}

/// How much of a limit is left. A bank may leave out either part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AvailableLimit {
    /// How much; may be negative.
    #[serde(
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    pub amount: Option<Amount>,
    /// Of what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

//! The one record of anticipations, debit and credit settlements.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

client_core::id_type! {
    /// Blu's number of a client.
    pub struct ClientId;
    /// Identifies one liquidation: an anticipation, or a settlement of debit or credit sales.
    pub struct LiquidationId;
    /// The kind of a liquidation; Blu publishes no list of them. Leading zeros count.
    pub struct CategoryId;
    /// Identifies one installment of a sale, in the sales movement (`id_transaction`) and in every
    /// liquidation that settles a part of it.
    pub struct InstallmentId;
    /// The sequence number (NSU) of a card sale, 12 digits with leading zeros. It repeats over the
    /// years: take it together with the authorization code.
    pub struct Nsu;
    /// The issuer's authorization of a card sale, 6 characters; letters occur.
    pub struct AuthorizationCode;
}

/// One liquidation and the installments it settled: what became available in the Blu account on one
/// day, for one reason.
///
/// The same record comes from anticipations, debit and credit settlements. Which sums hold within
/// it is not documented; [`identities`](crate::identities) checks the possible readings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LiquidationRecord {
    /// Identifies the operation.
    pub id: LiquidationId,
    /// The client whose sales these are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// The client's CPF or CNPJ, digits only.
    #[serde(rename = "cpf_cnpj", default, skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cpf_cnpj")]
    pub tax_id: Option<Redacted<String>>,
    /// The client's legal name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_name: Option<Redacted<String>>,
    /// The kind of operation.
    #[serde(
        rename = "transaction_category_id",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transaction_category_id")]
    pub category_id: Option<CategoryId>,
    /// The kind of operation in words, for anticipations their type. Debit and credit settlements
    /// leave it out.
    #[serde(
        rename = "transaction_category",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transaction_category")]
    pub category: Option<String>,
    /// The day in Brasília on which the money became available in the Blu account. Debit
    /// settlements send it as a UTC instant; it is written back as a day.
    #[serde(
        rename = "released_at",
        with = "wire::day_or_instant",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "released_at")]
    pub released_on: Option<Date>,
    /// The operation's amount before the anticipation fee, most likely after MDR.
    #[serde(rename = "gross_value", with = "amount_string_exact")]
    #[doc(alias = "gross_value")]
    pub gross_amount: Amount,
    /// The amount credited.
    #[serde(rename = "net_value", with = "amount_string_exact")]
    #[doc(alias = "net_value")]
    pub net_amount: Amount,
    /// The anticipation fee; zero for debit and credit settlements.
    #[serde(rename = "rate_value", with = "amount_string_exact")]
    #[doc(alias = "rate_value")]
    pub fee_amount: Amount,
    /// The installments, or parts of them, that were settled.
    #[serde(
        rename = "liquidated_installments",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "liquidated_installments")]
    pub installments: Vec<LiquidatedInstallment>,
}

/// An installment of a card sale, as far as one liquidation settled it.
///
/// A partial anticipation settles a part; the rest follows in other anticipations or, on the
/// original date, in the credit settlements.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LiquidatedInstallment {
    /// Identifies the installment; `id_transaction` in the sales movement.
    #[doc(alias = "id_transaction")]
    pub id: InstallmentId,
    /// The sale's sequence number.
    #[serde(rename = "nsu_code", default, skip_serializing_if = "Option::is_none")]
    #[doc(alias = "nsu_code")]
    pub nsu: Option<Nsu>,
    /// The issuer's authorization of the sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_code: Option<AuthorizationCode>,
    /// The whole installment before MDR.
    #[serde(
        rename = "gross_value",
        with = "amount_string_exact",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "gross_value")]
    pub gross_amount: Option<Amount>,
    /// The whole installment after MDR.
    #[serde(
        rename = "net_value",
        with = "amount_string_exact",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "net_value")]
    pub net_amount: Option<Amount>,
    /// The part of the gross amount that this operation settled.
    #[serde(
        rename = "liquidated_gross_value",
        with = "amount_string_exact",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "liquidated_gross_value")]
    pub settled_gross_amount: Option<Amount>,
    /// What this operation paid for that part.
    #[serde(
        rename = "liquidated_net_value",
        with = "amount_string_exact",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "liquidated_net_value")]
    pub settled_net_amount: Option<Amount>,
    /// The anticipation fee of that part.
    #[serde(
        rename = "installment_rate",
        with = "amount_string_exact",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "installment_rate")]
    pub fee_amount: Option<Amount>,
    /// The MDR (what the acquirer keeps of a sale) of that part.
    #[serde(
        rename = "proportional_mdr",
        with = "amount_string_exact",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "proportional_mdr")]
    pub mdr_amount: Option<Amount>,
}

impl LiquidationRecord {
    /// Takes in the installments of another part of the same operation, or says what is wrong with
    /// the parts: then nobody knows what the whole is worth.
    pub(crate) fn absorb(&mut self, part: Self) -> Result<(), &'static str> {
        let flaws = [
            (self.client_id != part.client_id, "disagree on client_id"),
            (
                self.released_on != part.released_on,
                "disagree on released_at",
            ),
            (
                self.gross_amount != part.gross_amount,
                "disagree on gross_value",
            ),
            (self.net_amount != part.net_amount, "disagree on net_value"),
            (self.fee_amount != part.fee_amount, "disagree on rate_value"),
            (
                part.installments
                    .first()
                    .is_none_or(|first| self.installments.contains(first)),
                "repeat each other",
            ),
        ];
        match flaws.iter().find(|(is_there, _)| *is_there) {
            Some((_, flaw)) => Err(flaw),
            None => {
                self.installments.extend(part.installments);
                Ok(())
            }
        }
    }
}

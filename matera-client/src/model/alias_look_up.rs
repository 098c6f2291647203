//! What the central bank's register knows of a Pix key.

use client_core::secret::Redacted;
use client_core::{Error, ErrorKind, Outcome, Result, wire};
use serde::{Deserialize, Serialize};

use super::{
    AliasKind, AliasStatus, BankAccount, EndToEndId, PixPayment, Psp, TaxIdentifier, Timestamp,
};

client_core::open_enum! {
    /// What is counted of a Pix key, its holder or their account.
    pub enum AntiFraudCounterKind {
        /// Pix received.
        Settlements = "SETTLEMENTS",
        /// Frauds reported.
        ReportedFrauds = "REPORTED_FRAUDS",
        /// Money laundering reported.
        ReportedMoneyLaundering = "REPORTED_AML_CFT",
        /// Frauds confirmed.
        ConfirmedFrauds = "CONFIRMED_FRAUDS",
        /// Money laundering confirmed.
        ConfirmedMoneyLaundering = "CONFIRMED_AML_CFT",
        /// Pix rejected.
        Rejected = "REJECTED",
    }
}

/// Whose a Pix key is, with what a Pix to it needs.
///
/// [`payment`](Self::payment) makes that Pix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AliasLookUp {
    /// The key.
    pub alias: Option<Redacted<String>>,
    /// What kind of key.
    #[serde(rename = "aliasType")]
    #[doc(alias = "aliasType")]
    pub kind: Option<AliasKind>,
    /// Where it stands.
    pub status: Option<AliasStatus>,
    /// Who holds it.
    #[serde(rename = "aliasAccountHolder")]
    #[doc(alias = "aliasAccountHolder")]
    pub holder: Option<AliasHolder>,
    /// Where the holder lives or resides.
    #[serde(rename = "aliasHolderAddress")]
    #[doc(alias = "aliasHolderAddress")]
    pub holder_address: Option<AliasHolderAddress>,
    /// The account it leads to.
    #[serde(rename = "accountDestination")]
    #[doc(alias = "accountDestination")]
    pub account: Option<BankAccount>,
    /// The institution it leads to.
    pub psp: Option<Psp>,
    /// The name that the Pix must bear.
    #[serde(rename = "endToEndId")]
    #[doc(alias = "endToEndId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// Since when it exists.
    #[serde(rename = "creationDate")]
    #[doc(alias = "creationDate")]
    pub created_at: Option<Timestamp>,
    /// What was counted of it.
    #[serde(rename = "antiFraudClearingInfo")]
    #[doc(alias = "antiFraudClearingInfo")]
    pub anti_fraud: Option<AntiFraudInfo>,
    /// Statistics of the holder, when asked for.
    #[serde(rename = "personStatistics")]
    #[doc(alias = "personStatistics")]
    pub person_statistics: Option<AliasStatistics>,
    /// Statistics of the key, when asked for.
    #[serde(rename = "aliasStatistics")]
    #[doc(alias = "aliasStatistics")]
    pub alias_statistics: Option<AliasStatistics>,
}

impl AliasLookUp {
    /// A Pix to whom the key belongs, with all that the look-up answered.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the provider left out what a Pix needs.
    pub fn payment(&self) -> Result<PixPayment> {
        let tax_id = self.holder.as_ref().and_then(|holder| {
            let identifier = holder.tax_identifier.as_ref()?;
            identifier.tax_id.as_ref()
        });
        let psp = self.psp.as_ref().and_then(|psp| psp.id.as_ref());
        Ok(PixPayment::to_key(
            answered(self.alias.as_ref(), "alias")?.expose(),
            answered(self.end_to_end_id.as_ref(), "endToEndId")?.clone(),
            answered(psp, "psp.id")?,
            answered(tax_id, "aliasAccountHolder.taxIdentifier.taxId")?.expose(),
            answered(self.account.as_ref(), "accountDestination")?.clone(),
        ))
    }
}

fn answered<'a, T>(value: Option<&'a T>, field: &str) -> Result<&'a T> {
    value.ok_or_else(|| {
        let what = format!("the look-up answered no {field}, without which no Pix can be sent");
        Error::new(ErrorKind::Decode, Outcome::Applied, what)
    })
}

/// Who holds a Pix key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AliasHolder {
    /// CPF or CNPJ.
    #[serde(rename = "taxIdentifier")]
    #[doc(alias = "taxIdentifier")]
    pub tax_identifier: Option<TaxIdentifier>,
    /// Name.
    pub name: Option<Redacted<String>>,
}

/// Where the holder of a Pix key lives or resides.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AliasHolderAddress {
    /// Street and number.
    pub street: Option<Redacted<String>>,
    /// Postal code.
    #[serde(rename = "zipCode")]
    #[doc(alias = "zipCode")]
    pub postal_code: Option<Redacted<String>>,
    /// City.
    pub city: Option<Redacted<String>>,
    /// State, two letters.
    #[serde(rename = "uf")]
    #[doc(alias = "uf")]
    pub state: Option<String>,
}

/// What was counted of a Pix key, in the older form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AntiFraudInfo {
    /// When.
    #[serde(rename = "lastUpdated")]
    #[doc(alias = "lastUpdated")]
    pub updated_at: Option<Timestamp>,
    /// The counters.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub counters: Vec<AntiFraudCounter>,
}

/// One counter of a Pix key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AntiFraudCounter {
    /// What is counted.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<AntiFraudCounterKind>,
    /// Of what: the key, its holder, their account.
    pub by: Option<String>,
    /// In the last 3 days.
    #[serde(rename = "d3")]
    #[doc(alias = "d3")]
    pub three_days: Option<u64>,
    /// In the last 30 days.
    #[serde(rename = "d30")]
    #[doc(alias = "d30")]
    pub thirty_days: Option<u64>,
    /// In the last 6 months.
    #[serde(rename = "m6")]
    #[doc(alias = "m6")]
    pub six_months: Option<u64>,
}

/// What the central bank counts of a Pix key or its holder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AliasStatistics {
    /// Pix received.
    pub spi: Option<PixStatistics>,
    /// Marks of fraud.
    #[serde(rename = "fraudMarkers")]
    #[doc(alias = "fraudMarkers")]
    pub fraud_markers: Option<FraudMarkers>,
    /// Reports of infractions.
    #[serde(rename = "infractionReports")]
    #[doc(alias = "infractionReports")]
    pub infraction_reports: Option<InfractionStatistics>,
    /// Accounts the key or the holder's keys are registered for.
    pub entries: Option<EntryStatistics>,
}

/// One number in three windows of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Windows {
    /// In the last 90 days.
    #[serde(rename = "d90")]
    #[doc(alias = "d90")]
    pub ninety_days: Option<u64>,
    /// In the last 12 months.
    #[serde(rename = "m12")]
    #[doc(alias = "m12")]
    pub twelve_months: Option<u64>,
    /// In the last 60 months.
    #[serde(rename = "m60")]
    #[doc(alias = "m60")]
    pub sixty_months: Option<u64>,
}

/// Pix received.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixStatistics {
    /// Up to when it was counted.
    pub watermark: Option<Timestamp>,
    /// How many.
    pub settlements: Option<Windows>,
}

/// Marks of fraud.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FraudMarkers {
    /// Up to when they were counted.
    pub watermark: Option<Timestamp>,
    /// False applications for accounts.
    pub application_frauds: Option<Windows>,
    /// Accounts lent to fraudsters.
    pub mule_accounts: Option<Windows>,
    /// Accounts of fraudsters.
    pub scammer_accounts: Option<Windows>,
    /// Other frauds.
    pub other_frauds: Option<Windows>,
    /// All frauds.
    pub total_frauds: Option<Windows>,
    /// What they were about, in whole numbers; the unit is not published.
    pub total_fraud_transaction_amount: Option<Windows>,
    /// How many institutions reported them.
    pub distinct_fraud_reporters: Option<Windows>,
}

/// Reports of infractions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct InfractionStatistics {
    /// Up to when they were counted.
    pub watermark: Option<Timestamp>,
    /// Open ones.
    pub open_reports: Option<u64>,
    /// How many institutions have open ones.
    pub open_reports_distinct_reporters: Option<u64>,
    /// Rejected ones.
    pub rejected_reports: Option<Windows>,
}

/// Accounts that Pix keys are registered for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EntryStatistics {
    /// Up to when they were counted.
    pub watermark: Option<Timestamp>,
    /// How many.
    pub registered_accounts: Option<u64>,
}

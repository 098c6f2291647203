//! Pix in batches, and the codes of returns.

use client_core::http::IdempotencyKey;
use client_core::money::Amount;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize, Serializer};

use super::{AccountId, AccountIdentifier, Currency, PixPayment, check};

/// One Pix of a batch.
///
/// Its key names the Pix and not the batch: store it before the batch is sent, and look each up by
/// it afterwards. Only total, key and the receiver's CPF or CNPJ are known to be fields of an item;
/// the rest is taken from the Pix that is sent alone.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NonPriorityPix {
    #[serde(serialize_with = "key_as_text")]
    external_identifier: IdempotencyKey,
    account: AccountIdentifier,
    total_amount: Amount,
    currency: Currency,
    #[serde(flatten)]
    pix: PixPayment,
}

fn key_as_text<S: Serializer>(key: &IdempotencyKey, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(key.as_str())
}

impl NonPriorityPix {
    /// A Pix of `total` in BRL out of `account`.
    pub fn new(key: IdempotencyKey, account: &AccountId, total: Amount, pix: PixPayment) -> Self {
        Self {
            external_identifier: key,
            account: account.into(),
            total_amount: total,
            currency: Currency::Brl,
            pix,
        }
    }
}

/// The most items that the provider takes in one batch.
const LARGEST_BATCH: usize = 100;

pub(crate) fn check_batch(items: &[NonPriorityPix]) -> Result<()> {
    if items.is_empty() || items.len() > LARGEST_BATCH {
        return Err(Error::input(format!(
            "the batch has {} items; the provider takes 1 to {LARGEST_BATCH}",
            items.len()
        )));
    }
    for (index, item) in items.iter().enumerate() {
        let of_item = |error: Error| error.with_note(&format!("in item {index} of the batch"));
        check::positive(item.total_amount, "totalAmount").map_err(of_item)?;
        item.pix.check(item.total_amount).map_err(of_item)?;
        let mut others = items.iter().take(index);
        if others.any(|other| other.external_identifier == item.external_identifier) {
            return Err(Error::input(format!(
                "item {index} of the batch has the key of an earlier one; only one of them would \
                 be sent"
            )));
        }
    }
    Ok(())
}

/// The codes for which a Pix may be returned.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ReturnCodes {
    /// The codes.
    #[serde(rename = "returnCodes", deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "returnCodes")]
    pub codes: Vec<ReturnCode>,
}

/// A code for which a Pix may be returned.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ReturnCode {
    /// The code, such as `MD06`.
    pub code: Option<String>,
    /// In words.
    pub description: Option<String>,
}

//! Cash-in by TED and TEF.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&CREATE];

pub(crate) static CREATE: Endpoint = Endpoint::write(
    64,
    "matera.cash_in.create",
    Method::POST,
    "/v1/accounts/cashin",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Whole("amount"),
    Part::Field("recipient.taxIdentifier.taxId"),
]))
.keyed(KeyCarrier::Body);

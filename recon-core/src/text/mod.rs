//! Reading what banks write: folding, references inside memos, names damaged on the way.

mod extract;
mod fold;
mod similarity;

pub use extract::{Found, extract};
pub use fold::{fold, reference_key, tax_id_key};
pub(crate) use fold::{fold_into, reference_key_in};
pub use similarity::token_agreement;
pub(crate) use similarity::{Agreement, Recognised, Token, Word, agreement};

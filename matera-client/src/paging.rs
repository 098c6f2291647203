//! The seven ways in which the Flagship API splits lists, and lists not asked for yet.

mod envelope;
mod query;
mod style;
#[cfg(test)]
mod tests;

pub use self::query::Query;
pub(crate) use self::query::out_of_order;
pub use self::style::PagingStyle;

//! Fee tables: what a card acquirer keeps of each product.
//!
//! Columns by header: `product` and `rate_bp`, the rate in whole basis points (249 is 2.49 %).

use crate::identity::SeenIds;
use crate::problem::shape;
use crate::table::{Table, Vocabulary};
use crate::{Position, Problem, ProblemKind, ReadError, Source};

/// The fee of one product.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeeRow {
    /// Where it stands in the file.
    pub position: Position,
    /// The product, as `card:PRODUCT` of a ledger names it.
    #[doc(alias = "produto")]
    pub product: String,
    /// Hundredths of a percent of the gross amount, below 10 000.
    #[doc(alias = "rate_bp")]
    pub basis_points: u32,
}

/// A fee table, read as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fees {
    /// One row a product, in the order of the file.
    pub rows: Vec<FeeRow>,
    /// The rows that could not be read.
    pub problems: Vec<Problem>,
}

/// Reads a fee table.
///
/// A product's second row is a problem, even if it says the same.
///
/// # Errors
/// [`ReadError::NoHeader`] if a column is missing, [`ReadError::Empty`] or
/// [`ReadError::NotText`] for what is no CSV at all.
///
/// ```
/// # fn main() -> Result<(), statement_files::ReadError> {
/// let fees = statement_files::fees::read(b"product;rate_bp\nvisa_credit;249\n")?;
/// assert_eq!(fees.rows[0].basis_points, 249);
/// # Ok(())
/// # }
/// ```
pub fn read(bytes: &[u8]) -> Result<Fees, ReadError> {
    let source = Source::new(bytes);
    let mut table = Table::open(&source, &VOCABULARY)?;
    let mut fees = Fees::default();
    let mut products = SeenIds::default();
    while table.next_record() {
        match row(&table, &mut products) {
            Ok(row) => fees.rows.push(row),
            Err(problem) => fees.problems.push(problem),
        }
    }
    Ok(fees)
}

fn row(table: &Table<'_, Role>, products: &mut SeenIds) -> Result<FeeRow, Problem> {
    table.check_width()?;
    let column = |role| table.header().find(role).unwrap_or_default();
    let (product_column, rate_column) = (column(Role::Product), column(Role::Rate));
    let text = |column| {
        table
            .text(column)
            .ok_or_else(|| table.lost(column, ProblemKind::Missing))
    };
    let product = text(product_column)?;
    let rate = text(rate_column)?;
    let basis_points = rate
        .parse()
        .ok()
        .filter(|rate| (0..10_000).contains(rate))
        .ok_or_else(|| {
            table.lost(
                rate_column,
                ProblemKind::BadRate {
                    shape: shape(&rate),
                },
            )
        })?;
    if products.is_repeated(&product) {
        return Err(table.lost(product_column, ProblemKind::RepeatedId));
    }
    Ok(FeeRow {
        position: table.position(),
        product,
        basis_points,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Product,
    Rate,
}

const VOCABULARY: Vocabulary<Role> = Vocabulary {
    names: &[
        (Role::Product, &["PRODUCT", "PRODUTO"]),
        (
            Role::Rate,
            &["RATE BP", "TAXA BP", "BASIS POINTS", "PONTOS BASE"],
        ),
    ],
    required: &[("product", &[Role::Product]), ("rate_bp", &[Role::Rate])],
};

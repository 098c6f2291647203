//! Fee tables: what a card acquirer keeps of each product.
//!
//! Columns by header: `product` and `rate_bp`, the rate in whole basis points (249 is 2.49 %); and,
//! if they are there, `brand`, `fixed_fee` (decimal, on every sale), `valid_from`, `valid_until`.

use time::Date;

use crate::problem::shape;
use crate::statement::cents;
use crate::table::{Notation, Table, Vocabulary};
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
    /// Kept of every sale beside the rate, in cents.
    pub fixed_cents: i64,
    /// The card brand it holds for; all where there is none.
    #[doc(alias = "bandeira")]
    pub brand: Option<String>,
    /// The first day of sale it holds for.
    #[doc(alias = "vigencia")]
    pub valid_from: Option<Date>,
    /// The last day of sale it holds for.
    pub valid_until: Option<Date>,
}

/// A fee table, read as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fees {
    /// The rows in the order of the file. Whether two of them overlap, the contract says.
    pub rows: Vec<FeeRow>,
    /// The rows that could not be read.
    pub problems: Vec<Problem>,
}

/// Reads a fee table.
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
    read_source(&Source::new(bytes))
}

/// Reads a fee table from a source, whose [columns](Source::with_columns) may have been named.
///
/// # Errors
/// As [`read`].
pub fn read_source(source: &Source<'_>) -> Result<Fees, ReadError> {
    let mut table = Table::open(source, &VOCABULARY)?;
    let mut fees = Fees::default();
    while table.next_record() {
        match row(&mut table) {
            Ok(row) => fees.rows.push(row),
            Err(problem) => fees.problems.push(problem),
        }
    }
    Ok(fees)
}

fn row(table: &mut Table<'_, Role>) -> Result<FeeRow, Problem> {
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
    let mut fixed_cents = 0;
    if let Some(column) = table.header().find(Role::FixedFee) {
        let fixed = table.amount(column, Notation::Decimal);
        let fixed = fixed.map_err(|kind| table.lost(column, kind))?;
        fixed_cents = cents(fixed.unwrap_or_default())
            .ok_or_else(|| table.lost(column, ProblemKind::NotInCents))?;
    }
    let day = |role| match table.header().find(role) {
        None => Ok(None),
        Some(column) => table.date(column).map_err(|kind| table.lost(column, kind)),
    };
    let (valid_from, valid_until) = (day(Role::ValidFrom)?, day(Role::ValidUntil)?);
    let brand = table.header().find(Role::Brand);
    Ok(FeeRow {
        position: table.position(),
        product,
        basis_points,
        fixed_cents,
        brand: brand.and_then(|column| table.text(column)),
        valid_from: valid_from.map(|moment| moment.date),
        valid_until: valid_until.map(|moment| moment.date),
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Product,
    Rate,
    Brand,
    FixedFee,
    ValidFrom,
    ValidUntil,
}

const VOCABULARY: Vocabulary<Role> = Vocabulary {
    names: &[
        (Role::Product, &["PRODUCT", "PRODUTO"]),
        (
            Role::Rate,
            &["RATE BP", "TAXA BP", "BASIS POINTS", "PONTOS BASE"],
        ),
        (Role::Brand, &["BRAND", "BANDEIRA"]),
        (Role::FixedFee, &["FIXED FEE", "TARIFA FIXA", "TAXA FIXA"]),
        (
            Role::ValidFrom,
            &["VALID FROM", "VALIDO DE", "VIGENCIA INICIO"],
        ),
        (
            Role::ValidUntil,
            &["VALID UNTIL", "VALIDO ATE", "VIGENCIA FIM"],
        ),
    ],
    required: &[("product", &[Role::Product]), ("rate_bp", &[Role::Rate])],
};

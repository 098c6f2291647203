//! Tables as Parquet: DATE, DECIMAL(18,2), text and whole numbers. What is missing is null.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use time::Date;
use time::macros::date;

use super::table::{Kind, Table, Value};

const EPOCH: Date = date!(1970 - 01 - 01);
const PRECISION: i32 = 18;
const SCALE: i32 = 2;

/// Writes the table as one row group: a month of a group's banks is small.
pub(super) fn write(table: &Table, out: impl Write + Send) -> io::Result<()> {
    written(table, out).map_err(io::Error::other)
}

fn written(table: &Table, out: impl Write + Send) -> Result<(), ParquetError> {
    let fields = table.columns.iter();
    let fields = fields.map(|(name, kind)| field(name, *kind).map(Arc::new));
    let schema = Type::group_type_builder(table.name)
        .with_fields(fields.collect::<Result<_, _>>()?)
        .build()?;
    let properties = Arc::new(WriterProperties::builder().build());
    let mut file = SerializedFileWriter::new(out, TypePtr::new(schema), properties)?;
    let mut group = file.next_row_group()?;
    let mut number = 0;
    while let Some(mut column) = group.next_column()? {
        let cells = table.rows.iter().filter_map(|row| row.get(number));
        write_column(&mut column, cells)?;
        column.close()?;
        number += 1;
    }
    group.close()?;
    file.close()?;
    Ok(())
}

fn field(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Money => (
            Physical::INT64,
            Some(LogicalType::decimal(SCALE, PRECISION)),
        ),
        Kind::Count => (Physical::INT64, None),
    };
    let repetition = match kind {
        Kind::Day | Kind::Count => Repetition::REQUIRED,
        Kind::Text | Kind::Money => Repetition::OPTIONAL,
    };
    let field = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical);
    let field = match kind {
        Kind::Money => field.with_precision(PRECISION).with_scale(SCALE),
        _ => field,
    };
    field.build()
}

/// The values that are there, and for each row whether it has one.
#[derive(Default)]
struct Cells {
    days: Vec<i32>,
    texts: Vec<ByteArray>,
    numbers: Vec<i64>,
    levels: Vec<i16>,
}

fn write_column<'a>(
    column: &mut SerializedColumnWriter<'_>,
    values: impl Iterator<Item = &'a Value>,
) -> Result<(), ParquetError> {
    let mut cells = Cells::default();
    let mut is_optional = false;
    let mut is_text = false;
    for value in values {
        let there = match value {
            Value::Day(day) => {
                cells.days.push(days_since_epoch(*day)?);
                true
            }
            Value::Text(text) => {
                (is_optional, is_text) = (true, true);
                cells.texts.extend(text.as_deref().map(ByteArray::from));
                text.is_some()
            }
            Value::Money(cents) => {
                is_optional = true;
                cells.numbers.extend(cents);
                cents.is_some()
            }
            Value::Count(count) => {
                cells.numbers.push(i64::try_from(*count).map_err(too_much)?);
                true
            }
        };
        cells.levels.push(i16::from(there));
    }
    let levels = is_optional.then_some(&*cells.levels);
    if !cells.days.is_empty() {
        let column = column.typed::<Int32Type>();
        column.write_batch(&cells.days, None, None)?;
    } else if is_text {
        let column = column.typed::<ByteArrayType>();
        column.write_batch(&cells.texts, levels, None)?;
    } else if !cells.levels.is_empty() {
        let column = column.typed::<Int64Type>();
        column.write_batch(&cells.numbers, levels, None)?;
    }
    Ok(())
}

fn days_since_epoch(day: Date) -> Result<i32, ParquetError> {
    i32::try_from((day - EPOCH).whole_days()).map_err(too_much)
}

fn too_much(cause: std::num::TryFromIntError) -> ParquetError {
    ParquetError::External(Box::new(cause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::{Field, RowAccessor as _};

    fn read_back(rows: Vec<Vec<Value>>) -> Vec<Vec<Field>> {
        let table = Table {
            name: "cash_flow",
            columns: &[
                ("day", Kind::Day),
                ("bank", Kind::Text),
                ("net", Kind::Money),
                ("movements", Kind::Count),
            ],
            rows,
        };
        let mut file = tempfile::tempfile().unwrap();
        write(&table, &mut file).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let schema = reader.metadata().file_metadata().schema();
        let text = format!("{schema:?}");
        assert!(text.contains("Date"), "{text}");
        let rows = reader.get_row_iter(None).unwrap();
        rows.map(|row| {
            let row = row.unwrap();
            assert!(row.is_null_or_decimal(2));
            row.get_column_iter()
                .map(|(_, field)| field.clone())
                .collect()
        })
        .collect()
    }

    trait NullOrDecimal {
        fn is_null_or_decimal(&self, at: usize) -> bool;
    }

    impl NullOrDecimal for parquet::record::Row {
        fn is_null_or_decimal(&self, at: usize) -> bool {
            self.get_decimal(at)
                .is_ok_and(|decimal| (decimal.precision(), decimal.scale()) == (18, 2))
                || self.get_column_iter().nth(at).unwrap().1 == &Field::Null
        }
    }

    #[test]
    fn what_is_read_back_is_what_was_written() {
        let row = |day, bank: &str, cents, count| {
            let bank = Some(bank.to_owned()).filter(|bank| !bank.is_empty());
            vec![
                Value::Day(day),
                Value::Text(bank),
                Value::Money(cents),
                Value::Count(count),
            ]
        };
        let read = read_back(vec![
            row(date!(2026 - 11 - 20), "Banco Ipê", Some(-123_456), 3),
            row(date!(1969 - 12 - 31), "", None, 0),
            row(
                date!(2026 - 11 - 22),
                "Banco",
                Some(99_999_999_999_999_999),
                1,
            ),
        ]);
        assert_eq!(read.len(), 3);
        assert_eq!(read[0][0], Field::Date(20_777));
        assert_eq!(read[1][0], Field::Date(-1));
        assert_eq!(read[0][1], Field::Str("Banco Ipê".to_owned()));
        assert_eq!(read[1][1], Field::Null);
        assert_eq!(read[1][2], Field::Null, "a gap is null, not zero");
        assert_eq!(format!("{}", read[0][2]), "-1234.56");
        assert_eq!(format!("{}", read[2][2]), "999999999999999.99");
        assert_eq!(read[0][3], Field::Long(3));
    }

    #[test]
    fn an_empty_table_is_a_file_with_columns() {
        assert_eq!(read_back(Vec::new()).len(), 0);
    }
}

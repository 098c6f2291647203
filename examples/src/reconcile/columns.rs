//! What the columns of a CSV mean that has headers of its own: `bank=date:booked_on,amount,memo`.

use std::str::FromStr;

/// The side whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Bank,
    Ledger,
    Fees,
}

/// The columns of one side's CSV: names that we know, and the file's headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ColumnMap {
    pub(crate) side: Side,
    pub(crate) columns: Vec<(String, String)>,
}

impl FromStr for ColumnMap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (side, columns) = text
            .split_once('=')
            .ok_or("write SIDE=NAME:HEADER,…, such as bank=date:booked_on,amount,memo")?;
        let side = match side.trim() {
            "bank" => Side::Bank,
            "ledger" => Side::Ledger,
            "fees" => Side::Fees,
            other => return Err(format!("`{other}` is no side; write bank, ledger or fees")),
        };
        let mut map = Self {
            side,
            columns: Vec::new(),
        };
        for column in columns.split(',') {
            let (name, header) = column.split_once(':').unwrap_or((column, column));
            let (name, header) = (name.trim(), header.trim());
            if name.is_empty() || header.is_empty() {
                return Err(format!(
                    "`{column}` names no column; write NAME, or NAME:HEADER"
                ));
            }
            if map.columns.iter().any(|(known, _)| known == name) {
                return Err(format!("`{name}` is given twice; keep one"));
            }
            map.columns.push((name.to_owned(), header.to_owned()));
        }
        Ok(map)
    }
}

/// All that was said of one side's columns.
pub(crate) fn of_side(maps: &[ColumnMap], side: Side) -> Vec<(String, String)> {
    let of_side = maps.iter().filter(|map| map.side == side);
    of_side
        .flat_map(|map| map.columns.iter().cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_alone_is_its_own_header() {
        let map: ColumnMap = "bank=date:transaction_date,amount, memo ".parse().unwrap();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(map.side, Side::Bank);
        assert_eq!(
            map.columns,
            [
                pair("date", "transaction_date"),
                pair("amount", "amount"),
                pair("memo", "memo")
            ]
        );
    }

    #[test]
    fn what_cannot_be_meant_says_how_to_write_it() {
        for (text, says) in [
            ("date", "SIDE=NAME"),
            ("erp=date", "bank, ledger or fees"),
            ("bank=date:,memo", "NAME:HEADER"),
            ("bank=date,date:x", "given twice"),
        ] {
            let error = text.parse::<ColumnMap>().unwrap_err();
            assert!(error.contains(says), "{error}");
        }
    }
}

//! Books: what they refuse and what they find again.

use crate::support::{april, invoice};
use recon_core::{Book, BookError, Entry};
use time::macros::date;

#[test]
fn two_entries_of_one_id_are_refused_with_their_places() {
    let error = Book::from_entries([
        invoice("a", 1, 1, "x"),
        invoice("b", 2, 1, "x"),
        invoice("a", 3, 9, "x"),
        invoice("b", 4, 1, "x"),
    ])
    .unwrap_err();
    assert_eq!(
        error,
        BookError::DuplicateId {
            id: "a".into(),
            first: 1,
            second: 3
        }
    );
    assert!(error.to_string().contains("entries 1 and 3"));
}

#[test]
fn empty_ids_and_odd_currencies_are_refused() {
    assert_eq!(
        Book::from_entries([invoice("a", 1, 1, ""), Entry::new(" ", 1, april(1))]).unwrap_err(),
        BookError::EmptyId { position: 2 }
    );
    for code in ["", "R$", "REAL", "€€€"] {
        let entry = Entry::new("a", 1, april(1)).with_currency(code);
        assert_eq!(
            Book::from_entries([entry]).unwrap_err(),
            BookError::BadCurrency { position: 1 }
        );
    }
}

#[test]
fn days_that_no_calendar_knows_are_refused_with_the_entry_and_the_fix() {
    let of = |entry: Entry| Book::from_entries([invoice("a", 1, 1, ""), entry]).map(|b| b.len());
    let on = |date| Entry::new("slip", 1, date);
    for ends in [date!(1900 - 01 - 01), date!(2199 - 12 - 31)] {
        assert_eq!(
            of(on(ends).with_paid_on(ends).with_discount(ends, 1)),
            Ok(2)
        );
    }
    for (entry, field, year) in [
        (on(date!(1899 - 12 - 31)), "date", 1899),
        (on(date!(2200 - 01 - 01)), "date", 2200),
        (
            on(april(1)).with_paid_on(date!(0206 - 04 - 10)),
            "paid_on",
            206,
        ),
        (
            on(april(1)).with_discount(date!(2620 - 04 - 10), 1),
            "discount",
            2620,
        ),
    ] {
        let error = of(entry).unwrap_err();
        let id = "slip".to_owned();
        assert_eq!(
            error,
            BookError::DateOutOfRange {
                position: 2,
                id,
                field,
                year
            }
        );
        assert!(error.to_string().contains("correct the year"), "{error}");
    }
}

#[test]
fn entries_are_found_by_id() {
    let book =
        Book::from_entries((0..500).map(|i| Entry::new(format!("id{i}"), i, april(1)))).unwrap();
    for i in 0..500 {
        let entry = book.find(&format!("id{i}")).unwrap();
        assert_eq!(
            (book.amount(entry), book.position(entry)),
            (i, usize::try_from(i).unwrap())
        );
    }
    assert_eq!(book.find("id500"), None);
    assert_eq!(book.len(), 500);
}

#[test]
fn debug_shows_nobody() {
    let entry = invoice("a", 1, 1, "Maria Segredo")
        .with_tax_id("52998224725")
        .with_text("PIX MARIA SEGREDO");
    let shown = format!(
        "{entry:?} {:?}",
        Book::from_entries([entry.clone()]).unwrap()
    );
    assert!(
        !shown.contains("egredo") && !shown.contains("SEGREDO") && !shown.contains("52998"),
        "{shown}"
    );
}

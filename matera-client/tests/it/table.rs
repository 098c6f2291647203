//! The table of operations is whole and of one form.

use std::collections::{BTreeMap, BTreeSet};

use http::Method;
use matera_client::{ENDPOINTS, HashRule, Idempotency, KeyCarrier, OPERATIONS, Paging, mark};

#[test]
fn there_are_147_operations_in_the_order_of_the_providers_page() {
    let numbers: Vec<_> = ENDPOINTS
        .iter()
        .map(|row| usize::from(row.number))
        .collect();
    assert_eq!(numbers, (1..=147).collect::<Vec<_>>());
    let same = ENDPOINTS.iter().zip(OPERATIONS);
    assert!(
        same.into_iter()
            .all(|(row, operation)| row.operation.name == operation.name)
    );
}

#[test]
fn the_marks_are_those_that_were_counted() {
    let mut marks = BTreeMap::new();
    for operation in OPERATIONS {
        *marks.entry(operation.mark).or_insert(0) += 1;
    }
    let counted = [
        (mark::DOCUMENTED, 25),
        (mark::HASH_EXAMPLE, 33),
        (mark::TEXT, 2),
        (mark::INFERRED, 34),
        (mark::GUESS, 53),
    ];
    assert_eq!(marks, BTreeMap::from(counted));
}

#[test]
fn names_and_paths_are_of_one_form_and_unique() {
    let (mut names, mut paths) = (BTreeSet::new(), BTreeSet::new());
    for row in ENDPOINTS {
        let operation = &row.operation;
        let name = operation.name;
        let parts: Vec<_> = name.split('.').collect();
        assert_eq!((parts.len(), parts[0]), (3, "matera"), "{name}");
        let plain = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        assert!(parts.iter().all(|part| plain(part)), "{name}");
        assert!(operation.path.starts_with('/'), "{name}");
        assert!(names.insert(name), "{name}");
        assert!(
            paths.insert((operation.method.as_str(), operation.path)),
            "{name}"
        );
    }
}

/// Numbers without an idempotency key, as the provider's page has it.
const WITHOUT_KEY: [u8; 24] = [
    15, 18, 21, 22, 25, 26, 28, 41, 49, 57, 59, 65, 71, 72, 80, 96, 97, 100, 104, 109, 124, 108,
    126, 95,
];

#[test]
fn what_can_be_repeated_is_what_the_provider_recognises() {
    for row in ENDPOINTS {
        let (number, name) = (row.number, row.operation.name);
        let expected = match row.operation.method {
            Method::GET => Idempotency::Safe,
            // The token, and a query in the form of a POST.
            _ if [1, 53].contains(&number) => Idempotency::Safe,
            _ if WITHOUT_KEY.contains(&number) || number >= 127 => Idempotency::Unsafe,
            _ => Idempotency::Keyed,
        };
        assert_eq!(row.operation.idempotency, expected, "{name}");
        assert_eq!(
            row.key != KeyCarrier::None,
            expected == Idempotency::Keyed,
            "{name}"
        );
        let in_header = [112, 114, 115, 119, 120].contains(&number);
        assert_eq!(row.key == KeyCarrier::Header, in_header, "{name}");
    }
}

#[test]
fn operations_without_a_hash_are_those_of_the_providers_page() {
    let without: Vec<_> = ENDPOINTS
        .iter()
        .filter(|row| matches!(row.hash, HashRule::None))
        .map(|row| row.number)
        .collect();
    let mut expected = vec![1, 9, 10, 43, 51, 52, 78, 79];
    expected.extend(104..=147);
    assert_eq!(without, expected);
}

#[test]
fn the_paged_lists_are_those_of_the_providers_page() {
    let paged: Vec<_> = ENDPOINTS
        .iter()
        .filter(|row| row.operation.paging != Paging::None)
        .map(|row| row.number)
        .collect();
    assert_eq!(
        paged,
        [24, 47, 98, 101, 106, 113, 116, 117, 121, 130, 139, 142]
    );
}

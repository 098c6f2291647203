//! Why this one, and why not that one.

use crate::support::{bank, invoice};
use recon_core::{Book, Clue, Plan, Tag, Weigher};

#[test]
fn what_was_matched_weighs_most_and_the_rest_says_what_it_lacks() {
    let left = Book::from_entries([
        bank("b1", 7_300, 10, "PIX ANA LIMA NF 4471"),
        bank("usd", 7_300, 10, "PIX ANA LIMA").with_currency("USD"),
    ])
    .unwrap();
    let right = Book::from_entries([
        invoice("ana", 7_300, 10, "Ana Lima"),
        invoice("bia", 7_300, 10, "Beatriz Souza"),
        invoice("far", 7_300, 10, "Ana Lima").with_tag(Tag::Account, "other"),
    ])
    .unwrap();
    let plan = Plan::brazilian_bank();
    let weigher = Weigher::new(&left, &right, &plan);
    let of = |id: &str| left.find(id).unwrap();
    let best = weigher.for_left(of("b1"), 5);
    let ids: Vec<&str> = best.iter().map(|w| right.id(w.right)).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(ids[2], "bia");
    assert!(best[2].evidence.iter().any(|e| e.clue == Clue::NameDiffers));
    assert_eq!(
        best[0].score,
        best[0].evidence.iter().map(|e| e.worth).sum()
    );
    assert!(weigher.for_left(of("usd"), 5).is_empty());
    assert_eq!(weigher.pair(of("usd"), right.find("ana").unwrap()), None);
    let back = weigher.for_right(right.find("bia").unwrap(), 5);
    assert_eq!(back.len(), 1);
    assert_eq!(back[0].evidence, best[2].evidence);
}

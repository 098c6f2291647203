//! The chain of approvals: what breaks it, and that nothing else does.

use std::fs;

use examples::dda_batch::batch::{Batch, Item};
use examples::dda_batch::chain::{Approval, ChainError, Part, verify, verify_enough};
use examples::dda_batch::keys::{ApprovalKey, Authorised};
use proptest::prelude::*;
use time::macros::date;

struct People {
    keys: Vec<ApprovalKey>,
    list: Authorised,
}

impl People {
    fn new(count: usize) -> Self {
        let keys: Vec<_> = (0..count)
            .map(|_| ApprovalKey::generate().unwrap())
            .collect();
        let lines = keys
            .iter()
            .enumerate()
            .map(|(place, key)| key.line(&format!("P{place}")).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("approvers.txt");
        fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
        Self {
            keys,
            list: Authorised::read(&path).unwrap(),
        }
    }

    fn approve(&self, batch: &Batch) -> Vec<Approval> {
        let mut approvals = Vec::new();
        for key in &self.keys {
            approvals.push(Approval::sign(batch, &approvals, key));
        }
        approvals
    }
}

fn item(number: u8) -> Item {
    Item {
        bill: format!("bill-{number}"),
        barcode: examples::dda_batch::story::BARCODES[usize::from(number)].to_owned(),
        cents: 184_250 + i64::from(number),
        pay_on: date!(2026 - 11 - 30),
        payee: "77888999000163".to_owned(),
        payee_name: "Moinho Serra Azul".to_owned(),
        installment: format!("installment-{number}"),
    }
}

fn batch() -> Batch {
    Batch {
        company: "11222333000181".to_owned(),
        reference: "dda-20261122-kqzwtrmbhd".to_owned(),
        items: (0..3).map(item).collect(),
    }
}

#[test]
fn the_canonical_form_is_as_documented() {
    let mut batch = batch();
    batch.items.truncate(1);
    assert_eq!(
        batch.canonical(),
        "dda-batch 1 1\n\
         company 14 11222333000181\n\
         reference 23 dda-20261122-kqzwtrmbhd\n\
         bill 6 bill-0\n\
         barcode 44 75694000000000000001432101012345678901234561\n\
         amount 7 1842.50\n\
         pay_on 10 2026-11-30\n\
         payee 14 77888999000163\n\
         name 17 Moinho Serra Azul\n\
         installment 13 installment-0\n\
         items 1 1\n\
         total 7 1842.50\n"
    );
    let people = People::new(1);
    let approvals = people.approve(&batch);
    let signed = String::from_utf8(approvals[0].signed.clone()).unwrap();
    let end = signed.strip_prefix(&batch.canonical()).unwrap();
    let zeros = "0".repeat(64);
    let key = people.keys[0].public();
    assert_eq!(
        end,
        format!("previous 71 sha256:{zeros}\napprover 44 {key}\n")
    );
}

#[test]
fn every_byte_of_every_approval_counts() {
    let (people, batch) = (People::new(2), batch());
    let approvals = people.approve(&batch);
    assert_eq!(
        verify_enough(&batch, &approvals, &people.list).unwrap(),
        ["P0", "P1"]
    );
    for (place, approval) in approvals.iter().enumerate() {
        for byte in 0..approval.signed.len() {
            let mut tampered = approvals.clone();
            tampered[place].signed[byte] ^= 1;
            assert!(
                verify(&batch, &tampered, &people.list).is_err(),
                "{place}, byte {byte}"
            );
        }
        for (field, length) in [approval.signature.len(), approval.key.len()]
            .into_iter()
            .enumerate()
        {
            for byte in 0..length {
                let mut tampered = approvals.clone();
                let one = &mut tampered[place];
                let text = if field == 0 {
                    &mut one.signature
                } else {
                    &mut one.key
                };
                let other = if text.as_bytes()[byte] == b'A' {
                    "B"
                } else {
                    "A"
                };
                text.replace_range(byte..=byte, other);
                assert!(
                    verify(&batch, &tampered, &people.list).is_err(),
                    "{place}, byte {byte}"
                );
            }
        }
    }
}

#[test]
fn approvals_cannot_be_moved_left_out_or_repeated() {
    let (people, batch) = (People::new(3), batch());
    let approvals = people.approve(&batch);
    let check = |order: &[usize]| {
        let chosen: Vec<_> = order
            .iter()
            .map(|place| approvals[*place].clone())
            .collect();
        verify_enough(&batch, &chosen, &people.list)
    };
    assert_eq!(check(&[0, 1]).unwrap().len(), 2);
    assert_eq!(check(&[0]), Err(ChainError::TooFew { given: 1 }));
    assert_eq!(check(&[1, 0]), Err(ChainError::Unlinked { approval: 1 }));
    assert_eq!(check(&[0, 2]), Err(ChainError::Unlinked { approval: 2 }));
    assert_eq!(check(&[0, 0]), Err(ChainError::Unlinked { approval: 2 }));

    let twice = [
        approvals[0].clone(),
        Approval::sign(&batch, &approvals[..1], &people.keys[0]),
    ];
    assert_eq!(
        verify(&batch, &twice, &people.list),
        Err(ChainError::Twice { approval: 2 })
    );
    let stranger = ApprovalKey::generate().unwrap();
    let stranger = [Approval::sign(&batch, &[], &stranger)];
    assert_eq!(
        verify(&batch, &stranger, &people.list),
        Err(ChainError::Stranger { approval: 1 })
    );
}

#[test]
fn a_key_file_is_read_back_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    let key = ApprovalKey::generate().unwrap();
    key.write(&path).unwrap();
    assert_eq!(ApprovalKey::read(&path).unwrap().public(), key.public());
    assert!(key.write(&path).is_err());
    assert!(!format!("{key:?}").contains(&key.public()));
    fs::write(
        folder.path().join("no.pem"),
        "-----BEGIN PRIVATE KEY-----\nAAAA\n",
    )
    .unwrap();
    let error = ApprovalKey::read(&folder.path().join("no.pem")).unwrap_err();
    assert!(error.to_string().contains("keygen"), "{error}");

    let line = key.line("Joana Ficticia").unwrap();
    let list = folder.path().join("list.txt");
    for (text, wrong) in [
        (format!("# treasury\n\n{line}\n{line}"), 4),
        (format!("{line}\ned25519 AAAA Rui"), 2),
        (line.replace("ed25519 ", "rsa "), 1),
    ] {
        fs::write(&list, text).unwrap();
        let error = Authorised::read(&list).unwrap_err().to_string();
        assert!(error.contains(&format!("line {wrong}:")), "{error}");
    }
    assert!(key.line(" ").is_err() && key.line("Joana\nRui").is_err());
}

fn any_item() -> impl Strategy<Value = Item> {
    (any::<[String; 6]>(), 1..i64::from(u32::MAX), 0..3_000_i64).prop_map(|(texts, cents, day)| {
        let [bill, barcode, payee, payee_name, installment, _] = texts;
        let pay_on = date!(2026 - 01 - 01) + time::Duration::days(day);
        Item {
            bill,
            barcode,
            cents,
            pay_on,
            payee,
            payee_name,
            installment,
        }
    })
}

fn any_batch() -> impl Strategy<Value = Batch> {
    (
        any::<[String; 2]>(),
        prop::collection::vec(any_item(), 1..5),
    )
        .prop_map(|(texts, items)| {
            let [company, reference] = texts;
            Batch {
                company,
                reference,
                items,
            }
        })
}

/// Changes one field of an item.
fn tamper(item: &mut Item, field: usize) {
    match field {
        0 => item.bill.push('x'),
        1 => item.barcode.insert(0, '1'),
        2 => item.cents += 1,
        3 => item.pay_on = item.pay_on.next_day().unwrap(),
        4 => item.payee.push('0'),
        5 => item.payee_name.push('\n'),
        _ => item.installment.push(' '),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_changes_breaks_the_chain_and_is_named(
        batch in any_batch(), at in any::<prop::sample::Index>(), field in 0..7_usize,
    ) {
        let people = People::new(2);
        let approvals = people.approve(&batch);
        prop_assert!(verify_enough(&batch, &approvals, &people.list).is_ok());

        let place = at.index(batch.items.len());
        let mut changed = batch.clone();
        tamper(&mut changed.items[place], field);
        let what = Part::Item(place + 1);
        let expected = Err(ChainError::Changed { approval: 1, what });
        prop_assert_eq!(verify(&changed, &approvals, &people.list), expected);

        let mut fewer = batch.clone();
        fewer.items.remove(place);
        prop_assert!(verify(&fewer, &approvals, &people.list).is_err());
        let mut more = batch.clone();
        more.items.insert(place, item(0));
        prop_assert!(verify(&more, &approvals, &people.list).is_err());
        let mut other = batch.clone();
        other.company.push('1');
        let what = Part::Head;
        let expected = Err(ChainError::Changed { approval: 1, what });
        prop_assert_eq!(verify(&other, &approvals, &people.list), expected);
    }

    #[test]
    fn two_batches_never_have_the_same_bytes(one in any_batch(), other in any_batch()) {
        prop_assert_eq!(one == other, one.canonical() == other.canonical());
    }
}

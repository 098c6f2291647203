//! From hand to hand: proposed, approved by two, sent, followed; and what stops it on the way.

use contaazul_client::sandbox::BoletoChange;
use examples::cli::Exit;
use examples::dda_batch::STATE;
use http::Method;
use rusqlite::Connection;

use super::desk::{Desk, report};

/// Fails a command, and gives what it said.
fn refused(desk: &Desk, args: &[&str]) -> String {
    let (exit, terminal) = desk.command(args);
    assert_eq!(exit, Exit::Failed, "{args:?}");
    terminal.stderr()
}

fn done(desk: &Desk, args: &[&str]) -> serde_json::Value {
    let (exit, terminal) = desk.command(args);
    assert_eq!(exit, Exit::Done, "{args:?}: {}", terminal.stderr());
    report(&terminal)
}

fn approved(desk: &Desk) {
    for name in ["joana", "rui"] {
        let (exit, terminal) = desk.approve(name);
        assert_eq!(exit, Exit::Done, "{name}: {}", terminal.stderr());
    }
}

fn posts(desk: &Desk) -> u64 {
    desk.sandbox
        .front()
        .count(&Method::POST, "/v1/pagamentos/lote")
}

#[test]
fn certain_bills_are_proposed_and_doubtful_ones_are_listed() {
    let desk = Desk::new();
    let report = done(&desk, &["propose"]);
    let batch = &report["batches"][0];
    assert_eq!(batch["stage"], "proposed");
    assert_eq!(batch["total"], "2815.85");
    assert_eq!(batch["items"].as_array().unwrap().len(), 4);
    let doubtful = report["doubtful"].as_array().unwrap();
    assert_eq!(doubtful.len(), 2, "{doubtful:?}");
    let reasons: Vec<_> = doubtful
        .iter()
        .map(|one| one["reason"].as_str().unwrap())
        .collect();
    assert!(
        reasons
            .iter()
            .all(|reason| reason.starts_with("no payable")),
        "{reasons:?}"
    );

    let again = done(&desk, &["propose"]);
    assert_eq!(again["batches"], report["batches"], "nothing is new");
}

#[test]
fn money_moves_with_two_keys_and_not_before() {
    let desk = Desk::new();
    assert!(refused(&desk, &["send"]).contains("propose one"));
    done(&desk, &["propose"]);
    assert!(refused(&desk, &["send"]).contains("0 of 2 approvals"));
    assert_eq!(desk.approve("joana").0, Exit::Done);
    assert!(refused(&desk, &["send"]).contains("1 of 2 approvals"));
    let (exit, terminal) = desk.approve("joana");
    assert_eq!(exit, Exit::Failed);
    assert!(
        terminal.stderr().contains("approved before"),
        "{}",
        terminal.stderr()
    );
    desk.new_key("Stella Estranha");
    let (exit, terminal) = desk.approve("stella");
    assert_eq!(exit, Exit::Failed);
    assert!(
        terminal.stderr().contains("not in the list"),
        "{}",
        terminal.stderr()
    );
    assert_eq!((posts(&desk), desk.paid().1), (0, 0));

    assert_eq!(desk.approve("rui").0, Exit::Done);
    assert_eq!(done(&desk, &["send"])["batches"][0]["stage"], "sent");
    assert_eq!(desk.paid(), (desk.once(3), 269_240));
    assert!(refused(&desk, &["send"]).contains("no open batch"));
}

#[test]
fn a_batch_that_was_tampered_with_is_not_sent_and_the_item_is_named() {
    let desk = Desk::new();
    done(&desk, &["propose"]);
    approved(&desk);
    let state = Connection::open(desk.path(STATE)).unwrap();
    let barcode =
        "UPDATE item SET barcode = (SELECT barcode FROM item WHERE place = 0) WHERE place = 2";
    for (tampering, named) in [
        (
            "UPDATE item SET cents = cents + 1 WHERE place = 1",
            "item 2 changed",
        ),
        ("UPDATE item SET cents = cents - 1 WHERE place = 1", ""),
        (barcode, "item 3 changed"),
    ] {
        state.execute(tampering, []).unwrap();
        if !named.is_empty() {
            let said = refused(&desk, &["send"]);
            assert!(said.contains(named), "{said}");
        }
    }
    state
        .execute("DELETE FROM item WHERE place = 3", [])
        .unwrap();
    assert!(refused(&desk, &["send"]).contains("changed"));
    assert_eq!((posts(&desk), desk.paid().1), (0, 0));
}

#[test]
fn interest_that_grew_needs_new_approvals() {
    let desk = Desk::new();
    done(&desk, &["propose"]);
    approved(&desk);
    desk.change(2, BoletoChange::AmountDue(23_529));
    let said = refused(&desk, &["send"]);
    assert!(said.contains("costs 235.29 instead of 230.00"), "{said}");
    assert_eq!((posts(&desk), desk.paid().1), (0, 0));

    let report = done(&desk, &["show"]);
    assert_eq!(report["batches"][0]["approvals"], 0);
    assert_eq!(report["batches"][1]["stage"], "void");
    assert!(refused(&desk, &["send"]).contains("0 of 2 approvals"));
    approved(&desk);
    done(&desk, &["send"]);
    assert_eq!(desk.paid(), (desk.once(3), 269_769));
}

#[test]
fn bills_that_are_gone_leave_the_batch() {
    let desk = Desk::new();
    done(&desk, &["propose"]);
    approved(&desk);
    desk.change(0, BoletoChange::Withdrawn);
    let said = refused(&desk, &["send"]);
    assert!(said.contains("no longer open"), "{said}");
    let report = done(&desk, &["show"]);
    assert_eq!(report["batches"][0]["items"].as_array().unwrap().len(), 3);
}

#[test]
fn every_item_is_followed_to_its_own_end() {
    let desk = Desk::new();
    done(&desk, &["propose"]);
    approved(&desk);
    done(&desk, &["send"]);
    let fates = |report: &serde_json::Value| -> Vec<String> {
        let items = report["batches"][0]["items"].as_array().unwrap();
        let fates = items
            .iter()
            .map(|item| item["fate"].as_str().unwrap_or("open"));
        fates.map(str::to_owned).collect()
    };
    let report = done(&desk, &["follow"]);
    assert_eq!(fates(&report), ["paid", "paid", "paid", "open"]);
    assert_eq!(report["batches"][0]["stage"], "sent");

    desk.change(3, BoletoChange::Expired);
    desk.sandbox.set_today(desk.today + time::Duration::days(5));
    let report = done(&desk, &["follow"]);
    assert_eq!(fates(&report), ["paid", "paid", "paid", "expired"]);
    assert_eq!(report["batches"][0]["stage"], "ended");
    assert_eq!(desk.paid().0, desk.once(3));
}

#[test]
fn a_second_bill_for_what_is_under_way_is_not_paid() {
    let desk = Desk::new();
    done(&desk, &["propose"]);
    approved(&desk);
    done(&desk, &["send"]);
    // As if the bill that is scheduled had been issued again, under another barcode.
    let state = Connection::open(desk.path(STATE)).unwrap();
    let other = "UPDATE item SET barcode = '00191100000000150000000002345678000000112317'";
    let changed = state.execute(&format!("{other} WHERE place = 3"), []);
    assert_eq!(changed.unwrap(), 1);
    let report = done(&desk, &["propose"]);
    assert_eq!(report["batches"].as_array().unwrap().len(), 1);
    let doubtful = report["doubtful"].as_array().unwrap();
    assert!(
        doubtful.iter().any(|one| one["amount"] == "123.45"),
        "{doubtful:?}"
    );
}

#[test]
fn commands_that_need_a_server_say_so() {
    let (exit, terminal) =
        crate::terminal::Terminal::run("dda_batch", &["propose"], |args, console| {
            examples::dda_batch::run(args, console)
        });
    assert_eq!(exit, Exit::Usage);
    assert!(
        terminal.stderr().contains("--live"),
        "{}",
        terminal.stderr()
    );
}

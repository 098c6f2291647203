//! What recognises a line when a bank exports it again.

use statement_files::{Identity, ofx};

fn file(account: &str, lines: &[&str]) -> String {
    let lines: String = lines
        .iter()
        .map(|line| format!("<STMTTRN>{line}</STMTTRN>"))
        .collect();
    format!("<OFX><STMTRS><BANKACCTFROM>{account}</BANKACCTFROM>{lines}</STMTRS></OFX>")
}

fn identities(account: &str, lines: &[&str]) -> Vec<Identity> {
    let file = file(account, lines);
    ofx::read(file.as_bytes()).unwrap()[0]
        .lines
        .iter()
        .map(|line| line.identity)
        .collect()
}

const ACCOUNT: &str = "<BANKID>341<ACCTID>1234-5";
const FEE: &str = "<DTPOSTED>20260401<TRNAMT>-45.00<FITID>1<MEMO>TARIFA SERVIÇOS";

#[test]
fn twins_share_the_key_and_differ_in_the_occurrence() {
    let [first, second] = identities(ACCOUNT, &[FEE, FEE])[..] else {
        panic!()
    };
    assert_eq!(first.key(), second.key());
    assert_eq!((first.occurrence(), second.occurrence()), (1, 2));
    assert_ne!(first, second);
}

#[test]
fn how_the_file_is_written_does_not_count() {
    let expected = identities(ACCOUNT, &[FEE]);
    for (account, line) in [
        ("<BANKID>0341<ACCTID>0001234/5", FEE),
        (
            ACCOUNT,
            "<DTPOSTED>20260401120000[-3:BRT]<TRNAMT>-45,0<FITID>9<MEMO>Tarifa  servicos",
        ),
        (
            ACCOUNT,
            "<TRNTYPE>FEE<DTPOSTED>20260401<TRNAMT>-45<MEMO>TARIFA SERVIÇOS<CHECKNUM>0",
        ),
    ] {
        assert_eq!(identities(account, &[line]), expected, "{account} {line}");
    }
}

#[test]
fn a_check_number_counts_unless_it_is_the_fitid_again() {
    let plain = identities(ACCOUNT, &[FEE]);
    let with = |number: &str| identities(ACCOUNT, &[&format!("{FEE}<CHECKNUM>{number}")]);
    assert_ne!(with("850001"), plain);
    assert_ne!(with("850001"), with("850002"));
    assert_eq!(with("1"), plain);
}

#[test]
fn what_the_line_says_counts() {
    let fee = identities(ACCOUNT, &[FEE]);
    for line in [
        "<DTPOSTED>20260402<TRNAMT>-45.00<MEMO>TARIFA SERVIÇOS",
        "<DTPOSTED>20260401<TRNAMT>45.00<MEMO>TARIFA SERVIÇOS",
        "<DTPOSTED>20260401<TRNAMT>-45.00<MEMO>TARIFA SERVIÇO",
        "<DTPOSTED>20260401<TRNAMT>-45.00<NAME>TARIFA SERVIÇOS",
    ] {
        assert_ne!(identities(ACCOUNT, &[line]), fee, "{line}");
    }
    assert_ne!(identities("<BANKID>237<ACCTID>1234-5", &[FEE]), fee);
}

#[test]
fn the_key_never_changes_between_versions() {
    // Programs store it; a change here breaks them. Computed by an independent program too.
    let identity = identities(ACCOUNT, &[FEE])[0];
    assert_eq!(identity.to_string(), "bf28119bf025e3ac3b9a0df6ce2a0dc6-1");
}

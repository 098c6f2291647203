//! Answers get lost after the server has acted, or before.

use contaazul_client::sandbox::{Fault, FaultRule};
use examples::cli::Exit;
use http::Method;

use super::desk::Desk;

const BATCHES: &str = "/v1/pagamentos/lote";

/// The batch's creation and both its approvals begin like this.
const POSTS: u64 = 3;

#[test]
fn a_lost_answer_is_looked_up_and_nothing_is_done_again() {
    for number in 1..=POSTS {
        for fault in [
            Fault::DropBeforeAnswer,
            Fault::DropAfterHeaders,
            Fault::TruncateBody(3),
        ] {
            let desk = Desk::new();
            let case = format!("{fault:?} of post {number}");
            let lost = FaultRule::new(fault).on(Method::POST, BATCHES).nth(number);
            desk.sandbox.front().inject(lost);
            let (exit, terminal) = desk.run(desk.run_args());
            assert_eq!(exit, Exit::Done, "{case}: {}", terminal.stderr());
            assert!(terminal.stderr().contains("no answer"), "{case}");
            assert_eq!(
                desk.sandbox.front().count(&Method::POST, BATCHES),
                1,
                "{case}"
            );
            assert_eq!(desk.paid().0, desk.once(3), "{case}");
        }
    }
}

#[test]
fn a_request_that_never_arrived_is_made_again_by_a_later_run_only() {
    for number in 1..=POSTS {
        let desk = Desk::new();
        let never = FaultRule::new(Fault::DropBeforeProcessing).on(Method::POST, BATCHES);
        desk.sandbox.front().inject(never.nth(number));
        let (exit, terminal) = desk.run(desk.run_args());
        assert_eq!(exit, Exit::Failed, "post {number}");
        assert!(
            terminal.stderr().contains("send again later"),
            "{}",
            terminal.stderr()
        );
        assert!(desk.paid().0.is_empty(), "post {number}");

        let (exit, terminal) = desk.run(desk.run_args());
        assert_eq!(exit, Exit::Done, "post {number}: {}", terminal.stderr());
        assert_eq!(desk.paid().0, desk.once(3), "post {number}");
    }
}

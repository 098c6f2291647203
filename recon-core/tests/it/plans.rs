//! Plans: what they say about themselves, and what they refuse.

use crate::support::{Story, april, bank, invoice};
use recon_core::{Bits, Entry, Pass, PaymentTerms, Plan, Proposal, Step, View};

#[test]
fn a_plan_says_what_it_does() {
    let text = Plan::cash_application().describe();
    for wanted in [
        "1. remittance: take payments at their word",
        "60 days before to 120 days after",
        "fine of 2.00 % and 1.00 % a month",
        "Matched from 7.0 bits on",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }
    for name in Plan::NAMES {
        let plan = Plan::named(name).unwrap();
        assert!(plan.describe().lines().count() > plan.steps().len());
    }
    assert!(Plan::named("brasilian_bank").is_none());
}

#[test]
fn impossible_terms_name_their_field() {
    let terms = PaymentTerms {
        fine_basis_points: 10_000,
        ..PaymentTerms::default()
    };
    let error = Plan::brazilian_bank().with_terms(terms).unwrap_err();
    assert_eq!(error.field(), "terms.fine_basis_points");
    assert!(error.to_string().contains("basis points"), "{error}");
}

struct Nothing;

impl Pass for Nothing {
    fn name(&self) -> &str {
        "nothing"
    }
    fn propose(&self, _: &View<'_>) -> Vec<Proposal> {
        Vec::new()
    }
}

#[test]
fn own_passes_stand_where_they_are_put() {
    let plan = Plan::card_settlement().with_pass_at(2, Nothing);
    let names: Vec<_> = plan.steps().iter().map(Step::name).collect();
    assert_eq!(
        names[1..4],
        ["exact_reference", "nothing", "amount_and_clues"]
    );
    assert!(plan.describe().contains("3. nothing: run your own rule"));
    let last = Plan::empty().with_pass_at(9, Nothing);
    assert_eq!(last.steps().len(), 1);
}

#[test]
fn two_feeds_may_differ_a_little() {
    let feeds = || {
        (
            vec![
                bank("a1", -5_990, 10, "NETFLIX COM SAO PAULO"),
                bank("a2", -12_345, 11, "POSTO ESTRELA DO SUL"),
            ],
            vec![
                bank("c1", -6_050, 11, "Netflix.com São Paulo"),
                bank("c2", -12_345, 12, "Posto Estrela do Sul Ltda"),
            ],
        )
    };
    let (left, right) = feeds();
    let story = Story::with(&Plan::bank_feed(), left, right);
    let mut all = story.matches();
    all.extend(story.reviews());
    all.sort();
    assert_eq!(all, ["one_to_one: a1 = c1", "one_to_one: a2 = c2"]);
}

#[test]
fn what_one_company_is_owed_the_other_owes() {
    let receivable = Entry::new("a1", 250_000, april(10)).with_name("Serra Azul Logística");
    let payable = invoice("b1", -250_000, 12, "Serra Azul Logística");
    let story = Story::with(
        &Plan::intercompany(),
        vec![receivable],
        vec![payable.with_sign_turned()],
    );
    assert_eq!(story.matches(), ["one_to_one: a1 = b1"]);
}

#[cfg(feature = "serde")]
mod data {
    use super::*;

    fn read(text: &str) -> Result<Plan, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn plans_survive_a_round_trip() {
        for name in Plan::NAMES {
            let plan = Plan::named(name).unwrap().with_period_start(april(1));
            let text = serde_json::to_string(&plan).unwrap();
            assert_eq!(read(&text).unwrap().describe(), plan.describe(), "{name}");
        }
    }

    #[test]
    fn what_is_left_out_is_as_in_the_plan_it_is_based_on() {
        let plan = read(r#"{"based_on": "card_settlement", "days_after": 3}"#).unwrap();
        let wanted = Plan::card_settlement().with_window(3, 3);
        assert_eq!(plan.describe(), wanted.describe());
        let bank = read("{}").unwrap();
        assert_eq!(bank.describe(), Plan::brazilian_bank().describe());
    }

    #[test]
    fn bad_plans_name_the_field_and_the_fix() {
        let cases = [
            (r#"{"day_after": 3}"#, "unknown field `day_after`"),
            (
                r#"{"days_after": -1}"#,
                "plan field `days_after`: -1 is not between 0 and 3660",
            ),
            (r#"{"batch_span_days": 99}"#, "between 0 and 60 days"),
            (
                r#"{"amount_tolerance": -1}"#,
                "plan field `amount_tolerance`",
            ),
            (
                r#"{"review_from": 9000}"#,
                "plan field `review_from`: is above `sure_from`",
            ),
            (
                r#"{"based_on": "bank"}"#,
                "\"bank\" is none of brazilian_bank, card_settlement",
            ),
            (
                r#"{"steps": ["exact"]}"#,
                "\"exact\" is none of remittance, exact_reference",
            ),
            (r#"{"terms": {"fine": 2}}"#, "unknown field `fine`"),
            (
                r#"{"terms": {"rounding": -2}}"#,
                "plan field `terms.rounding`",
            ),
            (
                r#"{"fees": [{"product": "a", "basis_points": 10000}]}"#,
                "give basis points (319 for 3.19 %)",
            ),
        ];
        for (text, wanted) in cases {
            let error = read(text).unwrap_err();
            assert!(error.contains(wanted), "{text}: {error}");
        }
    }

    #[test]
    fn own_passes_are_not_data() {
        let plan = Plan::empty()
            .with_pass(Nothing)
            .with_sure_from(Bits::from_milli(8_000));
        let error = serde_json::to_string(&plan).unwrap_err().to_string();
        assert!(
            error.contains("\"nothing\"") && error.contains("with_pass_at"),
            "{error}"
        );
    }
}

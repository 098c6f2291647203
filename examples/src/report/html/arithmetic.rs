//! The sum behind a match, written out.

use recon_core::Match;

use crate::report::Report;
use crate::report::figures::Money;
use crate::report::language::Language;

/// Entries added up one by one; more are given as their number and total.
const TERMS: usize = 8;

/// How the ledger's amounts become the bank's: `R$ 100,00 − R$ 2,49 fee = R$ 97,51`. Nothing where
/// there is nothing to calculate.
pub(super) fn write_out(report: &Report<'_>, found: &Match) -> Option<String> {
    let language = report.language;
    let balance = found.balance;
    if found.left.is_empty() || found.right.is_empty() {
        return None;
    }
    // Payments out are negative throughout; people calculate with what was paid.
    let direction: i128 = if balance.gross < 0 { -1 } else { 1 };
    let cents = |cents: i64| direction * i128::from(cents);
    let is_plain = [
        balance.fee,
        balance.discount,
        balance.interest,
        balance.residual,
    ]
    .iter()
    .all(|part| *part == 0);
    if is_plain && found.left.len() <= 1 && found.right.len() <= 1 {
        return None;
    }
    let amounts = found.right.iter().map(|r| report.ledger.book().amount(*r));
    let mut text = terms(amounts.map(cents).collect(), language);
    let residual = cents(balance.residual);
    let (owed, too_much) = if residual < 0 {
        (0, -residual)
    } else {
        (residual, 0)
    };
    for (sign, part, english, portuguese) in [
        ('−', cents(balance.fee), "fee", "de taxa"),
        ('−', cents(balance.discount), "discount", "de desconto"),
        ('+', cents(balance.interest), "interest", "de juros"),
        ('−', owed, "still owed", "ainda devidos"),
        ('+', too_much, "too much", "a mais"),
    ] {
        if part != 0 {
            let name = language.say(english, portuguese);
            text.push_str(&format!(" {sign} {} {name}", Money::reais(part)));
        }
    }
    let paid = found.left.iter().map(|l| report.bank.book().amount(*l));
    text.push_str(" = ");
    text.push_str(&terms(paid.map(cents).collect(), language));
    Some(text)
}

fn terms(amounts: Vec<i128>, language: Language) -> String {
    if amounts.len() > TERMS {
        let entries = language.count(amounts.len(), ["item", "items"], ["itens", "itens"]);
        return format!("{} ({entries})", Money::reais(amounts.iter().sum::<i128>()));
    }
    let terms: Vec<String> = amounts
        .iter()
        .map(|a| Money::reais(*a).to_string())
        .collect();
    terms.join(" + ")
}

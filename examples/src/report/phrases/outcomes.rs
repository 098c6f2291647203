//! Kinds of match, rules, and reasons for what stayed open.

use recon_core::{Certificate, Difference, Match, MatchKind, OpenReason};

use crate::report::figures::Money;
use crate::report::language::Language;

/// What a match is an example of, as a heading over several of its kind.
pub(in crate::report) fn heading(found: &Match, language: Language) -> &'static str {
    match (found.kind, found.rule.as_ref()) {
        (MatchKind::Custom, "acquirer_report") => language.say(
            "Card sales, as the acquirer lists them",
            "Vendas no cartão, como a adquirente as lista",
        ),
        (other, _) => kind(other, language),
    }
}

fn kind(kind: MatchKind, language: Language) -> &'static str {
    let say = |english, portuguese| language.say(english, portuguese);
    match kind {
        MatchKind::OneToOne => say(
            "One payment, one entry, same amount",
            "Um pagamento, um título, mesmo valor",
        ),
        MatchKind::NetOfFee => say("Card sales, less the fee", "Vendas no cartão, menos a taxa"),
        MatchKind::Batch => say(
            "One payment for several entries",
            "Um pagamento para vários títulos",
        ),
        MatchKind::Installments => say(
            "Several payments for one entry",
            "Vários pagamentos para um título",
        ),
        MatchKind::PartialPayment => say(
            "Paid in part: the rest is still owed",
            "Pago em parte: ainda falta o resto",
        ),
        MatchKind::Overpayment => say(
            "More was paid than was owed",
            "Foi pago mais do que se devia",
        ),
        MatchKind::Reversal => say("A payment and its return", "Um pagamento e o seu estorno"),
        MatchKind::ManyToMany => say(
            "Several payments for several entries",
            "Vários pagamentos para vários títulos",
        ),
        MatchKind::DiscountTaken => say("Paid less a discount", "Pago com desconto"),
        MatchKind::InterestAdded => say(
            "Paid late, with fine or interest",
            "Pago com atraso, com multa ou juros",
        ),
        MatchKind::ShortPayment => say("Paid less a deduction", "Pago com uma dedução"),
        MatchKind::CreditMemoApplied => {
            say("Paid less a credit", "Pago com o abatimento de um crédito")
        }
        MatchKind::CrossReference => say("Paid by somebody else", "Pago por outra pessoa"),
        MatchKind::PriorPeriod => say(
            "An entry of an earlier period",
            "Um título de um período anterior",
        ),
        MatchKind::Refund => say("A sale and its refund", "Uma venda e o seu reembolso"),
        MatchKind::Chargeback => say("A sale and its chargeback", "Uma venda e a sua contestação"),
        MatchKind::ReturnedItem => say("Returned unpaid", "Devolvido sem pagamento"),
        MatchKind::VoidedAndReissued => say("Cancelled and paid again", "Cancelado e pago de novo"),
        MatchKind::SelfCorrecting => say(
            "A booking and its correction",
            "Um lançamento e a sua correção",
        ),
        MatchKind::OwnTransfer => say("Between own accounts", "Entre contas próprias"),
        MatchKind::Custom => say("By a rule of your own", "Por uma regra própria"),
        newer => newer.as_str(),
    }
}

/// A rule, as the way a match was found.
pub(in crate::report) fn rule(code: &str, language: Language) -> &str {
    let say = |english, portuguese| language.say(english, portuguese);
    match code {
        "exact_reference" => say("by its reference", "pela referência"),
        "amount_and_clues" => say("by amount, date and name", "por valor, data e nome"),
        "remittance" => say(
            "as the payment itself says",
            "como o próprio pagamento informa",
        ),
        "many_to_many" => say(
            "by the sum of several payments",
            "pela soma de vários pagamentos",
        ),
        "group_sum" => say("by the sum of entries", "pela soma dos títulos"),
        "different_amount" => say(
            "by its reference, with another amount",
            "pela referência, com outro valor",
        ),
        "confirmed" => say("by your own word", "pela sua palavra"),
        "same_side" => say("within one side", "dentro do mesmo lado"),
        "acquirer_report" => say("in the acquirer's report", "no relatório da adquirente"),
        "doubts" => say("likely, not certain", "provável, não certo"),
        newer => newer,
    }
}

/// How sure a match is, in kind.
pub(in crate::report) fn certificate(certificate: Certificate, language: Language) -> &'static str {
    let say = |english, portuguese| language.say(english, portuguese);
    match certificate {
        Certificate::Only => say("nothing else fits", "nada mais serve"),
        Certificate::Interchangeable => say(
            "others like it are its equals in everything we know",
            "há outros iguais a este em tudo o que se sabe",
        ),
        Certificate::Likely => say("others fit clearly worse", "outros servem bem menos"),
        Certificate::Tie => say(
            "another answer is about as good",
            "outra resposta é quase tão boa",
        ),
    }
}

/// Why an entry stayed open, as a heading over several.
#[must_use]
pub fn open_reason(code: &str, language: Language) -> &str {
    let say = |english, portuguese| language.say(english, portuguese);
    match code {
        "no_candidate" => say(
            "Nothing on the other side comes near",
            "Nada do outro lado chega perto",
        ),
        "nearest" => say(
            "Something comes near, but does not fit",
            "Algo chega perto, mas não confere",
        ),
        "taken_by_better_claim" => say(
            "What it fits belongs to a better match",
            "O que serviria pertence a outro que confere melhor",
        ),
        "looks_like_duplicate" => say(
            "Looks like the same payment made twice",
            "Parece o mesmo pagamento feito duas vezes",
        ),
        "looks_like_reversal" => say(
            "Looks like the return of a matched payment",
            "Parece o estorno de um pagamento conciliado",
        ),
        "looks_like_fee" => say(
            "Looks like a bank charge that nobody entered",
            "Parece uma tarifa que ninguém lançou",
        ),
        newer => newer,
    }
}

/// What keeps an entry apart from its nearest candidate; nothing for other reasons.
pub(in crate::report) fn difference(reason: &OpenReason, language: Language) -> String {
    let OpenReason::Nearest { differs, .. } = reason else {
        return String::new();
    };
    let parts: Vec<String> = differs.iter().map(|d| one(d, language)).collect();
    parts.join(", ")
}

fn one(difference: &Difference, language: Language) -> String {
    let say = |english, portuguese| language.say(english, portuguese);
    match difference {
        Difference::Amount(by) => format!(
            "{} {}",
            say("the amount differs by", "o valor difere em"),
            Money::reais(by.unsigned_abs())
        ),
        Difference::Date(business_days) => language.count(
            usize::try_from(business_days.unsigned_abs()).unwrap_or(usize::MAX),
            ["working day apart", "working days apart"],
            ["dia útil de distância", "dias úteis de distância"],
        ),
        Difference::Name => say(
            "the names have little in common",
            "os nomes têm pouco em comum",
        )
        .to_owned(),
        Difference::Reference => {
            say("the references differ", "as referências são diferentes").to_owned()
        }
        Difference::Evidence => {
            say("too little speaks for it", "há poucos indícios a favor").to_owned()
        }
        newer => newer.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::phrases::advice;
    use recon_core::Plan;

    #[test]
    fn every_rule_of_the_plan_has_words() {
        for step in Plan::brazilian_bank().steps() {
            let code = step.name();
            let words = [Language::English, Language::Portuguese].map(|l| rule(&code, l));
            assert_ne!(words[0], code);
            assert_ne!(words[0], words[1]);
        }
    }

    #[test]
    fn every_reason_has_words_and_advice() {
        for code in [
            "no_candidate",
            "nearest",
            "taken_by_better_claim",
            "looks_like_duplicate",
            "looks_like_reversal",
            "looks_like_fee",
        ] {
            for language in [Language::English, Language::Portuguese] {
                assert_ne!(open_reason(code, language), code);
                assert!(
                    [true, false]
                        .iter()
                        .all(|at_bank| !advice(code, *at_bank, language).is_empty())
                );
            }
        }
    }
}

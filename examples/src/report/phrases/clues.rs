//! The clues of a match.

use recon_core::{Bits, Clue, Evidence, ReferenceKind};

use crate::report::figures::Money;
use crate::report::language::Language;

/// All clues of a match with what each was worth, on one line.
pub(in crate::report) fn evidence(all: &[Evidence], language: Language) -> String {
    let mut text = String::new();
    for one in all {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&clue(one, language));
        text.push_str(&format!(" ({})", Signed(one.worth)));
    }
    text
}

/// Bits with a sign: `+12.1`.
struct Signed(Bits);

impl std::fmt::Display for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let milli = self.0.milli();
        let sign = if milli < 0 { '-' } else { '+' };
        let tenths = milli.unsigned_abs() / 100;
        write!(f, "{sign}{}.{}", tenths / 10, tenths % 10)
    }
}

/// One clue.
pub(in crate::report) fn clue(evidence: &Evidence, language: Language) -> String {
    let say = |english, portuguese| language.say(english, portuguese);
    match &evidence.clue {
        Clue::ReferenceAgrees { kind, carried_by } => {
            reference_agrees(*kind, *carried_by, language)
        }
        Clue::ReferenceDiffers => {
            say("the references differ", "as referências são diferentes").to_owned()
        }
        Clue::ReferencePointsElsewhere => say(
            "its reference is that of another entry",
            "a referência é de outro título",
        )
        .to_owned(),
        Clue::AmountEqual { shared_by } => amount_equal(*shared_by, language),
        Clue::NetOfContract { fee, .. } => format!(
            "{} {}",
            say(
                "exactly what is left after the contract's fee of",
                "exatamente o que sobra depois da taxa contratada de"
            ),
            Money::reais(*fee)
        ),
        Clue::AmountDiffers { by } => format!(
            "{} {}",
            say("the amounts differ by", "os valores diferem em"),
            Money::reais(by.unsigned_abs())
        ),
        Clue::SumEqual {
            entries,
            ways,
            pool,
        } => {
            let mut text = sum_equal(*entries, *ways, *pool, language);
            if evidence.worth < Bits::ZERO {
                text.push_str(say(
                    "; among so many, that may be chance",
                    "; entre tantos, pode ser acaso",
                ));
            }
            text
        }
        Clue::TaxIdAgrees => say("same CPF or CNPJ", "mesmo CPF ou CNPJ").to_owned(),
        Clue::TaxIdDiffers => say("CPF or CNPJ is another one", "o CPF ou CNPJ é outro").to_owned(),
        Clue::NameAgrees { percent } => format!(
            "{} {percent} %",
            say("the name is recognisable to", "o nome é reconhecível em")
        ),
        Clue::NameDiffers => say(
            "the names have little in common",
            "os nomes têm pouco em comum",
        )
        .to_owned(),
        Clue::Lag { business_days } => lag(*business_days, language),
        Clue::SaysReturn => say(
            "the text says that it is a return",
            "o texto diz que é um estorno ou devolução",
        )
        .to_owned(),
        Clue::Confirmed => say("you confirmed it", "você confirmou").to_owned(),
        Clue::Note(text) => text.clone(),
        newer => newer.to_string(),
    }
}

fn reference_agrees(kind: ReferenceKind, carried_by: u32, language: Language) -> String {
    let name = reference_kind(kind, language);
    let same = language.say("same", "confere:");
    if carried_by <= 1 {
        let alone = language.say("which only this entry has", "que só este título tem");
        format!("{same} {name}, {alone}")
    } else {
        let shared = language.say("which this many entries have:", "em quantos títulos:");
        format!("{same} {name}, {shared} {carried_by}")
    }
}

fn reference_kind(kind: ReferenceKind, language: Language) -> &'static str {
    let say = |english, portuguese| language.say(english, portuguese);
    match kind {
        ReferenceKind::EndToEndId => say("Pix end-to-end id", "identificador fim a fim do Pix"),
        ReferenceKind::Txid => say("Pix txid", "txid do Pix"),
        ReferenceKind::NossoNumero => say("boleto number (nosso número)", "nosso número"),
        ReferenceKind::Nsu => say("card NSU", "NSU do cartão"),
        ReferenceKind::AuthorizationCode => {
            say("card authorization code", "código de autorização do cartão")
        }
        ReferenceKind::NfeKey => say("NF-e key", "chave da NF-e"),
        ReferenceKind::InvoiceNumber => say("invoice number", "número da nota"),
        ReferenceKind::Document => say("document number", "número do documento"),
        ReferenceKind::Free => say("reference", "referência"),
        newer => newer.as_str(),
    }
}

fn amount_equal(shared_by: u32, language: Language) -> String {
    if shared_by <= 1 {
        let text = language.say(
            "same amount, the only one of these days",
            "mesmo valor, o único destes dias",
        );
        return text.to_owned();
    }
    let text = language.say(
        "same amount, as in this many entries of these days:",
        "mesmo valor; títulos com ele nestes dias:",
    );
    format!("{text} {shared_by}")
}

fn sum_equal(entries: u32, ways: u32, pool: u32, language: Language) -> String {
    let number = |n: u32| language.number(usize::try_from(n).unwrap_or(usize::MAX));
    let (entries, pool) = (number(entries), number(pool));
    match (language, ways) {
        (Language::English, 0 | 1) => {
            format!("{entries} entries add up to it, and no other choice of the {pool} does")
        }
        (Language::English, _) => format!(
            "{entries} entries add up to it, one of {} such choices of the {pool}",
            number(ways)
        ),
        (Language::Portuguese, 0 | 1) => {
            format!("{entries} títulos somam o valor, e nenhuma outra escolha entre {pool}")
        }
        (Language::Portuguese, _) => format!(
            "{entries} títulos somam o valor, uma de {} escolhas possíveis entre {pool}",
            number(ways)
        ),
    }
}

fn lag(business_days: i32, language: Language) -> String {
    let days = usize::try_from(business_days.unsigned_abs()).unwrap_or(usize::MAX);
    if days == 0 {
        return language.say("on the day", "no dia").to_owned();
    }
    let days = language.count(
        days,
        ["working day", "working days"],
        ["dia útil", "dias úteis"],
    );
    if business_days < 0 {
        format!("{days} {}", language.say("early", "antes"))
    } else {
        format!("{days} {}", language.say("late", "depois"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clues_read_well_in_both_languages() {
        let both = |c: Clue| {
            [Language::English, Language::Portuguese].map(|language| {
                clue(&Evidence::new(c.clone(), Bits::ZERO), language).replace('\u{a0}', " ")
            })
        };
        assert_eq!(
            both(Clue::Lag { business_days: -1 }),
            ["1 working day early", "1 dia útil antes"]
        );
        assert_eq!(
            both(Clue::NetOfContract {
                fee: 249,
                shared_by: 1
            }),
            [
                "exactly what is left after the contract's fee of R$ 2,49",
                "exatamente o que sobra depois da taxa contratada de R$ 2,49"
            ]
        );
        let worth = Bits::from_milli(-2_450);
        let all = [
            Evidence::new(Clue::TaxIdAgrees, Bits::from_milli(12_000)),
            Evidence::new(Clue::NameDiffers, worth),
        ];
        assert_eq!(
            evidence(&all, Language::English),
            "same CPF or CNPJ (+12.0); the names have little in common (-2.4)"
        );
    }
}

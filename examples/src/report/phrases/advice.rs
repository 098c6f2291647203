//! What to do about open entries.

use crate::report::language::Language;

/// What the owner can do about entries that stayed open for this reason, on the bank's side or the
/// ledger's.
pub(in crate::report) fn advice(
    reason_code: &str,
    at_bank: bool,
    language: Language,
) -> &'static str {
    let say = |english, portuguese| language.say(english, portuguese);
    match (reason_code, at_bank) {
        ("no_candidate", true) => say(
            "Enter them in the ledger, or find out what they are.",
            "Lance-os no sistema, ou descubra o que são.",
        ),
        ("no_candidate", false) => say(
            "Not paid yet, or paid through another account.",
            "Ainda não pagos, ou pagos por outra conta.",
        ),
        ("nearest", true) => say(
            "Check the entry named in each line; correct what was mistyped.",
            "Confira o título citado em cada linha; corrija o que foi digitado errado.",
        ),
        ("nearest", false) => say(
            "Check the bank line named in each; it may be this one's payment.",
            "Confira o lançamento citado em cada linha; pode ser o pagamento deste título.",
        ),
        ("taken_by_better_claim", _) => say(
            "Probably one entry is missing on the other side.",
            "Provavelmente falta um registro do outro lado.",
        ),
        ("looks_like_duplicate", true) => say(
            "Ask who paid: the second payment may have to be given back.",
            "Fale com quem pagou: o segundo pagamento talvez precise ser devolvido.",
        ),
        ("looks_like_duplicate", false) => say(
            "Probably entered twice: delete one.",
            "Provavelmente lançado duas vezes: apague um.",
        ),
        ("looks_like_reversal", _) => say(
            "The payment it returns was matched: reopen that one.",
            "O pagamento estornado foi conciliado: reabra aquele título.",
        ),
        ("looks_like_fee", _) => say("Enter them as expenses.", "Lance-as como despesa."),
        _ => "",
    }
}

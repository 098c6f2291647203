//! Codes of the log in words. Where there are none the code itself is shown.

use client_core::audit::LegalBasis;
use client_core::consent::{ConsentEvent, EndedBy};
use time::OffsetDateTime;
use time::macros::format_description;

use crate::report::Language;

use super::evidence::{BRASILIA, By};

/// Code, English, Portuguese.
type Phrase = (&'static str, &'static str, &'static str);

const KINDS: [Phrase; 21] = [
    ("oauth.granted", "access granted", "acesso concedido"),
    ("oauth.refreshed", "access renewed", "acesso renovado"),
    (
        "oauth.refresh_failed",
        "access not renewed",
        "acesso não renovado",
    ),
    ("oauth.revoked", "access withdrawn", "acesso revogado"),
    (
        "consent.created",
        "consent asked for",
        "consentimento solicitado",
    ),
    (
        "consent.authorised",
        "consent granted",
        "consentimento autorizado",
    ),
    (
        "consent.renewed",
        "consent renewed",
        "consentimento renovado",
    ),
    (
        "consent.changed",
        "consent changed",
        "consentimento alterado",
    ),
    ("consent.used", "consent used up", "consentimento consumido"),
    (
        "consent.revoked",
        "consent withdrawn",
        "consentimento revogado",
    ),
    (
        "consent.expired",
        "consent expired",
        "consentimento expirado",
    ),
    (
        "consent.rejected",
        "consent refused",
        "consentimento rejeitado",
    ),
    ("data.pulled", "data read", "dados lidos"),
    ("payment.created", "payment created", "pagamento criado"),
    ("payment.approved", "payment approved", "pagamento aprovado"),
    ("payment.sent", "payment sent", "pagamento enviado"),
    ("payment.settled", "payment settled", "pagamento liquidado"),
    ("payment.failed", "payment failed", "pagamento não efetuado"),
    (
        "pix_limit.changed",
        "Pix limit changed",
        "limite Pix alterado",
    ),
    (
        "export.created",
        "exported to a file",
        "exportado para arquivo",
    ),
    ("deletion.done", "data deleted", "dados eliminados"),
];

const OUTCOMES: [Phrase; 4] = [
    ("succeeded", "done", "feito"),
    ("refused", "refused", "recusado"),
    ("failed", "failed", "falhou"),
    ("unknown", "not yet known", "ainda não se sabe"),
];

const BASES: [Phrase; 10] = [
    ("consent", "consent", "consentimento"),
    (
        "legal_obligation",
        "legal obligation",
        "obrigação legal ou regulatória",
    ),
    ("public_policy", "public policy", "políticas públicas"),
    ("research", "research", "estudos por órgão de pesquisa"),
    ("contract", "contract", "execução de contrato"),
    (
        "exercise_of_rights",
        "exercise of rights",
        "exercício regular de direitos",
    ),
    (
        "protection_of_life",
        "protection of life",
        "proteção da vida",
    ),
    ("health", "health", "tutela da saúde"),
    (
        "legitimate_interest",
        "legitimate interest",
        "legítimo interesse",
    ),
    (
        "credit_protection",
        "protection of credit",
        "proteção do crédito",
    ),
];

const FAULTS: [Phrase; 7] = [
    ("malformed", "is not a record", "não é um registro"),
    (
        "edited",
        "was edited: it does not have its hash",
        "foi editada: não tem o seu hash",
    ),
    (
        "unlinked",
        "does not follow the one before: a record was removed, inserted, moved or replaced",
        "não segue a anterior: um registro foi retirado, inserido, movido ou trocado",
    ),
    (
        "unterminated",
        "has no end: the writer died or is writing, or the log was cut",
        "não tem fim: o programa parou ou está gravando, ou a trilha foi cortada",
    ),
    (
        "too_long",
        "is longer than any record",
        "é mais longa que qualquer registro",
    ),
    (
        "unreadable",
        "could not be read, nor what follows",
        "não pôde ser lida, nem o que segue",
    ),
    ("other", "does not hold", "não confere"),
];

fn find<'a>(phrases: &[Phrase], code: &'a str, language: Language) -> &'a str {
    let known = phrases.iter().find(|(known, ..)| *known == code);
    known.map_or(code, |(_, english, portuguese)| {
        language.say(english, portuguese)
    })
}

pub(super) fn kind(code: &str, language: Language) -> &str {
    find(&KINDS, code, language)
}

pub(super) fn outcome(code: &str, language: Language) -> &str {
    find(&OUTCOMES, code, language)
}

pub(super) fn fault(code: &str, language: Language) -> &str {
    find(&FAULTS, code, language)
}

/// `contract (LGPD, art. 7, V)`.
pub(super) fn basis(basis: &LegalBasis, language: Language) -> String {
    let label = basis.label();
    // The items of article 11 have the words of those of article 7.
    let label = find(
        &BASES,
        label.strip_prefix("sensitive_").unwrap_or(label),
        language,
    );
    match (basis.article(), basis.item()) {
        (Some(article), Some(item)) => format!("{label} (LGPD, art. {article}, {item})"),
        _ => label.to_owned(),
    }
}

pub(super) fn step(what: &ConsentEvent, language: Language) -> String {
    let words = match what {
        ConsentEvent::Asked => language.say("asked for", "solicitado"),
        ConsentEvent::Granted => language.say("granted", "autorizado"),
        ConsentEvent::Renewed => language.say("renewed", "renovado"),
        ConsentEvent::Changed => language.say("changed", "alterado"),
        ConsentEvent::Rejected => language.say("refused", "rejeitado"),
        ConsentEvent::Revoked => language.say("withdrawn", "revogado"),
        ConsentEvent::Expired => language.say("expired", "expirado"),
        ConsentEvent::Used => language.say("used up", "consumido"),
        _ => what.as_str(),
    };
    words.to_owned()
}

pub(super) fn ended_by(by: &EndedBy, language: Language) -> String {
    let words = match by {
        EndedBy::Holder => language.say("by the holder", "pelo titular"),
        EndedBy::Institution => language.say("by the institution", "pela instituição"),
        EndedBy::Receiver => language.say("by us", "por nós"),
        _ => by.as_str(),
    };
    words.to_owned()
}

pub(super) fn by(who: &By, language: Language) -> Option<String> {
    Some(match who {
        By::Subject => language.say("the data subject", "o titular").to_owned(),
        By::AnotherPerson(None) => language.say("another person", "outra pessoa").to_owned(),
        By::AnotherPerson(Some(token)) => token.clone(),
        By::System(name) => name.clone(),
        By::Unsaid => return None,
    })
}

/// In Brasília, to the second.
pub(super) fn moment(moment: OffsetDateTime, language: Language) -> String {
    let local = moment.to_offset(BRASILIA);
    let written = match language {
        Language::English => local.format(format_description!(
            "[year]-[month]-[day] [hour]:[minute]:[second]"
        )),
        Language::Portuguese => local.format(format_description!(
            "[day]/[month]/[year] [hour]:[minute]:[second]"
        )),
    };
    // A year of five digits has another form, and is shown all the same.
    written.unwrap_or_else(|_| local.to_string())
}

pub(super) fn day(day: time::Date, language: Language) -> String {
    match language {
        Language::English => day.to_string(),
        Language::Portuguese => {
            let month = u8::from(day.month());
            format!("{:02}/{month:02}/{}", day.day(), day.year())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_the_crate_names_has_words() {
        use client_core::audit::AuditKind;
        for known in [
            AuditKind::OAUTH_REFRESH_FAILED,
            AuditKind::CONSENT_USED,
            AuditKind::DATA_PULLED,
            AuditKind::PIX_LIMIT_CHANGED,
            AuditKind::DELETION_DONE,
        ] {
            assert_ne!(kind(known.as_str(), Language::English), known.as_str());
        }
        assert_eq!(kind("ledger.closed", Language::Portuguese), "ledger.closed");
    }

    #[test]
    fn a_basis_has_its_article() {
        let says = basis(&LegalBasis::Contract, Language::Portuguese);
        assert_eq!(says, "execução de contrato (LGPD, art. 7, V)");
        let says = basis(&LegalBasis::SensitiveHealth, Language::English);
        assert_eq!(says, "health (LGPD, art. 11, II-f)");
    }
}

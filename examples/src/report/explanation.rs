//! Why an entry was matched, and why not with another one, as plain text.

use std::fmt::Write;

use recon_core::{EntryIndex, Evidence, Match, Open, Weighed, Weigher};

use super::figures::{Day, Money};
use super::language::Language;
use super::side::Side;
use super::{Report, phrases};

/// Others that are told about.
const OTHERS: usize = 4;
/// Below this many thousandths of a bit, nobody would ask.
const FAR_OFF: i32 = -6_000;

/// Tells what became of an entry, and what spoke for the likeliest others; or for `other` alone.
///
/// # Errors
/// The id that no entry has.
pub fn explain(
    report: &Report<'_>,
    weigher: &Weigher<'_>,
    id: &str,
    other: Option<&str>,
) -> Result<String, String> {
    let asked = Asked::of(report, id)?;
    let mut text = String::new();
    asked.heading(&mut text);
    asked.fate(&mut text);
    let others = match other {
        Some(other) => {
            let across = asked.other_side().book().find(other);
            let across = across.ok_or_else(|| other.to_owned())?;
            let (left, right) = asked.pair(across);
            let weighed: Vec<Weighed> = weigher.pair(left, right).into_iter().collect();
            if weighed.is_empty() {
                let never = report.language.say(
                    "can never meet: another currency or account",
                    "nunca combinam: outra moeda ou conta",
                );
                line(&mut text, &format!("\n{other}: {never}"));
            }
            weighed
        }
        None => asked.rivals(weigher),
    };
    for weighed in &others {
        asked.rival(weighed, &mut text);
    }
    Ok(text)
}

/// The entry in question.
struct Asked<'a> {
    report: &'a Report<'a>,
    is_left: bool,
    entry: EntryIndex,
}

impl<'a> Asked<'a> {
    fn of(report: &'a Report<'a>, id: &str) -> Result<Self, String> {
        let left = report.bank.book().find(id).map(|entry| (true, entry));
        let right = || report.ledger.book().find(id).map(|entry| (false, entry));
        let (is_left, entry) = left.or_else(right).ok_or_else(|| id.to_owned())?;
        Ok(Self {
            report,
            is_left,
            entry,
        })
    }

    fn language(&self) -> Language {
        self.report.language
    }

    fn own_side(&self) -> &Side {
        if self.is_left {
            self.report.bank
        } else {
            self.report.ledger
        }
    }

    fn other_side(&self) -> &Side {
        if self.is_left {
            self.report.ledger
        } else {
            self.report.bank
        }
    }

    fn pair(&self, other: EntryIndex) -> (EntryIndex, EntryIndex) {
        if self.is_left {
            (self.entry, other)
        } else {
            (other, self.entry)
        }
    }

    fn across(&self, weighed: &Weighed) -> EntryIndex {
        if self.is_left {
            weighed.right
        } else {
            weighed.left
        }
    }

    fn is_in(&self, found: &Match) -> bool {
        let members = if self.is_left {
            &found.left
        } else {
            &found.right
        };
        members.contains(&self.entry)
    }

    fn heading(&self, text: &mut String) {
        line(text, &shown(self.own_side(), self.entry));
    }

    fn fate(&self, text: &mut String) {
        let (report, language) = (self.report, self.language());
        if let Some(found) = report.outcome.matches.iter().find(|m| self.is_in(m)) {
            line(text, &format!("= {}", phrases::heading(found, language)));
            self.partners(found, text);
            let found_by = language.say("found", "achado");
            let rule = phrases::rule(&found.rule, language);
            let certificate = phrases::certificate(found.certificate, language);
            line(text, &format!("  {found_by} {rule} · {certificate}"));
            clues(&found.evidence, language, text);
            return;
        }
        let reviews = &report.outcome.reviews;
        if let Some(review) = reviews.iter().find(|r| self.is_in(&r.proposal)) {
            let ask = language.say("to review", "a revisar");
            let kind = phrases::heading(&review.proposal, language);
            line(text, &format!("? {ask}: {kind}"));
            self.partners(&review.proposal, text);
            clues(&review.proposal.evidence, language, text);
            return;
        }
        let open = if self.is_left {
            &report.outcome.open_left
        } else {
            &report.outcome.open_right
        };
        if let Some(open) = open.iter().find(|o| o.entry == self.entry) {
            self.open(open, text);
        }
    }

    fn open(&self, open: &Open, text: &mut String) {
        let language = self.language();
        let word = language.say("open", "em aberto");
        let reason = phrases::open_reason(open.reason.as_str(), language);
        line(text, &format!("○ {word}: {reason}"));
        let differs = phrases::difference(&open.reason, language);
        if !differs.is_empty() {
            line(text, &format!("  {differs}"));
        }
    }

    /// The other entries of a match.
    fn partners(&self, found: &Match, text: &mut String) {
        for (side, members, is_left) in [
            (self.report.bank, &found.left, true),
            (self.report.ledger, &found.right, false),
        ] {
            let others = members.iter();
            for entry in others.filter(|e| is_left != self.is_left || **e != self.entry) {
                line(text, &format!("  {}", shown(side, *entry)));
            }
        }
    }

    /// The likeliest entries of the other side that it was neither matched with nor proposed for.
    fn rivals(&self, weigher: &Weigher<'_>) -> Vec<Weighed> {
        let reviews = self.report.outcome.reviews.iter().map(|r| &r.proposal);
        let proposed = self.report.outcome.matches.iter().chain(reviews);
        let partners: Vec<EntryIndex> = proposed
            .filter(|m| self.is_in(m))
            .flat_map(|m| if self.is_left { &m.right } else { &m.left })
            .copied()
            .collect();
        let most = OTHERS + partners.len();
        let mut all = if self.is_left {
            weigher.for_left(self.entry, most)
        } else {
            weigher.for_right(self.entry, most)
        };
        all.retain(|weighed| {
            weighed.score.milli() > FAR_OFF && !partners.contains(&self.across(weighed))
        });
        all.truncate(OTHERS);
        all
    }

    fn rival(&self, weighed: &Weighed, text: &mut String) {
        let language = self.language();
        let across = self.across(weighed);
        let why = language.say("Compared with", "Comparado com");
        line(
            text,
            &format!("\n{why} {}", shown(self.other_side(), across)),
        );
        let bits = weighed.score.milli();
        let sign = if bits < 0 { "−" } else { "" };
        let tenths = bits.unsigned_abs() / 100;
        let in_all = language.say("bits in all", "bits ao todo");
        let fate = self.fate_of(across);
        line(
            text,
            &format!("  {sign}{}.{} {in_all} · {fate}", tenths / 10, tenths % 10),
        );
        clues(&weighed.evidence, language, text);
    }

    /// What became of an entry of the other side.
    fn fate_of(&self, across: EntryIndex) -> String {
        let language = self.language();
        let members = |m: &Match| {
            if self.is_left {
                m.right.clone()
            } else {
                m.left.clone()
            }
        };
        let own = |m: &Match| {
            if self.is_left {
                m.left.clone()
            } else {
                m.right.clone()
            }
        };
        let outcome = self.report.outcome;
        let matched = outcome
            .matches
            .iter()
            .find(|m| members(m).contains(&across));
        let review = outcome.reviews.iter().map(|r| &r.proposal);
        let review = || review.into_iter().find(|m| members(m).contains(&across));
        let (word, found) = match (matched, review()) {
            (Some(found), _) => (language.say("it went to", "ficou com"), found),
            (None, Some(found)) => (language.say("in review with", "em revisão com"), found),
            (None, None) => return language.say("it is open", "está em aberto").to_owned(),
        };
        let book = self.own_side().book();
        let ids: Vec<&str> = own(found).iter().map(|e| book.id(*e)).collect();
        if ids.is_empty() {
            return language
                .say("paired within its side", "par do mesmo lado")
                .to_owned();
        }
        format!("{word} {}", ids.join(", "))
    }
}

/// `L1 · 10/04/2026 · Ana Lima · R$ 100,00`.
fn shown(side: &Side, entry: EntryIndex) -> String {
    let book = side.book();
    let day = book.day(entry).map(|day| Day(day).to_string());
    let amount = Money::of(book.amount(entry), side.foreign_currency(entry)).to_string();
    let caption = side.caption(entry);
    let caption = Some(caption.to_owned()).filter(|c| !c.is_empty());
    let parts = [Some(book.id(entry).to_owned()), day, caption, Some(amount)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// The clues, strongest first.
fn clues(evidence: &[Evidence], language: Language, text: &mut String) {
    let mut evidence: Vec<&Evidence> = evidence.iter().collect();
    evidence.sort_by_key(|one| std::cmp::Reverse(one.worth));
    for one in evidence {
        let milli = one.worth.milli();
        let sign = if milli < 0 { '−' } else { '+' };
        let tenths = milli.unsigned_abs() / 100;
        let worth = format!("{sign}{}.{}", tenths / 10, tenths % 10);
        line(
            text,
            &format!("  {worth:>6}  {}", phrases::clue(one, language)),
        );
    }
}

fn line(text: &mut String, content: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{content}");
}

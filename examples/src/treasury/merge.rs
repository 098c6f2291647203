//! One account seen by several sources: each movement once, and doubts in sight.
//!
//! Two copies are one movement when they have the same end-to-end id and amount, or else the same
//! day, amount and words. Of what is left, `recon_core` says which belong together: surely ones are
//! joined, doubtful ones stay two movements and are listed for a person. Equal copies are counted:
//! three coffees of one price on one day stay three.

use std::collections::{BTreeMap, VecDeque};

use recon_core::{Book, Entry, Match, Outcome, Plan, ReferenceKind, Step, reconcile, text};

use super::account::Source;
use super::store::Movement;

/// Sources date a movement differently by so many days at most: a weekend and a day.
const DAYS: i32 = 3;

/// A movement, and who tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// In the words of the first that told it.
    pub(super) movement: Movement,
    pub(super) sources: Vec<Source>,
}

/// Two movements that may be one. Both are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) one: Movement,
    pub(super) other: Movement,
    pub(super) sources: [Source; 2],
}

/// What is known of one account.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) movements: Vec<Known>,
    pub(super) doubts: Vec<Doubt>,
}

/// Joins what several sources tell of one account.
pub(super) fn merged<'a>(feeds: impl IntoIterator<Item = (Source, &'a [Movement])>) -> Merged {
    let mut merged = Merged::default();
    for (source, movements) in feeds {
        merged.join(source, movements);
    }
    merged.movements.sort_by(|one, other| {
        let key = |known: &Known| (known.movement.day, known.movement.id.clone());
        key(one).cmp(&key(other))
    });
    merged
}

/// The end-to-end id that a bank writes into the text, where it does.
pub(super) fn end_to_end_id(memo: &str) -> Option<String> {
    text::extract(memo).find_map(|found| match found {
        text::Found::Reference(ReferenceKind::EndToEndId, id) => Some(id.to_owned()),
        _ => None,
    })
}

impl Merged {
    fn join(&mut self, source: Source, feed: &[Movement]) {
        let mut pairs = Pairs::new(self.movements.len(), feed.len());
        let known: Vec<&Movement> = self.movements.iter().map(|one| &one.movement).collect();
        pairs.find(&known, feed, |one| {
            // Some sources change the case of all they tell.
            let id = one.end_to_end_id.as_ref()?.to_ascii_uppercase();
            Some((id, one.cents))
        });
        pairs.find(&known, feed, |one| {
            Some((one.day, one.cents, text::fold(&one.text)))
        });
        let doubts = pairs.find_likely(&known, feed);
        let doubts = doubts.into_iter().filter_map(|(old, new)| {
            let known = self.movements.get(old)?;
            Some(Doubt {
                one: known.movement.clone(),
                other: feed.get(new)?.clone(),
                sources: [*known.sources.first()?, source],
            })
        });
        self.doubts.extend(doubts);
        for (one, partner) in feed.iter().zip(pairs.partner) {
            match partner.and_then(|at| self.movements.get_mut(at)) {
                Some(known) => known.sources.push(source),
                None => self.movements.push(Known {
                    movement: one.clone(),
                    sources: vec![source],
                }),
            }
        }
    }
}

/// Which new copy is which known movement, each at most once.
struct Pairs {
    is_taken: Vec<bool>,
    partner: Vec<Option<usize>>,
}

impl Pairs {
    fn new(known: usize, new: usize) -> Self {
        Self {
            is_taken: vec![false; known],
            partner: vec![None; new],
        }
    }

    fn is_free(&self, known: usize) -> bool {
        self.is_taken.get(known) == Some(&false)
    }

    fn pair(&mut self, known: usize, new: usize) {
        if let (Some(taken), Some(partner)) =
            (self.is_taken.get_mut(known), self.partner.get_mut(new))
        {
            *taken = true;
            *partner = Some(known);
        }
    }

    /// Pairs those of the same identity.
    fn find<K: Ord>(
        &mut self,
        known: &[&Movement],
        feed: &[Movement],
        identity: impl Fn(&Movement) -> Option<K>,
    ) {
        let mut free: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (at, one) in known.iter().enumerate().filter(|(at, _)| self.is_free(*at)) {
            if let Some(identity) = identity(one) {
                free.entry(identity).or_default().push_back(at);
            }
        }
        for (new, one) in feed.iter().enumerate() {
            if self.partner.get(new) != Some(&None) {
                continue;
            }
            let same = identity(one).and_then(|identity| free.get_mut(&identity)?.pop_front());
            if let Some(at) = same.filter(|at| !are_two(known.get(*at).copied(), one)) {
                self.pair(at, new);
            }
        }
    }

    /// Pairs those that are surely one; gives those that may be.
    fn find_likely(&mut self, known: &[&Movement], feed: &[Movement]) -> Vec<(usize, usize)> {
        let old = known.iter().enumerate().filter(|(at, _)| self.is_free(*at));
        let old = Book::from_entries(old.map(|(at, one)| entry(at, one)));
        let new = feed.iter().enumerate();
        let new = new.filter(|(at, _)| self.partner.get(*at) == Some(&None));
        let new = Book::from_entries(new.map(|(at, one)| entry(at, one)));
        // Ids are places in a list, so books cannot be refused for them; a day out of range leaves
        // everything as it is.
        let (Ok(old), Ok(new)) = (old, new) else {
            return Vec::new();
        };
        let Outcome {
            matches, reviews, ..
        } = reconcile(&old, &new, &plan());
        let places = |found: &Match| {
            let ([left], [right]) = (&*found.left, &*found.right) else {
                return None;
            };
            let at: usize = old.id(*left).parse().ok()?;
            let place: usize = new.id(*right).parse().ok()?;
            let (one, other) = (known.get(at)?, feed.get(place)?);
            (one.cents == other.cents && !are_two(Some(one), other)).then_some((at, place))
        };
        for (at, place) in matches.iter().filter_map(places) {
            self.pair(at, place);
        }
        let reviews = reviews.iter().map(|review| &review.proposal);
        let doubts: Vec<_> = reviews.filter_map(places).collect();
        self.with_same_amounts(known, feed, doubts)
    }

    /// Of one account, the same amount within days of each other is worth a look, however little
    /// else speaks for it.
    fn with_same_amounts(
        &self,
        known: &[&Movement],
        feed: &[Movement],
        mut doubts: Vec<(usize, usize)>,
    ) -> Vec<(usize, usize)> {
        let alone = feed.iter().enumerate();
        let alone = alone.filter(|(new, _)| self.partner.get(*new) == Some(&None));
        for (new, one) in alone {
            let is_near = |(at, other): &(usize, &&Movement)| {
                self.is_free(*at)
                    && other.cents == one.cents
                    && (other.day - one.day).whole_days().abs() <= i64::from(DAYS)
                    && !are_two(Some(other), one)
                    && !doubts.iter().any(|doubt| doubt.0 == *at || doubt.1 == new)
            };
            if let Some((at, _)) = known.iter().enumerate().find(is_near) {
                doubts.push((at, new));
            }
        }
        doubts
    }
}

/// Whether two different end-to-end ids say that these are two.
fn are_two(one: Option<&Movement>, other: &Movement) -> bool {
    let one = one.and_then(|one| one.end_to_end_id.as_ref());
    one.zip(other.end_to_end_id.as_ref())
        .is_some_and(|(one, other)| !one.eq_ignore_ascii_case(other))
}

/// The plan for two feeds of one account, but to the cent: this is money in a bank.
fn plan() -> Plan {
    Plan::bank_feed()
        .with_steps([Step::ExactReference, Step::AmountAndClues, Step::Doubts])
        .with_window(DAYS, DAYS)
        .with_amount_tolerance(0)
        .with_relative_tolerance(0)
}

fn entry(at: usize, one: &Movement) -> Entry {
    Entry::new(at.to_string(), one.cents, one.day).with_text(&*one.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const E2E: &str = "E9140088820261118090000000000001";

    fn movement(id: &str, day: u8, cents: i64, text: &str) -> Movement {
        Movement {
            id: id.to_owned(),
            day: date!(2026 - 11 - 01).replace_day(day).unwrap(),
            cents,
            end_to_end_id: end_to_end_id(text),
            text: text.to_owned(),
        }
    }

    fn joined(bank: &[Movement], belvo: &[Movement]) -> Merged {
        merged([(Source::OpenFinance, bank), (Source::Belvo, belvo)])
    }

    #[test]
    fn an_end_to_end_id_makes_one_of_two_whatever_else_is_said() {
        let bank = [movement("a", 18, 5_000, &format!("PIX RECEBIDO {E2E}"))];
        let in_small = E2E.to_lowercase();
        let belvo = [movement(
            "b",
            19,
            5_000,
            &format!("Transferência {in_small}"),
        )];
        let one = joined(&bank, &belvo);
        assert_eq!(one.movements.len(), 1);
        assert_eq!(
            one.movements[0].sources,
            [Source::OpenFinance, Source::Belvo]
        );
        assert_eq!(one.movements[0].movement.id, "a", "the bank's words win");
    }

    #[test]
    fn different_end_to_end_ids_are_two_movements() {
        let other = E2E.replace("0001", "0002");
        let bank = [movement("a", 18, 5_000, &format!("PIX {E2E}"))];
        let belvo = [movement("b", 18, 5_000, &format!("PIX {other}"))];
        assert_eq!(joined(&bank, &belvo).movements.len(), 2);
    }

    #[test]
    fn copies_are_counted_not_folded_into_one() {
        let coffee = |id| movement(id, 18, -900, "CAFÉ DA ESQUINA");
        let bank = [coffee("1"), coffee("2"), coffee("3")];
        let belvo = [coffee("x"), coffee("y")];
        let one = joined(&bank, &belvo);
        assert_eq!(one.movements.len(), 3);
        let by_both = one.movements.iter().filter(|one| one.sources.len() == 2);
        assert_eq!(by_both.count(), 2);
    }

    #[test]
    fn words_are_compared_without_case_and_accents() {
        let bank = [movement("a", 18, -900, "CAFE DA ESQUINA")];
        let belvo = [movement("b", 18, -900, "Café da Esquina")];
        assert_eq!(joined(&bank, &belvo).movements.len(), 1);
    }

    #[test]
    fn other_amounts_are_never_one() {
        let bank = [movement("a", 18, -900, "CAFE DA ESQUINA")];
        let belvo = [movement("b", 18, -901, "CAFE DA ESQUINA")];
        let two = joined(&bank, &belvo);
        assert_eq!((two.movements.len(), two.doubts.len()), (2, 0));
    }

    #[test]
    fn one_source_alone_is_never_joined_with_itself() {
        let twice = [
            movement("1", 18, -900, "CAFE DA ESQUINA"),
            movement("2", 18, -900, "CAFE DA ESQUINA"),
        ];
        assert_eq!(joined(&twice, &[]).movements.len(), 2);
    }

    #[test]
    fn what_may_be_one_stays_two_and_is_listed() {
        let bank = [movement("a", 16, -250_000, "DEBITO 88")];
        let belvo = [movement("b", 18, -250_000, "OUTROS PAGAMENTOS")];
        let two = joined(&bank, &belvo);
        assert_eq!(two.movements.len(), 2);
        assert_eq!(two.doubts.len(), 1);
        assert_eq!(two.doubts[0].sources, [Source::OpenFinance, Source::Belvo]);
    }
}

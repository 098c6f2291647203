//! Which payers the open lines mention: read once, for all steps that ask.

use super::Run;
use super::memo::Memo;
use super::payers::{Named, Votes};
use crate::bits::Bits;
use crate::threads;

/// Lines that one thread takes at a time.
const RUN: usize = 256;
/// A payer less likely than this is left out, unless it is the likeliest.
const UNLIKELY: Bits = Bits::from_milli(-9_000);

/// The payers that each line may mean, best first; by line.
pub(super) struct Mentions(Vec<(u32, Named)>);

impl Mentions {
    pub(super) fn of(&self, left: u32) -> impl Iterator<Item = Named> + Clone + '_ {
        let from = self.0.partition_point(|(line, _)| *line < left);
        let rest = self.0.get(from..).unwrap_or_default();
        let of_line = rest.iter().take_while(move |(line, _)| *line == left);
        of_line.map(|(_, named)| *named)
    }
}

impl Run<'_> {
    /// Reads what the open lines say, unless that was done before: no line is opened again.
    pub(super) fn read_mentions(&mut self) {
        if self.mentions.is_some() {
            return;
        }
        let votes = || Votes::new(&self.payers);
        let read = |votes: &mut Votes, left: &u32, found: &mut Vec<(u32, Named)>| {
            let memo = Memo::of(self.left, self.left_row(*left));
            let named = self.payers.named_in(&memo, votes);
            let likely = named.iter().enumerate();
            let likely = likely.filter(|(rank, n)| *rank == 0 || n.belief >= UNLIKELY);
            found.extend(likely.map(|(_, named)| (*left, *named)));
        };
        self.mentions = Some(Mentions(threads::gather(
            &self.open_left(),
            RUN,
            votes,
            read,
        )));
    }

    /// The payers that an open line may mean, best first. Empty before they are read.
    pub(super) fn mentioned_by(&self, left: u32) -> impl Iterator<Item = Named> + Clone + '_ {
        self.mentions.iter().flat_map(move |m| m.of(left))
    }
}

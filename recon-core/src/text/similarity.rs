//! How much of a name is left in what the bank wrote.

/// A folded word with the set of its letters, which rules out most comparisons.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    letters: u32,
    head: u8,
    first: u8,
}

impl<'a> Word<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            letters: letters(text.as_bytes()),
            head: head(text.as_bytes()),
            first: text.as_bytes().first().copied().unwrap_or(0),
        }
    }

    /// One of 128 bits by the first three letters: words without it in common begin differently.
    pub(crate) fn head_bit(self) -> u128 {
        1 << self.head
    }

    /// Each of two typos may bring in one letter that the true word does not have, and what
    /// begins with another letter and is whole can only be a typo.
    fn may_stand_for(self, true_word: Self, last: bool) -> bool {
        let typos_only = self.first != true_word.first && !last;
        at_most(2, self.letters & !true_word.letters)
            && !(typos_only
                && (!at_most(4, self.letters ^ true_word.letters)
                    || self.text.len().abs_diff(true_word.text.len()) > 2))
    }
}

/// Whether no more than so many bits are set; for few of them quicker than counting all.
fn at_most(most: u32, bits: u32) -> bool {
    (0..most).fold(bits, |rest, _| rest & rest.wrapping_sub(1)) == 0
}

/// One word of a ledger name and what it is worth, in milli-bits of rarity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'a> {
    pub(crate) word: Word<'a>,
    pub(crate) weight: i32,
}

/// What was found of a name in a memo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// Milli-bits of the words found.
    pub(crate) found: i32,
    /// Milli-bits of the words that should be there and are not.
    pub(crate) missing: i32,
}

impl Agreement {
    /// The found share of what could have been found, in per mille.
    pub(crate) fn share(self) -> i32 {
        let all = self.found.saturating_add(self.missing);
        if all <= 0 {
            0
        } else {
            i32::try_from(i64::from(self.found) * 1000 / i64::from(all)).unwrap_or(0)
        }
    }
}

/// Compares a memo's words with a name's words, which arrive in order.
///
/// Banks cut at the right: once a name's word was found in the memo's last word, what follows in
/// the name is neither found nor missing.
pub(crate) fn agreement<'t>(
    memo: &[Word<'_>],
    name: impl Iterator<Item = &'t Token<'t>>,
) -> Agreement {
    let mut result = Agreement::default();
    let mut cut = false;
    for token in name {
        result.add(token.found_in(memo), &mut cut);
    }
    result
}

/// What a memo has of one word of a name.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    found: i32,
    missing: i32,
    /// Found in the memo's last word.
    is_last: bool,
}

impl Agreement {
    fn add(&mut self, part: Part, cut: &mut bool) {
        self.found += part.found;
        if !*cut {
            self.missing += part.missing;
        }
        *cut |= part.is_last;
    }
}

impl Token<'_> {
    fn found_in(&self, memo: &[Word<'_>]) -> Part {
        let (quality, at) = best(memo, self.word);
        let found = i64::from(self.weight) * i64::from(quality) / 1000;
        let found = i32::try_from(found).unwrap_or(0);
        Part {
            found,
            missing: self.weight - found,
            is_last: quality >= 300 && at + 1 == memo.len(),
        }
    }
}

/// What the memo at hand has of the words that names are made of: names share most of their words,
/// so each is looked for once. Kept from memo to memo to save the clearing.
pub(crate) struct Recognised {
    /// For each word the memo it was looked for in, and what came out.
    words: Vec<(u32, Part)>,
    memo: u32,
}

impl Recognised {
    /// For names made of so many different words.
    pub(crate) fn of_words(count: usize) -> Self {
        Self {
            words: vec![(0, Part::default()); count],
            memo: 0,
        }
    }

    /// Forgets the memo before.
    pub(crate) fn next_memo(&mut self) {
        self.memo = self.memo.wrapping_add(1);
        if self.memo == 0 {
            self.words.fill((0, Part::default()));
            self.memo = 1;
        }
    }

    /// The same as [`agreement`], for a name given by the numbers of its words.
    pub(crate) fn agreement(
        &mut self,
        memo: &[Word<'_>],
        name: &[u32],
        words: &[Token<'_>],
    ) -> Agreement {
        let mut result = Agreement::default();
        let mut cut = false;
        for number in name {
            let at = *number as usize;
            let (Some(known), Some(token)) = (self.words.get_mut(at), words.get(at)) else {
                continue;
            };
            if known.0 != self.memo {
                *known = (self.memo, token.found_in(memo));
            }
            result.add(known.1, &mut cut);
        }
        result
    }
}

fn best(memo: &[Word<'_>], word: Word<'_>) -> (u32, usize) {
    let mut best = (0, 0);
    for (at, written) in memo.iter().enumerate() {
        let last = at + 1 == memo.len();
        if !written.may_stand_for(word, last) {
            continue;
        }
        let quality = token_agreement(written.text, word.text, last);
        if quality > best.0 {
            best = (quality, at);
        }
        if quality == 1000 {
            break;
        }
    }
    best
}

/// How well a `written` word stands for the `true_word`, in per mille: 1000 is equal, 0 has
/// nothing to do with it. Both are folded ([`fold`](crate::text::fold)). `last` says that the
/// written word ends the memo and may have been cut.
///
/// Known damages: cut short, abbreviated by leaving letters out, an initial, one or two typos.
/// Time is linear in the lengths.
///
/// ```
/// use recon_core::text::token_agreement;
/// assert_eq!(token_agreement("SILVA", "SILVA", false), 1000);
/// assert!(token_agreement("SILV", "SILVA", true) > 800);
/// assert!(token_agreement("SIVLA", "SILVA", false) > 700);
/// assert_eq!(token_agreement("SOUZA", "PEREIRA", false), 0);
/// ```
#[must_use]
pub fn token_agreement(written: &str, true_word: &str, last: bool) -> u32 {
    if written == true_word {
        return 1000;
    }
    let (w, t) = (written.as_bytes(), true_word.as_bytes());
    if w.is_empty() || t.is_empty() {
        return 0;
    }
    if t.starts_with(w) {
        return prefix_quality(w.len(), t.len(), last);
    }
    match (t.len(), typos(w, t)) {
        (4.., 1) => return 800,
        (8.., 2) => return 600,
        _ => {}
    }
    if last && w.len() >= 4 && w.len() < t.len() && typos(w, t.split_at(w.len()).0) == 1 {
        return 550;
    }
    if w.len() >= 3 && w.len() < t.len() && w.first() == t.first() && is_subsequence(w, t) {
        return 500;
    }
    0
}

fn prefix_quality(kept: usize, all: usize, last: bool) -> u32 {
    let share = u32::try_from(kept * 1000 / all.max(1)).unwrap_or(0);
    match kept {
        1 => 200,
        2 => 350,
        _ if last => 600 + share * 4 / 10,
        _ => 500 + share * 4 / 10,
    }
}

fn is_subsequence(short: &[u8], long: &[u8]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|want| rest.any(|have| have == want))
}

/// 0, 1 or 2 edits (insert, delete, replace, swap neighbours); 3 stands for more.
fn typos(a: &[u8], b: &[u8]) -> u32 {
    // An edit changes at most two of the letters that occur, so most pairs need no closer look.
    let unlike = (letters(a) ^ letters(b)).count_ones();
    if a.len().abs_diff(b.len()) > 2 || unlike > 4 {
        return 3;
    }
    bounded(a, b, 2)
}

/// A number below 128 for the first three letters.
fn head(word: &[u8]) -> u8 {
    let packed = word
        .iter()
        .take(3)
        .fold(0_u32, |packed, letter| packed << 8 | u32::from(*letter));
    let [.., high] = packed.wrapping_mul(0x9e37_79b1).to_le_bytes();
    high >> 1
}

/// Which letters occur, as a set.
fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, letter| set | 1 << (letter % 32))
}

/// Strips what is equal at both ends, then tries each edit at the first difference; at most 4²
/// branches, so linear for a fixed bound.
fn bounded(a: &[u8], b: &[u8], left: u32) -> u32 {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.split_at(same).1, b.split_at(same).1);
    let (Some((first, a_rest)), Some((second, b_rest))) = (a.split_first(), b.split_first()) else {
        let rest = u32::try_from(a.len().max(b.len())).unwrap_or(u32::MAX);
        return if rest <= left { rest } else { left + 1 };
    };
    if left == 0 {
        return 1;
    }
    let mut fewest = bounded(a_rest, b_rest, left - 1);
    fewest = fewest
        .min(bounded(a, b_rest, left - 1))
        .min(bounded(a_rest, b, left - 1));
    if let (Some((third, a_far)), Some((fourth, b_far))) =
        (a_rest.split_first(), b_rest.split_first())
        && first == fourth
        && second == third
    {
        fewest = fewest.min(bounded(a_far, b_far, left - 1));
    }
    fewest + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        let typos = |a: &str, b: &str| typos(a.as_bytes(), b.as_bytes());
        assert_eq!(typos("OLIVEIRA", "OLIVEIRA"), 0);
        assert_eq!(typos("OLIVERA", "OLIVEIRA"), 1);
        assert_eq!(typos("OLVIEIRA", "OLIVEIRA"), 1);
        assert_eq!(typos("OLVIERA", "OLIVEIRA"), 2);
        assert_eq!(typos("PEREIRA", "OLIVEIRA"), 3);
        assert_eq!(typos("", "AB"), 2);
        assert_eq!(typos("", "ABC"), 3);
    }

    #[test]
    fn the_letter_sets_rule_out_only_what_has_no_likeness() {
        let words = [
            "A",
            "AL",
            "SILVA",
            "SIVLA",
            "SILV",
            "SLVA",
            "OLIVEIRA",
            "OLIVERA",
            "OVLIEIRA",
            "APARECIDA",
            "APARXCYDA",
            "APRCIDA",
            "PEREIRA",
            "XILVA",
            "APAWEC",
            "ÁGUA",
            "12",
        ];
        for written in words {
            for true_word in words {
                for last in [false, true] {
                    let ruled_out = !Word::new(written).may_stand_for(Word::new(true_word), last);
                    let quality = token_agreement(written, true_word, last);
                    assert!(!ruled_out || quality == 0, "{written} {true_word}");
                }
            }
        }
    }

    #[test]
    fn what_a_cut_removed_is_not_missing() {
        let name = ["MARIA", "APARECIDA", "SILVA"].map(|word| Token {
            word: Word::new(word),
            weight: 4000,
        });
        let cut = agreement(&["PIX", "MARIA", "APAREC"].map(Word::new), name.iter());
        assert_eq!(cut.missing, 4000 - cut.found + 4000);
        let other = agreement(&["PIX", "JOAO", "SOUZA"].map(Word::new), name.iter());
        assert_eq!(other.share(), 0);
    }

    #[test]
    fn words_recognised_before_agree_like_new_ones() {
        let words = ["MARIA", "APARECIDA", "SILVA", "LIMA"].map(|word| Token {
            word: Word::new(word),
            weight: 4000,
        });
        let names: [&[u32]; 3] = [&[0, 1, 2], &[0, 3], &[2, 1]];
        let mut recognised = Recognised::of_words(words.len());
        for memo in [["PIX", "MARIA", "APAREC"], ["TED", "SLVA", "LIMA"]] {
            let memo = memo.map(Word::new);
            recognised.next_memo();
            for name in names {
                let tokens = name.iter().filter_map(|n| words.get(*n as usize));
                let again = recognised.agreement(&memo, name, &words);
                assert_eq!(again, agreement(&memo, tokens));
            }
        }
    }
}

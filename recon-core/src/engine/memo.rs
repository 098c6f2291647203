//! What the bank wrote about a payment, ready to be compared with names.

use crate::book::{Book, NONE, Row};
use crate::text::Word;

/// As many words as most memos have.
const USUAL_WORDS: usize = 8;

/// The words of a left entry's name or memo. A memo that names nobody ("PIX RECEBIDO") has none:
/// it does not speak against any name.
#[derive(Default)]
pub(crate) struct Memo<'b> {
    pub(crate) words: Vec<Word<'b>>,
    /// The first letters of the words, as a set of hashes.
    pub(crate) heads: u128,
}

impl<'b> Memo<'b> {
    pub(crate) fn of(book: &'b Book, row: &Row) -> Self {
        let mut memo = Self::default();
        memo.read(book, row);
        memo
    }

    /// Becomes the memo of another entry.
    pub(super) fn read(&mut self, book: &'b Book, row: &Row) {
        self.words.clear();
        self.heads = 0;
        if row.words == NONE {
            return;
        }
        let text = book.symbols.get(row.words);
        if text.split(' ').all(says_nothing) {
            return;
        }
        self.words.reserve(USUAL_WORDS);
        self.words.extend(text.split(' ').map(Word::new));
        let heads = self.words.iter();
        self.heads = heads.fold(0, |set, word| set | word.head_bit());
    }

    /// Whether the memo contains this very word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|w| w.text == word)
    }
}

fn says_nothing(word: &str) -> bool {
    let number = word.bytes().all(|b| b.is_ascii_digit());
    let link = matches!(
        word,
        "E" | "DE" | "DA" | "DO" | "EM" | "NO" | "NA" | "C" | "CONTA"
    );
    number || link || says_how_it_moved(word) || is_received(word)
}

/// Words that say how money moved, not whose it is.
fn says_how_it_moved(word: &str) -> bool {
    matches!(
        word,
        "PIX"
            | "TED"
            | "TEF"
            | "DOC"
            | "RECEB"
            | "RECEBTO"
            | "TRANSF"
            | "TRANSFERENCIA"
            | "PAG"
            | "PAGAMENTO"
            | "CRED"
            | "CREDITO"
            | "DEP"
            | "DEPOSITO"
            | "LIQUIDACAO"
            | "DINHEIRO"
    )
}

/// RECEBIDO, RECEBIDA, RECEBIMENTO and their short forms; likewise ENVIADO.
fn is_received(word: &str) -> bool {
    let all = ["RECEBIDO", "RECEBIDA", "RECEBIMENTO", "ENVIADO", "ENVIADA"];
    word.len() >= 3 && all.iter().any(|whole| whole.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Entry;
    use time::macros::date;

    #[test]
    fn a_memo_that_names_nobody_has_no_words() {
        let words = |memo: &str| {
            let entry = Entry::new("b", 1, date!(2026 - 04 - 10)).with_text(memo);
            let book = Book::from_entries([entry]).unwrap();
            Memo::of(&book, &book.rows()[0]).words.len()
        };
        assert_eq!(words("PIX RECEBIDO 0012"), 0);
        assert_eq!(words("Depósito em conta"), 0);
        assert_eq!(words("TED RECEB MARIA"), 3);
        assert_eq!(words("PEDRO"), 1);
    }
}

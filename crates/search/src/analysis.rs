//! How text becomes words: the same way in documents, in queries and in excerpts.
//!
//! A word is a run of letters and digits, lower-cased, without accents (composed or combining) and
//! without a possessive "'s". Han, Hiragana and Katakana have no spaces, so each character is a word.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, RemoveLongFilter, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};

use crate::beginnings::Beginnings;

/// Longer runs are never words (encoded data, for one) and would only swell the dictionary.
const LONGEST_WORD_BYTES: usize = 80;

/// Words as written, folded: for beginnings, neighbours and corrections.
pub(crate) fn surface() -> TextAnalyzer {
    TextAnalyzer::builder(Words::default())
        .filter(AsciiFoldingFilter)
        .filter(RemoveLongFilter::limit(LONGEST_WORD_BYTES))
        .build()
}

/// The beginnings of words as written, folded: for suggestions.
pub(crate) fn begun() -> TextAnalyzer {
    TextAnalyzer::builder(Words::default())
        .filter(AsciiFoldingFilter)
        .filter(RemoveLongFilter::limit(LONGEST_WORD_BYTES))
        .filter(Beginnings)
        .build()
}

/// Words folded and then reduced to their English stems: for matching and scoring.
pub(crate) fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(Words::default())
        .filter(AsciiFoldingFilter)
        .filter(RemoveLongFilter::limit(LONGEST_WORD_BYTES))
        .filter(Stemmer::new(Language::English))
        .build()
}

/// All words of a text with their places in it.
pub(crate) fn tokens(mut analyser: TextAnalyzer, text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    analyser.token_stream(text).process(&mut |token| found.push(token.clone()));
    found
}

/// The words of a text as written and folded, joined by spaces: equal for titles that differ only
/// in case, accents or punctuation.
pub(crate) fn folded(text: &str) -> String {
    let words: Vec<String> = tokens(surface(), text).into_iter().map(|token| token.text).collect();
    words.join(" ")
}

/// Words so common that a document need not contain them to match.
pub(crate) fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 44] = [
        "a", "about", "an", "and", "are", "as", "at", "be", "but", "by", "do", "for", "from", "how", "i", "if", "in",
        "into", "is", "it", "my", "no", "not", "of", "on", "or", "our", "that", "the", "their", "there", "these",
        "they", "this", "to", "was", "we", "what", "when", "where", "who", "will", "with", "you",
    ];
    FILLERS.contains(&word)
}

#[derive(Clone, Default)]
struct Words {
    token: Token,
}

struct WordStream<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, at: 0, token: &mut self.token }
    }
}

impl<'a> WordStream<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_possessive(&mut self) {
        let after = self.rest().strip_prefix(['\'', '’']).and_then(|rest| rest.strip_prefix(['s', 'S']));
        if let Some(after) = after
            && !after.starts_with(char::is_alphanumeric)
        {
            self.at = self.text.len() - after.len();
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(gap) = self.rest().find(char::is_alphanumeric) else {
            return false;
        };
        self.at += gap;
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = self.at;
        for letter in self.rest().chars() {
            let alone = stands_alone(letter);
            let first = self.at == self.token.offset_from;
            let part = letter.is_alphanumeric() || is_combining(letter);
            if !part || (alone && !first) {
                break;
            }
            self.at += letter.len_utf8();
            self.token.text.extend(letter.to_lowercase().filter(|&lower| !is_combining(lower)));
            if alone {
                break;
            }
        }
        self.token.offset_to = self.at;
        self.skip_possessive();
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

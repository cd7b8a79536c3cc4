//! Every beginning of every word, as the index of suggestions holds them.

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// A beginning longer than this is cut to it, so that the index of beginnings stays small.
const LONGEST_BEGINNING: usize = 20;

/// Cuts a word to the longest beginning that is indexed.
pub(crate) fn beginning(word: &str) -> &str {
    match word.char_indices().nth(LONGEST_BEGINNING) {
        Some((end, _)) => word.get(..end).unwrap_or(word),
        None => word,
    }
}

/// Replaces each word by its beginnings, from the first letter on.
#[derive(Clone)]
pub(crate) struct Beginnings;

impl TokenFilter for Beginnings {
    type Tokenizer<T: Tokenizer> = Begun<T>;

    fn transform<T: Tokenizer>(self, words: T) -> Begun<T> {
        Begun(words)
    }
}

#[derive(Clone)]
pub(crate) struct Begun<T>(T);

impl<T: Tokenizer> Tokenizer for Begun<T> {
    type TokenStream<'a> = BegunStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        BegunStream { words: self.0.token_stream(text), token: Token::default() }
    }
}

pub(crate) struct BegunStream<S> {
    words: S,
    token: Token,
}

impl<S: TokenStream> BegunStream<S> {
    /// The letter by which the present beginning grows, if it is not the longest yet.
    fn next_letter(&self) -> Option<char> {
        let letters = beginning(&self.words.token().text);
        letters.get(self.token.text.len()..).and_then(|rest| rest.chars().next())
    }
}

impl<S: TokenStream> TokenStream for BegunStream<S> {
    fn advance(&mut self) -> bool {
        let grown = if self.token.text.is_empty() { None } else { self.next_letter() };
        if let Some(letter) = grown {
            self.token.text.push(letter);
            return true;
        }
        // A word that folds to nothing has no beginning.
        while self.words.advance() {
            let word = self.words.token();
            self.token.offset_from = word.offset_from;
            self.token.offset_to = word.offset_to;
            self.token.position = word.position;
            self.token.text.clear();
            if let Some(letter) = self.next_letter() {
                self.token.text.push(letter);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

//! The pseudo-language: readable English that is visibly transformed. What stays plain on a page
//! was not translated, and what breaks under it will break under German.

use std::borrow::Cow;

/// Accents every letter and doubles the vowels, which makes a text about a third longer.
/// Fluent calls it for the text of messages only, so what is put into them stays as it is.
pub(super) fn accent(text: &str) -> Cow<'_, str> {
    let mut accented = String::with_capacity(text.len() * 3);
    for letter in text.chars() {
        let other = accented_letter(letter);
        accented.push(other);
        if matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u') {
            accented.push(other);
        }
    }
    Cow::Owned(accented)
}

/// Puts the brackets around a whole message; a text that lost one of them is cut off.
pub(super) fn bracket(text: &str) -> String {
    format!("\u{27e6}{text}\u{27e7}")
}

fn accented_letter(letter: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "áƀćďéƒĝĥíĵķļɱñóþʠŕšťúṽŵẋýžÁßĆĎÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŤÚṼŴẊÝŽ";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find_map(|(plain, accented)| (plain == letter).then_some(accented))
        .unwrap_or(letter)
}

//! Counts that were released, in words: the same for the pulse after an event and for surveys.

use copia_app::domain::{ballots::Block, intervals::whole_share};
pub(crate) use copia_app::surveys::together;
use copia_text::{Words, key};

/// How often: a number, or that it is fewer than so many, or at least so many.
pub(crate) fn count(words: &Words, block: &Block) -> String {
    span(words, block, &|count| words.number(i64::from(count)))
}

/// The share of the answers.
pub(crate) fn share(words: &Words, block: &Block, base: u32) -> String {
    span(words, block, &|count| {
        let percent = whole_share(i64::from(count), i64::from(base));
        words.say_with("results-percent", &[("percent", percent.into())])
    })
}

fn span(words: &Words, block: &Block, number: &dyn Fn(u32) -> String) -> String {
    let (least, most) = (block.least, block.most);
    match (least, most) {
        _ if least == most => number(least),
        (0, most) => words.say_with(key("results-fewer"), &[("than", number(most + 1).into())]),
        (least, _) => words.say_with(key("results-at-least"), &[("least", number(least).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_goes_up_as_everywhere() {
        let words = copia_text::Catalogue::load(&[]).unwrap().pick(None, None);
        let block = Block { answers: vec![0], least: 10, most: 10 };
        assert_eq!(share(&words, &block, 16), "63%");
    }
}

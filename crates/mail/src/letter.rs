//! What a message says, as blocks of finished words. HTML and text are made from the same blocks,
//! so that neither says less than the other.

mod html;
mod text;

use crate::brand::{Brand, is_web_address};
use crate::message::ComposeError;

/// A letter in one reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its tag, for the `lang` attribute: `en-GB`.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// One line.
    pub subject: String,
    /// What mailboxes show beside the subject; it is not shown in the letter. May be empty.
    pub preheader: String,
    /// "Dear Ada,". May be empty.
    pub greeting: String,
    pub blocks: Vec<Block>,
    /// Why they receive this, and where to change that.
    pub footer: Vec<Line>,
}

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    /// Line breaks stay.
    Paragraph(String),
    /// The one thing to do next.
    Button {
        label: String,
        url: String,
    },
    /// A one-time code, to be read and typed.
    Code(String),
    /// Somebody's words. Line breaks stay.
    Quote(String),
    List(Vec<Line>),
    Rule,
}

/// A line of words that may lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub url: Option<String>,
}

impl Line {
    /// A line that leads nowhere.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), url: None }
    }

    /// A line that leads to an address.
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), url: Some(url.into()) }
    }
}

impl Letter {
    /// The letter as a whole HTML document.
    pub fn to_html(&self, brand: &Brand) -> Result<String, ComposeError> {
        html::render(self, brand)
    }

    /// The letter as plain text, in lines of at most 76 characters; addresses stand whole on lines
    /// of their own, so that every program can follow them.
    pub fn to_text(&self, brand: &Brand) -> String {
        text::render(self, brand)
    }

    /// Refuses a letter that leads anywhere but to a web page.
    pub(crate) fn check(&self) -> Result<(), ComposeError> {
        if self.subject.chars().any(char::is_control) {
            return Err(ComposeError::Subject);
        }
        let foreign = self.addresses().find(|url| !is_web_address(url));
        foreign.map_or(Ok(()), |url| Err(ComposeError::Address(url.to_owned())))
    }

    fn addresses(&self) -> impl Iterator<Item = &str> {
        let in_blocks = self.blocks.iter().flat_map(|block| match block {
            Block::Button { url, .. } => vec![url.as_str()],
            Block::List(lines) => lines.iter().filter_map(|line| line.url.as_deref()).collect(),
            _ => Vec::new(),
        });
        in_blocks.chain(self.footer.iter().filter_map(|line| line.url.as_deref()))
    }
}

#[cfg(test)]
mod tests;

//! A letter as HTML.

use askama::Template;

use super::{Block, Letter};
use crate::brand::Brand;
use crate::message::ComposeError;

#[derive(Template)]
#[template(path = "letter.html")]
struct Page<'a> {
    letter: &'a Letter,
    brand: &'a Brand,
}

pub(super) fn render(letter: &Letter, brand: &Brand) -> Result<String, ComposeError> {
    letter.check()?;
    Ok(Page { letter, brand }.render()?)
}

//! What a Markdown text says without its marks: for the search index, excerpts and mail.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::bounded;

/// The words of a Markdown text, one block a line. HTML in it stays as it was written.
pub fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(bounded(markdown), Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Html(words) | Event::InlineHtml(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::Rule => end_line(&mut text),
            Event::End(TagEnd::TableCell) => text.push(' '),
            Event::End(tag) if ends_a_line(tag) => end_line(&mut text),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
}

fn ends_a_line(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image | TagEnd::TableCell)
}

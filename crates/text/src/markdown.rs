//! What people write, in Markdown, as HTML that is safe on our pages.
//!
//! Two walls: HTML in the text is shown as text, never passed on, and all that is produced goes
//! through a sanitiser with a short list of what may stay.

mod events;
mod links;
mod plain;

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Options, Parser, TextMergeStream, html};

pub use plain::plain;

/// The longest text that is rendered, in bytes: about 8,000 words. What follows is left out, so a
/// form must refuse more. Some texts (nothing but "&") cost the square of their length to sanitise.
pub const MOST_BYTES: usize = 50_000;

/// Safe HTML for a Markdown text: paragraphs, lists, tables, quotes, code, links, emphasis, and
/// headings that begin at `<h3>`, because they stand inside our pages. A line break stays a break.
/// Links to elsewhere are marked `nofollow ugc noopener`; pictures from elsewhere become their text.
pub fn to_html(markdown: &str) -> String {
    let parser = Parser::new_ext(bounded(markdown), Options::ENABLE_TABLES);
    let events = events::tamed(TextMergeStream::new(parser));
    let mut unsafe_html = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut unsafe_html, events.into_iter());
    SANITISER.clean(&unsafe_html).to_string()
}

/// The text up to the bound, cut between two characters.
fn bounded(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default()
}

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let attributes =
        [("a", ["href", "rel"].as_slice()), ("img", ["src", "alt"].as_slice()), ("ol", ["start"].as_slice())];
    let mut sanitiser = Builder::empty();
    sanitiser
        .add_tags(tags)
        // Written with each link: only those to elsewhere have it.
        .link_rel(None)
        .add_url_schemes(links::SCHEMES)
        .url_relative(UrlRelative::PassThrough);
    for (tag, names) in attributes {
        sanitiser.add_tag_attributes(tag, names);
    }
    sanitiser
});

#[cfg(test)]
mod tests;

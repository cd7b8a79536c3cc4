//! Makes the parts of a Markdown text fit our pages before they become HTML.

use ammonia::clean_text;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::links::{Leads, Piece, leads, pieces};

/// Deeper nesting says nothing to a reader and costs a browser dear: it is flattened.
const DEEPEST: usize = 16;

const REL: &str = "nofollow ugc noopener";

/// The events, tamed: HTML as text, headings in order, links and pictures checked, depth bounded.
pub(super) fn tamed<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let events: Vec<Event<'a>> = events.collect();
    let mut tamer = Tamer {
        shift: shift(&events),
        out: Vec::with_capacity(events.len()),
        open: Vec::new(),
        heading: 2,
        verbatim: 0,
    };
    for event in events {
        tamer.take(event);
    }
    tamer.out
}

struct Tamer<'a> {
    out: Vec<Event<'a>>,
    /// For each open tag, what closes it: nothing where it was left out.
    open: Vec<Option<Event<'a>>>,
    /// What is added to a heading's level, which may be less than nothing.
    shift: isize,
    /// The level of the last heading: the next one is at most one deeper.
    heading: isize,
    /// How many open tags forbid links inside: links, pictures and code.
    verbatim: usize,
}

/// The highest heading of the text becomes `<h3>`, whichever it is.
fn shift(events: &[Event]) -> isize {
    let levels = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as isize),
        _ => None,
    });
    3 - levels.min().unwrap_or(1)
}

impl<'a> Tamer<'a> {
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text),
            // What looks like HTML is shown, so that nothing people wrote disappears.
            Event::Html(text) | Event::InlineHtml(text) => self.out.push(Event::Text(text)),
            // People who press return in a form mean it.
            Event::SoftBreak => self.out.push(Event::HardBreak),
            other => self.out.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        if forbids_links(tag.to_end()) {
            self.verbatim += 1;
        }
        let (opening, closing) = self.tamed_tag(tag);
        self.out.extend(opening);
        self.open.push(closing);
    }

    fn end(&mut self, tag: TagEnd) {
        if forbids_links(tag) {
            self.verbatim = self.verbatim.saturating_sub(1);
        }
        self.out.extend(self.open.pop().flatten());
    }

    /// What opens a tag and what closes it; both are nothing where only its content stays.
    fn tamed_tag(&mut self, tag: Tag<'a>) -> (Option<Event<'a>>, Option<Event<'a>>) {
        match tag {
            Tag::Image { ref dest_url, .. } if leads(dest_url) != Leads::Here => (None, None),
            Tag::Link { dest_url, .. } => link(&dest_url),
            Tag::HtmlBlock => whole(Tag::Paragraph),
            Tag::Heading { level, .. } => whole(Tag::Heading {
                level: self.heading_level(level),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }),
            // Tables cannot be nested, and without their cells they are no tables.
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => whole(tag),
            _ if self.open.len() >= DEEPEST => (None, None),
            _ => whole(tag),
        }
    }

    fn heading_level(&mut self, written: HeadingLevel) -> HeadingLevel {
        self.heading = (written as isize + self.shift).min(self.heading + 1).min(6);
        match self.heading {
            ..=3 => HeadingLevel::H3,
            4 => HeadingLevel::H4,
            5 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    /// Addresses that people pasted become links.
    fn text(&mut self, text: CowStr<'a>) {
        if self.verbatim > 0 || !text.contains("http") {
            self.out.push(Event::Text(text));
            return;
        }
        for piece in pieces(&text) {
            match piece {
                Piece::Words(words) => self.out.push(Event::Text(words.to_owned().into())),
                Piece::Address(address) => {
                    let (opening, closing) = link(address);
                    self.out.extend(opening);
                    self.out.push(Event::Text(address.to_owned().into()));
                    self.out.extend(closing);
                }
            }
        }
    }
}

fn forbids_links(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock)
}

fn whole(tag: Tag<'_>) -> (Option<Event<'_>>, Option<Event<'_>>) {
    let end = tag.to_end();
    (Some(Event::Start(tag)), Some(Event::End(end)))
}

fn link<'a>(address: &str) -> (Option<Event<'a>>, Option<Event<'a>>) {
    let href = clean_text(address);
    let opening = match leads(address) {
        Leads::Here => format!("<a href=\"{href}\">"),
        Leads::Elsewhere => format!("<a href=\"{href}\" rel=\"{REL}\">"),
        Leads::Nowhere => return (None, None),
    };
    (Some(Event::InlineHtml(opening.into())), Some(Event::InlineHtml("</a>".into())))
}

//! What is kept of a page when it is published.

use copia_app::{
    domain::reports::{Length, Quote, Report, Theme, Words},
    publications::Kept,
};

/// What is kept of a page that says this and quotes that.
pub fn kept(body: String, quotes: Vec<String>) -> Kept {
    let quotes = quotes.into_iter().map(|text| Quote { text, by: String::new() }).collect();
    let text = String::new;
    let words = Words {
        glance: text(),
        contents: text(),
        ask: text(),
        method: text(),
        sources: text(),
        source: text(),
        figure: text(),
        table: text(),
        page: text(),
    };
    let report = Report {
        language: "en-GB".to_owned(),
        length: Length::Full,
        organisation: text(),
        title: text(),
        subtitle: text(),
        as_of: text(),
        address: text(),
        accent: "#1d4ed8".to_owned(),
        words,
        glance: Vec::new(),
        themes: vec![Theme { title: text(), lead: text(), claims: Vec::new(), charts: Vec::new(), quotes }],
        ask: text(),
        method: Vec::new(),
        sources: Vec::new(),
    };
    Kept { body, report }
}

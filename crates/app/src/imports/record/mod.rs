//! The published record of a programme: what its own pages said, read from CSV files.
//!
//! A record holds contradictions, gaps and imprecise dates on purpose. The reader keeps them as
//! they were published and never fills a gap; whatever it cannot read exactly is a [`Fault`].

mod fault;
mod rows;
mod table;
#[cfg(test)]
mod tests;

pub use fault::{Fault, Problem};
pub use rows::{Community, Count, NewsItem, Quote, Recognition, ServiceArea, Source, SurveyFigure};

use table::Reader;

/// Everything that a programme's pages stated, each row with the page it was read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The pages, by code.
    pub sources: Vec<Source>,
    /// Service areas seen by name.
    pub service_areas: Vec<ServiceArea>,
    /// Communities as a page named them.
    pub communities: Vec<Community>,
    /// Published counts, contradicting ones included.
    pub history: Vec<Count>,
    /// Published percentages.
    pub surveys: Vec<SurveyFigure>,
    /// Published comments without a name, as summaries.
    pub quotes: Vec<Quote>,
    /// Awards and outside events.
    pub recognition: Vec<Recognition>,
    /// Published articles, as summaries.
    pub news: Vec<NewsItem>,
    /// Every row as it stands in its file: the evidence for all of the above.
    pub lines: Vec<Line>,
}

/// A row as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The name of the file.
    pub file: &'static str,
    /// The line, counted from 1.
    pub line: u64,
    /// The cells, in the order in which the columns of the file are declared.
    pub cells: Vec<String>,
}

/// The files of a record with their columns, in the order in which they are read.
pub const FILES: [(&str, &[&str]); 8] = [
    ("sources.csv", Source::COLUMNS),
    ("service-areas.csv", ServiceArea::COLUMNS),
    ("communities.csv", Community::COLUMNS),
    ("programme-history.csv", Count::COLUMNS),
    ("surveys.csv", SurveyFigure::COLUMNS),
    ("quotes.csv", Quote::COLUMNS),
    ("recognition.csv", Recognition::COLUMNS),
    ("news.csv", NewsItem::COLUMNS),
];

impl Record {
    /// Reads a record; `files` answers with the text of a file by its name, or `None` where there
    /// is no such file.
    ///
    /// # Errors
    /// Every fault of every file, file by file and row by row, so that one round of
    /// corrections is enough.
    pub fn parse(files: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::new(files);
        let record = Self {
            sources: reader.rows("sources.csv", Source::COLUMNS, Source::read),
            service_areas: reader.rows("service-areas.csv", ServiceArea::COLUMNS, ServiceArea::read),
            communities: reader.rows("communities.csv", Community::COLUMNS, Community::read),
            history: reader.rows("programme-history.csv", Count::COLUMNS, Count::read),
            surveys: reader.rows("surveys.csv", SurveyFigure::COLUMNS, SurveyFigure::read),
            quotes: reader.rows("quotes.csv", Quote::COLUMNS, Quote::read),
            recognition: reader.rows("recognition.csv", Recognition::COLUMNS, Recognition::read),
            news: reader.rows("news.csv", NewsItem::COLUMNS, NewsItem::read),
            lines: reader.lines(),
        };
        reader.finish(record)
    }
}

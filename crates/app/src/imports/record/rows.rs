//! The kinds of row, and how each is read.

use copia_domain::claims::{Level, Wording};
use copia_domain::fields::web_address;
use copia_domain::published::{PublishedDate, Qualifier, SeenAs};

use super::table::Row;

/// A page that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The line of its file.
    pub line: u64,
    /// Short code that other rows refer to.
    pub code: String,
    pub title: String,
    /// Absolute http or https address.
    pub address: String,
}

impl Source {
    pub(super) const COLUMNS: &[&str] = &["code", "title", "address"];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let code = row.unrepeated("code");
        let title = row.text("title");
        let address =
            row.parsed("address", "an address that starts with https:// or http://", |text| web_address(text).ok());
        Some(Self { line: row.line(), code: code?, title: title?, address: address? })
    }
}

/// A service area seen by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceArea {
    /// The line of its file.
    pub line: u64,
    pub name: String,
    /// Code of the page.
    pub source: String,
}

impl ServiceArea {
    pub(super) const COLUMNS: &[&str] = &["name", "source"];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let name = row.unrepeated("name");
        let source = row.source();
        Some(Self { line: row.line(), name: name?, source: source? })
    }
}

/// A community as a page named it; nothing is known of it after `as_of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// The line of its file.
    pub line: u64,
    pub name: String,
    /// Name of a service area of the record.
    pub service_area: String,
    /// When the page said so.
    pub as_of: PublishedDate,
    pub seen_as: SeenAs,
    /// When it was announced, where the page says.
    pub announced: Option<PublishedDate>,
    pub source: String,
}

impl Community {
    pub(super) const COLUMNS: &[&str] = &["name", "service_area", "as_of", "seen_as", "announced", "source"];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let name = row.unrepeated("name");
        let service_area = row.service_area();
        let as_of = row.date("as_of");
        let seen_as = row.parsed("seen_as", "one of current, announced, planned", SeenAs::from_word);
        let announced = row.optional_date("announced");
        let source = row.source();
        Some(Self {
            line: row.line(),
            name: name?,
            service_area: service_area?,
            as_of: as_of?,
            seen_as: seen_as?,
            announced: announced?,
            source: source?,
        })
    }
}

/// A published count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The line of its file.
    pub line: u64,
    /// `None` where the page gives no date.
    pub as_of: Option<PublishedDate>,
    /// What was counted, in the page's words.
    pub what: String,
    pub value: u32,
    pub qualifier: Qualifier,
    pub source: String,
}

impl Count {
    pub(super) const COLUMNS: &[&str] = &["as_of", "what", "value", "qualifier", "source"];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let as_of = row.optional_date("as_of");
        let what = row.text("what");
        let value = row.parsed("value", "a whole number below 4,294,967,296", |text| text.parse().ok());
        let qualifier =
            row.parsed("qualifier", "one of exactly, about, more than", |text| Qualifier::from_word(&word(text)));
        let source = row.source();
        Some(Self {
            line: row.line(),
            as_of: as_of?,
            what: what?,
            value: value?,
            qualifier: qualifier?,
            source: source?,
        })
    }
}

/// A published percentage of people who agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyFigure {
    /// The line of its file.
    pub line: u64,
    /// Name of the survey.
    pub survey: String,
    /// The year of the fieldwork, where published.
    pub fieldwork_year: Option<i16>,
    /// When the figure was published.
    pub reported: PublishedDate,
    /// The heading it stood under, where there was one.
    pub theme: Option<String>,
    pub statement: String,
    pub wording: Wording,
    pub level: Level,
    /// Whole per cent, 0 to 100.
    pub percent_agree: u8,
    /// How many answers the percentage rests on; `None` where it was not published.
    pub base_n: Option<u32>,
    /// Whole per cent of those asked who answered, 0 to 100; `None` where it was not published.
    pub response_rate: Option<u8>,
    pub source: String,
}

impl SurveyFigure {
    pub(super) const COLUMNS: &[&str] = &[
        "survey",
        "fieldwork_year",
        "reported",
        "theme",
        "statement",
        "wording",
        "level",
        "percent_agree",
        "base_n",
        "response_rate",
        "source",
    ];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        const PERCENT: &str = "a whole number from 0 to 100";
        let survey = row.text("survey");
        let fieldwork_year = row.optionally_parsed("fieldwork_year", "a year such as 2021", year);
        let reported = row.date("reported");
        let theme = row.optional("theme");
        let statement = row.text("statement");
        let wording = row.parsed("wording", "one of exact, paraphrase", Wording::from_word);
        let level = row.parsed("level", "one of individual, team, practice area, organisation, sector", |text| {
            Level::from_word(&word(text))
        });
        let percent_agree = row.parsed("percent_agree", PERCENT, percent);
        let base_n = row.optionally_parsed("base_n", "a whole number above 0", |text| {
            text.parse().ok().filter(|base: &u32| *base > 0)
        });
        let response_rate = row.optionally_parsed("response_rate", PERCENT, percent);
        let source = row.source();
        Some(Self {
            line: row.line(),
            survey: survey?,
            fieldwork_year: fieldwork_year?,
            reported: reported?,
            theme: theme?,
            statement: statement?,
            wording: wording?,
            level: level?,
            percent_agree: percent_agree?,
            base_n: base_n?,
            response_rate: response_rate?,
            source: source?,
        })
    }
}

/// A published comment without a name, as a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The line of its file.
    pub line: u64,
    /// Name of the survey it came from.
    pub survey: String,
    pub theme: Option<String>,
    pub summary: String,
    pub source: String,
}

impl Quote {
    pub(super) const COLUMNS: &[&str] = &["survey", "theme", "summary", "source"];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let survey = row.text("survey");
        let theme = row.optional("theme");
        let summary = row.text("summary");
        let source = row.source();
        Some(Self { line: row.line(), survey: survey?, theme: theme?, summary: summary?, source: source? })
    }
}

/// An award or an outside event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// The line of its file.
    pub line: u64,
    pub held: PublishedDate,
    /// Such as "award" or "seminar".
    pub kind: String,
    pub title: String,
    /// Who gave it or held it.
    pub body: String,
    pub category: Option<String>,
    /// Such as "won", "shortlisted" or "held".
    pub result: String,
    /// What the reader should know, such as a date that two pages give differently.
    pub note: Option<String>,
    pub source: String,
}

impl Recognition {
    pub(super) const COLUMNS: &[&str] = &["held", "kind", "title", "body", "category", "result", "note", "source"];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let held = row.date("held");
        let kind = row.text("kind");
        let title = row.text("title");
        let body = row.text("body");
        let category = row.optional("category");
        let result = row.text("result");
        let note = row.optional("note");
        let source = row.source();
        Some(Self {
            line: row.line(),
            held: held?,
            kind: kind?,
            title: title?,
            body: body?,
            category: category?,
            result: result?,
            note: note?,
            source: source?,
        })
    }
}

/// A published article, as a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsItem {
    /// The line of its file.
    pub line: u64,
    pub published: PublishedDate,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub source: String,
}

impl NewsItem {
    pub(super) const COLUMNS: &[&str] = &["published", "kind", "title", "summary", "source"];

    pub(super) fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let published = row.date("published");
        let kind = row.text("kind");
        let title = row.text("title");
        let summary = row.text("summary");
        let source = row.source();
        Some(Self {
            line: row.line(),
            published: published?,
            kind: kind?,
            title: title?,
            summary: summary?,
            source: source?,
        })
    }
}

fn year(text: &str) -> Option<i16> {
    match PublishedDate::parse(text)? {
        PublishedDate::Year(year) => Some(year),
        PublishedDate::Month(..) | PublishedDate::Day(_) => None,
    }
}

fn percent(text: &str) -> Option<u8> {
    text.parse().ok().filter(|percent| *percent <= 100)
}

/// The files write "more than" where the word is `more_than`.
fn word(text: &str) -> String {
    text.replace(' ', "_")
}

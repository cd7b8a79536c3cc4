//! A report as it is to be set on pages: every word in the reader's language, every figure as it is to be read. Whoever
//! sets it looks nothing up and calculates nothing.

use serde::{Deserialize, Serialize};

crate::choices! {
    /// How long a report is.
    Length {
        /// One page for a sponsor: the figures at a glance, and what is asked of them.
        Sponsor = "sponsor",
        /// The figures, and the claims of each theme with their marks.
        Summary = "summary",
        /// Everything: charts with their tables, sources, and the method.
        Full = "full",
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The language of its words, as in BCP 47: "en-GB".
    pub language: String,
    /// How long it is.
    pub length: Length,
    /// Whose it is.
    pub organisation: String,
    /// What it is called.
    pub title: String,
    /// Of what it speaks, and for which time.
    pub subtitle: String,
    /// As of when its figures hold, in words.
    pub as_of: String,
    /// The permanent web address of what it was made from.
    pub address: String,
    /// The organisation's colour: "#1d4ed8".
    pub accent: String,
    /// The words of the frame.
    pub words: Words,
    /// The figures for a reader in a hurry; six at most are read.
    pub glance: Vec<Figure>,
    /// What the programme says of itself, theme by theme.
    pub themes: Vec<Theme>,
    /// What is asked of the reader; may be empty.
    pub ask: String,
    /// The paragraphs of the method.
    pub method: Vec<String>,
    /// Where the figures come from. Marks and charts name them by their place, counted from one.
    pub sources: Vec<Source>,
}

/// The words that every report has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The heading of the figures at a glance.
    pub glance: String,
    /// The heading of the contents.
    pub contents: String,
    /// The heading of what is asked of the reader.
    pub ask: String,
    /// The heading of the method.
    pub method: String,
    /// The heading of the sources.
    pub sources: String,
    /// What stands before the number of a source: "Source".
    pub source: String,
    /// What stands before the number of a chart: "Figure".
    pub figure: String,
    /// What stands before the number of a table: "Table".
    pub table: String,
    /// What stands before the number of a page: "Page".
    pub page: String,
}

/// A figure at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The figure: "2,512".
    pub value: String,
    /// What was counted.
    pub label: String,
    /// What else has to be said: as of when, or what is missing.
    pub note: String,
}

/// A theme with what is claimed under it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Its heading.
    pub title: String,
    /// What it is about; may be empty.
    pub lead: String,
    /// The claims.
    pub claims: Vec<Claim>,
    /// The charts.
    pub charts: Vec<Chart>,
    /// The quotes.
    pub quotes: Vec<Quote>,
}

/// A claim with its evidence mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What is claimed.
    pub sentence: String,
    /// The figure: "92%"; empty for a claim without one.
    pub value: String,
    /// The bounds of a share in per cent, 0 to 100, where there are any.
    pub interval: Option<Bounds>,
    /// What stands behind it, in words: "46 of 50 answers, between 81% and 97%", or what is missing.
    pub base: String,
    /// How strong it is, in a word.
    pub strength: String,
    /// The places of its sources, counted from one.
    pub sources: Vec<u32>,
}

/// A share with its bounds, all in per cent, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The lower bound.
    pub low: f64,
    /// The share.
    pub share: f64,
    /// The upper bound.
    pub high: f64,
}

/// A chart with the table of what it shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// What is found, in a sentence.
    pub title: String,
    /// The same for somebody who does not see it.
    pub description: String,
    /// What is drawn.
    pub drawing: Drawing,
    /// The figures that are drawn.
    pub table: Table,
    /// The place of its source, counted from one.
    pub source: u32,
}

/// What a chart draws.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Drawing {
    /// Shares with their bounds, each as a dot on a line of 0 to 100 per cent.
    Shares {
        /// From top to bottom.
        rows: Vec<ShareRow>,
    },
    /// Answers on a scale from disagreement to agreement, around its middle.
    Agreement {
        /// The answers in the order of the scale, an uneven number of them.
        legend: Vec<String>,
        /// From top to bottom.
        rows: Vec<AgreementRow>,
    },
    /// Amounts as bars from nought.
    Bars {
        /// From top to bottom.
        rows: Vec<BarRow>,
    },
}

/// A share in a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareRow {
    /// Of what.
    pub label: String,
    /// Where it is drawn.
    pub bounds: Bounds,
    /// What stands beside it: "92% of 50".
    pub value: String,
}

/// Answers to one statement in a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgreementRow {
    /// The statement.
    pub label: String,
    /// The share of each answer in per cent, in the order of the legend. They add up to 100 at most.
    pub parts: Vec<f64>,
    /// What stands beside it.
    pub value: String,
}

/// An amount in a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BarRow {
    /// Of what.
    pub label: String,
    /// How much, nought or more.
    pub amount: f64,
    /// What stands beside it.
    pub value: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What its columns are called; the first column says what a row is about.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// What somebody said, with their consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The exact words, or what stands in their place.
    pub text: String,
    /// How the person is named; may be empty.
    pub by: String,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is, with its date.
    pub title: String,
    /// Its web address; may be empty.
    pub address: String,
}

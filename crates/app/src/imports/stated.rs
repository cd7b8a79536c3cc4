//! What a record states, row by row, in the form in which it is kept. The import keeps it, and the check of claims
//! holds what is kept against it, so both go through here.

use super::record::{Count, FILES, Line, Record, Source, SurveyFigure};
use copia_domain::{
    claims::{Measure, Origin},
    published::PublishedDate,
};
use copia_store::impact::Figure;
use data_encoding::HEXLOWER;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What one row of a record states, in a form that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    /// The file.
    pub file: &'static str,
    /// The line, counted from 1.
    pub line: u64,
    /// All of it, the page included.
    pub text: String,
}

/// Something stated together with the page that stated it.
pub(crate) fn text(stated: &impl Serialize, code: &str, title: &str, address: &str) -> String {
    serde_json::json!({ "stated": stated, "page": [code, title, address] }).to_string()
}

/// Every statement of a record that is shown somewhere.
pub(crate) fn stated(record: &Record) -> Vec<Stated> {
    let mut all = Vec::new();
    let mut add = |file, line, stated: Value, code: &str| {
        if let Some(page) = record.sources.iter().find(|source| source.code == code) {
            all.push(Stated { file, line, text: on_page(&stated, page) });
        }
    };
    for row in &record.history {
        add("programme-history.csv", row.line, json(&counted(row)), &row.source);
    }
    for row in &record.surveys {
        add("surveys.csv", row.line, json(&answered(row)), &row.source);
    }
    for row in &record.communities {
        let stated = serde_json::json!([row.as_of, row.seen_as, row.announced]);
        add("communities.csv", row.line, stated, &row.source);
    }
    for row in &record.quotes {
        let stated = serde_json::json!([row.survey, row.theme, row.summary]);
        add("quotes.csv", row.line, stated, &row.source);
    }
    for row in &record.recognition {
        let stated = serde_json::json!([
            row.held,
            row.kind,
            row.title,
            Some(&row.body),
            row.category,
            Some(&row.result),
            row.note
        ]);
        add("recognition.csv", row.line, stated, &row.source);
    }
    for row in &record.news {
        let stated = serde_json::json!([row.published, row.kind, row.title, row.summary]);
        add("news.csv", row.line, stated, &row.source);
    }
    all
}

fn on_page(stated: &Value, page: &Source) -> String {
    text(stated, &page.code, &page.title, &page.address)
}

fn json(figure: &Figure) -> Value {
    serde_json::to_value(figure).unwrap_or_default()
}

/// A published count as a claim.
pub(super) fn counted(row: &Count) -> Figure {
    Figure {
        as_of: row.as_of,
        value: Some(row.value.into()),
        qualifier: Some(row.qualifier),
        ..published(Measure::Count, &row.what)
    }
}

/// A published percentage as a claim.
pub(super) fn answered(row: &SurveyFigure) -> Figure {
    Figure {
        wording: Some(row.wording),
        level: Some(row.level),
        theme: row.theme.clone(),
        survey: Some(row.survey.clone()),
        fieldwork: row.fieldwork_year.map(PublishedDate::Year),
        reported: Some(row.reported),
        as_of: Some(row.fieldwork_year.map_or(row.reported, PublishedDate::Year)),
        value: Some(row.percent_agree.into()),
        base_n: row.base_n.map(Into::into),
        response_rate: row.response_rate.map(Into::into),
        ..published(Measure::PercentAgree, &row.statement)
    }
}

fn published(measure: Measure, statement: &str) -> Figure {
    Figure {
        origin: Origin::PublishedElsewhere,
        measure,
        statement: statement.to_owned(),
        wording: None,
        level: None,
        theme: None,
        survey: None,
        fieldwork: None,
        reported: None,
        definition: None,
        definition_version: None,
        as_of: None,
        value: None,
        qualifier: None,
        base_n: None,
        response_rate: None,
    }
}

/// The cells of a row as a JSON object of columns and texts.
pub(crate) fn content(line: &Line) -> String {
    let columns = FILES.iter().find(|(file, _)| *file == line.file).map_or(&[][..], |(_, columns)| *columns);
    let cells: BTreeMap<&str, &String> = columns.iter().copied().zip(&line.cells).collect();
    serde_json::to_string(&cells).unwrap_or_default()
}

/// What a row is sealed with: the SHA-256 of file, line and content, in hexadecimal.
pub(crate) fn digest(file: &str, line: i64, content: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(format!("{file}\n{line}\n{content}")))
}

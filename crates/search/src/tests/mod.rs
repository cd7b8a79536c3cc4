//! Tests of the index as a whole, each behaviour as a table.

mod hostile;
mod lifecycle;
mod privacy;
mod searching;
mod suggesting;

use uuid::Uuid;

use crate::{Audience, Change, Document, Index, Kind, Options, Query, Results};

const EVERYONE: &[Audience] = &[Audience::Public];

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A public community with this number and title, and nothing else.
fn document(number: u128, title: &str) -> Document {
    Document {
        kind: Kind::Community,
        id: id(number),
        title: title.to_owned(),
        summary: String::new(),
        body: String::new(),
        keywords: Vec::new(),
        importance: 0,
        area: None,
        stage: None,
        audience: vec![Audience::Public],
    }
}

fn index_of(documents: impl IntoIterator<Item = Document>) -> Index {
    let index = Index::in_memory(&Options::default()).unwrap();
    index.apply(documents.into_iter().map(Change::Put), 1).unwrap();
    index
}

fn index_of_titles(titles: &[&str]) -> Index {
    index_of((1..).zip(titles).map(|(number, title)| document(number, title)))
}

fn search(index: &Index, text: &str) -> Results {
    index.search(&Query { text, held: EVERYONE, limit: 20, ..Query::default() }).unwrap()
}

fn titles(results: &Results) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.title.as_str()).collect()
}

fn suggested(index: &Index, prefix: &str) -> Vec<String> {
    let suggestions = index.suggest(prefix, EVERYONE, 8).unwrap();
    suggestions.into_iter().map(|suggestion| suggestion.title).collect()
}

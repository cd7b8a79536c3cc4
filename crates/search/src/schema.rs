//! The fields of the index and how a document fills them.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

use crate::analysis;
use crate::document::{Document, key};

/// Raise this whenever a field, or the way text is cut into words, changes: the index is then
/// built afresh from the change log.
pub(crate) const VERSION: u32 = 2;

const SURFACE: &str = "surface";
const STEMMED: &str = "stemmed";
const BEGUN: &str = "begun";

/// Names of the fields that are read by column.
pub(crate) const RANK: &str = "rank";
pub(crate) const KIND: &str = "kind";
pub(crate) const AREA: &str = "area";
pub(crate) const STAGE: &str = "stage";
pub(crate) const AUDIENCE: &str = "audience";

/// Excerpts are made from this much of a body, so that a long one does not slow a page of hits.
const LONGEST_PREVIEW: usize = 20_000;

/// Titles are told apart in lists by this many characters; ids settle the rest.
const LONGEST_RANKED_TITLE: usize = 80;

#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// Kind and id: replaces and removes a document.
    pub key: Field,
    /// Importance and title as one sortable text; documents lie on disk in its order, so that the
    /// first ones met are the ones to suggest.
    pub rank: Field,
    pub kind: Field,
    pub area: Field,
    pub stage: Field,
    pub audience: Field,
    /// The title, stemmed; adds to the score.
    pub title: Field,
    /// Everything there is to read, title included, stemmed; decides what matches.
    pub text: Field,
    /// The same as written: the dictionary for neighbours and completions.
    pub words: Field,
    /// Each beginning of each word in the title and keywords.
    pub starts: Field,
    pub summary: Field,
    pub preview: Field,
}

pub(crate) fn build() -> (Schema, Fields) {
    let mut schema = SchemaBuilder::new();
    let prose = || indexed(STEMMED, IndexRecordOption::WithFreqsAndPositions, true);
    let list = |analyser| indexed(analyser, IndexRecordOption::Basic, false);
    let fields = Fields {
        key: schema.add_text_field("key", STRING | STORED),
        rank: schema.add_text_field(RANK, FAST),
        kind: schema.add_text_field(KIND, FAST),
        area: schema.add_text_field(AREA, FAST),
        stage: schema.add_text_field(STAGE, FAST),
        audience: schema.add_text_field(AUDIENCE, FAST),
        title: schema.add_text_field("title", prose() | STORED),
        text: schema.add_text_field("text", prose()),
        words: schema.add_text_field("words", list(SURFACE)),
        starts: schema.add_text_field("starts", list(BEGUN)),
        summary: schema.add_text_field("summary", STORED),
        preview: schema.add_text_field("preview", STORED),
    };
    (schema.build(), fields)
}

fn indexed(analyser: &str, record: IndexRecordOption, lengths: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(analyser).set_index_option(record).set_fieldnorms(lengths),
    )
}

pub(crate) fn analysers() -> TokenizerManager {
    let analysers = TokenizerManager::default();
    analysers.register(SURFACE, analysis::surface());
    analysers.register(STEMMED, analysis::stemmed());
    analysers.register(BEGUN, analysis::begun());
    analysers
}

impl Fields {
    pub(crate) fn fill(&self, document: &Document) -> TantivyDocument {
        let mut filled = TantivyDocument::default();
        let key = key(document.kind, document.id);
        let title: String = analysis::folded(&document.title).chars().take(LONGEST_RANKED_TITLE).collect();
        // Ranks sort upwards, so importance counts down.
        let rank = format!("{:08x} {title}\u{1}{key}", u32::MAX - document.importance);
        filled.add_text(self.rank, rank);
        filled.add_text(self.key, key);
        filled.add_text(self.kind, document.kind.name());
        if let Some(area) = document.area {
            filled.add_text(self.area, area.to_string());
        }
        if let Some(stage) = &document.stage {
            filled.add_text(self.stage, stage);
        }
        for audience in &document.audience {
            filled.add_text(self.audience, audience.term());
        }

        filled.add_text(self.title, &document.title);
        let named = || std::iter::once(document.title.as_str()).chain(document.keywords.iter().map(String::as_str));
        for text in named().chain([document.summary.as_str(), document.body.as_str()]) {
            filled.add_text(self.text, text);
            filled.add_text(self.words, text);
        }
        named().for_each(|text| filled.add_text(self.starts, text));
        filled.add_text(self.summary, one_line(&document.summary, LONGEST_PREVIEW));
        filled.add_text(self.preview, one_line(&document.body, LONGEST_PREVIEW));
        filled
    }
}

fn one_line(text: &str, longest: usize) -> String {
    let start: String = text.chars().take(longest).collect();
    let words: Vec<&str> = start.split_whitespace().collect();
    words.join(" ")
}

//! What the typesetter can see: the templates, the report, and the typefaces that come with it; nothing else.

use copia_domain::reports::Report;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Dict, Duration, IntoValue},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::set::Failure;

const PARTS: &str = include_str!("../template/parts.typ");
const REPORT: &str = include_str!("../template/report.typ");
const CHART: &str = include_str!("../template/chart.typ");

/// A world with one report in it.
pub struct Sheet {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    parts: Source,
    report: (FileId, Bytes),
}

fn file(name: &str) -> Result<FileId, Failure> {
    let path = VirtualPath::new(name).map_err(|error| Failure::Setting(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Sheet {
    /// The pages of a report.
    ///
    /// # Errors
    /// [`Failure`] where the report cannot be written out again.
    pub fn pages(report: &Report) -> Result<Self, Failure> {
        Self::new(report, REPORT, Dict::new())
    }

    /// The picture of the chart at a place, counted from 0.
    ///
    /// # Errors
    /// As [`Sheet::pages`].
    pub fn chart(report: &Report, place: usize) -> Result<Self, Failure> {
        let mut inputs = Dict::new();
        inputs.insert("chart".into(), place.to_string().into_value());
        Self::new(report, CHART, inputs)
    }

    fn new(report: &Report, main: &str, inputs: Dict) -> Result<Self, Failure> {
        let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::new(file("main.typ")?, main.to_owned()),
            parts: Source::new(file("parts.typ")?, PARTS.to_owned()),
            report: (file("report.json")?, Bytes::new(serde_json::to_vec(report)?)),
        })
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.parts]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.report.0 {
            return Ok(self.report.1.clone());
        }
        Ok(Bytes::from_string(self.source(id)?.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// No report says when it was set: it says as of when its figures hold.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

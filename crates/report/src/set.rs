//! Setting a report: from its words to pages, and from pages to a file.

use crate::world::Sheet;
use copia_domain::reports::{Chart, Report};
use typst::{World, diag::SourceDiagnostic, foundations::Smart};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The input is longer than any report.
    #[error("the report is longer than 16 MB")]
    TooLong,
    /// The input is no report.
    #[error("the input is no report: {0}")]
    NoReport(#[from] serde_json::Error),
    /// There is no chart at that place.
    #[error("the report has {0} charts, and none at that place")]
    NoChart(usize),
    /// It could not be set, or what was set is not accessible.
    #[error("the report cannot be set: {0}")]
    Setting(String),
    /// The input could not be read, or the output not written.
    #[error("{0}")]
    Files(#[from] std::io::Error),
}

/// The report as a PDF file that conforms to PDF/UA-1 (ISO 14289-1): tagged, with its title and language, and with
/// words for every picture. What is not accessible is a failure.
///
/// # Errors
/// [`Failure::Setting`].
pub fn pdf(report: &Report) -> Result<Vec<u8>, Failure> {
    let sheet = Sheet::pages(report)?;
    let pages = compiled(&sheet)?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| Failure::Setting(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(report.address.clone()),
        creator: Smart::Custom(Some("Copia".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|errors| said(&errors))
}

/// One chart of the report as a PNG picture of 1920 by 1080.
///
/// # Errors
/// [`Failure::NoChart`]; [`Failure::Setting`].
pub fn picture(report: &Report, place: usize) -> Result<Vec<u8>, Failure> {
    let (page, _) = chart(report, place)?;
    let options = typst_render::RenderOptions {
        pixel_per_pt: (1920.0 / page.frame.width().to_pt()).into(),
        ..Default::default()
    };
    typst_render::render(&page, &options).encode_png().map_err(|error| Failure::Setting(error.to_string()))
}

/// One chart of the report as an SVG drawing that says in words what it shows. Its letters are outlines, so that it
/// looks the same wherever it is put.
///
/// # Errors
/// As [`picture`].
pub fn drawing(report: &Report, place: usize) -> Result<String, Failure> {
    let (page, chart) = chart(report, place)?;
    let said = format!("{}. {}", chart.title, chart.description);
    let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let svg = typst_svg::svg(&page, &typst_svg::SvgOptions::default());
    Ok(svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{said}\" "), 1))
}

/// The page of one chart, and what is drawn there.
fn chart(report: &Report, place: usize) -> Result<(Page, &Chart), Failure> {
    let mut charts = report.themes.iter().flat_map(|theme| &theme.charts);
    let of = charts.clone().count();
    let chart = charts.nth(place).ok_or(Failure::NoChart(of))?;
    let pages = compiled(&Sheet::chart(report, place)?)?;
    let page = pages.pages().first().ok_or_else(|| Failure::Setting("no page came out".to_owned()))?;
    Ok((page.clone(), chart))
}

fn compiled(sheet: &dyn World) -> Result<PagedDocument, Failure> {
    typst::compile(sheet).output.map_err(|errors| said(&errors))
}

fn said(errors: &[SourceDiagnostic]) -> Failure {
    let each = errors.iter().map(|error| {
        let hints = error.hints.iter().map(|hint| format!(" ({})", hint.v));
        std::iter::once(error.message.to_string()).chain(hints).collect::<String>()
    });
    Failure::Setting(each.collect::<Vec<_>>().join("; "))
}

//! The report of a publication: what is kept of it when it is published, and its files.

use super::stand::{source, themes};
use crate::{
    impact::{Mark, mark, recognition_shown},
    shell::{Answer, Flash, Problem, Visit, redirect},
};
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    Ctx, Error,
    domain::counters::Counter,
    domain::reports::{
        Bounds, Chart, Claim, Drawing, Figure, Length, Quote, Report, ShareRow, Source, Table, Theme, Words as Frame,
    },
    publications::{self, Standing},
    quotes::Place,
    reports::{self, Wanted},
};
use copia_text::{Words, key};
use serde::Deserialize;

/// The figures at a glance, where there is something to count.
const AT_A_GLANCE: [Counter; 6] = [
    Counter::People,
    Counter::CommunitiesActive,
    Counter::ActiveAreas,
    Counter::EventsHeld,
    Counter::LunchAndLearnsHeld,
    Counter::CorePeople,
];

/// The report of a page, with a mark in the place of each quote. Its title is that of the publication.
pub(super) fn report(ctx: &Ctx, page: &Standing, slug: &str) -> Report {
    let words = &ctx.words;
    let organisation = &ctx.site.organisation;
    let today = words.date(ctx.today().0);
    let mut sources = Vec::new();
    let glance = AT_A_GLANCE
        .iter()
        .filter_map(|counter| page.counters.iter().find(|claim| claim.counter == Some(*counter)))
        .filter(|claim| claim.value != Some(0))
        .map(|claim| figure(ctx, &mark(words, &ctx.site.zone, claim), &mut sources))
        .collect();
    let drawn = themes(words, &page.themes, true);
    let mut set: Vec<Theme> = page
        .themes
        .iter()
        .zip(drawn)
        .map(|(of, shown)| theme(ctx, of, &shown.marks, &shown.quotes, &mut sources))
        .collect();
    if !page.recognitions.is_empty() {
        let claim = |one: &copia_app::recognition::Recognition| {
            let shown = recognition_shown(words, one);
            let base =
                [shown.when, shown.by].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            Claim { base, ..plain(shown.title) }
        };
        set.push(Theme {
            title: words.say("impact-recognition").to_owned(),
            lead: words.say("impact-recognition-text").to_owned(),
            claims: page.recognitions.iter().map(claim).collect(),
            charts: Vec::new(),
            quotes: Vec::new(),
        });
    }
    let of = page.name.clone().unwrap_or_else(|| organisation.programme_name.clone());
    let method = [
        key("impact-method-share"),
        key("impact-method-no-base"),
        key("impact-method-count"),
        key("impact-method-strength"),
    ];
    Report {
        language: words.language().clone(),
        length: Length::Full,
        organisation: organisation.name.clone(),
        title: String::new(),
        subtitle: words.say_with("publication-report-subtitle", &[("name", of.into())]),
        as_of: words.say_with("publication-when", &[("day", today.into())]),
        address: ctx.url(&format!("/impact/publications/{slug}")),
        accent: organisation.accent.clone(),
        words: frame(words),
        glance,
        themes: set,
        ask: words.say_with("publication-report-ask-text", &[("address", organisation.contact_email.as_str().into())]),
        method: method.map(|word| words.say(word).to_owned()).to_vec(),
        sources,
    }
}

fn frame(words: &Words) -> Frame {
    let say = |word| words.say(word).to_owned();
    Frame {
        glance: say(key("publication-report-glance")),
        contents: say(key("publication-report-contents")),
        ask: say(key("publication-report-ask")),
        method: say(key("impact-method")),
        sources: say(key("publication-report-sources")),
        source: say(key("publication-report-source")),
        figure: say(key("publication-report-figure")),
        table: say(key("publication-report-table")),
        page: say(key("publication-report-page")),
    }
}

/// The place of the page that says how a figure is known, counted from one.
fn cited(ctx: &Ctx, mark: &Mark, sources: &mut Vec<Source>) -> u32 {
    sources.push(Source { title: mark.claim.clone(), address: ctx.url(&mark.href) });
    u32::try_from(sources.len()).unwrap_or(u32::MAX)
}

fn figure(ctx: &Ctx, mark: &Mark, sources: &mut Vec<Source>) -> Figure {
    cited(ctx, mark, sources);
    Figure { value: value(mark), label: mark.claim.clone(), note: mark.base.clone() }
}

fn value(mark: &Mark) -> String {
    let about = if mark.about.is_empty() { String::new() } else { format!("{} ", mark.about) };
    format!("{about}{}{}", mark.figure, mark.unit)
}

fn plain(sentence: String) -> Claim {
    let (value, base, strength) = (String::new(), String::new(), String::new());
    Claim { sentence, value, interval: None, base, strength, sources: Vec::new() }
}

fn theme(
    ctx: &Ctx,
    of: &publications::Theme,
    marks: &[Mark],
    quotes: &[super::stand::QuoteShown],
    sources: &mut Vec<Source>,
) -> Theme {
    let mut claims = Vec::new();
    let mut rows = Vec::new();
    let mut first = None;
    for (one, mark) in of.claims.iter().zip(marks) {
        let source = cited(ctx, mark, sources);
        let share = one.value.and_then(|value| u32::try_from(value).ok()).map(f64::from);
        let bounds = one.interval.zip(share).map(|(at, share)| Bounds { low: at.low, share, high: at.high });
        if let Some(bounds) = bounds {
            first.get_or_insert(source);
            rows.push((mark, bounds));
        }
        claims.push(Claim {
            value: value(mark),
            interval: bounds,
            base: mark.base.clone(),
            sources: vec![source],
            ..plain(mark.claim.clone())
        });
    }
    let charts = first.map(|source| chart(&ctx.words, &of.name, &rows, source)).into_iter().collect();
    let quotes = quotes.iter().map(|quote| Quote { text: quote.mark.clone(), by: String::new() }).collect();
    Theme { title: of.name.clone(), lead: String::new(), claims, charts, quotes }
}

/// The shares of a theme with their bounds, and their table.
fn chart(words: &Words, theme: &str, shares: &[(&Mark, Bounds)], source: u32) -> Chart {
    let percent = |share: f64| format!("{share:.0}%");
    let row =
        |(mark, bounds): &(&Mark, Bounds)| ShareRow { label: mark.claim.clone(), bounds: *bounds, value: value(mark) };
    let cells = |(mark, at): &(&Mark, Bounds)| vec![mark.claim.clone(), value(mark), percent(at.low), percent(at.high)];
    let head = [
        key("publication-report-claim"),
        key("publication-report-share"),
        key("publication-report-low"),
        key("publication-report-high"),
    ];
    let said: Vec<&str> = shares.iter().map(|(mark, _)| mark.spoken.as_str()).collect();
    Chart {
        title: words.say_with("publication-report-chart", &[("theme", theme.into())]),
        description: said.join(" "),
        drawing: Drawing::Shares { rows: shares.iter().map(row).collect() },
        table: Table {
            head: head.map(|word| words.say(word).to_owned()).to_vec(),
            rows: shares.iter().map(cells).collect(),
        },
        source,
    }
}

/// Which length is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    length: String,
}

/// The report of a publication as it may be read now.
async fn read(visit: &Visit, slug: &str) -> Result<Report, Problem> {
    let words = &visit.words;
    let in_place = |place: &Place| match place {
        Place::Live(live) => Quote { text: live.body.clone(), by: source(words, live) },
        Place::Withdrawn(at) => {
            let day = words.date(at.day_in(&visit.site.zone));
            Quote { text: words.say_with("quote-gone-withdrawn", &[("day", day.into())]), by: String::new() }
        }
        Place::Ended => Quote { text: words.say("quote-gone-ended").to_owned(), by: String::new() },
        Place::Changed => Quote { text: words.say("quote-gone-changed").to_owned(), by: String::new() },
    };
    reports::of_publication(visit, slug, in_place).await?.ok_or(Problem::NotFound)
}

/// A report as a PDF file.
pub(super) async fn pdf(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let length = if asked.length.is_empty() { Some(Length::Full) } else { Length::from_word(&asked.length) };
    let length = length.ok_or(Problem::NotFound)?;
    let report = read(&visit, &slug).await?;
    set(&visit, &slug, report, Wanted::Pdf(length), "application/pdf", &format!("{slug}-{length}.pdf")).await
}

/// One of its charts as a picture, or as a drawing where the address ends so.
pub(super) async fn chart_picture(visit: Visit, Path((slug, place)): Path<(String, String)>) -> Answer {
    let (place, is_drawing) = place.strip_suffix(".svg").map_or((place.as_str(), false), |place| (place, true));
    let place = place.parse().map_err(|_| Problem::NotFound)?;
    let report = read(&visit, &slug).await?;
    let (wanted, kind, ending) = if is_drawing {
        (Wanted::Drawing(place), "image/svg+xml", "svg")
    } else {
        (Wanted::Chart(place), "image/png", "png")
    };
    set(&visit, &slug, report, wanted, kind, &format!("{slug}-{place}.{ending}")).await
}

async fn set(visit: &Visit, slug: &str, report: Report, wanted: Wanted, kind: &'static str, name: &str) -> Answer {
    let bytes = match reports::set(visit, report, wanted).await {
        Ok(bytes) => bytes,
        Err(Error::NotNow("report-absent")) => {
            let flash = Flash::new(key("flash-publication-report-absent"));
            return Ok(redirect(&format!("/impact/publications/{slug}"), Some(flash)));
        }
        Err(Error::NotNow("report-busy")) => return Err(Problem::Busy),
        Err(error) => return Err(error.into()),
    };
    let name = HeaderValue::from_str(&format!("inline; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name.map_err(|error| Problem::internal(&error))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

/// What the page of a publication offers: the lengths with their addresses and words, and the charts.
pub(super) struct Offer {
    pub(super) is_installed: bool,
    pub(super) lengths: Vec<(String, &'static str, &'static str)>,
    pub(super) charts: Vec<(String, String)>,
}

/// What is offered of a publication; `None` where it has no report.
pub(super) async fn offer(visit: &Visit, slug: &str) -> Result<Option<Offer>, Problem> {
    let nothing = |_: &Place| Quote { text: String::new(), by: String::new() };
    let Some(report) = reports::of_publication(visit, slug, nothing).await? else { return Ok(None) };
    let length = |length: &Length| {
        let (name, about) = match length {
            Length::Sponsor => (key("publication-report-sponsor"), key("publication-report-sponsor-text")),
            Length::Summary => (key("publication-report-summary"), key("publication-report-summary-text")),
            Length::Full => (key("publication-report-full"), key("publication-report-full-text")),
        };
        (format!("/impact/publications/{slug}/report.pdf?length={length}"), name, about)
    };
    let charts = report.themes.iter().flat_map(|theme| &theme.charts).enumerate();
    let chart =
        |(place, chart): (usize, &Chart)| (format!("/impact/publications/{slug}/charts/{place}"), chart.title.clone());
    Ok(Some(Offer {
        is_installed: reports::is_installed(visit),
        lengths: Length::ALL.iter().map(length).collect(),
        charts: charts.map(chart).collect(),
    }))
}

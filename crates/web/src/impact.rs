//! The public pages on what the programme has achieved, and how each figure is known.

mod claim;
pub(crate) mod marks;
mod plots;

use crate::{
    charts::History,
    publications::{ThemeShown, themes},
    routes::Routes,
    shell::{Answer, Page, Problem, Visit, show, shown},
};
use askama::Template;
use copia_app::{
    domain::{counters::Counter, policy::Action},
    impact::{self, ClaimView, ImpactPage, Survey, Theme, date_words},
    publications::{self, Of},
    recognition::Recognition,
};
use copia_text::Words;
use jiff::tz::TimeZone;
use marks::number;
pub(crate) use marks::{Mark, as_of, counter_key, definition_key, mark, number_of, qualifier_words, whole};
pub(crate) use plots::capitalised;
use plots::{Span, plot};

/// The routes of impact.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/impact", overview)
        .get("/impact/history", history)
        .get("/impact/method", method)
        .get("/impact/claims/{id}", claim::look)
        .post("/impact/claims/{id}/withdrawal", claim::withdraw)
        .post("/impact/claims/{id}/approval", claim::restore)
}

/// A section of the page: one heading of the latest survey, or a whole survey.
struct SurveySection {
    heading: String,
    about: String,
    groups: Vec<Group>,
}

/// What people said under one heading; an empty one where the section's own heading says it.
struct Group {
    heading: String,
    marks: Vec<Mark>,
    quotes: Vec<(String, String)>,
}

/// An award or event in short.
pub(crate) struct RecognitionShown {
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) by: String,
    pub(crate) result: String,
    pub(crate) category: String,
    pub(crate) note: String,
    pub(crate) source: String,
    pub(crate) address: String,
}

#[derive(Template)]
#[template(path = "impact/overview.html")]
struct Overview {
    page: Page,
    lead: String,
    figures: Vec<Mark>,
    others: Vec<Mark>,
    is_counted: bool,
    is_empty: bool,
    themes: Vec<ThemeShown>,
    places: Vec<(String, String)>,
    works_on_it: bool,
    sections: Vec<SurveySection>,
    folded: Vec<SurveySection>,
    growth: Option<History>,
    has_history: bool,
    recognitions: Vec<RecognitionShown>,
    withdrawn: Vec<Mark>,
}
shown!(Overview);

async fn overview(visit: Visit) -> Answer {
    let view = impact::impact_page(&visit).await?;
    let standing = publications::standing(&visit, Of::Programme).await?;
    let (words, zone) = (&visit.words, &visit.site.zone);
    let marks = |claims: &[&ClaimView]| claims.iter().map(|claim| mark(words, zone, claim)).collect::<Vec<_>>();
    let is_counted = !view.counters.is_empty();
    let (figures, others) = view.figures();
    let arguments = [
        ("programme", visit.site.organisation.programme_name.as_str().into()),
        ("organisation", visit.site.organisation.name.as_str().into()),
    ];
    let growth = Span::of(&view.series).and_then(|span| {
        let first = view.series.iter().find(|series| series.counts.iter().filter(|c| c.as_of.is_some()).count() > 1)?;
        plot(words, first, span, "growth".to_owned())
    });
    let (sections, folded) = sections(words, zone, &view.surveys, standing.themes.is_empty());
    show(&Overview {
        page: Page::new(&visit, "impact", words.say("impact-title"))
            .described(words.say_with("impact-description", &arguments)),
        lead: lead(words, zone, &view),
        figures: marks(&figures),
        others: marks(&others),
        is_counted,
        is_empty: figures.is_empty()
            && view.surveys.is_empty()
            && view.recognitions.is_empty()
            && standing.themes.is_empty(),
        themes: themes(words, &standing.themes, false),
        places: standing.others,
        works_on_it: visit.viewer.on_site().may(Action::WriteClaim),
        sections,
        folded,
        growth,
        has_history: !view.series.is_empty(),
        recognitions: view.recognitions.iter().take(3).map(|one| recognition_shown(words, one)).collect(),
        withdrawn: view.withdrawn.iter().map(|claim| mark(words, zone, claim)).collect(),
    })
}

/// The figures of the front page.
pub(crate) async fn glimpse(visit: &Visit) -> Result<Vec<Mark>, Problem> {
    let claims = impact::glimpse(visit).await?;
    Ok(claims.iter().map(|claim| mark(&visit.words, &visit.site.zone, claim)).collect())
}

/// The first paragraph: what is counted, as of now, or that nothing is.
fn lead(words: &Words, zone: &TimeZone, view: &ImpactPage) -> String {
    let of = |counter| view.counters.iter().find(|claim| claim.counter == Some(counter));
    let value = |counter| of(counter).and_then(|claim| claim.value).unwrap_or(0);
    let needed = [Counter::CommunitiesActive, Counter::ActiveAreas, Counter::People, Counter::Memberships];
    let Some(when) = of(Counter::People).and_then(|claim| claim.counted_at) else {
        return words.say("impact-not-counted").to_owned();
    };
    // One that was taken back is not said in the sentence either.
    if needed.iter().any(|counter| of(*counter).is_none()) {
        return String::new();
    }
    let arguments = [
        ("communities", value(Counter::CommunitiesActive).into()),
        ("areas", value(Counter::ActiveAreas).into()),
        ("people", value(Counter::People).into()),
        ("memberships", value(Counter::Memberships).into()),
        ("when", words.date(when.day_in(zone)).into()),
    ];
    words.say_with("impact-counted", &arguments)
}

/// The latest survey with a section for each heading, as the eye looks for them, where the programme has written no
/// claims of its own; and whole surveys to fold, so that a page that has much to say can be read at a glance, and no
/// heading comes twice.
fn sections(
    words: &Words,
    zone: &TimeZone,
    surveys: &[Survey],
    opens_latest: bool,
) -> (Vec<SurveySection>, Vec<SurveySection>) {
    let groups = |survey: &Survey| survey.themes.iter().map(|theme| group(words, zone, theme)).collect::<Vec<_>>();
    let (latest, rest) = surveys.split_at(usize::from(opens_latest).min(surveys.len()));
    let section = |survey: &Survey, group: Group| SurveySection {
        heading: if group.heading.is_empty() { survey.name.clone() } else { group.heading.clone() },
        about: survey_words(words, survey),
        groups: vec![Group { heading: String::new(), ..group }],
    };
    let open = latest.iter().flat_map(|survey| groups(survey).into_iter().map(|group| section(survey, group)));
    let whole = |survey: &Survey| SurveySection {
        heading: survey.name.clone(),
        about: survey_words(words, survey),
        groups: groups(survey),
    };
    (open.collect(), rest.iter().map(whole).collect())
}

fn group(words: &Words, zone: &TimeZone, theme: &Theme) -> Group {
    let quotes = theme.quotes.iter().map(|quote| {
        let source = words.say_with("impact-quote-source", &[("survey", quote.survey.as_str().into())]);
        (quote.summary.clone(), source)
    });
    Group {
        heading: theme.name.clone().unwrap_or_default(),
        marks: theme.claims.iter().map(|claim| mark(words, zone, claim)).collect(),
        quotes: quotes.collect(),
    }
}

/// Which survey, and when it was asked and published.
fn survey_words(words: &Words, survey: &Survey) -> String {
    let (name, reported) = (survey.name.as_str(), as_of(words, survey.reported));
    match survey.fieldwork {
        Some(fieldwork) => {
            let asked = date_words(words, fieldwork);
            let arguments = [("survey", name.into()), ("fieldwork", asked.into()), ("reported", reported.into())];
            words.say_with("impact-survey", &arguments)
        }
        None => words.say_with("impact-survey-undated", &[("survey", name.into()), ("reported", reported.into())]),
    }
}

/// An award or event in words.
pub(crate) fn recognition_shown(words: &Words, one: &Recognition) -> RecognitionShown {
    let body = one.body.as_deref().unwrap_or_default();
    RecognitionShown {
        title: one.title.clone(),
        when: date_words(words, one.held),
        by: words.say_with("recognition-by", &[("kind", capitalised(&one.kind).into()), ("body", body.into())]),
        result: one.result.as_deref().map(capitalised).unwrap_or_default(),
        category: one
            .category
            .as_deref()
            .map(|category| words.say_with("recognition-category", &[("category", category.into())]))
            .unwrap_or_default(),
        note: one
            .note
            .as_deref()
            .map(|note| words.say_with("recognition-note", &[("note", note.into())]))
            .unwrap_or_default(),
        source: one.source_title.clone(),
        address: one.source_address.clone(),
    }
}

/// One count in a table.
struct Row {
    when: String,
    number: String,
    at_odds: bool,
    source: String,
    address: String,
    href: String,
}

/// The counts of one thing.
struct SeriesShown {
    what: String,
    chart: Option<History>,
    caption: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "impact/history.html")]
struct HistoryPage {
    page: Page,
    series: Vec<SeriesShown>,
}
shown!(HistoryPage);

async fn history(visit: Visit) -> Answer {
    let view = impact::history(&visit).await?;
    let words = &visit.words;
    let span = Span::of(&view.series);
    let series = view.series.iter().enumerate().map(|(place, series)| SeriesShown {
        what: capitalised(&series.what),
        chart: span.and_then(|span| plot(words, series, span, format!("plot-{place}"))),
        caption: words.say_with("history-table", &[("what", series.what.as_str().into())]),
        rows: series.counts.iter().map(|claim| row(words, claim)).collect(),
    });
    let series = series.collect();
    let description = [("programme", visit.site.organisation.programme_name.as_str().into())];
    let page = Page::new(&visit, "impact", words.say("history-title"))
        .described(words.say_with("history-description", &description));
    show(&HistoryPage { page, series })
}

fn row(words: &Words, claim: &ClaimView) -> Row {
    let (source, address) =
        claim.source.as_ref().map_or_else(Default::default, |page| (page.title.clone(), page.address.clone()));
    Row {
        when: as_of(words, claim.as_of),
        number: number(words, claim),
        at_odds: claim.at_odds,
        source,
        address,
        href: format!("/impact/claims/{}", claim.id),
    }
}

/// How the figures are made, as `docs/METHOD.md` says it.
const METHOD: &str = include_str!("../../../docs/METHOD.md");

#[derive(Template)]
#[template(path = "impact/method.html")]
struct MethodPage {
    page: Page,
    text: String,
}
shown!(MethodPage);

async fn method(visit: Visit) -> Answer {
    let page =
        Page::new(&visit, "impact", visit.words.say("method-title")).described(visit.words.say("method-description"));
    show(&MethodPage { page, text: copia_text::markdown::to_html(METHOD) })
}

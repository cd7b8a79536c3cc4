//! What is due for those who run events, and what the programme's events came to.

use crate::{
    charts::{Figure, History, Qualifier, Tick, steps},
    events::{event_path, kind_key},
    shell::{Answer, Page, Query, Visit, form_query, show, shown},
};
use askama::Template;
use copia_app::{
    attendance::{self, Due, Hosted, Overview, Session, Tally, term_words},
    domain::{
        attendance::turnout::{Expected, LEAST_SESSIONS, Term},
        events::{Kind, State},
        intervals::Interval,
    },
    events,
    memberships::Format,
};
use copia_text::Words;
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

/// An event that one runs.
struct HostedShown {
    title: String,
    path: String,
    when: String,
    kind: &'static str,
    is_draft: bool,
    /// Who is coming, or how many came.
    numbers: String,
    expected: String,
    /// What is due: the words, and where it is done.
    due: Vec<(String, String)>,
}

/// What several events came to, in words.
struct TallyShown {
    name: String,
    held: String,
    /// The events that the number counts.
    list: String,
    came: String,
    no_shows: String,
    fill: String,
    unrecorded: String,
}

#[derive(Template)]
#[template(path = "attendance/hosting.html")]
struct HostingPage {
    page: Page,
    coming: Vec<HostedShown>,
    past: Vec<HostedShown>,
    kinds: Vec<TallyShown>,
    foretold: String,
    may_plan: bool,
}
shown!(HostingPage);

/// The events that one hosts or leads.
pub(super) async fn hosting(visit: Visit) -> Answer {
    let view = attendance::hosting(&visit).await?;
    let words = &visit.words;
    show(&HostingPage {
        page: Page::new(&visit, "events", words.say("hosting-title")).secret(),
        may_plan: view.may_plan,
        coming: view.coming.iter().map(|one| hosted(&visit, one)).collect(),
        past: view.past.iter().map(|one| hosted(&visit, one)).collect(),
        kinds: view
            .kinds
            .iter()
            .map(|(kind, tally)| tally_shown(words, words.say(kind_key(*kind)), tally, ""))
            .collect(),
        foretold: words.say_with("hosting-foretold", &[("sessions", LEAST_SESSIONS.into())]),
    })
}

fn hosted(visit: &Visit, one: &Hosted) -> HostedShown {
    let (session, words) = (&one.session, &visit.words);
    let path = event_path(session.slug.as_str());
    let is_over = session.ends_at <= visit.now;
    HostedShown {
        title: session.title.clone(),
        when: events::span_words(visit, session.starts_at, session.ends_at, &session.zone),
        kind: kind_key(session.kind),
        is_draft: session.state == State::Draft,
        numbers: if session.state == State::Draft { String::new() } else { numbers(words, session, is_over) },
        expected: match &one.expected {
            Some(expected) => expected_words(words, expected),
            None if is_over || session.state == State::Draft || session.registered == 0 => String::new(),
            None => words.say("hosting-not-known").to_owned(),
        },
        due: one.due.iter().map(|due| due_words(words, *due, &path)).collect(),
        path,
    }
}

/// "38 came of 52 with a seat", or "12 with a seat of 40".
fn numbers(words: &Words, session: &Session, is_over: bool) -> String {
    if is_over {
        let arguments = [("came", session.all().into()), ("registered", session.registered.into())];
        return words.say_with("attendance-of", &arguments);
    }
    match session.fill() {
        Some((held, seats)) => {
            let arguments = [("registered", session.registered.into()), ("held", held.into()), ("seats", seats.into())];
            words.say_with("hosting-coming-of", &arguments)
        }
        None => words.say_with("hosting-coming", &[("registered", session.registered.into())]),
    }
}

fn expected_words(words: &Words, expected: &Expected) -> String {
    let Interval { low, high } = expected.interval;
    let arguments = [
        ("likely", expected.likely.into()),
        ("low", expected.low.into()),
        ("high", expected.high.into()),
        ("percent", expected.percent.into()),
        ("sessions", expected.sessions.into()),
        ("registered", expected.base.registered.into()),
        ("from", format!("{low:.0}").into()),
        ("to", format!("{high:.0}").into()),
    ];
    words.say_with("hosting-expected", &arguments)
}

/// What is due, and where it is done.
fn due_words(words: &Words, due: Due, path: &str) -> (String, String) {
    match due {
        Due::Publish => (words.say("hosting-due-publish").to_owned(), path.to_owned()),
        Due::ReadNeeds(count) => {
            (words.say_with("hosting-due-needs", &[("count", count.into())]), format!("{path}/registrations"))
        }
        Due::Line(count) => {
            (words.say_with("hosting-due-line", &[("count", count.into())]), format!("{path}/registrations"))
        }
        Due::RecordAttendance => (words.say("hosting-due-attendance").to_owned(), format!("{path}/attendance")),
        Due::PublishRecord(day) => {
            let parts = [("date", words.long_date(day.0).into())];
            (words.say_with("hosting-due-record", &parts), format!("{path}/record/edit"))
        }
        Due::ReviewRecord(day) => {
            let parts = [("date", words.long_date(day.0).into())];
            (words.say_with("hosting-due-review", &parts), format!("{path}/record/edit"))
        }
    }
}

fn tally_shown(words: &Words, name: &str, tally: &Tally, list: &str) -> TallyShown {
    let percent = |share: Option<u32>| {
        share.map_or_else(
            || words.say("overview-no-share").to_owned(),
            |share| words.say_with("overview-percent", &[("percent", share.into())]),
        )
    };
    let number = |value: i64| words.number(value);
    TallyShown {
        name: name.to_owned(),
        held: number(tally.held.into()),
        list: list.to_owned(),
        came: number(tally.came),
        no_shows: percent(tally.no_shows()),
        fill: percent(tally.fill()),
        unrecorded: number(tally.unrecorded.into()),
    }
}

#[derive(Template)]
#[template(path = "attendance/overview.html")]
struct OverviewPage {
    page: Page,
    chart: Option<History>,
    terms: Vec<TallyShown>,
    kinds: Vec<TallyShown>,
    communities: Vec<TallyShown>,
    /// The terms to choose from: the value, the words, and whether it is chosen.
    choices: Vec<(String, String, bool)>,
    of: String,
    is_empty: bool,
}
shown!(OverviewPage);

/// The list of the events that a number counts.
fn list(term: Option<Term>, kind: Option<Kind>, community: &str) -> String {
    let mut path = "/events?past=yes&held=yes".to_owned();
    let parts = [
        ("term", term.map(|term| term.to_string()).unwrap_or_default()),
        ("kind", kind.map(Kind::word).unwrap_or_default().to_owned()),
        ("community", community.to_owned()),
    ];
    for (name, value) in parts.iter().filter(|(_, value)| !value.is_empty()) {
        path = format!("{path}&{}", form_query(name, value));
    }
    path
}

/// What the programme's events came to.
pub(super) async fn overview(visit: Visit, query: Query) -> Answer {
    let view = attendance::overview(&visit, Term::parse(query.get("term"))).await?;
    let words = &visit.words;
    let all = words.say("overview-all-terms");
    let terms = view
        .terms
        .iter()
        .map(|(term, tally)| tally_shown(words, &term_words(words, *term), tally, &list(Some(*term), None, "")));
    let kinds = view
        .kinds
        .iter()
        .map(|(kind, tally)| tally_shown(words, words.say(kind_key(*kind)), tally, &list(view.term, Some(*kind), "")));
    let communities = view
        .communities
        .iter()
        .map(|(line, tally)| tally_shown(words, &line.name, tally, &list(view.term, None, line.slug.as_str())));
    let choice = |(term, _): &(Term, Tally)| (term.to_string(), term_words(words, *term), view.term == Some(*term));
    show(&OverviewPage {
        page: Page::new(&visit, "programme", words.say("overview-title")).unlisted(),
        chart: chart(words, &view),
        terms: terms.chain([tally_shown(words, all, &view.all, &list(None, None, ""))]).collect(),
        kinds: kinds.collect(),
        communities: communities.collect(),
        choices: view.terms.iter().map(choice).collect(),
        of: view.term.map_or_else(|| all.to_owned(), |term| term_words(words, term)),
        is_empty: view.terms.is_empty(),
    })
}

/// Terms whose names fit under the chart on a phone.
const NAMED: usize = 3;

fn middle(term: Term) -> Option<Date> {
    term.days()?.0.checked_add(2.months()).ok()
}

/// Events held in each term, drawn; `None` with fewer than two terms, of which the table says all.
fn chart(words: &Words, view: &Overview) -> Option<History> {
    let mut terms: Vec<(Term, u32)> = view.terms.iter().map(|(term, tally)| (*term, tally.held)).collect();
    terms.reverse();
    let ((first, _), (last, _)) = (*terms.first()?, *terms.last()?);
    if terms.len() < 2 {
        return None;
    }
    let figures = terms.iter().filter_map(|(term, held)| {
        let middle = middle(*term)?;
        let label = words.number((*held).into());
        Some(Figure { from: middle, to: middle, value: *held, qualifier: Qualifier::Exactly, label })
    });
    let points: Vec<String> = terms
        .iter()
        .map(|(term, held)| {
            let arguments = [("term", term_words(words, *term).into()), ("held", (*held).into())];
            words.say_with("overview-point", &arguments)
        })
        .collect();
    let (begins, ends) = (first.days()?.0, last.days()?.1);
    // A few terms are named; of many only the years, so that the words do not run into one another.
    let ticks: Vec<Tick> = match terms.as_slice() {
        few if few.len() <= NAMED => few
            .iter()
            .filter_map(|(term, _)| Some(Tick { at: middle(*term)?, label: term_words(words, *term) }))
            .collect(),
        _ => (begins.year() + 1..=ends.year())
            .map(|year| Tick { at: date(year, 1, 1), label: year.to_string() })
            .collect(),
    };
    let largest = terms.iter().map(|(_, held)| *held).max()?;
    Some(History {
        id: "events-held".to_owned(),
        title: words.say("overview-chart").to_owned(),
        description: points.join("; "),
        span: (begins, ends),
        ticks,
        steps: steps(largest).into_iter().map(|step| (step, words.number(step.into()))).collect(),
        figures: figures.collect(),
        key: Vec::new(),
        contested: String::new(),
    })
}

/// The same numbers as comma-separated values.
pub(super) async fn csv(visit: Visit) -> Answer {
    super::file(attendance::events_file(&visit, Format::Csv).await?)
}

/// The same numbers as a workbook.
pub(super) async fn xlsx(visit: Visit) -> Answer {
    super::file(attendance::events_file(&visit, Format::Xlsx).await?)
}

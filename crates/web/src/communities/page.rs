//! A community's own page, its history, and its sponsor's brief.

use super::{
    Place, day, day_of,
    join_box::{JoinBox, join_box},
    published,
};
use crate::{
    events::{Row, rows},
    initials::initials,
    search::stage_key,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    communities::{self, Charter, StageRow, part},
    domain::{
        communities::{CharterPart, Stage, Visibility},
        people::MatchKind,
        role_terms::TermRole,
    },
    people::{name_within, shown_name},
    role_terms::RoleTerm,
};
use copia_text::{Words, key, markdown};

/// Somebody with a role.
pub(crate) struct Holder {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) initials: String,
    pub(crate) picture: String,
    pub(crate) path: String,
    pub(crate) until: String,
}

/// A part of the charter, as safe HTML.
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) html: String,
}

/// The message that heads a part of the charter.
pub(super) const fn part_key(part: CharterPart) -> &'static str {
    match part {
        CharterPart::Purpose => key("charter-purpose"),
        CharterPart::Scope => key("charter-scope"),
        CharterPart::Audience => key("charter-audience"),
        CharterPart::WaysOfWorking => key("charter-ways-of-working"),
        CharterPart::Cadence => key("charter-cadence"),
        CharterPart::Success => key("charter-success"),
    }
}

/// The parts that are written.
pub(super) fn parts(charter: &Charter) -> Vec<Part> {
    let written = CharterPart::ALL.iter().filter(|one| !part(charter, **one).is_empty());
    written.map(|one| Part { title: part_key(*one), html: markdown::to_html(part(charter, *one)) }).collect()
}

/// Those who hold a role, as they are shown.
fn holders<'a>(visit: &Visit, terms: impl Iterator<Item = &'a RoleTerm>) -> Vec<Holder> {
    let holder = |term: &RoleTerm| Holder {
        name: term.name.clone(),
        about: term.job_title.clone().unwrap_or_default(),
        initials: initials(&term.name),
        // Pictures, like pages of people, are for those who have signed in.
        picture: crate::people::picture(term.picture_id.filter(|_| visit.account.is_some())),
        path: if visit.account.is_some() { format!("/people/{}", term.person_id) } else { String::new() },
        until: day(&visit.words, term.ends),
    };
    terms.map(holder).collect()
}

#[derive(Template)]
#[template(path = "communities/page.html")]
struct CommunityPage {
    page: Page,
    place: Place,
    summary: String,
    since: String,
    join: JoinBox,
    purpose: String,
    parts: Vec<Part>,
    charter_line: String,
    leads: Vec<Holder>,
    sponsors: Vec<Holder>,
    facilitators: Vec<Holder>,
    sees_leads: bool,
    people: String,
    split: String,
    has_people: bool,
    links: Vec<(String, String, String)>,
    topics: Vec<String>,
    job_families: Vec<String>,
    departments: Vec<String>,
    merged: Option<(String, String)>,
    /// Why it is paused, closed or merged.
    ended: String,
    /// Memberships that have still to end.
    under_way: String,
    is_sensitive: bool,
    events: Vec<Row>,
    subscribe: String,
}
shown!(CommunityPage);

/// The page.
pub(super) async fn page(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = communities::page(&visit, &slug).await?;
    let words = &visit.words;
    let found = &view.found;
    let since = view
        .since()
        .map_or_else(String::new, |date| words.say_with("community-since", &[("date", published(words, date).into())]));
    let fits = |kind: MatchKind| view.fits.iter().filter(|fit| fit.kind == kind).map(|fit| fit.label.clone()).collect();
    let host = |address: &str| address.split('/').nth(2).unwrap_or_default().to_owned();
    let links = view.links.iter().map(|link| (link.label.clone(), link.address.clone(), host(&link.address)));
    let ended = match found.stage {
        Stage::Paused | Stage::Closed | Stage::Merged => view.last_step().map(|step| step.reason.clone()),
        _ => None,
    };
    let left = found.core + found.wider;
    let under_way = if found.stage.is_history() && left > 0 {
        words.say_with("community-winding-down", &[("count", left.into())])
    } else {
        String::new()
    };
    let mut written = view.charter.as_ref().map(parts).unwrap_or_default();
    let purpose = if view.charter.is_some() && !written.is_empty() { written.remove(0).html } else { String::new() };
    let charter_line = view.charter.as_ref().map_or_else(String::new, |charter| {
        let date = day_of(&visit, charter.written_at);
        words.say_with("charter-line", &[("version", charter.version.to_string().into()), ("date", date.into())])
    });
    let listed = found.visibility == Visibility::Public && found.stage != Stage::Proposed;
    let page = Page::new(&visit, "communities", found.name.as_str()).described(found.summary.as_str());
    show(&CommunityPage {
        page: if listed {
            page.pictured(&visit, &format!("/communities/{}/card.png", found.slug))
        } else {
            page.unlisted()
        },
        place: Place::new(&visit, found, &view.standing, "about"),
        summary: found.summary.clone(),
        since,
        join: join_box(&visit, &view),
        purpose,
        parts: written,
        charter_line,
        leads: holders(&visit, view.holders(TermRole::Lead)),
        sponsors: holders(&visit, view.holders(TermRole::Sponsor)),
        facilitators: holders(&visit, view.holders(TermRole::Facilitator)),
        sees_leads: view.sees_leads,
        people: words.say_with("communities-people", &[("count", (found.core + found.wider).into())]),
        split: words.say_with("community-split", &[("core", found.core.into()), ("wider", found.wider.into())]),
        has_people: found.core + found.wider > 0,
        links: links.collect(),
        topics: fits(MatchKind::Topic),
        job_families: fits(MatchKind::JobFamily),
        departments: fits(MatchKind::Department),
        merged: view.merged_into.as_ref().map(|into| (into.name.clone(), format!("/communities/{}", into.slug))),
        ended: ended.unwrap_or_default(),
        under_way,
        is_sensitive: found.sensitive,
        events: rows(&visit, &view.events),
        subscribe: if listed { format!("/communities/{}/calendar.ics", found.slug) } else { String::new() },
    })
}

/// A step of a community's life as it is shown.
pub(crate) struct StepView {
    stage: &'static str,
    word: String,
    held: String,
    reason: String,
    actor: String,
    recorded: String,
}

pub(super) fn step_view(visit: &Visit, row: &StageRow) -> StepView {
    let words: &Words = &visit.words;
    let recorded = day_of(visit, row.recorded_at);
    let held = published(words, row.held);
    StepView {
        stage: row.stage.word(),
        word: words.say(stage_key(row.stage)).to_owned(),
        recorded: if recorded == held { String::new() } else { recorded },
        held,
        reason: row.reason.clone(),
        actor: row.actor.as_deref().map_or_else(String::new, |name| shown_name(words, name)),
    }
}

#[derive(Template)]
#[template(path = "communities/history.html")]
struct HistoryPage {
    page: Page,
    place: Place,
    steps: Vec<StepView>,
    areas: Vec<(String, String)>,
    charters: Vec<(i64, String)>,
    merged: Option<(String, String)>,
}
shown!(HistoryPage);

/// The history.
pub(super) async fn history(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = communities::history(&visit, &slug).await?;
    let words = &visit.words;
    let title = words.say_with("community-history-title", &[("community", view.found.name.as_str().into())]);
    let spell = |spell: &communities::AreaSpell| {
        let since = words.date(spell.since.0);
        let said = match spell.until {
            Some(until) => {
                let until = words.date(until.0);
                words.say_with("history-from-to", &[("from", since.into()), ("to", until.into())])
            }
            None => words.say_with("community-since", &[("date", since.into())]),
        };
        (spell.name.clone(), said)
    };
    let version = |row: &communities::CharterVersion| {
        let date = day_of(&visit, row.written_at);
        let said = match &row.author {
            Some(author) => {
                let author = name_within(words, author);
                words.say_with("charter-written-by", &[("date", date.into()), ("author", author.into())])
            }
            None => date,
        };
        (row.version, said)
    };
    show(&HistoryPage {
        page: Page::new(&visit, "communities", title),
        place: Place::new(&visit, &view.found, &view.standing, "history"),
        steps: view.stages.iter().map(|row| step_view(&visit, row)).collect(),
        areas: view.areas.iter().map(spell).collect(),
        charters: view.charters.iter().map(version).collect(),
        merged: view.merged_into.as_ref().map(|into| (into.name.clone(), format!("/communities/{}", into.slug))),
    })
}

#[derive(Template)]
#[template(path = "communities/brief.html")]
struct BriefPage {
    page: Page,
    place: Place,
    summary: String,
    as_of: String,
    since: String,
    people: String,
    split: String,
    purpose: String,
    rhythm: String,
    leads: Vec<Holder>,
    sponsors: Vec<Holder>,
}
shown!(BriefPage);

/// The brief: one page, to be printed.
pub(super) async fn brief(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = communities::brief(&visit, &slug).await?;
    let words = &visit.words;
    let found = &view.found;
    // The whole charter has a page of its own; this one is to fit on a sheet.
    let written = |one: CharterPart| view.charter.as_ref().map_or("", |charter| part(charter, one));
    let since = view.stages.iter().rev().find(|row| row.stage == found.stage).map_or_else(String::new, |row| {
        words.say_with("community-since", &[("date", published(words, row.held).into())])
    });
    let title = words.say_with("brief-title", &[("community", found.name.as_str().into())]);
    let today = words.long_date(visit.today().0);
    show(&BriefPage {
        page: Page::new(&visit, "communities", title).unlisted(),
        place: Place::new(&visit, found, &view.standing, "brief"),
        summary: found.summary.clone(),
        as_of: words.say_with("brief-as-of", &[("date", today.into())]),
        since,
        people: words.say_with("communities-people", &[("count", (found.core + found.wider).into())]),
        split: words.say_with("community-split", &[("core", found.core.into()), ("wider", found.wider.into())]),
        purpose: markdown::to_html(written(CharterPart::Purpose)),
        rhythm: markdown::to_html(written(CharterPart::Cadence)),
        leads: holders(&visit, view.holders(TermRole::Lead)),
        sponsors: holders(&visit, view.holders(TermRole::Sponsor)),
    })
}

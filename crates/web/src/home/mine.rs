//! The front page of somebody who has signed in.

use crate::{
    events::{Row, rows},
    people::{Patch, day},
    search::stage_key,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use copia_app::{
    domain::{
        communities::Stage,
        memberships::{JoinRule, State},
        people::MatchKind,
        role_terms::TermRole,
        time::Day,
    },
    home::{self, Home, Need},
    people::{Membership, Term, shown_name},
    role_terms::role_key,
    suggestions::Suggested,
};
use copia_text::{Words, key};

/// Something that waits for the reader.
struct NeedLine {
    title: String,
    href: String,
    text: String,
    svg: String,
    button: &'static str,
}

/// Something that happened in one of the reader's communities.
struct NewLine {
    title: String,
    href: String,
    note: String,
    svg: String,
}

/// How a suggested community is entered.
enum Way {
    /// At once.
    Join,
    /// By asking.
    Ask,
    /// By waiting for its opening.
    Watch,
}

struct Card {
    patch: Patch,
    slug: String,
    summary: String,
    why: String,
    way: Way,
}

#[derive(Template)]
#[template(path = "home/mine.html")]
struct MinePage {
    page: Page,
    greeting: String,
    needs: Vec<NeedLine>,
    events: Vec<Row>,
    communities: Vec<Patch>,
    news: Vec<NewLine>,
    cards: Vec<Card>,
    has_stated: bool,
}
shown!(MinePage);

pub(super) async fn page(visit: &Visit) -> Answer {
    let home = home::home(visit).await?;
    let words = &visit.words;
    let name = visit.account.as_ref().map_or("", |account| account.name.as_str());
    let first = name.split_whitespace().next().unwrap_or(name);
    let greeting = match visit.now.local(&visit.site.zone).hour() {
        4..=11 => key("home-morning"),
        12..=17 => key("home-afternoon"),
        _ => key("home-evening"),
    };
    show(&MinePage {
        page: Page::new(visit, "home", words.say("home-title")),
        greeting: words.say_with(greeting, &[("name", first.into())]),
        needs: home.needs.iter().map(|need| need_line(visit, need)).collect(),
        events: rows(visit, &home.events),
        communities: home
            .memberships
            .iter()
            .map(|one| belonging(visit, one))
            .chain(home.roles.iter().filter_map(|one| holding(visit, one)))
            .collect(),
        news: news(visit, &home),
        cards: home.suggestions.communities.iter().map(|one| card(words, one)).collect(),
        has_stated: home.suggestions.has_stated,
    })
}

fn need_line(visit: &Visit, need: &Need) -> NeedLine {
    let words = &visit.words;
    match need {
        Need::Invitation(one) => NeedLine {
            title: words.say_with("home-need-invitation", &[("community", one.name.as_str().into())]),
            href: format!("/communities/{}/invitation", one.slug.as_str()),
            text: words.say_with("people-state-invited", &[("day", day(visit, one.since).into())]),
            svg: Patch::new(one.slug.as_str(), &one.name, None, one.hue).svg,
            button: key("home-need-answer"),
        },
        Need::Requests(term, count) => {
            let name = term.name.as_deref().unwrap_or_default();
            let slug = term.slug.as_ref().map(copia_app::domain::slug::Slug::as_str).unwrap_or_default();
            NeedLine {
                title: words.say_with("home-need-requests", &[("count", (*count).into()), ("community", name.into())]),
                href: format!("/communities/{slug}/requests"),
                text: words.say("home-need-requests-text").to_owned(),
                svg: Patch::new(slug, name, None, term.hue).svg,
                button: key("home-need-decide"),
            }
        }
        Need::Proposals(count) => NeedLine {
            title: words.say_with("home-need-proposals", &[("count", (*count).into())]),
            href: "/programme/proposals".to_owned(),
            text: words.say("home-need-proposals-text").to_owned(),
            svg: String::new(),
            button: key("home-need-answer"),
        },
        Need::LateRequests(count) => NeedLine {
            title: words.say_with("home-need-late", &[("count", (*count).into())]),
            href: "/programme".to_owned(),
            text: words.say("home-need-late-text").to_owned(),
            svg: String::new(),
            button: key("home-need-look"),
        },
        Need::Survey(wave) => NeedLine {
            title: words.say_with("home-need-survey", &[("survey", wave.survey.as_str().into())]),
            href: format!("/surveys/answer/{}", wave.id),
            text: words.say("home-need-survey-text").to_owned(),
            svg: String::new(),
            button: key("home-need-answer"),
        },
        Need::TermEnds(term, _) => {
            let name = term.name.as_deref().unwrap_or_default();
            let slug = term.slug.as_ref().map(copia_app::domain::slug::Slug::as_str);
            let ends = term.ends.map(|Day(ends)| words.date(ends)).unwrap_or_default();
            let role = words.say(role_key(term.role));
            let said = match slug {
                Some(_) => words.say_with(
                    "home-need-term",
                    &[("role", role.into()), ("community", name.into()), ("day", ends.into())],
                ),
                None => words.say_with("home-need-site-term", &[("role", role.into()), ("day", ends.into())]),
            };
            let successor = term.successor.as_ref();
            NeedLine {
                title: said,
                href: slug.map_or_else(|| "/me".to_owned(), |slug| format!("/communities/{slug}")),
                text: successor.map_or_else(
                    || words.say("home-need-term-text").to_owned(),
                    |person| words.say_with("me-term-successor", &[("person", person.into())]),
                ),
                svg: slug.map(|slug| Patch::new(slug, name, None, term.hue).svg).unwrap_or_default(),
                button: key("home-need-look"),
            }
        }
    }
}

fn belonging(visit: &Visit, one: &Membership) -> Patch {
    let at = if one.state == State::Asked { one.since } else { one.joined_at.unwrap_or(one.since) };
    let note = match one.state {
        State::Asked => key("people-state-asked"),
        State::ActiveCore => key("people-state-core"),
        _ => key("people-state-wider"),
    };
    Patch::new(one.slug.as_str(), &one.name, one.area.as_deref(), one.hue)
        .note(visit.words.say_with(note, &[("day", day(visit, at).into())]))
        .stage(one.stage, &visit.words)
}

/// A community in which the reader holds a role without belonging to it.
fn holding(visit: &Visit, one: &Term) -> Option<Patch> {
    let words = &visit.words;
    let (slug, name) = (one.slug.as_ref()?, one.name.as_deref()?);
    let Day(starts) = one.starts;
    let said = [("role", words.say(role_key(one.role)).into()), ("day", words.date(starts).into())];
    let mut patch =
        Patch::new(slug.as_str(), name, one.area.as_deref(), one.hue).note(words.say_with("home-role", &said));
    if one.role == TermRole::Sponsor {
        // The page that is made for them.
        patch.href.push_str("/brief");
    }
    Some(one.stage.into_iter().fold(patch, |patch, stage| patch.stage(stage, words)))
}

/// What leads wrote and which steps were taken, the latest first.
fn news(visit: &Visit, home: &Home) -> Vec<NewLine> {
    let words = &visit.words;
    let svg = |slug: &str, name: &str| {
        let hue = home.memberships.iter().find(|one| one.slug.as_str() == slug).and_then(|one| one.hue);
        Patch::new(slug, name, None, hue).svg
    };
    let letters = home.letters.iter().map(|letter| {
        let author = shown_name(words, &letter.author);
        let line = NewLine {
            title: letter.subject.clone(),
            href: format!("/communities/{}", letter.slug.as_str()),
            note: words.say_with(
                "home-new-letter",
                &[
                    ("person", author.into()),
                    ("community", letter.name.as_str().into()),
                    ("day", day(visit, letter.send_at).into()),
                ],
            ),
            svg: svg(letter.slug.as_str(), &letter.name),
        };
        (letter.send_at, line)
    });
    let steps = home.steps.iter().map(|step| {
        let stage = words.say(stage_key(step.stage));
        let line = NewLine {
            title: words
                .say_with("home-new-step", &[("community", step.name.as_str().into()), ("stage", stage.into())]),
            href: format!("/communities/{}", step.slug.as_str()),
            note: day(visit, step.recorded_at),
            svg: svg(step.slug.as_str(), &step.name),
        };
        (step.recorded_at, line)
    });
    let mut all: Vec<_> = letters.chain(steps).collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, line)| line).collect()
}

fn card(words: &Words, one: &Suggested) -> Card {
    let community = &one.community;
    let reasons = one.reasons.iter().take(2).map(|(kind, label)| {
        let message = match kind {
            MatchKind::JobFamily => key("suggestion-job-family"),
            MatchKind::Topic => key("suggestion-topic"),
            MatchKind::Department => key("suggestion-department"),
        };
        words.say_with(message, &[("label", label.as_str().into())])
    });
    Card {
        patch: Patch::new(community.slug.as_str(), &community.name, community.area.as_deref(), community.hue)
            .stage(community.stage, words),
        slug: community.slug.as_str().to_owned(),
        summary: community.summary.clone(),
        why: reasons.collect::<Vec<_>>().join(" "),
        way: match (community.stage, community.join_rule) {
            (Stage::Forming, _) => Way::Watch,
            (_, JoinRule::Open) => Way::Join,
            (_, JoinRule::Ask | JoinRule::Invitation) => Way::Ask,
        },
    }
}

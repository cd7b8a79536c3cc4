//! One's own page.

use super::{Patch, day, since};
use crate::{
    initials::initials,
    routes::Routes,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use copia_app::{
    domain::{
        memberships::State,
        notifications::{DeliveryState, MessageKind, Withheld},
        time::Day,
    },
    people::{self, Membership, OwnMessage, Term},
    role_terms::role_key,
};
use copia_text::{Words, key};

/// The route of one's own page.
pub(super) fn routes() -> Routes {
    Routes::default().get("/me", own)
}

/// The pages about oneself: address and message.
pub(crate) const TABS: [(&str, &str); 10] = [
    ("/me", key("me-tab-overview")),
    ("/me/attendance", key("me-tab-attendance")),
    ("/me/stories", key("me-tab-stories")),
    ("/me/quotes", key("me-tab-quotes")),
    ("/me/profile", key("nav-profile")),
    ("/me/notifications", key("nav-notifications")),
    ("/me/address", key("me-tab-address")),
    ("/me/sessions", key("me-tab-sessions")),
    ("/me/copy", key("me-tab-copy")),
    ("/me/departure", key("me-tab-departure")),
];

struct TermLine {
    role: &'static str,
    community: Option<(String, String)>,
    dates: String,
    waiting: String,
    requests: String,
}

struct MessageLine {
    kind: &'static str,
    community: Option<(String, String)>,
    when: String,
    outcome: String,
    is_sent: bool,
}

#[derive(Template)]
#[template(path = "me/own.html")]
struct OwnPage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    initials: String,
    picture: String,
    work: String,
    profile: String,
    communities: Vec<Patch>,
    waiting: Vec<(Patch, bool)>,
    ended: Vec<Patch>,
    watched: Vec<Patch>,
    terms: Vec<TermLine>,
    messages: Vec<MessageLine>,
}
shown!(OwnPage);

async fn own(visit: Visit) -> Answer {
    let own = people::own(&visit).await?;
    let patch = |one: &Membership| {
        Patch::new(one.slug.as_str(), &one.name, one.area.as_deref(), one.hue)
            .stage(one.stage, &visit.words)
            .text(one.reason.as_deref())
    };
    let belongs = |one: &Membership| {
        let at = one.joined_at.unwrap_or(one.since);
        patch(one).text(None).note(since(&visit, one.state, at))
    };
    let stands = |one: &Membership| patch(one).note(since(&visit, one.state, one.since));
    let watched = |one: &people::Watched| {
        let note = visit.words.say_with("me-watched-since", &[("day", day(&visit, one.since).into())]);
        Patch::new(one.slug.as_str(), &one.name, one.area.as_deref(), one.hue).note(note)
    };
    let work = [&own.person.job_title, &own.person.department].into_iter().flatten().cloned().collect::<Vec<_>>();
    show(&OwnPage {
        page: Page::new(&visit, "me", own.person.name.as_str()).unlisted(),
        tabs: &TABS,
        initials: initials(&own.person.name),
        picture: super::picture(own.person.picture_id),
        work: work.join(", "),
        profile: format!("/people/{}", own.person.id),
        communities: own.active().map(belongs).collect(),
        waiting: own.waiting().map(|one| (stands(one), one.state == State::Invited)).collect(),
        ended: own.ended().map(stands).collect(),
        watched: own.watched.iter().map(watched).collect(),
        terms: own.terms.iter().map(|term| term_line(&visit, term)).collect(),
        messages: own.messages.iter().map(|message| message_line(&visit, message)).collect(),
    })
}

fn term_line(visit: &Visit, term: &Term) -> TermLine {
    let words = &visit.words;
    let Day(starts) = term.starts;
    let starts = words.date(starts);
    let mut dates = match term.ends {
        Some(Day(ends)) => {
            words.say_with("me-term-dates", &[("starts", starts.into()), ("ends", words.date(ends).into())])
        }
        None => words.say_with("people-role-since", &[("day", starts.into())]),
    };
    if let Some(successor) = &term.successor {
        dates = format!("{dates}, {}", words.say_with("me-term-successor", &[("person", successor.into())]));
    }
    let asked = term.asked.unwrap_or_default();
    let leads = term.role == copia_app::domain::role_terms::TermRole::Lead && asked > 0;
    let slug = term.slug.as_ref().map(|slug| slug.as_str().to_owned()).unwrap_or_default();
    TermLine {
        role: role_key(term.role),
        community: term.name.clone().map(|name| (format!("/communities/{slug}"), name)),
        dates,
        waiting: if leads { words.say_with("me-term-requests", &[("count", asked.into())]) } else { String::new() },
        requests: format!("/communities/{slug}/requests"),
    }
}

/// The message for a kind of mail.
pub(super) const fn kind_key(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::SignIn => key("mail-kind-sign-in"),
        MessageKind::Address => key("mail-kind-address"),
        MessageKind::Membership => key("mail-kind-membership"),
        MessageKind::Requests => key("mail-kind-requests"),
        MessageKind::Broadcast => key("mail-kind-broadcast"),
        MessageKind::Registration => key("mail-kind-registration"),
        MessageKind::Reminder => key("mail-kind-reminder"),
        MessageKind::Thanks => key("mail-kind-thanks"),
        MessageKind::Hosts => key("mail-kind-hosts"),
        MessageKind::Speaking => key("mail-kind-speaking"),
        MessageKind::Question => key("mail-kind-question"),
        MessageKind::Quote => key("mail-kind-quote"),
        MessageKind::Story => key("mail-kind-story"),
        MessageKind::Prompt => key("mail-kind-prompt"),
        MessageKind::Survey => key("mail-kind-survey"),
        MessageKind::Opening => key("mail-kind-opening"),
        MessageKind::Terms => key("mail-kind-terms"),
    }
}

/// What became of a message, in words.
fn outcome(words: &Words, message: &OwnMessage) -> String {
    let outcome = match message.state {
        DeliveryState::Queued => key("mail-queued"),
        DeliveryState::Sent => key("mail-sent"),
        DeliveryState::Failed => key("mail-failed"),
        DeliveryState::Withheld => match message.reason.as_deref().and_then(Withheld::from_word) {
            Some(Withheld::Preference) => key("mail-withheld-preference"),
            Some(Withheld::Cap) => key("mail-withheld-cap"),
            Some(Withheld::NoAddress) => key("mail-withheld-no-address"),
            Some(Withheld::PersonLeft | Withheld::Overtaken) | None => key("mail-withheld-overtaken"),
        },
    };
    words.say(outcome).to_owned()
}

fn message_line(visit: &Visit, message: &OwnMessage) -> MessageLine {
    let at = message.settled_at.unwrap_or(message.created_at);
    let community = message.slug.as_ref().zip(message.name.as_ref());
    MessageLine {
        kind: kind_key(message.kind),
        community: community.map(|(slug, name)| (format!("/communities/{}", slug.as_str()), name.clone())),
        when: visit.words.date_time(at.local(&visit.site.zone)),
        outcome: outcome(&visit.words, message),
        is_sent: message.state == DeliveryState::Sent,
    }
}

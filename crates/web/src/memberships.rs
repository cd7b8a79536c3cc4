//! The pages about being in a community.

mod answers;
mod inviting;
mod joining;
mod messages;
mod requests;
mod roster;
mod stopping;

use crate::{
    routes::Routes,
    shell::{Form, Problem, Visit},
};
use copia_app::{
    communities::Found,
    domain::{
        fields::Fault,
        ids::MembershipId,
        memberships::{Cause, Event, Level, State},
        policy::{Action, Standing},
        time::When,
    },
};
use copia_text::{Words, key};

/// The routes of memberships.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/communities/{slug}/membership", joining::ask)
        .post("/communities/{slug}/membership", joining::join)
        .post("/communities/{slug}/withdrawal", joining::withdraw)
        .get("/communities/{slug}/departure", joining::confirm_leaving)
        .post("/communities/{slug}/departure", joining::leave)
        .post("/communities/{slug}/return", joining::come_back)
        .post("/communities/{slug}/level", joining::change_level)
        .post("/communities/{slug}/watch", joining::watch)
        .get("/communities/{slug}/invitation", answers::invitation)
        .post("/communities/{slug}/invitation", answers::answer_invitation)
        .get("/communities/{slug}/members", roster::members)
        .get("/communities/{slug}/members.csv", roster::csv)
        .get("/communities/{slug}/members.xlsx", roster::xlsx)
        .get("/communities/{slug}/members/{membership}", roster::member)
        .post("/communities/{slug}/members/{membership}/level", roster::change_level)
        .post("/communities/{slug}/members/{membership}/removal", roster::remove)
        .get("/communities/{slug}/requests", requests::requests)
        .post("/communities/{slug}/requests/{membership}/decision", requests::decide)
        .get("/communities/{slug}/invitations", inviting::invitations)
        .post("/communities/{slug}/invitations", inviting::invite)
        .post("/communities/{slug}/invitations/{membership}/withdrawal", inviting::uninvite)
        .get("/communities/{slug}/messages", messages::messages)
        .post("/communities/{slug}/messages", messages::send)
        .post("/communities/{slug}/messages/preview", messages::preview)
        .get("/communities/{slug}/messages/{message}", messages::message)
        .post("/communities/{slug}/messages/{message}/cancellation", messages::call_off)
        .get("/decisions/{membership}/{lead}/{asked}/{signature}", answers::decision)
        .post("/decisions/{membership}/{lead}/{asked}/{signature}", answers::decide)
        .get("/invitations/{membership}/{invited}/{signature}", answers::invitation_link)
        .post("/invitations/{membership}/{invited}/{signature}", answers::answer_link)
        .get("/unsubscribe/{person}/{kind}/{signature}", stopping::look)
        .post("/unsubscribe/{person}/{kind}/{signature}", stopping::stop)
}

/// Where in a community a page stands, for the way back and the tabs of its leads.
#[derive(Debug, Clone)]
struct Place {
    slug: String,
    name: String,
    /// Whether the tabs of a lead are shown.
    leads: bool,
    /// How many requests wait.
    asked: i64,
    /// Which tab this is.
    at: &'static str,
}

impl Place {
    fn new(community: &Found, standing: &Standing, at: &'static str) -> Self {
        Self {
            slug: community.slug.to_string(),
            name: community.name.clone(),
            leads: standing.may(Action::SeeMembershipDetails),
            asked: community.asked,
            at,
        }
    }

    fn is_at(&self, tab: &str) -> bool {
        self.at == tab
    }
}

/// The path of a community's page.
fn community_path(slug: &str) -> String {
    // Only an address that is one is put into another: nothing typed reaches a header.
    match copia_app::domain::slug::Slug::parse(slug) {
        Some(slug) => format!("/communities/{slug}"),
        None => "/communities".to_owned(),
    }
}

fn membership_id(text: &str) -> Result<MembershipId, Problem> {
    MembershipId::parse(text).ok_or(Problem::NotFound)
}

/// A day in the organisation's zone.
fn day(visit: &Visit, at: When) -> String {
    visit.words.date(at.day_in(&visit.site.zone))
}

/// A moment in the organisation's zone.
fn moment(visit: &Visit, at: When) -> String {
    visit.words.date_time(at.local(&visit.site.zone))
}

/// How long something has waited.
fn waited(visit: &Visit, since: When) -> String {
    let hours = visit.now.hours_since(since).max(0);
    if hours < 24 {
        visit.words.say_with("memberships-waiting-hours", &[("hours", hours.into())])
    } else {
        visit.words.say_with("memberships-waiting-days", &[("days", (hours / 24).into())])
    }
}

fn level_word(words: &Words, level: Level) -> &str {
    match level {
        Level::Core => words.say("memberships-level-core"),
        Level::Wider => words.say("memberships-level-wider"),
    }
}

/// What is wrong with a reason: one that is missing is asked for in words of its own.
fn reason_fault(form: &Form, words: &Words) -> String {
    match form.faults.of("reason") {
        Some(Fault::Missing) => words.say("refusal-reason-needed").to_owned(),
        _ => form.error("reason", words).to_owned(),
    }
}

/// What somebody does and where, in one line.
fn work(job_title: Option<&str>, department: Option<&str>) -> String {
    [job_title, department].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The message for a state.
const fn state_key(state: State) -> &'static str {
    match state {
        State::Invited => key("memberships-state-invited"),
        State::Asked => key("memberships-state-asked"),
        State::ActiveCore => key("memberships-state-core"),
        State::ActiveWider => key("memberships-state-wider"),
        State::Declined => key("memberships-state-declined"),
        State::Left => key("memberships-state-left"),
        State::Removed => key("memberships-state-removed"),
    }
}

/// The message for a step in the history of a membership.
const fn event_key(event: Event, cause: Cause) -> &'static str {
    match (event, cause) {
        (Event::Ask, _) => key("memberships-event-ask"),
        (Event::Withdraw, _) => key("memberships-event-withdraw"),
        (Event::Join, _) => key("memberships-event-join"),
        (Event::Invite, _) => key("memberships-event-invite"),
        (Event::Uninvite, _) => key("memberships-event-uninvite"),
        (Event::Accept, Cause::Oneself) => key("memberships-event-accept-invitation"),
        (Event::Accept, _) => key("memberships-event-accept"),
        (Event::Decline, Cause::Oneself) => key("memberships-event-decline-invitation"),
        (Event::Decline, _) => key("memberships-event-decline"),
        (Event::BecomeCore, _) => key("memberships-event-become-core"),
        (Event::BecomeWider, _) => key("memberships-event-become-wider"),
        (Event::Leave, _) => key("memberships-event-leave"),
        (Event::Return, _) => key("memberships-event-return"),
        (Event::Remove, _) => key("memberships-event-remove"),
        (Event::Import, _) => key("memberships-event-import"),
        (Event::CarryOver, _) => key("memberships-event-carry-over"),
    }
}

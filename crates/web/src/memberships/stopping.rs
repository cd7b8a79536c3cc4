//! Switching a kind of mail off from the mail itself.

use crate::shell::{Answer, Page, Problem, Visit, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::{ids::PersonId, notifications::MessageKind},
    notifications,
};
use copia_text::key;

#[derive(Template)]
#[template(path = "memberships/stop.html")]
struct StopPage {
    page: Page,
    kind: &'static str,
    action: String,
    is_wanted: bool,
}
shown!(StopPage);

fn read(person: &str, kind: &str) -> Result<(PersonId, MessageKind), Problem> {
    let person = PersonId::parse(person).ok_or(Problem::LinkEnded)?;
    let kind = MessageKind::from_word(kind).ok_or(Problem::LinkEnded)?;
    Ok((person, kind))
}

/// The message for a kind that can be switched off.
const fn kind_key(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Requests => key("stop-kind-requests"),
        MessageKind::Reminder => key("stop-kind-reminder"),
        MessageKind::Thanks => key("stop-kind-thanks"),
        MessageKind::Hosts => key("stop-kind-hosts"),
        MessageKind::Question => key("stop-kind-question"),
        MessageKind::Story => key("stop-kind-story"),
        MessageKind::Prompt => key("stop-kind-prompt"),
        MessageKind::Survey => key("stop-kind-survey"),
        MessageKind::Opening => key("stop-kind-opening"),
        MessageKind::Terms => key("stop-kind-terms"),
        MessageKind::Broadcast
        | MessageKind::SignIn
        | MessageKind::Address
        | MessageKind::Membership
        | MessageKind::Registration
        | MessageKind::Quote
        | MessageKind::Speaking => key("stop-kind-broadcast"),
    }
}

/// The page of the link: a button, because mail scanners open links.
pub(super) async fn look(visit: Visit, Path((person, kind, signature)): Path<(String, String, String)>) -> Answer {
    let (person, kind) = read(&person, &kind)?;
    let view = notifications::look_at_stop(&visit, person, kind, &signature).await?;
    show(&StopPage {
        page: Page::new(&visit, "", visit.words.say("stop-title")).secret(),
        kind: kind_key(kind),
        action: format!("/unsubscribe/{person}/{kind}/{signature}"),
        is_wanted: view.is_wanted,
    })
}

/// Switches it off. Mail programs post here by themselves (RFC 8058), without a form of ours: the signature in the
/// address is all that is asked for.
pub(super) async fn stop(visit: Visit, Path((person, kind, signature)): Path<(String, String, String)>) -> Answer {
    let (id, message) = read(&person, &kind)?;
    notifications::stop(&visit, id, message, &signature).await?;
    look(visit, Path((person, kind, signature))).await
}

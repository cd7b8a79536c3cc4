//! Inviting people: a list is read back line by line before anybody is invited.

use super::{Place, community_path, membership_id, waited};
use crate::shell::{Answer, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{fields::Fault, ids::PersonId},
    memberships::{self, Invitee, Meaning},
};
use copia_text::key;

/// A line of the list and what it means.
struct Line {
    written: String,
    name: String,
    meaning: &'static str,
    is_invited: bool,
}

/// Somebody of the directory who can be ticked.
struct Choice {
    id: String,
    name: String,
    about: String,
    is_picked: bool,
}

/// An invitation that waits.
struct Waiting {
    name: String,
    email: String,
    waited: String,
    is_guest: bool,
    action: String,
}

#[derive(Template)]
#[template(path = "memberships/invitations.html")]
struct InvitationsPage {
    page: Page,
    place: Place,
    form: Form,
    choices: Vec<Choice>,
    lines: Vec<Line>,
    summary: String,
    /// The list that was read back, when it can be sent as it is.
    checked: String,
    waiting: Vec<Waiting>,
}
shown!(InvitationsPage);

/// The message for what a line means.
const fn meaning_key(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Known => key("invitee-known"),
        Meaning::Guest => key("invitee-guest"),
        Meaning::NewGuest => key("invitee-new-guest"),
        Meaning::HasAsked => key("invitee-has-asked"),
        Meaning::Member => key("invitee-member"),
        Meaning::Invited => key("invitee-invited"),
        Meaning::Repeated => key("invitee-repeated"),
        Meaning::HasLeft => key("invitee-has-left"),
        Meaning::Invalid(Fault::NotText) => key("invitee-not-text"),
        Meaning::Invalid(Fault::TooLong) => key("invitee-too-long"),
        Meaning::Invalid(_) => key("invitee-not-address"),
    }
}

pub(super) async fn invitations(visit: Visit, Path(slug): Path<String>) -> Answer {
    page_of(&visit, &slug, Form::default(), Vec::new()).await
}

fn picked(form: &Form) -> Vec<PersonId> {
    form.fields.all("person").filter_map(PersonId::parse).collect()
}

/// What was typed and ticked, as one text: a list that is confirmed has to be the one that was read back.
fn digest(form: &Form) -> String {
    let mut people: Vec<&str> = form.fields.all("person").collect();
    people.sort_unstable();
    format!("{} {}", form.value("list").split_whitespace().collect::<Vec<_>>().join(" "), people.join(" "))
}

async fn page_of(visit: &Visit, slug: &str, form: Form, lines: Vec<Invitee>) -> Answer {
    let view = memberships::invitations(visit, slug).await?;
    let status = form.status(false);
    let path = format!("{}/invitations", community_path(slug));
    let picked = picked(&form);
    let choices = memberships::directory(visit, slug, form.value("q"), &picked).await?;
    let inviting = lines.iter().filter(|line| line.meaning.is_invited()).count();
    let words = &visit.words;
    show(&InvitationsPage {
        choices: choices
            .into_iter()
            .map(|choice| Choice {
                is_picked: picked.contains(&choice.person),
                id: choice.person.to_string(),
                name: choice.name,
                about: choice.about,
            })
            .collect(),
        summary: words.say_with("invitations-summary", &[("count", inviting.into())]),
        checked: if inviting > 0 { digest(&form) } else { String::new() },
        lines: lines
            .into_iter()
            .map(|line| Line {
                meaning: meaning_key(&line.meaning),
                is_invited: line.meaning.is_invited(),
                name: line.name.unwrap_or_default(),
                written: line.written,
            })
            .collect(),
        waiting: view
            .invited
            .into_iter()
            .map(|one| Waiting {
                name: one.name,
                email: one.email.unwrap_or_default(),
                waited: waited(visit, one.since),
                is_guest: !one.has_account,
                action: format!("{path}/{}/withdrawal", one.id),
            })
            .collect(),
        place: Place::new(&view.community, &view.standing, "invitations"),
        page: Page::new(visit, "communities", words.say("invitations-title")).status(status).unlisted(),
        form,
    })
}

/// Looks in the directory, reads the list back, or sends the invitations of a list that was read back.
pub(super) async fn invite(Path(slug): Path<String>, posted: Posted) -> Answer {
    let visit = &posted.visit;
    let form = Form::new(posted.fields.clone());
    let (list, people) = (posted.get("list"), picked(&form));
    if posted.get("step") == "search" {
        return page_of(visit, &slug, form, Vec::new()).await;
    }
    if posted.get("step") == "send" && posted.has("checked") && posted.get("checked") == digest(&form) {
        let outcome = match memberships::invite(visit, &slug, list, &people).await {
            Ok(outcome) => outcome,
            Err(error) => return faulty(visit, &slug, form, error).await,
        };
        let count = (outcome.invited + outcome.accepted).to_string();
        let flash = Flash::new(key("flash-invited")).with("count", &count);
        return Ok(redirect(&format!("{}/invitations", community_path(&slug)), Some(flash)));
    }
    match memberships::preview_invitations(visit, &slug, list, &people).await {
        Ok(lines) => page_of(visit, &slug, form, lines).await,
        Err(error) => faulty(visit, &slug, form, error).await,
    }
}

async fn faulty(visit: &Visit, slug: &str, form: Form, error: Error) -> Answer {
    match error {
        Error::Invalid(faults) => page_of(visit, slug, Form::with(form.fields, faults), Vec::new()).await,
        error => Err(error.into()),
    }
}

/// Takes an invitation back.
pub(super) async fn uninvite(Path((slug, membership)): Path<(String, String)>, posted: Posted) -> Answer {
    memberships::uninvite(&posted.visit, &slug, membership_id(&membership)?).await?;
    let flash = Flash::new(key("flash-uninvited"));
    Ok(redirect(&format!("{}/invitations", community_path(&slug)), Some(flash)))
}

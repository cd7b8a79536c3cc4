//! Answering a request or an invitation, from a link in an e-mail or on the site.

use super::{community_path, day, membership_id, moment, requests, waited, work};
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        ids::PersonId,
        memberships::{Refusal, State},
        time::When,
    },
    memberships::{self, Decided, Decision, DecisionLink, InvitationLink, InvitationView},
    people::shown_name,
};
use copia_text::key;

#[derive(Template)]
#[template(path = "memberships/decision.html")]
struct DecisionPage {
    page: Page,
    asked: String,
    work: String,
    message: Option<String>,
    waited: String,
    action: String,
    form: Form,
    fault: String,
    /// How it was decided, in a sentence, if it was.
    decided: Option<String>,
    community: String,
}
shown!(DecisionPage);

type DecisionParts = (String, String, String, String);

fn decision_link((membership, lead, asked, signature): DecisionParts) -> Result<DecisionLink, Problem> {
    Ok(DecisionLink {
        membership: membership_id(&membership).map_err(|_| Problem::LinkEnded)?,
        lead: PersonId::parse(&lead).ok_or(Problem::LinkEnded)?,
        asked_at: When::from_micros(asked.parse().map_err(|_| Problem::LinkEnded)?),
        signature,
    })
}

/// The page of the link. It decides nothing and signs nobody in: mail scanners open links.
pub(super) async fn decision(visit: Visit, Path(parts): Path<DecisionParts>) -> Answer {
    decision_page(&visit, &decision_link(parts)?, Form::default(), StatusCode::OK).await
}

async fn decision_page(visit: &Visit, link: &DecisionLink, form: Form, status: StatusCode) -> Answer {
    let view = memberships::look_at_decision(visit, link).await?;
    let words = &visit.words;
    let person = shown_name(words, &view.request.person);
    let names = [("person", person.into()), ("community", view.request.community.as_str().into())];
    let title = words.say_with("memberships-decision-title", &names);
    show(&DecisionPage {
        asked: words.say_with("memberships-decision-asked", &[("when", moment(visit, view.asked_at).into())]),
        work: work(view.request.job_title.as_deref(), view.request.department.as_deref()),
        waited: waited(visit, view.asked_at),
        message: view.request.message.filter(|_| view.decided.is_none()),
        decided: view.decided.as_ref().map(|decided| said(visit, decided)),
        community: format!("/communities/{}", view.request.slug),
        action: link.path(),
        fault: super::reason_fault(&form, words),
        form,
        page: Page::new(visit, "", title).status(status).secret(),
    })
}

/// By whom and when a request was decided.
fn said(visit: &Visit, decided: &Decided) -> String {
    let when = moment(visit, decided.at);
    let by = shown_name(&visit.words, decided.by.as_deref().unwrap_or_default());
    let arguments = [("by", by.as_str().into()), ("when", when.as_str().into())];
    match (decided.state, decided.by_reader) {
        (State::ActiveCore | State::ActiveWider, true) => {
            visit.words.say_with("memberships-decided-accepted-by-you", &[("when", when.as_str().into())])
        }
        (State::Declined, true) => {
            visit.words.say_with("memberships-decided-declined-by-you", &[("when", when.as_str().into())])
        }
        (State::ActiveCore | State::ActiveWider, false) if decided.by.is_some() => {
            visit.words.say_with("memberships-decided-accepted", &arguments)
        }
        (State::Declined, false) => visit.words.say_with("memberships-decided-declined", &arguments),
        _ => visit.words.say_with("memberships-decided-otherwise", &[("when", when.as_str().into())]),
    }
}

/// Decides as the lead to whom the link was sent.
pub(super) async fn decide(Path(parts): Path<DecisionParts>, posted: Posted) -> Answer {
    let link = decision_link(parts)?;
    let decision: Decision = requests::decision(&posted);
    let (form, status) = match memberships::decide_by_link(&posted.visit, &link, &decision).await {
        Ok(_) => {
            let done = match decision {
                Decision::Accept => key("flash-request-accepted"),
                Decision::Decline(_) => key("flash-request-declined"),
            };
            return Ok(redirect(&link.path(), Some(Flash::new(done))));
        }
        Err(Error::Invalid(faults)) => (Form::with(posted.fields.clone(), faults), StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::Refused(Refusal::AlreadyDecided)) => (Form::default(), StatusCode::CONFLICT),
        Err(error) => return Err(error.into()),
    };
    decision_page(&posted.visit, &link, form, status).await
}

#[derive(Template)]
#[template(path = "memberships/invitation.html")]
struct InvitationPage {
    page: Page,
    invited: String,
    summary: String,
    action: String,
    is_open: bool,
    state: &'static str,
    community: String,
    is_signed_in: bool,
}
shown!(InvitationPage);

fn invitation_page(visit: &Visit, view: InvitationView, action: String, status: StatusCode) -> Answer {
    let words = &visit.words;
    let when = day(visit, view.invitation.since);
    let title =
        words.say_with("memberships-invitation-title", &[("community", view.invitation.community.as_str().into())]);
    let invited = match &view.by {
        Some(by) => words.say_with("memberships-invitation-by", &[("by", by.as_str().into()), ("when", when.into())]),
        None => words.say("memberships-invitation-how").to_owned(),
    };
    show(&InvitationPage {
        invited,
        summary: view.invitation.summary,
        action,
        is_open: view.is_open,
        state: super::state_key(view.invitation.state),
        community: format!("/communities/{}", view.invitation.slug),
        is_signed_in: visit.account.is_some(),
        page: Page::new(visit, "", title).status(status).secret(),
    })
}

/// One's invitation, on the site.
pub(super) async fn invitation(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = memberships::invitation(&visit, &slug).await?;
    invitation_page(&visit, view, format!("{}/invitation", community_path(&slug)), StatusCode::OK)
}

/// Answers it on the site.
pub(super) async fn answer_invitation(Path(slug): Path<String>, posted: Posted) -> Answer {
    let accepts = accepts(&posted)?;
    memberships::answer_invitation(&posted.visit, &slug, accepts).await?;
    let path = community_path(&slug);
    Ok(if accepts {
        redirect(&path, Some(Flash::new(key("flash-invitation-accepted"))))
    } else {
        redirect("/communities", Some(Flash::new(key("flash-invitation-declined"))))
    })
}

fn accepts(posted: &Posted) -> Result<bool, Problem> {
    match posted.get("answer") {
        "accept" => Ok(true),
        "decline" => Ok(false),
        _ => Err(Problem::Invalid),
    }
}

type InvitationParts = (String, String, String);

fn read((membership, invited, signature): InvitationParts) -> Result<InvitationLink, Problem> {
    Ok(InvitationLink {
        membership: membership_id(&membership).map_err(|_| Problem::LinkEnded)?,
        invited_at: When::from_micros(invited.parse().map_err(|_| Problem::LinkEnded)?),
        signature,
    })
}

/// The page of the link in an invitation. It answers nothing and signs nobody in.
pub(super) async fn invitation_link(visit: Visit, Path(parts): Path<InvitationParts>) -> Answer {
    let link = read(parts)?;
    let view = memberships::look_at_invitation(&visit, &link).await?;
    invitation_page(&visit, view, link.path(), StatusCode::OK)
}

/// Answers as the person to whom the link was sent.
pub(super) async fn answer_link(Path(parts): Path<InvitationParts>, posted: Posted) -> Answer {
    let link = read(parts)?;
    match memberships::answer_by_link(&posted.visit, &link, accepts(&posted)?).await {
        Ok(_) => Ok(redirect(&link.path(), None)),
        Err(Error::Refused(Refusal::AlreadyDecided)) => {
            let view = memberships::look_at_invitation(&posted.visit, &link).await?;
            invitation_page(&posted.visit, view, link.path(), StatusCode::CONFLICT)
        }
        Err(error) => Err(error.into()),
    }
}

//! What people do with their own membership.

use super::{Place, community_path};
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Query, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    communities::{self, Found},
    domain::{
        memberships::{JoinRule, Level, Refusal, State},
        policy::Standing,
    },
    memberships,
};

#[derive(Template)]
#[template(path = "memberships/ask.html")]
struct AskPage {
    page: Page,
    place: Place,
    form: Form,
    asks: bool,
}
shown!(AskPage);

async fn place(visit: &Visit, slug: &str) -> Result<(Found, Standing), Problem> {
    let mut tx = visit.read().await?;
    Ok(communities::visible(visit, &mut tx, slug).await?)
}

/// The page on which one asks to join.
pub(super) async fn ask(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    if visit.account.is_none() {
        return Err(Problem::SignIn);
    }
    ask_page(&visit, &slug, Form::new(query.0)).await
}

async fn ask_page(visit: &Visit, slug: &str, form: Form) -> Answer {
    let (community, standing) = place(visit, slug).await?;
    let status = form.status(false);
    let title = visit.words.say_with("memberships-ask-title", &[("community", community.name.as_str().into())]);
    let asks = community.join_rule == JoinRule::Ask && community.my_state != Some(State::Invited);
    show(&AskPage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place { leads: false, ..Place::new(&community, &standing, "") },
        form,
        asks,
    })
}

/// Joins, or asks to. What came of it stands on the community's page.
pub(super) async fn join(Path(slug): Path<String>, posted: Posted) -> Answer {
    let flash = match memberships::join(&posted.visit, &slug, posted.get("message")).await {
        Ok(State::Asked) => Flash::new(copia_text::key("flash-asked")),
        Ok(_) => Flash::new(copia_text::key("flash-joined")),
        Err(Error::Invalid(faults)) => {
            return ask_page(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await;
        }
        // The button was pressed twice: the page says how things stand.
        Err(Error::Refused(Refusal::AlreadyDone)) => Flash::new(copia_text::key("flash-as-before")),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&community_path(&slug), Some(flash)))
}

/// Takes one's request back.
pub(super) async fn withdraw(Path(slug): Path<String>, posted: Posted) -> Answer {
    memberships::withdraw(&posted.visit, &slug).await?;
    Ok(redirect(&community_path(&slug), Some(Flash::new(copia_text::key("flash-withdrawn")))))
}

#[derive(Template)]
#[template(path = "memberships/leave.html")]
struct LeavePage {
    page: Page,
    place: Place,
}
shown!(LeavePage);

/// Asks whether somebody means to leave.
pub(super) async fn confirm_leaving(visit: Visit, Path(slug): Path<String>) -> Answer {
    let (community, standing) = place(&visit, &slug).await?;
    if !community.my_state.is_some_and(State::is_active) {
        return Err(Problem::NotFound);
    }
    let title = visit.words.say_with("memberships-leave-title", &[("community", community.name.as_str().into())]);
    let place = Place { leads: false, ..Place::new(&community, &standing, "") };
    show(&LeavePage { page: Page::new(&visit, "communities", title).unlisted(), place })
}

/// Leaves; the next page offers to take it back.
pub(super) async fn leave(Path(slug): Path<String>, posted: Posted) -> Answer {
    let name = place(&posted.visit, &slug).await?.0.name;
    let left = memberships::leave(&posted.visit, &slug).await?;
    let path = community_path(&slug);
    let flash = Flash::new(copia_text::key("flash-left")).with("community", &name);
    Ok(if left.still_visible {
        redirect(&path, Some(flash.undo(&format!("{path}/return"))))
    } else {
        redirect("/communities", Some(flash))
    })
}

/// Takes leaving back.
pub(super) async fn come_back(Path(slug): Path<String>, posted: Posted) -> Answer {
    memberships::come_back(&posted.visit, &slug).await?;
    Ok(redirect(&community_path(&slug), Some(Flash::new(copia_text::key("flash-returned")))))
}

/// Changes between core and wider.
pub(super) async fn change_level(Path(slug): Path<String>, posted: Posted) -> Answer {
    let level = Level::from_word(posted.get("level")).ok_or(Problem::Invalid)?;
    let key = match memberships::change_own_level(&posted.visit, &slug, level).await {
        Ok(()) if level == Level::Core => copia_text::key("flash-core"),
        Ok(()) => copia_text::key("flash-wider"),
        Err(Error::Refused(Refusal::AlreadyDone)) => copia_text::key("flash-as-before"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&community_path(&slug), Some(Flash::new(key))))
}

/// Asks to be told when a forming community opens, or takes that back (`watch=no`).
pub(super) async fn watch(Path(slug): Path<String>, posted: Posted) -> Answer {
    let key = if posted.get("watch") == "no" {
        memberships::unwatch(&posted.visit, &slug).await?;
        copia_text::key("flash-unwatched")
    } else {
        memberships::watch(&posted.visit, &slug).await?;
        copia_text::key("flash-watched")
    };
    Ok(redirect(&community_path(&slug), Some(Flash::new(key))))
}

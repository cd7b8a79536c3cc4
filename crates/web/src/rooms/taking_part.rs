//! What people do in a room: asking, voting, taking back, and answering polls.

use super::{
    Taking, order,
    page::{Said, room_page},
    poll_id, question_id, room_path,
};
use crate::shell::{Answer, Flash, Form, Posted, Problem, redirect};
use axum::extract::Path;
use copia_app::{
    Error,
    domain::questions::State,
    rooms::{self, Asked, Asking},
};
use copia_text::key;
use http::HeaderMap;

/// Asks a question; or only shows what is new, with what was typed.
pub(super) async fn ask(Path(slug): Path<String>, headers: HeaderMap, posted: Posted) -> Answer {
    let visit = &posted.visit;
    let order = order(posted.get("order"));
    let typed = || Form::new(posted.fields.clone());
    if posted.has("show") {
        let who = super::participant(visit, &headers);
        return room_page(visit, &slug, &who, order, false, Said { form: typed(), ..Said::default() }).await;
    }
    let taking = Taking::part(visit, &headers)?;
    let asking = Asking {
        words: posted.get("words"),
        with_name: posted.get("named") == "yes",
        name: posted.get("name"),
        is_sure: posted.has("sure"),
    };
    let said = match rooms::ask(visit, &slug, &taking.who, &asking).await {
        Ok(Asked::Kept(state)) => {
            let flash = match state {
                State::Waiting => key("flash-question-waits"),
                _ => key("flash-question-asked"),
            };
            let response = redirect(&room_path(&slug, order), Some(Flash::new(flash)));
            return Ok(taking.answer(visit, response));
        }
        Ok(Asked::Alike(alike)) => Said { form: typed(), alike, ..Said::default() },
        Err(Error::Invalid(faults)) => Said { form: Form::with(posted.fields.clone(), faults), ..Said::default() },
        Err(Error::TooOften) => Said { form: typed(), notice: key("room-wait"), ..Said::default() },
        Err(error) => return Err(error.into()),
    };
    let response = room_page(visit, &slug, &taking.who, order, false, said).await?;
    Ok(taking.answer(visit, response))
}

/// Votes for a question, or takes the vote back.
pub(super) async fn vote(Path((slug, question)): Path<(String, String)>, headers: HeaderMap, posted: Posted) -> Answer {
    let visit = &posted.visit;
    let id = question_id(&question)?;
    let is_for = match posted.get("vote") {
        "yes" => true,
        "no" => false,
        _ => return Err(Problem::Invalid),
    };
    let taking = Taking::part(visit, &headers)?;
    rooms::vote(visit, &slug, &taking.who, id, is_for).await?;
    let path = format!("{}#question-{id}", room_path(&slug, order(posted.get("order"))));
    Ok(taking.answer(visit, redirect(&path, None)))
}

/// Takes a question of one's own back.
pub(super) async fn take_back(
    Path((slug, question)): Path<(String, String)>,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let visit = &posted.visit;
    let taking = Taking::part(visit, &headers)?;
    rooms::take_back(visit, &slug, &taking.who, question_id(&question)?).await?;
    let flash = Flash::new(key("flash-question-taken-back"));
    let response = redirect(&room_path(&slug, order(posted.get("order"))), Some(flash));
    Ok(taking.answer(visit, response))
}

/// Answers a poll.
pub(super) async fn answer(Path((slug, poll)): Path<(String, String)>, headers: HeaderMap, posted: Posted) -> Answer {
    let visit = &posted.visit;
    let id = poll_id(&poll)?;
    let path = format!("{}#poll-{id}", room_path(&slug, order(posted.get("order"))));
    let Ok(position) = posted.get("choice").parse() else {
        return Ok(redirect(&path, Some(Flash::new(key("flash-poll-choose")))));
    };
    let taking = Taking::part(visit, &headers)?;
    rooms::answer_poll(visit, &slug, &taking.who, id, position).await?;
    Ok(taking.answer(visit, redirect(&path, Some(Flash::new(key("flash-poll-answered"))))))
}

//! The question from the letter, without signing in. It shows no answer.

use super::{input, question};
use crate::shell::{Answer, Flash, Form, Posted, Problem, Visit, redirect, show};
use axum::extract::Path;
use copia_app::{
    Error,
    domain::ids::PromptId,
    prompts::{self, LinkView, PromptLink},
};
use copia_text::key;

type Parts = (String, String);

fn link((prompt, signature): Parts) -> Result<PromptLink, Problem> {
    Ok(PromptLink { prompt: PromptId::parse(&prompt).ok_or(Problem::LinkEnded)?, signature })
}

/// The question. Whoever is asked and has signed in goes on to their own page of it.
pub(super) async fn look(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    page(&visit, &link(parts)?, Form::default()).await
}

async fn page(visit: &Visit, link: &PromptLink, form: Form) -> Answer {
    let LinkView { prompt, about, is_own } = prompts::look_by_link(visit, link).await?;
    if is_own && !form.is_faulty() {
        return Ok(redirect(&format!("/me/prompts/{}", prompt.id), None));
    }
    show(&question(visit, &prompt, about.as_ref(), &link.path(), form))
}

/// Keeps the answer, once.
pub(super) async fn answer(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let link = link(parts)?;
    match prompts::answer_by_link(&posted.visit, &link, &input(&posted)).await {
        Ok(()) => Ok(redirect(&link.path(), Some(Flash::new(key("flash-prompt-kept"))))),
        Err(Error::Invalid(faults)) => page(&posted.visit, &link, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

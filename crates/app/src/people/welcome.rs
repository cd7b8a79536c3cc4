//! What somebody is asked once, at first sign-in: what they work on, so that communities can be suggested.

use super::{
    KnownWords, known_words,
    profile::{own_id, stale, topics},
};
use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    fields,
    policy::{Role, acts::EditProfile},
};
use copia_store::people::{self, Person};

/// What somebody typed about their work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WelcomeForm<'a> {
    /// Where they work.
    pub department: &'a str,
    /// The family of jobs.
    pub job_family: &'a str,
    /// Interests, one to a line or with commas between.
    pub interests: &'a str,
}

/// Whether the person who asks is still to be asked about their work: never, once they have answered or skipped, or
/// when their department and job family came from elsewhere.
///
/// # Errors
/// [`Error::Store`].
pub async fn is_welcome_due(ctx: &Ctx) -> Result<bool> {
    let Some(account) = ctx.account.as_ref().filter(|account| !account.asked_about_work) else { return Ok(false) };
    let mut tx = ctx.read().await?;
    let person = people::find(&mut tx, account.person).await?;
    Ok(person.is_some_and(|person| person.department.is_none() || person.job_family.is_none()))
}

/// What is known of one's work already, and the words in use.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn welcome(ctx: &Ctx) -> Result<(Person, Vec<String>, KnownWords)> {
    let me = own_id(ctx)?;
    let mut tx = ctx.read().await?;
    let person = people::find(&mut tx, me).await?.ok_or(Error::NotFound)?;
    Ok((person, people::topics(&mut tx, me).await?, known_words(&mut tx).await?))
}

/// Keeps the answers. Nothing has to be answered.
///
/// # Errors
/// [`Error::Invalid`] with the form's fields.
pub async fn answer_welcome(ctx: &Ctx, form: &WelcomeForm<'_>) -> Result<()> {
    own_id(ctx)?;
    let mut faults = Faults::new();
    let department = faults.take("department", fields::optional_line(form.department, 120));
    let job_family = faults.take("job_family", fields::optional_line(form.job_family, 120));
    let interests = faults.take("interests", topics(form.interests));
    faults.check()?;
    answered(ctx, Some((department, job_family, interests))).await
}

/// Notes that somebody would rather not say; they are not asked again.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn skip_welcome(ctx: &Ctx) -> Result<()> {
    answered(ctx, None).await
}

type Answers = (Option<String>, Option<String>, Vec<String>);

async fn answered(ctx: &Ctx, answers: Option<Answers>) -> Result<()> {
    let me = own_id(ctx)?;
    let saved = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let mut person = people::find(&mut tx, me).await?.ok_or(Error::NotFound)?;
        person.asked_about_work = true;
        if let Some((department, job_family, interests)) = &answers {
            person.department.clone_from(department);
            person.job_family.clone_from(job_family);
            people::set_topics(&mut tx, me, interests).await?;
        }
        let permit = ctx.viewer.towards(me).permit::<EditProfile>()?;
        people::save(&mut tx, permit, &person, ctx.now).await?;
        let action = if answers.is_some() { "person.answer_welcome" } else { "person.skip_welcome" };
        ctx.audit(&mut tx, Act::by(Role::Oneself, action).on("person", me).about(me)).await?;
        Ok(tx.commit().await?)
    });
    saved.await.map_err(stale)
}

//! Editing what others see of one.

use super::{KnownWords, known_words};
use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    fields::{self, Fault},
    fold::fold,
    policy::{Role, acts::EditProfile},
};
use copia_store::people::{self, Person};

/// Characters of a name, a job title, a department or a job family.
const SHORT: usize = 120;
/// Characters of what one writes about oneself.
const ABOUT: usize = 2_000;
/// Characters of a topic.
const TOPIC: usize = 60;
/// Topics at most.
const MOST_TOPICS: usize = 20;

/// What somebody typed about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileForm<'a> {
    /// The version that the form was opened with.
    pub version: i64,
    /// The name.
    pub name: &'a str,
    /// What they do.
    pub job_title: &'a str,
    /// Where they work.
    pub department: &'a str,
    /// The family of jobs.
    pub job_family: &'a str,
    /// Interests, one to a line or with commas between.
    pub interests: &'a str,
    /// About themselves, as Markdown.
    pub about: &'a str,
    /// Whether others see the address.
    pub shows_email: bool,
    /// The language of the site, or nothing for the browser's.
    pub language: &'a str,
}

/// What the form of one's own profile shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditView {
    /// Oneself.
    pub person: Person,
    /// One's interests.
    pub topics: Vec<String>,
    /// Words in use.
    pub known: KnownWords,
    /// The languages to choose from: tag and name.
    pub languages: Vec<(String, String)>,
}

/// One's own profile, to be edited.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn edit(ctx: &Ctx) -> Result<EditView> {
    let me = own_id(ctx)?;
    let mut tx = ctx.read().await?;
    let person = people::find(&mut tx, me).await?.ok_or(Error::NotFound)?;
    let topics = people::topics(&mut tx, me).await?;
    let known = known_words(&mut tx).await?;
    let languages = ctx.site.catalogue.languages().into_iter().map(|language| (language.tag, language.name));
    Ok(EditView { person, topics, known, languages: languages.collect() })
}

/// Who asks, if they may edit their own profile; a visitor is asked to sign in.
pub(super) fn own_id(ctx: &Ctx) -> Result<copia_domain::ids::PersonId> {
    let Some(me) = ctx.viewer.id() else {
        let _permit = ctx.viewer.on_site().permit::<EditProfile>()?;
        return Err(Error::NotFound);
    };
    let _permit = ctx.viewer.towards(me).permit::<EditProfile>()?;
    Ok(me)
}

/// Saves one's own profile.
///
/// # Errors
/// [`Error::Invalid`] with the form's fields, [`Error::Stale`] when it was changed since the form was opened.
pub async fn save(ctx: &Ctx, form: &ProfileForm<'_>) -> Result<()> {
    let me = own_id(ctx)?;
    let mut faults = Faults::new();
    let name = faults.take("name", fields::line(form.name, SHORT));
    let job_title = faults.take("job_title", fields::optional_line(form.job_title, SHORT));
    let department = faults.take("department", fields::optional_line(form.department, SHORT));
    let job_family = faults.take("job_family", fields::optional_line(form.job_family, SHORT));
    let topics = faults.take("interests", topics(form.interests));
    let about = faults.take("about", fields::optional_paragraphs(form.about, ABOUT));
    let language = faults.take("language", language(ctx, form.language));
    faults.check()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let before = people::find(&mut tx, me).await?.ok_or(Error::NotFound)?;
        let topics_before = people::topics(&mut tx, me).await?;
        if before.version != form.version {
            return Err(Error::Stale);
        }
        let after = Person {
            name: name.clone(),
            job_title: job_title.clone(),
            department: department.clone(),
            job_family: job_family.clone(),
            about: about.clone(),
            shows_email: form.shows_email,
            language: language.clone(),
            asked_about_work: true,
            ..before.clone()
        };
        let changed = changed(&before, &after, topics_before != topics);
        people::set_topics(&mut tx, me, &topics).await?;
        let permit = ctx.viewer.towards(me).permit::<EditProfile>()?;
        people::save(&mut tx, permit, &after, ctx.now).await?;
        // The log says which fields were changed and not to what: that is nobody's business but the person's.
        let act = Act::by(Role::Oneself, "person.edit_profile").on("person", me).about(me).after(&changed);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
    .map_err(stale)
}

/// What the store calls stale is stale for the person, too.
pub(super) fn stale(error: Error) -> Error {
    match error {
        Error::Store(copia_store::Error::Stale) => Error::Stale,
        other => other,
    }
}

fn changed(before: &Person, after: &Person, topics: bool) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != after.name),
        ("job_title", before.job_title != after.job_title),
        ("department", before.department != after.department),
        ("job_family", before.job_family != after.job_family),
        ("interests", topics),
        ("about", before.about != after.about),
        ("shows_email", before.shows_email != after.shows_email),
        ("language", before.language != after.language),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
}

/// Interests, one to a line or with commas between, each once, in the order of their keys as they are stored.
pub(super) fn topics(typed: &str) -> Result<Vec<String>, Fault> {
    let mut topics = Vec::new();
    for part in typed.split(['\n', ',', ';']) {
        topics.extend(fields::optional_line(part.trim_end_matches('\r'), TOPIC)?);
    }
    topics.sort_by_cached_key(|topic| fold(topic));
    topics.dedup_by_key(|topic| fold(topic));
    if topics.len() > MOST_TOPICS { Err(Fault::TooLong) } else { Ok(topics) }
}

/// A language of the site; nothing for the browser's.
fn language(ctx: &Ctx, tag: &str) -> Result<Option<String>, Fault> {
    if tag.is_empty() {
        return Ok(None);
    }
    let known = ctx.site.catalogue.languages().into_iter().any(|language| language.tag == tag);
    if known { Ok(Some(tag.to_owned())) } else { Err(Fault::NotChoice) }
}

#[cfg(test)]
mod tests {
    use super::topics;
    use copia_domain::fields::Fault;

    #[test]
    fn interests_are_taken_apart_and_each_kept_once() {
        let typed = "Data, video\r\n Budgets;DATA\n\n,";
        assert_eq!(topics(typed).unwrap(), ["Budgets", "Data", "video"]);
        assert_eq!(topics(&"x".repeat(61)), Err(Fault::TooLong));
        let many: Vec<String> = (0..21).map(|n| format!("topic {n}")).collect();
        assert_eq!(topics(&many.join("\n")), Err(Fault::TooLong));
        assert_eq!(topics("a\0b"), Err(Fault::NotText));
        assert!(topics("  \n").unwrap().is_empty());
    }

    proptest::proptest! {
        #[test]
        fn what_is_accepted_comes_back_the_same(typed in "[^\\pC]{0,200}") {
            if let Ok(once) = topics(&typed) {
                proptest::prop_assert_eq!(topics(&once.join("\n")), Ok(once));
            }
        }
    }
}

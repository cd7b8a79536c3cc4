//! People: what is held about them and what others see.

pub mod directory;
pub mod own;

use crate::{
    Error, Result, Tx, change_log,
    row::record,
    sql::{Arg, id_list},
};
use copia_domain::{
    fold::fold,
    ids::{FileId, PersonId},
    people::PersonStatus,
    policy::{
        Permit, Scope,
        acts::{EditProfile, LeaveSite},
    },
    time::When,
};

statements! {
    FIND = "SELECT id, name, email, job_title, department, job_family, about, picture_id, shows_email, language,
              status, asked_about_work, created_at, left_at, version
            FROM people WHERE id = $1";
    FIND_BY_EMAIL = "SELECT id, name, email, job_title, department, job_family, about, picture_id, shows_email, language,
              status, asked_about_work, created_at, left_at, version
            FROM people WHERE email_key = $1";
    LIST = "SELECT id, name, email, job_title, department, job_family, about, picture_id, shows_email, language,
              status, asked_about_work, created_at, left_at, version
            FROM people WHERE id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY name_key, id";
    CREATE = "INSERT INTO people (id, name, name_key, email, email_key, job_title, department, department_key, job_family,
                job_family_key, about, picture_id, shows_email, language, status, asked_about_work, created_at, version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, $12, $13, 'current', $14, $15, 1)";
    SAVE = "UPDATE people SET name = $2, name_key = $3, job_title = $4, department = $5, department_key = $6,
              job_family = $7, job_family_key = $8, about = $9, picture_id = $10, shows_email = $11, language = $12,
              asked_about_work = $13, version = version + 1
            WHERE id = $1 AND version = $14";
    SET_EMAIL = "UPDATE people SET email = $2, email_key = $3, version = version + 1 WHERE id = $1";
    LEAVE = "UPDATE people SET status = 'left', left_at = $2, email_key = NULL, version = version + 1 WHERE id = $1";
    TOPICS = "SELECT label FROM person_topics WHERE person_id = $1 ORDER BY key";
    CLEAR_TOPICS = "DELETE FROM person_topics WHERE person_id = $1";
    ADD_TOPIC = "INSERT INTO person_topics (person_id, key, label) VALUES ($1, $2, $3)
                 ON CONFLICT (person_id, key) DO NOTHING";
}

record! {
    /// A person, with or without an account.
    pub struct Person {
        /// Which person.
        id: PersonId,
        /// The name as they write it.
        name: String,
        /// The address, if there is one.
        email: Option<String>,
        /// What they do.
        job_title: Option<String>,
        /// Where they work.
        department: Option<String>,
        /// The family of jobs.
        job_family: Option<String>,
        /// A few words about themselves.
        about: Option<String>,
        /// Their picture.
        picture_id: Option<FileId>,
        /// Whether others see the address.
        shows_email: bool,
        /// The language they read the site in.
        language: Option<String>,
        /// Whether they are part of the organisation.
        status: PersonStatus,
        /// Whether they have been asked about their work, at first sign-in.
        asked_about_work: bool,
        /// Since when they are known here.
        created_at: When,
        /// When they left.
        left_at: Option<When>,
        /// Raised with each change.
        version: i64,
    }

    /// A topic of interest.
    struct Topic { label: String }
}

/// A person, whatever their status.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: PersonId) -> Result<Option<Person>> {
    tx.optional(FIND, args![id]).await
}

/// The person with an address; addresses that differ in case only are the same.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_by_email(tx: &mut Tx, email: &str) -> Result<Option<Person>> {
    tx.optional(FIND_BY_EMAIL, args![fold(email)]).await
}

/// These people, by name.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx, ids: impl IntoIterator<Item = PersonId>) -> Result<Vec<Person>> {
    tx.all(LIST, vec![id_list(ids)]).await
}

/// What is kept of a person from the beginning, in the order of the columns.
pub(crate) fn values(p: &Person) -> Vec<Arg> {
    args![
        p.id,
        &p.name,
        fold(&p.name),
        p.email.clone(),
        p.email.as_deref().map(fold),
        p.job_title.clone(),
        p.department.clone(),
        p.department.as_deref().map(fold),
        p.job_family.clone(),
        p.job_family.as_deref().map(fold),
        p.about.clone(),
        p.shows_email,
        p.language.clone(),
        p.asked_about_work,
        p.created_at
    ]
}

/// Takes a new person in.
///
/// # Errors
/// [`Error::Taken`] when somebody has the address.
pub async fn create(tx: &mut Tx, p: &Person) -> Result<()> {
    tx.execute(CREATE, values(p)).await?;
    change_log::add(tx, "person", p.id, p.created_at).await
}

/// Changes what is held about a person, if it is still at the version that was read.
///
/// # Errors
/// [`Error::Stale`] when it is not, or when the permit is for somebody else.
pub async fn save(tx: &mut Tx, permit: Permit<EditProfile>, p: &Person, now: When) -> Result<()> {
    if permit.scope() != Scope::Person(p.id) {
        return Err(Error::Stale);
    }
    let args = args![
        p.id,
        &p.name,
        fold(&p.name),
        p.job_title.clone(),
        p.department.clone(),
        p.department.as_deref().map(fold),
        p.job_family.clone(),
        p.job_family.as_deref().map(fold),
        p.about.clone(),
        p.picture_id,
        p.shows_email,
        p.language.clone(),
        p.asked_about_work,
        p.version
    ];
    if tx.execute(SAVE, args).await? == 0 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "person", p.id, now).await
}

/// Gives a person a new address.
///
/// # Errors
/// [`Error::Taken`] when somebody has the address, [`Error::Stale`] when the permit is for somebody else.
pub async fn set_email(
    tx: &mut Tx,
    permit: Permit<EditProfile>,
    person: PersonId,
    email: &str,
    now: When,
) -> Result<()> {
    if permit.scope() != Scope::Person(person) {
        return Err(Error::Stale);
    }
    tx.execute(SET_EMAIL, args![person, email, fold(email)]).await?;
    change_log::add(tx, "person", person, now).await
}

/// Marks that the person has left the site. Their address is free at once, so that they can come back as
/// somebody new; the rest is removed later.
///
/// # Errors
/// [`Error::Database`].
pub async fn leave(tx: &mut Tx, _permit: &Permit<LeaveSite>, person: PersonId, now: When) -> Result<()> {
    tx.execute(LEAVE, args![person, now]).await?;
    change_log::add(tx, "person", person, now).await
}

/// What the person is interested in, as they wrote it.
///
/// # Errors
/// [`Error::Database`].
pub async fn topics(tx: &mut Tx, person: PersonId) -> Result<Vec<String>> {
    let topics: Vec<Topic> = tx.all(TOPICS, args![person]).await?;
    Ok(topics.into_iter().map(|topic| topic.label).collect())
}

/// Replaces what the person is interested in.
///
/// # Errors
/// [`Error::Database`].
pub async fn set_topics(tx: &mut Tx, person: PersonId, topics: &[String]) -> Result<()> {
    tx.execute(CLEAR_TOPICS, args![person]).await?;
    for topic in topics {
        tx.execute(ADD_TOPIC, args![person, fold(topic), topic]).await?;
    }
    Ok(())
}

//! People: what colleagues see of them, what they say of themselves, and how they come and go.

mod address;
mod departure;
pub(crate) mod letters;
mod own;
mod picture;
mod profile;
mod welcome;

pub use address::{AddressLink, ask_for_address, confirm_address, look_at_address};
pub use copia_store::people::{
    directory::{Filter, Listed, ProfileCommunity, ProfileRole},
    own::{Letter, Membership, OwnMessage, Step, Term, Watched},
};
pub use departure::{Departure, departure, leave_site};
pub use own::{Own, own};
pub use picture::{remove_picture, set_picture};
pub use profile::{EditView, ProfileForm, edit, save};
pub use welcome::{WelcomeForm, answer_welcome, is_welcome_due, skip_welcome, welcome};

use crate::{Ctx, Error, Result};
use copia_domain::{
    ids::{FileId, PersonId},
    people::{MatchKind, PersonStatus},
    policy::acts::SeePeople,
};
use copia_store::{
    Tx,
    people::{self, directory},
};
use copia_text::Words;

/// People on one page of the list.
const PAGE: i64 = 50;

/// The name of somebody as others read it in a history, where it is empty once they have left.
pub fn shown_name(words: &Words, name: &str) -> String {
    if name.is_empty() { words.say("people-former").to_owned() } else { name.to_owned() }
}

/// The same within a sentence.
pub fn name_within(words: &Words, name: &str) -> String {
    if name.is_empty() { words.say("people-former-within").to_owned() } else { name.to_owned() }
}

/// A person as colleagues see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Whether it is the viewer's own page.
    pub is_own: bool,
    /// What they do.
    pub job_title: Option<String>,
    /// Where they work.
    pub department: Option<String>,
    /// The family of jobs.
    pub job_family: Option<String>,
    /// A few words about themselves, as Markdown.
    pub about: Option<String>,
    /// The address, if they show it.
    pub email: Option<String>,
    /// Their picture.
    pub picture: Option<FileId>,
    /// What they are interested in.
    pub topics: Vec<String>,
    /// Where they belong, without what the viewer may not know.
    pub communities: Vec<ProfileCommunity>,
    /// The roles they hold.
    pub roles: Vec<ProfileRole>,
}

/// What is at a person's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Somebody who is part of the organisation.
    Person(Box<Profile>),
    /// Somebody who has left. Nothing more is said.
    Former,
}

/// A person's page.
///
/// # Errors
/// [`Error::Denied`] for a visitor, [`Error::NotFound`] for nobody.
pub async fn profile(ctx: &Ctx, id: PersonId) -> Result<Seen> {
    let permit = ctx.viewer.on_site().permit::<SeePeople>()?;
    let mut tx = ctx.read().await?;
    let person = people::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if person.status != PersonStatus::Current {
        return Ok(Seen::Former);
    }
    let (viewer, today) = (&ctx.viewer, ctx.today());
    let topics = people::topics(&mut tx, id).await?;
    let communities = directory::communities(&mut tx, &permit, viewer, id, today).await?;
    let roles = directory::roles(&mut tx, &permit, viewer, id, today).await?;
    Ok(Seen::Person(Box::new(Profile {
        id,
        name: person.name,
        is_own: viewer.id() == Some(id),
        job_title: person.job_title,
        department: person.department,
        job_family: person.job_family,
        about: person.about,
        email: person.email.filter(|_| person.shows_email),
        picture: person.picture_id,
        topics,
        communities,
        roles,
    })))
}

/// A page of the list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// The people, by name.
    pub people: Vec<Listed>,
    /// The departments to choose from.
    pub departments: Vec<String>,
    /// Which page it is, from 1.
    pub page: i64,
    /// Whether another follows.
    pub has_next: bool,
}

/// People by name: all, or those whose name has a word that starts so, of a department, or in a community.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn list(ctx: &Ctx, filter: &Filter, page: i64) -> Result<Directory> {
    let permit = ctx.viewer.on_site().permit::<SeePeople>()?;
    let mut tx = ctx.read().await?;
    let offset = (page - 1).max(0).saturating_mul(PAGE);
    // One more than fits tells whether there is another page, without counting everybody.
    let mut people = directory::list(&mut tx, permit, &ctx.viewer, filter, ctx.today(), PAGE + 1, offset).await?;
    let fits = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_next = people.len() > fits;
    people.truncate(fits);
    Ok(Directory { people, departments: directory::departments(&mut tx).await?, page, has_next })
}

/// Words in use, offered while one types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownWords {
    /// Departments.
    pub departments: Vec<String>,
    /// Families of jobs.
    pub job_families: Vec<String>,
    /// Topics that communities are about.
    pub topics: Vec<String>,
}

/// The words that people and communities use, each once.
async fn known_words(tx: &mut Tx) -> Result<KnownWords> {
    let departments = joined(directory::departments(tx).await?, directory::fitting(tx, MatchKind::Department).await?);
    let job_families = joined(directory::job_families(tx).await?, directory::fitting(tx, MatchKind::JobFamily).await?);
    Ok(KnownWords { departments, job_families, topics: directory::fitting(tx, MatchKind::Topic).await? })
}

fn joined(mut one: Vec<String>, other: Vec<String>) -> Vec<String> {
    use copia_domain::fold::fold;
    one.extend(other);
    one.sort_by_cached_key(|label| fold(label));
    one.dedup_by_key(|label| fold(label));
    one
}

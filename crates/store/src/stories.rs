//! Stories of what difference a community made: whose they are, what happened step by step, and who gave their word.

mod steps;

pub use steps::{Step, StoryWord, add_word, answer, asked_of, remove_step, save_step, steps, words};

pub(crate) const STEP_STATEMENTS: &[(&str, crate::sql::Sql)] = steps::STATEMENTS;

use crate::{Error, Result, Tx, change_log, row::record, sql::id_list, visibility};
use copia_domain::{
    claims::Level,
    ids::{CommunityId, EventId, PersonId, StoryId},
    policy::{
        Permit, Scope, Viewer,
        acts::{KeepOwnStories, ReturnStory},
    },
    slug::Slug,
    time::{Day, When},
    value::{
        ValueType,
        stories::{Audience, Naming, Others, State, StepState},
    },
};
use std::collections::BTreeMap;

/// The condition that the story `s` of the community `c` is readable for the viewer whose arguments are the first four.
/// It says what `domain::value::stories::is_readable` says; a test holds the two against each other.
macro_rules! readable {
    () => {
        concat!(
            "((s.teller_id = $1 AND (s.writer_id = $1 OR s.has_agreed OR s.state = 'offered'))
              OR (s.writer_id = $1 AND NOT s.has_agreed)
              OR (s.state <> 'withdrawn' AND EXISTS (SELECT 1 FROM story_words sw WHERE sw.story_id = s.id
                   AND sw.person_id = $1))
              OR (s.state = 'shared' AND ",
            visible!(),
            " AND (s.audience = 'public' OR (s.audience = 'organisation' AND $2) OR $3
                 OR EXISTS (SELECT 1 FROM memberships sm WHERE sm.community_id = c.id AND sm.person_id = $1
                      AND sm.state IN ('active_core', 'active_wider'))
                 OR EXISTS (SELECT 1 FROM role_terms sr WHERE sr.community_id = c.id AND sr.person_id = $1
                      AND sr.role IN ('lead', 'sponsor') AND sr.starts <= $4
                      AND (sr.ends IS NULL OR sr.ends >= $4)))))"
        )
    };
}

/// What is read of a story for a viewer, up to the condition on which ones. An event that the viewer may not know of
/// has no title.
macro_rules! stories {
    ($rest:expr) => {
        concat!(
            "SELECT s.id, s.community_id, c.slug AS community_slug, c.name AS community, s.title, s.teller_id,
               CASE WHEN t.status = 'current' THEN t.name ELSE '' END AS teller,
               CASE WHEN t.status = 'current' THEN t.job_title END AS teller_job, s.writer_id,
               CASE WHEN w.status = 'current' THEN w.name ELSE '' END AS writer, s.has_agreed, s.state, s.audience,
               s.naming, s.others, s.level, s.event_id, e.slug AS event_slug, e.title AS event, s.beginning, s.address,
               s.contributors, s.otherwise, s.follow_up, s.note, s.written_at, s.changed_at, s.shared_at, s.version,
               (SELECT count(*) FROM story_words k WHERE k.story_id = s.id AND k.word = 'confirms'
                  AND k.answered_at >= s.changed_at) AS confirmed
             FROM stories s JOIN communities c ON c.id = s.community_id JOIN people t ON t.id = s.teller_id
             JOIN people w ON w.id = s.writer_id
             LEFT JOIN events e ON e.id = s.event_id AND ",
            event_visible!(),
            " WHERE ",
            $rest
        )
    };
}

/// Which stories of a community are in its list: shared, readable, and with such a step.
macro_rules! listed {
    () => {
        concat!(
            readable!(),
            " AND s.community_id = $5 AND s.state = 'shared' AND EXISTS (SELECT 1 FROM story_steps x
                WHERE x.story_id = s.id AND (x.value_type = $6 OR $6 IS NULL) AND (x.state = $7 OR $7 IS NULL))"
        )
    };
}

statements! {
    FIND = stories!(concat!(readable!(), " AND s.id = $5"));
    OWN = stories!(
        "((s.teller_id = $1 AND (s.writer_id = $1 OR s.has_agreed OR s.state = 'offered'))
           OR (s.writer_id = $1 AND NOT s.has_agreed)) ORDER BY s.changed_at DESC, s.id DESC"
    );
    ASKED = stories!(
        "s.state <> 'withdrawn' AND EXISTS (SELECT 1 FROM story_words k WHERE k.story_id = s.id AND k.person_id = $1)
         ORDER BY s.changed_at DESC, s.id DESC"
    );
    LIST = stories!(concat!(listed!(), " ORDER BY s.shared_at DESC, s.id DESC LIMIT $8 OFFSET $9"));
    COUNT = concat!("SELECT count(*) AS number FROM stories s JOIN communities c ON c.id = s.community_id WHERE ", listed!());
    // How many stories of a community tell of something that happened, wholly or partly, in each kind of value.
    TOLD = concat!(
        "SELECT x.value_type, count(DISTINCT s.id) AS number FROM stories s JOIN communities c ON c.id = s.community_id
         JOIN story_steps x ON x.story_id = s.id WHERE ",
        readable!(),
        " AND s.community_id = $5 AND s.state = 'shared' AND x.state IN ('happened', 'partly') GROUP BY x.value_type"
    );
    SHARED = stories!(concat!(readable!(), " AND s.state = 'shared' ORDER BY s.shared_at DESC, s.id DESC LIMIT 200"));
    AMONG = stories!("s.id IN (SELECT unhex(value) FROM json_each($5))");
    OF_TELLER = "SELECT id FROM stories WHERE teller_id = $1 AND state = 'shared' ORDER BY id";
    WITHDRAW = "UPDATE stories SET state = 'withdrawn', changed_at = $2, version = version + 1
                WHERE id = $1 AND state = 'shared'";
    SAVE = "INSERT INTO stories (id, community_id, title, teller_id, writer_id, has_agreed, state, audience, naming, others,
              level, event_id, beginning, address, contributors, otherwise, follow_up, note, written_at, changed_at,
              shared_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title, has_agreed = excluded.has_agreed,
              state = excluded.state, audience = excluded.audience, naming = excluded.naming, others = excluded.others,
              level = excluded.level, event_id = excluded.event_id, beginning = excluded.beginning,
              address = excluded.address, contributors = excluded.contributors, otherwise = excluded.otherwise,
              follow_up = excluded.follow_up, note = excluded.note, changed_at = excluded.changed_at,
              shared_at = excluded.shared_at, version = excluded.version
            WHERE stories.version = excluded.version - 1";
    FORGET_WORDS = "DELETE FROM story_words WHERE story_id = $1";
    FORGET_STEPS = "DELETE FROM story_steps WHERE story_id = $1";
    FORGET = "DELETE FROM stories WHERE id = $1 AND state IN ('draft', 'returned', 'withdrawn')";
    // Where no shared story says that something learned was used, or more.
    UNUSED = concat!(
        "SELECT c.slug, c.name FROM communities c WHERE c.stage IN ('forming', 'active') AND ",
        visible!(),
        " AND NOT EXISTS (SELECT 1 FROM stories s JOIN story_steps x ON x.story_id = s.id
            WHERE s.community_id = c.id AND s.state = 'shared' AND x.state IN ('happened', 'partly')
              AND x.value_type IN ('applied', 'realised', 'transformative'))
          ORDER BY c.name, c.id"
    );
    HOPING = "SELECT s.id, s.teller_id FROM stories s WHERE s.follow_up > $1 AND s.follow_up <= $2 AND s.has_agreed
                AND s.state <> 'withdrawn' AND EXISTS
                (SELECT 1 FROM story_steps x WHERE x.story_id = s.id AND x.state = 'hoped_for') ORDER BY s.id LIMIT 500";
    EVENTS = concat!(
        "SELECT e.id, e.slug, e.title, e.starts_at, e.zone FROM events e JOIN event_communities x ON x.event_id = e.id
         WHERE x.community_id = $5 AND e.state = 'published' AND e.starts_at <= $6 AND ",
        event_visible!(),
        " ORDER BY e.starts_at DESC, e.id DESC LIMIT 100"
    );
}

record! {
    /// A story.
    pub struct Story {
        /// Which story.
        id: StoryId,
        /// Of which community.
        community_id: CommunityId,
        /// Where that community's page is.
        community_slug: Slug,
        /// That community's name.
        community: String,
        /// What it is called.
        title: String,
        /// Whose it is.
        teller_id: PersonId,
        /// That person's name today; nothing once they have left.
        teller: String,
        /// What that person does.
        teller_job: Option<String>,
        /// Who wrote it.
        writer_id: PersonId,
        /// That person's name today.
        writer: String,
        /// Whether whose it is has agreed to it.
        has_agreed: bool,
        /// Where it stands.
        state: State,
        /// Who may read it once it is shared.
        audience: Audience,
        /// How it says whose it is.
        naming: Naming,
        /// Whether others can be recognised.
        others: Others,
        /// At what level it speaks.
        level: Option<Level>,
        /// The event that it began with.
        event_id: Option<EventId>,
        /// Where that event's page is, if the viewer may know of it.
        event_slug: Option<Slug>,
        /// That event's title, if the viewer may know of it.
        event: Option<String>,
        /// With what else it began, in words.
        beginning: String,
        /// The address of that.
        address: String,
        /// Who and what else had a part.
        contributors: String,
        /// What would have happened otherwise.
        otherwise: String,
        /// When what is hoped for is asked about.
        follow_up: Option<Day>,
        /// Why it was given back.
        note: Option<String>,
        /// When it was begun.
        written_at: When,
        /// When its words were last changed.
        changed_at: When,
        /// When it was shared.
        shared_at: Option<When>,
        /// Raised with each change; 0 for one that is not kept yet.
        version: i64,
        /// How many others have confirmed it as it is now.
        confirmed: i64,
    }

    /// A community without a story of something used.
    pub struct Unused {
        /// Where its page is.
        slug: Slug,
        /// Its name.
        name: String,
    }

    /// An event with which a story can begin.
    pub struct Began {
        /// Which event.
        id: EventId,
        /// Where its page is.
        slug: Slug,
        /// Its title.
        title: String,
        /// When it started.
        starts_at: When,
        /// The zone of its place.
        zone: String,
    }

    /// In how many stories something happened in one kind of value.
    struct ToldIn { value_type: ValueType, number: i64 }

    /// A number.
    struct Number { number: i64 }

    /// A story that hopes for something.
    struct Hoping { id: StoryId, teller_id: PersonId }

    /// The id of a story.
    struct Id { id: StoryId }
}

/// Which stories of a community are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those with a step of this kind.
    pub value_type: Option<ValueType>,
    /// Those with a step that stands so.
    pub state: Option<StepState>,
}

/// One story, if the viewer may read it.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, viewer: &Viewer, today: Day, story: StoryId) -> Result<Option<Story>> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![story]);
    tx.optional(FIND, args).await
}

/// The viewer's own stories, and those that they write for others, the latest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn own(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Story>> {
    tx.all(OWN, visibility::arguments(viewer, today)).await
}

/// The stories on which the viewer was asked for their word.
///
/// # Errors
/// [`Error::Database`].
pub async fn asked(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Story>> {
    tx.all(ASKED, visibility::arguments(viewer, today)).await
}

/// The shared stories of a community that the viewer may read, the latest first, and how many there are.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(
    tx: &mut Tx,
    viewer: &Viewer,
    today: Day,
    community: CommunityId,
    filter: Filter,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Story>, i64)> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![community, filter.value_type, filter.state]);
    let number: Number = tx.one(COUNT, args.clone()).await?;
    args.extend(args![limit, offset]);
    Ok((tx.all(LIST, args).await?, number.number))
}

/// In how many shared stories of a community that the viewer may read something happened, wholly or partly, by kind of
/// value; a kind in which nothing did is not there.
///
/// # Errors
/// [`Error::Database`].
pub async fn told_in(
    tx: &mut Tx,
    viewer: &Viewer,
    today: Day,
    community: CommunityId,
) -> Result<BTreeMap<ValueType, i64>> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![community]);
    let rows: Vec<ToldIn> = tx.all(TOLD, args).await?;
    Ok(rows.into_iter().map(|row| (row.value_type, row.number)).collect())
}

/// The last 200 stories that were shared and that the viewer may read, in all communities.
///
/// # Errors
/// [`Error::Database`].
pub async fn shared(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Story>> {
    tx.all(SHARED, visibility::arguments(viewer, today)).await
}

/// Communities that are at work and have no shared story past potential value, by their names.
///
/// # Errors
/// [`Error::Database`].
pub async fn unused(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Unused>> {
    tx.all(UNUSED, visibility::arguments(viewer, today)).await
}

/// These stories, in whatever state; for what the system looks at by itself.
///
/// # Errors
/// [`Error::Database`].
pub async fn among(tx: &mut Tx, stories: Vec<StoryId>) -> Result<Vec<Story>> {
    let mut args = visibility::arguments(&Viewer::visitor(), Day(jiff::civil::Date::ZERO));
    args.extend(args![id_list(stories)]);
    tx.all(AMONG, args).await
}

/// Keeps a story as it is now; its version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when it was changed in between, or is somebody else's.
pub async fn save(tx: &mut Tx, permit: &Permit<KeepOwnStories>, s: &Story, now: When) -> Result<()> {
    if ![Scope::Person(s.teller_id), Scope::Person(s.writer_id)].contains(&permit.scope()) {
        return Err(Error::Stale);
    }
    keep(tx, s, now).await
}

/// Keeps a story that is given back to its teller.
///
/// # Errors
/// As [`save`].
pub async fn give_back(tx: &mut Tx, permit: &Permit<ReturnStory>, s: &Story, now: When) -> Result<()> {
    if permit.community() == Some(s.community_id) { keep(tx, s, now).await } else { Err(Error::Stale) }
}

async fn keep(tx: &mut Tx, s: &Story, now: When) -> Result<()> {
    let args = args![
        s.id,
        s.community_id,
        &s.title,
        s.teller_id,
        s.writer_id,
        s.has_agreed,
        s.state,
        s.audience,
        s.naming,
        s.others,
        s.level,
        s.event_id,
        &s.beginning,
        &s.address,
        &s.contributors,
        &s.otherwise,
        s.follow_up,
        s.note.clone(),
        s.written_at,
        s.changed_at,
        s.shared_at,
        s.version + 1
    ];
    if tx.execute(SAVE, args).await? != 1 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "story", s.id, now).await
}

/// Throws a story away that nobody else reads, with all that belongs to it.
///
/// # Errors
/// [`Error::Stale`] when others read it.
pub async fn discard(tx: &mut Tx, _permit: &Permit<KeepOwnStories>, story: StoryId) -> Result<()> {
    tx.execute(FORGET_WORDS, args![story]).await?;
    tx.execute(FORGET_STEPS, args![story]).await?;
    if tx.execute(FORGET, args![story]).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Takes back every story that the person whom the permit is for has shared; gives which.
///
/// # Errors
/// [`Error::Database`].
pub async fn withdraw_all(tx: &mut Tx, permit: &Permit<KeepOwnStories>, now: When) -> Result<Vec<StoryId>> {
    let Scope::Person(person) = permit.scope() else { return Ok(Vec::new()) };
    let all: Vec<Id> = tx.all(OF_TELLER, args![person]).await?;
    for row in &all {
        tx.execute(WITHDRAW, args![row.id, now]).await?;
        change_log::add(tx, "story", row.id, now).await?;
    }
    Ok(all.into_iter().map(|row| row.id).collect())
}

/// The stories whose hoped-for ending falls due after a day and up to another, with whose they are.
///
/// # Errors
/// [`Error::Database`].
pub async fn hoping(tx: &mut Tx, after: Day, until: Day) -> Result<Vec<(StoryId, PersonId)>> {
    let all: Vec<Hoping> = tx.all(HOPING, args![after, until]).await?;
    Ok(all.into_iter().map(|row| (row.id, row.teller_id)).collect())
}

/// The last 100 events of a community that have begun and that the viewer may know of.
///
/// # Errors
/// [`Error::Database`].
pub async fn events(tx: &mut Tx, viewer: &Viewer, today: Day, community: CommunityId, now: When) -> Result<Vec<Began>> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![community, now]);
    tx.all(EVENTS, args).await
}

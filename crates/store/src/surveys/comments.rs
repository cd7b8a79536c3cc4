//! Comments: the ballots of a wave that are in words, what was done with them, the themes that they speak of, and what
//! is shown of them. The words are those of the ballots; what is taken out of them is overwritten there.

use crate::{
    Error, Result, Tx,
    row::{record, unreadable},
    sql::{id_list, text_list},
};
use copia_domain::{
    fold::fold,
    ids::{BallotBoxId, CommentId, SurveyId, ThemeId, WaveId},
    policy::{
        Permit,
        acts::{ReadComments, RunWave},
    },
    surveys::comments::{Filter, Themes},
    time::When,
};

/// What is read of comments, with what was done with them.
macro_rules! comments {
    ($read:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $read,
            " FROM ballots b LEFT JOIN comment_marks m
               ON m.box_id = b.box_id AND m.question = b.question AND m.comment_id = b.id
             WHERE b.box_id = $1 ",
            $rest
        )
    };
}

/// The comments on one question that a filter lists.
macro_rules! listed {
    ($read:literal, $rest:literal) => {
        concat!(
            comments!($read, "AND b.question = $2"),
            " AND (EXISTS (SELECT 1 FROM comment_codings k WHERE k.box_id = b.box_id AND k.question = b.question
                     AND k.comment_id = b.id AND k.theme_id = $3) OR $3 IS NULL)
              AND ($4 = 'all'
                OR $4 = 'uncoded' AND NOT EXISTS (SELECT 1 FROM comment_codings k
                     WHERE k.box_id = b.box_id AND k.question = b.question AND k.comment_id = b.id)
                OR $4 = 'redacted' AND (m.is_redacted = TRUE OR m.is_withheld = TRUE)
                OR $4 = 'shown' AND m.may_show = TRUE) ",
            $rest
        )
    };
}

statements! {
    COUNTS = "SELECT question, count(*) AS comments FROM ballots
              WHERE box_id = $1 AND question IN (SELECT value FROM json_each($2)) GROUP BY question";
    // By random ids, so in an order that says nothing.
    LIST = listed!(
        "b.id, b.question, b.answer AS words, coalesce(m.is_redacted, FALSE) AS is_redacted,
         coalesce(m.is_withheld, FALSE) AS is_withheld, coalesce(m.may_show, FALSE) AS may_show",
        "ORDER BY b.id LIMIT $5 OFFSET $6"
    );
    COUNT = listed!("count(*) AS comments", "");
    FIND = comments!(
        "b.id, b.question, b.answer AS words, coalesce(m.is_redacted, FALSE) AS is_redacted,
         coalesce(m.is_withheld, FALSE) AS is_withheld, coalesce(m.may_show, FALSE) AS may_show",
        "AND b.id = $2 AND b.question IN (SELECT value FROM json_each($3))"
    );
    IDS = comments!("b.id, coalesce(m.may_show, FALSE) AS may_show", "AND b.question = $2 ORDER BY b.id");
    SHOWN = comments!(
        "b.id, b.answer AS words",
        "AND m.may_show = TRUE AND m.is_withheld = FALSE AND b.id IN (SELECT unhex(value) FROM json_each($2))"
    );
    CODINGS = "SELECT comment_id, theme_id FROM comment_codings WHERE box_id = $1 AND question = $2
               ORDER BY comment_id, theme_id";
    UNCODE = "DELETE FROM comment_codings WHERE box_id = $1 AND question = $2
              AND comment_id IN (SELECT unhex(value) FROM json_each($3))";
    CODE = "INSERT INTO comment_codings (box_id, question, comment_id, theme_id) VALUES ($1, $2, $3, $4)";
    OVERWRITE = "UPDATE ballots SET answer = $5 WHERE box_id = $1 AND question = $2 AND id = $3 AND answer = $4";
    MARK = "INSERT INTO comment_marks (box_id, question, comment_id, is_redacted, is_withheld, may_show)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (box_id, question, comment_id) DO UPDATE SET is_redacted = excluded.is_redacted,
              is_withheld = excluded.is_withheld, may_show = excluded.may_show";
    THEMES = "SELECT id, name FROM comment_themes WHERE wave_id = $1 ORDER BY name_key, id";
    ADD_THEME = "INSERT INTO comment_themes (id, wave_id, name, name_key) VALUES ($1, $2, $3, $4)";
    RENAME_THEME = "UPDATE comment_themes SET name = $3, name_key = $4 WHERE wave_id = $1 AND id = $2";
    REMOVE_THEME = "DELETE FROM comment_themes WHERE wave_id = $1 AND id = $2";
    BEFORE = "SELECT w.id FROM survey_waves w JOIN surveys s ON s.id = w.survey_id
              JOIN ballot_boxes b ON b.id = w.box_id
              WHERE s.family_id = (SELECT o.family_id FROM surveys o WHERE o.id = $1) AND b.closes_at < $2
                AND EXISTS (SELECT 1 FROM comment_themes t WHERE t.wave_id = w.id)
              ORDER BY b.closes_at DESC, w.id LIMIT 1";
    RELEASE = "INSERT INTO comment_releases (wave_id, themes, released_at) VALUES ($1, $2, $3)
               ON CONFLICT (wave_id) DO UPDATE SET themes = excluded.themes, released_at = excluded.released_at";
    RELEASED = "SELECT themes, released_at FROM comment_releases WHERE wave_id = $1";
    TAKE_BACK = "DELETE FROM comment_releases WHERE wave_id = $1";
    TELL = "INSERT INTO comment_rules (wave_id, days, deleted_at) VALUES ($1, $2, NULL)";
    KEPT = "SELECT r.wave_id, r.days, b.closes_at FROM comment_rules r JOIN survey_waves w ON w.id = r.wave_id
            JOIN ballot_boxes b ON b.id = w.box_id WHERE r.deleted_at IS NULL AND w.state = 'closed'
            ORDER BY r.wave_id";
    DELETE = "DELETE FROM ballots WHERE box_id = $1 AND question IN (SELECT value FROM json_each($2))
              AND id NOT IN (SELECT unhex(value) FROM json_each($3))";
    DELETED = "UPDATE comment_rules SET deleted_at = $2 WHERE wave_id = $1";
    NAMES = "SELECT name FROM people WHERE status = 'current'";
}

record! {
    /// What somebody wrote.
    pub struct Comment {
        /// Which: the random id of its ballot.
        id: CommentId,
        /// The word of the question.
        question: String,
        /// The words; nothing for one that is withheld.
        words: String,
        /// Whether something was taken out.
        is_redacted: bool,
        /// Whether it was taken out whole.
        is_withheld: bool,
        /// Whether others may read it.
        may_show: bool,
    }

    /// How many comments there are on a question.
    pub struct Count {
        /// The word of the question.
        question: String,
        /// How many.
        comments: i64,
    }

    /// A number.
    struct Number { comments: i64 }

    /// A comment without its words.
    pub struct Id {
        /// Which.
        id: CommentId,
        /// Whether others may read it.
        may_show: bool,
    }

    /// The words of a comment that others read.
    pub struct Shown {
        /// Which.
        id: CommentId,
        /// Its words.
        words: String,
    }

    /// A theme of a comment.
    pub struct Coding {
        /// The comment.
        comment_id: CommentId,
        /// The theme.
        theme_id: ThemeId,
    }

    /// What comments speak of.
    pub struct Theme {
        /// Which.
        id: ThemeId,
        /// Its name.
        name: String,
    }

    /// A wave before another.
    struct Before { id: WaveId }

    /// What is shown, as JSON.
    struct Row { themes: String, released_at: When }

    /// For how long the comments of a wave are kept.
    pub struct Kept {
        /// Which wave.
        wave_id: WaveId,
        /// Days after its end.
        days: i64,
        /// Its end.
        closes_at: When,
    }

    /// Somebody's name.
    struct Name { name: String }
}

/// What is shown of the comments of a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// For each question, its themes.
    pub themes: Vec<Themes>,
    /// Since when.
    pub released_at: When,
}

/// How many comments there are on some questions.
///
/// # Errors
/// [`Error::Database`].
pub async fn counts(tx: &mut Tx, id: BallotBoxId, questions: &[&str]) -> Result<Vec<Count>> {
    tx.all(COUNTS, args![id, text_list(questions.iter().copied())]).await
}

/// The comments on a question that a filter lists, so many after the first ones, by their random ids.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(
    tx: &mut Tx,
    (id, question): (BallotBoxId, &str),
    (theme, filter): (Option<ThemeId>, Filter),
    (most, after): (i64, i64),
) -> Result<Vec<Comment>> {
    tx.all(LIST, args![id, question, theme, filter.word(), most, after]).await
}

/// How many comments on a question a filter lists.
///
/// # Errors
/// [`Error::Database`].
pub async fn count(
    tx: &mut Tx,
    (id, question): (BallotBoxId, &str),
    (theme, filter): (Option<ThemeId>, Filter),
) -> Result<i64> {
    let row: Option<Number> = tx.optional(COUNT, args![id, question, theme, filter.word()]).await?;
    Ok(row.map_or(0, |row| row.comments))
}

/// A comment on one of some questions.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: BallotBoxId, comment: CommentId, questions: &[&str]) -> Result<Option<Comment>> {
    tx.optional(FIND, args![id, comment, text_list(questions.iter().copied())]).await
}

/// All comments on a question without their words, by their random ids.
///
/// # Errors
/// [`Error::Database`].
pub async fn ids(tx: &mut Tx, id: BallotBoxId, question: &str) -> Result<Vec<Id>> {
    tx.all(IDS, args![id, question]).await
}

/// The words of comments that others may read, of these.
///
/// # Errors
/// [`Error::Database`].
pub async fn shown(tx: &mut Tx, id: BallotBoxId, comments: &[CommentId]) -> Result<Vec<Shown>> {
    tx.all(SHOWN, args![id, id_list(comments.iter().copied())]).await
}

/// The themes of all comments on a question.
///
/// # Errors
/// [`Error::Database`].
pub async fn codings(tx: &mut Tx, id: BallotBoxId, question: &str) -> Result<Vec<Coding>> {
    tx.all(CODINGS, args![id, question]).await
}

/// Gives some comments on a question these themes and no others.
///
/// # Errors
/// [`Error::Database`].
pub async fn code(
    tx: &mut Tx,
    _permit: &Permit<ReadComments>,
    (id, question): (BallotBoxId, &str),
    comments: &[CommentId],
    codings: &[(CommentId, ThemeId)],
) -> Result<()> {
    tx.execute(UNCODE, args![id, question, id_list(comments.iter().copied())]).await?;
    let rows: Vec<_> = codings.iter().map(|(comment, theme)| args![id, question, *comment, *theme]).collect();
    tx.insert_all(CODE, rows).await
}

/// Puts other words in the place of a comment's, for good. Nothing keeps those that were there.
///
/// # Errors
/// [`Error::Stale`] when they are not those that were read.
pub async fn overwrite(
    tx: &mut Tx,
    _permit: &Permit<ReadComments>,
    id: BallotBoxId,
    comment: &Comment,
    words: &str,
) -> Result<()> {
    let args = args![id, &comment.question, comment.id, &comment.words, words];
    if tx.execute(OVERWRITE, args).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Notes what was done with a comment.
///
/// # Errors
/// [`Error::Database`].
pub async fn mark(tx: &mut Tx, _permit: &Permit<ReadComments>, id: BallotBoxId, comment: &Comment) -> Result<()> {
    let marks = (comment.is_redacted, comment.is_withheld, comment.may_show);
    let args = args![id, &comment.question, comment.id, marks.0, marks.1, marks.2];
    tx.execute(MARK, args).await.map(drop)
}

/// The themes of a wave, by their names.
///
/// # Errors
/// [`Error::Database`].
pub async fn themes(tx: &mut Tx, wave: WaveId) -> Result<Vec<Theme>> {
    tx.all(THEMES, args![wave]).await
}

/// Adds a theme.
///
/// # Errors
/// [`Error::Taken`] where there is one of that name.
pub async fn add_theme(tx: &mut Tx, _permit: &Permit<ReadComments>, wave: WaveId, theme: &Theme) -> Result<()> {
    tx.execute(ADD_THEME, args![theme.id, wave, &theme.name, fold(&theme.name)]).await.map(drop)
}

/// Gives a theme another name; whether there is one.
///
/// # Errors
/// [`Error::Taken`] where there is another of that name.
pub async fn rename_theme(tx: &mut Tx, _permit: &Permit<ReadComments>, wave: WaveId, theme: &Theme) -> Result<bool> {
    Ok(tx.execute(RENAME_THEME, args![wave, theme.id, &theme.name, fold(&theme.name)]).await? == 1)
}

/// Takes a theme away, also from the comments; whether there was one.
///
/// # Errors
/// [`Error::Database`].
pub async fn remove_theme(tx: &mut Tx, _permit: &Permit<ReadComments>, wave: WaveId, id: ThemeId) -> Result<bool> {
    Ok(tx.execute(REMOVE_THEME, args![wave, id]).await? == 1)
}

/// The last wave of the same survey, in whatever edition, that ended before an instant and has themes.
///
/// # Errors
/// [`Error::Database`].
pub async fn before(tx: &mut Tx, survey: SurveyId, end: When) -> Result<Option<WaveId>> {
    Ok(tx.optional::<Before>(BEFORE, args![survey, end]).await?.map(|row| row.id))
}

/// Keeps what is shown of the comments of a wave.
///
/// # Errors
/// [`Error::Database`].
pub async fn release(tx: &mut Tx, _permit: &Permit<ReadComments>, wave: WaveId, released: &Released) -> Result<()> {
    let themes = serde_json::to_string(&released.themes).map_err(|error| unreadable("themes", error))?;
    tx.execute(RELEASE, args![wave, themes, released.released_at]).await.map(drop)
}

/// What is shown of the comments of a wave.
///
/// # Errors
/// [`Error::Database`].
pub async fn released(tx: &mut Tx, wave: WaveId) -> Result<Option<Released>> {
    let Some(row) = tx.optional::<Row>(RELEASED, args![wave]).await? else { return Ok(None) };
    let themes = serde_json::from_str(&row.themes).map_err(|error| unreadable("themes", error))?;
    Ok(Some(Released { themes, released_at: row.released_at }))
}

/// Shows nothing of the comments of a wave any more; whether something was.
///
/// # Errors
/// [`Error::Database`].
pub async fn take_back(tx: &mut Tx, _permit: &Permit<ReadComments>, wave: WaveId) -> Result<bool> {
    Ok(tx.execute(TAKE_BACK, args![wave]).await? == 1)
}

/// Fixes what those who are asked are told of their words, when a wave opens.
///
/// # Errors
/// [`Error::Taken`] where that was done.
pub async fn tell(tx: &mut Tx, _permit: &Permit<RunWave>, wave: WaveId, days: i64) -> Result<()> {
    tx.execute(TELL, args![wave, days]).await.map(drop)
}

/// For how long the comments of waves that are closed are kept, as far as they are still there.
///
/// # Errors
/// [`Error::Database`].
pub async fn kept(tx: &mut Tx) -> Result<Vec<Kept>> {
    tx.all(KEPT, args![]).await
}

/// Deletes the comments of a wave on these questions, but those that others read.
///
/// # Errors
/// [`Error::Database`].
pub async fn delete(
    tx: &mut Tx,
    (wave, id): (WaveId, BallotBoxId),
    questions: &[&str],
    shown: &[CommentId],
    now: When,
) -> Result<()> {
    tx.execute(DELETE, args![id, text_list(questions.iter().copied()), id_list(shown.iter().copied())]).await?;
    tx.execute(DELETED, args![wave, now]).await.map(drop)
}

/// The names of the people who are known here.
///
/// # Errors
/// [`Error::Database`].
pub async fn names(tx: &mut Tx) -> Result<Vec<String>> {
    let rows: Vec<Name> = tx.all(NAMES, args![]).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

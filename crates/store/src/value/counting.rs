//! What the site counts by itself for a community over a time: one statement for each thing that can be counted. Each
//! gives the figure, or of a share the part and the whole.

use crate::{Result, Tx, row::record, sql::Sql};
use copia_domain::{
    ids::{BallotBoxId, CommunityId, IndicatorId},
    pulse::Worth,
    time::{Day, When},
    value::indicators::Automatic,
};

/// The events of community `$1` that were held from `$2` to `$3`.
macro_rules! held {
    () => {
        "FROM events e JOIN event_communities x ON x.event_id = e.id
         WHERE x.community_id = $1 AND e.state = 'published' AND e.ends_at > $2 AND e.ends_at <= $3"
    };
}

statements! {
    DUE = "SELECT i.id FROM indicators i WHERE i.automatic IS NOT NULL AND i.retired_at IS NULL AND NOT EXISTS
             (SELECT 1 FROM measurements m WHERE m.indicator_id = i.id AND m.measured_on > $1) ORDER BY i.id LIMIT 200";
    EVENTS_HELD = concat!("SELECT count(*) AS part, CAST(NULL AS BIGINT) AS whole ", held!());
    ATTENDANCE = concat!(
        "SELECT coalesce((SELECT CAST(sum(a.came + a.others) AS BIGINT) FROM event_attendance a WHERE a.event_id IN
           (SELECT e.id ", held!(), ")), 0) AS part, CAST(NULL AS BIGINT) AS whole"
    );
    RETURN_RATE = concat!(
        "SELECT count(*) FILTER (WHERE t.times > 1) AS part, count(*) AS whole FROM
           (SELECT a.person_id, count(*) AS times FROM attendances a WHERE a.person_id IS NOT NULL AND a.event_id IN
              (SELECT e.id ", held!(), ") GROUP BY a.person_id) t"
    );
    FIRST_TIMERS = concat!(
        "SELECT count(*) AS part, CAST(NULL AS BIGINT) AS whole FROM
           (SELECT DISTINCT a.person_id FROM attendances a WHERE a.person_id IS NOT NULL AND a.event_id IN
              (SELECT e.id ", held!(), ") AND NOT EXISTS
              (SELECT 1 FROM attendances b JOIN event_communities y ON y.event_id = b.event_id
                 JOIN events d ON d.id = b.event_id
               WHERE b.person_id = a.person_id AND y.community_id = $1 AND d.ends_at <= $2)) t"
    );
    MEMBERS_JOINED = "SELECT count(*) AS part, CAST(NULL AS BIGINT) AS whole FROM memberships m
                      WHERE m.community_id = $1 AND m.joined_at > $2 AND m.joined_at <= $3";
    QUESTIONS_ANSWERED = concat!(
        "SELECT count(*) AS part, CAST(NULL AS BIGINT) AS whole FROM questions q
         WHERE q.state IN ('answered_live', 'answered_in_writing') AND q.event_id IN (SELECT e.id ", held!(), ")"
    );
    WORTH = concat!(
        "SELECT o.id AS box_id, o.minimum, b.answer, count(*) AS ballots
         FROM ballots b JOIN ballot_boxes o ON o.id = b.box_id
         WHERE b.question = 'worth' AND o.counted_at IS NOT NULL AND o.event_id IN (SELECT e.id ", held!(), ")
         GROUP BY o.id, o.minimum, b.answer ORDER BY o.id, b.answer"
    );
}

record! {
    /// What was counted.
    pub struct Counted {
        /// The figure; of a share, those of whom it is true.
        part: i64,
        /// Of a share, all.
        whole: Option<i64>,
    }

    /// How often an answer was given after one event.
    pub struct Answered {
        /// In which box.
        box_id: BallotBoxId,
        /// From how many answers on anything is released.
        minimum: i64,
        /// The answer.
        answer: Worth,
        /// How often.
        ballots: i64,
    }

    /// An indicator.
    struct Due { id: IndicatorId }
}

const fn statement(automatic: Automatic) -> Option<Sql> {
    Some(match automatic {
        Automatic::EventsHeld => EVENTS_HELD,
        Automatic::Attendance => ATTENDANCE,
        Automatic::ReturnRate => RETURN_RATE,
        Automatic::FirstTimers => FIRST_TIMERS,
        // What is said anonymously is added up from what is released of it, see [`worth`].
        Automatic::WorthMyTime => return None,
        Automatic::MembersJoined => MEMBERS_JOINED,
        Automatic::QuestionsAnswered => QUESTIONS_ANSWERED,
    })
}

/// Counts for a community from one instant to another; `None` for what is not counted in rows.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn counted(
    tx: &mut Tx,
    automatic: Automatic,
    community: CommunityId,
    from: When,
    to: When,
) -> Result<Option<Counted>> {
    let Some(statement) = statement(automatic) else { return Ok(None) };
    Ok(Some(tx.one(statement, args![community, from, to]).await?))
}

/// How often each answer was given after the events of a community from one instant to another, as far as all of an
/// event is counted.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn worth(tx: &mut Tx, community: CommunityId, from: When, to: When) -> Result<Vec<Answered>> {
    tx.all(WORTH, args![community, from, to]).await
}

/// The indicators that the site counts and that have no measurement after a day, at most 200.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn due(tx: &mut Tx, after: Day) -> Result<Vec<IndicatorId>> {
    let due: Vec<Due> = tx.all(DUE, args![after]).await?;
    Ok(due.into_iter().map(|row| row.id).collect())
}

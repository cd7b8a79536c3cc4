//! What people let others quote, and the copies that were taken of it.

use crate::{Error, Result, Tx, change_log, row::record, visibility};
use copia_domain::{
    ids::{CommunityId, GivenQuoteId, PersonId, QuoteCopyId},
    policy::{
        Permit, Scope as Of, Viewer,
        acts::{AskForQuote, DecideOnQuote},
    },
    quotes::{Attribution, QuoteState, Scope},
    slug::Slug,
    time::{Day, When},
};

/// What is read of a quote, up to the condition on which ones.
macro_rules! quotes {
    ($rest:expr) => {
        concat!(
            "SELECT q.id, q.person_id, CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS person, q.community_id,
               c.slug AS community_slug, c.name AS community, k.members, q.theme, q.body, q.said_at, q.state, q.scopes,
               q.attribution, q.shown_as, q.expires, q.editor_id,
               CASE WHEN e.status = 'current' THEN e.name ELSE '' END AS editor, q.written_at, q.asked_at,
               q.answered_at, q.withdrawn_at, q.version
             FROM given_quotes q JOIN people p ON p.id = q.person_id JOIN people e ON e.id = q.editor_id
             LEFT JOIN communities c ON c.id = q.community_id
             LEFT JOIN (SELECT m.community_id, count(*) AS members FROM memberships m
               WHERE m.state IN ('active_core', 'active_wider') GROUP BY m.community_id) k
               ON k.community_id = q.community_id ",
            $rest
        )
    };
}

statements! {
    FIND = quotes!("WHERE q.id = $1");
    LIST = quotes!("ORDER BY q.written_at DESC, q.id DESC");
    OF_PERSON = quotes!("WHERE q.person_id = $1 ORDER BY q.written_at DESC, q.id DESC");
    GIVEN = quotes!(concat!(
        "WHERE q.state = 'given' AND q.expires >= $4 AND (q.community_id IS NULL OR ",
        visible!(),
        ") ORDER BY q.answered_at DESC, q.id DESC"
    ));
    AMONG = quotes!("WHERE q.id IN (SELECT unhex(value) FROM json_each($1))");
    SAVE = "INSERT INTO given_quotes (id, person_id, community_id, theme, body, said_at, state, scopes, attribution,
              shown_as, expires, editor_id, written_at, asked_at, answered_at, withdrawn_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            ON CONFLICT (id) DO UPDATE SET community_id = excluded.community_id, theme = excluded.theme,
              body = excluded.body, said_at = excluded.said_at, state = excluded.state, scopes = excluded.scopes,
              attribution = excluded.attribution, shown_as = excluded.shown_as, expires = excluded.expires,
              asked_at = excluded.asked_at, answered_at = excluded.answered_at,
              withdrawn_at = excluded.withdrawn_at, version = excluded.version
            WHERE given_quotes.version = excluded.version - 1";
    COPY = "INSERT INTO quote_copies (id, quote_id, scope, purpose, taken_by_id, taken_at)
            VALUES ($1, $2, $3, $4, $5, $6)";
    COPIES = "SELECT k.quote_id, k.scope, k.purpose, CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS taken_by,
                k.taken_at
              FROM quote_copies k JOIN people p ON p.id = k.taken_by_id
              WHERE k.quote_id = $1 ORDER BY k.taken_at, k.id";
    STOOD_IN = "SELECT b.slug, b.title, b.published_at FROM publication_quotes x
                JOIN publications b ON b.id = x.publication_id
                WHERE x.quote_id = $1 ORDER BY b.published_at, b.id";
}

record! {
    /// A quote as it is kept.
    pub struct GivenQuote {
        /// Which quote.
        id: GivenQuoteId,
        /// Who said it.
        person_id: PersonId,
        /// That person's name today; nothing once they have left.
        person: String,
        /// The community that it is about.
        community_id: Option<CommunityId>,
        /// Where that community's page is.
        community_slug: Option<Slug>,
        /// That community's name.
        community: Option<String>,
        /// How many belong to it; `None` without a community, or where nobody does.
        members: Option<i64>,
        /// The heading under which it stands.
        theme: Option<String>,
        /// The exact words; nothing once they were declined or taken back.
        body: String,
        /// Where and when they were said.
        said_at: String,
        /// Where it stands.
        state: QuoteState,
        /// The words of the scopes that were given.
        scopes: String,
        /// How the person is named.
        attribution: Option<Attribution>,
        /// That in words.
        shown_as: Option<String>,
        /// The last day on which it may be shown.
        expires: Option<Day>,
        /// Who wrote it down.
        editor_id: PersonId,
        /// That person's name today.
        editor: String,
        /// When it was written down.
        written_at: When,
        /// When the person was asked about these words.
        asked_at: Option<When>,
        /// When the person answered.
        answered_at: Option<When>,
        /// When it was taken back.
        withdrawn_at: Option<When>,
        /// Raised with each change; 0 for one that is not kept yet.
        version: i64,
    }

    /// A copy that was taken off the site.
    pub struct QuoteCopy {
        /// Of which quote.
        quote_id: GivenQuoteId,
        /// For print or for the press.
        scope: Scope,
        /// What for.
        purpose: String,
        /// Who took it.
        taken_by: String,
        /// When.
        taken_at: When,
    }

    /// A publication in which a quote stood.
    pub struct StoodIn {
        /// Where it is.
        slug: String,
        /// Its title.
        title: String,
        /// When it was published.
        published_at: When,
    }
}

impl GivenQuote {
    /// The scopes that were given.
    pub fn given(&self) -> Vec<Scope> {
        self.scopes.split(' ').filter_map(Scope::from_word).collect()
    }
}

/// One quote.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, quote: GivenQuoteId) -> Result<Option<GivenQuote>> {
    tx.optional(FIND, args![quote]).await
}

/// All quotes, the latest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx, _permit: &Permit<AskForQuote>) -> Result<Vec<GivenQuote>> {
    tx.all(LIST, args![]).await
}

/// The quotes of one person, the latest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<GivenQuote>> {
    tx.all(OF_PERSON, args![person]).await
}

/// The quotes that were given and have not expired, for whatever scope, as far as the viewer may know of their
/// communities.
///
/// # Errors
/// [`Error::Database`].
pub async fn given(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<GivenQuote>> {
    tx.all(GIVEN, visibility::arguments(viewer, today)).await
}

/// These quotes, in whatever state.
///
/// # Errors
/// [`Error::Database`].
pub async fn among(tx: &mut Tx, quotes: Vec<GivenQuoteId>) -> Result<Vec<GivenQuote>> {
    tx.all(AMONG, args![crate::sql::id_list(quotes)]).await
}

/// Keeps what an editor writes down or asks.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub async fn save(tx: &mut Tx, _permit: &Permit<AskForQuote>, quote: &GivenQuote, now: When) -> Result<()> {
    keep(tx, quote, now).await
}

/// Keeps what the person has decided.
///
/// # Errors
/// As [`save`]; also when the permit is for somebody else.
pub async fn decide(tx: &mut Tx, permit: &Permit<DecideOnQuote>, quote: &GivenQuote, now: When) -> Result<()> {
    if permit.scope() == Of::Person(quote.person_id) { keep(tx, quote, now).await } else { Err(Error::Stale) }
}

async fn keep(tx: &mut Tx, q: &GivenQuote, now: When) -> Result<()> {
    let args = args![
        q.id,
        q.person_id,
        q.community_id,
        q.theme.clone(),
        &q.body,
        &q.said_at,
        q.state,
        &q.scopes,
        q.attribution,
        q.shown_as.clone(),
        q.expires,
        q.editor_id,
        q.written_at,
        q.asked_at,
        q.answered_at,
        q.withdrawn_at,
        q.version + 1
    ];
    if tx.execute(SAVE, args).await? != 1 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "quote", q.id, now).await
}

/// Notes that a copy is taken off the site.
///
/// # Errors
/// [`Error::Database`].
pub async fn copy(
    tx: &mut Tx,
    permit: &Permit<AskForQuote>,
    id: QuoteCopyId,
    quote: GivenQuoteId,
    of: (Scope, &str),
    now: When,
) -> Result<()> {
    let (scope, purpose) = of;
    tx.execute(COPY, args![id, quote, scope, purpose, permit.actor(), now]).await.map(drop)
}

/// The copies that were taken of a quote.
///
/// # Errors
/// [`Error::Database`].
pub async fn copies(tx: &mut Tx, quote: GivenQuoteId) -> Result<Vec<QuoteCopy>> {
    tx.all(COPIES, args![quote]).await
}

/// The publications in which a quote stood.
///
/// # Errors
/// [`Error::Database`].
pub async fn stood_in(tx: &mut Tx, quote: GivenQuoteId) -> Result<Vec<StoodIn>> {
    tx.all(STOOD_IN, args![quote]).await
}

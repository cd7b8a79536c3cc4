//! Claims that were taken over or are counted, with what stands behind them, and quotes that were taken over. Those that
//! somebody writes are in `claims`.

use crate::{Error, Result, Tx, row::record};
use copia_domain::{
    claims::{ClaimState, EvidenceKind, Level, Measure, Origin, Wording},
    counters::Counter,
    ids::{ClaimId, PersonId, QuoteId, RecordRowId, SourceId},
    policy::{
        Permit,
        acts::{ApproveClaim, EditPublicPages},
    },
    published::{PublishedDate, Qualifier},
    time::When,
};

/// What is read of a claim, up to the condition on which ones.
macro_rules! claims {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.key, c.origin, c.measure, c.statement, c.wording, c.level, c.theme, c.survey, c.fieldwork,
               c.reported, c.definition, c.definition_version, c.as_of, c.value, c.qualifier, c.base_n,
               c.response_rate, c.position, c.state, c.recorded_at, c.decided_by_id,
               CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS decided_by, c.decided_at, c.decision_note
             FROM claims c LEFT JOIN people p ON p.id = c.decided_by_id ",
            $rest
        )
    };
}

statements! {
    LIST = claims!("WHERE c.origin <> 'written' AND (c.state = 'approved' OR $1) ORDER BY c.position, c.id");
    FIND = claims!("WHERE c.origin <> 'written' AND c.id = $1");
    GLIMPSE = claims!(
        "WHERE c.origin <> 'written' AND c.state = 'approved' AND (c.measure = 'percent_agree' OR c.definition = 'people')
         ORDER BY c.position, c.id"
    );
    COMPUTED = "SELECT key FROM claims WHERE origin = 'computed'";
    ADD = "INSERT INTO claims (id, key, origin, measure, statement, wording, level, theme, survey, fieldwork, reported,
             definition, definition_version, as_of, value, qualifier, base_n, response_rate, position, state,
             recorded_at, decided_at, decision_note)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'approved',
             $20, $20, $21)
           ON CONFLICT (key) DO NOTHING";
    DECIDE = "UPDATE claims SET state = $3, decided_by_id = $4, decided_at = $5, decision_note = $6
              WHERE id = $1 AND state = $2";
    ADD_EVIDENCE = "INSERT INTO evidence (claim_id, position, kind, source_id, record_row_id, note)
                    VALUES ($1, $2, $3, $4, $5, $6)";
    EVIDENCE = "SELECT e.claim_id, e.position, e.kind, e.record_row_id, e.note, s.code AS source_code,
                  s.title AS source_title, s.address AS source_address, r.file, r.line, r.content
                FROM evidence e JOIN claims c ON c.id = e.claim_id
                LEFT JOIN sources s ON s.id = e.source_id
                LEFT JOIN record_rows r ON r.id = e.record_row_id
                WHERE c.origin <> 'written' AND (c.id = $1 OR $1 IS NULL) ORDER BY c.position, e.claim_id, e.position";
    ADD_QUOTE = "INSERT INTO quotes (id, survey, theme, summary, source_id, record_row_id, position, recorded_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    QUOTES = "SELECT q.id, q.survey, q.theme, q.summary, q.record_row_id, s.code AS source_code,
                s.title AS source_title, s.address AS source_address
              FROM quotes q JOIN sources s ON s.id = q.source_id ORDER BY q.position, q.id";
}

record! {
    /// A claim as it is kept.
    pub struct Claim {
        /// Which claim.
        id: ClaimId,
        /// What it is known by: its row in the record, or its counter and the version of the definition.
        key: String,
        /// Where it comes from.
        origin: Origin,
        /// What its value is.
        measure: Measure,
        /// What is claimed; of a count, what was counted.
        statement: String,
        /// Whether these are the words that people were asked or that were published.
        wording: Option<Wording>,
        /// At what level it speaks.
        level: Option<Level>,
        /// The heading it stood under.
        theme: Option<String>,
        /// The survey it comes from.
        survey: Option<String>,
        /// When the answers were given.
        fieldwork: Option<PublishedDate>,
        /// When it was published.
        reported: Option<PublishedDate>,
        /// The counter, of a computed one.
        definition: Option<Counter>,
        /// The version of that counter's definition.
        definition_version: Option<i64>,
        /// The time for which it holds; `None` where none was given, or where it is computed anew each time.
        as_of: Option<PublishedDate>,
        /// The figure: things counted or whole per cent; `None` where it is computed.
        value: Option<i64>,
        /// How the figure was qualified.
        qualifier: Option<Qualifier>,
        /// How many answers it rests on; `None` where that was not published.
        base_n: Option<i64>,
        /// Whole per cent of those asked who answered; `None` where that was not published.
        response_rate: Option<i64>,
        /// Its place.
        position: i64,
        /// Whether it is shown.
        state: ClaimState,
        /// When this site came to know it.
        recorded_at: When,
        /// Who decided on its state; `None` for a rule of the system.
        decided_by_id: Option<PersonId>,
        /// That person's name today.
        decided_by: Option<String>,
        /// When that was decided.
        decided_at: Option<When>,
        /// Why.
        decision_note: Option<String>,
    }

    /// What stands behind a claim.
    pub struct Evidence {
        /// Which claim.
        claim_id: ClaimId,
        /// Its place.
        position: i64,
        /// Of what kind it is.
        kind: EvidenceKind,
        /// The row of the record.
        record_row_id: Option<RecordRowId>,
        /// A remark.
        note: Option<String>,
        /// The code of the page.
        source_code: Option<String>,
        /// The title of the page.
        source_title: Option<String>,
        /// The address of the page.
        source_address: Option<String>,
        /// The file of the row.
        file: Option<String>,
        /// The line of the row.
        line: Option<i64>,
        /// The cells of the row as JSON.
        content: Option<String>,
    }

    /// A published comment without a name, as a summary in our words.
    pub struct Quote {
        /// Which quote.
        id: QuoteId,
        /// The survey it comes from.
        survey: String,
        /// The heading it stood under.
        theme: Option<String>,
        /// What it says.
        summary: String,
        /// The row of the record.
        record_row_id: Option<RecordRowId>,
        /// The code of the page.
        source_code: String,
        /// The title of the page.
        source_title: String,
        /// The address of the page.
        source_address: String,
    }

    /// The key of a claim.
    struct Key { key: String }
}

/// What a claim says, apart from how it is kept: what an import states, and what a check compares.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Figure {
    /// Where it comes from.
    pub origin: Origin,
    /// What its value is.
    pub measure: Measure,
    /// What is claimed.
    pub statement: String,
    /// Whose words these are.
    pub wording: Option<Wording>,
    /// At what level it speaks.
    pub level: Option<Level>,
    /// The heading it stood under.
    pub theme: Option<String>,
    /// The survey it comes from.
    pub survey: Option<String>,
    /// When the answers were given.
    pub fieldwork: Option<PublishedDate>,
    /// When it was published.
    pub reported: Option<PublishedDate>,
    /// The counter, of a computed one.
    pub definition: Option<Counter>,
    /// The version of that counter's definition.
    pub definition_version: Option<i64>,
    /// The time for which it holds.
    pub as_of: Option<PublishedDate>,
    /// The figure.
    pub value: Option<i64>,
    /// How it was qualified.
    pub qualifier: Option<Qualifier>,
    /// How many answers it rests on.
    pub base_n: Option<i64>,
    /// Whole per cent of those asked who answered.
    pub response_rate: Option<i64>,
}

impl Claim {
    /// What the claim says.
    pub fn figure(&self) -> Figure {
        Figure {
            origin: self.origin,
            measure: self.measure,
            statement: self.statement.clone(),
            wording: self.wording,
            level: self.level,
            theme: self.theme.clone(),
            survey: self.survey.clone(),
            fieldwork: self.fieldwork,
            reported: self.reported,
            definition: self.definition,
            definition_version: self.definition_version,
            as_of: self.as_of,
            value: self.value,
            qualifier: self.qualifier,
            base_n: self.base_n,
            response_rate: self.response_rate,
        }
    }
}

/// A claim that is new.
#[derive(Debug, Clone)]
pub struct NewClaim {
    /// Its id.
    pub id: ClaimId,
    /// What it is known by.
    pub key: String,
    /// What it says.
    pub figure: Figure,
    /// Its place.
    pub position: i64,
    /// Why it is approved from the beginning.
    pub note: String,
}

/// What stands behind a new claim.
#[derive(Debug, Clone, Copy)]
pub struct NewEvidence {
    /// Of what kind it is.
    pub kind: EvidenceKind,
    /// The page.
    pub source: Option<SourceId>,
    /// The row of the record.
    pub row: Option<RecordRowId>,
}

/// A quote that is new.
#[derive(Debug, Clone)]
pub struct NewQuote {
    /// Its id.
    pub id: QuoteId,
    /// The survey it comes from.
    pub survey: String,
    /// The heading it stood under.
    pub theme: Option<String>,
    /// What it says.
    pub summary: String,
    /// The page.
    pub source: SourceId,
    /// The row of the record.
    pub row: RecordRowId,
    /// Its place.
    pub position: i64,
}

/// A decision on whether a claim is shown.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// Which claim.
    pub claim: ClaimId,
    /// Its state until now.
    pub from: ClaimState,
    /// Its state from now.
    pub to: ClaimState,
    /// Why.
    pub note: &'a str,
}

/// The claims that are shown, in order; `hidden_ones` adds those that are not.
///
/// # Errors
/// [`Error::Database`].
pub async fn claims(tx: &mut Tx, hidden_ones: bool) -> Result<Vec<Claim>> {
    tx.all(LIST, args![hidden_ones]).await
}

/// The claims that are shown of which the front page chooses: shares, and the number of people, in order.
///
/// # Errors
/// [`Error::Database`].
pub async fn glimpse(tx: &mut Tx) -> Result<Vec<Claim>> {
    tx.all(GLIMPSE, args![]).await
}

/// One claim in whatever state.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, claim: ClaimId) -> Result<Option<Claim>> {
    tx.optional(FIND, args![claim]).await
}

/// The keys of the computed claims.
///
/// # Errors
/// [`Error::Database`].
pub async fn computed_keys(tx: &mut Tx) -> Result<Vec<String>> {
    let keys: Vec<Key> = tx.all(COMPUTED, args![]).await?;
    Ok(keys.into_iter().map(|row| row.key).collect())
}

/// Adds a claim with its evidence. One that is known by its key stays as it is.
///
/// # Errors
/// [`Error::Database`].
pub async fn add(
    tx: &mut Tx,
    _permit: &Permit<ApproveClaim>,
    claim: &NewClaim,
    evidence: NewEvidence,
    now: When,
) -> Result<()> {
    let f = &claim.figure;
    let args = args![
        claim.id,
        &claim.key,
        f.origin,
        f.measure,
        &f.statement,
        f.wording,
        f.level,
        f.theme.clone(),
        f.survey.clone(),
        f.fieldwork,
        f.reported,
        f.definition,
        f.definition_version,
        f.as_of,
        f.value,
        f.qualifier,
        f.base_n,
        f.response_rate,
        claim.position,
        now,
        &claim.note
    ];
    if tx.execute(ADD, args).await? == 0 {
        return Ok(());
    }
    let note: Option<String> = None;
    tx.execute(ADD_EVIDENCE, args![claim.id, 1_i64, evidence.kind, evidence.source, evidence.row, note]).await.map(drop)
}

/// Shows a claim or takes it back.
///
/// # Errors
/// [`Error::Stale`] when it is not in the state before any more.
pub async fn decide(tx: &mut Tx, permit: Permit<ApproveClaim>, decision: &Decision<'_>, now: When) -> Result<()> {
    let d = decision;
    let args = args![d.claim, d.from, d.to, permit.actor(), now, d.note];
    if tx.execute(DECIDE, args).await? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// What stands behind one claim, or behind all of them, in the order of the claims.
///
/// # Errors
/// [`Error::Database`].
pub async fn evidence(tx: &mut Tx, claim: Option<ClaimId>) -> Result<Vec<Evidence>> {
    tx.all(EVIDENCE, args![claim]).await
}

/// Adds a quote.
///
/// # Errors
/// [`Error::Database`].
pub async fn add_quote(tx: &mut Tx, _permit: &Permit<EditPublicPages>, quote: &NewQuote, now: When) -> Result<()> {
    let q = quote;
    let args = args![q.id, &q.survey, q.theme.clone(), &q.summary, q.source, q.row, q.position, now];
    tx.execute(ADD_QUOTE, args).await.map(drop)
}

/// All quotes in order.
///
/// # Errors
/// [`Error::Database`].
pub async fn quotes(tx: &mut Tx) -> Result<Vec<Quote>> {
    tx.all(QUOTES, args![]).await
}

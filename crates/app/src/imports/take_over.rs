//! One transaction that takes a whole record in, or nothing.

use super::{
    record::{Community, Record},
    stated::{answered, content, counted, digest},
};
use crate::{Act, Ctx, Entropy, Error, impact::date_words};
use copia_domain::{
    claims::EvidenceKind,
    communities::{Stage, Visibility},
    ids::{
        ClaimId, CommunityId, NewsItemId, QuoteId, RecognitionId, RecordRowId, ServiceAreaId, SourceId, StageChangeId,
    },
    memberships::{CoreRule, JoinRule},
    policy::{
        Permit, Scope,
        acts::{ApproveClaim, EditPublicPages, ManageServiceAreas, SetUpCommunity},
    },
    published::SeenAs,
    slug::Slug,
    time::{Day, When},
};
use copia_store::{Tx, communities, counters, impact, imports, news, recognition, service_areas};
use copia_text::Words;
use std::collections::{BTreeMap, BTreeSet};

/// How many of each kind were taken in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Pages.
    pub sources: usize,
    /// Service areas.
    pub service_areas: usize,
    /// Communities.
    pub communities: usize,
    /// Published counts.
    pub counts: usize,
    /// Published percentages.
    pub percentages: usize,
    /// Quotes.
    pub quotes: usize,
    /// Awards and outside events.
    pub recognitions: usize,
    /// News.
    pub news: usize,
}

/// What became of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The record was taken in.
    TakenIn(Report),
    /// The same record had been taken in before; nothing changed.
    Unchanged,
}

/// A row in which a second record differs from the one that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file.
    pub file: String,
    /// The line in its file, counted from 1.
    pub line: i64,
    /// Whether the row is only in the new record; otherwise it is only in the one that was taken in.
    pub is_new: bool,
    /// The cells as JSON.
    pub content: String,
}

/// Why a record was not taken in. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The installation has communities, areas or claims of its own.
    #[error(
        "the installation is not empty: it has {communities} communities, {service_areas} service areas and {claims} \
         claims. A record is taken in on an empty installation."
    )]
    NotEmpty {
        /// Communities.
        communities: i64,
        /// Service areas.
        service_areas: i64,
        /// Claims.
        claims: i64,
    },
    /// Another record was taken in before.
    #[error("another record was taken in before, and this one differs in {} rows", .0.len())]
    Differs(Vec<Difference>),
    /// The site failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<copia_store::Error> for Refused {
    fn from(error: copia_store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Why an imported claim is shown: nobody on this site has examined it.
const NOTE: &str = "Taken over as published.";

/// Takes a record in on an empty installation, all of it or nothing. The same record again changes nothing.
///
/// # Errors
/// [`Refused`].
pub async fn take_over(ctx: &Ctx, record: &Record) -> Result<Outcome, Refused> {
    let attempt = || async {
        let mut tx = ctx.write().await?;
        let held = imports::held(&mut tx).await?;
        if held.record_rows > 0 {
            let differences = differences(&mut tx, record).await?;
            return Ok(if differences.is_empty() {
                Ok(Outcome::Unchanged)
            } else {
                Err(Refused::Differs(differences))
            });
        }
        let imports::Held { communities, service_areas, claims, .. } = held;
        if communities > 0 || service_areas > 0 || claims > 0 {
            return Ok(Err(Refused::NotEmpty { communities, service_areas, claims }));
        }
        let report = fill(&mut tx, record, &ctx.words, &ctx.app.parts.entropy, ctx.now).await?;
        ctx.audit(&mut tx, Act::by_system("record.import").after(&report)).await?;
        tx.commit().await?;
        Ok(Ok(Outcome::TakenIn(report)))
    };
    ctx.retry(attempt).await?
}

/// Puts a record into a database that holds none, within somebody's transaction: an import's own, or that of a
/// demonstration that is being made. The words are those of the organisation.
///
/// # Errors
/// [`Error::Store`].
pub async fn fill(tx: &mut Tx, record: &Record, words: &Words, entropy: &Entropy, now: When) -> Result<Report, Error> {
    let (sources, rows) = (BTreeMap::new(), BTreeMap::new());
    Import { record, words, entropy, now, permits: Permits::new(), sources, rows }.run(tx).await
}

/// The rows that only one of both records has.
async fn differences(tx: &mut Tx, record: &Record) -> Result<Vec<Difference>, Error> {
    let given: BTreeSet<(String, i64, String)> =
        record.lines.iter().map(|line| (line.file.to_owned(), number(line.line), content(line))).collect();
    let held: BTreeSet<(String, i64, String)> =
        imports::rows(tx).await?.into_iter().map(|row| (row.file, row.line, row.content)).collect();
    // A row that only moved is no difference.
    let texts = |rows: &BTreeSet<(String, i64, String)>| -> BTreeSet<(String, String)> {
        rows.iter().map(|(file, _, content)| (file.clone(), content.clone())).collect()
    };
    let (given_texts, held_texts) = (texts(&given), texts(&held));
    let only = |rows: BTreeSet<(String, i64, String)>, others: &BTreeSet<(String, String)>, is_new: bool| {
        rows.into_iter()
            .filter(|(file, _, content)| !others.contains(&(file.clone(), content.clone())))
            .map(|(file, line, content)| Difference { file, line, is_new, content })
            .collect::<Vec<_>>()
    };
    let mut all = only(held, &given_texts, false);
    all.extend(only(given, &held_texts, true));
    all.sort_by(|a, b| (&a.file, a.line, a.is_new).cmp(&(&b.file, b.line, b.is_new)));
    Ok(all)
}

/// What the operator at the command line may do for the programme.
struct Permits {
    claims: Permit<ApproveClaim>,
    pages: Permit<EditPublicPages>,
    communities: Permit<SetUpCommunity>,
}

impl Permits {
    fn new() -> Self {
        let reason = "the operator takes a record over at the command line";
        Self {
            claims: Permit::of_the_system(Scope::Site, reason),
            pages: Permit::of_the_system(Scope::Site, reason),
            communities: Permit::of_the_system(Scope::Site, reason),
        }
    }
}

struct Import<'a> {
    record: &'a Record,
    words: &'a Words,
    entropy: &'a Entropy,
    now: When,
    permits: Permits,
    sources: BTreeMap<String, SourceId>,
    rows: BTreeMap<(&'static str, u64), RecordRowId>,
}

impl Import<'_> {
    async fn run(mut self, tx: &mut Tx) -> Result<Report, Error> {
        self.pages_and_rows(tx).await?;
        self.areas_and_communities(tx).await?;
        self.claims(tx).await?;
        self.quotes(tx).await?;
        self.recognition_and_news(tx).await?;
        counters::recount(tx, self.now).await?;
        let r = self.record;
        Ok(Report {
            sources: r.sources.len(),
            service_areas: r.service_areas.len(),
            communities: r.communities.len(),
            counts: r.history.len(),
            percentages: r.surveys.len(),
            quotes: r.quotes.len(),
            recognitions: r.recognition.len(),
            news: r.news.len(),
        })
    }

    fn id<T>(&self, make: fn(When, [u8; 10]) -> T) -> T {
        make(self.now, self.entropy.id_bits())
    }

    fn source(&self, code: &str) -> Result<SourceId, Error> {
        self.sources.get(code).copied().ok_or_else(|| Error::Internal(format!("the page {code} was not read")))
    }

    fn row(&self, file: &'static str, line: u64) -> Result<RecordRowId, Error> {
        self.rows.get(&(file, line)).copied().ok_or_else(|| Error::Internal(format!("{file}, row {line} was not read")))
    }

    async fn pages_and_rows(&mut self, tx: &mut Tx) -> Result<(), Error> {
        for source in &self.record.sources {
            let id = self.id(SourceId::new);
            let page = imports::Source {
                id,
                code: source.code.clone(),
                title: source.title.clone(),
                address: source.address.clone(),
            };
            imports::add_source(tx, &page).await?;
            self.sources.insert(source.code.clone(), id);
        }
        for line in &self.record.lines {
            let id = self.id(RecordRowId::new);
            let (number, content) = (number(line.line), content(line));
            let row = imports::RecordRow {
                id,
                file: line.file.to_owned(),
                line: number,
                digest: digest(line.file, number, &content),
                content,
                recorded_at: self.now,
            };
            imports::add_row(tx, &row).await?;
            self.rows.insert((line.file, line.line), id);
        }
        Ok(())
    }

    async fn areas_and_communities(&self, tx: &mut Tx) -> Result<(), Error> {
        let mut areas = BTreeMap::new();
        for (place, area) in (0_i64..).zip(&self.record.service_areas) {
            let id = self.id(ServiceAreaId::new);
            let new = service_areas::ServiceArea {
                id,
                slug: Slug::from_name(&area.name, "area"),
                name: area.name.clone(),
                // The pages only name it.
                description: String::new(),
                // Twelve hues, taken in steps of five so that neighbours differ.
                hue: place * 5 % 12,
                position: place + 1,
                created_at: self.now,
                retired_on: None,
                version: 1,
            };
            let permit: Permit<ManageServiceAreas> = Permit::of_the_system(Scope::Site, "as the import");
            service_areas::create(tx, permit, &new).await?;
            areas.insert(area.name.clone(), id);
        }
        for community in &self.record.communities {
            let area = areas.get(&community.service_area).copied();
            self.community(tx, community, area).await?;
        }
        Ok(())
    }

    /// Nothing is known of a community but that a page spoke of it. One that was spoken of as current is active as
    /// of then; an announcement is no launch, so one that was announced or planned is forming.
    async fn community(&self, tx: &mut Tx, seen: &Community, area: Option<ServiceAreaId>) -> Result<(), Error> {
        let (key, stage, held) = match seen.seen_as {
            SeenAs::Current => ("imports-seen-current", Stage::Active, seen.as_of),
            SeenAs::Announced => ("imports-seen-announced", Stage::Forming, seen.announced.unwrap_or(seen.as_of)),
            SeenAs::Planned => ("imports-seen-planned", Stage::Forming, seen.announced.unwrap_or(seen.as_of)),
        };
        let summary = self.words.say_with(key, &[("when", date_words(self.words, held).into())]);
        let id = self.id(CommunityId::new);
        let new = communities::NewCommunity {
            id,
            slug: communities::free_slug(tx, &seen.name).await?,
            name: seen.name.clone(),
            summary: summary.clone(),
            join_rule: JoinRule::Ask,
            core_rule: CoreRule::Lead,
            visibility: Visibility::Public,
            sensitive: false,
            proposed_by: None,
            area: area.map(|area| (area, Day(seen.as_of.earliest()))),
            first: communities::FirstStage {
                id: self.id(StageChangeId::new),
                stage,
                held,
                actor: None,
                reason: summary,
            },
        };
        let permit = Permit::of_the_system(Scope::Site, "as the import");
        communities::create(tx, permit, &new, self.now).await?;
        let sighting = imports::NewSighting {
            id: self.id(RecordRowId::new).0,
            community: id,
            as_of: seen.as_of,
            seen_as: seen.seen_as,
            announced: seen.announced,
            source: self.source(&seen.source)?,
            row: self.row("communities.csv", seen.line)?,
        };
        Ok(imports::add_sighting(tx, &self.permits.communities, &sighting, self.now).await?)
    }

    async fn claims(&self, tx: &mut Tx) -> Result<(), Error> {
        let counts = self.record.history.iter().map(|row| ("programme-history", row.line, counted(row), &row.source));
        let shares = self.record.surveys.iter().map(|row| ("surveys", row.line, answered(row), &row.source));
        for (position, (kind, line, figure, source)) in (1_i64..).zip(counts.chain(shares)) {
            let file = if kind == "surveys" { "surveys.csv" } else { "programme-history.csv" };
            let claim = impact::NewClaim {
                id: self.id(ClaimId::new),
                key: format!("{kind}:{line}"),
                figure,
                position,
                note: NOTE.to_owned(),
            };
            let evidence = impact::NewEvidence {
                kind: EvidenceKind::Source,
                source: Some(self.source(source)?),
                row: Some(self.row(file, line)?),
            };
            impact::add(tx, &self.permits.claims, &claim, evidence, self.now).await?;
        }
        Ok(())
    }

    async fn quotes(&self, tx: &mut Tx) -> Result<(), Error> {
        for (position, quote) in (1_i64..).zip(&self.record.quotes) {
            let new = impact::NewQuote {
                id: self.id(QuoteId::new),
                survey: quote.survey.clone(),
                theme: quote.theme.clone(),
                summary: quote.summary.clone(),
                source: self.source(&quote.source)?,
                row: self.row("quotes.csv", quote.line)?,
                position,
            };
            impact::add_quote(tx, &self.permits.pages, &new, self.now).await?;
        }
        Ok(())
    }

    async fn recognition_and_news(&self, tx: &mut Tx) -> Result<(), Error> {
        for row in &self.record.recognition {
            let new = recognition::NewRecognition {
                id: self.id(RecognitionId::new),
                held: row.held,
                kind: row.kind.clone(),
                title: row.title.clone(),
                body: Some(row.body.clone()),
                category: row.category.clone(),
                result: Some(row.result.clone()),
                note: row.note.clone(),
                source: self.source(&row.source)?,
                row: self.row("recognition.csv", row.line)?,
            };
            recognition::add(tx, &self.permits.pages, &new, self.now).await?;
        }
        for row in &self.record.news {
            let new = news::NewNews {
                id: self.id(NewsItemId::new),
                published: row.published,
                kind: row.kind.clone(),
                title: row.title.clone(),
                summary: row.summary.clone(),
                body: None,
                community: None,
                source: Some(self.source(&row.source)?),
                row: Some(self.row("news.csv", row.line)?),
            };
            news::add(tx, &self.permits.pages, &new, self.now).await?;
        }
        Ok(())
    }
}

fn number(line: u64) -> i64 {
    i64::try_from(line).unwrap_or(i64::MAX)
}

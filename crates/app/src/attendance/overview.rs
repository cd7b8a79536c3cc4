//! What is due for those who run events and how many to expect, and what the programme's events came to. Numbers only:
//! nobody is followed through them.

use super::own::kind_key;
use crate::{
    Ctx, Result,
    memberships::{Export, Format},
    sheets::{self, Cell},
};
use copia_domain::{
    attendance::turnout::{Expected, Term, Third, Turnout, expected, share},
    events::{Kind, State},
    ids::CommunityId,
    policy::{
        Permit, Scope,
        acts::{CheckIn, SeeTurnout},
    },
    records::COMPLETE_DAYS,
    slug::Slug,
    time::Day,
};
use copia_store::{
    attendance::{self, Running, Session},
    communities,
};
use copia_text::{Words, key};
use std::collections::{BTreeMap, BTreeSet};

/// Days for which events that are over stay on the page of those who run them.
const KEEP_DAYS: i64 = 60;

/// Something that waits for those who run an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The draft is not published.
    Publish,
    /// So many people have said what they need.
    ReadNeeds(i64),
    /// So many people are in line.
    Line(i64),
    /// It is over, and nobody has recorded who was there.
    RecordAttendance,
    /// It is over, and its record is not published; until when that should be done.
    PublishRecord(Day),
    /// Its record is to be looked at again; since when.
    ReviewRecord(Day),
}

/// An event that one runs.
#[derive(Debug, Clone)]
pub struct Hosted {
    /// The event, and how many registered and came.
    pub session: Session,
    /// What is due.
    pub due: Vec<Due>,
    /// How many to expect, for one that is to come; `None` while too little is known.
    pub expected: Option<Expected>,
}

/// What the page of those who run events shows.
#[derive(Debug, Clone)]
pub struct Hosting {
    /// Drafts and events to come, the next first.
    pub coming: Vec<Hosted>,
    /// Events that are over, the latest first.
    pub past: Vec<Hosted>,
    /// What became of past events of the same communities, by kind.
    pub kinds: Vec<(Kind, Tally)>,
    /// Whether the viewer may plan one.
    pub may_plan: bool,
}

/// What several events came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Events at which somebody's attendance was recorded.
    pub held: u32,
    /// Events that are over and of which nothing was recorded.
    pub unrecorded: u32,
    /// People who were there, over all events.
    pub came: i64,
    /// What became of those who registered, at events of which attendance was recorded.
    pub turnout: Turnout,
    /// Seats that were held, at events with a limit.
    pub seats_held: i64,
    /// Seats that there were, at events with a limit.
    pub seats: i64,
}

impl Tally {
    fn add(&mut self, session: &Session) {
        if session.is_held() {
            self.held += 1;
            self.turnout = self.turnout.and(session.turnout());
        } else {
            self.unrecorded += 1;
        }
        self.came += session.all();
        if let Some((held, seats)) = session.fill() {
            self.seats_held += held;
            self.seats += seats;
        }
    }

    /// The share of seats that were held, in whole per cent; `None` where no event had a limit.
    pub fn fill(&self) -> Option<u32> {
        share(u32::try_from(self.seats_held).unwrap_or(u32::MAX), u32::try_from(self.seats).unwrap_or(u32::MAX))
    }

    /// The share of those with a seat who did not come, in whole per cent.
    pub fn no_shows(&self) -> Option<u32> {
        share(self.turnout.no_shows(), self.turnout.registered)
    }
}

/// The events that the viewer hosts or leads, with what is due and how many to expect.
///
/// # Errors
/// [`crate::Error::Denied`] to a visitor.
pub async fn hosting(ctx: &Ctx) -> Result<Hosting> {
    let _permit = ctx.viewer.on_site().permit::<CheckIn>()?;
    let mut tx = ctx.read().await?;
    let run = attendance::run_by(&mut tx, &ctx.viewer, ctx.today(), ctx.now.plus_days(-KEEP_DAYS)).await?;
    let communities: BTreeSet<CommunityId> = run.iter().flat_map(|one| one.communities.iter().copied()).collect();
    let communities: Vec<CommunityId> = communities.into_iter().collect();
    let why = "numbers of past events of the communities whose events one runs";
    let permit = Permit::<SeeTurnout>::of_the_system(Scope::Site, why);
    let past = attendance::sessions(&mut tx, &permit, ctx.now, Some(&communities)).await?;
    let may_plan = !copia_store::events::plannable(&mut tx, &ctx.viewer, ctx.today()).await?.is_empty();
    drop(tx);
    let mut kinds: BTreeMap<Kind, Tally> = BTreeMap::new();
    for one in &past {
        kinds.entry(one.session.kind).or_default().add(&one.session);
    }
    let (over, coming): (Vec<_>, Vec<_>) = run.into_iter().partition(|one| one.session.ends_at <= ctx.now);
    let coming = coming.into_iter().map(|one| {
        let similar = past.iter().filter(|other| is_similar(&one, other)).map(|other| other.session.turnout());
        let registered = u32::try_from(one.session.registered).unwrap_or(0);
        let foretold = expected(registered, &similar.collect::<Vec<_>>());
        Hosted { due: due(ctx, &one.session), expected: foretold.filter(|_| registered > 0), session: one.session }
    });
    let over = over.into_iter().rev().filter(|one| one.session.state == State::Published);
    let over = over.map(|one| Hosted { due: due(ctx, &one.session), expected: None, session: one.session });
    Ok(Hosting { coming: coming.collect(), past: over.collect(), kinds: kinds.into_iter().collect(), may_plan })
}

/// Whether a past event says something about one to come: of the same kind, held by one of the same communities, with
/// its attendance recorded.
fn is_similar(coming: &Running, past: &Running) -> bool {
    past.session.is_held()
        && past.session.kind == coming.session.kind
        && past.communities.iter().any(|held| coming.communities.contains(held))
}

fn due(ctx: &Ctx, session: &Session) -> Vec<Due> {
    let is_ahead = session.starts_at > ctx.now;
    let is_published = session.state == State::Published;
    let is_over = is_published && session.ends_at <= ctx.now;
    // What people talked about at a social is theirs.
    let lacks_record = is_over && !session.has_record && session.kind != Kind::Social;
    let record_by = Day(session.ends_at.plus_days(COMPLETE_DAYS).day_in(&ctx.site.zone));
    let review = session.review_by.filter(|day| session.has_record && *day <= ctx.today());
    let all = [
        (session.state == State::Draft, Due::Publish),
        (is_published && is_ahead && session.needs > 0, Due::ReadNeeds(session.needs)),
        (is_published && is_ahead && session.waiting > 0, Due::Line(session.waiting)),
        (is_over && !session.is_held(), Due::RecordAttendance),
        (lacks_record, Due::PublishRecord(record_by)),
    ];
    let review = review.map(Due::ReviewRecord);
    all.into_iter().filter(|(is_due, _)| *is_due).map(|(_, due)| due).chain(review).collect()
}

/// A community in the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunityLine {
    /// Its address.
    pub slug: Slug,
    /// Its name.
    pub name: String,
}

/// What the programme's events came to.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The term that the kinds and communities are of; `None` for all.
    pub term: Option<Term>,
    /// Everything together.
    pub all: Tally,
    /// By term, the latest first.
    pub terms: Vec<(Term, Tally)>,
    /// By kind, in the term chosen.
    pub kinds: Vec<(Kind, Tally)>,
    /// By community, by name, in the term chosen. An event that several hold counts for each.
    pub communities: Vec<(CommunityLine, Tally)>,
}

/// The numbers of every event that is over and was not called off.
///
/// # Errors
/// [`crate::Error::Denied`] to all but the manager.
pub async fn overview(ctx: &Ctx, term: Option<Term>) -> Result<Overview> {
    let (sessions, named) = read(ctx).await?;
    let mut view =
        Overview { term, all: Tally::default(), terms: Vec::new(), kinds: Vec::new(), communities: Vec::new() };
    let (mut terms, mut kinds) = (BTreeMap::<Term, Tally>::new(), BTreeMap::<Kind, Tally>::new());
    let mut held: BTreeMap<CommunityId, Tally> = BTreeMap::new();
    for one in &sessions {
        let at = Term::of(one.session.starts_at.day_in(&ctx.site.zone));
        view.all.add(&one.session);
        terms.entry(at).or_default().add(&one.session);
        if term.is_none_or(|term| term == at) {
            kinds.entry(one.session.kind).or_default().add(&one.session);
            for community in &one.communities {
                held.entry(*community).or_default().add(&one.session);
            }
        }
    }
    view.terms = terms.into_iter().rev().collect();
    view.kinds = kinds.into_iter().collect();
    view.communities = named.into_iter().filter_map(|(id, line)| Some((line, held.get(&id).copied()?))).collect();
    Ok(view)
}

async fn read(ctx: &Ctx) -> Result<(Vec<Running>, Vec<(CommunityId, CommunityLine)>)> {
    let permit = ctx.viewer.on_site().permit::<SeeTurnout>()?;
    let mut tx = ctx.read().await?;
    let sessions = attendance::sessions(&mut tx, &permit, ctx.now, None).await?;
    let named = communities::listed(&mut tx, &ctx.viewer, ctx.today()).await?;
    let named = named.into_iter().map(|one| (one.id, CommunityLine { slug: one.slug, name: one.name }));
    Ok((sessions, named.collect()))
}

/// The name of a term: "Autumn 2026".
pub fn term_words(words: &Words, term: Term) -> String {
    let year = if term.third == Third::Autumn { term.year } else { term.year.saturating_add(1) };
    let third = match term.third {
        Third::Autumn => key("term-autumn"),
        Third::Spring => key("term-spring"),
        Third::Summer => key("term-summer"),
    };
    words.say_with(third, &[("year", year.to_string().into())])
}

/// The same numbers as a file: a line for each term, community and kind.
///
/// # Errors
/// As [`overview`].
pub async fn events_file(ctx: &Ctx, format: Format) -> Result<Export> {
    let (sessions, named) = read(ctx).await?;
    let words = &ctx.words;
    let mut lines: BTreeMap<(Term, usize, Kind), Tally> = BTreeMap::new();
    for one in &sessions {
        let term = Term::of(one.session.starts_at.day_in(&ctx.site.zone));
        for community in &one.communities {
            if let Some(at) = named.iter().position(|(id, _)| id == community) {
                lines.entry((term, at, one.session.kind)).or_default().add(&one.session);
            }
        }
    }
    let headings = [
        words.say("overview-term"),
        words.say("learning-community"),
        words.say("learning-kind"),
        words.say("overview-held"),
        words.say("overview-unrecorded"),
        words.say("overview-came"),
        words.say("overview-registered"),
        words.say("overview-registered-came"),
        words.say("overview-seats-held"),
        words.say("overview-seats"),
    ];
    let lines = lines.into_iter().rev().map(|((term, at, kind), tally)| {
        vec![
            Cell::Text(term_words(words, term)),
            Cell::Text(named.get(at).map(|(_, line)| line.name.clone()).unwrap_or_default()),
            Cell::Text(words.say(kind_key(kind)).to_owned()),
            Cell::Number(tally.held.into()),
            Cell::Number(tally.unrecorded.into()),
            Cell::Number(tally.came),
            Cell::Number(tally.turnout.registered.into()),
            Cell::Number(tally.turnout.came.into()),
            Cell::Number(tally.seats_held),
            Cell::Number(tally.seats),
        ]
    });
    sheets::file(ctx, words.say("overview-title"), "events", &headings, lines, format)
}

//! What the university claims, with what it rests on, and what people let it quote.

use super::{Filling, value::Told};
use crate::{
    Result,
    claims::{Agreed, evidence, seal},
};
use copia_demonstration::{
    Persona,
    claims::{Behind, CLAIMS, Claim, QUOTES, THEMES},
};
use copia_domain::{
    claims::{ClaimState, EvidenceKind},
    ids::{ClaimId, EventId, GivenQuoteId, PersonId},
    policy::{Permit, Scope},
    published::PublishedDate,
    quotes::{Attribution, DEFAULT_DAYS, QuoteState},
    surveys::items::statement_key,
    time::Day,
};
use copia_store::{
    Tx,
    claims::{self, NewBehind, Written},
    people,
    quotes::{self, GivenQuote},
};

/// Days before the day of the demonstration on which claims were corrected and claims and quotes taken back.
const AGO: i64 = 60;

/// Keeps the claims and the quotes.
pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx, told: &Told) -> Result<()> {
    let desk = [Persona::Editor, Persona::Manager].map(|persona| filling.person(persona.person()));
    let [Some(editor), Some(manager)] = desk else { return Ok(()) };
    let permit = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    claims::set_themes(tx, &permit, &THEMES.map(str::to_owned)).await?;
    let held: Vec<EventId> = claims::held(tx, filling.now).await?.into_iter().map(|event| event.id).collect();
    let shares = evidence::survey::shares(tx).await?;
    let known = Known { held: &held, shares: &shares, told };
    let mut ids = Vec::with_capacity(CLAIMS.len());
    for made in CLAIMS {
        ids.push(claim(filling, tx, made, &ids, (editor, manager), &known).await?);
    }
    given(filling, tx, editor).await
}

/// What a claim can rest on.
struct Known<'a> {
    held: &'a [EventId],
    shares: &'a [Agreed],
    told: &'a Told,
}

async fn claim(
    filling: &Filling<'_>,
    tx: &mut Tx,
    made: &Claim,
    before: &[ClaimId],
    (editor, manager): (PersonId, PersonId),
    known: &Known<'_>,
) -> Result<ClaimId> {
    let at = filling.now.plus_days(-made.approved_days_ago);
    let today = Day(filling.programme.as_of.0);
    let agreed = made.behind.iter().find_map(|behind| agreed(*behind, known.shares));
    // What people answered is claimed a week after they could.
    let at = agreed.map_or(at, |agreed| at.max(agreed.until.plus_days(7)));
    // Where too few people are made for a wave or for stories, what would rest on them is a draft.
    let behind: Vec<NewBehind> = made.behind.iter().filter_map(|behind| piece(*behind, known)).collect();
    let is_short = behind.len() < made.behind.len();
    let state = if is_short { ClaimState::Draft } else { made.state };
    let is_decided = !matches!(state, ClaimState::Draft | ClaimState::Submitted);
    let decided_at = if state == ClaimState::Approved { at } else { filling.now.plus_days(-AGO) };
    let as_of = made.months_ago.map(|months| {
        let day = today.plus_days(-30 * months).0;
        PublishedDate::Month(day.year(), day.month())
    });
    let as_of = agreed.map_or(as_of, |agreed| {
        let day = agreed.until.day_in(&jiff::tz::TimeZone::UTC);
        Some(PublishedDate::Month(day.year(), day.month()))
    });
    let corrects = made.corrects.and_then(|(place, notice)| Some((*before.get(place)?, notice)));
    let mut written = Written {
        id: filling.id(ClaimId::new, at),
        measure: made.measure,
        statement: made.statement.to_owned(),
        level: made.level,
        theme: THEMES.get(made.theme).map(|theme| (*theme).to_owned()),
        as_of,
        value: agreed.map_or(made.value, |agreed| Some(agreed.share.whole_percent().into())),
        base_n: agreed.map_or_else(|| told(made), |agreed| Some(agreed.share.base.into())),
        state,
        recorded_at: at,
        decided_by_id: is_decided.then_some(manager),
        decided_at: is_decided.then_some(decided_at),
        decision_note: (made.state == ClaimState::Withdrawn)
            .then(|| "Being named for an award is not winning it.".to_owned()),
        value_type: made.value_type,
        strength: made.strength,
        comparison: made.comparison.map(str::to_owned),
        community_id: made.community.and_then(|community| filling.community(community)),
        service_area_id: made.area.and_then(|area| filling.areas.get(area).copied()),
        author_id: editor,
        review_by: Some(today.plus_days(made.review_days)),
        replaces_id: corrects.map(|(id, _)| id),
        notice: corrects.map(|(_, notice)| notice.to_owned()),
        sealed_at: is_decided.then_some(at),
        // A claim that is shown has a seal; the true one needs its evidence, which needs the claim.
        seal: is_decided.then(String::new),
        ..crate::claims::blank()
    };
    let write = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    claims::save(tx, &write, &written, at).await?;
    for new in &behind {
        claims::support(tx, &write, written.id, new).await?;
    }
    if is_decided {
        let decide = Permit::of_the_system(Scope::Site, "a demonstration is filled");
        let behind = claims::behind(tx, Some(written.id)).await?;
        let pieces = evidence::now(tx, behind).await?;
        for piece in &pieces {
            claims::seal(tx, &decide, written.id, piece.behind.position, &piece.says.digest).await?;
        }
        written.seal = Some(seal::of_now(&written, &pieces));
        written.version = 1;
        claims::decide(tx, &decide, &written, at).await?;
    }
    Ok(written.id)
}

/// The number of answers that something elsewhere gives.
fn told(made: &Claim) -> Option<i64> {
    made.behind.iter().find_map(|behind| match behind {
        Behind::External(_, _, base) => *base,
        _ => None,
    })
}

/// The share that a piece names. Waves are told in the order in which they were.
fn agreed(behind: Behind, shares: &[Agreed]) -> Option<&Agreed> {
    let Behind::Survey(wave, statement) = behind else { return None };
    let word = statement_key(statement, 1);
    let mut of_it: Vec<&Agreed> = shares.iter().filter(|one| one.word == word).collect();
    of_it.sort_by_key(|one| one.until);
    of_it.get(wave).copied()
}

fn piece(behind: Behind, known: &Known<'_>) -> Option<NewBehind> {
    let new =
        |kind, reference: String| NewBehind { kind, reference: Some(reference), note: None, value: None, base: None };
    match behind {
        Behind::Counter(counter) => Some(new(EvidenceKind::Counter, counter.to_string())),
        Behind::Event(place) => known.held.get(place).map(|event| new(EvidenceKind::Event, event.to_string())),
        Behind::Survey(..) => agreed(behind, known.shares).map(|one| new(EvidenceKind::Survey, one.reference.clone())),
        Behind::Story(number) => known.told.stories.get(&number).map(|id| new(EvidenceKind::Story, id.to_string())),
        Behind::Measurement(place, indicator, found) => {
            let id = known.told.measured.get(&(place, indicator, found));
            id.map(|id| new(EvidenceKind::Measurement, id.to_string()))
        }
        Behind::External(note, value, base) => {
            Some(NewBehind { note: Some(note.to_owned()), value, base, ..new(EvidenceKind::External, String::new()) })
        }
    }
}

/// The quotes, each of another core member of the programme.
async fn given(filling: &Filling<'_>, tx: &mut Tx, editor: PersonId) -> Result<()> {
    let permit = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    // The person whom the sign-in page offers as a member is asked; the others are colleagues.
    let asked = filling.person(Persona::Member.person());
    let mut others =
        filling.people.iter().copied().filter(|person| Some(*person) != asked && *person != editor).skip(40);
    for made in QUOTES {
        let person = if made.state == QuoteState::Asked { asked } else { others.next() };
        let Some(person) = person else { continue };
        let Some(known) = people::find(tx, person).await? else { continue };
        let is_given = made.state == QuoteState::Given;
        let at = filling.now.plus_days(-made.days_ago);
        let quote = GivenQuote {
            id: filling.id(GivenQuoteId::new, at),
            person_id: person,
            person: String::new(),
            community_id: None,
            community_slug: None,
            community: None,
            members: None,
            theme: THEMES.get(made.theme).map(|theme| (*theme).to_owned()),
            body: made.body.to_owned(),
            said_at: made.said_at.to_owned(),
            state: made.state,
            scopes: made.scopes.to_owned(),
            attribution: made.attribution,
            shown_as: made
                .attribution
                .filter(|_| is_given)
                .and_then(|one: Attribution| crate::quotes::named(&known, one)),
            expires: is_given.then(|| Day(filling.programme.as_of.0).plus_days(DEFAULT_DAYS)),
            editor_id: editor,
            editor: String::new(),
            written_at: at,
            asked_at: Some(at),
            answered_at: (made.state != QuoteState::Asked).then_some(at),
            withdrawn_at: (made.state == QuoteState::Withdrawn).then(|| filling.now.plus_days(-AGO)),
            version: 0,
        };
        quotes::save(tx, &permit, &quote, at).await?;
    }
    Ok(())
}

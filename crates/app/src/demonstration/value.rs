//! What the university's communities hope for, measure and tell.

use super::Filling;
use crate::{Result, stories::blank, value::counted_of};
use copia_demonstration::{
    Persona,
    value::{FRAMINGS, INDICATORS, Indicator as Made, PLACES, STORIES, measured, stands, word},
};
use copia_domain::{
    ids::{CommunityId, EventId, IndicatorId, MeasurementId, PersonId, StoryId, StoryWordId},
    memberships::State as MembershipState,
    policy::{Permit, Scope},
    published::PublishedDate,
    time::{Day, When},
    value::{
        Quantity, ValueType,
        indicators::{Automatic, Measure},
        narrative::Row,
        stories::{self as rules, Others, State, StepState},
    },
};
use copia_store::{
    Tx, claims,
    stories::{self, Step, Story},
    value::{self, Framing, Indicator, Narrative, NarrativeRow, NewMeasurement},
};
use std::collections::BTreeMap;

/// Stories of each community.
const EACH: usize = 4;

/// A community on its way.
struct Place {
    number: usize,
    id: CommunityId,
    thing: &'static str,
    /// Those who belong to it, the personas first.
    people: Vec<PersonId>,
}

/// What claims can rest on.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The stories by their number.
    pub stories: BTreeMap<usize, StoryId>,
    /// What was found, by the places of the community, of the indicator, and of the finding.
    pub measured: BTreeMap<(usize, usize, usize), MeasurementId>,
}

pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx) -> Result<Told> {
    let mut told = Told::default();
    let Some(manager) = filling.person(Persona::Manager.person()) else { return Ok(told) };
    let held: Vec<EventId> = claims::held(tx, filling.now).await?.into_iter().map(|event| event.id).collect();
    for (number, (slug, thing)) in PLACES.iter().enumerate() {
        let Some(place) = place(filling, number, slug, thing) else { continue };
        frame(filling, tx, &place, manager).await?;
        let mut indicators = Vec::new();
        for (which, made) in INDICATORS.iter().take(measured(number)).enumerate() {
            let (indicator, found) = measure(filling, tx, &place, made, manager).await?;
            told.measured.extend(found.into_iter().enumerate().map(|(at, id)| ((number, which, at), id)));
            indicators.push(indicator);
        }
        for of in 0..EACH {
            if let Some(story) = tell(filling, tx, &place, of, &indicators, &held).await? {
                told.stories.insert(number * EACH + of, story);
            }
        }
    }
    narrative(filling, tx).await?;
    Ok(told)
}

fn place(filling: &Filling<'_>, number: usize, slug: &str, thing: &'static str) -> Option<Place> {
    let index = filling.programme.communities.iter().position(|one| one.slug == slug)?;
    let id = filling.communities.get(index).copied()?;
    let belongs = |one: &&copia_demonstration::Membership| {
        usize::from(one.community) == index
            && matches!(one.state, MembershipState::ActiveCore | MembershipState::ActiveWider)
    };
    let mut members: Vec<_> = filling.programme.memberships.iter().filter(belongs).map(|one| one.person).collect();
    members.sort_unstable();
    let people: Vec<PersonId> = members.into_iter().take(12).filter_map(|one| filling.person(one)).collect();
    (people.len() > 1).then_some(Place { number, id, thing, people })
}

fn said(place: &Place, text: &str) -> String {
    text.replace("{thing}", place.thing)
}

async fn frame(filling: &Filling<'_>, tx: &mut Tx, place: &Place, manager: PersonId) -> Result<()> {
    let at = filling.now.plus_days(-200);
    let permit = Permit::of_the_system(Scope::Community(place.id), "a demonstration is filled");
    for (value_type, texts) in FRAMINGS.iter().take(3_usize.saturating_sub(place.number % 4)) {
        let [aspiration, conditions, risks, mitigations, planned] = texts.map(|text| said(place, text));
        // One community's review has fallen due.
        let days = if place.number == 1 { -10 } else { 120 };
        let framing = Framing {
            community_id: place.id,
            value_type: *value_type,
            aspiration,
            conditions,
            risks,
            mitigations,
            planned,
            owner_id: place.people.first().copied(),
            owner: None,
            review_by: Some(Day(filling.programme.as_of.0).plus_days(days)),
            author_id: manager,
            author: String::new(),
            written_at: at,
            version: 0,
        };
        value::frame(tx, &permit, &framing, at).await?;
    }
    Ok(())
}

async fn measure(
    filling: &Filling<'_>,
    tx: &mut Tx,
    place: &Place,
    made: &Made,
    manager: PersonId,
) -> Result<(IndicatorId, Vec<MeasurementId>)> {
    let at = filling.now.plus_days(-320);
    let today = Day(filling.programme.as_of.0);
    let permit = Permit::of_the_system(Scope::Community(place.id), "a demonstration is filled");
    let (from, to) = made.from_to;
    let indicator = Indicator {
        id: filling.id(IndicatorId::new, at),
        community_id: place.id,
        community_slug: copia_domain::slug::Slug::from_name("", "community"),
        community: String::new(),
        value_type: made.automatic.map_or(made.value_type, Automatic::value_type),
        number: 0,
        name: said(place, made.name),
        definition: said(place, made.definition),
        source: made.source.to_owned(),
        level: None,
        kind: made.kind,
        measure: made.automatic.map_or(Measure::Number, Automatic::measure),
        unit: made.unit.to_owned(),
        direction: made.direction,
        baseline: from.map(Quantity::whole),
        baseline_on: from.map(|_| PublishedDate::Year(today.0.year() - 1)),
        target: to.map(Quantity::whole),
        target_by: to.map(|_| today.plus_days(150)),
        automatic: made.automatic,
        author_id: manager,
        created_at: at,
        retired_at: None,
        version: 0,
        latest: None,
        latest_on: None,
        latest_base: None,
        is_counted: false,
        measured: 0,
    };
    value::save_indicator(tx, &permit, &indicator, at).await?;
    let new = |days: i64, value: Quantity, base: Option<i64>, by: Option<PersonId>| NewMeasurement {
        id: filling.id(MeasurementId::new, filling.now.plus_days(-days)),
        indicator: indicator.id,
        on: today.plus_days(-days),
        value,
        base,
        note: None,
        by,
    };
    let mut ids = Vec::new();
    for (days, found, base) in made.found {
        let one = new(*days, Quantity::whole(*found), *base, Some(manager));
        value::measure(tx, &permit, &one, filling.now.plus_days(-days)).await?;
        ids.push(one.id);
    }
    for days in [56, 28, 0] {
        let at: When = filling.now.plus_days(-days);
        if let Some((found, base)) = counted_of(tx, &indicator, at).await? {
            value::measure(tx, &permit, &new(days, found, base, None), at).await?;
        }
    }
    Ok((indicator.id, ids))
}

/// The places of `indicators` are those of the list; a community that measures little has none for most steps.
async fn tell(
    filling: &Filling<'_>,
    tx: &mut Tx,
    place: &Place,
    of: usize,
    indicators: &[IndicatorId],
    held: &[EventId],
) -> Result<Option<StoryId>> {
    let number = place.number * EACH + of;
    let at = filling.now.plus_days(-150 + i64::try_from(number * 2).unwrap_or(0));
    let Some(made) = STORIES.get((place.number + of * 4) % STORIES.len()) else { return Ok(None) };
    let person = |place_of: usize| place.people.get(place_of % place.people.len()).copied();
    let (Some(teller), Some(other)) = (person(of), person(of + 1)) else { return Ok(None) };
    let (state, audience, naming) = stands(number);
    // What waits for a teller's word, and now and then another, was written by a colleague.
    let is_written_for = state == State::Offered || number % 7 == 3;
    let writer = if is_written_for { other } else { teller };
    let has_agreed = !is_written_for || matches!(state, State::Shared | State::Withdrawn);
    let id = filling.id(StoryId::new, at);
    let steps = steps(place, id, made.steps, indicators, at);
    let hopes: Vec<rules::Step> =
        steps.iter().map(|step| rules::Step { value_type: step.value_type, state: step.state }).collect();
    let story = Story {
        title: said(place, made.title),
        has_agreed,
        state,
        audience,
        naming,
        others: Others::None,
        level: None,
        event_id: held.get(number % held.len().max(1)).copied().filter(|_| number % 3 != 1),
        beginning: if number % 3 == 1 { "A talk with a colleague".to_owned() } else { String::new() },
        contributors: made.contributors.to_owned(),
        otherwise: made.otherwise.to_owned(),
        follow_up: rules::follow_up(&hopes, Day(at.day_in(&jiff::tz::TimeZone::UTC))),
        note: (state == State::Returned).then(|| "Say when this was.".to_owned()),
        shared_at: matches!(state, State::Shared | State::Withdrawn).then_some(at),
        ..blank(id, place.id, teller, writer, at)
    };
    let permit = Permit::of_the_system(Scope::Person(teller), "a demonstration is filled");
    stories::save(tx, &permit, &story, at).await?;
    for step in &steps {
        stories::save_step(tx, &permit, &story, step).await?;
    }
    let asked = word(number).zip(person(of + 2)).filter(|(_, asked)| *asked != teller && has_agreed);
    if let Some((said, asked)) = asked {
        let word_id = filling.id(StoryWordId::new, at);
        stories::add_word(tx, &permit, &story, (word_id, asked), at).await?;
        if let Some(word) = said {
            let permit = Permit::of_the_system(Scope::Person(asked), "a demonstration is filled");
            let note = Some("I was there.".to_owned());
            stories::answer(tx, &permit, id, (word, note), at.plus_days(3)).await?;
        }
    }
    Ok(Some(id))
}

fn steps(
    place: &Place,
    story: StoryId,
    made: &[copia_demonstration::value::Step],
    indicators: &[IndicatorId],
    at: When,
) -> Vec<Step> {
    let day = Day(at.day_in(&jiff::tz::TimeZone::UTC)).plus_days(-40).0;
    let one = |(position, (value_type, body, state, touches)): (i64, &(ValueType, &str, StepState, Option<usize>))| {
        let happened = matches!(state, StepState::Happened | StepState::Partly);
        Step {
            story_id: story,
            position,
            value_type: *value_type,
            body: said(place, body),
            state: *state,
            happened: happened.then(|| PublishedDate::Month(day.year(), day.month())),
            evidence: if *value_type == ValueType::Applied { said(place, "The {thing} itself") } else { String::new() },
            indicator_id: touches.and_then(|touched| indicators.get(touched)).copied(),
            indicator_type: None,
            indicator_number: None,
            indicator: None,
        }
    };
    (1..).zip(made).map(one).collect()
}

/// The member of the sign-in page has written down what taking part is worth to them, and keeps it to themselves.
async fn narrative(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    for (persona, is_shared) in [(Persona::Member, false), (Persona::Lead, true)] {
        let Some(person_id) = filling.person(persona.person()) else { continue };
        let narrative = Narrative {
            person_id,
            person: String::new(),
            reasons: "I wanted to stop solving alone what others have solved.".to_owned(),
            activities: "Six Lunch and Learns; next term I speak at one.".to_owned(),
            is_shared,
            written_at: filling.now.plus_days(-30),
            version: 0,
        };
        let row =
            |part, body: &str, example: &str| NarrativeRow { part, body: body.to_owned(), example: example.to_owned() };
        let rows = [
            row(Row::Myself, "I say more often that I do not know.", "At the last core meeting."),
            row(Row::Connections, "I know whom to ring.", "Two people in another faculty."),
            row(Row::Practice, "I begin with what others have.", "Our form is now theirs."),
            row(Row::Influence, "What I say is taken up.", ""),
        ];
        let permit = Permit::of_the_system(Scope::Person(person_id), "a demonstration is filled");
        value::narrate(tx, &permit, &narrative, &rows).await?;
    }
    Ok(())
}

//! Who was at the events that are over. Its throws are its own, so that nothing else changes when they do.

use copia_domain::attendance::Way;
use copia_domain::events::{Audience, Format, State};
use copia_domain::registrations::{Place, State as Registered};
use copia_domain::time::When;

use crate::dice::Dice;
use crate::programme::{Attended, Event, Persona};

/// How many in a thousand with a seat in the room come, and online: people book a link more lightly.
const COME: [(Place, u32); 2] = [(Place::InPerson, 720), (Place::Online, 610)];
/// How many in a thousand events nobody has recorded: there is something to do.
const UNRECORDED: u32 = 60;

/// Records who was at an event that ended before an instant.
pub(super) fn record(event: &mut Event, now: When) {
    let dice = &mut Dice::new(event.starts_at.micros().unsigned_abs().wrapping_add(event.registrations.len() as u64));
    if event.state != State::Published || event.ends_at() > now || dice.chance(UNRECORDED) {
        return;
    }
    // One session draws more people than another.
    let mood = dice.between(-120, 120);
    let mut attended = Vec::new();
    for (registration, row) in event.registrations.iter().enumerate() {
        let many = COME.iter().find(|(place, _)| *place == row.place).map_or(0, |(_, many)| *many);
        // Whoever looks at the site as the member has been somewhere.
        let comes = dice.chance(many.saturating_add_signed(mood)) || row.person == Persona::Member.person();
        let (way, minute) = (way(dice, row.place), dice.between(-8, 12));
        let stayed =
            dice.between(i32::try_from(event.minutes).unwrap_or(60) / 2, i32::try_from(event.minutes).unwrap_or(60));
        if comes && row.state() == Some(Registered::Confirmed) {
            let minutes = (way == Way::Report).then(|| i64::from(stayed));
            let at = match way {
                // Reports are read on the same afternoon.
                Way::Report => event.ends_at().plus_hours(2),
                _ => event.starts_at.plus_seconds(60 * i64::from(minute)),
            };
            attended.push(Attended { registration, way, at, minutes });
        }
    }
    event.attended = attended;
    if event.format != Format::InPerson && dice.chance(500) {
        event.others = dice.below(4);
    }
}

/// How many days ago the member of the sign-in page was at a session, at least and at most: somebody is asked about one
/// a month later, and again after three.
const WAS_THERE: [(i64, i64); 2] = [(31, 43), (92, 150)];

/// Has the member of the sign-in page come to a session in each of these times, in somebody's place.
pub(super) fn let_the_member_come(events: &mut [Event], now: When) {
    let member = Persona::Member.person();
    for (least, most) in WAS_THERE {
        let between = now.plus_days(-most)..=now.plus_days(-least);
        let is_it = |event: &&mut Event| {
            between.contains(&event.starts_at)
                && matches!(event.audience, Audience::Public | Audience::Staff)
                && event.registrations.iter().all(|one| one.person != member)
                && event.team.iter().all(|(person, _)| *person != member)
        };
        let mut fitting = events.iter_mut().filter(is_it);
        let Some((event, place)) = fitting.find_map(|event| {
            let place = event.attended.first()?.registration;
            Some((event, place))
        }) else {
            continue;
        };
        if let Some(registration) = event.registrations.get_mut(place) {
            registration.person = member;
        }
    }
}

fn way(dice: &mut Dice, place: Place) -> Way {
    match place {
        Place::Online => Way::Report,
        Place::InPerson => [Way::Door, Way::Code, Way::Host].get(dice.below(3) as usize).copied().unwrap_or(Way::Host),
    }
}

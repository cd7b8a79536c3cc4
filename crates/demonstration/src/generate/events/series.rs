//! Series: several sessions as one thing, over the change of the clocks. Their throws are their own, so that nothing else
//! changes when they do.

use std::collections::BTreeSet;

use copia_domain::slug::Slug;

use super::{Days, Insider, Planning, free};
use crate::calendar::Ago;
use crate::content::events::{SERIES, Situation};
use crate::programme::{Event, InSeries};

/// Days from announcing a series to its first session.
const AHEAD: Ago = 20;

impl Planning<'_> {
    /// Every session of every series, beside the events that are there.
    pub(crate) fn series(mut self, there: &[Event], insiders: &[Vec<Insider>]) -> Vec<Event> {
        let mut slugs: BTreeSet<String> = there.iter().map(|event| event.slug.as_str().to_owned()).collect();
        let mut events = Vec::new();
        for (seed, weeks, sessions) in &SERIES {
            let Some(begins) = seed.held.first().map(|held| self.site.calendar.meeting_day(*held)) else { continue };
            let link = Slug::from_name(seed.title, "event");
            let mut first = None;
            for session in 0..*sessions {
                let held = begins - 7 * Ago::from(*weeks) * Ago::from(session);
                if self.site.calendar.is_turn_of_the_year(held) {
                    continue;
                }
                let days = Days { held, published: begins + AHEAD };
                let Some(mut event) = self.event(seed, 0, Situation::Ordinary, days, insiders) else { continue };
                let name = format!("{} {}", seed.title, event.local_start.0.date());
                event.slug = free(&Slug::from_name(&name, "event"), &mut slugs);
                event.joining_link = Some(format!("https://meet.demonstration.example/{link}"));
                let first = *first.get_or_insert(event.local_start);
                event.series = Some(InSeries { weeks: *weeks, sessions: *sessions, first });
                events.push(self.fill(event, seed, Situation::Ordinary, false, days, insiders));
            }
        }
        events
    }
}

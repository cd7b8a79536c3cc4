//! The times in the form of an event, on the clocks of its zone.

use super::EventInput;
use crate::{Ctx, Faults};
use copia_domain::{
    events::{Local, MINUTES, YEARS_AHEAD},
    fields::Fault,
    time::{Day, When},
    wall::{self, Reading},
};
use copia_store::events::Plan;

/// When it is.
pub(super) struct Time {
    pub(super) local_start: Local,
    pub(super) is_second: bool,
    pub(super) zone: String,
    pub(super) minutes: i64,
    pub(super) starts_at: When,
    pub(super) ends_at: When,
}

pub(super) fn time(ctx: &Ctx, input: &EventInput<'_>, faults: &mut Faults) -> Time {
    let zone =
        if input.zone.trim().is_empty() { ctx.site.organisation.time_zone.clone() } else { input.zone.to_owned() };
    let clocks = wall::zone(&zone).unwrap_or_else(|| {
        faults.add("zone", Fault::NotTimeZone);
        ctx.site.zone.clone()
    });
    let mut time = Time {
        local_start: Local(jiff::civil::DateTime::default()),
        is_second: false,
        zone,
        minutes: 0,
        starts_at: ctx.now,
        ends_at: ctx.now,
    };
    let date = Day::parse(input.date.trim());
    if date.is_none() {
        faults.add("date", if input.date.trim().is_empty() { Fault::Missing } else { Fault::NotDate });
    }
    let starts = clock("starts", input.starts, faults);
    let ends = clock("ends", input.ends, faults);
    let (Some(date), Some(starts), Some(ends)) = (date, starts, ends) else { return time };
    if ctx.today().plus_days(YEARS_AHEAD * 366) < date {
        faults.add("date", Fault::TooLate);
        return time;
    }
    let (starts, ends) = (date.0.to_datetime(starts), date.0.to_datetime(ends));
    if ends <= starts {
        faults.add("ends", Fault::EndsBeforeStart);
        return time;
    }
    time.local_start = Local(starts);
    (time.starts_at, time.is_second) = match (wall::read(starts, &clocks), input.which) {
        (Reading::Once(at), _) => (at, false),
        (Reading::Twice { earlier, .. }, "earlier") => (earlier, false),
        (Reading::Twice { later, .. }, "later") => (later, true),
        (Reading::Twice { earlier, .. }, _) => {
            faults.add("starts", Fault::TwiceThatTime);
            (earlier, false)
        }
        (Reading::Never { .. }, _) => {
            faults.add("starts", Fault::NoSuchTime);
            (wall::instant(starts, &clocks), false)
        }
    };
    // The end is on the same clocks; where they go back in between, it is the time that follows the start.
    time.ends_at = match wall::read(ends, &clocks) {
        Reading::Once(at) => at,
        Reading::Twice { earlier, later } => {
            if earlier > time.starts_at {
                earlier
            } else {
                later
            }
        }
        Reading::Never { .. } => {
            faults.add("ends", Fault::NoSuchTime);
            wall::instant(ends, &clocks)
        }
    };
    time.minutes = (time.ends_at.micros() - time.starts_at.micros()) / 60_000_000;
    // How long it lasts is only known where both times exist.
    let is_known = faults.of("starts").is_none() && faults.of("ends").is_none();
    if is_known && !MINUTES.contains(&time.minutes) {
        faults.add("ends", Fault::NotDuration);
    }
    time
}

fn clock(field: &'static str, typed: &str, faults: &mut Faults) -> Option<jiff::civil::Time> {
    let typed = typed.trim();
    let time = (typed.len() == 5).then(|| typed.parse().ok()).flatten();
    if time.is_none() {
        faults.add(field, if typed.is_empty() { Fault::Missing } else { Fault::NotTime });
    }
    time
}

pub(super) fn closing(input: &EventInput<'_>, time: &Time, faults: &mut Faults) -> Option<When> {
    let typed = input.closes.trim();
    if typed.is_empty() {
        return None;
    }
    let Some(local) = Local::parse(typed) else {
        faults.add("closes", Fault::NotDate);
        return None;
    };
    let closes = wall::zone(&time.zone).map(|clocks| wall::instant(local.0, &clocks))?;
    if closes > time.ends_at {
        faults.add("closes", Fault::TooLate);
    }
    Some(closes)
}

/// The same plan for another start, on the same clocks: it lasts as long, and registering ends as long before.
pub(crate) fn plan_on(ctx: &Ctx, plan: &Plan, local: Local) -> Plan {
    let clocks = wall::zone(&plan.zone).unwrap_or_else(|| ctx.site.zone.clone());
    let starts_at = wall::instant(local.0, &clocks);
    let moved = starts_at.micros() - plan.starts_at.micros();
    Plan {
        // Where the clocks skip the time, the session starts when they have gone forward.
        local_start: Local(starts_at.local(&clocks)),
        is_second: false,
        starts_at,
        ends_at: starts_at.plus_seconds(plan.minutes * 60),
        closes_at: plan.closes_at.map(|closes| When::from_micros(closes.micros() + moved)),
        ..plan.clone()
    }
}

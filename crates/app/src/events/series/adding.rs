//! Adding one session to a series.

use super::{add_segment, anew, name, plan_of, said};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    events::{
        Found, acting,
        planning::{Checked, add, plan_on},
        visible,
    },
};
use copia_domain::{
    events::{Local, SpeakerState},
    fields::Fault,
    policy::{
        Permit, Scope,
        acts::{PlanEvent, RunEvent},
    },
    recurrence::{Bound, Rule},
    series::Repeat,
    slug::Slug,
    time::Day,
};
use copia_store::events::{self, InSeries, Speaker, Speaking, series};

/// Adds a session to a series as a draft: as the one at hand, on another day. It has a calendar object of its own,
/// because programs that many people use leave out the extra days of a rule.
///
/// # Errors
/// [`Error::Invalid`] for what is no day, or one on which the series has a session; [`Error::Denied`].
pub async fn add_session(ctx: &Ctx, slug: &str, date: &str) -> Result<Slug> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let id = event.series_id.ok_or(Error::NotFound)?;
        let _permit = standing.permit::<RunEvent>()?;
        let sessions = series::all_sessions(&mut tx, &ctx.viewer, id, ctx.today()).await?;
        let day = new_day(ctx, &sessions, date)?;
        let slot = Local(day.0.to_datetime(event.local_start.0.time()));
        let plan = plan_on(ctx, &plan_of(&event), slot);
        let rule = Repeat::Weekly.pattern(1, day.0).map(|pattern| Rule { pattern, bound: Bound::Count(1) });
        let rule = rule.map_err(|fault| Error::Internal(fault.to_string()))?;
        let holders = events::holders(&mut tx, event.id).await?;
        let speakers: Vec<Speaking> = events::speakers(&mut tx, event.id).await?.into_iter().map(speaking).collect();
        let communities = holders.iter().map(|one| one.id).collect();
        let checked = Checked { plan, communities, speakers: anew(ctx, &speakers) };
        let permit = Permit::<PlanEvent>::of_the_system(
            Scope::Event(event.id),
            "whoever runs a session of a series may add another",
        );
        let segment = add_segment(ctx, &mut tx, &permit, id, &said(&checked.plan, &rule, slot)).await?;
        let place = InSeries { series: id, segment, slot };
        let (added, address) =
            add(ctx, &mut tx, &permit, &checked, &name(&checked.plan.title, slot), Some(place)).await?;
        let run = Permit::<RunEvent>::of_the_system(Scope::Event(added), "whoever runs one session runs the next");
        for runner in events::runners(&mut tx, event.id).await? {
            events::add_runner(&mut tx, &run, added, runner.person_id, runner.role, ctx.now).await?;
        }
        let act = Act::by(acting(&standing), "series.add_session").on("event", added).after(&day.to_string());
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(address)
    })
    .await
}

fn new_day(ctx: &Ctx, sessions: &[Found], date: &str) -> Result<Day> {
    let fault = match Day::parse(date.trim()) {
        None if date.trim().is_empty() => Fault::Missing,
        None => Fault::NotDate,
        Some(day) if day < ctx.today() => Fault::InPast,
        Some(day) if sessions.iter().any(|one| one.local_start.0.date() == day.0) => Fault::Taken,
        Some(day) => return Ok(day),
    };
    Err(Error::Invalid(Faults::one("date", fault)))
}

fn speaking(one: Speaker) -> Speaking {
    Speaking {
        id: one.id,
        person: one.person_id,
        name: one.name,
        affiliation: one.affiliation,
        email: one.email,
        state: SpeakerState::Named,
    }
}

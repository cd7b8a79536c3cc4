//! Calendars that others read: the public one, a community's, and one's own under a secret address.

use super::{calendars, visible};
use crate::{
    Ctx, Error, Result,
    communities::visible as visible_community,
    ctx::Act,
    links::{self, Purpose},
    memberships::as_person,
};
use copia_domain::{
    ids::PersonId,
    policy::{Role, Viewer, acts::Attend},
    registrations::State,
};
use copia_store::events::{self, Filter};

/// Days back that a feed holds, so that what was called off or moved is still corrected.
const DAYS_BACK: i64 = 90;
/// Events in a feed at most.
const MOST: i64 = 1_000;

/// A calendar as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its text.
    pub text: String,
}

fn filter(ctx: &Ctx) -> Filter {
    Filter { from: ctx.now.plus_days(-DAYS_BACK), limit: MOST, ..Filter::default() }
}

async fn written(ctx: &Ctx, name: String, filter: &Filter, is_own: bool) -> Result<Feed> {
    let mut tx = ctx.read().await?;
    let listed = events::listed(&mut tx, &ctx.viewer, filter, ctx.today()).await?;
    let mut ids: Vec<_> = listed.iter().filter_map(|event| event.segment_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let segments = match ids.as_slice() {
        [] => Vec::new(),
        ids => events::series::segments_of(&mut tx, &ctx.viewer, ids, ctx.today()).await?,
    };
    Ok(Feed { text: calendars::feed(ctx, name, &listed, &segments, is_own)? })
}

/// The same request as by a visitor: a feed that needs no secret says what everybody may know, whoever asks.
fn in_public(ctx: &Ctx) -> Ctx {
    Ctx { viewer: Viewer::visitor(), account: None, ..ctx.clone() }
}

/// What everybody may come to.
///
/// # Errors
/// [`Error::Store`].
pub async fn public_feed(ctx: &Ctx) -> Result<Feed> {
    let ctx = in_public(ctx);
    let organisation = &ctx.site.organisation;
    let names = [
        ("programme", organisation.programme_name.as_str().into()),
        ("organisation", organisation.name.as_str().into()),
    ];
    let name = ctx.words.say_with("calendar-name", &names);
    written(&ctx, name, &filter(&ctx), false).await
}

/// What everybody may come to in one community.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn community_feed(ctx: &Ctx, slug: &str) -> Result<Feed> {
    let ctx = in_public(ctx);
    let mut tx = ctx.read().await?;
    let (found, _) = visible_community(&ctx, &mut tx, slug).await?;
    drop(tx);
    let filter = Filter { communities: Some(vec![found.id]), ..filter(&ctx) };
    written(&ctx, found.name, &filter, false).await
}

/// One event, to be added to a calendar without registering.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn one_event(ctx: &Ctx, slug: &str) -> Result<Feed> {
    let mut tx = ctx.read().await?;
    let (event, _) = visible(ctx, &mut tx, slug).await?;
    let link = match event.my_state {
        Some(State::Confirmed) => event.my_place.and_then(|place| super::joining(&event, place)),
        _ => None,
    };
    Ok(Feed { text: calendars::single(ctx, &event, link)? })
}

fn about(person: PersonId, number: i64) -> String {
    format!("{person}|{number}")
}

/// The secret path of one's own calendar; `None` for somebody who has none.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn own_feed_link(ctx: &Ctx) -> Result<Option<String>> {
    let _permit = ctx.viewer.on_site().permit::<Attend>()?;
    let person = ctx.person()?;
    let number = events::calendar_number(&mut ctx.read().await?, person).await?;
    Ok(number.map(|number| {
        let signature = links::sign(&ctx.app, Purpose::Calendar, &about(person, number));
        format!("/calendars/{person}/{number}/{signature}.ics")
    }))
}

/// Makes a new secret address for one's own calendar, and ends the one before.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn renew_own_feed(ctx: &Ctx) -> Result<()> {
    ctx.retry(|| async {
        let _permit = ctx.viewer.on_site().permit::<Attend>()?;
        let person = ctx.person()?;
        let mut tx = ctx.write().await?;
        events::renew_calendar(&mut tx, person, ctx.now).await?;
        ctx.audit(&mut tx, Act::by(Role::Oneself, "calendar.renew").on("person", person).about(person)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// What somebody comes to, runs or speaks at, under their secret address.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged or ended address, and for somebody who has left.
pub async fn own_feed(ctx: &Ctx, person: PersonId, number: i64, signature: &str) -> Result<Feed> {
    if !links::is_signed(&ctx.app, Purpose::Calendar, &about(person, number), signature) {
        return Err(Error::LinkEnded);
    }
    let mut tx = ctx.read().await?;
    if events::calendar_number(&mut tx, person).await? != Some(number) {
        return Err(Error::LinkEnded);
    }
    let ctx = as_person(ctx, &mut tx, person).await?;
    drop(tx);
    let name = [("programme", ctx.site.organisation.programme_name.as_str().into())];
    let name = ctx.words.say_with("calendar-name-own", &name);
    written(&ctx, name, &Filter { is_mine: true, ..filter(&ctx) }, true).await
}

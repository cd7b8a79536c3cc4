//! Service areas: what the programme manager does with them. They are read with the directory.

use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    communities::Stage,
    fields::{self, Fault},
    fold::fold,
    ids::ServiceAreaId,
    policy::{Role, acts::ManageServiceAreas},
    slug::Slug,
};
use copia_store::{Tx, communities, service_areas};

pub use copia_store::service_areas::ServiceArea;

/// Hues that an area can have.
pub const HUES: i64 = 12;

/// An area as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct AreaInput<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub description: &'a str,
    /// Its hue, 0 to 11; the next one if nothing was typed.
    pub hue: &'a str,
    /// The version that was read.
    pub version: i64,
}

/// What is done to the place or life of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaStep {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Given up: nothing new is put into it.
    Retire,
    /// Taken up again.
    Revive,
}

/// All areas, for whoever manages them.
///
/// # Errors
/// [`Error::Denied`] to all but the manager.
pub async fn managed(ctx: &Ctx) -> Result<Vec<ServiceArea>> {
    let _ = ctx.viewer.on_site().permit::<ManageServiceAreas>()?;
    let mut tx = ctx.read().await?;
    Ok(service_areas::list(&mut tx).await?)
}

/// One area, to edit it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn edit_form(ctx: &Ctx, slug: &str) -> Result<ServiceArea> {
    let _ = ctx.viewer.on_site().permit::<ManageServiceAreas>()?;
    let mut tx = ctx.read().await?;
    find(&mut tx, slug).await
}

async fn find(tx: &mut Tx, slug: &str) -> Result<ServiceArea> {
    let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
    service_areas::find(tx, &slug).await?.ok_or(Error::NotFound)
}

struct Checked {
    name: String,
    description: String,
    hue: Option<i64>,
}

fn checked(input: &AreaInput<'_>) -> Result<Checked> {
    let mut faults = Faults::new();
    let name = faults.take("name", fields::line(input.name, 100));
    let description = faults.take("description", fields::line(input.description, 300));
    let hue = match input.hue.trim() {
        "" => None,
        typed => match typed.parse().ok().filter(|hue| (0..HUES).contains(hue)) {
            Some(hue) => Some(hue),
            None => {
                faults.add("hue", Fault::NotChoice);
                None
            }
        },
    };
    faults.check()?;
    Ok(Checked { name, description, hue })
}

/// Creates an area at the end of the list; gives its address, with a number where another area has the plain one:
/// names in scripts that no address is made of share one.
///
/// # Errors
/// [`Error::Invalid`] for a name that another area has too, [`Error::Denied`].
pub async fn create(ctx: &Ctx, input: &AreaInput<'_>) -> Result<Slug> {
    let standing = ctx.viewer.on_site();
    let _ = standing.permit::<ManageServiceAreas>()?;
    let Checked { name, description, hue } = checked(input)?;
    let plain = Slug::from_name(&name, "area");
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = standing.permit::<ManageServiceAreas>()?;
        let areas = service_areas::list(&mut tx).await?;
        let taken = || Error::Invalid(Faults::one("name", Fault::Taken));
        if areas.iter().any(|area| fold(&area.name) == fold(&name)) {
            return Err(taken());
        }
        let free = |slug: &Slug| !areas.iter().any(|area| area.slug == *slug);
        let numbered = (2..1_000).map(|number| plain.numbered(number));
        let slug = std::iter::once(plain.clone()).chain(numbered).find(free).ok_or_else(taken)?;
        let position = areas.iter().map(|area| area.position + 1).max().unwrap_or(0);
        let area = ServiceArea {
            id: ctx.id(ServiceAreaId::new),
            slug: slug.clone(),
            name: name.clone(),
            description: description.clone(),
            hue: hue.unwrap_or(position % HUES),
            position,
            created_at: ctx.now,
            retired_on: None,
            version: 1,
        };
        service_areas::create(&mut tx, permit, &area).await?;
        let act = Act::by(Role::ProgrammeManager, "area.create").on("service_area", area.id).after(&name);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(slug)
    })
    .await
}

/// Saves the name, description and hue of an area. Its address stays, so that links go on working.
///
/// # Errors
/// [`Error::Stale`] when it was changed since it was read; [`Error::Invalid`], [`Error::Denied`].
pub async fn save(ctx: &Ctx, slug: &str, input: &AreaInput<'_>) -> Result<()> {
    let standing = ctx.viewer.on_site();
    let _ = standing.permit::<ManageServiceAreas>()?;
    let Checked { name, description, hue } = checked(input)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = standing.permit::<ManageServiceAreas>()?;
        let before = find(&mut tx, slug).await?;
        let after = ServiceArea {
            name: name.clone(),
            description: description.clone(),
            hue: hue.unwrap_or(before.hue),
            version: input.version,
            ..before.clone()
        };
        service_areas::save(&mut tx, &permit, &after, ctx.now).await?;
        let act = Act::by(Role::ProgrammeManager, "area.edit").on("service_area", before.id);
        ctx.audit(&mut tx, act.before(&before.name).after(&after.name)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Moves an area in the list, gives it up or takes it up again.
///
/// # Errors
/// [`Error::NotNow`] when communities that go on are still in an area to be given up; [`Error::Denied`].
pub async fn step(ctx: &Ctx, slug: &str, step: AreaStep) -> Result<()> {
    let standing = ctx.viewer.on_site();
    let _ = standing.permit::<ManageServiceAreas>()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = standing.permit::<ManageServiceAreas>()?;
        let area = find(&mut tx, slug).await?;
        let action = match step {
            AreaStep::Up | AreaStep::Down => {
                let mut areas = service_areas::list(&mut tx).await?;
                let at = areas.iter().position(|one| one.id == area.id).ok_or(Error::NotFound)?;
                let to = if step == AreaStep::Up { at.checked_sub(1) } else { Some(at + 1) };
                let Some(to) = to.filter(|to| *to < areas.len()) else { return Ok(()) };
                areas.swap(at, to);
                for (position, one) in (0_i64..).zip(areas) {
                    if one.position != position {
                        let moved = ServiceArea { position, ..one };
                        service_areas::save(&mut tx, &permit, &moved, ctx.now).await?;
                    }
                }
                "area.move"
            }
            AreaStep::Retire => {
                let listed = communities::listed(&mut tx, &ctx.viewer, ctx.today()).await?;
                let goes_on = |stage: Stage| !stage.is_history();
                if listed.iter().any(|one| one.area_id == Some(area.id) && goes_on(one.stage)) {
                    return Err(Error::NotNow("area"));
                }
                let given_up = ServiceArea { retired_on: Some(ctx.today()), ..area.clone() };
                service_areas::save(&mut tx, &permit, &given_up, ctx.now).await?;
                "area.retire"
            }
            AreaStep::Revive => {
                let revived = ServiceArea { retired_on: None, ..area.clone() };
                service_areas::save(&mut tx, &permit, &revived, ctx.now).await?;
                "area.revive"
            }
        };
        ctx.audit(&mut tx, Act::by(Role::ProgrammeManager, action).on("service_area", area.id)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

//! The page of impact of a community or an area, and publications: the page as it stood on a day.

mod elsewhere;
mod published;
mod report;
mod stand;

pub(crate) use published::{keep, keep_page};
pub(crate) use stand::{ThemeShown, themes};

use crate::routes::Routes;

/// The routes of publications.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/impact/communities/{slug}", stand::of_community)
        .get("/impact/areas/{slug}", stand::of_area)
        .get("/impact/publications", published::list)
        .post("/impact/publications", published::publish)
        .get("/impact/publications/{slug}", published::look)
        .get("/impact/publications/{slug}/report.pdf", report::pdf)
        .get("/impact/publications/{slug}/charts/{place}", report::chart_picture)
        .get("/impact/data.json", elsewhere::data)
        .get("/impact/embed", elsewhere::embed)
}

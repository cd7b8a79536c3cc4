//! Publishing the page, and reading what was published.

use super::{
    report::{Offer, offer, report},
    stand::{Stand, source},
};
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Ctx, Error, claims,
    domain::policy::Action,
    publications::{self, Fallen, Kept, Of, PublicationPage, PublishInput, Standing},
    quotes::Place,
};
use copia_text::{Words, key};
use jiff::tz::TimeZone;

/// A publication in the list.
struct Row {
    title: String,
    href: String,
    about: String,
    when: String,
}

#[derive(Template)]
#[template(path = "publications/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    may_publish: bool,
    abouts: Vec<(String, String)>,
    refusal: &'static str,
    form: Form,
}
shown!(ListPage);

/// All publications.
pub(super) async fn list(visit: Visit) -> Answer {
    list_page(&visit, Form::default(), "").await
}

async fn list_page(visit: &Visit, form: Form, refusal: &'static str) -> Answer {
    let words = &visit.words;
    let may_publish = visit.viewer.on_site().may(Action::PublishImpact);
    let row = |one: &publications::Listed| Row {
        title: one.title.clone(),
        href: format!("/impact/publications/{}", one.slug),
        about: one.community.clone().or_else(|| one.area.clone()).unwrap_or_default(),
        when: words.date(one.published_at.day_in(&visit.site.zone)),
    };
    let rows = publications::list(visit).await?.iter().map(row).collect();
    let mut abouts = Vec::new();
    if may_publish {
        let view = claims::form(visit, None).await?;
        abouts.push((String::new(), words.say("claim-about-programme").to_owned()));
        abouts.extend(view.areas.iter().map(|area| (format!("area:{}", area.slug), area.name.clone())));
        abouts.extend(view.communities.iter().map(|one| (format!("community:{}", one.slug), one.name.clone())));
    }
    let page = Page::new(visit, "impact", words.say("publications-title")).status(form.status(!refusal.is_empty()));
    show(&ListPage { page, rows, may_publish, abouts, refusal, form })
}

/// Of what a page is, from the field of a form or an address; `None` for what cannot be.
pub(super) fn of(typed: &str) -> Option<Of<'_>> {
    match typed.split_once(':') {
        None if typed.is_empty() => Some(Of::Programme),
        Some(("community", slug)) => Some(Of::Community(slug)),
        Some(("area", slug)) => Some(Of::Area(slug)),
        _ => None,
    }
}

/// Keeps the page as it stands, and its report. Gives its address.
pub(crate) async fn keep(ctx: &Ctx, input: PublishInput<'_>) -> Result<String, Error> {
    publications::publish(ctx, input, render).await
}

/// Keeps a page that is known, and its report. Gives its address.
pub(crate) async fn keep_page(ctx: &Ctx, title: &str, page: &Standing) -> Result<String, Error> {
    publications::publish_page(ctx, title, page, render).await
}

fn render(ctx: &Ctx, page: &Standing, slug: &str) -> Result<Kept, Error> {
    let stand = Stand::new(&ctx.words, &ctx.site.zone, page, true);
    let body = stand.render().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Kept { body, report: report(ctx, page, slug) })
}

/// Publishes the page as it stands.
pub(super) async fn publish(posted: Posted) -> Answer {
    let visit = &posted.visit;
    let of = of(posted.get("about")).ok_or(Problem::NotFound)?;
    let input = PublishInput { title: posted.get("title"), of };
    match keep(visit, input).await {
        Ok(slug) => {
            Ok(redirect(&format!("/impact/publications/{slug}"), Some(Flash::new(key("flash-impact-published")))))
        }
        Err(Error::Invalid(faults)) => list_page(visit, Form::with(posted.fields.clone(), faults), "").await,
        Err(Error::NotNow("publication-empty")) => {
            list_page(visit, Form::new(posted.fields.clone()), key("publication-empty")).await
        }
        Err(Error::NotNow("publication-not-holding")) => {
            list_page(visit, Form::new(posted.fields.clone()), key("publication-not-holding")).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "publications/page.html")]
struct PublishedPage {
    page: Page,
    about: String,
    when: String,
    seal: String,
    is_whole: bool,
    fallen: Vec<(String, String)>,
    body: String,
    report: Option<Offer>,
}
shown!(PublishedPage);

#[derive(Template)]
#[template(path = "publications/quote.html")]
struct QuoteInPlace<'a> {
    live: Option<(&'a str, String)>,
    gone: String,
}

fn in_place(words: &Words, zone: &TimeZone, place: &Place) -> Result<String, Problem> {
    let template = match place {
        Place::Live(live) => {
            QuoteInPlace { live: Some((live.body.as_str(), source(words, live))), gone: String::new() }
        }
        Place::Withdrawn(at) => {
            let day = words.date(at.day_in(zone));
            QuoteInPlace { live: None, gone: words.say_with("quote-gone-withdrawn", &[("day", day.into())]) }
        }
        Place::Ended => QuoteInPlace { live: None, gone: words.say("quote-gone-ended").to_owned() },
        Place::Changed => QuoteInPlace { live: None, gone: words.say("quote-gone-changed").to_owned() },
    };
    template.render().map_err(|error| Problem::internal(&error))
}

/// The stored bytes, with what stands in the places of the quotes today.
fn filled(visit: &Visit, view: &PublicationPage) -> Result<String, Problem> {
    let (texts, _) = publications::split(&view.publication.body);
    let mut body = String::with_capacity(view.publication.body.len());
    let mut places = view.places.iter();
    for text in texts {
        body.push_str(text);
        if let Some((_, place)) = places.next() {
            body.push_str(&in_place(&visit.words, &visit.site.zone, place)?);
        }
    }
    Ok(body)
}

/// One publication.
pub(super) async fn look(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = publications::look(&visit, &slug).await?;
    let words = &visit.words;
    let one = &view.publication;
    let when = words.date(one.published_at.day_in(&visit.site.zone));
    let fallen = |fallen: &Fallen| {
        let said = if fallen.corrected { key("publication-corrected") } else { key("publication-withdrawn") };
        let text = words.say_with(said, &[("statement", fallen.statement.as_str().into())]);
        (text, format!("/impact/claims/{}", fallen.id))
    };
    show(&PublishedPage {
        page: Page::new(&visit, "impact", one.title.as_str()),
        about: one.community.clone().or_else(|| one.area.clone()).unwrap_or_default(),
        when: words.say_with("publication-when", &[("day", when.into())]),
        seal: one.seal.clone(),
        is_whole: view.is_whole,
        fallen: view.fallen.iter().map(fallen).collect(),
        body: filled(&visit, &view)?,
        report: offer(&visit, &slug).await?,
    })
}

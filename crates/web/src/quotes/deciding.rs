//! The pages of whoever's words they are: on their own page, and through the link of the letter.

use super::{attribution_key, risk_key, scope_key, state_key};
use crate::{
    people::TABS,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        ids::GivenQuoteId,
        quotes::{QuoteState, Scope},
        time::When,
    },
    quotes::{self, Answer as Input, Own, QuoteLink, Receipt, risks_of},
};
use copia_text::key;

/// A way of being named: the word, its message, how that reads, and why one may be told all the same.
struct Naming {
    word: &'static str,
    label: &'static str,
    hint: String,
}

#[derive(Template)]
#[template(path = "quotes/decide.html")]
struct DecidePage {
    page: Page,
    action: String,
    body: String,
    /// What tells these words from others.
    words: String,
    /// Whether an answer to other words was sent from this page.
    is_late: bool,
    said: String,
    is_open: bool,
    is_given: bool,
    /// What has become of it: a heading and sentences.
    told: Option<(&'static str, Vec<String>)>,
    copies: Vec<String>,
    stood_in: Vec<(String, String)>,
    scopes: Vec<(&'static str, &'static str)>,
    namings: Vec<Naming>,
    form: Form,
}
shown!(DecidePage);

impl DecidePage {
    fn is_ticked(&self, scope: &str) -> bool {
        self.form.fields.all("scopes").any(|one| one == scope)
    }
}

async fn page(visit: &Visit, own: &Own, action: String, tried: Option<Form>, is_late: bool) -> Answer {
    let view = quotes::look(visit, own).await?;
    let words = &visit.words;
    let quote = &view.quote;
    let form = tried.unwrap_or_else(|| Form::new(kept(&view)));
    let is_given = quote.state == QuoteState::Given;
    let is_open = is_given || quote.state == QuoteState::Asked;
    let parts = [("editor", quote.editor.as_str().into()), ("where", quote.said_at.as_str().into())];
    let naming = |(attribution, name): &(_, Option<String>)| {
        let mut hint = vec![name.clone().unwrap_or_else(|| words.say("quote-unnamed").to_owned())];
        hint.extend(risks_of(quote, *attribution).into_iter().map(|risk| words.say(risk_key(risk)).to_owned()));
        Naming { word: attribution.word(), label: attribution_key(*attribution), hint: hint.join(" ") }
    };
    let copy = |copy: &quotes::QuoteCopy| {
        let parts = [("purpose", copy.purpose.as_str().into()), ("date", day(visit, copy.taken_at).into())];
        words.say_with("letter-quote-copy", &parts)
    };
    show(&DecidePage {
        page: Page::new(visit, "me", words.say("quote-decide-title")).secret().status(form.status(is_late)),
        action,
        body: quote.body.clone(),
        words: quotes::digest(&quote.body),
        is_late,
        said: words.say_with("quote-decide-who", &parts),
        is_open,
        is_given,
        told: told(visit, &view),
        copies: view.copies.iter().map(copy).collect(),
        stood_in: view
            .stood_in
            .iter()
            .map(|one| (one.title.clone(), format!("/impact/publications/{}", one.slug)))
            .collect(),
        scopes: Scope::ALL.iter().map(|scope| (scope.word(), scope_key(*scope))).collect(),
        namings: view.names.iter().map(naming).collect(),
        form,
    })
}

fn day(visit: &Visit, at: When) -> String {
    visit.words.date(at.day_in(&visit.site.zone))
}

/// What has become of the words, where something has.
fn told(visit: &Visit, view: &Receipt) -> Option<(&'static str, Vec<String>)> {
    let words = &visit.words;
    let quote = &view.quote;
    match quote.state {
        QuoteState::Given => {
            let until = quote.expires.map_or_else(String::new, |day| words.date(day.0));
            let scopes = quote.given().into_iter().map(|scope| words.say(scope_key(scope)).to_owned());
            let mut lines = vec![words.say_with("quote-given-until", &[("day", until.into())])];
            lines.extend(scopes);
            Some((key("quote-given"), lines))
        }
        QuoteState::Declined => Some((key("quote-declined"), vec![words.say("quote-declined-text").to_owned()])),
        QuoteState::Withdrawn => {
            let at = quote.withdrawn_at.map_or_else(String::new, |at| words.date_time(at.local(&visit.site.zone)));
            let mut lines = vec![words.say_with("quote-withdrawn-text", &[("when", at.into())])];
            let copies =
                if view.copies.is_empty() { key("letter-quote-no-copies") } else { key("letter-quote-copies") };
            lines.push(words.say(copies).to_owned());
            Some((key("quote-withdrawn"), lines))
        }
        QuoteState::Draft | QuoteState::Asked => None,
    }
}

/// What stands in the form before anything is chosen: nothing is ticked that was not agreed before.
fn kept(view: &Receipt) -> Fields {
    let quote = &view.quote;
    let last = quote.expires.unwrap_or(view.offered).to_string();
    let attribution = quote.attribution.map_or("", |one| one.word()).to_owned();
    let mut fields = Fields::of([("expires", last), ("attribution", attribution)]);
    if quote.state == QuoteState::Given {
        fields.push("answer", "yes".to_owned());
    }
    for scope in quote.given() {
        fields.push("scopes", scope.word().to_owned());
    }
    fields
}

/// A quote of the reader's in a list.
struct Row {
    title: String,
    href: String,
    text: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "quotes/mine.html")]
struct MinePage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    rows: Vec<Row>,
}
shown!(MinePage);

/// The reader's quotes.
pub(super) async fn mine(visit: Visit) -> Answer {
    let all = quotes::mine(&visit).await?;
    let row = |quote: &quotes::GivenQuote| {
        let words = &visit.words;
        let parts = [("day", day(&visit, quote.asked_at.unwrap_or(quote.written_at)).into())];
        Row {
            title: words.say_with("quote-asked-on", &parts),
            href: format!("/me/quotes/{}", quote.id),
            text: quote.body.clone(),
            state: state_key(quote.state),
        }
    };
    let page = Page::new(&visit, "me", visit.words.say("me-tab-quotes")).secret();
    show(&MinePage { page, tabs: &TABS, rows: all.iter().map(row).collect() })
}

fn own(id: String) -> (Own, String) {
    let path = format!("/me/quotes/{id}");
    (Own::Page(id), path)
}

type Parts = (String, String);

fn linked((quote, signature): Parts) -> Result<(Own, String), Problem> {
    let link = QuoteLink { quote: GivenQuoteId::parse(&quote).ok_or(Problem::LinkEnded)?, signature };
    let path = link.path();
    Ok((Own::Link(link), path))
}

/// One quote, for somebody who has signed in.
pub(super) async fn look(visit: Visit, Path(id): Path<String>) -> Answer {
    let (own, path) = own(id);
    page(&visit, &own, path, None, false).await
}

/// The same, from the letter.
pub(super) async fn look_by_link(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    let (own, path) = linked(parts)?;
    page(&visit, &own, path, None, false).await
}

async fn decided(posted: Posted, own: Own, path: String) -> Answer {
    let scopes: Vec<String> = posted.fields.all("scopes").map(str::to_owned).collect();
    let input = Input {
        answer: posted.get("answer"),
        scopes: &scopes,
        attribution: posted.get("attribution"),
        expires: posted.get("expires"),
        words: posted.get("words"),
    };
    match quotes::answer(&posted.visit, &own, &input).await {
        Ok(QuoteState::Given) => Ok(redirect(&path, Some(Flash::new(key("flash-quote-given"))))),
        Ok(_) => Ok(redirect(&path, Some(Flash::new(key("flash-quote-declined"))))),
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, &own, path, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        // What was chosen for other words is not chosen for these.
        Err(Error::Stale) => page(&posted.visit, &own, path, None, true).await,
        Err(error) => Err(error.into()),
    }
}

/// Keeps what the person decides.
pub(super) async fn answer(Path(id): Path<String>, posted: Posted) -> Answer {
    let (own, path) = own(id);
    decided(posted, own, path).await
}

/// The same, from the letter.
pub(super) async fn answer_by_link(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let (own, path) = linked(parts)?;
    decided(posted, own, path).await
}

async fn withdrawn(posted: Posted, own: Own, path: String) -> Answer {
    match quotes::withdraw(&posted.visit, &own).await {
        // The page is the receipt.
        Ok(()) => Ok(redirect(&path, Some(Flash::new(key("flash-quote-withdrawn"))))),
        Err(Error::AlreadyDone) => Ok(redirect(&path, Some(Flash::new(key("flash-as-before"))))),
        Err(error) => Err(error.into()),
    }
}

/// Takes the words back.
pub(super) async fn withdraw(Path(id): Path<String>, posted: Posted) -> Answer {
    let (own, path) = own(id);
    withdrawn(posted, own, path).await
}

/// The same, from the letter.
pub(super) async fn withdraw_by_link(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let (own, path) = linked(parts)?;
    withdrawn(posted, own, path).await
}

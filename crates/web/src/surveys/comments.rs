//! What people wrote in their own words: for the few who read it, and as much of it as is shown to others.

use super::{named, wave_path};
use crate::{
    results,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Query, Visit, form_query, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use copia_app::{
    Error,
    domain::{
        ballots::Block,
        surveys::comments::{Filter, PAGE, personal::Part},
    },
    surveys::comments::{self, Comments, Deed, Listed, Listing, Read, ShownQuestion, Theming},
};
use copia_text::{Words, key};

/// A comment in the list.
struct Line {
    number: i64,
    href: String,
    id: String,
    parts: Vec<Part>,
    badges: Vec<&'static str>,
    /// What ticking says, the theme, and whether it is ticked.
    themes: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "surveys/comments.html")]
struct CommentsPage {
    page: Page,
    path: String,
    wave: String,
    wave_path: String,
    /// Questions that can be read, with their numbers, and whether it is the one.
    questions: Vec<(String, i64, String, bool)>,
    /// Questions that too few have answered.
    few: Vec<String>,
    minimum: String,
    is_deleted: bool,
    question: String,
    label: String,
    themes: Vec<(String, String)>,
    filters: Vec<(&'static str, &'static str)>,
    lines: Vec<Line>,
    summary: String,
    previous: String,
    next: String,
    number: i64,
    first: i64,
    before: String,
    released: String,
    form: Form,
}
shown!(CommentsPage);

#[derive(Template)]
#[template(path = "surveys/comment.html")]
struct CommentPage {
    page: Page,
    path: String,
    list: String,
    wave: String,
    question: String,
    parts: Vec<Part>,
    badges: Vec<&'static str>,
    themes: String,
    /// What may tell who somebody is, each with its place.
    found: Vec<(String, String)>,
    is_withheld: bool,
    may_show: bool,
    may_be_shown: bool,
    form: Form,
}
shown!(CommentPage);

#[derive(Template)]
#[template(path = "surveys/comments-release.html")]
struct ReleasePage {
    page: Page,
    path: String,
    wave: String,
    questions: Vec<Spoken>,
    is_released: bool,
}
shown!(ReleasePage);

/// What is shown of the comments on one question.
pub(super) struct Spoken {
    pub id: String,
    pub label: String,
    pub base: String,
    /// A theme, how many comments speak of it, their share, and a bar.
    pub rows: Vec<(String, String, String, String)>,
    /// A comment, and its theme.
    pub quotes: Vec<(String, String)>,
}

/// What is shown of comments, in words.
pub(super) fn spoken(words: &Words, questions: &[ShownQuestion]) -> Vec<Spoken> {
    let theme = |theme: &Option<String>| theme.clone().unwrap_or_else(|| words.say("comments-together").to_owned());
    let row = |told: &copia_app::domain::surveys::comments::Told, given: u32| {
        let block = Block { answers: Vec::new(), least: told.least, most: told.most };
        let (count, share) = (results::count(words, &block), results::share(words, &block, given));
        (theme(&told.theme), count, share, bar(told.least, given))
    };
    let one = |(place, question): (usize, &ShownQuestion)| Spoken {
        id: format!("comments-{}", place + 1),
        label: question.label.clone(),
        base: words.say_with("comments-base", &[("count", question.given.into())]),
        rows: question.told.iter().map(|told| row(told, question.given)).collect(),
        quotes: question
            .comments
            .iter()
            .map(|(of, said)| {
                let source = of.clone().unwrap_or_else(|| words.say("comments-no-theme").to_owned());
                (said.clone(), source)
            })
            .collect(),
    };
    questions.iter().enumerate().map(one).collect()
}

/// A bar of so many of all. The number stands beside it.
fn bar(count: u32, of: u32) -> String {
    let width = 100.0 * f64::from(count) / f64::from(of.max(1));
    format!(
        "<svg class=\"chart\" width=\"100\" height=\"8\" viewBox=\"0 0 100 8\" aria-hidden=\"true\"><rect width=\"{width:.1}\" height=\"8\" fill=\"currentColor\"/></svg>"
    )
}

fn path_of(wave: impl std::fmt::Display) -> String {
    format!("/surveys/{wave}/comments")
}

const fn filter_key(filter: Filter) -> &'static str {
    match filter {
        Filter::All => key("comments-filter-all"),
        Filter::Uncoded => key("comments-filter-uncoded"),
        Filter::Redacted => key("comments-filter-redacted"),
        Filter::Shown => key("comments-filter-shown"),
    }
}

fn badges(read: &Read) -> Vec<&'static str> {
    let comment = &read.comment;
    let all = [
        (comment.is_withheld, key("comments-badge-withheld")),
        (comment.is_redacted && !comment.is_withheld, key("comments-badge-redacted")),
        (comment.may_show, key("comments-badge-shown")),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, key)| key).collect()
}

/// Which comments are asked for.
fn listing(fields: &Fields) -> Listing<'_> {
    let (question, theme, filter) = (fields.get("question"), fields.get("theme"), fields.get("filter"));
    Listing { question, theme, filter, page: fields.page() }
}

/// The comments of a wave.
pub(super) async fn list(visit: Visit, Path(id): Path<String>, query: Query) -> Answer {
    page(&visit, &id, &query.0, Form::default()).await
}

async fn page(visit: &Visit, id: &str, fields: &Fields, form: Form) -> Answer {
    let view = comments::comments(visit, id, &listing(fields)).await?;
    let words = &visit.words;
    let title = words.say("comments-title");
    let page = Page::new(visit, "surveys", title).unlisted().status(form.status(false)).secret();
    let path = path_of(view.wave.id);
    let rule = view.wave.rule;
    let released = view
        .released
        .as_ref()
        .map(|released| words.say_with("comments-released", &[("at", super::at(visit, released.released_at).into())]));
    let chosen = view.listed.as_ref();
    let label = view.questions.iter().find(|one| chosen.is_some_and(|listed| listed.question == one.key));
    let at = |listed: &Listed, page: i64| format!("{path}?{}", same(listed, page));
    let pages = chosen.map_or(1, |listed| (listed.all - 1).max(0) / PAGE + 1);
    let turn =
        |is: bool, by: i64| chosen.filter(|_| is).map_or_else(String::new, |listed| at(listed, listed.page + by));
    let number = chosen.map_or(1, |listed| listed.page);
    let listed = |listed: &Listed| {
        Form::new(Fields::of([
            ("question", listed.question.clone()),
            ("theme", listed.theme.map_or_else(String::new, |theme| theme.to_string())),
            ("filter", listed.filter.word().to_owned()),
            ("name", form.value("name").to_owned()),
        ]))
    };
    let fields = chosen.map(listed).unwrap_or_default();
    show(&CommentsPage {
        page,
        wave: named(words, &view.wave),
        wave_path: wave_path(view.wave.id),
        questions: questions(&view, &path),
        few: view.questions.iter().filter(|one| one.comments.is_none()).map(|one| one.label.clone()).collect(),
        minimum: words.number(rule.map_or(0, |rule| rule.words_from)),
        is_deleted: rule.is_some_and(|rule| rule.words_deleted_at.is_some()),
        question: fields.value("question").to_owned(),
        label: label.map(|one| one.label.clone()).unwrap_or_default(),
        themes: view.themes.iter().map(|theme| (theme.id.to_string(), theme.name.clone())).collect(),
        filters: Filter::ALL.iter().map(|one| (one.word(), filter_key(*one))).collect(),
        lines: chosen.map(|listed| lines(words, &view, listed, &path)).unwrap_or_default(),
        summary: chosen.map_or_else(String::new, |listed| {
            let parts = [("count", listed.all.into()), ("page", number.into()), ("pages", pages.into())];
            words.say_with("comments-summary", &parts)
        }),
        previous: turn(number > 1, -1),
        next: turn(number < pages, 1),
        number,
        first: (number - 1) * PAGE + 1,
        before: view.before.clone().unwrap_or_default(),
        released: released.unwrap_or_default(),
        form: Form::with(fields.fields, form.faults),
        path,
    })
}

/// The parameters of an address.
fn query(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| form_query(name, value)).collect::<Vec<_>>().join("&")
}

/// The parameters of the same list.
fn same(listed: &Listed, page: i64) -> String {
    let theme = listed.theme.map_or_else(String::new, |theme| theme.to_string());
    query(&[
        ("question", listed.question.as_str()),
        ("theme", theme.as_str()),
        ("filter", listed.filter.word()),
        ("page", page.to_string().as_str()),
    ])
}

fn questions(view: &Comments, path: &str) -> Vec<(String, i64, String, bool)> {
    let chosen = view.listed.as_ref().map(|listed| listed.question.as_str());
    let one = |question: &comments::Question| {
        let href = format!("{path}?{}", query(&[("question", question.key.as_str())]));
        Some((question.label.clone(), question.comments?, href, chosen == Some(question.key.as_str())))
    };
    view.questions.iter().filter_map(one).collect()
}

fn lines(words: &Words, view: &Comments, listed: &Listed, path: &str) -> Vec<Line> {
    let first = (listed.page - 1) * PAGE + 1;
    let line = |(number, read): (i64, &Read)| Line {
        number,
        href: format!("{path}/{}", read.comment.id),
        id: read.comment.id.to_string(),
        parts: shown_parts(words, read),
        badges: badges(read),
        themes: view
            .themes
            .iter()
            .map(|theme| {
                (format!("{}:{}", read.comment.id, theme.id), theme.name.clone(), read.themes.contains(&theme.id))
            })
            .collect(),
    };
    (first..).zip(&listed.comments).map(line).collect()
}

fn shown_parts(words: &Words, read: &Read) -> Vec<Part> {
    if read.comment.is_withheld {
        return vec![Part { words: words.say("comments-withheld").to_owned(), looks: None }];
    }
    read.parts.clone()
}

/// Back to the list that a form came from.
fn back(posted: &Posted, id: &str, flash: Flash) -> Response {
    let names = ["question", "theme", "filter", "page"];
    let query = query(&names.map(|name| (name, posted.get(name))));
    redirect(&format!("{}?{query}", path_of(id)), Some(flash))
}

/// Keeps the themes of the comments of a page.
pub(super) async fn code(Path(id): Path<String>, posted: Posted) -> Answer {
    let all: Vec<&str> = posted.fields.all("comment").collect();
    let codes: Vec<(&str, &str)> = posted.fields.all("code").filter_map(|code| code.split_once(':')).collect();
    let count = comments::code(&posted.visit, &id, posted.get("question"), &all, &codes).await?;
    Ok(back(&posted, &id, Flash::new(key("flash-comments-coded")).with("count", &count.to_string())))
}

/// Adds, renames or takes away a theme, or takes over those of the wave before.
pub(super) async fn theme(Path(id): Path<String>, posted: Posted) -> Answer {
    let (of, name) = (posted.get("of"), posted.get("name"));
    let deed = match posted.get("do") {
        "rename" => Theming::Rename(of, name),
        "remove" => Theming::Remove(of),
        "take_over" => Theming::TakeOver,
        _ => Theming::Add(name),
    };
    match comments::theme(&posted.visit, &id, deed).await {
        Ok(()) => Ok(back(&posted, &id, Flash::new(key("flash-comments-theme")))),
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, &id, &posted.fields, Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(Problem::from(error)),
    }
}

/// One comment.
pub(super) async fn look(visit: Visit, Path((id, comment)): Path<(String, String)>) -> Answer {
    one(&visit, &id, &comment, Form::default()).await
}

async fn one(visit: &Visit, id: &str, comment: &str, form: Form) -> Answer {
    let view = comments::comment(visit, id, comment).await?;
    let words = &visit.words;
    let mut found: Vec<String> = Vec::new();
    for part in view.read.parts.iter().filter(|part| part.looks.is_some()) {
        if !found.contains(&part.words) {
            found.push(part.words.clone());
        }
    }
    let list = path_of(view.wave.id);
    show(&CommentPage {
        page: Page::new(visit, "surveys", words.say("comment-title")).unlisted().status(form.status(false)).secret(),
        path: format!("{list}/{}", view.read.comment.id),
        list,
        wave: named(words, &view.wave),
        question: view.question.clone(),
        parts: shown_parts(words, &view.read),
        badges: badges(&view.read),
        themes: view.themes.join(", "),
        found: (1..).zip(found).map(|(place, one): (u32, String)| (place.to_string(), one)).collect(),
        is_withheld: view.read.comment.is_withheld,
        may_show: view.read.comment.may_show,
        may_be_shown: view.wave.rule.is_some_and(|rule| rule.words_days.is_some()),
        form,
    })
}

/// Takes words out of a comment, withholds it, or lets others read it.
pub(super) async fn mark(Path((id, comment)): Path<(String, String)>, posted: Posted) -> Answer {
    let words: Vec<&str> = posted.fields.all("found").chain(posted.get("words").lines()).collect();
    let visit = &posted.visit;
    let (done, flash) = match posted.get("do") {
        "withhold" => (comments::withhold(visit, &id, &comment).await, key("flash-comment-withheld")),
        "allow" => {
            (comments::allow(visit, &id, &comment, Deed::Allow, posted.has("sure")).await, key("flash-comment-allowed"))
        }
        "disallow" => {
            (comments::allow(visit, &id, &comment, Deed::Disallow, false).await, key("flash-comment-disallowed"))
        }
        _ => (comments::redact(visit, &id, &comment, &words).await, key("flash-comment-redacted")),
    };
    match done {
        Ok(()) => Ok(redirect(&format!("{}/{comment}", path_of(id)), Some(Flash::new(flash)))),
        Err(Error::Invalid(faults)) => one(visit, &id, &comment, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(Problem::from(error)),
    }
}

/// The second look before anything is shown.
pub(super) async fn preview(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = comments::preview(&visit, &id).await?;
    let words = &visit.words;
    show(&ReleasePage {
        page: Page::new(&visit, "surveys", words.say("comments-release-title")).unlisted().secret(),
        path: path_of(view.wave.id),
        wave: named(words, &view.wave),
        questions: spoken(words, &view.questions),
        is_released: view.is_released,
    })
}

/// Shows it, or nothing any more.
pub(super) async fn release(Path(id): Path<String>, posted: Posted) -> Answer {
    let flash = if posted.get("do") == "take_back" {
        comments::take_back(&posted.visit, &id).await?;
        key("flash-comments-taken-back")
    } else {
        comments::release(&posted.visit, &id).await?;
        key("flash-comments-released")
    };
    Ok(redirect(&path_of(id), Some(Flash::new(flash))))
}

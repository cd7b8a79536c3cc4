//! The form of one item of a survey.

use super::{form_path, kind_key, questions::choices};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Query, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::surveys::items::{Ask, Item, Kind},
    surveys::{self, ItemForm, ItemInput, Move},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "surveys/item.html")]
struct ItemPage {
    page: Page,
    path: String,
    survey: String,
    action: String,
    kind: &'static str,
    version: i64,
    /// The kinds of a new item; none where it has one.
    kinds: Vec<(&'static str, &'static str)>,
    bank: Vec<(String, String)>,
    /// Earlier answers after which it can be shown.
    earlier: Vec<(String, String)>,
    form: Form,
}
shown!(ItemPage);

/// The form of a new item of a kind.
pub(super) async fn new(visit: Visit, Path(id): Path<String>, query: Query) -> Answer {
    let kind = Kind::from_word(query.get("kind")).unwrap_or(Kind::Statement);
    page(&visit, &id, None, Form::new(Fields::of([("kind", kind.word().to_owned())]))).await
}

/// The form of an item.
pub(super) async fn edit(visit: Visit, Path((id, item)): Path<(String, String)>) -> Answer {
    let view = surveys::item_form(&visit, &id, Some(&item)).await?;
    let form = Form::new(view.item.as_ref().map(|item| kept(item, &view)).unwrap_or_default());
    page(&visit, &id, Some(&item), form).await
}

/// What stands in the form before anybody has typed.
fn kept(item: &Item, view: &ItemForm) -> Fields {
    let (mut text, mut lines, mut least, mut most, mut statement) =
        (String::new(), String::new(), String::new(), String::new(), String::new());
    match &item.ask {
        Ask::Heading { text: under, .. } => text.clone_from(under),
        Ask::Statement { statement: of, .. } => {
            let found = view.bank.iter().find(|one| one.key == *of);
            statement = found.map(|one| one.id.to_string()).unwrap_or_default();
        }
        Ask::One { choices, .. } | Ask::Several { choices, .. } => {
            lines = choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("\n");
        }
        Ask::Number { least: from, most: to, .. } => (least, most) = (from.to_string(), to.to_string()),
        Ask::Text { .. } => {}
    }
    let shown_if = item.shown_if.as_ref().map(|condition| format!("{}={}", condition.item, condition.answer));
    Fields::of([
        ("kind", item.kind().word().to_owned()),
        ("label", item.label().to_owned()),
        ("statement", statement),
        ("text", text),
        ("choices", lines),
        ("least", least),
        ("most", most),
        ("shown_if", shown_if.unwrap_or_default()),
    ])
}

async fn page(visit: &Visit, id: &str, item: Option<&str>, form: Form) -> Answer {
    let view = surveys::item_form(visit, id, item).await?;
    let words = &visit.words;
    let kind = Kind::from_word(form.value("kind")).unwrap_or(Kind::Statement);
    let title = if item.is_some() { key("survey-item-edit") } else { key("survey-item-new") };
    let path = form_path(view.survey.id);
    let answers = |item: &Item| {
        let one = |(word, said): (String, String)| {
            let parts = [("question", item.label().into()), ("answer", said.into())];
            (format!("{}={word}", item.key), words.say_with("survey-earlier", &parts))
        };
        choices(words, item).into_iter().map(one).collect::<Vec<_>>()
    };
    let kinds = Kind::ALL.iter().filter(|_| item.is_none()).map(|kind| (kind.word(), kind_key(*kind))).collect();
    show(&ItemPage {
        page: Page::new(visit, "surveys", words.say(title)).unlisted().status(form.status(false)),
        action: format!("{path}/items/{}", item.unwrap_or("new")),
        path,
        survey: view.survey.title.clone(),
        kind: kind.word(),
        version: view.survey.version,
        kinds,
        bank: view.bank.iter().map(|one| (one.id.to_string(), one.wording.clone())).collect(),
        earlier: view.earlier.iter().flat_map(answers).collect(),
        form,
    })
}

fn input(posted: &Posted) -> ItemInput<'_> {
    ItemInput {
        kind: posted.get("kind"),
        statement: posted.get("statement"),
        label: posted.get("label"),
        text: posted.get("text"),
        choices: posted.get("choices"),
        least: posted.get("least"),
        most: posted.get("most"),
        shown_if: posted.get("shown_if"),
        version: posted.get("version").parse().unwrap_or(-1),
    }
}

/// Adds an item.
pub(super) async fn create(Path(id): Path<String>, posted: Posted) -> Answer {
    keep(&posted, &id, None).await
}

/// Changes an item.
pub(super) async fn save(Path((id, item)): Path<(String, String)>, posted: Posted) -> Answer {
    keep(&posted, &id, Some(&item)).await
}

async fn keep(posted: &Posted, id: &str, item: Option<&str>) -> Answer {
    match surveys::write_item(&posted.visit, id, item, &input(posted)).await {
        Ok(()) => Ok(redirect(&form_path(id), Some(Flash::new(key("flash-survey-item"))))),
        Err(Error::Invalid(faults)) => page(&posted.visit, id, item, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

/// Moves an item up or down, or takes it out.
pub(super) async fn place(Path((id, item)): Path<(String, String)>, posted: Posted) -> Answer {
    let to = match posted.get("to") {
        "up" => Move::Up,
        "down" => Move::Down,
        _ => Move::Out,
    };
    let version = posted.get("version").parse().unwrap_or(-1);
    let flash = match surveys::move_item(&posted.visit, &id, &item, to, version).await {
        Ok(()) if to == Move::Out => key("flash-survey-item-out"),
        Ok(()) => key("flash-survey-item-moved"),
        Err(Error::NotNow("survey-order")) => key("flash-survey-order"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&form_path(id), Some(Flash::new(flash))))
}

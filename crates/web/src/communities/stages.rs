//! Changing a community's stage, its rules and its area.

use super::{
    Place, community_path,
    late::{Standing, differing},
    number,
};
use crate::{
    search::stage_key,
    shell::{Answer, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    communities::{self, Ending, Found, RulesInput, StageInput},
    domain::{
        communities::{Stage, Visibility},
        memberships::{CoreRule, JoinRule},
    },
};
use copia_text::{Words, key};

/// What a stage means for the people in it.
const fn meaning(stage: Stage) -> &'static str {
    match stage {
        Stage::Proposed => key("stage-proposed-means"),
        Stage::Forming => key("stage-forming-means"),
        Stage::Active => key("stage-active-means"),
        Stage::Paused => key("stage-paused-means"),
        Stage::Closed => key("stage-closed-means"),
        Stage::Merged => key("stage-merged-means"),
    }
}

#[derive(Template)]
#[template(path = "communities/stage.html")]
struct StagePage {
    page: Page,
    place: Place,
    form: Form,
    /// The word, name and meaning of each stage that can follow.
    next: Vec<(&'static str, String, String)>,
    /// The address and name of each community that it could be merged into.
    others: Vec<(String, String)>,
    can_merge: bool,
    is_proposal: bool,
    areas: Vec<(String, String)>,
    version: i64,
    is_late: bool,
    /// What stands there now, where somebody else was faster: the label and the text.
    now: Vec<(String, String)>,
}
shown!(StagePage);

/// The page.
pub(super) async fn form(visit: Visit, Path(slug): Path<String>) -> Answer {
    stage_page(&visit, &slug, None, false).await
}

async fn stage_page(visit: &Visit, slug: &str, typed: Option<Form>, is_late: bool) -> Answer {
    let view = communities::stage_form(visit, slug).await?;
    let found = &view.found;
    let mut form = typed.unwrap_or_default();
    // Each of the two forms comes alone; what the other one shows stands as it is.
    for (name, value) in [
        ("join_rule", found.join_rule.word().to_owned()),
        ("core_rule", found.core_rule.word().to_owned()),
        ("visibility", found.visibility.word().to_owned()),
        ("area", found.area_slug.as_ref().map_or_else(String::new, ToString::to_string)),
    ] {
        if !form.fields.has(name) {
            form.fields.push(name, value);
        }
    }
    if found.sensitive && !form.fields.has("version") {
        form.fields.push("sensitive", "yes".to_owned());
    }
    let now = if is_late { differing(&form, rules(&visit.words, found)) } else { Vec::new() };
    let status = form.status(is_late);
    let said = |stage: &Stage| {
        let words = &visit.words;
        (stage.word(), words.say(stage_key(*stage)).to_owned(), words.say(meaning(*stage)).to_owned())
    };
    let next: Vec<_> = found.stage.next().iter().map(said).collect();
    let title = visit.words.say_with("stage-title", &[("community", found.name.as_str().into())]);
    let standing = visit.viewer.in_community(found.id, found.roles());
    show(&StagePage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place::new(visit, found, &standing, "stage"),
        can_merge: found.stage.next().contains(&Stage::Merged),
        is_proposal: found.stage == Stage::Proposed,
        next,
        others: view.others.iter().map(|one| (one.slug.to_string(), one.name.clone())).collect(),
        areas: view.areas.iter().map(|area| (area.slug.to_string(), area.name.clone())).collect(),
        version: found.version,
        form,
        is_late,
        now,
    })
}

/// The rules as they stand, to compare them with what was typed.
fn rules(words: &Words, found: &Found) -> [Standing<'static>; 5] {
    let join = match found.join_rule {
        JoinRule::Open => words.say("rules-join-open"),
        JoinRule::Ask => words.say("rules-join-ask"),
        JoinRule::Invitation => words.say("rules-join-invitation"),
    };
    let core = match found.core_rule {
        CoreRule::Choose => words.say("rules-core-choose"),
        CoreRule::Lead => words.say("rules-core-lead"),
    };
    let visibility = match found.visibility {
        Visibility::Public => words.say("rules-visibility-public"),
        Visibility::Staff => words.say("rules-visibility-staff"),
        Visibility::Members => words.say("rules-visibility-members"),
    };
    let sensitive = if found.sensitive { ("yes", words.say("edit-late-yes")) } else { ("", words.say("edit-late-no")) };
    let area = found.area_slug.as_ref().map_or_else(String::new, ToString::to_string);
    let one =
        |name, label, value: &str, text: &str| (name, words.say(label).to_owned(), value.to_owned(), text.to_owned());
    [
        one("area", key("communities-area"), &area, found.area_name.as_deref().unwrap_or_default()),
        one("join_rule", key("rules-join"), found.join_rule.word(), join),
        one("core_rule", key("rules-core"), found.core_rule.word(), core),
        one("visibility", key("rules-visibility"), found.visibility.word(), visibility),
        one("sensitive", key("rules-sensitive"), sensitive.0, sensitive.1),
    ]
}

#[derive(Template)]
#[template(path = "communities/stage-sure.html")]
struct SurePage {
    page: Page,
    form: Form,
    path: String,
    what: String,
    button: &'static str,
}
shown!(SurePage);

/// Asks whether a community is to end: it moves or ends what many people are, and there is no way back.
fn sure_page(posted: &Posted, slug: &str, ending: &Ending) -> Answer {
    let visit = &posted.visit;
    let into = ending.into.as_deref().unwrap_or_default();
    let arguments =
        [("community", ending.name.as_str().into()), ("into", into.into()), ("count", ending.people.into())];
    let (title, what, button) = if ending.into.is_some() {
        (key("stage-sure-merge-title"), key("stage-sure-merge"), key("stage-sure-merge-button"))
    } else {
        (key("stage-sure-close-title"), key("stage-sure-close"), key("stage-sure-close-button"))
    };
    show(&SurePage {
        page: Page::new(visit, "communities", visit.words.say_with(title, &arguments)).unlisted(),
        form: Form::new(posted.fields.clone()),
        path: community_path(slug),
        what: visit.words.say_with(what, &arguments),
        button,
    })
}

/// Takes a step; one by which a community ends is asked about first.
pub(super) async fn change(Path(slug): Path<String>, posted: Posted) -> Answer {
    let input = StageInput {
        to: posted.get("to"),
        on: posted.get("on"),
        reason: posted.get("reason"),
        into: posted.get("into"),
    };
    if !posted.has("sure") {
        match communities::foresee(&posted.visit, &slug, &input).await {
            Ok(Some(ending)) => return sure_page(&posted, &slug, &ending),
            // What is wrong with it is said below.
            Ok(None) | Err(Error::Invalid(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    match communities::change_stage(&posted.visit, &slug, &input).await {
        Ok(stage) => {
            let word = posted.visit.words.say(stage_key(stage)).to_owned();
            let flash = Flash::new(key("flash-stage")).with("stage", &word);
            Ok(redirect(&community_path(&slug), Some(flash)))
        }
        Err(Error::Invalid(faults)) => {
            stage_page(&posted.visit, &slug, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Saves the rules and the area.
pub(super) async fn save_rules(Path(slug): Path<String>, posted: Posted) -> Answer {
    let input = RulesInput {
        join_rule: posted.get("join_rule"),
        core_rule: posted.get("core_rule"),
        visibility: posted.get("visibility"),
        sensitive: posted.has("sensitive"),
        area: posted.get("area"),
        version: number(posted.get("version"))?,
    };
    match communities::save_rules(&posted.visit, &slug, &input).await {
        Ok(()) => Ok(redirect(&community_path(&slug), Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            stage_page(&posted.visit, &slug, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => stage_page(&posted.visit, &slug, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

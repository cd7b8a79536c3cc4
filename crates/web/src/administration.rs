//! The administrator's pages: the outbox, and who may sign in.

use crate::{
    routes::Routes,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        ids::JobId,
        notifications::{DeliveryState, Withheld},
    },
    organisation,
    outbox::{self, JobView, LedgerTotal},
};
use copia_text::key;

/// The routes of administration.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/administration/outbox", outbox_page)
        .post("/administration/outbox/{job}/attempt", try_again)
        .get("/administration/sign-in", sign_in)
        .post("/administration/sign-in", save_sign_in)
}

/// The pages of administration: address and message.
pub(crate) const TABS: [(&str, &str); 3] = [
    ("/administration/outbox", key("administration-tab-outbox")),
    ("/administration/roles", key("administration-tab-roles")),
    ("/administration/sign-in", key("administration-tab-sign-in")),
];

/// A job as it is shown.
struct Job {
    id: String,
    kind: String,
    tried: String,
    created: String,
    at: String,
    error: String,
    is_overtaken: bool,
}

#[derive(Template)]
#[template(path = "administration/outbox.html")]
struct OutboxPage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    counts: [(&'static str, String); 4],
    failed: Vec<Job>,
    waiting: Vec<Job>,
    ledger: Vec<(&'static str, String)>,
}
shown!(OutboxPage);

/// The message for a kind of work; work of a version to come keeps its word.
fn kind_key(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "send" => key("outbox-kind-send"),
        "remind_of_request" => key("outbox-kind-remind-of-request"),
        "report_request" => key("outbox-kind-report-request"),
        "broadcast" => key("outbox-kind-broadcast"),
        "wind_down" => key("outbox-kind-wind-down"),
        "tell_watchers" => key("outbox-kind-tell-watchers"),
        "settle_event" => key("outbox-kind-settle-event"),
        "tell_of_move" => key("outbox-kind-tell-of-move"),
        "tell_of_series" => key("outbox-kind-tell-of-series"),
        "seat_series" => key("outbox-kind-seat-series"),
        "call_off_event" => key("outbox-kind-call-off-event"),
        "remind_of_event" => key("outbox-kind-remind-of-event"),
        "close_line" => key("outbox-kind-close-line"),
        "terms" => key("outbox-kind-terms"),
        "remove_file" => key("outbox-kind-remove-file"),
        "erase_leavers" => key("outbox-kind-erase-leavers"),
        "tidy" => key("outbox-kind-tidy"),
        _ => return None,
    })
}

async fn outbox_page(visit: Visit) -> Answer {
    let seen = outbox::overview(&visit).await?;
    let words = &visit.words;
    let job = |job: JobView| Job {
        id: job.id.to_string(),
        kind: kind_key(&job.kind).map_or(job.kind, |key| words.say(key).to_owned()),
        tried: words.say_with("outbox-tried", &[("times", job.attempts.into())]),
        created: words.date_time(job.created.local(&visit.site.zone)),
        at: words.date_time(job.at.local(&visit.site.zone)),
        error: job.error.unwrap_or_default(),
        is_overtaken: job.is_overtaken,
    };
    show(&OutboxPage {
        page: Page::new(&visit, "administration", words.say("outbox-title")).unlisted(),
        tabs: &TABS,
        counts: [
            (key("outbox-count-failed"), words.number(seen.failed)),
            (key("outbox-count-waiting"), words.number(seen.waiting)),
            (key("outbox-count-running"), words.number(seen.running)),
            (key("outbox-count-done"), words.number(seen.done)),
        ],
        failed: seen.failed_jobs.into_iter().map(job).collect(),
        waiting: seen.waiting_jobs.into_iter().map(job).collect(),
        ledger: seen.ledger.iter().map(|total| (ledger_key(total), words.number(total.messages))).collect(),
    })
}

/// The message for what became of messages.
const fn ledger_key(total: &LedgerTotal) -> &'static str {
    match (total.state, total.reason) {
        (DeliveryState::Queued, _) => key("outbox-ledger-queued"),
        (DeliveryState::Sent, _) => key("outbox-ledger-sent"),
        (DeliveryState::Failed, _) => key("outbox-ledger-failed"),
        (DeliveryState::Withheld, Some(Withheld::Preference)) => key("outbox-ledger-preference"),
        (DeliveryState::Withheld, Some(Withheld::Cap)) => key("outbox-ledger-cap"),
        (DeliveryState::Withheld, Some(Withheld::PersonLeft)) => key("outbox-ledger-person-left"),
        (DeliveryState::Withheld, Some(Withheld::NoAddress)) => key("outbox-ledger-no-address"),
        (DeliveryState::Withheld, Some(Withheld::Overtaken)) => key("outbox-ledger-overtaken"),
        (DeliveryState::Withheld, None) => key("outbox-ledger-withheld"),
    }
}

async fn try_again(Path(job): Path<String>, posted: Posted) -> Answer {
    let id = JobId::parse(&job).ok_or(Problem::NotFound)?;
    outbox::try_again(&posted.visit, id).await?;
    Ok(redirect("/administration/outbox", Some(Flash::new(key("flash-job-again")))))
}

#[derive(Template)]
#[template(path = "administration/sign-in.html")]
struct SignInPage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    form: Form,
    version: i64,
    is_stale: bool,
}
shown!(SignInPage);

fn sign_in_page(visit: &Visit, form: Form, version: i64, status: StatusCode) -> Answer {
    let title = visit.words.say("administration-sign-in-title");
    let page = Page::new(visit, "administration", title).status(status).unlisted();
    show(&SignInPage { page, tabs: &TABS, form, version, is_stale: status == StatusCode::CONFLICT })
}

async fn sign_in(visit: Visit) -> Answer {
    let stored = organisation::sign_in(&visit).await?;
    let fields = Fields::of([("rule", stored.rule.to_string()), ("domains", stored.domains)]);
    sign_in_page(&visit, Form::new(fields), stored.version, StatusCode::OK)
}

async fn save_sign_in(posted: Posted) -> Answer {
    let (visit, f) = (&posted.visit, &posted.fields);
    let version = f.get("version").parse().unwrap_or(0);
    match organisation::save_sign_in(visit, f.get("rule"), f.get("domains"), version).await {
        Ok(()) => Ok(redirect("/administration/sign-in", Some(Flash::new(key("flash-sign-in-rule-saved"))))),
        Err(Error::Invalid(faults)) => {
            sign_in_page(visit, Form::with(f.clone(), faults), version, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Stale) => {
            let stored = organisation::sign_in(visit).await?;
            sign_in_page(visit, Form::new(f.clone()), stored.version, StatusCode::CONFLICT)
        }
        Err(error) => Err(error.into()),
    }
}
